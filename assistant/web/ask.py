"""问答: the conversation, the question box, and on an empty page examples."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from assistant.web import memory
from assistant.web.actions import draw_actions, draw_copying, draw_editor
from assistant.web.answer import draw_answer, draw_brief
from assistant.web.conversations import draw_side
from assistant.web.safe import escaped, plain, shown, tag
from assistant.web.state import LONGEST_TYPED, Turn, ask, ask_next, turns, waiting, write_down
from assistant.web.words import html_language, title, word

if TYPE_CHECKING:
    from assistant.model import Answer
    from assistant.web.state import Asking

EXAMPLES = 6
IN_FULL = 3
"""The latest turns drawn whole; of earlier ones the figure and the sentence, so that a long conversation stays quick."""


def draw(assistant: Asking) -> None:
    """Draw the conversation with ``assistant`` and ask what was typed, clicked or given in the address."""
    conversation = st.container(key="conversation")
    with st.container(key="ask"):  # not pinned by Streamlit, which would scroll past a long answer to its very end
        typed = st.chat_input(word("问一个预算问题，可以接着追问"), max_chars=LONGEST_TYPED)
    for question in waiting(typed):
        ask(assistant, question)
    write_down()  # before it is drawn: who sees an answer may reload the page
    asked = turns()
    with conversation:
        for number, turn in enumerate(asked):
            with st.container(key=f"turn-{turn.key}"):
                _draw_turn(
                    turn, number, assistant, latest=number == len(asked) - 1, whole=number >= len(asked) - IN_FULL
                )
        if asked:
            _show_from_its_top(asked[-1].key)
            draw_copying()
        else:
            _draw_welcome(assistant)
        after = st.container(key="after")
    draw_side()
    memory.draw_cookie()
    if asked and asked[-1].answer is not None and asked[-1].answer.status != "ambiguous":
        with after:  # last, because the questions are tried first: the answer is on the page by then
            _draw_next(asked[-1].answer, asked[-1].key, assistant)


def _draw_turn(turn: Turn, number: int, assistant: Asking, *, latest: bool, whole: bool) -> None:
    with st.chat_message("user"):
        if st.session_state.get("editing") == turn.key:
            draw_editor(turn, number)
        else:
            st.text(shown(turn.question))
    with st.chat_message("assistant"):
        if turn.answer is None:
            st.text(shown(turn.error))
        elif whole or turn.key in st.session_state.get("unfolded", ()):
            draw_answer(turn.answer, assistant, turn.key, latest=latest)
        else:
            draw_brief(turn.answer)
            st.button(word("展开"), key=f"unfold-{turn.key}", on_click=_unfold, args=(turn.key,), type="tertiary")
            return
        draw_actions(turn, number)


def _unfold(key: str) -> None:
    st.session_state["unfolded"] = {*st.session_state.get("unfolded", ()), key}


def _draw_next(answer: Answer, key: str, assistant: Asking) -> None:
    """Questions near this one that have an answer; looked for once a turn."""
    known, found = st.session_state.get("next-questions", ("", ()))
    if known != key:
        found = assistant.next_questions(answer)
        st.session_state["next-questions"] = (key, found)
    if found:
        lead = word("接着问") if answer.status == "answered" else word("资料里有的")
        st.html(tag("h4", escaped(lead), class_="bq-label"))
        with st.container(key=f"next-{key}", horizontal=True, gap="small"):
            for number, question in enumerate(found):
                st.button(plain(question), key=f"next-{key}-{number}", on_click=ask_next, args=(question,))


def _show_from_its_top(key: str) -> None:
    """Bring the newest question and its figure into view, once: the browser runs a script again only when it changed."""
    script = f"""(() => {{
  const show = () => document.querySelector(".st-key-turn-{key}")?.scrollIntoView({{block: "start"}});
  [0, 150, 500].forEach(wait => setTimeout(show, wait));  // the answer's parts arrive one after another
}})()"""
    st.html(tag("script", script), unsafe_allow_javascript=True)


def _draw_welcome(assistant: Asking) -> None:
    lead = word("用日常的话提问，得到准确的数字、它出自哪张表哪一格，以及怎样算出来的。资料里没有的，会直说没有。")
    st.html(
        tag(
            "div",
            tag("h1", escaped(title())) + tag("p", escaped(lead)) + held_html(assistant),
            class_="bq-welcome",
            lang=html_language(),
        )
    )
    examples = assistant.examples()[:EXAMPLES]
    if not examples:
        return
    st.html(tag("h4", escaped(word("可以这样问")), class_="bq-label"))
    with st.container(key="examples"):
        for number, question in enumerate(examples):
            st.button(plain(question), key=f"example-{number}", on_click=ask_next, args=(question,), width="stretch")


def held_html(assistant: Asking) -> str:
    """One line: how many organisations, which years, which stages the corpus holds."""
    documents = assistant.documents
    years = sorted({document.year for document in documents if document.year})
    bodies = {document.organisation for document in documents if document.organisation}
    span = f"{years[0]}–{years[-1]}" if len(years) > 1 else "".join(map(str, years))
    stages = "、".join(sorted({document.stage for document in documents if document.stage}))
    parts = (word("{count} 份文件", count=len(documents)), word("{count} 个单位", count=len(bodies)), span, stages)
    return tag("p", escaped(" · ".join(filter(None, parts))), class_="held") if documents else ""
