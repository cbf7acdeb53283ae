"""What several things come to together, and what is left of a whole without some of its parts."""

from __future__ import annotations

import itertools
import re
from dataclasses import replace
from decimal import Decimal

from assistant.compute import arithmetic, sets
from assistant.compute.outcomes import nothing, unsettled
from assistant.compute.values import over_everything, value
from assistant.patterns import Pattern
from assistant.query import Evidence, Figure, Found, Result, Step
from index.language.numerals import parse_number


def add(evidence: Evidence) -> Result:
    """The sum of the things named, all of them or none; of one name with several readings, of those that belong together."""
    if len(evidence.found) < 2:
        if (
            evidence.population is not None
            and evidence.population.members
            and not any(item.figures for item in evidence.found)
        ):
            return over_everything(evidence)
        only = evidence.found[0] if evidence.found else None
        counted = re.search(r"(?P<n>[两三四五六七八九十]|\d+)(?:个|项|样|笔|家)", evidence.linked.question.text)
        if (
            only
            and counted
            and len(only.readings) > 1
            and parse_number(counted.group("n")) == len(only.readings)
            and _one_family(only.readings)
        ):
            step = arithmetic.total(only.readings)
            return Result("figure", step.result, step.unit, only.readings, only.readings, step=step)
        if (
            only
            and len(only.figures) > 1
            and (
                _one_family(only.figures)
                or _across_bodies(only.figures, evidence)
                or _contracted(only.figures, evidence.linked.question.text)
            )
        ):
            step = arithmetic.total(only.figures)
            return Result("figure", step.result, step.unit, only.figures, only.figures, step=step)
        if (
            only
            and len(only.figures) == 1
            and only.figures[0].fact.project
            and _PROJECTS_TOLD.search(evidence.linked.question.text)
        ):
            return Result("nothing", why="数目不符", figures=only.figures)  # one of them is not all of them
        if (
            only
            and len(only.figures) == 1
            and _told(evidence.linked.question.text) > 1
            and _NAMED_TWO.search(only.target.mention)
        ):
            return Result("nothing", why="数目不符", figures=only.figures)
        return value(evidence)
    missing = tuple(item for item in evidence.found if not item.figures)
    if missing:
        return nothing(evidence, missing)
    found = tuple(one for item in evidence.found for one in _taken_apart(item, evidence.linked.question.text))
    clash = unsettled(found)
    if clash:
        return clash
    figures = tuple(dict.fromkeys(item.figures[0] for item in found))
    if len({figure.unit for figure in figures}) > 1 or any(figure.value is None for figure in figures):
        return Result("table", figures=figures, rows=figures)
    if len(figures) == 1:
        return Result("figure", figures[0].value, figures[0].unit, figures)
    if _told(evidence.linked.question.text) > len(figures) == len(found):
        return Result("nothing", why="数目不符", figures=figures)
    step = arithmetic.total(figures)
    return Result("figure", step.result, step.unit, figures, figures, step=step, remarks=_counted_twice(figures))


_NAMED_TWO = Pattern(r"[费款钱项用][加和跟与及][\u4e00-\u9fff]+[费款钱项用]")
"""A mention that names two things but was taken for one."""
_PROJECTS_TOLD = Pattern(r"(?:[两二三四五六七八九十]|(?<!\d)[2-9]|\d{2})个项目")


_TOLD = Pattern(
    r"(?<![每第前后哪近大])(?P<n>[两二三四五六七八九十]|(?<!\d)\d{1,2})(?:个|项|样|笔|类|块|种)(?!月|季|百分|工作日|年|小时|星期|阶段|批)"
)


def _told(text: str) -> int:
    """How many things the question says it lists (「这四个项目」), 0 when it does not say."""
    match = _TOLD.search(text)
    number = parse_number(match.group("n")) if match else None
    return int(number) if number else 0


