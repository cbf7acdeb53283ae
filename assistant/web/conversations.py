"""The side of 问答: a new conversation, the kept ones, and the open one to take along."""

from __future__ import annotations

import streamlit as st

from assistant.web import memory
from assistant.web.exports import conversation_markdown
from assistant.web.safe import escaped, file_name, plain, tag
from assistant.web.settings import read_settings
from assistant.web.state import forget, reopen, turns
from assistant.web.words import html_language, word

SHOWN = 12
"""Conversations listed at once; the others wait behind a fold."""
_LABEL = 26


def draw_side() -> None:
    """Fill the sidebar."""
    asked = turns()
    with st.sidebar:
        label = plain(word("新对话"))
        st.button(label, key="forget", on_click=forget, disabled=not asked, width="stretch", icon=":material/add:")
        if asked:
            st.download_button(
                plain(word("下载整个对话")),
                lambda: conversation_markdown(asked, read_settings().base_url),
                file_name(asked[0].question, suffix=".md"),
                "text/markdown",
                key="conversation-save",
                on_click="ignore",
                width="stretch",
                type="tertiary",
                icon=":material/download:",
            )
        _draw_kept()


def _draw_kept() -> None:
    kept = memory.conversations()
    if not kept:
        return
    st.html(tag("h4", escaped(word("以前的对话")), class_="bq-label", lang=html_language()))
    for one in kept[:SHOWN]:
        _draw_one(one.key, one.questions)
    if len(kept) > SHOWN:
        with st.expander(plain(word("更早的 {count} 个", count=len(kept) - SHOWN))):
            for one in kept[SHOWN:]:
                _draw_one(one.key, one.questions)
    with st.popover(plain(word("清空记录")), type="tertiary", icon=":material/delete_sweep:", width="stretch"):
        st.text(word("删除这个浏览器的全部对话记录？"))
        st.button(plain(word("全部删除")), key="clear-history", on_click=_clear, type="primary", width="stretch")


def _draw_one(key: str, questions: tuple[str, ...]) -> None:
    first = questions[0][:_LABEL] + ("…" if len(questions[0]) > _LABEL else "")
    with st.container(key=f"kept-{key}", horizontal=True, gap=None, vertical_alignment="center", wrap=False):
        st.button(plain(first), key=f"reopen-{key}", on_click=reopen, args=(key,), type="tertiary", width="stretch")
        st.button(
            plain(word("删除这个对话")),
            key=f"drop-{key}",
            on_click=memory.drop,
            args=(key,),
            type="tertiary",
            icon=":material/close:",
        )


def _clear() -> None:
    memory.clear()
    forget()
