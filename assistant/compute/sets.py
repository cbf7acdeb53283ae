"""Rankings, filters and counts over a population."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING

from assistant.characters import plain
from assistant.compute.arithmetic import ROUNDED, difference, number, quotient, total
from assistant.compute.outcomes import one_sentence
from assistant.patterns import Pattern
from assistant.query import Evidence, Figure, Ranking, Result, Step
from assistant.thresholds import holds
from index.language.units import same_unit

if TYPE_CHECKING:
    from collections.abc import Sequence


def rank(evidence: Evidence) -> Result:
    """Members in order; the one, or the k, that the question asks for."""
    people, question = evidence.population, evidence.linked.question
    ranking = question.ranking or Ranking(descending=True)
    members = [m for m in (people.members if people else ()) if m.value is not None]
    members = [m for m in members if all(holds(c, m) for c in question.conditions)] if question.conditions else members
    members = _one_unit(members)
    if not ranking.nth:  # 「除了最大的甲，第二大的是哪个」 still counts 甲
        members = _left(members, evidence)
    if not members:
        return Result("nothing", why="未列示")
    ordered = sorted(members, key=lambda m: m.value or Decimal(0), reverse=ranking.descending)
    if len(ordered) > 1 and _EXTREMES.search(question.text):  # 「最高的比最低的多多少」
        first, last = max(ordered, key=_amount), min(ordered, key=_amount)
        step = difference(first, last)
        return Result("figure", step.result, step.unit, (first, last), (first, last), step=step, winner=first.label)
    if ranking.nth:
        if ranking.nth > len(ordered):
            return Result("nothing", why="未列示", rows=tuple(ordered))
        chosen = [ordered[ranking.nth - 1]]
    elif ranking.k == 0:
        chosen = ordered
    else:
        chosen = _with_ties(ordered, ranking.k)
    if len(chosen) == 1 or (ranking.k == 1 and not ranking.nth):
        return Result(
            "figure",
            chosen[0].value,
            chosen[0].unit,
            tuple(chosen),
            tuple(ordered[:10]),
            winner="、".join(m.label for m in chosen),
            remarks=_unlike(ordered),
        )
    if _TOGETHER.search(question.text) and len({m.unit for m in chosen}) == 1 and chosen[0].unit != "%":
        step = total(chosen)  # 「前三名合计多少」
        return Result("figure", step.result, step.unit, tuple(chosen), tuple(chosen), step=step)
    return Result("table", figures=tuple(chosen), rows=tuple(chosen), remarks=_unlike(ordered))


def _unlike(members: Sequence[Figure]) -> tuple[str, ...]:
    """What a reader must know before setting bodies side by side: other years, a budget beside a final account."""
    if len({member.fact.organisation for member in members}) < 2:
        return ()
    years = sorted({member.fact.year for member in members})
    stages = sorted({member.fact.stage for member in members})
    mixed = ["、".join(map(str, years)) + "各年"] if len(years) > 1 else []
    mixed += ["、".join(stages) + "都有"] if len(stages) > 1 else []
    return (f"参加比较的数字口径不一：{'，'.join(mixed)}。",) if mixed else ()


_TOGETHER = Pattern(r"(?:合计|总共|一共|共计|加起来|加在一起|合起来|总和)(?:是|有|要|花|用|安排)?了?(?:多少|几|$)")
_EXTREMES = Pattern(
    r"最(?:高|多|大|贵)[^,，。]{0,8}(?:比|和|与|跟)[^,，。]{0,6}最(?:低|少|小|便宜)[^,，。]{0,6}(?:多|差|高|贵)(?:了|出)?(?:多少|几)"
)


def _amount(member: Figure) -> Decimal:
    return member.value or Decimal(0)


def _left(members: Sequence[Figure], evidence: Evidence) -> list[Figure]:
    """Members without those that 除了 and 不含 name."""
    out = {figure.label for item in evidence.excluded for figure in item.figures}
    return [member for member in members if member.label not in out]


def _with_ties(ordered: Sequence[Figure], k: int) -> list[Figure]:
    if len(ordered) <= k:
        return list(ordered)
    last = ordered[k - 1].value
    return [m for i, m in enumerate(ordered) if i < k or m.value == last]


def _one_unit(members: Sequence[Figure]) -> list[Figure]:
    """Members in the unit most of them have; a ranking mixes no units."""
    units = [m.unit for m in members]
    common = max(set(units), key=units.count) if units else ""
    return [m for m in members if m.unit == common]


def filtered(evidence: Evidence) -> Result:
    """Members that meet every condition, largest first, with their number."""
    people, question = evidence.population, evidence.linked.question
    members = _left(people.members if people else (), evidence)
    if not members:
        return Result("nothing", why="未列示")
    if any(c.unit and not any(same_unit(c.unit, m.unit) for m in members) for c in question.conditions):
        return Result("nothing", why="未列示")  # amounts say nothing of how many people there are
    kept = [m for m in members if all(holds(c, m) for c in question.conditions)]
    kept = _named(kept, question.quoted, people.parent if people else "")
    kept.sort(key=lambda m: -(m.value or Decimal(0)))
    if not kept:
        return Result("table", Decimal(0), "个", (), (), winner="没有符合条件的")
    return Result("table", Decimal(len(kept)), "个", tuple(kept), tuple(kept))


def _named(members: list[Figure], quoted: Sequence[str], parent: str) -> list[Figure]:
    """Members whose name contains what stands in quotation marks, unless that names what they are parts of."""
    words = [plain(word) for word in quoted if plain(word) not in plain(parent)]
    return [m for m in members if all(word in plain(m.label) for word in words)]


def count(evidence: Evidence) -> Result:
    """A stated number, else the number of members."""
    question = evidence.linked.question
    if (each := _of_each_scope(evidence)) is not None:
        return each
    for item in evidence.found:
        stated = [f for f in item.figures if f.value is not None and f.unit not in {"元", "%", "分"}]
        if stated and item.target.links[0].score > 0.55 and not question.quoted:
            if len(stated) > 1:
                return one_sentence(tuple(stated)) or Result("ambiguous", figures=tuple(stated))
            return Result("figure", stated[0].value, stated[0].unit, (stated[0],))
    people = evidence.population
    countable = (
        question.unit in {"", "个", "家", "项", "类"} or (question.unit == "张" and "表" in question.text)
    ) and question.population
    if people is None or not people.members or not countable:
        return Result("nothing", why="未列示", texts=evidence.texts)
    members = _named(_left(people.members, evidence), question.quoted, people.parent)
    members = [m for m in members if all(holds(c, m) for c in question.conditions)]
    return Result("table", Decimal(len(members)), "个", tuple(members), tuple(members))


def left_of_sums(evidence: Evidence) -> Result:
    """Σ全年预算数 − Σ全年执行数 over the population."""
    pair = _spent_and_planned(evidence)
    if pair is None:
        return Result("nothing", why="未列示")
    spent, planned = pair
    step = difference(planned, spent)
    return Result(
        "figure", step.result, step.unit, (planned, spent), (planned, spent), step=replace(step, operation="扣除")
    )


def _of_each_scope(evidence: Evidence) -> Result | None:
    """「甲和乙各有几个」: the one count of each body or year; None for one scope, or where one of them states none."""
    rows = [item.figures[0] for item in evidence.found if len(item.figures) == 1]
    scopes = {item.target.scope for item in evidence.found}
    counted = all(figure.value is not None and figure.unit not in {"元", "%", "分"} for figure in rows)
    if len(scopes) < 2 or len(rows) != len(evidence.found) or not counted:
        return None
    named = tuple(replace(figure, label=f"{figure.fact.organisation}·{figure.label}") for figure in rows)
    return Result("table", figures=named, rows=named)


def rate_of_sums(evidence: Evidence) -> Result:
    """Σ全年执行数 ÷ Σ全年预算数 over the population (its members carry both as 执行率's row)."""
    people = evidence.population
    pair = _spent_and_planned(evidence)
    if pair is None or people is None:
        return Result("nothing", why="未列示")
    one, other = pair
    top, bottom = _amount(one), _amount(other)
    spent = tuple(m for m in people.members if m.fact.measure == "全年执行数")
    result = quotient(top, bottom)
    step = Step("占比", (one, other), f"{number(top, '元')} ÷ {number(bottom, '元')} = {result}%", result, "%", ROUNDED)
    return Result("figure", result, "%", (one, other), spent, step=step)


def _spent_and_planned(evidence: Evidence) -> tuple[Figure, Figure] | None:
    """What all members together spent, and were given; None where nothing was given."""
    sums = []
    for measure in ("全年执行数", "全年预算数"):
        members = [m for m in (evidence.population.members if evidence.population else ()) if m.fact.measure == measure]
        members = [m for m in members if m.value is not None]
        if not members:
            return None
        value = sum((_amount(m) for m in members), Decimal(0))
        sums.append(replace(members[0], label=f"{len(members)}个项目{measure}合计", value=value))
    return (sums[0], sums[1]) if sums[1].value else None
