"""Choosing facts, setting them side by side, adding them up and taking them along: exact, and nothing mixed silently."""

from __future__ import annotations

import time
from dataclasses import replace
from decimal import Decimal

import numpy as np
import pyarrow as pa
import pytest

from assistant.browse import Selection, add_up, choices, pivot, select
from assistant.browse.export import HEADER, fact_rows, pivot_rows
from index.model import Fact
from index.records import to_arrow
from index.store import FactTable
from tests.tiny import LIBRARY, PARK, PARK_30, PARK_31, fact, tiny_index


def table(*facts: Fact) -> FactTable:
    return FactTable(to_arrow(facts, Fact))


@pytest.fixture(scope="module")
def facts() -> FactTable:
    return table(*tiny_index().facts)


def chosen(facts: FactTable, **fields: object) -> tuple[Fact, ...]:
    return facts.facts(select(facts.frame, Selection(**fields)))  # type: ignore[arg-type]


def everything(facts: FactTable) -> np.ndarray:
    return np.arange(len(facts))


def test_nothing_chosen_gives_every_figure_and_no_empty_cell(facts: FactTable) -> None:
    found = chosen(facts)
    assert found
    assert all(one.value is not None for one in found)
    assert len(chosen(facts, figures=False)) == len(facts) > len(found)


def test_values_of_one_field_widen_and_fields_narrow(facts: FactTable) -> None:
    both = chosen(facts, year=(2030, 2031))
    assert {one.year for one in both} == {2030, 2031}
    assert {(one.year, one.stage) for one in chosen(facts, year=(2030,), stage=("绩效自评",))} == {(2030, "绩效自评")}


def test_words_are_looked_for_in_item_ancestors_and_project_and_a_number_in_codes(facts: FactTable) -> None:
    assert {one.item for one in chosen(facts, text="水费")} == {"水费"}
    assert {one.item for one in chosen(facts, text="商品 办公")} == {"办公费"}
    assert all(one.code.startswith("208") for one in chosen(facts, text="208"))
    assert chosen(facts, text="办公费 火星") == ()


def test_words_match_in_full_and_half_width() -> None:
    facts = table(fact(PARK_31, "Ａ类（一）", 1))
    assert len(chosen(facts, text="a类(一)")) == 1


def test_figures_are_ranked_within_their_unit_and_not_across() -> None:
    facts = table(
        fact(PARK_31, "a", 5), fact(PARK_31, "b", 90, unit="%"), fact(PARK_31, "c", 7), fact(PARK_31, "d", None)
    )
    order = select(facts.frame, Selection(figures=False), "largest")
    assert [facts.fact(position).item for position in order] == ["c", "a", "b", "d"]
    order = select(facts.frame, Selection(figures=False), "smallest")
    assert [facts.fact(position).item for position in order] == ["a", "c", "b", "d"]


def test_choices_count_under_the_other_filters_only(facts: FactTable) -> None:
    offered = choices(facts.frame, Selection(organisation=(LIBRARY,), year=(2030,)))
    assert offered["organisation"][PARK] > 0
    assert offered["year"] == {2031: len(chosen(facts, organisation=(LIBRARY,))), 2030: 0}


def test_a_selection_survives_an_address() -> None:
    made = Selection(organisation=(PARK, LIBRARY), year=(2030,), measure=("合计",), text="办公 费", figures=False)
    assert Selection.of_query(made.query()) == made
    assert Selection.of_query(Selection().query()) == Selection()


def test_an_address_that_means_nothing_is_harmless() -> None:
    assert Selection.of_query({"year": ["x", "²", "2030"], "stage": [], "text": ["长" * 500]}).year == (2030,)


def test_years_stand_side_by_side(facts: FactTable) -> None:
    made = pivot(facts, select(facts.frame, Selection(organisation=(PARK,), text="办公费", measure=("合计",))), "year")
    assert made.columns == ("2030年", "2031年")
    assert [[cell.value for cell in row.cells] for row in made.rows] == [[Decimal(20000), Decimal(30000)]]
    assert ("单位", PARK) in made.common
    assert ("计量单位", "元") in made.common


