"""How well a label explains the words of a mention.

Three tiers explain a character of the question: the label itself (full), what belongs to the label — ancestors, project,
measures, table (``NEAR``) — and the texts around it, such as the project's pages (``AROUND``). A character counts as explained
when it is part of a bigram of that tier, or of an everyday word whose official term stands there.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from assistant.characters import bigrams, plain
from assistant.patterns import Pattern
from assistant.query import Span
from index.language.vocabulary import ALIASES, longest_first, surely_held

if TYPE_CHECKING:
    from collections.abc import Sequence

    from assistant.lexicon import Lexicon

NEAR = 0.8
AROUND = 0.65
"""Weights of what is explained by what belongs to a label, and by the texts around it; the label itself has 1."""
GENERIC = frozenset({
    "项目", "支出", "经费", "费用", "资金", "预算", "安排", "服务", "工作", "管理", "相关",
    "方面", "收入", "工程", "情况", "建设", "平台", "系统", "中心", "行政", "单位", "部门",
})  # fmt: skip
"""Bigrams that stand in most labels: they tell little apart."""
GENERIC_WEIGHT, EDGE_WEIGHT = 0.35, 0.5
"""Weight of a generic bigram, and of a character that is part of none."""
UNEXPLAINED = 0.3
"""A character explained less than this counts as unexplained."""
ALMOST_ALL, ALMOST_SHARE, SHORT_LABEL = 0.75, 0.95, 2
"""A label that is most of an official term counts nearly as the term; one of two characters says too little for that."""
SPREAD_ENOUGH, SPREAD_SHARE = 0.6, 0.85
"""Bigrams of a term that stand here and there count when they are this share of it, and then at most this much."""


VERBS = frozenset("买换拍修建租看来去做办搞刻送发寄超给交缴付领用花开请派装改升吃喝坐住学听问查测选招印订购")
"""Verbs of one character that people put before a thing."""
SHORT_NAME = 4
"""Characters of a name that is one word, of which each counts."""


@dataclass(frozen=True, slots=True)
class AliasHit:
    """An everyday word at [start, end) and the official terms it may stand for (plain)."""

    start: int
    end: int
    terms: tuple[str, ...]
    grams: frozenset[str]
    """Bigrams of the everyday word itself."""
    known: frozenset[str]
    """Bigrams of all ``terms``: a text with none of them holds no term. Empty where that does not follow (a term of one character)."""
    exact: bool = False
    """An official name: only a label that contains it is meant."""


class _Row(NamedTuple):
    """Everyday words as one pattern, and their official terms."""

    pattern: Pattern
    needed: tuple[frozenset[str], ...]
    """The characters of each spelling that stand in whatever it matches: without all of one, nothing of the row can match."""
    terms: tuple[str, ...]
    """Plain."""
    known: frozenset[str]
    """Bigrams of ``terms``."""


@lru_cache(maxsize=1)
def _rows() -> tuple[_Row, ...]:
    rows = []
    for words, terms in ALIASES:
        official = tuple(plain(term) for term in terms)
        telling = all(len(term) > 1 for term in official)
        known: frozenset[str] = frozenset().union(*map(bigrams, official)) if telling else frozenset()
        either = "|".join(words)
        rows.append(_Row(Pattern(longest_first(either)), surely_held(either), official, known))
    return tuple(rows)


@lru_cache(maxsize=512)
def alias_hits(text: str) -> tuple[AliasHit, ...]:
    """All everyday words of a normalised question."""
    characters = frozenset(text)
    return tuple(
        AliasHit(match.start(), match.end(), row.terms, bigrams(match.group()), row.known)
        for row in _rows()
        if any(needed <= characters for needed in row.needed)
        for match in row.pattern.finditer(text)
    )


@dataclass(frozen=True, slots=True)
class Mention:
    """Content spans of one thing asked about, with everything the scorer needs worked out once."""

    text: str
    spans: tuple[Span, ...]
    positions: tuple[int, ...]
    weights: tuple[float, ...]
    grams: tuple[tuple[str, str], ...]
    """For each position the bigram to its left and to its right ("" at the edge of a span)."""
    hits: tuple[AliasHit, ...]
    all_grams: frozenset[str]
    terms: tuple[str, ...]
    """Official terms of all ``hits``, each once."""
    known_grams: frozenset[str]
    """``all_grams`` and those of ``terms``: a text with none of them explains nothing."""
    offsets: dict[int, int]
    """Index in ``positions`` of each position."""
    total: float
    """Weight of all characters, 1 when there are none."""


def make_mention(text: str, spans: Sequence[Span], lexicon: Lexicon) -> Mention:
    """A mention over the question ``text``."""
    positions: list[int] = []
    weights: list[float] = []
    grams: list[tuple[str, str]] = []
    collected: set[str] = set()
    for span in spans:
        for i in range(span.start, span.end):
            left = text[i - 1 : i + 1] if i > span.start else ""
            right = text[i : i + 2] if i + 1 < span.end else ""
            positions.append(i)
            grams.append((left, right))
            weights.append(max((_weight(gram, lexicon) for gram in (left, right) if gram), default=EDGE_WEIGHT))
            collected.update(gram for gram in (left, right) if gram)
    inside = set(positions)
    official = _official_names(text, spans, lexicon)
    hits = tuple(
        hit
        for hit in everyday_words(text, lexicon)
        if all(i in inside for i in range(hit.start, hit.end))
        and not any(name.start <= hit.start and hit.end <= name.end and name != hit for name in official)
    )
    hits += official
    terms = tuple(dict.fromkeys(term for hit in hits for term in hit.terms))
    return Mention(
        text="".join(span.text for span in spans),
        spans=tuple(spans),
        positions=tuple(positions),
        weights=tuple(weights),
        grams=tuple(grams),
        hits=hits,
        all_grams=frozenset(collected),
        terms=terms,
        known_grams=frozenset(collected).union(*(bigrams(term) for term in terms)),
        offsets={position: n for n, position in enumerate(positions)},
        total=sum(weights) or 1.0,
    )


def everyday_words(text: str, lexicon: Lexicon) -> tuple[AliasHit, ...]:
    """Everyday words of a question that do not cut through a label (「基本支出总额」 holds no 「支出总额」)."""
    labels = _verbatim(text, lexicon)
    joined = [
        (a, b) for a, b in labels if any(char in text[a + 2 : b - 2] for char in "及和与、")
    ]  # 「办公设备及家具」
    hits = alias_hits(text)
    return tuple(
        hit
        for hit in hits
        if text[hit.start : hit.end] not in lexicon.official  # a 科目 that the documents list means itself
        and not any(a < hit.start < b < hit.end for a, b in labels)
        and not any(a <= hit.start and hit.end <= b and hit.end - hit.start < b - a for a, b in joined)
        and not any(_inside(hit, other) for other in hits)
    )


def _inside(hit: AliasHit, other: AliasHit) -> bool:
    """A shorter word inside a longer one says nothing of its own: 「买公务车」 is no 「公务车」."""
    return other.start <= hit.start and hit.end <= other.end and hit.end - hit.start < other.end - other.start


def _verbatim(text: str, lexicon: Lexicon) -> list[tuple[int, int]]:
    """Stretches that are a label word for word, the longest at each place."""
    found = []
    start = 0
    while start < len(text):
        end = lexicon.name_end(text, start, len(text))
        if end > start:
            found.append((start, end))
        start = max(end, start + 1)
    return found


def _official_names(text: str, spans: Sequence[Span], lexicon: Lexicon) -> tuple[AliasHit, ...]:
    """Names of 科目 that stand word for word in the mention, the longest at each place: they mean themselves and no other."""
    found: list[AliasHit] = []
    for span in spans:
        start = span.start
        while start < span.end:
            end = lexicon.official_end(text, start, span.end)
            if end > start:
                name = text[start:end]
                found.append(AliasHit(start, end, (name,), bigrams(name), bigrams(name), exact=True))
            start = max(end, start + 1)
    return tuple(found)


def _weight(gram: str, lexicon: Lexicon) -> float:
    if gram in GENERIC:
        return GENERIC_WEIGHT
    return lexicon.rarity.get(gram, 1.0)


def explained(mention: Mention, label: str, grams: frozenset[str]) -> list[float]:
    """Share 0–1 to which each position of the mention is explained by one text (its plain form and bigrams)."""
    if not label and mention.known_grams.isdisjoint(grams):
        return [0.0] * len(mention.positions)
    result = [1.0 if (left and left in grams) or (right and right in grams) else 0.0 for left, right in mention.grams]
    if not mention.hits:
        return result
    offset = mention.offsets
    shares = [_hit_share(hit, label, grams) for hit in mention.hits]
    for hit, share in zip(mention.hits, shares, strict=True):
        if (hit.exact and hit.terms[0] not in label and (label or not hit.grams <= grams)) or (
            share == 0 and not hit.grams <= grams
        ):
            # An everyday word is meant as a whole: 「在编人员」 is not half explained by 「非编人员」.
            for i in range(hit.start, hit.end):
                result[offset[i]] = 0.0
    for hit, share in zip(mention.hits, shares, strict=True):
        if share > 0 and (not hit.exact or (hit.terms[0] in label if label else hit.grams <= grams)):
            for i in range(hit.start, hit.end):
                result[offset[i]] = max(result[offset[i]], share)
    return result


def share_explained(mention: Mention, label: str, grams: frozenset[str]) -> float:
    """Share 0–1 of the whole mention that one text explains, rare words weighing more."""
    found = explained(mention, label, grams)
    return sum(weight * share for weight, share in zip(mention.weights, found, strict=True)) / mention.total


def _hit_share(hit: AliasHit, label: str, grams: frozenset[str]) -> float:
    """How much of the best of an everyday word's official terms stands in one text."""
    if hit.known and hit.known.isdisjoint(grams):
        return 0.0
    return max((_term_share(term, label, grams) for term in hit.terms), default=0.0)


