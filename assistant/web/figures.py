"""A result table as the page writes it: as rows of text, and as bars where it is one measure of several things.

Columns are recognised by what they hold: ``Decimal`` values are figures, a column 单位 says their unit.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from typing import TYPE_CHECKING

from index.language.units import MONEY_UNITS, say
from index.language.units import plain as number

if TYPE_CHECKING:
    import pandas as pd

UNIT_COLUMN = "单位"
FEWEST_BARS, MOST_BARS = 2, 20
_LABEL = 60
"""Longer texts are not names; a column of them does not label bars."""


@dataclass(frozen=True, slots=True)
class Written:
    """A result table as text: column names, rows, and which columns hold figures."""

    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    numeric: tuple[bool, ...]


@dataclass(frozen=True, slots=True)
class Bars:
    """Several things by one measure: (name, value, value as written) in the table's order, all in ``unit``."""

    measure: str
    unit: str
    bars: tuple[tuple[str, Decimal, str], ...]


def written(table: pd.DataFrame) -> Written:
    """Every cell as text: figures with thousands separators and nothing rounded, missing values empty."""
    columns = [_values(table, position) for position in range(table.shape[1])]
    numeric = tuple(any(isinstance(value, Decimal) for value in column) for column in columns)
    rows = zip(*([_text(value) for value in column] for column in columns), strict=True)
    return Written(tuple(map(str, table.columns)), tuple(rows), numeric)


def spreadsheet(table: pd.DataFrame) -> list[tuple[object, ...]]:
    """The table's header and rows for a download: figures without separators, missing values empty."""
    columns = [_values(table, position) for position in range(table.shape[1])]
    cells = ([f"{value:f}" if isinstance(value, Decimal) else value for value in column] for column in columns)
    return [tuple(map(str, table.columns)), *zip(*cells, strict=True)]


def bars(table: pd.DataFrame, unit: str = "") -> Bars | None:
    """The table as bars; ``None`` unless it has one column of figures in one unit, and a name for each of 2–20 rows.

    ``unit`` is the figures' unit where the table has no column 单位. Money is shown in 元, 万元 or 亿元, whichever
    suits the largest.
    """
    names = [str(name) for name in table.columns]
    columns = [_values(table, position) for position in range(table.shape[1])]
    figures = [position for position, column in enumerate(columns) if any(isinstance(v, Decimal) for v in column)]
    if len(figures) != 1 or not FEWEST_BARS <= len(table) <= MOST_BARS:
        return None
    values = [value for value in columns[figures[0]] if isinstance(value, Decimal)]
    units = {str(value) for value in columns[names.index(UNIT_COLUMN)]} if UNIT_COLUMN in names else {unit}
    labels = _labels(
        [c for position, c in enumerate(columns) if position != figures[0] and names[position] != UNIT_COLUMN]
    )
    if len(values) != len(table) or len(units) != 1 or not labels:
        return None
    shown, factor = _scale(values, units.pop())
    said = tuple((name, value, _short(value / factor, shown)) for name, value in zip(labels, values, strict=True))
    return Bars(names[figures[0]], shown, said)


def _values(table: pd.DataFrame, position: int) -> list[object]:
    """The cells of a column; what pandas counts as missing is ``None``."""
    column = table.iloc[:, position]
    return [None if missing else value for value, missing in zip(column.tolist(), column.isna().tolist(), strict=True)]


def _text(value: object) -> str:
    if value is None:
        return ""
    return number(value, most_places=12) if isinstance(value, Decimal) else str(value)


def _labels(columns: list[list[object]]) -> list[str]:
    """The first column that tells the rows apart."""
    for column in columns:
        texts = [_text(value) for value in column]
        if len(set(texts)) == len(texts) and all(0 < len(text) <= _LABEL for text in texts):
            return texts
    return []


def _scale(values: list[Decimal], unit: str) -> tuple[str, Decimal]:
    if unit != "元":
        return unit, Decimal(1)
    largest = max(map(abs, values))
    shown = next((name for name in ("亿元", "万元") if largest >= MONEY_UNITS[name]), "元")
    return shown, MONEY_UNITS[shown]


def _short(value: Decimal, unit: str) -> str:
    if unit in MONEY_UNITS:
        return f"{value.quantize(Decimal('0.01'), ROUND_HALF_UP):,}"
    return say(value, unit) if unit == "%" else number(value)
