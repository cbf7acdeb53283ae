"""Regular expressions that are compiled when they are first needed: one question needs few of a table of hundreds.

Python compiles a pattern of some hundred Chinese characters in a millisecond, and the first answer of a fresh process
would wait for all of them.
"""

from __future__ import annotations

import re
import sys
from functools import cached_property
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator


class Pattern:
    """A regular expression like ``re.compile`` gives, with the methods that this package uses."""

    def __init__(self, expression: str, flags: int = 0) -> None:
        """A wrong ``expression`` raises ``re.error`` at its first use; ``tests/test_patterns.py`` uses every one."""
        self.pattern, self.flags = expression, flags

    @cached_property
    def compiled(self) -> re.Pattern[str]:
        """The pattern itself."""
        return re.compile(self.pattern, self.flags)

    def search(self, text: str, start: int = 0, end: int = sys.maxsize) -> re.Match[str] | None:
        """The first match within [start, end), or None."""
        return self.compiled.search(text, start, end)

    def match(self, text: str, start: int = 0) -> re.Match[str] | None:
        """The match that begins at ``start``, or None."""
        return self.compiled.match(text, start)

    def fullmatch(self, text: str) -> re.Match[str] | None:
        """The match of the whole text, or None."""
        return self.compiled.fullmatch(text)

    def finditer(self, text: str, start: int = 0, end: int = sys.maxsize) -> Iterator[re.Match[str]]:
        """All matches within [start, end) that do not overlap, from the left."""
        return self.compiled.finditer(text, start, end)

    def findall(self, text: str) -> list[str]:
        """The same as text."""
        return self.compiled.findall(text)

    def sub(self, replacement: str | Callable[[re.Match[str]], str], text: str) -> str:
        """The text with all matches replaced."""
        return self.compiled.sub(replacement, text)

    def split(self, text: str) -> list[str]:
        """What stands between the matches."""
        return self.compiled.split(text)
