"""One answer on the page: the figure, the text, cautions, arithmetic, choices, rows, sources, and how it was understood."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from assistant.web import figures
from assistant.web.grid import bars_html, rows_html
from assistant.web.safe import csv_bytes, escaped, file_name, plain, shown, tag
from assistant.web.source import draw_sources
from assistant.web.state import ask_next
from index.language.units import say

if TYPE_CHECKING:
    from assistant.model import Answer, Calculation, Candidate, Citation, Interpretation, Operand
    from assistant.web.state import Asking

MOST_ROWS = 200
"""Rows of a result shown on the page; the download has all of them."""

_STATUS = {"ambiguous": "有几种理解，请选择", "not_found": "资料中没有答案"}
_CHOICES = {"ambiguous": "您问的是哪一个？", "not_found": "也许您想问", "answered": "也可以问"}


def draw_answer(answer: Answer, assistant: Asking, key: str) -> None:
    """Draw everything an answer carries; ``key`` keeps its buttons apart from those of other answers."""
    st.html(headline_html(answer))
    st.text(shown(answer.text))
    if answer.remarks:
        st.html(remarks_html(answer.remarks))
    if answer.calculation:
        st.html(calculation_html(answer.calculation))
    _draw_candidates(answer, key)
    _draw_rows(answer, key)
    draw_sources(answer.citations, assistant, key)
    _draw_interpretation(answer)


def headline_html(answer: Answer) -> str:
    """The figure, or what is the matter when there is none; the assumptions made stand right below the figure."""
    status = _STATUS.get(answer.status, "")
    badge = tag("p", escaped(status), class_=f"bq-status {answer.status}") if status else ""
    figure = tag("p", escaped(answer.headline), class_="bq-headline") if answer.headline else ""
    assumed = "".join(tag("li", escaped(text)) for text in answer.interpretation.assumptions)
    notes = tag("ul", assumed, class_="bq-assumed", aria_label="作了这些假定") if assumed else ""
    return tag("div", badge + figure + notes, class_="bq-top", lang="zh-CN")


def remarks_html(remarks: tuple[str, ...]) -> str:
    """The cautions, one paragraph each."""
    return tag("div", "".join(tag("p", escaped(remark)) for remark in remarks), class_="bq-remarks", role="note")


def calculation_html(calculation: Calculation) -> str:
    """The line to check with a pocket calculator, and each operand with the place it comes from."""
    notes = [calculation.rounding, "推算得出，资料中没有直接印出这个数" if calculation.derived else ""]
    note = tag("p", escaped("；".join(filter(None, notes))), class_="note") if any(notes) else ""
    rows = "".join(_operand_html(operand) for operand in calculation.operands)
    operands = tag("table", tag("tbody", rows)) if rows else ""
    title = tag("h4", "计算" + tag("small", escaped(calculation.operation)), class_="bq-label")
    line = tag("p", escaped(calculation.expression), class_="line")
    return tag("section", title + line + note + operands, class_="bq-calculation", lang="zh-CN")


def interpretation_html(understood: Interpretation) -> str:
    """How the question was understood; what was assumed and not said is set apart."""
    chips = [_chip(name, value, stated=stated) for name, value, stated in understood.filters]
    chips += [_chip("科目", item, stated=True) for item in understood.items]
    chips += [_chip("口径", understood.measure, stated=True)] if understood.measure else []
    chips += [_chip("运算", understood.operation, stated=True)] if understood.operation else []
    query = tag("p", escaped(understood.query)) if understood.query else ""
    return tag("div", query + tag("p", "".join(chips), class_="chips"), class_="bq-understood", lang="zh-CN")


def _chip(name: str, value: str, *, stated: bool) -> str:
    return tag(
        "span",
        tag("small", escaped(name)) + escaped(value) + ("" if stated else tag("em", "推定")),
        class_="chip" if stated else "chip assumed",
    )


def _operand_html(operand: Operand) -> str:
    source = tag("small", escaped(_where(operand.citation)))
    return tag(
        "tr",
        tag("td", escaped(operand.label) + source)
        + tag("td", escaped(say(operand.value, operand.unit)), class_="number"),
    )


def _where(citation: Citation) -> str:
    page = f"第 {citation.page} 页" if citation.page else ""
    return " · ".join(filter(None, (citation.document, page, citation.table, citation.row, citation.column)))


def _draw_candidates(answer: Answer, key: str) -> None:
    if not answer.candidates:
        return
    st.html(tag("h4", _CHOICES[answer.status], class_="bq-label"))
    with st.container(key=f"choices-{key}"):
        for number, candidate in enumerate(answer.candidates):
            st.button(
                candidate_label(candidate),
                key=f"choice-{key}-{number}",
                on_click=ask_next,
                args=(candidate.question,),
                width="stretch",
            )


def candidate_label(candidate: Candidate) -> str:
    """A button's label in Markdown: the reading, and its figure in bold."""
    figure = candidate.text or ("" if candidate.value is None else say(candidate.value, candidate.unit))
    label = plain(candidate.label or candidate.question)
    return f"{label}　**{plain(figure)}**" if figure else label


def _draw_rows(answer: Answer, key: str) -> None:
    if answer.table is None or answer.table.empty:
        return
    table = figures.written(answer.table)
    chart = None if answer.calculation else figures.bars(answer.table, answer.unit)
    # Folded where the rows can be read already: as bars, as operands, or line by line in the text.
    listed = chart or answer.calculation or len(answer.text.splitlines()) > len(table.rows)
    if chart or not listed:
        st.html(tag("h4", "明细" + tag("small", f"{len(table.rows)} 行"), class_="bq-label"))
    if chart:
        measure = dict(table.common).get("口径") or chart.measure
        label = f"{measure}（{chart.unit}）" if chart.unit else measure
        st.html(tag("p", escaped(label), class_="bq-tablehead") + bars_html(chart.bars, label=label))
    common = " · ".join(f"{name}：{value}" for name, value in table.common)
    with st.expander(f"明细表（{len(table.rows)} 行）") if listed else st.container():
        if common:
            st.html(tag("p", escaped(common), class_="bq-tablehead"))
        st.html(rows_html(table.header, table.rows[:MOST_ROWS], table.numeric, label="明细"))
        if len(table.rows) > MOST_ROWS:
            st.text(f"这里只列出前 {MOST_ROWS} 行，共 {len(table.rows)} 行，下载的文件包含全部。")
        st.download_button(
            "下载明细（CSV）",
            csv_bytes(figures.spreadsheet(answer.table)),
            file_name(answer.question),
            "text/csv",
            key=f"rows-{key}",
            on_click="ignore",
            type="tertiary",
            icon=":material/download:",
        )


def _draw_interpretation(answer: Answer) -> None:
    understood = answer.interpretation
    if not (understood.query or understood.filters or answer.trace):
        return
    with st.expander("这个问题是怎样理解的"):
        st.html(interpretation_html(understood))
        if answer.trace:
            st.html(tag("ol", "".join(tag("li", escaped(line)) for line in answer.trace), class_="bq-trace"))
