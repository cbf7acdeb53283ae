"""The whole page, top to bottom."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import streamlit as st

from assistant.web.answer import draw_answer
from assistant.web.corpus import draw_side
from assistant.web.opening import offer_rebuild, opened
from assistant.web.safe import plain, shown, tag
from assistant.web.state import LONGEST_TYPED, Turn, ask, ask_next, turns, waiting

if TYPE_CHECKING:
    from assistant.web.state import Asking

STYLE = Path(__file__).with_name("page.css")
ICON = Path(__file__).with_name("icon.svg")  # an icon of Streamlit's own set would be fetched from the network
INVITATION = "问一个预算问题，可以接着追问"
EXAMPLES = 6


def main() -> None:
    """Open the index named by the environment and hold the conversation."""
    frame()
    assistant = opened()
    if assistant is not None:
        offer_rebuild()
        converse(assistant)


def frame() -> None:
    """Title, layout and style; the first thing a page draws."""
    st.set_page_config("预算问答", page_icon=str(ICON), layout="centered")
    st.html(STYLE)
    theme = st.context.theme.type
    if theme in {"light", "dark"}:  # dialogs stand outside of what Streamlit tells its theme
        st.html(tag("style", f":root {{ color-scheme: {theme} }}"))


def converse(assistant: Asking) -> None:
    """Draw the conversation with ``assistant`` and ask what was typed, clicked or given in the address."""
    conversation = st.container(key="conversation")
    with st.container(key="ask"):  # not pinned by Streamlit, which would scroll past a long answer to its very end
        typed = st.chat_input(INVITATION, max_chars=LONGEST_TYPED)
    for question in waiting(typed):
        ask(assistant, question)
    with conversation:
        for number, turn in enumerate(turns()):
            with st.container(key=f"turn-{number}"):
                _draw_turn(turn, assistant, str(number))
        if turns():
            _show_from_its_top(len(turns()) - 1)
        else:
            _draw_welcome(assistant)
    draw_side(assistant)


def _draw_turn(turn: Turn, assistant: Asking, key: str) -> None:
    with st.chat_message("user"):
        st.text(shown(turn.question))
    with st.chat_message("assistant"):
        if turn.answer is None:
            st.text(shown(turn.error))
        else:
            draw_answer(turn.answer, assistant, key)


def _show_from_its_top(number: int) -> None:
    """Bring the newest question and its figure into view, once: the browser runs a script again only when it changed."""
    script = f"""(() => {{
  const show = () => document.querySelector(".st-key-turn-{number}")?.scrollIntoView({{block: "start"}});
  [0, 150, 500].forEach(wait => setTimeout(show, wait));  // the answer's parts arrive one after another
}})()"""
    st.html(tag("script", script), unsafe_allow_javascript=True)


def _draw_welcome(assistant: Asking) -> None:
    st.html(
        tag(
            "div",
            tag("h1", "预算问答")
            + tag(
                "p", "用日常的话提问，得到准确的数字、它出自哪张表哪一格，以及怎样算出来的。资料里没有的，会直说没有。"
            ),
            class_="bq-welcome",
            lang="zh-CN",
        )
    )
    examples = assistant.examples()[:EXAMPLES]
    if not examples:
        return
    st.html(tag("h4", "可以这样问", class_="bq-label"))
    with st.container(key="examples"):
        for number, question in enumerate(examples):
            st.button(plain(question), key=f"example-{number}", on_click=ask_next, args=(question,), width="stretch")
