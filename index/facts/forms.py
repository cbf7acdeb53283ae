"""Facts of target and self-evaluation forms: head, money, goals, indicators, total."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from index.facts.indicators import Cell, Indicator, indicators, is_remark, is_total
from index.facts.making import FactMaker, Label
from index.facts.values import BLANK, Reading, figure, read_cell
from index.language.layout import label, mend_text
from index.language.units import MONEY_UNITS
from index.model import Fact, Problem, Table

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

HEAD_LABELS = (
    "主管部门", "实施单位", "项目单位", "预算单位", "项目类别", "项目类型", "计划开始日期", "计划完成日期", "项目属性",
    "项目负责人", "联系人", "项目起止时间", "评价日期", "自评时间",
)  # fmt: skip
MONEY_LABELS = (
    "项目资金总额", "年度资金总额", "年度资金申请总额", "财政资金", "当年财政拨款", "上年结转资金", "上年结转", "其他资金",
    "一般公共预算资金", "年度资金", "当年财政资金", "财政拨款",
)  # fmt: skip
GOAL_LABELS = (
    "预期目标", "实际完成情况", "项目总目标", "年度总目标", "年度绩效目标", "年度目标", "总体目标", "项目绩效总目标", "中期目标",
    "实施期目标", "年度总体目标",
)  # fmt: skip
FUND_MEASURES = ("年初预算数", "全年预算数", "全年执行数", "分值", "执行率", "得分", "调整预算数", "预算数", "执行数")
_BLOCK = "项目资金"
"""Head of the money block, or the label of the one amount of a short form."""
_FUND_NAMES = {"执行数": "全年执行数"}
"""Shorter names of columns, as they are known."""
UNITS = {"执行率": "%", "分值": "分", "得分": "分"}

FEWEST_MEASURES = 3
"""So many names of measures make a row the header of the money block."""
SHORTEST_REMARK = 7
"""Characters from which a text cell of a table counts as a remark."""
YEAR_COLUMN = 3
"""Labels of a target form from this column on are about the year's request."""

_WORDS = re.compile(r"[\u4e00-\u9fff]{2}")
_AMONG = re.compile(r"^其中\s*[:：]\s*")
_PERIOD = re.compile(r"\s*\(.*\)$")
_FORMULA = re.compile(r"\([A-Z](?:/[A-Z])?\)$")
"""What some forms write behind the name of a column (「执行率（B/A）」)."""
_WHOLE_MONEY = re.compile(r"支出总额$")
"""The money row of the form of a body's whole spending."""
_OF_YEAR, _OF_HALF = re.compile(r"(?:全年|年度|年初).*(?:指标|目标)值"), re.compile(r"半年.*(?:指标|目标)值")
"""Columns of a form that sets a target for half a year beside that of the year."""
_MONEY_UNIT = re.compile(r"\((?P<unit>[百千万亿]?元)\)")
_GOAL_PAIRS = (
    {"预期目标", "实际完成情况"},
    {"项目总目标", "年度总目标"},
    {"总体目标", "年度目标"},
    {"实施期目标", "年度目标"},
)


def form_facts(table: Table, maker: FactMaker) -> tuple[tuple[Fact, ...], tuple[Problem, ...]]:
    """All facts of one form, and what of it is missing."""
    header = _indicator_header(table)
    end = header if header >= 0 else len(table.cells)
    facts = [*_head(table, end, maker), *_money(table, end, maker), *_goals(table, end, maker)]
    problems: list[Problem] = []
    if header >= 0:
        scored = any(label(cell) == "得分" for cell in table.cells[header])
        facts += _indicator_facts(table, header, maker, scored=scored)
        if scored and not any(fact.item == "总分" for fact in facts):
            problems.append(Problem("绩效自评表没有总分一行", maker.source(-1, -1), "note", "缺总分"))
    else:
        problems.append(Problem("绩效表没有指标部分", maker.source(-1, -1), "note", "缺指标"))
    return tuple(facts), tuple(problems)


def _indicator_header(table: Table) -> int:
    for row, cells in enumerate(table.cells):
        words = {label(cell) for cell in cells}
        if "三级指标" in words or {"一级指标", "二级指标"} <= words:
            return row
    return -1


def _cells(table: Table, row: int) -> list[Cell]:
    return [Cell(cell, row, column) for column, cell in enumerate(table.cells[row]) if label(cell)]


def _text(cell: Cell | None) -> Reading:
    return BLANK if cell is None else Reading(None, "", "text")


def _printed(cell: Cell | None) -> str:
    return mend_text(cell.text) if cell else ""


def _name(cell: Cell) -> str:
    return _PERIOD.sub("", _AMONG.sub("", cell.plain)).rstrip(":")


