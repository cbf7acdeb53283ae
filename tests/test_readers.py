"""Text files become headings, paragraphs and grids."""

from __future__ import annotations

import time

import pytest

from index.model import Grid, Heading, Paragraph
from index.readers import Unreadable, read
from index.readers.text import blocks_of_text


def kinds(text):
    return [(type(block).__name__, getattr(block, "text", None)) for block in blocks_of_text(text)]


def grids(text):
    return [block for block in blocks_of_text(text) if isinstance(block, Grid)]


def test_a_table_of_contents_gives_no_sections():
    text = "目 录\n\n- 一、部门主要职能\n - 1. 2031年部门收入预算总表\n- 二、名词解释\n\n云杉区档案馆主要职能\n\n保管档案。"
    headings = [block.text for block in blocks_of_text(text) if isinstance(block, Heading)]
    assert headings == ["目录", "云杉区档案馆主要职能"]


def test_contents_with_leaders_end_where_an_entry_comes_again():
    text = "目录\n第一部分 概况……1\n一、主要职能……1\n第二部分 决算表……3\n\n第一部分 概况\n\n一、主要职能\n\n负责编目。"
    headings = [(block.text, block.level) for block in blocks_of_text(text) if isinstance(block, Heading)]
    assert headings == [("目录", 1), ("第一部分概况", 1), ("一、主要职能", 2)]


@pytest.mark.parametrize(
    ("line", "level"),
    [
        ("云杉区档案馆主要职能", 1),
        ("2031年部门财务收支预算总表", 1),
        ("流动展车项目经费情况说明", 1),
        ("六、年度预算安排", 2),
        ("（一）收入名词", 3),
        ("财政项目支出绩效目标表", 3),
        ("一、加强档案保管。落实责任", 0),
        ("（三）公务接待费3万元，与上年持平。", 0),
        ("1、负责编目，并保管", 0),
        ("财政拨款支出主要内容如下：", 0),
    ],
)
def test_headings_are_told_from_sentences(line, level):
    blocks = blocks_of_text(f"开头一句。\n\n{line}\n\n后面一句。")
    found = blocks[1]
    assert (found.level if isinstance(found, Heading) else 0) == level


def test_a_numbered_name_with_its_description_below_is_a_heading_and_a_list_item_is_not():
    assert kinds("1、云杉区档案馆\n\n负责组织实施。")[0] == ("Heading", "1、云杉区档案馆")
    assert kinds("1、云杉区档案馆\n2、云杉区方志办")[0] == ("Paragraph", "1、云杉区档案馆")


def test_pipe_tables_lose_their_rules_and_keep_their_lines():
    (grid,) = grids("| 项目 | 预算数 |\n|---|---|\n| 一、收入 | 1,000.00 |")
    assert grid.rows == (("项目", "预算数"), ("一、收入", "1,000.00"))
    assert grid.lines == (1, 3)


def test_tab_rows_are_padded_to_a_rectangle():
    (grid,) = grids("类\t款\t名称\t合计\n201\t\t一般公共服务支出")
    assert grid.rows[1] == ("201", "", "一般公共服务支出", "")


def test_a_title_that_stands_in_a_row_of_its_own_is_a_heading():
    text = "财政项目支出绩效自评表\t\t\t\n(2031 年度)\t\t\t\n项目名称\t展柜\t\t\n总分\t\t100\t98"
    blocks = blocks_of_text(text)
    assert isinstance(blocks[0], Heading)
    assert isinstance(blocks[1], Paragraph)
    assert isinstance(blocks[2], Grid)
    assert blocks[2].rows[0][:2] == ("项目名称", "展柜")


def test_a_list_of_names_and_amounts_is_a_table():
    (grid,) = grids("- 1、展柜购置 12.5万元\n- 2、库房除湿 8万元")
    assert grid.rows == (("1、展柜购置", "12.5万元"), ("2、库房除湿", "8万元"))


def test_one_amount_in_a_sentence_is_no_table():
    assert kinds("1、展柜购置 12.5万元") == [("Paragraph", "1、展柜购置12.5万元")]


@pytest.mark.parametrize(
    ("cell", "clean"),
    [
        ("<p>按期完成</p>", "按期完成"),
        (r"$\geq 90.00\%$", "≥90.00%"),
        ('一次性 <input type="checkbox"/>', "一次性 ☐"),
        ('经常性 <input checked="" type="checkbox"/>', "经常性 ☑"),
    ],
)
def test_leftovers_of_conversion_are_cleaned(cell, clean):
    (grid,) = grids(f"甲\t{cell}")
    assert grid.rows[0][1] == clean


def test_wrapped_lines_are_joined_and_list_items_are_not():
    long = "本馆负责全区重要档案的接收征集整理保管和利用工作并指导全区各单位的档案"
    assert kinds(f"{long}\n业务。\n1. 接收档案\n2. 整理档案")[0] == ("Paragraph", long + "业务。")
    assert len(kinds("1. 接收档案\n2. 整理档案")) == 2


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_encodings_are_recognised(tmp_path, encoding):
    path = tmp_path / "甲.txt"
    path.write_bytes("云杉区2031年部门预算\n\n预算主管部门：云杉区档案馆".encode(encoding))
    assert getattr(read(path, "甲.txt")[1], "text", "") == "预算主管部门：云杉区档案馆"


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "空"),
        (b"  \n\t\n", "没有文字"),
        (b"abc\0def" * 100, "不是文本"),
        (b"%PDF-1.7 x", "PDF"),
        (bytes(range(128, 256)) * 50, "编码"),
        (("甲" * 300_000).encode(), "字符"),
    ],
)
def test_what_is_no_text_is_refused_with_a_reason(tmp_path, content, reason):
    path = tmp_path / "甲.txt"
    path.write_bytes(content)
    with pytest.raises(Unreadable, match=reason):
        read(path, "甲.txt")


def test_a_line_of_fifty_megabytes_is_refused_at_once(tmp_path):
    path = tmp_path / "甲.txt"
    path.write_bytes(b"1" * 50_000_000)
    start = time.monotonic()
    with pytest.raises(Unreadable):
        read(path, "甲.txt")
    assert time.monotonic() - start < 5
