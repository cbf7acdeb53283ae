"""Make the bundled encoder again: ``python -m index.encoder.make``, a few minutes on two cores, always the same bytes.

Its data are our own (``lexicon.py``, ``examples.py``). A token's vector begins as a fixed direction of its own mixed with those
of its characters, so that words sharing characters are near; training then draws questions towards the chunks that answer them
and away from the other chunks of the same batch. What a corpus says about its words is added when an index is built:
``adapt.py``.
"""

from __future__ import annotations

import random
import time
import zlib
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import safetensors.numpy
import torch
from torch.nn import functional

from index.embed import Vectors, unit
from index.encoder.examples import Example, examples, same_answer
from index.encoder.lexicon import groups, words
from index.encoder.pooling import pooled, shown
from index.encoder.vocabulary import UNKNOWN, tokenizer

if TYPE_CHECKING:
    from tokenizers import Tokenizer

BASE = Path(__file__).parent / "base"
DIMENSION, STEPS, BATCH = 128, 1200, 384
_RATE, _TEMPERATURE, _SEED = 0.01, 0.06, 11
_OWN = 0.5
"""How much of a word's direction is its own when training begins (the rest: its characters')."""
_SCALE = 0.1
"""Typical size of one number of the vectors when training begins."""


def main() -> None:
    """Write ``base/tokenizer.json`` and ``base/model.safetensors``."""
    begun = time.perf_counter()
    made = tokenizer(words(groups()))
    vectors = _trained(made, first_vectors(made))
    vectors[made.token_to_id(UNKNOWN)] = 0
    BASE.mkdir(exist_ok=True)
    made.save(str(BASE / "tokenizer.json"), pretty=False)
    weights = safetensors.numpy.save({"embedding.weight": vectors.astype(np.float16)})
    (BASE / "model.safetensors").write_bytes(weights)
    print(f"{len(vectors)} tokens × {vectors.shape[1]} → {BASE} ({time.perf_counter() - begun:.0f} s)")


def first_vectors(made: Tokenizer) -> Vectors:
    """One unit vector a token, by id, from its characters; the unknown token has none (zeros)."""
    ids = made.get_vocab()
    vectors = np.zeros((len(ids), DIMENSION), np.float32)
    for token, position in ids.items():
        if token != UNKNOWN:
            vectors[position] = _composed(token)
    return unit(vectors)


def _direction(token: str) -> Vectors:
    chance = np.random.default_rng(zlib.crc32(token.encode()))
    return chance.standard_normal(DIMENSION).astype(np.float32) / np.float32(DIMENSION**0.5)


def _composed(token: str) -> Vectors:
    own = _direction(token)
    if len(token) == 1:
        return own
    characters = np.sum([_direction(character) for character in token], axis=0) / np.float32(len(token) ** 0.5)
    return np.asarray(_OWN * own + characters, np.float32)


def _trained(made: Tokenizer, begun: Vectors) -> Vectors:
    torch.set_num_threads(1)  # several threads add up gradients in changing order
    chance = random.Random(_SEED)  # noqa: S311 - a sample, not a secret
    vectors = torch.nn.Parameter(torch.from_numpy(begun * _SCALE))
    optimiser = torch.optim.Adam([vectors], lr=_RATE)
    schedule = torch.optim.lr_scheduler.CosineAnnealingLR(optimiser, STEPS)
    for step in range(STEPS):
        loss = _loss(vectors, made, examples(BATCH, chance))
        optimiser.zero_grad()
        loss.backward()  # type: ignore[no-untyped-call]
        optimiser.step()
        schedule.step()
        if step % 200 == 0:
            print(f"step {step}: loss {loss.item():.3f}", flush=True)
    return np.asarray(vectors.detach().numpy(), np.float32)


def _loss(vectors: torch.Tensor, made: Tokenizer, batch: list[Example]) -> torch.Tensor:
    asked = pooled(vectors, made, [one.question for one in batch])
    answers = shown(vectors, made, [(one.context, one.text) for one in batch])
    near = asked @ answers.T / _TEMPERATURE
    if same := same_answer(batch):
        near = near.index_put(tuple(torch.tensor(same).T), torch.tensor(-1e4))
    own = torch.arange(len(batch))
    return functional.cross_entropy(near, own) + functional.cross_entropy(near.T, own)


if __name__ == "__main__":
    main()
