"""From blocks to whole tables: grids joined over page breaks, header paths, column roles, kinds."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from index.language.cells import is_blank, is_number
from index.language.layout import label
from index.language.numerals import parse_quantity
from index.language.titles import table_kind
from index.model import Block, Column, Table
from index.project_titles import project_of_form_title
from index.sections import Place, form_project
from index.tables.columns import columns_of
from index.tables.headers import header_paths, header_rows
from index.tables.joining import RawTable, collect, heads_indicators, lists_indicators

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["tables_of"]

FORMS = ("绩效自评", "绩效目标")
_SELF_EVALUATION = ("全年执行数", "实际完成值", "实际完成情况")

_PAIR = 2
_OF_BODIES = frozenset({"其他", "收支总表", "收入总表", "支出总表", "基本支出经济分类", "一般公共预算"})
"""Kinds that a table of organisations may be taken for by its title."""
_BODY_NAMES = re.compile(r"^(?:预算|所属|下属|资金使用)?单位(?:名称)?$|\(资金使用单位\)$|^部门(?:\(?单位\)?)?名称$")
TOTAL = re.compile(r"^(?:合计|总计|小计)$")


def tables_of(blocks: Sequence[Block], places: Sequence[Place]) -> tuple[tuple[Table, ...], dict[int, str]]:
    """All tables in reading order, and for each table inside a project's pages (by its number) the project's name."""
    tables: list[Table] = []
    projects: dict[int, str] = {}
    for number, raw in enumerate(collect(blocks, places), 1):
        table = _table(number, raw)
        tables.append(table)
        project = form_project(raw.rows) or raw.place.project
        if not project and table.kind in FORMS and not lists_indicators(raw.rows):
            project = project_of_form_title(table.title)
        if project:
            projects[number] = _known(project, raw.place.project)
    return tuple(tables), projects


def _known(project: str, heading: str) -> str:
    """The name that the project's pages carry when the form only leaves out or adds 「项目」."""
    return heading if heading.removesuffix("项目") == project.removesuffix("项目") else project


def _table(number: int, raw: RawTable) -> Table:
    kind = _kind(raw)
    grid = [tuple(cell or "" for cell in row) for row in raw.rows]
    count = 0 if kind in (*FORMS, "明细") else header_rows(raw.rows)
    paths = header_paths(raw.rows, count)
    body = [row for row in grid[count:] if not is_blank(row)]
    columns = _plain_columns(grid) if kind in FORMS else columns_of(paths, body)
    if kind in _OF_BODIES and _lists_bodies(columns, body):
        kind = "所属单位"
    section = raw.place.section
    if raw.heading is not None and section and section[-1] == raw.heading.text:
        section = section[:-1]
    return Table(
        number=number,
        title=raw.title,
        kind=kind,
        money_unit=raw.unit,
        section=section,
        columns=columns,
        header_rows=count,
        cells=tuple(grid),
        pages=tuple(raw.pages),
        lines=tuple(raw.lines),
        boxes=tuple(raw.boxes),
        no_data=raw.says_no_data and not _has_figures(body),
        note=" ".join(filter(None, (raw.year_line, raw.note))),
    )


def _lists_bodies(columns: Sequence[Column], body: Sequence[Sequence[str]]) -> bool:
    """Whether the rows of a table are organisations (所属单位支出预算汇总表), not line items."""
    names = [column for column in columns if column.role == "label"]
    if len(names) != 1 or any(column.role == "code" for column in columns) or not names[0].path:
        return False
    rows = [row for row in body if label(row[names[0].number - 1]) and not TOTAL.match(label(row[names[0].number - 1]))]
    return _BODY_NAMES.search(names[0].path[-1]) is not None and len(rows) > 1


def _has_figures(body: Sequence[Sequence[str]]) -> bool:
    return any(is_number(cell) and any(map(str.isdigit, cell)) for row in body for cell in row)


def _plain_columns(grid: Sequence[Sequence[str]]) -> tuple[Column, ...]:
    return tuple(Column(number + 1, (), "") for number in range(len(grid[0]) if grid else 0))


def _kind(raw: RawTable) -> str:
    if lists_indicators(raw.rows) or heads_indicators(raw.rows):
        words = {label(cell) for cell in raw.rows[0] if cell}
        return "绩效自评" if words & {*_SELF_EVALUATION, "完成值", "得分", "自评得分"} else "绩效目标"
    if raw.is_form:
        words = {label(cell) for row in raw.rows for cell in row if cell}
        return "绩效自评" if "自评" in raw.title or words & set(_SELF_EVALUATION) else "绩效目标"
    if raw.title:
        kind = table_kind(raw.title)
        return "其他" if kind in FORMS and _names_projects(raw) else kind
    return "明细" if _is_detail(raw) else "其他"


def _names_projects(raw: RawTable) -> bool:
    """Whether a table that speaks of forms by its title is a list of the projects (绩效自评结果汇总表), a row each."""
    header = raw.rows[: header_rows(raw.rows)]
    return any(label(cell) == "项目名称" for row in header for cell in row if cell)


def _is_detail(raw: RawTable) -> bool:
    """Whether a table without title is a plain list of names and amounts."""
    rows = [row for row in raw.rows if not is_blank(row)]
    pairs = [[cell for cell in row if cell] for row in rows]
    if not rows or any(len(pair) != _PAIR for pair in pairs):
        return False
    amounts = [parse_quantity(label(pair[1])) for pair in pairs]
    return all(amount is not None and amount.unit == "元" for amount in amounts)
