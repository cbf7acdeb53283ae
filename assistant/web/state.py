"""What one browser tab remembers: its conversation and the question to ask next.

The questions also stand in the page's address (``?q=…&q=…``), so that a reload or a link shows the same conversation:
the same question over the same index gives the same answer.
"""

from __future__ import annotations

import logging
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

import streamlit as st

from assistant.model import Answer
from index.errors import BudgetError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from index.model import Document, Problem, Table

LONGEST_TYPED, LONGEST = 500, 4000
"""Characters the question box takes, and characters passed on of a question in the address. The assistant has a limit
of its own in between and says so; the second number only keeps an absurd address from being carried along."""

REMEMBERED = 10
"""Questions kept in the address, the latest ones."""

_log = logging.getLogger(__name__)


class Asking(Protocol):
    """What the page needs of an ``assistant.Assistant``."""

    @property
    def documents(self) -> tuple[Document, ...]:
        """The documents of the corpus."""

    @property
    def problems(self) -> tuple[Problem, ...]:
        """What could not be read, and oddities of the documents."""

    def ask(self, question: str, history: Sequence[str] = ()) -> Answer:
        """The answer; ``history`` are the earlier questions, oldest first."""

    def table(self, document: str, number: int) -> Table | None:
        """A whole table of a document."""

    def examples(self) -> tuple[str, ...]:
        """Questions that this corpus answers."""


@dataclass(frozen=True, slots=True)
class Turn:
    """A question with its answer, or with the message why there is none."""

    question: str
    answer: Answer | None
    error: str = ""


def turns() -> tuple[Turn, ...]:
    """The conversation so far, oldest first."""
    kept: tuple[Turn, ...] = st.session_state.get("turns", ())
    return kept


def ask_next(question: str) -> None:
    """Ask this when the page is drawn next; for buttons' ``on_click``."""
    st.session_state["next"] = question


def forget() -> None:
    """Begin a new conversation."""
    st.session_state["turns"] = ()
    st.query_params.clear()


def waiting(typed: str | None) -> tuple[str, ...]:
    """Questions to ask now: the one typed or clicked, and on opening the page those of its address."""
    asked = [typed, st.session_state.pop("next", None)]
    if "opened" not in st.session_state:
        st.session_state["opened"] = True
        asked = [*st.query_params.get_all("q")[-REMEMBERED:], *asked]
    return tuple(question[:LONGEST] for question in (" ".join((text or "").split()) for text in asked) if question)


def ask(assistant: Asking, question: str) -> None:
    """Add a turn. A fault of the program becomes a turn that says so; the details go to the log, not to the reader."""
    history = [turn.question for turn in turns()]
    try:
        turn = Turn(question, assistant.ask(question, history=history))
    except BudgetError as error:
        turn = Turn(question, None, str(error))
    except Exception:  # noqa: BLE001 - the outermost border: one failing question must not end the conversation
        _log.exception("question failed: %r", question)
        turn = Turn(question, None, "程序在回答这个问题时出错，详情已写入运行日志。可以换一种问法，或开始新对话。")
    st.session_state["turns"] = (*turns(), turn)
    st.query_params["q"] = [turn.question for turn in turns()][-REMEMBERED:]
