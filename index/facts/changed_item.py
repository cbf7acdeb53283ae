"""Whose change a sentence without a subject states.

Of 「总额90万元，其中：货物40万元、服务50万元。与上年相比增加9万元，增长11.11%。」 by the words the last thing named; where amount
and rate do not fit that one, and fit exactly one other of the sentence before, it is that one's.
"""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from index.model import Fact

_NO_SUBJECT = re.compile(r"^\s*(?:与|比|较|同|和)(?:上一?年|去年|(?:19|20)\d{2}年)")
_ROUNDING = Decimal("0.02")
"""Percentage points that rounding may leave between a printed rate and the one worked out."""
_WHOLE = Decimal(100)


def of_fitting_item(facts: Sequence[Fact], before: Sequence[Fact]) -> list[Fact]:
    """The ``facts`` of a sentence, its changes told of the item of the sentence ``before`` that they fit."""
    moved = next((fact for fact in facts if fact.measure == "增减额"), None)
    rate = next((fact for fact in facts if fact.measure == "增减率"), None)
    if moved is None or rate is None or not _NO_SUBJECT.match(moved.context) or moved.item != rate.item:
        return list(facts)
    amounts = [fact for fact in before if fact.unit == "元" and fact.measure not in {"增减额", "金额"} and fact.value]
    fitting = [fact for fact in amounts if _fits(fact, moved, rate)]
    if len({fact.item for fact in fitting}) != 1 or fitting[0].item == moved.item:
        return list(facts)
    if not any(fact.item == moved.item for fact in amounts):
        return list(facts)
    own = fitting[0]
    return [
        replace(fact, item=own.item, ancestors=own.ancestors, source=replace(fact.source, row=own.source.row))
        if fact.item == moved.item
        else fact
        for fact in facts
    ]


def _fits(fact: Fact, moved: Fact, rate: Fact) -> bool:
    if fact.value is None or moved.value is None or rate.value is None:
        return False
    base = fact.value + (moved.value if moved.change == "减少" else -moved.value)
    return base > 0 and abs(moved.value / base * _WHOLE - rate.value) <= _ROUNDING
