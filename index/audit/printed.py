"""How far a printed figure can be from the true one, and how a figure is named in a note."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from index.audit.sums import Check
from index.language.layout import label
from index.language.units import MONEY_UNITS
from index.model import Problem

if TYPE_CHECKING:
    from index.model import Fact

HALF = Decimal(2)
_ADJUSTED = re.compile(r"调整[后为]|追加|调[增减]|结转")


@dataclass(frozen=True, slots=True)
class Span:
    """The values that a printed figure, or a sum of them, can stand for."""

    low: Decimal
    high: Decimal

    def __add__(self, other: Span) -> Span:
        return Span(self.low + other.low, self.high + other.high)

    def __sub__(self, other: Span) -> Span:
        return Span(self.low - other.high, self.high - other.low)

    def times(self, factor: int) -> Span:
        """All values times a whole number; a negative one turns the ends round."""
        ends = (self.low * factor, self.high * factor)
        return Span(min(ends), max(ends))

    def over(self, other: Span) -> Span | None:
        """The quotients; None when the divisor may be nought or less."""
        if other.low <= 0:
            return None
        quotients = [mine / its for mine in (self.low, self.high) for its in (other.low, other.high)]
        return Span(min(quotients), max(quotients))

    def meets(self, other: Span) -> bool:
        """Whether some true value fits both."""
        return self.low <= other.high and other.low <= self.high


def place_value(fact: Fact) -> Decimal:
    """One unit in the last printed place, in the fact's own unit (「610.2535」 万元 → 1 元)."""
    number = label(fact.printed).rstrip("%")
    places = len(number.partition(".")[2]) if number.replace(",", "").replace(".", "", 1).lstrip("-").isdigit() else 0
    factor = MONEY_UNITS.get(fact.printed_unit, Decimal(1)) if fact.unit == "元" else Decimal(1)
    return factor / Decimal(10) ** places


def span(fact: Fact) -> Span:
    """What an amount can stand for: half a unit of its last place to either side. A blank cell is nought."""
    value = fact.value if fact.value is not None else Decimal(0)
    half = place_value(fact) / HALF if value else Decimal(0)
    return Span(value - half, value + half)


def rate_span(fact: Fact) -> Span:
    """What a rate can stand for: rates are cut off as often as rounded, so a whole unit of the last place."""
    value = fact.value if fact.value is not None else Decimal(0)
    return Span(value - place_value(fact), value + place_value(fact))


def said(fact: Fact) -> str:
    """A figure as printed, with its unit and its place: 「352.67 万元（第 9 页）」."""
    unit = "" if fact.unit == "%" else f" {fact.printed_unit}"
    number = fact.printed if fact.printed.endswith("%") or fact.unit != "%" else f"{fact.printed}%"
    return f"{number}{unit}".strip() + place(fact)


def place(fact: Fact) -> str:
    """Where a figure stands, in brackets: the table and the page, or the line of a text."""
    source = fact.source
    table = f"《{source.table}》" if fact.origin != "prose" and source.table else ""
    at = f"第 {source.page} 页" if source.page else f"第 {source.line} 行" if source.line else ""
    return f"（{table}{at}）" if table or at else ""


def adjusted(fact: Fact) -> bool:
    """Whether a sentence tells how its amount came to be, so that it holds amounts of several kinds for one item."""
    return _ADJUSTED.search(fact.context) is not None


def noted(identity: str, fact: Fact, message: str, *, holds: bool) -> Check:
    """The outcome of one comparison; the note stands where ``fact`` does."""
    if holds:
        return Check(identity)
    return Check(identity, Problem(f"{message}（{identity}）", fact.source, "note", identity))
