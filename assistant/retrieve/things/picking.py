"""A concept's facts → the one figure that the question means: its year, its measure, its side, the table a reader looks in.

Other places that print the same figure, or another for the same thing, stay with it. A cell that is blank is told apart from
a row that is absent.
"""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING

from assistant.patterns import Pattern
from assistant.query import Figure, Operation, Question, Target
from assistant.retrieve.listings.named_table import of_named_table
from index.language.units import same_unit

if TYPE_CHECKING:
    from collections.abc import Sequence

    from assistant.concepts import Concept
    from assistant.lexicon import Lexicon
    from index.model import Fact

DEFAULT_MEASURES = (
    "合计", "总计", "预算数", "决算数", "支出预算合计", "支出金额", "预算合计",
    "全年预算数", "年度资金申请总额", "项目资金总额", "数量", "实际完成值", "年度指标值",
    "支出决算", "内容", "执行数", "年初预算数", "占比", "完成率",
)  # fmt: skip
"""Columns that are meant when none is named, the likeliest first."""
MEASURE_ALIASES: dict[str, tuple[str, ...]] = {
    "决算数": ("决算数", "支出决算", "合计"),
    "全年执行数": ("全年执行数", "执行数", "决算数"),
    "年初预算数": ("年初预算数",),
    "预算数": ("年初预算数", "预算数"),
    "执行率": ("执行率", "完成率"),
    "指标值": ("年度指标值", "指标目标值", "指标值", "目标值"),
    "完成值": ("实际完成值", "完成值"),
    "偏差原因": ("偏差原因",),
    "一般公共预算": ("一般公共预算", "一般公共预算财政拨款"),
    "政府性基金预算": ("政府性基金预算", "政府性基金预算财政拨款"),
    "国有资本经营预算": ("国有资本经营预算", "国有资本经营预算财政拨款"),
}
"""Columns that a measure of a question may be printed as, the likeliest first."""
TABLES = (
    "支出总表", "一般公共预算", "基本支出经济分类", "三公", "收支总表", "财政拨款收支总表", "绩效自评", "绩效目标", "明细",
    "文字", "收入总表", "政府性基金", "国有资本经营", "所属单位", "其他",
)  # fmt: skip
"""Where a reader looks a figure up first."""
COLUMNS = frozenset({
    "基本支出", "项目支出", "人员经费", "公用经费", "财政拨款收入", "一般公共预算", "政府性基金预算", "国有资本经营预算",
})  # fmt: skip
"""Measures that are columns of the budget tables."""
_BODY_COLUMNS = frozenset({"基本支出", "项目支出", "人员经费", "公用经费"})
_APPROPRIATED = frozenset({"一般公共预算", "基本支出经济分类", "财政拨款收支总表"})
"""Tables of what the general public budget pays for, or with a column for it."""
_ANY_CELL = frozenset({"决算数", "完成值", "指标值", "全年执行数"})
"""Measures that a document may print without naming them so: another amount stands in for them."""
SHORTEST_NAME = 3
"""Characters of a name that a column may add 支出 to."""
_PLANNED = frozenset({"全年预算数", "年初预算数"})
_BUDGETED = frozenset({"预算数", "合计", "项目资金总额", "年度资金申请总额"})
"""Measures that a budget has no columns of, and its one figure, which is both."""
_OWN_PLAN = frozenset({"绩效自评", "绩效目标", "政府性基金", "国有资本经营"})
"""Tables whose figures are not those of the other tables under the same name."""
ROUNDING = Decimal(100)
"""Figures of one name that differ by no more (元) differ by rounding to 万元 only."""
_QUALITY = Pattern(r"(?:率|性|度|情况|质量|水平|程度)$")
"""Ends of the name of an indicator whose bare number counts nothing."""
_LOOSE = frozenset({"个", "项", "家", "张", "户"})
_NOT_COUNTED = frozenset(
    {"元", "%", "分", "年", "月", "个月", "天", "日", "周", "小时", "分钟", "秒", "工作日", "自然日"}
)
_AMOUNTS = frozenset({"预算数", "决算数", "全年预算数", "全年执行数", "年初预算数", "执行数", "金额"})
_WHOLE_AMOUNTS = frozenset({
    "合计", "总计", "小计", "预算数", "决算数", "项目预算", "采购预算", "采购预算金额", "采购金额",
    "支出决算", "本年支出合计", "支出预算合计", "支出金额", "预算金额", "金额",
})  # fmt: skip
CHANGES = frozenset({"增减额", "增减率"})
NOT_AMOUNTS = frozenset({"分值", "得分"})


