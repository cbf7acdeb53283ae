"""Questions that lean on earlier ones inherit what they do not restate, and nothing else."""

from __future__ import annotations

from decimal import Decimal

import pytest

FIRST = "园林所2031年办公费多少"


@pytest.mark.parametrize(
    ("question", "value", "unit"),
    [
        ("那2030年呢", 20000, "元"),
        ("图书馆呢", 50000, "元"),
        ("水费呢", "41234.56", "元"),
        ("公务接待费是多少", 10000, "元"),
        ("占商品和服务支出的百分之几", "36.93", "%"),
    ],
)
def test_what_is_not_restated_is_inherited(tiny, question, value, unit):
    answer = tiny.ask(question, [FIRST])
    assert (answer.status, answer.value, answer.unit) == ("answered", Decimal(value), unit)


def test_an_answer_says_what_it_leans_on(tiny):
    answer = tiny.ask("那2030年呢", [FIRST])
    assert any(FIRST in note for note in answer.interpretation.assumptions)


def test_a_chain_of_followups_inherits_through_the_middle_one(tiny):
    assert tiny.ask("水费呢", [FIRST, "那2030年呢"]).value == Decimal(30000)


def test_a_question_that_stands_alone_ignores_the_history(tiny):
    alone = "图书馆2031年办公费多少"
    assert tiny.ask(alone, [FIRST, "水费呢"]).value == tiny.ask(alone).value == Decimal(50000)


@pytest.mark.parametrize(
    "alone", ["园林所2031年支出预算是多少", "园林所2031年预算多少钱", "园林所2031年预算比2030年增加了多少"]
)
def test_a_question_for_all_the_money_of_a_place_and_year_stands_alone(tiny, alone):
    assert tiny.ask(alone, ["图书馆2031年水费多少"]).reply == tiny.ask(alone).reply


def test_the_same_words_pointing_back_are_a_followup(tiny):
    assert tiny.ask("那园林所2030年的预算呢", [FIRST]).value == Decimal(20000)


def test_another_measure_of_the_same_project_is_a_followup(tiny):
    first = "园林所2030年行道树补植全年预算数多少"
    assert tiny.ask("执行率呢", [first]).value == Decimal(80)
    assert tiny.ask("得了多少分", [first]).value == Decimal("88.5")


def test_the_year_of_a_followup_is_not_invented(tiny):
    answer = tiny.ask("那2029年呢", [FIRST])
    assert (answer.status, answer.value) == ("not_found", None)


def test_empty_questions_in_the_history_change_nothing(tiny):
    assert tiny.ask("那2030年呢", ["", FIRST, "   "]).value == Decimal(20000)


def test_what_is_outside_of_the_subject_stays_outside_after_any_history(tiny):
    assert tiny.ask("今天天气怎么样", [FIRST]).status == "not_found"


def test_the_history_is_not_changed(tiny):
    history = [FIRST]
    tiny.ask("水费呢", history)
    assert history == [FIRST]


def test_again_asks_for_the_thing_of_before(tiny):
    assert tiny.ask("图书馆2031年又是多少", [FIRST]).value == Decimal(50000)
