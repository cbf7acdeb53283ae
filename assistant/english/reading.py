"""What an English question asks: its operation by the whole sentence, its slots by its tokens."""

# ruff: noqa: E501 - rows of a table of patterns
from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from assistant.english.amounts import Amount, find_amounts
from assistant.english.tokens import Token
from assistant.patterns import Pattern

if TYPE_CHECKING:
    from collections.abc import Sequence

_BASE = r"(?:in |of |for )?(?:the )?(?:last year|previous year|prior year|year before|preceding year|(?:19|20)\d{2})"
_NUMBERS = {
    word: n for n, word in enumerate(["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"], 1)
}
_NTH = {"second": "二", "third": "三", "fourth": "四", "fifth": "五"}
_BIG = r"largest|biggest|highest|most expensive|most costly|greatest|costliest|best|most"
_SMALL = r"smallest|lowest|least|cheapest|fewest|worst"

OPERATIONS: tuple[tuple[str, Pattern], ...] = tuple(
    (name, Pattern(pattern))
    for name, pattern in (
        ("reason", r"\bwhy\b|\breasons?\b(?! for deviation)|\bhow come\b|what (?:caused|explains)|\bcauses? of\b"),
        ("definition", r"what (?:does|do|is|are) .{2,80} mean\b|\bmeaning of\b|\bdefinition of\b|\bdefine\b|what is meant by|explain the term|\bdefined\b"),
        ("share", r"\b(?:share|percentage|proportion|fraction) (?:of|in)\b|\bratio of\b|'s share\b|\bas an? (?:share|percentage|proportion|percent)\b|\bwhat (?:share|percentage|proportion|percent|fraction)\b(?! (?:did|has|have) .*(?:increase|grow|rise|fall|decrease|drop|decline))|(?<!final )\baccount(?:s|ed)? for\b"),
        ("growth", rf"\b(?:year on year|yoy|growth|grow|grew|grown)\b|(?:than|compared (?:with|to)|versus|vs\.?|relative to|from|over) {_BASE}|\b(?:increased?|decreased?|rise|rose|risen|fall|fell|drop(?:ped)?|declined?|reduced?|changed?)\b(?!.*\bprojects?\b.*\?$.{{99}})"),
        ("average", r"\baverage\b|\bon average\b|\bper (?!cent\b)[a-z]+|\bunit (?:price|cost)\b|\bcosts? each\b|\beach\b(?=\W*$)|\bcost of each\b|\beach [a-z ]{2,30} costs?\b"),
        ("rank", rf"\btop \w+|\b(?:{_BIG}|{_SMALL})\b(?! than)|\brank(?:ed|ing)?\b|\bsort(?:ed)?\b"),
        ("remainder", r"\b(?:excluding|without|minus|except|apart from|other than|less the|after deducting|net of)\b"),
        ("difference", r"\bdifference\b|\bdiffer\b|\bgap\b|\bhow much (?:more|less|higher|lower|larger|greater|bigger)\b|\bby how much\b|\bexceeds? .* by\b"),
        ("compare", r"\bwhich\b.*\b(?:higher|more|larger|greater|bigger|lower|less|smaller)\b|\bcompare\b|\b(?:higher|more|larger|greater|lower|less|smaller) than\b"),
        ("sum", r"\b(?:combined|altogether|together|sum of|added up|in total|overall total|add up)\b|\btotal (?:of|amount|cost|executed|execution|actual|full|for|initial|original|adjusted)\b"),
        ("count", r"\bhow many\b|\bnumber of\b"),
        ("exists", r"^(?:is|are|was|were|does|do|did|has|have|will)\b"),
        ("list", r"\bwhich\b|\bwhat (?:projects|items|units|departments|organi[sz]ations|are the|does .* (?:include|consist|cover|comprise))|\bbreakdown\b|\blist\b|\bname (?:the|all)\b|\bwhat .* (?:include|included)\b"),
    )
)  # fmt: skip
"""Operations in the order of precedence. A threshold with a set of things makes a filter whatever follows."""


