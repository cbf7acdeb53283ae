"""The rows of one project's form that a question asks for: of each piece of the question the row that explains it best.

The project may be named in part, by what its rows hold, or not at all; the form whose name and rows together explain most is
meant, and only when no other does nearly as well and no word of the question is left that the form does not know.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from assistant.characters import bigrams, plain
from assistant.matching import UNEXPLAINED, explained, label_cover, unexplained_words
from assistant.query import Evidence, Figure, Found, Linked, Operation, Target
from assistant.retrieve.asked import asked_for
from assistant.retrieve.form_pieces import IDLE, Piece, pieces
from assistant.retrieve.lines import INDICATOR
from assistant.retrieve.routing import as_words
from assistant.retrieve.rows import REASON, with_rows
from index.language.units import same_unit

if TYPE_CHECKING:
    from collections.abc import Sequence

    from assistant.lexicon import Lexicon
    from assistant.query import Question
    from assistant.retrieve.asked import Asked
    from assistant.retrieve.passages import PassageIndex
    from index.model import Fact

_ROWS_OF = frozenset({
    Operation.VALUE, Operation.COUNT, Operation.LIST, Operation.PASSAGE, Operation.REASON, Operation.SHARE, Operation.GROWTH,
    Operation.AVERAGE,
})  # fmt: skip
"""What may ask for rows: a row may itself be a share, a change or an average (「参与的比例目标多少」)."""
CELLS, LETTERS, AROUND = 0.8, 0.45, 0.5
"""Weights of what the cells of a row, single characters of its name, and the other pages of its project explain; its name has 1."""
COVER, FITS = 0.25, 0.1
"""Gain of a row whose name the piece names whole, and of one that shows the very measure word that is asked for."""
ROW_ENOUGH, STRONG = 0.5, 0.75
"""Share of a piece that its row explains at least, and where it may be preferred to an answer found otherwise."""
MARGIN, TIED = 0.05, 0.02
"""How far the best form must be ahead of the next; rows of a form whose scores are no further apart fit alike."""
OPEN, MOST_ROWS, MOST_TIED, FEWEST = 0.25, 6, 2, 2
"""Share of the question that may stay unexplained; rows that are given, rows that fit one piece alike, and rows that are several."""
NAMED_WHOLE = 0.08
"""Gain of a form whose name stands in the question word for word."""
_ASKS_NUMBER = re.compile(r"多少|(?<![这那前后好])几|各定")
_NUMBER = re.compile(r"\d|[一二两三四五六七八九十]")
_MONEY = re.compile(r"多少(?:万|亿)?(?:元|钱|块)|几(?:万|亿|百|千)?(?:元|块钱)|花费?多少|多少(?:资金|经费|预算)|金额")
_UNIT_PRINTED = re.compile(r"\d\s*[万亿]?([%\u4e00-\u9fff]+)")
SHORTEST = 2
"""Characters that a piece must leave to a row."""
_LOOSE = frozenset({"", "个", "项", "张", "家", "件", "处", "次", "份"})
"""Measure words that people use for things that a form counts otherwise (「多少张」: 万车次)."""


@dataclass(frozen=True, slots=True)
class FormRows:
    """The rows found, by position of their passages, one tuple a piece; ``least`` is the worst share of a piece explained."""

    rows: tuple[tuple[int, ...], ...]
    score: float
    least: float
    open_words: tuple[str, ...]

    @property
    def positions(self) -> tuple[int, ...]:
        """All rows, each once."""
        return tuple(dict.fromkeys(i for row in self.rows for i in row))


def rows_asked(question: Question, lexicon: Lexicon, index: PassageIndex) -> FormRows | None:
    """The rows of the one form that explains the question; None when none does or several do alike."""
    told = question.conditions and question.operation is not Operation.REASON  # 「都是0分，为什么」 only says so
    if question.operation not in _ROWS_OF or told or question.ranking or question.excluded:
        return None
    documents = frozenset(i for scope in question.scopes for i in scope.documents)
    forms = [
        (project, lines)
        for project, positions in index.by_project.items()
        if project[0] in documents and (lines := [i for i in positions if index.passages[i].topic == INDICATOR])
    ]
    said = pieces(question, lexicon) if forms else ()
    if not said:
        return None
    asked = asked_for(question)
    found = [form for project, lines in forms if (form := _of_form(question, said, asked, project, lines, index))]
    found.sort(key=lambda form: -form.score)
    if not found or (len(found) > 1 and found[1].score > found[0].score - MARGIN):
        return None
    best = found[0]
    return None if best.open_words or len(best.positions) > MOST_ROWS else best


def _of_form(
    question: Question,
    said: Sequence[Piece],
    asked: Asked,
    project: tuple[int, str],
    lines: Sequence[int],
    index: PassageIndex,
) -> FormRows | None:
    name = plain(project[1])
    body = bigrams(name) | index.bodies[project[0]]
    around = index.lexicon.project_grams.get(project, frozenset())
    rows: list[tuple[int, ...]] = []
    total = weight = 0.0
    least = 1.0
    left: list[str] = []
    for piece in said:
        named = explained(piece.mention, "", body)
        best = _best_rows(question, piece, asked, named, lines, index)
        own = named
        if best:
            positions, share, own_row = best
            rows.append(positions)
            least = min(least, share)
            own = [max(pair) for pair in zip(named, own_row, strict=True)]
        by_pages = explained(piece.mention, "", around)
        own = [max(one, AROUND * page) for one, page in zip(own, by_pages, strict=True)]
        total += sum(w * value for w, value in zip(piece.weights, own, strict=True))
        weight += sum(piece.weights)
        left += _left(piece, own)
    if not rows or not weight:
        return None
    missed = sum(len(word) for word in left) / max(1, sum(len(piece.mention.positions) for piece in said))
    known = [word for word in left if any(word[i : i + 2] in index.lexicon.rarity for i in range(len(word) - 1))]
    score = total / weight + (NAMED_WHOLE if name in plain(question.text) else 0.0)
    return FormRows(tuple(rows), score, least, tuple(left) if known or missed > OPEN else ())


def _left(piece: Piece, values: Sequence[float]) -> tuple[str, ...]:
    """Words of a piece that nothing explains, without those that need no explanation."""
    mention = piece.mention
    unexplained = [
        position
        for position, weight, value in zip(mention.positions, piece.weights, values, strict=True)
        if weight and value < UNEXPLAINED
    ]
    return tuple(word for word in unexplained_words(mention, unexplained) if not IDLE.fullmatch(word))


def _best_rows(
    question: Question,
    piece: Piece,
    asked: Asked,
    named: Sequence[float],
    lines: Sequence[int],
    index: PassageIndex,
) -> tuple[tuple[int, ...], float, list[float]] | None:
    """(rows, share, what they explain) of what the project's name leaves of a piece; None when no row explains enough."""
    weights = [w * (1.0 - value) for w, value in zip(piece.weights, named, strict=True)]
    whole = sum(weights)
    if sum(1 for w in weights if w) < SHORTEST:
        return None
    scored = []
    for i in lines:
        if not _shows(question, piece.unit, asked, i, index):
            continue
        label = plain(index.passages[i].text.split("：")[0])
        by_name = explained(piece.mention, label, bigrams(label))
        by_cells = explained(piece.mention, "", index.grams[i])
        letters = [LETTERS if question.text[position] in label else 0.0 for position in piece.mention.positions]
        own = [max(a, CELLS * b, c) for a, b, c in zip(by_name, by_cells, letters, strict=True)]
        firm = sum(w * max(a, CELLS * b) for w, a, b in zip(weights, by_name, by_cells, strict=True))
        share = sum(w * value for w, value in zip(weights, own, strict=True)) / whole
        if share >= ROW_ENOUGH and firm:
            score = (
                share
                + COVER * label_cover(piece.mention, label)
                + (FITS if piece.unit and piece.unit in index.passages[i].text else 0.0)
            )
            scored.append((score, i, share, own))
    if not scored:
        return None
    scored.sort(key=lambda row: (-row[0], row[1]))
    top, _, share, own = scored[0]
    alike = tuple(row[1] for row in scored if row[0] >= top - TIED)
    return (alike, share, own) if len(alike) <= MOST_TIED else None


