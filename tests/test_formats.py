"""One document in many formats gives the same facts, to the last cell."""

from __future__ import annotations

import os
from collections import Counter
from functools import lru_cache
from pathlib import Path

import pytest
from renderings import office, pdf, plain
from renderings.pieces import cut_forms, pieces

from index.build import read_documents
from index.model import Fact, Parsed

CORPUS = Path(__file__).parent.parent / "corpus"
NAMES = sorted(path.stem for path in CORPUS.glob("*.md"))
FONT = pdf.font_file()

HOW = {
    "xlsx": office.workbook,
    "docx": office.document,
    "html": lambda parts, path: plain.page(parts, path, "utf-8"),
    "htm": lambda parts, path: plain.page(parts, path, "gb18030"),
    "csv": plain.values,
}
LAYOUTS = {
    "header repeated": pdf.Layout(),
    "header once": pdf.Layout(repeat_header=False),
    "rows cut": pdf.Layout(repeat_header=False, cut_rows=True),
}
# Every document in every format takes a minute; the self-evaluations, two thousand facts, are the slowest.
CASES = [(name, suffix) for name in NAMES for suffix in HOW if suffix != "htm" or "2023" in name]
PAGES = [
    (name, layout) for name in NAMES for layout in LAYOUTS if layout == "rows cut" or "2020" in name or "青浦" in name
]


@lru_cache(maxsize=1)
def originals() -> dict[str, Parsed]:
    return {Path(one.document.name).stem: one for one in read_documents(CORPUS)[0]}


def read_back(path: Path) -> Parsed:
    (parsed,), problems = read_documents(path.parent)
    assert not [problem for problem in problems if problem.severity == "error"]
    return parsed


def cell(fact: Fact) -> tuple[object, ...]:
    """Everything that a fact says, except where and how it was printed."""
    about = (fact.region, fact.organisation, fact.level, fact.year, fact.stage, fact.table_kind, fact.project)
    what = (" › ".join((*fact.ancestors, fact.item)), fact.code, fact.classification, fact.side, fact.depth)
    return (*about, *what, fact.measure, fact.value, fact.unit, fact.state, fact.relation)


def differences(original: Parsed, read: Parsed, origins: tuple[str, ...] = ("table", "form", "prose")) -> list[str]:
    """Facts that only one of the two has; the forms of projects whose form was cut in the original are left out."""
    cut = cut_forms(original)
    said, heard = (
        [fact for fact in one.facts if not (fact.origin == "form" and fact.project in cut)] for one in (original, read)
    )
    counts = [Counter(cell(fact) for fact in facts if fact.origin in origins) for facts in (said, heard)]
    assert sum(counts[0].values()) > 20
    said, heard = counts
    return [*(f"缺 {one}" for one in (said - heard)), *(f"多 {one}" for one in (heard - said))]


@pytest.mark.parametrize(("name", "suffix"), CASES)
def test_a_document_says_the_same_in_every_format(name, suffix, tmp_path):
    original = originals()[name]
    HOW[suffix](list(pieces(original)), tmp_path / f"{name}.{suffix}")
    read = read_back(tmp_path / f"{name}.{suffix}")
    assert differences(original, read) == []


@pytest.mark.skipif(
    FONT is None and not os.environ.get("CI"), reason="the font wqy-microhei is not installed, so no PDF can be set"
)
@pytest.mark.parametrize(("name", "layout"), PAGES)
def test_a_document_says_the_same_as_pdf(name, layout, tmp_path):
    original = originals()[name]
    assert FONT is not None, "install fonts-wqy-microhei"
    pdf.write(pieces(original), tmp_path / f"{name}.pdf", FONT, LAYOUTS[layout])
    read = read_back(tmp_path / f"{name}.pdf")
    assert differences(original, read) == []
