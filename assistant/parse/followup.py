"""A question that leans on earlier ones: it inherits what it does not restate and replaces what it does."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from assistant.parse.places import scopes_of
from assistant.patterns import Pattern
from assistant.query import Operation, Place, Question, Scope, Span
from index.language.periods import Year

if TYPE_CHECKING:
    from collections.abc import Sequence

    from assistant.lexicon import Lexicon

_NOT_ASKED_FOR = frozenset({"", "区", "区县", "单位", "部门"})
"""Nouns of a set that may just as well be part of a name."""
_CELLS, _NO_COUNTS = frozenset({"指标值", "完成值"}), frozenset({"", "元", "%", "分", "个"})
"""Columns of an indicator; units that tell no row."""
_BETWEEN = frozenset({Operation.DIFFERENCE, Operation.COMPARE})
_LEANING = Pattern(
    r"^(?:那|那么|其中|还有|另外|再|换成|改成|如果是)|呢[?？]?$|^(?:它|该|这个|这项|这笔|上面|前面|刚才)|^.{1,8}[?？]?$|跟上一?年|比上年|相比"
)
_POINTING = Pattern(
    r"^(?:那|那么|其中|还有|另外|再|换成|改成|如果是|它|这个|这项|这笔|上面|前面|刚才)|呢[?？]?$|又是?(?:多少|几|怎)"
)
_OF_ALL = Pattern(r"预算|决算|收入|支出|收支|花|钱|涨|增|减|(?<!多)少|多(?!少)")
"""Words of a question for all the money of a place: with a place and a year of its own it needs nothing from before."""
_MEASURE_ONLY = Pattern(
    r"^(?:那|那么)?(?:它的?|这个的?|其)?(?:执行率|得分|总分|占比|金额|预算|决算|完成值|目标值|执行数|原因|为什么|为啥|依据|付款方式|周期|增长率|同比)"
)


def follow(question: Question, earlier: Sequence[Question], lexicon: Lexicon) -> Question:
    """``question`` completed from ``earlier`` (oldest first); unchanged when it stands on its own."""
    if not earlier:
        return question
    before = earlier[0]
    for later in earlier[1:]:
        before = _merge(later, before, lexicon) if leans(later) else later
    return _merge(question, before, lexicon) if leans(question) else question


def leans(question: Question) -> bool:
    """The question cannot be understood alone: no place of its own, or a leaning word."""
    if question.decline and question.text:
        return False
    no_place = not any(place.documents for place in question.places) and not question.unknown_places
    if no_place and question.operation != Operation.DEFINITION and not question.years:
        return True
    asks_for_nothing = not (question.content or question.topic or question.population not in _NOT_ASKED_FOR)
    if not no_place and question.years and _OF_ALL.search(question.text) and not _POINTING.search(question.text):
        return asks_for_nothing and bool(question.measures)
    return (
        bool(_LEANING.search(question.text))
        or asks_for_nothing
        or (no_place and bool(_MEASURE_ONLY.search(question.text)))
    )


def _merge(question: Question, before: Question, lexicon: Lexicon) -> Question:
    places = question.places if any(place.documents for place in question.places) else before.places
    years = question.years or before.years
    scopes = scopes_of(places, [Year(0, 0, "", year) for year in years], lexicon)
    if _new_place(question) and not question.years and any(not _has_year(scope, lexicon) for scope in scopes):
        # 「那青浦呢」: the other body may have another year only; take what there is and say so.
        scopes = tuple(scope if _has_year(scope, lexicon) else _without_year(scope, places) for scope in scopes)
    if question.level and not _new_place(question):
        scopes = tuple(_of_level(scope, question.level, lexicon) for scope in scopes)
    if _new_place(question) and question.operation in _BETWEEN and re.search(r"比|跟|和|与|差", question.text):
        scopes = (*before.scopes, *(scope for scope in scopes if scope not in before.scopes))
    restated = question.operation is not Operation.VALUE or (bool(question.unit) and question.unit != before.unit)
    operation = question.operation if restated else before.operation
    operation = (
        Operation.VALUE
        if question.operation is Operation.VALUE and question.measures and not before.population
        else operation
    )
    measures = question.measures or (before.measures if not restated or question.content else ())
    # Earlier words are moved behind the question's text so that spans keep their places.
    offset = len(question.text) + 1
    own, older = (
        tuple(Span(span.start + offset, span.end + offset, span.text) for span in spans)
        for spans in (before.content, before.inherited)
    )
    text = f"{question.text} {before.text}"
    content = question.content
    inherited: tuple[Span, ...] = (*own, *older)
    if not content:  # 「闵行2020年呢」 asks for the last thing, not for all that were asked before
        content, inherited = own, older
    return replace(
        question,
        text=text,
        own_length=len(question.text),
        places=places,
        years=years,
        scopes=scopes,
        operation=operation,
        measures=measures,
        measure_places=question.measure_places if question.measures else before.measure_places[: len(measures)],
        unit=question.unit or (before.unit if not question.measures or _other_cell(question, before) else ""),
        stages=question.stages or before.stages,
        ranking=question.ranking or (before.ranking if operation is before.operation else None),
        conditions=question.conditions or (before.conditions if operation is before.operation else ()),
        population=question.population or before.population,
        content=content,
        inherited=inherited,
        actual=question.actual or before.actual,
        topic=question.topic,
        notes=(*question.notes, f"承接上一问「{before.raw}」"),
        decline="",
    )


def _other_cell(question: Question, before: Question) -> bool:
    """「目标是多少」 after 「实际培训了多少人」: the other cell of the same row, in the same measure word."""
    return not question.content and _CELLS.issuperset(question.measures) and before.unit not in _NO_COUNTS


def _of_level(scope: Scope, level: str, lexicon: Lexicon) -> Scope:
    """「本级呢」: the documents of that level among those of the scope, all when there is none."""
    kept = frozenset(i for i in scope.documents if lexicon.documents[i].level == level)
    return replace(scope, documents=kept or scope.documents)


def _new_place(question: Question) -> bool:
    return any(place.documents for place in question.places)


def _has_year(scope: Scope, lexicon: Lexicon) -> bool:
    return not scope.year or any(lexicon.documents[i].year == scope.year for i in scope.documents)


def _without_year(scope: Scope, places: Sequence[Place]) -> Scope:
    """All documents of the places that a scope is named after, whatever their year."""
    named = [place.documents for place in places if place.text in scope.label]
    return Scope(frozenset().union(*named) or scope.documents, 0, scope.label, scope.stated - {"年度"})
