"""One row of figures side by side as bars, the values written beside them, in the unit that suits the largest."""

from __future__ import annotations

from typing import TYPE_CHECKING

from assistant.web.figures import scaled
from assistant.web.grid import bars_html, columns_html
from assistant.web.safe import escaped, tag
from assistant.web.words import word

if TYPE_CHECKING:
    from collections.abc import Sequence

    from assistant.browse import Row

FEWEST = 2


def chartable(row: Row) -> bool:
    """Whether at least two columns have one figure each."""
    return sum(cell.value is not None for cell in row.cells) >= FEWEST


def chart_html(row: Row, columns: Sequence[str], *, upright: bool = False) -> str:
    """Bars for the columns with one figure; the others are named below, not drawn as zero.

    ``upright`` is for years, which run from left to right.
    """
    named = list(zip(columns, (cell.value for cell in row.cells), strict=True))
    drawn = [(name, value) for name, value in named if value is not None]
    unit, written = scaled([value for _, value in drawn], row.unit)
    bars = [(name, value, text) for (name, value), text in zip(drawn, written, strict=True)]
    missing = [name for name, value in named if value is None]
    note = word("没有画出（没有数字，或几处不一致）：{names}", names="、".join(missing)) if missing else ""
    head = tag("p", escaped(unit), class_="bq-tablehead") if unit else ""
    drawn_html = columns_html if upright else bars_html
    return head + drawn_html(bars, label=row.name) + (tag("p", escaped(note), class_="bq-hint") if note else "")
