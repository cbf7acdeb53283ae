"""Amounts and relations in English: 「over 1.2 million yuan」 → 超过120万元, 「below 90%」 → 低于90%."""

# ruff: noqa: E501 - rows of a table of patterns
from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

from assistant.patterns import Pattern

_SCALE = {
    "thousand": 1_000,
    "k": 1_000,
    "million": 1_000_000,
    "mn": 1_000_000,
    "m": 1_000_000,
    "billion": 1_000_000_000,
    "bn": 1_000_000_000,
    "wan": 10_000,
}
_RELATIONS: tuple[tuple[str, str], ...] = (
    ("达到", r"reach(?:ed|es|ing)?"),
    ("不低于", r"at least|no less than|not less than|not below|no lower than|>=|≥|minimum of"),
    ("不超过", r"at most|no more than|not more than|not exceeding|up to|<=|≤|not above"),
    ("超过", r"(?:is |are |of )?(?:over|above|more than|higher than|greater than|larger than|exceed(?:s|ing|ed)?|bigger than)|>"),
    ("低于", r"(?:did not|didn't|do not|does not|not|fail(?:ed|ing)? to) (?:reach|exceed|meet|attain)|(?:fell|fall|falling) short of|(?:is |are |of )?(?:under|below|less than|lower than|fewer than|smaller than|short of)|<"),
)  # fmt: skip
_RELATION = "|".join(f"(?P<r{n}>{pattern})" for n, (_, pattern) in enumerate(_RELATIONS))
_NUMBER = r"\d[\d,]*(?:\.\d+)?"
_AMOUNT = Pattern(
    rf"(?:(?:{_RELATION})\s*(?:a score of |a total of )?)?(?P<money>(?:rmb|cny|yuan|¥|￥)\s*)?(?P<number>{_NUMBER})(?P<scale>\s*(?:thousand|million|billion|mn|bn|wan|[km])\b)?"
    r"(?P<unit>\s*(?:yuan|rmb|cny|renminbi|%|percent\b|per cent\b|points?\b))?(?P<after>\s+or (?:more|above|over|higher|less|below|fewer))?"
)
_BETWEEN = Pattern(
    rf"between\s+(?P<low>{_NUMBER})(?P<ls>\s*(?:thousand|million|[km])\b)?(?:\s*(?:yuan|%|percent))?\s+and\s+(?P<high>{_NUMBER})(?P<hs>\s*(?:thousand|million|[km])\b)?(?P<unit>\s*(?:yuan|rmb|%|percent|points?))?"
)


_SHORT = 3
"""Digits of a number that shares the magnitude of the next: 「between 1 and 2 million」."""


@dataclass(frozen=True, slots=True)
class Amount:
    """An amount with its relation, in Chinese ("": equal); ``unit`` is 元, %, 分 or "" (the measure decides). Half-open place."""

    start: int
    end: int
    relation: str
    number: Decimal
    unit: str
    upper: Decimal | None = None

    def chinese(self, unit: str) -> str:
        """「超过120万元」, 「低于90%」; ``unit`` stands in where the question named none."""
        unit = self.unit or unit
        if self.upper is not None:
            return f"在{_said(self.number, unit)}到{_said(self.upper, unit)}"
        return f"{self.relation or '为'}{_said(self.number, unit)}"


def find_amounts(text: str) -> list[Amount]:
    """Amounts of a lower-case question that have a unit, a magnitude or a relation; bare years and counts are none."""
    found = [_between(match) for match in _BETWEEN.finditer(text)]
    for match in _AMOUNT.finditer(text):
        if any(amount.start <= match.start("number") < amount.end for amount in found):
            continue
        if re.match(r"[a-z]", text[match.end() : match.end() + 1]) or re.search(r"[a-z\d]$", text[: match.start()]):
            continue
        relation = next((word for n, (word, _) in enumerate(_RELATIONS) if match.group(f"r{n}")), "")
        if match.group("after"):
            relation = "不低于" if re.search(r"more|above|over|higher", match.group("after")) else "不超过"
        unit = _unit(match.group("unit"), match.group("money"), match.group("scale"))
        plain_year = re.fullmatch(r"(?:19|20)\d{2}", match.group("number"))
        if not (unit or relation) or (plain_year and not unit):
            continue
        number = _number(match.group("number"), match.group("scale"))
        found.append(Amount(match.start(), match.end(), relation, number, unit))
    return sorted(found, key=lambda amount: amount.start)


def _between(match: re.Match[str]) -> Amount:
    high_scale = match.group("hs")
    whole = len(match.group("low").replace(",", "")) > _SHORT  # 「between 500,000 and 1 million」
    low_scale = match.group("ls") or ("" if whole else high_scale)
    low, high = _number(match.group("low"), low_scale), _number(match.group("high"), high_scale)
    return Amount(match.start(), match.end(), "", low, _unit(match.group("unit"), None, high_scale), high)


def _number(text: str, scale: str | None) -> Decimal:
    return Decimal(text.replace(",", "")) * _SCALE.get((scale or "").strip(), 1)


def _unit(unit: str | None, money: str | None, scale: str | None) -> str:
    unit = (unit or "").strip()
    if unit in {"%", "percent", "per cent"}:
        return "%"
    if unit.startswith("point"):
        return "分"
    return "元" if unit or money or scale else ""


def _said(number: Decimal, unit: str) -> str:
    if unit == "元" and number >= 10_000:  # noqa: PLR2004 - from here on a Chinese reader counts in 万
        return f"{_digits(number / 10_000)}万元"
    return f"{_digits(number)}{unit}"


def _digits(number: Decimal) -> str:
    text = f"{number:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text
