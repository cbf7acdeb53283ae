"""Cells of a listing by row and column: one cell, several added or compared, a share of a row or of a total, rows in order.

「农机中心从一般公共预算拿多少」, 「甲乡和乙乡一共多少人」, 「哪些项目用到了上年结转」, 「重度的占百分之几」. Nothing is answered here unless the
listing explains every word of the question that names something; what is not in a listing is found by its name alone.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from assistant.cells import Said, said_of
from assistant.characters import bigrams, plain
from assistant.patterns import Pattern
from assistant.query import Evidence, Found, Operation, Population, Target
from assistant.retrieve.listings.listed import Cells, figure_at, total_of, whole_column
from assistant.retrieve.listings.listed_rows import against_budget, none_of_kind, rows_meant

if TYPE_CHECKING:
    from collections.abc import Iterator

    from assistant.lexicon import Lexicon
    from assistant.listings import Column, Listing, Row
    from assistant.query import Linked, Question

PAIR = 2
"""Cells that are compared."""
_ONE = frozenset({Operation.VALUE, Operation.SUM})
_PAIR = frozenset({Operation.DIFFERENCE, Operation.COMPARE})
_SETS = frozenset({Operation.RANK, Operation.FILTER, Operation.LIST, Operation.COUNT})
_TOGETHER = Pattern(r"一共|总共|合计|共(?![同公享])|加起来|加在一起|总和|之和")
_OF_ALL = Pattern(r"占(?:了)?(?:全[区县市省镇乡部校院局系]?|总|所有|整个|合计)")
_WHO = Pattern(r"(?:谁|哪(?:些|几?个|几?家))[^,，。]{0,6}(?:有|用|拿|得)")
_SPEECH = Pattern(
    r"项目|单位|部门|街镇|镇村|村镇|街道|乡镇|社区|系统|家里|钱|资金|经费|金额|预算|决算|支出|安排|拿到?|用到?了?|给了?|来自|来源|里面?|当中|其中|上[面头级]|下[面属]|所属|"
    r"一共|总共|合计|加起来|总数|人数|数量|多少|所占|比重|比例|占|百分|[全本][区县市省镇乡局校院系]统?|全部|所有|整个|各个?|依次|排名?|前[一二两三四五六七八九十\d]+|最|垫底|"
    r"[两三四五六七八九十\d]+个|哪[些几个家类种]?|名单|列[出一]?下?|花超|超支|超预算|超[过出]?|花完|花光|用完|用光|执行完|重点|分别|相差|相比|差|车辆|人员"
)
_SMALL = "的里中各个家所位名人类有是在都和及与跟从哪为谁把被由靠要能还共总多少高低大小几比"
"""Characters that say nothing at either end of what is left."""
"""Words around the names; any other one asks about something that the listing does not tell."""


def crossing(linked: Linked, lexicon: Lexicon) -> Evidence | None:
    """The cells that the question means; None when no listing, or more than one, tells them."""
    question = linked.question
    if len(question.scopes) != 1 or question.excluded or question.doer or question.unknown_places:
        return None
    if question.derived and not against_budget(plain(question.text)):
        return None
    own = question.own_length or len(question.text)
    asked, earlier = plain(question.text[:own]), plain(question.text[own:])
    found = [
        (said, cells)
        for said in readings(question, asked, earlier, lexicon)
        if (cells := _cells(said, question, asked)) is not None
    ]
    if not found:
        return none_of_kind(linked, asked, lexicon)
    weights = [_weight(said) for said, _ in found]
    best = [cells for (_, cells), weight in zip(found, weights, strict=True) if weight == max(weights)]
    if len({tuple((figure.label, figure.value) for figure in cells.figures) for cells in best}) != 1:
        return None
    return evidence_of(linked, best[0])


def readings(question: Question, asked: str, earlier: str, lexicon: Lexicon) -> Iterator[Said]:
    """The listings of which the question names rows or columns, and that explain all of its words."""
    scope = question.scopes[0]
    for document in sorted(scope.documents):
        for listing in lexicon.listings_of[document]:
            year = scope.year or lexicon.documents[document].year
            columns = tuple(column for column in listing.columns if column.year == year)
            said = said_of(replace(listing, columns=columns), asked, earlier)
            ranked = (question.operation is Operation.RANK or question.conditions) and _spoken_of(listing, asked)
            if (said.rows or said.columns or ranked or against_budget(asked)) and not left_open(
                said, question, lexicon
            ):
                yield said


def _spoken_of(listing: Listing, asked: str) -> bool:
    """「哪个街道残疾人最少」, 「哪类车最多」: a word of the headers stands in the question, or how all rows end."""
    heads = {gram for column in listing.columns for gram in bigrams(column.head)}
    ends = {plain(row.label)[-1:] for row in listing.rows}
    return bool(bigrams(asked) & heads) or (
        len(ends) == 1 and re.search(rf"哪[一]?[类种]{ends.pop()}", asked) is not None
    )


def _weight(said: Said) -> tuple[int, int]:
    """Characters of the question that name columns and rows of the listing."""
    return sum(len(word) for _, word in said.columns), sum(len(word) for _, word in said.rows)


def left_open(said: Said, question: Question, lexicon: Lexicon) -> bool:
    """Words of the question remain that neither the listing nor everyday speech explains."""
    document = lexicon.documents[said.listing.document]
    own = plain(document.organisation)
    words = [word for _, word in (*said.rows, *said.columns)]
    own_length = question.own_length or len(question.text)
    for span in question.content:
        rest = plain(span.text) if span.start < own_length else ""
        for word in sorted(words, key=len, reverse=True):
            rest = rest.replace(word, " ")
        for piece in (left.strip(_SMALL) for left in _SPEECH.sub(" ", rest).split()):
            inside = any(piece in word for word in words) or piece in own
            if len(piece) > 1 and not inside and not _printed(piece, said.listing):
                return True
    return False


def _printed(piece: str, listing: Listing) -> bool:
    return all(piece[i : i + 2] in listing.words for i in range(len(piece) - 1))


def _cells(said: Said, question: Question, asked: str) -> Cells | None:
    listing, operation = said.listing, question.operation
    column = said.columns[0][0] if len(said.columns) == 1 else None
    rows = tuple(row for row, _ in said.rows)
    if operation is Operation.SHARE:
        return _share(said, asked)
    if not rows and (operation in _SETS or _WHO.search(asked)):
        if _told_by_words(said):
            return None
        return rows_meant(listing, column, said.columns[0][1] if column else "", question, asked)
    if operation in _PAIR and len(rows) == 1 and len(said.columns) == PAIR:
        return _two_cells(rows[0], said)
    if operation is Operation.COUNT and column is not None and column.unit not in {"", "元", "%", "分"}:
        operation = Operation.VALUE  # 「重度的有几个」 of a row asks for a cell
    chosen = column or (whole_column(listing) if not said.columns else None)
    if chosen is None or not rows or not _fits(chosen, question):
        return None
    figures = tuple(figure_at(row, chosen) for row in rows)
    if any(figure is None for figure in figures):
        return None
    told = tuple(figure for figure in figures if figure is not None)
    if column is None and chosen.unit == "元":
        return None  # a row's own amount is found by its name
    if len(told) == 1 and operation in _ONE:
        return Cells(Operation.VALUE, told)
    if len(told) > 1 and operation in _ONE:
        return Cells(Operation.SUM if _TOGETHER.search(asked) else Operation.VALUE, told)
    return Cells(operation, told) if len(told) > 1 and operation in _PAIR else None


def _told_by_words(said: Said) -> bool:
    """A word of a column beside the names (「下属小学里」) tells some of the rows, not all."""
    words = {plain(fact.printed) for row in said.listing.rows for fact in row.cells.values() if fact.state == "text"}
    return any(len(word) > 1 and word in said.left for word in words)


def _two_cells(row: Row, said: Said) -> Cells | None:
    """「某大队的编制比在职多几个」: two columns of one row."""
    figures = [figure_at(row, column) for column, _ in said.columns]
    told = tuple(figure for figure in figures if figure is not None)
    if len(told) < PAIR or told[0].unit != told[1].unit:
        return None
    return Cells(Operation.DIFFERENCE, told)


def _fits(column: Column, question: Question) -> bool:
    """The column counts what is asked for: people are no money."""
    money = question.unit == "元"
    return money == (column.unit == "元") or question.unit in {"", "个", "家", "项"}


def _share(said: Said, asked: str) -> Cells | None:
    """A cell of its row's whole, a row of the total, a column's total of the whole."""
    listing = said.listing
    base = whole_column(listing)
    columns = [column for column, _ in said.columns]
    if len(columns) == PAIR and "占" in asked:  # 「本级财力占项目预算的比例」
        at = asked.find("占")
        if asked.find(said.columns[0][1]) < at < asked.find(said.columns[1][1]):
            base, columns = columns[1], columns[:1]
    part_column = columns[0] if columns else base
    if len(said.rows) > 1 or len(columns) > 1 or part_column is None or (not columns and part_column.unit == "元"):
        return None
    row = said.rows[0][0] if said.rows else None
    part = figure_at(row, part_column) if row else total_of(listing, part_column)
    if row and (_OF_ALL.search(asked) or not columns):
        whole = total_of(listing, part_column)
    elif base is None or part_column == base:
        return None
    else:
        whole = figure_at(row, base) if row else total_of(listing, base)
    if part is None or whole is None or part.unit != whole.unit:
        return None
    if (part.value or 0) > (whole.value or 0):
        return None
    if row:
        part = replace(part, label=f"{row.label}的{part_column.title}")
        label = f"{row.label}的{base.title}" if base and whole.fact.depth else f"{whole.label}合计"
        whole = replace(whole, label=label)
    return Cells(Operation.SHARE, (part, whole))


def evidence_of(linked: Linked, cells: Cells) -> Evidence:
    """The evidence that the cells make, with nothing left of the words that chose them."""
    question = linked.question
    unit = cells.figures[0].unit
    bare = replace(
        question,
        operation=cells.operation,
        content=(),
        quoted=(),
        measures=(),
        measure_places=(),
        unit="%" if cells.operation is Operation.SHARE else cells.figures[0].unit,
        derived=None,
        conditions=tuple(
            replace(condition, measure="") for condition in question.conditions if condition.unit in {"", unit}
        ),  # the rows were chosen by it
    )
    notes = (cells.note,) if cells.note else ()
    scope = question.scopes[0]
    if cells.population:
        people = Population(question.population or "项", "", cells.figures)
        target = Target("", scope, ())
        return Evidence(
            replace(linked, question=bare, targets=(target,)), population=people, assumptions=notes, chosen=True
        )
    found = tuple(Found(Target(figure.label, scope, ()), (figure,)) for figure in cells.figures)
    return Evidence(
        replace(linked, question=bare, targets=tuple(item.target for item in found)),
        found=found,
        assumptions=notes,
        chosen=True,
    )