def _head(table: Table, end: int, maker: FactMaker) -> Iterator[Fact]:
    """Text facts of the labelled cells at the top (主管部门, 实施单位, dates, kind of project)."""
    for row in range(min(end, 8)):
        cells = _cells(table, row)
        for number, cell in enumerate(cells):
            if _name(cell) not in HEAD_LABELS:
                continue
            follows = cells[number + 1] if number + 1 < len(cells) else None
            value = None if follows is None or _name(follows) in HEAD_LABELS else follows
            where = value or cell
            yield maker.fact(Label(_name(cell)), "内容", _text(value), row, where.column, printed=_printed(value))


def _money(table: Table, end: int, maker: FactMaker) -> Iterator[Fact]:
    """The money block: either a grid of funds × measures (self-evaluation) or labels with amounts (targets)."""
    unit = next(
        (m["unit"] for row in table.cells[:end] for c in row if (m := _MONEY_UNIT.search(label(c)))), table.money_unit
    )
    columns: dict[int, str] = {}
    for row in range(end):
        cells = _cells(table, row)
        named = ((cell.column, _FORMULA.sub("", cell.plain)) for cell in cells)
        measures = {column: _FUND_NAMES.get(name, name) for column, name in named if name in FUND_MEASURES}
        if len(measures) >= FEWEST_MEASURES:
            columns = measures
        elif columns and any(_is_fund(_name(cell)) for cell in cells[:2]):
            yield from _fund_row(cells, columns, unit, maker)
        elif any(_name(cell) in (*MONEY_LABELS, _BLOCK) for cell in cells):
            yield from _amount_pairs(cells, unit, maker)


def _is_fund(name: str) -> bool:
    return name in MONEY_LABELS or _WHOLE_MONEY.search(name) is not None


def _fund_row(cells: list[Cell], columns: dict[int, str], unit: str, maker: FactMaker) -> Iterator[Fact]:
    named = next(cell for cell in cells if _is_fund(_name(cell)))
    what = Label("年度资金总额" if _WHOLE_MONEY.search(_name(named)) else _name(named))
    row = named.row
    values = {cell.column: cell for cell in cells if cell.column > named.column}
    if not set(values) <= set(columns) and len(values) == len(columns):
        values = dict(zip(sorted(columns), [values[column] for column in sorted(values)], strict=True))
    for column, measure in columns.items():
        cell = values.get(column)
        reading = read_cell(cell.text if cell else "", UNITS.get(measure, unit))
        if reading.state == "blank" and measure in UNITS and what.item != "年度资金总额":
            continue  # the parts carry no points of their own: a dash or nothing stands there
        yield maker.fact(what, measure, reading, row, cell.column if cell else column, printed=_printed(cell))


def _amount_pairs(cells: list[Cell], unit: str, maker: FactMaker) -> Iterator[Fact]:
    """「项目资金总额 | 955.89 | 年度资金申请总额 | 955.89」: each label with the figure after it."""
    for number, cell in enumerate(cells):
        name = _name(cell)
        follows = cells[number + 1] if number + 1 < len(cells) else None
        if name == _BLOCK and follows is not None and read_cell(follows.text).state == "value":
            reading = read_cell(follows.text, unit)
            what = Label("年度资金申请总额")
            yield maker.fact(what, "预算数", reading, cell.row, follows.column, printed=_printed(follows))
        if name not in MONEY_LABELS:
            continue
        value = follows if follows is not None and read_cell(follows.text).state in ("value", "zero") else None
        reading = read_cell(value.text, unit) if value else BLANK
        annual = any(_name(before).startswith("年度") or _name(before).startswith("当年") for before in cells[:number])
        what = Label(name, ("年度资金申请总额",) if _in_year_column(cells, number) or annual else ())
        if name in ("年度资金申请总额", "项目资金总额"):
            what = Label(name)
        yield maker.fact(
            what, "预算数", reading, cell.row, value.column if value else cell.column + 1, printed=_printed(value)
        )


def _in_year_column(cells: list[Cell], number: int) -> bool:
    """Whether a label belongs to the right half of the block, which is about the year's request."""
    labels = [one for one in cells[: number + 1] if _name(one) in MONEY_LABELS]
    return len(labels) > 1 or cells[number].column >= YEAR_COLUMN


def _goals(table: Table, end: int, maker: FactMaker) -> Iterator[Fact]:
    """Goal texts: below their labels where two labels share a row, else in the cell after the label."""
    row = 0
    while row < end:
        cells = _cells(table, row)
        named = [cell for cell in cells if _name(cell) in GOAL_LABELS]
        names = {_name(cell) for cell in named}
        pair = next((pair for pair in _GOAL_PAIRS if pair <= names), None)
        if pair is not None and row + 1 < end:
            yield from _goal_pair([cell for cell in named if _name(cell) in pair], table, row + 1, maker)
            row += 2
            continue
        if len(named) == 1 and (text := cells[cells.index(named[0]) + 1 :]):
            yield _goal(_name(named[0]), text[0], row, named[0].column, maker)
        row += 1


