"""Amount and count of an average: what is divided, and by how many of what.

A count is one that the documents state for the same project or sentence, the members of a set, or the months of a year.
"""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING

from assistant.patterns import Pattern
from assistant.query import Evidence, Figure, Found, Linked, Population, Question, Text
from assistant.retrieve.members.population import population
from assistant.retrieve.things import changes as change
from assistant.retrieve.things import figures
from assistant.retrieve.things.picking import figure_of
from assistant.retrieve.words.asked import EACH
from index.language.units import UNIT_PATTERN, same_unit

if TYPE_CHECKING:
    from collections.abc import Sequence

    from assistant.lexicon import Lexicon

_EVALUATION = frozenset({"得分", "执行率", "全年预算数", "全年执行数", "年初预算数"})
"""Columns that every project's form has."""
_UNIT_OF = Pattern(
    rf"(?:每|一|平均(?:每|一)?|补一?)(?P<unit>{UNIT_PATTERN})(?P<noun>项目|车|孩子|学生|老人|党员|职工|居民|儿童|残疾人|人)?"
)
_PEOPLE = frozenset({"孩子", "学生", "老人", "党员", "职工", "居民", "儿童", "残疾人", "人"})
_TWO_RATES = Pattern(
    r"每一?个?[\u4e00-\u9fff]{1,2}每一?个?(?:[天日月年周餐次学]|季度|小时|课时)"
    r"|每一?[个名位人户件台辆家张][\u4e00-\u9fff]{0,6}?(?<!第)[一每]个?(?:[天日月周餐]|小时|课时|学期)(?![\u4e00-\u9fff]?次|性)"
)
_AVERAGED = Pattern(r"均|折算|平摊|分摊|摊到|合(?:到|多少)")
_MONTHS = Pattern(r"(?:每|平均|折算到?每?|一)个?(?:月|季度?)|月均|季均")


def of_two_rates(question: Question) -> bool:
    """「每人每天补贴多少」: a rate that only a sentence can state, since one count divides by one thing."""
    return _TWO_RATES.search(question.text) is not None


def asks_rate(question: Question) -> bool:
    """「每月发多少」: how much it is for each, not what it comes to on average."""
    return bool(EACH.search(question.text)) and not _AVERAGED.search(question.text) and question.unit in {"元", ""}


def states_rate(question: Question, texts: Sequence[Text]) -> bool:
    """A sentence says how much it is for each; that is no average, and no average stands for it."""
    each = EACH.search(question.text)
    if each is None:
        return False
    stated = re.compile(f"每(?:一)?(?:个)?{each['one']}[^,，。；]{{0,10}}?\\d[\\d,.]*\\s*万?元")
    return any(stated.search(text.passage.text) for text in texts)


def with_divisor(evidence: Evidence, lexicon: Lexicon) -> Evidence:
    """``evidence`` with the count of an average, None when there is none, and the set where it is over projects.

    「编报绩效目标的项目17个，涉及…万元」 names the count; its sentence states the amount.
    """
    linked, question = evidence.linked, evidence.linked.question
    if printed := _printed(linked, lexicon):
        return replace(evidence, found=printed)
    if not any(item.figures for item in evidence.found):
        counted = tuple(
            figures.find(target, replace(question, unit="个", measures=()), lexicon) for target in linked.targets
        )
        for item in counted:
            count = item.figures[0] if len(item.figures) == 1 else None
            amount = change.amount_beside(count.fact, lexicon) if count else None
            if count and amount:
                found = (replace(item, figures=(figure_of(amount),)),)
                return replace(evidence, found=found, divisor=count)
    return replace(evidence, divisor=_divisor(evidence.found, question, lexicon), population=_projects(linked, lexicon))


def _printed(linked: Linked, lexicon: Lexicon) -> tuple[Found, ...]:
    """「平均得分99.43分」: the mean that the documents print themselves, where nothing but it is asked for."""
    question = linked.question
    if question.content or not question.unit or not linked.targets:
        return ()
    year = question.scopes[0].year
    facts = [
        fact
        for number in sorted(question.scopes[0].documents)
        for fact in lexicon.facts_of[number]
        if fact.origin == "prose"
        and fact.item.startswith("平均")
        and year in {0, fact.year}
        and fact.value is not None
        and same_unit(fact.unit, question.unit)
    ]
    if len({fact.value for fact in facts}) != 1:
        return ()
    return (Found(linked.targets[0], (figure_of(facts[0]),)),)


def _projects(linked: Linked, lexicon: Lexicon) -> Population | None:
    if linked.question.content and linked.question.population != "项目":
        return None  # a thing was named that was not found: the mean of all is not its mean
    if linked.question.population in {"", "指标"} and _EVALUATION & set(linked.question.measures):
        linked = replace(linked, question=replace(linked.question, population="项目"))  # 「自评平均分」
    if linked.question.population != "项目" or (
        linked.question.content and any(t.links and t.links[0].explained >= figures.ENOUGH for t in linked.targets)
    ):
        return None
    return population(linked, lexicon)


def _divisor(found: tuple[Found, ...], question: Question, lexicon: Lexicon) -> Figure | None:
    match = _UNIT_OF.search(question.text)
    figure = found[0].figures[0] if found and found[0].figures else None
    if figure is None:
        return None
    unit = match.group("unit") if match else question.unit
    if re.search(r"[人生]均", question.text) or (match and match.group("noun") in _PEOPLE):
        unit = "人"
    if months := _MONTHS.search(question.text):
        parts = Decimal(4 if "季" in months.group() else 12)
        return Figure("季度数" if parts == 4 else "月数", parts, "个季度" if parts == 4 else "个月", figure.fact)
    if match and match.group("noun") == "车":
        unit = "车次"
    fact = change.quantity_for(figure, unit, question, lexicon)
    return Figure(fact.item or f"{fact.unit}数", fact.value, fact.unit, fact) if fact else None
