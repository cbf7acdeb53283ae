"""Look-up in both directions: English words → Chinese terms with their kind, and Chinese labels → an English gloss.

Words are compared lower case, in the singular, in one spelling (centre → center, labour → labor), hyphens as spaces.
"""

from __future__ import annotations

import unicodedata
from functools import lru_cache
from typing import Literal

from assistant.english import names, terms
from assistant.patterns import Pattern

Kind = Literal["place", "town", "body", "item", "measure", "word", "topic"]

_TABLES: tuple[tuple[Kind, tuple[terms.Row, ...]], ...] = (
    ("town", names.TOWNS),
    ("word", names.WORDS),
    ("topic", names.TOPICS),
    ("item", terms.FUNCTIONS),
    ("item", terms.TOTALS),
    ("item", terms.SPECIAL),
    ("item", terms.ECONOMIC),
    ("measure", terms.MEASURES),
    ("body", names.BODIES),
    ("place", names.DISTRICTS),
)
"""Later tables win where two rows share an English name."""

_SPELLING = {
    "centre": "center",
    "labour": "labor",
    "organisation": "organization",
    "organisational": "organizational",
    "programme": "program",
    "licence": "license",
    "defence": "defense",
    "percent": "percent",
    "salaries": "salary",
    "companies": "company",
    "subsidies": "subsidy",
    "categories": "category",
    "agencies": "agency",
    "families": "family",
    "allowances": "allowance",
    "bonuses": "bonus",
    "indices": "index",
}
_WORD = Pattern(r"[a-z]+(?:'[a-z]+)?|&")
_NOT_PLURAL = Pattern(r"(?:ss|us|is|os)$")
LONGEST = 10
"""Words in the longest English name."""


def root(word: str) -> str:
    """The form in which a lower-case English word is compared: singular, one spelling, no possessive."""
    word = word.removesuffix("'s")
    if word in _SPELLING:
        return _SPELLING[word]
    if word.endswith("ies") and len(word) > 4:  # noqa: PLR2004 - ties, pies
        return word[:-3] + "y"
    if word.endswith("s") and len(word) > 3 and not _NOT_PLURAL.search(word):  # noqa: PLR2004 - gas, bus
        word = word[:-1]
    return _SPELLING.get(word, word)


def roots(text: str) -> tuple[str, ...]:
    """The words of an English phrase as they are compared."""
    plain = unicodedata.normalize("NFKC", text).lower().replace("’", "'").replace("_", " ")
    return tuple(root(word) for word in _WORD.findall(plain))


@lru_cache(maxsize=1)
def entries() -> dict[tuple[str, ...], tuple[Kind, str]]:
    """English name (its roots) → kind and Chinese term."""
    return {roots(name): (kind, chinese) for kind, rows in _TABLES for chinese, english in rows for name in english}


_EXTRA_GLOSSES: tuple[tuple[str, str], ...] = (
    ("上海市", "Shanghai"),
    ("市", "municipal"),
    ("项目", "project"),
    ("管理平台", "management platform"),
    ("综合", "comprehensive"),
    ("支出", "expenditure"),
    ("收入", "revenue"),
    ("小计", "subtotal"),
    ("购置费", "purchase"),
    ("运行费", "operation"),
    ("因公出国(境)费", "official overseas travel"),
    ("维修(护)费", "maintenance and repair"),
    ("总分", "total score"),
    ("决算", "final accounts"),
    ("预算", "budget"),
    ("绩效自评", "performance self-evaluation"),
    ("绩效目标", "performance targets"),
    ("调整预算", "adjusted budget"),
    ("支出总计", "total expenditure"),
    ("收入总计", "total revenue"),
    ("合计", "total"),
    ("增减额", "change"),
    ("增减率", "rate of change"),
    ("增加", "increase"),
    ("减少", "decrease"),
    ("年度指标值", "annual target value"),
    ("实际完成值", "actual value achieved"),
    ("年度", "annual"),
    ("全年", "the whole year"),
    ("预计", "expected"),
    ("发放", "issue"),
    ("工作", "work"),
    ("配套", "supporting"),
    ("项目数", "number of projects"),
    ("个项目", "projects"),
    ("科技", "technology"),
    ("工程", "works"),
    ("专项", "special"),
    ("日常", "daily"),
    ("本级", "itself"),
    ("费", "fee"),
    ("年度资金总额", "total funds of the year"),
)
_LATIN = Pattern(r"[0-9A-Za-z][0-9A-Za-z.,%+-]*")
_YEAR = Pattern(r"((?:19|20)\d{2})年(?!度)")
_SILENT = Pattern(r"[“”\"'「」()（）、·:：的]+")
"""What a gloss leaves out: quotation marks, brackets, 的."""


@lru_cache(maxsize=1)
def _glosses() -> dict[str, str]:
    result: dict[str, str] = {}
    for kind, rows in reversed(_TABLES):
        for chinese, english in rows:
            for one in chinese.split("|"):
                name = english[0].title() if kind in {"place", "body", "town"} else english[0]
                result.setdefault(one, name)
    return result | dict(_EXTRA_GLOSSES)


@lru_cache(maxsize=1)
def _district_names() -> frozenset[str]:
    return frozenset(chinese for chinese, _ in names.DISTRICTS)


_LEAST_COVERED = 0.6


@lru_cache(maxsize=8192)
def gloss(label: str) -> str:
    """English for a Chinese label, 「…」 for stretches without an entry; "" when less than most of it is known."""
    known = _glosses()
    text = unicodedata.normalize("NFKC", label).strip()
    if text in known:
        return known[text]
    parts: list[str] = []
    at = covered = unknown = 0
    while at < len(text):
        found = next((text[at:end] for end in range(min(len(text), at + 24), at, -1) if text[at:end] in known), "")
        if found:
            parts.append(known[found])
            covered += len(found)
            at += len(found)
        elif text[at] == "区" and (at == 0 or text[at - 2 : at] in _district_names()):
            parts.append("District")
            at += 1
        elif same := _YEAR.match(text, at) or _LATIN.match(text, at):
            parts.append(same.group(1) if same.re is _YEAR.compiled else same.group())
            at = same.end()
        elif silent := _SILENT.match(text, at):
            at = silent.end()
        else:
            unknown += 1
            at += 1
            if not parts or parts[-1] != "…":
                parts.append("…")
    if not covered or covered / (covered + unknown) < _LEAST_COVERED:
        return ""
    return " ".join(parts)


def named(label: str) -> str:
    """A Chinese label with its gloss behind it: 「印刷费 (printing expenses)」; the label alone when there is no gloss."""
    english = gloss(label)
    return f"{label} ({english})" if english else label
