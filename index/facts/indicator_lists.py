"""Facts of a list of projects with their indicators: one header row, a project's name only in its first row.

The layout of most departments outside of the one-form-a-project style: 「项目名称 | 预算金额 | 绩效目标 | 一级指标 | 二级指标 |
三级指标 | 指标性质 | 指标值 | 度量单位 | 权重」. What a row leaves empty is carried down from the rows above. A list without the
first columns is that of the project on whose pages it stands.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from index.facts.making import FactMaker, Label
from index.facts.measures import measure_of
from index.facts.values import BLANK, Reading, figure, read_cell
from index.language.cells import is_blank
from index.language.layout import label, mend, mend_text
from index.language.numerals import parse_number
from index.language.units import unit_name

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from index.model import Fact, Relation, Table

_COLUMNS: tuple[tuple[str, str], ...] = (
    # pattern of a header → what the column holds; the first that fits decides
    (r"^项目名称", "project"),
    (r"^一级指标", "first"),
    (r"^二级指标", "second"),
    (r"^三级指标", "third"),
    (r"(?:指标)?性质$|^计算符号$|^指标方向$", "relation"),
    (r"(?:度量|计量)单位$", "unit"),
    (r"执行率", ""),
    (r"完成值|完成情况|完成数", "actual"),
    (r"得分", "score"),
    (r"偏差|原因", "reason"),
    (r"权重|分值", "points"),
    (r"指标值|目标值", "target"),
    (r"预算|金额|资金|总额", "money"),
    (r"目标", "goal"),
)
_PATTERNS = tuple((re.compile(pattern), role) for pattern, role in _COLUMNS)
_RELATIONS: dict[str, Relation] = {
    "≥": ">=", ">=": ">=", "大于等于": ">=", "≤": "<=", "<=": "<=", "小于等于": "<=", ">": ">", "大于": ">", "<": "<", "小于": "<",
}  # fmt: skip
_LEVELS = ("first", "second")
_TOTALS = ("合计", "总计", "小计")


@dataclass(frozen=True, slots=True)
class _Row:
    """One row: the filled cells by what their column holds, and the columns."""

    number: int
    cells: dict[str, str]
    columns: dict[str, int]

    def has(self, role: str) -> bool:
        return bool(self.cells.get(role))


def indicator_list_facts(table: Table, maker: FactMaker) -> tuple[Fact, ...]:
    """All facts of the table: money and goal of each project, target (and result) of each indicator."""
    columns = _roles(table.cells[0])
    unit = next((unit for cell in table.cells[0] if (unit := measure_of((label(cell),), 0).unit)), table.money_unit)
    facts: list[Fact] = []
    levels = dict.fromkeys(_LEVELS, "")
    about = maker
    for number, cells in enumerate(table.cells[1:], 1):
        if is_blank(cells) or label(cells[0]) in _TOTALS:
            continue
        row = _Row(number, {role: cells[column] for role, column in columns.items() if label(cells[column])}, columns)
        if row.has("project"):
            about, levels = replace(maker, project=mend(row.cells["project"])), dict.fromkeys(_LEVELS, "")
            facts += _of_project(row, unit, about)
        if about.project or "project" not in columns:
            _carry(row, levels)
            facts += _of_indicator(row, levels, about)
    return tuple(facts)


def _roles(header: Sequence[str]) -> dict[str, int]:
    found: dict[str, int] = {}
    for column, cell in enumerate(header):
        role = next((role for pattern, role in _PATTERNS if pattern.search(label(cell))), "")
        if role:
            found.setdefault(role, column)
    return found


def _carry(row: _Row, levels: dict[str, str]) -> None:
    for number, level in enumerate(_LEVELS):
        if row.has(level):
            levels.update(dict.fromkeys(_LEVELS[number:], ""))
            levels[level] = label(row.cells[level])


def _of_project(row: _Row, unit: str, maker: FactMaker) -> Iterator[Fact]:
    if row.has("money"):
        reading = read_cell(row.cells["money"], unit)
        yield maker.fact(Label("年度资金申请总额"), "预算数", reading, row.number, row.columns["money"])
    if row.has("goal"):
        printed = mend_text(row.cells["goal"])
        words = Reading(None, "", "text")
        yield maker.fact(Label("年度绩效目标"), "内容", words, row.number, row.columns["goal"], printed=printed)


def _of_indicator(row: _Row, levels: dict[str, str], maker: FactMaker) -> Iterator[Fact]:
    name = mend(row.cells.get("third", ""))
    if not name:
        return
    what = Label(name, tuple(levels[level] for level in _LEVELS if levels[level]))
    unit = row.cells.get("unit", "")
    for role, measure in (("target", "年度指标值"), ("actual", "实际完成值")):
        if role in row.columns:
            relation = row.cells.get("relation", "") if role == "target" else ""
            reading, printed = _value(row.cells.get(role, ""), relation, unit)
            yield maker.fact(what, measure, reading, row.number, row.columns[role], printed=printed)
    for role, measure in (("points", "分值"), ("score", "得分")):
        if row.has(role):
            yield maker.fact(what, measure, read_cell(row.cells[role], "分"), row.number, row.columns[role])
    if row.has("reason"):
        printed = mend_text(row.cells["reason"])
        yield maker.fact(
            what, "偏差原因", Reading(None, "", "text"), row.number, row.columns["reason"], printed=printed
        )


def _value(cell: str, relation: str, unit: str) -> tuple[Reading, str]:
    """A target whose sign, number and unit may stand in cells of their own, and how it reads put together."""
    plain, sign, word = label(cell), label(relation), label(unit)
    if not plain:
        return BLANK, ""
    shown = "" if sign in ("=", "等于", "定性", "") else sign
    printed = f"{shown}{plain}{word}"
    value = parse_number(plain) if word else None
    if value is None:
        return read_cell(f"{shown}{plain}" if shown in _RELATIONS else plain), printed
    return figure(value, unit_name(word), _RELATIONS.get(sign, "")), printed
