"""The figure of an answer, large, in 元, 万元 or 亿元 as the reader likes; switching redraws nothing else."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import TYPE_CHECKING

import streamlit as st

from assistant.web.safe import escaped, plain, tag
from assistant.web.words import html_language, word
from index.language.units import MONEY_UNITS
from index.language.units import plain as digits

if TYPE_CHECKING:
    from assistant.model import Answer

UNITS = ("元", "万元", "亿元")
SMALLEST = Decimal("0.01")
"""A unit is offered when the figure is at least this much of it."""
_BEFORE = re.compile(r"^[^\d-]*")

_STATUS = {"ambiguous": "有几种理解，请选择", "not_found": "资料中没有答案"}


def units(answer: Answer) -> tuple[str, ...]:
    """Units that the figure can be shown in; fewer than two: nothing to switch."""
    if answer.unit != "元" or answer.value is None or not answer.headline:
        return ()
    size = abs(answer.value)
    return tuple(unit for unit in UNITS if size / MONEY_UNITS[unit] >= SMALLEST)


def in_unit(answer: Answer, unit: str) -> str:
    """The figure in ``unit`` with all its digits, and what stands before it in the headline (≥, 约, 增加)."""
    if answer.value is None:
        return answer.headline
    before = _BEFORE.match(answer.headline)
    lead = before[0] if before else ""
    value = answer.value if answer.headline[len(lead) :].startswith("-") or not lead else abs(answer.value)
    amount = value / MONEY_UNITS[unit]
    short = amount.quantize(SMALLEST)
    return f"{lead}{f'{short:,}' if short == amount else digits(amount, most_places=12)} {unit}"


def headline_html(answer: Answer, unit: str = "") -> str:
    """The figure, or what is the matter when there is none."""
    status = _STATUS.get(answer.status, "")
    badge = tag("p", escaped(word(status)), class_=f"bq-status {answer.status}") if status else ""
    said = in_unit(answer, unit) if unit else answer.headline
    figure = tag("p", escaped(said), class_="bq-headline") if said else ""
    return tag("div", badge + figure, class_="bq-top", lang=html_language())


@st.fragment
def draw_headline(answer: Answer, key: str) -> None:
    """The figure with its switch."""
    choices = units(answer)
    if len(choices) < 2:  # noqa: PLR2004 - one unit is no choice
        st.html(headline_html(answer))
        return
    own = next((unit for unit in reversed(UNITS) if answer.headline.endswith(f" {unit}")), "")
    with st.container(horizontal=True, vertical_alignment="center", key=f"figure-{key}"):
        place = st.container(width="content")
        chosen = st.segmented_control(
            plain(word("金额单位")),
            choices,
            default=own if own in choices else None,
            key=f"unit-{key}",
            label_visibility="collapsed",
        )
    with place:
        st.html(headline_html(answer, "" if chosen in {None, own} else str(chosen)))
