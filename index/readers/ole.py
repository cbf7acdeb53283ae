"""Office files of before 2007, and encrypted ones of today, are OLE files: small file systems, checked before they are opened.

The check matters: the library that reads .xls follows the chains of a damaged file in a circle until memory is full.
"""

from __future__ import annotations

import struct
from typing import TYPE_CHECKING

from index.readers.errors import Unreadable

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"

_MARKS = 0xFFFFFFFA
"""From here on a number is no sector but a mark (end of a chain, free)."""
_POWERS = (9, 12)
"""A sector has 512 or 4,096 bytes."""


def check_ole(data: bytes, streams: Sequence[str]) -> None:
    """Raise ``Unreadable`` unless ``data`` is a sound OLE file with one of ``streams``, without password and macros."""
    if _holds(data, "EncryptedPackage"):
        raise Unreadable("Office 文件有密码，无法打开；请先去除密码")
    if not any(_holds(data, name) for name in streams):
        raise Unreadable("暂不支持旧版 Word（.doc）等格式；请另存为 .docx、.xlsx 或 PDF")
    if _holds(data, "_VBA_PROJECT_CUR"):
        raise Unreadable("文件含有宏，未打开；请另存为不含宏的 .xlsx")
    if not _is_sound(data):
        raise Unreadable("Office 文件不完整或已损坏，无法打开")


def _holds(data: bytes, stream: str) -> bool:
    """Whether the directory names a stream."""
    return stream.encode("utf-16-le") in data


def _is_sound(data: bytes) -> bool:
    """Whether every chain of sectors stays inside the file and ends."""
    try:
        table, small = _tables(data)
    except (struct.error, IndexError, ValueError):
        return False
    return _ends(table) and _ends(small)


def _tables(data: bytes) -> tuple[list[int], list[int]]:
    """The allocation tables of the sectors and of the small sectors: for each sector the one that follows it."""
    (power,) = struct.unpack_from("<H", data, 30)
    if power not in _POWERS:
        raise ValueError(power)
    numbers = struct.Struct(f"<{(1 << power) // 4}I")

    def sector(number: int) -> tuple[int, ...]:
        return numbers.unpack_from(data, (number + 1) << power)

    first_small, _, first_list, _, *listed = struct.unpack_from("<4I109I", data, 60)
    for number in _chain(first_list, lambda one: sector(one)[-1]):
        listed += sector(number)[:-1]
    table = [entry for number in listed if number < _MARKS for entry in sector(number)]
    small = [entry for number in _chain(first_small, table.__getitem__) for entry in sector(number)]
    return table, small


def _chain(first: int, following: Callable[[int], int]) -> Iterator[int]:
    """The sectors of a chain; ``ValueError`` when it comes back to one of them."""
    seen: set[int] = set()
    while first < _MARKS:
        if first in seen:
            raise ValueError(first)
        seen.add(first)
        yield first
        first = following(first)


def _ends(table: Sequence[int]) -> bool:
    """Whether no chain of a table runs in a circle or out of the table."""
    sound = [False] * len(table)
    for start in range(len(table)):
        path: list[int] = []
        walked: set[int] = set()
        here = start
        while here < _MARKS and not (here < len(table) and sound[here]):
            if here >= len(table) or here in walked:
                return False
            walked.add(here)
            path.append(here)
            here = table[here]
        for one in path:
            sound[one] = True
    return True
