"""What one browser tab remembers: its conversation and the question to ask next.

The questions also stand in the page's address (``?q=…&q=…``), so that a reload or a link shows the same conversation:
the same question over the same index gives the same answer. ``memory`` keeps them on disk as well.
"""

from __future__ import annotations

import logging
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Protocol

import streamlit as st

from assistant.model import Answer
from assistant.web import memory
from assistant.web.settings import read_settings
from assistant.web.words import word
from index.errors import BudgetError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from index.model import Document, IngestReport, Passage, Problem, Table
    from index.store import FactTable

LONGEST_TYPED, LONGEST = 500, 4000
"""Characters the question box takes, and characters passed on of a question in the address. The assistant has a limit
of its own in between and says so; the second number only keeps an absurd address from being carried along."""

REMEMBERED = 10
"""Questions kept in the address, the latest ones."""

_log = logging.getLogger(__name__)


class Holding(Protocol):
    """What the pages 数据 and 资料库 need of an ``index.store.Index``."""

    @property
    def facts(self) -> FactTable:
        """Every figure of the corpus."""

    @property
    def manifest(self) -> dict[str, Any]:
        """When the index was built, and its counts."""

    @property
    def table_documents(self) -> list[str]:
        """The document name of every table."""

    @property
    def ingest_reports(self) -> tuple[IngestReport, ...]:
        """How completely each file was read."""

    def tables_of(self, document: str) -> tuple[Table, ...]:
        """The tables of one document."""


class Asking(Protocol):
    """What the page needs of an ``assistant.Assistant``."""

    @property
    def index(self) -> Holding:
        """The index that answers come from."""

    @property
    def documents(self) -> tuple[Document, ...]:
        """The documents of the corpus."""

    @property
    def problems(self) -> tuple[Problem, ...]:
        """What could not be read, and oddities of the documents."""

    def ask(self, question: str, history: Sequence[str] = ()) -> Answer:
        """The answer; ``history`` are the earlier questions, oldest first."""

    def next_questions(self, answer: Answer) -> tuple[str, ...]:
        """Questions near that of an answer, which surely have one."""

    def table(self, document: str, number: int) -> Table | None:
        """A whole table of a document."""

    def section(self, document: str, path: Sequence[str]) -> tuple[Passage, ...]:
        """The sentences under a heading path of a document, in order."""

    def examples(self) -> tuple[str, ...]:
        """Questions that this corpus answers."""


@dataclass(frozen=True, slots=True)
class Turn:
    """A question with its answer, or with the message why there is none; ``key`` is never used for another turn."""

    question: str
    answer: Answer | None
    error: str = ""
    key: str = "0"


def turns() -> tuple[Turn, ...]:
    """The conversation so far, oldest first."""
    kept: tuple[Turn, ...] = st.session_state.get("turns", ())
    return kept


def questions(before: int | None = None) -> list[str]:
    """The questions so far, oldest first; those before turn number ``before``."""
    return [turn.question for turn in turns()[:before]]


def ask_next(question: str) -> None:
    """Ask this when the page is drawn next; for buttons' ``on_click``."""
    st.session_state["next"] = (question,)


def ask_instead(number: int, question: str) -> None:
    """Take the conversation back to before turn ``number`` and ask this."""
    st.session_state["turns"] = turns()[:number]
    st.session_state.pop("editing", None)
    ask_next(question)


def forget() -> None:
    """Begin a new conversation; the one before stays in the list of conversations."""
    st.session_state["turns"] = ()
    st.session_state.pop("editing", None)
    st.query_params.clear()
    memory.begin()


def reopen(key: str) -> None:
    """Ask again all questions of a kept conversation when the page is drawn next."""
    kept = memory.find(key)
    if kept is not None:
        forget()
        memory.go_on(key)
        st.session_state["next"] = kept.questions


def waiting(typed: str | None) -> tuple[str, ...]:
    """Questions to ask now: the one typed or clicked, and on opening the page those of its address."""
    asked: list[str | None] = [typed, *st.session_state.pop("next", ())]
    if "opened" not in st.session_state:
        st.session_state["opened"] = True
        asked = [*_in_the_address(), *asked]
    return tuple(question[:LONGEST] for question in (" ".join((text or "").split()) for text in asked) if question)


def _in_the_address() -> tuple[str, ...]:
    """The questions of the address; those of the kept conversation that ends with them, where there is one."""
    given = tuple(st.query_params.get_all("q")[-REMEMBERED:])
    kept = memory.ending(given) if given else None
    if kept is None:
        return given
    memory.go_on(kept.key)
    return kept.questions


def ask(assistant: Asking, question: str) -> None:
    """Add a turn. A fault of the program becomes a turn that says so; the details go to the log, not to the reader."""
    history = questions()
    key = str(st.session_state.get("turn-count", 0))
    st.session_state["turn-count"] = int(key) + 1
    try:
        turn = Turn(question, assistant.ask(question, history=history), key=key)
    except BudgetError as error:
        turn = Turn(question, None, str(error), key)
    except Exception:  # noqa: BLE001 - the outermost border: one failing question must not end the conversation
        _log.exception("question failed%s", f": {question!r}" if read_settings().log_questions else "")
        sorry = word("程序在回答这个问题时出错，详情已写入运行日志。可以换一种问法，或开始新对话。")
        turn = Turn(question, None, sorry, key)
    st.session_state["turns"] = (*turns(), turn)


def write_down() -> None:
    """Put the conversation into the address and on disk, where it is not there yet."""
    asked = questions()
    if asked and st.query_params.get_all("q") != asked[-REMEMBERED:]:
        st.query_params["q"] = asked[-REMEMBERED:]
    memory.keep(tuple(asked))
