"""Token vectors trained so that a made-up question lies nearer to its own chunk than to the others.

A second or two for a few thousand chunks; the same chunks always give the same vectors.
"""

from __future__ import annotations

import random
from typing import TYPE_CHECKING

import numpy as np
import torch
from torch.nn import functional

from index.encoder.questions import askable, question

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tokenizers import Tokenizer

    from index.embed import Vectors
    from index.model import Chunk

EPOCHS, BATCH, MOST_STEPS = 5, 256, 400
FEWEST = 32
"""With fewer chunks there is nothing to tell apart, and the vectors stay as they are."""
_RATE, _TEMPERATURE, _BACKWARD = 0.01, 0.1, 0.3
_SEED = 1


def trained(weights: Vectors, made: Tokenizer, chunks: Sequence[Chunk]) -> Vectors:
    """``weights`` (one row a token of ``made``) after some passes over ``chunks``; context and text are one text."""
    usable = [chunk for chunk in chunks if askable(chunk)]
    if len(usable) < FEWEST:
        return weights
    threads = torch.get_num_threads()
    torch.set_num_threads(1)  # several threads add up gradients in changing order, and every build would differ
    try:
        return _passes(weights, made, usable)
    finally:
        torch.set_num_threads(threads)


def _passes(weights: Vectors, made: Tokenizer, usable: list[Chunk]) -> Vectors:
    chance = random.Random(_SEED)  # noqa: S311 - a sample, not a secret
    vectors = torch.nn.Parameter(torch.from_numpy(weights.copy()))
    optimiser = torch.optim.Adam([vectors], lr=_RATE)
    for batch in _batches(usable, chance):
        asked = _pooled(vectors, made, [question(chunk, chance) for chunk in batch])
        shown = _pooled(vectors, made, [f"{chunk.context} {chunk.text}" for chunk in batch])
        near = asked @ shown.T / _TEMPERATURE
        own = torch.arange(len(batch))
        loss = functional.cross_entropy(near, own) + _BACKWARD * functional.cross_entropy(near.T, own)
        optimiser.zero_grad()
        loss.backward()  # type: ignore[no-untyped-call]
        optimiser.step()
    return np.asarray(vectors.detach().numpy(), np.float32)


def _batches(chunks: list[Chunk], chance: random.Random) -> list[list[Chunk]]:
    batches: list[list[Chunk]] = []
    for _ in range(EPOCHS):
        order = chance.sample(chunks, len(chunks))
        parts = [order[start : start + BATCH] for start in range(0, len(order), BATCH)]
        batches += [part for part in parts if len(part) >= FEWEST]
    return batches[:MOST_STEPS]


def _pooled(vectors: torch.Tensor, made: Tokenizer, texts: list[str]) -> torch.Tensor:
    ids = [encoding.ids for encoding in made.encode_batch(texts, add_special_tokens=False)]
    starts = torch.tensor([0, *np.cumsum([len(row) for row in ids[:-1]]).tolist()])
    flat = torch.tensor([token for row in ids for token in row])
    return functional.normalize(functional.embedding_bag(flat, vectors, starts, mode="mean"), dim=1)
