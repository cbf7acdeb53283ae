"""A result table as the page writes it: as rows of text, and as bars where it is one measure of several things.

Columns are recognised by what they hold: ``Decimal`` values are figures, a column 单位 says their unit.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from typing import TYPE_CHECKING, Any

from index.language.units import MONEY_UNITS, say
from index.language.units import plain as number

if TYPE_CHECKING:
    import pandas as pd

UNIT_COLUMN = "单位"
SAID_COLUMN = "显示"
"""Columns of a result with a meaning of their own: a figure's unit, and the figure as a person says it."""
_COMPARED = ("单位名称", "年度")
FEWEST_BARS, MOST_BARS = 2, 20
_YEAR = re.compile(r"(?:19|20)\d\d")
_LABEL = 60
"""Longer texts are not names; a column of them does not label bars."""


@dataclass(frozen=True, slots=True)
class Written:
    """A result table as text: column names, rows, and which columns hold figures.

    ``common`` are (column, value) of the columns that say the same in every row; they stand above the table once.
    """

    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    numeric: tuple[bool, ...]
    common: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Bars:
    """Several things by one measure: (name, value, value as written) in the table's order, all in ``unit``."""

    measure: str
    unit: str
    bars: tuple[tuple[str, Decimal, str], ...]

    @property
    def over_years(self) -> bool:
        """The names are years in order: a course over time."""
        names = [name for name, _, _ in self.bars]
        return all(_YEAR.fullmatch(name) for name in names) and names == sorted(names)


def written(table: pd.DataFrame) -> Written:
    """Every cell as text: figures with thousands separators and nothing rounded, missing values empty.

    Columns that are empty, and the rounded form 显示 beside its exact figure, are left to the download.
    """
    columns = {name: column for name, column in _columns(table) if any(value is not None for value in column)}
    numeric = {name for name, column in columns.items() if _is_figures(column)}
    if numeric:
        columns.pop(SAID_COLUMN, None)
    texts = {name: [_text(value) for value in column] for name, column in columns.items()}
    same = {name for name in texts if len(table) > 1 and name not in numeric and len(set(texts[name])) == 1}
    kept = [name for name in texts if name not in same]
    return Written(
        tuple(kept),
        tuple(zip(*(texts[name] for name in kept), strict=True)),
        tuple(name in numeric for name in kept),
        tuple((name, texts[name][0]) for name in texts if name in same and texts[name][0]),
    )


def spreadsheet(table: pd.DataFrame) -> list[tuple[object, ...]]:
    """The table's header and rows for a download: figures without separators, missing values empty."""
    columns = _columns(table)
    cells = ([f"{value:f}" if isinstance(value, Decimal) else value for value in column] for _, column in columns)
    return [tuple(name for name, _ in columns), *zip(*cells, strict=True)]


def bars(table: pd.DataFrame, unit: str = "") -> Bars | None:
    """The table as bars; ``None`` unless it has one column of figures in one unit, and a name for each of 2–20 rows.

    ``unit`` is the figures' unit where the table has no column 单位. Money is shown in 元, 万元 or 亿元, whichever
    suits the largest.
    """
    columns = _columns(table)
    figures = [(name, column) for name, column in columns if _is_figures(column)]
    if len(figures) != 1 or not FEWEST_BARS <= len(table) <= MOST_BARS:
        return None
    measure, column = figures[0]
    values = [value for value in column if isinstance(value, Decimal)]
    units = {str(value) for name, cells in columns if name == UNIT_COLUMN for value in cells} or {unit}
    labels = _labels([cells for name, cells in columns if name not in {measure, UNIT_COLUMN, SAID_COLUMN}])
    if len(values) != len(table) or len(units) != 1 or not labels:
        return None
    shown, factor = _scale(values, units.pop())
    said = tuple((name, value, _short(value / factor, shown)) for name, value in zip(labels, values, strict=True))
    return Bars(measure, shown, said)


def scaled(values: list[Decimal], unit: str) -> tuple[str, list[str]]:
    """The unit that suits the largest of ``values``, and each of them written in it; ``values`` must not be empty."""
    shown, factor = _scale(values, unit)
    return shown, [_short(value / factor, shown) for value in values]


def compares(table: pd.DataFrame) -> bool:
    """The rows are of several organisations or several years."""
    return any(name in table.columns and len(set(table[name])) > 1 for name in _COMPARED)


def _columns(table: pd.DataFrame) -> list[tuple[str, list[object]]]:
    """Names and cells of the columns; what pandas counts as missing, and empty text, is ``None``."""
    return [(str(name), _values(table.iloc[:, position])) for position, name in enumerate(table.columns)]


def _values(column: pd.Series[Any]) -> list[object]:
    cells = zip(column.tolist(), column.isna().tolist(), strict=True)
    return [None if missing or value == "" else value for value, missing in cells]


def _is_figures(column: list[object]) -> bool:
    return any(isinstance(value, Decimal) for value in column)


def _text(value: object) -> str:
    if value is None:
        return ""
    return number(value, most_places=12) if isinstance(value, Decimal) else str(value)


def _labels(columns: list[list[object]]) -> list[str]:
    """A name for each row: the first column that varies, with those after it that tell equal names apart.

    Empty when even all of them together leave two rows with one name.
    """
    names: list[tuple[str, ...]] = [()] * max(map(len, columns), default=0)
    for column in columns:
        longer = [(*name, text) if text else name for name, text in zip(names, map(_text, column), strict=True)]
        if len(set(longer)) > len(set(names)):
            names = longer
    labels = [" · ".join(name) for name in names]
    fits = all(0 < len(label) <= _LABEL for label in labels)
    return labels if fits and len(set(labels)) == len(labels) else []


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
