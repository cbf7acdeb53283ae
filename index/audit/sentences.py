"""What sentences promise about each other's figures: changes and their rates, shares, rates of completion, parts and wholes.

A figure is compared with the nearest figures before it, under the same heading, that are about the same item. Where one of
them is not stated, nothing is compared.
"""

from __future__ import annotations

import re
from collections import defaultdict
from decimal import Decimal
from typing import TYPE_CHECKING

from index.audit.printed import Span, adjusted, noted, rate_span, said, span
from index.facts.public_expenses import PUBLIC

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from index.audit.sums import Check
    from index.model import Fact

CHANGE = "增减额＝本年数－上年数"
GROWTH = "增减率＝增减额÷上年数"
COMPLETION = "完成率＝决算数÷预算数"
SHARE = "占比＝部分÷整体"
PARTS = "其中各项之和＝总数"
TWICE = "文字前后一致"

SIGNS = {"增加": 1, "减少": -1, "持平": 0}
BASES = {"预算": ("预算数",), "执行数": ("执行数",), "决算": ("决算数",)}
"""What a change is compared with → the measure of a stated amount of that kind."""
AMOUNTS = frozenset({"预算数", "决算数", "执行数"})
BUDGETS = frozenset({"年初预算数", "预算数", "全年预算数", "调整预算数"})
DONE = frozenset({"决算数", "执行数"})
HUNDRED = 100

PARTITIONS: tuple[tuple[str, tuple[str, ...], str], ...] = (
    # a whole; its parts, all of which must be stated; parts that may be stated too (regular expressions of the items)
    (r"收入|本年收入合计", ("财政拨款收入", "事业收入", "(?:事业单位)?经营收入", "其他收入"), "上级补助收入|附属单位上缴收入"),
    (r"财政拨款支出", (r"一般公共预算(?:财政)?拨款支出", r"政府性基金(?:预算)?(?:财政)?拨款支出", r"国有资本经营预算(?:财政)?拨款支出"), ""),
    (r"财政拨款支出|本年支出合计|一般公共预算(?:财政)?拨款支出", ("基本支出", "项目支出"), "上缴上级支出|经营支出|对附属单位补助支出"),
    (r"(?:一般公共预算(?:财政)?拨款)?基本支出", ("人员经费", "公用经费"), ""),
    (re.escape(PUBLIC), (r"因公出国（境）费用?", r"公务用车购置及运行(?:维护)?费", "公务接待费"), ""),
    (r"公务用车购置及运行(?:维护)?费", (r"公务用车购置费", r"公务用车运行(?:维护)?费"), ""),
    (r"政府采购(?:金额)?", (r"(?:政府采购)?货物(?:采购金额)?", r"(?:政府采购)?工程(?:采购金额)?", r"(?:政府采购)?服务(?:采购金额)?"), ""),
)  # fmt: skip


def sentences(facts: Sequence[Fact]) -> Iterator[Check]:
    """All comparisons within the prose of a document; ``facts`` in the order of the text."""
    prose = [f for f in facts if f.origin == "prose" and f.item and f.value is not None and not f.relation]
    under: dict[tuple[object, ...], list[Fact]] = defaultdict(list)
    for fact in prose:
        under[fact.source.section, fact.project].append(fact)
    for group in under.values():
        for place, fact in enumerate(group):
            before = _near(group, place)
            if fact.change:
                yield from _change(fact, before)
            elif fact.measure == "完成率":
                yield from _completion(fact, before)
            elif fact.measure == "占比":
                yield from _share(fact, before, prose)
            elif fact.classification and fact.ancestors and fact.unit == "元":
                yield from _repeated(fact, before)
        yield from _parts(group)


_NOUGHT = Span(Decimal(0), Decimal(0))
_ALL = Span(Decimal(HUNDRED), Decimal(HUNDRED))


def _near(group: Sequence[Fact], place: int) -> list[Fact]:
    """Figures about the same item in the sentence of a figure or with nothing else in between; the nearest first."""
    fact, found, unbroken = group[place], [], True
    for other in reversed(group[:place]):
        same = _about_the_same(other, fact)
        unbroken = unbroken and same
        if not unbroken and other.context != fact.context:
            break
        if same:
            found.append(other)
    return found


