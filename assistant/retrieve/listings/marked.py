"""Rows of a listing that a word in one of its columns marks, and cells in words of one row.

「竞争性磋商的合同一共多少钱」 adds the rows whose 采购方式 says so, 「住宿费的标准」 is the cell of 收费标准. Every word of the question must be
explained by the listing, as for cells of figures (``crossing``).
"""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from assistant.cells import Said, said_of
from assistant.characters import plain
from assistant.listings import Listing, Row
from assistant.patterns import Pattern
from assistant.query import Evidence, Figure, Found, Operation, Target
from assistant.retrieve.listings.crossing import evidence_of, left_open
from assistant.retrieve.listings.listed import Cells, figure_at, whole_column

if TYPE_CHECKING:
    from collections.abc import Iterator

    from assistant.lexicon import Lexicon
    from assistant.query import Linked, Question
    from index.model import Fact

_SETS = frozenset({Operation.LIST, Operation.FILTER, Operation.COUNT})
_ADDED = frozenset({Operation.SUM, Operation.VALUE})
_TOGETHER = Pattern(r"一共|总共|合计|共(?![同公享])|加起来|加在一起|总和|之和|总额|总计|总数")
_TOKENS = Pattern(r"[、,，;；/]")
_SHORT, _LONG = 2, 12
"""Characters of a word that marks rows; one of two characters is meant only where the question says what kind of word it is."""
_KIND = Pattern(r"(?:单位|项目|方式|类)$")
_MARKS = Pattern(r"方式|性质|类别|类型|种类|来源|等级|形式|级别|品类|分类|主管|责任|负责|实施|科室|处室")
"""Headers of the columns whose words tell one kind of row from another."""
_NOT = Pattern(r"(?:没有?|不|未|非|除了?|以外)$")
_MONEY = Pattern(r"钱|元|金额|花|经费|预算")
_RATE = Pattern(
    r"标准|(?:一个?|每个?)(?:学年|学期|[次年月天晚人生户吨])[^,，。]{0,4}(?:收|交|缴|付)?(?:费|钱)?(?:多少|几)|(?:收|交|缴|付)(?:费)?(?:多少|几)(?:块|元)?钱?(?:一|每)个?(?:学年|学期|[次年月天晚人生])"
)
"""Asks what is paid each time, which a column of rates says in words."""


@dataclass(frozen=True, slots=True)
class _Marked:
    """The rows of one listing that a word of the question marks, and the header of the column it stands in."""

    listing: Listing
    header: str
    word: str
    rows: tuple[Row, ...]


def marked(linked: Linked, lexicon: Lexicon) -> Evidence | None:
    """The rows that the question marks by a word, or one cell in words; None when no listing tells them or several do."""
    question = linked.question
    if len(question.scopes) != 1 or question.excluded or question.doer or question.unknown_places:
        return None
    own = question.own_length or len(question.text)
    asked, earlier = plain(question.text[:own]), plain(question.text[own:])
    if (told := _cell_in_words(linked, asked, earlier, lexicon)) is not None:
        return told
    if question.operation not in _SETS | _ADDED or question.conditions or question.ranking:
        return None
    found = [
        (one, cells) for one in _marked(linked, asked, lexicon) if (cells := _cells(one, question, asked, lexicon))
    ]
    if len({tuple((figure.label, figure.value) for figure in cells.figures) for _, cells in found}) != 1:
        return None
    return evidence_of(linked, found[0][1])


def _marked(linked: Linked, asked: str, lexicon: Lexicon) -> Iterator[_Marked]:
    for document in sorted(linked.question.scopes[0].documents):
        body = plain(lexicon.documents[document].organisation)
        for listing in lexicon.listings_of[document]:
            for header, words in _columns_of_words(listing).items():
                said = {word: form for word in words if (form := _said(word, asked)) and word not in body}
                longest = max(said, key=lambda word: len(said[word]), default="")
                if longest and not _NOT.search(asked[: asked.find(said[longest])]):
                    yield _Marked(listing, header, said[longest], tuple(words[longest]))


