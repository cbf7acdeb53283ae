"""A target's concepts → the figures printed for them.

Picks from the facts of a concept the one that the question means: the year, the measure, the side (收入 or 支出), the table
that a reader would look it up in. Agreement and disagreement between places are kept with the figure.
"""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING

from assistant.characters import plain
from assistant.concepts import Concept
from assistant.lexicon import Lexicon
from assistant.query import Figure, Found, Link, Operation, Question, Target
from index.language.units import same_unit

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from index.model import Fact

MARGIN = 0.075
"""Links within this of the best count as equally good for a reason why there is no figure."""
TIED, FAR, NEAR_ENOUGH = 0.05, 0.22, 0.08
"""Readings of their own: labels that explain as much of the mention, and whose score is not far behind (nearer where the rest of
the question already speaks for one of them)."""
ENOUGH = 0.62
"""Share of the mention that must be explained."""

DEFAULT_MEASURES = (
    "合计", "预算数", "决算数", "全年预算数", "年度资金申请总额", "项目资金总额", "数量", "实际完成值", "年度指标值", "支出决算", "内容", "执行数", "年初预算数", "占比", "完成率",
)  # fmt: skip
MEASURE_ALIASES: dict[str, tuple[str, ...]] = {
    "决算数": ("决算数", "支出决算", "合计"),
    "全年执行数": ("全年执行数", "执行数", "决算数"),
    "年初预算数": ("年初预算数",),
    "执行率": ("执行率", "完成率"),
    "指标值": ("年度指标值", "指标目标值", "指标值", "目标值"),
    "完成值": ("实际完成值", "完成值"),
    "偏差原因": ("偏差原因",),
    "一般公共预算": ("一般公共预算", "一般公共预算财政拨款"),
    "政府性基金预算": ("政府性基金预算", "政府性基金预算财政拨款"),
    "国有资本经营预算": ("国有资本经营预算", "国有资本经营预算财政拨款"),
}
TABLES = (
    "支出总表",
    "一般公共预算",
    "基本支出经济分类",
    "三公",
    "收支总表",
    "财政拨款收支总表",
    "绩效自评",
    "绩效目标",
    "明细",
    "文字",
    "收入总表",
    "政府性基金",
    "国有资本经营",
    "其他",
)
"""Where a reader looks a figure up first."""
_OPERANDS = frozenset({Operation.SHARE, Operation.GROWTH})
"""Operations whose unit is not that of their operands."""
_COLUMNS = frozenset(
    {
        "基本支出",
        "项目支出",
        "人员经费",
        "公用经费",
        "财政拨款收入",
        "一般公共预算",
        "政府性基金预算",
        "国有资本经营预算",
    }
)
"""Measures that are columns of the budget tables."""
CHANGES = frozenset({"增减额", "增减率"})
NOT_AMOUNTS = frozenset({"分值", "得分"})


def find(target: Target, question: Question, lexicon: Lexicon) -> Found:
    """The figure(s) of a target: none with the reason, one, or several readings."""
    if not target.links:
        return Found(target, (), "未列示")
    if target.links[0].explained < ENOUGH:
        return Found(target, (), "未列示")
    if question.operation in _OPERANDS and question.unit != "元":
        money = find(target, replace(question, unit="元", operation=Operation.VALUE), lexicon)
        if money.figures:
            return money
        question = replace(question, unit="", operation=Operation.VALUE)
    readings: list[tuple[Link, Figure]] = []
    why = ""
    best = top_share = 0.0
    for link in target.links:
        concept = lexicon.concepts[link.concept]
        if link.explained < ENOUGH or (
            readings
            and (link.share < top_share - TIED or link.score < best - (NEAR_ENOUGH if target.inherits else FAR))
        ):
            continue
        figure, reason = pick(concept, target, question, lexicon)
        if figure:
            best = max(best, link.score)
            top_share = max(top_share, link.share)
            readings.append((link, figure))
        elif not why and link.score >= target.links[0].score - MARGIN:
            why = reason
        if not readings and (
            link.score < target.links[0].score - 3 * MARGIN or link.share < target.links[0].share - 2 * MARGIN
        ):
            break
    if not readings:
        return Found(target, (), why or "未列示")
    if why == "空白" and readings[0][0].score < target.links[0].score - 0.5 * MARGIN:
        return Found(target, (), why)
    readings = _of_stage(readings, question)
    figures = _settled(readings, question, lexicon)
    return Found(
        target, figures, "", tuple(dict.fromkeys(figure for _, figure in readings)), _companions(figures, lexicon)
    )


