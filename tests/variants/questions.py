"""Questions with expected answers, one generator an operation; every choice comes from one seeded ``Random``."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from itertools import islice

from tests.variants.amounts import (
    across,
    add,
    alias,
    average,
    column,
    compare,
    difference,
    growth,
    share,
    share_of_total,
    total,
    value,
)
from tests.variants.followups import (
    follow_item,
    follow_measure,
    follow_share,
    follow_twice,
    follow_who,
    follow_wrong_year,
)
from tests.variants.nothing import elsewhere, wrong_body, wrong_year
from tests.variants.projects import indicator, project, project_filter, project_rank
from tests.variants.sets import above, count, exists, nth, rank
from tests.variants.variant import Make, Variant
from tests.variants.world import World


def generate(world: World, count: int, seed: int = 7, only: Sequence[str] = ()) -> list[Variant]:
    """``count`` different questions, equally many of every operation the documents allow."""
    kinds = {name: make for name, make in OPERATIONS.items() if not only or name in only}
    each = -(-count // len(kinds))
    found = [variant for name in kinds for variant in islice(_stream(world, name, seed), each)]
    random.Random(seed).shuffle(found)
    return found[:count]


def _stream(world: World, name: str, seed: int) -> Iterator[Variant]:
    """Different questions of one operation; ends when a few hundred tries in a row bring nothing new."""
    chance, seen, idle = random.Random(f"{seed}{name}"), set(), 0
    while idle < 300:
        made = OPERATIONS[name](world, chance)
        key = (made.question, made.history) if made else None
        idle = idle + 1 if key is None or key in seen else 0
        if made and key not in seen:
            seen.add(key)
            yield made


OPERATIONS: dict[str, Make] = {
    make.__name__: make
    for make in (
        value, column, total, add, average, difference, across, compare, share, share_of_total, growth, rank, nth, above,
        count, exists, project, project_rank, project_filter, indicator, follow_item, follow_who, follow_share,
        follow_measure, follow_twice, follow_wrong_year, alias, elsewhere, wrong_year, wrong_body,
    )
}  # fmt: skip
