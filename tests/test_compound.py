"""Several questions in one sentence: taken apart where each asks for a figure of its own, and every part answered or named."""

from __future__ import annotations

from decimal import Decimal

import pytest

from assistant.parse.clauses import clauses


@pytest.mark.parametrize(
    ("sentence", "parts"),
    [
        ("办公费是多少，水费呢，培训费呢？", 3),
        ("水费多少？电费多少？各占公用经费的多少？", 3),
        ("总预算多少，其中人员经费多少", 2),
        ("比上年增加多少，增幅是多少，为什么", 3),
        ("预算最多和最少的项目分别是哪个", 2),
        ("1,000万元以上的项目有几个，分别是什么", 1),
        ("谁家的水费贵，贵多少", 1),
        ("下面的几个“款”，预算最大的是哪一个，多少钱", 1),
        ("按2031年预算，办公费是多少", 1),
        ("金额最大的三项是哪些，从高到低", 1),
        ("三项（大厅是多少，机房是多少）一共多少", 1),
        ("最高和最低的相差多少", 1),
        ("货物多少 工程多少　服务多少", 3),
        ("园林所 2031 年 办公费 多少", 1),
    ],
)
def test_a_sentence_is_taken_apart_only_where_it_asks_for_several_things(sentence, parts):
    assert len(clauses(sentence)) == parts


def test_each_thing_asked_for_is_answered(tiny):
    answer = tiny.ask("园林所2031年办公费是多少，水费呢？")
    assert answer.status == "answered"
    assert answer.value == Decimal(30000)
    assert "3.00 万元" in answer.text
    assert "41,234.56" in answer.text
    assert "3.00 万元" in answer.reply
    assert "41,234.56" in answer.reply
    assert list(answer.table["名称"]) == ["办公费", "水费"]


def test_a_part_without_a_figure_is_named_and_the_others_are_given(tiny):
    answer = tiny.ask("园林所2031年办公费是多少，福利费是多少？")
    assert answer.value == Decimal(30000)
    assert any("福利费是多少" in remark for remark in answer.remarks)


def test_nothing_is_answered_when_the_first_thing_is_not_there(tiny):
    assert tiny.ask("园林所2031年退休费是多少，一个月多少？").status == "not_found"


def test_shares_of_everything_asked_before_are_worked_out(tiny):
    answer = tiny.ask("园林所2031年办公费多少，水费多少，各占商品和服务支出的多少？")
    assert "36.93%" in answer.text
    assert "50.76%" in answer.text


def test_each_of_two_things_has_its_own_share(tiny):
    answer = tiny.ask("园林所2031年办公费和水费各占商品和服务支出的百分之几")
    assert list(answer.table["显示"]) == ["36.93%", "50.76%"]


def test_a_sum_behind_several_questions_adds_what_they_found(tiny):
    answer = tiny.ask("园林所2031年办公费多少，水费多少，合计多少？")
    assert answer.value == Decimal("71234.56")


def test_a_difference_behind_two_questions_compares_what_they_found(tiny):
    answer = tiny.ask("园林所2031年办公费多少，图书馆2031年办公费呢，差多少？")
    assert answer.value == Decimal(20000)


def test_the_share_of_the_winner_is_that_of_all_compared(tiny):
    answer = tiny.ask("园林所2030年自评项目里全年执行数最多的是哪个，占比多少？")
    assert answer.value == Decimal("71.64")
    assert "行道树补植" in answer.text


def test_both_ends_of_an_order_are_given(tiny):
    answer = tiny.ask("园林所2030年自评项目里全年预算数最多和最少的项目分别是哪个")
    assert "行道树补植" in answer.text
    assert "花坛更新" in answer.text


def test_the_part_of_what_was_asked_before_is_meant_by_of_which(tiny):
    answer = tiny.ask("其中土壤改良呢", history=["园林所2031年古树名木抢救复壮项目预算多少"])
    assert answer.value == Decimal(50000)


def test_a_share_after_a_part_is_of_the_whole_asked_before(tiny):
    history = ["园林所2031年古树名木抢救复壮项目预算多少", "其中土壤改良呢"]
    assert tiny.ask("占比呢", history=history).value == Decimal(20)


def test_a_column_of_which_is_that_of_the_item_asked_before():
    from assistant import Assistant
    from tests.tiny import PARK_31, fact, tiny_index

    index = tiny_index()
    more = {"code": "208", "depth": 1, "classification": "功能分类"}
    index.facts = (
        *index.facts,
        fact(PARK_31, "社会保障和就业支出", 150000, "基本支出", **more),
        fact(PARK_31, "合计", 999999, "基本支出", depth=0),
    )
    answer = Assistant(index).ask("其中基本支出多少", history=["园林所2031年社会保障和就业支出多少"])
    assert answer.value == Decimal(150000)


def test_two_columns_of_a_form_are_two_questions(tiny):
    answer = tiny.ask("园林所2030年行道树补植执行率是多少，得分多少")
    assert "80%" in answer.text
    assert "88.5 分" in answer.text
