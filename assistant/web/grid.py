"""Tables and bars as HTML: a document's table with the cited cells marked, the rows behind an answer, a ranking.

Pure functions from values to HTML; every text goes through ``safe.escaped``. Rows and columns count from 1, header
rows included, as in ``index.model.Source``.
"""

from __future__ import annotations

from decimal import Decimal
from itertools import groupby
from typing import TYPE_CHECKING

from assistant.web.safe import escaped, tag

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from index.model import Column, Table

Cell = tuple[int, int]

WHOLE = 12
"""A table with at most this many body rows is shown whole; of a longer one the cited rows with their neighbours."""

AROUND = 2
"""Rows shown above and below a cited row."""


def table_html(table: Table, cited: frozenset[Cell], *, whole: bool = False) -> str:
    """The table with the cells ``cited`` as (row, column) marked; rows left out are counted in their place."""
    shown = visible_rows(table, cited, whole=whole)
    body: list[str] = []
    previous = table.header_rows
    for row in shown:
        body.append(_gap(row - previous - 1, len(table.columns)))
        body.append(_body_row(table, row, cited))
        previous = row
    body.append(_gap(len(table.cells) - previous, len(table.columns)))
    return _scrolled(tag("thead", _header(table, cited)) + tag("tbody", "".join(body)), label=table.title)


def visible_rows(table: Table, cited: frozenset[Cell], *, whole: bool = False) -> tuple[int, ...]:
    """Numbers of the body rows to show."""
    body = range(table.header_rows + 1, len(table.cells) + 1)
    if whole or len(body) <= WHOLE:
        return tuple(body)
    rows = {row for row, _ in cited if row in body} or {body.start}
    return tuple(row for row in body if any(abs(row - near) <= AROUND for near in rows))


def rows_html(header: Sequence[str], rows: Iterable[Sequence[str]], numeric: Sequence[bool], *, label: str) -> str:
    """A plain table; columns flagged ``numeric`` are set to the right."""
    head = "".join(
        tag("th", escaped(name), scope="col", class_="number" if right else "")
        for name, right in zip(header, numeric, strict=True)
    )
    body = "".join(
        tag(
            "tr",
            "".join(tag("td", escaped(c), class_="number" if r else "") for c, r in zip(row, numeric, strict=True)),
        )
        for row in rows
    )
    return _scrolled(tag("thead", tag("tr", head)) + tag("tbody", body), label=label)


def bars_html(bars: Sequence[tuple[str, Decimal, str]], *, label: str) -> str:
    """Horizontal bars in the given order: name, value, and the value as it is written beside the bar.

    All bars share one zero line; negative values run to its left. The numbers are written out, so nothing depends on
    seeing the lengths.
    """
    low = min((value for _, value, _ in bars), default=Decimal(0))
    high = max((value for _, value, _ in bars), default=Decimal(0))
    low, high = min(low, Decimal(0)), max(high, Decimal(0))
    span = (high - low) or Decimal(1)
    items = []
    for name, value, written in bars:
        left = (min(value, Decimal(0)) - low) / span * 100
        bar = tag(
            "i", style=f"left:{left:.2f}%;width:{abs(value) / span * 100:.2f}%", class_="minus" if value < 0 else ""
        )
        items.append(
            tag(
                "li",
                tag("span", escaped(name), class_="name")
                + tag("span", bar, class_="track", aria_hidden="true")
                + tag("span", escaped(written), class_="number"),
            )
        )
    return tag("ol", "".join(items), class_="bq-bars", aria_label=label)


def columns_html(bars: Sequence[tuple[str, Decimal, str]], *, label: str) -> str:
    """Upright columns from left to right, for years: value above each column, name below; negative values hang down."""
    high = max((abs(value) for _, value, _ in bars), default=Decimal(0)) or Decimal(1)
    items = "".join(
        tag(
            "li",
            tag("span", escaped(written), class_="number")
            + tag(
                "i",
                style=f"height:{abs(value) / high * 8:.2f}rem",
                class_="minus" if value < 0 else "",
                aria_hidden="true",
            )
            + tag("span", escaped(name), class_="name"),
        )
        for name, value, written in bars
    )
    return tag("ol", items, class_="bq-columns", aria_label=label)


def _header(table: Table, cited: frozenset[Cell]) -> str:
    """The header from the columns' paths, equal neighbours joined; as printed where a header cell itself is cited."""
    width = max((len(row) for row in table.cells), default=0)
    if len(table.columns) != width or any(row <= table.header_rows for row, _ in cited):
        return "".join(_printed_row(table, row, cited) for row in range(1, table.header_rows + 1))
    depth = max((len(column.path) for column in table.columns), default=0)
    marked = frozenset(column for _, column in cited)
    return "".join(tag("tr", _header_row(table.columns, level, depth, marked)) for level in range(depth))


def _header_row(columns: Sequence[Column], level: int, depth: int, marked: frozenset[int]) -> str:
    cells = []
    for key, group in groupby(enumerate(columns), lambda pair: _header_key(pair[0], pair[1], level, depth)):
        members = [column for _, column in group]
        path = members[0].path
        if level >= len(path) and not (level == 0 and not path):
            continue  # covered by the cell above, which spans the remaining rows
        last = level == len(path) - 1 or not path
        rows = depth - level if last else 1
        cells.append(
            tag(
                "th",
                escaped(path[level] if path else ""),
                scope="colgroup" if len(members) > 1 else "col",
                colspan=str(len(members)) if len(members) > 1 else "",
                rowspan=str(rows) if rows > 1 else "",
                class_=" ".join(
                    filter(
                        None,
                        (
                            "number" if last and members[0].role == "value" else "",
                            "column" if last and members[0].number in marked else "",
                        ),
                    )
                ),
            )
        )
        del key
    return "".join(cells)


def _header_key(position: int, column: Column, level: int, depth: int) -> tuple[object, ...]:
    """Columns with equal keys share a header cell on ``level``: the same path so far, and more path below it."""
    if len(column.path) - 1 > level and depth > 1:
        return ("joined", *column.path[: level + 1])
    return ("single", position)


def _printed_row(table: Table, row: int, cited: frozenset[Cell]) -> str:
    cells = table.cells[row - 1]
    marks = ("cited" if (row, column) in cited else "" for column in range(1, len(cells) + 1))
    return tag("tr", "".join(tag("th", escaped(cell), class_=mark) for cell, mark in zip(cells, marks, strict=True)))


def _body_row(table: Table, row: int, cited: frozenset[Cell]) -> str:
    cells = []
    for column, content in enumerate(table.cells[row - 1], 1):
        role = table.columns[column - 1].role if column <= len(table.columns) else ""
        marked = (row, column) in cited
        beside = "column" if any(column == number for _, number in cited) else ""
        classes = " ".join(filter(None, ("number" if role == "value" else role, "cited" if marked else beside)))
        inner = tag("mark", escaped(content) or "（空白）") if marked else escaped(content)
        cells.append(tag("td", inner, class_=classes))
    return tag("tr", "".join(cells), class_="cited" if any(row == number for number, _ in cited) else "")


def _gap(rows: int, columns: int) -> str:
    if rows <= 0:
        return ""
    return tag("tr", tag("td", f"⋯ 略去 {rows} 行", colspan=str(max(columns, 1))), class_="gap")


def _scrolled(content: str, *, label: str) -> str:
    return tag("div", tag("table", content), class_="bq-scroll", role="region", aria_label=label, tabindex="0")
