"""Changes against an earlier year: stated, computed from a stated base, or worked out backwards."""

from __future__ import annotations

from typing import TYPE_CHECKING

from assistant.compute.arithmetic import ROUNDED, difference, growth_rate, number, quotient, total
from assistant.query import Evidence, Figure, Result, Step

if TYPE_CHECKING:
    from index.model import Fact


_PLANNED_FIRST = "年初预算数"
"""Of two columns of one year, the one that a change during the year is counted from."""


def grow(evidence: Evidence) -> Result:
    """The stated or computed change of a figure; a rate when the question asks for one."""
    question = evidence.linked.question
    amounts = [fact for fact in evidence.changes if fact.measure == "增减额" and fact.value is not None]
    rates = [fact for fact in evidence.changes if fact.measure == "增减率" and fact.value is not None]
    if len(evidence.found) == 2 and all(len(item.figures) == 1 for item in evidence.found):
        now, before = (item.figures[0] for item in evidence.found)
        if (now.fact.year, now.fact.measure != _PLANNED_FIRST) < (
            before.fact.year,
            before.fact.measure != _PLANNED_FIRST,
        ):
            now, before = before, now
        if now.value is not None and before.value:
            step = growth_rate(now, before) if question.percent_wanted else difference(now, before)
            return Result(
                "figure",
                abs(step.result),
                step.unit,
                (now, before),
                (now, before),
                step=step,
                direction="增加" if step.result >= 0 else "减少",
            )
    if question.percent_wanted:
        if rates:
            return _stated(rates[0])
        if amounts:
            return _rate(amounts[0], evidence)
    elif amounts:
        return _stated(amounts[0])
    elif rates:
        return _stated(rates[0])
    if evidence.bases:
        return _from_parts(evidence)
    readings = next((item.figures for item in evidence.found if len(item.figures) > 1), ())
    if readings and not evidence.changes:
        return Result("ambiguous", figures=readings)
    return Result("nothing", why="无变动")


def _from_parts(evidence: Evidence) -> Result:
    """(Σ now − Σ then) ÷ Σ then, when only the parts of the earlier total are stated."""
    question = evidence.linked.question
    if len(evidence.bases) == 1:
        before, after = evidence.bases[0]
        step = growth_rate(after, before) if question.percent_wanted and before.value else difference(after, before)
        direction = "增加" if step.result >= 0 else "减少"
        return Result(
            "figure", abs(step.result), step.unit, (after, before), (after, before), step=step, direction=direction
        )
    then = total([pair[0] for pair in evidence.bases])
    now = total([pair[1] for pair in evidence.bases])
    parts = tuple(figure for pair in evidence.bases for figure in pair)
    change = now.result - then.result
    direction = "增加" if change >= 0 else "减少"
    if not question.percent_wanted:
        line = f"({now.expression}) − ({then.expression}) = {number(change, '元')}"
        return Result(
            "figure",
            abs(change),
            "元",
            parts,
            step=Step("差额", parts, line, change, "元", derived=True),
            direction=direction,
        )
    rate = quotient(change, then.result)
    line = f"{now.expression}；{then.expression}；({number(now.result, '元')} − {number(then.result, '元')}) ÷ {number(then.result, '元')} = {rate}%"
    return Result(
        "figure",
        abs(rate),
        "%",
        parts,
        step=Step("增减率", parts, line, rate, "%", ROUNDED, derived=True),
        direction=direction,
    )


def _stated(fact: Fact) -> Result:
    figure = Figure(f"{fact.item}{fact.measure}", fact.value, fact.unit, fact)
    return Result("figure", fact.value, fact.unit, (figure,), direction=fact.change or "增加")


def _rate(change: Fact, evidence: Evidence) -> Result:
    """Change ÷ (now − change): the figure of the sentence itself, else the figure found for the item."""
    now = _now(change, evidence)
    if now is None or now.value is None or change.value is None:
        return _stated(change)
    signed = -change.value if change.change == "减少" else change.value
    base = now.value - signed
    if base == 0:
        return _stated(change)
    rate = quotient(signed, base)
    moved = Figure(f"{change.item}增减额", change.value, change.unit, change)
    sign = "+" if change.change == "减少" else "−"
    line = f"{number(change.value, change.unit)} ÷ ({number(now.value, now.unit)} {sign} {number(change.value, change.unit)}) = {abs(rate)}%"
    step = Step("增减率", (moved, now), line, abs(rate), "%", ROUNDED, derived=True)
    return Result("figure", abs(rate), "%", (now, moved), step=step, direction=change.change)


def _now(change: Fact, evidence: Evidence) -> Figure | None:
    if evidence.current is not None:
        return evidence.current
    for item in evidence.found:
        if item.figures and item.figures[0].unit == change.unit:
            return item.figures[0]
    return None


def last_year(evidence: Evidence) -> Result | None:
    """The figure of a year that only a stated change speaks of: this year's figure minus the change. Marked as derived."""
    if evidence.bases:
        parts = [then for then, _ in evidence.bases]
        step = total(parts)
        step = Step("倒推", tuple(parts), step.expression, step.result, step.unit, derived=True)
        return Result("figure", step.result, step.unit, tuple(parts), step=step)
    amounts = [fact for fact in evidence.changes if fact.measure == "增减额" and fact.value is not None]
    if not amounts:
        return None
    change = amounts[0]
    now = evidence.current
    if now is None or now.value is None or change.value is None:
        return None
    signed = -change.value if change.change == "减少" else change.value
    result = now.value - signed
    sign = "+" if change.change == "减少" else "−"
    moved = Figure(f"{change.item}{change.change}", change.value, change.unit, change)
    line = f"{number(now.value, now.unit)} {sign} {number(change.value, change.unit)} = {number(result, now.unit)}"
    step = Step("倒推", (now, moved), line, result, now.unit, derived=True)
    return Result("figure", result, now.unit, (now, moved), step=step, direction=change.change)
