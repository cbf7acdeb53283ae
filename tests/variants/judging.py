"""Whether an ``Answer`` is right for a ``Variant``; "" or the reason in a few words."""

from __future__ import annotations

import re
from decimal import Decimal

from assistant.model import Answer
from tests.variants.variant import Variant
from tests.variants.world import bare

_TWICE = re.compile(r"(.)\1")
_NOTHING = re.compile(r"没有|无|未|不|空白|0")


def fault(variant: Variant, answer: Answer) -> str:
    if variant.status == "nothing":
        clear = answer.status != "ambiguous" and not answer.value and _NOTHING.search(answer.text)
        return "" if clear else f"said {answer.status} {answer.value}, nothing is there"
    if answer.status != variant.status:
        return f"{answer.status}, expected {variant.status}"
    if variant.status != "answered":
        return ""
    return _wrong_value(variant, answer) or _wrong_items(variant, answer) or ("" if answer.citations else "no citation")


def _wrong_value(variant: Variant, answer: Answer) -> str:
    if variant.value is None:
        return ""
    if answer.value is None:
        return f"no value, expected {variant.value}"
    loose = Decimal("0.006") if variant.unit == "%" else Decimal("0.01")
    if abs(abs(answer.value) - abs(variant.value)) > loose:
        return f"value {answer.value:f}, expected {variant.value:f}"
    if variant.unit and answer.unit != variant.unit:
        return f"unit {answer.unit}, expected {variant.unit}"
    return ""


def _wrong_items(variant: Variant, answer: Answer) -> str:
    rows = "" if answer.table is None else " ".join(str(cell) for row in answer.table.to_numpy() for cell in row)
    text, position = _plain(answer.text) + "|" + _plain(rows), 0
    for item in variant.items:
        at = text.find(_plain(item), position)
        if at < 0:
            return f"lacks {item}"
        position = at + 1 if variant.ordered else 0
    if variant.either and not any(word in answer.text for word in variant.either):
        return f"lacks any of {'/'.join(variant.either)}"
    extra = next((item for item in variant.absent if _plain(item) in text), None)
    return f"should not list {extra}" if extra else ""


def _plain(text: str) -> str:
    """As compared: a name that a line break doubled a character of is still that name."""
    return _TWICE.sub(r"\1", bare(text))
