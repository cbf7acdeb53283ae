"""Why the whole budget, or one side of it, rose or fell: the sentences of the 编制说明 that tell the change asked about.

Which sentence is meant is told by the side (收入, 支出, 财政拨款 …), the direction and the amounts that the question names. A reason in
the sentence behind a change (「增长1.73%。主要原因：…」) belongs to it.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from assistant.patterns import Pattern
from assistant.query import Text
from assistant.retrieve.words.bases import same_way

if TYPE_CHECKING:
    from collections.abc import Sequence

    from assistant.lexicon import Lexicon
    from assistant.query import Question

MOST, LOOK_BACK, HEAD, PREFIX = 4, 4, 80, 3
"""Sentences given, looked back for the change; beginning of a sentence that says its side; digits of
an amount from which a rounded one is known again (「2250多万」, 2250.11)."""
_WHOLE = Pattern(
    r"(?:收入|支出|收支|财政拨款|一般公共预算|总)*(?:总)?(?:预算|决算|收入|支出|收支|总计|合计|总额|规模|盘子|总数|拨款|安排)+(?:总)?(?:计|额|数|量)?(?:收支)?|"
    r"造成|导致|引起|本年|全年|部门|单位|整体|总体"
)
"""A subject that names nothing but the whole or a side of it."""
_CAUSE = Pattern(r"原因|由于|因为|[,，]主要是|所致")
_SIDES = ("财政拨款", "政府性基金", "收入", "支出", "收支")
_BOTH = Pattern(r"收入支出|收、支|收支")
_OF_ONE_ACCOUNT = Pattern(r"^决算数[^。]{0,10}预算数?的(?:主要)?原因|[（(][类款项][)）]")
_CHANGE = Pattern(r"增加|减少|增长|下降|上升|降低|小于|大于|持平")
_DIGITS = Pattern(r"\d[\d,.]*\d|\d")
SIDE, OTHER_SIDE, WAY, AMOUNT = 2.0, 0.5, 1.0, 3.0
"""Weights of a side of the question that a sentence names, of another side (taken off), of its direction, and of an amount."""


def is_whole(text: str) -> bool:
    """The words name nothing but the whole budget or a side of it."""
    return bool(_WHOLE.fullmatch(text))


def general_reasons(question: Question, lexicon: Lexicon) -> tuple[Text, ...]:
    """The sentences that give a reason for the change of the whole, best fitting ones of each scope."""
    found: list[Text] = []
    for scope in question.scopes:
        scored = [
            (_fit(question, lexicon, pair), document, pair)
            for document in sorted(scope.documents)
            for pair in _pairs(lexicon, document)
        ]
        top = max((score for score, _, _ in scored), default=0.0)
        kept = [(document, pair) for score, document, pair in scored if score >= top]
        found += [Text(lexicon.passages[i], 1.0, document) for document, pair in kept[:MOST] for i in pair]
    return tuple(dict.fromkeys(found))


_POINTS = Pattern(r"扣分|失分|丢分")


def lost_points(question: Question, lexicon: Lexicon) -> tuple[Text, ...]:
    """Why points were lost in the self-evaluations as a whole: the sentences outside of the forms that say it."""
    if not _POINTS.search(question.text):
        return ()
    return tuple(
        Text(lexicon.passages[i], 1.0, document)
        for scope in question.scopes
        for document in sorted(scope.documents)
        for i in lexicon.passages_of[document]
        if re.search(r"(?:扣分|失分)[^。]{0,4}原因|因[^。]{2,30}扣(?:\d|分)", lexicon.passages[i].text)
    )[:MOST]


def _pairs(lexicon: Lexicon, document: int) -> list[tuple[int, ...]]:
    """Sentences that give a reason, each behind the one with the amounts of its change where it holds none itself.

    Reasons of one account (「决算数小于年初预算数的主要原因」) are left out.
    """
    own = [i for i in lexicon.passages_of[document] if lexicon.passages[i].topic == "编制说明"]
    found: list[tuple[int, ...]] = []
    for n, i in enumerate(own):
        text = lexicon.passages[i].text
        if not _CAUSE.search(text) or lexicon.passages[i].project or _OF_ONE_ACCOUNT.search(text):
            continue
        told = (
            ()
            if _CHANGE.search(text) and _DIGITS.search(text)
            else _told_before(lexicon, own[max(0, n - LOOK_BACK) : n])
        )
        found.append((*told, i))
    return found


def _told_before(lexicon: Lexicon, before: Sequence[int]) -> tuple[int, ...]:
    """The nearest of the sentences before that tells a change in figures."""
    for i in reversed(before):
        text = lexicon.passages[i].text
        if _OF_ONE_ACCOUNT.search(text):
            return ()
        if _CHANGE.search(text) and _DIGITS.search(text):
            return (i,)
    return ()


def _fit(question: Question, lexicon: Lexicon, pair: Sequence[int]) -> float:
    said = "".join(lexicon.passages[i].text for i in pair)
    asked = question.text
    wanted, told = _sides(asked), _sides(said[:HEAD])
    score = SIDE * len(wanted & told) - OTHER_SIDE * len(told - wanted)
    score += WAY if same_way(asked, said) else 0.0
    return score + (AMOUNT if _amounts(asked) & _amounts(said) else 0.0)


def _sides(text: str) -> frozenset[str]:
    both = bool(_BOTH.search(text))
    return frozenset(side for side in _SIDES if (both if side == "收支" else side in _BOTH.sub("", text)))


def _amounts(text: str) -> frozenset[str]:
    """Beginnings of the amounts of a text, without years."""
    numbers = [number.replace(",", "") for number in _DIGITS.findall(re.sub(r"20\d\d年?", "", text))]
    return frozenset(n if len(n.split(".")[0]) < PREFIX else n.split(".")[0] for n in numbers if len(n) >= PREFIX)
