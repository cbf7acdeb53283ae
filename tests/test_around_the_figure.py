"""What stands around the thing asked for: counts, units, exclusions, told numbers, dates and tables named in the question."""

from __future__ import annotations

from decimal import Decimal

import pytest

from assistant import Assistant
from assistant.parse import parse
from assistant.parse.thresholds import find_conditions, find_ranking
from tests.tiny import FORM_30, PARK_31, PROJECT, fact, tiny_index


def over(*facts):
    """An assistant over the invented documents and some facts more."""
    index = tiny_index()
    index.facts = (*index.facts, *facts)
    return Assistant(index)  # type: ignore[arg-type]


def moved(item: str, rate: str, change: str):
    return fact(
        PARK_31,
        item,
        rate,
        "增减率",
        unit="%",
        change=change,
        base_year=2030,
        base="执行数",
        origin="prose",
        table_kind="文字",
        ancestors=("城乡社区支出", "城乡社区公共设施"),
        context=f"{item}比2030年执行数{change}{rate}%。",
    )


CHANGES = (moved("路灯养护", "12", "增加"), moved("河道保洁", "40", "减少"), moved("公厕管理", "25.5", "减少"))


@pytest.mark.parametrize(
    ("question", "value"),
    [
        ("园林所2031年预算和2030年执行数比，减幅最大的是哪一项", "40"),
        ("园林所2031年预算比2030年执行数增幅最高的科目是哪个，增了百分之几", "12"),
    ],
)
def test_stated_changes_are_ranked(question, value):
    assert over(*CHANGES).ask(question).value == Decimal(value)


def test_stated_changes_are_filtered_by_direction_and_size():
    answer = over(*CHANGES).ask("园林所2031年预算比2030年执行数减少超过30%的科目是哪几个")
    assert list(answer.table["名称"]) == ["河道保洁"]


def test_what_is_excluded_does_not_take_part(tiny):
    answer = tiny.ask("除了行道树补植，园林所2030年自评项目里全年预算数最大的是哪个")
    assert answer.value == Decimal(100000)


def test_a_condition_in_brackets_that_only_says_what_is_included_is_none():
    conditions = find_conditions("总分低于95分的项目一共几个(含0分的)")
    assert [(c.relation, c.value) for c in conditions] == [("<", Decimal(95))]


@pytest.mark.parametrize("words", ["一分钱都没花的项目有哪些", "完全没有执行的项目有哪些", "没有支出的项目有哪些"])
def test_projects_without_any_spending_are_found(tiny, words):
    answer = tiny.ask(f"园林所2030年自评里{words}")
    assert list(answer.table["名称"]) == ["花坛更新"]


def test_the_last_three_are_a_ranking_from_below():
    assert find_ranking("分数垫底的三个是谁").k == 3
    assert not find_ranking("分数垫底的三个是谁").descending


def test_the_measure_word_of_a_question_is_not_a_word_to_look_for(tiny):
    question = parse("园林所2031年古树名木抢救复壮项目计划复壮多少株古树", tiny._lexicon)
    assert not any("株" in span.text for span in question.content)


def test_a_count_of_the_project_is_given_in_the_unit_asked_for(tiny):
    answer = tiny.ask("园林所2031年古树名木抢救复壮项目是多少株")
    assert (answer.value, answer.unit) == (Decimal(40), "株")


def test_a_question_for_a_number_of_sheets_is_not_answered_with_money(tiny):
    assert tiny.ask("园林所2031年办公费是多少张").status == "not_found"


def test_a_year_in_a_name_is_no_year_asked_for():
    assistant = over(fact(PARK_31, "驿站2029升级改造", 70000, "预算数", table_kind="明细", project=PROJECT))
    assert parse("园林所2031年驿站2029升级改造预算多少", assistant._lexicon).years == (2031,)


def test_a_date_beside_a_year_says_when_and_not_which_document(tiny):
    question = parse("园林所2031年预算里要到2032年第一季度付的款是多少", tiny._lexicon)
    assert question.years == (2031,)


def test_a_word_for_the_whole_behind_the_thing_changes_nothing(tiny):
    assert tiny.ask("园林所2031年公务接待费预算总数是多少").value == Decimal(10000)


def test_the_table_named_in_the_question_is_read():
    twice = fact(PARK_31, "水费", 99999, "合计", code="30205", depth=2, table_kind="一般公共预算")
    assert over(twice).ask("园林所2031年基本支出经济分类表里水费是多少").value == Decimal("41234.56")


def test_fewer_things_found_than_told_are_not_added_up(tiny):
    answer = tiny.ask("园林所2031年办公费、水费、公务接待费这四项合计多少")
    assert answer.status == "not_found"
    assert "没有全部对上" in answer.text


def test_things_listed_are_added_up_without_the_words_for_their_kind(tiny):
    answer = tiny.ask("园林所2030年行道树补植、喷灌维修、花坛更新这三个养护类项目全年预算数合计多少")
    assert answer.value == Decimal(450000)


def test_parts_whose_names_hold_a_quoted_word_are_added_up(tiny):
    answer = tiny.ask("园林所2031年古树名木抢救复壮项目里名称带“安装”的分项合计多少")
    assert answer.value == Decimal(120000)


def test_a_printed_mean_is_given_as_printed():
    printed = fact(FORM_30, "平均得分", "97.5", "数量", unit="分", origin="prose", table_kind="文字")
    assert over(printed).ask("园林所2030年绩效自评平均得了多少分").value == Decimal("97.5")


def test_the_mean_score_is_that_of_the_projects(tiny):
    assert tiny.ask("园林所2030年自评平均分是多少").value == Decimal("81.5")


@pytest.mark.parametrize("item", ["基本支出", "项目支出"])
def test_a_share_without_a_whole_is_of_the_usual_one(item):
    totals = (fact(PARK_31, "合计", 500000, item, depth=0), fact(PARK_31, "合计", 1250000, "合计", depth=0))
    assert over(*totals).ask(f"园林所2031年{item}占比多少").value == Decimal(40)
