"""The bundled encoder fitted to the chunks of one corpus, through sentence-transformers.

Three things are added to the bundled vectors: how rare each token is here (baked into the lengths, for a mean has no
weights of its own), what it stands with here (latent semantic analysis, in dimensions of its own), and some passes of
training on questions made up from the chunks. Without that, an encoder made from other documents does harm (13–19
points of recall at 5 on the samples).
"""

from __future__ import annotations

import os
import re
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import safetensors.numpy
from tokenizers import Tokenizer

from index.embed import FOLDER, ForeignEncoder, unit
from index.encoder.train import trained
from index.encoder.vocabulary import UNKNOWN

if TYPE_CHECKING:
    from collections.abc import Sequence

    from scipy.sparse import csr_matrix

    from index.embed import Vectors
    from index.model import Chunk

BASE = Path(__file__).parent / "base"
LATENT = 128
SAMPLE = 20_000
_ROUNDS = 5
_SCALE = 0.1
"""Typical size of one number of the vectors where training begins."""
_FIGURE = 0.05
"""Weight of a digit: figures fill the rows of tables and say nothing about what a row is."""
_DIGITS = re.compile(r"[0-9.]{1,2}")


def adapted_model(
    chunks: Sequence[Chunk], unseen: frozenset[int] = frozenset()
) -> tuple[ForeignEncoder, dict[str, bytes]]:
    """A sentence-transformers model fitted to ``chunks``, and its files by name (beginning with ``encoder/``).

    It is not trained on the chunks at the positions ``unseen``: they are kept for measuring.
    """
    os.environ.setdefault("TOKENIZERS_PARALLELISM", "true")
    made = Tokenizer.from_file(str(BASE / "tokenizer.json"))
    base = safetensors.numpy.load_file(BASE / "model.safetensors")["embedding.weight"].astype(np.float32)
    begun = _fitted(made, base, [f"{chunk.context} {chunk.text}" for chunk in chunks])
    weights = trained(begun, made, [chunk for place, chunk in enumerate(chunks) if place not in unseen])
    weights[made.token_to_id(UNKNOWN)] = 0  # an unknown character says nothing
    return _saved(made, weights)


def _fitted(made: Tokenizer, base: Vectors, texts: Sequence[str]) -> Vectors:
    step = max(1, -(-len(texts) // SAMPLE))  # every n-th text of a large corpus
    counts = _token_counts(made, texts[::step], len(base))
    seen = np.asarray((counts > 0).sum(axis=0)).ravel()
    rarity = np.log1p(counts.shape[0] / (seen + 1)).astype(np.float32)
    latent = _latent(counts, rarity)
    joined = (np.hstack([base, latent]) if latent is not None else base) * rarity[:, None]
    joined[[place for token, place in made.get_vocab().items() if _DIGITS.fullmatch(token)]] *= _FIGURE
    return np.ascontiguousarray(joined * (_SCALE / joined.std()), np.float32)


def _token_counts(made: Tokenizer, texts: Sequence[str], size: int) -> csr_matrix:
    from scipy.sparse import csr_matrix

    ids = [encoding.ids for encoding in made.encode_batch(list(texts), add_special_tokens=False)]
    starts = np.cumsum([0, *map(len, ids)])
    columns = np.fromiter((token for row in ids for token in row), np.int64, int(starts[-1]))
    counts = csr_matrix((np.ones(len(columns), np.float32), columns, starts), shape=(len(ids), size))
    counts.sum_duplicates()
    return counts


def _latent(counts: csr_matrix, rarity: Vectors) -> Vectors | None:
    """A unit vector of co-occurrence a token (zeros for one never seen); None for a corpus too small to have any.

    A randomised singular value decomposition from a fixed start: ARPACK's gives other directions at every call.
    """
    if min(counts.shape) <= LATENT:
        return None
    weighted: Any = counts.copy()
    weighted.data = (np.log1p(weighted.data) * rarity[weighted.indices]).astype(np.float64)
    span = np.random.default_rng(0).standard_normal((weighted.shape[1], LATENT))
    for _ in range(_ROUNDS):
        rows, _r = np.linalg.qr(weighted @ span)
        span = weighted.T @ rows
    directions, strengths, _ = np.linalg.svd(span, full_matrices=False)
    return unit((directions * np.sqrt(strengths)).astype(np.float32))


def _saved(made: Tokenizer, weights: Vectors) -> tuple[ForeignEncoder, dict[str, bytes]]:
    from sentence_transformers import SentenceTransformer
    from sentence_transformers.sentence_transformer.modules import Normalize, StaticEmbedding

    model = SentenceTransformer(modules=[StaticEmbedding(made, embedding_weights=weights), Normalize()], device="cpu")
    with tempfile.TemporaryDirectory() as folder:
        model.save(folder, create_model_card=False)
        paths = [path for path in sorted(Path(folder).rglob("*")) if path.is_file()]
        files = {FOLDER + path.relative_to(folder).as_posix(): path.read_bytes() for path in paths}
    return ForeignEncoder("", model), files
