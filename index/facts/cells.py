"""Facts of ordinary budget tables: one per value cell of every row, blanks and zeros included."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from index.facts.codes import AMONG, TOTAL, RowCodes, classification_of, depth_of, numbered, parents, split_label
from index.facts.halves import Half, halves
from index.facts.making import ARROW, FactMaker, Label
from index.facts.measures import Measure, measure_of
from index.facts.public_expenses import PUBLIC
from index.facts.values import Reading, read_cell
from index.language.cells import is_code_row, is_number
from index.language.layout import label
from index.language.units import UNIT_PATTERN, unit_name
from index.model import Change, Column, Fact, Problem, Table

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

SIDES = {
    "收入总表": "收入",
    "支出总表": "支出",
    "一般公共预算": "支出",
    "政府性基金": "支出",
    "国有资本经营": "支出",
    "基本支出经济分类": "支出",
    "所属单位": "支出",
}
"""Kind of table → the side that all of it shows; tables with both sides say it in their header."""

BODIES = "所属单位"
SUBTOTAL = "小计"
_LEVELLED = ("收支总表", "财政拨款收支总表", "三公")
"""Kinds whose rows show their level by numbering only."""
_CHANGES = ("增减额", "增减率")
_PROJECT_COLUMNS = (
    ("项目名称",),
    ("支出项目类别(项目名称)",),
    ("项目支出名称",),
    ("支出项目名称",),
    ("单位名称(项目)",),
    ("单位名称(项目名称)",),
)
_UNIT_COLUMNS = (("计量单位",), ("单位",), ("数量单位",))
_COUNTED = re.compile(r"数量$")
"""A column of numbers of things, whatever unit stands above the table."""
_SIDE_TOTAL = re.compile(r"^(?:本年)?(收入|支出)")


@dataclass(slots=True)
class _Half:
    """Reading state of one logical table: names by code and the numbered rows above."""

    half: Half
    header: str
    codes: RowCodes = field(default_factory=RowCodes)
    names: dict[str, str] = field(default_factory=dict)
    above: list[tuple[int, str]] = field(default_factory=list)


def cell_facts(table: Table, maker: FactMaker) -> tuple[tuple[Fact, ...], tuple[Problem, ...]]:
    """All facts of a table that is no form, and what could not be understood."""
    facts: list[Fact] = []
    problems: list[Problem] = []
    states = [_Half(half, _header(table, half)) for half in halves(table.columns) if half.values]
    measures = {
        column.number - 1: measure_of(column.path, maker.document.year, maker.document.stage)
        for column in table.columns
    }
    table = replace(table, cells=_carried(table, states))
    maker = replace(maker, table=table)
    for row in _data_rows(table):
        for state, half, what in _labelled(table, row, states):
            if what is None:
                problems += _stray(table, row, state, maker)
                continue
            about = replace(maker, project=what.item) if _lists_projects(table, state) and what.depth else maker
            facts += _row_facts(table, row, half, what, measures, about)
    if table.no_data:
        facts = _no_data_facts(table, states, measures, maker)
    problems += _unit_problems(facts, maker) if table.kind != "其他" else []
    return tuple(facts), tuple(problems)


def _carried(table: Table, states: Sequence[_Half]) -> tuple[tuple[str, ...], ...]:
    """The cells, where a column of words before the names goes on (「预算单位」 merged over its projects) filled down.

    A row that is a total ends what was carried and carries nothing itself.
    """
    grouping = [
        (number, state.half.label)
        for state in states
        for number in state.half.values
        if number < state.half.label and table.columns[number].role == "text"
    ]
    if not grouping:
        return table.cells
    cells = [list(row) for row in table.cells]
    for number, named in grouping:
        carried = ""
        for row in range(table.header_rows, len(cells)):
            words = (label(cells[row][number]), label(cells[row][named]))
            if any(TOTAL.match(word) for word in words):
                carried = ""
            elif words[0]:
                carried = cells[row][number]
            elif words[1]:
                cells[row][number] = carried
    return tuple(tuple(row) for row in cells)


def _labelled(table: Table, row: int, states: Sequence[_Half]) -> list[tuple[_Half, Half, Label | None]]:
    """The halves of a row with what each is about.

    The total of halves that belong together (公用经费 printed in two) has its label under the first and its figure under
    the last: the label goes with the figure.
    """
    result: list[tuple[_Half, Half, Label | None]] = []
    for state in states:
        what, half = _label(table, row, state), state.half
        before = result[-1] if result else None
        if what is None and before and before[2] and _figures(table, row, half) and _ends_open(table, row, before):
            result[-1] = (before[0], half, before[2])
        else:
            result.append((state, half, what))
    return result


def _ends_open(table: Table, row: int, before: tuple[_Half, Half, Label | None]) -> bool:
    """Whether a half's label is that of a total without a figure."""
    _, half, what = before
    return what is not None and what.item.endswith(("合计", "总计")) and not _figures(table, row, half)


