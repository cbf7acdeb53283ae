"""The identities: 类 = Σ款, 款 = Σ项, 合计 = Σ类, 合计 = 基本＋项目, 人员＋公用 = 合计, 收入总计 = 支出总计, scores and rates."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from decimal import ROUND_HALF_UP, Decimal

from index.audit.sums import Check, amount, check_sum, defect
from index.facts.public_expenses import PUBLIC
from index.model import Fact, Problem

Facts = Sequence[Fact]

WHOLE = Decimal(100)
"""Per cent."""

ACROSS: tuple[tuple[str, str, tuple[str, ...]], ...] = (
    ("合计＝基本支出＋项目支出", "合计", ("基本支出", "项目支出")),
    ("合计＝人员经费＋公用经费", "合计", ("人员经费", "公用经费")),
    ("基本支出＝人员经费＋公用经费", "基本支出", ("人员经费", "公用经费")),
    (
        "合计＝各项收入",
        "合计",
        (
            "财政拨款收入",
            "一般公共预算拨款",
            "政府性基金预算拨款",
            "事业收入",
            "事业单位经营收入",
            "其他收入",
            "财政专项资金",
            "非同级财政拨款收入",
            "自筹资金",
        ),
    ),
    ("合计＝各项预算", "合计", ("一般公共预算", "政府性基金预算", "国有资本经营预算")),
)
"""(identity, total, parts): columns of one row. Parts that a table does not have are left out; two at least must be there."""

_OF_OTHER_KIND = {
    "各项": re.compile(r"^(?!本年).*(?:收入|资金)$|结转|结余|专户"),
    "基本支出＋项目支出": re.compile(r"(?:经营|上缴上级|补助)支出$|结转|结余"),
}
"""End of an identity's name → columns that belong to the total as well, where its parts do not name them."""

_CHANGES = frozenset({"增减额", "增减率"})
"""Columns whose signs are often left out: their figures do not add up as printed."""

_SUBTOTAL = re.compile(r"^本年(?:收入|支出)(?:合计|小计)?$")
_CARRIED = re.compile(r"结转|结余|弥补")
_VEHICLES = re.compile(r"公务用车购置[及和]?运行(?:维护)?费?用?")
_VEHICLE_PART = re.compile(r"(?:公务用车)?(?:购置费?|运行(?:维护)?费?)用?")

THREE_WAYS = ("合计＝人员经费＋公用经费＋项目支出", "合计", ("人员经费", "公用经费", "项目支出"))


def by_code(facts: Facts) -> Iterator[Check]:
    """类 = Σ款 and 款 = Σ项 in every value column, and 合计 = Σ类."""
    columns: dict[tuple[str, str, str], list[Fact]] = defaultdict(list)
    for fact in facts:
        added = fact.measure not in _CHANGES and fact.unit != "%"
        if added and (fact.code or fact.item == "合计") and not fact.project:
            columns[fact.measure, fact.side, fact.classification if not fact.code else ""].append(fact)
    for (measure, side, _), column in columns.items():
        coded = [fact for fact in column if fact.code]
        for parent in coded:
            children = [fact for fact in coded if fact.code.startswith(parent.code) and fact.depth == parent.depth + 1]
            yield from check_sum("类＝Σ款" if parent.depth == 1 else "款＝Σ项", parent, children)
        tops = [fact for fact in coded if fact.depth == 1]
        for total in facts:
            if total.item == "合计" and total.measure == measure and total.side == side and tops:
                yield from check_sum("合计＝Σ类", total, tops)


def across(facts: Facts) -> Iterator[Check]:
    """A row's total against its parts in the other columns."""
    rows: dict[tuple[int, str, str], dict[str, Fact]] = defaultdict(dict)
    for fact in facts:
        rows[fact.source.row_number, fact.item, fact.side].setdefault(fact.measure, fact)
    for row in rows.values():
        # 收支总表 may split 合计 three ways: 人员经费, 公用经费, 项目支出.
        three = "基本支出" not in row and {"人员经费", "公用经费", "项目支出"} <= set(row)
        for identity, total, names in (*ACROSS, *([THREE_WAYS] if three else [])):
            parts = [row[name] for name in names if name in row]
            misread = total == "合计" and "人员经费" in names and "项目支出" not in names and "项目支出" in row
            if total in row and len(parts) > 1 and not misread and not _others(identity, row, names):
                yield from check_sum(identity, row[total], parts)


def _others(identity: str, row: dict[str, Fact], names: tuple[str, ...]) -> bool:
    """Whether a row has amounts that its total holds and that the parts of the identity do not name."""
    pattern = next((found for words, found in _OF_OTHER_KIND.items() if words in identity), None)
    if pattern is None:
        return False
    return any(amount(fact) for name, fact in row.items() if name not in names and pattern.search(name))


