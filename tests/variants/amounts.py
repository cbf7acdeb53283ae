"""Questions about amounts: one figure, a sum, a difference, a share, a change."""

from __future__ import annotations

import random
from decimal import Decimal

from tests.variants import wording as say
from tests.variants.variant import Variant, any_document, apart, ask, comparable, some_labels
from tests.variants.world import World


def value(world: World, chance: random.Random) -> Variant | None:
    document = any_document(world, chance)
    [a] = some_labels(world, document.name, chance, 1)
    return ask(world, chance, "取值", say.VALUE, document, a=a, value=world.totals_of(document.name)[a], unit="元")


def column(world: World, chance: random.Random) -> Variant | None:
    """基本支出/项目支出/人员经费/公用经费 of one line."""
    document = any_document(world, chance)
    found: dict[tuple[str, str], set[Decimal | None]] = {}
    for figure in world.figures:
        if figure.document == document.name and figure.measure in {"基本支出", "项目支出", "人员经费", "公用经费"}:
            found.setdefault((figure.label, figure.measure), set()).add(figure.value)
    fit = [(key, next(iter(v))) for key, v in found.items() if len(v) == 1 and None not in v and key[0] != "合计"]
    if not fit:
        return None
    (a, m), amount = chance.choice(fit)
    words = tuple(
        t.replace("{m}", m)
        for t in (
            "{w}{a}的{m}是多少",
            "{w}{a}里{m}多少",
            "{w}{a}中的{m}有多少钱",
            "{w}{a}科目{m}安排多少",
            "{w}{a}的{m}部分是多少元",
            "{w}{a}这个科目，{m}是多少",
            "{w}{a}{m}预算多少",
            "{w}{a}里{m}安排了多少万元",
        )
    )
    return ask(world, chance, "取值：列" if amount else "取值：零", words, document, a=a, value=amount, unit="元")


def total(world: World, chance: random.Random) -> Variant | None:
    """A column's grand total: 项目支出, 人员经费 …"""
    document = any_document(world, chance)
    found: dict[str, set[Decimal | None]] = {}
    for figure in world.figures:
        if (
            figure.document == document.name
            and figure.label == "合计"
            and figure.measure in {"基本支出", "项目支出", "人员经费", "公用经费"}
        ):
            found.setdefault(figure.measure, set()).add(figure.value)
    fit = [(m, next(iter(v))) for m, v in found.items() if len(v) == 1 and None not in v]
    if not fit:
        return None
    m, amount = chance.choice(fit)
    words = (
        "{w}{a}是多少",
        "{w}{a}一共多少",
        "{w}{a}总额",
        "{w}的{a}总共安排多少钱",
        "{w}{a}合计多少元",
        "{w}{a}有多少万元",
        "{w}全部{a}是多少",
        "{w}{a}预算多少",
    )
    return ask(world, chance, "取值：总额", words, document, a=m, value=amount, unit="元")


def add(world: World, chance: random.Random) -> Variant | None:
    document = any_document(world, chance)
    count = chance.choice((2, 3))
    labels = some_labels(world, document.name, chance, count)
    if not apart(labels) or not world.same_level(document.name, labels):
        return None
    totals = world.totals_of(document.name)
    words = dict(zip("abc", labels, strict=False))
    result = sum((totals[label] for label in labels), Decimal(0))
    templates = say.SUM2 if count == 2 else say.SUM3
    return ask(world, chance, "求和", templates, document, **words, value=result, unit="元")


def average(world: World, chance: random.Random) -> Variant | None:
    document = any_document(world, chance)
    a, b = some_labels(world, document.name, chance, 2)
    if not apart((a, b)) or not world.same_level(document.name, (a, b)):
        return None
    totals = world.totals_of(document.name)
    return ask(world, chance, "平均", say.AVERAGE, document, a=a, b=b, value=(totals[a] + totals[b]) / 2, unit="元")


def difference(world: World, chance: random.Random) -> Variant | None:
    document = any_document(world, chance)
    totals = world.totals_of(document.name)
    a, b = sorted(some_labels(world, document.name, chance, 2), key=lambda label: -totals[label])
    if not apart((a, b)) or totals[a] == totals[b]:
        return None
    return ask(world, chance, "差额", say.DIFFERENCE, document, a=a, b=b, value=totals[a] - totals[b], unit="元")


def across(world: World, chance: random.Random) -> Variant | None:
    two = comparable(world, chance)
    if not two:
        return None
    more, less, label, x, y = two
    v = say.who(less, world.documents, chance)
    return ask(world, chance, "差额：跨文件", say.ACROSS, more, v=v, a=label, value=x - y, unit="元") if v else None


def compare(world: World, chance: random.Random) -> Variant | None:
    two = comparable(world, chance)
    if not two:
        return None
    more, less, label, _, _ = two
    if chance.random() < 0.5:
        more, less = less, more
    v = say.who(less, world.documents, chance)
    winner = two[0].organisation
    return ask(world, chance, "比较", say.COMPARE, more, v=v, a=label, items=(say.short(winner),)) if v else None


def share(world: World, chance: random.Random) -> Variant | None:
    document = any_document(world, chance)
    totals = world.totals_of(document.name)
    families = {p: m for p, m in world.families(document.name).items() if p in totals}
    if not families:
        return None
    p = chance.choice(sorted(families))
    fit = [label for label, amount in families[p].items() if amount and label in totals and label != p]
    if not fit:
        return None
    a = chance.choice(fit)
    result = totals[a] / totals[p] * 100
    return ask(world, chance, "占比：上级", say.SHARE_PARENT, document, a=a, p=p, value=result, unit="%")


def share_of_total(world: World, chance: random.Random) -> Variant | None:
    document = any_document(world, chance)
    totals = world.totals_of(document.name)
    [a] = some_labels(world, document.name, chance, 1)
    if "收入" in a or "资金" in a or "支出总计" not in totals or a.startswith("一般公共预算"):
        return None
    result = totals[a] / totals["支出总计"] * 100
    return ask(world, chance, "占比：总计", say.SHARE_TOTAL, document, a=a, value=result, unit="%")


def growth(world: World, chance: random.Random) -> Variant | None:
    """From a change that the document states, when it states it once."""
    rows = world.stated_changes()
    if not rows:
        return None
    name, item, measure, amount, change, year = chance.choice(rows)
    ways = ("增", "多", "上升", "涨") if change == "增加" else ("减", "少", "下降", "降")
    document = world.by_name[name]
    if measure == "增减率":
        d, unit, templates = ("增长" if change == "增加" else change), "%", say.GROWTH_RATE
    elif chance.random() < 0.4:  # the question does not know the direction; a share is as good as an amount
        return ask(world, chance, "增减：方向", say.GROWTH_WAY, document, a=item, y=year, either=ways)
    else:
        d, unit, templates = change, "元", say.GROWTH_AMOUNT
    return ask(world, chance, "增减", templates, document, a=item, d=d, y=year, value=amount, unit=unit, either=ways)


def alias(world: World, chance: random.Random) -> Variant | None:
    """An everyday word for an official line."""
    document = any_document(world, chance)
    totals = world.totals_of(document.name)
    fit = sorted(label for label in say.EVERYDAY if label in totals)
    if not fit:
        return None
    label = chance.choice(fit)
    word = chance.choice(say.EVERYDAY[label])
    return ask(world, chance, "取值：俗称", say.VALUE, document, a=word, value=totals[label], unit="元")
