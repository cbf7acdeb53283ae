"""资料库: what the corpus holds, its files, and what could not be read."""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import TYPE_CHECKING

import streamlit as st

from assistant.web.safe import escaped, tag
from assistant.web.words import html_language, word

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from assistant.web.state import Asking
    from index.model import Document, Problem

_SEVERITIES = {"error": "未收录", "warning": "未能读懂", "note": "文件自身疑点"}
MOST_PROBLEMS = 100
"""Problems listed on the page; ``python -m index audit`` lists all."""


def draw(assistant: Asking) -> None:
    """Draw the page."""
    documents = assistant.documents
    st.html(holdings_html(documents))
    with st.expander(word("文件（{count}）", count=len(documents))):
        st.html(documents_html(documents))
    if assistant.problems:
        with st.expander(word("读取情况（{count}）", count=len(assistant.problems))):
            st.html(problems_html(assistant.problems))


def holdings_html(documents: Sequence[Document]) -> str:
    """Organisations, and for each its years with the stages the corpus holds."""
    held: dict[str, dict[int, set[str]]] = defaultdict(lambda: defaultdict(set))
    for document in documents:
        held[document.organisation or document.name][document.year].add(document.stage or "其他")
    items = "".join(
        tag("dt", escaped(name)) + tag("dd", "".join(_year(year, stages) for year, stages in sorted(years.items())))
        for name, years in sorted(held.items())
    )
    title = tag("h4", word("资料范围") + tag("small", word("{count} 个单位", count=len(held))), class_="bq-label")
    return tag("section", title + tag("dl", items), class_="bq-holdings", lang=html_language())


def documents_html(documents: Sequence[Document]) -> str:
    """Each file with its title, format and pages."""
    items = (
        tag("li", escaped(document.name) + tag("small", escaped(" · ".join(filter(None, _about(document))))))
        for document in documents
    )
    return tag("ul", "".join(items), class_="bq-files", lang="zh-CN")


def problems_html(problems: Sequence[Problem]) -> str:
    """How many problems of each kind, then each with its place, the worst first."""
    counts = Counter[str](problem.severity for problem in problems)
    summary = "，".join(f"{word} {counts[name]}" for name, word in _SEVERITIES.items() if counts[name])
    order = list(_SEVERITIES)
    worst = sorted(problems, key=lambda problem: order.index(problem.severity))
    items = "".join(_problem(problem) for problem in worst[:MOST_PROBLEMS])
    rest = len(problems) - MOST_PROBLEMS
    more = tag("p", f"另有 {rest} 条，见 python -m index audit") if rest > 0 else ""
    return tag(
        "div",
        tag("p", escaped(summary)) + tag("ul", items, class_="bq-files") + more,
        class_="bq-problems",
        lang="zh-CN",
    )


def _year(year: int, stages: Iterable[str]) -> str:
    label = f"{year}" if year else "年度不详"
    return tag("span", tag("b", label) + escaped("、".join(sorted(stages))), class_="chip")


def _about(document: Document) -> tuple[str, ...]:
    pages = f"{document.pages} 页" if document.pages else ""
    return (document.title, document.format.upper(), pages)


def _problem(problem: Problem) -> str:
    source = problem.source
    page, line = (f"第 {source.page} 页" if source.page else "", f"第 {source.line} 行" if source.line else "")
    place = " · ".join(filter(None, (source.document, page, line, source.table, source.row)))
    kind = tag("em", _SEVERITIES[problem.severity], class_=problem.severity)
    return tag("li", kind + escaped(problem.message) + tag("small", escaped(place)))