def test_organisations_stand_side_by_side(facts: FactTable) -> None:
    made = pivot(facts, select(facts.frame, Selection(year=(2031,), text="办公费", measure=("合计",))), "organisation")
    assert made.columns == (PARK, LIBRARY)
    assert [cell.value for cell in made.rows[0].cells] == [Decimal(30000), Decimal(50000)]


@pytest.mark.parametrize(
    ("difference", "label"),
    [
        ({"stage": "决算"}, "阶段"),
        ({"level": "部门"}, "层级"),
        ({"table_kind": "三公"}, "表"),
        ({"measure": "基本支出"}, "口径"),
        ({"side": "收入"}, "收支"),
        ({"ancestors": ("别处",)}, "上级"),
        ({"project": "某项目"}, "项目"),
    ],
)
def test_figures_that_differ_in_anything_stand_in_rows_of_their_own(difference: dict, label: str) -> None:
    one = fact(PARK_31, "水费", 10)
    made = pivot(table(one, replace(one, value=Decimal(20), **difference)), np.array([0, 1]), "year")
    assert made.labels == (label,)
    assert [row.cells[0].value for row in made.rows] == [Decimal(10), Decimal(20)]


def test_units_are_never_mixed_in_a_row() -> None:
    facts = table(fact(PARK_31, "树", 10, unit="株"), fact(PARK_31, "树", 20))
    assert [row.unit for row in pivot(facts, everything(facts), "year").rows] == ["株", "元"]


def test_places_that_agree_are_counted_and_places_that_disagree_are_all_shown() -> None:
    facts = table(
        fact(PARK_31, "水费", 10), fact(PARK_31, "水费", "10.00"), fact(PARK_30, "水费", 7), fact(PARK_30, "水费", 8)
    )
    (row,) = pivot(facts, everything(facts), "year").rows
    assert (row.cells[0].value, row.cells[0].values) == (None, (Decimal(7), Decimal(8)))
    assert (row.cells[1].value, len(row.cells[1].facts)) == (Decimal(10), 2)


def test_an_empty_cell_a_zero_and_a_missing_row_differ() -> None:
    facts = table(
        fact(PARK_30, "水费", 7), fact(PARK_31, "水费", None), fact(PARK_30, "电费", 0), fact(PARK_31, "邮费", 2)
    )
    rows = {row.labels[0]: row.cells for row in pivot(facts, everything(facts), "year").rows}
    assert rows["水费"][1].nothing == "blank"
    assert rows["电费"][0].value == 0
    assert (rows["电费"][1].nothing, rows["电费"][1].values) == ("", ())


def test_a_page_of_a_pivot_holds_its_rows_and_counts_all(facts: FactTable) -> None:
    positions = select(facts.frame, Selection())
    whole = pivot(facts, positions, "year")
    part = pivot(facts, positions, "year", first=3, most=4)
    assert part.rows == whole.rows[3:7]
    assert part.total == whole.total == len(whole.rows)


def test_a_pivot_of_nothing_is_empty(facts: FactTable) -> None:
    made = pivot(facts, np.array([], dtype=int), "year")
    assert (made.rows, made.columns, made.total) == ((), (), 0)


def test_a_parent_is_not_added_to_its_children(facts: FactTable) -> None:
    positions = select(facts.frame, Selection(organisation=(PARK,), year=(2031,), text="212", measure=("合计",)))
    assert {facts.fact(p).depth for p in positions} == {1, 2, 3}
    made = add_up(facts, positions)
    assert (made.value, made.unit, len(made.added), made.inside) == (Decimal(1000000), "元", 1, 2)


def test_children_alone_are_added_exactly() -> None:
    parts = [
        fact(PARK_31, name, value, ancestors=("支出",))
        for name, value in (("a", "0.1"), ("b", "0.2"), ("c", "1234567.03"))
    ]
    facts = table(*parts)
    assert add_up(facts, everything(facts)).value == Decimal("1234567.33")


