"""PDF files with a text layer: ruled tables as grids, everything else as lines joined to paragraphs.

Pages without a text layer (scans) and pages whose characters cannot be decoded are reported and left out; a file that
has nothing else is unreadable.
"""

from __future__ import annotations

import unicodedata
from contextlib import ExitStack
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import pypdfium2
import pypdfium2.raw

from index.readers.blocks import BlockBuilder
from index.readers.errors import Unreadable
from index.readers.pdf_breaks import continued, mended
from index.readers.pdf_paragraphs import Margins, PageLines, goes_on, margins_of, without_running_heads
from index.readers.pdf_rulings import TooManyLines, rulings_of
from index.readers.pdf_tables import PageGrid, grids_of
from index.readers.pdf_text import Glyph, TextLine, glyphs_of, lines_of
from index.readers.pdf_unruled import unruled_grids
from index.readers.reading import Defect, Reading

if TYPE_CHECKING:
    from pathlib import Path

    from index.model import Block

MOST_PAGES = 3000

_PASSWORD = 4
"""PDFium's error code for a file that asks for a password."""
_IMAGE = pypdfium2.raw.FPDF_PAGEOBJ_IMAGE
_DAMAGED = "PDF 文件不完整或已损坏，无法打开；请重新下载"


@dataclass(frozen=True, slots=True)
class _Page:
    lines: PageLines
    grids: tuple[PageGrid, ...]


class PdfReader:
    """Reads PDF files."""

    format = "pdf"

    def accepts(self, head: bytes, suffix: str) -> bool:
        """Whether a file is PDF; some have a few bytes in front of the mark."""
        del suffix
        return b"%PDF-" in head[:1024]

    def read(self, path: Path) -> Reading:
        """Blocks and defects; raises ``Unreadable`` for encrypted or damaged files and for scans."""
        pages, defects = _pages(path)
        if not any(page.lines.lines or page.grids for page in pages):
            raise Unreadable(
                defects[0].message if len(defects) == 1 else "PDF 没有文字层（可能是扫描件），需要先做文字识别"
            )
        if not _is_complete(path):
            defects.append(Defect("PDF 文件的结尾缺失，可能没有下载完整，后面的页可能缺少"))
        return Reading(_blocks(pages), tuple(defects), len(pages))


def _is_complete(path: Path) -> bool:
    """Whether the mark stands at the end of the file (a few bytes may follow it)."""
    with path.open("rb") as file:
        file.seek(max(0, path.stat().st_size - 4096))
        return b"%%EOF" in file.read()


def _pages(path: Path) -> tuple[list[_Page], list[Defect]]:
    pages: list[_Page] = []
    defects: list[Defect] = []
    with ExitStack() as stack:
        try:
            document = pypdfium2.PdfDocument(path)
        except pypdfium2.PdfiumError as error:
            locked = getattr(error, "err_code", 0) == _PASSWORD
            raise Unreadable("PDF 文件有密码，无法打开；请先去除密码" if locked else _DAMAGED) from error
        stack.callback(document.close)
        if len(document) > MOST_PAGES:
            raise Unreadable(f"PDF 有 {len(document)} 页，超过 {MOST_PAGES} 页的上限")
        for number in range(1, len(document) + 1):
            page, found = _page(document, number)
            pages.append(page)
            defects += found
    return pages, defects


def _page(document: pypdfium2.PdfDocument, number: int) -> tuple[_Page, list[Defect]]:
    try:
        page = document[number - 1]
    except pypdfium2.PdfiumError:
        return _Page(PageLines(number, 0, 0, ()), ()), [Defect("这一页已损坏，未读取", number)]
    try:
        width, height = page.get_size()
        glyphs = glyphs_of(page)
        defect = _text_defect(page, glyphs)
        if defect:
            return _Page(PageLines(number, width, height, ()), ()), [Defect(defect, number)]
        grids, rest = grids_of(rulings_of(page), glyphs, number)
        if not grids:
            grids, rest = unruled_grids(rest, number)
    except TooManyLines:
        grids, rest, defect = (), glyphs, "这一页的线条太多（可能是图），表格按文字读取"
    finally:
        page.close()
    shown = _Page(PageLines(number, width, height, lines_of(rest)), grids)
    return shown, [Defect(defect, number)] if defect else []


def _text_defect(page: Any, glyphs: tuple[Glyph, ...]) -> str:
    """Why a page's text cannot be used, "" when it can (or when the page is empty)."""
    if not glyphs:
        pictured = any(True for _ in page.get_objects(filter=(_IMAGE,), max_depth=2))
        return "这一页没有文字层（可能是扫描件），未读取" if pictured else ""
    strange = sum(1 for glyph in glyphs if glyph.text == "\ufffd" or unicodedata.category(glyph.text[0]) == "Co")
    return "这一页的文字编码无法还原，未读取" if strange * 4 > len(glyphs) else ""


def _blocks(pages: list[_Page]) -> tuple[Block, ...]:
    shown = without_running_heads([page.lines for page in pages])
    assembly = _Assembly(margins_of(shown))
    for page, lines in zip(pages, shown, strict=True):
        assembly.add(page, lines)
    return assembly.finish()


@dataclass
class _Assembly:
    """Lines and grids of all pages in reading order; knows the paragraph that is still open and the last grid."""

    margins: dict[int, Margins]
    builder: BlockBuilder = field(default_factory=BlockBuilder)
    text: str = ""
    page: int = 0
    last: TextLine | None = None
    last_page: int = 0
    grid: PageGrid | None = None
    """The last grid, while nothing stands below it."""

    def add(self, page: _Page, lines: PageLines) -> None:
        """Take a page."""
        pieces: list[tuple[float, TextLine | PageGrid]] = [(line.base, line) for line in lines.lines]
        pieces += [(grid.top, grid) for grid in page.grids]
        for _, piece in sorted(pieces, key=lambda one: one[0]):
            if isinstance(piece, TextLine):
                self._add_line(piece, lines)
            else:
                self._add_grid(piece)

    def finish(self) -> tuple[Block, ...]:
        """All blocks."""
        self._close()
        self._close_grid()
        return self.builder.finish()

    def _add_line(self, line: TextLine, page: PageLines) -> None:
        self._close_grid()
        if self.last is not None and self._continues(line, page.number):
            glue = " " if self.last.text[-1:].isalpha() and line.text[:1].isalpha() else ""
            self.text += (glue if (self.last.text[-1:] + line.text[:1]).isascii() else "") + line.text
        else:
            self._close()
            self.text, self.page = line.text, page.number
        self.last, self.last_page = line, page.number

    def _continues(self, line: TextLine, number: int) -> bool:
        if self.last is None or self.last_page not in (number, number - 1):
            return False
        return goes_on(self.last, line, (self.margins[self.last_page], self.margins[number]))

    def _add_grid(self, grid: PageGrid) -> None:
        self._close()
        rest: PageGrid | None = grid
        if self.grid is not None and self.grid.grid.page == grid.grid.page - 1:
            self.grid, rest = mended(self.grid, continued(grid, self.grid))
        if rest is not None:
            self._close_grid()
            self.grid = rest

    def _close_grid(self) -> None:
        if self.grid is not None:
            self.builder.add_grid(self.grid.grid)
        self.grid = None

    def _close(self) -> None:
        if self.text:
            self.builder.add_line("")
            self.builder.add_line(self.text.replace("\t", " "), page=self.page)
        self.text, self.last = "", None
