"""Rates that sentences state as figures, never a total in their place; areas; a part beside its sum; a whole table's change."""

from __future__ import annotations

from decimal import Decimal

import pytest

from tests.over import assistant_over

BUDGET = """丙川市丁桥区康养中心2031年部门预算

预算主管部门：丙川市丁桥区康养中心

其他说明

2031年中心本级和区长者服务队2家单位机关运行经费预算合计80.00万元。其中中心本级50.00万元、区长者服务队30.00万元。

房屋建筑面积共计9,000平方米，其中一号楼5,200平方米、二号楼3,800平方米。

2031年一般公共预算支出表

单位：万元

科目编码\t科目名称\t2030年预算数\t2031年预算数\t2031年比2030年增减
\t\t\t\t增减额\t增减幅度
208\t社会保障和就业支出\t400.00\t440.00\t40.00\t10.00%
\t合计\t400.00\t440.00\t40.00\t10.00%

上门照料项目经费情况说明

一、项目概述

为失能老人提供上门照料。

二、实施方案

服务费标准为每小时42元，由三家机构承接。失能老人每人每月补贴不超过600元。每户改造费用不超过5,000元。

三、年度预算安排

2031年安排90.00万元，其中上门照料费80.00万元、评估费10.00万元。

高龄津贴项目经费情况说明

一、项目概述

80至89周岁每人每月60元，90至99周岁每人每月120元。

三、年度预算安排

2031年安排70.00万元。
"""


@pytest.fixture(scope="module")
def assistant(tmp_path_factory):
    return assistant_over(tmp_path_factory.mktemp("rates"), {"康养.txt": BUDGET})


@pytest.mark.parametrize(
    ("question", "value", "unit"),
    [
        ("丁桥区上门照料服务一小时付多少钱", 42, "元"),
        ("丁桥区失能老人每人每月最多补贴多少", 600, "元"),
        ("丁桥区上门照料项目每户改造最多花多少钱", 5000, "元"),
        ("丁桥区90到99岁老人的高龄津贴每月多少", 120, "元"),
        ("丁桥区康养中心一号楼的房屋面积多大", 5200, "平方米"),
        ("丁桥区长者服务队的机关运行经费是多少", 300000, "元"),
        ("丁桥区康养中心2031年一般公共预算支出比上年增长百分之几", 10, "%"),
    ],
)
def test_what_a_sentence_states_for_each(assistant, question, value, unit):
    answer = assistant.ask(question)
    assert (answer.value, answer.unit) == (Decimal(value), unit)


@pytest.mark.parametrize(
    "question", ["丁桥区上门照料一户多少钱一场", "丁桥区上门照料费每场多少钱", "丁桥区评估费一小时多少钱"]
)
def test_a_total_is_no_rate(assistant, question):
    assert assistant.ask(question).value not in {Decimal(800000), Decimal(900000), Decimal(100000)}
