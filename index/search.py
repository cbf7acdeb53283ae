"""Text search over the chunks of an open index: characters, vectors, and what a question names and asks for."""

from __future__ import annotations

import io
import json
import threading
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

import numpy as np

from index.asked import asked_sorts, shown_sorts
from index.dense import Dense
from index.embed import Encoder, opened_encoder
from index.fusion import DEPTH, best, fused, needed
from index.language.periods import find_years
from index.lexical import Lexical, Positions, ranking
from index.model import Chunk
from index.rerank import RERANKED, Reranker, reranked

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from index.embed import Vectors

PLACES = "chunk_places.json"
_SHORTEST_PLACE = 2
YEAR_BONUS, PLACE_BONUS, SORT_BONUS = 0.5, 1.0, 0.4
"""How much a chunk gains, as a share of its score, for the year and the place that the question names, and when it shows all
that the question asks for (an amount, a date, a reason)."""


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


@dataclass(frozen=True, slots=True)
class _Wanted:
    """What a question names and asks for."""

    years: frozenset[int]
    regions: frozenset[str]
    sorts: frozenset[int]


@dataclass(frozen=True, slots=True)
class LookedUp:
    """What characters and vectors found for a question: BM25 scores and cosines by position."""

    wanted: _Wanted
    lexical: dict[int, float]
    dense: dict[int, float]
    needed: float
    """How much vectors are needed, where characters match as they do."""


def chunk_places(chunks: Sequence[Chunk]) -> bytes:
    """What the search must know of every chunk without reading it, as JSON."""
    columns: dict[str, list[Any]] = {
        name: [getattr(chunk, name) for chunk in chunks] for name in ("document", "year", "region")
    }
    columns["sorts"] = [sorted(shown_sorts(chunk)) for chunk in chunks]
    return json.dumps(columns, ensure_ascii=False, separators=(",", ":")).encode()


