"""Tables as finance offices all over the country print them: units, numbered forms, codes, 「三公」 of two years."""

from __future__ import annotations

from decimal import Decimal

import pytest
from parsing import parse

from index.language.titles import is_form_number, is_table_title, plain_title

COVER = "云杉县档案局2031年部门预算\n\n预算部门：云杉县档案局\n\n"
TABLE = "科目\t合计\n档案保管\t1,200.50\n合计\t1,200.50\n\n"
TITLE = "2031年部门收支预算总表"


def read(*lines: str):
    return parse("\n\n".join(lines), cover=COVER)


def cells(parsed):
    return [fact for fact in parsed.facts if fact.origin != "prose"]


@pytest.mark.parametrize(
    ("line", "yuan"),
    [
        ("单位：元", "1200.50"),
        ("单位：人民币元", "1200.50"),
        ("金额单位:人民币元", "1200.50"),
        ("单位:元（人民币）", "1200.50"),
        ("金额单位：万元", "12005000"),
        ("（金额单位：人民币万元）", "12005000"),
        ("单位： 万 元", "12005000"),
        ("单位：万", "12005000"),
        ("单位：RMB万元", "12005000"),
        ("（万元）", "12005000"),
        ("金额：万元", "12005000"),
        ("计量单位：千元", "1200500"),
        ("单位：亿元", "120050000000"),
        ("编制单位：云杉县档案局 单位：万元", "12005000"),
        ("公开01表\t部门：云杉县档案局\t金额单位：万元", "12005000"),
    ],
)
def test_the_money_unit_above_a_table_is_read(line, yuan):
    parsed = read(TITLE, line, TABLE)
    assert {(fact.value, fact.unit) for fact in cells(parsed)} == {(Decimal(yuan), "元")}
    assert parsed.problems == ()


@pytest.mark.parametrize("lines", [(TITLE, TABLE), (TITLE, "编制单位：云杉县档案局", TABLE)])
def test_without_a_unit_figures_are_no_money_and_it_is_reported(lines):
    parsed = read(*lines)
    assert {fact.unit for fact in cells(parsed)} == {""}
    assert [problem.kind for problem in parsed.problems] == ["缺单位"]


def test_a_unit_stays_with_its_own_table():
    parsed = read(TITLE, "单位：万元", TABLE, "2031年部门收入预算总表", TABLE)
    assert [table.money_unit for table in parsed.tables] == ["万元", ""]


def test_a_unit_above_the_title_belongs_to_the_table_below():
    parsed = read("公开01表", "单位：万元", TITLE, TABLE, "公开02表", "单位：元", "2031年部门收入预算总表", TABLE)
    assert [table.money_unit for table in parsed.tables] == ["万元", "元"]


def test_a_unit_below_an_empty_table_is_not_that_of_the_next():
    parsed = read("2031年部门政府性基金预算支出表", "单位：万元", "本表无数据", TITLE, TABLE)
    assert [table.money_unit for table in parsed.tables] == ["万元", ""]


@pytest.mark.parametrize(
    "line",
    ["公开01表", "预算02表", "财决公开03表", "附件1", "附表2", "表三", "表5", "附件：", "(公开01表)", "部门公开表1"],
)
def test_a_line_that_numbers_a_form_is_no_title(line):
    assert is_form_number(line)
    assert not is_table_title(line)


@pytest.mark.parametrize(
    ("line", "title"),
    [
        ("附件1 2031年部门收支总表", "2031年部门收支总表"),
        ("表5 一般公共预算支出表", "一般公共预算支出表"),
        ("表一：部门收支总体情况表", "部门收支总体情况表"),
        ("表十一 一般公共预算支出表", "一般公共预算支出表"),
        ("表一一般公共预算支出表", "一般公共预算支出表"),
        ("表1-2 部门收入总体情况表（续表）", "部门收入总体情况表"),
    ],
)
def test_the_number_of_a_table_is_no_part_of_its_title(line, title):
    assert is_table_title(line)
    assert plain_title(line) == title


@pytest.mark.parametrize("order", [("公开01表", "部门收支总体情况表"), ("部门收支总体情况表", "公开01表")])
def test_the_number_of_the_form_may_stand_above_or_below_the_title(order):
    (table,) = read(*order, "单位：万元", TABLE).tables
    assert (table.title, table.money_unit, table.kind) == ("部门收支总体情况表", "万元", "收支总表")


@pytest.mark.parametrize("code", ["2012604", "201.26.04", "201 26 04", "201-26-04", "[2012604]", "【2012604】"])
def test_a_code_is_read_however_it_is_printed(code):
    rows = f"科目编码\t科目名称\t合计\t基本支出\t项目支出\n201\t一般公共服务支出\t10.00\t6.00\t4.00\n{code}\t档案馆\t10.00\t6.00\t4.00\n"
    facts = [fact for fact in cells(read("部门支出总表", "单位：万元", rows)) if fact.item == "档案馆"]
    assert {(fact.code, fact.ancestors, fact.depth) for fact in facts} == {("2012604", ("一般公共服务支出",), 3)}
    assert [fact.value for fact in facts] == [Decimal(100000), Decimal(60000), Decimal(40000)]


def test_income_and_spending_side_by_side_without_a_header_above():
    rows = "项目\t预算数\t项目\t预算数\n一、财政拨款\t12.00\t一、公共安全支出\t9.00\n本年收入合计\t12.00\t本年支出合计\t9.00\n"
    facts = cells(read("收支预算总表", "单位：万元", rows))
    assert [(fact.item, fact.value) for fact in facts] == [
        ("财政拨款", Decimal(120000)),
        ("公共安全支出", Decimal(90000)),
        ("本年收入合计", Decimal(120000)),
        ("本年支出合计", Decimal(90000)),
    ]


PUBLIC = """2030年预算数\t\t\t\t\t\t2031年预算数\t\t\t\t\t
合计\t因公出国（境）费\t公务用车购置及运行费\t\t\t公务接待费\t合计\t因公出国（境）费\t公务用车购置及运行费\t\t\t公务接待费
\t\t小计\t公务用车购置费\t公务用车运行费\t\t\t\t小计\t公务用车购置费\t公务用车运行费\t
5.00\t0.00\t4.00\t0.00\t4.00\t1.00\t6.00\t0.00\t5.00\t0.00\t5.00\t1.00
"""


def test_public_expenses_of_two_years_side_by_side_keep_their_years():
    facts = cells(read("一般公共预算“三公”经费支出表", "单位：万元", PUBLIC))
    totals = [(fact.item, fact.year, fact.measure, fact.value) for fact in facts if fact.depth == 0]
    assert totals == [
        ("“三公”经费", 2030, "预算数", Decimal(50000)),
        ("“三公”经费", 2031, "预算数", Decimal(60000)),
    ]
    guests = [(fact.ancestors, fact.year, fact.value) for fact in facts if fact.item == "公务接待费"]
    assert guests == [(("“三公”经费",), 2030, Decimal(10000)), (("“三公”经费",), 2031, Decimal(10000))]


def test_a_number_behind_among_is_no_part_of_the_name():
    rows = "项目\t2031年预算数\n合计\t5.00\n1、公务用车购置及运行费\t5.00\n其中：（1）公务用车运行维护费\t5.00\n"
    facts = cells(read("“三公”经费预算情况表", "单位：万元", rows))
    assert facts[-1].item == "公务用车运行维护费"
    assert facts[-1].ancestors == ("“三公”经费", "公务用车购置及运行费")
