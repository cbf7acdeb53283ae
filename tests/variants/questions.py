"""Questions with expected answers, one generator an operation; every choice comes from one seeded ``Random``."""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from itertools import islice

from index.model import Document
from tests.variants import wording as say
from tests.variants.world import World, bare, number_in


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


def _document(world: World, chance: random.Random) -> Document:
    return chance.choice([d for d in world.documents if world.totals_of(d.name)])


def _ask(
    world: World, chance: random.Random, operation: str, templates: Sequence[str], document: Document, **rest: object
) -> Variant | None:
    """``rest``: words for the template under their letter, everything else goes into the ``Variant``."""
    w = say.who(document, world.documents, chance)
    if not w:
        return None
    words = {key: value for key, value in rest.items() if len(key) == 1}
    expected = {key: value for key, value in rest.items() if len(key) > 1}
    template = chance.choice(_fitting(templates, document))
    return Variant(operation, template, say.padded(template.format(w=w, **words), chance), **expected)


def _fitting(templates: Sequence[str], document: Document) -> Sequence[str]:
    """Without talk of plans where the document reports what was spent: 预算 is not 决算."""
    spent = document.stage == "决算"
    return [one for one in templates if not (spent and re.search("预算|安排|打算|要花", one))] or templates


def _apart(labels: Sequence[str]) -> bool:
    """Whether no label stands inside another (「培训支出」 in 「进修及培训支出」 would be a question of its own)."""
    keys = [bare(label) for label in labels]
    return not any(a in b for i, a in enumerate(keys) for j, b in enumerate(keys) if i != j)


def _labels(world: World, document: str, chance: random.Random, count: int) -> list[str]:
    """Labels of the document, apart from grand totals."""
    fit = [label for label in world.totals_of(document) if "总计" not in label and "合计" not in label]
    return chance.sample(fit, count)


def value(world: World, chance: random.Random) -> Variant | None:
    document = _document(world, chance)
    [a] = _labels(world, document.name, chance, 1)
    return _ask(world, chance, "取值", say.VALUE, document, a=a, value=world.totals_of(document.name)[a], unit="元")


def column(world: World, chance: random.Random) -> Variant | None:
    """基本支出/项目支出/人员经费/公用经费 of one line."""
    document = _document(world, chance)
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
    return _ask(world, chance, "取值：列" if amount else "取值：零", words, document, a=a, value=amount, unit="元")


def total(world: World, chance: random.Random) -> Variant | None:
    """A column's grand total: 项目支出, 人员经费 …"""
    document = _document(world, chance)
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
    return _ask(world, chance, "取值：总额", words, document, a=m, value=amount, unit="元")


def add(world: World, chance: random.Random) -> Variant | None:
    document = _document(world, chance)
    count = chance.choice((2, 3))
    labels = _labels(world, document.name, chance, count)
    if not _apart(labels) or not world.same_level(document.name, labels):
        return None
    totals = world.totals_of(document.name)
    words = dict(zip("abc", labels, strict=False))
    result = sum((totals[label] for label in labels), Decimal(0))
    templates = say.SUM2 if count == 2 else say.SUM3
    return _ask(world, chance, "求和", templates, document, **words, value=result, unit="元")


def average(world: World, chance: random.Random) -> Variant | None:
    document = _document(world, chance)
    a, b = _labels(world, document.name, chance, 2)
    if not _apart((a, b)) or not world.same_level(document.name, (a, b)):
        return None
    totals = world.totals_of(document.name)
    return _ask(world, chance, "平均", say.AVERAGE, document, a=a, b=b, value=(totals[a] + totals[b]) / 2, unit="元")


def difference(world: World, chance: random.Random) -> Variant | None:
    document = _document(world, chance)
    totals = world.totals_of(document.name)
    a, b = sorted(_labels(world, document.name, chance, 2), key=lambda label: -totals[label])
    if not _apart((a, b)) or totals[a] == totals[b]:
        return None
    return _ask(world, chance, "差额", say.DIFFERENCE, document, a=a, b=b, value=totals[a] - totals[b], unit="元")


def _two(world: World, chance: random.Random) -> tuple[Document, Document, str, Decimal, Decimal] | None:
    one, other = _document(world, chance), _document(world, chance)
    both = sorted(set(world.totals_of(one.name)) & set(world.totals_of(other.name)))
    if one.name == other.name or one.stage != other.stage or not both:
        return None
    label = chance.choice(both)
    x, y = world.totals_of(one.name)[label], world.totals_of(other.name)[label]
    if x == y:
        return None
    return (one, other, label, x, y) if x > y else (other, one, label, y, x)


