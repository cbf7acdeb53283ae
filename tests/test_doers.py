"""Projects told by who carries them out; what a final account planned, and what changed most."""

from __future__ import annotations

import pytest

from tests.over import assistant_over

LIST = """甲江市文化局2031年部门预算

项目支出表

单位：万元

类型\t项目名称\t项目单位\t合计
专项\t古塔修缮\t局本级\t80.00
专项\t惠民演出\t甲江市艺术中心\t20.00
专项\t书房运行\t局本级\t10.00
合计\t\t\t110.00
"""


@pytest.fixture(scope="module")
def assistant(tmp_path_factory):
    return assistant_over(tmp_path_factory.mktemp("doers"), {"预算.txt": LIST})


def test_they_are_counted(assistant):
    assert assistant.ask("甲江市文化局2031年由局本级实施的项目有几个").value == 2


def test_they_are_listed_without_the_others(assistant):
    text = assistant.ask("甲江市文化局2031年由局本级实施的项目有哪些").text
    assert "古塔修缮" in text
    assert "惠民演出" not in text


def test_they_are_added_up(assistant):
    assert assistant.ask("甲江市文化局2031年由局本级实施的项目一共多少钱").value == 900_000


def test_a_question_for_the_doer_names_none(assistant):
    assert "按实施单位" not in assistant.ask("甲江市文化局2031年惠民演出由谁实施").text


FINAL = """乙江县水务局2031年度部门决算

“三公”经费支出决算表

单位：万元

项目\t预算数\t决算数
合计\t9.00\t6.00
一、公务接待费\t5.00\t3.00
二、公务用车购置及运行维护费\t4.00\t3.00

一般公共预算支出表

单位：万元

科目编码\t科目名称\t2030年执行数\t2031年比2030年执行数
\t\t\t增减额
213\t农林水支出\t80.00\t7.00
21303\t水利\t80.00\t7.00
2130304\t水利行业业务管理\t50.00\t9.00
2130305\t水利工程建设\t30.00\t-2.00
"""


@pytest.fixture(scope="module")
def final(tmp_path_factory):
    return assistant_over(tmp_path_factory.mktemp("final"), {"决算.txt": FINAL})


def test_what_was_planned_is_asked_of_a_final_account(final):
    assert final.ask("乙江县水务局2031年公务接待费的预算数是多少").value == 50_000


def test_changes_of_a_table_are_ranked(final):
    answer = final.ask("乙江县水务局2031年比2030年执行数增加最多的项级科目是哪个，增加多少")
    assert "水利行业业务管理" in answer.text
    assert answer.value == 90_000


def test_the_largest_figure_is_not_given_for_the_largest_saving(final):
    assert final.ask("乙江县水务局2031年哪个项级科目的决算比年初预算省得最多").status == "not_found"
