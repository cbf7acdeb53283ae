"""Regular expressions that are compiled when they are first needed: one question needs few of a table of hundreds.

Python compiles a pattern of some hundred Chinese characters in a millisecond, and the first answer of a fresh process
would wait for all of them.
"""

from __future__ import annotations

import re
from functools import cached_property
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator


class Pattern:
    """A regular expression like ``re.compile`` gives, with the methods that the tables of this package use."""

    def __init__(self, expression: str) -> None:
        """A wrong ``expression`` raises ``re.error`` at its first use; the tests use every one."""
        self.expression = expression

    @cached_property
    def compiled(self) -> re.Pattern[str]:
        """The pattern itself."""
        return re.compile(self.expression)

    def search(self, text: str) -> re.Match[str] | None:
        """The first match, or None."""
        return self.compiled.search(text)

    def finditer(self, text: str) -> Iterator[re.Match[str]]:
        """All matches that do not overlap, from the left."""
        return self.compiled.finditer(text)

    def findall(self, text: str) -> list[str]:
        """The same as text."""
        return self.compiled.findall(text)
