"""数据: the figures of the corpus to look through."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from assistant.web.library import holdings_html

if TYPE_CHECKING:
    from assistant.web.state import Asking


def draw(assistant: Asking) -> None:
    """Draw the page."""
    st.html(holdings_html(assistant.documents))
