"""The shell: title and style, the three pages and the way between them, the language.

A page is a module with ``draw(assistant)``: 问答 ``ask``, 数据 ``data``, 资料库 ``library``.
"""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import streamlit as st

from assistant.web.safe import escaped, shown, tag
from assistant.web.settings import Settings, SettingsWrong, read_settings
from assistant.web.words import html_language, language, title, word

if TYPE_CHECKING:
    from streamlit.delta_generator import DeltaGenerator

    from assistant.web.state import Asking

STYLES = tuple(sorted(Path(__file__).parent.glob("page*.css")))
_READY: set[bool] = set()
"""Not empty once this server has opened an index, or said why it cannot."""
ICON = Path(__file__).with_name("icon.svg")  # an icon of Streamlit's own set would be fetched from the network


def main() -> None:
    """Open the index named by the environment and draw the page that the address names."""
    try:
        frame(read_settings().title)
    except SettingsWrong as error:
        frame()
        st.text(shown(str(error)))
        return
    greeting = _greeting()
    # Late, so that the first reader after a start sees something before pandas and the rest are loaded.
    from assistant.web.opening import follow_build, offer_rebuild, opened

    assistant = opened(greeting)
    _READY.add(True)
    if assistant is not None:
        shell(assistant)
        offer_rebuild()
        follow_build()


def _greeting() -> DeltaGenerator:
    """A place that greets the readers who come before this server has opened the index; empty for all others."""
    place = st.empty()
    if not _READY:
        words = tag("h1", escaped(title())) + tag("p", escaped(word("正在打开索引……")))
        place.html(tag("div", words, class_="bq-welcome bq-opening", lang=html_language()))
    return place


def frame(name: str = Settings().title) -> None:
    """Title, layout and style; the first thing a page draws."""
    st.set_page_config(name, page_icon=str(ICON), layout="centered")
    for style in STYLES:
        st.html(style)
    theme = st.context.theme.type
    if theme in {"light", "dark"}:  # dialogs stand outside of what Streamlit tells its theme
        st.html(tag("style", f":root {{ color-scheme: {theme} }}"))


def shell(assistant: Asking) -> None:
    """The navigation and the page that is open; 数据 and 资料库 are wider than 问答."""
    from assistant.web import ask

    pages = (
        st.Page(partial(ask.draw, assistant), title=word("问答"), icon=":material/forum:", default=True),
        st.Page(partial(_data, assistant), title=word("数据"), icon=":material/table_chart:", url_path="data"),
        st.Page(partial(_library, assistant), title=word("资料库"), icon=":material/folder_open:", url_path="library"),
    )
    current = st.navigation(pages, position="top")
    with st.sidebar:
        st.html(
            tag(
                "div",
                tag("b", escaped(title())) + tag("span", escaped(word("预算、决算与绩效自评，有数有据"))),
                class_="bq-brand",
                lang=html_language(),
            )
        )
    with st.container(key=f"page-{current.url_path or 'ask'}"):
        current.run()
    with st.sidebar:
        _draw_language()


def _data(assistant: Asking) -> None:
    from assistant.web import data

    data.draw(assistant)


def _library(assistant: Asking) -> None:
    from assistant.web import library  # with it come the readers of all formats: whoever asks need not wait for them

    library.draw(assistant)


def _draw_language() -> None:
    names = {"zh": "中文", "en": "English"}
    st.segmented_control(
        word("界面语言"),
        tuple(names),
        default=language(),
        required=True,
        format_func=names.__getitem__,
        key="language-choice",
        on_change=_switch_language,
        label_visibility="collapsed",
    )


def _switch_language() -> None:
    st.session_state["language"] = st.session_state["language-choice"]