def _term_share(term: str, label: str, grams: frozenset[str]) -> float:
    """How much of an official term stands in the label: 1 when all of it does."""
    if label and term in label:
        return 1.0
    if len(label) > SHORT_LABEL and label in term and len(label) >= ALMOST_ALL * len(term):
        return ALMOST_SHARE
    own = bigrams(term)
    share = len(own & grams) / len(own)
    return SPREAD_SHARE * share if share >= SPREAD_ENOUGH else 0.0


def label_cover(mention: Mention, label: str, ignore: str = "") -> float:
    """Share 0–1 of the label's own characters that the mention names; ``ignore`` (its organisation's name) counts little."""
    if not label:
        return 0.0
    inside = [False] * len(label)
    for i in range(len(label) - 1):
        if label[i : i + 2] in mention.all_grams:
            inside[i] = inside[i + 1] = True
    for term in mention.terms:
        start = label.find(term)
        if start >= 0:
            inside[start : start + len(term)] = [True] * len(term)
        elif label in term:
            inside = [True] * len(label)
    if len(label) == 1:
        inside = [label in mention.text]
    weights, total = _label_weights(label, ignore)
    return sum(weight for weight, covered in zip(weights, inside, strict=True) if covered) / total


@lru_cache(maxsize=65536)
def _label_weights(label: str, ignore: str) -> tuple[tuple[float, ...], float]:
    """Weight of each character of a label, and of all of them."""
    weights = []
    for i in range(len(label)):
        pair = label[i : i + 2], label[max(0, i - 1) : i + 1]
        common = any(gram in GENERIC or (ignore and gram in ignore) for gram in pair)
        weights.append(GENERIC_WEIGHT if common else 1.0)
    return tuple(weights), sum(weights)


def another_name(mention: Mention, unexplained: Sequence[int], lexicon: Lexicon) -> tuple[str, ...]:
    """A short name that begins otherwise than anything in the label: 「护理费」 is no 「物业管理费」; 「换空调」 only begins with a verb."""
    if len(mention.spans) != 1 or len(mention.text) > SHORT_NAME or mention.positions[0] not in unexplained[:1]:
        return ()
    return (mention.text,) if mention.text[:2] in lexicon.rarity or mention.text[0] not in VERBS else ()


def unexplained_words(mention: Mention, unexplained: Sequence[int]) -> tuple[str, ...]:
    """Stretches of two or more of these positions, in order, as words."""
    chars = {
        position: char
        for span in mention.spans
        for position, char in zip(range(span.start, span.end), span.text, strict=True)
    }
    runs: list[str] = []
    last = -2
    for position in unexplained:
        if position == last + 1 and runs:
            runs[-1] += chars[position]
        else:
            runs.append(chars[position])
        last = position
    return tuple(run for run in runs if len(run) > 1)
