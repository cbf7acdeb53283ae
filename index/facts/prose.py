"""Figures in prose as facts.

Every amount and every percentage of a passage yields one fact; so do counts (「编报绩效目标的项目17个」), stated changes,
shares and 持平. A sentence is read from left to right: the words in front of a figure name its item, or refer to the item
before (「比上年预算增加」, 「支出决算为」), also across the full stop of one paragraph. 「其中」 opens the parts of the item before it.
A figure whose subject cannot be made out keeps its sentence and has the item "".
"""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING

from index.facts import changes
from index.facts.changed_item import of_fitting_item
from index.facts.clauses import Lead, clause_before, figures, lead_of, noun_before
from index.facts.counts import DURATIONS, counted, is_bare_verb, is_vague, paid_noun
from index.facts.parts import MONEY, Item, Parts, Thread
from index.facts.phrases import Subject, bare_words, functional_path, project_key, subject
from index.facts.stated import Stated, stated_fact
from index.language.numerals import Quantity

if TYPE_CHECKING:
    from collections.abc import Sequence

    from index.model import Document, Fact, Passage

_NUMBERED = re.compile(
    r"^\s*(?:[-•*]\s*)?(?:[（(][一二三四五六七八九十\d]{1,3}[）)]|(?:\d{1,2}|[一二三四五六七八九十]{1,3})[、.．](?!\d))"
)
_CARRIES = re.compile(
    r"^\s*(?:其中|[比较与同][上去前同]|[比较与同](?:19|20)\d\d年|主要|年初预算|支出决算|决算数?|完成|占|当年预算"
    r"|(?:19|20)\d{2}年?度?(?:当年)?(?:预算执行数|预算安排|安排))"
)
"""Openings of a sentence that goes on about the item of the sentence before."""
_EVEN = re.compile(r"[^，。；：;:]*持平")
_YEAR_CLAUSE = re.compile(r"(?:^|[，。；：])\s*(?P<year>(?:19|20)\d{2})年度?[，,]\s*$")
_LATER = re.compile(r"将?于(?:19|20)\d\d年[^，。；]*付")
"""When a sum is paid, which is not the year the figure is about."""
_OWN_DECISION = re.compile(r"(?:本年)?(?:支出|收入)决算(?:数|金额)?(?:为|是)?")
_PROJECT_TOTAL = re.compile(
    r"项目[”」]?(?:(?:19|20)\d{2}年度?)?(?:财政资金(?:预算安排|安排预算|预算)|预算安排|安排预算)(?:总)?(?:金额|资金)?(?:为|是)?\s*$"
)
_INSTALMENT = re.compile(
    r"[，、；其中：:（()\s]*(?:19|20)\d{2}年度?(?:已|拟|计划|预计|累计|共|实际|当年)*(?:(?:安排|投入|落实|下达|到位|需要?)|(?P<spent>支出|支付|拨付|使用|完成投资|完成))(?:了|预算|资金|投资)*"
)
"""「2023年已支出」, 「2026年计划安排」: what a project gets in one of its years."""
_RATE_OF_EACH = re.compile(r"每[^每，。；、]{1,3}\s*$")
_EACH_ONE = re.compile(r"[，、\s]*每[个名位]?[人户场次台套件辆亩家村][^，。；]{0,12}$")
"""「每户改造费用不超过…」 is a rate as well."""
_INVOLVES = re.compile(r"[，,\s]*(?:共计?)?涉及")
_TORN = re.compile(r"(?<![\d.,])(?!(?:19|20)\d{2} )(\d{3,}) (\d{1,3})(?=元)")
_BUDGET_TOPICS = frozenset({"", "预算安排", "编制说明", "三公", "机关运行", "政府采购", "绩效目标", "国有资产", "概述"})
_STAGE_MEASURE = {"预算": "预算数", "调整预算": "预算数", "决算": "决算数"}
_LONG_CLAUSE = 20


def prose_facts(passages: Sequence[Passage], document: Document) -> tuple[Fact, ...]:
    """Return the facts of all passages in order; each keeps its sentence in ``context`` and the passage's source."""
    facts: list[Fact] = []
    thread = Thread()
    before: list[Fact] = []
    for passage in passages:
        reader = _Reader(passage, document, thread)
        before = of_fitting_item(reader.read(), before)
        facts += before
        thread = reader.left()
    return tuple(facts)


