"""Units of measure and how figures are said."""

from __future__ import annotations

from decimal import Decimal

import pytest

from index.language.units import MONEY_UNITS, exact_yuan, plain, same_unit, say, say_amount


@pytest.mark.parametrize(
    ("yuan", "said"),
    [
        ("3200000", "320.00 万元"),
        ("39311854.30", "3,931.19 万元（39,311,854.30 元）"),
        ("13749812.34", "1,374.98 万元（13,749,812.34 元）"),
        ("156000000", "1.56 亿元"),
        ("6000", "6,000.00 元"),
        ("0", "0.00 元"),
        ("-25000", "-2.50 万元"),
    ],
)
def test_an_amount_is_said_in_the_unit_a_person_would_use(yuan: str, said: str) -> None:
    assert say_amount(Decimal(yuan)) == said


def test_a_rounded_amount_keeps_its_printed_unit_when_that_is_exact() -> None:
    assert say_amount(Decimal(156_211_100), printed_unit="万元") == "1.56 亿元（15,621.11 万元）"


@pytest.mark.parametrize(
    ("value", "unit", "said"),
    [
        ("85.28", "%", "85.28%"),
        ("100.00", "%", "100%"),
        ("69.907183", "%", "69.91%"),
        ("17", "个", "17 个"),
        ("4.50", "小时", "4.5 小时"),
        ("3", "", "3"),
    ],
)
def test_other_figures_are_said_with_their_unit(value: str, unit: str, said: str) -> None:
    assert say(Decimal(value), unit) == said


def test_exact_yuan_never_rounds() -> None:
    assert exact_yuan(Decimal(3200000)) == "3,200,000.00 元"
    assert exact_yuan(Decimal("0.125")) == "0.125 元"


def test_plain_keeps_whole_numbers_whole() -> None:
    assert plain(Decimal(1200)) == "1,200"
    assert plain(Decimal("1E+3")) == "1,000"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("名", "人"),
        ("台（套）", "台"),
        ("台(套)", "套"),
        ("万元", "元"),
        ("h", "小时"),
        ("个工作日", "工作日"),
        ("起", "件"),
    ],
)
def test_units_that_count_the_same_are_equal(one: str, other: str) -> None:
    assert same_unit(one, other)
    assert same_unit(other, one)


@pytest.mark.parametrize(("one", "other"), [("名", "个"), ("元", "%"), ("次", "车次"), ("小时", "分钟"), ("", "个")])
def test_units_that_count_different_things_differ(one: str, other: str) -> None:
    assert not same_unit(one, other)


def test_money_units_are_factors_to_yuan() -> None:
    assert [MONEY_UNITS[unit] for unit in ("元", "万元", "亿元")] == [Decimal(1), Decimal(10**4), Decimal(10**8)]
