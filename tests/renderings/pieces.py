"""What a rendering has to write, in reading order: titles, lines of prose, and tables with real merged cells."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from index.extract import FORM_STAGES
from index.facts.forms import page_starts
from index.language.layout import mend_text
from index.model import Block, Grid, Heading, Parsed, Table

TOTALS = ("合计", "总计")


@dataclass(frozen=True)
class Title:
    text: str
    level: int


@dataclass(frozen=True)
class Prose:
    text: str
    listed: bool = False
    """An entry of the table of contents."""


@dataclass(frozen=True)
class Cell:
    """Text that covers ``down`` × ``right`` places from (``row``, ``column``), both counted from 0."""

    row: int
    column: int
    text: str
    down: int = 1
    right: int = 1


@dataclass(frozen=True)
class Ruled:
    """A table of ``rows`` × ``columns`` places, of which the first ``header`` rows are header."""

    rows: int
    columns: int
    header: int
    cells: tuple[Cell, ...]


Piece = Title | Prose | Ruled


def cut_forms(parsed: Parsed) -> frozenset[str]:
    """Projects whose form a page break of the original cut through: written without that break it says something else."""
    cut = {table.number for table in parsed.tables if table.kind in FORM_STAGES and len(page_starts(table)) > 1}
    return frozenset(fact.project for fact in parsed.facts if fact.source.table_number in cut)


def pieces(parsed: Parsed) -> Iterator[Piece]:
    """All of ``parsed`` without the remark of the transcription at its head."""
    tables = {line: table for table in parsed.tables for line in table.lines if line}
    written: set[int] = set()
    contents = False
    for block in _without_remark(parsed.blocks):
        if isinstance(block, Grid):
            table = next((tables[line] for line in block.lines if line in tables), None)
            if table is not None and table.number not in written:
                written.add(table.number)
                yield ruled(table)
        elif isinstance(block, Heading):
            contents = block.text == "目录"
            yield Title(block.text, block.level)
        else:
            yield Prose(block.text, contents)


def _without_remark(blocks: tuple[Block, ...]) -> tuple[Block, ...]:
    ends = [number for number, block in enumerate(blocks[:10]) if not isinstance(block, Grid) and block.text == "-->"]
    return blocks[ends[0] + 1 :] if ends else blocks


def ruled(table: Table) -> Ruled:
    """The table with the cells of its header merged as its header paths say."""
    paths = [column.path for column in table.columns]
    depth = max((len(path) for path in paths), default=0) if table.header_rows else 0
    cells = [*_header(paths, depth)]
    body = [tuple(map(_whole, row)) for row in table.cells[table.header_rows :]]
    for number, row in enumerate(body):
        cells += _body_row(row, depth + number, merged=bool(depth))
    return Ruled(depth + len(body), len(table.columns), depth, tuple(cells))


def _whole(text: str) -> str:
    """A cell as it was before the original's line wrap doubled a character (「信息 息系统」)."""
    return mend_text(text) if " " in text else text


def _header(paths: list[tuple[str, ...]], depth: int) -> Iterator[Cell]:
    for level in range(depth):
        column = 0
        while column < len(paths):
            path = paths[column]
            right = 1
            if level < len(path) - 1:  # a name with others below it covers all columns that stand under it
                while column + right < len(paths) and _under(paths[column + right], path[: level + 1]):
                    right += 1
            if level < len(path):
                down = depth - level if level == len(path) - 1 else 1
                yield Cell(level, column, path[level], down, right)
            elif not path and level == 0:
                yield Cell(0, column, "", depth)
            column += right


def _under(path: tuple[str, ...], above: tuple[str, ...]) -> bool:
    return path[: len(above)] == above and len(path) > len(above)


def _body_row(row: tuple[str, ...], number: int, *, merged: bool) -> Iterator[Cell]:
    """The cells of a row; 合计 in the first cell covers the empty code and name cells beside it."""
    right = 1
    if merged and row[0].replace(" ", "") in TOTALS:
        while right < len(row) - 1 and not row[right]:
            right += 1
    yield Cell(number, 0, row[0], 1, right)
    for column in range(right, len(row)):
        yield Cell(number, column, row[column])