def _shows(question: Question, unit: str, asked: Asked, i: int, index: PassageIndex) -> bool:
    """Whether a row shows the kind of thing that is asked for: a time, money, a number in a fitting measure word."""
    passage = index.passages[i]
    cells = passage.text.split("：", 1)[1].split("，分值")[0]
    if timed := [kind for kind in asked.kinds if kind.name in {"时间", "时长"}]:
        return any(kind.shown_by(cells, passage.topic) for kind in timed)
    if question.operation is Operation.REASON or not _ASKS_NUMBER.search(question.text):
        return True
    if not _NUMBER.search(cells):
        return False
    if _MONEY.search(question.text):
        return "元" in cells
    printed = _UNIT_PRINTED.findall(cells)
    if unit in _LOOSE:
        return not unit or any(not one.startswith("%") for one in printed) or not printed
    return not printed or any(unit in one or same_unit(unit, one) for one in printed)


def several_rows(question: Question, lexicon: Lexicon, index: PassageIndex) -> Evidence | None:
    """Evidence of a question that surely asks for two or more rows of a form, each by its own piece; None otherwise."""
    if question.operation is Operation.REASON:
        return None
    form = rows_asked(question, lexicon, index)
    if form is None or len(form.positions) < FEWEST or len(set(form.rows)) < FEWEST or form.least < STRONG:
        return None
    return _evidence(question, form, lexicon, index)