class _Reader:
    """Reads one passage from left to right."""

    def __init__(self, passage: Passage, document: Document, before: Thread) -> None:
        self.passage, self.document, self.before = passage, document, before
        # A narrow cell wraps inside a number (「1234 5元」).
        self.text = _TORN.sub(r"\1\2", passage.text)
        # A section that carries only the organisation's name tells the project's name in its total.
        self.project = "" if project_key(passage.project) == project_key(document.organisation) else passage.project
        place = (passage.source.section, passage.project)
        same = before.place == place
        numbered = bool(_NUMBERED.match(self.text))
        carries = same and bool(_CARRIES.match(self.text))
        self.thread = Thread(place)
        if carries:
            self.thread = Thread(
                place, before.current, dict(before.by_unit), dict(before.amounts), before.listing, before.base
            )
        elif same and numbered:
            self.thread.listing = before.listing
        self.parts = Parts(self.thread.listing if numbered else ())
        self.goes_between = same and not numbered
        self.year = document.year  # the year the sentence speaks of: 「2030年预算数为…，执行数为…」
        self.facts: list[Fact] = []

    def read(self) -> list[Fact]:
        """Return the facts of the passage."""
        if path := functional_path(self.text):
            # 「…（类）…（款）…（项）。」 alone is the heading of the sentences after it.
            self.thread.current = Item(path[-1], self._rooted(path[:-1]), functional=True)
        floor = money_floor = 0
        for quantity in figures(self.text):
            self._evens(floor, quantity.start)
            money = quantity.unit in MONEY
            lead = lead_of(self.text, money_floor if money else floor, quantity.start)
            self._follow(floor, quantity.start, quantity.unit)
            floor = self._money(quantity, lead) if money else self._count(quantity, lead)
            money_floor = floor if money else money_floor
        self._evens(floor, len(self.text))
        return self.facts

    def left(self) -> Thread:
        """Return what this passage leaves to the next one."""
        if self.goes_between and not self.facts and not self.thread.current.name:
            return self.before  # 「主要用于…。」 stands between an item and its figures
        if re.search(r"其中[：:]?\s*$", self.text) and self.thread.current.name:
            self.thread.listing = self.thread.current.path
        return self.thread

    # --- items ----------------------------------------------------------------------------------------

    def _subject(self, words: str) -> Subject:
        return subject(words, self.document.organisation, self.project)

    def _rooted(self, ancestors: tuple[str, ...]) -> tuple[str, ...]:
        return ancestors if not self.project or self.project in ancestors else (self.project, *ancestors)

    def _item(self, name: str, *, functional: bool = False) -> Item:
        whole = self.parts.whole
        return Item(name, whole if name == self.project and not whole else self._rooted(whole), functional)

    def _follow(self, start: int, end: int, unit: str) -> None:
        self.parts.follow(self.text[start:end], unit, self.thread, self.document.organisation, self.project)

    def _add(self, stated: Stated) -> None:
        self.facts.append(stated_fact(stated, self.passage, self.document, self.project))

    # --- amounts and percentages ------------------------------------------------------------------------

    def _money(self, quantity: Quantity, lead: Lead) -> int:
        """Add the fact of an amount or percentage; return where the words end that belong to it."""
        if self._compared(quantity, lead) or (quantity.unit == "%" and self._shared(quantity, lead)):
            return quantity.end
        base = changes.stated_base(lead.words, self.year) if quantity.unit == "元" else None
        if base is None:
            self._amount(quantity, lead)
            return quantity.end
        self.thread.base = base
        measure = {"执行数": "执行数", "决算": "决算数", "预算": "预算数"}.get(base.kind, self._default_measure())
        self._add(Stated(self.thread.current, measure, quantity, base.year))
        return quantity.end

    def _compared(self, quantity: Quantity, lead: Lead) -> bool:
        found = changes.comparison(lead.words, self.year)
        if found is None:
            return False
        base = found.base or changes.base_in(lead.gap, self.year) or self.thread.base
        named = self._subject(found.words).item if found.words else ""
        if base is None and (named or not self.thread.current.name):
            return False  # 「人员增加」 in a reason: nothing is compared
        item = self._item(named) if named else self.thread.current
        measure = "增减额" if quantity.unit == "元" else "增减率"
        self._add(Stated(item, measure, quantity, self.year, found.change, base))
        self.thread.base = base
        if named:
            self.thread.remember(item, quantity.unit)
        return True

    def _shared(self, quantity: Quantity, lead: Lead) -> bool:
        words = lead.words
        if (whole := changes.share_of(words)) is not None:
            named = self._subject(words[: words.rfind("占")]).item
            item = self._item(named) if named else self.thread.current
            self._add(Stated(item, "占比", quantity, self.year, base=changes.Base(0, whole)))
            return True
        if (done := changes.completed(words)) is not None and (done[0] or self.thread.current.name):
            named = self._subject(done[0]).item
            item = self._item(named) if named else self.thread.current
            self._add(Stated(item, "完成率", quantity, self.year, base=changes.Base(0, done[1])))
            return True
        clause = self.text[lead_of(self.text, 0, quantity.start).start : quantity.start]
        if (paid := changes.payment(clause)) is None:
            return False
        name = self._subject(paid[0] or clause_before(self.text, lead.start)).item or paid[1]
        self._add(Stated(self._item(name), "支付比例", quantity, base=changes.Base(0, paid[1])))
        return True

    def _amount(self, quantity: Quantity, lead: Lead) -> None:
        words = _without_counts(lead.words, quantity)
        named = self._subject(words)
        if self.project and named.item == self.project and self.parts.whole[-1:] == (self.project,):
            named = subject(words, self.document.organisation)  # a part that is called nearly like its project
        if not self.project and _PROJECT_TOTAL.search(words) and named.item:
            self.project = named.item
        item = self._amount_item(named, lead)
        if paid_for := paid_noun(words, self.text[quantity.end :]):
            item = self._item(paid_for)
        measure = named.measure or (self._default_measure() if quantity.unit == "元" else "比例")
        done = _INSTALMENT.fullmatch(words) if self.project and named.year < self.document.year else None
        if done and done["spent"] and quantity.unit == "元":
            measure = "执行数"
        if quantity.unit == "元" and (_RATE_OF_EACH.search(words) or _EACH_ONE.match(words)):
            measure = "金额"  # 「每生每年4000元」 is a rate, no budget
        year = (named.year or _year_before(lead)) if not _LATER.search(words) else 0
        if year and measure != "执行数":
            self.year = year
        self._add(Stated(item, measure, quantity, year or self.year))
        self.thread.base = None
        self.thread.remember(item, quantity.unit, quantity.value)
        self.parts.add(quantity.unit, quantity.value)

    def _amount_item(self, named: Subject, lead: Lead) -> Item:
        carried, whole = self.thread.current, self.parts.whole
        if carried.name and _OWN_DECISION.fullmatch(re.sub(r"\s", "", lead.words)):
            return carried
        if named.path:
            return Item(named.item, self._rooted(named.path), functional=True)
        if _INVOLVES.match(lead.words) and carried.name:
            return Item(named.item, self._rooted(carried.path))
        if self.project and named.year and not named.measure and _INSTALMENT.fullmatch(lead.words):
            return Item(self.project, ())
        if named.item:
            return self._item(_whole_noun(self.text, named.item, lead), functional=named.functional)
        return Item(whole[-1], self._rooted(whole)) if whole else self._referred(named, lead)

    def _referred(self, named: Subject, lead: Lead) -> Item:
        """Return the item that words without a noun refer to (「年初预算为」, 「2021年安排预算资金」)."""
        if self.project and named.measure and named.year:
            return Item(self.project, (self.project,))
        if named.measure and self.thread.current.name:
            return self.thread.current
        if self.project and (named.measure or self.passage.topic == "预算安排"):
            return Item(self.project, ())
        before = self._subject(noun_before(self.text, len(self.text) if self.facts else 0, lead.start)).item
        return self._item(before) if before else Item("", self._rooted(()))

    def _default_measure(self) -> str:
        if self.project and self.passage.topic not in _BUDGET_TOPICS:
            return "金额"
        return _STAGE_MEASURE.get(self.document.stage, "金额")

    # --- counts -----------------------------------------------------------------------------------------

    def _count(self, quantity: Quantity, lead: Lead) -> int:
        """Add the fact of a counted quantity; return where the words end that belong to it."""
        if is_vague(self.text, quantity.end, quantity.unit):
            return quantity.end
        after = self.text[quantity.end :]
        found = counted(bare_words(lead.words, self.document.organisation), after, quantity.unit)
        named = self._subject(lead.words)
        if found is None and (not named.item or len(named.item) > _LONG_CLAUSE):
            found = counted("", after)
        if found is not None:
            item = self._item(found.item)
            qualifier = self._subject(found.qualifier).item if found.qualifier else ""
            item = Item(item.name, (*item.ancestors, qualifier)) if qualifier else item
        else:
            name = lead.words.strip("，、 ") if is_bare_verb(named.item) else named.item
            if re.fullmatch(r"[，、\s]*(?:累计|共计?|合计|约)?", lead.words) and self.thread.current.name:
                name = self.thread.current.name
            name = name.rpartition("、")[2] if len(name) > _LONG_CLAUSE else name
            item = self._item(self._sibling(name, lead)) if name else Item("", self._rooted(()))
        quantity = _in_its_unit(item.name, quantity)
        self._add(Stated(item, "时长" if quantity.unit in DURATIONS else "数量", quantity, named.year))
        if item.name:
            self.thread.remember(item, quantity.unit, quantity.value)
        self.parts.add(quantity.unit, quantity.value)
        return quantity.end + (len(found.noun) if found and after.startswith(found.noun) else 0)

    def _sibling(self, name: str, lead: Lead) -> str:
        """「购置甲设备0台、乙设备0台」: the verb holds for both."""
        beside = lead.start > 0 and self.text[lead.start - 1] == "、"
        return (
            f"购置{name}" if beside and not self.parts.whole and self.thread.current.name.startswith("购置") else name
        )

    # --- 持平 --------------------------------------------------------------------------------------------

    def _evens(self, start: int, end: int) -> None:
        """Add a change of nought for each 「与…持平」 between two figures."""
        for match in _EVEN.finditer(self.text, start, end):
            found = changes.evenness(match.group(), self.year)
            if found is None:
                continue
            self._follow(start, match.end(), "元")
            named = self._subject(found.words).item if found.words else ""
            base = found.base or changes.base_in(self.text[start : match.start()], self.year) or self.thread.base
            item = self._item(named) if named else self.thread.current
            rough = changes.is_rough(match.group())
            printed = match.group()[-len("基本持平") :] if rough else "持平"
            nought = Quantity(match.start(), match.end(), printed, Decimal(0), "元", "", "约" if rough else "")
            self._add(Stated(item, "增减额", nought, self.year, "持平", base))
            self.thread.base = base or self.thread.base
            if named:
                self.thread.remember(item, "元")
            start = match.end()


