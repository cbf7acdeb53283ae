"""How a question was understood, in words and as one line of the query algebra."""

from __future__ import annotations

from typing import TYPE_CHECKING

from assistant.model import Interpretation
from assistant.query import Evidence, Operation, Result

if TYPE_CHECKING:
    from assistant.lexicon import Lexicon


def interpretation(result: Result, evidence: Evidence, lexicon: Lexicon) -> Interpretation:
    """Filters (stated or assumed), items, measure, operation and what was assumed."""
    question = evidence.linked.question
    facts = [figure.fact for figure in result.figures[:8]]
    filters: list[tuple[str, str, bool]] = []
    assumptions = list(question.notes)
    stated = frozenset().union(*(scope.stated for scope in question.scopes)) if question.scopes else frozenset()
    bodies = list(dict.fromkeys(fact.organisation for fact in facts))
    years = list(dict.fromkeys(str(fact.year) for fact in facts))
    if bodies:
        filters.append(("单位", "、".join(bodies), bool(stated & {"单位", "地区"})))
    if years:
        filters.append(("年度", "、".join(years), "年度" in stated))
    stages = list(dict.fromkeys(fact.stage for fact in facts if fact.stage))
    if stages:
        filters.append(("阶段", "、".join(stages), bool(question.stages)))
    if result.outcome == "figure" and facts:
        members = evidence.population.members if evidence.population else ()
        over_years = len({member.fact.year for member in members}) > 1  # 「历年最高的是哪一年」: the year is the answer
        if "年度" not in stated and len(years) == 1 and len({d.year for d in lexicon.documents}) > 1 and not over_years:
            assumptions.append(f"没有说明年度，取{years[0]}年")
        over_bodies = evidence.population is not None and evidence.population.noun in {"单位", "部门", "区", "预算单位"}
        if not stated & {"单位", "地区"} and len(bodies) == 1 and len(lexicon.documents) > 1 and not over_bodies:
            assumptions.append(f"没有说明单位，取{bodies[0]}")
    assumptions += [note for figure in result.figures[:8] for note in figure.assumptions]
    assumptions += list(evidence.assumptions)
    assumptions += [
        f"「{target.mention}」理解为「{lexicon.concepts[target.links[0].concept].label}」"
        for target in evidence.linked.targets
        if target.links and target.links[0].by_meaning
    ]
    items = tuple(dict.fromkeys(figure.label for figure in result.figures[:8]))
    measures = tuple(dict.fromkeys(fact.measure for fact in facts))
    operation = (
        question.operation if question.operation is not Operation.VALUE or result.step is None else Operation.VALUE
    )
    query = " ".join(
        part
        for part in (
            str(operation.value),
            "(" + ", ".join(items) + ")" if items else "",
            "口径=" + "/".join(measures) if measures else "",
            *(f"{name}={value}" for name, value, _ in filters),
            *(f"{c.relation}{c.text}" for c in question.conditions),
            f"排序={'降' if question.ranking.descending else '升'} k={question.ranking.nth or question.ranking.k}"
            if question.ranking
            else "",
        )
        if part
    )
    return Interpretation(
        query, operation.value, tuple(filters), items, "/".join(measures), tuple(dict.fromkeys(assumptions))
    )
