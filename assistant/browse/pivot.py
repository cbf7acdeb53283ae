"""Figures side by side: one column a year, or one column an organisation.

Everything else that tells figures apart (``fields.KEYS``: stage, level, table, item, measure, unit …) stays with the row, so
that a budget never stands in one row with a final account, nor a 部门 with its 本级. Nothing is added up. A cell holds one
figure, with the number of places that print it; where the places disagree it holds all of their figures and says so.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, Literal

import numpy as np

from assistant.browse.fields import FIGURES, KEYS, shown

if TYPE_CHECKING:
    from collections.abc import Sequence

    import pandas as pd
    from numpy.typing import NDArray

    from index.store import FactTable

Across = Literal["year", "organisation"]
Nothing = Literal["", "blank", "no_data"]


@dataclass(frozen=True, slots=True)
class Cell:
    """What the documents print for one row and one column.

    ``values`` holds each different figure once, in document order: one when all ``facts`` agree, none when the cell is
    printed empty (``nothing`` is ``blank``), the table says 本表无数据 (``no_data``), or nobody prints the row ("").
    """

    values: tuple[Decimal, ...] = ()
    facts: tuple[int, ...] = ()
    nothing: Nothing = ""

    @property
    def value(self) -> Decimal | None:
        """The figure all places agree on."""
        return self.values[0] if len(self.values) == 1 else None


@dataclass(frozen=True, slots=True)
class Row:
    """One row: its labels (see ``Pivot.labels``), the unit of its figures, one cell a column."""

    labels: tuple[str, ...]
    unit: str
    cells: tuple[Cell, ...]

    @property
    def name(self) -> str:
        """All labels on one line."""
        return " · ".join(filter(None, self.labels))


@dataclass(frozen=True, slots=True)
class Pivot:
    """``columns`` are years or organisations as shown, ``labels`` the names of what varies from row to row.

    ``common`` is what all figures share, as (name, value). ``total`` counts all rows; ``rows`` are those asked for.
    """

    across: Across
    common: tuple[tuple[str, str], ...]
    labels: tuple[str, ...]
    columns: tuple[str, ...]
    rows: tuple[Row, ...]
    total: int


def pivot(
    facts: FactTable, positions: NDArray[np.intp], across: Across, *, first: int = 0, most: int | None = None
) -> Pivot:
    """The facts at ``positions`` side by side; ``most`` rows from ``first`` on, in the order in which they are first printed."""
    chosen = facts.frame.iloc[positions]
    figures = chosen[chosen["state"].isin(FIGURES).to_numpy()]
    names = [name for name in KEYS if name != across]
    varying = [name for name in names if len(figures[name].unique()) > 1]
    common = tuple(
        (KEYS[name], shown(name, figures[name].iloc[0])) for name in names if _said_once(figures, name, varying)
    )
    numbers = _row_numbers(figures, varying)
    told = _told(figures, varying)
    total = int(numbers.max()) + 1 if len(numbers) else 0
    wanted = range(first, total if most is None else min(first + most, total))
    heads = _columns(figures, across)
    inside = np.flatnonzero((numbers >= wanted.start) & (numbers < wanted.stop))
    part, rows = figures.iloc[inside], numbers[inside]
    empty = _empty_cells(chosen, part, rows, names, across)
    cells = _cells(part, rows, across)
    made = []
    for number in wanted:
        line = part.iloc[int(np.flatnonzero(rows == number)[0])]
        labels = tuple(shown(name, line[name]) for name in told)
        own = tuple(cells.get((number, head)) or Cell(nothing=empty.get((number, head), "")) for head in heads)
        made.append(Row(labels, str(line["unit"]), own))
    shown_heads = tuple(shown(across, head) for head in heads)
    return Pivot(across, common, tuple(KEYS[name] for name in told), shown_heads, tuple(made), total)


def _said_once(figures: pd.DataFrame, name: str, varying: Sequence[str]) -> bool:
    return name not in varying and len(figures) > 0 and bool(figures[name].iloc[0])


def _told(figures: pd.DataFrame, varying: Sequence[str]) -> list[str]:
    """The labels of a row: the unit has a place of its own, and what follows from the other labels is not repeated."""
    told = [name for name in varying if name != "unit"]
    for name in ("classification", "side"):
        without = [other for other in varying if other != name]
        if name in told and without and _row_numbers(figures, without).max() == _row_numbers(figures, varying).max():
            told.remove(name)
            varying = without
    return told


def _row_numbers(figures: pd.DataFrame, varying: Sequence[str]) -> NDArray[np.intp]:
    """The row of each figure: rows are numbered in the order in which they first come up."""
    if not varying:
        return np.zeros(len(figures), dtype=np.intp)
    grouped = figures.groupby(list(varying), observed=True, sort=False)
    return np.asarray(grouped.ngroup().to_numpy(), dtype=np.intp)


def _columns(figures: pd.DataFrame, across: Across) -> list[object]:
    """Years ascending, unknown ones last; organisations in document order."""
    found = list(dict.fromkeys(figures[across].tolist()))
    return sorted(found, key=lambda year: (not year, year)) if across == "year" else found


def _cells(part: pd.DataFrame, rows: NDArray[np.intp], across: Across) -> dict[tuple[int, object], Cell]:
    found: dict[tuple[int, object], tuple[dict[Decimal, None], list[int]]] = {}
    for row, head, value, position in zip(rows, part[across], part["value"], part.index, strict=True):
        values, places = found.setdefault((int(row), head), ({}, []))
        values.setdefault(value)
        places.append(int(position))
    return {place: Cell(tuple(values), tuple(places)) for place, (values, places) in found.items()}


def _empty_cells(
    chosen: pd.DataFrame, part: pd.DataFrame, rows: NDArray[np.intp], names: Sequence[str], across: Across
) -> dict[tuple[int, object], Nothing]:
    """Cells of these rows that are printed without a figure; an empty cell has no unit of its own."""
    empty = chosen[chosen["state"].isin(("blank", "no_data")).to_numpy()]
    kept = [name for name in names if name != "unit"]
    if empty.empty or part.empty:
        return {}
    of_key: dict[tuple[object, ...], set[int]] = {}
    for key, row in zip(part[kept].itertuples(index=False, name=None), rows, strict=True):
        of_key.setdefault(key, set()).add(int(row))
    found: dict[tuple[int, object], Nothing] = {}
    lines = zip(empty[kept].itertuples(index=False, name=None), empty[across], empty["state"], strict=True)
    for key, head, state in lines:
        for row in of_key.get(key, ()):
            found[row, head] = "no_data" if state == "no_data" else "blank"
    return found
