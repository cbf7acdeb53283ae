"""Web pages: headings, paragraphs and tables with spanning cells. Scripts, styles and what is hidden are not read."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from bs4 import BeautifulSoup, UnicodeDammit
from bs4.element import NavigableString, PreformattedString, Tag

from index.model import Grid
from index.readers.blocks import BlockBuilder
from index.readers.errors import Unreadable
from index.readers.reading import Reading
from index.readers.text import MOST_LINE, TextReader, decode

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from index.model import Block

MOST_SPAN = 200
_MARKS = re.compile(rb"<!doctype\s+html|<html[\s>]|<body[\s>]|<table[\s>]", re.IGNORECASE)
_IGNORED = frozenset(
    (
        "script",
        "style",
        "noscript",
        "template",
        "head",
        "iframe",
        "object",
        "svg",
        "select",
        "textarea",
        "button",
        "nav",
    )
)
_INLINE = frozenset(
    ("a", "b", "i", "u", "em", "strong", "span", "font", "sup", "sub", "small", "big", "label", "o:p", "mark", "s")
)
_HEADING = re.compile(r"^h[1-6]$")
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)


class HtmlReader:
    """Reads .html files, also those named .xls or .doc, as web systems export them."""

    format = "html"

    def accepts(self, head: bytes, suffix: str) -> bool:
        """Whether a text is a web page: by its name, or because it begins as one."""
        page = suffix in {".html", ".htm", ".xhtml"} or (
            head.lstrip(b"\xef\xbb\xbf \r\n\t")[:1] == b"<" and _MARKS.search(head)
        )
        return bool(page) and TextReader().accepts(head, suffix)

    def read(self, path: Path) -> Reading:
        """All blocks; raises ``Unreadable``."""
        soup = BeautifulSoup(_text(path.read_bytes()), "lxml")
        walk = _Walk()
        title = soup.title.get_text(" ", strip=True) if soup.title else ""
        body = soup.body or soup
        if title and "年" in title and title not in body.get_text():
            walk.line(title)
        try:
            walk.blocks(body)
        except RecursionError as error:
            raise Unreadable("网页的层次太深，无法读取") from error
        blocks = walk.finish()
        if not blocks:
            raise Unreadable("网页里没有文字（内容可能由脚本生成）")
        return Reading(blocks)


def _text(data: bytes) -> str:
    """``data`` as text; the encoding that the page declares is only believed where it fits."""
    declared = UnicodeDammit(data, is_html=True).declared_html_encoding
    if declared and declared.lower().replace("_", "-") in {"gb2312", "gbk", "gb18030", "big5", "utf-8"}:
        try:
            return data.decode("gb18030" if declared.lower().startswith("gb") else declared)
        except UnicodeDecodeError:
            pass
    return decode(data)


class _Walk:
    """One page on its way into a builder."""

    def __init__(self) -> None:
        self._builder = BlockBuilder()
        self._text = ""

    def line(self, text: str, mark: str = "") -> None:
        """Add a line of text."""
        plain = re.sub(r"\s+", " ", text).strip()
        if len(plain) > MOST_LINE:
            raise Unreadable(f"有一段文字长 {len(plain)} 个字符，不像预算文件")
        if plain:
            self._builder.add_line("")
            self._builder.add_line(mark + plain)

    def blocks(self, element: Tag) -> None:
        """Add what stands in ``element``, in reading order."""
        for child in element.children:
            if isinstance(child, NavigableString):
                if not isinstance(child, PreformattedString):
                    self._text += str(child)
            elif isinstance(child, Tag) and not _is_ignored(child):
                self._element(child)
        if element.name not in _INLINE:
            self._end()

    def _element(self, element: Tag) -> None:
        if element.name in _INLINE:
            self.blocks(element)
            return
        self._end()
        if _HEADING.match(element.name):
            self.line(element.get_text(), "#" * min(int(element.name[1]), 3) + " ")
        elif element.name == "table" and not _is_layout(element):
            self._builder.add_grid(_grid(element))
        elif element.name == "br":
            return
        else:
            self.blocks(element)

    def _end(self) -> None:
        text, self._text = self._text, ""
        self.line(text)

    def finish(self) -> tuple[Block, ...]:
        """All blocks."""
        self._end()
        return self._builder.finish()


def _is_ignored(element: Tag) -> bool:
    return element.name in _IGNORED or element.has_attr("hidden") or bool(_HIDDEN.search(str(element.get("style", ""))))


def _is_layout(table: Tag) -> bool:
    """Whether a table only arranges the page: it holds other tables, or a single cell a row."""
    return table.find("table") is not None or all(len(_cells(row)) <= 1 for row in _rows(table))


def _rows(table: Tag) -> Iterator[Tag]:
    for row in table.find_all("tr"):
        if not _is_ignored(row):
            yield row


def _cells(row: Tag) -> list[Tag]:
    return [cell for cell in row.find_all(["td", "th"], recursive=False) if not _is_ignored(cell)]


def _grid(table: Tag) -> Grid:
    """Cells of a table at their places; what a spanning cell covers is ``None``."""
    places: dict[tuple[int, int], str | None] = {}
    rows = list(_rows(table))
    for number, row in enumerate(rows):
        column = 0
        for cell in _cells(row):
            while (number, column) in places:
                column += 1
            down, right = _span(cell, "rowspan") or len(rows) - number, _span(cell, "colspan") or 1
            covered = (
                (i, j) for i in range(number, min(number + down, len(rows))) for j in range(column, column + right)
            )
            places.update(dict.fromkeys(covered))
            places[number, column] = _cell_text(cell)
            column += right
    width = max((column for _, column in places), default=-1) + 1
    return Grid(tuple(tuple(places.get((row, column), "") for column in range(width)) for row in range(len(rows))))


def _cell_text(cell: Tag) -> str:
    for box in cell.find_all("input", type="checkbox"):
        box.replace_with("☑" if box.has_attr("checked") else "☐")
    return re.sub(r"\s+", " ", cell.get_text()).strip()


def _span(cell: Tag, name: str) -> int:
    value = str(cell.get(name, "1")).strip()
    return min(int(value), MOST_SPAN) if value.isdecimal() else 1
