"""Everyday words for official budget terms, common slips of typing, and words without budget meaning.

``ALIASES`` leads from what people type to what documents print. The left side is a tuple of regular expressions over
normalised text, the right side a tuple of official terms, any of which the words may stand for; the linker decides
with the documents at hand. A new everyday word is a one-row change in ``aliases_accounts``, ``aliases_functions`` or ``aliases_projects``;
``tests/test_vocabulary.py`` checks every row.
"""

from __future__ import annotations

from index.language.aliases_accounts import ACCOUNTS
from index.language.aliases_functions import FUNCTIONS
from index.language.aliases_projects import PROJECTS
from index.language.characters import TRADITIONAL, TYPOS
from index.language.fillers import FILLERS

__all__ = ["ALIASES", "FILLERS", "TRADITIONAL", "TYPOS", "Alias"]

Alias = tuple[tuple[str, ...], tuple[str, ...]]

ALIASES: tuple[Alias, ...] = tuple(
    (tuple(words.split()), tuple(terms.split())) for words, terms in ACCOUNTS + FUNCTIONS + PROJECTS
)
"""Everyday words → official terms."""
