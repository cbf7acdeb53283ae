"""The figures, sets and passages that a question needs, from the tiny documents."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from assistant.lexicon import build_lexicon
from assistant.link import link
from assistant.link.linker import Linker
from assistant.parse import parse
from assistant.query import Figure, Found, Scope, Target
from assistant.retrieve import retrieve
from assistant.retrieve.guard import objection
from assistant.retrieve.things.settling import of_one_table
from assistant.retrieve.words.passages import PassageIndex
from tests.tiny import PARK_31, PARTS, fact, tiny_index


@pytest.fixture(scope="module")
def evidence():
    lexicon = build_lexicon(tiny_index())
    linker, texts = Linker(lexicon), PassageIndex(lexicon)

    def run(question):
        found = retrieve(link(parse(question, lexicon), lexicon, linker), lexicon, texts)
        return found, objection(found, lexicon, texts)

    return run


def values(evidence):
    return [figure.value for item in evidence.found for figure in item.figures]


@pytest.mark.parametrize(
    ("question", "value"),
    [
        ("园林所2031年办公费多少", 30000),
        ("园林所2030年办公费多少", 20000),
        ("图书馆2031年办公费多少", 50000),
        ("园林所2031年其他城乡社区公共设施支出多少", 1000000),
        ("园林所2031年收入总计多少", 1250000),
        ("园林所2030年行道树补植全年预算数是多少", 300000),
        ("园林所2030年行道树补植年初预算数是多少", 200000),
    ],
)
def test_the_figure_is_that_of_the_year_the_body_and_the_column_asked_for(evidence, question, value):
    found, why = evidence(question)
    assert (values(found), why) == ([Decimal(value)], "")


def test_an_empty_cell_is_a_reason_and_no_figure(evidence):
    found, _ = evidence("园林所2031年福利费多少")
    assert (values(found), found.found[0].why) == ([], "空白")


def test_a_printed_zero_is_a_figure(evidence):
    found, _ = evidence("图书馆2031年水费多少")
    assert values(found) == [Decimal(0)]


def test_a_row_that_is_not_there_is_not_listed(evidence):
    found, _ = evidence("图书馆2031年城乡社区支出多少")
    assert (values(found), found.found[0].why) == ([], "未列示")


def test_what_was_spent_is_not_read_off_a_budget(evidence):
    _, why = evidence("图书馆2031年办公费实际花了多少")
    assert why == "非实际"


@pytest.mark.parametrize("question", ["宝山区2031年办公费多少", "白河区档案局2031年办公费多少"])
def test_an_unknown_place_forbids_an_answer(evidence, question):
    assert evidence(question)[1] == "无资料"


def test_without_a_body_every_body_is_a_reading(evidence):
    found, _ = evidence("2031年办公费多少")
    assert sorted(values(found)) == [Decimal(30000), Decimal(50000)]


def test_a_ranking_runs_over_the_parts_of_what_is_named(evidence):
    found, _ = evidence("古树名木抢救复壮项目最贵的分项是哪个")
    assert {figure.label: figure.value for figure in found.population.members} == {
        part: Decimal(value) for part, value in PARTS.items()
    }


def test_a_ranking_of_items_leaves_out_the_rows_above_and_below_them(evidence):
    found, _ = evidence("园林所2031年最大的类是哪个")
    assert {figure.label for figure in found.population.members} == {"城乡社区支出", "社会保障和就业支出"}


def test_a_filter_runs_over_all_projects_of_the_form(evidence):
    found, _ = evidence("园林所2030年执行率低于90%的项目有哪些")
    assert len(found.population.members) == 3


def test_a_stated_change_is_found_with_this_year_s_figure(evidence):
    found, _ = evidence("图书馆2031年办公费比2030年增加多少")
    assert [(fact.measure, fact.value) for fact in found.changes] == [("增减额", Decimal(10000))]
    assert found.current.value == Decimal(50000)


def test_a_reason_is_the_passage_that_gives_it(evidence):
    found, why = evidence("为什么要抢救古树")
    assert why == ""
    assert "台风" in found.texts[0].passage.text


def test_a_definition_comes_from_the_passage_that_explains_the_word(evidence):
    found, _ = evidence("公务接待费是什么意思")
    assert found.texts[0].passage.topic == "名词解释"


def test_the_duties_are_those_of_the_body_named(evidence):
    found, _ = evidence("图书馆的职能是什么")
    assert {text.passage.source.document for text in found.texts} == {"图书31.txt"}


def test_the_largest_economic_items_are_items_of_the_economic_classification(tiny):
    answer = tiny.ask("园林所2031年最大的两个经济分类科目")
    assert answer.text.index("水费") < answer.text.index("办公费")
    assert "养老" not in answer.text


def test_things_named_side_by_side_are_read_in_one_table():
    one, two, other = (Figure(name, Decimal(n), "元", _cell(name, n, table)) for name, n, table in CELLS)
    found = tuple(
        Found(Target(name, Scope(frozenset()), ()), figures) for name, figures in (("甲", (one,)), ("乙", (two, other)))
    )
    assert [item.figures for item in of_one_table(found)] == [(one,), (two,)]
    open_ = found[1:]
    assert of_one_table(open_) == open_


CELLS = (("甲", 10, "支出表"), ("乙", 20, "支出表"), ("乙", 30, "自评表"))


def _cell(item, value, table):
    cell = fact(PARK_31, item, value)
    return replace(cell, source=replace(cell.source, table=table))