def _about_the_same(one: Fact, other: Fact) -> bool:
    return one.item == other.item and one.ancestors == other.ancestors


def _amount(facts: Sequence[Fact], year: int, measures: Sequence[str] | frozenset[str]) -> Fact | None:
    """The nearest amount of a year; ``facts`` run backwards from the figure that is compared."""
    wanted = (f for f in facts if f.unit == "元" and not f.change and f.measure in measures and f.year == year)
    return next(wanted, None)


# --- changes ------------------------------------------------------------------------------------------------


def _change(fact: Fact, before: Sequence[Fact]) -> Iterator[Check]:
    within = fact.base_year == fact.year and fact.base == "预算"  # 决算数 against the same year's 预算数
    own = _amount(before, fact.year, DONE if within else AMOUNTS)
    if own is None or not fact.base_year or (fact.base_year >= fact.year and not within):
        return
    base = _amount(before, fact.base_year, BUDGETS if within else BASES.get(fact.base, ()))
    sign = SIGNS[fact.change]
    if fact.unit == "元" and base is not None:
        holds = (span(own) - span(base)).meets(span(fact).times(sign))
        message = f"文字说“{fact.item}”{_change_words(fact)}，而{_year_of(own)}为 {said(own)}，{_year_of(base)}为 {said(base)}"
        yield noted(CHANGE, fact, message, holds=holds)
    if fact.unit == "%":
        yield from _growth(fact, own, base, before)


def _year_of(fact: Fact) -> str:
    return f"{fact.year} 年{fact.measure}"


def _change_words(fact: Fact) -> str:
    return f"持平{said(fact).removeprefix(fact.printed)}" if fact.change == "持平" else f"{fact.change} {said(fact)}"


def _growth(fact: Fact, own: Fact, base: Fact | None, before: Sequence[Fact]) -> Iterator[Check]:
    sign = SIGNS[fact.change]
    step = next((f for f in before if f.change == fact.change and f.unit == "元" and f.context == fact.context), None)
    if base is not None:
        below, difference, given = span(base), span(own) - span(base), f"{_year_of(base)}为 {said(base)}"
    elif step is not None and step.base_year == fact.base_year:
        difference = span(step).times(sign)
        below, given = span(own) - difference, f"{step.change} {said(step)}"
    else:
        return
    quotient = difference.over(below)
    if quotient is None:
        return
    holds = quotient.times(HUNDRED).meets(rate_span(fact).times(sign))
    found = _middle(quotient.times(HUNDRED).times(sign or 1))
    message = f"文字说“{fact.item}”{fact.change} {said(fact)}，而{_year_of(own)}为 {said(own)}，{given}，算得 {found}%"
    yield noted(GROWTH, fact, message, holds=holds)


def _middle(values: Span) -> Decimal:
    return ((values.low + values.high) / 2).quantize(Decimal("0.01"))


def _repeated(fact: Fact, before: Sequence[Fact]) -> Iterator[Check]:
    """A subject's amount is often said twice, in its heading and in the comparison after it."""
    first = _amount(before, fact.year, (fact.measure,))
    if first is None or adjusted(fact) or adjusted(first):
        return
    message = f"文字先说“{fact.item}”的{fact.measure}为 {said(first)}，后说为 {said(fact)}"
    yield noted(TWICE, fact, message, holds=span(first).meets(span(fact)))


# --- rates of completion, shares ------------------------------------------------------------------------------


def _completion(fact: Fact, before: Sequence[Fact]) -> Iterator[Check]:
    here = [other for other in before if other.context == fact.context]
    done = _amount(here, fact.year, DONE)
    # 「完成预算的」 may mean the adjusted budget, which is another than that of the year's beginning.
    budget = _amount(here, fact.year, ("年初预算数",) if fact.base == "年初预算" else BUDGETS - {"年初预算数"})
    if done is None or budget is None or (quotient := span(done).over(span(budget))) is None:
        return
    percent = quotient.times(HUNDRED)
    message = (
        f"文字说“{fact.item}”完成 {said(fact)}，而预算为 {said(budget)}，决算为 {said(done)}，算得 {_middle(percent)}%"
    )
    yield noted(COMPLETION, fact, message, holds=percent.meets(rate_span(fact)))


