"""Grids become whole tables with header paths, kinds and units."""

from __future__ import annotations

import pytest
from parsing import parse

from index.language.titles import is_table_title, plain_title, table_kind
from index.tables.headers import header_paths, header_rows

FUNCTIONS = (
    "项目\t\t\t\t支出预算\t\t\n功能分类科目编码\t\t\t功能分类科目名称\t合计\t基本支出\t项目支出\n类\t款\t项\t\t\t\t\n"
)


def rows(text):
    return [tuple(line.split("\t")) for line in text.strip("\n").split("\n")]


def test_header_paths_follow_spans_in_three_levels():
    grid = rows(
        "2031年“三公”经费预算数\t\t\t\t\t\t机关运行经费预算数\n合计\t出国费\t接待费\t用车费\t\t\t\n\t\t\t小计\t购置费\t运行费\t\n6\t\t6\t\t\t\t9"
    )
    assert header_rows(grid) == 3
    paths = header_paths(grid, 3)
    assert paths[0] == ("2031年“三公”经费预算数", "合计")
    assert paths[4] == ("2031年“三公”经费预算数", "用车费", "购置费")
    assert paths[6] == ("机关运行经费预算数",)


def test_cells_covered_by_a_merge_count_as_empty_ones():
    grid = [("项目", None, "预算数", None), (None, None, "合计", "基本支出"), ("201", "办公", "3", "3")]
    assert header_rows(grid) == 2
    assert header_paths(grid, 2)[3] == ("预算数", "基本支出")


def test_a_row_that_numbers_the_columns_belongs_to_the_header():
    grid = rows("项目\t决算数\n栏次\t1\n一、收入\t5.00")
    assert header_rows(grid) == 2
    assert header_paths(grid, 2)[1] == ("决算数",)


def test_the_code_row_of_a_final_account_may_hold_the_total():
    text = (
        "支出决算表\n\n单位：万元\n\n项目\t\t\t\t本年支出合计\t基本支出\n支出功能分类科目编码\t\t\t科目名称\t\t\n"
        "类\t款\t项\t合计\t30.00\t30.00\n201\t\t\t一般公共服务支出\t30.00\t30.00"
    )
    parsed = parse(text)
    (total,) = [fact for fact in parsed.facts if fact.item == "合计" and fact.measure == "基本支出"]
    assert total.value == 300_000
    assert total.source.row_number == 3


PAGES = {
    "blank line": "\n",
    "title and header": "2031年部门支出预算总表\n\n单位：元\n\n" + FUNCTIONS,
    "title and a shifted header": "2031年部门支出预算总表\n\n单位：元\n\n"
    + FUNCTIONS.replace("项目\t\t\t\t", "项目\t\t\t", 1).replace("支出预算", "支出预算\t", 1),
    "header only": FUNCTIONS,
    "page number": "— 12 —\n\n",
}


@pytest.mark.parametrize("between", PAGES.values(), ids=PAGES)
def test_a_table_goes_on_after_a_page_break(between):
    text = (
        f"2031年部门支出预算总表\n\n单位：元\n\n{FUNCTIONS}201\t\t\t一般公共服务支出\t30\t20\t10\n\n{between}"
        "\t26\t\t档案事务\t30\t20\t10\n合计\t\t\t\t30\t20\t10"
    )
    parsed = parse(text)
    assert len(parsed.tables) == 1
    assert parsed.tables[0].header_rows == 3
    assert {fact.code for fact in parsed.facts if fact.item == "档案事务"} == {"20126"}


def test_a_blank_header_row_of_a_pipe_table_continues_it():
    text = "2031年部门支出预算总表\n\n单位：元\n\n| 科目名称 | 合计 |\n|---|---|\n| 甲事务 | 1 |\n\n| | |\n|---|---|\n| 乙事务 | 2 |\n"
    (table,) = parse(text).tables
    assert [row[0] for row in table.cells] == ["科目名称", "甲事务", "乙事务"]


def test_a_paragraph_between_two_grids_separates_tables():
    text = "甲表之前的一句话。\n\n名称\t合计\n甲事务\t1\n\n另一件事情。\n\n名称\t合计\n乙事务\t2\n"
    assert len(parse(text).tables) == 2


def test_units_differ_between_tables_of_one_document():
    text = (
        "2031年部门收入预算总表\n\n单位：元\n\n名称\t合计\n甲事务\t1\n\n"
        "部门“三公”经费预算表\n\n单位:万元\n\n合计\t公务接待费\n3\t3\n"
    )
    assert [table.money_unit for table in parse(text).tables] == ["元", "万元"]


@pytest.mark.parametrize(
    ("title", "kind"),
    [
        ("2031年部门财务收支预算总表", "收支总表"),
        ("收入支出决算总表", "收支总表"),
        ("收入决算表", "收入总表"),
        ("2031年预算单位支出预算总表", "支出总表"),
        ("财政拨款收入支出决算总表", "财政拨款收支总表"),
        ("一般公共预算财政拨款支出决算表", "一般公共预算"),
        ("一般公共预算财政拨款基本支出决算表", "基本支出经济分类"),
        ("政府性基金预算财政拨款收入支出决算表", "政府性基金"),
        ("2031年部门国有资本经营预算支出功能分类预算表", "国有资本经营"),
        ("财政拨款“三公”经费支出决算表", "三公"),
        ("财政项目支出绩效自评表", "绩效自评"),
        ("财政项目支出绩效目标申报表", "绩效目标"),
        ("档案利用情况表", "其他"),
    ],
)
def test_titles_tell_the_kind_of_table(title, kind):
    assert is_table_title(title)
    assert table_kind(title) == kind


