"""How well a label explains the words of a mention.

Three tiers explain a character of the question: the label itself (full), what belongs to the label — ancestors, project,
measures, table (``NEAR``) — and the texts around it, such as the project's pages (``AROUND``). A character counts as explained
when it is part of a bigram of that tier, or of an everyday word whose official term stands there.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from assistant.lexicon import Lexicon, bigrams, plain
from assistant.query import Span
from index.language.vocabulary import ALIASES

if TYPE_CHECKING:
    from collections.abc import Sequence

NEAR = 0.8
AROUND = 0.65
GENERIC = frozenset(
    [
        "项目",
        "支出",
        "经费",
        "费用",
        "资金",
        "预算",
        "安排",
        "服务",
        "工作",
        "管理",
        "相关",
        "方面",
        "收入",
        "情况",
        "建设",
        "平台",
        "系统",
        "中心",
        "行政",
        "单位",
        "部门",
    ]
)
GENERIC_WEIGHT = 0.35


@dataclass(frozen=True, slots=True)
class AliasHit:
    """An everyday word at [start, end) and the official terms it may stand for (plain)."""

    start: int
    end: int
    terms: tuple[str, ...]
    grams: frozenset[str]
    """Bigrams of the everyday word itself."""
    exact: bool = False
    """An official name: only a label that contains it is meant."""


@lru_cache(maxsize=1)
def _rows() -> tuple[tuple[object, tuple[str, ...]], ...]:
    import re

    return tuple((re.compile("|".join(words)), tuple(plain(term) for term in terms)) for words, terms in ALIASES)


@lru_cache(maxsize=512)
def alias_hits(text: str) -> tuple[AliasHit, ...]:
    """All everyday words of a normalised question."""
    hits = []
    for pattern, terms in _rows():
        hits += [AliasHit(m.start(), m.end(), terms, bigrams(m.group())) for m in pattern.finditer(text)]  # type: ignore[attr-defined]
    return tuple(hits)


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

    @property
    def total(self) -> float:
        """Weight of all characters."""
        return sum(self.weights) or 1.0


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
            weights.append(max((_weight(gram, lexicon) for gram in (left, right) if gram), default=0.5))
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
    return Mention(
        text="".join(span.text for span in spans),
        spans=tuple(spans),
        positions=tuple(positions),
        weights=tuple(weights),
        grams=tuple(grams),
        hits=hits,
        all_grams=frozenset(collected),
        terms=tuple(dict.fromkeys(term for hit in hits for term in hit.terms)),
    )


def everyday_words(text: str, lexicon: Lexicon) -> tuple[AliasHit, ...]:
    """Everyday words of a question that do not cut through a label (「基本支出总额」 holds no 「支出总额」)."""
    labels = _verbatim(text, lexicon)
    return tuple(hit for hit in alias_hits(text) if not any(a < hit.start < b < hit.end for a, b in labels))


def _verbatim(text: str, lexicon: Lexicon) -> list[tuple[int, int]]:
    """Stretches that are a label word for word, the longest at each place."""
    found = []
    start = 0
    while start < len(text):
        end = next((e for e in range(min(len(text), start + 30), start + 2, -1) if text[start:e] in lexicon.names), 0)
        if end:
            found.append((start, end))
        start = end or start + 1
    return found


def _official_names(text: str, spans: Sequence[Span], lexicon: Lexicon) -> tuple[AliasHit, ...]:
    """Names of 科目 that stand word for word in the mention, the longest at each place: they mean themselves and no other."""
    found: list[AliasHit] = []
    for span in spans:
        start = span.start
        while start < span.end:
            end = next(
                (e for e in range(min(span.end, start + 30), start + 3, -1) if text[start:e] in lexicon.official), 0
            )
            if end:
                name = text[start:end]
                found.append(AliasHit(start, end, (name,), bigrams(name), exact=True))
            start = end or start + 1
    return tuple(found)


def _weight(gram: str, lexicon: Lexicon) -> float:
    if gram in GENERIC:
        return GENERIC_WEIGHT
    return lexicon.rarity.get(gram, 1.0)


def explained(mention: Mention, label: str, grams: frozenset[str]) -> list[float]:
    """Share 0–1 to which each position of the mention is explained by one text (its plain form and bigrams)."""
    result = [1.0 if (left and left in grams) or (right and right in grams) else 0.0 for left, right in mention.grams]
    offset = {position: n for n, position in enumerate(mention.positions)}
    shares = [max((_term_share(term, label, grams) for term in hit.terms), default=0.0) for hit in mention.hits]
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


def _term_share(term: str, label: str, grams: frozenset[str]) -> float:
    """How much of an official term stands in the label: 1 when all of it does, else at most 0.85."""
    if label and term in label:
        return 1.0
    if label and len(label) > 2 and label in term and len(label) >= 0.75 * len(term):
        return 0.95
    own = bigrams(term)
    share = len(own & grams) / len(own)
    return 0.85 * share if share >= 0.6 else 0.0


def label_cover(mention: Mention, label: str, ignore: str = "") -> float:
    """Share of the label's own characters that the mention names; ``ignore`` (the organisation's name) does not count."""
    if not label:
        return 0.0
    total = hit = 0.0
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
        inside[0] = label in mention.text
    for i, covered in enumerate(inside):
        pair = label[i : i + 2], label[max(0, i - 1) : i + 1]
        weight = GENERIC_WEIGHT if any(gram in GENERIC or (ignore and gram in ignore) for gram in pair) else 1.0
        total += weight
        hit += weight * covered
    return hit / total
