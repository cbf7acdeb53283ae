"""Two figures, or more, beside each other: which is more, and by how much."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from assistant.compute import arithmetic
from assistant.compute.outcomes import nothing, unsettled
from assistant.compute.values import value
from assistant.patterns import Pattern
from assistant.query import Evidence, Figure, Result


def differ(evidence: Evidence) -> Result:
    """The difference of the two figures asked for, with the one that is more; of more than two their order."""
    missing = tuple(item for item in evidence.found if not item.figures)
    if missing:
        return nothing(evidence, missing)
    if len(evidence.found) == 1 and _several_bodies(evidence.found[0].figures):  # 「两家单位谁多」
        return _compared(evidence.found[0].figures, less=bool(_LESS.search(evidence.linked.question.text)))
    if len(evidence.found) == 1 and (pair := _budget_and_final(evidence.found[0].figures)):
        return _compared(pair, less=False)
    clash = unsettled(evidence.found)
    if clash:
        return clash
    figures = tuple(item.figures[0] for item in evidence.found)
    if len(figures) < 2:
        return value(evidence) if _says_difference(figures) else Result("nothing", why="无可比")
    return _compared(figures, less=bool(_LESS.search(evidence.linked.question.text)))


def _told_apart(one: Figure, other: Figure) -> tuple[Figure, Figure]:
    """Budget and final account of one thing under names that say which is which."""
    same = one.label == other.label and one.fact.organisation == other.fact.organisation
    if not same or one.fact.stage == other.fact.stage:
        return one, other
    return replace(one, label=f"{one.label}{one.fact.stage}数"), replace(
        other, label=f"{other.label}{other.fact.stage}数"
    )


def _says_difference(figures: tuple[Figure, ...]) -> bool:
    """The one figure found is a difference itself, as printed."""
    return bool(figures) and (figures[0].fact.measure in {"增减额", "增减率"} or bool(figures[0].fact.change))


def _budget_and_final(figures: tuple[Figure, ...]) -> tuple[Figure, ...]:
    """「决算比预算少多少」: the one thing in the budget and in the final account of a body and year; empty for anything else."""
    same = {(figure.fact.organisation, figure.fact.year, figure.label) for figure in figures}
    stages = {figure.fact.stage for figure in figures}
    if len(figures) != 2 or len(same) != 1 or stages != {"预算", "决算"}:
        return ()
    return tuple(replace(figure, label=f"{figure.label}{figure.fact.stage}数") for figure in figures)


def _compared(figures: tuple[Figure, ...], *, less: bool) -> Result:
    """Two figures and what one has more (or, when that is asked, less) than the other; more than two in order."""
    if len(figures) > 2:
        ordered = tuple(sorted(figures, key=lambda figure: -(figure.value or Decimal(0))))
        return Result("table", ordered[0].value, ordered[0].unit, ordered, ordered, winner=ordered[0].label)
    one, other = figures = _told_apart(*figures)
    bodies = {one.fact.table_kind, other.fact.table_kind} == {"所属单位"} and one.label != other.label
    if bodies and one.fact.measure != other.fact.measure:  # two columns of two bodies say nothing of each other
        return Result("nothing", why="无可比")
    if one.value is None or other.value is None or one.unit != other.unit:
        return Result("table", figures=figures, rows=figures)
    high, low = (one, other) if one.value >= other.value else (other, one)
    step = arithmetic.difference(high, low)
    return Result(
        "figure",
        step.result,
        step.unit,
        figures,
        figures,
        step=step,
        winner="" if one.value == other.value else (_who(low, high) if less else _who(high, low)),
        direction="少" if less else _direction(one, other),
    )


_LESS = Pattern(r"(?:谁|哪)[^,，。]{0,16}(?:更)?(?:少|低|便宜|小)(?!于)")


def _several_bodies(figures: tuple[Figure, ...]) -> bool:
    """One item of several organisations."""
    return (
        len(figures) > 1
        and len({f.fact.organisation for f in figures}) == len(figures)
        and len({f.label for f in figures}) == 1
    )


def _who(high: Figure, low: Figure) -> str:
    if high.fact.organisation != low.fact.organisation and high.label == low.label:
        return f"{high.fact.organisation}（{high.fact.year}年）"
    if high.label == low.label and high.fact.measure != low.fact.measure:
        return high.fact.measure
    return high.label


def _direction(one: Figure, other: Figure) -> str:
    return "相等" if one.value == other.value else "多"