def balance(facts: Facts) -> Iterator[Check]:
    """收入总计 = 支出总计, and each of them the sum of its side where nothing but one total closes it."""
    totals = {side: [fact for fact in facts if fact.side == side and fact.depth == 0] for side in ("收入", "支出")}
    income, spending = totals["收入"][:1], totals["支出"][:1]
    if income and spending and income[0].item.startswith("收入总计"):
        yield from check_sum("收入总计＝支出总计", income[0], spending)
    for side, found in totals.items():
        items = {fact.item for fact in found}
        for total in found if len(items) == 1 else ():
            parts = [f for f in facts if f.side == side and f.depth == 1 and f.measure == total.measure]
            if any(_SUBTOTAL.match(part.item) for part in parts):  # what makes it up stands beside it
                parts = [part for part in parts if _SUBTOTAL.match(part.item) or _CARRIED.search(part.item)]
            yield from check_sum(f"{side}总计＝Σ各项", total, parts)


def public_expenses(facts: Facts) -> Iterator[Check]:
    """「三公」 = 出国 ＋ 接待 ＋ 用车, 用车 = 购置 ＋ 运行, each year and each row of such a table by itself."""
    identity = "“三公”经费＝Σ各项"
    columns: dict[tuple[str, int, int], list[Fact]] = defaultdict(list)
    beside = len({fact.source.row_number for fact in facts if fact.item == PUBLIC}) > 1  # a row a year or a body
    for fact in facts:
        if fact.measure not in _CHANGES and fact.unit != "%":
            columns[fact.measure, fact.year, fact.source.row_number if beside else 0].append(fact)
    for column in columns.values():
        vehicles = [fact for fact in column if _VEHICLES.fullmatch(fact.item)]
        halves = [fact for fact in column if vehicles and _VEHICLE_PART.fullmatch(fact.item)]
        parts = [fact for fact in column if fact.depth == 1 and PUBLIC in fact.ancestors and fact not in halves]
        for total in column:
            if total.item == PUBLIC and parts:
                yield from check_sum(identity, total, parts)
        if len(vehicles) == 1 and len(halves) > 1:
            yield from check_sum(identity, vehicles[0], halves)


def execution(facts: Facts) -> Iterator[Check]:
    """全年执行数 ÷ 全年预算数 = 执行率, to the places that are printed."""
    rows: dict[str, dict[str, Fact]] = defaultdict(dict)
    for fact in facts:
        rows[fact.item].setdefault(fact.measure, fact)
    for row in rows.values():
        done, budget, rate = row.get("全年执行数"), row.get("全年预算数"), row.get("执行率")
        if not (done and budget and rate and rate.value is not None and done.value is not None):
            continue
        identity = "执行率＝全年执行数÷全年预算数"
        if not amount(budget):
            yield (
                Check(identity)
                if not amount(done)
                else Check(identity, defect(identity, rate, Decimal(0), "全年预算数为零，"))
            )
            continue
        found = (amount(done) * WHOLE / amount(budget)).quantize(Decimal("0.01"), ROUND_HALF_UP)
        same = abs(found - rate.value) <= Decimal("0.01")
        yield Check(identity) if same else Check(identity, defect(identity, rate, found, "全年执行数÷全年预算数"))
        yield Check("执行率不超过100%", _too_high(rate))


def _too_high(rate: Fact) -> Problem | None:
    if rate.value is None or rate.value <= WHOLE:
        return None
    message = f"{rate.project}的执行率印为 {rate.printed}，超过 100%"
    return Problem(message, rate.source, "note", "执行率不超过100%")


def scores(facts: Facts) -> Iterator[Check]:
    """总分 = Σ得分 and Σ分值 of the indicators and of the budget's execution."""
    for measure in ("得分", "分值"):
        column = [fact for fact in facts if fact.measure == measure]
        parts = [fact for fact in column if fact.item != "总分"]
        for total in column:
            if total.item == "总分":
                yield from check_sum(f"总分＝Σ{measure}", total, parts)


def fund_parts(facts: Facts) -> Iterator[Check]:
    """年度资金总额 = Σ its parts, where any part is filled in."""
    for measure in ("年初预算数", "全年预算数", "全年执行数"):
        column = {fact.item: fact for fact in facts if fact.measure == measure}
        parts = [column[name] for name in ("当年财政拨款", "上年结转资金", "其他资金") if name in column]
        if "年度资金总额" in column and any(amount(part) for part in parts):
            yield from check_sum("年度资金总额＝Σ来源", column["年度资金总额"], parts)
