"""数据: the figures of the corpus to choose from, set side by side, draw, and take along; each opens its source."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal, get_args

import streamlit as st

from assistant.browse import Across, Order, Selection, add_up, choices, pivot, select
from assistant.browse.export import fact_rows, pivot_rows
from assistant.browse.fields import FILTERS, shown
from assistant.browse.selection import LONGEST_TEXT
from assistant.compose.citations import of_fact
from assistant.web.data_chart import chart_html, chartable
from assistant.web.data_tables import GROUP, MOST_PLACES, amount, list_html, pivot_html, unit_shown
from assistant.web.picker import listen
from assistant.web.places import places
from assistant.web.safe import csv_bytes, escaped, file_name, tag
from assistant.web.sheets import XLSX, xlsx_bytes
from assistant.web.viewer import open_viewer
from assistant.web.words import html_language, word

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    import numpy as np
    from numpy.typing import NDArray

    from assistant.browse import Pivot
    from assistant.browse.export import Value
    from assistant.web.state import Asking
    from index.store import FactTable

View = Literal["list", "year", "organisation"]
VIEWS: dict[View, str] = {"list": "列表", "year": "按年度对照", "organisation": "按单位对照"}
ORDERS: dict[Order, str] = {"document": "按文件顺序", "largest": "从大到小", "smallest": "从小到大"}
FIRST, FURTHER = ("organisation", "year", "stage"), ("table_kind", "measure", "level")
"""Filters that are always seen, and those behind a fold."""
MONEY = ("元", "万元", "亿元")
PER_PAGE = 50
MOST_IN_WORKBOOK = 20_000
"""Rows that a workbook is made of within some seconds; CSV takes any number."""
_STATE = "data"


def draw(assistant: Asking) -> None:
    """Draw the page."""
    facts = assistant.index.facts
    chosen = _chosen()
    _draw_head(len(facts), len(assistant.documents))
    _draw_filters(choices(facts.frame, chosen), chosen)
    view, order, money = _draw_switches()
    positions = select(facts.frame, chosen, order)
    if not len(positions):
        st.html(
            tag(
                "p",
                escaped(word("没有符合这些条件的数据。去掉一个条件再看看。")),
                class_="bq-hint",
                lang=html_language(),
            )
        )
    elif view == "list":
        _draw_list(facts, positions, money, figures=chosen.figures)
    else:
        _draw_pivot(facts, positions, view, money)
    listen(GROUP, _pick)
    _draw_picked(assistant, facts)


def _chosen() -> Selection:
    """The selection of this session; on opening the page, that of its address."""
    if _STATE not in st.session_state:
        query = {name: st.query_params.get_all(name) for name in st.query_params}
        st.session_state[_STATE] = Selection.of_query(query)
        view = st.query_params.get("view")
        if view in VIEWS:
            st.session_state["data-view-first"] = view
    chosen: Selection = st.session_state[_STATE]
    st.query_params.from_dict(chosen.query() | _view_query())
    return chosen


def _view_query() -> dict[str, list[str]]:
    view = st.session_state.get("data-view") or st.session_state.get("data-view-first", "list")
    return {} if view == "list" else {"view": [view]}


def _draw_head(facts: int, documents: int) -> None:
    about = word("{documents} 份文件里的 {facts} 个数据，每个都能点开看出处。", documents=documents, facts=f"{facts:,}")
    title = tag("h1", escaped(word("数据"))) + tag("p", escaped(about))
    st.html(tag("div", title, class_="bq-head", lang=html_language()))


def _draw_filters(offered: dict[str, dict[Any, int]], chosen: Selection) -> None:
    with st.container(key="data-filters"):
        columns = st.columns([3, 1], vertical_alignment="bottom")
        columns[0].text_input(
            word("科目、项目或编码"),
            value=chosen.text,
            max_chars=LONGEST_TEXT,
            key="data-text",
            placeholder=word("如：养老、208、印章"),
            on_change=_take,
        )
        if chosen != Selection():
            columns[1].button(word("清除条件"), key="data-clear", on_click=_clear, type="tertiary")
        for column, name in zip(st.columns(3), FIRST, strict=True):
            with column:
                _draw_filter(name, offered[name], getattr(chosen, name))
        further = any(getattr(chosen, name) for name in FURTHER) or not chosen.figures
        with st.expander(word("更多条件"), expanded=further, key="data-further"):
            for column, name in zip(st.columns(3), FURTHER, strict=True):
                with column:
                    _draw_filter(name, offered[name], getattr(chosen, name))
            st.toggle(word("只看有数字的"), value=chosen.figures, key="data-figures", on_change=_take)


def _draw_filter(name: str, offered: dict[Any, int], values: Sequence[Any]) -> None:
    st.multiselect(
        word(FILTERS[name]),
        list(offered),
        default=list(values),
        format_func=lambda value: f"{shown(name, value)}（{offered.get(value, 0):,}）",
        key=f"data-{name}",
        on_change=_take,
        placeholder=word("全部"),
    )


def _take() -> None:
    """The selection as the filters stand now."""
    state = st.session_state
    chosen = {name: tuple(state.get(f"data-{name}", ())) for name in FILTERS}
    state[_STATE] = Selection(
        **chosen, text=(state.get("data-text") or "").strip(), figures=bool(state.get("data-figures", True))
    )
    state.pop("data-page", None)


def _clear() -> None:
    for name in (*FILTERS, "text", "figures", "page"):
        st.session_state.pop(f"data-{name}", None)
    st.session_state[_STATE] = Selection()


def _draw_switches() -> tuple[View, Order, str]:
    with st.container(horizontal=True, vertical_alignment="bottom", key="data-switches"):
        first = st.session_state.get("data-view-first", "list")
        view: View = st.segmented_control(
            word("看法"),
            get_args(View),
            default=first,
            format_func=lambda v: word(VIEWS[v]),
            key="data-view",
            required=True,
        )
        money = st.segmented_control(
            word("金额单位"), MONEY, default="元", format_func=lambda unit: unit, key="data-money", required=True
        )
        order: Order = "document"
        if view == "list":
            order = st.selectbox(
                word("排序"), get_args(Order), format_func=lambda o: word(ORDERS[o]), key="data-order", width=180
            )
    return view, order, money


def _draw_list(facts: FactTable, positions: NDArray[np.intp], money: str, *, figures: bool) -> None:
    page = _page_number(len(positions))
    counted = word("{count} 个有数字的数据" if figures else "{count} 个数据", count=f"{len(positions):,}")
    part = [int(position) for position in positions[(page - 1) * PER_PAGE : page * PER_PAGE]]
    st.html(
        tag(
            "h4",
            escaped(counted) + _sum_html(facts, positions, money),
            class_="bq-label",
            lang=html_language(),
        )
    )
    st.html(list_html(list(zip(part, facts.facts(part), strict=True)), money))
    _draw_pages(len(positions))
    _draw_downloads(lambda: fact_rows(facts, positions), len(positions), word("数据"))


def _sum_html(facts: FactTable, positions: NDArray[np.intp], money: str) -> str:
    """What the chosen figures add up to, where that makes sense; else why they are not added up."""
    if len(positions) < 2:  # noqa: PLR2004 - nothing to add
        return ""
    made = add_up(facts, positions)
    if made.value is None:
        plainly = made.why.count("、") < 2  # noqa: PLR2004 - with more left open nobody thinks of adding
        return tag("small", escaped(made.why)) if plainly else ""
    total = f"{amount(made.value, made.unit, money)} {unit_shown(made.unit, money)}"
    said = word("相加 {total}（{count} 个数）", total=total, count=len(made.added))
    inside = word("，另外 {count} 个已包含在上级里，不重复计算", count=made.inside) if made.inside else ""
    return tag("small", escaped(said + inside))


def _draw_pivot(facts: FactTable, positions: NDArray[np.intp], across: Across, money: str) -> None:
    whole = pivot(facts, positions, across, most=0)
    page = _page_number(whole.total)
    made = pivot(facts, positions, across, first=(page - 1) * PER_PAGE, most=PER_PAGE)
    about = word("{rows} 行 × {columns} 列", rows=f"{made.total:,}", columns=len(made.columns))
    rule = word("阶段、层级、表、口径不同的数分行列出，不混在一起；没有相加。")
    st.html(tag("h4", escaped(about) + tag("small", escaped(rule)), class_="bq-label", lang=html_language()))
    st.html(pivot_html(made, money))
    _draw_pages(whole.total)
    _draw_chart(made)
    name = word("按年度对照") if across == "year" else word("按单位对照")
    _draw_downloads(lambda: pivot_rows(pivot(facts, positions, across)), whole.total, name)


def _draw_chart(made: Pivot) -> None:
    rows = [row for row in made.rows if chartable(row)]
    if not rows:
        return
    with st.container(key="data-chart"):
        number = st.selectbox(
            word("画图"),
            range(len(rows)),
            format_func=lambda n: rows[n].name or dict(made.common).get("科目", ""),
            key="data-chart-row",
        )
        st.html(chart_html(rows[min(number or 0, len(rows) - 1)], made.columns, upright=made.across == "year"))


def _page_number(total: int) -> int:
    pages = -(-total // PER_PAGE)
    return max(1, min(int(st.session_state.get("data-page") or 1), pages))


def _draw_pages(total: int) -> None:
    pages = -(-total // PER_PAGE)
    if pages > 1:
        st.pagination(pages, key="data-page")


def _draw_downloads(rows: Callable[[], Iterable[Sequence[Value]]], count: int, name: str) -> None:
    with st.container(horizontal=True, key="data-downloads"):
        st.download_button(
            word("下载 CSV"),
            lambda: csv_bytes(rows()),
            file_name(name),
            "text/csv",
            key="data-csv",
            on_click="ignore",
            type="tertiary",
            icon=":material/download:",
        )
        st.download_button(
            word("下载 Excel"),
            lambda: xlsx_bytes({name: rows()}),
            file_name(name, suffix=".xlsx"),
            XLSX,
            key="data-xlsx",
            on_click="ignore",
            type="tertiary",
            icon=":material/table_view:",
            disabled=count > MOST_IN_WORKBOOK,
            help=word("超过 {count} 行请下载 CSV", count=f"{MOST_IN_WORKBOOK:,}") if count > MOST_IN_WORKBOOK else None,
        )


def _pick(value: str) -> None:
    parts = value.split(",")[:MOST_PLACES]
    if all(part.isascii() and part.isdecimal() for part in parts):
        st.session_state["data-picked"] = tuple(int(part) for part in parts)


def _draw_picked(assistant: Asking, facts: FactTable) -> None:
    positions = st.session_state.pop("data-picked", ())
    if positions and all(position < len(facts) for position in positions):
        found = places(tuple(of_fact(fact) for fact in facts.facts(positions)))
        open_viewer(found, 0, assistant)
