"""Grids of a document grouped into tables: title, unit and notes around them, continuation pages joined."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from index.language.cells import is_blank
from index.language.layout import label
from index.language.titles import is_form_number, is_form_title, is_table_title, plain_title
from index.language.units import MONEY_UNITS
from index.model import BBox, Block, Grid, Heading, Paragraph
from index.sections import Place, form_project, heads_projects
from index.tables.headers import header_rows

if TYPE_CHECKING:
    from collections.abc import Sequence

_MOST_UNIT_LINE = 80
_MOST_UNIT_CELL = 12
_MOST_NOTE = 120
_MOST_HEADER = 3
"""Rows in which the header of a list is looked for."""
_UNIT = re.compile(
    r"(?:单位|金额)\s*[:：]?\s*(?:人民币|RMB|CNY|￥|¥)?\s*(?P<unit>[百千万亿]*元|[万亿](?=$|[)\s]))"
    r"|^\((?:人民币)?(?P<alone>[百千万亿]*元)\)$",
    re.IGNORECASE,
)
"""「金额单位：万元」, 「单位：人民币元」, 「（万元）」: what stands above a table, beside its title or in its first row."""
_UNIT_AT_END = re.compile(r"\((?:金额)?单位[:：][^()]{1,6}\)[:：。]?$")
"""「…明细如下(单位:万元):」: the unit of the table below, at the end of a sentence."""
_MAKER = re.compile(r"^(?:编制|填报|预算|公开|编报|主管)?(?:部门|单位)(?:名称)?(?:\(.*\))?[:：]")
_YEAR_LINE = re.compile(r"^\(?\d{4}\s*年?度?\)?$|^\(?\d{4}年度?\)?$")
_PAGE_LINE = re.compile(r"^[-—–\s]*(?:第)?\s*\d{1,4}\s*(?:页)?[-—–\s]*$|^第\d+页,?共\d+页$")
_NO_DATA = re.compile(r"无数据|本表(?:为空|无内容)|空表|此表无")
_NOTE = re.compile(r"^(?:注|备注|说明)\s*\d*[:：]")
_FORM_BLOCK = re.compile(r"(?:年度)?(?:绩效指标|总体目标|绩效目标)|项目资金(?:\([^()]*\))?")


_TARGET = re.compile(r"(?:指标|目标)值")


@dataclass(slots=True)
class RawTable:
    """A table before its columns are understood: rows are joined, ``breaks`` are the positions where a part begins."""

    title: str
    place: Place
    unit: str = ""
    note: str = ""
    year_line: str = ""
    heading: Heading | None = None
    rows: list[tuple[str | None, ...]] = field(default_factory=list)
    pages: list[int] = field(default_factory=list)
    lines: list[int] = field(default_factory=list)
    boxes: list[tuple[BBox | None, ...]] = field(default_factory=list)
    breaks: list[int] = field(default_factory=list)

    @property
    def is_form(self) -> bool:
        """Whether the table is a project's target or self-evaluation form, not a list of projects whose title speaks of one."""
        if any(heads_projects(row) for row in self.rows[:_MOST_HEADER]):
            return False
        return is_form_title(self.title) or bool(form_project(self.rows))

    @property
    def says_no_data(self) -> bool:
        """Whether the document says that the table has no data."""
        return bool(_NO_DATA.search(self.note))


