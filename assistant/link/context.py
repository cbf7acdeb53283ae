"""What belongs to a concept besides its label: the things it stands under, its columns and tables, the texts around it.

A mention may be explained by any of these, each with a weight of its own (``assistant.link.linker``).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from assistant.characters import bigrams, plain

if TYPE_CHECKING:
    from assistant.concepts import Concept
    from assistant.lexicon import Lexicon

MOST_FACTS = 12
"""Facts of a concept whose sentences and tables are read; more of them say the same again."""


@dataclass(frozen=True, slots=True)
class Context:
    """What belongs to a concept besides its label, as bigrams."""

    above: frozenset[str]
    """Ancestors and project."""
    near: frozenset[str]
    """Measures, tables, headings, the document's title and organisation."""
    around: frozenset[str]
    """Sentences, table titles, and the pages of its project."""


def context_of(concept: Concept, lexicon: Lexicon) -> Context:
    """The context of one concept; empty sets where there is nothing."""
    above: set[str] = set()
    for text in (*concept.ancestors, concept.project):
        if plain(text) != lexicon.labels[concept.number]:
            above |= bigrams(plain(text))
    near: set[str] = set()
    document = lexicon.documents[concept.document]
    for text in (*concept.measures, *concept.tables, document.organisation, document.title):
        near |= bigrams(plain(text))
    around: set[str] = set()
    if concept.project:
        around |= lexicon.project_grams.get((concept.document, concept.project), frozenset())
    for i in concept.facts[:MOST_FACTS]:
        fact = lexicon.facts[i]
        around |= bigrams(plain(fact.context)) | bigrams(plain(fact.source.table))
        if fact.state == "text":
            around |= bigrams(plain(fact.printed))
        for heading in fact.source.section:
            near |= bigrams(plain(heading))
    return Context(frozenset(above), frozenset(near), frozenset(around))
