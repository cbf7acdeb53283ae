"""Make the bundled encoder again: ``python -m index.encoder.make [corpus]``, some ten seconds, always the same bytes.

Its data are our own: the terms of ``terms.txt``, the everyday words of ``index/language/vocabulary.py`` and the
transcriptions in ``corpus/``. A token's vector is a fixed direction of its own mixed with those of its characters, so that
words sharing characters are near; everyday words are then drawn towards the official terms they stand for. What a
corpus says about its words (how rare they are, what they stand with) is added when an index is built: ``adapt.py``.
"""

from __future__ import annotations

import re
import sys
import zlib
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import safetensors.numpy

from index.embed import Vectors, unit
from index.encoder.vocabulary import UNKNOWN, frequent_words, tokenizer
from index.language.vocabulary import EVERYDAY

if TYPE_CHECKING:
    from tokenizers import Tokenizer

BASE = Path(__file__).parent / "base"
DIMENSION = 128
_RUN = re.compile(r"[㐀-鿿]+")
_LONGEST_WORD = 10
_OWN, _DRAWN = 0.5, 0.8
"""How much of a word's direction is its own (the rest: its characters'), and how far an everyday word is drawn."""


def main(corpus: Path) -> None:
    """Write ``base/tokenizer.json`` and ``base/model.safetensors``."""
    groups = synonyms()
    words = sorted({word for group in groups for side in group for word in side} | set(terms()) | set(found_in(corpus)))
    made = tokenizer(words)
    vectors = token_vectors(made, groups)
    BASE.mkdir(exist_ok=True)
    made.save(str(BASE / "tokenizer.json"), pretty=False)
    weights = safetensors.numpy.save({"embedding.weight": vectors.astype(np.float16)})
    (BASE / "model.safetensors").write_bytes(weights)
    print(f"{len(vectors)} tokens × {vectors.shape[1]} → {BASE}")


def terms() -> list[str]:
    """Official budget terms, one a line; ``#`` begins a comment."""
    lines = (Path(__file__).parent / "terms.txt").read_text("utf-8").splitlines()
    return [word for line in lines for word in _RUN.findall(line.split("#")[0]) if 1 < len(word) <= _LONGEST_WORD]


def found_in(corpus: Path) -> list[str]:
    """Frequent words of the text files of a folder."""
    texts = [path.read_text("utf-8") for path in sorted(corpus.glob("*.md"))]
    return frequent_words(run for text in texts for run in _RUN.findall(text))


def synonyms() -> list[tuple[list[str], list[str]]]:
    """(everyday words, official terms) of the aliases that are plain words, not patterns."""
    groups = []
    for everyday, official in EVERYDAY:
        sides = [
            [w for w in side if _RUN.fullmatch(w) and 1 < len(w) <= _LONGEST_WORD] for side in (everyday, official)
        ]
        groups.append((sides[0], sides[1]))
    return groups


def token_vectors(made: Tokenizer, groups: list[tuple[list[str], list[str]]]) -> Vectors:
    """One unit vector a token, by id; the unknown token has none (zeros)."""
    ids = made.get_vocab()
    vectors = np.zeros((len(ids), DIMENSION), np.float32)
    for token, position in ids.items():
        if token != UNKNOWN:
            vectors[position] = _composed(token)
    vectors = unit(vectors)
    return _draw_together(vectors, ids, groups)


def _direction(token: str) -> Vectors:
    random = np.random.default_rng(zlib.crc32(token.encode()))
    return random.standard_normal(DIMENSION).astype(np.float32) / np.float32(DIMENSION**0.5)


def _composed(token: str) -> Vectors:
    own = _direction(token)
    if len(token) == 1:
        return own
    characters = np.sum([_direction(character) for character in token], axis=0) / np.float32(len(token) ** 0.5)
    return np.asarray(_OWN * own + characters, np.float32)


def _draw_together(vectors: Vectors, ids: dict[str, int], groups: list[tuple[list[str], list[str]]]) -> Vectors:
    drawn = vectors.copy()
    for everyday, official in groups:
        targets = [vectors[ids[word]] for word in official]
        if not targets:
            continue
        centre = unit(np.mean(targets, axis=0, keepdims=True))[0]
        for word in everyday:
            drawn[ids[word]] += _DRAWN * centre
    return unit(drawn)


if __name__ == "__main__":
    main(Path(sys.argv[1] if len(sys.argv) > 1 else "corpus"))
