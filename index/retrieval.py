"""Build the text search of an index, and measure which way of searching serves this corpus.

An encoder that does not fit a corpus makes the fused ranking worse than characters alone, so it is never trusted blindly:
questions are generated from a sample of the chunks, and vectors weigh as much as finds most of the answers, or nothing.
"""

from __future__ import annotations

import io
import random
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from index.dense import Dense
from index.embed import BUNDLED, Encoder, Vectors, chunk_vectors, encoder_name, opened_encoder
from index.encoder.adapt import adapted_model
from index.encoder.questions import Asked, everyday_questions, named_questions
from index.errors import BuildFailed
from index.fusion import WEIGHTS
from index.lexical import Lexical
from index.search import PLACES, Searcher, chunk_places

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from index.model import Chunk

QUESTIONS = 100
_RECALL_AT = 5
_SEED = 7


@dataclass(frozen=True, slots=True)
class Retrieval:
    """The search files of an index by name, what the manifest records of them, and the same in words."""

    files: dict[str, bytes]
    record: dict[str, Any]

    @property
    def summary(self) -> str:
        """Which search is used, in Chinese."""
        return "字词与语义检索" if self.record["weight"] > 0 else "字词检索"


def build_retrieval(chunks: Sequence[Chunk]) -> Retrieval:
    """Everything ``index.search`` needs for these chunks; ``BuildFailed`` when the encoder cannot be had."""
    lexical = Lexical.build([f"{chunk.context} {chunk.text}" for chunk in chunks])
    name = encoder_name()
    files = adapted_model(chunks) if name == BUNDLED else {}
    encoder = opened_encoder(name, files)
    vectors = _encoded(encoder, name, chunks)
    buffer = io.BytesIO()
    np.savez(buffer, **lexical.arrays())  # type: ignore[arg-type] # numpy's stub takes the first for an option
    files |= {
        "lexical.npz": buffer.getvalue(),
        "dense.faiss": Dense.build(vectors).to_bytes(),
        PLACES: chunk_places(chunks),
    }
    asked = generated_questions(chunks)
    record = {"encoder": name, "dimension": vectors.shape[1], "floor": _floor(asked["named"], vectors, encoder)}
    weight, measured = _weighed(asked, Searcher(chunks, files, record, encoder))
    return Retrieval(files, record | {"weight": weight, f"recall_at_{_RECALL_AT}": measured})


def _encoded(encoder: Encoder, name: str, chunks: Sequence[Chunk]) -> Vectors:
    try:
        return chunk_vectors(encoder, [(chunk.context, chunk.text) for chunk in chunks])
    except (OSError, ValueError) as error:
        why = f"编码模型「{name}」不在本机（BUDGET_ENCODER）。设置 BUDGET_ENCODER_DOWNLOAD=1 可以下载，或去掉 BUDGET_ENCODER 使用内置模型"
        raise BuildFailed(why) from error


def _floor(asked: Sequence[Asked], vectors: Vectors, encoder: Encoder) -> float:
    """The cosine that half of the chunks have with a question: what it says of texts that have nothing in common."""
    if not asked:
        return 0.0
    near = encoder.encode([words for words, _ in asked]) @ vectors[:: max(1, len(vectors) // 1000)].T
    return round(float(np.median(near)), 4)


def _weighed(asked: Mapping[str, Sequence[Asked]], searcher: Searcher) -> tuple[float, dict[str, dict[str, float]]]:
    """The weight of the vectors with the best recall over all questions, the highest of equals, and the recall it has.

    With the weight 0 both ways are the same: what is used is never worse than characters alone.
    """
    found = {kind: [searcher.looked_up(words, _RECALL_AT) for words, _ in own] for kind, own in asked.items()}
    measured: dict[float, dict[str, dict[str, float]]] = {}
    for weight in WEIGHTS:
        measured[weight] = {
            kind: _recall([searcher.ranked(one, _RECALL_AT, weight) for one in found[kind]], own)
            for kind, own in asked.items()
        }
    best = max(WEIGHTS, key=lambda weight: (sum(own["fused"] for own in measured[weight].values()), weight))
    return best, measured[best]


def _recall(rankings: Sequence[Mapping[str, Sequence[int]]], asked: Sequence[Asked]) -> dict[str, float]:
    """Recall at 5 of the three ways of searching; 0 without any question."""
    return {
        name: _share([not wanted.isdisjoint(own[name]) for own, (_, wanted) in zip(rankings, asked, strict=True)])
        for name in ("lexical", "dense", "fused")
    }


def _share(hits: Sequence[bool]) -> float:
    return round(sum(hits) / len(hits), 4) if hits else 0.0


def generated_questions(chunks: Sequence[Chunk]) -> dict[str, list[Asked]]:
    """Up to ``QUESTIONS`` questions of each kind with the positions of the chunks that answer each; always the same ones."""
    chance = random.Random(_SEED)  # noqa: S311 - a sample, not a secret
    return {
        "named": named_questions(chunks, QUESTIONS, chance),
        "everyday": everyday_questions(chunks, QUESTIONS, chance),
    }
