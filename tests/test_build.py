"""A build is whole or not at all, and one bad file does not stop the others."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import textwrap
from decimal import Decimal
from pathlib import Path

import pytest
from samples import fact, fake_extract, fake_read, parsed

import index.build
import index.ingest
from index.build import READING, WRITING, rebuild
from index.corpus import source_files
from index.errors import BuildBusy, BuildCancelled, BuildFailed, CorpusMissing
from index.files import locked
from index.status import changes, describe
from index.store import Index


@pytest.fixture
def stages(monkeypatch):
    """The stages before the chunks, replaced by small ones."""
    monkeypatch.setattr(index.ingest, "read_file", fake_read)
    monkeypatch.setattr(index.ingest, "extract", fake_extract)


@pytest.fixture
def corpus(tmp_path):
    folder = tmp_path / "资料"
    folder.mkdir()
    (folder / "甲.txt").write_text("园林所负责全区行道树的养护。\n全年补植香樟三百株。", "utf-8")
    (folder / "乙.txt").write_text("设办公室和养护科两个科室。", "utf-8")
    return folder


@pytest.fixture
def out(tmp_path):
    return tmp_path / "索引"


@pytest.mark.usefixtures("stages")
def test_a_build_counts_what_it_indexed(corpus, out):
    report = rebuild(corpus, out)
    held = Index.open(out)
    assert (report.documents, report.tables, report.facts, report.passages) == (2, 2, 3, 3)
    assert (len(held.documents), len(held.tables), len(held.facts), len(held.passages)) == (2, 2, 3, 3)
    assert report.chunks == len(held.chunks)
    assert "已索引 2 份文件：2 张表，3 个数据" in str(report)


@pytest.mark.usefixtures("stages")
def test_chunks_point_at_the_facts_they_show(corpus, out):
    rebuild(corpus, out)
    held = Index.open(out)
    shown = {position for chunk in held.chunks for position in chunk.facts}
    assert shown == set(range(len(held.facts)))
    for chunk in held.chunks:
        assert {held.facts.fact(position).document for position in chunk.facts} <= {chunk.document}


@pytest.mark.usefixtures("stages")
def test_search_finds_a_sentence_and_a_row(corpus, out):
    rebuild(corpus, out)
    held = Index.open(out)
    assert "香樟" in held.search("青山区补植多少香樟", 1)[0].chunk.text
    assert held.search("河道保洁", 1)[0].chunk.text.startswith("河道保洁")


@pytest.mark.usefixtures("stages")
def test_search_can_be_limited_to_documents(corpus, out):
    rebuild(corpus, out)
    hits = Index.open(out).search("河道保洁", documents=["乙.txt"])
    assert {hit.chunk.document for hit in hits} == {"乙.txt"}
    assert Index.open(out).search("河道保洁", documents=[]) == ()


@pytest.mark.usefixtures("stages")
@pytest.mark.parametrize("query", ["", "　", "？！", "\x00", "🙂"])
def test_a_question_without_a_word_finds_nothing(corpus, out, query):
    rebuild(corpus, out)
    assert Index.open(out).search(query) == ()


@pytest.mark.usefixtures("stages")
def test_a_hit_says_why_it_stands_where_it_does(corpus, out):
    rebuild(corpus, out)
    hit = Index.open(out).search("青山区2031年补植香樟", 1)[0]
    assert {"字词第 1", "年度相符", "地区相符"} <= set(hit.rank_reasons)


@pytest.mark.usefixtures("stages")
def test_progress_names_the_stages_in_order(corpus, out):
    seen: list[tuple[str, int, int]] = []
    rebuild(corpus, out, progress=lambda *step: seen.append(step))
    assert seen[0] == (READING, 0, 2)
    assert seen[-1] == (WRITING, 1, 1)
    assert all(0 <= done <= total for _, done, total in seen)


@pytest.mark.usefixtures("stages")
def test_the_same_documents_give_the_same_index(corpus, tmp_path):
    for name in ("一", "二"):
        rebuild(corpus, tmp_path / name)
    files = [Index.open(tmp_path / name).manifest["files"] for name in ("一", "二")]
    assert files[0] == files[1]


@pytest.mark.usefixtures("stages")
@pytest.mark.parametrize(
    ("content", "message"),
    [(b"\0\1\2\3", "不是文本文件"), (b"\xff\xfe\xfa", "UnicodeDecodeError"), ("坏".encode(), "除以零")],
)
def test_one_bad_file_is_reported_and_the_others_are_indexed(corpus, out, content, message):
    (corpus / "丙.bin").write_bytes(content)
    report = rebuild(corpus, out)
    (problem,) = report.problems
    assert (problem.severity, problem.source.document) == ("error", "丙.bin")
    assert message in problem.message
    assert message in str(report)
    assert [document.name for document in Index.open(out).documents] == ["乙.txt", "甲.txt"]
    assert Index.open(out).problems == report.problems


@pytest.mark.usefixtures("stages")
def test_problems_inside_a_document_are_kept(corpus, out):
    (corpus / "丙.txt").write_text("疑", "utf-8")
    assert [problem.kind for problem in rebuild(corpus, out).problems] == ["sum"]


@pytest.mark.usefixtures("stages")
def test_a_copy_of_a_file_is_counted_once(corpus, out):
    (corpus / "甲（副本）.txt").write_bytes((corpus / "甲.txt").read_bytes())
    report = rebuild(corpus, out)
    assert report.documents == 2
    assert "甲.txt" in report.problems[0].message


@pytest.mark.usefixtures("stages")
def test_a_number_too_long_to_store_stays_as_text(corpus, out, monkeypatch):
    long = fact(value=Decimal("1" * 40), printed="1" * 40)
    monkeypatch.setattr(index.ingest, "extract", lambda name, _path, _blocks: parsed_with(name, long))
    report = rebuild(corpus, out)
    assert {found.state for found in Index.open(out).facts} == {"text"}
    assert "位数过多" in report.problems[0].message


def parsed_with(name, found):
    one = parsed(name)
    return type(one)(one.document, (), one.tables, (found,), one.passages)


@pytest.mark.usefixtures("stages")
def test_nothing_readable_is_a_failure_with_the_reasons(corpus, out):
    for path in corpus.iterdir():
        path.write_bytes(b"\0" + path.name.encode())
    with pytest.raises(BuildFailed, match="不是文本文件"):
        rebuild(corpus, out)


def test_a_missing_or_empty_corpus_says_what_to_do(tmp_path, out):
    for folder in (tmp_path / "没有", tmp_path / "空", tmp_path / "文件"):
        if folder.name == "空":
            folder.mkdir()
            (folder / "README.md").write_text("说明", "utf-8")
        if folder.name == "文件":
            folder.write_text("x", "utf-8")
        with pytest.raises(CorpusMissing, match="--corpus"):
            rebuild(folder, out)
    assert not out.exists()


def test_documents_are_found_in_folders_but_not_hidden_ones(tmp_path):
    for name in ("b/二.txt", "a.md", ".git/x", ".DS_Store", "README.zh-CN.md", "~$a.docx", "索引/current"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("x", "utf-8")
    assert source_files(tmp_path, tmp_path / "索引") == ("a.md", "b/二.txt")


@pytest.mark.usefixtures("stages")
def test_a_folder_that_cannot_be_written_is_a_failure_in_words(corpus, tmp_path):
    (tmp_path / "文件").write_text("x", "utf-8")
    with pytest.raises(BuildFailed, match="文件"):
        rebuild(corpus, tmp_path / "文件")


@pytest.mark.usefixtures("stages")
def test_a_failed_build_leaves_the_old_index(corpus, out, monkeypatch):
    rebuild(corpus, out)

    def full(*_args):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("index.files._write", full)
    with pytest.raises(BuildFailed, match="No space left"):
        rebuild(corpus, out)
    assert len(Index.open(out).documents) == 2


@pytest.mark.usefixtures("stages")
def test_a_build_waits_for_nobody(corpus, out):
    with locked(out), pytest.raises(BuildBusy):
        rebuild(corpus, out)


KILLED = """
    import sys, time
    sys.path.insert(0, {tests!r})
    import samples, index.build, index.files, index.ingest
    index.ingest.read_file, index.ingest.extract = samples.fake_read, samples.fake_extract
    def hang(*_):
        print("here", flush=True)
        time.sleep(60)
    {target} = hang
    index.build.rebuild({corpus!r}, {out!r})
