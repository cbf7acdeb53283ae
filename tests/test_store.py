"""A written index gives back what was put in, and says clearly when it cannot."""

from __future__ import annotations

import json
import subprocess
import sys
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from samples import document, fact, parsed, table

from index.chunks import make_chunks
from index.errors import BuildBusy, IndexMissing, IndexUnreadable
from index.facttable import FactTable
from index.files import CURRENT, MANIFEST, locked, write_version
from index.model import Fact, Passage, Problem, Source
from index.records import Rows, fits, plain, to_arrow
from index.store import Index, pack

PROBLEM = Problem(
    "合计不等于各项之和", Source("甲.txt", 2, section=("预算表",), bbox=(1.0, 2.0, 3.0, 4.0)), "note", "sum"
)


def write(out: Path, *names: str) -> Index:
    ones = [parsed(name) for name in names or ("甲.txt",)]
    contents = pack(
        [one.document for one in ones],
        {one.document.name: one.tables for one in ones},
        [found for one in ones for found in one.facts],
        [passage for one in ones for passage in one.passages],
        make_chunks(ones),
        [PROBLEM],
    )
    write_version(out, contents, {"counts": {}})
    return Index.open(out)


@pytest.fixture
def out(tmp_path):
    with locked(tmp_path / "索引"):
        yield tmp_path / "索引"


def test_everything_comes_back_as_it_was_put_in(out):
    index = write(out, "甲.txt", "乙.txt")
    assert index.documents == (document("甲.txt"), document("乙.txt"))
    assert tuple(index.facts) == (fact("甲.txt"), fact("乙.txt"))
    assert index.passages == parsed("甲.txt").passages + parsed("乙.txt").passages
    assert tuple(index.chunks) == make_chunks([parsed("甲.txt"), parsed("乙.txt")])
    assert index.problems == (PROBLEM,)
    assert index.tables == (table(), table())


def test_a_table_is_found_by_document_and_number(out):
    index = write(out, "甲.txt", "乙.txt")
    assert index.table("乙.txt", 1) == table()
    assert index.table("乙.txt", 2) is None
    assert index.table("丙.txt", 1) is None
    assert index.tables_of("甲.txt") == (table(),)


def test_an_index_may_hold_nothing_of_a_kind(out):
    write_version(out, pack([], {}, [], [], [], []), {})
    index = Index.open(out)
    assert (index.documents, len(index.facts), index.passages, index.tables) == ((), 0, (), ())
    assert len(index.chunks) == 0


@pytest.mark.parametrize(
    "value",
    ["12005000", "0", "0.0000000001", "-85.28", "1E+5", "9999999999999999999999999999", "3903699.58000"],
)
def test_amounts_come_back_exactly(value):
    (back,) = Rows(to_arrow([fact(value=Decimal(value))], Fact), Fact)
    assert back.value == Decimal(value)
    assert back.value.as_tuple().exponent <= 0


@given(st.decimals(allow_nan=False, allow_infinity=False, min_value=-(10**27), max_value=10**27))
def test_every_amount_that_fits_survives_storing(value):
    if fits(value):
        (back,) = Rows(to_arrow([fact(value=value)], Fact), Fact)
        assert back.value == value == plain(value)


@pytest.mark.parametrize("value", ["1E+40", "1E-11", "NaN", "Infinity", "1" * 29])
def test_amounts_beyond_the_column_do_not_fit(value):
    assert not fits(Decimal(value))


@given(st.lists(st.sampled_from(["", "甲", "乙丙", "“引号”", "a › b"]), max_size=3).filter(lambda path: path != [""]))
def test_paths_and_text_survive_storing(path):
    clean = tuple(part for part in path if " › " not in part and part)
    passages = [Passage("文字", Source("甲.txt", section=clean)), Passage("".join(path), Source(""))]
    assert list(Rows(to_arrow(passages, Passage), Passage)) == passages