def across(world: World, chance: random.Random) -> Variant | None:
    two = _two(world, chance)
    if not two:
        return None
    more, less, label, x, y = two
    v = say.who(less, world.documents, chance)
    return _ask(world, chance, "差额：跨文件", say.ACROSS, more, v=v, a=label, value=x - y, unit="元") if v else None


def compare(world: World, chance: random.Random) -> Variant | None:
    two = _two(world, chance)
    if not two:
        return None
    more, less, label, _, _ = two
    if chance.random() < 0.5:
        more, less = less, more
    v = say.who(less, world.documents, chance)
    winner = two[0].organisation
    return _ask(world, chance, "比较", say.COMPARE, more, v=v, a=label, items=(say.short(winner),)) if v else None


def share(world: World, chance: random.Random) -> Variant | None:
    document = _document(world, chance)
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
    return _ask(world, chance, "占比：上级", say.SHARE_PARENT, document, a=a, p=p, value=result, unit="%")


def share_of_total(world: World, chance: random.Random) -> Variant | None:
    document = _document(world, chance)
    totals = world.totals_of(document.name)
    [a] = _labels(world, document.name, chance, 1)
    if "收入" in a or "资金" in a or "支出总计" not in totals or a.startswith("一般公共预算"):
        return None
    result = totals[a] / totals["支出总计"] * 100
    return _ask(world, chance, "占比：总计", say.SHARE_TOTAL, document, a=a, value=result, unit="%")


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
        return _ask(world, chance, "增减：方向", say.GROWTH_WAY, document, a=item, y=year, either=ways)
    else:
        d, unit, templates = change, "元", say.GROWTH_AMOUNT
    return _ask(world, chance, "增减", templates, document, a=item, d=d, y=year, value=amount, unit=unit, either=ways)


def _family(world: World, chance: random.Random, least: int) -> tuple[Document, str, list[tuple[str, Decimal]]] | None:
    """A parent with its nonzero items, largest first."""
    document = _document(world, chance)
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
    return _ask(world, chance, name, templates, document, p=p, k=word, items=items, ordered=True)


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
    return _ask(world, chance, "排序：第几", say.NTH, document, p=p, n=word, items=(label,), value=amount, unit="元")


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
    return _ask(world, chance, "筛选", say.ABOVE, document, p=p, t=say.money(t), items=items, absent=absent)


def count(world: World, chance: random.Random) -> Variant | None:
    found = _family(world, chance, 3)
    t = _threshold(chance, [amount for _, amount in found[2]]) if found else 0
    if not found or not t:
        return None
    document, p, ranked = found
    number = Decimal(sum(amount > t for _, amount in ranked))
    return _ask(world, chance, "计数", say.COUNT, document, p=p, t=say.money(t), value=number)


def exists(world: World, chance: random.Random) -> Variant | None:
    """Something with money, or a line that is printed with nothing."""
    document = _document(world, chance)
    totals = world.totals_of(document.name)
    if chance.random() < 0.6:
        [a] = _labels(world, document.name, chance, 1)
        return _ask(world, chance, "有无：有", say.EXISTS, document, a=a, value=totals[a], unit="元")
    empty = world.empty_lines(document.name)
    if not empty:
        return None
    a = chance.choice(empty)
    return _ask(world, chance, "有无：无", say.EXISTS, document, a=a, status="nothing")


