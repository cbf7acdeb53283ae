"""「植保机一台多少钱」: the unit price that a row of purchases or assets prints, else its amount by its own quantity.

The quantity must stand in the same row and in the measure word that is asked for; no other count divides a price.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from assistant.characters import plain
from assistant.patterns import Pattern
from assistant.query import Evidence, Figure, Found, Operation, Target
from assistant.retrieve.listings.crossing import readings
from index.language.units import UNIT_PATTERN, same_unit

if TYPE_CHECKING:
    from assistant.cells import Said
    from assistant.lexicon import Lexicon
    from assistant.listings import Column, Row
    from assistant.query import Linked
    from index.model import Fact

_ASKED = Pattern(rf"单价|(?:每|一)(?P<unit>{UNIT_PATTERN})[^,，。]{{0,6}}?(?:多少|几(?:元|块|万|个?钱)|价)")
_PRICE = Pattern(r"^(?:采购|预算|参考)?单价")
_QUANTITY = Pattern(r"数量(?:[(（]?.{0,2}[)）]?)?$")
_MEASURE_WORD = Pattern(r"(?:计量)?单位$")
_ANY_THING = frozenset({"个", "件", "样"})
"""Measure words that people use for a thing whatever the document counts it in."""


def unit_price(linked: Linked, lexicon: Lexicon) -> Evidence | None:
    """The price of one of the things that the question names; None when it asks for none, or no row tells it."""
    question = linked.question
    asked = _ASKED.search(question.text)
    if asked is None or len(question.scopes) != 1 or question.own_length or question.unit not in {"", "元"}:
        return None
    found = [
        cells
        for said in readings(question, plain(question.text), "", lexicon)
        if len(said.rows) == 1 and (cells := _cells(said, asked["unit"] or "")) is not None
    ]
    if len({tuple((figure.value, figure.unit) for figure in cells) for cells in found}) != 1:
        return None
    price, *divisor = found[0]
    bare = replace(
        question,
        operation=Operation.AVERAGE if divisor else Operation.VALUE,
        content=(),
        measures=(),
        measure_places=(),
        unit="元",
        population="",
    )
    target = Target(price.label, question.scopes[0], ())
    return Evidence(
        replace(linked, question=bare, targets=(target,)),
        found=(Found(target, (price,)),),
        divisor=divisor[0] if divisor else None,
        chosen=True,
    )


def _cells(said: Said, unit: str) -> tuple[Figure, ...] | None:
    """The price that the row prints, or its amount and its quantity; None when it has neither, or counts something else."""
    row, columns = said.rows[0][0], said.listing.columns
    counted = _first(row, [column for column in columns if _QUANTITY.search(column.leaf)])
    word = _word(row, counted)
    if unit and word and unit not in _ANY_THING and not same_unit(unit, word):
        return None
    price = _first(row, [column for column in columns if _PRICE.match(column.leaf)])
    if price is not None:
        return (Figure(f"{row.label}单价", price.value, price.unit, price),)
    amounts = [column for column in columns if column.unit == "元" and not _PRICE.match(column.leaf)]
    amount = _first(row, amounts) if len(amounts) == 1 else None
    if amount is None or counted is None or not counted.value:
        return None
    quantity = Figure(f"{row.label}数量", counted.value, word or counted.unit, counted)
    return Figure(row.label, amount.value, amount.unit, amount), quantity


def _first(row: Row, columns: list[Column]) -> Fact | None:
    facts = (row.cells.get(column.number) for column in columns)
    return next((fact for fact in facts if fact is not None and fact.value is not None), None)


def _word(row: Row, counted: Fact | None) -> str:
    """The measure word of a quantity: in its cell, or in a column of its own."""
    if counted is not None and counted.unit:
        return counted.unit
    words = [fact.printed for fact in row.cells.values() if fact.state == "text" and _MEASURE_WORD.search(fact.measure)]
    return next((plain(word) for word in words if re.fullmatch(UNIT_PATTERN, plain(word))), "")
