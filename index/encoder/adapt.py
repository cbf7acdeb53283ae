"""The bundled encoder fitted to the chunks of one corpus, as a sentence-transformers model.

How rare each token is here is baked into the lengths of the vectors, for a mean has no weights of its own: 「部门」 and 「预算」
stand in every chunk and say nothing, whatever they meant elsewhere. Nothing is trained, so that a build takes seconds and
always gives the same bytes. (Measured and left out, for they gained nothing beside the trained base: dimensions of
co-occurrence in the corpus, and passes of training on questions made up from its chunks.)
"""

from __future__ import annotations

import json
import os
import re
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import safetensors.numpy
from tokenizers import Tokenizer

from index.embed import FOLDER
from index.encoder.vocabulary import UNKNOWN

if TYPE_CHECKING:
    from collections.abc import Sequence

    from index.embed import Vectors
    from index.model import Chunk

BASE = Path(__file__).parent / "base"
SAMPLE = 20_000
"""Chunks that are counted: every n-th of a larger corpus."""
_RARITY = 0.5
"""Power of the rarity that a vector's length is multiplied by; the base has learned a weight of its own for each token."""
_FIGURE = 0.05
"""Weight of a digit: figures fill the rows of tables and say nothing about what a row is."""
_DIGITS = re.compile(r"[0-9.]{1,4}")


def adapted_model(chunks: Sequence[Chunk]) -> dict[str, bytes]:
    """The files of a sentence-transformers model fitted to ``chunks``, by name (beginning with ``encoder/``)."""
    os.environ.setdefault("TOKENIZERS_PARALLELISM", "true")
    made = Tokenizer.from_file(str(BASE / "tokenizer.json"))
    base = safetensors.numpy.load_file(BASE / "model.safetensors")["embedding.weight"].astype(np.float32)
    return _saved(made, _weighted(made, base, [f"{chunk.context} {chunk.text}" for chunk in chunks]))


def _weighted(made: Tokenizer, base: Vectors, texts: Sequence[str]) -> Vectors:
    sample = texts[:: max(1, -(-len(texts) // SAMPLE))]
    encodings = made.encode_batch(list(sample), add_special_tokens=False)
    seen = Counter(token for encoding in encodings for token in set(encoding.ids))
    counts = np.zeros(len(base), np.float32)
    counts[list(seen)] = list(seen.values())
    rarity = np.log1p(len(sample) / (counts + 1)).astype(np.float32)
    weights = base * (rarity / rarity.max())[:, None] ** np.float32(_RARITY)
    weights[[place for token, place in made.get_vocab().items() if _DIGITS.fullmatch(token)]] *= _FIGURE
    weights[made.token_to_id(UNKNOWN)] = 0  # an unknown character says nothing
    return np.ascontiguousarray(weights, np.float32)


def _saved(made: Tokenizer, weights: Vectors) -> dict[str, bytes]:
    """What sentence-transformers would save; written here, for importing it would double the time of a build."""
    kinds = (("", "StaticEmbedding"), ("1_Normalize", "Normalize"))
    modules = [
        {"idx": place, "name": str(place), "path": path, "type": f"sentence_transformers.models.{kind}"}
        for place, (path, kind) in enumerate(kinds)
    ]
    files = {
        "modules.json": json.dumps(modules, indent=1).encode(),
        "config_sentence_transformers.json": json.dumps({"similarity_fn_name": "cosine"}).encode(),
        "tokenizer.json": made.to_str().encode(),
        "model.safetensors": safetensors.numpy.save({"embedding.weight": weights}),
        "1_Normalize/config.json": b"{}",
    }
    return {FOLDER + name: data for name, data in files.items()}