def project(world: World, chance: random.Random) -> Variant | None:
    if not world.named_projects:
        return None
    one = chance.choice(world.named_projects)
    measure = chance.choice(sorted(one.figures))
    word = chance.choice(say.PROJECT_WORDS[measure])
    unit = {"执行率": "%", "总分": "分"}.get(measure, "元")
    document = world.by_name[one.document]
    return _ask(
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
    return _ask(world, chance, "自评：排序", say.PROJECT_TOP, document, k=word, m=m, items=items, ordered=True)


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
        return _ask(world, chance, "自评：计数", say.PROJECT_COUNT, document, t=shown, m=m, value=Decimal(len(inside)))
    spoken = bare("".join(inside))
    absent = tuple(name for name, amount in ranked if amount > t and bare(name) not in spoken)
    return _ask(
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
    return _ask(
        world, chance, f"指标：{one.measure}", say.INDICATOR, document, p=one.project, a=one.name, m=m, **expected
    )


def follow_item(world: World, chance: random.Random) -> Variant | None:
    document = _document(world, chance)
    a, b = _labels(world, document.name, chance, 2)
    w = say.who(document, world.documents, chance)
    if not w or not _apart((a, b)):
        return None
    before = chance.choice(_fitting(say.VALUE, document)).format(w=w, a=b)
    template = chance.choice(say.FOLLOW_ITEM)
    amount = world.totals_of(document.name)[a]
    return Variant("追问：换科目", template, template.format(a=a), value=amount, unit="元", history=(before,))


def follow_who(world: World, chance: random.Random) -> Variant | None:
    two = _two(world, chance)
    if not two:
        return None
    first, second, label, _, amount = two
    w, v = (say.who(one, world.documents, chance) for one in (first, second))
    if not w or not v:
        return None
    before = chance.choice(_fitting(say.VALUE, first)).format(w=w, a=label)
    template = chance.choice(say.FOLLOW_WHO)
    return Variant("追问：换单位", template, template.format(w=v), value=amount, unit="元", history=(before,))


def follow_share(world: World, chance: random.Random) -> Variant | None:
    document = _document(world, chance)
    totals, families = world.totals_of(document.name), world.families(document.name)
    pairs = [(p, a) for p, m in families.items() if p in totals for a in m if totals.get(a) and a != p]
    w = say.who(document, world.documents, chance)
    if not pairs or not w:
        return None
    p, a = chance.choice(pairs)
    before = chance.choice(_fitting(say.VALUE, document)).format(w=w, a=a)
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
    two = _two(world, chance)
    if not two:
        return None
    first, second, label, _, _ = two
    [b] = _labels(world, second.name, chance, 1)
    w, v = (say.who(one, world.documents, chance) for one in (first, second))
    if not w or not v or not _apart((label, b)):
        return None
    before = (chance.choice(_fitting(say.VALUE, first)).format(w=w, a=label), chance.choice(say.FOLLOW_WHO).format(w=v))
    template = chance.choice(say.FOLLOW_ITEM)
    amount = world.totals_of(second.name)[b]
    return Variant("追问：两次", template, template.format(a=b), value=amount, unit="元", history=before)


def follow_wrong_year(world: World, chance: random.Random) -> Variant | None:
    document = _document(world, chance)
    [a] = _labels(world, document.name, chance, 1)
    w = say.who(document, world.documents, chance)
    if not w:
        return None
    before = chance.choice(_fitting(say.VALUE, document)).format(w=w, a=a)
    year = chance.choice(say.years(_no_year(world, chance)))
    template = chance.choice(say.FOLLOW_WHO)
    return Variant("追问：查无年度", template, template.format(w=year), status="not_found", history=(before,))


def alias(world: World, chance: random.Random) -> Variant | None:
    """An everyday word for an official line."""
    document = _document(world, chance)
    totals = world.totals_of(document.name)
    fit = sorted(label for label in say.EVERYDAY if label in totals)
    if not fit:
        return None
    label = chance.choice(fit)
    word = chance.choice(say.EVERYDAY[label])
    return _ask(world, chance, "取值：俗称", say.VALUE, document, a=word, value=totals[label], unit="元")


def elsewhere(world: World, chance: random.Random) -> Variant | None:
    """An item that only another document lists: a figure would be made up."""
    document, other = _document(world, chance), _document(world, chance)
    fit = [label for label in world.totals_of(other.name) if not world.speaks_of(document.name, label)]
    if not fit or document.name == other.name:
        return None
    return _ask(world, chance, "查无：科目", say.VALUE, document, a=chance.choice(fit), status="not_found")


def _no_year(world: World, chance: random.Random) -> int:
    return chance.choice([y for y in (2009, 2012, 2015, 2031, 2035) if y not in world.years])


def wrong_year(world: World, chance: random.Random) -> Variant | None:
    """A year that no document covers or speaks of."""
    document = _document(world, chance)
    [a] = _labels(world, document.name, chance, 1)
    w = chance.choice(say.names(document)) + chance.choice(say.years(_no_year(world, chance)))
    template = chance.choice(say.VALUE)
    return Variant("查无：年度", template, say.padded(template.format(w=w, a=a), chance), status="not_found")


def wrong_body(world: World, chance: random.Random) -> Variant | None:
    """A district or an organisation that has no document."""
    document = _document(world, chance)
    [a] = _labels(world, document.name, chance, 1)
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


OPERATIONS: dict[str, Make] = {
    make.__name__: make
    for make in (
        value, column, total, add, average, difference, across, compare, share, share_of_total, growth, rank, nth, above,
        count, exists, project, project_rank, project_filter, indicator, follow_item, follow_who, follow_share,
        follow_measure, follow_twice, follow_wrong_year, alias, elsewhere, wrong_year, wrong_body,
    )
}  # fmt: skip
