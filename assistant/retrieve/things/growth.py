"""What a change against another year is computed from, and figures of years that only a stated change speaks of.

Only stated amounts are gathered here; the arithmetic, and saying that a figure was worked out, is the computing stage's.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from assistant.characters import plain
from assistant.patterns import Pattern
from assistant.query import Operation
from assistant.retrieve.things import changes as change
from assistant.retrieve.things import figures
from assistant.retrieve.things.picking import CHANGES, figure_of, pick
from assistant.retrieve.things.stages import two_years

if TYPE_CHECKING:
    from assistant.lexicon import Lexicon
    from assistant.query import Evidence, Figure, Found, Linked
    from index.model import Fact

_TOTAL_NAMES = frozenset(
    {"支出", "财政拨款支出", "支出总计", "一般公共预算拨款支出", "预算支出总额", "财政拨款支出预算"}
)
"""Plain names of the whole, whose change may be stated for its parts only."""


_ADDED = Pattern(r"追加|调增|调减|压减|核减|追减")


def stated_addition(linked: Linked, lexicon: Lexicon) -> Found | None:
    """「年中追加了多少」: the one amount whose own name says so, where nothing is set against another year."""
    question = linked.question
    verb = _ADDED.search(question.text)
    if not verb or question.base_year or len(linked.targets) != 1:
        return None
    target = linked.targets[0]
    links = tuple(link for link in target.links if verb.group() in lexicon.concepts[link.concept].label)
    item = figures.find(replace(target, links=links), replace(question, operation=Operation.VALUE, unit="元"), lexicon)
    return item if len(item.figures) == 1 else None


_BUDGETED = Pattern(
    r"比(?:20\d{2}年?度?|上一?年度?|去年)的?(?:年初)?预算(?!执行|的?执行)数?(?=增|减|多|少|涨|降|上|下|高|低|变)"
)
"""The change is to be counted from what was budgeted, not from what was spent."""


def with_growth(evidence: Evidence, lexicon: Lexicon) -> Evidence:
    """``evidence`` with what a change is computed from: stated changes, a stated earlier figure, or those of the parts."""
    linked, question = evidence.linked, evidence.linked.question
    if whole := _of_whole_table(linked, lexicon):
        return _with_changes(evidence, whole, lexicon)
    stated = change.changes(linked.targets[0], lexicon, question.base_year) or _of_fund(linked, lexicon)
    if _BUDGETED.search(question.text) and any("执行" in fact.context for fact in stated):
        stated, evidence = (), replace(evidence, bases=_other_document(evidence, lexicon))
        if evidence.bases:
            return evidence
        if both := two_years(linked, lexicon):
            return replace(evidence, found=both)
        return replace(evidence, found=())  # what is stated is counted from what was spent
    if _needs_parts(linked, stated, lexicon) and (bases := _parts(linked, lexicon)):
        return replace(evidence, bases=bases)
    if not stated and question.base_year:
        pair = _base_pair(linked, evidence.found, lexicon) if question.base_year > 0 else ()
        bases = pair or _other_document(evidence, lexicon)
        if not bases and (both := two_years(linked, lexicon)):
            return replace(evidence, found=both)
        evidence = replace(evidence, bases=bases)
    return _with_changes(evidence, stated, lexicon)


_FUND_SPENDING = Pattern(r"(?P<fund>一般公共预算|政府性基金)(?:预算)?(?:财政)?(?:拨款)?(?:总)?支出(?!里|中|的)")


def _of_whole_table(linked: Linked, lexicon: Lexicon) -> tuple[Fact, ...]:
    """「一般公共预算支出比上年增长多少」: the change that the total row of the table of this fund prints; empty when none does."""
    question = linked.question
    named = _FUND_SPENDING.search(question.text)
    if named is None or not all(span.text in named.group() for span in question.content):
        return ()
    return tuple(
        fact
        for document in sorted(linked.targets[0].scope.documents)
        for fact in lexicon.facts_of[document]
        if fact.depth == 0
        and fact.table_kind == named["fund"]
        and fact.measure in CHANGES
        and fact.change
        and fact.value is not None
        and question.base_year in {0, -1, fact.base_year}
    )


_FUND = Pattern(r"(?P<fund>一般公共预算|政府性基金|国有资本经营)(?:预算)?(?:财政)?(?:拨款)?(?:支出)?(?:预算)?")


def _of_fund(linked: Linked, lexicon: Lexicon) -> tuple[Fact, ...]:
    """「政府性基金预算比上年增长多少」: the change that a sentence states of the spending of this fund; empty for none or several."""
    question = linked.question
    named = _FUND.search(question.text)
    if named is None or "收入" in question.text or not all(span.text in named.group() for span in question.content):
        return ()
    found = tuple(
        fact
        for document in sorted(linked.targets[0].scope.documents)
        for fact in lexicon.facts_of[document]
        if fact.origin == "prose"
        and fact.measure in CHANGES
        and fact.value is not None
        and (own := _FUND.fullmatch(plain(fact.item)))
        and own["fund"] == named["fund"]
        and (question.base_year <= 0 or fact.base_year in {question.base_year, 0})
    )
    return found if len({(fact.document, fact.measure) for fact in found}) == len(set(found)) else ()


def with_earlier_year(evidence: Evidence, lexicon: Lexicon) -> Evidence:
    """``evidence`` with what a year that no document covers can be worked out from; unchanged for a year that one does."""
    linked = evidence.linked
    target = linked.targets[0]
    year, held = target.scope.year, {lexicon.documents[i].year for i in target.scope.documents}
    if not year or year in held:
        return evidence
    stated = change.changes(target, lexicon, year)
    earlier = replace(linked, question=replace(linked.question, base_year=year))
    if not stated and _needs_parts(earlier, (), lexicon):
        evidence = replace(evidence, bases=_parts(earlier, lexicon))
    return _with_changes(evidence, stated, lexicon)


def _with_changes(evidence: Evidence, stated: tuple[Fact, ...], lexicon: Lexicon) -> Evidence:
    return replace(evidence, changes=stated, current=change.current_figure(stated[0], lexicon) if stated else None)


def _parts(linked: Linked, lexicon: Lexicon) -> tuple[tuple[Figure, Figure], ...]:
    """(then, now) of the parts of the whole that is asked about; empty when they are not all stated."""
    pairs = change.parts_of_base(linked.targets[0], lexicon, linked.question.base_year)
    return tuple((figure_of(then), figure_of(now)) for then, now in pairs)


def _needs_parts(linked: Linked, stated: tuple[Fact, ...], lexicon: Lexicon) -> bool:
    """A total is asked about, of which the documents state no change, or only changes of its parts."""
    if linked.question.base_year <= 0 or not linked.targets[0].links:
        return False
    top = lexicon.concepts[linked.targets[0].links[0].concept]
    if plain(top.label) not in _TOTAL_NAMES:
        return False
    return not stated or (len(linked.targets) > 1 and bool(re.search(r"总额|合计|总", linked.question.text)))


def _other_document(evidence: Evidence, lexicon: Lexicon) -> tuple[tuple[Figure, Figure], ...]:
    """(then, now) where a document of the same body covers the earlier year and lists the same thing."""
    question, found = evidence.linked.question, evidence.found
    now = found[0].figures[0] if found and len(found[0].figures) == 1 else None
    if now is None:
        return ()
    year = question.base_year if question.base_year > 0 else now.fact.year - 1
    for number, document in enumerate(lexicon.documents):
        if document.year != year or document.organisation != now.fact.organisation or document.stage != now.fact.stage:
            continue
        for concept in lexicon.concepts:
            if (
                concept.document == number
                and plain(concept.label) == plain(now.label)
                and concept.code == now.fact.code
            ):
                target = replace(found[0].target, scope=replace(found[0].target.scope, year=year))
                then, _ = pick(concept, target, replace(question, unit=now.unit), lexicon)
                if then is not None and then.value is not None and then.unit == now.unit:
                    return ((then, now),)
    return ()


def _base_pair(linked: Linked, found: tuple[Found, ...], lexicon: Lexicon) -> tuple[tuple[Figure, Figure], ...]:
    """(then, now) where the documents print the earlier year's figure of the same thing."""
    now = found[0].figures[0] if found and len(found[0].figures) == 1 else None
    if now is None:
        return ()
    then = [
        fact
        for fact in change.base_figures(linked.targets[0], lexicon, linked.question.base_year)
        if fact.item == now.fact.item and fact.unit == now.unit
    ]
    then.sort(key=lambda fact: (fact.ancestors != now.fact.ancestors, fact.measure != now.fact.measure))
    return ((figure_of(then[0]), now),) if then else ()
