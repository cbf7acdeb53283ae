"""Text into vectors for asking: cheap for the bundled static model, through sentence-transformers for any other.

A static model is a tokenizer and a table of token vectors; a text's vector is their mean. Encoding it here from the
files that sentence-transformers saved gives the same vectors (a test holds them equal) without importing torch, which
would cost each new process five seconds and half a gigabyte.
"""

from __future__ import annotations

import os
from functools import cached_property
from typing import TYPE_CHECKING, Any, Protocol

import numpy as np
import numpy.typing as npt

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from sentence_transformers import SentenceTransformer

Vectors = npt.NDArray[np.float32]

BUNDLED = "static"
FOLDER = "encoder/"
CONTEXT = 1.0
"""How much the context of a chunk weighs in its vector, beside its text."""


class Encoder(Protocol):
    """Anything that turns texts into float32 unit vectors, shape (texts, dimension); a text without words gives zeros."""

    def encode(self, texts: Sequence[str]) -> Vectors:
        """One row a text, in order."""


def encoder_name() -> str:
    """The model to build with: the environment variable ``BUDGET_ENCODER``, or the bundled static model."""
    return os.environ.get("BUDGET_ENCODER", "").strip() or BUNDLED


def opened_encoder(name: str, files: Mapping[str, bytes]) -> Encoder:
    """The encoder that an index was built with: its own static model from ``files``, or the model of that name."""
    return StaticEncoder(files) if name == BUNDLED else ForeignEncoder(name)


class StaticEncoder:
    """The static model of an index, without torch."""

    def __init__(self, files: Mapping[str, bytes]) -> None:
        """``files`` are those of an index; the model's begin with ``encoder/``."""
        import safetensors.numpy
        from tokenizers import Tokenizer

        self._tokenizer: Any = Tokenizer.from_str(files[f"{FOLDER}tokenizer.json"].decode())
        self._tokenizer.no_padding()
        weights = safetensors.numpy.load(files[f"{FOLDER}model.safetensors"])
        self._weights: Vectors = np.ascontiguousarray(weights["embedding.weight"], np.float32)

    def encode(self, texts: Sequence[str]) -> Vectors:
        """One row a text, in order."""
        vectors = np.zeros((len(texts), self._weights.shape[1]), np.float32)
        for row, encoding in enumerate(self._tokenizer.encode_batch(list(texts), add_special_tokens=False)):
            if encoding.ids:
                vectors[row] = self._weights[encoding.ids].mean(axis=0)
        return unit(vectors)


class ForeignEncoder:
    """Any sentence-transformers model, by name or path; nothing is downloaded unless ``BUDGET_ENCODER_DOWNLOAD=1``."""

    def __init__(self, name: str, model: SentenceTransformer | None = None) -> None:
        """``model`` when it is loaded already; otherwise it is loaded when it first encodes."""
        self.name = name
        self._loaded = model

    @cached_property
    def _model(self) -> SentenceTransformer:
        if self._loaded is not None:
            return self._loaded
        from sentence_transformers import SentenceTransformer

        local = os.environ.get("BUDGET_ENCODER_DOWNLOAD") != "1"
        return SentenceTransformer(self.name, device="cpu", local_files_only=local)

    def encode(self, texts: Sequence[str]) -> Vectors:
        """One row a text, in order; ``OSError`` or ``ValueError`` when there is no such model on this machine."""
        return unit(np.asarray(self._model.encode(list(texts), show_progress_bar=False), np.float32))


def chunk_vectors(encoder: Encoder, chunks: Sequence[tuple[str, str]]) -> Vectors:
    """Unit vectors of (context, text) pairs: long contexts do not drown short texts. Shape (chunks, dimension)."""
    contexts = list(dict.fromkeys(context for context, _ in chunks))
    places = {context: place for place, context in enumerate(contexts)}
    both = encoder.encode([*contexts, *(text for _, text in chunks)])
    of_context = both[[places[context] for context, _ in chunks]]
    return unit(both[len(contexts) :] + np.float32(CONTEXT) * of_context)


def unit(vectors: Vectors) -> Vectors:
    """Rows of length 1; a row of zeros stays."""
    lengths = np.linalg.norm(vectors, axis=1, keepdims=True)
    return np.ascontiguousarray(vectors / np.where(lengths > 0, lengths, 1), np.float32)
