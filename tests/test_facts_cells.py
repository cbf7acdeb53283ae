"""Cells of budget tables become facts."""

from __future__ import annotations

from decimal import Decimal

import pytest
from parsing import one, parse, table_facts

from index.facts.codes import RowCodes, numbered, split_label
from index.facts.measures import measure_of
from index.facts.public_expenses import item_of
from index.facts.values import read_cell

HEAD = "2031年部门支出预算总表\n\n单位：元\n\n功能分类科目编码\t\t\t功能分类科目名称\t合计\t基本支出\t项目支出\n类\t款\t项\t\t\t\t\n"


@pytest.mark.parametrize(
    ("cell", "unit", "value", "shown", "state"),
    [
        ("1,234.56", "元", "1234.56", "元", "value"),
        ("1，234", "万元", "12340000", "元", "value"),
        ("36,805, 693.96", "元", "36805693.96", "元", "value"),
        ("-3.5", "万元", "-35000", "元", "value"),
        ("0.00", "元", "0", "元", "zero"),
        ("12.00万元", "元", "120000", "元", "value"),
        ("85.28%", "", "85.28", "%", "value"),
        ("约20万车次", "", "200000", "车次", "value"),
    ],
)
def test_a_figure_is_read_in_its_unit(cell, unit, value, shown, state):
    reading = read_cell(cell, unit)
    assert (reading.value, reading.unit, reading.state) == (Decimal(value), shown, state)


@pytest.mark.parametrize(("cell", "state"), [("", "blank"), ("—", "blank"), ("按期完成", "text")])
def test_a_cell_without_a_figure_has_no_value(cell, state):
    assert read_cell(cell, "元").value is None
    assert read_cell(cell, "元").state == state


def test_codes_are_completed_from_the_rows_above():
    codes = RowCodes()
    cells = [("201", "", ""), ("", "26", ""), ("", "", "04"), ("", "", "5"), ("208", "", ""), ("208", "05", "02")]
    assert [codes.of(row) for row in cells] == ["201", "20126", "2012604", "2012605", "208", "2080502"]


def test_one_cell_may_hold_the_whole_code():
    codes = RowCodes()
    assert codes.of(("2080505",)) == "2080505"
    assert split_label("30201办公费") == ("30201", "办公费")
    assert split_label("2031年结余") == ("", "2031年结余")


@pytest.mark.parametrize(
    ("text", "name", "rank"),
    [
        ("一、事业收入", "事业收入", 1),
        ("1. 一般公共预算资金", "一般公共预算资金", 2),
        ("（二）其他", "其他", 2),
        ("其中：利息", "利息", 3),
        ("3D打印", "3D打印", 0),
    ],
)
def test_numbering_is_taken_off_a_label(text, name, rank):
    assert numbered(text) == (name, rank)


def test_rows_carry_code_ancestors_and_depth():
    facts = table_facts(
        HEAD + "201\t\t\t一般公共服务支出\t9\t9\t\n\t26\t\t档案事务\t9\t9\t\n\t\t04\t档案馆\t9\t9\t\n合计\t\t\t\t9\t9\t"
    )
    fact = one(facts, item="档案馆", measure="基本支出")
    assert fact.code == "2012604"
    assert fact.ancestors == ("一般公共服务支出", "档案事务")
    assert (fact.depth, fact.classification, fact.side) == (3, "功能分类", "支出")
    assert fact.source.row == "一般公共服务支出 › 档案事务 › 档案馆"
    assert (fact.source.row_number, fact.source.column_number) == (5, 6)
    assert one(facts, item="合计", measure="合计").depth == 0


def test_blank_zero_and_absent_are_three_things():
    facts = table_facts(HEAD + "201\t\t\t一般公共服务支出\t9\t0.00\t")
    assert one(facts, measure="基本支出").state == "zero"
    assert one(facts, measure="项目支出").state == "blank"
    assert not [fact for fact in facts if fact.item == "教育支出"]


@pytest.mark.parametrize("rows", ["合计\t\t\t\t\t\t\n", "\t\t\t\t\t\t\n合计\t\t\t\t\t\t\n"])
def test_a_table_that_says_it_has_no_data_gives_no_data(rows):
    facts = table_facts(
        HEAD.replace("支出预算总表", "政府性基金预算支出表") + rows + "\n注：本馆没有此项安排，故本表无数据。"
    )
    assert {(fact.item, fact.measure, fact.state) for fact in facts} == {
        ("合计", measure, "no_data") for measure in ("合计", "基本支出", "项目支出")
    }


