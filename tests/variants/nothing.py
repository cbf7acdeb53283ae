"""Questions that no document answers: to be refused."""

from __future__ import annotations

import random

from tests.variants import wording as say
from tests.variants.variant import Variant, any_document, ask, no_year, some_labels
from tests.variants.world import World


def elsewhere(world: World, chance: random.Random) -> Variant | None:
    """An item that only another document lists: a figure would be made up."""
    document, other = any_document(world, chance), any_document(world, chance)
    fit = [label for label in world.totals_of(other.name) if not world.speaks_of(document.name, label)]
    if not fit or document.name == other.name:
        return None
    return ask(world, chance, "查无：科目", say.VALUE, document, a=chance.choice(fit), status="not_found")


def wrong_year(world: World, chance: random.Random) -> Variant | None:
    """A year that no document covers or speaks of."""
    document = any_document(world, chance)
    [a] = some_labels(world, document.name, chance, 1)
    w = chance.choice(say.names(document)) + chance.choice(say.years(no_year(world, chance)))
    template = chance.choice(say.VALUE)
    return Variant("查无：年度", template, say.padded(template.format(w=w, a=a), chance), status="not_found")


def wrong_body(world: World, chance: random.Random) -> Variant | None:
    """A district or an organisation that has no document."""
    document = any_document(world, chance)
    [a] = some_labels(world, document.name, chance, 1)
    districts = [
        d
        for d in ("静安", "虹口", "崇明", "奉贤", "嘉定", "宝山")
        if d + "区" not in {x.region for x in world.documents}
    ]
    district = chance.choice(districts)
    body = chance.choice(
        (district, district + "区", district + "区行政服务中心", f"上海市{district}区档案馆", district + "水务局")
    )
    template = chance.choice(say.VALUE)
    question = template.format(w=body + chance.choice(say.years(document.year)), a=a)
    return Variant("查无：单位", template, say.padded(question, chance), status="not_found")
