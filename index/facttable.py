"""All facts of an index as a pandas frame of categoricals, and one by one as ``Fact`` values.

A row's position in the frame is the fact's id: ``Chunk.facts`` and everything else refers to it.
"""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from index.model import Fact
from index.records import Rows, plain

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    import pandas as pd
    import pyarrow as pa


class FactTable:
    """Facts in build order.

    ``frame`` has one row a fact and one column a field of ``Fact`` and its ``Source``: text is categorical (paths
    joined by " › "), ``value`` holds ``Decimal`` or ``None``, ``number`` the same as float (NaN for none) for quick
    sorting and filtering only. Nobody writes into it.
    """

    def __init__(self, table: pa.Table) -> None:
        """``table`` came from ``records.to_arrow(…, Fact)``."""
        self._rows = Rows(table, Fact)
        self._table = table

    @cached_property
    def frame(self) -> pd.DataFrame:
        """The facts as a frame, made when it is first asked for (pandas takes 0.3 s to import)."""
        return _frame(self._table)

    def __len__(self) -> int:
        return len(self._rows)

    def __iter__(self) -> Iterator[Fact]:
        return iter(self._rows)

    def fact(self, position: int) -> Fact:
        """The fact with this id; IndexError when there is none."""
        return self._rows[int(position)]

    def facts(self, positions: Iterable[int]) -> tuple[Fact, ...]:
        """The facts with these ids, in the order given."""
        return self._rows.many(positions)


def _frame(table: pa.Table) -> pd.DataFrame:
    import pandas as pd

    frame: pd.DataFrame = table.drop_columns("value").to_pandas()
    values = table.column("value")
    frame["value"] = pd.Series([plain(value) for value in values.to_pylist()], dtype=object)
    frame["number"] = values.cast("float64").to_numpy()
    return frame
