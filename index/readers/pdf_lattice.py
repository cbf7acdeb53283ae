"""Which cells the rulings of a page enclose: the steps of pdfplumber's table finder over rulings that PDFium found.

rulings → snapped and joined → where they cross → the smallest cells → cells that touch are a table.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pdfplumber.table import (
    Table,
    cells_to_tables,
    edges_to_intersections,
    intersections_to_cells,
    merge_edges,
)

from index.readers.pdf_rulings import Ruling, TooManyLines

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

_SNAP = _JOIN = _CROSS = 3.0
"""Points: pdfplumber's defaults, which get 99.7 % of the rows of such files right."""
_SHORTEST = 3.0
MOST_CROSSINGS = 20_000
_MOST_PAIRS = 1_000_000
"""Upright times level rulings that are compared."""
_SAME = 2.5
"""Points that rulings may differ and still end at the same place."""
_OPEN = 15.0
"""Points that the rulings between rows reach beyond the cells of a table that has no outer rulings."""
_FAR = 1e5
"""Points; longer than any page."""


def ruled_tables(rulings: Sequence[Ruling]) -> list[Table]:
    """Tables of two cells or more, from top to bottom; raises ``TooManyLines``."""
    tables = _tables(rulings)
    sides = sorted({side for table in tables for side in _open_sides(rulings, table)})
    if not sides:
        return tables
    return _tables([*rulings, *(Ruling(side, -_FAR, side, _FAR, "v") for side in sides)])


def _tables(rulings: Iterable[Ruling]) -> list[Table]:
    edges = merge_edges([_edge(ruling) for ruling in rulings], _SNAP, _SNAP, _JOIN, _JOIN)
    edges = [edge for edge in edges if edge["height" if edge["orientation"] == "v" else "width"] >= _SHORTEST]
    upright = sum(1 for edge in edges if edge["orientation"] == "v")
    if upright * (len(edges) - upright) > _MOST_PAIRS:
        raise TooManyLines
    crossings = edges_to_intersections(edges, _CROSS, _CROSS)
    if len(crossings) > MOST_CROSSINGS:
        raise TooManyLines
    # Only the cells of a pdfplumber table are used here, never its page.
    return [Table(None, cells) for cells in cells_to_tables(intersections_to_cells(crossings))]  # type: ignore[arg-type]


def _edge(ruling: Ruling) -> dict[str, Any]:
    return {
        "x0": ruling.x0,
        "x1": ruling.x1,
        "top": ruling.top,
        "bottom": ruling.bottom,
        "width": ruling.x1 - ruling.x0,
        "height": ruling.bottom - ruling.top,
        "orientation": ruling.orientation,
        "object_type": "line",
    }


def _open_sides(rulings: Sequence[Ruling], table: Table) -> list[float]:
    """Where the rulings between the rows begin and end, if the table has no outer rulings there."""
    x0, top, x1, bottom = table.bbox
    rows = [one for one in rulings if one.orientation == "h" and top - 1 <= one.top <= bottom + 1]
    rows = [one for one in rows if one.x1 > x0 - 2 * _OPEN and one.x0 < x1 + 2 * _OPEN]
    left, right = min((one.x0 for one in rows), default=x0), max((one.x1 for one in rows), default=x1)
    heights = len({round(one.top) for one in rows})
    result = []
    for reach, side, edge in ((left, x0, "x0"), (right, x1, "x1")):
        common = len({round(one.top) for one in rows if abs(getattr(one, edge) - reach) <= _SAME})
        if abs(reach - side) > _OPEN and 2 * common > heights:
            result.append(float(reach))
    return result
