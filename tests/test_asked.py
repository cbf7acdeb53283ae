"""What sort of thing a question asks for, and which chunks show it."""

from __future__ import annotations

from dataclasses import replace

import pytest
from samples import parsed

from index.asked import SORTS, asked_sorts, shown_sorts
from index.chunks import make_chunks

CHUNK = replace(make_chunks([parsed(sentences=["养护。"])])[0], context="青山区园林所 2031年")
MONEY, TOTAL, MEANING, REASON, TIME, GROUNDS, WHO, LOST, COUNT, PARTS = range(len(SORTS))


@pytest.mark.parametrize(
    ("question", "sort", "shows", "shows_not"),
    [
        ("刻章花多少钱", MONEY, "预算安排金额为320.00万元", "2024年底前完成"),
        ("租赁费预算是多少", MONEY, "302 14 租赁费 4,504,800", "一套 10 10"),
        ("一共安排多少", TOTAL, "项目预算总金额为911.79万元", "其中设备20万元"),
        ("什么叫基本支出", MEANING, "基本支出：指为维持运转而编的计划", "基本支出 12 元"),
        ("为啥没花完", REASON, "由于工期推迟", "按期完成"),
        ("什么时候体检", TIME, "安排在11月", "安排体检"),
        ("几点关门", TIME, "延长至晚上九点", "延长开放"),
        ("有什么依据", GROUNDS, "《条例》第三条", "按要求实施"),
        ("谁来做", WHO, "由养护科负责", "按期完成"),
        ("哪几个指标扣分了", LOST, "系统稳定性 9 改进巡检", "系统稳定性 10"),
        ("派几名人员", COUNT, "驻场人员9名", "驻场人员"),
        ("包括哪些章", PARTS, "名称章、财务章、法人章", "印章四枚"),
    ],
)
def test_a_question_asks_for_what_only_some_texts_show(question, sort, shows, shows_not):
    assert sort in asked_sorts(question)
    assert sort in shown_sorts(replace(CHUNK, text=shows))
    assert sort not in shown_sorts(replace(CHUNK, text=shows_not))


def test_the_glossary_explains_whatever_its_sentences_look_like():
    assert MEANING in shown_sorts(replace(CHUNK, context="青山区园林所 2031年 名词解释", text="基本支出预算是年度计划"))


def test_a_mere_name_asks_for_nothing_in_particular():
    assert asked_sorts("河道保洁") == frozenset()
