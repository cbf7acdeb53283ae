"""The HTML of tables, bars, sources and results, made from values."""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal

import pandas as pd
from page_fake import PASSAGE, TABLE, UNDERSTOOD, FakeAssistant, _cell

from assistant.model import Answer, Candidate
from assistant.web import figures
from assistant.web.answer import candidate_label, passages_html
from assistant.web.chips import chips_html
from assistant.web.grid import bars_html, columns_html, table_html, visible_rows
from assistant.web.library import holdings_html, problems_html
from assistant.web.places import marked, passage_html, place_html, places
from index.model import Column


def cells_of(html: str, kind: str = "td") -> list[str]:
    return [re.sub(r"<[^>]+>", "", cell) for cell in re.findall(rf"<{kind}[^>]*>(.*?)</{kind}>", html)]


def test_a_long_table_shows_the_cited_row_with_its_neighbours() -> None:
    assert visible_rows(TABLE, frozenset({(9, 5)})) == (7, 8, 9, 10, 11)


def test_a_whole_table_shows_every_row() -> None:
    assert len(visible_rows(TABLE, frozenset(), whole=True)) == len(TABLE.cells) - TABLE.header_rows


def test_only_the_cited_cell_is_marked() -> None:
    html = table_html(TABLE, frozenset({(9, 5)}))
    assert re.findall(r"<mark>(.*?)</mark>", html) == ["8,641,972.50"]


def test_rows_left_out_are_counted() -> None:
    assert [cell for cell in cells_of(table_html(TABLE, frozenset({(9, 5)}))) if "略去" in cell] == [
        "⋯ 略去 4 行",
        "⋯ 略去 22 行",
    ]


def test_equal_neighbours_of_a_header_share_one_cell() -> None:
    html = table_html(TABLE, frozenset())
    assert cells_of(html, "th") == [
        "科目编码",
        "科目名称",
        "本年支出",
        "类",
        "款",
        "项",
        "合计",
        "基本支出",
        "项目支出",
    ]
    assert re.findall(r'colspan="(\d)"[^>]*>(?:科目编码|本年支出)', html) == ["3", "3"]
    assert 'rowspan="2"' in html


def test_a_header_that_does_not_fit_its_columns_is_shown_as_printed() -> None:
    table = replace(TABLE, columns=TABLE.columns[:3])
    assert cells_of(table_html(table, frozenset()), "th")[:4] == ["科目编码", "", "", "科目名称"]


def test_a_column_without_a_name_keeps_its_place() -> None:
    table = replace(TABLE, columns=(Column(1, ()), *TABLE.columns[1:]))
    assert cells_of(table_html(table, frozenset()), "th")[:2] == ["", "科目编码"]


def test_a_cited_blank_cell_says_that_it_is_blank() -> None:
    assert "<mark>（空白）</mark>" in table_html(TABLE, frozenset({(9, 7)}))


def test_a_place_outside_the_table_marks_nothing() -> None:
    assert "<mark>" not in table_html(TABLE, frozenset({(999, 1)}))


def test_citations_of_one_table_are_one_place() -> None:
    found = places((_cell(9, 5), PASSAGE, _cell(20, 6), _cell(9, 5)))
    assert [len(place.citations) for place in found] == [2, 1]
    assert found[0].cells == {(9, 5), (20, 6)}


def test_a_place_names_file_page_line_section_and_printed_figure() -> None:
    html = place_html(places((_cell(9, 5),))[0])
    for text in (
        "云溪区图书管理中心2024年部门预算.txt",
        "第 12 页",
        "第 349 行",
        "部门预算表",
        "8,641,972.50 元",
        "本年支出 › 合计",
    ):
        assert text in html


def test_a_unit_that_is_printed_with_the_figure_is_not_repeated() -> None:
    html = place_html(places((replace(_cell(9, 5), text="40%", unit="%"),))[0])
    assert ">40%<" in html


def test_a_figure_is_marked_in_its_sentence_and_not_inside_a_longer_one() -> None:
    assert marked("由 6.4 增至 16.42，再到 6.42 万元", ["6.42"]) == "由 6.4 增至 16.42，再到 <mark>6.42</mark> 万元"


def test_a_passage_is_escaped_around_its_marks() -> None:
    html = passage_html(places((PASSAGE,))[0])
    assert "<mark>86.42</mark>" in html
    assert "&lt;b&gt;" in html


RANKING = pd.DataFrame({"项目": ["甲", "乙"], "预算数": [Decimal(12_450_000), Decimal(864_200)], "单位": ["元", "元"]})


def test_bars_are_in_the_unit_of_the_largest() -> None:
    chart = figures.bars(RANKING)
    assert chart is not None
    assert (chart.unit, [said for _, _, said in chart.bars]) == ("万元", ["1,245.00", "86.42"])


