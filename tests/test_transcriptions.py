"""Each document of ``corpus/`` says the same figures as the original it transcribes, in other sentences.

Cells and forms must agree fact by fact; cells of text may be reworded. Sentences are ours, so only their figures must agree.
"""

from __future__ import annotations

import os
from collections import Counter
from functools import lru_cache
from pathlib import Path

import pytest

from index.build import read_documents
from index.model import Fact, Parsed

CORPUS = Path(__file__).parent.parent / "corpus"
ORIGINALS = Path(os.environ.get("BUDGET_SAMPLES", "")) / "documents" / "text"
NAMES = sorted(path.stem for path in CORPUS.glob("*.md"))
MOST_SHOWN = 40
LONGEST_NAME = 40

pytestmark = pytest.mark.skipif(
    not (os.environ.get("BUDGET_SAMPLES") and ORIGINALS.is_dir()),
    reason="BUDGET_SAMPLES names no folder of sample documents",
)


@lru_cache(maxsize=2)
def documents(folder: Path) -> dict[str, Parsed]:
    """The documents of a folder by the name of the file without its ending."""
    return {Path(one.document.name).stem: one for one in read_documents(folder)[0]}


def original(name: str) -> Parsed:
    return documents(ORIGINALS)[name]


def transcribed(name: str) -> Parsed:
    return documents(CORPUS)[name]


def named(label: str) -> str:
    """A label as compared; an indicator that is a whole sentence is in our words, only that it is one must agree."""
    return "（一句话）" if len(label) > LONGEST_NAME and "," in label else label


def cell(fact: Fact) -> tuple[object, ...]:
    """What must agree of a cell; the words of a cell of text may differ."""
    path = " › ".join(map(named, (*fact.ancestors, fact.item)))
    where = (fact.table_kind, fact.project, path, fact.code, fact.measure)
    return (*where, fact.year, None if fact.value is None else fact.value.normalize(), fact.unit, fact.state)


def spoken(fact: Fact) -> tuple[object, ...]:
    """What must agree of a figure in a sentence."""
    return (None if fact.value is None else fact.value.normalize(), fact.unit, fact.measure, fact.year)


def differences(one: Counter[tuple[object, ...]], other: Counter[tuple[object, ...]]) -> str:
    """Lines 「only in the original」 and 「only in the transcription」, side by side where a value alone differs."""
    lost, new = one - other, other - one
    lines = [f"- {' | '.join(map(str, key))}" + (f"  ×{n}" if n > 1 else "") for key, n in lost.items()]
    lines += [f"+ {' | '.join(map(str, key))}" + (f"  ×{n}" if n > 1 else "") for key, n in new.items()]
    lines.sort(key=lambda line: line[2:])
    more = [f"… {len(lines) - MOST_SHOWN} more"] if len(lines) > MOST_SHOWN else []
    return "\n".join([*lines[:MOST_SHOWN], *more])


def assert_same(one: Counter[tuple[object, ...]], other: Counter[tuple[object, ...]]) -> None:
    if one != other:
        pytest.fail(f"- original, + transcription\n{differences(one, other)}", pytrace=False)


def test_every_original_has_its_transcription():
    assert sorted(documents(ORIGINALS)) == NAMES


@pytest.mark.parametrize("name", NAMES)
def test_the_cover_is_the_same(name):
    was, is_now = original(name).document, transcribed(name).document
    fields = ("region", "organisation", "level", "year", "stage", "listed_tables")
    assert [getattr(is_now, field) for field in fields] == [getattr(was, field) for field in fields]


@pytest.mark.parametrize("name", NAMES)
def test_the_tables_are_the_same_in_the_same_order(name):
    def shape(parsed: Parsed) -> list[tuple[object, ...]]:
        return [(table.kind, table.title, table.money_unit, table.no_data) for table in parsed.tables]

    assert shape(transcribed(name)) == shape(original(name))


@pytest.mark.parametrize("name", NAMES)
def test_every_cell_of_tables_and_forms_is_the_same(name):
    cells = [Counter(cell(f) for f in one.facts if f.origin != "prose") for one in (original(name), transcribed(name))]
    assert_same(*cells)


@pytest.mark.parametrize("name", NAMES)
def test_every_figure_of_the_sentences_is_the_same(name):
    figures = [
        Counter(spoken(f) for f in one.facts if f.origin == "prose") for one in (original(name), transcribed(name))
    ]
    assert_same(*figures)
