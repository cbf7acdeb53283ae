"""The page as Streamlit runs it, over a fake assistant; and ``app.py`` where there is nothing to open."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from page_fake import HOSTILE
from streamlit.testing.v1 import AppTest
from streamlit.testing.v1.element_tree import Selectbox

from assistant.web.opening import changed_documents

ROOT = Path(__file__).resolve().parents[1]


@pytest.fixture(autouse=True)
def state(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where the page keeps conversations and feedback."""
    monkeypatch.setenv("BUDGET_STATE", str(tmp_path / "state"))
    return tmp_path / "state"


@pytest.fixture
def page() -> AppTest:
    return AppTest.from_file(str(ROOT / "tests" / "page_fake.py"), default_timeout=20)


def ask(page: AppTest, question: str) -> AppTest:
    return page.chat_input[0].set_value(question).run()


def texts(page: AppTest) -> list[str]:
    return [element.value for element in page.text]


def html(page: AppTest) -> str:
    return "".join(element.proto.body for element in page.get("html"))


def button(page: AppTest, label: str) -> AppTest:
    return next(b for b in page.button if label in b.label).click().run()


def test_an_empty_page_offers_questions_that_can_be_clicked(page: AppTest) -> None:
    page.run()
    assert not page.exception
    button(page, "夜间开放花多少钱")
    assert "86.42 万元" in html(page)


def test_an_answer_shows_figure_text_caution_assumption_and_source(page: AppTest) -> None:
    ask(page.run(), "夜间开放花多少钱")
    assert not page.exception
    assert any(text.startswith("86.42 万元。") for text in texts(page))
    for part in (
        'class="bq-headline">86.42 万元',
        "两处不一致",
        "取资料中最近的 2024 年",
        "<mark>86.42</mark>",
        "第 420 行",
    ):
        assert part in html(page)


def test_a_calculation_shows_its_line_and_its_operands(page: AppTest) -> None:
    ask(page.run(), "古籍修复占比多少")
    for part in ("1,503,000.50 ÷ 574,073,887.50 = 0.26%", "四舍五入到 0.01", "古籍修复", "文化支出第7项"):
        assert part in html(page)


def test_a_ranking_is_drawn_as_bars_and_can_be_downloaded(page: AppTest) -> None:
    ask(page.run(), "各项目排名")
    assert "预算数（万元）" in html(page)
    assert page.get("download_button")


def test_an_ambiguous_question_is_settled_by_a_click(page: AppTest) -> None:
    ask(page.run(), "预算多少")
    assert "有几种理解" in html(page)
    button(page, "支出预算合计")
    assert "8,641,972.50 元" in texts(page)
    assert page.session_state["fake"].histories == [(), ("预算多少",)]


def test_a_refusal_offers_the_nearest_question(page: AppTest) -> None:
    ask(page.run(), "火星基地预算")
    assert "资料中没有答案" in html(page)
    button(page, "夜间开放项目2024年预算数")
    assert "86.42 万元" in html(page)


def test_the_whole_table_opens_from_a_source(page: AppTest) -> None:
    ask(page.run(), "表格里是多少")
    before = html(page)
    button(page, "打开出处")
    assert "文化支出第15项" not in before
    assert "文化支出第15项" in html(page)


def test_earlier_questions_are_passed_on_oldest_first(page: AppTest) -> None:
    for question in ("预算多少", "各项目排名", "那2023年呢"):
        ask(page.run(), question)
    assert ("预算多少", "各项目排名") in page.session_state["fake"].histories


def test_a_new_conversation_forgets(page: AppTest) -> None:
    ask(page.run(), "预算多少")
    button(page, "新对话")
    assert "预算多少" not in texts(page)
    ask(page, "各项目排名")
    assert page.session_state["fake"].histories[-1] == ()


def test_the_address_opens_with_its_questions_once(page: AppTest) -> None:
    page.query_params["q"] = ["预算多少", "夜间开放花多少钱"]
    page.run().run()
    assert [turn.question for turn in page.session_state["turns"]] == ["预算多少", "夜间开放花多少钱"]
    assert page.session_state["fake"].histories[:2] == [(), ("预算多少",)]


