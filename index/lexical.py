"""BM25 over single characters and pairs of Chinese characters, whole numbers and whole Latin words.

Kept as four flat arrays, so that an index of thousands of chunks loads in a millisecond and needs no vocabulary in
memory: a token is an integer made from its characters. (Word segmentation did worse than pairs on the samples.)
"""

from __future__ import annotations

import re
import unicodedata
import zlib
from collections import Counter
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

if TYPE_CHECKING:
    from collections.abc import Sequence

K1, B = 1.2, 0.75
_WORDS = re.compile(r"[0-9]+(?:\.[0-9]+)?|[a-z]+|[㐀-鿿]+")
_THOUSANDS = re.compile(r"(?<=[0-9]),(?=[0-9]{3})")
_PAIR = 21  # bits of a code point
_WHOLE = 1 << 50

Floats = npt.NDArray[np.float32]
Positions = npt.NDArray[np.int64]


def tokens(text: str) -> list[int]:
    """The tokens of a text or a question, in order; white space and punctuation only separate them."""
    plain = _THOUSANDS.sub("", unicodedata.normalize("NFKC", text).lower())
    found: list[int] = []
    for word in _WORDS.findall(plain):
        if word[0] <= "z":
            found.append(_WHOLE | zlib.crc32(word.encode()))
        else:
            codes = [ord(character) for character in word]
            found += codes
            found += [first << _PAIR | second for first, second in pairwise(codes)]
    return found


@dataclass(frozen=True, slots=True)
class Lexical:
    """Postings by term: term ``terms[t]`` stands in texts ``texts[starts[t]:starts[t+1]]`` with these ``weights``."""

    terms: npt.NDArray[np.int64]
    starts: npt.NDArray[np.int64]
    texts: npt.NDArray[np.int32]
    weights: Floats
    size: int

    @classmethod
    def build(cls, texts: Sequence[str]) -> Lexical:
        """BM25 weights of these texts, in order."""
        counts = [Counter(tokens(text)) for text in texts]
        lengths = np.array([sum(count.values()) for count in counts], np.float64)
        sizes = [len(count) for count in counts]
        total = sum(sizes)
        term = np.fromiter((t for count in counts for t in count), np.int64, total)
        frequency = np.fromiter((n for count in counts for n in count.values()), np.float64, total)
        place = np.repeat(np.arange(len(texts)), sizes)
        order = np.lexsort((place, term))
        term, frequency, place = term[order], frequency[order], place[order]
        terms, firsts, seen = np.unique(term, return_index=True, return_counts=True)
        rarity = np.log1p((len(texts) - seen + 0.5) / (seen + 0.5))
        damping = K1 * (1 - B + B * lengths / max(float(lengths.mean()) if total else 1.0, 1.0))
        weights = np.repeat(rarity, seen) * frequency * (K1 + 1) / (frequency + damping[place])
        starts = np.append(firsts, total).astype(np.int64)
        return cls(terms, starts, place.astype(np.int32), weights.astype(np.float32), len(texts))

    def scores(self, question: str) -> Floats:
        """One score a text, 0 where no token is shared; float32, shape (texts,)."""
        slices = self._postings(question)
        if not slices:
            return np.zeros(self.size, np.float32)
        places = np.concatenate([self.texts[part] for part in slices])
        weights = np.concatenate([self.weights[part] for part in slices])
        return np.bincount(places, weights, self.size).astype(np.float32)

    def most(self, question: str) -> float:
        """The score of a text that held every known token of a question as well as any text holds it; 0 without one."""
        return float(sum(self.weights[part].max() for part in self._postings(question)))

    def _postings(self, question: str) -> list[slice]:
        """Where the postings of the known tokens of a question stand."""
        wanted = np.unique(np.array(tokens(question), np.int64))
        rows = np.searchsorted(self.terms, wanted)
        known = [int(row) for row, term in zip(rows, wanted, strict=True) if self._holds(int(row), int(term))]
        return [slice(self.starts[row], self.starts[row + 1]) for row in known]

    def _holds(self, row: int, term: int) -> bool:
        return row < len(self.terms) and int(self.terms[row]) == term

    def arrays(self) -> dict[str, npt.NDArray[np.generic]]:
        """What ``from_arrays`` needs, by name."""
        return {"terms": self.terms, "starts": self.starts, "texts": self.texts, "weights": self.weights}

    @classmethod
    def from_arrays(cls, arrays: dict[str, npt.NDArray[np.generic]], size: int) -> Lexical:
        """The index whose ``arrays()`` these are, over ``size`` texts."""
        return cls(arrays["terms"], arrays["starts"], arrays["texts"], arrays["weights"], size)  # type: ignore[arg-type]


def ranking(scores: npt.NDArray[np.floating], limit: int, allowed: Positions | None = None) -> list[int]:
    """Positions of the ``limit`` best positive scores, best first, equal scores in order of position."""
    places = np.flatnonzero(scores > 0) if allowed is None else allowed[scores[allowed] > 0]
    if len(places) > limit:
        floor = np.partition(scores[places], len(places) - limit)[len(places) - limit]
        places = places[scores[places] >= floor]
    best = places[np.lexsort((places, -scores[places]))]
    return [int(place) for place in best[:limit]]
