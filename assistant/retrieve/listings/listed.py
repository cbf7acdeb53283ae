"""Cells of a listing as figures: what a question may be answered with, and which column is meant when none is named."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from assistant.query import Figure, Operation

if TYPE_CHECKING:
    from assistant.listings import Column, Listing, Row

_WHOLE = frozenset({
    "合计", "总计", "小计", "总数", "人数", "数量", "金额", "预算数", "决算数", "预算金额", "采购金额", "采购预算", "采购预算金额", "项目预算", "总额",
})  # fmt: skip
"""Headers of the column that is meant when none is named."""


@dataclass(frozen=True, slots=True)
class Cells:
    """The cells that one listing gives for the question, and what is done with them."""

    operation: Operation
    figures: tuple[Figure, ...]
    population: bool = False
    note: str = ""


def whole_column(listing: Listing) -> Column | None:
    """The column that is meant when none is named: of money where the listing has one, else of a number."""
    named = [column for column in listing.columns if column.leaf.removesuffix(column.unit) in _WHOLE]
    named.sort(key=lambda column: column.unit != "元")
    return named[0] if named else (listing.columns[0] if len(listing.columns) == 1 else None)


def figure_at(row: Row, column: Column) -> Figure | None:
    """The figure of a cell under the name of its row; None when it is empty."""
    fact = row.cells.get(column.number)
    return None if fact is None or fact.value is None else Figure(row.label, fact.value, fact.unit, fact)


def total_of(listing: Listing, column: Column) -> Figure | None:
    """The total of a column as the listing prints it, under the column's name."""
    figure = figure_at(listing.total, column) if listing.total else None
    return replace(figure, label=column.title) if figure else None