def test_a_title_loses_its_number_and_its_continuation_mark():
    assert plain_title("5．2031年部门收入预算总表（续）") == "2031年部门收入预算总表"
    assert plain_title("2031年部门收入预算总表") == "2031年部门收入预算总表"


def test_a_table_that_the_contents_announce_and_no_page_shows_is_reported():
    text = "目 录\n\n- 1. 2031年部门收入预算总表\n- 2. 2031年部门支出预算总表\n\n2031年部门收入预算总表\n\n单位：元\n\n名称\t合计\n甲事务\t1\n"
    problems = [problem.message for problem in parse(text).problems if problem.kind == "缺表"]
    assert len(problems) == 1
    assert "支出预算总表" in problems[0]


@pytest.mark.parametrize("number", ["公开02表", "预算01表", "附表3", "部门公开表5", "表2-1"])
def test_the_number_of_a_standard_form_is_no_title_and_does_not_divide_a_table(number):
    page = f"收入决算表\n\n{number}\n\n公开部门：甲县乙局\n\n金额单位：万元\n\n科目代码\t科目名称\t本年收入合计\n栏次\t\t1\n"
    parsed = parse(f"{page}201\t一般公共服务支出\t3.00\n\n{page}20126\t档案事务\t3.00\n")
    assert [table.title for table in parsed.tables] == ["收入决算表"]
    assert {(fact.code, fact.value) for fact in parsed.facts} == {("201", 30000), ("20126", 30000)}


def test_a_title_may_stand_behind_the_number_of_its_form():
    assert plain_title("公开01表 收入支出决算总表") == "收入支出决算总表"
    assert plain_title("表3 支出决算表") == "支出决算表"


def test_the_column_that_names_the_rows_is_found_by_its_words_where_no_header_says_so():
    text = "部门预算基本支出预算表\n\n单位：万元\n\n类型\t资金使用者\t总计\n本级\t甲市乙局\t3.00\n\t甲市丙中心\t2.00\n合计\t\t5.00\n"
    facts = parse(text).facts
    assert [(fact.item, fact.value) for fact in facts if fact.measure == "总计"] == [
        ("甲市乙局", 30000), ("甲市丙中心", 20000), ("合计", 50000),
    ]  # fmt: skip


def test_the_code_of_a_body_is_no_code_of_an_account():
    text = (
        "部门支出总表\n\n单位：万元\n\n科目编码\t\t\t单位代码\t单位名称（科目）\t合计\n类\t款\t项\t\t\t\n"
        "201\t03\t01\t612301\t行政运行\t4.00\n"
    )
    (fact,) = parse(text).facts
    assert (fact.item, fact.code, fact.depth) == ("行政运行", "2010301", 3)


def test_codes_beside_a_project_are_not_its_own():
    text = (
        "项目支出预算表\n\n单位：万元\n\n科目编码\t科目名称\t项目名称\t金额\n"
        "2120501\t城乡社区环境卫生\t垃圾清运\t4.00\n合计\t\t\t4.00\n"
    )
    found = {fact.item: fact for fact in parse(text).facts if fact.value is not None}
    assert (found["垃圾清运"].project, found["垃圾清运"].code) == ("垃圾清运", "")
    assert found["合计"].project == ""


def test_changes_of_a_table_lose_their_sign_and_gain_a_direction():
    text = "“三公”经费预算表\n\n单位：万元\n\n项目\t2030年预算数\t2031年预算数\t增减变化\t增减%\n一、公务费\t9.00\t8.00\t-1.00\t-11.11\n"
    found = {(fact.measure, fact.year): fact for fact in parse("甲局2031年部门预算\n\n" + text).facts}
    amount, rate = found["增减额", 2031], found["增减率", 2031]
    assert (amount.value, amount.change, amount.base_year) == (10000, "减少", 2030)
    assert (str(rate.value), rate.unit, rate.change) == ("11.11", "%", "减少")


def test_a_public_expense_table_may_have_a_row_for_each_year_or_body():
    text = "“三公”经费支出表\n\n单位：万元\n\n年度\t合计\t因公出国（境）费\t公务接待费\n2030年\t5.00\t0.00\t5.00\n2031年\t4.00\t0.00\t4.00\n"
    facts = parse("甲局2031年部门预算\n\n" + text).facts
    assert {fact.year: fact.value for fact in facts if fact.item == "公务接待费"} == {2030: 50000, 2031: 40000}


def test_a_unit_at_the_end_of_a_sentence_is_that_of_the_table_below():
    sentence = "2031年政府采购预算90.00万元，其中货物30.00万元、服务60.00万元，面向中小企业预留的采购份额不低于四成，采购的明细如下（单位：万元）："
    text = f"{sentence}\n\n采购内容\t预算金额\n密集架\t30.00\n数字化\t60.00\n合计\t90.00\n"
    assert {fact.value for fact in parse(text).facts if fact.item == "密集架"} == {300000}