class _Collector:
    """Walks over the blocks; knows what stood since the last grid."""

    def __init__(self) -> None:
        self.tables: list[RawTable] = []
        self.title: Heading | None = None
        self.unit = ""
        self.year_line = ""
        self.between = False
        """Whether anything but page numbers, unit and maker lines stood since the last grid."""
        self.before = ""
        self.loose_unit = ""
        """A unit line that stands above a title: below no other title, and with nothing else in between."""

    def heading(self, block: Heading) -> None:
        if is_table_title(block.text):
            self.title, self.unit, self.year_line, self.between = block, self.loose_unit, "", False
        else:
            self.title, self.between, self.unit = None, True, ""
        self.before = self.loose_unit = ""

    def paragraph(self, block: Paragraph, place: Place) -> None:
        plain = label(block.text)
        unit = _unit_in(plain) if len(plain) < _MOST_UNIT_LINE and not plain.startswith("单位价值") else ""
        if not unit and (told := _UNIT_AT_END.search(plain)) is not None:
            self.between, self.before, self.unit, self.loose_unit = True, plain, _unit_in(told.group()), ""
            return
        if unit:
            self.unit, self.loose_unit = unit, "" if self.title else unit
        elif _YEAR_LINE.match(plain):
            self.year_line = plain
        elif _NO_DATA.search(plain) and len(plain) < _MOST_NOTE:
            self._no_data(plain, place)
        elif _NOTE.match(plain) and self.tables and self.title is None:
            self.tables[-1].note = f"{self.tables[-1].note} {plain}".strip()
            self.between = True
        elif not (_MAKER.match(plain) or _PAGE_LINE.match(plain) or is_form_number(plain) or self._beside_rows(plain)):
            self.between, self.before, self.loose_unit = True, plain, ""

    def _beside_rows(self, plain: str) -> bool:
        """Whether a line is the name of a block of the form above, which lost its rows (「绩效指标」 beside the indicators)."""
        return bool(self.tables) and self.tables[-1].is_form and _FORM_BLOCK.fullmatch(plain) is not None

    def grid(self, grid: Grid, place: Place) -> None:
        grid = self._without_lines_above(grid)
        if is_blank_grid(grid):
            return
        last = self.tables[-1] if self.tables else None
        if last is not None and self._continues(last, grid):
            append(last, grid)
        else:
            self._start(grid, place)
        self.title, self.between, self.unit, self.year_line, self.before = None, False, "", "", ""
        self.loose_unit = ""

    def _without_lines_above(self, grid: Grid) -> Grid:
        """The grid without first rows that only say who made it and in which unit, as lines above other tables do."""
        count = 0
        while count < len(grid.rows) - 1 and _says_maker_or_unit(grid.rows[count]):
            self.unit = next((unit for cell in grid.rows[count] if (unit := _unit_in(cell or ""))), self.unit)
            count += 1
        if not count:
            return grid
        return replace(
            grid, rows=grid.rows[count:], pages=grid.pages[count:], lines=grid.lines[count:], boxes=grid.boxes[count:]
        )

    def _start(self, grid: Grid, place: Place) -> None:
        title = plain_title(self.title.text) if self.title else ""
        unit = self.unit or (_unit_in(self.title.text) if self.title else "")
        table = RawTable(title, place, unit, "", self.year_line, self.title)
        append(table, grid)
        if not table.unit:
            table.unit = _unit_inside(grid)
        if not title and not self.title:
            table.note = self.before
        self.tables.append(table)

    def _continues(self, last: RawTable, grid: Grid) -> bool:
        if self.between or not last.rows:
            return False
        if form_project(grid.rows):
            return False
        if self.title is not None:
            return plain_title(self.title.text) == last.title and same_header(last, grid)
        return True

    def _no_data(self, plain: str, place: Place) -> None:
        if self.title is not None:
            table = RawTable(plain_title(self.title.text), place, self.unit, plain, heading=self.title)
            self.tables.append(table)
            self.title = None
        elif self.tables:
            self.tables[-1].note = f"{self.tables[-1].note} {plain}".strip()
        self.between, self.unit, self.loose_unit = True, "", ""


def collect(blocks: Sequence[Block], places: Sequence[Place]) -> tuple[RawTable, ...]:
    """All tables of a document in reading order."""
    collector = _Collector()
    for block, place in zip(blocks, places, strict=True):
        if isinstance(block, Heading):
            collector.heading(block)
        elif isinstance(block, Paragraph):
            if place.section[-1:] != ("目录",):
                collector.paragraph(block, place)
        else:
            collector.grid(block, place)
    return tuple(collector.tables)