def _figures(table: Table, row: int, half: Half) -> bool:
    return any(is_number(table.cells[row][number]) for number in half.values)


def _data_rows(table: Table) -> Iterator[int]:
    last = table.header_rows - 1
    if last >= 0 and is_code_row(table.cells[last]) and any(is_number(cell) for cell in table.cells[last]):
        yield last
    yield from range(table.header_rows, len(table.cells))


def _header(table: Table, half: Half) -> str:
    columns = [table.columns[number] for number in (*half.codes, *([half.label] if half.label >= 0 else []))]
    return "".join(name for column in columns for name in column.path)


def _lists_projects(table: Table, state: _Half) -> bool:
    """Whether the rows of a half are projects (its label column is headed 项目名称)."""
    return state.half.label >= 0 and table.columns[state.half.label].path[-1:] in _PROJECT_COLUMNS


def _label(table: Table, row: int, state: _Half) -> Label | None:
    """What a row of a half is about, None when the half has no label in this row."""
    cells = table.cells[row]
    half = state.half
    text = cells[half.label] if half.label >= 0 else ""
    codes = [cells[number] for number in half.codes]
    if not label(text):
        # 合计 often stands in the first cell of the row, under 类 or 序号.
        words = [cell for cell in _in_front(table, row, half) if label(cell) and not is_number(cell)]
        text = words[-1] if words else ""
    code = state.codes.of(codes)
    inner, name = split_label(text)
    if not name:
        return None
    if name == SUBTOTAL and (of := _class_before(table, row, half)):
        return Label(of, (), "", "", _side(table, half), 0)
    code = code or inner
    if _lists_projects(table, state) and not TOTAL.match(name):
        code = ""  # the codes beside a project are those of the 科目 that pays for it
    side = _side(table, half)
    if code and depth_of(code) > 0:
        return _coded(code, name, side, state)
    if _is_the_whole(table, name, half):
        return Label(name, (), "", "", side, 0)
    return _uncoded(name, side, table.kind, state)


def _class_before(table: Table, row: int, half: Half) -> str:
    """「货物 | 小计 | …」: the class of rows that a subtotal is of, "" where none stands before it."""
    words = [label(cell) for cell in table.cells[row][: half.label]]
    return next((word for word in reversed(words) if word and not TOTAL.match(word) and not is_number(word)), "")


def _is_the_whole(table: Table, name: str, half: Half) -> bool:
    """A list of bodies may begin with the department itself, whose own office (机关, 本级) has a row below."""
    if table.kind != BODIES:
        return False
    names = (label(row[half.label]) for row in table.cells[table.header_rows :])
    return any(re.fullmatch(rf"{re.escape(name)}\(?(?:机关|本级|本部)\)?", other) for other in names)


def _side(table: Table, half: Half) -> str:
    """The side that a half shows; a table of spending alone may name the income that pays for it (其他收入) in its columns."""
    if table.kind == "支出总表" and len(halves(table.columns)) == 1:
        return SIDES[table.kind]
    if table.kind == BODIES and "收入" in table.title and "支出" not in table.title:
        return "收入"
    return half.side or SIDES.get(table.kind, "")


def _in_front(table: Table, row: int, half: Half) -> list[str]:
    """Cells of a half before its first value column."""
    cells: list[str] = []
    first = next((number for number in half.values if table.columns[number].role == "value"), half.values[0])
    for number in range(first - 1, -1, -1):
        if table.columns[number].role == "value":
            break
        cells.insert(0, table.cells[row][number])
    return cells


def _coded(code: str, name: str, side: str, state: _Half) -> Label:
    item, _ = numbered(name)
    state.names[code] = item
    ancestors = tuple(state.names[parent] for parent in parents(code) if parent in state.names)
    return Label(item, ancestors, code, classification_of(code, state.header), side, depth_of(code))