@dataclass(slots=True)
class Mention:
    """One place with its organisation and years, as they were named."""

    place: str = ""
    body: str = ""
    years: list[str] = field(default_factory=list)

    def chinese(self) -> str:
        """「松江行政服务中心2024年」."""
        return self.place + self.body + "和".join(f"{year}年" for year in self.years)


@dataclass(frozen=True, slots=True)
class Group:
    """The words between two joints: its content (terms in Chinese order) and its measures."""

    content: str
    measures: tuple[str, ...] = ()
    joint: str = ""

    def chinese(self) -> str:
        """Content and measure as one Chinese noun."""
        measure = "".join(m for m in self.measures if m != "预算数")
        if not self.content:
            return measure
        return f"{self.content}的{measure}" if measure else self.content


@dataclass(frozen=True, slots=True)
class Reading:
    """An English question, read."""

    text: str
    operation: str
    mentions: tuple[Mention, ...]
    groups: tuple[Group, ...]
    measures: tuple[str, ...]
    nouns: tuple[str, ...]
    amounts: tuple[Amount, ...]
    topic: str
    base: str
    tokens: tuple[Token, ...]

    def scope(self) -> str:
        """All places and years as one Chinese phrase."""
        return "和".join(mention.chinese() for mention in self.mentions)

    def content(self) -> str:
        """All content as one Chinese phrase."""
        return "和".join(group.content for group in self.groups if group.content)


def read(text: str, found: Sequence[Token]) -> Reading:
    """Slots and operation of a ``plain`` question."""
    amounts = tuple(a for a in find_amounts(text))
    operation = next((name for name, pattern in OPERATIONS if pattern.search(text)), "value")
    base, rest = _base_year(text, list(found), operation)
    if operation == "value" and _WHAT_IS.match(text) and not any(t.kind in _PLACED for t in found):
        operation = "definition"
    nouns = tuple(token.text for token in found if token.kind == "noun")
    if amounts and re.search(r"\bwhich\b|\bhow many\b|\blist\b|\bprojects\b|\bitems\b|\bnumber of\b", text):
        operation = "filter"
    measures = tuple(dict.fromkeys(token.text for token in rest if token.kind == "measure"))
    if operation == "rank" and not measures and re.search(r"\b(?:best|worst)\b", text):
        measures = ("得分",)
    topic = next((token.text for token in rest if token.kind == "topic"), "")
    return Reading(
        text,
        operation,
        _relative_year(text, operation, _mentions(rest)),
        tuple(_groups(rest, text, operation)),
        measures,
        nouns,
        amounts,
        topic,
        base,
        tuple(rest),
    )


_WHAT_IS = Pattern(r"what (?:is|are)\b(?!.*(?:amount|cost|figure|total|value))")
_PLACED = frozenset({"place", "body", "year", "measure"})
"""Kinds of words that make 「what is X」 a question for a figure: without any, it asks what X is."""


def _base_year(text: str, found: list[Token], operation: str) -> tuple[str, list[Token]]:
    """(the year a change counts from: 「2019年」, 「上年」 or "", the tokens without it)."""
    if operation not in {"growth", "reason"}:
        return "", found
    years = [token for token in found if token.kind == "year"]
    for token in years:
        before = text[: token.start]
        if len(years) > 1 and re.search(
            r"(?:than|compared (?:with|to)|versus|vs\.?|relative to|from|over|on|against)(?: in| of| for| that of| that in)?(?: the)?(?: fy)? $",
            before,
        ):
            return f"{token.text}年", [t for t in found if t is not token]
    if len(years) > 1 and operation == "growth" and re.search(r"between|\bfrom\b", text):
        first = min(years, key=lambda token: token.text)
        return f"{first.text}年", [t for t in found if t is not first]
    return "上年", found


def _mentions(found: Sequence[Token]) -> tuple[Mention, ...]:
    """Places in their order, each with the organisation and years named beside it, or those named for all."""
    mentions: list[Mention] = []
    loose = Mention()
    for token in found:
        if token.kind == "place":
            if mentions and not mentions[-1].place:
                mentions[-1].place = token.text
            else:
                mentions.append(Mention(token.text))
        elif token.kind == "body" and mentions and mentions[-1].body:
            mentions.append(Mention(mentions[-1].place, token.text))
        elif token.kind == "body":
            target = mentions[-1] if mentions else loose
            target.body = target.body or token.text
        elif token.kind == "year":
            (mentions[-1] if mentions else loose).years.append(token.text)
    return _completed(mentions or [Mention()], loose)


