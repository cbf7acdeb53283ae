"""Laws that hold for every question and every figure."""

from __future__ import annotations

import json
from concurrent.futures import ThreadPoolExecutor
from decimal import ROUND_HALF_UP, Decimal

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from assistant.compute.arithmetic import average, difference, number, share, total
from assistant.query import Figure
from assistant.serialise import answer_to_json
from index.language.units import exact_yuan, say
from tests.tiny import PARK_31, fact, tiny_assistant

ASSISTANT = tiny_assistant()
QUESTIONS = (
    "园林所2031年水费多少",
    "园林所2031年办公费和水费一共多少",
    "园林所2031年办公费占商品和服务支出的百分之几",
    "2031年办公费多少",
    "古树名木抢救复壮项目分项从高到低排",
    "园林所2030年执行率低于90%的项目有哪些",
    "图书馆2030年办公费多少",
    "园林所2031年福利费多少",
    "宝山区2031年办公费多少",
    "为什么要抢救古树",
)
SAYINGS = (
    "园林所 图书馆 云杉区 宝山区 2031年 2030年 2029年 去年 办公费 水费 福利费 招待费 古树名木 项目 科目 分项 最大的 前三 第二高 "
    "低于90% 超过3万元 5万到10万之间 执行率 得分 占 比 和 去掉 平均每 一共 多少 百分之几 有哪些 几个 有没有 为什么 是什么意思 "
    "增加 减少 历年 谁更多 呢 那 其中 预算 决算 实际 收入 支出 总计 的 、 ， ？ （ ） “ ” 万元 % budget 2031"
)
WORDS = SAYINGS.split()

calm = settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck), derandomize=True)
asked = st.one_of(st.text(max_size=60), st.lists(st.sampled_from(WORDS), max_size=9).map("".join))
money = st.decimals(-(10**12), 10**12, places=2, allow_nan=False, allow_infinity=False)


def figure(value: Decimal, unit: str = "元") -> Figure:
    return Figure("甲", value, unit, fact(PARK_31, "甲", value, unit=unit))


@calm
@given(question=asked, history=st.lists(asked, max_size=2))
def test_no_question_raises_and_every_reply_has_words(question, history):
    answer = ASSISTANT.ask(question, history)
    assert answer.status in {"answered", "ambiguous", "not_found"}
    assert answer.text.strip()
    json.loads(answer_to_json(answer))


@calm
@given(question=st.lists(st.sampled_from(WORDS), min_size=1, max_size=8).map("".join))
def test_what_is_not_answered_carries_no_figure_and_what_is_ambiguous_offers_a_choice(question):
    answer = ASSISTANT.ask(question)
    if answer.status != "answered":
        assert answer.value is None
        assert answer.calculation is None
    if answer.status == "ambiguous":
        assert len(answer.candidates) > 1


@calm
@given(question=st.lists(st.sampled_from(WORDS), min_size=1, max_size=8).map("".join))
def test_every_value_is_a_decimal_with_a_source_and_every_sum_that_of_its_operands(question):
    answer = ASSISTANT.ask(question)
    if answer.value is not None:
        assert isinstance(answer.value, Decimal)
        assert answer.value.is_finite()
    if answer.status == "answered" and "没有符合条件的" not in answer.text:
        assert answer.citations
    if answer.calculation is not None and answer.calculation.operation == "求和":
        assert sum(one.value for one in answer.calculation.operands) == answer.calculation.result


@pytest.mark.parametrize("question", QUESTIONS)
def test_the_same_question_is_answered_the_same_to_the_byte(question):
    assert answer_to_json(ASSISTANT.ask(question)) == answer_to_json(tiny_assistant().ask(question))


def test_threads_get_the_answers_that_one_alone_gets():
    alone = [answer_to_json(ASSISTANT.ask(question)) for question in QUESTIONS]
    shared = tiny_assistant()
    with ThreadPoolExecutor(4) as pool:
        together = list(pool.map(lambda question: answer_to_json(shared.ask(question)), QUESTIONS * 4))
    assert together == alone * 4


