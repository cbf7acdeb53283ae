"""A file that somebody hands in, looked at before it is kept: may it be called that, is it what its name says, is it small enough?

Nothing is written and nothing is read in depth here; what a document really says, the build finds out.
"""

from __future__ import annotations

import io
import re
import unicodedata
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

from index.errors import BudgetError
from index.readers import HEAD, READERS
from index.readers.archives import ZIP, members
from index.readers.errors import Unreadable

if TYPE_CHECKING:
    from collections.abc import Iterable

SUFFIXES: dict[str, frozenset[str]] = {
    "pdf": frozenset({".pdf"}),
    "docx": frozenset({".docx"}),
    "xlsx": frozenset({".xlsx"}),
    "xls": frozenset({".xls"}),
    "html": frozenset({".html", ".htm", ".xls"}),  # web systems export pages under the name of a workbook
    "csv": frozenset({".csv", ".tsv"}),
    "text": frozenset({".txt", ".md"}),
}
"""How a file of each format may be called. A format that has no row here can be put into the folder, but not handed in."""

ENDINGS = tuple(sorted({ending.lstrip(".") for endings in SUFFIXES.values() for ending in endings}))
"""All of these endings, without the dot."""

_MAIN_PART = {"docx": "word/document.xml", "xlsx": "xl/workbook.xml"}

LONGEST_NAME = 200
"""Bytes of a file's name; most file systems take 255, and a name must leave room for a temporary ending."""
_NEVER = re.compile(r'[\x00-\x1f\x7f<>:"/\\|?*\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]')
_DEVICES = re.compile(r"(?:con|prn|aux|nul|com\d|lpt\d)(?:\.|$)", re.IGNORECASE)


class Refused(BudgetError):
    """A file that is not taken in; the message names it and says why."""

    def __init__(self, name: str, why: str) -> None:
        super().__init__(f"「{name[:80]}」没有收下：{why}。")


def checked_name(name: str) -> str:
    """The name under which a file is kept: the same, in composed letters; ``Refused`` for what is no plain file name.

    A name with a path in it, or one that a system reads as something else, is refused rather than mended: the person
    shall know under which name a document is kept.
    """
    composed = unicodedata.normalize("NFC", name)
    if _NEVER.search(composed) or not composed.isprintable():
        raise Refused(name, "文件名里有路径或不能用的符号，请改名后再传")
    if composed != composed.strip() or composed.startswith((".", "~$")) or composed.endswith("."):
        raise Refused(name, "文件名不能以点、空格或「~$」开头或结尾")
    if _DEVICES.match(composed) or composed.upper().startswith("README"):
        raise Refused(name, "这个文件名另有用途，请改名后再传")
    if len(composed.encode()) > LONGEST_NAME:
        raise Refused(name, f"文件名太长（至多 {LONGEST_NAME} 字节，约 {LONGEST_NAME // 3} 个汉字）")
    if PurePosixPath(composed).suffix.lower().lstrip(".") not in ENDINGS:
        raise Refused(name, f"只收 {'、'.join(ENDINGS)} 文件")
    return composed


def checked_content(name: str, data: bytes, most_bytes: int) -> str:
    """The format that ``data`` is in; ``Refused`` when it is empty, larger than ``most_bytes``, or not what its name says."""
    if not data:
        raise Refused(name, "文件是空的")
    if len(data) > most_bytes:
        raise Refused(name, f"文件有 {len(data) / 2**20:.1f} MB，上限是 {most_bytes / 2**20:.0f} MB")
    suffix = Path(name).suffix.lower()
    found = next((reader.format for reader in READERS if reader.accepts(data[:HEAD], suffix)), "")
    if suffix not in SUFFIXES.get(found, frozenset()):
        raise Refused(name, f"内容与扩展名 {suffix} 不符" + (f"，看起来是 {found} 文件" if found else ""))
    if data.startswith(ZIP):
        _check_archive(name, data, found)
    return found


def twin(name: str, names: Iterable[str]) -> str:
    """The one of ``names`` that some file systems could not tell from ``name``; "" when there is none."""

    def folded(text: str) -> str:
        return unicodedata.normalize("NFC", text).casefold()

    return next((other for other in names if folded(other) == folded(name)), "")


def _check_archive(name: str, data: bytes, found: str) -> None:
    """``Refused`` for an archive that is damaged, locked, holds macros or would explode, or that lacks its main part."""
    try:
        inside = members(io.BytesIO(data))
    except Unreadable as error:
        raise Refused(name, str(error)) from error
    if _MAIN_PART[found] not in inside:
        raise Refused(name, "文件不完整，缺少正文")
