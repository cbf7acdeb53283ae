"""数据 as Streamlit runs it: filters, the three views, units, sums, downloads, sources; nothing in a document acts."""

from __future__ import annotations

import csv
import io

import openpyxl
import pytest
from streamlit.testing.v1 import AppTest

from assistant.web import data
from assistant.web.safe import csv_bytes
from assistant.web.sheets import xlsx_bytes
from tests.data_fake import HOSTILE, FakeLibrary
from tests.tiny import LIBRARY, PARK


def script() -> None:
    import streamlit as st

    from assistant.web import data
    from tests.data_fake import FakeLibrary

    data.draw(st.session_state.setdefault("fake", FakeLibrary()))


@pytest.fixture
def page() -> AppTest:
    return AppTest.from_function(script, default_timeout=30)


def html(page: AppTest) -> str:
    assert not page.exception
    return "".join(element.proto.body for element in page.get("html"))


def choose(page: AppTest, **values: object) -> AppTest:
    for name, value in values.items():
        if name == "text":
            page.text_input(key="data-text").set_value(value)
        elif name in {"view", "money"}:
            page.segmented_control(key=f"data-{name}").set_value(value)
        else:
            page.multiselect(key=f"data-{name}").set_value(value)
    return page.run()


def test_the_page_opens_with_every_figure_and_its_place(page: AppTest) -> None:
    body = html(page.run())
    for part in ("4 份文件里的", "城乡社区支出", "1,000,000", "第 1 页 · 2031年支出总表"):
        assert part in body


def test_filters_narrow_and_are_remembered_by_the_address(page: AppTest) -> None:
    body = html(choose(page.run(), organisation=[LIBRARY], text="办公费", measure=["合计"]))
    assert "1 个有数字的数据" in body
    assert "50,000" in body
    assert page.query_params["organisation"] == [LIBRARY] or page.query_params["organisation"] == LIBRARY
    again = AppTest.from_function(script, default_timeout=30)
    for name in ("organisation", "text", "measure"):
        again.query_params[name] = page.query_params[name]
    assert "1 个有数字的数据" in html(again.run())


def test_what_is_offered_counts_what_the_other_filters_leave(page: AppTest) -> None:
    choose(page.run(), organisation=[LIBRARY])
    assert [option for option in page.multiselect(key="data-year").options if "2031" in option]
    assert not [option for option in page.multiselect(key="data-year").options if "2030" in option]


def test_clearing_takes_all_filters_back(page: AppTest) -> None:
    first = html(page.run())
    choose(page, organisation=[LIBRARY], text="办公费")
    page.button(key="data-clear").click().run()
    assert html(page) == first
    assert page.multiselect(key="data-organisation").value == []


def test_nothing_found_says_so(page: AppTest) -> None:
    assert "没有符合这些条件的数据" in html(choose(page.run(), text="火星"))


def test_years_stand_side_by_side_with_what_they_share_above(page: AppTest) -> None:
    body = html(choose(page.run(), organisation=[PARK], text="办公费", measure=["合计"], view="year"))
    for part in ("2030年", "2031年", "20,000", "30,000", "<small>口径</small>合计", "<small>计量单位</small>元"):
        assert part in body
    assert "bq-columns" in body


def test_organisations_stand_side_by_side(page: AppTest) -> None:
    body = html(choose(page.run(), year=[2031], text="办公费", measure=["合计"], view="organisation"))
    assert body.index(PARK) < body.index(LIBRARY)
    assert "bq-bars" in body
    assert "30,000" in body
    assert "50,000" in body


def test_money_is_written_in_the_unit_chosen_and_not_rounded(page: AppTest) -> None:
    body = html(choose(page.run(), text="水费", money="万元"))
    assert "8.123456" not in body  # 81,234.56 元 is the 302 of another item
    assert "4.123456" in body


def test_children_of_a_chosen_parent_are_not_added_twice(page: AppTest) -> None:
    body = html(choose(page.run(), organisation=[PARK], year=[2031], text="212", measure=["合计"]))
    assert "相加 1,000,000 元（1 个数），另外 2 个已包含在上级里" in body


def test_a_picked_figure_opens_its_source(page: AppTest) -> None:
    page.run()
    page.session_state["data-picked"] = (0,)
    assert "2030年支出总表" in html(page.run())
    assert "bq-place" in html(page)


@pytest.mark.parametrize("value", ["", "x", "-1", "1;2", "²", "99999999999"])
def test_a_value_that_no_button_has_picks_nothing(page: AppTest, value: str) -> None:
    page.run()
    if value.isascii() and value.isdecimal():
        page.session_state["data-picked"] = (int(value),)
    assert "bq-place" not in html(page.run())


def test_texts_of_documents_stay_letters(page: AppTest) -> None:
    body = html(choose(page.run(), text="onerror"))
    assert "<img" not in body
    assert "&lt;img" in body
    assert not page.markdown


def test_downloads_hold_all_rows_with_their_places_and_no_formula() -> None:
    library = FakeLibrary()
    rows = list(data.fact_rows(library.index.facts, range(len(library.index.facts))))
    read = list(csv.reader(io.StringIO(csv_bytes(rows).decode("utf-8-sig"))))
    assert len(read) == len(library.index.facts) + 1
    item = read[0].index("科目")
    assert any(row[item] == "'=1+1" for row in read)
    book = openpyxl.load_workbook(io.BytesIO(xlsx_bytes({"数据": rows})))
    cells = [cell for row in book["数据"].iter_rows() for cell in row]
    assert not [cell for cell in cells if cell.data_type == "f"]
    assert 81234.56 in [cell.value for cell in cells if cell.data_type == "n"]
    assert HOSTILE in [cell.value for cell in cells]