def _uncoded(name: str, side: str, kind: str, state: _Half) -> Label:
    if TOTAL.match(name):
        state.above = []
        told = _SIDE_TOTAL.match(name)
        item = PUBLIC if kind == "三公" else name
        return Label(item, (), "", "", told[1] if told else side, 0)
    item, rank = numbered(name)
    if kind not in _LEVELLED:
        return Label(item, (), "", "", side, -1)
    level = rank or 1
    if rank == AMONG:
        level = state.above[-1][0] + 1 if state.above and state.above[-1][0] < AMONG else AMONG
    state.above = [entry for entry in state.above if entry[0] < level]
    ancestors = tuple(entry for _, entry in state.above)
    state.above.append((level, item))
    if kind == "三公":
        return Label(item, (PUBLIC, *ancestors), depth=len(ancestors) + 1)
    functions = side == "支出" and rank == 1 and item.endswith(("支出", "费"))
    return Label(item, ancestors, "", "功能分类" if functions else "", side, len(ancestors) + 1)


def _row_facts(
    table: Table, row: int, half: Half, what: Label, measures: dict[int, Measure], maker: FactMaker
) -> Iterator[Fact]:
    cells = table.cells[row]
    told = _told_unit(table, row, half)
    for number in half.values:
        column, measure = table.columns[number], measures[number]
        reading = _read(cells[number], column, measure, table)
        if told and reading.value is not None and not reading.unit and _COUNTED.search(measure.name):
            reading = replace(reading, unit=told)
        if column.role == "text" and reading.state == "blank":
            continue
        fact = maker.fact(
            what, measure.name, reading, row, number, column_label=ARROW.join(column.path), year=measure.year
        )
        yield _as_change(fact) if measure.name in _CHANGES else fact


def _told_unit(table: Table, row: int, half: Half) -> str:
    """The measure word of the things counted, which a column of its own may tell (计量单位); "" when none does."""
    for number in half.values:
        if table.columns[number].path[-1:] in _UNIT_COLUMNS and table.columns[number].role == "text":
            word = label(table.cells[row][number])
            return unit_name(word) if re.fullmatch(UNIT_PATTERN, word) else ""
    return ""


def _as_change(fact: Fact) -> Fact:
    """A change printed with its sign as a sentence would state it: an amount without sign, 增加 or 减少, the year before.

    A column that is headed 增减 alone is known by what stands in it: an amount, or a rate.
    """
    fact = replace(fact, measure="增减率" if fact.unit == "%" else "增减额")
    if fact.value is None:
        return fact
    way: Change = "增加" if fact.value > 0 else "减少" if fact.value < 0 else "持平"
    return replace(fact, value=abs(fact.value), change=way, base_year=fact.year - 1)


def _read(cell: str, column: Column, measure: Measure, table: Table) -> Reading:
    if column.role == "text":
        return Reading(None, "", "text") if label(cell) else Reading(None, "", "blank")
    return read_cell(cell, measure.unit if measure.unit or _COUNTED.search(measure.name) else table.money_unit)


def _no_data_facts(table: Table, states: Sequence[_Half], measures: dict[int, Measure], maker: FactMaker) -> list[Fact]:
    """One fact per value column for the total: the document itself says that there is nothing."""
    totals = [row for row in _data_rows(table) if any(TOTAL.match(label(cell)) for cell in table.cells[row])]
    row = totals[-1] if totals else -1
    nothing = Reading(None, "", "no_data", "", table.money_unit)
    facts = [
        maker.fact(
            Label("合计", (), "", "", _side(table, state.half), 0),
            measures[number].name,
            nothing,
            row,
            number,
            column_label=ARROW.join(table.columns[number].path),
        )
        for state in states
        for number in state.half.values
    ]
    return facts or [maker.fact(Label("合计", (), "", "", SIDES.get(table.kind, ""), 0), "合计", nothing, -1, -1)]


def _stray(table: Table, row: int, state: _Half, maker: FactMaker) -> list[Problem]:
    """Figures in a row whose label is missing: reported, because a fact without a name would be a guess."""
    return [
        Problem(
            f"第 {row + 1} 行没有名称，数字“{table.cells[row][number]}”无法归类",
            maker.source(row, number),
            "warning",
            "无名称",
        )
        for number in state.half.values
        if is_number(table.cells[row][number])
    ]


def _unit_problems(facts: Sequence[Fact], maker: FactMaker) -> list[Problem]:
    if any(fact.state == "value" and not fact.unit for fact in facts):
        return [Problem("表格没有标明金额单位，数字按原样保留", maker.source(-1, -1), "warning", "缺单位")]
    return []
