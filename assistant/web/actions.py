"""What can be done with an answer: copy it, link to it, take it along, judge it, ask it again or otherwise."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

import streamlit as st

from assistant.web import exports, feedback
from assistant.web.safe import csv_bytes, escaped, file_name, plain, tag
from assistant.web.settings import read_settings
from assistant.web.sheets import XLSX, xlsx_bytes
from assistant.web.state import ask_instead, questions
from assistant.web.words import html_language, word

if TYPE_CHECKING:
    from assistant.model import Answer
    from assistant.web.state import Turn

COPYING = """(() => {
  if (window.budgetCopies) return;
  window.budgetCopies = true;
  document.addEventListener("click", async event => {
    const button = event.target.closest("button.bq-copy");
    if (!button) return;
    const link = button.dataset.link, at = new URL(location.href);
    const text = link === undefined ? button.dataset.text
      : /^https?:/.test(link) ? link : at.origin + at.pathname.replace(/(data|library)$/, "") + link;
    try { await navigator.clipboard.writeText(text); } catch {
      const area = document.body.appendChild(Object.assign(document.createElement("textarea"), {value: text}));
      area.select(); document.execCommand("copy"); area.remove(); button.focus();
    }
    button.dataset.done = "1"; setTimeout(() => delete button.dataset.done, 1500);
  });
})()"""
"""Serves every button of class ``bq-copy`` on the page: ``data-text`` is copied, ``data-link`` completed to an address."""

_log = logging.getLogger(__name__)


def draw_copying() -> None:
    """The script behind the copy buttons; once a page."""
    st.html(tag("script", COPYING), unsafe_allow_javascript=True)


def draw_actions(turn: Turn, number: int) -> None:
    """The row of small buttons under an answer; ``number`` is the turn's place in the conversation, from 0."""
    answer = turn.answer
    with st.container(key=f"actions-{turn.key}", horizontal=True, gap="xsmall", vertical_alignment="center"):
        if answer is not None:
            asked = [*questions(number), turn.question] if answer.question != turn.question else [turn.question]
            st.html(copies_html(answer, asked), width="content")
            _draw_downloads(answer, turn.key)
        st.button(
            plain(word("改问题")),
            key=f"edit-{turn.key}",
            on_click=_edit,
            args=(turn.key,),
            type="tertiary",
            icon=":material/edit:",
        )
        again = (number, turn.question)
        st.button(
            plain(word("重新回答")),
            key=f"retry-{turn.key}",
            on_click=ask_instead,
            args=again,
            type="tertiary",
            icon=":material/refresh:",
        )
        if answer is not None:
            st.feedback("thumbs", key=f"thumb-{turn.key}")
    if answer is not None and st.session_state.get(f"thumb-{turn.key}") is not None:
        _draw_judging(answer, turn.key, number)


def copies_html(answer: Answer, asked: list[str]) -> str:
    """Buttons that copy the complete answer and the link that asks it again."""
    done = escaped(word("已复制"))
    text = tag("button", _label("复制", done), class_="bq-copy", type="button", data_text=exports.answer_text(answer))
    target = exports.link(read_settings().base_url, asked)
    link = tag("button", _label("链接", done), class_="bq-copy", type="button", data_link=target)
    return tag("span", text + link, class_="bq-copies", lang=html_language())


def _label(chinese: str, done: str) -> str:
    return tag("span", escaped(word(chinese))) + tag("em", done, aria_live="polite")


def _draw_downloads(answer: Answer, key: str) -> None:
    with st.popover(plain(word("下载")), type="tertiary", icon=":material/download:"):
        st.download_button(
            "CSV",
            lambda: csv_bytes(exports.answer_rows(answer)),
            file_name(answer.question),
            "text/csv",
            key=f"csv-{key}",
            on_click="ignore",
            width="stretch",
        )
        st.download_button(
            plain(word("XLSX（含来源）")),
            lambda: xlsx_bytes(exports.answer_sheets(answer)),
            file_name(answer.question, suffix=".xlsx"),
            XLSX,
            key=f"xlsx-{key}",
            on_click="ignore",
            width="stretch",
        )


def _edit(key: str) -> None:
    st.session_state["editing"] = key


def draw_editor(turn: Turn, number: int) -> None:
    """The question in a box, to be asked otherwise; what came after it is taken back."""
    with st.form(key=f"editor-{turn.key}", border=False):
        text = st.text_input(plain(word("改问题")), turn.question, max_chars=500, key=f"edited-{turn.key}")
        with st.container(horizontal=True):
            sent = st.form_submit_button(plain(word("提问")), type="primary")
            left = st.form_submit_button(plain(word("不改了")))
    if sent and text.strip():
        ask_instead(number, text)
        st.rerun()
    if left:
        st.session_state.pop("editing", None)
        st.rerun()


def _draw_judging(answer: Answer, key: str, number: int) -> None:
    good = bool(st.session_state[f"thumb-{key}"])
    if st.session_state.get(f"judged-{key}") == good:
        st.caption(plain(word("谢谢，已记下。")))
        return
    with st.form(key=f"judging-{key}"):
        right = (
            ""
            if good
            else st.text_input(
                plain(word("正确的答案（可不填；资料里没有就写“没有”）")), key=f"right-{key}", max_chars=200
            )
        )
        note = st.text_input(plain(word("说明（可不填）")), key=f"note-{key}", max_chars=feedback.LONGEST_NOTE)
        sent = st.form_submit_button(plain(word("记下评价")))
    if not sent:
        return
    try:
        feedback.keep(
            read_settings().state, feedback.entry(answer, questions(number), good=good, note=note, right=right)
        )
    except OSError:
        _log.warning("feedback could not be kept", exc_info=True)
        st.caption(plain(word("没能写入磁盘，请告诉管理员。")))
        return
    st.session_state[f"judged-{key}"] = good
    st.rerun()
