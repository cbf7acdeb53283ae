"""Codes and levels of budget rows: 类 › 款 › 项 by code, 「一、」 › 「1.」 by numbering."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from index.language.cells import plain_code
from index.language.layout import label

if TYPE_CHECKING:
    from collections.abc import Sequence

_FULL = re.compile(r"^\d{3}(?:\d{2}){0,2}$")
_LEADING = re.compile(r"^(?P<code>\d{3}(?:\d{2}){0,2})\s*(?P<name>[^\d\s.,、年].*)$")
_DIGITS = re.compile(r"^\d{1,7}$")
_NUMBERS: tuple[tuple[re.Pattern[str], int], ...] = (
    (re.compile(r"^[一二三四五六七八九十]+[、.]\s*"), 1),
    (re.compile(r"^\([一二三四五六七八九十]+\)[、.]?\s*"), 2),
    (re.compile(r"^\(?\d{1,2}(?:[、.)](?!\d)|\s(?=\D))\s*"), 2),
)
_AMONG = re.compile(r"^(?:其中|减|加)\s*:?\s*")
TOTAL = re.compile(r"^(?:合计|总计|小计|(?:本年)?(?:收入|支出)(?:总计|合计|预算合计))$")
AMONG = 3
"""Rank of a 「其中：」 row."""
DEPTHS = {3: 1, 5: 2, 7: 3}


class RowCodes:
    """Completes the code of each row from the rows above (parents are often left blank)."""

    def __init__(self) -> None:
        self._carried: list[str] = []

    def of(self, cells: Sequence[str]) -> str:
        """The full code of a row from its code cells (``["", "03", ""]`` under 201 → ``20103``); "" when it has none."""
        parts = [part if _DIGITS.match(part := label(cell)) else plain_code(part) for cell in cells]
        filled = [number for number, part in enumerate(parts) if part]
        if not filled:
            return ""
        last = filled[-1]
        if len(parts[last]) in (5, 7):
            self._carry(_split(parts[last]))
            return parts[last]
        complete = [
            part or (self._carried[number] if number < len(self._carried) else "")
            for number, part in enumerate(parts[: last + 1])
        ]
        padded = [complete[0], *(part.zfill(2) if part else "" for part in complete[1:])]
        self._carry(padded)
        return "".join(padded)

    def _carry(self, parts: list[str]) -> None:
        self._carried = parts


def _split(code: str) -> list[str]:
    return [code[:3], *(code[start : start + 2] for start in range(3, len(code), 2))]


def parents(code: str) -> tuple[str, ...]:
    """Codes above a code, outermost first: ``2010301`` → ``201``, ``20103``."""
    return tuple(code[:length] for length in (3, 5) if length < len(code))


def depth_of(code: str) -> int:
    """1 类, 2 款, 3 项; -1 for a code of any other length."""
    return DEPTHS.get(len(code), -1)


def classification_of(code: str, header: str) -> str:
    """功能分类 or 经济分类: by the header's words, else by the code (2xx functions, 3xx and 5xx economic)."""
    if "经济分类" in header:
        return "经济分类"
    if "功能分类" in header:
        return "功能分类"
    if _FULL.match(code):
        return "功能分类" if code[0] == "2" else "经济分类" if code[0] in "35" else ""
    return ""


def split_label(text: str) -> tuple[str, str]:
    """(code, name) of a label cell that holds both (``30201办公费``); code "" when it does not."""
    plain = label(text)
    match = _LEADING.match(plain)
    return (match["code"], match["name"].strip()) if match else ("", plain)


def numbered(text: str) -> tuple[str, int]:
    """(name without numbering, rank of the numbering): 1 「一、」, 2 「(一)」「1.」, 3 「其中:」, 0 none."""
    plain = label(text)
    for pattern, rank in _NUMBERS:
        if match := pattern.match(plain):
            rest = plain[match.end() :]
            return _AMONG.sub("", rest) or rest, rank
    if match := _AMONG.match(plain):
        rest = plain[match.end() :]
        inner = next((found.end() for pattern, _ in _NUMBERS if (found := pattern.match(rest))), 0)
        return rest[inner:] or rest or plain, AMONG
    return plain, 0