def test_two_units_are_no_chart() -> None:
    assert figures.bars(RANKING.assign(单位=["元", "%"])) is None


def test_two_measures_are_no_chart() -> None:
    assert figures.bars(RANKING.assign(执行数=[Decimal(1), Decimal(2)])) is None


def test_a_missing_figure_is_no_chart_and_an_empty_cell() -> None:
    table = RANKING.assign(预算数=[Decimal(1), None])
    assert figures.bars(table) is None
    assert figures.written(table).rows[1] == ("乙", "")


def test_a_written_figure_is_exact() -> None:
    assert (
        figures.written(RANKING.assign(预算数=[Decimal("13749812.345678"), Decimal("0.10")])).rows[0][1]
        == "13,749,812.345678"
    )


def test_a_download_holds_bare_figures_and_empty_cells_where_there_is_none() -> None:
    table = RANKING.assign(预算数=[Decimal("1.2E+3"), None])
    assert figures.spreadsheet(table) == [("项目", "预算数", "单位"), ("甲", "1200", "元"), ("乙", None, "元")]


def test_what_all_rows_have_in_common_is_said_once() -> None:
    table = figures.written(RANKING.assign(显示=["1,245.00 万元", "86.42 万元"], 年度=2024, 所属=""))
    assert table.header == ("项目", "预算数")
    assert table.common == (("单位", "元"), ("年度", "2024"))


def test_bars_of_one_item_are_named_by_what_sets_them_apart() -> None:
    chart = figures.bars(RANKING.assign(项目="接待费", 显示=["1", "2"], 单位名称=["甲局", "甲局"], 年度=[2023, 2024]))
    assert chart is not None
    assert [name for name, _, _ in chart.bars] == ["2023", "2024"]


def test_rows_that_nothing_tells_apart_are_no_chart() -> None:
    assert figures.bars(RANKING.assign(项目="接待费")) is None


def test_negative_bars_run_to_the_left_of_zero() -> None:
    html = bars_html([("甲", Decimal(-25), "-25"), ("乙", Decimal(75), "75")], label="增减")
    assert re.findall(r"left:([\d.]+)%;width:([\d.]+)%", html) == [("0.00", "25.00"), ("25.00", "75.00")]


def test_bars_of_zero_do_not_divide_by_zero() -> None:
    assert "width:0.00%" in bars_html([("甲", Decimal(0), "0"), ("乙", Decimal(0), "0")], label="")


def test_what_was_assumed_is_set_apart_from_what_was_said() -> None:
    html = chips_html(Answer("", "answered", "", interpretation=UNDERSTOOD))
    assert re.findall(r'class="chip assumed"><small>(.+?)</small>', html) == ["单位", "阶段"]
    assert re.search(r'class="chip"><small>年度</small>2024', html)


def test_a_choice_shows_its_figure() -> None:
    assert candidate_label(Candidate("合计*", "问", Decimal(3_200_000), "元")) == r"合计\*　**320\.00 万元**"


def test_the_side_lists_organisations_years_and_stages() -> None:
    html = holdings_html(FakeAssistant().documents)
    assert html.index("云溪区图书管理中心") < html.index("<b>2022</b>绩效自评") < html.index("<b>2024</b>预算")


def test_problems_begin_with_the_files_left_out() -> None:
    html = problems_html(FakeAssistant().problems)
    assert "未收录 1，文件自身疑点 1" in html
    assert html.index("文件不是文本") < html.index("合计与各行之和")


def test_one_item_over_years_is_drawn_as_columns_in_the_order_of_time() -> None:
    over = figures.bars(RANKING.assign(项目="接待费", 年度=[2023, 2024]))
    assert over is not None
    assert over.over_years
    assert not figures.bars(RANKING.assign(项目="接待费", 年度=[2024, 2023])).over_years
    html = columns_html(over.bars, label="接待费")
    assert html.index("1,245.00") < html.index("2023") < html.index("86.42") < html.index("2024")
    assert re.findall(r"height:([\d.]+)rem", html) == ["8.00", "0.56"]


def test_the_column_of_a_cited_cell_is_marked_from_its_head_down() -> None:
    html = table_html(TABLE, frozenset({(9, 5)}))
    assert re.findall(r'<th[^>]*class="[^"]*column[^"]*"[^>]*>(.*?)</th>', html) == ["合计"]
    assert html.count('class="number column"') == 1 + 4  # its head, and the four rows around the cited one


def test_passages_stand_under_the_place_they_are_from() -> None:
    html = passages_html("【甲.txt · 职能】\n负责<b>养护</b>。")
    assert html.count('class="place"') == 1
    assert "负责&lt;b&gt;养护&lt;/b&gt;。" in html
