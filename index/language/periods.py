"""Years in questions and headings.

A fiscal year is an int. ``find_years`` reads 2024年, 24年, 2024年度, 二〇二四年, 2024 and the relative words 去年 上年 今年 明年 前年,
whose meaning depends on the newest year that the documents hold and is therefore left to the caller.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

_DIGITS = str.maketrans("〇零一二三四五六七八九", "00123456789")
_YEAR = re.compile(
    r"(?<![\d.])(?P<full>(?:19|20)\d{2})(?!\d)\s*(?:年度?|财年)?(?![\d.,]*(?:元|万|亿|%))(?!(?<!年)(?<!度)(?:人(?![员均力才大民社口工事])|名|户(?![厕外籍均])|辆))"
    r"|(?<![\d.])(?P<short>[0-4]\d)年度?(?!\d)"
    r"|(?P<han>[二〇零一][〇零一二三四五六七八九]{3})年?度?"
    r"|(?P<hanshort>二[〇零一二三四五六七八九])年"
)
_RELATIVE = re.compile(r"大前年|前年|去年|上一?年度?|今年|本年度?|明年|下一?年度?|同比")
OFFSETS = {
    "大前年": -3,
    "前年": -2,
    "去年": -1,
    "上年": -1,
    "上一年": -1,
    "今年": 0,
    "本年": 0,
    "明年": 1,
    "下年": 1,
    "下一年": 1,
}


@dataclass(frozen=True, slots=True)
class Year:
    """A year named at [start, end) of a text; for a relative one ``year`` is 0 and ``offset`` counts from 今年."""

    start: int
    end: int
    text: str
    year: int
    offset: int | None = None


def find_years(text: str) -> tuple[Year, ...]:
    """All years of ``text`` in order, absolute and relative; numbers that are amounts (2024元) are no years."""
    found = [Year(m.start(), m.end(), m.group(), _absolute(m)) for m in _YEAR.finditer(text)]
    for match in _RELATIVE.finditer(text):
        word = match.group().removesuffix("度")
        if word in OFFSETS:
            found.append(Year(match.start(), match.end(), match.group(), 0, OFFSETS[word]))
    return tuple(sorted(found, key=lambda year: year.start))


def _absolute(match: re.Match[str]) -> int:
    if full := match.group("full"):
        return int(full)
    if short := match.group("short"):
        return 2000 + int(short)
    if han := match.group("han"):
        return int(han.translate(_DIGITS))
    return 2000 + int((match.group("hanshort") or "").translate(_DIGITS))
