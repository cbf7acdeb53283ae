"""``Evidence`` → ``Result``: the operation carried out, exactly, or why it cannot be.

One function an operation; ``compute`` picks it. Nothing here reads documents or writes sentences.
"""

from __future__ import annotations

import itertools
import re
from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING

from assistant.compute import arithmetic, sets
from assistant.compute.growth import grow, last_year
from assistant.compute.outcomes import nothing, one_sentence, unsettled, without_figure
from assistant.compute.quotients import average, multiple, part, share
from assistant.query import Evidence, Figure, Operation, Result, Step
from assistant.thresholds import holds
from index.language.numerals import parse_number

if TYPE_CHECKING:
    from collections.abc import Callable


def compute(evidence: Evidence) -> Result:
    """The result of a question's operation over its evidence; ``nothing`` with a reason where it cannot be carried out."""
    return _OPERATIONS.get(evidence.linked.question.operation, _value)(evidence)


def _value(evidence: Evidence) -> Result:
    question = evidence.linked.question
    if question.unit == "倍" and question.operation is Operation.VALUE:
        return multiple(evidence)
    if evidence.changes or evidence.bases:
        derived = last_year(evidence)
        if derived:
            return derived
    if evidence.population is not None and not any(item.figures for item in evidence.found):
        return _over_everything(evidence)
    settled = [item for item in evidence.found if item.figures]
    if not settled:
        if any(item.why in {"空白", "无数据"} for item in evidence.found):
            return nothing(evidence)
        return _text(evidence) if evidence.texts and question.unit == "" else nothing(evidence)
    if len({item.figures for item in settled}) == 1 and len(settled) > 1:
        settled = settled[:1]
    elif len(settled) > 1:
        rows = tuple(item.figures[0] for item in settled)
        remarks = without_figure(evidence.found)
        return unsettled(tuple(settled)) or Result("table", rows=rows, figures=rows, remarks=remarks)
    if evidence.texts and not question.unit and not question.measures:
        return _text(evidence)
    figures = settled[0].figures
    if len(figures) > 1:
        return one_sentence(figures) or Result("ambiguous", figures=figures)
    figure = figures[0]
    if figure.unit == "元" and _SHARE_ASKED.search(question.text):
        return Result("nothing", why="未列示")  # an amount is no answer to 百分之几
    return Result(
        "figure",
        figure.value,
        "" if figure.value is None else figure.unit,
        figures=figures,
        remarks=without_figure(evidence.found),
        companions=settled[0].companions,
    )


_SHARE_ASKED = re.compile(r"百分之(?:几|多少)|百分比|多少%|几成(?!本)|几个百分点")


def _text(evidence: Evidence) -> Result:
    return Result("text", texts=evidence.texts) if evidence.texts else Result("nothing", why="未列示")


def _over_everything(evidence: Evidence) -> Result:
    """All members together: a sum, or for a rate the rate of the sums."""
    people = evidence.population
    if people is None or not people.members:
        return nothing(evidence)
    members = tuple(member for member in people.members if member.value is not None)
    if evidence.linked.question.measures[:1] == ("执行率",) or "执行率" in evidence.linked.question.measures:
        return sets.rate_of_sums(evidence)
    step = arithmetic.total(members)
    return Result("figure", step.result, step.unit, figures=members, rows=members, step=step)


def _sum(evidence: Evidence) -> Result:
    if len(evidence.found) < 2:
        if (
            evidence.population is not None
            and evidence.population.members
            and not any(item.figures for item in evidence.found)
        ):
            return _over_everything(evidence)
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
        return _value(evidence)
    missing = tuple(item for item in evidence.found if not item.figures)
    if missing:
        return nothing(evidence, missing)
    clash = unsettled(evidence.found)
    if clash:
        return clash
    figures = tuple(dict.fromkeys(item.figures[0] for item in evidence.found))
    if len({figure.unit for figure in figures}) > 1 or any(figure.value is None for figure in figures):
        return Result("table", figures=figures, rows=figures)
    if len(figures) == 1:
        return Result("figure", figures[0].value, figures[0].unit, figures)
    if _told(evidence.linked.question.text) > len(figures) == len(evidence.found):
        return Result("nothing", why="数目不符", figures=figures)
    step = arithmetic.total(figures)
    return Result("figure", step.result, step.unit, figures, figures, step=step, remarks=_counted_twice(figures))


