"""Everyday ways to ask for figures, and what must not be given in place of the figure asked for."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from assistant import Assistant
from tests.tiny import LIBRARY_31, PARK_30, PARK_31, fact, tiny_index


@pytest.fixture
def made():
    """Asks an assistant over the tiny documents and the facts that a test adds."""

    def over(*facts):
        index = tiny_index()
        return Assistant(replace(index, facts=(*index.facts, *facts))).ask

    return over


@pytest.mark.parametrize(
    ("question", "value", "unit"),
    [
        ("把园林所2031年办公费、水费加一下", "71234.56", "元"),
        ("园林所2031年办公费、水费加到一起是多少元", "71234.56", "元"),
        ("园林所2030年行道树补植还有多少钱没花出去", "60000", "元"),
        ("园林所2030年行道树补植剩多少钱(全年预算数减全年执行数)", "60000", "元"),
        ("园林所2030年行道树补植全年预算比年初预算追加了百分之几", "50", "%"),
        ("园林所2031年办公费占商品和服务支出的百分比,请算一下", "36.93", "%"),
        ("园林所2030年自评项目,花了钱的里面执行金额最小的是哪个", "95000", "元"),
        ("园林所2030年自评项目中,全年执行数为零的不算,执行率最低的是哪个", "80", "%"),
        ("园林所2031年写字用的(办公费)一共多少", "30000", "元"),
    ],
)
def test_everyday_words_name_the_operation(tiny, question, value, unit):
    answer = tiny.ask(question)
    assert (answer.status, answer.value, answer.unit) == ("answered", Decimal(value), unit)


@pytest.mark.parametrize(
    "question",
    [
        "园林所2031年住一个月收多少钱",  # nothing understood is no question for the total
        "园林所2031年刻一套章平均多少钱",
        "园林所2031年办公费是百分之几",  # an amount is no percentage
        "园林所2031年办公费除水费以外还有多少",  # would be less than nothing
    ],
)
def test_a_figure_of_something_else_is_not_given(tiny, question):
    assert tiny.ask(question).status == "not_found"


def test_how_many_and_how_much_each_lists_every_member_with_its_amount(tiny):
    answer = tiny.ask("园林所2030年有几个自评项目,分别多少钱")
    assert len(answer.table) == 3


def test_other_income_is_what_is_left_without_being_subtracted_again(made):
    ask = made(
        fact(PARK_31, "其他收入", 62000, "决算数", table_kind="收入总表", side="收入"),
        fact(PARK_31, "财政拨款收入", 900000, "决算数", table_kind="收入总表", side="收入"),
    )
    assert ask("园林所2031年除了财政拨款收入以外的其他收入有多少").value == 62000


def test_two_columns_of_one_row_are_set_against_each_other(made):
    ask = made(
        fact(PARK_31, "公共绿地", 900, "基本支出"),
        fact(PARK_31, "公共绿地", 200, "项目支出"),
        fact(PARK_31, "项目支出", 5000, "项目支出", depth=0),
        fact(LIBRARY_31, "公共绿地", 1, "项目支出"),
    )
    assert ask("园林所2031年公共绿地的基本支出比项目支出多多少").value == 700


def test_of_a_part_inside_a_whole_the_part_is_answered(made):
    ask = made(
        fact(PARK_31, "政府采购支出", 900, "决算数", origin="prose"),
        fact(PARK_31, "工程支出", 200, "决算数", origin="prose", ancestors=("政府采购支出",)),
    )
    assert ask("园林所2031年政府采购里头工程多少钱").value == 200


def test_the_part_that_is_pointed_at_is_not_the_project_that_holds_it(tiny):
    assert tiny.ask("园林所2031年古树名木抢救里白蚁那部分要多少钱").value == 80000


def test_the_amount_in_the_sentence_of_a_count_answers_what_was_counted(made):
    spoken = {
        "origin": "prose",
        "table_kind": "文字",
        "context": "编报绩效目标的项目7个，涉及项目预算资金300.00万元。",
    }
    ask = made(
        fact(PARK_31, "编报绩效目标的项目", 7, "数量", unit="个", **spoken),
        fact(PARK_31, "项目预算资金", 3000000, "预算数", **spoken),
    )
    assert ask("园林所2031年编报绩效目标的那些项目涉及多少资金").value == 3000000


@pytest.mark.parametrize(
    ("whole", "status"),
    [(900000, "answered"), (950000, "not_found")],  # a change of what is only a part says nothing of the whole
)
def test_the_change_of_the_part_that_is_all_of_the_whole_is_the_change_of_the_whole(made, whole, status):
    spoken = {
        "origin": "prose",
        "table_kind": "文字",
        "context": "支出预算若干，其中：财政拨款支出预算90万元，比2028年预算减少6万元。",
    }
    ask = made(
        fact(PARK_30, "支出", whole, "预算数", **spoken),
        fact(PARK_30, "财政拨款支出", 900000, "预算数", **spoken),
        fact(PARK_30, "财政拨款支出", 60000, "增减额", change="减少", base_year=2028, **spoken),
    )
    answer = ask("园林所2030年预算比2028年少了多少")
    assert (answer.status, answer.value) == (status, Decimal(60000) if status == "answered" else None)


def test_one_project_is_not_the_sum_of_four(made):
    ask = made(fact(PARK_31, "银杏更换", 70000, "预算数", project="银杏更换", origin="prose"))
    assert ask("园林所2031年银杏四个项目一共多少钱").status == "not_found"


def test_buying_cars_is_not_buying_and_running_them(made):
    ask = made(
        fact(PARK_31, "公务用车购置及运行维护费", 90000, "预算数"),
        fact(PARK_31, "公务用车购置费", 50000, "预算数", ancestors=("公务用车购置及运行维护费",)),
    )
    assert ask("园林所2031年买公务车的预算多少").value == 50000
