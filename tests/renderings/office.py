"""Workbooks (several sheets, merged cells, figures as numbers and as text) and Word documents (styles, merged tables)."""

from __future__ import annotations

import re
from collections.abc import Iterable
from decimal import Decimal
from pathlib import Path

import docx
import openpyxl
from openpyxl.utils import get_column_letter

from renderings.pieces import Piece, Prose, Ruled, Title

_AMOUNT = re.compile(r"-?(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?$")


def workbook(pieces: Iterable[Piece], path: Path) -> None:
    """A sheet for each part; titles merged over the table's width, every second row's figures stored as text."""
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "封面"
    row = 1
    for number, piece in enumerate(pieces):
        if isinstance(piece, Title) and piece.level == 1 and row > 1:
            sheet = book.create_sheet(re.sub(r"[\\/?*\[\]:]", "", piece.text)[:24] + f" {number}")
            row = 1
        if isinstance(piece, Ruled):
            _sheet_table(sheet, piece, row)
            row += piece.rows + 1
        else:
            sheet.cell(row, 1, piece.text)
            if isinstance(piece, Title):
                sheet.merge_cells(f"A{row}:F{row}")
            row += 1
    book.save(path)


def _sheet_table(sheet, table: Ruled, top: int) -> None:
    for cell in table.cells:
        place = sheet.cell(top + cell.row, cell.column + 1)
        text = cell.text
        if _AMOUNT.match(text) and cell.row >= table.header and cell.row % 2 and not re.match(r"0\d|\d{3,7}$", text):
            place.value = float(Decimal(text.replace(",", "")))
            decimals = len(text.partition(".")[2])
            place.number_format = ("#,##0" if "," in text else "0") + ("." + "0" * decimals if decimals else "")
        else:
            place.value = text or None
            place.data_type = "s" if text else "n"  # 「=95%」 is no formula
        if cell.down > 1 or cell.right > 1:
            last = get_column_letter(cell.column + cell.right)
            first = get_column_letter(cell.column + 1)
            sheet.merge_cells(f"{first}{top + cell.row}:{last}{top + cell.row + cell.down - 1}")


def document(pieces: Iterable[Piece], path: Path) -> None:
    """Headings by style, paragraphs, tables with merged cells."""
    word = docx.Document()
    for piece in pieces:
        if isinstance(piece, Ruled):
            _word_table(word, piece)
        elif isinstance(piece, Title):
            word.add_heading(piece.text, min(piece.level, 3))
        else:
            assert isinstance(piece, Prose)
            word.add_paragraph(piece.text)
    word.save(path)


def _word_table(word, table: Ruled) -> None:
    made = word.add_table(table.rows, table.columns)
    places = [list(row.cells) for row in made.rows]  # python-docx finds the cells of a row anew each time
    for cell in table.cells:
        place = places[cell.row][cell.column]
        if cell.down > 1 or cell.right > 1:
            place = place.merge(places[cell.row + cell.down - 1][cell.column + cell.right - 1])
        place.text = cell.text
