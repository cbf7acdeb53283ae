"""Questions with the place of their answer, and which chunks hold that place.

How a quoted place is matched to chunks: both are compared without spaces, punctuation, table bars and thousands
separators (NFKC). A chunk of the named document holds the quote when its own text (not its context) contains it. A quote
that no chunk contains whole, because it runs over a list or a break, is held by chunks that contain every figure of it and
pieces of it that make up ``MOST`` of its length. A quote that still nothing holds counts as never found.
"""

from __future__ import annotations

import json
import re
import unicodedata
from dataclasses import dataclass
from pathlib import PurePath
from typing import TYPE_CHECKING

from assistant.patterns import Pattern

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

    from index.model import Chunk

ONE_PLACE = frozenset({"lookup", "table", "text", "list", "definition", "performance", "paraphrase"})
"""Kinds of question that one passage or row answers; the others are computed from the fact table."""
MOST = 0.8
_APART = Pattern(r"[^0-9a-z一-鿿%.<>=≤≥]+")
_POINT = Pattern(r"\.(?![0-9])")
_THOUSANDS = Pattern(r"(?<=[0-9]),(?=[0-9]{3})")
_PIECES = Pattern(r"[0-9.]+|[^0-9.]+")
_FORM_HEAD = "项目名称"
"""A row of a form that says which project it is about answers nothing itself; it is no evidence where there is another."""


@dataclass(frozen=True, slots=True)
class Place:
    """A quote and the name of its document (without the ending)."""

    document: str
    quote: str


@dataclass(frozen=True, slots=True)
class Case:
    """A question, the questions before it, and the places any of which answers it."""

    text: str
    kind: str
    places: tuple[Place, ...]


def read_cases(path: Path) -> list[Case]:
    """Questions of a JSONL file that one place answers and that state it; ``ValueError`` names a line that cannot be read.

    A line has ``question``, ``kind`` and ``evidence`` (a list of ``doc`` and ``quote``; a document without a quote tells no place).
    """
    cases: list[Case] = []
    for number, line in enumerate(path.read_text("utf-8").splitlines(), 1):
        if not line.strip():
            continue
        try:
            row = json.loads(line)
            places = [Place(PurePath(one["doc"]).stem, one["quote"]) for one in row["evidence"] if "quote" in one]
            case = Case(row["question"], row["kind"], _answering(places))
        except (json.JSONDecodeError, KeyError, TypeError) as error:
            raise ValueError(f"{path} 第 {number} 行不是带 question、kind 和 evidence 的 JSON 对象。") from error
        if case.places and case.kind in ONE_PLACE and not row.get("history"):
            cases.append(case)
    return cases


def _answering(places: Sequence[Place]) -> tuple[Place, ...]:
    telling = tuple(place for place in places if not place.quote.startswith(_FORM_HEAD))
    return telling or tuple(places)


def letters(text: str) -> str:
    """The text as compared: NFKC, lower case, without spaces, punctuation, bars and thousands separators."""
    plain = _THOUSANDS.sub("", unicodedata.normalize("NFKC", text).lower())
    return _POINT.sub("", _APART.sub("", plain))


class ChunkTexts:
    """The chunks of an index by document, as compared."""

    def __init__(self, chunks: Iterable[Chunk]) -> None:
        """Reads all chunks once."""
        self._texts: dict[str, list[tuple[int, str]]] = {}
        for position, chunk in enumerate(chunks):
            self._texts.setdefault(PurePath(chunk.document).stem, []).append((position, letters(chunk.text)))

    def holding(self, place: Place) -> frozenset[int]:
        """Positions of the chunks that hold the quote; empty when none does."""
        own, quote = self._texts.get(place.document, []), letters(place.quote)
        whole = frozenset(position for position, text in own if quote in text)
        if whole:
            return whole
        pieces = [
            letters(piece) for part in re.split(r"[\s|，。；、:：]+", place.quote) for piece in _PIECES.findall(part)
        ]
        return frozenset(position for position, text in own if _held(text, [piece for piece in pieces if piece]))


def _held(text: str, pieces: Sequence[str]) -> bool:
    if any(piece not in text for piece in pieces if piece[0].isdigit()):
        return False
    length = sum(map(len, pieces))
    return length > 0 and sum(len(piece) for piece in pieces if piece in text) >= MOST * length
