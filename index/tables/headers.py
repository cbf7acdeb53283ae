"""Header rows of a table and the header path of each column."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from index.language.cells import Row, is_blank, is_code_row, is_number
from index.language.layout import label

if TYPE_CHECKING:
    from collections.abc import Sequence

MOST_HEADER_ROWS = 6
_FEW = 3

_CODE = re.compile(r"^\d{3}(?:\d{2}){0,2}$")
_ENUMERATED = re.compile(r"^(?:[一二三四五六七八九十]+、|\([一二三四五六七八九十]+\)|\d+[、.](?!\d))")
_TOTAL = re.compile(r"^(?:合计|总计|本年(?:收入|支出)合计|收入(?:总计|合计)|支出(?:总计|合计)|总分)$")
_LINE_NUMBERS = re.compile(r"^(?:栏次|行次)$")


def is_line_numbers(row: Row) -> bool:
    """Whether a row only numbers the columns (「栏次 | 1 | 2 | 3」)."""
    cells = [label(cell) for cell in row if cell]
    told = bool(cells) and _LINE_NUMBERS.match(cells[0]) is not None
    numbers = [cell for cell in (cells[1:] if told else cells) if not _LINE_NUMBERS.match(cell)]
    return len(numbers) > (0 if told else 1) and numbers == [str(number + 1) for number in range(len(numbers))]


def header_rows(rows: Sequence[Row]) -> int:
    """How many rows at the top are header; 0 for a table that begins with data."""
    count = 0
    for row in rows[:MOST_HEADER_ROWS]:
        if is_line_numbers(row):
            count += 1
            break
        if is_code_row(row):
            return count + 1
        if is_blank(row) and count:
            if _more_header(rows, count + 1):
                count += 1
                continue
            break
        if not _is_header(row):
            break
        count += 1
    return count


def _more_header(rows: Sequence[Row], start: int) -> bool:
    """Whether a blank row inside a header (left by a merge) is followed by more header."""
    if start >= len(rows) or is_blank(rows[start]):
        return False
    cells = [label(cell) for cell in rows[start] if cell]
    return len(cells) > _FEW and _is_header(rows[start]) and len(set(cells)) < len(cells)


def _is_header(row: Row) -> bool:
    cells = [label(cell) for cell in row if cell and cell.strip()]
    if not cells or any(is_number(cell) or _CODE.match(cell) for cell in cells):
        return False
    if _ENUMERATED.match(cells[0]) or (len(cells) == 1 and _TOTAL.match(cells[0])):
        return False
    return not (len(cells) < _FEW and all(_TOTAL.match(cell) for cell in cells))


def header_paths(rows: Sequence[Row], count: int) -> tuple[tuple[str, ...], ...]:
    """One path per column, outermost first.

    An empty cell after a filled one belongs to it as long as both stand under the same cell above; in the deepest row
    it belongs to nothing, because there only a merge downwards leaves a cell empty.
    """
    width = max((len(row) for row in rows), default=0)
    levels: list[list[str]] = []
    for depth, row in enumerate(rows[:count]):
        if is_line_numbers(row) or is_blank(row):
            continue
        deepest = depth == count - 1 or all(
            is_blank(below) or is_line_numbers(below) for below in rows[depth + 1 : count]
        )
        cells = [label(row[column] or "") if column < len(row) else "" for column in range(width)]
        cells = ["" if is_number(cell) else cell for cell in cells]
        if is_code_row(row):
            # 决算 tables print the total in the 「类 | 款 | 项」 row itself.
            cells = ["" if _TOTAL.match(cell) else cell for cell in cells]
        levels.append(_spread(cells, levels, deepest=deepest))
    return tuple(_path([level[column] for level in levels]) for column in range(width))


def _spread(cells: list[str], above: list[list[str]], *, deepest: bool) -> list[str]:
    if deepest:
        return cells
    spread = list(cells)
    for column in range(1, len(cells)):
        same_parent = all(level[column] == level[column - 1] for level in above)
        if not spread[column] and spread[column - 1] and same_parent:
            spread[column] = spread[column - 1]
    return spread


def _path(names: list[str]) -> tuple[str, ...]:
    path: list[str] = []
    for name in names:
        if name and (not path or path[-1] != name):
            path.append(name)
    return tuple(path)
