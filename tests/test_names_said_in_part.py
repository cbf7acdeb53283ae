"""Names as people say them: in part, shortened, in lists, with words around that name nothing."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from assistant import Assistant
from assistant.lexicon import build_lexicon
from assistant.parse import parse
from index.build import read_documents
from tests.tiny import TinyIndex, document

BUDGET = """
江畔市云杉区园林管理局2031年部门预算

预算主管部门：江畔市云杉区园林管理局

2031年部门收支预算总表

单位：万元

收入\t\t支出\t
项目\t预算数\t项目\t预算数
一般公共预算\t700.00\t城乡社区支出\t800.00
政府性基金预算\t100.00\t\t
收入总计\t800.00\t支出总计\t800.00

2031年一般公共预算基本支出表

单位：万元

科目编码\t科目名称\t合计\t人员经费\t公用经费
302\t商品和服务支出\t60.00\t\t60.00
30201\t办公费\t20.00\t\t20.00
30205\t水费\t12.50\t\t12.50
30206\t电费\t18.00\t\t18.00
30207\t邮电费\t9.50\t\t9.50
合计\t\t60.00\t\t60.00

2031年部门项目支出预算明细表

单位：万元

序号\t项目名称\t实施单位\t预算数
1\t湿地鸟类智能监测平台运维\t云杉区湿地站\t31.50
2\t危险化学品仓库整治\t云杉区园林所\t44.00
3\t滨河栈道加固工程\t云杉区园林所\t42.00
合计\t\t\t117.50

2031年政府采购预算表

单位：万元

采购项目\t数量\t预算金额
苗木及花卉\t30\t6.00
割草机\t2\t3.00
合计\t\t9.00

危险化学品仓库整治项目经费情况说明

一、年度预算安排

2031年，危险化学品仓库整治项目安排预算44.00万元，其中：围挡搭建费9.00万元、废料清运费7.00万元、保安服务费28.00万元。
"""


@pytest.fixture(scope="module")
def budget(tmp_path_factory):
    folder = tmp_path_factory.mktemp("budget")
    (folder / "一.txt").write_text(BUDGET, "utf-8")
    parsed, _ = read_documents(folder)
    facts = tuple(fact for one in parsed for fact in one.facts)
    passages = tuple(passage for one in parsed for passage in one.passages)
    return Assistant(TinyIndex(tuple(one.document for one in parsed), facts, passages))


@pytest.mark.parametrize(
    ("question", "value"),
    [
        ("云杉区园林局2031年一般公共预算的水费和电费加起来多少", 305000),
        ("云杉区园林局2031年水费、电费、邮电费三项总数是多少", 400000),
        ("云杉区园林系统2031年鸟类监测平台这项预算多少", 315000),
        ("云杉区园林局2031年危化品仓库整治要多少钱", 440000),
        ("听说云杉区园林局2031年要加固滨河栈道，预算多少", 420000),
        ("云杉区园林局2031年寄信打电话这类邮电费多少", 95000),
        ("云杉区园林局2031年支出总盘子有多大", 8000000),
        ("云杉区园林局2031年水电费加起来多少", 305000),
        ("云杉区园林局2031年苗木和花卉采购多少钱", 60000),
        ("云杉区园林局2031年仓库整治里，围挡和清运两笔共多少", 160000),
        ("云杉区园林局2031年危化品仓库整治项目，请保安的钱多少", 280000),
        ("云杉区园林局2031年收入总盘子有多大", 8000000),
    ],
)
def test_what_is_meant_is_found(budget, question, value):
    assert budget.ask(question).value == value


def test_one_thing_is_told_in_terms_of_another(budget):
    answer = budget.ask("云杉区园林局2031年支出总额是滨河栈道加固预算的多少倍")
    assert (answer.value, answer.unit) == (Decimal("19.05"), "倍")
    assert "8,000,000.00 ÷ 420,000.00" in answer.text


@pytest.mark.parametrize(
    "question",
    [
        "云杉区园林局2031年鸟类救护站运维多少钱",
        "云杉区园林局2031年滨河栈道照明多少钱",
        "云杉区园林局2031年一共收了多少栈道加固罚款",
        "云杉区园林局2031年水费、气费两项共多少",
    ],
)
def test_what_is_not_there_is_not_given(budget, question):
    assert budget.ask(question).value is None


def test_a_body_of_a_department_is_called_by_its_own_name_or_by_what_it_does():
    police = replace(document("交警31.txt", "江畔市公安局交通警察支队", 2031), region="江畔市")
    lexicon = build_lexicon(TinyIndex((police,), (), ()))
    for name in ("江畔交警", "江畔交警支队"):
        assert [place.text for place in parse(f"{name}2031年花了多少", lexicon).places] == [name]
