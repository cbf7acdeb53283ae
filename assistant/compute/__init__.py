"""``Evidence`` → ``Result``: the operation carried out, exactly, or why it cannot be.

One function an operation; ``compute`` picks it. Nothing here reads documents or writes sentences.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from assistant.compute import sets
from assistant.compute.differences import differ
from assistant.compute.growth import grow
from assistant.compute.quotients import average, part, share
from assistant.compute.sums import add, remain
from assistant.compute.values import by_year, exists, listed, text_of, value
from assistant.query import Operation

if TYPE_CHECKING:
    from collections.abc import Callable

    from assistant.query import Evidence, Result


def compute(evidence: Evidence) -> Result:
    """The result of a question's operation over its evidence; ``nothing`` with a reason where it cannot be carried out."""
    return _OPERATIONS.get(evidence.linked.question.operation, value)(evidence)


_OPERATIONS: dict[Operation, Callable[[Evidence], Result]] = {
    Operation.SUM: add,
    Operation.DIFFERENCE: differ,
    Operation.COMPARE: differ,
    Operation.SHARE: share,
    Operation.GROWTH: grow,
    Operation.REMAINDER: remain,
    Operation.AVERAGE: average,
    Operation.PART: part,
    Operation.RANK: sets.rank,
    Operation.FILTER: sets.filtered,
    Operation.COUNT: sets.count,
    Operation.LIST: listed,
    Operation.EXISTS: exists,
    Operation.REASON: text_of,
    Operation.DEFINITION: text_of,
    Operation.PASSAGE: text_of,
    Operation.SERIES: by_year,
}
