"""Posts still to be filled, remarks that ask for nothing, names printed with another 「和」, a saving against the budget."""

from __future__ import annotations

import pytest

from tests.over import assistant_over

BUDGET = """甲江市档案馆2031年单位预算

单位机构设置

甲江市档案馆设5个内设机构。事业编制36名，2030年末在编在岗31人，退休人员12人。

单位预算编制说明

2031年，收入预算500.00万元，支出预算500.00万元，比上年预算增加20.00万元，增长4.17%。

单位收支预算总表

单位：万元

收入\t\t支出\t
项目\t预算数\t项目\t预算数
一、财政拨款收入\t500.00\t一、文化旅游体育与传媒支出\t500.00
收入总计\t500.00\t支出总计\t500.00

政府采购预算表

单位：万元

采购类别\t合计\t一般公共预算\t其他资金
货物\t30.00\t20.00\t10.00
服务\t60.00\t45.00\t15.00
合计\t90.00\t65.00\t25.00

采购品目表

单位：万元

采购类别\t采购项目\t数量\t预算金额
货物\t密集架及配件\t12\t18.00
\t扫描设备\t3\t12.00
服务\t档案数字化\t1\t60.00
合计\t\t\t90.00
"""
FINAL = """乙溪县林业局2031年度部门决算

“三公”经费支出决算表

单位：万元

项目\t预算数\t决算数
合计\t9.00\t6.50
一、公务接待费\t5.00\t3.20
二、公务用车购置及运行维护费\t4.00\t3.30
"""


@pytest.fixture(scope="module")
def assistant(tmp_path_factory):
    return assistant_over(tmp_path_factory.mktemp("vacancies"), {"预算.txt": BUDGET, "决算.txt": FINAL})


@pytest.mark.parametrize(
    ("question", "value"),
    [
        ("甲江市档案馆事业编制还空着几个？", 5),
        ("甲江市档案馆2031年缺编几个人", 5),
        ("甲江市档案馆2030年支出预算大概多少，能从2031年的数字算出来吗", 4_800_000),
        ("甲江市档案馆2030年支出预算是多少？2031年比它多一点", 4_800_000),
        ("甲江市档案馆2031年要买的密集架和配件多少钱", 180_000),
        ("甲江市档案馆2031年政府采购里服务类用一般公共预算付的有多少", 450_000),
        ("乙溪县林业局2031年接待费实际花的比预算省了多少", 18_000),
    ],
)
def test_the_figure_follows(assistant, question, value):
    answer = assistant.ask(question)
    assert answer.value == value, answer.text


def test_purchases_of_a_kind_are_listed_without_the_others(assistant):
    text = assistant.ask("甲江市档案馆2031年采购里货物类有哪些").text
    assert "密集架" in text
    assert "扫描设备" in text
    assert "数字化" not in text
    assert assistant.ask("甲江市档案馆2031年货物采购有几项").value == 2
