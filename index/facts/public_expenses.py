"""Facts of the 「三公」 table: one data row whose items stand in the header."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from index.facts.making import ARROW, FactMaker, Label
from index.facts.measures import measure_of
from index.facts.values import read_cell
from index.language.cells import is_blank
from index.language.layout import label

if TYPE_CHECKING:
    from collections.abc import Iterator

    from index.model import Fact, Table

PUBLIC = "“三公”经费"
_MEASURE = re.compile(r"^(?:年初|全年|调整)?(?:预算|决算|执行|支出)数$")
_YEAR_CELL = re.compile(r"^((?:19|20)\d{2})年?(?:度)?(?:预算|决算)?数?$")
_YEAR_COLUMN = re.compile(r"^(?:年度|年份|预算年度|项目)$")
_TAIL = re.compile(r"(?:年初|全年)?(?:预算|决算)数?$")
_VEHICLES = "公务用车"
_BESIDE = frozenset({"会议费", "培训费"})
"""What the table may list beside the three kinds of expenses and is no part of them."""
_ALL_OF_VEHICLES = re.compile(r"^公务用车购置[及和与](?:运行|运行维护|维护)费")
_PART_OF_VEHICLES = re.compile(r"^公务用车(?:购置|运行|运行维护|维护)费$")


def is_header_table(table: Table) -> bool:
    """Whether the items stand in the header (the usual form) and not in a label column."""
    if table.kind != "三公":
        return False
    named = any("接待" in name for column in table.columns for name in column.path)
    return named or not any(column.role == "label" for column in table.columns)


def public_expense_facts(table: Table, maker: FactMaker) -> tuple[Fact, ...]:
    """All facts of a 「三公」 table with its items in the header."""
    facts: list[Fact] = []
    for row in range(table.header_rows, len(table.cells)):
        if not is_blank(table.cells[row]) or row == table.header_rows:
            facts += _row(table, row, maker)
    return tuple(facts)


def _row(table: Table, row: int, maker: FactMaker) -> Iterator[Fact]:
    year, told = _row_year(table, row), _row_measure(table, row)
    items = (item_of(column.path)[0].item for column in table.columns if column.path)
    vehicles = next((item for item in items if _ALL_OF_VEHICLES.match(item)), "")
    for column in table.columns:
        if not column.path or column.role in ("label", "code", "text", "") or _YEAR_COLUMN.match(column.path[-1]):
            continue
        what, name = item_of(column.path)
        name = told or name
        if vehicles and _PART_OF_VEHICLES.match(what.item) and what.ancestors == (PUBLIC,):
            what = replace(what, ancestors=(PUBLIC, vehicles), depth=what.depth + 1)
        measure = measure_of(column.path, maker.document.year, maker.document.stage)
        cell = table.cells[row][column.number - 1]
        reading = read_cell(cell, measure.unit or table.money_unit)
        if table.no_data and reading.state == "blank":
            reading = replace(reading, state="no_data")
        yield maker.fact(
            what, name, reading, row, column.number - 1, column_label=ARROW.join(column.path), year=measure.year or year
        )


def _row_year(table: Table, row: int) -> int:
    """The year that a row begins with (「2031年 | 15.28 | …」), 0 when it names none."""
    words = (label(table.cells[row][column.number - 1]) for column in table.columns if column.role != "value")
    first = label(table.cells[row][0])
    return next((int(match[1]) for text in (first, *words) if (match := _YEAR_CELL.match(text))), 0)


def _row_measure(table: Table, row: int) -> str:
    """The measure that a row is named by (「预算数 | 12.50 | …」 above 「决算数 | 9.99 | …」), "" when it names none."""
    words = (label(table.cells[row][column.number - 1]) for column in table.columns if column.role != "value")
    first = label(table.cells[row][0])
    names = (re.sub(r"^(?:19|20)\d{2}年(?:度)?", "", text).replace(" ", "") for text in (first, *words))
    return next((_stage_measure(name) for name in names if _MEASURE.match(name)), "")


def _stage_measure(name: str) -> str:
    return "预算数" if "预算" in name else "决算数"


def item_of(path: tuple[str, ...]) -> tuple[Label, str]:
    """Item and measure of a header path (``“三公”经费预算数 › 公务用车购置及运行费 › 购置费`` → 公务用车购置费, 预算数)."""
    names = [re.sub(r"^\d{4}年(?:度)?", "", name).replace(" ", "") for name in path]
    measure = "决算数" if any("决算" in name for name in names) else "预算数"
    if len(names) > 1 and _MEASURE.match(names[-1]):
        measure = names.pop()
    if len(names) > 1 and _MEASURE.match(names[0]):  # 「2030年预算数 | 2031年预算数」 side by side, the items below
        names = names[1:]
    names = [PUBLIC if "三公" in name else _TAIL.sub("", name) or name for name in names]
    names = [name.removesuffix("小计") or name for name in names]
    if "机关运行" in "".join(names):
        return Label(names[-1] if "机关运行" in names[-1] else "机关运行经费"), measure
    inner = [name for name in names if name not in (PUBLIC, "合计", "小计")]
    inner = [f"{_VEHICLES}{name}" if name in ("购置费", "运行费", "运行维护费") else name for name in inner]
    if not inner:
        return Label(PUBLIC, depth=0), measure
    if inner[-1] in _BESIDE:
        return Label(inner[-1], depth=1), measure
    return Label(inner[-1], (PUBLIC, *inner[:-1]), depth=len(inner)), measure
