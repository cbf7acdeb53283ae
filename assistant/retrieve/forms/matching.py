"""Which row of a form an ask or one of its pieces is about: by name, by cells, and by the kind of thing that the row shows."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from assistant.characters import bigrams, plain
from assistant.matching import explained, label_cover
from assistant.patterns import Pattern
from assistant.retrieve.words.kinds import ALIKE, KINDS
from index.language.units import same_unit

if TYPE_CHECKING:
    from collections.abc import Sequence

    from assistant.retrieve.forms.pieces import Ask, Piece
    from assistant.retrieve.words.passages import PassageIndex

CELLS, LETTERS = 0.8, 0.45
"""Weights of what the cells of a row and single characters of its name explain; its name has 1."""
COVER, FITS, SAME_UNIT = 0.25, 0.1, 0.2
"""Gain of a row whose name the piece names whole, of one that shows the measure word asked for, and what that adds to its share."""
STRANGE = 0.34
"""Share of the characters of an ask beside the project's name that its row need not know."""
ROW_ENOUGH, TIED, MOST_TIED, SHORTEST = 0.5, 0.02, 2, 2
"""Share of a piece that its row explains at least; rows no further apart fit alike, and so many may; characters left to a row."""
_NUMBER = Pattern(r"\d|[一二两三四五六七八九十]")
_UNIT_PRINTED = Pattern(r"\d\s*[万亿]?([%\u4e00-\u9fff]+)")
_LENGTH = Pattern(r"\d\s*万?(?:公里|千米|米)")
_LOOSE = frozenset({"", "个", "项", "张", "件", "处"})
"""Measure words that people use for things that a form counts otherwise (「多少张」: 万车次)."""
_NO_COUNT = Pattern(r"^(?:%|元|月|日|天|小时|分钟|个月|个?工作日|年)")
"""Behind a number that counts no things."""
_TIMES = tuple(kind for kind in KINDS if kind.name in {"时间", "时长"})


@dataclass(frozen=True, slots=True)
class RowsFound:
    """Positions of the rows that fit alike, the share of the piece that they explain, and of each of its characters."""

    positions: tuple[int, ...]
    share: float
    values: tuple[float, ...] = ()


def row_of_piece(
    piece: Piece, ask: Ask, named: Sequence[float], lines: Sequence[int], index: PassageIndex, *, money: bool
) -> RowsFound | None:
    """The row(s) for what the project's name (which explains ``named``) leaves of a piece; None when no row explains enough.

    Single characters explain only what is no word of the documents: 「公厕」 is not half explained by 「公园」 where both are known.
    """
    weights = [w * (1.0 - value) for w, value in zip(piece.weights, named, strict=True)]
    whole = sum(weights)
    if sum(1 for w in weights if w) < SHORTEST:
        return None
    loose = [not any(gram in index.lexicon.rarity for gram in grams) for grams in piece.mention.grams]
    scored: list[tuple[float, int, float, list[float]]] = []
    for i in lines:
        if not shows(ask.kind, piece.unit, piece.text, i, index, money=money):
            continue
        label = _label(i, index)
        by_name = explained(piece.mention, label, bigrams(label))
        by_cells = explained(piece.mention, "", index.grams[i])
        letters = [LETTERS if char in label and free else 0.0 for char, free in zip(piece.text, loose, strict=True)]
        own = [max(a, CELLS * b, c) for a, b, c in zip(by_name, by_cells, letters, strict=True)]
        firm = sum(w * max(a, CELLS * b) for w, a, b in zip(weights, by_name, by_cells, strict=True))
        same = prints_unit(piece.unit, i, index)
        share = sum(w * value for w, value in zip(weights, own, strict=True)) / whole
        if share + SAME_UNIT * same >= ROW_ENOUGH and (firm or same):
            score = share + COVER * label_cover(piece.mention, label) + FITS * same
            scored.append((score, i, share, own))
    if not scored:
        return None
    scored.sort(key=lambda row: (-row[0], row[1]))
    top, _, share, own = scored[0]
    alike = tuple(row[1] for row in scored if row[0] >= top - TIED)
    return RowsFound(alike, share, tuple(own)) if len(alike) <= MOST_TIED else None


