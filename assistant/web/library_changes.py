"""Changing what the library holds: hand in documents, take one off, put it back, rebuild. Only for those who may.

Whoever draws these has looked at ``opening.allowed``; each action looks again, because a click may come from a page that was drawn
before the operator, or the reader's sign-in, changed.
"""

from __future__ import annotations

import logging
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

import streamlit as st

from assistant.web.opening import allowed, changed_documents, job, start_build
from assistant.web.safe import escaped, plain, shown, tag
from assistant.web.settings import Settings, read_settings
from assistant.web.words import html_language, word
from index.errors import BudgetError
from index.intake import ENDINGS
from index.shelf import AlreadyThere, Shelf

if TYPE_CHECKING:
    from collections.abc import Callable

    from index.shelf import Removed

MOST_FILES = 50
"""Files taken at a time."""
MOST_REMOVED = 20
"""Removed documents offered to be put back, the latest ones."""
_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Notice:
    """What became of a file: ``kind`` good or bad, ``text`` to be shown letter for letter."""

    kind: Literal["good", "bad"]
    text: str


def draw_upload(settings: Settings) -> None:
    """The place to drop files, what became of the last ones, and the question whether one may be replaced."""
    label = word("把文件拖到这里（PDF、Excel、Word、网页、文本，每个至多 {size} MB）", size=settings.upload_mb)
    with st.form("upload", clear_on_submit=True, border=False):
        files = st.file_uploader(
            label, list(ENDINGS), accept_multiple_files=True, key="upload-files", max_upload_size=settings.upload_mb
        )
        if st.form_submit_button(word("放进资料库并重建"), type="primary", icon=":material/upload:"):
            _take([(file.name, file.getvalue()) for file in files[:MOST_FILES]], replace=False)
            st.rerun()
    _draw_replacing()
    _draw_notices()


def draw_removed(settings: Settings) -> None:
    """Documents that were taken off, each with a button that puts it back."""
    removed = Shelf(settings.corpus).removed()[:MOST_REMOVED]
    if not removed:
        return
    with st.expander(word("已移走的文件（{count}）", count=len(removed))):
        for number, one in enumerate(removed):
            with st.container(horizontal=True, vertical_alignment="center", key=f"removed-{number}"):
                st.text(shown(one.name), width="stretch")
                st.text(f"{one.when.astimezone():%Y-%m-%d %H:%M}", width="content")
                st.button(word("恢复"), key=f"restore-{number}", on_click=restore, args=(one,), type="tertiary")


def remove(name: str) -> None:
    """Take a document off and rebuild; what went wrong is shown as a notice."""
    _change(lambda shelf: shelf.remove(name).name, word("已移走「{name}」，可以恢复。", name=name))


def restore(one: Removed) -> None:
    """Put a document back and rebuild."""
    _change(lambda shelf: shelf.restore(one), word("已恢复「{name}」。", name=one.name))


def _change(action: Callable[[Shelf], str], said: str) -> None:
    settings = read_settings()
    if not allowed(settings).allowed:
        return
    try:
        name = action(Shelf(settings.corpus))
    except BudgetError as error:
        _say([Notice("bad", str(error))])
        return
    _log.info("library changed: %s", name)
    _say([Notice("good", said)])
    _rebuild()


def _take(files: list[tuple[str, bytes]], *, replace: bool) -> None:
    """Put the files on the shelf; those whose name is taken wait for an answer."""
    settings = read_settings()
    if not allowed(settings).allowed:
        return
    shelf, notices, waiting = Shelf(settings.corpus), [], []
    for name, data in files:
        try:
            kept = shelf.add(name, data, most_bytes=settings.upload_mb * 2**20, replace=replace)
        except AlreadyThere as error:
            waiting.append((name, data))
            notices.append(Notice("bad", str(error)))
        except BudgetError as error:
            notices.append(Notice("bad", str(error)))
        else:
            _log.info("document handed in: %s (%d bytes)", kept, len(data))
            notices.append(Notice("good", word("已收下「{name}」。", name=kept)))
    if not files:
        notices.append(Notice("bad", word("还没有选文件。")))
    st.session_state["upload-waiting"] = waiting
    _say(notices)
    if any(notice.kind == "good" for notice in notices):
        _rebuild()


def _rebuild() -> None:
    changed_documents.clear()
    if job().running:  # it may have read the folder before this change
        job().stop()
        job().wait(10)
    start_build()


def _say(notices: list[Notice]) -> None:
    st.session_state["library-notices"] = notices


def _draw_notices() -> None:
    notices: list[Notice] = st.session_state.get("library-notices", [])
    if notices:
        items = "".join(tag("li", escaped(notice.text), class_=notice.kind) for notice in notices)
        st.html(tag("ul", items, class_="bq-notices", role="status", lang=html_language()))


def _draw_replacing() -> None:
    waiting: list[tuple[str, bytes]] = st.session_state.get("upload-waiting", [])
    if not waiting:
        return
    names = "、".join(name for name, _ in waiting)
    with st.container(border=True, key="upload-replace"):
        st.text(shown(word("资料库里已有同名文件：{names}。要用新的替换吗？", names=names)))
        with st.container(horizontal=True):
            st.button(
                word("替换"), key="replace-yes", on_click=_replace, help=plain(word("原来的文件会移走，可以恢复"))
            )
            st.button(word("不替换"), key="replace-no", on_click=_keep)


def _replace() -> None:
    _take(st.session_state.get("upload-waiting", []), replace=True)


def _keep() -> None:
    st.session_state["upload-waiting"] = []
    _say([])
