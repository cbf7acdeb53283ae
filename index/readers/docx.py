"""Word documents (.docx): paragraphs with their list numbers, headings by style, tables with merged cells, text boxes.

The document's XML is walked directly, because text in content controls (tables of contents), accepted insertions and
text boxes (covers) is no part of python-docx's paragraphs.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import docx
from docx.opc.exceptions import OpcError
from docx.oxml.ns import qn

from index.model import Grid
from index.readers.archives import PACKED_WRONG, ZIP, members
from index.readers.blocks import BlockBuilder
from index.readers.docx_numbers import ListNumbers
from index.readers.errors import Unreadable
from index.readers.reading import Reading

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_DAMAGED = "Word 文件不完整或已损坏，无法打开"
_BROKEN = (OpcError, *PACKED_WRONG, KeyError, ValueError, TypeError, SyntaxError, AttributeError)
_CONTAINERS = frozenset(map(qn, ("w:sdt", "w:sdtContent", "w:ins", "w:smartTag", "w:customXml", "w:moveTo")))
_DELETED = frozenset(map(qn, ("w:del", "w:moveFrom")))
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_SPACES = frozenset(map(qn, ("w:tab", "w:br", "w:cr")))
_STYLED = re.compile(r"^(?:heading|标题)\s*(?P<level>[1-3])$", re.IGNORECASE)


class DocxReader:
    """Reads .docx files."""

    format = "docx"

    def accepts(self, head: bytes, suffix: str) -> bool:
        """Whether an archive is a Word document; its list of names may stand behind ``head``, then the suffix decides."""
        return head.startswith(ZIP) and (
            b"word/" in head or (suffix in {".docx", ".docm", ".dotx"} and b"xl/" not in head)
        )

    def read(self, path: Path) -> Reading:
        """All blocks; raises ``Unreadable``."""
        if "word/document.xml" not in members(path):
            raise Unreadable("不是完整的 Word 文件")
        try:
            walk = _Walk(docx.Document(str(path)))
            walk.blocks(walk.body)
        except _BROKEN as error:
            raise Unreadable(_DAMAGED) from error
        blocks = walk.builder.finish()
        if not blocks:
            raise Unreadable("Word 文件里没有文字（可能只有图片）")
        return Reading(blocks)


class _Walk:
    """One document on its way into a builder."""

    def __init__(self, document: Any) -> None:
        self.builder = BlockBuilder()
        self.body = document.element.body
        self._styles = {style.style_id: style.name or "" for style in document.styles}
        self._numbers = ListNumbers(_numbering(document), document.styles.element)

    def blocks(self, container: Any) -> None:
        """Add what stands in ``container``, in reading order."""
        for child in container:
            if child.tag == qn("w:p"):
                self._paragraph(child)
            elif child.tag == qn("w:tbl"):
                self.builder.add_grid(_grid(child))
            elif child.tag in _CONTAINERS:
                self.blocks(child)

    def _paragraph(self, paragraph: Any) -> None:
        style = paragraph.find(f"{qn('w:pPr')}/{qn('w:pStyle')}")
        style_id = "" if style is None else style.get(qn("w:val"), "")
        number = self._numbers.next(paragraph, style_id)
        text = text_of(paragraph)
        if text.strip():
            heading = _STYLED.match(self._styles.get(style_id, ""))
            mark = "#" * int(heading["level"]) + " " if heading else ""
            self.builder.add_line("")
            self.builder.add_line(mark + number + text.strip())
        for box in _boxes(paragraph):
            self.blocks(box)


def _numbering(document: Any) -> Any | None:
    try:
        return document.part.numbering_part.element
    except (KeyError, NotImplementedError):
        return None


def text_of(element: Any) -> str:
    """Text of a paragraph as it reads with all changes accepted, without its text boxes; tabs and breaks are spaces."""
    parts: list[str] = []
    for child in element:
        if child.tag == qn("w:t"):
            parts.append(child.text or "")
        elif child.tag in _SPACES:
            parts.append(" ")
        elif child.tag == qn("w:noBreakHyphen"):
            parts.append("-")
        elif child.tag not in _DELETED and child.tag not in {qn("w:txbxContent"), qn("w:pPr"), qn("w:rPr"), _FALLBACK}:
            parts.append(text_of(child))
    return "".join(parts)


def _boxes(element: Any) -> Iterator[Any]:
    """Text boxes of a paragraph; the copies for old versions of Word are passed over."""
    for child in element:
        if child.tag == qn("w:txbxContent"):
            yield child
        elif child.tag != _FALLBACK:
            yield from _boxes(child)


def _grid(table: Any) -> Grid:
    rows = [_row(row) for row in _children(table, "w:tr")]
    width = max((len(row) for row in rows), default=0)
    return Grid(tuple(tuple(row + [""] * (width - len(row))) for row in rows))


def _children(element: Any, tag: str) -> Iterator[Any]:
    """Rows of a table or cells of a row, also those in content controls."""
    for child in element:
        if child.tag == qn(tag):
            yield child
        elif child.tag in _CONTAINERS:
            yield from _children(child, tag)


def _row(row: Any) -> list[str | None]:
    before = row.find(f"{qn('w:trPr')}/{qn('w:gridBefore')}")
    cells: list[str | None] = [""] * (int(before.get(qn("w:val"), 0)) if before is not None else 0)
    for cell in _children(row, "w:tc"):
        about = cell.find(qn("w:tcPr"))
        span = about.find(qn("w:gridSpan")) if about is not None else None
        down = about.find(qn("w:vMerge")) if about is not None else None
        covered = down is not None and down.get(qn("w:val"), "continue") != "restart"
        cells.append(None if covered else _cell(cell))
        cells += [None] * ((int(span.get(qn("w:val"), 1)) if span is not None else 1) - 1)
    return cells


def _cell(cell: Any) -> str:
    """Paragraphs of a cell joined; a table in a cell gives its text."""
    return "".join(text_of(paragraph).strip() for paragraph in cell.iter(qn("w:p")))
