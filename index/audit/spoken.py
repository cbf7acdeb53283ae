"""Amounts stated in prose against the tables of the same document.

A sentence does not always say whether it means all spending or the part that 财政拨款 pays for. So an amount agrees when
any cell of its item prints it, in any table and column; only an amount that no cell of the item prints is a deviation.
An amount whose item the tables do not have is not compared.
"""

from __future__ import annotations

import re
from collections import defaultdict
from typing import TYPE_CHECKING

from index.audit.printed import adjusted, noted, said, span
from index.facts.public_expenses import PUBLIC
from index.language.layout import label

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from index.audit.sums import Check
    from index.model import Document, Fact, Stage

IDENTITY = "文字＝表格"

STATED: dict[Stage, tuple[str, ...]] = {
    "预算": ("预算数",),
    "调整预算": ("预算数",),
    "决算": ("决算数", "年初预算数"),
}
"""The document's stage → measures of an amount in prose that its tables print too."""

WHOLE = frozenset({"合计", "预算数", "决算数", "本年收入合计", "本年支出合计"})
"""Columns that hold all of a row, whatever it is paid from."""

TOTALS: tuple[tuple[frozenset[str], tuple[tuple[str, str, frozenset[str]], ...]], ...] = (
    # items of prose; kind and side of the tables whose total they are, and the columns of the total row
    (frozenset({"收入", "收入总计", "本年收入合计"}), (("收支总表", "收入", WHOLE), ("收入总表", "收入", WHOLE))),
    (frozenset({"支出", "支出总计", "本年支出合计"}), (("收支总表", "支出", WHOLE), ("支出总表", "支出", WHOLE))),
    (frozenset({"收入支出总计", "收支总计"}), (("收支总表", "收入", WHOLE), ("收支总表", "支出", WHOLE))),
    (frozenset({"财政拨款收入"}), (("财政拨款收支总表", "收入", WHOLE),)),
    (frozenset({"财政拨款支出"}), (("财政拨款收支总表", "支出", WHOLE),)),
    (
        frozenset({"财政拨款收入支出总计", "财政拨款收支总计"}),
        (("财政拨款收支总表", "收入", WHOLE), ("财政拨款收支总表", "支出", WHOLE)),
    ),
    (frozenset({"一般公共预算拨款支出", "一般公共预算财政拨款支出"}), (("一般公共预算", "支出", WHOLE),)),
    (
        frozenset({"一般公共预算拨款基本支出", "一般公共预算财政拨款基本支出"}),
        (("基本支出经济分类", "支出", WHOLE), ("一般公共预算", "支出", frozenset({"基本支出"}))),
    ),
)

COLUMNS: dict[str, frozenset[str]] = {
    "财政拨款收入": frozenset({"", "收入", "本年收入合计"}),
    "事业收入": frozenset({"收入", "本年收入合计"}),
    "事业单位经营收入": frozenset({"收入", "本年收入合计"}),
    "经营收入": frozenset({"收入", "本年收入合计"}),
    "其他收入": frozenset({"收入", "本年收入合计"}),
    "基本支出": frozenset({"支出", "财政拨款支出", "本年支出合计"}),
    "项目支出": frozenset({"支出", "财政拨款支出", "本年支出合计"}),
    "人员经费": frozenset({"基本支出", "一般公共预算财政拨款基本支出"}),
    "公用经费": frozenset({"基本支出", "一般公共预算财政拨款基本支出"}),
}
"""Items of prose that are columns of a table's total row, and the wholes that they must be parts of to be meant so."""

_WHOLES = frozenset().union(*(names for names, _ in TOTALS), *COLUMNS.values())
_NAMED_ROWS = ("收支总表", "基本支出经济分类")
"""Tables that have such items as rows too."""
_QUOTED = re.compile(r"^[“\"](?P<name>[^”\"]+)[”\"]科目(?:安排)?$")
_OF_A_PART = re.compile(r"本级|本部(?!门)|所属|下属")
"""Words of a sentence that may speak of one body of the department, while the tables are of all."""

PUBLIC_TABLE = frozenset({PUBLIC, "机关运行经费"})


def spoken(facts: Sequence[Fact], document: Document) -> Iterator[Check]:
    """Compare every amount in prose whose item the tables have, once however often it is repeated."""
    cells = _Cells([fact for fact in facts if fact.origin == "table" and fact.year == document.year])
    seen: set[tuple[object, ...]] = set()
    for fact in facts:
        if fact.origin != "prose" or fact.year != document.year or not _is_amount(fact, document.stage):
            continue
        found = [cell for cell in cells.of(fact) if _same_measure(fact, cell)]
        key = (fact.item, fact.ancestors, fact.measure, fact.value)
        if key not in seen and any(cell.value is not None for cell in found):
            seen.add(key)
            yield _compared(fact, found)