def row_of_ask(ask: Ask, name: str, lines: Sequence[int], index: PassageIndex, *, money: bool) -> RowsFound | None:
    """The one row for an ask that names its thing only by a verb and a measure word, or in the project's own words (「演几场」).

    The row prints that measure word (or a time, where one is asked for), its name holds more characters of the ask than any other,
    and with the project's ``name`` nearly all: 「招几名司机」 is not told by a row of other people.
    """
    said = frozenset(ask.letters)
    scored = []
    for i in lines:
        if not shows(ask.kind, ask.unit, ask.letters, i, index, money=money):
            continue
        label = _label(i, index)
        letters = sum(1 for char in said if char in label)
        beside = [char for char in said if char not in name]
        other = sum(1 for char in beside if char not in label)
        if other > len(beside) * STRANGE or any(_strange(piece, label + name) for piece in ask.pieces):
            continue
        counted = prints_unit(ask.unit, i, index)
        if (ask.kind == "time" and letters) or (counted and (letters or ask.unit in label)):
            scored.append((letters + (ask.unit in label), i))
        elif not ask.unit and len(ask.letters) >= SHORTEST and letters == len(said):
            scored.append((letters, i))
    scored.sort(key=lambda row: (-row[0], row[1]))
    if not scored or (len(scored) > 1 and scored[1][0] == scored[0][0]):
        return None
    return RowsFound((scored[0][1],), 1.0)


def _strange(piece: Piece, known: str) -> bool:
    """A piece has two characters or more side by side of which neither row nor project knows any."""
    return any(
        weight and one not in known and two not in known
        for weight, one, two in zip(piece.weights, piece.text, piece.text[1:], strict=False)
    )


def shows(kind: str, unit: str, said: str, i: int, index: PassageIndex, *, money: bool) -> bool:
    """Whether a row shows the kind of thing that is asked for: a time, money, a number in a fitting measure word.

    A further number of a cell counts only before a word of what is ``said`` (「100%（约80个）」 is no number of people, 「28个点位」 one
    of 点位).
    """
    cells = _cells(i, index)
    if kind == "time":
        return any(one.shown_by(cells, "") for one in _TIMES) or bool(_LENGTH.search(cells))
    if not kind:
        return True
    if not _NUMBER.search(cells):
        return False
    if money:
        return "元" in cells
    if not unit:
        return True
    printed = [
        one
        for cell in cells.split("，")
        for n, one in enumerate(_UNIT_PRINTED.findall(cell))
        if n == 0 or _speaks_of(one, unit, said)
    ]
    if unit in _LOOSE:
        return not printed or any(not _NO_COUNT.match(one) for one in printed)
    return not printed or any(unit in one or same_unit(unit, one) or _alike(unit, one) for one in printed)


def _speaks_of(printed: str, unit: str, said: str) -> bool:
    behind = printed.removeprefix(unit)[:2]
    return printed.startswith(unit) and (behind in said if behind else True)


def _alike(unit: str, printed: str) -> bool:
    return any(unit in alike and any(printed.startswith(one) for one in alike) for alike in ALIKE)


def prints_unit(unit: str, i: int, index: PassageIndex) -> bool:
    """Whether a row prints a number in the measure word."""
    return bool(unit) and any(
        one.startswith(unit) or same_unit(unit, one) for one in _UNIT_PRINTED.findall(_cells(i, index))
    )


def letters_of(piece: Piece, rows: Sequence[RowsFound], index: PassageIndex) -> list[float]:
    """How far single characters of the rows' names explain a piece (「接到报案」: 接报后到达现场时间)."""
    labels = "".join(_label(i, index) for row in rows for i in row.positions)
    return [LETTERS if char in labels else 0.0 for char in piece.text]


def _label(i: int, index: PassageIndex) -> str:
    return plain(index.passages[i].text.split("：")[0])


def _cells(i: int, index: PassageIndex) -> str:
    return index.passages[i].text.split("：", 1)[1].split("，分值")[0]
