"""Numbers and quantities: what is one, what is none, and what it is worth."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.language.numerals import find_quantities, fold, parse_number, parse_quantity
from index.language.periods import find_years
from index.language.units import exact_yuan, say

AMOUNTS = st.decimals(min_value=0, max_value=Decimal("9e12"), places=2, allow_nan=False, allow_infinity=False)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("1,234.56", "1234.56"),
        ("１２，３４５", "12345"),
        ("二〇二四", "2024"),
        ("三百二十", "320"),
        ("三百二", "320"),
        ("三百零二", "302"),
        ("十", "10"),
        ("二十一", "21"),
        ("一万五", "15000"),
        ("一亿二千万", "120000000"),
        ("三百万", "3000000"),
        ("1.2亿", "120000000"),
        ("3.5万", "35000"),
        ("两", "2"),
        ("-876.75", "-876.75"),
    ],
)
def test_a_number_is_read_however_it_is_written(text: str, value: str) -> None:
    assert parse_number(text) == Decimal(value)


@pytest.mark.parametrize("text", ["", "半", "千", "约五", "三个", "12个", "1,23", "一二三两", "十一月"])
def test_what_is_not_wholly_a_number_is_none(text: str) -> None:
    assert parse_number(text) is None


@pytest.mark.parametrize(
    ("cell", "value", "unit", "relation"),
    [
        (">=85%", "85", "%", ">="),
        ("≥85%", "85", "%", ">="),
        ("＞＝85％", "85", "%", ">="),
        ("大于等于85%", "85", "%", ">="),
        ("不低于90%", "90", "%", ">="),
        ("85%以上", "85", "%", ">="),
        ("<=0.2%", "0.2", "%", "<="),
        ("<4h", "4", "小时", "<"),
        ("<=122名", "122", "名", "<="),
        ("约20万车次", "200000", "车次", "约"),
        ("100% (按实)", "100", "%", ""),
        ("=100%", "100", "%", ""),
        ("4", "4", "", ""),
        ("0起", "0", "起", ""),
        ("2次/年", "2", "次/年", ""),
        ("994,000", "994000", "", ""),
        ("-12.50", "-12.50", "", ""),
        ("3台（套）", "3", "台（套）", ""),
        ("百分之九十五", "95", "%", ""),
    ],
)
def test_a_whole_cell_is_read_as_one_quantity(cell: str, value: str, unit: str, relation: str) -> None:
    quantity = parse_quantity(cell)
    assert quantity is not None
    assert (quantity.value, quantity.unit, quantity.relation) == (Decimal(value), unit, relation)


@pytest.mark.parametrize(
    "cell", ["及时（按期完成）", "12月底前", "7个月内完成", "365天*24小时/年", "达标", "", "—", "2022年", "每年2次演练"]
)
def test_a_cell_that_says_more_is_not_a_quantity(cell: str) -> None:
    assert parse_quantity(cell) is None


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("预算在一百万元以上的项目有三个", [("1000000", "元", ">="), ("3", "个", "")]),
        ("采购两台扫描仪共3.2万元", [("2", "台", ""), ("32000", "元", "")]),
        ("九成以上的窗口", [("90", "%", ">=")]),
        ("三成五", [("35", "%", "")]),
        ("百分之三十", [("30", "%", "")]),
        ("提高2个百分点", [("2", "百分点", "")]),
        ("超过100万的", [("1000000", "", ">")]),
        ("不足5万元", [("50000", "元", "<")]),
        ("500多名讲解员", [("500", "名", ">")]),
        ("1亿2000万元", [("120000000", "元", "")]),
        ("3千万", [("30000000", "", "")]),
        ("三百二十万元", [("3200000", "元", "")]),
        ("得分高于90的", [("90", "", ">")]),
        ("30分钟内到场", [("30", "分钟", "<=")]),
        ("附近3家单位", [("3", "家", "")]),
        ("１２００万元", [("12000000", "元", "")]),
    ],
)
def test_all_quantities_of_a_sentence_are_found(text: str, found: list[tuple[str, str, str]]) -> None:
    assert [(q.value, q.unit, q.relation) for q in find_quantities(text)] == [(Decimal(v), u, r) for v, u, r in found]


@pytest.mark.parametrize(
    "text",
    [
        "一网通办、一件事和一体化",
        "“三公”经费",
        "委托第三方评估",
        "推进五个一工程",
        "前三名和前5个",
        "第2个项目",
        "2024年12月31日",
        "二〇二四年",
        "24年预算",
        "国发〔2016〕55号",
        "7*24小时值守",
        "5×8的驻场",
        "DB31/T 862--2021",
        "“两个免于提交”",
        "一季度",
        "5．2024年收入表",
        "6.2024年支出表",
        "哪一个",
        "单位：万元",
        "二类高层建筑",
        "几十个窗口",
        "元宇宙",
    ],
)
def test_years_ordinals_codes_and_fixed_words_are_not_quantities(text: str) -> None:
    assert find_quantities(text) == ()


@pytest.mark.parametrize(
    ("text", "low", "high", "unit"),
    [
        ("10%–20%", "10", "20", "%"),
        ("20万到50万", "200000", "500000", ""),
        ("20-50万元", "200000", "500000", "元"),
        ("50万和100万之间", "500000", "1000000", ""),
        ("3至5个工作日", "3", "5", "工作日"),
    ],
)
def test_a_range_has_two_ends(text: str, low: str, high: str, unit: str) -> None:
    (quantity,) = find_quantities(text)
    assert (quantity.value, quantity.upper, quantity.unit) == (Decimal(low), Decimal(high), unit)


def test_positions_point_into_the_text_as_given() -> None:
    text = "共约１２０万元，另有3台"
    assert [text[q.start : q.end] for q in find_quantities(text)] == ["约１２０万元", "3台"]


@given(AMOUNTS)
def test_an_amount_survives_being_written_exactly(value: Decimal) -> None:
    quantity = parse_quantity(exact_yuan(value))
    assert quantity is not None
    assert (quantity.value, quantity.unit) == (value, "元")


@given(AMOUNTS)
def test_an_amount_survives_being_said_in_a_sentence(value: Decimal) -> None:
    """The last quantity of what is said is exact: it is either short or repeated in full."""
    assert find_quantities(f"合计{say(value, '元')}")[-1].value == value


@given(st.decimals(min_value=0, max_value=Decimal(1000), places=2, allow_nan=False, allow_infinity=False))
def test_a_percentage_survives_being_said(value: Decimal) -> None:
    (quantity,) = find_quantities(f"占{say(value, '%')}")
    assert (quantity.value, quantity.unit) == (value, "%")


@given(st.integers(min_value=0, max_value=10**9))
def test_a_count_survives_being_said(value: int) -> None:
    (quantity,) = find_quantities(f"共有{say(Decimal(value), '个')}")
    assert (quantity.value, quantity.unit) == (Decimal(value), "个")


@given(st.text(max_size=60))
def test_no_text_breaks_the_reader_and_folding_keeps_positions(text: str) -> None:
    assert len(fold(text)) == len(text)
    for quantity in find_quantities(text):
        assert text[quantity.start : quantity.end] == quantity.text
    parse_quantity(text)
    parse_number(text)


@pytest.mark.parametrize("text", ["连50万元都不到", "50万元还没到", "50万元都没达到"])
def test_not_even_so_much_is_less(text):
    (quantity,) = find_quantities(text)
    assert (quantity.value, quantity.relation) == (500000, "<")


@pytest.mark.parametrize(
    ("text", "years"),
    [("超过2000人的街道", []), ("2024人员经费", [2024]), ("2024年人数超过2000人", [2024]), ("2024户厕改造", [2024])],
)
def test_a_number_of_people_is_no_year(text, years):
    assert [year.year for year in find_years(text)] == years
