"""What documents say of changes: 「比上年增加…」, and the figures of an earlier year that follow from them."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from assistant.characters import bigrams, plain
from assistant.patterns import Pattern
from assistant.query import Figure, Question, Target
from assistant.retrieve.things.figures import ENOUGH, MARGIN
from assistant.retrieve.things.picking import CHANGES
from index.language.numerals import find_quantities
from index.language.units import UNIT_PATTERN, same_unit

if TYPE_CHECKING:
    from assistant.lexicon import Lexicon
    from index.model import Fact

BEHIND = 0.15
"""A label that explains this much less of the mention than the best is not what changed."""
_IN_ONE = rf"(?:每一?|(?<!第)一)(?:{UNIT_PATTERN})"
_KINDS = Pattern("货物|工程|服务")
"""Kinds of purchases."""
MOST_LINKS = 8
"""Links that are looked at for an earlier year's figure."""


def changes(target: Target, lexicon: Lexicon, base_year: int = 0) -> tuple[Fact, ...]:
    """Stated changes of the thing asked about, the best fitting item first; ``base_year`` 0 or -1: any."""
    best: list[Fact] = []
    top = 0.0
    kinds = _KINDS.findall(target.mention) if "采购" in target.mention else []
    for link in target.links:
        if (
            link.explained < ENOUGH
            or link.direct < target.links[0].direct - BEHIND
            or (best and link.score < top - MARGIN)
        ):
            continue
        concept = lexicon.concepts[link.concept]
        if kinds and not ("采购" in concept.label and any(kind in concept.label for kind in kinds)):
            continue  # what changed of all purchases is not told of one kind of them
        found = [
            fact
            for i in concept.facts
            if (fact := lexicon.facts[i]).measure in CHANGES and (base_year <= 0 or fact.base_year in {base_year, 0})
        ]
        if found and link.score > top - MARGIN:
            best += found
            top = max(top, link.score)
    if not best:
        best = _by_parent(target, lexicon, base_year)
    return tuple(dict.fromkeys(best or _of_equal_part(target, lexicon, base_year)))


_WHOLES = {"支出总计": "支出", "支出": "支出", "收入总计": "收入", "收入": "收入"}


def _of_equal_part(target: Target, lexicon: Lexicon, base_year: int) -> list[Fact]:
    """「支出预算100万元，其中：财政拨款支出预算100万元，比上年减少…」: the change of the part that is all of the whole."""
    side = _WHOLES.get(target.mention, "")
    if not side:
        return []
    found = []
    for fact in (fact for number in sorted(target.scope.documents) for fact in lexicon.facts_of[number]):
        if fact.origin != "prose" or fact.measure not in CHANGES or (base_year > 0 and fact.base_year != base_year):
            continue
        amounts = {
            other.item: other.value
            for other in lexicon.facts_beside(fact)
            if other.context == fact.context and other.measure == "预算数" and other.unit == "元"
        }
        if (
            fact.item in {f"财政拨款{side}", f"财政拨款{side}预算"}
            and amounts.get(side)
            and amounts[side] == amounts.get(fact.item)
        ):
            found.append(fact)
    return found


def _by_parent(target: Target, lexicon: Lexicon, base_year: int) -> list[Fact]:
    """Changes whose item is what the mention's best concept is called in prose (支出总计 → 支出)."""
    if not target.links:
        return []
    concept = lexicon.concepts[target.links[0].concept]
    names = {plain(concept.label), plain(concept.label).removesuffix("总计"), plain(concept.label).removesuffix("支出")}
    return [
        fact
        for fact in lexicon.facts_of[concept.document]
        if fact.measure in CHANGES
        and plain(fact.item) in names
        and (base_year <= 0 or fact.base_year in {base_year, 0})
    ]


def base_figures(target: Target, lexicon: Lexicon, year: int) -> tuple[Fact, ...]:
    """Figures of an earlier year that a document states outright, for the thing asked about."""
    found = []
    for link in target.links[:MOST_LINKS]:
        if link.explained < ENOUGH:
            continue
        for i in lexicon.concepts[link.concept].facts:
            fact = lexicon.facts[i]
            if fact.year == year and fact.value is not None and fact.measure not in CHANGES:
                found.append(fact)
    return tuple(dict.fromkeys(found))


def parts_of_base(target: Target, lexicon: Lexicon, year: int) -> tuple[tuple[Fact, Fact], ...]:
    """(基本支出, 项目支出) of ``year`` and of the document's year when the total of that year is not stated itself."""
    if not target.links:
        return ()
    number = lexicon.concepts[target.links[0].concept].document
    now_year = lexicon.documents[number].year
    pairs = []
    for name in ("基本支出", "项目支出"):
        stated = [f for f in lexicon.facts_of[number] if f.value is not None and plain(f.item) == name]
        then = [f for f in stated if f.year == year]
        now = [f for f in stated if f.year == now_year and f.measure == "预算数"]
        if not then or not now:
            return ()
        pairs.append((then[0], now[0]))
    return tuple(pairs)


_SPENT = frozenset({"全年执行数", "执行数", "决算数"})


