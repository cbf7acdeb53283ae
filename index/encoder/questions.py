"""Questions made up from the chunks of a corpus, to measure its search when it is built.

Half of them half remember a name: pieces of a chunk's words and of the heading above it. The other half say an official term
that stands in the corpus in everyday words. Nothing is trained on the chunks, so none of them was seen; the everyday words are
those of the lexicon, which the bundled encoder was trained on.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from index.encoder.examples import ASKED
from index.encoder.lexicon import groups

if TYPE_CHECKING:
    import random
    from collections.abc import Sequence

    from index.model import Chunk

Asked = tuple[str, frozenset[int]]
"""A question and the positions of the chunks that answer it."""

_HAN = re.compile(r"[㐀-鿿]+")
_TEXT, _SHORTEST, _SHORTEST_TERM = 120, 6, 3
LOOKED_AT = 3000
"""Chunks in which official terms are looked for: every n-th of a larger corpus."""
_PIECE = (2, 6)
_COMMON = 3
"""Words at the beginning of a context that all chunks of a document share: organisation, year, stage."""
_PLACE, _YEAR, _HEADING = 0.7, 0.6, 0.6
"""How often a question names the place, the year, a heading."""


def named_questions(chunks: Sequence[Chunk], count: int, chance: random.Random) -> list[Asked]:
    """At most ``count`` questions in pieces of the words of a chunk each.

    Chunks of one document with the same text answer a question equally.
    """
    same: dict[tuple[str, str], list[int]] = {}
    for position, chunk in enumerate(chunks):
        if len(_letters(chunk.text)) >= _SHORTEST:
            same.setdefault((chunk.document, chunk.text), []).append(position)
    sample = chance.sample(list(same), min(count, len(same)))
    return [(_pieces(chunks[same[key][0]], chance), frozenset(same[key])) for key in sample]


def everyday_questions(chunks: Sequence[Chunk], count: int, chance: random.Random) -> list[Asked]:
    """At most ``count`` questions in everyday words for official terms that stand in a document.

    All chunks of the document whose text holds the term answer it.
    """
    said = {
        term: group.everyday
        for group in groups()
        for term in group.official
        if len(term) >= _SHORTEST_TERM and _HAN.fullmatch(term)
    }
    letters = [_letters(chunk.text) for chunk in chunks]
    places = range(0, len(chunks), max(1, -(-len(chunks) // LOOKED_AT)))
    keys = dict.fromkeys((chunks[place].document, term) for place in places for term in said if term in letters[place])
    sample = chance.sample(list(keys), min(count, len(keys)))
    of_document: dict[str, list[int]] = {}
    for place, chunk in enumerate(chunks):
        of_document.setdefault(chunk.document, []).append(place)
    made: list[Asked] = []
    for document, term in sample:
        holding = [place for place in of_document[document] if term in letters[place]]
        made.append((_everyday(chunks[holding[0]], said[term], chance), frozenset(holding)))
    return made


def _pieces(chunk: Chunk, chance: random.Random) -> str:
    letters = _letters(chunk.text)[:_TEXT]
    parts = [_piece(letters, chance) for _ in range(chance.choice((1, 2, 3)))]
    headings = [heading for word in chunk.context.split()[_COMMON:] if (heading := _letters(word))]
    if headings and chance.random() < _HEADING:
        parts.append(_piece(chance.choice(headings), chance))
    chance.shuffle(parts)
    return _named(chunk, chance) + "".join(parts)


def _everyday(chunk: Chunk, sayings: Sequence[str], chance: random.Random) -> str:
    return _named(chunk, chance) + chance.choice(ASKED).format(chance.choice(sayings))


def _named(chunk: Chunk, chance: random.Random) -> str:
    place = chunk.region[:2] if chance.random() < _PLACE else ""
    year = f"{chunk.year}年" if chunk.year and chance.random() < _YEAR else ""
    return place + year


def _letters(text: str) -> str:
    return "".join(_HAN.findall(text))


def _piece(letters: str, chance: random.Random) -> str:
    start = chance.randrange(max(1, len(letters) - _PIECE[0]))
    return letters[start : start + chance.randint(*_PIECE)]
