"""An English question as a row of tokens: places, years, amounts, terms, and the small words that hold them together.

Every word becomes a token: known terms by the longest match, small words by a list, and a word that neither knows stays
as ``unknown`` so that it reaches the Chinese question and nothing is answered as if it had not been said.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass

from assistant.english.amounts import find_amounts
from assistant.english.glossary import LONGEST, entries, root

_PIECE = re.compile(
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


JOINTS: dict[str, str] = (
    dict.fromkeys(("and", "plus", "&", "versus", "vs", "or"), "and")
    | dict.fromkeys(("of",), "of")
    | dict.fromkeys(("for", "on", "toward"), "for")
    | dict.fromkeys(("in", "within", "among", "from", "by", "at", "under", "into", "out"), "in")
    | dict.fromkeys(("than",), "than")
    | dict.fromkeys(("to",), "to")
    | dict.fromkeys(("as",), "as")
    | dict.fromkeys(("share", "percentage", "proportion", "fraction", "percent"), "share")
    | dict.fromkeys(
        ("is", "are", "was", "were", "doe", "do", "did", "does", "be", "go", "goes", "went", "come", "came", "represent", "account", "make", "made", "take"),
        "verb",
    )
)  # fmt: skip
NOUNS: dict[str, str] = {
    "project": "项目",
    "program": "项目",
    "item": "科目",
    "line": "科目",
    "subject": "科目",
    "component": "分项",
    "part": "分项",
    "sub-item": "分项",
    "subitem": "分项",
    "indicator": "指标",
    "unit": "单位",
    "organization": "单位",
    "department": "部门",
    "category": "大类",
    "district": "区",
}
"""What a set is made of; elsewhere they say no more than their Chinese word."""
GENERIC: frozenset[str] = frozenset(
    "expense expenditure spending cost fee charge outlay payment money amount sum figure value contribution bill allocation number".split()
)
FILLERS: frozenset[str] = frozenset(
    """a an the this that these those there it its their they them he she his her we our you your i me my us
    what which who whom whose how much many how's what's when where why whether
    to with about per each every any all some most more less least fewer higher lower greater larger smaller bigger highest lowest
    largest biggest smallest top bottom first second third fourth fifth one two three four five six seven eight nine ten single
    has have had having can could would will shall should may might must been being am isn't doesn't
    please tell show give list name find know want like need let say state mean meaning define definition explain described term
    allocated allocate allot budgeted planned plan plans set aside spend spends provide provided given use used cost costs paid pay pays
    according between both combined together altogether overall across difference differ compare compared comparison gap
    increase increased decrease decreased grow grew growth rise rose risen fall fell fallen drop dropped reduce reduced change changed decline declined
    year yearly annual fiscal last previous prior before ago next same current yoy on-year
    over under above below exceed exceeding exceeded least up down not no so if then than too also only just even really
    yuan rmb cny renminbi million billion thousand hundred ten wan yi k m
    district government's shanghai's city municipal municipality local public office's
    average mean unit sum total totals expensive cheap cheapest costly rank ranking ranked order sorted sort
    reason reasons because cause causes caused due why's exist include includes included including contain contained consist comprise cover covers covered
    expected get gets got received receive appear listed mentioned kind kinds type types many
    does did done much long often hello hi thanks thank ok okay well now while still yet already
    respectively exactly precisely approximately about around roughly document documents report budgeting
    thing things stuff reached reach earmarked assigned designated available approved announced published reported recorded
    rate level overall size large big small high low excluding without minus except apart deducting deducted deduct net left remain
    remains remaining remainder lost lose exceeding account accounts accounted issue issued distribute distributed hand handed
    ready finished finish finished start started begin end ended complete expect estimated estimate scheduled schedule
    made set sets number related regarding concerning relating such own shown stated listed printed spelled called entitled
    put went gone take takes taken took come comes came bring brought work works worked help happen happened
    highest-scoring best worst better worse main major key specific particular certain different various several few little lot
    departmental dept office-wide answer question figures data information info detail details breakdown amounts
    person capita day month week quarter half date time period during after since until through throughout till upon
    wherever whichever whatever let's i'd i'm don't didn't doesn't wasn't aren't won't can't there's that's who's it's
    one's someone anyone everybody nobody else case way ways point points mark marks percentage-wise respect terms term
    go goes going gone run runs ran held hold holds holding purchase purchased purchasing buy buys bought buying
    cny rmb money monies paid out off back again together per vs spare anything something nothing everything ratio""".split()
)
"""Small words and words that only say what to do; the operation is read from the whole sentence."""


def plain(text: str) -> str:
    """NFKC, lower case, straight apostrophes, hyphens as spaces, single spaces."""
    text = unicodedata.normalize("NFKC", text).lower().replace("’", "'").replace("\u2018", "'").replace("`", "'")
    text = re.sub(r"(?<=[a-z])[-–](?=[a-z])", " ", text)
    text = re.sub(r"'s\b", " 's", text).replace(" 's", "'s")
    return re.sub(r"\s+", " ", text).strip()


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
    piece = pieces[at]
    start, end, kind = piece.start(), piece.end(), piece.lastgroup or "other"
    if kind == "quote":
        inside = piece.group()[1:-1]
        if re.search(r"[a-z]{2}", inside) and not re.search(r"[\u4e00-\u9fff]", inside):
            inner = [Token(t.kind, t.text, start, end) for t in tokens(inside, choose) if t.text]
            known = all(t.kind not in {"unknown"} for t in inner)
            return 1, Token("word" if known else "unknown", "".join(t.text for t in inner) if known else inside, start, end)
        return 1, Token("cjk", inside, start, end)
    if kind == "cjk":
        return 1, Token("cjk", piece.group(), start, end)
    if kind == "year":
        return 1, Token("year", piece.group()[-4:], start, end)
    if kind in {"number", "mark"}:
        return 1, Token(kind, piece.group(), start, end)
    if kind == "other":
        return 1, Token("mark", piece.group(), start, end) if piece.group() in "&+" else None
    return _word(pieces, at, choose)


def _word(pieces: list[re.Match[str]], at: int, choose: Callable[[str], str]) -> tuple[int, Token | None]:
    start = pieces[at].start()
    for count, words in _phrases(pieces, at):
        if entry := entries().get(words):
            kind, chinese = entry
            return count, Token(kind, choose(chinese), start, pieces[at + count - 1].end())
    raw = pieces[at].group()
    word = root(raw)
    end = pieces[at].end()
    if word in JOINTS or raw in JOINTS:
        return 1, Token(JOINTS.get(raw) or JOINTS[word], word, start, end)
    if word in NOUNS:
        return 1, Token("noun", NOUNS[word], start, end)
    if word in GENERIC:
        return 1, Token("generic", word, start, end)
    if word in {"revenue", "income"}:
        return 1, Token("item", "收入", start, end)
    if word in FILLERS or raw in FILLERS or len(word) == 1:
        return 1, None
    return 1, Token("unknown", raw.removesuffix("'s"), start, end)


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