def test_the_address_holds_what_was_asked(page: AppTest) -> None:
    ask(page.run(), "预算多少")
    assert page.query_params["q"] == "预算多少"


def test_a_blank_question_is_not_asked_and_a_long_one_is_cut(page: AppTest) -> None:
    page.query_params["q"] = ["  \n ", "长" * 50_000]
    page.run()
    assert len(page.session_state["fake"].histories) == 1
    assert max(map(len, texts(page))) <= 4000


def test_an_error_of_the_index_is_shown_as_its_message(page: AppTest) -> None:
    ask(page.run(), "索引坏了")
    assert not page.exception
    assert any("文件损坏" in text and "python -m index rebuild" in text for text in texts(page))


def test_a_fault_of_the_program_shows_no_detail_and_the_conversation_goes_on(page: AppTest) -> None:
    ask(page.run(), "出错")
    assert not page.exception
    assert not any("secret" in text for text in texts(page))
    ask(page, "夜间开放花多少钱")
    assert "86.42 万元" in html(page)


def test_hostile_texts_stay_letters(page: AppTest) -> None:
    ask(page.run(), "恶意")
    assert HOSTILE in texts(page)
    body = html(page)
    assert "<img" not in body
    assert body.count("<script>") == 3  # the page's own: scrolling, copying, the cookie
    assert "<script>window.acted" not in body
    assert "<b onmouseover" not in body


def test_a_hostile_question_stays_letters(page: AppTest) -> None:
    ask(page.run(), HOSTILE)
    assert HOSTILE in texts(page)
    assert not page.markdown


def library() -> None:
    from page_fake import FakeAssistant

    from assistant.web import library

    library.draw(FakeAssistant())


def test_the_library_says_what_the_corpus_holds() -> None:
    page = AppTest.from_function(library, default_timeout=20).run()
    assert not page.exception
    for part in ("云溪区图书管理中心", "绩效自评", "青岚市档案馆", "合计与各行之和相差"):
        assert part in html(page)


def test_the_words_of_the_page_switch_to_english_and_stay_so(page: AppTest) -> None:
    page.run()
    page.segmented_control(key="language-choice").set_value("en").run()
    assert "Budget Answers" in html(page)
    assert "Budget Answers" in html(page.run())