def quantity_for(figure: Figure, unit: str, question: Question, lexicon: Lexicon) -> Fact | None:
    """A count with the measure word ``unit`` that belongs to the figure's project or sentence; None when there is none."""
    own = figure.fact
    near = [
        fact
        for fact in lexicon.facts_beside(own)
        if fact.value is not None
        and fact.value > 0
        and fact.unit not in {"元", "%", "分", "年", "天", "小时", "分钟"}
        and (fact.project == own.project if own.project else _told_with(fact, own))
        and not _of_each(fact)
    ]
    fitting = [fact for fact in near if same_unit(fact.unit, unit) or (unit and unit in fact.unit)]
    fitting = fitting or [fact for fact in near if _of_thing(fact, own, unit)]
    fitting = fitting or _told_in_row(own, unit, lexicon) or _told_elsewhere(figure, unit, lexicon)
    fitting = fitting or _told_of_project(own, unit, question, lexicon)
    words = bigrams(plain(question.text))
    fitting.sort(
        key=lambda fact: (
            not _of_thing(fact, own, unit),
            -len(words & bigrams(plain(fact.item + fact.context))),
            fact.measure not in {"实际完成值", "数量"},
        )
    )
    if own.measure in _SPENT:  # what was spent is divided by what was done, not by what was planned
        fitting.sort(key=lambda fact: fact.measure != "实际完成值")
    return fitting[0] if fitting else None


def _told_with(count: Fact, amount: Fact) -> bool:
    """Both stand in one sentence, or in one row of a table."""
    if amount.context or count.context:
        return count.context == amount.context
    one, other = count.source, amount.source
    return (one.table_number, one.row_number) == (other.table_number, other.row_number)


def _of_thing(count: Fact, amount: Fact, unit: str) -> bool:
    """「轮椅420件」 beside 「轮椅采购50万元」: one of them is a 辆 to whoever asks, and a 件 to the document."""
    return (
        bool(unit)
        and count.unit in _PIECES
        and len(count.item) > 1
        and re.fullmatch(
            rf"(?:购置|采购|购买)?{re.escape(count.item)}(?:的?(?:采购|购置|购买|配备|更新))?", amount.item
        )
        is not None
    )


_PIECES = frozenset({"件", "个", "台", "套", "只"})
"""Measure words that documents count things of every kind in."""


def _of_each(fact: Fact) -> bool:
    """The count is how many there are in one of something (「一套4枚」), not how many there are."""
    said = rf"{_IN_ONE}[^,，。；、\d]{{0,3}}{re.escape(fact.printed)}\s*{re.escape(fact.printed_unit)}"
    return bool(fact.printed) and re.search(said, fact.context) is not None


def _told_in_row(own: Fact, unit: str, lexicon: Lexicon) -> list[Fact]:
    """The quantity of this unit that a cell in words of the same row tells (「更新新能源公交车60辆」); empty for none or several."""
    found = [
        replace(fact, value=quantity.value, unit=unit, printed=quantity.text, state="value")
        for fact in lexicon.facts_alike(own)
        if fact.state == "text"
        for quantity in find_quantities(fact.printed)
        if unit and same_unit(quantity.unit, unit) and quantity.value
    ]
    return found if len({fact.value for fact in found}) == 1 else []


def _told_elsewhere(figure: Figure, unit: str, lexicon: Lexicon) -> list[Fact]:
    """The one quantity of this unit that a sentence about the thing states (「全年国内公务接待30批次、210人次」)."""
    stem = _COST.sub("", plain(figure.label))
    if figure.fact.project or len(stem) < STEM or not unit:
        return []
    found = [
        fact
        for fact in lexicon.facts_beside(figure.fact)
        if fact.origin == "prose"
        and fact.year == figure.fact.year
        and fact.value
        and (same_unit(fact.unit, unit) or unit in fact.unit)
        and stem in plain(fact.item + fact.context)
        and len(fact.item) > 1
        and (stem in plain(fact.item) or plain(fact.item) in stem)
        and not _of_each(fact)
    ]
    return found[:1] if len({fact.value for fact in found}) == 1 else []


def _told_of_project(own: Fact, unit: str, question: Question, lexicon: Lexicon) -> list[Fact]:
    """The one quantity of this unit on the pages of the project that the question names, where an account of its own pays for it."""
    asked = plain(question.text)
    found = [
        fact
        for fact in lexicon.facts_beside(own)
        if unit
        and fact.project
        and plain(fact.project).removesuffix("项目") in asked
        and fact.year == own.year
        and fact.value
        and same_unit(fact.unit, unit)
        and not _of_each(fact)
    ]
    found = [fact for fact in found if fact.origin == "form"] or found  # a target is of all, a sentence may split it
    return found[:1] if not own.project and len({fact.value for fact in found}) == 1 else []


_COST = Pattern(r"(?:费|支出|经费|费用)+$")
STEM = 4
"""Characters of the name of a cost, without 费, that a sentence must repeat to speak of the same thing."""


def current_figure(change: Fact, lexicon: Lexicon) -> Figure | None:
    """This year's figure of the item a change speaks of: in the same sentence, else anywhere in the document."""
    same = [
        fact
        for fact in lexicon.facts_beside(change)
        if fact.year == change.year
        and fact.value is not None
        and fact.unit == change.unit.replace("%", "元")
        and plain(fact.item) == plain(change.item)
        and fact.measure in {"预算数", "决算数", "合计", "执行数"}
    ]
    same.sort(
        key=lambda fact: (fact.context != change.context, fact.origin != "prose", fact.ancestors != change.ancestors)
    )
    return Figure(same[0].item, same[0].value, same[0].unit, same[0]) if same else None


def amount_beside(count: Fact, lexicon: Lexicon) -> Fact | None:
    """The first amount that the sentence of a count states behind it; None when there is none."""
    beside = [
        fact
        for fact in lexicon.facts_beside(count)
        if fact.context and fact.context == count.context and fact.unit == "元" and fact.value is not None
    ]
    behind = [fact for fact in beside if fact.context.find(fact.printed) > count.context.find(count.printed)]
    ordered = behind or beside
    return ordered[0] if ordered else None
