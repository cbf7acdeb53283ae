"""One kind of indicator of every project (「各项目的满意度目标分别是多少」): a row each, never their money and no one of them."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from assistant.characters import plain
from assistant.patterns import Pattern
from assistant.query import Evidence, Operation, Population, Target
from assistant.retrieve.members.population import population
from assistant.retrieve.things.picking import pick
from index.project_titles import WHOLE_SPENDING

if TYPE_CHECKING:
    from assistant.lexicon import Lexicon
    from assistant.query import Linked

_EACH = Pattern(r"(?:各个?|每个|每一个|所有|全部|[两三四五六七八九十\d]+个)(?:的)?(?:自评|重点|绩效|目标)?项目")
_OPERATIONS = frozenset({Operation.VALUE, Operation.LIST, Operation.AVERAGE, Operation.SUM})
_AVERAGE = Pattern(r"平均|均值|一共|总共|合计|加起来")
_AROUND = Pattern(r"项目|目标值?|指标值?|年度|实际|完成值?|达到|要求|自评|绩效|分别|各自|各|的|了")
"""Words around the name of the indicator."""
_SEPARATELY = Pattern(r"各个?项目|每一?个项目|分别|各(?:是|为|有)?多少|各(?:得|花|用)")
SHORTEST, ENOUGH = 2, 2
"""Characters that name a kind of indicator; projects that make a list."""


def of_each_project(linked: Linked, lexicon: Lexicon) -> Evidence | None:
    """The cells asked for of the indicators called so, of two projects or more; None when the question names no such kind."""
    question = linked.question
    if question.operation not in _OPERATIONS or not _EACH.search(question.text) or _AVERAGE.search(question.text):
        return None
    if len(question.scopes) != 1 or question.conditions or question.excluded or question.doer:
        return None
    word = _AROUND.sub("", plain("".join(span.text for span in question.content)))
    if not word and _SEPARATELY.search(question.text):
        return _figures(linked, lexicon)
    if len(word) < SHORTEST:
        return None
    scope = question.scopes[0]
    planned = "指标值" in question.measures and not question.actual
    measures = ("指标值",) if planned or not _evaluated(linked, lexicon) else ("完成值",)
    target = Target("", scope, (), measures=measures)
    asked = replace(question, measures=measures, unit="", operation=Operation.VALUE)
    members = tuple(
        figure
        for concept in lexicon.concepts_in(scope.documents)
        if concept.kind == "indicator" and word in plain(concept.label) and concept.project
        if not concept.project.endswith(WHOLE_SPENDING)
        if (figure := pick(concept, target, asked, lexicon)[0]) is not None
    )
    if len({figure.fact.project for figure in members}) < ENOUGH:
        return None
    bare = replace(question, operation=Operation.LIST, population="指标", measures=measures, unit="", content=())
    return Evidence(replace(linked, question=bare), population=Population("指标", "", members), chosen=True)


def _figures(linked: Linked, lexicon: Lexicon) -> Evidence | None:
    """「各项目预算分别多少」: the figure of each project, not of the whole."""
    question = linked.question
    unit = question.unit or ("" if question.measures else "元")
    bare = replace(question, operation=Operation.LIST, population="项目", content=(), unit=unit)
    target = Target("", question.scopes[0], (), measures=question.measures)
    people = population(replace(linked, question=bare, targets=(target,)), lexicon)
    of_projects = len(people.members) >= ENOUGH and all(figure.fact.project for figure in people.members)
    whole = any(lexicon.concepts[link.concept].kind == "total" for link in linked.targets[0].links[:1])
    if not of_projects and whole:  # the whole budget is not that of each project
        return Evidence(replace(linked, question=bare), population=replace(people, members=(), why="未列示"))
    return Evidence(replace(linked, question=bare), population=people, chosen=True) if of_projects else None


def _evaluated(linked: Linked, lexicon: Lexicon) -> bool:
    """The documents hold results, not targets alone."""
    return any(
        fact.measure == "实际完成值" for i in linked.question.scopes[0].documents for fact in lexicon.facts_of[i]
    )
