"""A page of a PDF document as a picture, for a reader who wants to see what was read.

Nothing is stored: the page is drawn from the corpus when somebody looks. The file must be the one that was indexed
(same sha256), because places on the page (``Source.bbox``, points from the left and the top) hold for that file only.
"""

from __future__ import annotations

import hashlib
import io
import threading
import unicodedata
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import pypdfium2

from index.errors import BudgetError
from index.model import BBox

if TYPE_CHECKING:
    from collections.abc import Iterable

SCALE = 1.7
"""Pixels a point: letters of 6 points can be read, and a page stays at some 200 kB."""

_MOST_PIXELS = 4000
_PDFIUM = threading.Lock()  # PDFium must not be entered by two threads at once


class PageUnavailable(BudgetError):
    """The page cannot be shown; the message says why, for the reader."""

    def __init__(self, name: str, found: str) -> None:
        super().__init__(f"不能显示「{name}」的原页：{found}。")


@dataclass(frozen=True, slots=True)
class PageImage:
    """A page as PNG; ``width`` and ``height`` in points, as the boxes of ``Source`` count."""

    png: bytes
    width: float
    height: float
    pages: int
    """Pages of the whole document."""
    found: tuple[BBox, ...] = ()
    """Where the passage that was looked for stands, one box a line."""


def page_image(corpus: Path, name: str, sha256: str, page: int, passage: str = "") -> PageImage:
    """Page ``page`` (from 1) of document ``name`` in the folder ``corpus``, with the places of a ``passage`` on it.

    ``PageUnavailable`` when the file is gone, is not the one that was indexed, is no PDF, or has no such page.
    """
    data = _checked(corpus, name, sha256)
    try:
        with _PDFIUM:
            return _drawn(data, page, passage)
    except pypdfium2.PdfiumError as error:
        raise PageUnavailable(name, "文件不是 PDF，或已损坏") from error
    except IndexError as error:
        raise PageUnavailable(name, f"没有第 {page} 页") from error


def _checked(corpus: Path, name: str, sha256: str) -> bytes:
    path = corpus / name
    if Path(name).is_absolute() or ".." in Path(name).parts:
        raise PageUnavailable(name, "文件不在资料文件夹里")
    try:
        data = path.read_bytes()
    except OSError as error:
        raise PageUnavailable(name, "资料文件夹里已经没有这份文件") from error
    if hashlib.sha256(data).hexdigest() != sha256:
        raise PageUnavailable(name, "文件在建立索引之后有改动，请重建索引")
    return data


def _drawn(data: bytes, number: int, passage: str) -> PageImage:
    document = pypdfium2.PdfDocument(data)
    try:
        pages = len(document)
        if not 1 <= number <= pages:
            raise IndexError(number)
        page = document[number - 1]
        if (
            page.get_cropbox() != page.get_mediabox()
        ):  # places are counted from the whole sheet, not from what is cropped
            page.set_cropbox(*page.get_mediabox())
            page.close()
            page = document[number - 1]
        width, height = page.get_size()
        buffer = io.BytesIO()
        picture = page.render(scale=min(SCALE, _MOST_PIXELS / max(width, height, 1))).to_pil()
        picture.convert("P", palette=1, colors=64).save(buffer, "PNG", optimize=False)
        return PageImage(buffer.getvalue(), width, height, pages, _lines_of(page, passage))
    finally:
        document.close()


def _lines_of(page: pypdfium2.PdfPage, passage: str) -> tuple[BBox, ...]:
    """Boxes of the lines on which ``passage`` stands; empty when it is not found, or on a page that is turned."""
    wanted = "".join(unicodedata.normalize("NFKC", passage).split())
    if not wanted or page.get_rotation():
        return ()
    text = page.get_textpage()
    letters = [
        (letter, position)
        for position in range(text.count_chars())
        for letter in unicodedata.normalize("NFKC", chr(pypdfium2.raw.FPDFText_GetUnicode(text, position)))
        if letter.isprintable() and not letter.isspace()
    ]
    start = "".join(letter for letter, _ in letters).find(wanted)
    if start < 0:
        return ()
    first, last = letters[start][1], letters[start + len(wanted) - 1][1]
    x, _, _, y = page.get_mediabox()
    rects = (text.get_rect(number) for number in range(text.count_rects(first, last - first + 1)))
    return _joined((left - x, y - top, right - x, y - bottom) for left, bottom, right, top in rects)


def _joined(boxes: Iterable[BBox]) -> tuple[BBox, ...]:
    """One box a line: PDFium gives a piece of its own for each change of font, and for a full stop that sits low."""
    lines: list[BBox] = []
    for box in boxes:
        last = lines[-1] if lines else None
        if last and box[0] > last[0] and min(last[3], box[3]) > max(last[1], box[1]):
            lines[-1] = (last[0], min(last[1], box[1]), max(last[2], box[2]), max(last[3], box[3]))
        else:
            lines.append(box)
    return tuple(lines)
