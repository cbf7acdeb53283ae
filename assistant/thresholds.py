"""Whether a figure meets a threshold of the question. The retrieving and the computing stage both narrow sets by it."""

from __future__ import annotations

from operator import eq, ge, gt, le, lt
from typing import TYPE_CHECKING

from index.language.units import same_unit

if TYPE_CHECKING:
    from collections.abc import Callable
    from decimal import Decimal

    from assistant.query import Condition, Figure

_COMPARE: dict[str, Callable[[Decimal, Decimal], bool]] = {">": gt, ">=": ge, "<": lt, "<=": le, "=": eq}


def holds(condition: Condition, figure: Figure) -> bool:
    """The figure meets a threshold of its own unit; False for a figure without a value or of another unit."""
    if figure.value is None or (condition.unit and not same_unit(condition.unit, figure.unit)):
        return False
    if condition.relation == "between":
        return condition.value <= figure.value <= (condition.upper or condition.value)
    return _COMPARE[condition.relation](figure.value, condition.value)
