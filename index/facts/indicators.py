"""Indicator rows of target and self-evaluation forms, read by what their cells say rather than where they stand.

Page breaks move the cells of these forms sideways, leave labels out, cut them in two and repeat none of it: columns
cannot be trusted. A row is read as words: known names of levels in front, then the indicator, its target, what
was reached, points, score and the reason.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from index.language.cells import is_number
from index.language.layout import label

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_FIRST_NAMES = "产出|效益|满意度|效果|影响力|成本|效率|过程|决策|投入|管理"
_SECOND_NAMES = (
    "数量|质量|时效|成本|经济成本|社会成本|生态环境成本|经济效益|社会效益|生态效益|环境效益|可持续影响|可持续发展|"
    "服务对象满意度|满意度|公众满意度|社会公众满意度|受益对象满意度|长效管理|投入管理|财务管理|项目管理|信息共享|人力资源|能力建设"
)
_FIRST = re.compile(f"^(?:{_FIRST_NAMES})(?:指标|目标)$")
_SECOND = re.compile(f"^(?:{_SECOND_NAMES})(?:指标|目标)$")
_BARE = re.compile(f"^(?:{_FIRST_NAMES}|{_SECOND_NAMES})$")
_BARE_SECOND = re.compile("^(?:数量|质量|时效|经济效益|社会效益|生态效益|环境效益|可持续影响)$")
_SATISFACTION = re.compile("^(?:服务对象|社会公众|公众|受益对象)满意度$")
_LEVELS_AND_CELLS = 3
"""Cells of a row with two levels, an indicator and its target, less one: with fewer a 满意度 is the indicator itself."""
_PARENTS: tuple[tuple[re.Pattern[str], str], ...] = (
    (re.compile(r"^(?:数量|质量|时效|成本)"), "产出"),
    (re.compile(r"^(?:经济成本|社会成本|生态环境成本)"), "成本"),
    (re.compile(r"^(?:经济效益|社会效益|生态效益|环境效益|可持续)"), "效益"),
    (re.compile(r"满意度"), "满意度"),
)
_SAME = ({"效益", "效果"}, {"满意度", "影响力"}, {"产出", "成本"})
_FRAME = re.compile(r"^[年度绩效指标目总体分解\s]{1,6}$")
_POINTS = re.compile(r"^\d{1,3}(?:\.\d+)?$")
_SENTENCE = re.compile(r"[。;；]$|[,，].{8,}")
"""What a name of an indicator does not look like."""
_DONE = re.compile(r"^总\s*分$")


@dataclass(frozen=True, slots=True)
class Cell:
    """A filled cell: text as printed and its place (from 0)."""

    text: str
    row: int
    column: int

    @property
    def plain(self) -> str:
        """The text as a label."""
        return label(self.text)


@dataclass(frozen=True, slots=True)
class Indicator:
    """One indicator; a cell is None where the form leaves it out."""

    first: str
    second: str
    name: str
    row: int
    target: Cell | None = None
    actual: Cell | None = None
    points: Cell | None = None
    score: Cell | None = None
    reason: Cell | None = None


@dataclass(slots=True)
class _Levels:
    first: str = ""
    second: str = ""


def indicators(
    rows: Sequence[tuple[int, Sequence[str]]], starts: frozenset[int], *, scored: bool
) -> Iterator[Indicator]:
    """The indicators of the rows below the 「一级指标 | 二级指标 …」 header.

    ``rows`` are (position, cells), ``starts`` the positions where a page begins. ``scored``: a self-evaluation form,
    with result, points and score; otherwise a target form.
    """
    parsed = _with_fragments(_with_endings([_words(position, cells) for position, cells in rows]), starts)
    levels = _Levels()
    for number, words in enumerate(parsed):
        rest = _take_levels(words, levels)
        if not rest:
            continue
        first, second = levels.first, levels.second
        if len(rest) == len(words) and "满意度" in rest[0].plain and "满意度" not in second:
            first, second = _next_satisfaction(parsed[number + 1 :]) or (first, second)
        yield _indicator(rest, first, second, scored=scored)


def _words(row: int, cells: Sequence[str]) -> list[Cell]:
    words = [Cell(cell, row, column) for column, cell in enumerate(cells) if label(cell)]
    framed = words and words[0].column == 0 and _FRAME.match(words[0].plain) and not _is_level(words[0])
    return words[1:] if framed else words


def _is_level(cell: Cell) -> bool:
    return bool(_FIRST.match(cell.plain) or _SECOND.match(cell.plain))


def _with_endings(rows: list[list[Cell]]) -> list[list[Cell]]:
    """Rows whose levels all end in 「指标」, as the rest of this module expects; some forms print only 「数量」, 「质量」.

    Such a word names a level where its column holds several of them, or behind a first level; else it is an indicator.
    """
    found: dict[int, set[str]] = {}
    for words in rows:
        for word in words[:2]:
            if _BARE.match(word.plain):
                found.setdefault(word.column, set()).add(word.plain)
    columns = {column for column, names in found.items() if len(names) > 1}
    return [[_with_ending(words, number, columns) for number in range(len(words))] for words in rows]


def _with_ending(words: list[Cell], number: int, columns: set[int]) -> Cell:
    word = words[number]
    listed = word.column in columns and _BARE.match(word.plain)
    behind = number == 1 and _FIRST.match(words[0].plain) and _BARE_SECOND.match(word.plain)
    before_name = number == 1 and len(words) > _LEVELS_AND_CELLS and not re.search(r"\d", words[2].plain)
    of_satisfaction = before_name and _FIRST.match(words[0].plain) and _SATISFACTION.match(word.plain)
    return (
        replace(word, text=word.plain + "指标")
        if number <= 1 and number + 1 < len(words) and (listed or behind or of_satisfaction)
        else word
    )


def _with_fragments(rows: list[list[Cell]], starts: frozenset[int]) -> list[list[Cell]]:
    """Rows with the pieces of a name that a page break cut put back: in front of the next page, or behind the last."""
    result: list[list[Cell]] = []
    pending: Cell | None = None
    for number, words in enumerate(rows):
        if not words:
            continue
        if _is_fragment(words):
            ends_page = number + 1 < len(rows) and bool(rows[number + 1]) and rows[number + 1][0].row in starts
            if ends_page and words[0].row not in starts:
                pending = words[0]
            elif result:
                result[-1] = _extended(result[-1], words[0].text, behind=True)
            continue
        if pending is not None:
            result.append(_extended(words, pending.text, behind=False))
            pending = None
        else:
            result.append(words)
    if pending is not None:
        result.append([pending])
    return result


def _is_fragment(words: list[Cell]) -> bool:
    return (
        len(words) == 1
        and not is_number(words[0].plain)
        and not _is_level(words[0])
        and not _SENTENCE.search(words[0].plain)
    )


def is_remark(cells: Sequence[str]) -> bool:
    """A row whose only cell is a whole sentence: what the form says of the project beside its indicators."""
    filled = [label(cell) for cell in cells if label(cell)]
    return len(filled) == 1 and bool(_SENTENCE.search(filled[0]))


def _extended(words: list[Cell], text: str, *, behind: bool) -> list[Cell]:
    """``words`` with ``text`` added to the cell that names the indicator."""
    named = next((number for number, word in enumerate(words) if not _is_level(word)), 0)
    cell = words[named]
    joined = cell.text + text if behind else text + cell.text
    return [*words[:named], replace(cell, text=joined), *words[named + 1 :]]


def _take_levels(words: list[Cell], levels: _Levels) -> list[Cell]:
    """Set the levels that a row names and return the rest of its cells."""
    rest = list(words)
    named = False
    while len(rest) > 1 and _is_level(rest[0]):
        name = rest[0].plain
        if not named and _opens_first(rest, levels.first):
            levels.first, named = name, True
            levels.second = levels.second if _belongs(name, levels.second) else ""
        else:
            levels.second = name
            if not named and not _belongs(levels.first, name):
                levels.first = _parent(name)
        rest = rest[1:]
    return rest


def _opens_first(words: list[Cell], first: str) -> bool:
    """Whether a row begins with a first level; 成本指标 and 满意度指标 can be either and look at their neighbours."""
    name = words[0].plain
    if not _FIRST.match(name):
        return False
    return not _SECOND.match(name) or bool(_SECOND.match(words[1].plain)) or not _belongs(first, name)


def _parent(second: str) -> str:
    """The usual first level of a second level, in the same wording (指标 or 目标)."""
    stem = next((parent for pattern, parent in _PARENTS if pattern.search(second)), "")
    if second.endswith("目标"):
        stem = {"效益": "效果", "满意度": "影响力"}.get(stem, stem)
    return stem + second[-2:] if stem else ""


def _belongs(first: str, second: str) -> bool:
    """Whether a second level can stand under a first one."""
    usual = _parent(second)
    if not usual:
        return bool(second)
    one, other = first[:-2], usual[:-2]
    return one == other or any({one, other} <= same for same in _SAME)


def _next_satisfaction(rows: list[list[Cell]]) -> tuple[str, str] | None:
    """The 满意度 levels of the next row that names levels: the row before it slipped onto the page above."""
    for words in rows:
        levels = _Levels()
        rest = _take_levels(words, levels)
        if len(rest) < len(words):
            return (levels.first, levels.second) if "满意度" in levels.second else None
    return None


def _indicator(words: list[Cell], first: str, second: str, *, scored: bool) -> Indicator:
    name, values = _balanced(words[0].plain), words[1:]
    base = Indicator(first, second, name, words[0].row)
    if not scored:
        return replace(base, target=values[0] if values else None, reason=values[1] if len(values) > 1 else None)
    points, score, reason, values = _points(values)
    target = values[0] if values else None
    actual = values[1] if len(values) > 1 else None
    if len(values) > len(("target", "actual")) and reason is None:
        reason = values[2]
    return replace(base, target=target, actual=actual, points=points, score=score, reason=reason)


def _balanced(name: str) -> str:
    """A name without a quotation mark that has no partner."""
    return name.replace('"', "") if name.count('"') == 1 else name


def _points(values: list[Cell]) -> tuple[Cell | None, Cell | None, Cell | None, list[Cell]]:
    """(points, score, reason, cells before them): the last two bare numbers are points and score."""
    places = [number for number, cell in enumerate(values) if _POINTS.match(cell.plain)]
    pairs = [number for number in places if number + 1 in places and number > 0]
    if pairs:
        start = pairs[-1]
        reason = values[start + 2] if len(values) > start + 2 else None
        return values[start], values[start + 1], reason, values[:start]
    late = [number for number in places if number > 0]
    if late and len(values) > 1:
        start = late[-1]
        reason = values[start + 1] if len(values) > start + 1 else None
        return values[start], None, reason, values[:start]
    return None, None, None, values


def is_total(words: Sequence[str]) -> bool:
    """Whether a row is the 「总分」 row."""
    return bool(words) and _DONE.match(label(words[0])) is not None
