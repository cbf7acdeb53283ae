"""Numbers that Word prints in front of paragraphs of a list (「一、」, 「（二）」, 「3.」) and does not keep in their text."""

from __future__ import annotations

import re
from typing import Any

from docx.oxml.ns import qn

_CHINESE = ("chineseCounting", "chineseCountingThousand", "japaneseCounting", "ideographDigital", "taiwaneseCounting")
_DIGITS = "〇一二三四五六七八九"
_LEVELS = 9


def chinese(number: int) -> str:
    """1 to 99 in Chinese (``12`` → 十二), larger numbers in digits."""
    if not 0 < number < 100:  # noqa: PLR2004 - a list with a hundred paragraphs is printed in digits
        return str(number)
    tens, ones = divmod(number, 10)
    return ("" if tens == 0 else "十" if tens == 1 else _DIGITS[tens] + "十") + (_DIGITS[ones] if ones else "")


class ListNumbers:
    """Counts the numbered paragraphs of one document in reading order."""

    def __init__(self, numbering: Any | None, styles: Any | None) -> None:
        self._levels: dict[str, dict[int, Any]] = {}
        self._abstract: dict[str, str] = {}
        self._counts: dict[str, list[int]] = {}
        self._of_style: dict[str, Any] = {}
        if numbering is not None:
            self._read(numbering)
        if styles is not None:
            found = (
                (style.get(qn("w:styleId")), style.find(f"{qn('w:pPr')}/{qn('w:numPr')}"))
                for style in styles.findall(qn("w:style"))
            )
            self._of_style = {name: numbers for name, numbers in found if numbers is not None}

    def _read(self, numbering: Any) -> None:
        for abstract in numbering.findall(qn("w:abstractNum")):
            levels = {int(level.get(qn("w:ilvl"), 0)): level for level in abstract.findall(qn("w:lvl"))}
            self._levels[abstract.get(qn("w:abstractNumId"))] = levels
        for number in numbering.findall(qn("w:num")):
            self._abstract[number.get(qn("w:numId"))] = _value(number.find(qn("w:abstractNumId")))

    def next(self, paragraph: Any, style: str) -> str:
        """The number in front of a paragraph with the style id ``style``, "" when it has none."""
        numbers = paragraph.find(f"{qn('w:pPr')}/{qn('w:numPr')}")
        inherited = self._of_style.get(style)
        own = numbers if numbers is not None else inherited
        if own is None:
            return ""
        number = _value(own.find(qn("w:numId"))) or (
            _value(inherited.find(qn("w:numId"))) if inherited is not None else ""
        )
        level = min(int(_value(own.find(qn("w:ilvl"))) or 0), _LEVELS - 1)
        levels = self._levels.get(self._abstract.get(number, ""), {})
        if level not in levels:
            return ""
        counts = self._counts.setdefault(self._abstract[number], [0] * _LEVELS)
        start = int(_value(levels[level].find(qn("w:start"))) or 1)
        counts[level] = counts[level] + 1 if counts[level] else start
        counts[level + 1 :] = [0] * (_LEVELS - level - 1)
        return _printed(levels, level, counts)


def _value(element: Any) -> str:
    return "" if element is None else str(element.get(qn("w:val"), ""))


def _printed(levels: dict[int, Any], level: int, counts: list[int]) -> str:
    if _value(levels[level].find(qn("w:numFmt"))) in {"bullet", "none"}:
        return ""

    def figure(match: re.Match[str]) -> str:
        place = int(match[1]) - 1
        kind = _value(levels[place].find(qn("w:numFmt"))) if place in levels else ""
        return chinese(counts[place] or 1) if kind in _CHINESE else str(counts[place] or 1)

    return re.sub(r"%([1-9])", figure, _value(levels[level].find(qn("w:lvlText"))))
