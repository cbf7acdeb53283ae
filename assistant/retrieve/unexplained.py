"""Words of a question that nothing found explains: which of them forbid an answer."""

from __future__ import annotations

from typing import TYPE_CHECKING

from assistant.patterns import Pattern
from assistant.query import Operation

if TYPE_CHECKING:
    from assistant.lexicon import Lexicon
    from assistant.matching import Mention
    from assistant.query import Question

_POINTS = Pattern(r"被?扣了?分?|丢分|失分")
"""Losing points is what a form shows in figures, not in words."""
_HEADS = frozenset({"工作", "方面", "情况", "事项", "任务", "事情"})
"""Nouns behind a name that say nothing of their own (「反诈工作」)."""
_ONE = frozenset({Operation.VALUE, Operation.SUM})
"""Operations that ask for one thing's amount (「多少」, 「一共多少」)."""
TOO_MUCH = 0.34
"""Share of the mention's characters that may stay unexplained at most."""
LONE_WORD = 2
"""Characters from which an unexplained stretch counts as a word."""


def forbids(missing: set[str], mention: Mention, question: Question, lexicon: Lexicon) -> bool:
    """Unexplained words that may not be passed over: terms of the subject, words that set one thing apart, or too many.

    What is left are words of everyday speech around the thing (「核定」「测一下」): they carry nothing that the documents could
    contradict, so they are passed over and said.
    """
    words = {word for word in missing if len(word) >= LONE_WORD and not _POINTS.fullmatch(word) and word not in _HEADS}
    if not words:
        return False
    weight = sum(len(word) for word in words) / max(1, len(mention.positions))
    if weight > TOO_MUCH:
        return True
    return any(_distinctive(word, mention, question, lexicon) for word in words)


def _distinctive(word: str, mention: Mention, question: Question, lexicon: Lexicon) -> bool:
    """The word is an everyday term of the subject, stands in the documents, or qualifies the noun right behind it."""
    if any(word[i : i + 2] in lexicon.rarity for i in range(len(word) - 1)):
        return True
    start = question.text.find(word)
    end = start + len(word)
    if any(hit.start < end and start < hit.end for hit in mention.hits):
        return True
    if end in set(mention.positions):
        return True
    return question.operation in _ONE and question.unit == "元" and _is_head(start, end, mention)


def _is_head(start: int, end: int, mention: Mention) -> bool:
    """The word ends what an explained word begins (「栈道照明」): in Chinese the last word says what the thing is."""
    return any(span.start < start and span.end == end for span in mention.spans)
