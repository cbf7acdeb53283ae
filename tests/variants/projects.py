"""Questions about projects' self-evaluations and their indicators."""

from __future__ import annotations

import random
import re
from collections.abc import Sequence
from decimal import Decimal

from index.model import Document
from tests.variants import wording as say
from tests.variants.variant import Variant, ask
from tests.variants.world import World, bare, number_in


def project(world: World, chance: random.Random) -> Variant | None:
    if not world.named_projects:
        return None
    one = chance.choice(world.named_projects)
    measure = chance.choice(sorted(one.figures))
    word = chance.choice(say.PROJECT_WORDS[measure])
    unit = {"执行率": "%", "总分": "分"}.get(measure, "元")
    document = world.by_name[one.document]
    return ask(
        world, chance, f"自评：{measure}", say.PROJECT, document, a=one.name, m=word, value=one.figures[measure], unit=unit
    )  # fmt: skip


def _project_values(
    world: World, chance: random.Random, measures: Sequence[str]
) -> tuple[Document, str, list[tuple[str, Decimal]]] | None:
    documents = sorted({one.document for one in world.projects})
    if not documents:
        return None
    name, measure = chance.choice(documents), chance.choice(measures)
    own = [one for one in world.projects if one.document == name]
    if any(measure not in one.figures for one in own) or len({one.name for one in own}) < len(own):
        return None
    ranked = sorted(((one.name, one.figures[measure]) for one in own), key=lambda pair: -pair[1])
    return world.by_name[name], measure, ranked


def project_rank(world: World, chance: random.Random) -> Variant | None:
    found = _project_values(world, chance, ("年初预算数", "全年预算数", "全年执行数", "总分"))
    if not found:
        return None
    document, measure, ranked = found
    k = chance.choice((1, 2, 3, 5))
    amounts = [amount for _, amount in ranked[: k + 1]]
    if len(set(amounts)) < len(amounts):
        return None
    items = tuple(name for name, _ in ranked[:k])
    word = chance.choice((str(k), "零一两三四五"[k]))
    m = chance.choice(say.PROJECT_WORDS[measure])
    return ask(world, chance, "自评：排序", say.PROJECT_TOP, document, k=word, m=m, items=items, ordered=True)


def project_filter(world: World, chance: random.Random) -> Variant | None:
    found = _project_values(world, chance, ("执行率", "总分", "全年执行数", "年初预算数"))
    if not found:
        return None
    document, measure, ranked = found
    t = Decimal(
        chance.choice((50, 80, 90, 95, 98, 99) if measure in {"执行率", "总分"} else (100_000, 300_000, 500_000))
    )
    inside = [name for name, amount in ranked if amount < t]
    if not inside or any(amount == t for _, amount in ranked):
        return None
    shown = {"执行率": f"{t}%", "总分": f"{t}分"}.get(measure) or say.money(int(t))
    m = chance.choice(say.PROJECT_WORDS[measure])
    if chance.random() < 0.4:
        return ask(world, chance, "自评：计数", say.PROJECT_COUNT, document, t=shown, m=m, value=Decimal(len(inside)))
    spoken = bare("".join(inside))
    absent = tuple(name for name, amount in ranked if amount > t and bare(name) not in spoken)
    return ask(
        world, chance, "自评：筛选", say.PROJECT_BELOW, document, t=shown, m=m, items=tuple(inside), absent=absent
    )  # fmt: skip


def indicator(world: World, chance: random.Random) -> Variant | None:
    fit = world.named_indicators
    if not fit:
        return None
    one = chance.choice(fit)
    if len(bare(one.name)) < 4:  # 「满意度」 is the name of a whole class
        return None
    document = world.by_name[one.document]
    m = chance.choice(say.INDICATOR_WORDS[one.measure])
    amount = number_in(one.printed)
    expected: dict[str, object] = (
        {"items": (re.split("[（(]", one.printed)[0],)} if amount is None else {"value": amount}
    )
    return ask(
        world, chance, f"指标：{one.measure}", say.INDICATOR, document, p=one.project, a=one.name, m=m, **expected
    )
