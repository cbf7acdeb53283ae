"""The bundled encoder fitted to the texts of one corpus, through sentence-transformers.

Two things are added to the bundled vectors: how rare each token is here (baked into the lengths, for a mean has no weights
of its own), and what it stands with here (latent semantic analysis of the texts, in dimensions of its own). Without
that, an encoder made from other documents does harm (13–19 points of recall at 5 on the samples).
"""

from __future__ import annotations

import os
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import safetensors.numpy
from tokenizers import Tokenizer

from index.embed import FOLDER, ForeignEncoder, Vectors, unit
from index.encoder.vocabulary import UNKNOWN

if TYPE_CHECKING:
    from collections.abc import Sequence

    from scipy.sparse import csr_matrix

BASE = Path(__file__).parent / "base"
LATENT = 64
SAMPLE = 20_000
_LATENT_SHARE = 0.6
"""Weight of the corpus' own dimensions against the bundled ones."""


def adapted_model(texts: Sequence[str]) -> tuple[ForeignEncoder, dict[str, bytes]]:
    """A sentence-transformers model fitted to ``texts``, and its files by name (beginning with ``encoder/``)."""
    os.environ.setdefault("TOKENIZERS_PARALLELISM", "true")
    made = Tokenizer.from_file(str(BASE / "tokenizer.json"))
    base = safetensors.numpy.load_file(BASE / "model.safetensors")["embedding.weight"].astype(np.float32)
    return _saved(made, _fitted(made, base, texts))


def _fitted(made: Tokenizer, base: Vectors, texts: Sequence[str]) -> Vectors:
    step = max(1, -(-len(texts) // SAMPLE))  # every n-th text of a large corpus
    counts = _token_counts(made, texts[::step], len(base))
    seen = np.asarray((counts > 0).sum(axis=0)).ravel()
    rarity = np.log1p(counts.shape[0] / (seen + 1)).astype(np.float32)
    latent = _latent(counts, rarity)
    joined = np.hstack([base, _LATENT_SHARE * latent]) if latent is not None else base
    weights = np.ascontiguousarray(joined * rarity[:, None], np.float32)
    weights[made.token_to_id(UNKNOWN)] = 0  # an unknown character says nothing
    return weights


def _token_counts(made: Tokenizer, texts: Sequence[str], size: int) -> csr_matrix:
    from scipy.sparse import csr_matrix

    ids = [encoding.ids for encoding in made.encode_batch(list(texts), add_special_tokens=False)]
    starts = np.cumsum([0, *map(len, ids)])
    columns = np.fromiter((token for row in ids for token in row), np.int64, int(starts[-1]))
    counts = csr_matrix((np.ones(len(columns), np.float32), columns, starts), shape=(len(ids), size))
    counts.sum_duplicates()
    return counts


def _latent(counts: csr_matrix, rarity: Vectors) -> Vectors | None:
    """A unit vector of co-occurrence a token (zeros for one never seen); None for a corpus too small to have any."""
    from scipy.sparse.linalg import svds

    weighted: Any = counts.copy()
    weighted.data = np.log1p(weighted.data) * rarity[weighted.indices]
    if min(weighted.shape) <= LATENT + 1:
        return None
    _, strengths, directions = svds(weighted, k=LATENT, v0=np.ones(min(weighted.shape)), random_state=0)
    return unit((directions * np.sqrt(strengths)[:, None]).T.astype(np.float32))


def _saved(made: Tokenizer, weights: Vectors) -> tuple[ForeignEncoder, dict[str, bytes]]:
    from sentence_transformers import SentenceTransformer
    from sentence_transformers.sentence_transformer.modules import Normalize, StaticEmbedding

    model = SentenceTransformer(modules=[StaticEmbedding(made, embedding_weights=weights), Normalize()], device="cpu")
    with tempfile.TemporaryDirectory() as folder:
        model.save(folder, create_model_card=False)
        paths = [path for path in sorted(Path(folder).rglob("*")) if path.is_file()]
        files = {FOLDER + path.relative_to(folder).as_posix(): path.read_bytes() for path in paths}
    return ForeignEncoder("", model), files
