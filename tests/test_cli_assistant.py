"""``python -m assistant``: answers on stdout, complaints on stderr, never a traceback."""

from __future__ import annotations

import io
import json
import subprocess
import sys
from pathlib import Path

import pandas as pd
import pytest
from rich.console import Console
from samples import fake_extract, fake_read

import index.build
import index.ingest
from assistant.__main__ import main
from assistant.benchmark.__main__ import main as benchmark
from assistant.benchmark.latency import percentile
from assistant.model import Answer, Citation
from assistant.terminal import MOST_ROWS, place, render

ROOT = Path(__file__).parent.parent
QUESTION = "青山区园林所2031年植树造林多少"


@pytest.fixture(scope="module")
def built(tmp_path_factory):
    """An index over one invented document."""
    folder = tmp_path_factory.mktemp("园林")
    (folder / "资料").mkdir()
    (folder / "资料" / "甲.txt").write_text("园林所负责行道树的养护。", "utf-8")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(index.ingest, "read_file", fake_read)
        patch.setattr(index.ingest, "extract", fake_extract)
        index.build.rebuild(corpus=folder / "资料", out=folder / "索引")
    return str(folder / "索引")


def drawn(answer, **options):
    console = Console(file=io.StringIO(), width=100, highlight=False)
    console.print(render(answer, **options))
    return console.file.getvalue()


def test_an_answer_goes_to_stdout_with_figure_and_source(built, capsys):
    assert main([QUESTION, "--index", built]) == 0
    shown = capsys.readouterr()
    assert "1,200.50 万元" in shown.out
    assert "甲.txt" in shown.out
    assert shown.err == ""


def test_json_is_one_object_with_exact_figures(built, capsys):
    assert main([QUESTION, "--index", built, "--json"]) == 0
    answer = json.loads(capsys.readouterr().out)
    assert (answer["status"], answer["value"], answer["unit"]) == ("answered", "12005000", "元")


def test_not_found_is_an_answer_too(built, capsys):
    assert main(["青山区园林所1999年植树造林多少", "--index", built]) == 0
    assert "资料中没有答案" in capsys.readouterr().out


def test_the_trace_is_shown_only_when_asked_for(built, capsys):
    main([QUESTION, "--index", built])
    assert "parse:" not in capsys.readouterr().out
    main([QUESTION, "--index", built, "--trace"])
    assert "parse:" in capsys.readouterr().out


def test_lines_are_a_conversation(built, capsys, monkeypatch):
    monkeypatch.setattr(sys, "stdin", io.StringIO(f"{QUESTION}\n\n  \n那是多少万元\n退出\n不再问\n"))
    assert main(["--index", built, "--json"]) == 0
    answers = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [answer["question"] for answer in answers] == [QUESTION, "那是多少万元"]


def test_the_history_is_given_to_the_question(built, monkeypatch):
    seen = []
    monkeypatch.setattr(
        "assistant.pipeline.Assistant.ask",
        lambda _, question, history: seen.append(list(history)) or Answer(question, "not_found", "没有"),
    )
    main(["那呢", "--history", "甲问", "乙问", "--index", built])
    assert seen == [["甲问", "乙问"]]


def test_without_an_index_the_command_that_builds_one_is_named(tmp_path, capsys, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "corpus").mkdir()
    assert main([QUESTION]) == 1
    shown = capsys.readouterr()
    assert shown.out == ""
    assert "python -m index rebuild" in shown.err
    assert "资料文件夹「corpus」已经在了" in shown.err


def test_a_damaged_index_is_a_sentence_and_not_a_traceback(tmp_path):
    (tmp_path / "current").write_text("没有这一版", "utf-8")
    command = [sys.executable, "-m", "assistant", "问", "--index", str(tmp_path)]
    made = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert (made.returncode, made.stdout) == (1, "")
    assert "Traceback" not in made.stderr
    assert "python -m index rebuild" in made.stderr


def test_words_of_a_document_are_never_taken_for_markup():
    text = "见[bold]附件[/bold]与[link=x]"
    answer = Answer(
        "问", "answered", text, citations=(Citation("甲[red].txt", "", 0, text="[/]1"),), headline="[b]1[/b] 元"
    )
    shown = drawn(answer)
    assert text in shown
    assert "甲[red].txt" in shown
    assert "[b]1[/b] 元" in shown


def test_a_long_result_is_cut_and_says_so():
    frame = pd.DataFrame({"名称": [f"项目{n}" for n in range(MOST_ROWS + 5)], "年度": 2031})
    shown = drawn(Answer("问", "answered", "答", table=frame))
    assert f"项目{MOST_ROWS - 1}" in shown
    assert f"项目{MOST_ROWS} " not in shown
    assert f"共 {MOST_ROWS + 5} 行" in shown
    assert "年度：2031" in shown


def test_a_place_names_page_table_row_and_column():
    one = Citation(
        "甲.pdf", "园林所", 2031, page=7, table="支出表", row="水费", column="合计", text="12.00", unit="万元"
    )
    assert place(one) == "甲.pdf 第 7 页，“支出表”，“水费”行“合计”列：12.00（万元）"
    assert place(Citation("甲.md", "", 0, line=3, passage="全年无此项。")) == "甲.md 第 3 行：全年无此项。"


def test_the_benchmark_reports_kinds_cold_start_and_memory(built, tmp_path, capsys):
    questions = tmp_path / "问.jsonl"
    questions.write_text(json.dumps({"question": QUESTION, "kind": "取值"}) + "\n\n", "utf-8")
    arguments = ["latency", "--index", built, "--questions", str(questions), "--rounds", "2", "--starts", "1"]
    assert benchmark(arguments) == 0
    shown = capsys.readouterr().out
    assert "取值：" in shown
    assert "冷启动" in shown
    assert "内存峰值" in shown


def test_the_benchmark_names_the_line_it_cannot_read(built, tmp_path, capsys):
    questions = tmp_path / "问.jsonl"
    questions.write_text('{"question": "甲"}\n{"题": 1}\n', "utf-8")
    assert benchmark(["latency", "--index", built, "--questions", str(questions)]) == 1
    assert "第 2 行" in capsys.readouterr().err


@pytest.mark.parametrize(("times", "share", "wanted"), [([3, 1, 2], 0.5, 2), ([5], 0.95, 5), (range(1, 101), 0.95, 95)])
def test_a_percentile_is_a_time_that_was_measured(times, share, wanted):
    assert percentile(list(times), share) == wanted
