"""What the page keeps and gives away: conversations, feedback, workbooks, Markdown."""

from __future__ import annotations

import io
import json
from decimal import Decimal
from pathlib import Path

import pandas as pd
import pytest
from openpyxl import load_workbook
from page_fake import HOSTILE, PASSAGE, _answers

from assistant.model import Answer
from assistant.web import exports, feedback
from assistant.web.headline import in_unit, units
from assistant.web.history import MOST, Conversation, History
from assistant.web.sheets import xlsx_bytes
from assistant.web.state import Turn

TOKEN, OTHER = "0" * 32, "1" * 32


def conversation(key: str, *questions: str) -> Conversation:
    return Conversation(key, "2031-01-01T00:00:00+00:00", questions)


def test_a_conversation_is_found_again_and_the_newest_comes_first(tmp_path: Path) -> None:
    history = History(tmp_path, TOKEN)
    history.keep(conversation("a", "水费多少"))
    history.keep(conversation("b", "电费多少"))
    history.keep(conversation("a", "水费多少", "那电费呢"))
    assert [(one.key, one.questions) for one in History(tmp_path, TOKEN).all()] == [
        ("a", ("水费多少", "那电费呢")),
        ("b", ("电费多少",)),
    ]


def test_another_browser_sees_nothing_of_it(tmp_path: Path) -> None:
    History(tmp_path, TOKEN).keep(conversation("a", "水费多少"))
    assert History(tmp_path, OTHER).all() == ()
    assert not any(TOKEN in str(path) for path in tmp_path.rglob("*"))


def test_a_deleted_conversation_is_gone_from_the_disk(tmp_path: Path) -> None:
    history = History(tmp_path, TOKEN)
    history.keep(conversation("a", "水费多少"))
    history.keep(conversation("b", "电费多少"))
    history.drop("a")
    assert "水费" not in history.path.read_text("utf-8")
    history.clear()
    assert not history.path.exists()
    assert history.all() == ()


def test_the_oldest_conversations_make_room(tmp_path: Path) -> None:
    history = History(tmp_path, TOKEN)
    for number in range(MOST + 2):
        history.keep(conversation(str(number), "问"))
    kept = history.all()
    assert (len(kept), kept[0].key, kept[-1].key) == (MOST, str(MOST + 1), "2")


@pytest.mark.parametrize("damaged", ["{", "[1]", '[{"key": "a"}]', "\x00"])
def test_a_damaged_file_counts_as_empty(tmp_path: Path, damaged: str) -> None:
    history = History(tmp_path, TOKEN)
    history.path.parent.mkdir()
    history.path.write_text(damaged, "utf-8")
    assert history.all() == ()


@pytest.mark.parametrize("token", ["", "../../etc/passwd", "0" * 31, "G" * 32])
def test_what_is_no_token_opens_no_file(tmp_path: Path, token: str) -> None:
    with pytest.raises(ValueError, match="not a browser token"):
        History(tmp_path, token)


def test_a_bad_answer_with_the_right_figure_is_a_gold_question(tmp_path: Path) -> None:
    answer = _answers()["夜间开放花多少钱"]
    line = feedback.entry(answer, ["云溪的预算"], good=False, note="看错了行", right="320万元")
    path = feedback.keep(tmp_path, line)
    feedback.keep(tmp_path, line)
    stored = [json.loads(text) for text in path.read_text("utf-8").splitlines()]
    assert len(stored) == 2
    assert stored[0]["question"] == "夜间开放花多少钱"
    assert stored[0]["history"] == ["云溪的预算"]
    assert stored[0]["expect"] == {"status": "answered", "value": 3_200_000, "unit": "元", "rel_tol": 1e-6}
    assert stored[0]["answered"]["value"] == 864_200
    assert stored[0]["evidence"][0] == {"doc": PASSAGE.document, "quote": PASSAGE.passage}
    assert stored[0]["note"] == "[bad] 看错了行"


def test_a_good_answer_expects_what_was_answered() -> None:
    line = feedback.entry(_answers()["古籍修复占比多少"], [], good=True)
    assert line["expect"] == {"status": "answered", "value": 0.26, "unit": "%", "rel_tol": 1e-6}
    assert "history" not in line


