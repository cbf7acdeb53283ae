"""Figures, places and names in the words of a reply."""

from __future__ import annotations

from typing import TYPE_CHECKING

from index.language.units import exact_yuan, say

if TYPE_CHECKING:
    from decimal import Decimal

    from assistant.query import Figure
    from index.model import Fact


def spoken(value: Decimal | None, unit: str, printed: str = "", printed_unit: str = "") -> str:
    """A figure as a person says it: 「320.00 万元」, 「85.28%」; the printed text where there is no number."""
    if value is None:
        return printed
    return say(value, unit, printed_unit=printed_unit)


_RELATIONS = {"约": "约 ", ">=": "≥", "<=": "≤"}


def amount(figure: Figure) -> str:
    """A found figure in words, with ≥ or 约 where it is printed so."""
    fact = figure.fact
    said = spoken(figure.value, figure.unit, fact.printed, fact.printed_unit)
    if figure.value is not None and figure.value == fact.value and fact.relation:
        said = f"{_RELATIONS.get(fact.relation, fact.relation)}{said}"
    return said


def both(value: Decimal, unit: str) -> str:
    """Money in the everyday unit with the exact 元 behind it: 「320.00 万元（3,200,000.00 元）」."""
    said = say(value, unit)
    if unit == "元" and "万元" in said and "（" not in said:
        return f"{said}（{exact_yuan(value)}）"
    return said


def whose(fact: Fact) -> str:
    """「上海市松江区行政服务中心2024年部门预算」: whose figure, of which year, level (部门 is not 单位) and stage."""
    level = fact.level if fact.stage in {"预算", "调整预算", "决算"} else ""
    return f"{fact.organisation}{fact.year}年{level}{fact.stage}"


def thing(figure: Figure) -> str:
    """What the figure is: label, and the column where it says more than 「预算数」."""
    fact = figure.fact
    name = figure.label
    if fact.measure in {"合计", "预算数", "数量", "内容", "决算数", fact.item, name} or fact.measure in name:
        return f"「{name}」"
    return f"「{name}」的{fact.measure}"


def where(fact: Fact) -> str:
    """「《…》第3页“2024年部门支出预算总表”第5行“合计”列」."""
    source = fact.source
    parts = [f"《{source.document}》"]
    if source.page:
        parts.append(f"第{source.page}页")
    if source.table and fact.origin != "prose":
        parts.append(f"“{source.table}”")
    elif source.section:
        parts.append("“" + " › ".join(source.section) + "”")
    if fact.origin != "prose" and (source.row or source.column):
        parts.append(f"“{source.row}”行“{source.column}”列")
    return " ".join(parts)