@pytest.mark.parametrize(
    "question",
    ["园林所2031年支出从高到低排", "园林所2030年项目按得分从高到低排", "古树名木抢救复壮项目分项从高到低排"],
)
def test_a_ranking_is_sorted(question):
    rows = list(ASSISTANT.ask(question).table["数值"])
    assert len(rows) > 1
    assert rows == sorted(rows, reverse=True)


@pytest.mark.parametrize("question", ["古树名木抢救复壮项目分项从低到高排", "园林所2030年项目按执行率从低到高排"])
def test_a_ranking_upwards_is_sorted_upwards(question):
    rows = list(ASSISTANT.ask(question).table["数值"])
    assert rows == sorted(rows)


@calm
@given(values=st.lists(money, min_size=1, max_size=12))
def test_a_sum_equals_its_operands_whatever_their_order(values):
    step = total([figure(value) for value in values])
    assert step.result == sum(one.value for one in step.operands)
    assert step.result == total([figure(value) for value in reversed(values)]).result


@calm
@given(one=money, other=money)
def test_a_difference_changes_its_sign_when_its_sides_are_exchanged(one, other):
    assert difference(figure(one), figure(other)).result == -difference(figure(other), figure(one)).result


@calm
@given(parts=st.lists(money.filter(lambda value: value > 0), min_size=1, max_size=8))
def test_shares_of_a_whole_add_up_to_a_hundred_within_their_rounding(parts):
    whole = figure(sum(parts))
    shares = [share(figure(part), whole).result for part in parts]
    assert abs(sum(shares) - 100) <= Decimal("0.005") * len(parts)


@calm
@given(amount=money, count=st.integers(1, 10_000))
def test_an_average_times_its_count_gives_the_amount_within_its_rounding(amount, count):
    step = average(figure(amount), figure(Decimal(count), "个"))
    assert abs(step.result * count - amount) <= Decimal("0.005") * count
    assert bool(step.rounding) == (step.result * count != amount)


@calm
@given(value=money)
def test_writing_an_amount_in_yuan_never_changes_it(value):
    assert Decimal(exact_yuan(value).removesuffix(" 元").replace(",", "")) == value
    assert Decimal(number(value, "元").replace(",", "")) == value


@calm
@given(value=money)
def test_an_amount_is_said_rounded_only_beside_its_exact_form(value):
    said = say(value, "元")
    first, _, exact = said.partition("（")
    figure_, unit = first.split(" ")
    spoken = Decimal(figure_.replace(",", "")) * {"元": 1, "万元": 10_000, "亿元": 10**8}[unit]
    assert spoken == value or Decimal(exact.split(" ")[0].replace(",", "")) == value


@calm
@given(value=st.decimals(0, 1000, places=4, allow_nan=False, allow_infinity=False))
def test_a_share_keeps_the_digits_that_were_printed(value):
    assert Decimal(say(value, "%").removesuffix("%").replace(",", "")) == value


def test_a_derived_rate_is_rounded_like_every_other_rate():
    from dataclasses import replace

    from assistant import Assistant
    from tests.tiny import LIBRARY_31, tiny_index

    index = tiny_index()
    more = {"origin": "prose", "table_kind": "文字", "change": "增加", "base_year": 2030, "base": "预算"}
    said = "2031年书架费预算80,100元，比2030年预算增加100元。"
    now = fact(LIBRARY_31, "书架费", 80100, code="30299", ancestors=("商品和服务支出",), depth=2)
    moved = fact(LIBRARY_31, "书架费", 100, "增减额", context=said, **more)
    answer = Assistant(replace(index, facts=(*index.facts, now, moved))).ask("图书馆2031年书架费比上年增长百分之几")
    exact = (Decimal(100) * 100 / Decimal(80000)).quantize(Decimal("0.01"), ROUND_HALF_UP)
    assert answer.value == exact
