"""Two rankings and what the question names, as one ranking."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

LEXICAL, DENSE = 2.0, 0.5
"""Weights of the two rankings (measured: characters decide at the top, vectors find what was worded otherwise)."""
DEPTH = 200
_SMOOTHING = 30.0


def fused(lexical: Sequence[int], dense: Sequence[int]) -> dict[int, float]:
    """Reciprocal-rank scores by position; 0.1 is about the highest."""
    scores: dict[int, float] = {}
    for weight, ranked in ((LEXICAL, lexical), (DENSE, dense)):
        for rank, position in enumerate(ranked):
            scores[position] = scores.get(position, 0.0) + weight / (_SMOOTHING + rank + 1)
    return scores


def best(scores: Mapping[int, float], limit: int) -> list[int]:
    """Positions by score, best first, equal scores in order of position."""
    return sorted(scores, key=lambda position: (-scores[position], position))[:limit]
