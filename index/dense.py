"""Nearest vectors by cosine, with FAISS. Kept as bytes: FAISS cannot open paths beyond ASCII on Windows."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import faiss
import numpy as np

if TYPE_CHECKING:
    from index.embed import Vectors
    from index.lexical import Positions

FLAT_LIMIT = 100_000
_PROBES = 32
_PARAMETERS: Any = faiss.SearchParameters  # its stub knows none of its arguments
_PARAMETERS_IVF: Any = faiss.SearchParametersIVF


class Dense:
    """Unit vectors in the order of the chunks."""

    def __init__(self, index: Any) -> None:
        """Use ``build`` or ``from_bytes``."""
        self._index = index

    @classmethod
    def build(cls, vectors: Vectors) -> Dense:
        """Exact up to ``FLAT_LIMIT`` vectors, inverted lists beyond."""
        count, dimension = vectors.shape
        index: Any
        if count <= FLAT_LIMIT:
            index = faiss.IndexFlatIP(dimension)
        else:
            cells = int(count**0.5)
            index = faiss.IndexIVFFlat(faiss.IndexFlatIP(dimension), dimension, cells, faiss.METRIC_INNER_PRODUCT)
            index.train(vectors)
            index.nprobe = _PROBES
        index.add(vectors)
        return cls(index)

    @classmethod
    def from_bytes(cls, data: bytes) -> Dense:
        """The index whose ``to_bytes`` this is."""
        return cls(faiss.deserialize_index(np.frombuffer(data, np.uint8)))

    def to_bytes(self) -> bytes:
        """The whole index."""
        return bytes(faiss.serialize_index(self._index).tobytes())

    def nearest(self, vector: Vectors, limit: int, allowed: Positions | None = None) -> list[tuple[int, float]]:
        """(position, cosine) of the ``limit`` nearest, nearest first; only among ``allowed`` positions when given.

        A question without a known word (zeros) is near to nothing.
        """
        if not vector.any() or limit < 1:
            return []
        options = self._options(allowed)
        scores, found = self._index.search(vector.reshape(1, -1), limit, params=options)
        pairs = zip(found[0].tolist(), scores[0].tolist(), strict=True)
        return [(position, score) for position, score in pairs if position >= 0]

    def _options(self, allowed: Any) -> Any:
        if allowed is None:
            return None
        selector = faiss.IDSelectorBatch(np.asarray(allowed, np.int64))
        if isinstance(self._index, faiss.IndexIVF):
            return _PARAMETERS_IVF(sel=selector, nprobe=self._index.nlist)
        return _PARAMETERS(sel=selector)
