"""One thing that a question names, with the concepts it may stand for, and what the other modules of linking share."""

from __future__ import annotations

from typing import TYPE_CHECKING

from assistant.query import Link, Operation, Question, Scope, Span, Target

if TYPE_CHECKING:
    from assistant.link.linker import Linker
    from assistant.matching import Mention

CLEAR, SPREAD = 0.5, 0.6
"""Share of a mention that must be explained for it to count as one of several things."""
OUTRIGHT = 0.8
"""Share that the label alone must explain for what is named beside it to be a column."""
NAMED = 0.95
"""Share of a mention and of a label from which the one is the other, word for word."""
MEASURE_PAIR = frozenset({Operation.DIFFERENCE, Operation.COMPARE, Operation.GROWTH})
"""Operations that may set two columns of one row against each other."""
COLUMN_NAMES = frozenset(
    {"人员经费", "公用经费", "基本支出", "项目支出", "财政拨款收入", "一般公共预算", "一般公共预算基本支出"}
)
"""Columns that questions name like things."""


def target_of(
    question: Question, spans: tuple[Span, ...], scope: Scope, linker: Linker, inherited: Mention | None
) -> Target:
    """What the words of ``spans`` may stand for in the scope, with the measures that apply to them."""
    links = linker.links(question.text, spans, scope, inherited=inherited, wants=question)
    if "其中" in question.text and question.inherited and tuple(spans) != question.inherited:
        links = _of_whole(question, links, scope, linker)
    missing = links[0].missing if links else tuple(span.text for span in spans)
    return Target(
        "".join(span.text for span in spans),
        scope,
        links,
        missing,
        own_measures(question, spans),
        tuple(spans),
        inherits=inherited is not None,
    )


def _of_whole(question: Question, links: tuple[Link, ...], scope: Scope, linker: Linker) -> tuple[Link, ...]:
    """「其中工资呢」: the parts of what was asked before alone, where one of them is what the words say."""
    before = linker.links(question.text, question.inherited, scope)[:1]
    parts = tuple(link for link in links if before and linker.is_part(link.concept, before[0].concept))
    return parts if parts and parts[0].share >= OUTRIGHT else links


def own_measures(question: Question, spans: tuple[Span, ...]) -> tuple[str, ...]:
    """Measures that apply to a mention: a column name (项目支出) that another mention is made of does not."""
    own = {i for span in spans for i in range(span.start, span.end)}
    everything = {i for span in question.content for i in range(span.start, span.end)}
    return tuple(
        name
        for name, place in zip(question.measures, question.measure_places, strict=True)
        if place in own or place not in everything
    )
