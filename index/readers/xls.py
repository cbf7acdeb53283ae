"""Excel workbooks of before 2007 (.xls). The format of a number is not told, so numbers come without separators."""

from __future__ import annotations

from typing import TYPE_CHECKING

from python_calamine import CalamineError, CalamineSheet, CalamineWorkbook, PasswordError, SheetVisibleEnum

from index.readers.blocks import BlockBuilder
from index.readers.errors import Unreadable
from index.readers.number_formats import shown
from index.readers.ole import OLE, check_ole
from index.readers.reading import Defect, Reading
from index.readers.sheets import MOST_COLUMNS, MOST_ROWS, Merge, Sheet, add_sheet

if TYPE_CHECKING:
    from pathlib import Path


_DAMAGED = "Excel 文件不完整或已损坏，无法打开"


class XlsReader:
    """Reads .xls files, and says of other files of that time that they are not read."""

    format = "xls"

    def accepts(self, head: bytes, suffix: str) -> bool:
        """Whether a file is of the old Office format."""
        del suffix
        return head.startswith(OLE)

    def read(self, path: Path) -> Reading:
        """Blocks of all visible sheets; raises ``Unreadable``."""
        check_ole(path.read_bytes(), ("Workbook", "Book"))
        builder = BlockBuilder()
        defects: list[Defect] = []
        try:
            with CalamineWorkbook.from_path(path) as book:
                for about in book.sheets_metadata:
                    if about.visible != SheetVisibleEnum.Visible:
                        defects.append(Defect(f"工作表“{about.name}”是隐藏的，未读取"))
                        continue
                    add_sheet(builder, _sheet(book.get_sheet_by_name(about.name)), alone=len(book.sheet_names) == 1)
        except PasswordError as error:
            raise Unreadable("Excel 文件有密码，无法打开；请先去除密码") from error
        except (CalamineError, OSError, ValueError) as error:
            raise Unreadable(_DAMAGED) from error
        except BaseException as error:
            if type(error).__name__ != "PanicException":  # what a failed assertion in the library's Rust code raises
                raise
            raise Unreadable(_DAMAGED) from error
        blocks = builder.finish()
        if not blocks:
            raise Unreadable("Excel 文件里没有内容")
        return Reading(blocks, tuple(defects))


def _sheet(sheet: CalamineSheet) -> Sheet:
    cells = {
        (row, column): shown(value)
        for row, values in enumerate(sheet.to_python(skip_empty_area=False)[:MOST_ROWS], 1)
        for column, value in enumerate(values[:MOST_COLUMNS], 1)
        if value != ""
    }
    ranges = sheet.merged_cell_ranges or ()
    merges = [Merge(top + 1, left + 1, bottom + 1, right + 1) for (top, left), (bottom, right) in ranges]
    return Sheet(sheet.name, cells, merges)
