"""Comma- and tab-separated values."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING

from index.readers.blocks import BlockBuilder
from index.readers.errors import Unreadable
from index.readers.reading import Reading
from index.readers.sheets import MOST_COLUMNS, MOST_ROWS, Sheet, add_sheet
from index.readers.text import TextReader, decode

if TYPE_CHECKING:
    from pathlib import Path

_DELIMITERS = ",\t;|"


class CsvReader:
    """Reads .csv and .tsv files; only the name tells them from other text."""

    format = "csv"

    def accepts(self, head: bytes, suffix: str) -> bool:
        """Whether a text file is named .csv or .tsv."""
        return suffix in {".csv", ".tsv"} and TextReader().accepts(head, suffix)

    def read(self, path: Path) -> Reading:
        """Blocks of the table; raises ``Unreadable``."""
        text = decode(path.read_bytes())
        try:
            rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=_delimiter(text), strict=True))
        except csv.Error as error:
            raise Unreadable(f"CSV 格式有误，无法读取（{error}）") from error
        if len(rows) > MOST_ROWS or any(len(row) > MOST_COLUMNS for row in rows):
            raise Unreadable(f"CSV 超过 {MOST_ROWS} 行或 {MOST_COLUMNS} 列")
        cells = {(number, column): cell for number, row in enumerate(rows, 1) for column, cell in enumerate(row, 1)}
        builder = BlockBuilder()
        add_sheet(builder, Sheet("Sheet1", cells), alone=True)
        blocks = builder.finish()
        if not blocks:
            raise Unreadable("文件里没有文字")
        return Reading(blocks)


def _delimiter(text: str) -> str:
    """The delimiter that most lines have in common; figures like 「1,234」 stand in quotes and do not count."""
    lines = [line for line in text.splitlines()[:200] if line.strip()]
    counts = {mark: sum(1 for row in csv.reader(lines, delimiter=mark) if len(row) > 1) for mark in _DELIMITERS}
    return max(_DELIMITERS, key=lambda mark: counts[mark])
