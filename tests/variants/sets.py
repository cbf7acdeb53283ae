"""Questions about the items of one parent: ranked, above a threshold, counted, there or not."""

from __future__ import annotations

import random
from collections.abc import Sequence
from decimal import Decimal

from index.model import Document
from tests.variants import wording as say
from tests.variants.variant import Variant, any_document, ask, some_labels
from tests.variants.world import World, bare


def _family(world: World, chance: random.Random, least: int) -> tuple[Document, str, list[tuple[str, Decimal]]] | None:
    """A parent with its nonzero items, largest first."""
    document = any_document(world, chance)
    totals = world.totals_of(document.name)
    fit = {}
    for parent, members in world.families(document.name).items():
        ranked = sorted(((label, amount) for label, amount in members.items() if amount), key=lambda pair: -pair[1])
        if len(ranked) >= least and parent in totals:
            fit[parent] = ranked
    if not fit:
        return None
    parent = chance.choice(sorted(fit))
    return document, parent, fit[parent]


def rank(world: World, chance: random.Random) -> Variant | None:
    found = _family(world, chance, 3)
    if not found:
        return None
    document, p, ranked = found
    bottom = chance.random() < 0.35
    if bottom:
        ranked = ranked[::-1]
        if any(amount is None or not amount for amount in world.families(document.name)[p].values()):
            return None  # whether a blank or zero line is 「the smallest」 is a matter of taste
    k = chance.choice([k for k in (2, 3, 4, 5) if k < len(ranked)])
    amounts = [amount for _, amount in ranked[: k + 1]]
    if len(set(amounts)) < len(amounts):
        return None
    items = tuple(label for label, _ in ranked[:k])
    word = chance.choice((str(k), "零一两三四五"[k]))
    templates = say.BOTTOM if bottom else say.TOP
    name = "排序：末位" if bottom else "排序：首位"
    return ask(world, chance, name, templates, document, p=p, k=word, items=items, ordered=True)


def nth(world: World, chance: random.Random) -> Variant | None:
    found = _family(world, chance, 3)
    if not found:
        return None
    document, p, ranked = found
    n = chance.choice([n for n in (2, 3, 4) if n <= len(ranked)])
    if sum(amount == ranked[n - 1][1] for _, amount in ranked) > 1:
        return None
    label, amount = ranked[n - 1]
    word = chance.choice((str(n), "零一二三四"[n]))
    return ask(world, chance, "排序：第几", say.NTH, document, p=p, n=word, items=(label,), value=amount, unit="元")


def _threshold(chance: random.Random, amounts: Sequence[Decimal]) -> int:
    choices = (10_000, 50_000, 100_000, 200_000, 500_000, 1_000_000, 2_000_000, 5_000_000)
    fit = [t for t in choices if any(x > t for x in amounts) and any(x < t for x in amounts) and t not in amounts]
    return chance.choice(fit) if fit else 0


def above(world: World, chance: random.Random) -> Variant | None:
    found = _family(world, chance, 3)
    t = _threshold(chance, [amount for _, amount in found[2]]) if found else 0
    if not found or not t:
        return None
    document, p, ranked = found
    items = tuple(label for label, amount in ranked if amount > t)
    spoken = p + "".join(items) + document.organisation
    absent = tuple(label for label, amount in ranked if amount < t and bare(label) not in bare(spoken))
    return ask(world, chance, "筛选", say.ABOVE, document, p=p, t=say.money(t), items=items, absent=absent)


def count(world: World, chance: random.Random) -> Variant | None:
    found = _family(world, chance, 3)
    t = _threshold(chance, [amount for _, amount in found[2]]) if found else 0
    if not found or not t:
        return None
    document, p, ranked = found
    number = Decimal(sum(amount > t for _, amount in ranked))
    return ask(world, chance, "计数", say.COUNT, document, p=p, t=say.money(t), value=number)


def exists(world: World, chance: random.Random) -> Variant | None:
    """Something with money, or a line that is printed with nothing."""
    document = any_document(world, chance)
    totals = world.totals_of(document.name)
    if chance.random() < 0.6:
        [a] = some_labels(world, document.name, chance, 1)
        return ask(world, chance, "有无：有", say.EXISTS, document, a=a, value=totals[a], unit="元")
    empty = world.empty_lines(document.name)
    if not empty:
        return None
    a = chance.choice(empty)
    return ask(world, chance, "有无：无", say.EXISTS, document, a=a, status="nothing")
