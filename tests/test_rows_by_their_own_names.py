"""Rows take their names from the column that tells them apart; lines above a table are no header; 预算数 and 决算数 may be rows."""

from __future__ import annotations

from decimal import Decimal

from parsing import parse

COVER = "云杉县档案局2031年部门预算\n\n预算部门：云杉县档案局\n\n"
PURCHASES = (
    "政府采购支出表\n\n单位：万元\n\n采购品目大类\t采购内容\t采购组织形式\t资金来源合计\n合计\t\t\t60.00\n货物\t小计\t\t20.00\n"
    "货物\t密集架\t集中采购\t12.00\n货物\t扫描仪\t分散采购\t8.00\n服务\t小计\t\t40.00\n服务\t档案数字化\t分散采购\t40.00\n"
)
BESIDE = (
    "财政拨款收入支出决算总表\n\n单位：万元\n\n收入\t金额\t支出\t合计\t一般公共预算财政拨款\n一、一般公共预算财政拨款\t90.00\t八、社会保障和就业支出\t12.00\t12.00\n"
    "\t\t十九、住房保障支出\t8.00\t8.00\n本年收入合计\t90.00\t本年支出合计\t20.00\t20.00\n"
)
EXPENSES = (
    "财政拨款“三公”经费支出决算表\n\n单位：万元\n\n项目\t合计\t因公出国（境）费\t公务用车购置及运行费小计\t公务用车购置费\t公务用车运行维护费\t公务接待费\t会议费\n"
    "预算数\t7.00\t0.00\t5.00\t0.00\t5.00\t2.00\t1.50\n决算数\t5.50\t0.00\t4.50\t0.00\t4.50\t1.00\t1.20\n"
)
BODIES = (
    "收入总表\n\n单位：万元\n\n部门代码\t部门名称\t合计\t一般公共预算\t事业收入\n\t合计\t30.00\t25.00\t5.00\n041\t云杉县档案局\t30.00\t25.00\t5.00\n"
    "041001\t云杉县档案局（机关）\t20.00\t20.00\t\n041002\t云杉县档案馆\t10.00\t5.00\t5.00\n"
)


def _facts(text):
    return parse(text, cover=COVER).facts


def test_a_purchase_is_named_by_what_is_bought_not_by_its_class():
    rows = {(fact.item, fact.depth): fact.value for fact in _facts(PURCHASES) if fact.unit == "元"}
    assert rows[("密集架", -1)] == Decimal(120000)
    assert rows[("档案数字化", -1)] == Decimal(400000)
    assert rows[("货物", 0)] == Decimal(200000)  # the subtotal of a class is no purchase
    classes = {fact.item: fact.printed for fact in _facts(PURCHASES) if fact.measure == "采购品目大类"}
    assert classes["扫描仪"] == "货物"


def test_a_spending_side_headed_by_that_word_alone_has_its_own_rows():
    spending = {fact.item: fact.value for fact in _facts(BESIDE) if fact.measure == "合计"}
    assert spending["住房保障支出"] == Decimal(80000)
    assert "一般公共预算财政拨款" not in spending


def test_budget_and_account_of_public_expenses_may_be_rows():
    parsed = _facts(EXPENSES)
    cells = {(fact.item, fact.measure): fact.value for fact in parsed}
    assert cells[("公务接待费", "预算数")] == Decimal(20000)
    assert cells[("公务接待费", "决算数")] == Decimal(10000)
    paths = {fact.item: fact.ancestors for fact in parsed}
    assert paths["公务用车运行维护费"] == ("“三公”经费", "公务用车购置及运行费")
    assert paths["会议费"] == ()


def test_a_row_that_says_who_made_the_table_and_its_unit_is_no_header():
    text = "单位支出总表\n\n单位名称：云杉县档案局\t金额单位：元\n科目名称\t合计\n档案保管\t1,200.50\n合计\t1,200.50\n"
    fact = next(fact for fact in _facts(text) if fact.item == "档案保管")
    assert (fact.value, fact.source.column) == (Decimal("1200.50"), "合计")


def test_a_department_at_the_head_of_its_bodies_is_their_whole():
    rows = {fact.item: (fact.table_kind, fact.depth, fact.side) for fact in _facts(BODIES) if fact.measure == "合计"}
    assert rows["云杉县档案局"] == ("所属单位", 0, "收入")
    assert rows["云杉县档案馆"] == ("所属单位", -1, "收入")


def test_a_change_without_a_subject_is_told_of_the_item_that_its_rate_fits():
    text = "一、政府采购\n\n2031年政府采购支出总额90.00万元，其中：货物支出40.00万元、服务支出50.00万元。与上年相比增加9.00万元，增长11.11%。\n"
    moved = {fact.item for fact in _facts(text) if fact.measure in {"增减额", "增减率"}}
    assert moved == {"政府采购支出"}
