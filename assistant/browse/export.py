"""Chosen facts as rows of a download: the exact value, what was printed, and the place it stands in.

Money is in 元 in the column 数值 and as printed, with its printed unit, beside it. The rows are plain values; the writer of the
file (``web.safe``, ``web.sheets``) keeps texts from acting as formulas.
"""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from assistant.browse.fields import PATH, shown

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from assistant.browse.pivot import Cell, Pivot
    from index.model import Fact
    from index.store import FactTable

Value = str | int | Decimal | None

HEADER = (
    "地区", "单位", "层级", "年度", "阶段", "表", "项目", "上级", "科目", "科目编码", "收支", "口径", "数值", "计量单位",
    "关系", "增减", "状态", "原文", "原文单位", "文件", "页", "行号（文本）", "章节", "表名", "表序号", "行", "列", "行序", "列序", "原句",
)  # fmt: skip
"""Names of the columns; pages, lines, tables, rows and columns count from 1 and are empty where they are not known."""

_STATES = {"value": "有数", "zero": "零", "blank": "空白", "no_data": "本表无数据", "text": "文字"}


def fact_rows(facts: FactTable, positions: Iterable[int]) -> Iterator[tuple[Value, ...]]:
    """The header, then one row a fact."""
    yield HEADER
    for position in positions:
        yield fact_row(facts.fact(int(position)))


def fact_row(fact: Fact) -> tuple[Value, ...]:
    """The cells of one fact, in the order of ``HEADER``."""
    source = fact.source
    return (
        fact.region, fact.organisation, fact.level, fact.year or None, fact.stage, fact.table_kind, fact.project,
        PATH.join(fact.ancestors), fact.item, fact.code, fact.side, fact.measure, fact.value, fact.unit,
        fact.relation, fact.change, _STATES[fact.state], fact.printed, fact.printed_unit, fact.document,
        source.page or None, source.line or None, PATH.join(source.section), source.table, source.table_number or None,
        source.row, source.column, source.row_number or None, source.column_number or None, fact.context,
    )  # fmt: skip


def pivot_rows(made: Pivot) -> Iterator[tuple[Value, ...]]:
    """What all figures share, one line each; then the header and the rows. Money is in 元.

    A cell whose places disagree holds all their figures as one text; an empty cell says whether it was printed empty.
    """
    yield from made.common
    yield (*made.labels, "计量单位", *made.columns)
    for row in made.rows:
        yield (*row.labels, row.unit, *map(cell_value, row.cells))


def cell_value(cell: Cell) -> str | Decimal | None:
    """The figure; several as one text with the number of places; words for the kinds of nothing."""
    if cell.value is not None:
        return cell.value
    if cell.values:
        return "不一致：" + "；".join(f"{value:f}" for value in cell.values)
    return {"blank": "空白", "no_data": "本表无数据", "": None}[cell.nothing]


def place(fact: Fact) -> str:
    """Where a fact stands, on one line."""
    page = f"第 {fact.source.page} 页" if fact.source.page else ""
    return " · ".join(filter(None, (fact.document, page, fact.source.table, fact.source.row, fact.source.column)))


def about(fact: Fact) -> str:
    """Whose figure it is: organisation, year and stage."""
    return " · ".join(filter(None, (fact.organisation, shown("year", fact.year), fact.stage)))
