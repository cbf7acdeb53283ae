"""Written questions in everyday words, none of which stands in what answers them: vectors find what characters cannot.

The documents of ``tests/paraphrases/documents`` are invented; no organisation, project or query of them is training data.
"""

from __future__ import annotations

import shutil
from collections import Counter
from pathlib import Path

import pytest

from assistant.benchmark.evidence import ChunkTexts, Place, letters, read_cases
from assistant.benchmark.retrieval import mean_reciprocal_rank, measure, recall
from index.build import rebuild
from index.encoder.examples import _REGIONS
from index.encoder.lexicon import groups
from index.store import Index

ROOT = Path(__file__).parent.parent
FOLDER = ROOT / "tests" / "paraphrases"
CASES = read_cases(FOLDER / "queries.jsonl")


def pairs(text):
    plain = letters(text)
    found = {plain[i : i + 2] for i in range(len(plain) - 1)}
    return {pair for pair in found if all("一" <= character <= "鿿" for character in pair)}


@pytest.fixture(scope="module")
def index(tmp_path_factory):
    folder = tmp_path_factory.mktemp("paraphrases")
    (folder / "documents").mkdir()
    for path in (*ROOT.glob("corpus/*.md"), *FOLDER.glob("documents/*.md")):
        shutil.copy(path, folder / "documents")
    rebuild(folder / "documents", folder / "index")
    return Index.open(folder / "index")


def test_there_are_many_and_they_are_all_different():
    assert len(CASES) >= 300
    assert len({case.text for case in CASES}) == len(CASES)
    assert min(Counter(case.places[0].document for case in CASES).values()) >= 15


def test_no_two_neighbouring_characters_of_a_query_stand_in_its_target(index):
    named = {Path(one.name).stem: pairs(one.organisation) for one in index.documents}
    for case in CASES:
        (place,) = case.places
        assert not (pairs(case.text) & pairs(place.quote)) - named[place.document], case.text


def test_every_target_stands_in_its_document(index):
    texts = ChunkTexts(index.chunks)
    assert [case.text for case in CASES if not texts.holding(case.places[0])] == []


def test_neither_the_queries_nor_the_places_they_ask_about_are_training_data():
    sayings = {letters(saying) for group in groups() for saying in (*group.everyday, *group.official)}
    assert not sayings & {letters(case.text) for case in CASES}
    assert not [region for region in _REGIONS for case in CASES if region in case.places[0].document]


def test_vectors_find_what_characters_cannot(index):
    found = measure("", index, CASES)
    lexical, fused = (recall(found.ranks[name], 5) for name in ("lexical", "fused"))
    assert fused >= 0.85
    assert fused >= lexical + 0.5


def test_what_a_build_uses_is_never_worse_than_characters(index):
    record = index.manifest["retrieval"]
    measured = record["recall_at_5"].values()
    assert sum(own["fused"] for own in measured) >= sum(own["lexical"] for own in measured)
    assert record["encoder"] == "static"
    assert record["dimension"] == 128


# How a quote is matched to chunks -----------------------------------------------------------------------------------


def held(index, document, quote):
    return [index.chunks[row] for row in ChunkTexts(index.chunks).holding(Place(document, quote))]


def test_bars_spaces_and_thousands_separators_do_not_matter(index):
    found = held(index, "闵行区行政服务中心2020年部门预算", "|302|17|公务接待费|100000.00|")
    assert found
    assert all(chunk.text.startswith("302 17 公务接待费 100,000.00") for chunk in found)


def test_a_quote_over_a_break_is_held_by_what_shows_its_figures_and_most_of_its_words(index):
    found = held(index, "青浦区行政服务中心2023年单位预算", "302 05 水费（自来水） 60,000")
    assert found == []
    found = held(index, "青浦区行政服务中心2023年单位预算", "302 | 05 | 水费 60,000 | 元")
    assert {chunk.text.split()[2] for chunk in found} == {"水费"}


def test_a_quote_of_another_document_is_not_held(index):
    assert held(index, "没有这个文件", "公务接待费") == []


def test_recall_and_reciprocal_rank_count_what_was_not_found():
    assert recall((1, 6, 0, 3), 5) == 0.5
    assert mean_reciprocal_rank((1, 4, 0, 2)) == (1 + 0.25 + 0.5) / 4
    assert recall((), 5) == mean_reciprocal_rank(()) == 0.0
