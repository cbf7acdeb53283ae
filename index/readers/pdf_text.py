"""Glyphs of a PDF page, and the lines of text that they form.

The text layer comes from PDFium, because glyph boxes cannot be trusted: in one and the same line of 「预算15万元」 a digit
may report a box twice as high as the character beside it, so that grouping by boxes tears the digits out. The origin of
a glyph (its place on the base line) is exact, and lines are grouped by it.

Coordinates are points from the top left corner of the page as it is shown (rotation applied), as pdfplumber has them.
"""

from __future__ import annotations

import ctypes
import re
import unicodedata
from dataclasses import dataclass
from itertools import pairwise
from statistics import median
from typing import TYPE_CHECKING, Any

import pypdfium2.raw as pdfium

from index.model import BBox

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

_WIDE = frozenset("WFA")
_UNPRINTED = frozenset({"Cc", "Cf", "Cs", "Cn"})
_VARIANT = re.compile("[\u2e80-\u2fdf\uf900-\ufaff]")
"""Radicals and compatibility forms, which some fonts give instead of the characters."""
_COLUMN_GAP = 3.0
"""Ems of white space in a line that set two texts apart (「编制部门：…          单位：元」)."""
_WORD_GAP = 0.28
_SAME_LINE = 0.4
"""Ems that base lines of one line may differ."""


@dataclass(frozen=True, slots=True)
class Glyph:
    """One character: from ``x0`` to ``x1``, standing on ``base``; ``em`` is about the size of its font in points."""

    text: str
    x0: float
    x1: float
    base: float
    em: float

    @property
    def middle(self) -> tuple[float, float]:
        """The point that decides in which cell a character stands."""
        return (self.x0 + self.x1) / 2, self.base - 0.35 * self.em


@dataclass(frozen=True, slots=True)
class TextLine:
    """A line of text, from ``x0`` to ``x1`` on ``base``; ``first`` is the width of its first unbreakable piece."""

    text: str
    x0: float
    x1: float
    base: float
    em: float
    first: float

    @property
    def top(self) -> float:
        """Upper edge, about."""
        return self.base - self.em


