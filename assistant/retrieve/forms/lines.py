"""Rows of target and self-evaluation forms as passages: an indicator with its target, result and points; a field of the head.

So a question in words finds them too (「要多快刻好」 the target of a row, 「主管部门是谁」 a field of the head).
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from typing import TYPE_CHECKING

from index.model import Fact, Passage

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

INDICATOR, FIELD = "指标", "表头"
"""Topics of these passages."""
_SHOWN = ("年度指标值", "实际完成值", "分值", "得分")
"""Columns of an indicator that are told; its reason is a passage of its own."""
_MONEY = frozenset({"年初预算数", "全年预算数", "全年执行数", "预算数", "执行数", "执行率", "调整预算数"})
_TOLD = frozenset({"预期目标", "实际完成情况", "项目总目标", "年度总目标", "年度绩效目标", "年度目标", "总体目标"})
"""Fields that are passages already."""


def form_lines(facts: Iterable[Fact]) -> tuple[Passage, ...]:
    """One passage a row of a form, in the order of the rows; money rows, totals and long texts are none."""
    rows: dict[tuple[str, int, int, str], list[Fact]] = defaultdict(list)
    for fact in facts:
        if fact.origin == "form" and fact.item and fact.depth != 0:
            row = fact.source.row_number if fact.measure != "内容" else 0
            rows[(fact.document, fact.source.table_number, row, fact.item)].append(fact)
    return tuple(line for row in rows.values() if (line := _line(row)) is not None)


def _line(row: Sequence[Fact]) -> Passage | None:
    first = row[0]
    if first.item in _TOLD or any(fact.measure in _MONEY for fact in row):
        return None
    if first.measure == "内容":
        return _passage(first, f"{first.item}：{first.printed}", FIELD) if first.printed else None
    parts = [
        f"{fact.measure} {fact.printed}"
        for measure in _SHOWN
        for fact in row
        if fact.measure == measure and fact.printed
    ]
    return _passage(first, f"{first.item}：{'，'.join(parts)}", INDICATOR) if parts else None


def _passage(fact: Fact, text: str, topic: str) -> Passage:
    title = fact.source.table
    section = (*fact.source.section, title) if title and title not in fact.source.section else fact.source.section
    return Passage(text, replace(fact.source, section=section), fact.project, topic)
