"""A reason that a form gives for a row, and the row itself with its target, result and points: each with the other.

Why a target was missed says little without the target; what was reached says little where its reason is asked for as well.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from assistant.patterns import Pattern
from assistant.query import Operation
from assistant.retrieve.forms.lines import INDICATOR

if TYPE_CHECKING:
    from collections.abc import Sequence

    from assistant.query import Question
    from assistant.retrieve.words.passages import PassageIndex

REASON = "偏差"
"""Topic of the reasons that forms give."""
_ASKS_WHY = Pattern(r"原因|为什么|为何|为啥|怎么(?:会|没|不|扣|丢)|理由|咋")


def with_rows(index: PassageIndex, chosen: Sequence[int], question: Question) -> list[int]:
    """``chosen`` with the row of each reason before it and, where the question asks why, the reason behind each row."""
    why = question.operation is Operation.REASON or bool(_ASKS_WHY.search(question.text))
    result: list[int] = []
    for i in chosen:
        topic = index.passages[i].topic
        row = index.row_of(i) if topic in {INDICATOR, REASON} else ()
        before = [n for n in row if index.passages[n].topic == INDICATOR] if topic == REASON else []
        behind = [n for n in row if index.passages[n].topic == REASON] if topic == INDICATOR and why else []
        result += [*before, i, *behind]
    return list(dict.fromkeys(result))
