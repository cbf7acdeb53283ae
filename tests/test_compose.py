"""The reply: figure first, in the unit a person would say, with its place, its arithmetic and its rows."""

from __future__ import annotations

from decimal import Decimal

import pytest

from tests.tiny import PARK_31, PARTS


@pytest.mark.parametrize(
    ("question", "headline", "exact"),
    [
        ("园林所2031年支出总计多少", "125.00 万元", "1,250,000.00 元"),
        ("园林所2031年水费多少", "4.12 万元", "41,234.56 元"),
        ("园林所2030年行道树补植执行率是多少", "80%", "80%"),
        ("园林所2030年行道树补植得了多少分", "88.5 分", "88.5 分"),
        ("图书馆2031年水费多少", "0.00 元", "0.00 元"),
    ],
)
def test_a_figure_is_said_in_everyday_units_and_exactly(tiny, question, headline, exact):
    answer = tiny.ask(question)
    assert answer.headline == headline
    assert headline in answer.text.splitlines()[0]
    assert exact in answer.text


def test_a_reply_names_the_body_the_year_and_the_stage(tiny):
    first = tiny.ask("园林所2031年水费多少").text.splitlines()[0]
    assert "云杉区园林所" in first
    assert "2031年单位预算" in first


def test_a_figure_is_cited_with_its_table_row_and_column(tiny):
    citation = tiny.ask("园林所2031年水费多少").citations[0]
    assert (citation.document, citation.organisation, citation.year) == (PARK_31, "云杉区园林所", 2031)
    assert (citation.table, citation.row, citation.column) == ("2031年基本支出经济分类", "水费", "合计")
    assert (citation.text, citation.unit, citation.page) == ("41,234.56", "元", 1)


def test_a_figure_of_a_sentence_is_cited_with_the_sentence(tiny):
    answer = tiny.ask("园林所2031年古树名木抢救复壮项目预算多少")
    assert "25万元" in answer.citations[0].passage
    assert answer.citations[0].passage in answer.text


def test_a_calculation_is_written_out_with_every_operand_and_its_place(tiny):
    answer = tiny.ask("园林所2031年办公费和水费一共多少")
    assert answer.calculation.expression in answer.text
    assert [one.value for one in answer.calculation.operands] == [Decimal(30000), Decimal("41234.56")]
    assert {one.citation.row for one in answer.calculation.operands} == {"办公费", "水费"}


def test_a_rounded_result_says_how_it_was_rounded(tiny):
    answer = tiny.ask("园林所2031年办公费占商品和服务支出的百分之几")
    assert "四舍五入" in answer.calculation.rounding
    assert "四舍五入" in answer.text


def test_a_list_is_written_out_and_stands_in_the_table(tiny):
    answer = tiny.ask("古树名木抢救复壮项目有哪些分项")
    assert dict(zip(answer.table["名称"], answer.table["数值"], strict=True)) == {
        part: Decimal(value) for part, value in PARTS.items()
    }
    assert all(part in answer.text for part in PARTS)


def test_a_single_figure_has_no_table(tiny):
    assert tiny.ask("园林所2031年水费多少").table is None


def test_an_empty_selection_says_how_many_were_compared(tiny):
    answer = tiny.ask("园林所2030年自评执行率超过99%的项目有哪些")
    assert answer.value == 0
    assert "没有符合条件的" in answer.text
    assert "3" in answer.text


def test_an_empty_selection_cites_what_was_compared(tiny):
    assert tiny.ask("园林所2030年自评执行率超过99%的项目有哪些").citations


def test_the_interpretation_tells_stated_from_assumed(tiny):
    stated = tiny.ask("园林所2031年水费多少").interpretation
    assert {name: given for name, _, given in stated.filters}["年度"]
    assumed = tiny.ask("古树名木抢救复壮项目预算多少").interpretation
    assert not {name: given for name, _, given in assumed.filters}["年度"]
    assert any("2031" in note for note in assumed.assumptions)


def test_a_ranking_of_bodies_does_not_claim_to_have_chosen_one(tiny):
    notes = tiny.ask("2031年哪家单位的办公费最高").interpretation.assumptions
    assert not any("没有说明单位" in note for note in notes)


def test_who_has_less_is_answered_with_the_one_that_has_less(tiny):
    first = tiny.ask("园林所和图书馆2031年谁的公务接待费更少").text.splitlines()[0]
    assert first.startswith("白河区图书馆")


def test_a_change_between_two_years_is_not_called_equal(tiny):
    answer = tiny.ask("园林所水费2030年到2031年涨了多少")
    assert answer.value == Decimal("11234.56")
    assert "相等" not in answer.text
    assert "1.12 万元" in answer.text.splitlines()[0]


def test_a_difference_of_two_years_names_the_years(tiny):
    first = tiny.ask("园林所2030年水费和2031年水费差多少").text.splitlines()[0]
    assert "2030" in first
    assert "2031" in first


def test_a_mean_of_items_is_said_by_item(tiny):
    answer = tiny.ask("园林所2031年办公费和水费平均多少")
    assert answer.value == Decimal("35617.28")
    assert "每元" not in answer.text


def test_a_share_between_two_bodies_names_the_bodies(tiny):
    first = tiny.ask("图书馆2031年办公费占园林所2031年办公费的比重").text.splitlines()[0]
    assert "图书馆" in first
    assert "园林所" in first


def test_an_ambiguous_answer_offers_questions_that_settle_it(tiny):
    answer = tiny.ask("2031年办公费多少")
    assert answer.status == "ambiguous"
    assert {one.value for one in answer.candidates} == {Decimal(30000), Decimal(50000)}
    for candidate in answer.candidates:
        settled = tiny.ask(candidate.question)
        assert (settled.status, settled.value) == ("answered", candidate.value)


def test_a_passage_is_quoted_with_its_document(tiny):
    answer = tiny.ask("为什么要抢救古树")
    assert (answer.status, answer.value, answer.unit) == ("answered", None, "")
    assert "台风" in answer.text
    assert answer.citations[0].document == PARK_31


def test_the_trace_has_a_line_for_each_stage(tiny):
    trace = tiny.ask("园林所2031年水费多少").trace
    stages = [line.split(":")[0] for line in trace if not line.startswith(" ")]
    assert [name for name in ("parse", "link", "retrieve", "compute") if name in stages] == [
        "parse",
        "link",
        "retrieve",
        "compute",
    ]
