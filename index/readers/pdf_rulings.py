"""Rulings of a PDF page: every straight line, upright or level, that is drawn on it, also as an edge of a rectangle.

They come from PDFium like the glyphs, in the same coordinates: points from the top left corner of the page as it is shown.
The parser behind pdfplumber finds the same ones but takes ten times as long, because it is written in Python.
"""

from __future__ import annotations

import ctypes
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, Any, Literal

import pypdfium2.raw as pdfium

from index.readers.pdf_text import Frame

if TYPE_CHECKING:
    from collections.abc import Iterator

_DEEPEST = 8
"""Drawings inside drawings."""
MOST_SEGMENTS = 400_000
"""Lines on one page; a map or a chart may have some ten thousand."""
_STRAIGHT = 0.2
"""Points that the ends of a level line may differ in height; what leans more is no ruling."""
_SHORTEST = 1.0

_Point = tuple[float, float]
_Matrix = tuple[float, float, float, float, float, float]


@dataclass(frozen=True, slots=True)
class Ruling:
    """A line from (x0, top) to (x1, bottom): upright ("v", x0 = x1) or level ("h", top = bottom)."""

    x0: float
    top: float
    x1: float
    bottom: float
    orientation: Literal["v", "h"]


class TooManyLines(Exception):
    """A page is drawn from so many lines that it is no page of tables."""


def rulings_of(page: Any) -> tuple[Ruling, ...]:
    """Rulings of a PDFium page in the order of the file; raises ``TooManyLines``."""
    frame = Frame(page.get_mediabox(), page.get_rotation())
    found: list[Ruling] = []
    left = MOST_SEGMENTS
    for path, matrices in _paths(page, (), 0):
        count = pdfium.FPDFPath_CountSegments(path)
        left -= max(count, 0)
        if left < 0:
            raise TooManyLines
        for points in _lines(path, count):
            shown = [frame.place(*_moved(point, matrices)) for point in points]
            found += [ruling for pair in pairwise(shown) if (ruling := _ruling(*pair))]
    return tuple(found)


def _paths(parent: Any, outer: tuple[_Matrix, ...], depth: int) -> Iterator[tuple[Any, tuple[_Matrix, ...]]]:
    """Every painted path with the matrices that take it to the page, the innermost first."""
    inside = depth > 0
    count = (pdfium.FPDFFormObj_CountObjects if inside else pdfium.FPDFPage_CountObjects)(parent)
    at = pdfium.FPDFFormObj_GetObject if inside else pdfium.FPDFPage_GetObject
    for number in range(max(count, 0)):
        item = at(parent, number)
        kind = pdfium.FPDFPageObj_GetType(item) if item else pdfium.FPDF_PAGEOBJ_UNKNOWN
        if kind == pdfium.FPDF_PAGEOBJ_PATH and _is_painted(item):
            yield item, (_matrix(item), *outer)
        elif kind == pdfium.FPDF_PAGEOBJ_FORM and depth < _DEEPEST:
            yield from _paths(item, (_matrix(item), *outer), depth + 1)


def _is_painted(path: Any) -> bool:
    fill, stroke = ctypes.c_int(), ctypes.c_int()
    return bool(pdfium.FPDFPath_GetDrawMode(path, fill, stroke)) and bool(fill.value or stroke.value)


def _matrix(item: Any) -> _Matrix:
    matrix = pdfium.FS_MATRIX()
    if not pdfium.FPDFPageObj_GetMatrix(item, matrix):
        return 1.0, 0.0, 0.0, 1.0, 0.0, 0.0
    return matrix.a, matrix.b, matrix.c, matrix.d, matrix.e, matrix.f


def _moved(point: _Point, matrices: tuple[_Matrix, ...]) -> _Point:
    x, y = point
    for a, b, c, d, e, f in matrices:
        x, y = a * x + c * y + e, b * x + d * y + f
    return x, y


def _lines(path: Any, count: int) -> Iterator[list[_Point]]:
    """The runs of straight lines of a path; a curve ends a run."""
    x, y = ctypes.c_float(), ctypes.c_float()
    run: list[_Point] = []
    start: _Point = (0.0, 0.0)
    for number in range(count):
        segment = pdfium.FPDFPath_GetPathSegment(path, number)
        kind = pdfium.FPDFPathSegment_GetType(segment)
        pdfium.FPDFPathSegment_GetPoint(segment, x, y)
        point = (x.value, y.value)
        if kind == pdfium.FPDF_SEGMENT_LINETO:
            run.append(point)
        else:
            if len(run) > 1:
                yield run
            run = [point]
            start = point if kind == pdfium.FPDF_SEGMENT_MOVETO else start
        if pdfium.FPDFPathSegment_GetClose(segment):
            run.append(start)
    if len(run) > 1:
        yield run


def _ruling(one: _Point, other: _Point) -> Ruling | None:
    (x0, x1), (top, bottom) = sorted((one[0], other[0])), sorted((one[1], other[1]))
    if bottom - top <= _STRAIGHT and x1 - x0 >= _SHORTEST:
        level = (top + bottom) / 2
        return Ruling(x0, level, x1, level, "h")
    if x1 - x0 <= _STRAIGHT and bottom - top >= _SHORTEST:
        upright = (x0 + x1) / 2
        return Ruling(upright, top, upright, bottom, "v")
    return None
