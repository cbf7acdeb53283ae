"""问答: the conversation, the question box, and on an empty page examples."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from assistant.web.answer import draw_answer
from assistant.web.library import holdings_html
from assistant.web.safe import plain, shown, tag
from assistant.web.state import LONGEST_TYPED, Turn, ask, ask_next, forget, turns, waiting
from assistant.web.words import word

if TYPE_CHECKING:
    from assistant.web.state import Asking

INVITATION = "问一个预算问题，可以接着追问"
EXAMPLES = 6


def draw(assistant: Asking) -> None:
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
    _draw_side(assistant)


def _draw_side(assistant: Asking) -> None:
    with st.sidebar:
        label = word("新对话")
        st.button(label, key="forget", on_click=forget, disabled=not turns(), width="stretch", icon=":material/add:")
        st.html(holdings_html(assistant.documents))


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
