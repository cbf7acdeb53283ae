"""Tables that a PDF prints without upright rulings are read by their columns; prose is never taken for a table."""

from __future__ import annotations

from decimal import Decimal

import pytest
from pdf_fake import FakePage, pdf_of

from index.extract import extract
from index.model import Grid
from index.readers import read

ROWS = [
    ["一般公共服务支出", "1,200.50", "900.00", "300.50"],
    ["档案馆", "200.50", "", "200.50"],
    ["其他支出", "3.00", "3.00", ""],
    ["合计", "1,203.50", "903.00", "300.50"],
]
X = (72, 260, 360, 460)


def page(rows=ROWS, unit="单位：万元", *, lines: bool = False) -> FakePage:
    made = FakePage().text(200, 80, "2031年部门支出预算总表", 16).text(460, 110, unit, 10)
    made.text(100, 130, "项目", 10).text(330, 130, "支出预算", 10)
    for x, name in zip(X[1:], ("合计", "基本支出", "项目支出"), strict=True):
        made.text(x, 146, name, 10)
    for number, row in enumerate(rows):
        base = 162 + 16 * number
        made.text(X[0], base, row[0], 10)
        for x, cell in zip(X[1:], row[1:], strict=True):
            made.text(x + 50 - 5 * len(cell), base, cell, 10)  # figures end at the same place
        if lines:
            made.line(72, base + 4, 520, base + 4)
    return made


@pytest.fixture
def parse(tmp_path):
    def parse(*pages: FakePage):
        path = tmp_path / "甲.pdf"
        cover = FakePage().text(150, 200, "云杉县档案局2031年部门预算", 18)
        path.write_bytes(pdf_of(cover, *pages))
        return extract(path.name, path, read(path, path.name))

    return parse


@pytest.mark.parametrize("lines", [False, True], ids=["no rulings at all", "rulings between the rows only"])
def test_a_table_without_upright_rulings_is_read_by_its_columns(parse, lines):
    parsed = parse(page(lines=lines))
    (table,) = parsed.tables
    assert (table.title, table.money_unit, table.header_rows) == ("2031年部门支出预算总表", "万元", 2)
    assert [column.path[-1] for column in table.columns] == ["项目", "合计", "基本支出", "项目支出"]
    found = {(fact.item, fact.measure): fact.value for fact in parsed.facts if fact.state == "value"}
    assert found["一般公共服务支出", "合计"] == Decimal(12005000)
    assert found["档案馆", "项目支出"] == Decimal(2005000)
    assert ("档案馆", "基本支出") not in found
    assert ("其他支出", "项目支出") not in found
    assert len(found) == 10


def test_its_cells_know_where_they_stand(parse):
    fact = next(fact for fact in parse(page()).facts if fact.printed == "1,200.50")
    assert fact.source.page == 2
    assert fact.source.bbox is not None
    x0, top, x1, bottom = fact.source.bbox
    assert (260 < x0 < x1 < 320, 145 < top < bottom < 170) == (True, True)


def test_a_label_of_two_lines_belongs_to_the_figures_between_them(parse):
    made = page([*ROWS[:2], ["", "77.00", "70.00", "7.00"], ROWS[3]])
    made.text(72, 162 + 32 - 6, "档案信息化与", 10).text(72, 162 + 32 + 6, "安全保护", 10)
    found = {fact.item: fact.value for fact in parse(made).facts if fact.measure == "合计"}
    assert found["档案信息化与安全保护"] == Decimal(770000)


@pytest.mark.parametrize(
    "made",
    [page(unit="制表人：甲"), page(ROWS[:2])],
    ids=["no unit line", "two rows"],
)
def test_what_may_be_prose_is_no_table(parse, made):
    assert parse(made).tables == ()


def test_prose_with_amounts_below_a_unit_line_is_no_table(tmp_path):
    made = FakePage().text(400, 100, "单位：万元", 12)
    for number in range(6):
        made.text(72, 130 + 20 * number, f"第{number}项支出预算为1,200.50万元，比上年增加30.00万元，主要用于养护", 12)
    path = tmp_path / "甲.pdf"
    path.write_bytes(pdf_of(made))
    assert not [block for block in read(path, path.name) if isinstance(block, Grid)]