def _in_its_unit(name: str, quantity: Quantity) -> Quantity:
    """「国内公务接待批次23个，人次186人」: the name says what is counted."""
    told = _TOLD_UNIT.search(name)
    if told is None or quantity.unit not in {"个", "次", "人", "名"}:
        return quantity
    return replace(quantity, unit=told[1])


_TOLD_UNIT = re.compile(r"(批次|人次)数?$")


def _without_counts(words: str, quantity: Quantity) -> str:
    """Leave counts out of the noun of an amount: 「下属1家机关财政拨款的机关运行经费」."""
    counts = [count for count in figures(words) if count.unit not in MONEY]
    if not counts:
        return words
    if quantity.unit == "%":
        return words[counts[-1].end :] or words
    if granted := re.search(r"财政拨款的(?=.{2})", words):
        return words[granted.end() :]
    for count in reversed(counts):
        words = words[: count.start] + words[count.end :]
    return words


def _whole_noun(text: str, name: str, lead: Lead) -> str:
    """「由中小企业供应商中标的，采购金额」: a clause that ends in 的 belongs to the noun after it."""
    clause = clause_before(text, lead.start) if lead.gap.rstrip().endswith("，") else ""
    return f"{clause}{name}" if clause.endswith("的") and len(clause) <= _LONG_CLAUSE + 4 else name


def _year_before(lead: Lead) -> int:
    match = _YEAR_CLAUSE.search(lead.gap)
    return int(match["year"]) if match else 0


__all__ = ["prose_facts"]
