"""What one table cell says: a figure in its unit, a printed zero, nothing, or words."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

from index.language.layout import label
from index.language.numerals import parse_quantity, pieces
from index.language.units import MONEY_UNITS
from index.model import Relation, State

_PLAIN = re.compile(r"^[¥￥]?(?P<sign>[-−+])?\s*[¥￥]?(?P<digits>\d[\d,]*(?:\.\d+)?|\.\d+)$")
_TORN = re.compile(r"(?<=[\d,.])\s+(?=[\d,.])")
_NOTHING = re.compile(r"^[-—–―－/\\]*$")


@dataclass(frozen=True, slots=True)
class Reading:
    """A cell's meaning; ``value`` is in ``unit`` (money: 元), None unless ``state`` is value or zero."""

    value: Decimal | None
    unit: str
    state: State
    relation: Relation = ""
    printed_unit: str = ""


BLANK = Reading(None, "", "blank")


def read_cell(cell: str, unit: str = "") -> Reading:
    """Read a cell whose column or table is in ``unit`` (万元, %, 个 …; "" when nothing says)."""
    text = _TORN.sub("", label(cell))
    if _NOTHING.match(text):
        return Reading(None, "", "blank", "", unit)
    if plain := _PLAIN.match(text):
        value = Decimal(plain["digits"].replace(",", ""))
        return figure(-value if plain["sign"] in ("-", "−") else value, unit)
    quantity = parse_quantity(text)
    if quantity is None:
        return Reading(None, "", "text")
    quantity = pieces(quantity)
    if not quantity.unit:
        return figure(quantity.value, unit, quantity.relation)
    return Reading(quantity.value, quantity.unit, _state(quantity.value), quantity.relation, quantity.printed_unit)


def figure(value: Decimal, unit: str, relation: Relation = "") -> Reading:
    """A bare number in ``unit``; money is brought to 元."""
    if unit in MONEY_UNITS:
        return Reading(value * MONEY_UNITS[unit], "元", _state(value), relation, unit)
    return Reading(value, unit, _state(value), relation, unit)


def _state(value: Decimal) -> State:
    return "value" if value else "zero"
