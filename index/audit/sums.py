"""Comparing a printed total with the sum of its parts, no finer than the figures were printed."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from index.language.units import MONEY_UNITS, exact_yuan
from index.model import Fact, Problem

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence


MOST_NAMED = 4
"""Parts of a sum that a message names."""


@dataclass(frozen=True, slots=True)
class Check:
    """One comparison; ``defect`` is None when it holds."""

    identity: str
    defect: Problem | None = None


def amount(fact: Fact | None) -> Decimal:
    """A fact's value; a blank cell counts as nothing in a sum."""
    return fact.value if fact is not None and fact.value is not None else Decimal(0)


def step(fact: Fact) -> Decimal:
    """The smallest difference that the printed figure can show, in the fact's unit."""
    places = len(fact.printed.split(".")[1].rstrip("%")) if "." in fact.printed else 0
    factor = MONEY_UNITS.get(fact.printed_unit, Decimal(1)) if fact.unit == "元" else Decimal(1)
    return factor / (Decimal(10) ** min(places, 2))


def check_sum(identity: str, total: Fact, parts: Sequence[Fact]) -> Iterator[Check]:
    """Compare ``total`` with the sum of ``parts``; rounding of the printed figures is allowed for."""
    known = [part for part in parts if part.value is not None]
    if total.value is None or not known:
        return
    found = sum((amount(part) for part in known), Decimal(0))
    allowed = max(step(fact) for fact in (total, *known)) * (len(known) + 1) / 2
    whole = total.unit == "元" and all(step(fact) <= Decimal("0.01") for fact in (total, *known))
    if abs(found - total.value) <= (Decimal("0.005") if whole else allowed):
        yield Check(identity)
        return
    yield Check(identity, defect(identity, total, found, parts_label(parts)))


def parts_label(parts: Sequence[Fact]) -> str:
    """The parts in words: their items, or their measures when all belong to one item."""
    items = list(dict.fromkeys(part.item for part in parts))
    names = items if len(items) > 1 else list(dict.fromkeys(part.measure for part in parts))
    return "＋".join(names[:MOST_NAMED]) + ("＋…" if len(names) > MOST_NAMED else "")


def defect(identity: str, fact: Fact, found: Decimal, parts: str) -> Problem:
    """A note that the document's own figures disagree: both figures and where the first stands."""
    where = f"{fact.project or fact.source.table}“{fact.item}”的{fact.measure}"
    message = f"{where}印为 {say(amount(fact), fact.unit)}，而{parts}算得 {say(found, fact.unit)}（{identity}）"
    return Problem(message, fact.source, "note", identity)


def say(value: Decimal, unit: str) -> str:
    """A value exactly, with its unit."""
    return exact_yuan(value) if unit == "元" else f"{value.normalize():f}{'' if unit == '%' else ' '}{unit}".strip()
