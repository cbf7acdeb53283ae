"""Several readings of one mention → one figure where they agree or one is clearly meant, else all of them.

Nothing is chosen in silence: what agrees is kept as ``same``, and readings that the question does not choose between are left
to the reader.
"""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING

from assistant.characters import plain
from assistant.patterns import Pattern
from assistant.query import Figure, Found, Link, Question
from assistant.retrieve.things.picking import COLUMNS, table_rank
from index.language.units import same_unit

if TYPE_CHECKING:
    from collections.abc import Sequence

Reading = tuple[Link, Figure]
"""A link and the figure it leads to."""
WHOLE, CLEARLY, LEVEL = 0.85, 0.12, 0.04
"""A label is named (nearly) whole; one share is clearly above another; two shares are level."""
PART_MORE = 0.08
"""A part that explains so much more of a mention than its project is meant itself."""
TIED = 0.05
"""Shares of the mention explained that are no further apart are tied."""
HALF_CENT = Decimal(50)
"""What a figure in 万元 with two decimals leaves open, in 元."""


def settled(readings: Sequence[Reading]) -> tuple[Figure, ...]:
    """Readings with one value become one figure; a clear winner stands alone; the rest is left to the reader."""
    groups: list[list[Reading]] = []
    for link, figure in readings:
        for group in groups:
            if _agree(group[0][1], figure):
                group.append((link, figure))
                break
        else:
            groups.append([(link, figure)])
    groups = _without_whole_of_part(_without_barely_named(groups))
    covers = [max(link.covered for link, _ in group) for group in groups]
    if max(covers, default=0) >= WHOLE:  # a thing named whole is not one of which the name is a part
        groups = [group for group, cover in zip(groups, covers, strict=True) if cover >= max(covers) - CLEARLY]
    merged = [_merged(group) for group in groups]
    if len(merged) == 1:
        return (merged[0],)
    winner = _winner(groups)
    if winner is not None:
        return (merged[winner],)
    return tuple(merged)


def of_stage(readings: list[Reading], question: Question) -> list[Reading]:
    """Readings of the stage that was named (预算, 决算, 自评), when there are any."""
    if question.unit and question.unit not in {"元", "%", "分"}:
        readings = [
            (link, figure) for link, figure in readings if figure.unit and same_unit(figure.unit, question.unit)
        ] or readings
    readings = [(link, figure) for link, figure in readings if figure.fact.table_kind in question.tables] or readings
    if columns := set(question.measures) & COLUMNS:
        readings = [
            (link, figure) for link, figure in readings if figure.fact.measure in columns or figure.label in columns
        ] or readings
    if asks_for_part(question):
        readings = [(link, figure) for link, figure in readings if _is_part(figure)] or readings
    readings = _of_whole(readings)
    if _SPENT_MORE.search(question.text):
        spent = [reading for reading in readings if reading[1].fact.measure not in _PLANNED]
        readings = spent if any(figure.fact.stage != "预算" for _, figure in spent) else readings
    if {"全年预算数", "年初预算数", "全年执行数", "执行率"} & set(question.measures):
        return readings
    kept = [(link, figure) for link, figure in readings if figure.fact.stage in question.stages]
    return kept or readings


_SPENT_MORE = Pattern(r"[多少]花|花得?[多少]")
_PLANNED = frozenset({"年初预算数", "全年预算数", "调整预算数"})
"""「比…多花多少」 of a document that says what was spent: what was planned is not meant."""
_THAT_PART = Pattern(r"(?:那|这|这一|那一)(?:部分|块(?:儿)?)(?!项目)")
"""「换电梯那部分」: a part of a project, never the project."""


def asks_for_part(question: Question) -> bool:
    """The question is about a part of something that it names as well."""
    return bool(_THAT_PART.search(question.text))


def _without_barely_named(groups: list[list[Reading]]) -> list[list[Reading]]:
    """Without the project of which a mention names a word in passing (「CT」 of 「设备更新（CT、DSA）」) beside the part of that name."""
    kept = []
    for group in groups:
        link, figure = group[0]
        parts = [
            other
            for one in groups
            for other, part in one
            if part.fact.project == figure.fact.project
            and part.fact.document == figure.fact.document
            and _is_part(part)
        ]
        barely = figure.fact.project and not _is_part(figure) and link.direct >= WHOLE
        if not (barely and any(p.direct >= link.direct and p.covered > 2 * link.covered for p in parts)):
            kept.append(group)
    return kept