def pick(concept: Concept, target: Target, question: Question, lexicon: Lexicon) -> tuple[Figure | None, str]:
    """The figure of one concept for a target's year and measures, or None and why there is none."""
    facts = [lexicon.facts[i] for i in concept.facts]
    facts, why = _of_year(facts, target, lexicon.documents[concept.document].year)
    if not facts:
        return None, why
    target = replace(target, measures=tuple(name for name in target.measures if name not in concept.label))
    facts = _of_measure(facts, target, question)
    if not facts:
        return None, "未列示"
    facts = _of_side(facts, question)
    facts = _instalment(facts, target, question)
    ordered = sorted(facts, key=lambda fact: _preference(fact, target, question))
    best = ordered[0]
    if best.state in {"blank", "no_data"}:
        valued = [
            fact
            for fact in ordered
            if fact.state in {"value", "zero", "text"}
            and _preference(fact, target, question)[:2] == _preference(best, target, question)[:2]
        ]
        if not valued:
            return None, "空白" if best.state == "blank" else "无数据"
        best = valued[0]
    if best.state == "text" and question.unit == "元":
        return None, "未列示"
    same = tuple(
        f for f in ordered if f is not best and f.value == best.value and f.unit == best.unit and f.state == best.state
    )
    other = tuple(
        f
        for f in ordered
        if f.value is not None
        and f.value != best.value
        and f.measure == best.measure
        and f.unit == best.unit
        and _comparable(f, best)
    )
    return Figure(
        label(concept, best), best.value, best.unit, best, same, other, _assumed(best, ordered, target, question)
    ), ""


def _comparable(one: Fact, other: Fact) -> bool:
    """The two claim to be the same figure, up to the rounding of 万元."""
    if one.value is None or other.value is None or one.side != other.side or one.year != other.year:
        return False
    if {one.table_kind, other.table_kind} & {"绩效自评", "绩效目标", "政府性基金", "国有资本经营"}:
        return False
    return one.code == other.code and abs(one.value - other.value) > Decimal(100)


def label(concept: Concept, fact: Fact) -> str:
    """How the figure is called in a reply."""
    name = concept.label
    if concept.kind == "indicator" and concept.project:
        return f"{concept.project}·{name}"
    if concept.kind == "part" and concept.ancestors:
        return name
    if concept.depth == 0 and concept.kind == "total" and name == "合计":
        return f"{fact.measure}"
    return name


def _of_year(facts: Sequence[Fact], target: Target, document_year: int) -> tuple[list[Fact], str]:
    year = target.scope.year or document_year
    kept = [fact for fact in facts if fact.year == year]
    if not kept and target.scope.year:
        # 「将于2023年第四季度支付…」 speaks of 2023 in a document of 2022; 「比2023年预算增加…」 does not.
        kept = [
            fact
            for fact in facts
            if re.search(rf"(?<![比与较和跟同]){year}年", fact.context) and fact.measure not in CHANGES
        ]
    if not kept and not target.scope.year:
        kept = list(facts)
    return kept, "" if kept else "无此年度"


