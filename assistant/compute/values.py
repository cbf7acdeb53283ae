"""What is printed of one thing or of a set: a figure, the figures of several things or years, a list, a passage, or that there is none."""

from __future__ import annotations

import re
from decimal import Decimal

from assistant.compute import arithmetic, sets
from assistant.compute.growth import last_year
from assistant.compute.outcomes import nothing, one_sentence, unsettled, without_figure
from assistant.compute.quotients import multiple
from assistant.patterns import Pattern
from assistant.query import Evidence, Operation, Result
from assistant.thresholds import holds


def value(evidence: Evidence) -> Result:
    """The figure that is printed, worked back from a change where only that is; a row for each of several things."""
    question = evidence.linked.question
    if question.unit == "倍" and question.operation is Operation.VALUE:
        return multiple(evidence)
    if evidence.changes or evidence.bases:
        derived = last_year(evidence)
        if derived:
            return derived
    if evidence.population is not None and not any(item.figures for item in evidence.found):
        return over_everything(evidence)
    settled = [item for item in evidence.found if item.figures]
    if not settled:
        if any(item.why in {"空白", "无数据"} for item in evidence.found):
            return nothing(evidence)
        return text_of(evidence) if evidence.texts and question.unit == "" else nothing(evidence)
    if len({item.figures for item in settled}) == 1 and len(settled) > 1:
        settled = settled[:1]
    elif len(settled) > 1:
        rows = tuple(item.figures[0] for item in settled)
        remarks = without_figure(evidence.found)
        return unsettled(tuple(settled)) or Result("table", rows=rows, figures=rows, remarks=remarks)
    if evidence.texts and not question.unit and not question.measures:
        return text_of(evidence)
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


_SHARE_ASKED = Pattern(r"百分之(?:几|多少)|百分比|多少%|几成(?!本)|几个百分点")


def text_of(evidence: Evidence) -> Result:
    """The passages found."""
    return Result("text", texts=evidence.texts) if evidence.texts else Result("nothing", why="未列示")


def over_everything(evidence: Evidence) -> Result:
    """All members together: a sum, or for a rate the rate of the sums."""
    people = evidence.population
    if people is None or not people.members:
        return nothing(evidence)
    members = tuple(member for member in people.members if member.value is not None)
    if evidence.linked.question.measures[:1] == ("执行率",) or "执行率" in evidence.linked.question.measures:
        return sets.rate_of_sums(evidence)
    step = arithmetic.total(members)
    return Result("figure", step.result, step.unit, figures=members, rows=members, step=step)


def by_year(evidence: Evidence) -> Result:
    """The item year by year, as far as the documents of its organisation go."""
    item = evidence.found[0] if len(evidence.found) == 1 and evidence.found[0].figures else None
    if item is None:
        return value(evidence)
    first = item.figures[0]
    rows = {
        f.fact.year: f
        for f in item.readings
        if f.label == first.label and f.fact.organisation == first.fact.organisation
    }
    ordered = tuple(rows[year] for year in sorted(rows))
    return Result("table", figures=ordered, rows=ordered) if len(ordered) > 1 else value(evidence)


def exists(evidence: Evidence) -> Result:
    """Whether there is such a thing: a figure that is not nought, or a sentence that says no."""
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


def listed(evidence: Evidence) -> Result:
    """The members of a set, the parts of a thing with their amounts, or the passage that lists them."""
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
