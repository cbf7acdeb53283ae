"""Months of a year that a text speaks of: 3月, 2024.3-2024.9, 第二季度, 上半年, 年底.

A month is an int from 1 to 12. A range counts every month of it; a range that runs over the turn of the year ends in December.
"""

from __future__ import annotations

import re

_HAN = {"一": 1, "二": 2, "三": 3, "四": 4, "1": 1, "2": 2, "3": 3, "4": 4}
_MONTH = r"(?:(?:20\d{2})\s*[年.．/])?\s*(?P<%s>1[0-2]|0?[1-9])\s*(?:月份?(?:\s*[0-3]?\d\s*日)?)"
_DOTTED = r"20\d{2}\s*[.．/]\s*(?P<%s>1[0-2]|0?[1-9])(?!\d)(?:\s*[.．/]\s*[0-3]?\d)?"
_TO = r"\s*(?:-|－|—|–|~|～|至|到)+\s*"
_RANGES = (
    re.compile(_MONTH % "first" + _TO + _MONTH % "last"),
    re.compile(r"(?<!\d)(?P<first>1[0-2]|0?[1-9])" + _TO + _MONTH % "last"),
    re.compile(_DOTTED % "first" + _TO + _DOTTED % "last"),
)
_SINGLE = (re.compile(_MONTH % "first"), re.compile(_DOTTED % "first"))
_QUARTERS = re.compile(
    r"(?P<first>[一二三四1-4])\s*(?:(?:-|—|~|至|到|、|和)\s*第?(?P<last>[一二三四1-4])\s*)?(?:个)?季度"
)
_WORDS: tuple[tuple[re.Pattern[str], range], ...] = (
    (re.compile(r"上半年"), range(1, 7)),
    (re.compile(r"下半年"), range(7, 13)),
    (re.compile(r"年底|年末|岁末"), range(12, 13)),
    (re.compile(r"年初(?!预算|结转|财政|数|批|安排)"), range(1, 2)),
)


def months_of(text: str) -> frozenset[int]:
    """All months named in ``text``; empty when it names none."""
    if not re.search(r"月|季度|半年|年底|年末|岁末|年初|20\d{2}\s*[.．/]", text):
        return frozenset()
    found: set[int] = set()
    rest = text
    for pattern in _RANGES:
        for match in pattern.finditer(rest):
            first, last = int(match["first"]), int(match["last"])
            found.update(range(first, (last if last >= first else 12) + 1))
        rest = pattern.sub(" ", rest)
    for pattern in _SINGLE:
        found.update(int(match["first"]) for match in pattern.finditer(rest))
    for match in _QUARTERS.finditer(text):
        first = _HAN[match["first"]]
        last = _HAN[match["last"]] if match["last"] else first
        found.update(range(3 * first - 2, 3 * last + 1))
    for pattern, months in _WORDS:
        if pattern.search(text):
            found.update(months)
    return frozenset(found)
