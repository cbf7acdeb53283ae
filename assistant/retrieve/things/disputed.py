"""「计划救助多少人」 where the pages of a project say 580 and its form of targets 620: both are handed back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from assistant.characters import plain
from assistant.patterns import Pattern
from assistant.query import Figure, Operation, Question
from assistant.retrieve.things.picking import label
from index.language.units import same_unit

if TYPE_CHECKING:
    from assistant.concepts import Concept
    from assistant.lexicon import Lexicon
    from index.model import Fact

_TARGET = "年度指标值"
_MONEY = frozenset({"", "元", "%", "分", "天", "小时", "工作日", "年", "月"})
_FORM_NAMED = Pattern(r"指标|绩效|目标值|申报表|目标")
"""The question says which of the two it means."""
_OF_NUMBER = Pattern(r"(?:人次|人数|场次|次数|数量|数)$")
SHORTEST = 2
"""Characters of the name of what is counted."""


def also_stated(figure: Figure, question: Question, lexicon: Lexicon) -> tuple[Figure, ...]:
    """The other number that the document states for the same thing of the same project; empty when there is none."""
    own = figure.fact
    if question.operation is not Operation.VALUE or own.value is None or own.unit in _MONEY or question.measures:
        return ()
    if _FORM_NAMED.search(question.text) or own.measure not in {_TARGET, "数量"}:
        return ()
    others = [
        (concept, fact)
        for concept in lexicon.concepts_in({lexicon.document_of(own.document)})
        for fact in (lexicon.facts[i] for i in concept.facts)
        if fact is not own and _of_one_thing(own, fact)
    ]
    if len({fact.value for _, fact in others}) != 1 or others[0][1].value == own.value:
        return ()
    return (_figure(*others[0]),)


def _figure(concept: Concept, fact: Fact) -> Figure:
    return Figure(label(concept, fact), fact.value, fact.unit, fact)


def _of_one_thing(one: Fact, other: Fact) -> bool:
    """A target of a form and a number in a sentence about its project, of one unit and under one name."""
    target, said = (one, other) if one.measure == _TARGET else (other, one)
    if target.measure != _TARGET or said.origin != "prose" or said.measure != "数量" or said.value is None:
        return False
    if target.value is None or target.year != said.year or not target.unit or not same_unit(target.unit, said.unit):
        return False
    project = plain(target.project).removesuffix("项目")
    about = plain(said.project).removesuffix("项目") == project or (bool(project) and project in plain(said.context))
    name, counted = plain(said.item), _OF_NUMBER.sub("", plain(target.item))
    return about and len(name) >= SHORTEST and (name in counted or counted in name)