def is_blank_grid(grid: Grid) -> bool:
    """Whether a grid holds nothing (the frame of an empty page)."""
    return all(is_blank(row) for row in grid.rows)


def _says_maker_or_unit(row: Sequence[str | None]) -> bool:
    """「单位名称：… | 金额单位：元」: a row of nothing else."""
    cells = [label(cell) for cell in row if cell and cell.strip()]
    told = [cell for cell in cells if _MAKER.match(cell) or (_unit_in(cell) and len(cell) < _MOST_UNIT_CELL)]
    return bool(cells) and len(told) == len(cells)


def same_header(table: RawTable, grid: Grid) -> bool:
    """Whether a grid begins with the header of ``table`` (cells may have moved sideways)."""
    if lists_indicators(table.rows):
        return bool(grid.rows) and _words(grid.rows[:1]) == _words(table.rows[:1])
    count = header_rows(grid.rows)
    return count > 0 and _words(grid.rows[:count]) == _words(table.rows[: header_rows(table.rows)])


def lists_indicators(rows: Sequence[Sequence[str | None]]) -> bool:
    """Whether a grid is a list of several projects with the indicators of each (one header row names both)."""
    words = {label(cell) for cell in rows[0] if cell} if rows else set()
    return any(word.startswith("项目名称") for word in words) and bool(words & {"二级指标", "三级指标"})


def heads_indicators(rows: Sequence[Sequence[str | None]]) -> bool:
    """Whether a grid begins with the header of one project's indicators, which stand on its pages without a form around them."""
    words = {label(cell) for cell in rows[0] if cell} if rows else set()
    named = any(word.startswith("项目名称") for word in words)
    return bool(words & {"二级指标", "三级指标"}) and not named and any(_TARGET.search(word) for word in words)


def _header_size(rows: Sequence[tuple[str | None, ...]]) -> int:
    return 1 if lists_indicators(rows) else header_rows(rows)


def _words(rows: Sequence[Sequence[str | None]]) -> list[str]:
    return [label(cell) for row in rows for cell in row if cell]


def append(table: RawTable, grid: Grid) -> None:
    """Add a grid's rows to a table: a repeated or blank header goes, a different width is made to fit."""
    rows = list(grid.rows)
    skip = 0
    if table.rows:
        skip = _header_size(rows) if same_header(table, grid) else 0
    while skip < len(rows) and is_blank(rows[skip]) and not skip:
        skip += 1
    width = len(table.rows[0]) if table.rows else len(rows[0])
    table.breaks.append(len(table.rows))
    fitted = _fit(rows[skip:], width) if table.rows else rows[skip:]
    for offset, row in enumerate(fitted):
        source = skip + offset
        table.rows.append(row)
        table.pages.append(grid.pages[source] if grid.pages else grid.page)
        table.lines.append(grid.lines[source] if grid.lines else 0)
        if grid.boxes:
            table.boxes.append(grid.boxes[source])
    _even(table)


def _fit(rows: list[tuple[str | None, ...]], width: int) -> list[tuple[str | None, ...]]:
    """Rows of a continuation page with columns that hold nothing dropped while there are too many."""
    while rows and len(rows[0]) > width:
        empty = [column for column in range(len(rows[0])) if not any(row[column] for row in rows)]
        if not empty:
            break
        rows = [row[: empty[-1]] + row[empty[-1] + 1 :] for row in rows]
    return rows


def _even(table: RawTable) -> None:
    width = max((len(row) for row in table.rows), default=0)
    table.rows = [row + ("",) * (width - len(row)) for row in table.rows]


def _unit_inside(grid: Grid) -> str:
    """The unit when it stands in the first row of the grid itself."""
    return next((unit for cell in grid.rows[0] if (unit := _unit_in(cell or ""))), "")


def _unit_in(text: str) -> str:
    match = _UNIT.search(label(text))
    unit = (match["unit"] or match["alone"]) if match else ""
    return unit if unit in MONEY_UNITS else ""