def _goal_pair(named: list[Cell], table: Table, row: int, maker: FactMaker) -> Iterator[Fact]:
    cells = [cell for cell in _cells(table, row) if _name(cell) not in (*GOAL_LABELS, "目标") and len(cell.plain) > 1]
    left, right = named[0], named[-1]
    before = [cell for cell in cells if cell.column < right.column and cell.column >= left.column]
    after = [cell for cell in cells if cell.column >= right.column]
    yield _goal(_name(left), before[0] if before else None, row, left.column, maker)
    yield _goal(_name(right), after[0] if after else None, row, right.column, maker)


def _goal(name: str, cell: Cell | None, row: int, column: int, maker: FactMaker) -> Fact:
    where = cell.column if cell else column
    return maker.fact(Label(name), "内容", _text(cell), row, where, printed=_printed(cell))


def _indicator_facts(table: Table, header: int, maker: FactMaker, *, scored: bool) -> Iterator[Fact]:
    body = [(row, table.cells[row]) for row in range(header + 1, len(table.cells))]
    totals = [(row, cells) for row, cells in body if is_total([cell for cell in cells if label(cell)])]
    remarks = [(row, cells) for row, cells in body if is_remark(cells)]
    rows = [(row, cells) for row, cells in body if (row, cells) not in totals and (row, cells) not in remarks]
    columns = {label(cell): number for number, cell in enumerate(table.cells[header]) if label(cell)}
    half = _half_year(columns)
    if half >= 0:
        rows = [(row, (*cells[:half], "", *cells[half + 1 :])) for row, cells in rows]
    for indicator in indicators(rows, page_starts(table), scored=scored):
        yield from _one_indicator(indicator, columns, maker, scored=scored)
        if half >= 0 and label(cell := table.cells[indicator.row][half]):
            what = Label(indicator.name, tuple(filter(None, (indicator.first, indicator.second))))
            yield maker.fact(what, "半年指标值", read_cell(cell), indicator.row, half, printed=mend_text(cell))
    for row, _ in remarks:
        (said,) = _cells(table, row)
        yield maker.fact(Label("年度资金总额"), "偏差原因", _text(said), row, said.column, printed=_printed(said))
    for row, _ in totals:
        yield from _total(_cells(table, row)[1:], row, maker)


def _half_year(columns: dict[str, int]) -> int:
    """The column of the half year's targets beside those of the year, -1 when there is none."""
    of_year = any(_OF_YEAR.search(name) for name in columns)
    return next((n for name, n in columns.items() if of_year and _OF_HALF.search(name)), -1)


def _one_indicator(one: Indicator, columns: dict[str, int], maker: FactMaker, *, scored: bool) -> Iterator[Fact]:
    what = Label(one.name, tuple(filter(None, (one.first, one.second))))
    target = read_cell(one.target.text) if one.target else BLANK
    wanted: list[tuple[str, Cell | None, Reading]] = [("年度指标值", one.target, target)]
    if scored:
        reason = one.reason if one.reason and _WORDS.search(one.reason.plain) else None  # a figure slipped over is none
        actual = read_cell(one.actual.text) if one.actual else BLANK
        if actual.value is not None and not actual.unit and target.unit:
            actual = figure(actual.value, "" if target.unit in MONEY_UNITS else target.unit, actual.relation)
        wanted += [
            ("实际完成值", one.actual, actual),
            ("分值", one.points, read_cell(one.points.text, "分") if one.points else BLANK),
            ("得分", one.score, read_cell(one.score.text, "分") if one.score else BLANK),
            ("偏差原因", reason, _text(reason)),
        ]
    for measure, cell, reading in wanted:
        column = cell.column if cell else columns.get(measure, -1)
        yield maker.fact(what, measure, reading, cell.row if cell else one.row, column, printed=_printed(cell))


def _total(values: list[Cell], row: int, maker: FactMaker) -> Iterator[Fact]:
    measures = ("分值", "得分") if len(values) > 1 else ("得分",)
    for measure, cell in zip(measures, values, strict=False):
        yield maker.fact(Label("总分", depth=0), measure, read_cell(cell.text, "分"), row, cell.column)


def page_starts(table: Table) -> frozenset[int]:
    """Positions of the rows that begin a page (or a part after blank lines)."""
    starts = {0}
    for row in range(1, len(table.cells)):
        apart = bool(table.lines[row - 1]) and table.lines[row] - table.lines[row - 1] > 1
        if apart or table.pages[row] != table.pages[row - 1]:
            starts.add(row)
    return frozenset(starts)


def remark_cells(facts: Sequence[Fact]) -> list[Fact]:
    """The text cells of ordinary tables that say something of their row (项目内容, 主要用途), not merely its kind."""
    return [
        fact
        for fact in facts
        if fact.origin == "table" and fact.state == "text" and len(fact.printed) >= SHORTEST_REMARK
    ]


def goal_cells(facts: Sequence[Fact]) -> list[Fact]:
    """The text facts of forms that read like prose: goals, results, reasons for a deviation."""
    return [
        fact for fact in facts if fact.measure in ("内容", "偏差原因") and fact.printed and fact.item not in HEAD_LABELS
    ]
