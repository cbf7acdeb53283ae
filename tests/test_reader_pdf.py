"""PDF files become the same blocks as text: headings, whole paragraphs, grids with merged cells."""

from __future__ import annotations

import os
import re
import time
from collections import Counter
from pathlib import Path

import pdfplumber
import pytest
from pdf_fake import FakePage, pdf_of

from index.extract import extract
from index.model import Grid, Heading, Paragraph
from index.readers import Unreadable, read, read_file
from index.readers.pdf_tables import cell_text
from index.readers.pdf_text import TextLine

TITLE = "2031年单位收支预算总表"
FIGURE = re.compile(r"\d[\d,]*(?:\.\d+)?")


@pytest.fixture
def blocks_of(tmp_path):
    def blocks(*pages: FakePage):
        path = tmp_path / "甲.pdf"
        path.write_bytes(pdf_of(*pages))
        return read(path, path.name)

    return blocks


def texts(blocks):
    return [block.text for block in blocks if not isinstance(block, Grid)]


def grids(blocks):
    return [block.rows for block in blocks if isinstance(block, Grid)]


def prose(page: FakePage, top: float, *lines: str) -> FakePage:
    """Lines of 12 point text between margins at 72 and 528 points; a blank in front indents by two characters."""
    for number, line in enumerate(lines):
        indent = 24 if line.startswith(" ") else 0
        page.text(72 + indent, top + 20 * number, line.strip())
    return page


def test_a_merged_cell_is_none_to_the_right_and_below(blocks_of):
    rows = [["项目", "预算数", "<"], ["^", "人员经费", "公用经费"], ["办公费", "1,234.50", ""]]
    blocks = blocks_of(FakePage().text(150, 60, TITLE, 16).table([60, 200, 300, 400], [100, 130, 150, 170], rows))
    assert texts(blocks) == [TITLE]
    assert grids(blocks) == [(("项目", "预算数", None), (None, "人员经费", "公用经费"), ("办公费", "1,234.50", ""))]


def test_a_grid_knows_its_page_and_where_each_cell_stands(blocks_of):
    page = FakePage().table([60, 200, 300], [100, 130, 150], [["办公费", "12.00"], ["水费", "<"]])
    grid = blocks_of(FakePage(), page)[0]
    assert isinstance(grid, Grid)
    assert grid.page == 2
    assert grid.boxes[0][1] == (200.0, 100.0, 300.0, 130.0)
    assert grid.boxes[1] == ((60.0, 130.0, 300.0, 150.0), None)


def test_a_label_broken_by_its_cell_is_whole_again(blocks_of):
    page = FakePage().table([60, 130, 300], [100, 140], [["公园养护及/绿化费", "12.00"]])
    assert grids(blocks_of(page)) == [(("公园养护及绿化费", "12.00"),)]


@pytest.mark.parametrize(
    ("width", "text"),
    [(150.0, "1,200.00 350.00"), (45.0, "1,200.00350.00")],
    ids=["room for both: two figures", "no room: one figure"],
)
def test_figures_below_each_other_are_joined_only_where_the_cell_broke_them(width, text):
    lines = [TextLine("1,200.00", 10, 50, 20, 10, 40), TextLine("350.00", 10, 40, 32, 10, 30)]
    assert cell_text(lines, width) == text


def test_maker_and_unit_in_one_line_are_two_paragraphs(blocks_of):
    page = FakePage().text(60, 90, "编制部门：青山区园林所").text(480, 90, "单位：万元")
    assert texts(blocks_of(page)) == ["编制部门：青山区园林所", "单位：万元"]


def test_lines_up_to_the_margin_are_one_paragraph(blocks_of):
    page = prose(
        FakePage(),
        100,
        " 青山区园林所二〇三一年负责全区公园绿地的日常养护，并承担行道树的修剪",
        "工作，另安排专项资金用于河岸绿化，资金由区级财政全额承担，计划共计完",
        "成三百亩。",
        " 第二段文字在这里开始。",
    )
    first, second = texts(blocks_of(page))
    assert re.match("青山区园林所.*共计完成三百亩。$", first)
    assert second == "第二段文字在这里开始。"