def _columns_of_words(listing: Listing) -> dict[str, dict[str, list[Row]]]:
    """The rows by the words in each column that tells kinds of them."""
    found: dict[str, dict[str, list[Row]]] = defaultdict(lambda: defaultdict(list))
    for row in listing.rows:
        for fact in row.cells.values():
            if fact.state == "text" and _MARKS.search(fact.measure):
                for token in _TOKENS.split(fact.printed):
                    if _SHORT <= len(plain(token)) <= _LONG:
                        found[fact.measure][plain(token)].append(row)
    return found


def _said(word: str, asked: str) -> str:
    """How the question says a word: in full, or without its generic ending."""
    if len(word) == _SHORT:
        return f"{word}类" if f"{word}类" in asked else ""
    stem = _KIND.sub("", word)
    return next((form for form in (word, stem) if len(form) > _SHORT and form in asked), "")


def _cells(one: _Marked, question: Question, asked: str, lexicon: Lexicon) -> Cells | None:
    listing = one.listing
    year = question.scopes[0].year or lexicon.documents[listing.document].year
    dated = replace(listing, columns=tuple(column for column in listing.columns if column.year == year))
    rest = said_of(dated, asked.replace(one.word, "  "))
    if rest.rows or len(rest.columns) > 1:
        return None
    ends = (one.word[start:] for start in range(1, len(one.word) - 1))  # 公开 of 公开招标 is a word of everyday speech
    beside = (one.word, *ends, one.header, one.header[-2:], "采用", "方式")
    named = tuple((one.rows[0], word) for word in beside)
    if left_open(Said(dated, named, rest.columns, ""), question, lexicon):
        return None
    column = rest.columns[0][0] if rest.columns else whole_column(dated)
    note = f"按「{one.header}」为「{one.word}」筛选"
    if question.operation in _SETS:
        if listing.noun == "" and question.population == "项目" and "采购" not in asked and "项目" not in one.header:
            return None
        figures = [figure for row in one.rows if column and (figure := figure_at(row, column))]
        return Cells(Operation.FILTER, tuple(figures), True, note) if len(figures) == len(one.rows) else None
    alone = len(one.rows) == 1 and bool(rest.columns)
    if question.unit == "元" and not rest.columns and column and column.unit != "元":
        return None
    if column is None or not (alone or _TOGETHER.search(asked)) or (column.unit != "元" and _MONEY.search(asked)):
        return None
    figures = [figure for row in one.rows if (figure := figure_at(row, column))]
    if not figures:
        return None
    return Cells(Operation.SUM if len(figures) > 1 else Operation.VALUE, tuple(figures), False, note)


def _cell_in_words(linked: Linked, asked: str, earlier: str, lexicon: Lexicon) -> Evidence | None:
    """The cell of a row in a column of rates: 「5,500元/生·学年」 is what one pays, not what comes in."""
    question = linked.question
    if question.operation is not Operation.VALUE or not _RATE.search(asked):
        return None
    found: list[tuple[Row, Fact]] = []
    for document in sorted(question.scopes[0].documents):
        for listing in lexicon.listings_of[document]:
            said = said_of(listing, asked, earlier)
            rates = [
                (row, fact)
                for row, _ in said.rows
                for fact in row.cells.values()
                if fact.state == "text" and fact.measure.endswith("标准") and re.search(r"\d", fact.printed)
            ]
            named = (*said.rows, *((row, word) for row, _ in said.rows[:1] for word in ("标准", "收费标准")))
            if rates and not left_open(Said(listing, tuple(named), said.columns, ""), question, lexicon):
                found += rates
    if not found:
        return None
    bare = replace(question, content=(), quoted=(), measures=(), measure_places=(), unit="")
    scope = question.scopes[0]
    items = tuple(Found(Target(row.label, scope, ()), (Figure(row.label, None, "", fact),)) for row, fact in found)
    return Evidence(
        replace(linked, question=bare, targets=tuple(item.target for item in items)), found=items, chosen=True
    )
