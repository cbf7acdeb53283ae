"""From a file to blocks: headings, paragraphs and grids in reading order.

One module a format. A reader is chosen by the file's content, its name only helps where content cannot tell
(text with tabs against CSV). A file that no reader takes is ``Unreadable``, with the reason in Chinese.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from index.corpus import MOST_BYTES
from index.readers.csv import CsvReader
from index.readers.docx import DocxReader
from index.readers.errors import Unreadable
from index.readers.html import HtmlReader
from index.readers.pdf import PdfReader
from index.readers.reading import Defect, Reading
from index.readers.text import TextReader
from index.readers.xls import XlsReader
from index.readers.xlsx import XlsxReader

if TYPE_CHECKING:
    from index.model import Block

__all__ = ["READERS", "Defect", "Reader", "Reading", "Unreadable", "read", "read_file"]

HEAD = 8192
"""Bytes that a reader sees to decide."""


class Reader(Protocol):
    """Reads one file format."""

    format: str

    def accepts(self, head: bytes, suffix: str) -> bool:
        """Whether a file that begins with ``head`` is of this format."""
        ...

    def read(self, path: Path) -> Reading:
        """All blocks of the file in reading order, and its defects; raises ``Unreadable``."""
        ...


READERS: tuple[Reader, ...] = (
    PdfReader(),
    DocxReader(),
    XlsxReader(),
    XlsReader(),
    HtmlReader(),
    CsvReader(),
    TextReader(),
)
"""In the order in which they are asked; text comes last, because it takes any text."""

_MAGIC: tuple[tuple[bytes, str], ...] = (
    (b"PK\x03\x04", "压缩"),
    (b"Rar!", "压缩"),
    (b"7z\xbc\xaf", "压缩"),
    (b"\x89PNG", "图片"),
    (b"\xff\xd8\xff", "图片"),
)


def read(path: Path, name: str) -> tuple[Block, ...]:
    """Blocks of the file at ``path``, called ``name`` in the corpus; raises ``Unreadable``."""
    return read_file(path, name).blocks


def read_file(path: Path, name: str) -> Reading:
    """Blocks of the file and the places in it that could not be read; raises ``Unreadable``."""
    try:
        size = path.stat().st_size
        with path.open("rb") as file:
            head = file.read(HEAD)
    except FileNotFoundError as error:
        raise Unreadable("找不到文件：可能刚被删除，或文件名中有无法识别的字符（请改名）") from error
    except OSError as error:
        raise Unreadable(f"无法打开：{error.strerror or error}") from error
    if not head:
        raise Unreadable("文件是空的")
    if size > MOST_BYTES:
        raise Unreadable(f"文件有 {size // 1_000_000} MB，超过 {MOST_BYTES // 1_000_000} MB 的上限")
    suffix = Path(name).suffix.lower()
    for reader in READERS:
        if reader.accepts(head, suffix):
            return reader.read(path)
    kind = next((kind for magic, kind in _MAGIC if head.startswith(magic)), "")
    raise Unreadable(f"暂不支持{kind}文件" if kind else "不是文本文件，也不是支持的格式")
