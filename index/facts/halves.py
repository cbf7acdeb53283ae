"""The logical tables that stand side by side in one printed table (收入 | 支出, 经济分类 twice)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Sequence

    from index.model import Column


@dataclass(frozen=True, slots=True)
class Half:
    """One logical table: its code columns, its label column (-1: none) and its value columns, all counted from 0."""

    codes: tuple[int, ...]
    label: int
    values: tuple[int, ...]
    side: Literal["收入", "支出", ""]


def halves(columns: Sequence[Column]) -> tuple[Half, ...]:
    """The logical tables that stand side by side: a label or code column after a value column begins a new one."""
    groups: list[list[Column]] = []
    for column in columns:
        starts = column.role in ("label", "code") and (not groups or any(one.role == "value" for one in groups[-1]))
        if starts or not groups:
            groups.append([])
        groups[-1].append(column)
    return tuple(_half(group) for group in groups)


def _half(group: Sequence[Column]) -> Half:
    labels = [column.number - 1 for column in group if column.role == "label"]
    codes = tuple(column.number - 1 for column in group if column.role == "code")
    values = tuple(column.number - 1 for column in group if column.role in ("value", "text"))
    top = "".join(name for column in group for name in column.path[:1])
    income, spending = "收入" in top, "支出" in top
    side: Literal["收入", "支出", ""] = "收入" if income and not spending else "支出" if spending and not income else ""
    return Half(codes, labels[-1] if labels else -1, values, side)
