"""资料库: organisations × years × stages at a glance; each document with its tables and problems; adding and removing."""

from __future__ import annotations

from collections import Counter
from datetime import datetime
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import streamlit as st

from assistant.model import Citation
from assistant.web import library_changes as changes
from assistant.web.library_tables import (
    GROUP,
    SEVERAL,
    TABLE,
    document_html,
    documents_html,
    holdings_html,
    ingest_html,
    matrix_html,
    problems_html,
    tables_html,
)
from assistant.web.opening import allowed, job, show_build_in, start_build
from assistant.web.picker import listen
from assistant.web.places import places
from assistant.web.safe import escaped, plain, shown, tag
from assistant.web.settings import Settings, read_settings
from assistant.web.viewer import open_viewer
from assistant.web.words import html_language, word

if TYPE_CHECKING:
    from collections.abc import Sequence

    from assistant.web.state import Asking
    from index.model import Document, Problem

__all__ = ["draw", "holdings_html", "problems_html"]

PER_PAGE = 50


def draw(assistant: Asking) -> None:
    """Draw the page."""
    settings = read_settings()
    _draw_head(assistant)
    show_build_in(st.empty())
    _draw_last_build()
    st.html(matrix_html(assistant.documents))
    _draw_documents(assistant)
    general = [problem for problem in assistant.problems if problem.severity == "error"]
    if general:
        st.html(tag("h4", escaped(word("没有收录的文件")), class_="bq-label", lang=html_language()))
        st.html(problems_html(general))
    others = [problem for problem in assistant.problems if problem.severity != "error"]
    if others:
        with st.expander(word("读取时发现的问题（{count}）", count=len(others))):
            st.html(problems_html(others))
    _draw_changes(settings)
    listen(GROUP, _pick)
    listen(SEVERAL, _look_for)
    listen(TABLE, _pick_table)
    _draw_picked(assistant, settings)
    _draw_picked_table(assistant)


def _draw_head(assistant: Asking) -> None:
    manifest = assistant.index.manifest
    counts = manifest.get("counts", {})
    about = word(
        "{documents} 份文件，{tables} 张表，{facts} 个数据；读取于 {when}。",
        documents=len(assistant.documents),
        tables=f"{counts.get('tables', 0):,}",
        facts=f"{counts.get('facts', 0):,}",
        when=when_said(str(manifest.get("created", "")), st.context.timezone or "UTC"),
    )
    title = tag("h1", escaped(word("资料库"))) + tag("p", escaped(about))
    st.html(tag("div", title, class_="bq-head", lang=html_language()))


def when_said(created: str, zone: str) -> str:
    """A moment in ISO form as the clock in ``zone`` shows it; "" for none."""
    try:
        moment = datetime.fromisoformat(created)
    except ValueError:
        return ""
    try:
        return f"{moment.astimezone(ZoneInfo(zone)):%Y-%m-%d %H:%M}"
    except (ZoneInfoNotFoundError, ValueError):
        return f"{moment:%Y-%m-%d %H:%M} UTC"


def _draw_last_build() -> None:
    """How the last build of this server ended, when it did not end well."""
    state = job().state
    if state.phase == "failed":
        with st.container(border=True, key="build-failed"):
            st.text(shown(state.text))
    elif state.phase == "stopped":
        st.text(word("重建已取消，原有索引没有改动。"))


