"""Everyday words for official budget terms, common slips of typing, and words without budget meaning.

``ALIASES`` leads from what people type to what documents print. The left side is a tuple of regular expressions over
normalised text, the right side a tuple of official terms, any of which the words may stand for; the linker decides
with the documents at hand. A new everyday word is a one-row change in ``aliases_accounts``, ``aliases_functions`` or
``aliases_projects``; ``tests/test_vocabulary.py`` checks every row.
"""

from __future__ import annotations

import re

from index.language.aliases_accounts import ACCOUNTS
from index.language.aliases_functions import FUNCTIONS
from index.language.aliases_projects import PROJECTS
from index.language.characters import TRADITIONAL, TYPOS
from index.language.fillers import FILLERS

__all__ = ["ALIASES", "EVERYDAY", "FILLERS", "TRADITIONAL", "TYPOS", "Alias", "longest_first", "surely_held"]

Alias = tuple[tuple[str, ...], tuple[str, ...]]

_PLAIN = re.compile(r"[\u4e00-\u9fff]+")
_SIGNS = re.compile(r"\\.|.")
_ESCAPED = re.compile(r"\\.")
_SET = re.compile(r"\[[^\]]*\](?:[?*+]|\{[^}]*\})?")
_GROUP = re.compile(r"\([^()]*\)(?:[?*+]|\{[^}]*\})?")
_OPTIONAL = re.compile(r".(?:[?*]|\{[^}]*\})")
_NO_LENGTH = re.compile(r"\(\?<?[=!][^()]*\)|\(\?:|[?+*)]")


def _spellings(word: str) -> list[str]:
    """The spellings of a pattern: what stands between the bars outside of brackets."""
    spellings, depth = [""], 0
    for char in _SIGNS.findall(word):
        depth += (char in "([") - (char in ")]")
        if char == "|" and not depth:
            spellings.append("")
        else:
            spellings[-1] += char
    return spellings


def longest_first(word: str) -> str:
    """A pattern with its spellings ordered so that 招待客人 is tried before 招待, whichever word of a row they come from."""
    return "|".join(sorted(_spellings(word), key=_length, reverse=True))


def surely_held(word: str) -> tuple[frozenset[str], ...]:
    """For each spelling of a pattern, characters that stand in every text that it matches (fewer than there are, never more)."""
    return tuple(frozenset(_surely(spelling)) for spelling in _spellings(word))


def _surely(spelling: str) -> str:
    if _PLAIN.fullmatch(spelling):
        return spelling
    left, before = _SET.sub("", _ESCAPED.sub("", spelling)), ""
    while left != before:
        left, before = _GROUP.sub("", left), left
    return "".join(_PLAIN.findall(_OPTIONAL.sub("", left)))


def _length(spelling: str) -> int:
    """Characters that a spelling matches at most, nearly: look-arounds and signs match none."""
    return len(_NO_LENGTH.sub("", spelling))


def _row(words: str, terms: str) -> Alias:
    patterns = [longest_first(word) for word in words.split()]
    return tuple(sorted(patterns, key=len, reverse=True)), tuple(terms.split())


ALIASES: tuple[Alias, ...] = tuple(_row(words, terms) for words, terms in ACCOUNTS + FUNCTIONS + PROJECTS)
"""Everyday words → official terms."""

EVERYDAY: tuple[Alias, ...] = tuple(
    (tuple(spelling for word in words for spelling in _spellings(word) if _PLAIN.fullmatch(spelling)), terms)
    for words, terms in ALIASES
)
"""The same rows with only the spellings that are plain words, for whoever learns from words rather than patterns."""