def test_a_figure_that_did_not_fit_into_a_line_stays_with_its_sentence(blocks_of):
    page = prose(
        FakePage(),
        100,
        " 青山区园林所二〇三一年负责全区公园绿地的日常养护，并承担行道树的修剪",
        "工作，其中用于行道树修剪的资金由区级财政全额承担，年初预算为",
        "1,161.62万元，支出决算为1,160.75万元。",
    )
    assert "年初预算为1,161.62万元，" in texts(blocks_of(page))[0]


def test_a_heading_below_a_full_last_line_is_a_heading(blocks_of):
    page = prose(
        FakePage(),
        100,
        " 青山区园林所二〇三一年负责全区公园绿地的日常养护，并承担行道树的修剪",
        "工作，另安排专项资金用于河岸绿化，资金由区级财政全额承担并通过验收。",
        "河岸绿化项目经费情况说明",
    )
    assert texts(blocks_of(page))[-1] == "河岸绿化项目经费情况说明"


def test_a_paragraph_goes_on_over_a_page_break(blocks_of):
    first = prose(
        FakePage(),
        700,
        " 青山区园林所二〇三一年负责全区公园绿地的日常养护，并承担行道树的修剪",
        "工作，另安排专项资金用于河岸绿化，资金由区级财政全额承担，计划共计完",
    )
    second = prose(
        FakePage(), 100, "成三百亩，其中东岸一百亩，西岸二百亩，均在当年内完成种植并通过验收，", "不再跨年。"
    )
    found = texts(blocks_of(first, second))
    assert len(found) == 1
    assert found[0].endswith("不再跨年。")


def test_digits_are_not_torn_out_of_their_line(blocks_of):
    page = FakePage().text(72, 100, "本年收入预算").text(144, 100, "1212.12", 9).text(178, 100, "万元，增加0.46万元。")
    assert texts(blocks_of(page)) == ["本年收入预算1212.12万元，增加0.46万元。"]


def test_bold_by_printing_twice_is_read_once(blocks_of):
    page = FakePage().text(72, 100, "公园养护2300.00万元。").text(72.4, 100, "公园养护2300.00万元。")
    assert texts(blocks_of(page)) == ["公园养护2300.00万元。"]


def test_radicals_are_read_as_the_characters_they_look_like(blocks_of):
    assert texts(blocks_of(FakePage().text(72, 100, "费\u2f64合计。"))) == ["费用合计。"]


def test_page_numbers_and_running_heads_are_left_out(blocks_of):
    pages = [
        prose(FakePage(), 200, f" 第{word}页的正文。").text(200, 40, "青山区园林所公开材料").text(280, 810, f"- {n} -")
        for n, word in enumerate("甲乙丙丁", 1)
    ]
    assert texts(blocks_of(*pages)) == [f"第{word}页的正文。" for word in "甲乙丙丁"]


def test_a_frame_around_text_is_no_table(blocks_of):
    page = FakePage().table([60, 500], [100, 130, 160], [["目录"], ["一、单位概况"]])
    blocks = blocks_of(page)
    assert not grids(blocks)
    assert blocks[0] == Heading("目录", 1, 1)


def test_the_contents_are_read_line_by_line(blocks_of):
    page = FakePage().text(260, 80, "目录")
    page = prose(page, 110, "一、单位主要职能", "1．2031年预算单位收入预算总表", "2．2031年预算单位支出预算总表")
    assert texts(blocks_of(page))[1:] == [
        "一、单位主要职能",
        "1．2031年预算单位收入预算总表",
        "2．2031年预算单位支出预算总表",
    ]


def test_a_title_broken_by_the_page_is_one_heading(blocks_of):
    page = prose(FakePage(), 300, *["青山区园林所二〇三一年负责全区公园绿地的日常养护，并承担行道树的修剪工"] * 3)
    page.text(75, 60, "第三部分青山区园林绿化事务管理所年度部门决算说明", 18).text(282, 90, "事项", 18)
    assert texts(blocks_of(page))[0] == "第三部分青山区园林绿化事务管理所年度部门决算说明事项"


