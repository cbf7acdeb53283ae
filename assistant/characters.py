"""Texts as they are compared: plain characters and their bigrams. Both are remembered, for labels come back all the time."""

from __future__ import annotations

import unicodedata
from functools import lru_cache

from assistant.patterns import Pattern

_PUNCTUATION = Pattern(r"[^0-9a-z\u4e00-\u9fff%]+")


@lru_cache(maxsize=65536)
def plain(text: str) -> str:
    """Label as compared: NFKC, lower case, without punctuation and space."""
    return _PUNCTUATION.sub("", unicodedata.normalize("NFKC", text).lower())


@lru_cache(maxsize=65536)
def bigrams(text: str) -> frozenset[str]:
    """Character bigrams of a plain text; a single character is its own, "" has none."""
    return frozenset(text[i : i + 2] for i in range(len(text) - 1)) or frozenset({text} if text else ())
