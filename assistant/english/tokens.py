"""An English question as a row of tokens: places, years, amounts, terms, and the small words that hold them together.

Every word becomes a token: known terms by the longest match, small words by a list, and a word that neither knows stays
as ``unknown`` so that it reaches the Chinese question and nothing is answered as if it had not been said.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from assistant.english.amounts import find_amounts
from assistant.english.glossary import LONGEST, entries, root
from assistant.english.smallwords import FILLERS, GENERIC, JOINTS, NOUNS
from assistant.patterns import Pattern

if TYPE_CHECKING:
    from collections.abc import Callable

_PIECE = Pattern(
    r"(?P<quote>[\"“「『][^\"”」』]{1,60}[\"”」』])|(?P<cjk>[\u4e00-\u9fff“”（）()]*[\u4e00-\u9fff][\u4e00-\u9fff0-9“”（）()]*)"
    r"|(?P<year>(?<![\d.,])(?:fy\s?)?(?:19|20)\d{2}(?!\d|[.,]\d))|(?P<word>[a-z]+(?:'[a-z]+)?)|(?P<number>\d[\d,.]*%?)|(?P<mark>[,;:?!.])|(?P<other>\S)"
)


@dataclass(frozen=True, slots=True)
class Token:
    """One token: its kind, its Chinese (or the word itself), where it stands in the plain text (half-open)."""

    kind: str
    text: str
    start: int
    end: int


def plain(text: str) -> str:
    """NFKC, lower case, straight apostrophes, hyphens as spaces, single spaces."""
    text = unicodedata.normalize("NFKC", text).lower().replace("’", "'").replace("\u2018", "'").replace("`", "'")
    text = re.sub(r"(?<=[a-z])[-–](?=[a-z])", " ", text)
    text = re.sub(r"'s\b", " 's", text).replace(" 's", "'s")
    text = re.sub(r"\s+", " ", text).strip()
    text = _OPENING.sub("initial budget", text)
    return _FELL_SHORT.sub(r"had \1below \2", text)


_OPENING = Pattern(r"\bbudgets? at the (?:beginning|start) of the year")


_FELL_SHORT = Pattern(
    r"(?:(?:did|do|does) not|didn't|don't|doesn't|fail(?:ed)? to) (?:reach|exceed|meet|attain|have|get) "
    r"(?:an? |the )?((?:[a-z]+ ){1,3})of (?:at least |over |more than )?(\d)"
)
"""「did not reach an execution rate of 90%」 is said with the limit behind the measure, as any other threshold."""


def tokens(text: str, choose: Callable[[str], str]) -> list[Token]:
    """Tokens of a ``plain`` question; ``choose`` picks one of several Chinese names (``甲|乙``)."""
    amounts = find_amounts(text)
    pieces = [m for m in _PIECE.finditer(text) if not any(a.start <= m.start() < a.end for a in amounts)]
    result = [Token("amount", "", a.start, a.end) for a in amounts]
    at = 0
    while at < len(pieces):
        step, token = _next(pieces, at, choose)
        if token:
            result.append(token)
        at += step
    return _joined(sorted(result, key=lambda token: token.start))


def _joined(found: list[Token]) -> list[Token]:
    """A town with its 「街道」 or 「镇」 is one organisation; a number right behind a term belongs to its name."""
    result: list[Token] = []
    for token in found:
        last = result[-1] if result else None
        if last and last.kind == "town" and token.kind == "body" and token.text.startswith(("街道", "镇")):
            name = last.text + ("街道" if token.text.startswith("街道") else "镇")
            result[-1] = Token("body", name, last.start, token.end)
        elif last and token.kind == "number" and last.kind in {"word", "item", "cjk", "unknown"}:
            result[-1] = Token(last.kind, last.text + token.text, last.start, token.end)
        else:
            result.append(token)
    return [Token("word", t.text, t.start, t.end) if t.kind == "town" else t for t in result]


def _next(pieces: list[re.Match[str]], at: int, choose: Callable[[str], str]) -> tuple[int, Token | None]:
    """(pieces taken, the token they make; None for a word that says nothing)."""
    piece = pieces[at]
    start, end, kind, text = piece.start(), piece.end(), piece.lastgroup or "other", piece.group()
    if kind == "word":
        return _word(pieces, at, choose)
    if kind == "quote":
        return 1, _quoted(text[1:-1], start, end, choose)
    if kind == "other":
        return 1, Token("mark", text, start, end) if text in "&+" else None
    return 1, Token(kind, text[-4:] if kind == "year" else text, start, end)


def _quoted(inside: str, start: int, end: int, choose: Callable[[str], str]) -> Token:
    """A quoted term: translated when every word of it is known, as it is otherwise."""
    if re.search(r"[\u4e00-\u9fff]", inside) or not re.search(r"[a-z]{2}", inside):
        return Token("cjk", inside, start, end)
    inner = [token for token in tokens(inside, choose) if token.text]
    if any(token.kind == "unknown" for token in inner):
        return Token("unknown", inside, start, end)
    return Token("word", "".join(token.text for token in inner if token.kind not in _JOINING), start, end)


_JOINING = frozenset(JOINTS.values()) | {"mark", "generic"}


def _word(pieces: list[re.Match[str]], at: int, choose: Callable[[str], str]) -> tuple[int, Token | None]:
    start = pieces[at].start()
    for count, words in _phrases(pieces, at):
        if entry := entries().get(words):
            kind, chinese = entry
            return count, Token(kind, choose(chinese), start, pieces[at + count - 1].end())
    return 1, _small(pieces[at])


@lru_cache(maxsize=1)
def _district_names() -> tuple[str, ...]:
    return tuple(" ".join(words) for words, (kind, _) in entries().items() if kind == "place")


def _small(piece: re.Match[str]) -> Token | None:
    """The token of a word that begins no term: a joint, a kind of thing, nothing, or unknown."""
    raw, start, end = piece.group(), piece.start(), piece.end()
    word = root(raw)
    if joint := JOINTS.get(raw) or JOINTS.get(word):
        return Token(joint, word, start, end)
    if word == "district" and re.search(r"\b(?:" + "|".join(_district_names()) + r") $", piece.string[:start]):
        return None
    if word in NOUNS:
        return Token("noun", NOUNS[word], start, end)
    if word in GENERIC:
        return Token("generic", word, start, end)
    if word in {"revenue", "income"}:
        return Token("item", "收入", start, end)
    silent = word in FILLERS or raw in FILLERS or len(word) == 1
    return None if silent else Token("unknown", raw.removesuffix("'s"), start, end)


def _phrases(pieces: list[re.Match[str]], at: int) -> list[tuple[int, tuple[str, ...]]]:
    """(pieces taken, roots) of the phrases that begin here, longest first; commas inside a phrase are skipped."""
    found = []
    words: list[str] = []
    for n, piece in enumerate(pieces[at : at + LONGEST + 4], 1):
        if piece.lastgroup == "word":
            words.append(root(piece.group()))
            found.append((n, tuple(words)))
            if re.search(r"'s$", piece.group()):
                break
        elif piece.group() == "&":
            words.append("and")
        elif piece.group() != ",":
            break
    return found[::-1]