def _completed(mentions: list[Mention], loose: Mention) -> tuple[Mention, ...]:
    """Mentions with what was named once for all of them."""
    bodies = {mention.body for mention in mentions if mention.body}
    shared = loose.body or (next(iter(bodies)) if len(bodies) == 1 else "")
    for mention in mentions:
        mention.body = mention.body or shared
        mention.years = mention.years or loose.years or mentions[-1].years
    return tuple(mentions)


_RELATIVE = (("去", Pattern(r"\blast year\b")), ("今", Pattern(r"\bthis year\b")))


def _relative_year(text: str, operation: str, mentions: tuple[Mention, ...]) -> tuple[Mention, ...]:
    """「去年」 where the question names no other year and does not compare with it."""
    word = next((word for word, pattern in _RELATIVE if pattern.search(text)), "")
    if word and operation not in {"growth", "reason"} and not any(mention.years for mention in mentions):
        for mention in mentions:
            mention.years = [word]
    return mentions


_SPLITS = {"difference", "compare", "sum", "value", "average", "growth", "list", "rank"}
_CONTENT = frozenset({"item", "word", "cjk", "unknown"})


def _groups(found: Sequence[Token], text: str, operation: str) -> list[Group]:
    """Content between 「and」, 「than」 and, for a share, the words that part it from the whole; 「A of B」 becomes BA."""
    cut = {"and", "than"} if operation in _SPLITS else {"than"}
    if operation == "share":
        cut = {"share", "as", "verb"} | ({"and", "to"} if re.search(r"\bratio of\b", text) else set())
    if operation == "remainder":
        cut = set()
    runs: list[tuple[str, list[Token]]] = [("", [])]
    for token in found:
        cuts = token.kind in cut or (operation == "share" and token.kind == "in" and runs[-1][1])
        if cuts or (operation == "sum" and token.kind == "mark" and token.text == ","):
            runs.append((token.kind, []))
        elif operation == "remainder" and re.search(
            r"(?:excluding|without|minus|except(?: for)?|apart from|other than|less|deducting|net of)(?: the)? $",
            text[: token.start],
        ):
            runs.append(("less", [token]))
        else:
            runs[-1][1].append(token)
    return [
        Group(content, measures, joint)
        for joint, run in runs
        for content, measures in [_content(run)]
        if content or measures
    ]


def _content(run: Sequence[Token]) -> tuple[str, tuple[str, ...]]:
    parts: list[list[str]] = [[]]
    for token in run:
        if token.kind in {"of", "for"} or (token.kind in {"in", "and", "to"} and any(parts)):
            parts.append([])
        elif token.kind in _CONTENT:
            parts[-1].append(f"“{token.text}”" if token.kind == "unknown" else token.text)
    measures = tuple(dict.fromkeys(token.text for token in run if token.kind == "measure"))
    return "".join("".join(part) for part in reversed(parts)), measures


def superlative(text: str) -> tuple[str, int, str]:
    """(「最大」 kind: 大 or 小, how many, 「二」 of the second largest) of a ranking question."""
    low = bool(re.search(rf"\b(?:{_SMALL}|bottom)\b", text))
    nth = re.search(rf"\b(second|third|fourth|fifth)[ -](?:{_BIG}|{_SMALL})", text)
    number = r"(\d+|" + "|".join(_NUMBERS) + r")"
    many = re.search(rf"\b(?:top|bottom)\s+{number}\b|\b{number}\s+(?:projects?\s+|items?\s+)?(?:with the )?(?:{_BIG}|{_SMALL})|(?:{_BIG}|{_SMALL})\s+{number}\b", text)  # fmt: skip
    word = next((group for group in many.groups() if group), "1") if many else "1"
    count = _NUMBERS.get(word) or int(word)
    return ("小" if low else "大"), count, (_NTH[nth.group(1)] if nth else "")
