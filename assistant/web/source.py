"""依据 below an answer: the places it rests on, the first with the rows around it, each opening in the viewer."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from assistant.web.grid import table_html
from assistant.web.places import Place, head_html, passage_html, place_html, places
from assistant.web.safe import escaped, plain, tag
from assistant.web.viewer import open_viewer
from assistant.web.words import word

if TYPE_CHECKING:
    from collections.abc import Sequence

    from assistant.model import Answer
    from assistant.web.state import Asking

OPEN = 1
"""Places shown at once; the others wait behind one fold."""

WITH_EXCERPT = 8
"""Places shown with the rows around them; of further ones only the whole table is offered, so that a long list stays light."""


def draw_sources(answer: Answer, assistant: Asking, key: str) -> None:
    """Every place of an answer: the first open, the rest behind a fold; each opens in the viewer."""
    found = places(answer.citations)
    if not found:
        return
    count = tag("small", escaped(word("{count} 处", count=len(found))))
    st.html(tag("h4", escaped(word("依据")) + count, class_="bq-label"))
    for number, place in enumerate(found[:OPEN]):
        _draw_place(found, number, assistant, f"{key}-{number}", excerpt=not _is_reply(place, answer))
    if len(found) > OPEN:
        with st.expander(plain(word("另外 {count} 处依据", count=len(found) - OPEN))):
            for number in range(OPEN, len(found)):
                _draw_place(found, number, assistant, f"{key}-{number}", excerpt=number < WITH_EXCERPT)


def _is_reply(place: Place, answer: Answer) -> bool:
    """The reply already says the passage in full."""
    return bool(place.first.passage) and place.first.passage in answer.reply


def _draw_place(found: Sequence[Place], number: int, assistant: Asking, key: str, *, excerpt: bool) -> None:
    place = found[number]
    first = place.first
    table = assistant.table(first.document, first.table_number) if first.table_number and excerpt else None
    rows = head_html(table) + table_html(table, place.cells) if table and table.cells else ""
    said = passage_html(place) if excerpt else ""
    st.html(tag("section", place_html(place) + said + rows, class_="bq-source", lang="zh-CN"))
    if st.button(plain(word("打开出处")), key=f"open-{key}", type="tertiary", icon=":material/plagiarism:"):
        open_viewer(tuple(found), number, assistant)
