"""A number that the pages of a project and its form of targets state differently is handed back with both."""

from __future__ import annotations

import pytest

from tests.over import assistant_over

BUDGET = """丙川市丁桥区康养中心2031年部门预算

预算主管部门：丙川市丁桥区康养中心

流动义诊项目经费情况说明

一、项目概述

为山区居民送医上门，全年义诊90场，发放药箱300个。

三、年度预算安排

2031年安排36.00万元。

财政项目支出绩效目标申报表
(2031年度)
项目名称\t流动义诊项目
主管部门\t丁桥区卫健委\t实施单位\t丁桥区康养中心
一级指标\t二级指标\t三级指标\t年度指标值
产出指标\t数量指标\t义诊场次\t≥100场
产出指标\t数量指标\t药箱数量\t≥300个
满意度指标\t服务对象满意度\t居民满意度\t≥90%
"""


@pytest.fixture(scope="module")
def assistant(tmp_path_factory):
    return assistant_over(tmp_path_factory.mktemp("disputed"), {"康养.txt": BUDGET})


def test_two_numbers_for_one_thing_are_both_said(assistant):
    answer = assistant.ask("丁桥区流动义诊2031年要义诊多少场")
    assert answer.status == "ambiguous"
    assert all(number in answer.text for number in ("90", "100"))


@pytest.mark.parametrize(
    ("question", "number"),
    [("丁桥区流动义诊项目义诊场次的年度指标值是多少场", "100"), ("丁桥区流动义诊2031年发放药箱多少个", "300")],
)
def test_one_number_is_said_where_the_form_is_named_or_both_agree(assistant, question, number):
    answer = assistant.ask(question)
    assert answer.status == "answered"
    assert number in answer.text
