"""Rows of a listing as a set: in order of a column, those that have a figure in it, those that are paid by it alone.

「哪个镇残疾人最多」, 「哪些项目用到了上年结转」, 「哪些项目全部是本级财力」.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from assistant.characters import plain
from assistant.patterns import Pattern
from assistant.query import SAID_OVERSPENT, Evidence, Operation, Population
from assistant.retrieve.listings.listed import Cells, figure_at, whole_column

if TYPE_CHECKING:
    from assistant.lexicon import Lexicon
    from assistant.listings import Column, Listing, Row
    from assistant.query import Linked, Question

TOLD = 3
"""Characters of a word that tells a column where it is not its whole header."""
_ENTIRELY = Pattern(r"(?:全部?|都|完全|只|仅|纯)(?:是|由|靠|用|来自|为)")
_OVER = Pattern(rf"{SAID_OVERSPENT}|超(?:过|出)年初")
_ALL_SPENT = Pattern(r"(?<!没)(?<!没有)(?<!未)(?:花|用|执行)(?:完|光)|一分(?:钱)?(?:不|没)剩")
_SPENT = frozenset({"全年执行数", "执行数", "决算数"})
_PLANNED = frozenset({"年初预算数", "全年预算数", "预算数"})
_KIND = Pattern(r"哪(?:[几一]?个|些|一)?(?P<kind>街道|镇|乡|村|社区|中心|站|馆|所|大队|学院)")
_KINDS_OF_ROWS = ("街道", "镇", "乡", "村", "社区", "学院")
_USED = Pattern(r"(?:用|动用|使用|安排|涉及|包含|含|有|拿|得|靠)(?:到|了|过|的是)?|来自|来源")
_NOT_USED = Pattern(r"(?:没有?|未|不)(?:再)?(?:用|动用|使用|安排|涉及|含|拿|得|靠)")


def rows_meant(listing: Listing, column: Column | None, said: str, question: Question, asked: str) -> Cells | None:
    """Rows in order of a column, or those that have a figure in it."""
    noun = question.population
    if noun in {"项目", "单位", "部门", "预算单位"} and listing.noun != ("项目" if noun == "项目" else "单位"):
        return None
    if (over := _OVER.search(asked) or _ALL_SPENT.search(asked)) is not None:
        return _against_budget(listing, asked, exceeds=over.re is _OVER.compiled)
    if question.operation is Operation.RANK:
        if question.conditions:
            return None  # they are about another column than the one that is ranked
        chosen = column or (whole_column(listing) if not listing.noun else None)
        members = [figure for row in _of_kind(listing.rows, asked) if chosen and (figure := figure_at(row, chosen))]
        return Cells(Operation.RANK, tuple(members), population=True) if len(members) > 1 else None
    if question.conditions:
        chosen = column or (whole_column(listing) if not listing.noun else None)
        return _limited(listing, chosen, question) if chosen else None
    if column is None or (len(said) < TOLD and said != column.leaf):
        return None
    whole = whole_column(listing)
    if _ENTIRELY.search(asked):
        members = [
            figure
            for row in listing.rows
            if whole
            and (figure := figure_at(row, column))
            and (all_ := figure_at(row, whole))
            and figure.value == all_.value
        ]
        return Cells(Operation.FILTER, tuple(members), True, f"按全部是「{column.title}」筛选") if members else None
    if not _USED.search(asked):
        return None
    if _NOT_USED.search(asked):
        members = [
            figure
            for row in listing.rows
            if whole and not ((cell := figure_at(row, column)) and cell.value) and (figure := figure_at(row, whole))
        ]
        return Cells(Operation.FILTER, tuple(members), True, f"按「{column.title}」没有数字筛选") if members else None
    members = [figure for row in listing.rows if (figure := figure_at(row, column)) and figure.value]
    return Cells(Operation.FILTER, tuple(members), True, f"按「{column.title}」有数字筛选") if members else None


def _limited(listing: Listing, column: Column, question: Question) -> Cells | None:
    """Rows whose figure in the column the conditions are about; those of another unit, or of another column, are not."""
    if any(condition.unit not in {"", column.unit} for condition in question.conditions):
        return None
    if any(condition.measure not in {"", column.name} for condition in question.conditions):
        return None
    members = [figure for row in listing.rows if (figure := figure_at(row, column))]
    return Cells(Operation.FILTER, tuple(members), population=True) if members else None


def _against_budget(listing: Listing, asked: str, *, exceeds: bool) -> Cells | None:
    """「哪些项目花超了年初预算」, 「哪些项目钱全花完了」: rows whose spending is more than, or as much as, what was planned."""
    spent = [column for column in listing.columns if column.name in _SPENT]
    planned = [column for column in listing.columns if column.name in _PLANNED]
    if len(planned) > 1:
        planned = [column for column in planned if (column.name == "年初预算数") == ("年初" in asked)]
    if len(spent) != 1 or len(planned) != 1:
        return None
    members = []
    for row in listing.rows:
        one, other = figure_at(row, spent[0]), figure_at(row, planned[0])
        if one is None or other is None or one.value is None or other.value is None:
            return None
        if one.value > other.value if exceeds else 0 < one.value == other.value:
            members.append(one)
    how = "大于" if exceeds else "等于"
    note = f"按「{spent[0].title}」{how}「{planned[0].title}」筛选"
    return Cells(Operation.FILTER, tuple(members), True, note) if members else None


def against_budget(asked: str) -> bool:
    """The question is about rows whose spending is set against what was planned."""
    return bool(_OVER.search(asked) or _ALL_SPENT.search(asked))


def _of_kind(rows: tuple[Row, ...], asked: str) -> tuple[Row, ...]:
    """「哪个镇最多」 of streets, towns and villages: the rows that end so, where not all do."""
    match = _KIND.search(asked)
    kept = tuple(row for row in rows if match and plain(row.label).endswith(match["kind"]))
    return kept if len(kept) > 1 else rows


def none_of_kind(linked: Linked, asked: str, lexicon: Lexicon) -> Evidence | None:
    """「哪个学院的论文最多」 where a listing has a row for each and no such column: nothing else is ranked instead."""
    question = linked.question
    match = _KIND.search(asked) if question.operation is Operation.RANK else None
    if match is None or match["kind"] not in _KINDS_OF_ROWS:
        return None
    listed = any(
        all(plain(row.label).endswith(_KINDS_OF_ROWS) for row in listing.rows)
        and any(plain(row.label).endswith(match["kind"]) for row in listing.rows)
        for document in question.scopes[0].documents
        for listing in lexicon.listings_of[document]
    )
    return Evidence(linked, population=Population(match["kind"], "", (), why="未列示"), chosen=True) if listed else None