class Searcher:
    """The search of one index; parts are loaded when they are first needed."""

    def __init__(
        self,
        chunks: Sequence[Chunk],
        files: Mapping[str, bytes],
        record: Mapping[str, Any],
        encoder: Encoder | None = None,
        reranker: Reranker | None = None,
    ) -> None:
        """Over the files of an index and what its manifest says of ``retrieval``.

        ``encoder`` when it is open already; ``reranker`` looks again at the first hits.
        """
        self._chunks = chunks
        self._files = files
        self._record = record
        self._opened = encoder
        self._reranker = reranker
        self._lock = threading.Lock()
        with np.load(io.BytesIO(files["lexical.npz"])) as arrays:
            self._lexical = Lexical.from_arrays(dict(arrays), len(chunks))
        meta = json.loads(files[PLACES])
        self._documents = np.array(meta["document"])
        self._years: list[int] = meta["year"]
        self._regions: list[str] = meta["region"]
        self._sorts: list[frozenset[int]] = [frozenset(own) for own in meta["sorts"]]
        self._places = sorted(set(self._regions) - {""})

    @cached_property
    def _dense(self) -> tuple[Encoder, Dense]:
        with self._lock:
            encoder = self._opened or opened_encoder(self._record["encoder"], self._files)
            return encoder, Dense.from_bytes(self._files["dense.faiss"])

    def search(self, query: str, k: int = 20, *, documents: frozenset[str] | None = None) -> tuple[Hit, ...]:
        """The ``k`` best chunks, best first; empty for a question without a word that occurs anywhere."""
        allowed = None if documents is None else np.flatnonzero(np.isin(self._documents, sorted(documents)))
        found = self._found(query, max(k, DEPTH), allowed, vectors=self._record["weight"] > 0)
        wanted, lexical, dense = found.wanted, found.lexical, found.dense
        scores = self._scored(wanted, lexical, dense, self._record["weight"] * found.needed)
        rows = best(scores, max(k, RERANKED if self._reranker else 0))
        ranks = {
            "字词": _ranks(row for row, score in _by_score(lexical)),
            "语义": _ranks(row for row, cosine in _by_score(dense)),
        }
        if self._reranker:
            rows = reranked(
                rows, [f"{c.context} {c.text}" for c in map(self._chunks.__getitem__, rows)], query, self._reranker
            )
            ranks["重排"] = _ranks(rows[:RERANKED])
        return tuple(
            Hit(
                chunk=self._chunks[row],
                score=scores[row],
                lexical=lexical.get(row, 0.0),
                dense=dense.get(row, 0.0),
                rank_reasons=self._reasons(row, wanted, ranks),
            )
            for row in rows[:k]
        )

    def encode(self, texts: Sequence[str]) -> Vectors:
        """Vectors of texts by the encoder of the index, one row a text."""
        return self._dense[0].encode(texts)

    def looked_up(self, query: str, k: int) -> LookedUp:
        """What ``ranked`` puts in order, with vectors whatever they weigh."""
        return self._found(query, max(k, DEPTH), None, vectors=True)

    def ranked(self, found: LookedUp, k: int, weight: float) -> dict[str, list[int]]:
        """Positions of the ``k`` best chunks by characters (``lexical``), by vectors (``dense``) and by both (``fused``).

        All three prefer the years and places that the question names and the sort of thing it asks for. ``weight`` is that of the
        vectors in ``fused``.
        """
        ways: dict[str, tuple[dict[int, float], dict[int, float], float]] = {
            "lexical": (found.lexical, {}, 0.0),
            "dense": ({}, found.dense, 1.0),
            "fused": (found.lexical, found.dense, weight * found.needed),
        }
        return {name: best(self._scored(found.wanted, *way), k) for name, way in ways.items()}

    def rankings(self, query: str, k: int) -> dict[str, list[int]]:
        """The three rankings of a question with the weight that the index uses."""
        return self.ranked(self.looked_up(query, k), k, self._record["weight"])

    def _found(self, query: str, limit: int, allowed: Positions | None, *, vectors: bool) -> LookedUp:
        """What characters found, and vectors if wanted; what one found is scored by the other too."""
        scores = self._lexical.scores(query)
        rows = ranking(scores, limit, allowed)
        near: list[tuple[int, float]] = []
        if vectors:
            encoder, dense = self._dense
            vector = encoder.encode([query])[0]
            near = dense.nearest(vector, min(limit, len(self._chunks)), allowed)
            beside = np.array(sorted(set(rows) - {row for row, _ in near}), np.int64)
            near += dense.nearest(vector, len(beside), beside)
        lexical = {row: float(scores[row]) for row in (*rows, *(row for row, _ in near)) if scores[row] > 0}
        most = self._lexical.most(query)
        match = max(lexical.values(), default=0.0) / most if most > 0 else 0.0
        return LookedUp(self._wanted(query), lexical, dict(near), needed(match))

    def _scored(
        self, wanted: _Wanted, lexical: Mapping[int, float], dense: Mapping[int, float], weight: float
    ) -> dict[int, float]:
        together = fused(dict.fromkeys((*lexical, *dense)), lexical, dense, self._record["floor"], weight)
        return {row: score * self._preference(row, wanted) for row, score in together.items()}

    def _wanted(self, query: str) -> _Wanted:
        """The years of the question, and the places of the index whose name it holds, with or without 区, 市, 县."""
        years = frozenset(found.year for found in find_years(query) if found.year)
        regions = frozenset(region for region in self._places if region in query or _stem(region) in query)
        return _Wanted(years, regions, asked_sorts(query))

    def _preference(self, row: int, wanted: _Wanted) -> float:
        factor = 1.0
        if self._years[row] in wanted.years:
            factor *= 1 + YEAR_BONUS
        if self._regions[row] in wanted.regions:
            factor *= 1 + PLACE_BONUS
        if wanted.sorts:
            factor *= 1 + SORT_BONUS * len(wanted.sorts & self._sorts[row]) / len(wanted.sorts)
        return factor

    def _reasons(self, row: int, wanted: _Wanted, ranks: Mapping[str, Mapping[int, int]]) -> tuple[str, ...]:
        reasons = [f"{name}第 {ranked[row]}" for name, ranked in ranks.items() if row in ranked]
        reasons += ["年度相符"] if self._years[row] in wanted.years else []
        reasons += ["地区相符"] if self._regions[row] in wanted.regions else []
        reasons += ["有所问的内容"] if wanted.sorts and wanted.sorts <= self._sorts[row] else []
        return tuple(reasons)


def _stem(region: str) -> str:
    return region[:-1] if len(region) > _SHORTEST_PLACE else region


def _by_score(scores: Mapping[int, float]) -> list[tuple[int, float]]:
    return sorted(scores.items(), key=lambda pair: (-pair[1], pair[0]))


def _ranks(ranked: Iterable[int]) -> dict[int, int]:
    return {row: rank for rank, row in enumerate(ranked, 1)}
