"""Operations on the tiny documents, checked by hand; each shows the arithmetic it did."""

from __future__ import annotations

from decimal import Decimal

import pytest

from assistant.compute.arithmetic import average, difference, growth_rate, quotient, total
from assistant.query import Figure
from tests.tiny import PARK_31, fact


def figure(value, unit="元"):
    return Figure("甲", Decimal(value), unit, fact(PARK_31, "甲", value, unit=unit))


@pytest.mark.parametrize(
    ("question", "value", "unit"),
    [
        ("园林所2031年办公费和水费一共多少", "71234.56", "元"),
        ("各单位2031年办公费合计多少", "80000", "元"),
        ("园林所2030年各项目全年执行数合计多少", "335000", "元"),
        ("园林所和图书馆2031年办公费差多少", "20000", "元"),
        ("园林所2030年行道树补植全年预算数比年初预算数多多少", "100000", "元"),
        ("园林所2031年办公费占商品和服务支出的百分之几", "36.93", "%"),
        ("园林所2031年商品和服务支出去掉水费还剩多少", "40000", "元"),
        ("园林所2030年自评项目平均得分多少", "81.5", "分"),
        ("图书馆2031年办公费比2030年增加多少", "10000", "元"),
        ("图书馆2031年办公费比上年增长百分之几", "25", "%"),
        ("图书馆2030年办公费多少", "40000", "元"),
        ("园林所2030年自评项目有几个", "3", "个"),
        ("园林所2030年执行率低于90%的项目有几个", "2", "个"),
    ],
)
def test_a_figure_is_computed_exactly(tiny, question, value, unit):
    answer = tiny.ask(question)
    assert (answer.status, answer.value, answer.unit) == ("answered", Decimal(value), unit)


@pytest.mark.parametrize(
    ("question", "value"),
    [
        ("园林所2031年社会保障和就业支出比2030年增加多少", 150000),
        ("园林所2031年社会保障和就业支出比2030年增长百分之几", 150),
    ],
)
def test_a_change_is_computed_from_the_documents_of_both_years(tiny, question, value):
    answer = tiny.ask(question)
    assert (answer.status, answer.value) == ("answered", Decimal(value))


def test_a_series_shows_every_year(tiny):
    answer = tiny.ask("园林所历年办公费")
    assert [row["年度"] for row in answer.table.to_dict("records")] == [2030, 2031]


def test_a_sum_does_not_count_a_part_twice_without_saying_so(tiny):
    answer = tiny.ask("园林所2031年商品和服务支出和办公费一共多少")
    assert answer.value != Decimal("111234.56") or answer.remarks


def test_a_unit_cost_divides_by_the_quantity_of_the_same_sentence(tiny):
    answer = tiny.ask("古树名木抢救复壮项目平均每株多少钱")
    assert (answer.value, answer.calculation.derived) == (Decimal(6250), True)


def test_a_quantity_is_answered_with_a_quantity_whatever_its_measure_word(tiny):
    answer = tiny.ask("古树名木抢救复壮项目计划复壮多少株古树")
    assert (answer.value, answer.unit) == (Decimal(40), "株")


def test_whether_one_item_exceeds_a_threshold_is_asked_of_that_item(tiny):
    answer = tiny.ask("园林所2031年办公费有没有超过5万元")
    assert "古树" not in answer.text


def test_a_range_takes_the_unit_of_the_measure_before_it(tiny):
    assert "行道树补植" in tiny.ask("园林所2030年得分在80到90之间的项目有哪些").text


def test_who_has_more_compares_the_bodies_that_are_held(tiny):
    answer = tiny.ask("两家单位2031年预算谁多")
    assert answer.status == "answered"
    assert "云杉区园林所" in answer.text.splitlines()[0]


def test_the_budget_of_all_evaluated_projects_is_not_that_of_the_whole_body(tiny):
    assert tiny.ask("园林所2030年自评项目预算总额是多少").value != Decimal(1000000)


def test_what_a_project_left_unspent_is_its_budget_minus_what_was_spent(tiny):
    assert tiny.ask("园林所2030年行道树补植还剩多少没花").value == Decimal(60000)