@pytest.mark.parametrize(
    ("right", "expect"),
    [
        ("", None),
        ("没有", {"status": "not_found"}),
        ("85.5%", {"status": "answered", "value": 85.5, "unit": "%", "rel_tol": 1e-6}),
        ("12个", {"status": "answered", "value": 12, "unit": "个", "rel_tol": 1e-6}),
        ("应该是办公室负责", {"status": "answered", "items": [["应该是办公室负责"]]}),
    ],
)
def test_the_right_answer_is_read_as_a_figure_words_or_nothing(right: str, expect: object) -> None:
    assert feedback.expected(right) == expect


def test_a_workbook_holds_exact_figures_and_no_formula() -> None:
    data = xlsx_bytes(
        {"表[1]": [("名称", "数值"), ("=1+1", Decimal("13749812.345678")), (HOSTILE, None), ("年", 2031)]}
    )
    sheet = load_workbook(io.BytesIO(data)).worksheets[0]
    cells = {cell.coordinate: cell for row in sheet.iter_rows() for cell in row}
    assert (cells["A2"].data_type, cells["A2"].value) == ("s", "=1+1")
    assert (cells["B2"].data_type, str(cells["B2"].value)) == ("n", "13749812.345678")
    assert cells["B3"].value is None
    assert cells["A3"].value == HOSTILE
    assert cells["B4"].value == 2031


def test_an_answer_in_a_workbook_has_its_arithmetic_and_its_sources() -> None:
    sheets = exports.answer_sheets(_answers()["古籍修复占比多少"])
    assert list(sheets) == ["回答", "计算", "来源"]
    assert ("算式", "1,503,000.50 ÷ 574,073,887.50 = 0.26%") in sheets["计算"]
    assert "8,641,972.50" in sheets["来源"][1]


def test_an_answer_without_rows_is_one_row() -> None:
    assert exports.answer_rows(_answers()["表格里是多少"])[1][:3] == ("表格里是多少", Decimal("8641972.5"), "元")


def test_a_conversation_as_markdown_has_questions_answers_sources_and_nothing_that_acts() -> None:
    answers = _answers()
    turns = [Turn(question, answers[question]) for question in ("夜间开放花多少钱", "各项目排名", "恶意")]
    text = exports.conversation_markdown(turns, "https://example.org/")
    assert "## 夜间开放花多少钱" in text
    assert "86\\.42 万元" in text
    assert "云溪区图书管理中心2024年部门预算\\.txt" in text
    assert "| 古籍修复 | 1\\,503\\,000\\.5 |" in text
    assert "https://example.org/?q=" in text
    assert "<img" not in text.replace("\\<img", "")


def test_a_link_asks_the_same_questions_again() -> None:
    assert exports.link("", ["水费多少", "a&b"]) == "?q=%E6%B0%B4%E8%B4%B9%E5%A4%9A%E5%B0%91&q=a%26b"


def amount(value: str, headline: str, unit: str = "元") -> Answer:
    return Answer("", "answered", "", Decimal(value), unit, headline=headline)


@pytest.mark.parametrize(
    ("answer", "unit", "expected"),
    [
        (amount("3200000", "320.00 万元"), "元", "3,200,000.00 元"),
        (amount("13749812.34", "1,374.98 万元"), "万元", "1,374.981234 万元"),
        (amount("3200000", "320.00 万元"), "亿元", "0.032 亿元"),
        (amount("-5000", "减少 5,000.00 元"), "元", "减少 5,000.00 元"),
        (amount("-25000", "-2.50 万元"), "元", "-25,000.00 元"),
        (amount("90000", "≥9.00 万元"), "万元", "≥9.00 万元"),
    ],
)
def test_a_figure_is_exact_in_every_unit(answer: Answer, unit: str, expected: str) -> None:
    assert in_unit(answer, unit) == expected


def test_only_units_that_make_sense_are_offered() -> None:
    assert units(amount("3200000", "320.00 万元")) == ("元", "万元", "亿元")
    assert units(amount("6000", "6,000.00 元")) == ("元", "万元")
    assert units(amount("0", "0.00 元")) == ()
    assert units(amount("69.9", "69.9%", "%")) == ()
    assert units(Answer("", "answered", "", table=pd.DataFrame())) == ()
