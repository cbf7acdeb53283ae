"""Ruled tables of a PDF page as grids.

The cells come from the rulings (``pdf_lattice``); the text in them comes from the same glyphs as the prose
(``pdf_text``), so that no character is counted twice and none is lost between the two.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from index.language.layout import squeeze
from index.model import BBox, Grid
from index.readers.pdf_cells import in_cells
from index.readers.pdf_lattice import ruled_tables
from index.readers.pdf_text import Glyph, TextLine, lines_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pdfplumber.table import Table as RuledTable

    from index.readers.pdf_rulings import Ruling

TOLERANCE = 2.5
"""Points that rulings may differ and still be the same ruling."""

_FIGURE_END = re.compile(r"[\d,.]$")
_FIGURE_START = re.compile(r"^[\d,.]")
_LETTERS = re.compile(r"[A-Za-z]$")


@dataclass(frozen=True, slots=True)
class PageGrid:
    """A grid, the vertical space it takes on its page, and the left edges of its columns.

    ``full`` tells for each cell of the last row whether its last line fills it, so that the text may go on elsewhere.
    """

    grid: Grid
    top: float
    bottom: float
    edges: tuple[float, ...]
    right: float
    full: tuple[bool, ...] = ()


def grids_of(
    rulings: Sequence[Ruling], glyphs: Sequence[Glyph], number: int
) -> tuple[tuple[PageGrid, ...], tuple[Glyph, ...]]:
    """Grids of a page from top to bottom, and the glyphs that stand in none of them.

    A ruled frame with a single column (around a table of contents, around a whole page) is no table.
    """
    rest = list(glyphs)
    grids: list[PageGrid] = []
    for table in sorted(ruled_tables(rulings), key=lambda one: one.bbox[1]):
        if all(len(row.cells) == 1 for row in table.rows):
            continue
        inside, rest = in_cells(table.cells, rest)
        grids.append(_page_grid(table, inside, number))
    return tuple(grids), tuple(rest)


def _page_grid(table: RuledTable, inside: dict[BBox, list[Glyph]], number: int) -> PageGrid:
    rows = tuple(
        tuple(
            None if cell is None else cell_text(lines_of(inside.get(cell, ())), cell[2] - cell[0]) for cell in row.cells
        )
        for row in table.rows
    )
    boxes = tuple(tuple(None if cell is None else _rounded(cell) for cell in row.cells) for row in table.rows)
    left, top, right, bottom = table.bbox
    edges = tuple(sorted({cell[0] for cell in table.cells})) or (left,)
    full = tuple(cell is not None and _is_full(cell, inside.get(cell, ())) for cell in table.rows[-1].cells)
    return PageGrid(Grid(rows, number, (), boxes), top, bottom, edges, right, full)


def _is_full(cell: BBox, glyphs: Sequence[Glyph]) -> bool:
    lines = lines_of(glyphs)
    return bool(lines) and lines[-1].x1 - lines[-1].x0 > cell[2] - cell[0] - 1.8 * lines[-1].em


def _rounded(cell: BBox) -> BBox:
    x0, top, x1, bottom = (round(float(value), 2) for value in cell)
    return x0, top, x1, bottom


def cell_text(lines: Sequence[TextLine], width: float) -> str:
    """The lines of a cell joined: a label broken by the cell's width is whole again.

    Two figures below each other stay apart, unless the first fills the cell and so was broken by its width.
    """
    text = ""
    for before, line in pairwise([None, *lines]):
        if line is None:
            continue
        if before is None:
            text = line.text
            continue
        same_row = abs(line.base - before.base) < 0.5 * line.em
        figures = _FIGURE_END.search(before.text) and _FIGURE_START.search(line.text)
        full = before.x1 - before.x0 + line.em / 2 > width - line.em
        words = _LETTERS.search(before.text) and line.text[:1].isalpha() and line.text[:1].isascii()
        apart = same_row or (figures and not full) or words
        text += (" " if apart else "") + line.text
    return squeeze(text)
