"""The rows of one project's form that a question asks for: of each piece of the question the row that explains it best.

The project may be named in part, by what its rows hold, or not at all; the form whose name and rows together explain most is
meant, and only when no other does nearly as well, every ask has a row, and no word of the question is left that the form does not know.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from assistant.characters import bigrams, plain
from assistant.matching import UNEXPLAINED, VERBS, explained, unexplained_words
from assistant.patterns import Pattern
from assistant.query import Evidence, Figure, Found, Linked, Operation, Target
from assistant.retrieve.forms.lines import INDICATOR
from assistant.retrieve.forms.matching import RowsFound, letters_of, prints_unit, row_of_ask, row_of_piece
from assistant.retrieve.forms.pieces import IDLE, Ask, Piece, asks_of
from assistant.retrieve.forms.reasons import REASON, with_rows
from assistant.retrieve.words.routing import as_words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from assistant.lexicon import Lexicon
    from assistant.query import Question
    from assistant.retrieve.words.passages import PassageIndex
    from index.model import Fact

_ROWS_OF = frozenset({
    Operation.VALUE, Operation.COUNT, Operation.LIST, Operation.PASSAGE, Operation.REASON, Operation.SHARE, Operation.GROWTH,
    Operation.AVERAGE,
})  # fmt: skip
"""What may ask for rows: a row may itself be a share, a change or an average (「参与的比例目标多少」)."""
AROUND, NAMED_WHOLE = 0.5, 0.08
"""Weight of what the other pages of a project explain; gain of a form whose name stands in the question word for word."""
STRONG, SURE = 0.7, 0.95
"""Share of each piece that its row explains where it may be preferred to an answer found otherwise, and to a count."""
SHORTEST_NAME = 4
"""Characters of a name that means one project and no other."""
MARGIN, OPEN, MOST_ROWS, FEWEST = 0.05, 0.25, 6, 2
"""How far the best form must be ahead of the next; share of the question that may stay open; rows that are given, and that are several."""
_ASKS_NUMBER = Pattern(r"多少|(?<![这那前后好])几|多久|多长|各定")
_MONEY = Pattern(r"多少(?:万|亿)?(?:元|钱|块)|几(?:万|亿|百|千)?(?:元|块钱)|花费?多少|多少(?:资金|经费|预算)|金额")


_DEEDS = VERBS | frozenset("接挂铺挖清扫跑能会想该才共")
"""How a word begins that says what is done with the thing, which a row may leave out (「农户接上截污管」); no other word may be passed over."""


@dataclass(frozen=True, slots=True)
class FormRows:
    """The rows found, by position of their passages, one tuple a piece; ``least`` is the worst share of a piece explained."""

    rows: tuple[tuple[int, ...], ...]
    score: float
    least: float
    open_words: tuple[str, ...]
    unserved: bool = False
    """A question word of the question has no row."""
    counted: bool = False
    """Every row prints the measure word that is asked for."""

    @property
    def positions(self) -> tuple[int, ...]:
        """All rows, each once."""
        return tuple(dict.fromkeys(i for row in self.rows for i in row))


def project_described(question: Question, lexicon: Lexicon, index: PassageIndex) -> str:
    """Name of the one project whose form knows all that ``question`` says (「发快递、刻公章的」), "" when none or several do."""
    found = _forms_for(question, lexicon, index)
    if not found or (len(found) > 1 and found[1][0].score > found[0][0].score - MARGIN):
        return ""
    best, project = found[0]
    return "" if best.open_words else project


def rows_asked(question: Question, lexicon: Lexicon, index: PassageIndex) -> FormRows | None:
    """The rows of the one form that explains the question; None when none does or several do alike."""
    told = question.conditions and question.operation is not Operation.REASON  # 「都是0分，为什么」 only says so
    if question.operation not in _ROWS_OF or told or question.ranking or question.excluded:
        return None
    found = [form for form, _ in _forms_for(question, lexicon, index)]
    if not found or (len(found) > 1 and found[1].score > found[0].score - MARGIN):
        return None
    best = found[0]
    return None if best.open_words or best.unserved or len(best.positions) > MOST_ROWS else best


def _forms_for(question: Question, lexicon: Lexicon, index: PassageIndex) -> list[tuple[FormRows, str]]:
    """The forms that have rows for the question, each with its project's name, the best first."""
    documents = frozenset(i for scope in question.scopes for i in scope.documents)
    forms = [
        (project, lines)
        for project, positions in index.by_project.items()
        if project[0] in documents and (lines := [i for i in positions if index.passages[i].topic == INDICATOR])
    ]
    if whole := _named_whole(question, lexicon):
        forms = [form for form in forms if plain(form[0][1]) in whole]
    asks = asks_of(question, lexicon) if forms else ()
    if not any(ask.pieces for ask in asks):
        return []
    found = [
        (form, project[1]) for project, lines in forms if (form := _of_form(question, asks, project, lines, index))
    ]
    return sorted(found, key=lambda pair: -pair[0].score)


