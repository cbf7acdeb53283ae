"""A build in a process of its own: progress and errors come back as words."""

from __future__ import annotations

from pathlib import Path

import pytest

from assistant.web.building import build
from index.errors import BudgetError

STEP = tuple[str, int, int]


def test_an_error_of_the_build_comes_back_as_its_message(tmp_path: Path) -> None:
    with pytest.raises(BudgetError, match=r"没有的文件夹.*不存在"):
        build(tmp_path / "没有的文件夹", tmp_path / "index", lambda *_: None)


def test_a_build_reports_its_progress_and_its_result(tmp_path: Path) -> None:
    corpus = tmp_path / "corpus"
    corpus.mkdir()
    (corpus / "甲.txt").write_text(
        "云溪区图书管理中心2024年部门预算\n\n一、收支说明\n2024年收入预算320.00万元。\n", "utf-8"
    )
    steps: list[STEP] = []
    report = build(corpus, tmp_path / "index", lambda *step: steps.append(step))
    assert "已索引 1 份文件" in report
    assert steps[0][1:] == (0, 1)
    assert all(done <= of for _, done, of in steps)
