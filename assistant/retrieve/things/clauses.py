"""A figure out of a sentence or a form belongs to what the question asks of the thing, not to its neighbour.

「古树名木复壮了几株」 asks for the trees that were restored: of 「对全区148株古树名木开展体检，复壮其中26株」 the figure behind the asked verb
is meant, not the one behind the name. A count whose sentence, item, project and headings say nothing of a word of the question answers
something else, so it is not given.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from assistant.characters import bigrams, plain
from assistant.matching import explained, make_mention, unexplained_words
from assistant.patterns import Pattern
from assistant.query import Found, Operation
from assistant.retrieve.things.picking import figure_of
from assistant.retrieve.words.asked import asked_for, left_to_explain
from index.language.units import same_unit

if TYPE_CHECKING:
    from collections.abc import Sequence

    from assistant.lexicon import Lexicon
    from assistant.query import Figure, Question
    from index.model import Fact

_COUNTED = frozenset({"数量", "年度指标值", "实际完成值"})
_NO_COUNT = frozenset({"", "元", "%", "分"})
_VERB = Pattern(r"(?P<verb>[\u4e00-\u9fff]{2})[了过好完出掉]?(?:多少|几)(?!年|月)")
"""The word that a count is asked of (「复壮了几株」)."""
_ASKING = Pattern(
    r"一共|总共|共有|到底|究竟|大概|大约|计划|目标|实际|全年|今年|去年|目前|现有|下面|下属|人员|人数|职工|数量"
)
"""Words before 「几」 that do not say what is counted."""


def belonging(found: Found, question: Question, lexicon: Lexicon) -> Found:
    """``found`` with the figure that the asked verb governs, or without one that leaves words of the question open."""
    if question.operation not in {Operation.VALUE, Operation.COUNT} or len(found.figures) != 1:
        return found
    if question.unit == "倍":  # two things: neither count speaks of the other
        return found
    figure = found.figures[0]
    if figure.fact.origin != "prose" or figure.unit in _NO_COUNT or figure.fact.measure != "数量":
        return found
    governed = _governed(figure, question, lexicon)
    if governed is not None:
        beside = tuple(
            fact
            for fact in lexicon.facts_alike(governed.fact)
            if governed.fact.origin == "form"
            and fact.ancestors == governed.fact.ancestors
            and fact.measure != governed.fact.measure
            and fact.state != "blank"
        )
        return replace(found, figures=(governed,), readings=(governed,), companions=beside)
    return found if not _open(figure.fact, question, lexicon) else Found(found.target, (), "未列示")


def _governed(figure: Figure, question: Question, lexicon: Lexicon) -> Figure | None:
    """The count of the same project or sentence whose item names the asked verb; None when none or several differ.

    The row of a form that names the item states target and result apart, so it is preferred to the sentences of the form.
    """
    own = figure.fact
    match = _VERB.search(question.text)
    verb = match["verb"] if match and not _ASKING.search(match["verb"]) else ""
    near = [
        fact
        for fact in lexicon.facts_beside(own)
        if fact.value is not None
        and fact.measure in _COUNTED
        and same_unit(fact.unit, figure.unit)
        and (fact.project == own.project if own.project else fact.context == own.context)
    ]
    elsewhere = bool(verb) and verb not in own.item
    named = [fact for fact in near if elsewhere and verb in fact.item]
    named = named or [fact for fact in near if plain(fact.item) == plain(own.item)]
    rows = [fact for fact in named if fact.origin == "form" and fact.measure == _wanted(question)]
    chosen = rows or [fact for fact in named if elsewhere and verb in fact.item]
    if len({fact.value for fact in chosen}) != 1:
        return None
    figure = figure_of(chosen[0])
    return replace(figure, label=f"{own.project}·{figure.label}") if rows and own.project else figure


def _wanted(question: Question) -> str:
    planned = "指标值" in question.measures and not question.actual
    return "年度指标值" if planned else "实际完成值"


def _open(fact: Fact, question: Question, lexicon: Lexicon) -> tuple[str, ...]:
    """Words of the question that neither the sentence of the figure nor what it stands under says.

    「每天」 and the like are left to the guard: a sentence says them in many ways (「日均」).
    """
    mention = make_mention(question.text, left_to_explain(question, asked_for(question)), lexicon)
    if not mention.positions:
        return ()
    document = lexicon.documents[lexicon.document_of(fact.document)]
    said = (fact.item, *fact.ancestors, fact.project, fact.context, *fact.source.section, document.organisation)
    grams = _grams(said)
    if _alone(fact, lexicon):
        grams |= lexicon.project_grams.get((lexicon.document_of(fact.document), fact.project), frozenset())
    values = explained(mention, "", grams)
    left = [at for at, value in zip(mention.positions, values, strict=True) if not value]
    return tuple(word for word in unexplained_words(mention, left) if not word.startswith("每"))


def _alone(fact: Fact, lexicon: Lexicon) -> bool:
    """The pages of the project count nothing else in this measure word: whom and what for may stand in any of their sentences."""
    counts = (
        other.value
        for other in lexicon.facts_beside(fact)
        if other.project == fact.project and other.value not in {None, 1} and same_unit(other.unit, fact.unit)
    )
    return bool(fact.project) and set(counts) == {fact.value}


def _grams(texts: Sequence[str]) -> frozenset[str]:
    return frozenset().union(*(bigrams(plain(text)) for text in texts))