def _is_amount(fact: Fact, stage: Stage) -> bool:
    plain = fact.unit == "元" and not fact.relation and not fact.change and not fact.project and bool(fact.item)
    return plain and fact.value is not None and fact.measure in STATED.get(stage, ()) and not adjusted(fact)


def _same_measure(fact: Fact, cell: Fact) -> bool:
    """A 决算 table may print budgets beside the accounts; its 预算数 is the adjusted one, not that of the year's beginning."""
    if fact.measure == "年初预算数":
        return cell.measure == "年初预算数"
    return not (fact.measure == "决算数" and "预算数" in cell.measure)


class _Cells:
    """The amounts of a document's tables, by what prose would call them."""

    def __init__(self, cells: Sequence[Fact]) -> None:
        self.public: dict[str, list[Fact]] = defaultdict(list)
        self.subjects: dict[str, list[Fact]] = defaultdict(list)
        self.totals: list[Fact] = []
        for cell in cells:
            if cell.project or cell.unit not in ("元", ""):
                continue
            if cell.table_kind == "三公":
                self.public[_name(cell.item)].append(cell)
            elif cell.code and cell.classification == "功能分类":
                self.subjects[_name(cell.item)].append(cell)
            elif cell.depth == 0 or cell.table_kind in _NAMED_ROWS:
                self.totals.append(cell)

    def of(self, fact: Fact) -> list[Fact]:
        """Every cell that could print the amount of ``fact``."""
        name = _name(fact.item)
        if (
            name in PUBLIC_TABLE
            or PUBLIC in fact.ancestors
            or any("三公" in heading for heading in fact.source.section)
        ):
            return self.public.get(name, [])
        if _OF_A_PART.search(fact.context):
            return []
        if _names_a_subject(fact):
            return _below_the_same(fact, self.subjects.get(name, []))
        if name in fact.ancestors or not set(fact.ancestors) <= _WHOLES:
            return []  # a total of something smaller
        return [cell for cell in self.totals if _is_total(cell, name, fact)]


def _name(item: str) -> str:
    """「公务用车购置及运行维护费」 and 「公务用车购置及运行费」 are one item."""
    plain = label(item)
    quoted = _QUOTED.match(plain)
    return (quoted["name"] if quoted else plain).replace("运行维护费", "运行费")


def _names_a_subject(fact: Fact) -> bool:
    """Whether the sentence says that its item is a subject of the 功能分类 and not just a word that sounds like one."""
    if fact.classification == "功能分类":
        return True
    return re.search(rf"{re.escape(_name(fact.item))}[”\"]?(?:科目|\([类款项]\))", label(fact.context)) is not None


def _below_the_same(fact: Fact, cells: list[Fact]) -> list[Fact]:
    """「一般行政管理事务」 stands below several 款: the cells below the one that the sentence names."""
    if fact.classification != "功能分类" or not fact.ancestors:
        return cells
    return [cell for cell in cells if not cell.ancestors or label(cell.ancestors[-1]) == label(fact.ancestors[-1])]


def _is_total(cell: Fact, name: str, fact: Fact) -> bool:
    for names, places in TOTALS:
        if name in names and cell.depth == 0:
            if any(
                (cell.table_kind, cell.side) == (kind, side) and cell.measure in columns
                for kind, side, columns in places
            ):
                return True
            break
    if name not in COLUMNS or (fact.ancestors[-1] if fact.ancestors else "") not in COLUMNS[name]:
        return False
    if cell.depth == 0 and cell.measure == name:
        return True
    return cell.table_kind in _NAMED_ROWS and cell.item in (name, f"{name}合计") and cell.measure in WHOLE


def _compared(fact: Fact, cells: Sequence[Fact]) -> Check:
    holds = any(span(fact).meets(span(cell)) for cell in cells)
    known = [cell for cell in cells if cell.value]
    shown = [cell for cell in known if cell.measure in WHOLE] or known or list(cells)
    different = {cell.value: cell for cell in reversed(shown)}
    printed = "、".join(said(cell) for cell in list(different.values())[::-1][:3])
    message = f"文字说“{fact.item}”的{fact.measure}为 {said(fact)}，而表格印为 {printed}"
    return noted(IDENTITY, fact, message, holds=holds)
