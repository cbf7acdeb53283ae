"""What a page break does to a ruled table, undone where the rulings show what belonged together."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from index.language.cells import is_number
from index.language.layout import label
from index.readers.pdf_paragraphs import STARTS
from index.readers.pdf_tables import TOLERANCE, PageGrid

if TYPE_CHECKING:
    from collections.abc import Sequence

_WHOLE = re.compile(r"^(?:其中|本年|上年|年[初末])|(?:合计|总计|小计)$")
"""Labels that are never the rest of another one."""
_MOST_REST = 24
"""Characters; the rest of a label that was cut is short."""


def continued(grid: PageGrid, before: PageGrid) -> PageGrid:
    """``grid``, on the page after ``before``, with the columns of ``before`` where its rulings are some of those.

    A last page may hold only the total, whose label spans all code and name columns: without the rows above, its
    columns are fewer. Any other grid comes back unchanged.
    """
    if len(grid.edges) >= len(before.edges) or abs(grid.right - before.right) > TOLERANCE:
        return grid
    columns = [_column(edge, before.edges) for edge in grid.edges]
    if columns[0] != 0 or None in columns or len(set(columns)) < len(columns):
        return grid
    places = {column: number for number, column in enumerate(columns) if column is not None}
    width = len(before.edges)
    rows = tuple(
        tuple(row[places[column]] if column in places else None for column in range(width)) for row in grid.grid.rows
    )
    boxes = tuple(
        tuple(row[places[column]] if column in places else None for column in range(width)) for row in grid.grid.boxes
    )
    return replace(grid, grid=replace(grid.grid, rows=rows, boxes=boxes), edges=before.edges)


def _column(edge: float, edges: Sequence[float]) -> int | None:
    return next((number for number, other in enumerate(edges) if abs(other - edge) <= TOLERANCE), None)


def mended(before: PageGrid, grid: PageGrid) -> tuple[PageGrid, PageGrid | None]:
    """Both grids after a row that the page break cut in two was put together on the page where it begins.

    The second is None when nothing is left of it. Grids whose rows are whole come back unchanged.
    """
    last, first = before.grid.rows[-1], grid.grid.rows[0]
    if len(last) != len(first) or not _is_cut(last, first, before.full):
        return before, grid
    row = tuple(_joined(above, below) for above, below in zip(last, first, strict=True))
    whole = replace(before, grid=replace(before.grid, rows=(*before.grid.rows[:-1], row)))
    if len(grid.grid.rows) == 1:
        return whole, None
    return whole, replace(grid, grid=replace(grid.grid, rows=grid.grid.rows[1:], boxes=grid.grid.boxes[1:]))


def _is_cut(last: Sequence[str | None], first: Sequence[str | None], full: Sequence[bool]) -> bool:
    """Whether ``first`` is the rest of ``last``: a label that filled its cell goes on, and no figure stands twice."""
    both = [number for number, (above, below) in enumerate(zip(last, first, strict=True)) if above and below]
    rests = [first[number] or "" for number in both]
    if not both or any(is_number(last[n]) or is_number(first[n]) or not full[n] for n in both):
        return False
    if any(len(rest) > _MOST_REST or STARTS.match(rest) or _WHOLE.match(label(rest)) for rest in rests):
        return False
    if any(cell for number, cell in enumerate(first) if number not in both and not is_number(cell)):
        return False
    if not any(is_number(cell) for cell in first):
        return any(is_number(cell) for cell in last)
    codes = range(min(both))
    return any(is_number(last[n]) for n in codes) and not any(first[n] for n in codes)


def _joined(above: str | None, below: str | None) -> str | None:
    return above if below is None else (above or "") + below
