"""A target's concepts → the figures printed for them: none with the reason, one, or several readings.

Only concepts that explain enough of the mention are read, best first; the figure of each is picked, then they are settled.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from assistant.characters import plain
from assistant.patterns import Pattern
from assistant.query import Figure, Found, Link, Operation, Question, Target
from assistant.retrieve.things.disputed import also_stated
from assistant.retrieve.things.picking import MEASURE_ALIASES, ROUNDING, figure_of, pick
from assistant.retrieve.things.settling import TIED, Reading, asks_for_part, of_stage, settled
from assistant.retrieve.things.worded import of_length_of_time, of_one_sentence, of_the_last_name, of_the_part
from index.language.units import same_unit

if TYPE_CHECKING:
    from collections.abc import Sequence

    from assistant.concepts import Concept
    from assistant.lexicon import Lexicon
    from index.model import Fact

MARGIN = 0.075
"""Links within this of the best count as equally good for a reason why there is no figure."""
FAR, NEAR_ENOUGH = 0.22, 0.08
"""Readings of their own have a score not far behind the best (nearer where the rest of the question speaks for one of them)."""
PART_SLACK = 0.15
"""A part of a project explains less of a mention that names the project as well."""
WHOLE = 0.95
"""Share of a name that the question holds where it says all of it (「常住人口有多少」)."""
SHORTEST_PART = 3
"""Characters from which the name of a part tells it."""
ENOUGH = 0.62
"""Share of the mention that must be explained."""

_PLAIN_AMOUNTS = frozenset({"预算数", "合计", "决算数"})
"""Measures that say the same of an item in a sentence and in a table."""
_NO_QUANTITY = frozenset({"", "元", "%", "分", "个", "项"})
_CARRIED = Pattern(r"结转|结余|剩")
_TIMES = "倍"
_CELLS = frozenset({"指标值", "完成值"})
"""Measures of an indicator: of a target and a result only the one asked for counts."""
_SHARED = Pattern(r"工资|费用?|经费|补贴|补助|津贴|奖金|待遇|成本|造价|开支|支出|报酬")
"""What is paid, of which an average is one of money."""
_OPERANDS = frozenset({Operation.SHARE, Operation.GROWTH})
"""Operations whose unit is not that of their operands."""


def find(target: Target, question: Question, lexicon: Lexicon) -> Found:
    """The figure(s) of a target: none with the reason, one, or several readings."""
    if not target.links:
        return Found(target, (), "未列示")
    target = of_one_sentence(target, ENOUGH, lexicon)
    if target.links[0].explained < ENOUGH:
        return Found(target, (), "未列示")
    if question.unit == _TIMES and question.operation is Operation.VALUE:
        money = find(target, replace(question, unit="元"), lexicon)
        return money if money.figures else find(target, replace(question, unit=""), lexicon)
    if question.operation is Operation.AVERAGE and not question.unit and _SHARED.search(question.text):
        money = find(target, replace(question, unit="元"), lexicon)
        if money.figures:
            return money
    if question.operation in _OPERANDS and question.unit != "元":
        money = find(target, replace(question, unit="元", operation=Operation.VALUE), lexicon)
        if money.figures:
            return money
        question = replace(question, unit="", operation=Operation.VALUE)
    readings: list[Reading] = []
    why = ""
    best = top_share = 0.0
    slack = PART_SLACK if asks_for_part(question) else TIED
    for link in _without_sums(target.links, lexicon):
        concept = lexicon.concepts[link.concept]
        if _CARRIED.search(concept.label) and not _CARRIED.search(question.text):
            continue  # what is left over of a fund is not meant by the fund's name
        if not link.direct and not link.covered and not link.by_meaning:
            continue  # only what stands around it speaks of the mention
        if link.explained < ENOUGH or (
            readings
            and (link.share < top_share - slack or link.score < best - (NEAR_ENOUGH if target.inherits else FAR))
        ):
            continue
        figure, reason = pick(concept, target, question, lexicon)
        if figure:
            best = max(best, link.score)
            top_share = max(top_share, link.share)
            readings.append((link, figure))
        elif link is target.links[0] and _is_body(concept, lexicon):
            return Found(target, (), reason or "未列示")  # a body without this column: no thing of a like name instead
        elif not why and link.score >= target.links[0].score - MARGIN:
            why = reason
        if not readings and (
            link.score < target.links[0].score - 3 * MARGIN or link.share < target.links[0].share - 2 * MARGIN
        ):
            break
    if not readings and _may_be_a_cell(target, question, lexicon):
        return find(target, replace(question, unit=""), lexicon)
    if not readings:
        quantity = _quantity(target, question, lexicon)
        return (
            Found(target, (quantity, *also_stated(quantity, question, lexicon)))
            if quantity
            else Found(target, (), why or "未列示")
        )
    named = lexicon.labels[target.links[0].concept] in plain(
        question.text
    )  # only a row named word for word is asked for as such
    same_name = plain(readings[0][1].label) == lexicon.labels[target.links[0].concept]
    if why == "空白" and named and not same_name and readings[0][0].score < target.links[0].score - 0.5 * MARGIN:
        return Found(target, (), why)
    readings = of_the_last_name(of_the_part(readings, target, question, lexicon), target)
    readings = of_length_of_time(of_stage(readings, question), question)
    figures = settled(readings)
    if len(figures) == 1:
        figures = (_with_disagreement(figures[0], target, lexicon),)
    if len(figures) == 1:
        figures = (*figures, *also_stated(figures[0], question, lexicon))
    every = tuple(dict.fromkeys(figure for _, figure in readings))
    return Found(target, figures, "", every, companions(figures, lexicon))


def _without_sums(links: Sequence[Link], lexicon: Lexicon) -> list[Link]:
    """「甲中心的运行经费」: without 「乙局和甲中心运行经费」, of which the part that 甲中心 alone has is stated as well."""
    labels = {link.concept: plain(lexicon.concepts[link.concept].label) for link in links}

    def is_part(part: Link, whole: Link) -> bool:
        own, other = lexicon.concepts[part.concept], lexicon.concepts[whole.concept]
        name = labels[part.concept]
        return (
            own.document == other.document
            and other.kind == "prose"
            and other.label in own.ancestors
            and _JOINED.search(other.label) is not None
            and part.explained >= whole.explained - PART_SLACK
            and part.direct >= 0.5 * whole.direct
            and len(name) > SHORTEST_PART
            and name in labels[whole.concept]
        )

    return [link for link in links if not any(is_part(part, link) for part in links if part is not link)]


_JOINED = Pattern(r"[和与及、]")


def _is_body(concept: Concept, lexicon: Lexicon) -> bool:
    return any(lexicon.facts[i].table_kind == "所属单位" for i in concept.facts)


_MONEY_SAID = Pattern(r"钱|元|万|亿|金额|资金|花了|预算|拨")


def _may_be_a_cell(target: Target, question: Question, lexicon: Lexicon) -> bool:
    """「快递数和公章数各定了多少」: 多少 of an indicator need not be money."""
    bare = question.unit == "元" and question.operation is Operation.VALUE and not _MONEY_SAID.search(question.text)
    concept = lexicon.concepts[target.links[0].concept]
    facts = [lexicon.facts[i] for i in concept.facts]
    counted = target.links[0].covered >= WHOLE and all(fact.unit not in {"", "元", "%"} for fact in facts)
    return bare and (concept.kind == "indicator" or counted)


def _quantity(target: Target, question: Question, lexicon: Lexicon) -> Figure | None:
    """The one number in the measure word asked for that the pages of the thing's project state; None when several or none do."""
    if question.operation is not Operation.VALUE or question.unit in _NO_QUANTITY:
        return None
    near = [
        link
        for link in target.links
        if link.score >= target.links[0].score - MARGIN
        and (link.share >= ENOUGH or (link.explained >= ENOUGH and not link.missing))
    ]
    projects = {(c.document, c.project) for link in near if (c := lexicon.concepts[link.concept]).project}
    if len(projects) != 1:
        return None
    found = [
        fact
        for number in lexicon.by_project.get(projects.pop(), ())
        for fact in (lexicon.facts[i] for i in lexicon.concepts[number].facts)
        if fact.value is not None and fact.unit and same_unit(fact.unit, question.unit)
    ]
    cells = [name for measure in question.measures if measure in _CELLS for name in MEASURE_ALIASES[measure]]
    found = [fact for fact in found if fact.measure in cells] if cells else found
    found = [fact for fact in found if fact.value != 1] or found  # 「一套4枚」 counts the 枚
    if len({fact.value for fact in found}) != 1:
        return None
    return figure_of(found[0])


