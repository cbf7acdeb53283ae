"""Whether a reply in English is wanted. Light: every question passes here, and few need the rest of this package."""

from __future__ import annotations

import re

from assistant.patterns import Pattern

MARK = "(answer in English)"
"""Behind a Chinese question it asks for the reply in English."""
_MARKED = Pattern(r"[(（]?\s*(?:please\s+)?(?:answer|reply|respond)\s+in\s+english\s*[)）]?[.:]?", re.IGNORECASE)
_CJK = Pattern(r"[\u4e00-\u9fff]")
_LATIN = Pattern(r"[A-Za-z]{2,}")
_COMMON = frozenset(
    {
        "what",
        "how",
        "the",
        "of",
        "in",
        "is",
        "are",
        "was",
        "for",
        "which",
        "did",
        "does",
        "why",
        "budget",
        "and",
        "much",
        "many",
    }
)
_FEW = 4
"""Chinese characters per English word of a sentence that is still English: terms are quoted in Chinese."""


def is_english(text: str) -> bool:
    """Whether a reply in English is wanted: mostly English words, or ``(answer in English)`` behind the question."""
    if _MARKED.search(text):
        return True
    words = [word.lower() for word in _LATIN.findall(text)]
    chinese = len(_CJK.findall(text))
    if not words:
        return False
    if not chinese:
        return any(not word.isupper() for word in _LATIN.findall(text))
    return sum(word in _COMMON for word in words) > 1 and chinese <= _FEW * len(words)


def unmarked(text: str) -> str:
    """The question without ``MARK`` or its like."""
    return _MARKED.sub("", text).strip()
