"""An ``Answer`` as plain values for JSON: nothing lost, no figure passed through a float.

``Decimal`` becomes its exact digits as a string (``"3200000.00"``, never ``"3.2E+6"``), a table a list of records in its
order, tuples lists. ``answer_to_json`` never contains ``NaN``, which is not JSON.
"""

from __future__ import annotations

import json
import math
from dataclasses import fields, is_dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import pandas as pd

if TYPE_CHECKING:
    from assistant.model import Answer


def answer_to_dict(answer: Answer) -> dict[str, Any]:
    """All fields of the answer by name, as strings, numbers, booleans, lists, dicts and ``None``."""
    made: dict[str, Any] = _plain(answer)
    return made


def answer_to_json(answer: Answer, indent: int | None = 2) -> str:
    """The same as text, Chinese characters as they are."""
    return json.dumps(answer_to_dict(answer), ensure_ascii=False, allow_nan=False, indent=indent)


def _plain(value: Any) -> Any:
    if isinstance(value, Decimal):
        return f"{value:f}"
    if isinstance(value, pd.DataFrame):
        return [{str(name): _plain(cell) for name, cell in row.items()} for row in value.to_dict("records")]
    if is_dataclass(value):
        return {field.name: _plain(getattr(value, field.name)) for field in fields(value)}
    if isinstance(value, dict):
        return {str(key): _plain(part) for key, part in value.items()}
    if isinstance(value, tuple | list):
        return [_plain(part) for part in value]
    if isinstance(value, float) and not math.isfinite(value):
        return None  # pandas' mark for an empty cell
    if value is None or isinstance(value, str | bool | int | float):
        return value
    return _scalar(value)


def _scalar(value: Any) -> Any:
    """numpy's numbers as Python's, pandas' marks for nothing as ``None``, whatever else as its text."""
    if value is pd.NA or value is pd.NaT:
        return None
    return _plain(value.item()) if hasattr(value, "item") else str(value)