def _with_disagreement(figure: Figure, target: Target, lexicon: Lexicon) -> Figure:
    """The figure with what the document's sentences and tables print otherwise for the same item and year."""
    own = figure.fact
    if figure.unit != "元" or own.measure not in _PLAIN_AMOUNTS or own.project:
        return figure
    seen = {own, *figure.same, *figure.other}
    found = [
        fact
        for link in target.links
        if plain(lexicon.concepts[link.concept].label) == plain(figure.label)
        for fact in (lexicon.facts[i] for i in lexicon.concepts[link.concept].facts)
        if fact not in seen
        and fact.document == own.document
        and fact.year == own.year
        and fact.measure in _PLAIN_AMOUNTS
        and (own.stage != "决算" or ("预算" in fact.measure) == ("预算" in own.measure))
        and fact.value is not None
        and (fact.origin == "prose") != (own.origin == "prose")
        and not (fact.ancestors and own.ancestors and fact.origin != "prose")
        and abs(fact.value - (figure.value or 0)) > ROUNDING
    ]
    return replace(figure, other=(*figure.other, *found))


def companions(figures: Sequence[Figure], lexicon: Lexicon) -> tuple[Fact, ...]:
    """The other cells of an indicator's row, or of a project's fund row."""
    if len(figures) != 1 or figures[0].fact.origin != "form":
        return ()
    own = figures[0].fact
    return tuple(
        fact
        for fact in lexicon.facts_alike(own)
        if fact.ancestors == own.ancestors and fact.measure != own.measure and fact.state != "blank"
    )
