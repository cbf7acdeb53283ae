"""Frozen values of ``index.model`` as Arrow columns, and back, without loss.

One column a field; the fields of ``source`` stand beside the others (``page``, ``line``, ``section`` …). Text and
paths are dictionary columns, so that they load as pandas categoricals; a path is joined by " › ". Amounts are
``decimal128(38, 10)``: a number that does not fit is refused by ``fits`` before it gets here.
"""

from __future__ import annotations

import dataclasses
import itertools
import math
from collections.abc import Callable, Iterable, Iterator, Sequence
from decimal import Decimal
from typing import Any, Literal, NamedTuple, TypeVar, get_args, get_origin, get_type_hints, overload

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from index.model import Source

PATH = " › "
MONEY = pa.decimal128(38, 10)
BOX = ("x0", "top", "x1", "bottom")
_DECIMALS = 10
_DIGITS = 28  # what a Decimal of the default context keeps

T = TypeVar("T")
Kind = Literal["text", "path", "int", "ints", "money", "box", "source"]


class _Field(NamedTuple):
    name: str
    kind: Kind


def fits(value: Decimal | None) -> bool:
    """The value can be stored exactly: finite, at most 28 digits in all, none beyond the tenth behind the point."""
    if value is None:
        return True
    if not value.is_finite() or len(value.as_tuple().digits) > _DIGITS or value.adjusted() >= _DIGITS:
        return False
    exponent = value.normalize().as_tuple().exponent
    return isinstance(exponent, int) and exponent >= -_DECIMALS


def plain(value: Decimal | None) -> Decimal | None:
    """The same number without trailing zeros behind the point and without an exponent."""
    if value is None:
        return None
    short = value.normalize()
    exponent = short.as_tuple().exponent
    return short.quantize(Decimal(1)) if isinstance(exponent, int) and exponent > 0 else short


def _fields(cls: Any) -> tuple[_Field, ...]:
    hints = get_type_hints(cls)
    return tuple(_Field(field.name, _kind(hints[field.name])) for field in dataclasses.fields(cls))


def _kind(hint: Any) -> Kind:
    args = get_args(hint)
    if hint is Source:
        return "source"
    if hint is int:
        return "int"
    if hint is str or get_origin(hint) is Literal:
        return "text"
    if Decimal in args:
        return "money"
    if args[:1] == (str,):
        return "path"
    return "ints" if args[:1] == (int,) else "box"


def to_arrow(rows: Sequence[T], cls: type[T]) -> pa.Table:
    """One Arrow row for each value, in order."""
    columns: dict[str, pa.Array] = {}
    _add_columns(columns, rows, cls)
    return pa.table(columns)


def _add_columns(columns: dict[str, pa.Array], rows: Sequence[Any], cls: type) -> None:
    for name, kind in _fields(cls):
        if name in columns:  # ``source.document`` repeats the ``document`` of a fact or a chunk
            continue
        values = [getattr(row, name) for row in rows]
        if kind == "source":
            _add_columns(columns, values, Source)
        elif kind == "box":
            for position, corner in enumerate(BOX):
                columns[corner] = pa.array([box and box[position] for box in values], pa.float64())
        else:
            columns[name] = _array(values, kind)


def _array(values: list[Any], kind: Kind) -> pa.Array:
    if kind == "money":
        return pa.array(values, MONEY)
    if kind == "int":
        return pa.array(values, pa.int32())
    if kind == "ints":
        return pa.array(values, pa.list_(pa.int32()))
    texts = [PATH.join(value) for value in values] if kind == "path" else values
    return pa.array(texts, pa.string()).dictionary_encode()


class Rows(Sequence[T]):
    """The values of an Arrow table, each made when it is asked for (about 10 µs, half of it when all are)."""

    def __init__(self, table: pa.Table, cls: type[T]) -> None:
        """``table`` came from ``to_arrow(…, cls)``."""
        self._length: int = table.num_rows
        self._columns = _columns(table.combine_chunks(), cls)
        self._cls = cls

    def __len__(self) -> int:
        return self._length

    @overload
    def __getitem__(self, position: int) -> T: ...
    @overload
    def __getitem__(self, position: slice) -> tuple[T, ...]: ...
    def __getitem__(self, position: int | slice) -> T | tuple[T, ...]:
        if isinstance(position, slice):
            return self.many(range(*position.indices(self._length)))
        row = position + self._length if position < 0 else position
        if not 0 <= row < self._length:
            raise IndexError(position)
        return self._cls(*[column.at(int(row)) for column in self._columns])

    def __iter__(self) -> Iterator[T]:
        return map(self._cls, *[column.all() for column in self._columns])

    def many(self, positions: Iterable[int]) -> tuple[T, ...]:
        """The values at these positions, in the order given."""
        return tuple(self[int(position)] for position in positions)


class _Column(NamedTuple):
    """One field of the values: of one row, and of every row in order."""

    at: Callable[[int], Any]
    all: Callable[[], Iterable[Any]]


def _columns(table: pa.Table, cls: type) -> list[_Column]:
    return [_column(table, name, kind) for name, kind in _fields(cls)]


def _column(table: pa.Table, name: str, kind: Kind) -> _Column:
    if kind == "source":
        parts = _columns(table, Source)
        return _Column(
            lambda row: Source(*[part.at(row) for part in parts]),
            lambda: map(Source, *[part.all() for part in parts]),
        )
    if kind == "box":
        return _box_column(table)
    column = table.column(name)
    if kind == "money":
        amounts = [plain(value) for value in column.to_pylist()]
        return _Column(amounts.__getitem__, lambda: amounts)
    if kind == "int":
        numbers = _numbers(column)
        return _Column(lambda row: int(numbers[row]), numbers.tolist)
    if kind == "ints":
        return _Column(lambda row: tuple(column[row].as_py()), lambda: map(tuple, column.to_pylist()))
    return _text_column(column, path=kind == "path")


def _numbers(column: pa.ChunkedArray | pa.Array) -> npt.NDArray[Any]:
    """A column without nulls, in place; ``np.asarray`` would do the same and import pandas for it (0.3 s)."""
    array = column.combine_chunks() if isinstance(column, pa.ChunkedArray) else column
    return np.from_dlpack(array) if len(array) else np.empty(0, np.int32)


def _text_column(column: pa.ChunkedArray, *, path: bool) -> _Column:
    array = column.combine_chunks() if column.num_chunks != 1 else column.chunk(0)
    codes = _numbers(array.indices)
    words = array.dictionary.to_pylist()
    values: list[Any] = [tuple(word.split(PATH)) if word else () for word in words] if path else words
    return _Column(lambda row: values[codes[row]], lambda: map(values.__getitem__, codes.tolist()))


def _box_column(table: pa.Table) -> _Column:
    corners = [table.column(corner) for corner in BOX]
    if all(corner.null_count == len(corner) for corner in corners):
        return _Column(lambda _row: None, lambda: itertools.repeat(None, len(table)))
    numbers = np.column_stack([_numbers(corner.fill_null(math.nan)) for corner in corners])

    def box(row: int) -> tuple[float, ...] | None:
        found = numbers[row]
        return None if np.isnan(found[0]) else tuple(float(edge) for edge in found)

    return _Column(box, lambda: map(box, range(len(numbers))))
