"""A question as read, before anything is looked up: operation, years, thresholds, places, what is left to be linked."""

from __future__ import annotations

from decimal import Decimal

import pytest

from assistant.lexicon import build_lexicon
from assistant.parse import parse
from assistant.query import Operation, Ranking
from tests.tiny import tiny_index


@pytest.fixture(scope="module")
def read():
    lexicon = build_lexicon(tiny_index())
    return lambda question: parse(question, lexicon)


@pytest.mark.parametrize(
    ("question", "operation"),
    [
        ("园林所2031年办公费多少", Operation.VALUE),
        ("园林所2031年办公费和水费一共多少", Operation.SUM),
        ("园林所2031年办公费比2030年增加多少", Operation.GROWTH),
        ("办公费占商品和服务支出的百分之几", Operation.SHARE),
        ("商品和服务支出去掉水费还剩多少", Operation.REMAINDER),
        ("平均每个项目多少钱", Operation.AVERAGE),
        ("园林所2031年最大的三项支出", Operation.RANK),
        ("执行率低于90%的项目有哪些", Operation.FILTER),
        ("园林所2030年自评项目有几个", Operation.COUNT),
        ("古树名木抢救复壮项目有哪些分项", Operation.LIST),
        ("园林所历年办公费", Operation.SERIES),
        ("园林所和图书馆谁的办公费更多", Operation.COMPARE),
        ("园林所有没有出国费", Operation.EXISTS),
        ("为什么要抢救古树", Operation.REASON),
        ("公务接待费是什么意思", Operation.DEFINITION),
    ],
)
def test_the_operation_is_the_one_the_words_ask_for(read, question, operation):
    assert read(question).operation is operation


@pytest.mark.parametrize(
    "question",
    [
        "园林所2031年办公费",
        "园林所31年办公费",
        "园林所二〇三一年办公费",
        "园林所２０３１年度办公费",
    ],
)
def test_a_year_is_read_however_it_is_written(read, question):
    assert read(question).years == (2031,)


def test_last_year_counts_from_the_newest_document_and_says_so(read):
    question = read("去年园林所办公费多少")
    assert question.years == (2030,)
    assert any("2030" in note for note in question.notes)


def test_the_year_compared_with_is_not_a_year_asked_for(read):
    question = read("园林所2031年办公费比2030年增加多少")
    assert (question.years, question.base_year) == ((2031,), 2030)


@pytest.mark.parametrize(
    ("words", "relation", "value", "unit", "upper"),
    [
        ("超过5万元的科目有哪些", ">", 50000, "元", None),
        ("不足三百万的项目有哪些", "<", 3000000, "元", None),
        ("1.2亿以上的项目有哪些", ">=", 120000000, "元", None),
        ("执行率低于90%的项目有哪些", "<", 90, "%", None),
        ("5万到10万之间的科目有哪些", "between", 50000, "元", 100000),
    ],
)
def test_a_threshold_is_read_exactly_and_in_yuan(read, words, relation, value, unit, upper):
    (condition,) = read(f"园林所2031年{words}").conditions
    assert (condition.relation, condition.value, condition.unit) == (relation, Decimal(value), unit)
    assert condition.upper == (None if upper is None else Decimal(upper))


def test_a_threshold_belongs_to_the_measure_before_it(read):
    assert read("执行率低于90%的项目里得分最高的是哪个").conditions[0].measure == "执行率"


@pytest.mark.parametrize(
    ("question", "ranking"),
    [
        ("园林所2031年最大的三项支出", Ranking(descending=True, k=3)),
        ("园林所2031年第二高的科目", Ranking(descending=True, nth=2)),
        ("园林所2030年得分最低的两个项目", Ranking(descending=False, k=2)),
        ("园林所2030年项目按得分从高到低排", Ranking(descending=True, k=0)),
    ],
)
def test_a_ranking_says_its_direction_and_how_many(read, question, ranking):
    found = read(question).ranking
    assert found is not None
    assert (found.descending, found.nth) == (ranking.descending, ranking.nth)
    if not ranking.nth:
        assert found.k == ranking.k


