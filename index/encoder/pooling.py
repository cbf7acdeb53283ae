"""Vectors of texts and chunks while token vectors are being trained; ``index.embed`` makes the same ones afterwards."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import torch
from torch.nn import functional

from index.embed import CONTEXT

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tokenizers import Tokenizer


def pooled(vectors: torch.Tensor, made: Tokenizer, texts: Sequence[str]) -> torch.Tensor:
    """Unit vectors of texts, each the mean of its tokens; shape (texts, dimension)."""
    ids = [encoding.ids for encoding in made.encode_batch(list(texts), add_special_tokens=False)]
    starts = torch.tensor([0, *np.cumsum([len(row) for row in ids[:-1]]).tolist()])
    flat = torch.tensor([token for row in ids for token in row])
    return functional.normalize(functional.embedding_bag(flat, vectors, starts, mode="mean"), dim=1)


def shown(vectors: torch.Tensor, made: Tokenizer, chunks: Sequence[tuple[str, str]]) -> torch.Tensor:
    """Unit vectors of (context, text) pairs."""
    contexts = pooled(vectors, made, [context for context, _ in chunks])
    texts = pooled(vectors, made, [text for _, text in chunks])
    return functional.normalize(texts + CONTEXT * contexts, dim=1)
