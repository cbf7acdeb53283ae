"""Shares and averages: one figure, or the sum of a set, divided by another or by a count.

A quotient whose parts have different units, or whose divisor is zero or unknown, is not made.
"""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from assistant.compute import arithmetic
from assistant.compute.outcomes import nothing, without_figure
from assistant.query import Evidence, Figure, Found, Result

PART_AND_WHOLE = 2
"""Things that a share speaks of when it is one share."""


def share(evidence: Evidence) -> Result:
    """What is found first in percent of what is found last, or of the whole set; a printed share as it is printed.

    Of several things (「A和B各占多少」) each has its own share.
    """
    if len(evidence.found) > PART_AND_WHOLE:
        return _shares(evidence, evidence.found[:-1], evidence.found[-1])
    part = evidence.found[0] if evidence.found else None
    whole = evidence.found[1] if len(evidence.found) > 1 else None
    if part is None or not part.figures:
        return nothing(evidence, (part,) if part else ())
    part, whole = _of_one_document(part, whole)
    if len(part.figures) > 1:
        return Result("ambiguous", figures=part.figures)
    numerator = part.figures[0]
    if numerator.unit == "%":
        return Result("figure", numerator.value, "%", (numerator,))
    denominator = _whole(evidence, whole)
    if isinstance(denominator, Result):
        return denominator
    if denominator is None:
        return nothing(evidence)
    if not denominator.value or numerator.value is None or numerator.unit != denominator.unit:
        return Result("nothing", why="无法相除")
    step = arithmetic.share(numerator, denominator)
    return Result("figure", step.result, "%", (numerator, denominator), (numerator, denominator), step=step)


def multiple(evidence: Evidence) -> Result:
    """「A是B的几倍」: the first thing in terms of the second, of one unit."""
    missing = tuple(item for item in evidence.found if not item.figures)
    if missing or len(evidence.found) != PART_AND_WHOLE:
        return nothing(evidence, missing)
    open_ = next((item for item in evidence.found if len(item.figures) > 1), None)
    if open_:
        return Result("ambiguous", figures=open_.figures)
    one, other = (item.figures[0] for item in evidence.found)
    alike = one.unit == other.unit or ("" in {one.unit, other.unit} and "元" not in {one.unit, other.unit})
    if one.value is None or not other.value or not alike:  # a table may print its numbers of people without 人
        return Result("nothing", why="无法相除")
    step = arithmetic.multiple(one, other)
    return Result("figure", step.result, step.unit, (one, other), (one, other), step=step)


def _of_one_document(part: Found, whole: Found | None) -> tuple[Found, Found | None]:
    """Part and whole of the document that has a figure of both, where only one of them is settled."""
    if whole is None or not whole.figures or (len(part.figures) > 1) == (len(whole.figures) > 1):
        return part, whole
    settled, open_ = (whole, part) if len(part.figures) > 1 else (part, whole)
    kept = tuple(f for f in open_.figures if f.fact.document == settled.figures[0].fact.document)
    if len(kept) > 1:  # several tables print the whole: the one that the part stands in
        kept = tuple(f for f in kept if f.fact.source.table == settled.figures[0].fact.source.table)
    if len(kept) != 1:
        return part, whole
    chosen = replace(open_, figures=kept)
    return (chosen, whole) if open_ is part else (part, chosen)


def _shares(evidence: Evidence, parts: tuple[Found, ...], whole: Found) -> Result:
    """Each part in percent of the whole; the parts of which there is no figure are named."""
    denominator = _whole(evidence, whole)
    if isinstance(denominator, Result):
        return denominator
    usable = [part.figures[0] for part in parts if len(part.figures) == 1 and part.figures[0].value is not None]
    if denominator is None or not denominator.value or not usable:
        return nothing(evidence)
    if any(figure.unit != denominator.unit for figure in usable):
        return Result("nothing", why="无法相除")
    steps = tuple(arithmetic.share(figure, denominator) for figure in usable)
    rows = tuple(
        replace(figure, value=step.result, unit="%", same=(), other=())
        for figure, step in zip(usable, steps, strict=True)
    )
    return Result("table", figures=(*usable, denominator), rows=rows, steps=steps, remarks=without_figure(parts))


def _whole(evidence: Evidence, whole: Found | None) -> Figure | Result | None:
    """The divisor of a share, a result that says why there is none, or None."""
    if evidence.population is not None and evidence.population.members and (whole is None or not whole.figures):
        members = tuple(member for member in evidence.population.members if member.value is not None)
        step = arithmetic.total(members)
        return replace(members[0], label=f"{len(members)}个{evidence.population.noun}合计", value=step.result)
    if whole is None or not whole.figures:
        return None
    if len(whole.figures) > 1:
        return Result("ambiguous", figures=whole.figures)
    return whole.figures[0]


def part(evidence: Evidence) -> Result:
    """The first figure found times the second, a percentage (「尾款」 of a price)."""
    whole, percent = (item.figures[0] for item in evidence.found[:PART_AND_WHOLE])
    step = arithmetic.part(whole, percent)
    return Result("figure", step.result, step.unit, (whole, percent), (whole, percent), step=step)


def average(evidence: Evidence) -> Result:
    """An amount by the count found for it, the mean of a set or of several items; a printed mean as it is printed."""
    found = [item for item in evidence.found if item.figures]
    if evidence.divisor is None and evidence.population is not None and evidence.population.members:
        members = tuple(m for m in evidence.population.members if m.value is not None)
        first = members[0]
        amount = replace(
            first, label=f"{len(members)}个{evidence.population.noun}合计", value=arithmetic.total(members).result
        )
        count = replace(first, label=f"{evidence.population.noun}数", value=Decimal(len(members)), unit="个")
        step = arithmetic.average(amount, count)
        return Result("figure", step.result, step.unit, members, members, step=step)
    if not found:
        return nothing(evidence)
    if len(found[0].figures) > 1:
        return Result("ambiguous", figures=found[0].figures)
    if len(found) > 1 and all(len(item.figures) == 1 and item.figures[0].value is not None for item in found):
        figures = tuple(item.figures[0] for item in found)
        whole = replace(figures[0], label=f"{len(figures)}项合计", value=arithmetic.total(figures).result)
        step = arithmetic.average(whole, replace(figures[0], label="项数", value=Decimal(len(figures)), unit="项"))
        return Result("figure", step.result, step.unit, figures, figures, step=replace(step, operands=figures))
    amount = found[0].figures[0]
    rate = any(sign in amount.fact.item for sign in "均每") or "/" in amount.fact.printed
    printed = amount.fact.origin == "form" and rate
    if printed or "平均" in amount.label or amount.label.startswith("人均"):  # the documents print the average itself
        return Result("figure", amount.value, amount.unit, found[0].figures)
    if evidence.divisor is not None and evidence.divisor.fact == amount.fact and amount.unit != "元":
        return Result("nothing", why="无数量")  # a number of people is no amount that is shared among them
    if evidence.divisor is None or not evidence.divisor.value:
        return nothing(evidence, (replace(found[0], why="无数量"),))
    step = replace(arithmetic.average(amount, evidence.divisor), derived=True)
    return Result("figure", step.result, step.unit, (amount, evidence.divisor), (amount, evidence.divisor), step=step)