def test_a_printed_zero_stays_a_zero_even_when_a_note_says_no_data():
    facts = table_facts(HEAD + "合计\t\t\t\t0.00\t0.00\t0.00\n\n本表无数据")
    assert {fact.state for fact in facts} == {"zero"}


def test_halves_that_stand_side_by_side_are_two_tables():
    facts = table_facts(
        "2031年部门财务收支预算总表\n\n单位：万元\n\n本年收入\t\t本年支出\t\n项目\t预算数\t项目\t预算数\n"
        "一、财政拨款收入\t8.5\t一、一般公共服务支出\t7\n1、一般公共预算资金\t8.5\t二、住房保障支出\t1.5\n收入总计\t8.5\t支出总计\t8.5\n"
    )
    inner = one(facts, item="一般公共预算资金")
    assert (inner.side, inner.depth, inner.ancestors) == ("收入", 2, ("财政拨款收入",))
    spending = one(facts, item="住房保障支出")
    assert (spending.side, spending.value, spending.measure) == ("支出", 15000, "预算数")
    assert one(facts, item="支出总计").depth == 0


def test_economic_classification_may_be_printed_twice_side_by_side():
    facts = table_facts(
        "一般公共预算基本支出决算表\n\n单位：万元\n\n经济分类\t\t科目名称\t决算数\t经济分类\t\t科目名称\t决算数\n类\t款\t\t\t类\t款\t\t\n"
        "301\t\t工资福利支出\t5\t302\t\t商品和服务支出\t2\n301\t2\t津贴补贴\t5\t302\t11\t差旅费\t2\n",
        cover="云杉区档案馆2031年度部门决算\n\n",
    )
    fact = one(facts, item="差旅费")
    assert (fact.code, fact.ancestors, fact.classification, fact.stage) == (
        "30211",
        ("商品和服务支出",),
        "经济分类",
        "决算",
    )
    assert one(facts, item="津贴补贴").code == "30102"


def test_nested_headers_keep_the_leaf_as_measure():
    facts = table_facts(
        "2031年部门财务收支预算总表\n\n单位：元\n\n本年收入\t\t本年支出\t\t\t\t\n项目\t预算数\t项目\t预算数\t\t\t\n\t\t\t合计\t基本支出\t\t项目支出\n"
        "\t\t\t\t人员经费\t公用经费\t\n一、财政拨款收入\t9\t一、教育支出\t9\t4\t3\t2\n"
    )
    assert {fact.measure: int(fact.value or 0) for fact in facts if fact.item == "教育支出"} == {
        "合计": 9, "人员经费": 4, "公用经费": 3, "项目支出": 2,
    }  # fmt: skip


def test_the_items_of_the_public_expense_table_stand_in_its_header():
    facts = table_facts(
        "部门“三公”经费和机关运行经费预算表\n\n单位：万元\n\n2031年“三公”经费预算数\t\t\t\t\t\t2031年机关运行经费预算数\n"
        "合计\t因公出国(境)费\t公务接待费\t公务用车购置及运行费\t\t\t\n\t\t\t小计\t购置费\t运行费\t\n5\t\t2\t3\t0\t3\t40\n"
    )
    assert one(facts, item="“三公”经费").value == 50_000
    assert one(facts, item="公务用车购置费").state == "zero"
    assert one(facts, item="公务用车运行费").ancestors == ("“三公”经费", "公务用车购置及运行费")
    assert one(facts, item="因公出国(境)费").state == "blank"
    assert one(facts, item="机关运行经费").value == 400_000


def test_public_expenses_of_a_final_account_have_two_measures_each():
    assert item_of(("财政拨款“三公”经费", "公务接待费", "决算数"))[1] == "决算数"
    label, measure = item_of(("财政拨款“三公”经费", "公务用车购置及运行费", "公务用车购置费", "预算数"))
    assert (label.item, measure) == ("公务用车购置费", "预算数")


def test_a_list_of_amounts_belongs_to_the_project_of_its_section():
    facts = table_facts("流动展车项目经费情况说明\n\n六、年度预算安排\n\n- 1、车辆租赁 12.5万元\n- 2、展板制作 3万元\n")
    fact = one(facts, item="车辆租赁")
    assert (fact.project, fact.value, fact.measure, fact.table_kind) == ("流动展车项目", 125_000, "预算数", "明细")


