"""A page of a PDF document as a picture, for a reader who wants to see what was read.

Nothing is stored: the page is drawn from the corpus when somebody looks. The file must be the one that was indexed
(same sha256), because places on the page (``Source.bbox``, points from the left and the top) hold for that file only.
"""

from __future__ import annotations

import hashlib
import io
import threading
from dataclasses import dataclass
from pathlib import Path

import pypdfium2

from index.errors import BudgetError

SCALE = 1.7
"""Pixels a point: letters of 6 points can be read, and a page stays at some 200 kB."""

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


def page_image(corpus: Path, name: str, sha256: str, page: int, *, scale: float = SCALE) -> PageImage:
    """Page ``page`` (from 1) of document ``name`` in the folder ``corpus``.

    ``PageUnavailable`` when the file is gone, is not the one that was indexed, is no PDF, or has no such page.
    """
    data = _checked(corpus, name, sha256)
    try:
        with _PDFIUM:
            return _drawn(data, page, scale)
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


def _drawn(data: bytes, number: int, scale: float) -> PageImage:
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
        picture = page.render(scale=min(scale, 4000 / max(width, height, 1))).to_pil()
        picture.convert("P", palette=1, colors=64).save(buffer, "PNG", optimize=False)
        return PageImage(buffer.getvalue(), width, height, pages)
    finally:
        document.close()
