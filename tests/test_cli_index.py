"""``python -m index``: results on stdout, progress and complaints on stderr, exit status 1 on failure, never a traceback."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from pdf_fake import FakePage, pdf_of
from samples import fake_extract, fake_read

import index.ingest
from index.__main__ import main

ROOT = Path(__file__).parent.parent


@pytest.fixture
def corpus(tmp_path, monkeypatch):
    monkeypatch.setattr(index.ingest, "read_file", fake_read)
    monkeypatch.setattr(index.ingest, "extract", fake_extract)
    folder = tmp_path / "资料"
    folder.mkdir()
    (folder / "甲.txt").write_text("全年补植香樟三百株。", "utf-8")
    return folder


def test_rebuild_prints_a_summary_and_keeps_progress_out_of_it(corpus, tmp_path, capsys):
    assert main(["rebuild", "--corpus", str(corpus), "--out", str(tmp_path / "i")]) == 0
    shown = capsys.readouterr()
    assert shown.out.startswith("已索引 1 份文件")
    assert "读取文件" in shown.err


def test_status_and_search_read_the_index_of_the_environment(corpus, tmp_path, capsys, monkeypatch):
    monkeypatch.setenv("BUDGET_CORPUS", str(corpus))
    monkeypatch.setenv("BUDGET_INDEX", str(tmp_path / "i"))
    assert main(["rebuild"]) == 0
    capsys.readouterr()
    assert main(["status"]) == 0
    assert "青山区园林所 2031年单位预算" in capsys.readouterr().out
    assert main(["search", "香樟", "-k", "1"]) == 0
    assert "香樟三百株" in capsys.readouterr().out


def test_the_status_says_when_the_index_is_stale(corpus, tmp_path, capsys):
    places = ["--corpus", str(corpus)]
    main(["rebuild", *places, "--out", str(tmp_path / "i")])
    (corpus / "乙.txt").write_text("新来的。", "utf-8")
    capsys.readouterr()
    main(["status", *places, "--index", str(tmp_path / "i")])
    assert "新增 1 份（乙.txt）" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["rebuild", "--corpus", "没有", "--out", "{}"], "资料文件夹「没有」不存在"),
        (["status", "--index", "{}"], "python -m index rebuild"),
        (["search", "x", "--index", "{}"], "python -m index rebuild"),
        (["audit", "没有"], "资料文件夹「没有」不存在"),
    ],
)
def test_misuse_is_one_message_and_status_1(arguments, words, tmp_path):
    command = [sys.executable, "-m", "index", *(word.format(tmp_path / "i") for word in arguments)]
    done = subprocess.run(command, capture_output=True, text=True, cwd=ROOT, check=False)
    assert (done.returncode, done.stdout) == (1, "")
    assert words in done.stderr
    assert "Traceback" not in done.stderr


def test_a_build_with_bad_files_still_succeeds_and_names_them(corpus, tmp_path, capsys):
    (corpus / "坏.bin").write_bytes(b"\0\1")
    assert main(["rebuild", "--corpus", str(corpus), "--out", str(tmp_path / "i")]) == 0
    assert "未收录 坏.bin：不是文本文件" in capsys.readouterr().out


@pytest.mark.parametrize("command", ["rebuild", "status", "search", "audit"])
def test_every_command_has_help(command, capsys):
    with pytest.raises(SystemExit) as done:
        main([command, "--help"])
    assert done.value.code == 0
    assert "usage" in capsys.readouterr().out


@pytest.mark.parametrize("command", ["rebuild", "status", "search", "audit"])
@pytest.mark.parametrize("readme", ["README.md", "README.zh-CN.md"])
def test_every_command_is_in_the_readme(command, readme):
    assert f"python -m index {command}" in (ROOT / readme).read_text("utf-8")


def test_the_benchmark_measures_each_file_and_says_which_it_cannot_read(tmp_path, capsys):
    (tmp_path / "甲.pdf").write_bytes(pdf_of(FakePage().text(72, 300, "正文。"), FakePage().text(72, 300, "又一页。")))
    (tmp_path / "乙.pdf").write_bytes(b"%PDF-1.5 ...")
    assert main(["benchmark", "--corpus", str(tmp_path)]) == 0
    broken, whole, memory = capsys.readouterr().out.splitlines()
    assert broken.startswith("乙.pdf：PDF 文件不完整")
    assert whole.startswith("甲.pdf：2 页，每秒 ")
    assert memory.startswith(("内存最多", "本系统"))


def test_the_benchmark_joins_files_to_one_of_so_many_pages(tmp_path, capsys):
    (tmp_path / "甲.pdf").write_bytes(pdf_of(FakePage().text(72, 300, "正文。"), FakePage().text(72, 300, "又一页。")))
    assert main(["benchmark", "--corpus", str(tmp_path), "--pages", "5"]) == 0
    assert capsys.readouterr().out.startswith("5页.pdf：5 页，")


def test_the_benchmark_of_pages_needs_a_pdf_file(tmp_path, capsys):
    (tmp_path / "甲.txt").write_text("正文。", "utf-8")
    assert main(["benchmark", "--corpus", str(tmp_path), "--pages", "5"]) == 1
    assert "没有 PDF" in capsys.readouterr().err
