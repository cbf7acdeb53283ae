"""Generated questions over the project's corpus: at least 99 of 100 are answered right (see ``tests/variants``)."""

from __future__ import annotations

import os
from decimal import Decimal

import pytest

from assistant.model import Answer
from tests.variants.__main__ import report, run
from tests.variants.judging import fault
from tests.variants.questions import OPERATIONS, generate
from tests.variants.variant import Variant
from tests.variants.world import World, number_in

SAMPLE = 400
ALL = 3000


@pytest.fixture(scope="session")
def world(corpus_assistant):
    return World(corpus_assistant.index)


def test_nearly_all_generated_questions_are_answered_right(world, corpus_assistant, request):
    everything = request.config.getoption("--variants-all") or os.environ.get("VARIANTS") == "all"
    variants = generate(world, ALL if everything else SAMPLE)
    asked, failures = run(corpus_assistant, variants)
    if len(failures) > 0.01 * sum(asked.values()):
        pytest.fail(report(asked, failures), pytrace=False)


def test_the_generator_is_deterministic_and_covers_every_operation(world):
    first, second = generate(world, SAMPLE), generate(world, SAMPLE)
    assert first == second
    assert {name for name in OPERATIONS if generate(world, 1, only=[name])} == set(OPERATIONS)


def test_a_label_with_two_figures_is_never_asked_as_if_it_had_one(world):
    for document in world.documents:
        for label, value in world.totals_of(document.name).items():
            cells = [f for f in world.figures if f.document == document.name and f.label == label]
            totals = {f.value for f in cells if f.measure in {"合计", "预算数", "决算数", "小计"}}
            assert totals == {value}


@pytest.mark.parametrize(
    ("printed", "number"),
    [
        ("≥85%", 85),
        ("14,500件（按实）", 14500),
        ("=100%", 100),
        ("10-11月", None),
        ("达标", None),
        ("365天*24小时", None),
    ],
)
def test_the_number_of_an_indicator_is_read_only_where_there_is_one(printed, number):
    assert number_in(printed) == number


@pytest.mark.parametrize(
    ("answer", "reason"),
    [
        (Answer("问", "answered", "三元", Decimal(3), "元"), "no citation"),
        (Answer("问", "answered", "四元", Decimal(4), "元"), "value 4, expected 3"),
        (Answer("问", "answered", "三个", Decimal(3), "个"), "unit 个, expected 元"),
        (Answer("问", "not_found", "没有"), "not_found, expected answered"),
    ],
)
def test_a_judge_says_what_is_wrong(answer, reason):
    assert fault(Variant("取值", "", "问", value=Decimal(3), unit="元"), answer) == reason


def test_a_ranking_in_the_wrong_order_is_wrong():
    variant = Variant("排序", "", "问", items=("路灯维护", "河道保洁"), ordered=True)
    assert fault(variant, Answer("问", "answered", "1. 河道保洁 2. 路灯维护")) == "lacks 河道保洁"
