"""Text search over the chunks of an open index: characters, vectors, and the years and places a question names."""

from __future__ import annotations

import io
import json
import threading
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

import numpy as np

from index.dense import Dense
from index.embed import Encoder, opened_encoder
from index.fusion import DEPTH, best, fused
from index.language.periods import find_years
from index.lexical import Lexical, Positions, ranking
from index.model import Chunk

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

_Named = tuple[frozenset[int], frozenset[str]]

_SHORTEST_PLACE = 2
YEAR_BONUS, PLACE_BONUS = 0.15, 0.25
"""How much a chunk gains, as a share of its score, for the year and the place that the question names."""


@dataclass(frozen=True, slots=True)
class Hit:
    """A chunk that was found.

    ``score`` orders hits of one question and means nothing across questions; ``lexical`` is the BM25 score, ``dense``
    the cosine (0 where the vectors did not find it). ``rank_reasons`` say in Chinese why it stands where it does.
    """

    chunk: Chunk
    score: float
    lexical: float
    dense: float
    rank_reasons: tuple[str, ...]


class Searcher:
    """The search of one index; parts are loaded when they are first needed."""

    def __init__(self, chunks: Sequence[Chunk], files: Mapping[str, bytes], manifest: Mapping[str, Any]) -> None:
        """``files`` and ``manifest`` are those of the index."""
        self._chunks = chunks
        self._files = files
        self._record = manifest["retrieval"]
        self._lock = threading.Lock()
        with np.load(io.BytesIO(files["lexical.npz"])) as arrays:
            self._lexical = Lexical.from_arrays(dict(arrays), len(chunks))
        meta = json.loads(files["chunk_places.json"])
        self._documents = np.array(meta["document"])
        self._years: list[int] = meta["year"]
        self._regions: list[str] = meta["region"]
        self._places = sorted(set(self._regions) - {""})

    @cached_property
    def _dense(self) -> tuple[Encoder, Dense]:
        with self._lock:
            encoder = opened_encoder(self._record["encoder"], self._files)
            return encoder, Dense.from_bytes(self._files["dense.faiss"])

    def search(self, query: str, k: int = 20, *, documents: frozenset[str] | None = None) -> tuple[Hit, ...]:
        """The ``k`` best chunks, best first; empty for a question without a word that occurs anywhere."""
        allowed = None if documents is None else np.flatnonzero(np.isin(self._documents, sorted(documents)))
        lexical = self._lexical.scores(query)
        by_characters = ranking(lexical, max(k, DEPTH), allowed)
        by_vector = self._nearest(query, max(k, DEPTH), allowed) if self._record["use"] == "fused" else {}
        named = self._named(query)
        scores = self._preferred(named, fused(by_characters, list(by_vector)))
        ranks = {"字词": _ranks(by_characters), "语义": _ranks(by_vector)}
        return tuple(
            Hit(
                chunk=self._chunks[row],
                score=scores[row],
                lexical=float(lexical[row]),
                dense=by_vector.get(row, 0.0),
                rank_reasons=self._reasons(row, named, ranks),
            )
            for row in best(scores, k)
        )

    def _nearest(self, query: str, limit: int, allowed: Positions | None) -> dict[int, float]:
        encoder, dense = self._dense
        return dict(dense.nearest(encoder.encode([query])[0], min(limit, len(self._chunks)), allowed))

    def _named(self, query: str) -> _Named:
        """The years of the question, and the places of the index whose name it holds, with or without 区, 市, 县."""
        years = frozenset(found.year for found in find_years(query) if found.year)
        return years, frozenset(region for region in self._places if region in query or _stem(region) in query)

    def _preferred(self, named: _Named, scores: dict[int, float]) -> dict[int, float]:
        years, regions = named
        return {
            row: score * (1 + YEAR_BONUS * (self._years[row] in years) + PLACE_BONUS * (self._regions[row] in regions))
            for row, score in scores.items()
        }

    def _reasons(self, row: int, named: _Named, ranks: Mapping[str, Mapping[int, int]]) -> tuple[str, ...]:
        years, regions = named
        reasons = [f"{name}第 {ranked[row]}" for name, ranked in ranks.items() if row in ranked]
        reasons += ["年度相符"] if self._years[row] in years else []
        reasons += ["地区相符"] if self._regions[row] in regions else []
        return tuple(reasons)


def _stem(region: str) -> str:
    return region[:-1] if len(region) > _SHORTEST_PLACE else region


def _ranks(ranked: Iterable[int]) -> dict[int, int]:
    return {row: rank for rank, row in enumerate(ranked, 1)}
