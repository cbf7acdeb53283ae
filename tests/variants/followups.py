"""Questions that only an earlier one completes."""

from __future__ import annotations

import random

from tests.variants import wording as say
from tests.variants.variant import Variant, any_document, apart, comparable, fitting, no_year, some_labels
from tests.variants.world import World


def follow_item(world: World, chance: random.Random) -> Variant | None:
    document = any_document(world, chance)
    a, b = some_labels(world, document.name, chance, 2)
    w = say.who(document, world.documents, chance)
    if not w or not apart((a, b)):
        return None
    before = chance.choice(fitting(say.VALUE, document)).format(w=w, a=b)
    template = chance.choice(say.FOLLOW_ITEM)
    amount = world.totals_of(document.name)[a]
    return Variant("追问：换科目", template, template.format(a=a), value=amount, unit="元", history=(before,))


def follow_who(world: World, chance: random.Random) -> Variant | None:
    two = comparable(world, chance)
    if not two:
        return None
    first, second, label, _, amount = two
    w, v = (say.who(one, world.documents, chance) for one in (first, second))
    if not w or not v:
        return None
    before = chance.choice(fitting(say.VALUE, first)).format(w=w, a=label)
    template = chance.choice(say.FOLLOW_WHO)
    return Variant("追问：换单位", template, template.format(w=v), value=amount, unit="元", history=(before,))


def follow_share(world: World, chance: random.Random) -> Variant | None:
    document = any_document(world, chance)
    totals, families = world.totals_of(document.name), world.families(document.name)
    pairs = [(p, a) for p, m in families.items() if p in totals for a in m if totals.get(a) and a != p]
    w = say.who(document, world.documents, chance)
    if not pairs or not w:
        return None
    p, a = chance.choice(pairs)
    before = chance.choice(fitting(say.VALUE, document)).format(w=w, a=a)
    template = chance.choice(say.FOLLOW_SHARE)
    result = totals[a] / totals[p] * 100
    return Variant("追问：占比", template, template.format(p=p), value=result, unit="%", history=(before,))


def follow_measure(world: World, chance: random.Random) -> Variant | None:
    if not world.named_projects:
        return None
    one = chance.choice(world.named_projects)
    if len(one.figures) < 2:
        return None
    first, second = chance.sample(sorted(one.figures), 2)
    w = say.who(world.by_name[one.document], world.documents, chance)
    if not w:
        return None
    before = chance.choice(say.PROJECT).format(w=w, a=one.name, m=first)
    template = chance.choice(say.FOLLOW_MEASURE)
    m = chance.choice(say.PROJECT_WORDS[second])
    unit = {"执行率": "%", "总分": "分"}.get(second, "元")
    return Variant(
        "追问：换口径", template, template.format(m=m), value=one.figures[second], unit=unit, history=(before,)
    )


def follow_twice(world: World, chance: random.Random) -> Variant | None:
    """Another organisation, then another item: the last question needs both earlier ones."""
    two = comparable(world, chance)
    if not two:
        return None
    first, second, label, _, _ = two
    [b] = some_labels(world, second.name, chance, 1)
    w, v = (say.who(one, world.documents, chance) for one in (first, second))
    if not w or not v or not apart((label, b)):
        return None
    before = (chance.choice(fitting(say.VALUE, first)).format(w=w, a=label), chance.choice(say.FOLLOW_WHO).format(w=v))
    template = chance.choice(say.FOLLOW_ITEM)
    amount = world.totals_of(second.name)[b]
    return Variant("追问：两次", template, template.format(a=b), value=amount, unit="元", history=before)


def follow_wrong_year(world: World, chance: random.Random) -> Variant | None:
    document = any_document(world, chance)
    [a] = some_labels(world, document.name, chance, 1)
    w = say.who(document, world.documents, chance)
    if not w:
        return None
    before = chance.choice(fitting(say.VALUE, document)).format(w=w, a=a)
    year = chance.choice(say.years(no_year(world, chance)))
    template = chance.choice(say.FOLLOW_WHO)
    return Variant("追问：查无年度", template, template.format(w=year), status="not_found", history=(before,))
