"""Which passages belong together: a numbered item with the sentences under it, else the neighbours under one heading.

A sentence is understood with what stands around it: 「主要原因是…」 speaks of the item whose number stands two sentences before.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from assistant.patterns import Pattern

if TYPE_CHECKING:
    from collections.abc import Sequence

    from index.model import Passage

_NUMBER = Pattern(
    r"^(?:[-•·]\s*)?(?:[（(]\s*(?:\d{1,2}|[一二三四五六七八九十]{1,3})\s*[）)]|(?:\d{1,2}|[一二三四五六七八九十]{1,3})\s*[、.．](?!\d)|第[一二三四五六七八九十]{1,3}条)"
)
_TITLE = Pattern(r"^[^，,。；;：:]{2,30}[：:]")
LARGEST, AROUND = 8, 2
"""Passages up to which a whole stretch explains each of its sentences; in a longer one only so many before and behind do."""


@dataclass(frozen=True, slots=True)
class Blocks:
    """``of`` is the block of each passage, ``members`` the passages of each block, in document order."""

    of: tuple[int, ...]
    members: tuple[tuple[int, ...], ...]

    def around(self, i: int) -> tuple[int, ...]:
        """The passages of the block of passage ``i`` that say what it speaks of, itself included."""
        own = self.members[self.of[i]]
        if len(own) <= LARGEST:
            return own
        place = own.index(i)
        return tuple(dict.fromkeys((own[0], *own[max(0, place - AROUND) : place + AROUND + 1])))

    def numbered(self, i: int, passages: Sequence[Passage]) -> bool:
        """Passage ``i`` belongs to a short numbered item."""
        own = self.members[self.of[i]]
        return len(own) <= LARGEST and is_numbered(passages[own[0]].text)


def read_blocks(passages: Sequence[Passage]) -> Blocks:
    """Blocks of passages given in document order."""
    of: list[int] = []
    members: list[list[int]] = []
    for i, passage in enumerate(passages):
        if not i or not _continues(passages[i - 1], passage):
            members.append([])
        members[-1].append(i)
        of.append(len(members) - 1)
    return Blocks(tuple(of), tuple(tuple(block) for block in members))


def _continues(before: Passage, passage: Passage) -> bool:
    one, other = before.source, passage.source
    same = (
        one.document == other.document
        and one.section == other.section
        and one.table_number == other.table_number
        and one.row == other.row
        and before.project == passage.project
        and before.topic == passage.topic
    )
    titled = one.line != other.line and _TITLE.match(passage.text) and not before.text.endswith(("：", ":"))
    return bool(same and not is_numbered(passage.text) and not titled)


def is_numbered(text: str) -> bool:
    """The passage begins with a number of a list."""
    return bool(_NUMBER.match(text))