def test_a_last_page_with_fewer_columns_gets_the_columns_of_the_page_before(blocks_of):
    first = FakePage().text(150, 60, TITLE, 16)
    first.table(
        [60, 100, 140, 300, 400], [100, 130, 150], [["类", "款", "科目名称", "合计"], ["201", "03", "养护", "7.00"]]
    )
    second = FakePage().table([60, 300, 400], [60, 80], [["合计", "7.00"]])
    assert grids(blocks_of(first, second))[1] == (("合计", None, None, "7.00"),)


def test_a_label_that_runs_over_a_ruling_stays_whole(blocks_of):
    page = FakePage().table([60, 135, 200, 300], [100, 130], [["行道树养护与修剪", "", "12.00"]])
    assert grids(blocks_of(page)) == [(("行道树养护与修剪", "", "12.00"),)]


def test_cells_without_padding_keep_their_own_text(blocks_of):
    page = FakePage().table([60, 102, 200], [100, 130], [["行道养护", "河岸绿化"]])
    assert grids(blocks_of(page)) == [(("行道养护", "河岸绿化"),)]


COLUMNS = [60, 100, 140, 180, 330, 430]
HEADER = ["类", "款", "项", "科目名称", "合计"]


@pytest.mark.parametrize(
    ("last", "first"),
    [
        (["208", "05", "05", "机关事业单位基本养老保险缴费", "12.00"], ["", "", "", "支出", ""]),
        (["208", "05", "05", "机关事业单位基本养老保险缴费", ""], ["", "", "", "支出", "12.00"]),
    ],
    ids=["figures on the first page", "figures on the second page"],
)
def test_a_row_cut_by_a_page_break_is_one_row(blocks_of, last, first):
    above = FakePage().table(COLUMNS, [740, 760, 780], [HEADER, last])
    below = FakePage().table(COLUMNS, [60, 80, 100], [first, ["合计", "<", "<", "<", "12.00"]])
    found = grids(blocks_of(above, below))
    assert found[0][-1] == ("208", "05", "05", "机关事业单位基本养老保险缴费支出", "12.00")
    assert found[1] == (("合计", None, None, None, "12.00"),)


@pytest.mark.parametrize(
    "first",
    [
        ["", "", "", "合计", ""],
        ["", "", "", "二、其他支出", ""],
        ["208", "05", "06", "职业年金", ""],
        ["", "", "", "职业年金", "3.00"],
    ],
    ids=["total", "numbered", "own code", "own figure"],
)
def test_rows_that_are_whole_stay_apart_over_a_page_break(blocks_of, first):
    above = FakePage().table(
        COLUMNS, [740, 760, 780], [HEADER, ["208", "05", "05", "机关事业单位基本养老保险缴费", "12.00"]]
    )
    below = FakePage().table(COLUMNS, [60, 80], [first])
    assert grids(blocks_of(above, below))[1] == (tuple(first),)


def test_a_table_without_rulings_at_its_sides_keeps_its_outer_columns(blocks_of):
    page = FakePage()
    for y in (100, 120, 140, 160):
        page.line(60, y, 400, y)
    for x in (200, 300):
        page.line(x, 100, x, 160)
    for y, row in zip(
        (114, 134, 154), (("项目", "预算数", "备注"), ("办公", "1,234.50", "甲"), ("合计", "1,234.50", "")), strict=True
    ):
        for x, cell in zip((62, 202, 302), row, strict=True):
            page.text(x, y, cell, 10)
    assert grids(blocks_of(page)) == [
        (("项目", "预算数", "备注"), ("办公", "1,234.50", "甲"), ("合计", "1,234.50", ""))
    ]


@pytest.mark.parametrize("origin", [(0, 0), (30, 40)])
def test_cells_hold_their_text_wherever_the_page_begins(blocks_of, origin):
    page = FakePage(origin=origin).table([60, 200, 300], [100, 130], [["水费", "12.00"]])
    assert grids(blocks_of(page)) == [(("水费", "12.00"),)]


def test_a_scanned_page_is_reported_with_its_number(tmp_path):
    path = tmp_path / "甲.pdf"
    path.write_bytes(pdf_of(FakePage().text(72, 100, "正文。"), FakePage().picture()))
    reading = read_file(path, path.name)
    assert reading.pages == 2
    assert [(defect.page, "没有文字层" in defect.message) for defect in reading.defects] == [(2, True)]