@pytest.mark.parametrize(
    ("words", "names"),
    [
        ("不低于95%", ["喷灌设备维修"]),
        ("95%以上", ["喷灌设备维修"]),
        ("超过95%", []),
        ("不到95%", ["行道树补植", "花坛更新"]),
        ("不超过80%", ["行道树补植", "花坛更新"]),
        ("低于80%", ["花坛更新"]),
    ],
)
def test_a_figure_on_the_threshold_is_in_or_out_as_the_words_say(tiny, words, names):
    answer = tiny.ask(f"园林所2030年执行率{words}的项目有哪些")
    assert answer.value == len(names)
    assert [name for name in ("喷灌设备维修", "行道树补植", "花坛更新") if name in answer.text] == names


def test_a_year_without_a_document_is_worked_out_and_marked_as_derived(tiny):
    answer = tiny.ask("图书馆2030年办公费多少")
    assert answer.calculation.derived
    assert "推算" in answer.text


@pytest.mark.parametrize(
    ("question", "names"),
    [
        ("古树名木抢救复壮项目分项从高到低排", ["支撑架安装", "白蚁防治", "土壤改良"]),
        ("园林所2030年自评得分最低的两个项目", ["花坛更新", "行道树补植"]),
        ("园林所2030年执行率低于90%的项目有哪些", ["行道树补植", "花坛更新"]),
    ],
)
def test_rankings_and_filters_list_the_right_rows_in_order(tiny, question, names):
    assert list(tiny.ask(question).table["名称"]) == names


@pytest.mark.parametrize(
    ("question", "winner", "value"),
    [
        ("园林所2030年得分最高的项目是哪个", "喷灌设备维修", "96"),
        ("园林所2030年哪个项目执行率最低", "花坛更新", "0"),
        ("园林所2031年第二大的类是哪个", "社会保障和就业支出", "250000"),
        ("园林所2030年执行率低于90%的项目里得分最高的是哪个", "行道树补植", "88.5"),
        ("2031年哪家单位的办公费最高", "白河区图书馆", "50000"),
    ],
)
def test_the_winner_is_named_with_its_figure(tiny, question, winner, value):
    answer = tiny.ask(question)
    assert answer.value == Decimal(value)
    assert winner in answer.text.splitlines()[0]


def test_both_sides_of_a_comparison_are_operands_with_their_sources(tiny):
    operands = tiny.ask("园林所和图书馆2031年办公费差多少").calculation.operands
    assert {(one.citation.document, one.value) for one in operands} == {
        ("园林31.txt", Decimal(30000)),
        ("图书31.txt", Decimal(50000)),
    }


def test_arithmetic_shows_a_line_that_a_pocket_calculator_confirms():
    assert total([figure("30000"), figure("41234.56")]).expression == "30,000.00 + 41,234.56 = 71,234.56"
    assert difference(figure("1.5"), figure("0.25")).expression == "1.50 − 0.25 = 1.25"


@pytest.mark.parametrize(
    ("part", "whole", "percent"), [("1", "3", "33.33"), ("125", "100000", "0.13"), ("0", "7", "0")]
)
def test_shares_are_rounded_half_up_to_a_hundredth_of_a_point(part, whole, percent):
    assert quotient(Decimal(part), Decimal(whole)) == Decimal(percent)


def test_an_average_says_when_it_was_rounded():
    even, uneven = average(figure("10"), figure("4", "个")), average(figure("10"), figure("3", "个"))
    assert (even.result, even.rounding) == (Decimal("2.5"), "")
    assert (uneven.result, bool(uneven.rounding)) == (Decimal("3.33"), True)


def test_a_fall_is_a_negative_rate():
    assert growth_rate(figure("75"), figure("100")).result == Decimal("-25.00")


def test_the_worst_project_is_the_one_with_the_fewest_points(tiny):
    worst = tiny.ask("园林所2030年自评最差的项目是哪个")
    assert (worst.unit, worst.value) == ("分", min(tiny.ask("园林所2030年各项目得分从高到低").table["数值"]))