def test_a_total_is_not_added_to_what_it_sums() -> None:
    facts = table(fact(PARK_31, "a", 1), fact(PARK_31, "b", 2), fact(PARK_31, "合计", 3, depth=0))
    assert add_up(facts, everything(facts)).value == Decimal(3)


def test_the_same_figure_of_two_places_counts_once() -> None:
    facts = table(fact(PARK_31, "a", 1), fact(PARK_31, "a", 1), fact(PARK_31, "b", 2))
    assert add_up(facts, everything(facts)).value == Decimal(3)


def test_years_and_organisations_may_be_added(facts: FactTable) -> None:
    positions = select(facts.frame, Selection(text="办公费", measure=("合计",)))
    assert add_up(facts, positions).value == Decimal(20000 + 30000 + 50000)


@pytest.mark.parametrize(
    ("other", "why"),
    [
        (fact(PARK_31, "b", 2, unit="株"), "计量单位"),
        (fact(PARK_31, "b", 2, "基本支出"), "口径"),
        (fact(PARK_31, "b", 2, stage="决算"), "阶段"),
        (fact(PARK_31, "b", 2, level="部门"), "层级"),
        (fact(PARK_31, "b", 2, table_kind="三公"), "表"),
        (fact(PARK_31, "a", 2), "不同"),
        (fact(PARK_31, "b", 2, relation="约"), "约"),
    ],
)
def test_what_cannot_be_added_is_said_and_not_added(other: Fact, why: str) -> None:
    made = add_up(table(fact(PARK_31, "a", 1), other), np.array([0, 1]))
    assert made.value is None
    assert why in made.why


def test_shares_and_marks_are_not_added() -> None:
    for unit in ("%", "分"):
        facts = table(fact(PARK_31, "a", 50, unit=unit), fact(PARK_31, "b", 50, unit=unit))
        assert add_up(facts, everything(facts)).value is None


def test_a_download_row_holds_value_print_and_place(facts: FactTable) -> None:
    position = next(p for p in range(len(facts)) if facts.fact(p).printed == "81,234.56")
    header, row = fact_rows(facts, [position])
    said = dict(zip(header, row, strict=True))
    assert header == HEADER
    assert (said["数值"], said["计量单位"], said["原文"], said["原文单位"]) == (
        Decimal("81234.56"),
        "元",
        "81,234.56",
        "元",
    )
    assert (said["文件"], said["页"], said["表名"], said["行序"], said["列序"]) == (
        PARK_31,
        1,
        "2031年基本支出经济分类",
        3,
        2,
    )


def test_a_downloaded_pivot_says_what_its_figures_share() -> None:
    facts = table(fact(PARK_30, "水费", "7.5"), fact(PARK_31, "水费", 8), fact(PARK_31, "水费", 9))
    rows = list(pivot_rows(pivot(facts, everything(facts), "year")))
    assert ("科目", "水费") in rows
    assert rows[-2:] == [("计量单位", "2030年", "2031年"), ("元", Decimal("7.5"), "不一致：8；9")]


def test_a_hundred_thousand_facts_are_browsed_at_once(facts: FactTable) -> None:
    few = to_arrow(facts.facts(range(len(facts))), Fact)
    rows = np.arange(100_000) % len(few)
    years = pa.array(2000 + np.arange(100_000) // len(few), pa.int32())
    many = FactTable(few.take(rows).set_column(few.schema.get_field_index("year"), "year", years))
    began = time.process_time()
    selection = Selection(text="办公费", measure=("合计",))
    offered, positions = choices(many.frame, selection), select(many.frame, selection, "largest")
    made = pivot(many, positions, "organisation", most=50)
    assert time.process_time() - began < 1.5  # about 0.1 s on the machine this was written on
    assert sum(offered["year"].values()) == len(positions)
    assert len(made.rows) == 50
