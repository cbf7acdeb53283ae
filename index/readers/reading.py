"""What a reader gives back: the blocks of a file, and which of its places could not be read."""

from __future__ import annotations

from dataclasses import dataclass

from index.model import Block


@dataclass(frozen=True, slots=True)
class Defect:
    """A place that could not be read, and why, in Chinese; ``page`` counts from 1, 0 means the whole file."""

    message: str
    page: int = 0


@dataclass(frozen=True, slots=True)
class Reading:
    """Blocks in reading order, what had to be left out, and the number of pages (0: the format has none)."""

    blocks: tuple[Block, ...]
    defects: tuple[Defect, ...] = ()
    pages: int = 0
