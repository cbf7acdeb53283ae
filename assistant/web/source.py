"""The places an answer rests on: where each stands, what is printed there, and the table around it.

Citations of one table, and citations of one sentence, are shown together.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

import streamlit as st

from assistant.model import Citation
from assistant.web.grid import table_html
from assistant.web.safe import csv_bytes, escaped, file_name, plain, tag

if TYPE_CHECKING:
    from collections.abc import Sequence

    from assistant.web.state import Asking
    from index.model import Table

OPEN = 1
"""Places shown at once; the others wait behind one fold."""

WITH_EXCERPT = 8
"""Places shown with the rows around them; of further ones only the whole table is offered, so that a long list stays light."""


@dataclass(frozen=True, slots=True)
class Place:
    """Citations that stand in one table, or in one sentence, of one document."""

    citations: tuple[Citation, ...]

    @property
    def first(self) -> Citation:
        """The citation that names the place."""
        return self.citations[0]

    @property
    def cells(self) -> frozenset[tuple[int, int]]:
        """(row, column) of every cited cell."""
        return frozenset((c.row_number, c.column_number) for c in self.citations if c.row_number and c.column_number)


def places(citations: Sequence[Citation]) -> tuple[Place, ...]:
    """The citations grouped by table or sentence, in order of first mention."""
    groups: dict[tuple[object, ...], dict[Citation, None]] = {}
    for citation in citations:
        groups.setdefault(_place_key(citation), {})[citation] = None
    return tuple(Place(tuple(group)) for group in groups.values())


def draw_sources(citations: Sequence[Citation], assistant: Asking, key: str) -> None:
    """Every place of an answer: the first open, the rest behind a fold."""
    found = places(citations)
    if not found:
        return
    st.html(tag("h4", f"依据<small>{len(found)} 处</small>", class_="bq-label"))
    for number, place in enumerate(found[:OPEN]):
        _draw_place(place, assistant, f"{key}-{number}", excerpt=True)
    if len(found) > OPEN:
        with st.expander(f"另外 {len(found) - OPEN} 处依据"):
            for number, place in enumerate(found[OPEN:], OPEN):
                _draw_place(place, assistant, f"{key}-{number}", excerpt=number < WITH_EXCERPT)


def place_html(place: Place) -> str:
    """Document, organisation, year, section and position of a place, and what is printed there."""
    first = place.first
    about = " · ".join(filter(None, (first.organisation, f"{first.year}年" if first.year else "", first.stage)))
    position = "，".join(
        filter(None, (f"第 {first.page} 页" if first.page else "", f"第 {first.line} 行" if first.line else ""))
    )
    path = " › ".join(dict.fromkeys(filter(None, (*first.section, first.table))))
    lines = [
        tag("p", tag("b", escaped(first.document)) + tag("span", escaped(position)), class_="file"),
        tag("p", escaped(about)) if about else "",
        tag("p", escaped(path), class_="path") if path else "",
    ]
    lines += [_printed_html(citation) for citation in place.citations if citation.row or citation.column]
    return tag("div", "".join(lines), class_="bq-place")


def passage_html(place: Place) -> str:
    """The sentence with the cited figures marked; "" for a place without one."""
    passage = place.first.passage
    if not passage:
        return ""
    return tag("blockquote", marked(passage, [c.text for c in place.citations]), class_="bq-passage")


def marked(passage: str, figures: Sequence[str]) -> str:
    """``passage`` as HTML with each figure marked where it stands alone, not inside a longer number."""
    wanted = sorted({figure.strip() for figure in figures if figure.strip()} - {passage.strip()}, key=len, reverse=True)
    if not wanted:
        return escaped(passage)
    pattern = re.compile(r"(?<![\d.,])(" + "|".join(map(re.escape, wanted)) + r")(?![\d]|[.,]\d)")
    parts = pattern.split(passage)
    return "".join(tag("mark", escaped(part)) if odd % 2 else escaped(part) for odd, part in enumerate(parts))


def _place_key(citation: Citation) -> tuple[object, ...]:
    if citation.table_number:
        return (citation.document, "table", citation.table_number)
    return (citation.document, citation.page, citation.line, citation.section, citation.passage)


def _printed_html(citation: Citation) -> str:
    unit = "" if citation.text.endswith(citation.unit) else citation.unit  # 「40%」 carries its unit already
    printed = f"{citation.text} {unit}".strip() if citation.text else "（空白）"
    label = " × ".join(filter(None, (citation.row, citation.column)))
    return tag("p", escaped(label) + tag("b", escaped(printed)), class_="cell")


def _draw_place(place: Place, assistant: Asking, key: str, *, excerpt: bool) -> None:
    first = place.first
    table = assistant.table(first.document, first.table_number) if first.table_number else None
    rows = _head_html(table) + table_html(table, place.cells) if excerpt and table and table.cells else ""
    st.html(tag("section", place_html(place) + passage_html(place) + rows, class_="bq-source", lang="zh-CN"))
    if (
        table
        and table.cells
        and st.button("看整张表", key=f"table-{key}", type="tertiary", icon=":material/table_view:")
    ):
        _whole_table(table, place, key)


def _head_html(table: Table, *, titled: bool = False) -> str:
    unit = f"单位：{table.money_unit}" if table.money_unit else ""
    title = "" if titled else table.title
    return (
        tag("p", tag("span", escaped(title)) + tag("span", escaped(unit)), class_="bq-tablehead")
        if title or unit
        else ""
    )


def _whole_table(table: Table, place: Place, key: str) -> None:
    @st.dialog(plain(table.title) or "整张表", width="large")
    def opened() -> None:
        whole = tag("div", table_html(table, place.cells, whole=True), class_="bq-whole")
        st.html(tag("section", place_html(place) + _head_html(table, titled=True) + whole, lang="zh-CN"))
        if table.note:
            st.text(table.note)
        st.download_button(
            "下载这张表（CSV）",
            csv_bytes(table.cells),
            file_name(place.first.document.rpartition(".")[0], table.title),
            "text/csv",
            key=f"save-{key}",
            on_click="ignore",
        )

    opened()
