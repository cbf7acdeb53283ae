"""A table that the question names as the place of the thing asked about: 「机关运行经费里的电费」."""

from __future__ import annotations

from typing import TYPE_CHECKING

from assistant.patterns import Pattern

if TYPE_CHECKING:
    from assistant.concepts import Concept
    from assistant.query import Question
    from index.model import Fact

_INSIDE = Pattern(r"(?:经费|支出|预算)*(?:这张)?表?(?:里|中(?!心)|当中|之中|内|下)")
SHORTEST = 3
"""Characters that words of a title have more than."""


def frames_of(question: Question) -> list[str]:
    """Words of the question that 里 stands behind, long enough to be those of a title."""
    return [
        span.text for span in question.content if len(span.text) > SHORTEST and _INSIDE.match(question.text, span.end)
    ]


def of_named_table(facts: list[Fact], concept: Concept, question: Question) -> list[Fact]:
    """Of the tables that print a thing the one whose title names what it is asked for in."""
    for frame in frames_of(question):
        kept = [fact for fact in facts if frame in fact.source.table]
        aside = any(fact.origin == "table" and frame not in fact.source.table for fact in facts)
        if kept and aside and frame not in concept.label:
            return kept
    return facts