@pytest.mark.parametrize(
    ("path", "name", "year"),
    [
        (("支出预算", "合计"), "合计", 0),
        (("本年支出", "小计"), "本年支出", 0),
        (("2030年决算数",), "决算数", 2030),
        (("上年预算数",), "预算数", 2030),
        (("上年结转资金",), "上年结转资金", 0),
        (("2031年预算数",), "预算数", 0),
    ],
)
def test_a_measure_is_the_leaf_of_the_header(path, name, year):
    measure = measure_of(path, 2031)
    assert (measure.name, measure.year) == (name, year)


def test_a_list_of_projects_names_the_project_of_each_figure():
    facts = table_facts(
        "2031年项目支出预算明细表\n\n序号\t项目名称\t预算金额（万元）\t备注\n1\t库房除湿\t30.5\t延续\n合计\t\t30.5\t\n"
    )
    fact = one(facts, item="库房除湿", measure="预算数")
    assert (fact.project, fact.value) == ("库房除湿", 305_000)
    assert one(facts, item="合计").project == ""


def test_public_expenses_may_stand_in_rows():
    facts = table_facts(
        "2031年“三公”经费预算表（单位：万元）\n\n项目\t2030年预算数\t2031年预算数\n合计\t6\t5\n"
        "1、公务接待费\t1\t1\n2、公务用车购置及运行费\t5\t4\n其中：公务用车运行费\t5\t4\n"
    )
    assert one(facts, item="“三公”经费", year=2030).value == 60_000
    inner = one(facts, item="公务用车运行费", year=2031)
    assert (inner.value, inner.ancestors) == (40_000, ("“三公”经费", "公务用车购置及运行费"))


def test_a_final_account_numbers_its_rows_and_says_only_amount():
    facts = table_facts(
        "收入支出决算总表\n\n单位：万元\n\n收入\t\t\t支出\t\t\n项目\t行次\t金额\t项目\t行次\t金额\n栏次\t\t1\t栏次\t\t2\n"
        "一、事业收入\t1\t12.5\t一、教育支出\t31\t12.5\n总计\t30\t12.5\t总计\t60\t12.5\n",
        cover="云杉区档案馆2031年度部门决算\n\n",
    )
    fact = one(facts, item="事业收入")
    assert (fact.measure, fact.value, fact.side) == ("决算数", 125_000, "收入")
    assert len(facts) == 4


def test_a_figure_without_a_label_is_reported_and_not_guessed():
    parsed = parse(HEAD + "201\t\t\t教育支出\t9\t9\t\n\t\t\t\t7\t\t")
    assert [problem.kind for problem in parsed.problems] == ["无名称"]


def test_a_table_without_a_unit_is_reported():
    assert "缺单位" in [problem.kind for problem in parse("2031年部门收入预算总表\n\n名称\t合计\n甲事务\t1\n").problems]


def test_the_total_of_two_halves_stands_under_the_last_of_them():
    text = (
        "一般公共预算财政拨款基本支出决算表\n\n单位：万元\n\n"
        "科目编码\t科目名称\t决算数\t科目编码\t科目名称\t决算数\t科目编码\t科目名称\t决算数\n"
        "301\t工资福利支出\t30.00\t302\t商品和服务支出\t5.00\t310\t资本性支出\t2.00\n"
        "人员经费合计\t\t30.00\t公用经费合计\t\t\t\t\t7.00\n"
    )
    parsed = parse(text)
    totals = {fact.item: (fact.state, fact.value) for fact in parsed.facts if fact.item.endswith("合计")}
    assert totals == {"人员经费合计": ("value", 300_000), "公用经费合计": ("value", 70_000)}
    assert not parsed.problems


@pytest.mark.parametrize(("cell", "measure", "unit"), [("-1.70", "增减额", "元"), ("-16.67%", "增减率", "%")])
def test_a_column_headed_change_holds_an_amount_or_a_rate(cell, measure, unit):
    text = f"2031年“三公”经费预算表\n\n单位：万元\n\n项目\t2030年预算数\t2031年预算数\t增减\n公务接待费\t10.20\t8.50\t{cell}\n"
    (fact,) = [fact for fact in table_facts(text) if fact.measure.startswith("增减")]
    assert (fact.measure, fact.unit, fact.change, fact.base_year) == (measure, unit, "减少", 2030)
