"""Facts of plain lists of names and amounts (「软件部分 | 12.00万元」) inside a project's pages."""

from __future__ import annotations

from typing import TYPE_CHECKING

from index.facts.codes import numbered
from index.facts.making import FactMaker, Label
from index.facts.values import read_cell
from index.language.layout import label

if TYPE_CHECKING:
    from index.model import Fact, Table

PAIR = 2
"""Filled cells of a row: name and amount."""


def detail_facts(table: Table, maker: FactMaker) -> tuple[Fact, ...]:
    """One fact per row; the project is the item that the rows belong to."""
    facts: list[Fact] = []
    for row, cells in enumerate(table.cells):
        filled = [number for number, cell in enumerate(cells) if label(cell)]
        if len(filled) != PAIR:
            continue
        name, _ = numbered(cells[filled[0]])
        what = Label(name, (maker.project,) if maker.project else (), side="支出", depth=-1)
        facts.append(maker.fact(what, "预算数", read_cell(cells[filled[1]], table.money_unit), row, filled[1]))
    return tuple(facts)