def pick(concept: Concept, target: Target, question: Question, lexicon: Lexicon) -> tuple[Figure | None, str]:
    """The figure of one concept for a target's year and measures, or None and why there is none."""
    facts = [lexicon.facts[i] for i in concept.facts]
    if "完成值" in question.measures:  # a goal in words is no result
        facts = [fact for fact in facts if (fact.document, fact.context) not in lexicon.goals]
    facts, why = _of_year(facts, target, lexicon.documents[concept.document].year)
    if not facts:
        return None, why
    target = replace(target, measures=tuple(name for name in target.measures if not _in_name(name, concept.label)))
    facts = _of_measure(facts, target, question)
    if not facts:
        return None, "未列示"
    facts = _of_side(facts, question)
    facts = [fact for fact in facts if fact.table_kind in question.tables] or facts
    facts = of_named_table(facts, concept, question)
    facts = _instalment(facts, target, question)
    if "一般公共预算" in question.measures:
        facts = [fact for fact in facts if fact.table_kind in _APPROPRIATED] or facts
    ordered = sorted(facts, key=lambda fact: _preference(fact, target, question))
    best = ordered[0]
    if best.state in {"blank", "no_data"}:
        valued = [
            fact
            for fact in ordered
            if fact.state in {"value", "zero", "text"} and _says_the_same(fact, best, target, question)
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
    return Figure(label(concept, best), best.value, best.unit, best, same, other, _assumed(best, ordered, target)), ""


def _in_name(measure: str, name: str) -> bool:
    """「机关运行经费支出」, a column elsewhere, is here the thing itself."""
    return measure in name or (len(name) > SHORTEST_NAME and measure in {f"{name}支出", f"{name}预算"})


def _says_the_same(fact: Fact, blank: Fact, target: Target, question: Question) -> bool:
    """What a sentence states stands for the empty cell of a table, and so does another cell of the same column."""
    if _preference(fact, target, question)[:2] == _preference(blank, target, question)[:2]:
        return True
    return fact.origin == "prose" and {fact.measure, blank.measure} <= _WHOLE_AMOUNTS | {fact.item, blank.item}


def figure_of(fact: Fact) -> Figure:
    """A fact as a figure of its own, under its item's name."""
    return Figure(fact.item, fact.value, fact.unit, fact)


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


def _comparable(one: Fact, other: Fact) -> bool:
    """The two claim to be the same figure, up to the rounding of 万元."""
    if one.value is None or other.value is None or one.side != other.side or one.year != other.year:
        return False
    if {one.table_kind, other.table_kind} & _OWN_PLAN:
        return False
    return one.code == other.code and abs(one.value - other.value) > ROUNDING


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
        cells = [measure for measure in target.measures if measure not in COLUMNS]
        if "得分" in target.measures:
            kept = [fact for fact in kept if fact.item != "年度资金总额"] or kept
        if question.unit and question.unit not in {"元", "%", "分", "个", "项"}:
            kept = [
                fact
                for fact in kept
                if (fact.state != "text" or question.unit in fact.printed)
                and (not fact.unit or same_unit(fact.unit, question.unit))
            ]
        if not kept and _BODY_COLUMNS & set(target.measures) and {fact.table_kind for fact in facts} == {"所属单位"}:
            return []  # a list of bodies without that column does not tell it of any
        if not kept and cells and set(cells) <= _PLANNED:
            kept = [fact for fact in facts if fact.stage == "预算" and fact.measure in _BUDGETED]
        if kept or (cells and not _ANY_CELL & set(cells)):
            return kept
        if {"基本支出", "项目支出"} & set(target.measures):  # the row of a body has all columns: another is not meant
            facts = [fact for fact in facts if fact.table_kind != "所属单位"]
    if _ANY_CELL & set(question.measures) and "执行率" not in question.measures:
        # A result that was asked for (「满意度实际是多少」) is not the rate at which the money was spent.
        facts = [fact for fact in facts if fact.measure != "执行率"]
    plain_facts = [fact for fact in facts if fact.measure not in CHANGES and fact.measure not in NOT_AMOUNTS]
    unit = question.unit
    if question.operation is Operation.VALUE and unit in _LOOSE:
        return [fact for fact in plain_facts if _counts(fact, unit)]
    if unit in {"家", "张", "户"}:
        unit = "个"
    if unit == "分":
        scores = [fact for fact in facts if fact.measure == "得分"]
        whole = [
            fact for fact in scores if fact.item != "年度资金总额"
        ]  # the points for spending are no score of the project
        return whole or scores or [fact for fact in facts if fact.unit == "分"]
    if unit and unit not in {"个", "项"}:
        fitting = [fact for fact in plain_facts if fact.unit and same_unit(fact.unit, unit)]
        if fitting:
            return fitting
        bare = [
            fact
            for fact in plain_facts
            if fact.state in {"value", "zero"}
            and not fact.unit
            and not _QUALITY.search(fact.item)
            and not (fact.origin == "table" and fact.measure in _AMOUNTS)  # money whose unit the table leaves out
        ]
        if bare and unit not in {"元", "%"}:  # 「线路数 | 374」: the cell prints no measure word
            return bare
        if unit == "%":
            return [fact for fact in facts if fact.unit == "%"]
        if unit == "元":
            return [fact for fact in plain_facts if fact.state in {"blank", "no_data"} and fact.unit in {"", "元"}]
        return []
    return plain_facts


def _counts(fact: Fact, unit: str) -> bool:
    """The fact counts what 「多少个」「多少张」 asks for: no money, share or length of time, and no other measure word than 个."""
    if fact.state == "text":
        return False
    if unit in {"个", "项"}:
        return fact.unit not in _NOT_COUNTED
    return fact.unit in {"", "个"} or same_unit(fact.unit, unit)


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
    default = _default(fact)
    fund = 0 if fact.item in {"年度资金总额", "总分"} or not fact.project else 1
    stage = 0 if not question.stages or fact.stage in question.stages else 1
    by_project = int(not _PROJECTS_SAID.search(question.text) and of_projects_alone(fact))
    return (by_measure, default, stage + fund + by_project, table_rank(fact))


_PROJECTS_SAID = Pattern(r"项目|全部支出|所有支出")


def of_projects_alone(fact: Fact) -> bool:
    """A cell of the table of project spending by economic classification, beside which that of basic spending stands."""
    return fact.classification == "经济分类" and "项目支出" in fact.source.table and "基本" not in fact.source.table


def _default(fact: Fact) -> int:
    """Place of a fact's column among those meant when none is named: in a table the one whole amount, whatever it is called."""
    if fact.origin == "table" and fact.measure in _WHOLE_AMOUNTS:
        return int(fact.stage == "决算" and fact.measure == "预算数")  # of two columns a final account means its own
    if fact.measure.endswith("单价"):
        return len(DEFAULT_MEASURES) + 1
    return DEFAULT_MEASURES.index(fact.measure) if fact.measure in DEFAULT_MEASURES else len(DEFAULT_MEASURES)


def table_rank(fact: Fact) -> int:
    """Place of a fact's table in ``TABLES``, behind all for another table."""
    return TABLES.index(fact.table_kind) if fact.table_kind in TABLES else len(TABLES)


def _assumed(best: Fact, ordered: Sequence[Fact], target: Target) -> tuple[str, ...]:
    notes = []
    others = {f.measure for f in ordered if f.value is not None and f.value != best.value}
    if (
        best.measure in {"全年预算数", "年初预算数"}
        and not {"全年预算数", "年初预算数"} & set(target.measures)
        and others & {"全年预算数", "年初预算数", "全年执行数"}
    ):
        notes.append(f"没有说明口径，取「{best.measure}」")
    return tuple(notes)
