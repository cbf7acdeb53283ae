"""Where the words that belong to a figure begin: clause boundaries, brackets, titles and thresholds in a sentence.

All positions are half-open character offsets into the sentence as given.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from index.language.numerals import Quantity, find_quantities, pieces

_BOUNDARY = frozenset("，；。：？！;:\n")
_PAIRS = {"）": "（", ")": "(", "”": "“", "」": "「", "』": "『", "》": "《", "】": "【", "〕": "〔"}
_NOUN_LENGTHS = range(3, 19)
_TITLE = re.compile(r"《[^《》]*(?:〈[^〉]*〉[^《》]*)*》")
_VALUE_WORD = re.compile(r"(?:单价|单台|价值|金额|规模|投资额?|限额|总额|合同额|年龄|工龄)(?:在|为)?\s*$")
_NOUN_AFTER = re.compile(r"\s*(?:[（(]含[）)])?的?[\u4e00-\u9fff“（]")


@dataclass(frozen=True, slots=True)
class Lead:
    """The words in front of a figure: ``words`` = ``sentence[start:figure]``, ``gap`` what stands before them since ``floor``."""

    start: int
    words: str
    gap: str


def figures(sentence: str) -> tuple[Quantity, ...]:
    """Return the quantities a sentence states: not those in 《titles》, nor thresholds that belong to a noun.

    「单价100万元以上设备2台」 states 2 台; the amount is part of the noun. A Chinese 一 that only says "a" is left out.
    """
    titles = [match.span() for match in _TITLE.finditer(sentence)]
    found = [pieces(q) for q in find_quantities(sentence) if not any(start <= q.start < end for start, end in titles)]
    return tuple(
        q
        for i, q in enumerate(found)
        if not is_threshold(sentence, q, found[i + 1 :]) and not _is_article(q) and not _sums_up(sentence, q)
    )


def is_threshold(sentence: str, quantity: Quantity, later: list[Quantity]) -> bool:
    """Tell an amount that only limits the noun after it (「预算金额1000万元以上的项目」)."""
    if not quantity.relation or quantity.relation == "约" or quantity.unit == "%":
        return False
    if not _NOUN_AFTER.match(sentence, quantity.end):
        return False
    if _VALUE_WORD.search(sentence[max(0, quantity.start - 8) : quantity.start]):
        return True
    return any(not re.search(r"[，。；：]", sentence[quantity.end : other.start]) for other in later[:1])


def _sums_up(sentence: str, quantity: Quantity) -> bool:
    """「甲、乙和丙三项」: a numeral in characters at the end of an enumeration states nothing that could be asked."""
    told = quantity.text[:1] in "二两三四五六七八九十" and quantity.unit in {"项", "块", "类", "种"}
    return told and not re.match(r"[\u4e00-\u9fff]", sentence[quantity.end :])


def _is_article(quantity: Quantity) -> bool:
    return quantity.value == 1 and quantity.text.startswith("一") and quantity.unit not in {"元", "%"}


def lead_of(sentence: str, floor: int, figure: int) -> Lead:
    """Return the words of a figure's own clause, back to the last boundary after ``floor`` (the end of the figure before)."""
    start = _boundary(sentence, floor, figure)
    words = sentence[start:figure]
    if not words.strip(' “”"') and start > floor and sentence[start - 1] in "：:":
        # 「补充协议费用：138200元」 has its noun before the colon.
        start = _boundary(sentence, floor, start - 1)
        words = sentence[start:figure].rstrip("：: ")
    return Lead(start, words, sentence[floor:start])


def clause_before(sentence: str, position: int) -> str:
    """Return the clause that ends at the boundary in front of ``position``."""
    end = position
    while end > 0 and sentence[end - 1] in "，；。：;:、 ":
        end -= 1
    return sentence[_boundary(sentence, 0, end) : end]


def noun_before(sentence: str, floor: int, position: int) -> str:
    """Return the noun that closes the clause before ``position``, "" when a figure or no noun stands there.

    「维持日常运转而开支的机关运行经费，合计50万元」: the figure's own clause only says 合计.
    """
    clause = clause_before(sentence, position)
    if not clause or position - len(clause) - 1 < floor or find_quantities(clause) or "原因" in clause:
        return ""
    noun = clause.rpartition("的")[2]
    return noun if len(noun) in _NOUN_LENGTHS else ""


def _boundary(sentence: str, floor: int, end: int) -> int:
    depth: list[str] = []
    for i in range(end - 1, floor - 1, -1):
        char = sentence[i]
        if char in _PAIRS and _PAIRS[char] in sentence[floor:i]:
            depth.append(_PAIRS[char])
        elif depth:
            if char == depth[-1]:
                depth.pop()
        elif _divides(sentence, floor, i):
            return i + 1
    return floor


def _divides(sentence: str, floor: int, i: int) -> bool:
    char = sentence[i]
    if char in "（(":
        return True
    if char in _BOUNDARY:
        return not _is_time(sentence, i)
    return char in "、，" and _closes_figure(sentence, floor, i)


def _is_time(sentence: str, i: int) -> bool:
    return sentence[i] in ":：" and i > 0 and sentence[i - 1].isdigit() and sentence[i + 1 : i + 2].isdigit()


def _closes_figure(sentence: str, floor: int, i: int) -> bool:
    """A 、 right after a figure separates the parts of a list; elsewhere it belongs to the noun."""
    return floor > 0 and not re.sub(r"[（(][^（）()]*[）)]", "", sentence[floor:i]).strip(" 左右以上下内")


__all__ = ["Lead", "clause_before", "figures", "is_threshold", "lead_of", "noun_before"]
