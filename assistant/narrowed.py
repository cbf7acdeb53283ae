"""The words of some of the documents: what a question about them may name, whatever the others of the corpus are called.

Without it a question about one body would be read with the labels of all others (「小微企业」 a name here, ordinary words there), and
would be answered otherwise in a large corpus than in a small one.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from assistant.lexicon import NAME_START, column_names, names_of, rarity_of

if TYPE_CHECKING:
    from assistant.lexicon import Lexicon
    from assistant.query import Question

MOST_VIEWS = 64
"""Sets of documents whose words are kept: each takes some milliseconds to gather."""


def documents_of(question: Question) -> frozenset[int]:
    """All documents that a question is about."""
    return frozenset().union(*(scope.documents for scope in question.scopes))


def narrowed(lexicon: Lexicon, documents: frozenset[int]) -> Lexicon:
    """``lexicon`` with the names, bigrams, their rarity and the columns of these documents alone; itself for none or for all."""
    if not documents or len(documents) == len(lexicon.documents):
        return lexicon
    found = lexicon.views.get(documents)
    if found is None:
        if len(lexicon.views) >= MOST_VIEWS:
            lexicon.views.clear()
        found = lexicon.views[documents] = _view(lexicon, documents)
    return found


def _view(lexicon: Lexicon, documents: frozenset[int]) -> Lexicon:
    numbers = [concept.number for concept in lexicon.concepts_in(documents)]
    grams = tuple(lexicon.grams[number] for number in numbers)
    held: frozenset[str] = frozenset().union(*grams)
    names = names_of(lexicon.labels[number] for number in numbers)
    passages = tuple(lexicon.passages[i] for document in sorted(documents) for i in lexicon.passages_of[document])
    return replace(
        lexicon,
        postings={gram: lexicon.postings[gram] for gram in sorted(held)},
        rarity=rarity_of(grams, passages),
        names=names,
        name_starts=frozenset(name[:NAME_START] for name in names | lexicon.official),
        columns=column_names(fact for document in documents for fact in lexicon.facts_of[document]),
    )
