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

if TYPE_CHECKING:
    from assistant.model import Answer


_NOTHING = frozenset({"NAType", "NaTType"})
"""Types of pandas' marks for nothing."""


def answer_to_dict(answer: Answer) -> dict[str, Any]:
    """All fields of the answer by name, as strings, numbers, booleans, lists, dicts and ``None``."""
    made: dict[str, Any] = _plain(answer)
    return made


def answer_to_json(answer: Answer, indent: int | None = 2) -> str:
    """The same as text, Chinese characters as they are."""
    return json.dumps(answer_to_dict(answer), ensure_ascii=False, allow_nan=False, indent=indent)


def _plain(value: Any) -> Any:
    if value is None or isinstance(value, str | bool | int):
        return value
    if hasattr(value, "to_dict"):  # a frame, which only pandas made: not imported for an answer without one
        value = value.to_dict("records")
    elif is_dataclass(value):
        value = {field.name: getattr(value, field.name) for field in fields(value)}
    if isinstance(value, dict):
        return {str(key): _plain(part) for key, part in value.items()}
    return [_plain(part) for part in value] if isinstance(value, tuple | list) else _scalar(value)


def _scalar(value: Any) -> Any:
    """Exact digits of a Decimal, numpy's numbers as Python's, every mark for nothing as ``None``, the rest as text."""
    if isinstance(value, Decimal):
        return f"{value:f}"
    if type(value).__name__ in _NOTHING or (isinstance(value, float) and not math.isfinite(value)):
        return None
    if hasattr(value, "item"):
        return _plain(value.item())
    return value if isinstance(value, float) else str(value)