def _share(fact: Fact, before: Sequence[Fact], prose: Sequence[Fact]) -> Iterator[Check]:
    """A share of a whole that stands in the same sentence, or that the prose states once and for all elsewhere."""
    part = _amount([other for other in before if other.context == fact.context], fact.year, AMOUNTS)
    name = fact.base or (fact.ancestors[-1] if fact.ancestors else "")
    if part is None or not name:
        return
    wholes = [f for f in prose if f.item == name and f.measure == part.measure and f.year == fact.year and not f.change]
    here = [f for f in wholes if f.context == fact.context]
    sure = here or (wholes if not fact.project and len({f.value for f in wholes}) == 1 else [])
    whole = sure[-1] if sure else None
    if whole is None or (quotient := span(part).over(span(whole))) is None:
        return
    percent = quotient.times(HUNDRED)
    message = (
        f"文字说“{fact.item}”占“{name}” {said(fact)}，而两者为 {said(part)}和 {said(whole)}，算得 {_middle(percent)}%"
    )
    yield noted(SHARE, fact, message, holds=percent.meets(rate_span(fact)))


# --- parts and wholes -------------------------------------------------------------------------------------------


def _parts(group: Sequence[Fact]) -> Iterator[Check]:
    """Wholes with all their parts: a known partition, or a list whose shares make up 100 %."""
    below: dict[tuple[object, ...], list[tuple[int, Fact]]] = defaultdict(list)
    last: dict[
        tuple[object, ...], tuple[int, Fact]
    ] = {}  # a whole that is stated again is compared where it stands last
    for place, fact in enumerate(group):
        if fact.unit == "元" and not fact.change and fact.measure in AMOUNTS:
            below[fact.ancestors, fact.measure, fact.year].append((place, fact))
            last[fact.item, fact.ancestors, fact.measure, fact.year] = (place, fact)
    for place, total in last.values():
        children = below.get(((*total.ancestors, total.item), total.measure, total.year), ())
        mine = _until_repeated([child for position, child in children if position > place])
        for parts in (*_partitions(total, mine), *_shared_out(total, mine, group)):
            holds = sum((span(part) for part in parts), _NOUGHT).meets(span(total))
            listed = "＋".join(f"{part.item} {part.printed}" for part in parts)
            message = f"文字说“{total.item}”为 {said(total)}，而其中各项为 {listed} {parts[-1].printed_unit}"
            yield noted(PARTS, total, message, holds=holds)


def _until_repeated(facts: Sequence[Fact]) -> list[Fact]:
    """Each part once: a part that is named again belongs to another sentence's list."""
    first: dict[str, Fact] = {}
    for fact in facts:
        first.setdefault(fact.item, fact)
    return list(first.values())


def _partitions(total: Fact, children: Sequence[Fact]) -> Iterator[list[Fact]]:
    for whole, required, optional in PARTITIONS:
        if not re.fullmatch(whole, total.item):
            continue
        parts = [[f for f in children if re.fullmatch(pattern, f.item)] for pattern in required]
        if all(len(found) == 1 for found in parts):
            others = [f for f in children if optional and re.fullmatch(optional, f.item)]
            yield [*(found[0] for found in parts), *others]


def _shared_out(total: Fact, children: Sequence[Fact], group: Sequence[Fact]) -> Iterator[list[Fact]]:
    shares = {f.item: f for f in group if f.measure == "占比" and f.context == total.context and f.value is not None}
    here = [f for f in children if f.context == total.context]
    if len(here) < 2 or any(f.item not in shares for f in here):  # noqa: PLR2004 one part is no list
        return
    whole = sum((rate_span(shares[f.item]) for f in here), _NOUGHT)
    if whole.meets(_ALL) and not any(_partitions(total, children)):
        yield here