_PROJECTS_TOLD = re.compile(r"(?:[两二三四五六七八九十]|(?<!\d)[2-9]|\d{2})个项目")
_TOLD = re.compile(
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


def _series(evidence: Evidence) -> Result:
    """The item year by year, as far as the documents of its organisation go."""
    item = evidence.found[0] if len(evidence.found) == 1 and evidence.found[0].figures else None
    if item is None:
        return _value(evidence)
    first = item.figures[0]
    rows = {
        f.fact.year: f
        for f in item.readings
        if f.label == first.label and f.fact.organisation == first.fact.organisation
    }
    ordered = tuple(rows[year] for year in sorted(rows))
    return Result("table", figures=ordered, rows=ordered) if len(ordered) > 1 else _value(evidence)


def _one_family(figures: tuple[Figure, ...]) -> bool:
    """Projects of one document and measure: adding them is what 「一共」 asks for."""
    facts = [figure.fact for figure in figures]
    return all(fact.project for fact in facts) and len({(fact.document, fact.measure) for fact in facts}) == 1


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


def _difference(evidence: Evidence) -> Result:
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
        return _value(evidence) if _says_difference(figures) else Result("nothing", why="无可比")
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


_LESS = re.compile(r"(?:谁|哪)[^,，。]{0,16}(?:更)?(?:少|低|便宜|小)(?!于)")


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


def _remainder(evidence: Evidence) -> Result:
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


def _exists(evidence: Evidence) -> Result:
    for item in evidence.found:
        if item.figures:
            figure = item.figures[0]
            differ = len({other.value for other in item.figures}) > 1
            if differ and "多少" in evidence.linked.question.text:  # how much it is depends on which is meant
                return Result("ambiguous", figures=item.figures)
            if figure.value is None:  # 「完成验收了吗」: the cell says it in words
                return Result("figure", figures=item.figures[:1], companions=item.companions)
            limits = evidence.linked.question.conditions
            answer = "没有" if not figure.value or not all(holds(limit, figure) for limit in limits) else "有"
            return Result("figure", figure.value, figure.unit, item.figures[:3], winner=answer)
    if evidence.texts and re.search(r"无|没有|未|不", evidence.texts[0].passage.text):
        return Result("text", texts=evidence.texts[:1], winner="没有")
    blank = [item for item in evidence.found if item.why in {"空白", "无数据"}]
    return Result("nothing", why=blank[0].why if blank else "未列示", texts=evidence.texts)


def _list(evidence: Evidence) -> Result:
    people = evidence.population
    for item in evidence.found:
        if len(item.figures) == 1 and item.figures[0].fact.state == "text":
            return Result("figure", figures=item.figures)
    if evidence.chosen and people is not None:
        return Result("table", Decimal(len(people.members)), "个", people.members, people.members, texts=evidence.texts)
    excluded = {figure.label for item in evidence.excluded for figure in item.figures}
    members = tuple(m for m in (people.members if people else ()) if m.label not in excluded)
    if (
        people and people.noun != "指标" and not evidence.linked.question.measures
    ):  # 「建设内容有哪些」 is not answered with terms of payment and durations
        members = tuple(m for m in members if m.unit == "元")
    asked_money = evidence.linked.question.population or re.search(
        r"开销|费用|支出|花|笔|块|拆|构成|组成", evidence.linked.question.text
    )
    if people and people.parent and members and asked_money:
        return Result("table", figures=members, rows=members, texts=evidence.texts)
    if evidence.texts:
        return Result("text", texts=evidence.texts)
    if members:
        return Result("table", figures=members, rows=members)
    return nothing(evidence)


_OPERATIONS: dict[Operation, Callable[[Evidence], Result]] = {
    Operation.SUM: _sum,
    Operation.DIFFERENCE: _difference,
    Operation.COMPARE: _difference,
    Operation.SHARE: share,
    Operation.GROWTH: grow,
    Operation.REMAINDER: _remainder,
    Operation.AVERAGE: average,
    Operation.PART: part,
    Operation.RANK: sets.rank,
    Operation.FILTER: sets.filtered,
    Operation.COUNT: sets.count,
    Operation.LIST: _list,
    Operation.EXISTS: _exists,
    Operation.REASON: _text,
    Operation.DEFINITION: _text,
    Operation.PASSAGE: _text,
    Operation.SERIES: _series,
}