def _draw_documents(assistant: Asking) -> None:
    documents = sorted(assistant.documents, key=lambda d: (d.region, d.organisation, -d.year, d.stage, d.name))
    with st.container(horizontal=True, vertical_alignment="bottom", key="library-documents"):
        label = word("文件") + tag("small", str(len(documents)))
        st.html(tag("h4", label, class_="bq-label", lang=html_language()), width="stretch")
        text = st.text_input(
            word("找文件"),
            key="library-text",
            placeholder=word("文件名、单位或年度"),
            label_visibility="collapsed",
            width=260,
        )
    found = [document for document in documents if matches(document, text or "")]
    pages = -(-len(found) // PER_PAGE)
    page = min(int(st.session_state.get("library-page") or 1), max(pages, 1))
    part = found[(page - 1) * PER_PAGE : page * PER_PAGE]
    st.html(documents_html(part, counts_of(assistant)))
    if pages > 1:
        st.pagination(pages, key="library-page")


def matches(document: Document, text: str) -> bool:
    """Whether every word stands in the document's name, title, organisation, year or stage."""
    about = " ".join(
        (document.name, document.title, document.region, document.organisation, str(document.year), document.stage)
    )
    return all(part in about.casefold() for part in text.casefold().split())


def counts_of(assistant: Asking) -> dict[str, tuple[int, int, int]]:
    """For each document by name: tables, figures, problems."""
    facts = assistant.index.facts.frame["document"].value_counts()
    tables = Counter(assistant.index.table_documents)
    problems = Counter(problem.source.document for problem in assistant.problems)
    names = (document.name for document in assistant.documents)
    return {name: (tables[name], int(facts.get(name, 0)), problems[name]) for name in names}


def _draw_changes(settings: Settings) -> None:
    st.html(tag("h4", escaped(word("添加和更新")), class_="bq-label", lang=html_language()))
    given = allowed(settings)
    if given.allowed:
        changes.draw_upload(settings)
        changes.draw_removed(settings)
        with st.container(horizontal=True, key="library-actions"):
            st.button(
                word("重建索引"),
                key="library-rebuild",
                on_click=start_build,
                disabled=job().running,
                icon=":material/refresh:",
            )
            if given.who:
                st.button(word("退出 {who}", who=plain(given.who)), key="logout", on_click=st.logout, type="tertiary")
        return
    reasons = {
        "off": word("这里不能上传。管理员可以把文件放进资料文件夹，或在设置里打开上传。"),
        "sign-in": word("登录后可以上传、移走文件和重建索引。"),
        "unverified": word("{who} 的邮箱没有经过验证，不能更改资料。", who=given.who),
        "not-listed": word("{who} 没有更改资料的权限，请联系管理员。", who=given.who),
    }
    st.html(tag("p", escaped(reasons[given.why]), class_="bq-hint", lang=html_language()))
    if given.why == "sign-in":
        st.button(word("登录"), key="login", on_click=st.login, icon=":material/login:")
    elif given.who:
        st.button(word("退出登录"), key="logout", on_click=st.logout, type="tertiary")


def _pick(value: str) -> None:
    st.session_state["library-picked"] = value


def _look_for(text: str) -> None:
    st.session_state["library-text"] = text


def _pick_table(value: str) -> None:
    st.session_state["library-table"] = value


def _draw_picked_table(assistant: Asking) -> None:
    number, _, name = st.session_state.pop("library-table", "").partition(":")
    document = next((one for one in assistant.documents if one.name == name), None)
    if document is None or not (number.isascii() and number.isdecimal()):
        return
    table = assistant.table(name, int(number))
    if table is not None:
        page = next((page for page in table.pages if page), 0)
        about = (
            document.organisation,
            document.year,
            document.stage,
            page,
            0,
            table.section,
            table.title,
            table.number,
        )
        open_viewer(places((Citation(name, *about),)), 0, assistant)


def _draw_picked(assistant: Asking, settings: Settings) -> None:
    name = st.session_state.pop("library-picked", "")
    document = next((one for one in assistant.documents if one.name == name), None)
    if document is None:
        return

    @st.dialog(plain(document.name), width="large")
    def opened() -> None:
        problems = [problem for problem in assistant.problems if problem.source.document == document.name]
        _draw_document(document, assistant, problems)
        if allowed(settings).allowed:
            _draw_remove(document.name)

    opened()


def _draw_remove(name: str) -> None:
    said = word("可以恢复；随后自动重建索引")
    icon = ":material/delete:"
    if st.button(
        word("移走这份文件"), key="remove", on_click=changes.remove, args=(name,), type="tertiary", icon=icon, help=said
    ):
        st.rerun()  # closes the dialog


def _draw_document(document: Document, assistant: Asking, problems: Sequence[Problem]) -> None:
    st.html(document_html(document, counts_of(assistant)[document.name]))
    read = "".join(ingest_html(report) for report in assistant.index.ingest_reports if report.document == document.name)
    if read:
        st.html(tag("h4", escaped(word("读取是否完整")), class_="bq-label", lang=html_language()))
        st.html(read)
    if problems:
        st.html(
            tag(
                "h4",
                escaped(word("读取时发现的问题")) + tag("small", str(len(problems))),
                class_="bq-label",
                lang=html_language(),
            )
        )
        st.html(problems_html(problems))
    tables = assistant.index.tables_of(document.name)
    if tables:
        st.html(
            tag("h4", escaped(word("表")) + tag("small", str(len(tables))), class_="bq-label", lang=html_language())
        )
        st.html(tables_html(tables, document.name))
