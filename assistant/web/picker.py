"""Figures and file names inside drawn tables that can be clicked, with the mouse or the keyboard.

A table is drawn as HTML with ``button_html`` in its cells; one invisible component listens to all of them and tells which was
clicked. (A Streamlit button in each of some hundred cells would make the page slow.)
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st
from streamlit.components import v2

from assistant.web.safe import escaped, tag

if TYPE_CHECKING:
    from collections.abc import Callable

    from streamlit.components.v2.types import ComponentRenderer

_SCRIPT = """
export default function({ setTriggerValue, data }) {
  const pick = event => {
    const button = event.target instanceof Element && event.target.closest(`button[data-pick^="${data}:"]`);
    if (button) setTriggerValue("picked", button.dataset.pick.slice(data.length + 1));
  };
  document.addEventListener("click", pick);
  return () => document.removeEventListener("click", pick);
}
"""


def button_html(text: str, group: str, value: str, *, label: str = "") -> str:
    """A button that shows ``text`` and stands for ``value``; ``label`` is what a screen reader says instead."""
    return tag("button", escaped(text), type="button", class_="bq-pick", data_pick=f"{group}:{value}", aria_label=label)


def listen(group: str, picked: Callable[[str], None]) -> None:
    """Call ``picked`` with the value of a button of this group that was clicked, before the page is drawn again.

    The value comes from the browser: whoever takes it checks it.
    """
    key = f"picker-{group}"

    def changed() -> None:
        value = st.session_state[key].picked
        if isinstance(value, str):
            picked(value)

    _component()(key=key, data=group, on_picked_change=changed)


@st.cache_resource
def _component() -> ComponentRenderer:
    return v2.component("budget_picker", js=_SCRIPT)