def _counted_twice(figures: tuple[Figure, ...]) -> tuple[str, ...]:
    """A caution for every operand that is a part of another one."""
    return tuple(
        f"注意：「{part.label}」包含在「{whole.label}」之内，相加会重复计算。"
        for whole in figures
        for part in figures
        if part is not whole
        and part.fact.document == whole.fact.document
        and (
            (whole.fact.code and part.fact.code != whole.fact.code and part.fact.code.startswith(whole.fact.code))
            or whole.label in (*part.fact.ancestors, part.fact.project)
        )
        and part.label != whole.label
    )


def _one_family(figures: tuple[Figure, ...]) -> bool:
    """Projects of one document and measure: adding them is what 「一共」 asks for."""
    facts = [figure.fact for figure in figures]
    return all(fact.project for fact in facts) and len({(fact.document, fact.measure) for fact in facts}) == 1


def _taken_apart(item: Found, text: str) -> tuple[Found, ...]:
    """Of several things to be added, one that is a word for two (「物业费和水电费」)."""
    if len(item.figures) < 2 or not _contracted(item.figures, text):
        return (item,)
    return tuple(replace(item, figures=(figure,)) for figure in item.figures)


def _contracted(figures: tuple[Figure, ...], text: str) -> bool:
    """「水电费」: one word for several names that end alike (水费, 电费)."""
    labels = [figure.label for figure in figures]
    alike = itertools.takewhile(lambda ends: len(set(ends)) == 1, zip(*(label[::-1] for label in labels), strict=False))
    tail = "".join(ends[0] for ends in alike)[::-1]
    stems = [label.removesuffix(tail) for label in labels]
    one_column = len({(f.fact.document, f.unit, f.fact.measure) for f in figures}) == 1
    return (
        bool(tail)
        and all(stems)
        and one_column
        and any("".join(order) in text for order in itertools.permutations(stems[:4]))
    )


def _across_bodies(figures: tuple[Figure, ...], evidence: Evidence) -> bool:
    """The same item of several organisations, which 「两家加起来」 adds."""
    bodies = {figure.fact.organisation for figure in figures}
    asked = re.search(r"[两三四五六七八几各]个?(?:家|单位|部门)|各单位|都加", evidence.linked.question.text)
    return bool(asked) and len(bodies) == len(figures) and len({figure.label for figure in figures}) == 1


def remain(evidence: Evidence) -> Result:
    """A whole without the parts that are left out."""
    if evidence.population is not None and not evidence.found:
        return sets.left_of_sums(evidence)
    out = [item for item in evidence.excluded if item.figures]
    if not evidence.found or not evidence.found[0].figures or not out:
        return nothing(evidence, (*evidence.found, *evidence.excluded))
    clash = unsettled((evidence.found[0], *out))
    if clash:
        return clash
    whole = evidence.found[0].figures[0]
    if whole.label.startswith(("其他", "其它")):  # 「除财政拨款以外的其他收入」: what is left out is no part of it
        return Result("figure", whole.value, whole.unit, (whole,))
    parts = tuple(item.figures[0] for item in out)
    if parts[0].label == whole.label:  # two columns of one thing
        whole, *rest = (replace(figure, label=f"{figure.label}{figure.fact.measure}") for figure in (whole, *parts))
        parts = tuple(rest)
    result = (whole.value or Decimal(0)) - sum((part.value or Decimal(0) for part in parts), Decimal(0))
    if result < 0 <= min(part.value or Decimal(0) for part in parts):
        return Result("nothing", why="未列示")  # what is taken off is no part of the whole
    line = (
        " − ".join(arithmetic.number(f.value or Decimal(0), f.unit) for f in (whole, *parts))
        + f" = {arithmetic.number(result, whole.unit)}"
    )
    step = Step("扣除", (whole, *parts), line, result, whole.unit)
    return Result("figure", result, whole.unit, (whole, *parts), (whole, *parts), step=step)
