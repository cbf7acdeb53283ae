"""Scores of characters and of vectors, and what the question names, as one score."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

WEIGHTS = (1.0, 0.5, 0.25, 0.0)
"""What vectors may weigh beside characters, which weigh 1; a build takes the one that finds most (0: none)."""
_LOOSE, _CLOSE, _LEAST = 0.5, 0.8, 0.25
"""Vectors weigh fully where the best text holds half of a question's characters or fewer, and a quarter where it holds four fifths:
who names a thing means that thing (set on generated questions, that name things or say them otherwise)."""
DEPTH = 200
"""Chunks of each ranking that are looked at."""


def fused(
    positions: Iterable[int], lexical: Mapping[int, float], dense: Mapping[int, float], floor: float, weight: float
) -> dict[int, float]:
    """Score by position, at most 1 + ``weight``.

    ``lexical`` are BM25 scores, ``dense`` cosines; a missing one is nothing. Each counts as a share of its best. ``floor`` is the
    cosine of texts that have nothing to do with each other, which differs from model to model.
    """
    most = max(lexical.values(), default=0.0)
    span = max(dense.values(), default=floor) - floor
    scores: dict[int, float] = {}
    for position in positions:
        by_characters = lexical.get(position, 0.0) / most if most > 0 else 0.0
        by_vector = max(0.0, dense.get(position, floor) - floor) / span if span > 0 else 0.0
        scores[position] = by_characters + weight * by_vector
    return scores


def needed(match: float) -> float:
    """How much vectors are needed, ``_LEAST`` to 1, where characters match a question so far (0 to 1)."""
    return max(_LEAST, min(1.0, (_CLOSE - match) / (_CLOSE - _LOOSE)))


def best(scores: Mapping[int, float], limit: int) -> list[int]:
    """Positions by score, best first, equal scores in order of position."""
    return sorted(scores, key=lambda position: (-scores[position], position))[:limit]
