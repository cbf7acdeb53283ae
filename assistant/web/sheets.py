"""Spreadsheets as XLSX: figures stay exact figures, texts stay letters and never become formulas."""

from __future__ import annotations

import io
import re
from decimal import Decimal
from typing import TYPE_CHECKING

from assistant.web.safe import shown

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_LONGEST_TITLE, _LONGEST_CELL = 31, 32_767
_NOT_IN_A_TITLE = re.compile(r"[\[\]:*?/\\']")
_WIDEST = 60


def xlsx_bytes(sheets: Mapping[str, Iterable[Sequence[object]]]) -> bytes:
    """A workbook with a sheet for each entry; the first row of each is its header.

    ``Decimal`` and ``int`` are written as numbers with all their digits, ``None`` as an empty cell, all else as text.
    """
    from openpyxl import Workbook  # 0.2 s that only a download needs
    from openpyxl.styles import Font

    book = Workbook()
    book.remove(book.active)
    for title, rows in sheets.items():
        sheet = book.create_sheet(_NOT_IN_A_TITLE.sub(" ", shown(title))[:_LONGEST_TITLE] or "Sheet")
        widths: dict[str, int] = {}
        for number, row in enumerate(rows, 1):
            for column, value in enumerate(row, 1):
                cell = sheet.cell(number, column)
                if isinstance(value, Decimal | int) and not isinstance(value, bool):
                    cell.value = value
                    cell.number_format = "#,##0.################" if isinstance(value, Decimal) else "0"
                elif value is not None:
                    cell.value = shown(str(value))[:_LONGEST_CELL]
                    cell.data_type = "s"  # a text that begins with "=" is not a formula
                if number == 1:
                    cell.font = Font(bold=True)
                width = sum(2 if ord(character) > 255 else 1 for character in str(value or "")[:_WIDEST])  # noqa: PLR2004
                widths[cell.column_letter] = max(widths.get(cell.column_letter, 8), min(width + 2, _WIDEST))
        for letter, width in widths.items():
            sheet.column_dimensions[letter].width = width
        sheet.freeze_panes = "A2"
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()
