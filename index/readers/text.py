"""Text and Markdown: UTF-8, GB 18030 or UTF-16, with pipe tables, tab-separated tables and lists."""

from __future__ import annotations

import codecs
from typing import TYPE_CHECKING

from index.readers.blocks import BlockBuilder
from index.readers.errors import Unreadable
from index.readers.reading import Reading

if TYPE_CHECKING:
    from pathlib import Path

    from index.model import Block

MOST_LINE = 200_000
"""Characters; a longer line is no budget text, and patterns over it could take minutes."""

_BOMS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
_MAGIC = (b"%PDF", b"PK\x03\x04", b"\xd0\xcf\x11\xe0", b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"\x1f\x8b", b"7z\xbc\xaf")
_PLAUSIBLE = (("\0", "\x7e"), ("\xa0", "\u04ff"), ("\u2000", "\u26ff"), ("\u3000", "\u9fff"), ("\uff00", "\uffff"))
_CONTROLS = bytes(byte for byte in range(32) if byte not in b"\t\n\r\f\x1b\x1a\x0b")


class TextReader:
    """Reads plain text and Markdown."""

    format = "text"

    def accepts(self, head: bytes, suffix: str) -> bool:  # noqa: ARG002 — text tells by its bytes alone
        """Whether ``head`` looks like text in an encoding that is read here."""
        if head.startswith(_MAGIC):
            return False
        if any(head.startswith(bom) for bom, _ in _BOMS):
            return True
        controls = len(head) - len(head.translate(None, _CONTROLS))
        return b"\0" not in head and controls <= len(head) // 100

    def read(self, path: Path) -> Reading:
        """All blocks; raises ``Unreadable`` for an unknown encoding, NUL bytes, or lines that no person wrote."""
        text = decode(path.read_bytes())
        return Reading(blocks_of_text(text))


def decode(data: bytes) -> str:
    """``data`` as text; a byte order mark decides, else UTF-8, else GB 18030."""
    for bom, encoding in _BOMS:
        if data.startswith(bom):
            return _decode_as(data, encoding)
    if b"\0" in data:
        raise Unreadable("文件中有二进制内容（空字节），不是文本")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        text = _decode_as(data, "gb18030")
    strange = sum(1 for character in text[:20_000] if not _plausible(character))
    if strange * 10 > min(len(text), 20_000):
        raise Unreadable("文字编码无法识别（既不是 UTF-8，也不是 GB 18030）")
    return text


def _decode_as(data: bytes, encoding: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        raise Unreadable("文字编码无法识别（既不是 UTF-8，也不是 GB 18030）") from error


def _plausible(character: str) -> bool:
    """Whether a character occurs in Chinese office text: ASCII, punctuation, CJK, full-width forms."""
    return any(first <= character <= last for first, last in _PLAUSIBLE)


def blocks_of_text(text: str) -> tuple[Block, ...]:
    """Blocks of a whole text; pages are counted only where form feeds separate them."""
    if not text.strip():
        raise Unreadable("文件里没有文字")
    builder = BlockBuilder()
    paged = "\f" in text.strip("\f \n\r\t")
    page = 1 if paged else 0
    for number, line in enumerate(text.replace("\r\n", "\n").replace("\r", "\n").split("\n"), 1):
        if len(line) > MOST_LINE:
            raise Unreadable(f"第 {number} 行有 {len(line)} 个字符，不像预算文件")
        for part, piece in enumerate(line.split("\f")):
            if part and paged:
                page += 1
            builder.add_line(piece, page=page, line=number)
    return builder.finish()
