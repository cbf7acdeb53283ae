"""The words the bundled encoder is made from: official terms, and what people say instead.

``lexicon/*.txt`` holds one group a line, ``official terms: everyday sayings``, both separated by spaces; ``#`` begins a
comment. The everyday words of ``index.language.vocabulary`` are groups too, and ``terms.txt`` adds official words that nobody
says otherwise.
"""

from __future__ import annotations

import re
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from index.language.vocabulary import EVERYDAY

if TYPE_CHECKING:
    from collections.abc import Iterable

_FOLDER = Path(__file__).parent
_RUN = re.compile(r"[㐀-鿿]+")
_LONGEST_WORD = 4
"""Longer names are told by their parts; as one token each they would share nothing with each other."""


class Group(NamedTuple):
    """Official terms and the everyday sayings that may stand for any of them."""

    official: tuple[str, ...]
    everyday: tuple[str, ...]


@lru_cache(maxsize=1)
def groups() -> tuple[Group, ...]:
    """All groups with both sides, those of the lexicon first, in order."""
    aliases = [Group(official, everyday) for everyday, official in EVERYDAY if everyday and official]
    return (*written(), *aliases)


def written() -> tuple[Group, ...]:
    """The groups of the lexicon's own files, in order."""
    lines = [line for path in sorted((_FOLDER / "lexicon").glob("*.txt")) for line in _lines(path)]
    return tuple(Group(*(tuple(side.split()) for side in line.split(":"))) for line in lines)


@lru_cache(maxsize=1)
def terms() -> tuple[str, ...]:
    """The official words of ``terms.txt``, in order."""
    return tuple(word for line in _lines(_FOLDER / "terms.txt") for word in _RUN.findall(line))


def words(known: Iterable[Group]) -> list[str]:
    """The words of both sides of groups, and the terms, that are short enough to be tokens, sorted."""
    sides = [side for group in known for side in (*group.official, *group.everyday)]
    runs = [run for side in (*sides, *terms()) for run in _RUN.findall(side)]
    return sorted({run for run in runs if 1 < len(run) <= _LONGEST_WORD})


def _lines(path: Path) -> list[str]:
    lines = (line.split("#")[0].strip() for line in path.read_text("utf-8").splitlines())
    return [line for line in lines if line]
