"""Lines that stand inside a grid but are no table rows: a title over the whole width, 「编制部门：… | 单位：元」, a text box."""

from __future__ import annotations

import re

from index.language.layout import label, tidy
from index.language.titles import heading_level, is_form_number, is_table_title
from index.model import Block, Grid, Heading, Paragraph

_ABOVE = re.compile(
    r"^\(?\d{4}\s*年?度?\)?$|^\(?(?:金额)?单位\s*:|^(?:编制|填报|公开|预算)?(?:部门|单位)(?:\(.*\))?:|^\(续.*\)$"
)


def split_titles(grid: Grid) -> tuple[Block, ...]:
    """``grid`` as headings, lines above a table, and the grids between them."""
    blocks: list[Block] = []
    start = 0
    for number, row in enumerate(grid.rows):
        cells = [cell for cell in row if cell and cell.strip()]
        title = len(cells) == 1 and _is_title(cells[0])
        above = number == start and all(_ABOVE.match(label(cell)) or is_form_number(cell) for cell in cells)
        if title or above:
            _add(blocks, grid, start, number)
            blocks += [_line(cell, grid, number) for cell in cells]
            start = number + 1
    _add(blocks, grid, start, len(grid.rows))
    return tuple(blocks)


def _is_title(text: str) -> bool:
    return label(text).endswith(("表", "表)")) and is_table_title(text)


def _line(text: str, grid: Grid, number: int) -> Block:
    page = grid.pages[number] if grid.pages else grid.page
    line = grid.lines[number] if grid.lines else 0
    clean = tidy(text)
    level = heading_level(clean) if _is_title(text) else 0
    return Heading(clean, level, page, line) if level else Paragraph(clean, page, line)


def _add(blocks: list[Block], grid: Grid, start: int, end: int) -> None:
    if start >= end:
        return
    pages = grid.pages[start:end]
    blocks.append(
        Grid(
            grid.rows[start:end], pages[0] if pages else grid.page, grid.lines[start:end], grid.boxes[start:end], pages
        )
    )
