"""Which body, level, year and stage of accounts a question means, and the sets that tables list."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from assistant import Assistant
from assistant.parse import parse
from index.language.names import shortens
from tests.tiny import DOCUMENTS, PARK, PARK_31, document, fact, tiny_index

FINAL_31 = "园林决算31.txt"
FINAL = document(FINAL_31, PARK, 2031, "决算")


def with_final(*more):
    """The invented documents, a final account of 2031 and some facts more."""
    index = tiny_index()
    index.documents = (*DOCUMENTS, FINAL)
    spent = replace(
        fact(PARK_31, "水费", 50000, "决算数", code="30205", depth=2),
        document=FINAL_31,
        stage="决算",
    )
    index.facts = (*index.facts, spent, *more)
    return Assistant(index)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("name", "core"),
    [
        ("市监局", "市场监督管理局"),
        ("交通局", "交通运输局"),
        ("二院", "第二人民医院"),
        ("卫健委", "卫生健康委员会"),
        ("文旅局", "文化广电旅游局"),
        ("绿容局", "绿化和市容管理局"),
    ],
)
def test_a_shortened_name_keeps_order_beginning_and_kind(name, core):
    assert shortens(name, core)


@pytest.mark.parametrize(
    ("name", "core"), [("监市局", "市场监督管理局"), ("运输局", "交通运输局"), ("交通委", "交通运输局")]
)
def test_other_characters_shorten_nothing(name, core):
    assert not shortens(name, core)


def test_a_body_is_known_by_a_shortened_name():
    index = tiny_index()
    index.documents = tuple(
        replace(one, organisation="云杉区园林绿化养护所") if one.organisation == PARK else one for one in DOCUMENTS
    )
    index.facts = tuple(
        replace(one, organisation="云杉区园林绿化养护所") if one.organisation == PARK else one for one in index.facts
    )
    assert Assistant(index).ask("云杉区园养所2031年办公费多少").value == Decimal(30000)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("question", "value"),
    [
        ("园林所2031年水费实际花了多少", "50000"),
        ("园林所2031年水费决算是多少", "50000"),
        ("园林所2031年部门预算里水费是多少", "41234.56"),
    ],
)
def test_the_stage_that_is_named_chooses_the_document(question, value):
    assert with_final().ask(question).value == Decimal(value)


def test_without_a_stage_budget_and_final_account_are_both_offered():
    answer = with_final().ask("园林所2031年水费是多少")
    assert answer.status == "ambiguous"
    assert {candidate.value for candidate in answer.candidates} == {Decimal(50000), Decimal("41234.56")}


def test_the_final_account_is_compared_with_the_budget():
    assert with_final().ask("园林所2031年水费决算比预算多多少").value == Decimal("8765.44")


def test_the_total_of_everything_stands_before_that_of_appropriations():
    index = tiny_index()
    granted = fact(PARK_31, "支出总计", 700000, "合计", depth=0, table_kind="财政拨款收支总表")
    whole = fact(PARK_31, "支出总计", 1250000, "预算数", depth=0, table_kind="收支总表")
    index.facts = (*(one for one in index.facts if one.item != "支出总计"), granted, whole)
    assert Assistant(index).ask("园林所2031年支出总计是多少").value == Decimal(1250000)  # type: ignore[arg-type]


def test_a_relative_year_explained_by_a_number_is_that_number(tiny):
    assert parse("园林所去年（2030年）办公费多少", tiny._lexicon).years == (2030,)
    assert parse("园林所2030年本年支出合计是多少", tiny._lexicon).years == (2030,)


def listed(title: str, rows: dict[str, int]):
    """Rows of a table with this title, without codes."""
    made = []
    for item, amount in rows.items():
        row = fact(PARK_31, item, amount, "合计", table_kind="明细")
        made.append(replace(row, source=replace(row.source, table=title)))
    return tuple(made)


def test_the_table_that_lists_all_projects_is_ranked():
    rows = {"湖岸修缮": 900000, "花灯布展": 300000, "苗圃改造": 600000}
    answer = with_final(*listed("2031年项目支出预算明细表", rows)).ask("园林所2031年预算最大的两个项目是哪些")
    assert list(answer.table["名称"]) == ["湖岸修缮", "苗圃改造"]


def test_bodies_are_those_that_a_table_lists():
    rows = {"南苑管理站": 900000, "北苑管理站": 300000}
    answer = with_final(*listed("2031年所属单位预算汇总表", rows)).ask(
        "园林所2031年部门预算里超过50万元的所属单位有哪些"
    )
    assert list(answer.table["名称"]) == ["南苑管理站"]


def test_a_count_told_in_a_cell_of_the_row_divides_the_amount():
    told = replace(fact(PARK_31, "游船更新", None, "项目内容", unit=""), state="text", printed="更新游船6艘")
    amount = fact(PARK_31, "游船更新", 900000, "合计", table_kind="明细")
    assert with_final(amount, told).ask("园林所2031年游船更新平均每艘多少钱").value == Decimal(150000)


def test_a_sentence_stands_for_an_empty_cell():
    said = fact(PARK_31, "福利费", 0, "预算数", origin="prose", table_kind="文字", context="福利费0万元。")
    answer = with_final(said).ask("园林所2031年部门预算里福利费是多少")
    assert (answer.status, answer.value) == ("answered", Decimal(0))


def test_projects_are_chosen_by_who_carries_them_out():
    doers = {"行道树补植": "北苑管理站", "喷灌设备维修": "南苑管理站", "花坛更新": "北苑管理站"}
    rows = tuple(
        replace(
            fact("自评30.txt", "实施单位", None, "内容", unit="", project=name, origin="form", table_kind="绩效自评"),
            state="text",
            printed=doer,
        )
        for name, doer in doers.items()
    )
    answer = with_final(*rows).ask("园林所2030年自评里由北苑管理站实施的几个项目，全年执行数合计多少")
    assert answer.value == Decimal(240000)


def test_a_merged_cell_of_who_carries_out_chooses_nothing():
    row = replace(
        fact("自评30.txt", "实施单位", None, "内容", unit="", project="花坛更新", origin="form", table_kind="绩效自评"),
        state="text",
        printed="北苑管理站",
    )
    assert with_final(row).ask("园林所2030年自评里由北苑管理站实施的项目有几个").status == "not_found"


def test_a_difference_is_not_answered_with_one_of_two_figures(tiny):
    answer = tiny.ask("图书馆2031年城乡社区支出比办公费多多少")
    assert answer.status == "not_found"


def test_items_that_moved_are_not_the_whole_set_where_no_changes_are_stated(tiny):
    answer = tiny.ask("园林所2031年商品和服务支出里哪些科目比上年减少了")
    assert answer.status == "not_found"


def test_a_region_a_year_and_a_body_are_one_name(tiny):
    question = parse("云杉区2031年园林所办公费多少", tiny._lexicon)
    assert len(question.scopes) == 1


def test_an_official_name_that_a_document_does_not_list_is_no_neighbour_of_another():
    class Near:
        """Finds the first line item near to anything."""

        def concepts(self, _text, scope, _kinds):
            lines = [c for c in assistant._lexicon.concepts if c.document in scope.documents and c.kind == "line"]
            return [(lines[0].number, 0.95)]

    assistant = Assistant(tiny_index())  # type: ignore[arg-type]
    assistant._linker._meaning = Near()  # type: ignore[assignment]
    assert assistant.ask("图书馆2031年其他城乡社区公共设施支出多少").status == "not_found"


@pytest.mark.parametrize("name", ["劳务费", "取暖费"])
def test_an_account_that_no_document_lists_is_not_another_that_shares_its_ending(name):
    more = (
        fact(PARK_31, "委托业务费", 40000, code="30227", depth=2),
        fact(PARK_31, "取水费", 500, code="30299", depth=2),
    )
    assert with_final(*more).ask(f"园林所2031年{name}是多少").status == "not_found"


@pytest.mark.parametrize(
    "question", ["各单位2031年支出预算从高到低", "2031年哪个单位的预算最多", "2031年各单位预算排个名"]
)
def test_bodies_are_ranked_by_their_totals(question):
    answer = Assistant(tiny_index()).ask(question)
    assert answer.status == "answered"
    assert list(answer.table["单位名称"]) == ["云杉区园林所", "白河区图书馆"]


@pytest.mark.parametrize("question", ["2031年谁的办公费最多", "2031年各单位办公费排个名"])
def test_who_spends_most_compares_bodies(question):
    answer = Assistant(tiny_index()).ask(question)
    assert list(answer.table["数值"]) == [Decimal(50000), Decimal(30000)]


def test_a_ranking_over_years_and_stages_says_so():
    answer = with_final().ask("各单位水费排个名")
    assert any("口径不一" in remark for remark in answer.remarks)