def _without_whole_of_part(groups: list[list[Reading]]) -> list[list[Reading]]:
    """Without the project where a part of it explains more (「某中心请社工」: 社工服务费): what is inside was asked for."""
    parts = [(link, figure) for group in groups for link, figure in group if _is_part(figure)]
    best = {plain(figure.fact.project): 0.0 for _, figure in parts}
    for link, figure in parts:
        best[plain(figure.fact.project)] = max(best[plain(figure.fact.project)], link.share)
    kept = [
        group
        for group in groups
        if _is_part(group[0][1])
        or all(best.get(plain(figure.label), 0.0) < link.share + PART_MORE for link, figure in group)
    ]
    return kept or groups


def _is_part(figure: Figure) -> bool:
    return bool(figure.fact.project) and plain(figure.label) != plain(figure.fact.project)


def _of_whole(readings: list[Reading]) -> list[Reading]:
    """「项目支出」 without more is that of all money: the table of all spending stands before that of appropriations."""
    labels = {figure.label for _, figure in readings}
    documents = {figure.fact.document for _, figure in readings}
    whole = [
        reading for reading in readings if reading[1].fact.table_kind == "支出总表" and not reading[1].fact.project
    ]
    return whole if len(labels) == len(documents) == 1 and labels <= {"项目支出", "基本支出"} and whole else readings


def _agree(one: Figure, other: Figure) -> bool:
    """Equal, or equal up to the rounding of the coarser unit, in documents of one organisation and year."""
    if one.fact.organisation != other.fact.organisation:
        return False
    if one.unit != other.unit:  # a table of people may print no measure word
        return "" in {one.unit, other.unit} and one.value is not None and one.value == other.value
    if one.value is None or other.value is None:
        return one.fact.printed == other.fact.printed
    if one.value == other.value:
        return True
    return (
        "万元" in {one.fact.printed_unit, other.fact.printed_unit}
        and one.unit == "元"
        and abs(one.value - other.value) <= HALF_CENT
    )


def _merged(group: list[Reading]) -> Figure:
    first = min(group, key=lambda pair: (-round(pair[0].score, 2), table_rank(pair[1].fact)))[1]
    same = list(first.same)
    for _, figure in group:
        if figure is not first:
            same += [figure.fact, *figure.same]
    return Figure(
        first.label, first.value, first.unit, first.fact, tuple(dict.fromkeys(same)), first.other, first.assumptions
    )


def _winner(groups: list[list[Reading]]) -> int | None:
    """The group whose label the mention names (nearly) whole while no other's is."""
    covers = [max(link.covered for link, _ in group) for group in groups]
    order = sorted(range(len(groups)), key=lambda i: -covers[i])
    first, second = order[0], order[1]
    if covers[first] >= WHOLE and covers[second] < covers[first] - CLEARLY:
        return first
    direct = [max(link.direct for link, _ in group) for group in groups]
    above = [
        i
        for i in range(len(groups))
        if direct[i] >= max(direct) - TIED
        and _stands_above(groups[i][0][1], [g[0][1] for g in groups if g is not groups[i]])
    ]
    if len(above) == 1:
        return above[0]
    clear = [i for i in range(len(groups)) if direct[i] >= max(direct) - LEVEL]
    if len(clear) == 1 and direct[clear[0]] > sorted(direct)[-2] + CLEARLY:
        return clear[0]
    organisations = {group[0][1].fact.organisation for group in groups}
    if len(organisations) == 1:
        years = [group[0][1].fact.year for group in groups]
        newest = [i for i, year in enumerate(years) if year == max(years)]
        if len(newest) == 1 and len({plain(group[0][1].label) for group in groups}) == 1:
            return newest[0]
    return None


def of_one_table(found: tuple[Found, ...]) -> tuple[Found, ...]:
    """Things named side by side are read in one table: of several readings that of the table where the others are settled."""
    settled_in = [_tables(item.figures[0]) for item in found if len(item.figures) == 1]
    if not settled_in or len(found) == len(settled_in):
        return found
    shared = frozenset.intersection(*settled_in)
    result = []
    for item in found:
        kept = tuple(figure for figure in item.figures if _tables(figure) & shared)
        result.append(replace(item, figures=kept) if len(item.figures) > 1 and len(kept) == 1 else item)
    return tuple(result)


def _tables(figure: Figure) -> frozenset[tuple[str, str, str]]:
    """Document, table and column of all places that print a figure."""
    facts = (figure.fact, *figure.same)
    return frozenset((fact.document, fact.source.table or fact.project, fact.measure) for fact in facts)


def _stands_above(one: Figure, others: Sequence[Figure]) -> bool:
    """All other readings are parts of this one (a project before its parts)."""
    name = plain(one.fact.project or one.label)
    return (
        all(
            name in {plain(a) for a in (*o.fact.ancestors, o.fact.project)} and plain(o.label) != plain(one.label)
            for o in others
        )
        and plain(one.label) == name
    )