def _of_measure(facts: Sequence[Fact], target: Target, question: Question) -> list[Fact]:
    """Facts with a measure that was asked for; else those that stand for an amount or a quantity."""
    wanted = [name for measure in target.measures for name in MEASURE_ALIASES.get(measure, (measure,))]
    if wanted:
        kept = [fact for fact in facts if fact.measure in wanted]
        cells = [
            measure
            for measure in target.measures
            if measure
            not in {
                "基本支出",
                "项目支出",
                "人员经费",
                "公用经费",
                "财政拨款收入",
                "一般公共预算",
                "政府性基金预算",
                "国有资本经营预算",
            }
        ]
        if "得分" in target.measures:
            kept = [fact for fact in kept if fact.item != "年度资金总额"] or kept
        if question.unit and question.unit not in {"元", "%", "分", "个", "项"}:
            kept = [fact for fact in kept if not fact.unit or same_unit(fact.unit, question.unit)]
        if kept or (cells and not {"决算数", "完成值", "指标值", "全年执行数"} & set(cells)):
            return kept
    plain_facts = [fact for fact in facts if fact.measure not in CHANGES and fact.measure not in NOT_AMOUNTS]
    unit = question.unit
    if unit in {"家", "张", "户"}:
        unit = "个"
    if unit == "分":
        return [fact for fact in facts if fact.measure == "得分"] or [fact for fact in facts if fact.unit == "分"]
    if unit and unit not in {"个", "项"}:
        fitting = [fact for fact in plain_facts if fact.unit and same_unit(fact.unit, unit)]
        if fitting:
            return fitting
        if unit == "%":
            return [fact for fact in facts if fact.unit == "%"]
        if unit == "元":
            return [fact for fact in plain_facts if fact.state in {"blank", "no_data"} and fact.unit in {"", "元"}]
        return []
    return plain_facts


def _instalment(facts: list[Fact], target: Target, question: Question) -> list[Fact]:
    """Of a project's total and its yearly instalments, a stated year means that year's instalment."""
    if not target.scope.year or (
        len(question.scopes) == 1 and re.search(r"总(?:金额|预算|投资|额|共)|一共|全部", question.text)
    ):
        return facts
    own = [fact for fact in facts if fact.project and fact.ancestors == (fact.project,) and fact.item == fact.project]
    return own or facts


def _of_side(facts: Sequence[Fact], question: Question) -> list[Fact]:
    if "收入" in question.text and "支出" not in question.text:
        kept = [fact for fact in facts if fact.side == "收入" or fact.table_kind == "收入总表" or "收入" in fact.item]
    else:
        kept = [fact for fact in facts if fact.side != "收入" and fact.table_kind != "收入总表"]
    return kept or list(facts)


def _preference(fact: Fact, target: Target, question: Question) -> tuple[int, int, int, int]:
    """Lower is better: the measure asked for, the default order of measures, the table, table before prose."""
    wanted = [name for measure in target.measures for name in MEASURE_ALIASES.get(measure, (measure,))]
    by_measure = wanted.index(fact.measure) if fact.measure in wanted else len(wanted)
    default = DEFAULT_MEASURES.index(fact.measure) if fact.measure in DEFAULT_MEASURES else len(DEFAULT_MEASURES)
    fund = 0 if fact.item in {"年度资金总额", "总分"} or not fact.project else 1
    table = TABLES.index(fact.table_kind) if fact.table_kind in TABLES else len(TABLES)
    stage = 0 if not question.stages or fact.stage in question.stages else 1
    return (by_measure, default, stage + fund, table)


def _assumed(best: Fact, ordered: Sequence[Fact], target: Target, question: Question) -> tuple[str, ...]:
    notes = []
    others = {f.measure for f in ordered if f.value is not None and f.value != best.value}
    if (
        best.measure in {"全年预算数", "年初预算数"}
        and not {"全年预算数", "年初预算数"} & set(target.measures)
        and others & {"全年预算数", "年初预算数", "全年执行数"}
    ):
        notes.append(f"没有说明口径，取「{best.measure}」")
    return tuple(notes)


