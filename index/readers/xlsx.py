"""Excel workbooks of today (.xlsx): the values that the file holds, as it shows them. Nothing is calculated or run."""

from __future__ import annotations

import re
import warnings
import zipfile
from typing import TYPE_CHECKING, Any
from xml.etree.ElementTree import ParseError

import openpyxl
from openpyxl.utils.exceptions import InvalidFileException

from index.readers.archives import PACKED_WRONG, ZIP, members
from index.readers.blocks import BlockBuilder
from index.readers.errors import Unreadable
from index.readers.number_formats import shown
from index.readers.reading import Defect, Reading
from index.readers.sheets import MOST_COLUMNS, MOST_ROWS, Merge, Sheet, add_sheet

if TYPE_CHECKING:
    from pathlib import Path

_BROKEN = (*PACKED_WRONG, InvalidFileException, ParseError, KeyError, ValueError, TypeError, IndexError, SyntaxError)
"""What openpyxl raises for a damaged workbook (lxml's errors are ``SyntaxError``)."""


_DAMAGED = "Excel 文件不完整或已损坏，无法打开"


class XlsxReader:
    """Reads .xlsx files."""

    format = "xlsx"

    def accepts(self, head: bytes, suffix: str) -> bool:
        """Whether an archive is a workbook; its list of names may stand behind ``head``, then the suffix decides."""
        return head.startswith(ZIP) and (
            b"xl/" in head or (suffix in {".xlsx", ".xlsm", ".xltx", ".xlsb"} and b"word/" not in head)
        )

    def read(self, path: Path) -> Reading:
        """Blocks of all visible sheets; raises ``Unreadable``."""
        names = members(path)
        if "xl/workbook.xml" not in names:
            binary = "xl/workbook.bin" in names
            raise Unreadable("暂不支持 .xlsb；请另存为 .xlsx" if binary else "不是完整的 Excel 文件")
        values = _workbook(path, data_only=True)
        formulas = _workbook(path, data_only=False) if _has_formulas(path, names) else None
        builder = BlockBuilder()
        defects: list[Defect] = []
        alone = len(values.worksheets) == 1
        for sheet in values.worksheets:
            if sheet.sheet_state != "visible":
                defects.append(Defect(f"工作表“{sheet.title}”是隐藏的，未读取"))
                continue
            if formulas is not None:
                _restore(sheet, formulas[sheet.title])
            defects += _cut_off(sheet)
            add_sheet(builder, _sheet(sheet), alone=alone)
            if formulas is not None:
                defects += _unknown(sheet, formulas[sheet.title])
        blocks = builder.finish()
        if not blocks:
            raise Unreadable("Excel 文件里没有内容")
        return Reading(blocks, tuple(defects))


def _workbook(path: Path, *, data_only: bool) -> Any:
    try:
        with (
            path.open("rb") as file,
            warnings.catch_warnings(),
        ):  # as a file, because of a path openpyxl checks the name
            warnings.simplefilter("ignore")  # about drop-down lists and styles, which are not read
            return openpyxl.load_workbook(file, data_only=data_only, keep_links=False)
    except _BROKEN as error:
        raise Unreadable(_DAMAGED) from error


def _has_formulas(path: Path, names: frozenset[str]) -> bool:
    sheets = [name for name in names if name.startswith("xl/worksheets/")]
    try:
        with zipfile.ZipFile(path) as archive:
            return any(re.search(rb"<f[ >]", archive.read(name)) for name in sheets)
    except PACKED_WRONG as error:
        raise Unreadable(_DAMAGED) from error


def _filled(sheet: Any) -> list[Any]:
    """Cells with a value; a sheet may claim a million empty rows, so it is not walked row by row."""
    return [cell for cell in sheet._cells.values() if cell.value is not None]  # noqa: SLF001


def _sheet(sheet: Any) -> Sheet:
    cells = {
        (cell.row, cell.column): _text(cell)
        for cell in _filled(sheet)
        if cell.row <= MOST_ROWS and cell.column <= MOST_COLUMNS
    }
    merges = [Merge(one.min_row, one.min_col, one.max_row, one.max_col) for one in sheet.merged_cells.ranges]
    return Sheet(sheet.title, cells, merges)


def _text(cell: Any) -> str:
    return shown(cell.value, cell.number_format or "General")


def _cut_off(sheet: Any) -> list[Defect]:
    if any(cell.row > MOST_ROWS or cell.column > MOST_COLUMNS for cell in _filled(sheet)):
        return [Defect(f"工作表“{sheet.title}”超过 {MOST_ROWS} 行或 {MOST_COLUMNS} 列，后面的未读取")]
    return []


_NO_FORMULA = re.compile(r"^=\s*(?:100%|\d[\d.,]*\s*(?:[%％]|[\u4e00-\u9fff（）()]{1,6})?)$")
"""「=100%」 typed as a target: the programme took it for a formula, it is one figure and nothing is computed."""


def _restore(values: Any, formulas: Any) -> None:
    """Give cells back the text that was typed where a lone figure behind an equals sign was stored as a formula."""
    for cell in _filled(formulas):
        typed = str(cell.value)
        if cell.data_type == "f" and values[cell.coordinate].value is None and _NO_FORMULA.match(typed):
            values[cell.coordinate].value = typed.removeprefix("=").strip()
            values[cell.coordinate].data_type = "s"


def _unknown(values: Any, formulas: Any) -> list[Defect]:
    """Formulas whose result the file does not hold, and results that are errors."""
    missing = [
        cell.coordinate for cell in _filled(formulas) if cell.data_type == "f" and values[cell.coordinate].value is None
    ]
    wrong = [f"{cell.coordinate} {cell.value}" for cell in _filled(values) if cell.data_type == "e"]
    defects = []
    if missing:
        defects.append(
            Defect(
                f"工作表“{values.title}”有 {len(missing)} 个公式没有保存结果（{'、'.join(missing[:5])} 等），按空白读取"
            )
        )
    if wrong:
        defects.append(Defect(f"工作表“{values.title}”有 {len(wrong)} 个错误值（{'、'.join(wrong[:5])}）"))
    return defects
