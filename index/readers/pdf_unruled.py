"""Tables of a PDF page without upright rulings: columns by the white space between them.

Only below a line that names a money unit (「单位：万元」), which stands above tables and nowhere else, and only where at least
three rows of figures keep to the same columns: prose must never be taken for a table.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from index.language.cells import is_number
from index.language.layout import label
from index.model import BBox, Grid
from index.readers.pdf_tables import PageGrid
from index.readers.pdf_text import Glyph, TextLine, lines_of

if TYPE_CHECKING:
    from collections.abc import Sequence

_UNIT = re.compile(r"(?:单位|金额)\s*:\s*(?:人民币)?\s*[百千万亿]*元|^\((?:人民币)?[百千万亿]*元\)$")
_ENDS = re.compile(r"[。；]$|^(?:注|备注|说明)\s*\d*:")
_GAP = 0.9
"""Ems of white space that divide two cells."""
_FEWEST_ROWS = 3
_MOST_HEADER = 5
_FAR = 4.5
"""Ems between two rows of one table at most."""
_CLOSE = 1.45
"""Ems between the lines of one label at most."""


@dataclass(frozen=True, slots=True)
class _Row:
    """Pieces of one line from left to right."""

    pieces: tuple[TextLine, ...]

    @property
    def base(self) -> float:
        return self.pieces[0].base

    @property
    def em(self) -> float:
        return self.pieces[0].em

    @property
    def figures(self) -> int:
        return sum(1 for piece in self.pieces if is_number(piece.text))

    @property
    def is_body(self) -> bool:
        """A name and at least one figure."""
        return 0 < self.figures < len(self.pieces)


def unruled_grids(glyphs: Sequence[Glyph], number: int) -> tuple[tuple[PageGrid, ...], tuple[Glyph, ...]]:
    """The grids of a page that has no ruled ones, and the glyphs outside of them."""
    rows = _rows(glyphs)
    grids: list[PageGrid] = []
    rest = list(glyphs)
    start = 0
    for position, row in enumerate(rows):
        if position < start or not any(_UNIT.search(label(piece.text)) for piece in row.pieces):
            continue
        block, start = _block(rows, position + 1)
        if block is None:
            continue
        grid = _grid(block, number)
        grids.append(grid)
        rest = [glyph for glyph in rest if not grid.top <= glyph.base <= grid.bottom]
    return tuple(grids), tuple(rest)


def _rows(glyphs: Sequence[Glyph]) -> list[_Row]:
    rows: list[list[TextLine]] = []
    for piece in lines_of(glyphs, gap=_GAP):
        if rows and abs(rows[-1][0].base - piece.base) < piece.em / 2:
            rows[-1].append(piece)
        else:
            rows.append([piece])
    return [_Row(tuple(sorted(row, key=lambda one: one.x0))) for row in rows]


def _block(rows: Sequence[_Row], start: int) -> tuple[list[_Row] | None, int]:
    """Header and body rows from ``start``, None when they are no table; and where to go on looking."""
    end = start
    while end < len(rows) and not (end > start and rows[end].base - rows[end - 1].base > _FAR * rows[end].em):
        if any(_ENDS.search(label(piece.text)) for piece in rows[end].pieces):
            break
        if any(_UNIT.search(label(piece.text)) for piece in rows[end].pieces):
            break
        end += 1
    block = list(rows[start:end])
    while block and not block[-1].figures:
        block.pop()
    first = next((position for position, row in enumerate(block) if row.is_body), len(block))
    body = [row for row in block[first:] if row.figures]
    if not 0 < first <= _MOST_HEADER or len(body) < _FEWEST_ROWS:
        return None, max(end, start)
    return block, end


def _grid(block: Sequence[_Row], number: int) -> PageGrid:
    first = next(position for position, row in enumerate(block) if row.is_body)
    columns = _columns(block[first:])
    header = [_placed(row, columns, spread=True) for row in block[:first]]
    body = [_placed(row, columns, spread=False) for row in _whole(block[first:], columns)]
    placed = [*header, *body]
    rows = tuple(tuple(piece.text if piece else "" for piece in row) for row in placed)
    boxes: tuple[tuple[BBox | None, ...], ...] = tuple(tuple(_box(piece) for piece in row) for row in placed)
    top, bottom = block[0].base - block[0].em, block[-1].base + 0.3 * block[-1].em
    edges = tuple(left for left, _ in columns)
    return PageGrid(Grid(rows, number, (), boxes), top, bottom, edges, columns[-1][1])


def _columns(body: Sequence[_Row]) -> list[tuple[float, float]]:
    """Left and right edge of each column: where rows with figures print anything at all."""
    spans = sorted((piece.x0, piece.x1) for row in body if row.figures for piece in row.pieces)
    columns: list[tuple[float, float]] = []
    for left, right in spans:
        if columns and left < columns[-1][1]:
            columns[-1] = (columns[-1][0], max(columns[-1][1], right))
        else:
            columns.append((left, right))
    return columns


def _placed(row: _Row, columns: Sequence[tuple[float, float]], *, spread: bool) -> list[TextLine | None]:
    """The pieces of a row by column; with ``spread`` a piece over several columns stands in the first that it covers."""
    places: list[TextLine | None] = [None] * len(columns)
    for piece in row.pieces:
        over = [i for i, (left, right) in enumerate(columns) if piece.x0 < right and piece.x1 > left]
        middle = (piece.x0 + piece.x1) / 2
        nearest = min(range(len(columns)), key=lambda i: abs(middle - sum(columns[i]) / 2))
        column = over[0] if over and spread else max(over, key=lambda i: _overlap(piece, columns[i]), default=nearest)
        before = places[column]
        places[column] = piece if before is None else _joined(before, piece)
    return places


def _overlap(piece: TextLine, column: tuple[float, float]) -> float:
    return min(piece.x1, column[1]) - max(piece.x0, column[0])


def _joined(one: TextLine, other: TextLine) -> TextLine:
    return TextLine(one.text + other.text, min(one.x0, other.x0), max(one.x1, other.x1), other.base, one.em, one.first)


def _whole(body: Sequence[_Row], columns: Sequence[tuple[float, float]]) -> list[_Row]:
    """Rows with the lines of a wrapped label put together: figures that stand without a name belong to the names around them."""
    rows = list(body)
    for position, row in enumerate(body):
        named = any(piece.x0 < columns[0][1] for piece in row.pieces)
        if named or not row.figures:
            continue
        around = [
            one
            for one in (*body[max(position - 1, 0) : position], *body[position + 1 : position + 2])
            if not one.figures and len(one.pieces) == 1 and abs(one.base - row.base) < _CLOSE * one.em
        ]
        if around:
            text = around[0].pieces[0]
            for other in around[1:]:
                text = _joined(text, other.pieces[0])
            rows[position] = _Row((text, *row.pieces))
            rows = [one for one in rows if one not in around]
            return _whole(rows, columns)
    return rows


def _box(piece: TextLine | None) -> BBox | None:
    if piece is None:
        return None
    return round(piece.x0, 2), round(piece.top, 2), round(piece.x1, 2), round(piece.base + 0.2 * piece.em, 2)