def test_facts_are_a_frame_of_categoricals_with_exact_values():
    facts = FactTable(to_arrow([fact(), fact(value=None, state="blank", printed="")], Fact))
    frame = facts.frame
    assert str(frame["item"].dtype) == "category"
    assert frame["value"].tolist() == [Decimal(12005000), None]
    assert frame["number"].isna().tolist() == [False, True]
    assert frame.loc[0, "ancestors"] == "城乡社区支出 › 公共设施"
    assert frame.loc[0, "page"] == 2
    assert facts.fact(1).state == "blank"
    assert facts.facts([1, 0]) == (facts.fact(1), facts.fact(0))


def test_rows_are_a_sequence():
    rows = Rows(to_arrow([fact("甲.txt"), fact("乙.txt")], Fact), Fact)
    assert rows[-1].document == "乙.txt"
    assert [row.document for row in rows[::-1]] == ["乙.txt", "甲.txt"]
    with pytest.raises(IndexError):
        rows[2]


def test_a_missing_index_is_named_with_what_to_do(tmp_path):
    with pytest.raises(IndexMissing, match="python -m index rebuild"):
        Index.open(tmp_path / "没有")


def test_an_index_of_another_format_is_refused(out):
    manifest = out / write(out).version / MANIFEST
    manifest.write_text(json.dumps(json.loads(manifest.read_text("utf-8")) | {"format": 99}), "utf-8")
    with pytest.raises(IndexUnreadable, match="99"):
        Index.open(out)


@pytest.mark.parametrize("name", ["facts.parquet", "documents.json", "chunks.parquet"])
def test_a_changed_byte_is_noticed(out, name):
    path = out / write(out).version / name
    data = bytearray(path.read_bytes())
    data[len(data) // 2] ^= 1
    path.write_bytes(data)
    with pytest.raises(IndexUnreadable, match=name):
        Index.open(out)


@pytest.mark.parametrize("damage", [lambda p: p.write_bytes(b"x"), lambda p: p.unlink()])
def test_a_cut_or_missing_file_is_noticed(out, damage):
    damage(out / write(out).version / "tables.parquet")
    with pytest.raises(IndexUnreadable, match=r"tables\.parquet"):
        Index.open(out)


@pytest.mark.parametrize("words", ["", "../elsewhere", "version-gone", "\udcff"])
def test_a_damaged_pointer_is_noticed(out, words):
    write(out)
    (out / CURRENT).write_bytes(words.encode("utf-8", "surrogateescape"))
    with pytest.raises(IndexUnreadable):
        Index.open(out)


@pytest.mark.parametrize("words", ["", "[]", "{}", '{"format": 3}', "\x00"])
def test_a_damaged_manifest_is_noticed(out, words):
    (out / write(out).version / MANIFEST).write_text(words, "utf-8")
    with pytest.raises(IndexUnreadable):
        Index.open(out)


def test_an_open_index_does_not_notice_later_builds(out):
    index = write(out, "甲.txt")
    for name in ("乙.txt", "丙.txt", "丁.txt"):
        write(out, name)
    assert [passage.source.document for passage in index.passages] == ["甲.txt"]
    assert index.table("甲.txt", 1) == table()
    assert Index.open(out).documents == (document("丁.txt"),)


def test_only_the_current_version_and_the_one_before_are_kept(out):
    versions = [write(out, name).version for name in ("甲.txt", "乙.txt", "丙.txt")]
    assert sorted(path.name for path in out.glob("version-*")) == versions[1:]


def test_files_that_are_not_ours_are_left_alone(out):
    (out / "笔记.txt").write_text("别删", "utf-8")
    write(out)
    write(out)
    write(out)
    assert (out / "笔记.txt").read_text("utf-8") == "别删"


def test_two_builds_cannot_run_at_once(tmp_path):
    with locked(tmp_path), pytest.raises(BuildBusy, match="正在重建"), locked(tmp_path):
        pass


def test_a_lock_can_be_taken_again_after_it_was_given_back(tmp_path):
    for _ in range(2):
        with locked(tmp_path):
            pass


def test_opening_needs_neither_torch_nor_faiss():
    code = "import sys, index.store; print([m for m in ('torch', 'sentence_transformers', 'faiss', 'scipy') if m in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