@dataclass(frozen=True, slots=True)
class Frame:
    """How a page's own coordinates are turned into those of the page as it is shown."""

    box: BBox
    rotation: int

    def place(self, x: float, y: float) -> tuple[float, float]:
        """Points from the left and from the top of the shown page."""
        left, bottom, right, top = self.box
        quarters = {
            0: (x - left, top - y),
            1: (y - bottom, x - left),
            2: (right - x, y - bottom),
            3: (top - y, right - x),
        }
        return quarters[self.rotation // 90 % 4]


def glyphs_of(page: Any) -> tuple[Glyph, ...]:
    """Glyphs of a PDFium page in the order of the file; doubled ones (bold by printing twice) once."""
    frame = Frame(page.get_mediabox(), page.get_rotation())
    text_page = page.get_textpage()
    try:
        found = _read_glyphs(text_page.raw, text_page.count_chars(), frame)
    finally:
        text_page.close()
    return _once(found)


def _read_glyphs(handle: Any, count: int, frame: Frame) -> list[Glyph]:
    rect = pdfium.FS_RECTF()
    x, y = ctypes.c_double(), ctypes.c_double()
    glyphs: list[Glyph] = []
    for index in range(count):
        text = _character(pdfium.FPDFText_GetUnicode(handle, index))
        if not text or not pdfium.FPDFText_GetLooseCharBox(handle, index, rect):
            continue
        pdfium.FPDFText_GetCharOrigin(handle, index, x, y)
        corners = (frame.place(rect.left, rect.bottom), frame.place(rect.right, rect.top))
        x0, x1 = sorted(corner[0] for corner in corners)
        if x1 <= x0:
            continue
        glyphs.append(Glyph(text, x0, x1, frame.place(x.value, y.value)[1], _em(text, x1 - x0)))
    return glyphs


def _em(text: str, width: float) -> float:
    """The size of a glyph's font, by its width: Chinese characters are as wide as high, digits half."""
    return width if unicodedata.east_asian_width(text[0]) in _WIDE else width * 2


def _character(code: int) -> str:
    """A character as it is meant: radicals and compatibility forms of Chinese characters become the characters."""
    character = chr(code)
    if character.isspace():
        return " "
    if unicodedata.category(character) in _UNPRINTED:
        return ""
    return unicodedata.normalize("NFKC", character) if _VARIANT.match(character) else character


def _once(glyphs: Sequence[Glyph]) -> tuple[Glyph, ...]:
    """Without the second printing of a character in the place of the first."""
    seen: dict[tuple[str, int, int], list[Glyph]] = {}
    kept: list[Glyph] = []
    for glyph in glyphs:
        column, row = round(glyph.x0 / 4), round(glyph.base / 4)
        near = (
            other
            for i in (column - 1, column, column + 1)
            for j in (row - 1, row, row + 1)
            for other in seen.get((glyph.text, i, j), ())
        )
        close = min(0.3 * (glyph.x1 - glyph.x0), 3.0)
        if any(abs(other.x0 - glyph.x0) < close and abs(other.base - glyph.base) < close for other in near):
            continue
        seen.setdefault((glyph.text, column, row), []).append(glyph)
        kept.append(glyph)
    return tuple(kept)


def lines_of(glyphs: Iterable[Glyph], *, gap: float = _COLUMN_GAP) -> tuple[TextLine, ...]:
    """Lines of text from top to bottom; white space of ``gap`` ems ends a line and begins another beside it."""
    rows: list[list[Glyph]] = []
    for glyph in sorted((one for one in glyphs if one.text != " "), key=lambda one: one.base):
        if rows and glyph.base - rows[-1][-1].base <= _SAME_LINE * min(glyph.em, rows[-1][-1].em):
            rows[-1].append(glyph)
        else:
            rows.append([glyph])
    return tuple(line for row in rows for line in _lines(sorted(row, key=lambda one: one.x0), gap))


def _lines(row: Sequence[Glyph], gap: float) -> list[TextLine]:
    em = median(glyph.em for glyph in row)
    parts: list[list[Glyph]] = [[row[0]]]
    for before, glyph in pairwise(row):
        if glyph.x0 - before.x1 > gap * em:
            parts.append([])
        parts[-1].append(glyph)
    return [_line(part, em) for part in parts]


def _line(glyphs: Sequence[Glyph], em: float) -> TextLine:
    text = glyphs[0].text
    for before, glyph in pairwise(glyphs):
        text += (" " if glyph.x0 - before.x1 > _WORD_GAP * em else "") + glyph.text
    return TextLine(text, glyphs[0].x0, glyphs[-1].x1, median(one.base for one in glyphs), em, _first_width(glyphs))


def _first_width(glyphs: Sequence[Glyph]) -> float:
    """Width of what cannot be divided at the beginning of a line: a figure, a word, a character with its punctuation."""
    start = 0
    while start < len(glyphs) - 1 and unicodedata.category(glyphs[start].text[0]) in {"Ps", "Pi"}:
        start += 1
    end = start + 1
    if _is_narrow(glyphs[start]):
        while (
            end < len(glyphs) and _is_narrow(glyphs[end]) and glyphs[end].x0 - glyphs[end - 1].x1 < glyphs[end].em / 4
        ):
            end += 1
    while end < len(glyphs) and unicodedata.category(glyphs[end].text[0]) in {"Po", "Pe", "Pf"}:
        end += 1
    return glyphs[end - 1].x1 - glyphs[0].x0


def _is_narrow(glyph: Glyph) -> bool:
    return glyph.text.isascii() and (glyph.text.isalnum() or glyph.text in ".,%-/")
