"""The columns of the fact table that a reader meets, with their Chinese names."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pandas as pd

FILTERS: dict[str, str] = {
    "organisation": "单位",
    "year": "年度",
    "stage": "阶段",
    "level": "层级",
    "table_kind": "表",
    "measure": "口径",
}
"""What one chooses by, in the order of the page."""

KEYS: dict[str, str] = {
    "organisation": "单位",
    "level": "层级",
    "year": "年度",
    "stage": "阶段",
    "table_kind": "表",
    "project": "项目",
    "ancestors": "上级",
    "item": "科目",
    "side": "收支",
    "classification": "分类",
    "measure": "口径",
    "unit": "计量单位",
    "relation": "关系",
    "change": "增减",
    "base": "比较对象",
    "base_year": "比较年度",
}
"""What tells one figure from another: two figures that differ in any of these are never put into one cell or added up
unless the sum is over just that difference."""

FIGURES = ("value", "zero")
"""States of a fact that carries a number; the others are blank, 本表无数据 or a text."""

PATH = " › "
"""Between the parts of a path in the fact table."""

UNSAID = "未注明"
"""Shown for an empty organisation, stage or level, and for year 0."""


def shown(field: str, value: object) -> str:
    """A value of a column as the reader sees it; nothing is said for fields that may well be empty."""
    if field == "year":
        return f"{value}年" if value else UNSAID
    if field == "base_year":
        return f"{value}年" if value else ""
    return str(value) or (UNSAID if field in FILTERS else "")


def words(column: pd.Series) -> list[str]:
    """The different texts of a categorical column, in the order of its codes."""
    return [str(value) for value in column.cat.categories]
