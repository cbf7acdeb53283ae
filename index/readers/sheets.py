"""Worksheets, from whatever format, as blocks: the lines above and below a table, and the table."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass, field
from itertools import groupby
from typing import TYPE_CHECKING

from index.language.layout import label
from index.model import Grid

if TYPE_CHECKING:
    from collections.abc import Sequence

    from index.readers.blocks import BlockBuilder

MOST_ROWS, MOST_COLUMNS = 50_000, 300

_UNNAMED = re.compile(r"^(?:sheet|工作表|表)\s*\d*(?:\(\d+\))?$", re.IGNORECASE)
_NOTE = re.compile(r"^(?:注|备注|说明|附注)\s*\d*\s*[:：.、]|。")
_LONG = 60
"""Characters; a single cell with more is a remark, not a label."""


@dataclass(frozen=True, slots=True)
class Merge:
    """Cells merged to one: rows ``top`` to ``bottom``, columns ``left`` to ``right``, both included."""

    top: int
    left: int
    bottom: int
    right: int


@dataclass(slots=True)
class Sheet:
    """One worksheet: text of its filled cells by (row, column), counted as in the file, and its merged cells."""

    name: str
    cells: dict[tuple[int, int], str] = field(default_factory=dict)
    merges: Collection[Merge] = ()


def add_sheet(builder: BlockBuilder, sheet: Sheet, *, alone: bool) -> None:
    """Add the blocks of a sheet; the number of a row in the sheet becomes its line.

    The sheet's name is a heading, unless it is Excel's own (「Sheet1」) and the sheet stands ``alone`` in its file.
    """
    filled = {place: text for place, text in sheet.cells.items() if text.strip()}
    if not filled:
        return
    if not (alone and _UNNAMED.match(label(sheet.name))):
        builder.add_line("")
        builder.add_line(f"# {sheet.name}")
    rows = _rows(filled, sheet.merges)
    body = blank = False
    run: list[tuple[int, list[str | None]]] = []
    for number, row in rows:
        texts = [cell for cell in row if cell]
        if len(texts) == 1 and (not body or (row[0] and (blank or _is_remark(texts[0])))):
            body = False
            _add_grid(builder, run)
            run = []
            for line in texts[0].splitlines():
                builder.add_line("")
                builder.add_line(line.replace("\t", " "), line=number)
            continue
        body, blank = body or bool(texts), not texts
        run.append((number, row))
    _add_grid(builder, run)


def _is_remark(text: str) -> bool:
    return len(text) > _LONG or _NOTE.search(text) is not None


def _rows(filled: dict[tuple[int, int], str], merges: Collection[Merge]) -> list[tuple[int, list[str | None]]]:
    """Rows from the first to the last filled one, over the columns that hold anything; covered cells are ``None``."""
    numbers = [row for row, _ in filled]
    columns = sorted({column for _, column in filled})
    first, last = min(numbers), max(numbers)
    covered = {
        (row, column)
        for merge in merges
        for row in range(max(merge.top, first), min(merge.bottom, last) + 1)
        for column in columns
        if merge.left <= column <= merge.right and (row, column) != (merge.top, merge.left)
    }
    return [
        (row, [None if (row, column) in covered else filled.get((row, column), "") for column in columns])
        for row in range(first, last + 1)
    ]


def _add_grid(builder: BlockBuilder, run: Sequence[tuple[int, list[str | None]]]) -> None:
    """Add the rows as grids; two blank rows in a row end one. Columns that only other tables of the sheet use are left out."""
    pieces: list[list[tuple[int, list[str | None]]]] = [[]]
    for blank, group in groupby(run, key=lambda one: not any(one[1])):
        rows = list(group)
        if blank and len(rows) > 1:
            pieces.append([])
        else:
            pieces[-1] += rows
    for piece in pieces:
        while piece and not any(piece[-1][1]):
            piece.pop()
        if piece:
            width = max(column for _, row in piece for column, cell in enumerate(row, 1) if cell != "")
            grid = Grid(
                tuple(tuple(_one_line(cell) for cell in row[:width]) for _, row in piece), 0, tuple(n for n, _ in piece)
            )
            builder.add_grid(grid)


def _one_line(cell: str | None) -> str | None:
    return None if cell is None else re.sub(r"\s*\n\s*", "", cell).strip()
