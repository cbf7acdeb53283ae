"""How completely a document was read: the tables it announces against those found, and whether enough was read to answer from it.

A document that was read half answers half: a figure that stands in a table that was not read seems not to exist. So a
document is held out of answers, and named, when most of its announced tables, most figures of its tables, or most of its
pages were not read.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from index.audit import audit
from index.language.layout import label
from index.language.titles import is_form_title, plain_title, table_kind
from index.model import IngestReport, Parsed, Table

if TYPE_CHECKING:
    from collections.abc import Sequence

STANDARD: tuple[tuple[str, str], ...] = (
    # kind of table, its name in the standard set of a disclosure
    ("收支总表", "收支总表"),
    ("收入总表", "收入总表"),
    ("支出总表", "支出总表"),
    ("财政拨款收支总表", "财政拨款收支总表"),
    ("一般公共预算", "一般公共预算支出表"),
    ("基本支出经济分类", "一般公共预算基本支出表"),
    ("三公", "“三公”经费支出表"),
    ("政府性基金", "政府性基金预算支出表"),
    ("国有资本经营", "国有资本经营预算支出表"),
)
"""The forms that every 预算 and 决算 disclosure shows."""

_ENOUGH_OF_STANDARD = 4
"""So many kinds of the standard set make a document a disclosure that should show all of them."""
_FEWEST_ANNOUNCED = 3
"""Fewer announced tables prove nothing: a contents page may name one form among sections."""
_HALF = 2

BODIES = "所属单位"
"""Tables that list bodies; what else they are their titles say."""
_AMOUNT = re.compile(r"^-?(?:\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+\.\d+)$")
"""A cell that can only be an amount: codes and row numbers have neither separators nor decimals."""
_UNREAD_PAGE = "未读取"


def report_of(parsed: Parsed) -> IngestReport:
    """The report on a document, with the reason to hold it out of answers if there is one."""
    document = parsed.document
    announced = document.listed_tables
    missing = missing_titles(announced, parsed.tables)
    kinds = {table_kind(table.title) if table.kind == BODIES else table.kind for table in parsed.tables}
    by_standard = not announced and sum(1 for kind, _ in STANDARD if kind in kinds) >= _ENOUGH_OF_STANDARD
    if by_standard:
        announced = tuple(name for _, name in STANDARD)
        missing = tuple(name for kind, name in STANDARD if kind not in kinds)
    unread = _unread(parsed)
    pages = tuple(
        sorted({p.source.page for p in parsed.problems if p.kind == "page" and p.message.endswith(_UNREAD_PAGE)} - {0})
    )
    audited = audit(parsed)
    return IngestReport(
        document=document.name,
        pages=document.pages,
        tables=len(parsed.tables),
        facts=len(parsed.facts),
        announced=announced,
        by_standard=by_standard,
        missing=missing,
        unread=unread,
        checked=sum(audited.checked.values()),
        deviations=audited.deviations,
        unread_pages=pages,
        held_out=_reason(parsed, missing, unread, pages),
    )


def _reason(parsed: Parsed, missing: Sequence[str], unread: Sequence[str], pages: Sequence[int]) -> str:
    announced = parsed.document.listed_tables
    if len(announced) >= _FEWEST_ANNOUNCED and len(missing) * _HALF > len(announced):
        return f"目录列出 {len(announced)} 张表，有 {len(missing)} 张没有找到（{_few(missing)}）"
    counted = [table for table in parsed.tables if _amounts(table)]
    if len(unread) * _HALF > len(counted):
        return f"{len(counted)} 张有数字的表中，有 {len(unread)} 张读不出数字（{_few(unread)}）"
    if len(pages) * _HALF > parsed.document.pages > 0:
        return f"{parsed.document.pages} 页中有 {len(pages)} 页没有可用的文字（可能是扫描件）"
    return ""


def _few(names: Sequence[str]) -> str:
    return "、".join(names[:3]) + ("…" if len(names) > len(names[:3]) else "")


def missing_titles(announced: Sequence[str], tables: Sequence[Table]) -> tuple[str, ...]:
    """Announced titles that no table bears, the year aside; a form's title stands for all forms of its kind."""
    shown = {_bare(plain_title(table.title)) for table in tables}
    kinds = {table.kind for table in tables}
    return tuple(
        title
        for title in announced
        if _bare(title) not in shown and not (is_form_title(title) and _form(title) in kinds)
    )


def _form(title: str) -> str:
    return "绩效自评" if "自评" in title else "绩效目标"


def _bare(title: str) -> str:
    """A title without its year, which the contents and the page do not always both print."""
    plain = label(title)
    return plain.split("年", 1)[1].removeprefix("度") if plain[:4].isdigit() and "年" in plain else plain


def _unread(parsed: Parsed) -> tuple[str, ...]:
    """Titles of the tables of which fewer than half of the amounts became facts."""
    read: dict[int, set[tuple[int, int]]] = {}
    for fact in parsed.facts:
        if fact.origin != "prose" and fact.state in ("value", "zero", "text"):
            place = (fact.source.row_number - 1, fact.source.column_number - 1)
            read.setdefault(fact.source.table_number, set()).add(place)
    return tuple(
        table.title or f"第 {table.number} 张表"
        for table in parsed.tables
        if (amounts := _amounts(table)) and len(amounts & read.get(table.number, set())) * _HALF < len(amounts)
    )


def _amounts(table: Table) -> set[tuple[int, int]]:
    return {
        (row, column)
        for row, cells in enumerate(table.cells)
        for column, cell in enumerate(cells)
        if _AMOUNT.match(label(cell).replace(" ", ""))
    }
