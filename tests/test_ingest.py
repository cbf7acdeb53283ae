"""Files are read by one process or by several, with the same result."""

from __future__ import annotations

import os
import time
from pathlib import Path

import pytest
from samples import fake_extract, fake_read

import index.ingest
import index.workers
from index.corpus import fingerprint, source_files
from index.ingest import read_all


@pytest.fixture
def folder(tmp_path):
    for number in range(6):
        text = f"青山区园林所203{number}年单位预算\n\n一、主要职能\n\n养护行道树{number}株。\n"
        (tmp_path / f"{number}.txt").write_text(text, "utf-8")
    (tmp_path / "3.bin").write_bytes(b"\0\1\2")
    (tmp_path / "5（副本）.txt").write_bytes((tmp_path / "5.txt").read_bytes())
    return tmp_path


def identities(folder):
    return fingerprint(folder, source_files(folder))


def test_several_processes_read_what_one_reads_in_the_same_order(folder):
    alone = read_all(folder, identities(folder), workers=1)
    together = read_all(folder, identities(folder), workers=2, patience=0)
    assert together == alone
    assert [one.document.name for one in alone.parsed] == [f"{number}.txt" for number in range(6)]
    assert [problem.source.document for problem in alone.problems if problem.kind == "file"] == [
        "3.bin",
        "5（副本）.txt",
    ]


def test_progress_counts_every_file_also_with_several_processes(folder):
    seen: list[tuple[int, int]] = []
    read_all(folder, identities(folder), lambda *step: seen.append(step), workers=2, patience=0)
    assert sorted(seen) == seen
    assert seen[-1] == (8, 8)


def test_stopping_does_not_wait_for_the_processes(folder):
    class Stop(Exception):
        pass

    def stop(_done, _total):
        raise Stop

    begun = time.monotonic()
    with pytest.raises(Stop):
        read_all(folder, identities(folder), stop, workers=2, patience=0)
    assert time.monotonic() - begun < 30


@pytest.mark.skipif(os.name == "nt", reason="the stand-in for Python is a shell script")
def test_a_process_that_dies_costs_only_the_file_that_it_read(folder, tmp_path, monkeypatch):
    script = tmp_path.parent / "python"
    script.write_text("#!/bin/sh\nexit 3\n", "utf-8")
    script.chmod(0o755)
    monkeypatch.setattr(index.workers.sys, "executable", str(script))
    ingested = read_all(folder, identities(folder), workers=2, patience=0)
    assert ingested.parsed == ()
    assert {problem.message for problem in ingested.problems if "副本" not in problem.source.document} == {
        "读取这份文件的进程意外结束，未收录"
    }


def test_where_no_process_can_be_started_one_reads_all(folder, monkeypatch):
    monkeypatch.setattr(index.workers.sys, "executable", str(Path("没有") / "python"))
    monkeypatch.setattr(index.ingest, "read_file", fake_read)
    monkeypatch.setattr(index.ingest, "extract", fake_extract)
    assert len(read_all(folder, identities(folder), workers=2, patience=0).parsed) == 6
