"""Questions made up from chunks, to fit the encoder to a corpus and to measure its search.

A made-up question names the place and the year now and then, keeps a few pieces of a chunk's words and of the heading above
it, and says some official terms in everyday words: that is how people ask who half remember a name.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from index.language.vocabulary import EVERYDAY

if TYPE_CHECKING:
    import random

    from index.model import Chunk

_HAN = re.compile(r"[㐀-鿿]+")
_TEXT = 120
_SHORTEST = 6
_PIECE = (2, 6)
_COMMON = 3
"""Words at the beginning of a context that all chunks of a document share: organisation, year, stage."""
_PLACE, _YEAR, _HEADING, _EVERYDAY = 0.7, 0.6, 0.6, 0.5
"""How often a question names the place, the year, a heading, and says an official term in everyday words."""


def _plain(words: tuple[str, ...]) -> list[str]:
    return [word for word in words if _HAN.fullmatch(word)]


_SAID = [(term, _plain(everyday)) for everyday, official in EVERYDAY for term in official if _plain(everyday)]


def askable(chunk: Chunk) -> bool:
    """The chunk has words to ask by, not only figures."""
    return len(_letters(chunk.text)) >= _SHORTEST


def question(chunk: Chunk, chance: random.Random) -> str:
    """A question that the chunk answers; another one at every call."""
    letters = _letters(chunk.text)[:_TEXT]
    parts = [_piece(letters, chance) for _ in range(chance.choice((1, 2, 3)))]
    headings = [heading for word in chunk.context.split()[_COMMON:] if (heading := _letters(word))]
    if headings and chance.random() < _HEADING:
        parts.append(_piece(chance.choice(headings), chance))
    parts = [_everyday(part, chance) for part in parts]
    chance.shuffle(parts)
    place = chunk.region[:2] if chance.random() < _PLACE else ""
    year = f"{chunk.year}年" if chunk.year and chance.random() < _YEAR else ""
    return place + year + "".join(parts)


def _letters(text: str) -> str:
    return "".join(_HAN.findall(text))


def _piece(letters: str, chance: random.Random) -> str:
    start = chance.randrange(max(1, len(letters) - _PIECE[0]))
    return letters[start : start + chance.randint(*_PIECE)]


def _everyday(part: str, chance: random.Random) -> str:
    for term, words in _SAID:
        if term in part and chance.random() < _EVERYDAY:
            return part.replace(term, chance.choice(words))
    return part
