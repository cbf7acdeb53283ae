"""What a table cell or row looks like, before anybody knows what it means."""

from __future__ import annotations

import re
from collections.abc import Sequence

from index.language.layout import label

Row = Sequence[str | None]

_NUMBER = re.compile(r"^[-−+]?[¥￥]?\d[\d,，]*(?:\.\d+)?%?$|^0?\.\d+$|^[—–-]+$")
_CODE = re.compile(r"^[\[(]?(\d{3})(?:[\s.-]*(\d{2}))?(?:[\s.-]*(\d{2}))?[\])]?$")


def plain_code(cell: str) -> str:
    """The digits of a classification code, however a code column prints them: ``201.03.01``, ``[20103]``; "" for none."""
    match = _CODE.match(label(cell).replace("【", "[").replace("】", "]"))
    return "".join(filter(None, match.groups())) if match else ""


def is_number(cell: str | None) -> bool:
    """Whether a cell holds nothing but a figure (or the dash that stands for none)."""
    return bool(cell) and _NUMBER.match(label(cell or "").replace(" ", "")) is not None


def is_code_row(row: Row) -> bool:
    """Whether a row is the 「类 | 款 | 项」 row that closes a header."""
    cells = {label(cell) for cell in row if cell}
    return {"类", "款"} <= cells


def is_blank(row: Row) -> bool:
    """Whether no cell of a row holds anything."""
    return not any(cell and cell.strip() for cell in row)