def test_without_documents_the_page_says_what_to_do(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BUDGET_CORPUS", str(tmp_path / "没有的文件夹"))
    monkeypatch.setenv("BUDGET_INDEX", str(tmp_path / "index"))
    page = AppTest.from_file(str(ROOT / "app.py"), default_timeout=60).run()
    assert not page.exception
    assert any("没有的文件夹" in text and "不存在" in text for text in texts(page))


def document(year: int) -> str:
    return f"""云溪区图书管理中心
{year}年部门预算

{year}年部门支出预算总表
编制部门：云溪区图书管理中心
单位：元
| 科目编码 | 科目名称 | 合计 | 基本支出 | 项目支出 |
| --- | --- | --- | --- | --- |
| 207 | 文化旅游体育与传媒支出 | 3200000.00 | 1200000.00 | 2000000.00 |
| | 合计 | 3200000.00 | 1200000.00 | 2000000.00 |
"""


def test_the_first_start_builds_and_a_changed_corpus_is_offered_for_a_rebuild(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    corpus = tmp_path / "corpus"
    corpus.mkdir()
    (corpus / "甲.md").write_text(document(2031), "utf-8")
    monkeypatch.setenv("BUDGET_CORPUS", str(corpus))
    monkeypatch.setenv("BUDGET_INDEX", str(tmp_path / "index"))
    page = AppTest.from_file(str(ROOT / "app.py"), default_timeout=120).run()
    assert not page.exception
    assert "1 份文件 · 1 个单位 · 2031 · 预算" in html(page)
    assert "资料有变动" not in html(page)

    (corpus / "乙.md").write_text(document(2032), "utf-8")
    changed_documents.clear()
    page.run()
    assert "新增 1 份" in html(page)
    button(page, "重建索引")
    assert not page.exception
    assert "2 份文件 · 1 个单位 · 2031–2032 · 预算" in html(page)
    assert "资料有变动" not in html(page)


def chip(page: AppTest, part: str) -> Selectbox:
    return next(box for box in page.selectbox if box.label.startswith(part))


def test_a_figure_switches_its_unit(page: AppTest) -> None:
    ask(page.run(), "夜间开放花多少钱")
    page.segmented_control[0].set_value("元").run()
    assert 'class="bq-headline">864,200.00 元' in html(page)


def test_a_changed_chip_asks_the_question_anew_in_words_that_are_shown(page: AppTest) -> None:
    ask(page.run(), "夜间开放花多少钱")
    button(page, "改条件")
    chip(page, "年度").set_value("2022").run()
    assert not page.exception
    assert "2022" in page.session_state["turns"][-1].question
    assert page.session_state["turns"][-1].question in texts(page)


def test_only_the_newest_answer_has_chips_that_change(page: AppTest) -> None:
    ask(page.run(), "夜间开放花多少钱")
    button(page, "改条件")
    assert chip(page, "年度").options == ["2024", "2022", "不限"]
    ask(page, "各项目排名")
    assert not page.selectbox
    assert 'class="chip"><small>年度</small>2024' in html(page)


def test_how_many_places_agree_and_differ_is_said(page: AppTest) -> None:
    ask(page.run(), "表格里是多少")
    assert "另有 1 处印着同一数字" in html(page)
    assert "1 处印的不同" in html(page)


def test_a_source_opens_among_its_neighbours(page: AppTest) -> None:
    ask(page.run(), "夜间开放花多少钱")
    button(page, "打开出处")
    assert "第 1 处，共 2 处" in html(page)
    assert 'class="cited">夜间开放项目今年安排 <mark>86.42</mark>' in html(page)
    assert "开放到二十一点。" in html(page)


def test_a_question_is_edited_in_its_place(page: AppTest) -> None:
    ask(page.run(), "预算多少")
    ask(page, "各项目排名")
    page.button(key="edit-0").click().run()
    page.text_input(key="edited-0").set_value("表格里是多少")
    button(page, "提问")
    assert [turn.question for turn in page.session_state["turns"]] == ["表格里是多少"]


def test_an_answer_can_be_asked_for_again(page: AppTest) -> None:
    ask(page.run(), "索引坏了")
    button(page, "重新回答")
    assert [turn.question for turn in page.session_state["turns"]] == ["索引坏了"]


def test_a_bad_answer_is_kept_with_what_would_be_right(page: AppTest, state: Path) -> None:
    ask(page.run(), "夜间开放花多少钱")
    page.feedback[0].set_value(0).run()
    page.text_input(key="right-0").set_value("90万元")
    button(page, "记下评价")
    kept = json.loads((state / "feedback.jsonl").read_text("utf-8"))
    assert kept["expect"]["value"] == 900_000
    assert any("已记下" in element.value for element in page.caption)


def test_a_conversation_is_kept_listed_reopened_and_deleted(page: AppTest, state: Path) -> None:
    ask(page.run(), "预算多少")
    ask(page, "各项目排名")
    button(page, "新对话")
    assert not page.session_state["turns"]
    next(b for b in page.button if b.key and b.key.startswith("reopen-")).click().run()
    assert [turn.question for turn in page.session_state["turns"]] == ["预算多少", "各项目排名"]
    page.button(key="clear-history").click().run()
    assert not list(state.rglob("*.json"))


def test_with_history_off_nothing_is_kept(page: AppTest, state: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BUDGET_HISTORY", "off")
    ask(page.run(), "预算多少")
    assert not state.exists()
    assert "document.cookie" not in html(page)


def test_of_a_long_conversation_the_older_answers_are_folded(page: AppTest) -> None:
    page.query_params["q"] = ["表格里是多少"] * 6
    page.run()
    assert html(page).count('class="bq-brief"') == 3
    button(page, "展开")
    assert html(page).count('class="bq-brief"') == 2
