"""This browser's conversations: which one is open, and the cookie that finds them again.

The cookie holds a random token and nothing else. With ``history`` off in the settings nothing is kept and no cookie is set.
"""

from __future__ import annotations

import logging
import secrets
from datetime import UTC, datetime

import streamlit as st

from assistant.web.history import TOKEN, Conversation, History
from assistant.web.safe import tag
from assistant.web.settings import read_settings

COOKIE = "budget_browser"
_YEAR = 365 * 24 * 3600
_log = logging.getLogger(__name__)


def conversations() -> tuple[Conversation, ...]:
    """All that are kept, newest first."""
    history = _history()
    return history.all() if history else ()


def find(key: str) -> Conversation | None:
    """One by its key."""
    return next((one for one in conversations() if one.key == key), None)


def ending(asked: tuple[str, ...]) -> Conversation | None:
    """The newest one whose last questions are these."""
    return next((one for one in conversations() if one.questions[-len(asked) :] == asked), None)


def begin() -> None:
    """What is asked from now on is a new conversation."""
    st.session_state.pop("conversation", None)
    st.session_state.pop("kept", None)


def go_on(key: str) -> None:
    """What is asked from now on belongs to this conversation."""
    st.session_state["conversation"] = key


def current() -> str:
    """The key of the open conversation."""
    key: str = st.session_state.setdefault("conversation", secrets.token_hex(6))
    return key


def keep(questions: tuple[str, ...]) -> None:
    """Write the open conversation to disk when it has changed; a full disk or a read-only folder is logged and borne."""
    history = _history()
    if history is None or st.session_state.get("kept") == questions or not questions:
        return
    st.session_state["kept"] = questions
    try:
        history.keep(Conversation(current(), datetime.now(UTC).isoformat(timespec="seconds"), questions))
    except OSError:
        _log.warning("the conversation could not be kept", exc_info=True)


def drop(key: str) -> None:
    """Delete one conversation; the open one goes on unkept until the next question."""
    history = _history()
    if history:
        history.drop(key)


def clear() -> None:
    """Delete all conversations of this browser."""
    history = _history()
    if history:
        history.clear()


def draw_cookie() -> None:
    """Give the browser its token, once."""
    if not read_settings().history or st.context.cookies.get(COOKIE) == _token():
        return
    script = f"document.cookie = '{COOKIE}={_token()}; path=/; max-age={_YEAR}; SameSite=Lax'"
    st.html(tag("script", script), unsafe_allow_javascript=True)


def _token() -> str:
    """The browser's token: that of its cookie, else one made for this session."""
    if "browser" not in st.session_state:
        given = str(st.context.cookies.get(COOKIE, ""))
        st.session_state["browser"] = given if TOKEN.fullmatch(given) else secrets.token_hex(16)
    token: str = st.session_state["browser"]
    return token


def _history() -> History | None:
    settings = read_settings()
    return History(settings.state, _token()) if settings.history else None
