"""Sums of named things hold every one of them; shares are of the whole; superlatives and exact changes choose from a set."""

from __future__ import annotations

import pytest

from tests.over import assistant_over

BUDGET = """甲江市水务局2031年部门预算

部门预算编制说明

支出主要内容如下：

1. “农林水支出（类）水利（款）防汛（项）”科目60.00万元，比上年减少20.00万元，下降25.00%。

2. “农林水支出（类）水利（款）抗旱（项）”科目40.00万元，比上年增加20.00万元，增长100.00%。

3. “农林水支出（类）水利（款）水文测报（项）”科目30.00万元，比上年减少2.00万元，下降6.25%。

部门收支预算总表

单位：万元

收入\t\t支出\t\t\t
项目\t预算数\t按功能分类\t预算数\t按支出性质\t预算数
一、一般公共预算拨款\t200.00\t一、农林水支出\t130.00\t一、基本支出\t120.00
二、其他收入\t\t二、卫生健康支出\t20.00\t二、项目支出\t80.00
\t\t三、住房保障支出\t50.00\t\t
收入总计\t200.00\t支出总计\t200.00\t支出总计\t200.00

部门支出预算总表

单位：万元

科目编码\t科目名称\t合计\t基本支出\t项目支出
213\t农林水支出\t130.00\t50.00\t80.00
21303\t水利\t130.00\t50.00\t80.00
2130314\t防汛\t60.00\t20.00\t40.00
2130315\t抗旱\t40.00\t20.00\t20.00
2130313\t水文测报\t30.00\t10.00\t20.00
210\t卫生健康支出\t20.00\t20.00\t
21011\t行政事业单位医疗\t20.00\t20.00\t
2101101\t行政单位医疗\t20.00\t20.00\t
221\t住房保障支出\t50.00\t50.00\t
22102\t住房改革支出\t50.00\t50.00\t
2210201\t住房公积金\t50.00\t50.00\t
合计\t\t200.00\t120.00\t80.00

部门一般公共预算基本支出预算表（按经济分类）

单位：万元

科目编码\t科目名称\t合计\t人员经费\t公用经费
302\t商品和服务支出\t30.00\t\t30.00
30201\t办公费\t9.00\t\t9.00
30205\t水费\t4.00\t\t4.00
30206\t电费\t17.00\t\t17.00
合计\t\t30.00\t\t30.00
"""


@pytest.fixture(scope="module")
def assistant(tmp_path_factory):
    return assistant_over(tmp_path_factory.mktemp("sets"), {"预算.txt": BUDGET})


@pytest.mark.parametrize(
    ("question", "value"),
    [
        ("甲江水务局2031年水电费合起来要多少", 210_000),
        ("甲江水务局2031年基本支出的办公费和电费加起来多少", 260_000),
        ("甲江水务局2031年防汛、抗旱、水文测报三项合计多少", 1_300_000),
        ("甲江水务局2031年项目支出占总支出的百分之几", 40),
        ("甲江水务局2031年全部支出里基本支出占几成", 60),
    ],
)
def test_sums_and_shares(assistant, question, value):
    answer = assistant.ask(question)
    assert answer.value == value, answer.text


@pytest.mark.parametrize(
    ("question", "named", "absent"),
    [
        ("甲江水务局2031年商品和服务支出里占大头的是哪一项", "是电费", "是办公费"),
        ("甲江水务局2031年跟上年相比跌得最狠的是哪一项", "是防汛", "是水文"),
        ("甲江水务局2031年比上年增加100%的是哪几项", "抗旱", "防汛"),
        ("甲江水务局2031年的钱主要花在哪两大类支出上？从高到低排", "2. 住房保障支出", "卫生健康"),
    ],
)
def test_superlatives_and_changes(assistant, question, named, absent):
    text = assistant.ask(question).text
    assert named in text, text
    assert absent not in text, text


@pytest.mark.parametrize(
    "question", ["甲江水务局2031年防汛、抗旱、桥梁三项合计多少", "甲江水务局2031年防汛、组织、抗旱三项加起来多少"]
)
def test_a_sum_is_never_short_of_one(assistant, question):
    assert assistant.ask(question).value is None


def test_a_word_for_two_accounts_is_both_of_them_in_a_sum(assistant):
    answer = assistant.ask("水务局2031年办公费和水电费一共多少")
    assert (answer.value, len(answer.calculation.operands)) == (300000, 3)


def test_the_funds_of_a_self_evaluation_are_those_of_all_its_forms(corpus_assistant):
    answer = corpus_assistant.ask("闵行2022年全年预算一共多少")
    assert (answer.status, len(answer.calculation.operands)) == ("answered", 30)


def test_projects_that_missed_their_goals_are_those_with_an_indicator_that_did(corpus_assistant):
    for question in (
        "闵行2022年哪些项目没完成",
        "闵行2022年没有完成目标的项目有几个",
        "闵行2022年哪些项目没有达到绩效目标",
    ):
        table = corpus_assistant.ask(question).table
        assert 0 < len(table) < 10
        assert "立功竞赛" in set(table["名称"])


def test_overspending_sets_what_was_spent_against_the_budget(corpus_assistant):
    one = corpus_assistant.ask("闵行2022年停车费超支了吗")
    assert (one.value, [operand.value for operand in one.calculation.operands]) == (53424, [360000, 306576])
    assert list(corpus_assistant.ask("闵行2022年哪些项目超支了").table["显示"]) == ["797.92%"]


def test_income_is_made_of_its_sources_and_of_no_project(corpus_assistant):
    for question in ("青浦2023年收入由哪些组成", "青浦2023年收入有哪些"):
        assert list(corpus_assistant.ask(question).table["名称"]) == ["财政拨款收入"]
