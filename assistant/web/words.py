"""The page's own words in Chinese and English. The Chinese text is the key; what has no English is shown in Chinese.

``word("第 {page} 页", page=3)`` gives the words in the language that the reader chose. Text of documents, questions and
answers is never translated here. Each page keeps its table in a module of its own (``words_ask``, ``words_data``); a test
finds every ``word("…")`` of the page and asks for its English.
"""

from __future__ import annotations

from typing import Literal

import streamlit as st

from assistant.web.settings import Settings, read_settings
from assistant.web.words_ask import ENGLISH as _ASK
from assistant.web.words_data import ENGLISH as _DATA

Language = Literal["zh", "en"]

ENGLISH: dict[str, str] = _ASK | _DATA
"""Chinese words with ``{names}`` to be filled in, and the same in English."""


def language() -> Language:
    """The language of the page's own words: Chinese until the reader switches."""
    return "en" if st.session_state.get("language") == "en" else "zh"


def word(chinese: str, /, **values: object) -> str:
    """The words in the reader's language, ``values`` filled in as they are: escape them where the result becomes HTML."""
    pattern = ENGLISH.get(chinese, chinese) if language() == "en" else chinese
    return pattern.format(**values) if values else pattern


def title() -> str:
    """The operator's title; our own name in the reader's language."""
    named = read_settings().title
    return word("预算问答") if named == Settings().title else named


def html_language() -> str:
    """For the ``lang`` attribute of HTML that holds the page's own words."""
    return "en" if language() == "en" else "zh-CN"
