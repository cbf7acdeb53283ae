"""A question with its expected answer, and the choices that several generators share."""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from index.model import Document
from tests.variants import wording as say
from tests.variants.world import World, bare


@dataclass(frozen=True)
class Variant:
    """One question and what a right answer holds.

    ``value`` and ``unit`` compare with ``Answer.value`` (sign ignored where a direction word is part of the question);
    each of ``items`` must occur in text or table, in order when ``ordered``; one of ``either``; none of ``absent`` may.
    """

    operation: str
    template: str
    question: str
    status: str = "answered"
    value: Decimal | None = None
    unit: str = ""
    items: tuple[str, ...] = ()
    ordered: bool = False
    absent: tuple[str, ...] = ()
    either: tuple[str, ...] = ()
    history: tuple[str, ...] = field(default=())


Make = Callable[[World, random.Random], "Variant | None"]


def any_document(world: World, chance: random.Random) -> Document:
    return chance.choice([d for d in world.documents if world.totals_of(d.name)])


def ask(
    world: World, chance: random.Random, operation: str, templates: Sequence[str], document: Document, **rest: object
) -> Variant | None:
    """``rest``: words for the template under their letter, everything else goes into the ``Variant``."""
    w = say.who(document, world.documents, chance)
    if not w:
        return None
    words = {key: value for key, value in rest.items() if len(key) == 1}
    expected = {key: value for key, value in rest.items() if len(key) > 1}
    template = chance.choice(fitting(templates, document))
    return Variant(operation, template, say.padded(template.format(w=w, **words), chance), **expected)


def fitting(templates: Sequence[str], document: Document) -> Sequence[str]:
    """Without talk of plans where the document reports what was spent: 预算 is not 决算."""
    spent = document.stage == "决算"
    return [one for one in templates if not (spent and re.search("预算|安排|打算|要花", one))] or templates


def apart(labels: Sequence[str]) -> bool:
    """Whether no label stands inside another (「培训支出」 in 「进修及培训支出」 would be a question of its own)."""
    keys = [bare(label) for label in labels]
    return not any(a in b for i, a in enumerate(keys) for j, b in enumerate(keys) if i != j)


def some_labels(world: World, document: str, chance: random.Random, count: int) -> list[str]:
    """Labels of the document, apart from grand totals."""
    fit = [label for label in world.totals_of(document) if "总计" not in label and "合计" not in label]
    return chance.sample(fit, count)


def comparable(world: World, chance: random.Random) -> tuple[Document, Document, str, Decimal, Decimal] | None:
    one, other = any_document(world, chance), any_document(world, chance)
    both = sorted(set(world.totals_of(one.name)) & set(world.totals_of(other.name)))
    if one.name == other.name or one.stage != other.stage or not both:
        return None
    label = chance.choice(both)
    x, y = world.totals_of(one.name)[label], world.totals_of(other.name)[label]
    if x == y:
        return None
    return (one, other, label, x, y) if x > y else (other, one, label, y, x)


def no_year(world: World, chance: random.Random) -> int:
    return chance.choice([y for y in (2009, 2012, 2015, 2031, 2035) if y not in world.years])
