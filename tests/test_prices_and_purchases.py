"""Unit prices printed or worked out from a row's own quantity, purchases of a kind, posts of bodies in a list, sources in words."""

from __future__ import annotations

from decimal import Decimal

import pytest

from tests.over import assistant_over

BUDGET = """丙川市丁桥区农机局2031年部门预算

预算主管部门：丙川市丁桥区农机局

所属单位情况表

单位名称\t编制数\t在职人数\t退休人数
局机关\t30\t27\t9
区农机监理站\t12\t10\t4
区农机推广中心\t20\t19\t6
合计\t62\t56\t19

2031年政府采购预算表

单位：万元

采购项目\t采购类别\t计量单位\t采购数量\t单价\t采购预算金额
喷药飞机\t货物\t台\t4\t3.50\t14.00
检测仪\t货物\t套\t5\t2.00\t10.00
机库施工\t工程\t项\t1\t60.00\t60.00
合计\t\t\t\t\t84.00

资产购置情况表

单位：万元

资产名称\t数量\t预算金额
拖拉机\t8\t48.00
电脑\t10\t6.00
合计\t\t54.00

2031年部门项目支出预算表

单位：万元

项目名称\t总投资\t2031年预算\t资金来源
机耕道修建\t500.00\t200.00\t政府性基金
农机补贴\t90.00\t90.00\t一般公共预算、上年结转
安全检查\t12.00\t12.00\t一般公共预算
合计\t602.00\t302.00\t
"""


@pytest.fixture(scope="module")
def assistant(tmp_path_factory):
    return assistant_over(tmp_path_factory.mktemp("prices"), {"农机局.txt": BUDGET})


@pytest.mark.parametrize(
    ("question", "value"),
    [
        ("丁桥区农机局买喷药飞机一台多少钱", 35000),
        ("丁桥区农机局检测仪的单价是多少", 20000),
        ("丁桥区农机局拖拉机一台合多少钱", 60000),
        ("丁桥区农机局货物类政府采购总共多少钱", 240000),
        ("丁桥区农机局喷药飞机的采购预算是多少", 140000),
        ("机耕道修建项目2031年预算多少钱", 2000000),
    ],
)
def test_prices_and_amounts_of_rows(assistant, question, value):
    answer = assistant.ask(question)
    assert (answer.value, answer.unit) == (Decimal(value), "元")


def test_a_price_worked_out_says_so(assistant):
    assert "推算" in assistant.ask("丁桥区农机局拖拉机一台合多少钱").text
    assert "推算" not in assistant.ask("丁桥区农机局买喷药飞机一台多少钱").text


def test_a_price_is_not_one_of_another_measure_word(assistant):
    assert assistant.ask("丁桥区农机局喷药飞机一架多少钱").value != Decimal(35000)


@pytest.mark.parametrize(
    ("question", "value"),
    [
        ("丁桥区农机局全部单位还空着多少个编制", 6),
        ("丁桥区农机推广中心还空着几个编制", 1),
        ("丁桥区农机监理站的编制比在职多几个", 2),
        ("丁桥区农机局2031年一共有多少家单位", 3),
        ("丁桥区农机局有几个项目动用了政府性基金", 1),
    ],
)
def test_posts_bodies_and_sources(assistant, question, value):
    assert assistant.ask(question).value == Decimal(value)
