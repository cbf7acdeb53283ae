"""Questions in words whose wording is not the passage's: neighbours, grades, conditions, tariffs, items by place, reasons by side."""

from __future__ import annotations

import numpy as np
import pytest

from assistant import Assistant
from assistant.parse.clauses import clauses
from assistant.retrieve.words.meant import only_asks, says
from assistant.retrieve.words.whole_reasons import is_whole
from index.build import read_documents
from tests.tiny import TinyIndex

BUDGET = """
青石县2031年部门预算

预算单位：青石县水务局

目 录

- 一、部门主要职能
- 二、部门预算编制说明

青石县水务局主要职能

主要职能包括：

一、管护河道湖泊。

组织河道清淤和湖泊巡查。

二、保障城乡供水。

统筹水源调度和管网改造。

三、防御水旱灾害。

承担预报预警和应急抢险。

部门预算编制说明

2031年，青石县水务局收入预算5200.00万元，比2030年预算增加1130.40万元，主要原因是新增东岭水库除险加固项目。

支出预算5100.00万元，比2030年预算增加902.60万元。

支出增加的主要原因是管网改造进入高峰。

财政拨款支出主要内容如下：

1.“水利工程建设”科目3000.00万元，主要用于水库加固。

2.“农村供水”科目900.00万元，主要用于管网改造。

东岭水文站新建工程项目经费情况说明

一、项目概述

东岭水文站新建工程位于东岭路与滨河路路口，东至东岭路，南至滨河路，西至县第二粮库，北至松涛小区，耐火等级地上部分为二级，地下部分为一级。

二、实施方案

村集体出具用地证明并完成备案后申请青苗补偿，验收合格后一次性拨付。

水田每亩补偿1800元，旱地每亩补偿1200元。

三、年度预算安排

2031年安排420.00万元，其中：测井施工260.00万元，仪器设备130.00万元，青苗补偿30.00万元。
"""


@pytest.fixture(scope="module")
def assistant(tmp_path_factory):
    folder = tmp_path_factory.mktemp("prose")
    (folder / "水务31.txt").write_text(BUDGET, "utf-8")
    parsed, _ = read_documents(folder)
    facts = tuple(fact for one in parsed for fact in one.facts)
    passages = tuple(passage for one in parsed for passage in one.passages)
    return Assistant(TinyIndex(tuple(one.document for one in parsed), facts, passages))


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("东岭水文站北边挨着哪个小区", "松涛小区"),
        ("东岭水文站的西边和南边各是什么", "第二粮库"),
        ("东岭水文站地上和地下的耐火等级各是几级", "地下部分为一级"),
        ("东岭水文站的青苗补偿要满足什么条件才能申请", "用地证明"),
        ("东岭水文站420万由哪些部分组成", "仪器设备130.00万元"),
        ("青石县水务局第二条职能是什么", "统筹水源调度"),
        ("水务局职能前两条的标题分别叫什么", "管护河道湖泊"),
        ("水务局2031年财政拨款主要用于哪两个科目", "农村供水"),
        ("青石县水务局收入预算为什么增加", "除险加固"),
        ("青石县水务局2031年支出预算多了902万，怎么回事", "管网改造进入高峰"),
    ],
)
def test_the_passage_is_found(assistant, question, said):
    answer = assistant.ask(question)
    assert answer.status == "answered"
    assert said in answer.text


def test_only_the_titles_and_only_so_many(assistant):
    text = assistant.ask("水务局职能前两条的标题分别叫什么").text
    assert "保障城乡供水" in text
    assert "水旱灾害" not in text
    assert "清淤" not in text


def test_a_reason_of_one_side_is_none_of_the_other(assistant):
    assert "管网" not in assistant.ask("青石县水务局收入预算为什么增加").text


@pytest.mark.parametrize(
    "question", ["东岭水文站的职工宿舍在哪条路", "青石县水务局的游泳池怎么付款", "东岭水文站的审计单位是谁"]
)
def test_what_is_not_said_is_refused(assistant, question):
    assert assistant.ask(question).status == "not_found"


def test_one_reason_each():
    asked = clauses("甲局办公费比上年增加，乙局差旅费比上年减少，两边各给了什么理由")
    assert asked == ("甲局办公费比上年增加的原因是什么", "乙局差旅费比上年减少的原因是什么")


def test_words_of_the_asking_and_counts_say_nothing_of_the_thing():
    assert only_asks("能享受")
    assert only_asks("两处")
    assert not only_asks("宿舍")


def test_an_everyday_word_in_another_word():
    near = {"完工": (1.0, 0.0), "竣工": (0.9, 0.436), "小学": (1.0, 0.0), "中学": (0.99, 0.1)}

    def encode(texts):
        return np.array([near.get(text, (0.0, 1.0)) for text in texts])

    assert says("完工", ["九月竣工"], encode)
    assert not says("小学", ["中学改造"], encode)  # a kind of school is never taken for another
    assert not says("完工", ["九月开学"], encode)
    assert not says("完工", ["九月竣工"], None)


def test_the_whole_and_its_sides_are_no_items():
    assert is_whole("收入总预算")
    assert is_whole("财政拨款支出预算")
    assert not is_whole("教育支出预算")


def test_what_is_handed_out_and_how(assistant):
    assert "一次性拨付" in assistant.ask("东岭水文站的青苗补偿怎么发放").text


def test_who_and_where_are_no_amounts(assistant):
    answer = assistant.ask("东岭水文站这笔钱用在哪里")
    assert answer.value is None
