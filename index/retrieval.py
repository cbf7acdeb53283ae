"""Build the text search of an index, and measure which way of searching serves this corpus.

An encoder that does not fit a corpus makes the fused ranking worse than characters alone, so it is never trusted blindly:
questions are generated from a sample of the chunks, and vectors take part only when they do not lower the recall.
"""

from __future__ import annotations

import io
import json
import random
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from index.dense import Dense
from index.embed import BUNDLED, Encoder, ForeignEncoder, Vectors, encoder_name
from index.encoder.adapt import adapted_model
from index.encoder.questions import askable, question
from index.errors import BuildFailed
from index.fusion import DEPTH, best, fused
from index.lexical import Lexical, ranking

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from index.model import Chunk

_Asked = tuple[str, frozenset[int]]

QUESTIONS = 150
_RECALL_AT = 5
_TOLERANCE = 0.01
_SEED = 7
_PART = 10


@dataclass(frozen=True, slots=True)
class Retrieval:
    """The search files of an index by name, what the manifest records of them, and the same in words."""

    files: dict[str, bytes]
    record: dict[str, Any]

    @property
    def summary(self) -> str:
        """Which search is used, in Chinese."""
        return "字词与语义检索" if self.record["use"] == "fused" else "字词检索"


def build_retrieval(chunks: Sequence[Chunk]) -> Retrieval:
    """Everything ``index.search`` needs for these chunks; ``BuildFailed`` when the encoder cannot be had."""
    texts = [f"{chunk.context} {chunk.text}" for chunk in chunks]
    lexical = Lexical.build(texts)
    name = encoder_name()
    asked = generated_questions(chunks)
    encoder, files = _encoder(name, chunks, frozenset().union(*(wanted for _, wanted in asked)))
    vectors = _encoded(encoder, name, texts)
    dense = Dense.build(vectors)
    measured = _measured(asked, lexical, dense, encoder)
    buffer = io.BytesIO()
    np.savez(buffer, **lexical.arrays())  # type: ignore[arg-type] # numpy's stub takes the first for an option
    files |= {"lexical.npz": buffer.getvalue(), "dense.faiss": dense.to_bytes(), "chunk_places.json": _places(chunks)}
    use = "fused" if measured["fused"] >= measured["lexical"] - _TOLERANCE else "lexical"
    record = {"encoder": name, "dimension": vectors.shape[1], "use": use, f"recall_at_{_RECALL_AT}": measured}
    return Retrieval(files, record)


def _encoder(name: str, chunks: Sequence[Chunk], unseen: frozenset[int]) -> tuple[ForeignEncoder, dict[str, bytes]]:
    return adapted_model(chunks, unseen) if name == BUNDLED else (ForeignEncoder(name), {})


def _encoded(encoder: Encoder, name: str, texts: Sequence[str]) -> Vectors:
    try:
        return encoder.encode(texts)
    except (OSError, ValueError) as error:
        why = f"编码模型「{name}」不在本机（BUDGET_ENCODER）。设置 BUDGET_ENCODER_DOWNLOAD=1 可以下载，或去掉 BUDGET_ENCODER 使用内置模型"
        raise BuildFailed(why) from error


def _places(chunks: Sequence[Chunk]) -> bytes:
    columns = {name: [getattr(chunk, name) for chunk in chunks] for name in ("document", "year", "region")}
    return json.dumps(columns, ensure_ascii=False, separators=(",", ":")).encode()


def _measured(asked: Sequence[_Asked], lexical: Lexical, dense: Dense, encoder: Encoder) -> dict[str, float]:
    """Recall at 5 of the three ways of searching over generated questions; 0 without any."""
    vectors = encoder.encode([words for words, _ in asked]) if asked else np.zeros((0, 1), np.float32)

    def by_characters(row: int) -> list[int]:
        return ranking(lexical.scores(asked[row][0]), DEPTH)

    def by_vector(row: int) -> list[int]:
        return [place for place, _ in dense.nearest(vectors[row], min(DEPTH, lexical.size))]

    def by_both(row: int) -> list[int]:
        return best(fused(by_characters(row), by_vector(row)), DEPTH)

    ways: dict[str, Callable[[int], list[int]]] = {"lexical": by_characters, "dense": by_vector, "fused": by_both}
    return {name: _recall(way, asked) for name, way in ways.items()}


def _recall(way: Callable[[int], list[int]], asked: Sequence[_Asked]) -> float:
    found = [bool(wanted & set(way(row)[:_RECALL_AT])) for row, (_, wanted) in enumerate(asked)]
    return round(sum(found) / len(found), 4) if found else 0.0


def generated_questions(chunks: Sequence[Chunk]) -> list[_Asked]:
    """Up to ``QUESTIONS`` questions with the positions of the chunks that answer each; always the same ones.

    At most a tenth of the chunks are asked for, so that enough remain to learn from. Chunks of one document with the
    same text answer a question equally.
    """
    chance = random.Random(_SEED)  # noqa: S311 - a sample, not a secret
    same: dict[tuple[str, str], list[int]] = {}
    for position, chunk in enumerate(chunks):
        if askable(chunk):
            same.setdefault((chunk.document, chunk.text), []).append(position)
    keys = list(same)
    sample = chance.sample(keys, min(QUESTIONS, -(-len(keys) // _PART)))
    return [(question(chunks[same[key][0]], chance), frozenset(same[key])) for key in sample]
