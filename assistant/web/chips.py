"""How a question was understood, as chips; those of the latest question can be changed or taken away to ask anew.

They open for changing on a click: lists to choose from cost the browser as much as the rest of an answer.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from assistant.rewording import Part, parts_of, reworded
from assistant.web.safe import escaped, plain, shown, tag
from assistant.web.state import ask_next, questions
from assistant.web.words import html_language, word

if TYPE_CHECKING:
    from collections.abc import Iterable

    from assistant.model import Answer
    from assistant.web.state import Asking
    from index.model import Document, Table

MOST = 300
"""Values offered for one chip."""
_LONGEST = 40
_LONG = 20
"""Characters from which on several values are shown as the first and how many there are."""
_CHARACTER, _LETTER, _AROUND, _WIDEST = 14, 8, 72, 440
"""Pixels: of a Chinese character, of a letter or digit, of a chip around its words, and the widest chip."""
_NONE = "\N{EM DASH}"


def chips_html(answer: Answer) -> str:
    """The chips to look at; what was assumed and not said is set apart."""
    chips = [_chip(word(part), value, stated=stated) for part, (value, stated) in parts_of(answer).items()]
    understood = answer.interpretation
    chips += [
        _chip(word(name), value, stated=stated)
        for name, value, stated in understood.filters
        if name in {"层级", "项目", "表"}
    ]
    chips += [_chip(word("运算"), understood.operation, stated=True)] if chips and understood.operation else []
    return tag("p", "".join(chips), class_="bq-chips", lang=html_language()) if chips else ""


def draw_chips(answer: Answer, assistant: Asking, key: str, *, latest: bool) -> None:
    """The chips; those of the ``latest`` answer turn into lists of the values that the corpus holds, and 「—」 takes one away."""
    parts = parts_of(answer)
    if not latest or not parts or not st.session_state.get(f"changing-{key}"):
        _draw_still(answer, key, changeable=latest and bool(parts))
        return
    with st.container(key=f"chips-{key}", horizontal=True, gap="xsmall"):
        for part, (value, stated) in parts.items():
            options = [value, *(one for one in offered(answer, assistant, part) if one != value), _NONE]
            label = word(part) + ("" if stated or part in {"科目", "口径"} else " · " + word("推定"))
            st.selectbox(
                label,
                options,
                format_func=_spoken,
                key=f"chip-{key}-{part}",
                on_change=_change,
                args=(answer, assistant, part, f"chip-{key}-{part}"),
                accept_new_options=part == "科目",
                width=min(_width(label) + _width(_spoken(value)) + _AROUND, _WIDEST),
            )


def _width(text: str) -> int:
    return sum(_LETTER if character.isascii() else _CHARACTER for character in text)


def _draw_still(answer: Answer, key: str, *, changeable: bool) -> None:
    chips = chips_html(answer)
    if not changeable:
        if chips:
            st.html(chips)
        return
    with st.container(key=f"still-{key}", horizontal=True, gap="small", vertical_alignment="center"):
        st.html(chips, width="content")
        opening = (f"changing-{key}",)
        label = plain(word("改条件"))
        st.button(label, key=f"change-{key}", on_click=_open, args=opening, type="tertiary", icon=":material/tune:")


def _open(name: str) -> None:
    st.session_state[name] = True


def offered(answer: Answer, assistant: Asking, part: Part) -> tuple[str, ...]:
    """Values of a part that the corpus holds: those of the organisation asked about, or of the table that was cited."""
    parts = {name: value.split("、") for name, (value, _) in parts_of(answer).items()}
    bodies = parts.get("单位", [])
    own = [document for document in assistant.documents if document.organisation in bodies] or assistant.documents
    if part in {"科目", "口径"}:
        cited = next((one for one in answer.citations if one.table_number), None)
        table = assistant.table(cited.document, cited.table_number) if cited else None
        return _of_table(table, part) if table else ()
    return _distinct(
        _of_document(document, part) for document in (assistant.documents if part in {"地区", "单位"} else own)
    )


def _of_document(document: Document, part: Part) -> str:
    year = str(document.year) if document.year else ""
    return {"地区": document.region, "单位": document.organisation, "年度": year, "阶段": document.stage}.get(part, "")


def _of_table(table: Table, part: Part) -> tuple[str, ...]:
    if part == "口径":
        return _distinct(name for column in table.columns if column.role == "value" for name in reversed(column.path))
    label = next((column.number for column in table.columns if column.role == "label"), 0)
    body = table.cells[table.header_rows :]
    return tuple(row[label - 1] for row in body if len(row) >= label and row[label - 1])[:MOST] if label else ()


def _distinct(values: Iterable[str]) -> tuple[str, ...]:
    return tuple(sorted({value for value in values if value and len(value) <= _LONGEST}, reverse=False))[:MOST]


def _change(answer: Answer, assistant: Asking, part: Part, key: str) -> None:
    chosen = str(st.session_state.get(key) or _NONE)
    value = "" if chosen == _NONE else shown(chosen).strip()[:_LONGEST]
    ask_next(reworded(assistant.ask, answer, part, value, questions()))


def _spoken(value: str) -> str:
    if value == _NONE:
        return word("不限")
    several = value.split("、")
    if len(several) > 1 and len(value) > _LONG:
        return word("{first} 等 {count} 个", first=shown(several[0]), count=len(several))
    return shown(value)


def _chip(name: str, value: str, *, stated: bool) -> str:
    return tag(
        "span",
        tag("small", escaped(name)) + escaped(value) + ("" if stated else tag("em", escaped(word("推定")))),
        class_="chip" if stated else "chip assumed",
    )