def test_a_page_drawn_from_too_many_lines_keeps_its_text_and_is_reported(tmp_path, monkeypatch):
    monkeypatch.setattr("index.readers.pdf_rulings.MOST_SEGMENTS", 10)
    path = tmp_path / "甲.pdf"
    table = [["科目", "合计"], ["办公费", "12.00"], ["水费", "3.00"]]
    path.write_bytes(pdf_of(FakePage().text(72, 60, "正文。").table([60, 200, 300], [100, 130, 150, 170], table)))
    reading = read_file(path, path.name)
    assert texts(reading.blocks)[0] == "正文。"
    assert [(defect.page, "线条太多" in defect.message) for defect in reading.defects] == [(1, True)]


def test_a_page_with_a_damaged_size_is_read(tmp_path):
    path = tmp_path / "甲.pdf"
    path.write_bytes(pdf_of(FakePage().text(72, 100, "正文。")).replace(b"[0 0 595 842]", b"[0 0 /xx 842]"))
    assert texts(read_file(path, path.name).blocks) == ["正文。"]


def test_a_file_without_its_end_is_read_and_reported(tmp_path):
    path = tmp_path / "甲.pdf"
    path.write_bytes(pdf_of(FakePage().text(72, 100, "正文。")).removesuffix(b"%%EOF\n"))
    assert "结尾缺失" in read_file(path, path.name).defects[0].message


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (pdf_of(FakePage().picture()), "没有文字层"),
        (pdf_of(FakePage().picture(), FakePage().picture()), "没有文字层"),
        (pdf_of(FakePage().text(72, 100, "正文。"), locked=True), "密码"),
        (pdf_of(FakePage().text(72, 100, "正文。"))[:200], "损坏"),
        (b"%PDF-1.7\n" + b"\0" * 500, "损坏"),
    ],
    ids=["scan", "scan of two pages", "password", "cut off", "garbage"],
)
def test_a_pdf_that_cannot_be_read_says_why(tmp_path, data, words):
    path = tmp_path / "甲.pdf"
    path.write_bytes(data)
    with pytest.raises(Unreadable, match=words):
        read(path, path.name)


def test_a_pdf_is_known_by_its_content(tmp_path):
    path = tmp_path / "甲.txt"
    path.write_bytes(pdf_of(FakePage().text(72, 100, "正文。")))
    assert read(path, path.name) == (Paragraph("正文。", 1),)


FOLDER = Path(os.environ.get("BUDGET_SAMPLES", "")) / "documents" / "pdf"


@pytest.fixture(scope="module")
def real():
    if not (os.environ.get("BUDGET_SAMPLES") and FOLDER.is_dir()):
        pytest.skip("BUDGET_SAMPLES names no folder of sample documents")
    return [(path, read(path, path.name)) for path in sorted(FOLDER.glob("*.pdf"))]


def test_each_figure_of_a_real_table_stands_in_a_grid(real):
    for path, blocks in real:
        held = Counter(
            (block.page, figure)
            for block in blocks
            for text in (
                [block.text] if not isinstance(block, Grid) else [cell or "" for row in block.rows for cell in row]
            )
            for figure in FIGURE.findall(text)
        )
        with pdfplumber.open(path) as document:
            shown = Counter(
                (page.page_number, figure)
                for page in document.pages
                for table in page.extract_tables()
                for row in table
                for cell in row
                for figure in FIGURE.findall((cell or "").replace("\n", ""))
            )
        assert not shown - held, path.name


def test_a_real_document_is_read_with_every_table_it_announces(real):
    for path, blocks in real:
        parsed = extract(path.name, path, blocks)
        assert parsed.document.listed_tables
        assert not [problem for problem in parsed.problems if problem.kind == "缺表"], path.name


def test_fifteen_pages_are_read_in_a_second(real):
    path, blocks = real[0]
    begun = time.process_time()  # others may use the machine at the same time
    read(path, path.name)
    pages = max(block.page for block in blocks)
    assert pages / (time.process_time() - begun) > 5, "slower than a third of what an idle laptop does"
