"""Office files of today are ZIP archives: what is inside, checked before it is opened."""

from __future__ import annotations

import zipfile
import zlib
from typing import IO, TYPE_CHECKING

from index.readers.errors import Unreadable

if TYPE_CHECKING:
    from pathlib import Path

PACKED_WRONG = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, OSError)
"""What reading from a damaged archive raises."""

ZIP = b"PK\x03\x04"

MOST_UNPACKED = 400_000_000
"""Bytes in all."""
MOST_RATIO = 300
"""Unpacked to packed; only looked at above ``_SMALL``, because a small sheet of zeros packs as well as a bomb."""
_SMALL = 50_000_000
_DAMAGED = "文件不完整或已损坏，无法打开；请重新下载"


def members(path: Path | IO[bytes]) -> frozenset[str]:
    """Names in the archive; raises ``Unreadable`` for a damaged or encrypted archive and for one that would explode."""
    try:
        with zipfile.ZipFile(path) as archive:
            infos = archive.infolist()
    except (*PACKED_WRONG, ValueError) as error:
        raise Unreadable(_DAMAGED) from error
    unpacked = sum(info.file_size for info in infos)
    packed = max(1, sum(info.compress_size for info in infos))
    if unpacked > MOST_UNPACKED or (unpacked > _SMALL and unpacked > MOST_RATIO * packed):
        raise Unreadable(f"文件解压后有 {unpacked // 1_000_000} MB，不像预算文件，未打开")
    if any(info.flag_bits & 1 for info in infos):
        raise Unreadable("压缩内容有密码，无法打开；请先去除密码")
    names = frozenset(info.filename for info in infos)
    if any(name.endswith("vbaProject.bin") for name in names):
        raise Unreadable("文件含有宏，未打开；请另存为不含宏的 .xlsx 或 .docx")
    return names