def _named_whole(question: Question, lexicon: Lexicon) -> frozenset[str]:
    """Names of projects that stand in the question word for word, those inside a longer one left out: no other form is meant."""
    text = plain(question.text)
    found = {name for _, project in lexicon.by_project if len(name := plain(project)) >= SHORTEST_NAME and name in text}
    return frozenset(name for name in found if not any(name != other and name in other for other in found))


def _of_form(
    question: Question, asks: Sequence[Ask], project: tuple[int, str], lines: Sequence[int], index: PassageIndex
) -> FormRows | None:
    name = plain(project[1])
    about = index.lexicon.documents[project[0]]
    body = plain(about.organisation + about.region)
    money = bool(_MONEY.search(question.text))
    rows: list[RowsFound] = []
    total = weight = 0.0
    left: list[str] = []
    unserved = False
    counted = True
    for ask in asks:
        served: list[RowsFound] = []
        values: list[list[float]] = []
        for piece in ask.pieces:
            named = explained(piece.mention, "", bigrams(name))
            row = row_of_piece(piece, ask, named, lines, index, money=money)
            served += [row] if row else []
            values.append(_values(piece, project, named, row, index))
        if (
            len(served) < ask.words
            and ask.letters
            and (alone := row_of_ask(ask, name + body, lines, index, money=money))
        ):
            served.append(alone)
        unserved = unserved or (len(served) < ask.words and bool(ask.letters))
        counted = counted and all(prints_unit(ask.unit, i, index) for row in served for i in row.positions)
        for piece, own in zip(ask.pieces, values, strict=True):
            known = [max(pair) for pair in zip(own, letters_of(piece, served, index), strict=True)]
            total += sum(w * value for w, value in zip(piece.weights, own, strict=True))
            weight += sum(piece.weights)
            left += _left(piece, known)
        rows += served
    if not rows or not weight:
        return None
    characters = sum(len(piece.mention.positions) for ask in asks for piece in ask.pieces)
    held = [word for word in left if word[0] not in _DEEDS or _in_documents(word, index.lexicon)]
    open_words = tuple(left) if held or sum(map(len, left)) > OPEN * characters else ()
    score = total / weight + (NAMED_WHOLE if name in plain(question.text) else 0.0)
    return FormRows(
        tuple(row.positions for row in rows), score, min(row.share for row in rows), open_words, unserved, counted
    )


def _values(
    piece: Piece, project: tuple[int, str], named: Sequence[float], row: RowsFound | None, index: PassageIndex
) -> list[float]:
    """How far each character of a piece is explained by the project, its row and its other pages, and the body's name."""
    values = [max(pair) for pair in zip(named, row.values, strict=True)] if row else list(named)
    body = explained(piece.mention, "", index.bodies[project[0]])
    pages = explained(piece.mention, "", index.lexicon.project_grams.get(project, frozenset()))
    return [max(own, AROUND * max(near)) for own, near in zip(values, zip(body, pages, strict=True), strict=True)]


def _in_documents(word: str, lexicon: Lexicon) -> bool:
    return any(word[i : i + 2] in lexicon.rarity for i in range(len(word) - 1))


def _left(piece: Piece, values: Sequence[float]) -> tuple[str, ...]:
    """Words of a piece that nothing explains, without those that need no explanation."""
    mention = piece.mention
    unexplained = [
        position
        for position, weight, value in zip(mention.positions, piece.weights, values, strict=True)
        if weight and value < UNEXPLAINED
    ]
    return tuple(word for word in unexplained_words(mention, unexplained) if not IDLE.fullmatch(word))


def surely_rows(question: Question, lexicon: Lexicon, index: PassageIndex) -> Evidence | None:
    """Evidence of a question that surely asks for rows of a form; None otherwise.

    Sure are two rows or more, each by its own piece, both columns of one row, and a count that a row states.
    """
    if question.operation is Operation.REASON:
        return None
    form = rows_asked(question, lexicon, index)
    if form is None:
        return None
    several = len(form.positions) >= FEWEST and len(set(form.rows)) >= FEWEST and form.least >= STRONG
    several = several or (len(form.positions) == 1 and form.least >= STRONG and _both_columns(question, index, form))
    states = question.operation is Operation.COUNT and form.counted and form.least >= SURE
    return _evidence(question, form, lexicon, index) if several or states else None


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


def _both_columns(question: Question, index: PassageIndex, form: FormRows) -> bool:
    """「要几件，实际几件」 of a row that prints both."""
    asked_twice = len(_ASKS_NUMBER.findall(question.text)) >= FEWEST and question.actual
    return asked_twice and all("实际完成值 " in index.passages[i].text for i in form.positions)


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
