"""Targets beside results with their reasons, rates that only a sentence states, names that must be names, sums over a conversation."""

from __future__ import annotations

from decimal import Decimal

import pytest

from assistant import Assistant
from index.build import rebuild

BUDGET = """丙川市丁桥区敬老院2031年单位预算

丁桥区敬老院主要职能

丁桥区敬老院为公益一类事业单位，床位总数88张。

2031年单位预算编制说明

2031年水费12.00万元。

2031年电费30.00万元。

2031年取暖费8.00万元。

长者补助项目经费情况说明

一、项目概述

向住院长者发放补助。

三、实施主体

由丁桥区敬老院负责实施。体检医院为丁桥区长河医院，审计委托会计师事务所进行。

四、实施方案

70至79周岁每人每月30元，80周岁及以上每人每月60元。周一至周五配备9名护工、周六配备3名护工值班。护理服务合同签订后支付60%，通过验收后支付剩余40%；考核低于70分的扣减服务费。

六、年度预算安排

2031年安排36.00万元。
"""

FORM = """丁桥区敬老院2031年项目绩效自评表

一、存在问题

部分科室台账不全。

二、下一步改进措施

每季通报进度。

财政项目支出绩效自评表
(2031年度)
项目名称\t供暖改造
主管部门\t丁桥区民政局\t实施单位\t丁桥区敬老院
项目资金(万元)\t\t年初预算数\t全年预算数\t全年执行数\t分值\t执行率\t得分
\t年度资金总额\t50.00\t50.00\t40.00\t10\t80.00%\t8
一级指标\t二级指标\t三级指标\t年度指标值\t实际完成值\t分值\t得分\t偏差原因分析及改进措施
产出指标\t数量指标\t改造房间数\t≥40间\t31间\t20\t15\t供货延误
产出指标\t质量指标\t比对测温合格率\t≥98%\t97%\t20\t0\t测温仪老化
产出指标\t时效指标\t完工时间\t10月底\t11月底\t20\t12\t雨季停工
效益指标\t社会效益指标\t投诉件数\t≤2件\t2件\t20\t20\t
"""


@pytest.fixture(scope="module")
def ask(tmp_path_factory):
    folder = tmp_path_factory.mktemp("rows")
    corpus = folder / "corpus"
    corpus.mkdir()
    (corpus / "预算.txt").write_text(BUDGET, "utf-8")
    (corpus / "自评.txt").write_text(FORM, "utf-8")
    rebuild(corpus, folder / "index")
    return Assistant.open(folder / "index").ask


@pytest.mark.parametrize(
    ("question", "parts"),
    [
        ("丁桥区敬老院供暖改造比对测温合格率实际做到多少，达标没", ["97", "98%"]),
        ("丁桥区敬老院供暖改造的完工时间，目标和实际分别是什么", ["10月底", "11月底"]),
        ("丁桥区敬老院供暖改造改造房间数为什么没达标，实际只有多少", ["31间", "供货延误"]),
        ("丁桥区敬老院供暖改造有哪些指标得了0分，什么原因", ["比对测温合格率", "测温仪老化"]),
        ("丁桥区敬老院长者补助每个月发多少", ["30元", "60元"]),
        ("丁桥区敬老院长者体检送哪家医院", ["长河医院"]),
        ("丁桥区敬老院护工平时几个人、礼拜六几个人", ["9名护工", "3名护工"]),
    ],
)
def test_both_of_what_belongs_together_is_said(ask, question, parts):
    answer = ask(question)
    assert answer.status == "answered"
    assert all(part in answer.text for part in parts), answer.text


@pytest.mark.parametrize(
    "question",
    [
        "丁桥区敬老院请的是哪家会计师事务所",
        "丁桥区敬老院每名护工一天补贴多少钱",
        "丁桥区福利彩票中心2031年单位预算多少",
        "丙川市戊山区敬老院2031年预算总额",
    ],
)
def test_what_no_document_says_is_refused(ask, question):
    assert ask(question).status == "not_found"


@pytest.mark.parametrize(
    ("history", "question", "yuan"),
    [
        (["丁桥区敬老院2031年水费多少", "电费呢"], "两项加起来多少", 420000),
        (["丁桥区敬老院2031年水费多少", "电费呢", "取暖费呢"], "三项一共多少", 500000),
        (["丁桥区敬老院2031年水费多少", "电费呢", "取暖费呢"], "一共多少", 500000),
        (["丁桥区敬老院2031年水费多少", "电费呢"], "相差多少", 180000),
        (["丁桥区敬老院2031年水费和电费各多少"], "两项加起来多少", 420000),
    ],
)
def test_figures_asked_for_one_by_one_are_put_together(ask, history, question, yuan):
    assert ask(question, history=history).value == Decimal(yuan)


@pytest.mark.parametrize(
    ("question", "value"),
    [
        ("丁桥区敬老院供暖改造实际改了多少间", 31),
        ("丁桥区敬老院供暖改造目标是多少间", 40),
        ("丁桥区敬老院供暖改造的改造房间数，实际比目标少了几间", 9),
    ],
)
def test_what_was_reached_is_not_what_was_aimed_at(ask, question, value):
    assert ask(question).value == Decimal(value)


def test_indicators_that_fell_short_are_listed(ask):
    text = ask("丁桥区敬老院2031年哪些指标没达标").text
    assert "改造房间数" in text
    assert "投诉件数" not in text


def test_chapters_of_an_evaluation_are_given_whole(ask):
    assert "台账不全" in ask("丁桥区敬老院2031年自评发现了哪些问题").text
    assert "每季通报" in ask("丁桥区敬老院2031年自评有什么整改措施").text


def test_an_instalment_is_worked_out_from_the_terms(ask):
    answer = ask("丁桥区敬老院长者补助项目尾款多少钱")
    assert (answer.value, answer.calculation.derived) == (Decimal(144000), True)
    assert ask("丁桥区敬老院长者补助项目合同签订后先付多少钱").value == Decimal(216000)


def test_no_other_amount_stands_for_an_instalment(ask):
    assert ask("丁桥区敬老院2031年电费尾款多少钱").status == "not_found"


def test_what_is_taken_off_is_said_in_words(ask):
    assert "扣减" in ask("丁桥区敬老院长者补助项目考核不达标会怎么扣钱").text


def test_beds_are_counted_by_one_character(ask):
    assert ask("丁桥区敬老院一共多少张床").value == Decimal(88)


@pytest.mark.parametrize(
    ("question", "words"),
    [
        ("丁桥区敬老院2031年供暖改造没花完，资料里怎么解释的", "供货延误"),
        ("丁桥区敬老院供暖改造最后完成多少间", "31"),
        ("丁桥区敬老院每人每月能领多少长者补助", "60元"),
    ],
)
def test_how_it_is_explained_and_what_each_gets(ask, question, words):
    assert words in ask(question).text


def test_a_doer_is_no_amount_of_the_question_before(ask):
    answer = ask("它是由谁来做的", history=["丁桥区敬老院长者补助项目2031年预算多少"])
    assert answer.value is None
    assert "负责实施" in answer.text
