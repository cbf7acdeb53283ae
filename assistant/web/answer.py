"""One answer on the page: the figure, the sentence, how it was understood, rows, arithmetic, agreement and sources.

What is drawn as a part of its own is not said twice: the sentence is ``Answer.reply``, not the complete ``Answer.text``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from assistant.web import figures
from assistant.web.chips import draw_chips
from assistant.web.grid import bars_html, columns_html, rows_html
from assistant.web.headline import draw_headline
from assistant.web.safe import escaped, plain, shown, tag
from assistant.web.source import draw_sources
from assistant.web.state import ask_next
from assistant.web.words import html_language, word
from index.language.units import say

if TYPE_CHECKING:
    from assistant.model import Answer, Calculation, Candidate, Citation, Operand
    from assistant.web.state import Asking

MOST_ROWS = 200
"""Rows of a result shown on the page; the download has all of them."""

_PLACE = "【"
_CHOICES = {"ambiguous": "您问的是哪一个？", "not_found": "也许您想问", "answered": "也可以问"}


def draw_answer(answer: Answer, assistant: Asking, key: str, *, latest: bool = True) -> None:
    """Draw everything an answer carries; ``key`` keeps its buttons apart, the chips of the ``latest`` can be changed."""
    draw_headline(answer, key)
    if answer.status != "ambiguous" or not answer.candidates:
        _draw_reply(answer)
    _draw_html(notes_html(answer))
    _draw_candidates(answer, key)
    draw_chips(answer, assistant, key, latest=latest)
    _draw_rows(answer)
    if answer.calculation:
        st.html(calculation_html(answer.calculation))
    _draw_html(agreement_html(answer))
    draw_sources(answer, assistant, key)
    _draw_understanding(answer)


def _draw_reply(answer: Answer) -> None:
    said = answer.reply or answer.text
    if said.startswith(_PLACE):
        st.html(passages_html(said))
    else:
        st.text(shown(said))


def passages_html(said: str) -> str:
    """Passages of the documents, each run under the place it stands in (a line that begins with 「【」)."""
    lines = (
        tag(
            "p",
            escaped(line.strip("【】") if line.startswith(_PLACE) else line),
            class_="place" if line.startswith(_PLACE) else "",
        )
        for line in said.split("\n")
        if line.strip()
    )
    return tag("div", "".join(lines), class_="bq-passages", lang="zh-CN")


def draw_brief(answer: Answer) -> None:
    """An earlier answer in two lines."""
    draw = tag("p", escaped(answer.headline), class_="bq-headline brief") if answer.headline else ""
    st.html(tag("div", draw + tag("p", escaped((answer.reply or answer.text).split("\n")[0])), class_="bq-brief"))


def _draw_html(html: str) -> None:
    if html:
        st.html(html)


def notes_html(answer: Answer) -> str:
    """What was assumed, and the cautions, one line each."""
    assumed = "".join(tag("li", escaped(text)) for text in answer.interpretation.assumptions)
    notes = (
        tag("ul", tag("li", escaped(word("按此假定")), class_="lead") + assumed, class_="bq-assumed") if assumed else ""
    )
    cautions = "".join(tag("p", escaped(remark)) for remark in answer.remarks)
    return notes + (tag("div", cautions, class_="bq-remarks", role="note") if cautions else "")


def calculation_html(calculation: Calculation) -> str:
    """The line to check with a pocket calculator, and each operand with the place it comes from."""
    derived = word("推算得出，资料中没有直接印出这个数") if calculation.derived else ""
    note = "；".join(filter(None, (calculation.rounding, derived)))
    rows = "".join(_operand_html(operand) for operand in calculation.operands)
    title = tag("h4", escaped(word("计算")) + tag("small", escaped(calculation.operation)), class_="bq-label")
    line = tag("p", escaped(calculation.expression), class_="line")
    return tag(
        "section",
        title + line + (tag("p", escaped(note), class_="note") if note else "")
        + (tag("table", tag("tbody", rows)) if rows else ""),
        class_="bq-calculation",
        lang=html_language(),
    )  # fmt: skip


def agreement_html(answer: Answer) -> str:
    """How many other places print the same, and how many something else; "" where there is no other place."""
    same, other = len(answer.agreeing), len(answer.differing)
    said = tag("span", escaped(word("另有 {count} 处印着同一数字", count=same)), class_="same") if same else ""
    said += tag("span", escaped(word("{count} 处印的不同", count=other)), class_="other") if other else ""
    return tag("p", said, class_="bq-agreement", lang=html_language()) if said else ""


def _operand_html(operand: Operand) -> str:
    source = tag("small", escaped(_where(operand.citation)))
    return tag(
        "tr",
        tag("td", escaped(operand.label) + source)
        + tag("td", escaped(say(operand.value, operand.unit)), class_="number"),
    )


def _where(citation: Citation) -> str:
    page = word("第 {page} 页", page=citation.page) if citation.page else ""
    return " · ".join(filter(None, (citation.document, page, citation.table, citation.row, citation.column)))


def _draw_candidates(answer: Answer, key: str) -> None:
    if not answer.candidates:
        return
    st.html(tag("h4", escaped(word(_CHOICES[answer.status])), class_="bq-label"))
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
    figure = "" if candidate.value is None else say(candidate.value, candidate.unit)
    figure = figure or candidate.text
    label = plain(candidate.label or candidate.question)
    return f"{label}　**{plain(figure)}**" if figure else label


def _draw_rows(answer: Answer) -> None:
    if answer.table is None or answer.table.empty:
        return
    table = figures.written(answer.table)
    operands = answer.calculation is not None and not figures.compares(answer.table)  # listed with the arithmetic
    chart = None if operands else figures.bars(answer.table, answer.unit)
    if not operands:
        count = tag("small", escaped(word("{count} 行", count=len(table.rows))))
        st.html(tag("h4", escaped(word("明细")) + count, class_="bq-label"))
    if chart:
        measure = dict(table.common).get("口径") or chart.measure
        label = f"{measure}（{chart.unit}）" if chart.unit else measure
        drawn = columns_html if chart.over_years else bars_html
        st.html(tag("p", escaped(label), class_="bq-tablehead") + drawn(chart.bars, label=label))
    with (
        st.expander(plain(word("明细表（{count} 行）", count=len(table.rows)))) if chart or operands else st.container()
    ):
        common = " · ".join(f"{name}：{value}" for name, value in table.common)
        if common:
            st.html(tag("p", escaped(common), class_="bq-tablehead"))
        st.html(rows_html(table.header, table.rows[:MOST_ROWS], table.numeric, label=word("明细")))
        if len(table.rows) > MOST_ROWS:
            st.text(
                word(
                    "这里只列出前 {most} 行，共 {count} 行，下载的文件包含全部。", most=MOST_ROWS, count=len(table.rows)
                )
            )


def _draw_understanding(answer: Answer) -> None:
    understood = answer.interpretation
    if not (understood.query or answer.trace):
        return
    with st.expander(plain(word("这个问题是怎样理解的"))):
        query = tag("p", escaped(understood.query)) if understood.query else ""
        trace = tag("ol", "".join(tag("li", escaped(line)) for line in answer.trace), class_="bq-trace")
        st.html(tag("div", query, class_="bq-understood") + (trace if answer.trace else ""))