"""


@pytest.mark.skipif(os.name == "nt", reason="Windows has no SIGKILL")
@pytest.mark.usefixtures("stages")
@pytest.mark.parametrize("target", ["index.files._flush_folder", "index.build.make_chunks"])
def test_a_killed_build_leaves_the_old_index_and_no_lock(corpus, out, target):
    rebuild(corpus, out)
    (corpus / "丙.txt").write_text("新来的。", "utf-8")
    tests = str(Path(__file__).parent)
    code = textwrap.dedent(KILLED).format(tests=tests, target=target, corpus=str(corpus), out=str(out))
    process = subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE, cwd=Path(tests).parent)
    assert process.stdout is not None
    assert process.stdout.readline() == b"here\n"
    with pytest.raises(BuildBusy):
        rebuild(corpus, out)
    process.send_signal(signal.SIGKILL)
    process.communicate()
    assert len(Index.open(out).documents) == 2
    assert rebuild(corpus, out).documents == 3
    assert not list(out.glob("building-*"))


@pytest.mark.usefixtures("stages")
def test_the_status_names_what_the_index_holds_and_whether_it_is_stale(corpus, out, monkeypatch):
    rebuild(corpus, out)
    held = Index.open(out)
    assert "青山区 青山区园林所 2031年单位预算：1 张表（甲.txt）" in describe(held, corpus)
    assert not changes(held, corpus)
    (corpus / "甲.txt").write_text("改了。", "utf-8")
    (corpus / "乙.txt").unlink()
    (corpus / "丙.txt").write_text("新。", "utf-8")
    found = changes(held, corpus)
    assert (found.added, found.removed, found.changed) == (("丙.txt",), ("乙.txt",), ("甲.txt",))
    assert "已过期" in str(found)
    monkeypatch.setenv("BUDGET_ENCODER", "某模型")
    assert changes(held, corpus).encoder == "某模型"


@pytest.mark.usefixtures("stages")
def test_an_encoder_that_is_not_there_is_a_failure_in_words(corpus, out, monkeypatch, tmp_path):
    monkeypatch.setenv("BUDGET_ENCODER", str(tmp_path / "没有这个模型"))
    with pytest.raises(BuildFailed, match="BUDGET_ENCODER"):
        rebuild(corpus, out)


def test_a_single_line_of_fifty_megabytes_does_not_hang(tmp_path, out):
    (tmp_path / "长.txt").write_bytes("预算".encode() * 9_000_000)
    (tmp_path / "甲.txt").write_text("青山区园林所2031年单位预算\n\n一、主要职能\n\n养护行道树。\n", "utf-8")
    report = rebuild(tmp_path, out)
    assert "甲.txt" in [document.name for document in Index.open(out).documents]
    assert report.seconds[READING] < 60


@pytest.mark.usefixtures("stages")
def test_progress_goes_up_by_one_a_file(corpus, out):
    seen: list[tuple[str, int, int]] = []
    rebuild(corpus, out, progress=lambda *step: seen.append(step))
    assert [done for stage, done, total in seen if stage == READING and total == 2] == [0, 1, 2, 2]


@pytest.mark.usefixtures("stages")
@pytest.mark.parametrize("asked", range(1, 9), ids=lambda asked: f"at question {asked}")
def test_a_cancelled_build_leaves_the_old_index(corpus, out, asked):
    rebuild(corpus, out)
    before = Index.open(out).version
    (corpus / "丙.txt").write_text("新来的。", "utf-8")
    answers = iter([False] * (asked - 1))
    with pytest.raises(BuildCancelled, match="已取消"):
        rebuild(corpus, out, cancelled=lambda: next(answers, True))
    assert Index.open(out).version == before
    assert not list(out.glob("building-*"))
    assert rebuild(corpus, out).documents == 3