@pytest.mark.parametrize("name", ["云杉区园林所", "云杉园林所", "园林所"])
def test_a_body_is_known_by_its_full_and_its_short_names(read, name):
    (scope,) = read(f"{name}2031年办公费多少").scopes
    assert (scope.documents, scope.year) == (frozenset({1}), 2031)
    assert {"单位", "年度"} <= scope.stated


@pytest.mark.parametrize("name", ["南山区", "洪山区", "房山区", "荔湾区", "西城区", "历城区"])
def test_a_district_whose_name_ends_like_a_common_noun_is_a_district(name):
    from index.language.names import region_of

    assert region_of(f"{name}档案馆") == name


def test_two_bodies_make_two_scopes_in_the_order_they_are_named(read):
    scopes = read("图书馆和园林所2031年办公费谁多").scopes
    assert [scope.documents for scope in scopes] == [frozenset({2}), frozenset({1})]


def test_a_district_that_the_corpus_does_not_hold_is_an_unknown_place(read):
    assert read("宝山区2031年办公费多少").unknown_places == ("宝山区",)


def test_names_and_years_are_taken_out_of_what_is_left_to_be_linked(read):
    assert [span.text for span in read("请问云杉区园林所2031年的办公费是多少").content] == ["办公费"]


def test_what_is_left_out_of_a_sum_is_kept_apart(read):
    question = read("商品和服务支出去掉水费还剩多少")
    assert [span.text for span in question.excluded] == ["水费"]
    assert "水费" not in [span.text for span in question.content]


def test_spans_point_into_the_normalised_question(read):
    question = read("云杉区园林所２０３１年办公费和水费一共多少？")
    for span in (*question.content, *question.excluded):
        assert question.text[span.start : span.end] == span.text


@pytest.mark.parametrize(("question", "actual"), [("办公费实际花了多少", True), ("办公费预算多少", False)])
def test_what_really_happened_is_told_from_what_was_planned(read, question, actual):
    assert read(question).actual is actual


@pytest.mark.parametrize("question", ["", "  ", "你好", "写一首诗", "今天天气怎么样"])
def test_what_is_no_question_about_budgets_is_declined_with_a_sentence(read, question):
    assert read(question).decline


@pytest.mark.parametrize("words", ["办公费预算", "设备采购的经费呢", "印章和快递哪个花得多", "大厅维修支出"])
def test_a_question_that_ends_in_money_wants_an_amount(read, words):
    assert read(f"园林所2031年{words}").unit == "元"


@pytest.mark.parametrize(
    ("words", "operation"),
    [
        ("商品和服务支出中，超过5万元的科目都有什么", Operation.FILTER),
        ("绿化养护一共拆成了几项", Operation.COUNT),
        ("三项一共多少钱", Operation.SUM),
        ("每个月几号发工资", Operation.PASSAGE),
        ("办公费、水费两项一起花了多少", Operation.SUM),
        ("绿化养护还有多少元没花掉", Operation.REMAINDER),
    ],
)
def test_a_threshold_filters_what_is_listed_and_parts_are_counted(read, words, operation):
    assert read(f"园林所2031年{words}").operation is operation


@pytest.mark.parametrize("question", ["自评最高分是哪个项目", "哪个项目得分最低", "评分最低的项目", "自评分最高的是谁"])
def test_the_highest_points_rank_points(read, question):
    assert "得分" in read(question).measures


def test_a_stock_is_no_other_word_for_the_thing(read):
    assert read("园林所2031年公务用车保有量").content[-1].text.endswith("保有量")


def test_the_fund_keeps_its_name_before_the_noun_of_a_side(read):
    assert [span.text for span in read("一般公共预算支出最多的三大类是什么").content][:1] == ["一般公共预算"]