def _of_stage(readings: list[tuple[Link, Figure]], question: Question) -> list[tuple[Link, Figure]]:
    """Readings of the stage that was named (预算, 决算, 自评), when there are any."""
    if question.unit and question.unit not in {"元", "%", "分"}:
        readings = [
            (link, figure) for link, figure in readings if figure.unit and same_unit(figure.unit, question.unit)
        ] or readings
    if columns := set(question.measures) & _COLUMNS:
        readings = [
            (link, figure) for link, figure in readings if figure.fact.measure in columns or figure.label in columns
        ] or readings
    if {"全年预算数", "年初预算数", "全年执行数", "执行率"} & set(question.measures):
        return readings
    kept = [(link, figure) for link, figure in readings if figure.fact.stage in question.stages]
    return kept or readings


def _settled(readings: list[tuple[Link, Figure]], question: Question, lexicon: Lexicon) -> tuple[Figure, ...]:
    """Readings with one value become one figure; a clear winner stands alone; the rest is left to the reader."""
    groups: list[list[tuple[Link, Figure]]] = []
    for link, figure in readings:
        for group in groups:
            if _agree(group[0][1], figure, lexicon):
                group.append((link, figure))
                break
        else:
            groups.append([(link, figure)])
    merged = [_merged(group) for group in groups]
    if len(merged) == 1:
        return (merged[0],)
    winner = _winner(groups)
    if winner is not None:
        return (merged[winner],)
    return tuple(merged)


def _agree(one: Figure, other: Figure, lexicon: Lexicon) -> bool:
    """Equal, or equal up to the rounding of the coarser unit, in documents of one organisation and year."""
    if one.fact.organisation != other.fact.organisation or one.unit != other.unit:
        return False
    if one.value is None or other.value is None:
        return one.fact.printed == other.fact.printed
    if one.value == other.value:
        return True
    return (
        "万元" in {one.fact.printed_unit, other.fact.printed_unit}
        and one.unit == "元"
        and abs(one.value - other.value) <= Decimal(50)
    )


def _merged(group: list[tuple[Link, Figure]]) -> Figure:
    first = min(group, key=lambda pair: (-round(pair[0].score, 2), _table_rank(pair[1].fact)))[1]
    same = list(first.same)
    for _, figure in group:
        if figure is not first:
            same += [figure.fact, *figure.same]
    return Figure(
        first.label, first.value, first.unit, first.fact, tuple(dict.fromkeys(same)), first.other, first.assumptions
    )


def _table_rank(fact: Fact) -> int:
    return TABLES.index(fact.table_kind) if fact.table_kind in TABLES else len(TABLES)


def _winner(groups: list[list[tuple[Link, Figure]]]) -> int | None:
    """The group whose label the mention names (nearly) whole while no other's is."""
    covers = [max(link.covered for link, _ in group) for group in groups]
    order = sorted(range(len(groups)), key=lambda i: -covers[i])
    first, second = order[0], order[1]
    if covers[first] >= 0.85 and covers[second] < covers[first] - 0.12:
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
    clear = [i for i in range(len(groups)) if direct[i] >= max(direct) - 0.04]
    if len(clear) == 1 and direct[clear[0]] > sorted(direct)[-2] + 0.12:
        return clear[0]
    organisations = {group[0][1].fact.organisation for group in groups}
    if len(organisations) == 1:
        years = [group[0][1].fact.year for group in groups]
        newest = [i for i, year in enumerate(years) if year == max(years)]
        if len(newest) == 1 and len({plain(group[0][1].label) for group in groups}) == 1:
            return newest[0]
    return None


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


def _companions(figures: Iterable[Figure], lexicon: Lexicon) -> tuple[Fact, ...]:
    """The other cells of an indicator's row, or of a project's fund row."""
    figures = tuple(figures)
    if len(figures) != 1 or figures[0].fact.origin != "form":
        return ()
    own = figures[0].fact
    return tuple(
        fact
        for fact in lexicon.facts_alike(own)
        if fact.ancestors == own.ancestors and fact.measure != own.measure and fact.state != "blank"
    )
