"""Which cell of a ruled table each glyph of a page belongs to."""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from index.model import BBox
    from index.readers.pdf_text import Glyph

_ASTRIDE = 0.15
"""Part of a glyph's width that lies beyond a ruling when text runs over it; text set into cells keeps off the rulings."""
_NEXT = 0.2
"""Ems between glyphs that were set one after the other."""


def in_cells(cells: Iterable[BBox], glyphs: Sequence[Glyph]) -> tuple[dict[BBox, list[Glyph]], list[Glyph]]:
    """The glyphs of each cell, and those outside all cells.

    A glyph belongs where its middle stands, but text that runs over a ruling into the next cell (a spreadsheet prints
    long labels so) stays whole, in the cell where it begins. Figures never run over.
    """
    slots = _Slots(cells)
    inside: dict[BBox, list[Glyph]] = {}
    outside: list[Glyph] = []
    before: Glyph | None = None
    home: BBox | None = None
    runs_over = False
    for glyph in glyphs:
        cell = slots.cell_at(*glyph.middle)
        follows = before is not None and _follows(before, glyph)
        if follows and home is not None and cell is not None and cell != home and cell[0] > home[0]:
            runs_over = runs_over or (before is not None and _is_astride(before, glyph, cell[0]))
        else:
            runs_over = False
        if runs_over:
            cell = home
        if cell is None:
            outside.append(glyph)
        else:
            inside.setdefault(cell, []).append(glyph)
        before, home = glyph, cell
    return inside, outside


def _follows(before: Glyph, glyph: Glyph) -> bool:
    """Whether two glyphs stand side by side in a line of words."""
    words = not (before.text.isascii() and glyph.text.isascii())
    return words and abs(glyph.base - before.base) < _NEXT * glyph.em and abs(glyph.x0 - before.x1) < _NEXT * glyph.em


def _is_astride(before: Glyph, glyph: Glyph, ruling: float) -> bool:
    return before.x1 > ruling + _ASTRIDE * before.em or glyph.x0 < ruling - _ASTRIDE * glyph.em


class _Slots:
    """Which cell covers a point: rows and columns of all edges, with spanning cells entered in each slot they cover."""

    def __init__(self, cells: Iterable[BBox]) -> None:
        cells = list(cells)
        self._xs = sorted({x for cell in cells for x in (cell[0], cell[2])})
        self._ys = sorted({y for cell in cells for y in (cell[1], cell[3])})
        self._cells: dict[tuple[int, int], BBox] = {}
        for cell in cells:
            columns = range(bisect_right(self._xs, cell[0] + 0.01), bisect_right(self._xs, cell[2] - 0.01) + 1)
            rows = range(bisect_right(self._ys, cell[1] + 0.01), bisect_right(self._ys, cell[3] - 0.01) + 1)
            for row in rows:
                for column in columns:
                    self._cells[row, column] = cell

    def cell_at(self, x: float, y: float) -> BBox | None:
        """The cell at a point, None outside the table."""
        return self._cells.get((bisect_right(self._ys, y), bisect_right(self._xs, x)))
