"""A question about some documents is read with their words alone: it is answered alike in a small corpus and in a large one."""

from __future__ import annotations

from dataclasses import replace

from assistant.lexicon import build_lexicon
from assistant.narrowed import MOST_VIEWS, documents_of, narrowed
from assistant.parse import parse
from tests.tiny import tiny_index


def test_the_words_of_one_document_are_its_labels_and_bigrams():
    lexicon = build_lexicon(tiny_index())
    library = frozenset(i for i, document in enumerate(lexicon.documents) if "图书馆" in document.organisation)
    own = narrowed(lexicon, library)
    assert own.names < lexicon.names
    assert own.postings.keys() < lexicon.postings.keys()
    assert own.rarity.keys() < lexicon.rarity.keys()
    assert own.concepts is lexicon.concepts
    assert narrowed(lexicon, library) is own


def test_of_no_or_of_all_documents_the_words_are_those_of_the_corpus():
    lexicon = build_lexicon(tiny_index())
    assert narrowed(lexicon, frozenset()) is lexicon
    assert narrowed(lexicon, frozenset(range(len(lexicon.documents)))) is lexicon


def test_only_so_many_sets_of_documents_are_kept():
    lexicon = build_lexicon(tiny_index())
    lexicon.views.update({frozenset({-n}): lexicon for n in range(1, MOST_VIEWS + 1)})
    narrowed(lexicon, frozenset({0}))
    assert list(lexicon.views) == [frozenset({0})]


def test_a_name_of_another_body_changes_nothing_in_a_question_about_this_one():
    index = tiny_index()
    alone = parse("园林所2031年零星购置办公费多少", build_lexicon(index))
    (first, *_) = [fact for fact in index.facts if "图书馆" in fact.organisation]
    index.facts = (*index.facts, replace(first, item="零星购置办公费"))
    together = parse("园林所2031年零星购置办公费多少", build_lexicon(index))
    assert documents_of(alone) == documents_of(together)
    assert alone.content == together.content