def of_form(question: Question, lexicon: Lexicon, index: PassageIndex) -> Evidence | None:
    """Evidence of a question that nothing else answers, from the row or rows of a form that it names; None when it names none."""
    form = rows_asked(question, lexicon, index)
    return _evidence(question, form, lexicon, index) if form else None


def _evidence(question: Question, form: FormRows, lexicon: Lexicon, index: PassageIndex) -> Evidence | None:
    """The figure of the one row that is asked for, or the rows as they stand in the form.

    None where the column that is asked for is empty.
    """
    linked = Linked(question, ())
    only_result = question.actual and "指标值" not in question.measures
    if only_result and not all("实际完成值 " in index.passages[i].text for i in form.positions):
        return None
    why = question.operation is Operation.REASON
    if why and not any(_has_reason(i, index) for i in form.positions):
        return None
    if len(form.rows) == 1 and len(form.positions) == 1 and not why and _ASKS_NUMBER.search(question.text):
        figure, companions = _figure(form.positions[0], question, lexicon, index)
        if figure is not None:
            target = Target(figure.label, question.scopes[0], ())
            value = replace(linked, question=replace(question, operation=Operation.VALUE, unit="", content=()))
            return Evidence(value, (Found(target, (figure,), companions=companions),))
    chosen = with_rows(index, form.positions, question)
    return as_words(linked, tuple(index.text(i) for i in chosen))


def _has_reason(i: int, index: PassageIndex) -> bool:
    return any(index.passages[n].topic == REASON for n in index.row_of(i))


def _figure(
    i: int, question: Question, lexicon: Lexicon, index: PassageIndex
) -> tuple[Figure | None, tuple[Fact, ...]]:
    """The target or the result of a row, whichever is asked for, with its other cells; no figure where it is no number."""
    own = index.passages[i].source
    cells = [
        fact
        for fact in lexicon.facts_of[index.document(i)]
        if fact.origin == "form"
        and fact.source.table_number == own.table_number
        and fact.source.row_number == own.row_number
        and fact.item == index.passages[i].text.split("：")[0]
    ]
    wanted = "实际完成值" if question.actual or "完成值" in question.measures else "年度指标值"
    for fact in cells:
        if fact.measure == wanted and fact.value is not None:
            label = f"{fact.project}·{fact.item}"
            figure = Figure(label, fact.value, fact.unit, fact, assumptions=(f"按「{fact.item}」理解",))
            return figure, tuple(other for other in cells if other.measure != wanted and other.state != "blank")
    return None, ()
