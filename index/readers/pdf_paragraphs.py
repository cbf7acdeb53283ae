"""Lines of PDF pages joined to paragraphs, without running heads and page numbers.

A line goes on in the next one when it reaches the right margin (there was no room for what follows) and the next one
begins at the left margin; an indented line begins a paragraph. Paragraphs go on over page breaks.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from index.language.layout import label
from index.language.titles import heading_level, is_table_title
from index.readers.pdf_text import TextLine

if TYPE_CHECKING:
    from collections.abc import Sequence

_PAGE_NUMBER = re.compile(r"^[-—–·\s/]*(?:第)?\s*\d{1,4}\s*(?:页)?(?:\s*[,，/共]\s*(?:共)?\s*\d{1,4}\s*页?)?[-—–·\s]*$")
_ABOVE_TABLE = re.compile(r"(?:编制|填报|预算|公开)?(?:部门|单位)(?:名称)?\s*[:：]|^\(?续")
STARTS = re.compile(
    r"^(?:[一二三四五六七八九十]+[、.]|[（(][一二三四五六七八九十\d]+[)）]|\d{1,2}(?:[、)）]|[.．](?!\d|$)|[.．](?=(?:19|20)\d\d年))"
    r"|[①-⑳●◆■]|第[一二三四五六七八九十]+(?:部分|条|章|节)|注\s*\d*\s*[:：])"
)
_CLOSED = re.compile(r"[。；;：:…!！?？]\s*\d*$|[.·]{4,}\s*\d*$")
_SENTENCE_MARKS = "。；，、,;：:"
_LAST_MARKS = "。；：！？;:!?…"
_EARLY = 7
"""Ems that a line may lack to the right margin and still go on in the next one."""
_FULL = 0.5
"""A line that takes more than this part of the page's width shows the margins, if there are some of them:"""
_ENOUGH_OF_PAGE, _ENOUGH_OF_ALL = 4, 2
_HEAD_ZONE, _FOOT_ZONE = 0.12, 0.9
"""Parts of the page's height above and below which running heads and page numbers stand."""


@dataclass(frozen=True, slots=True)
class PageLines:
    """The lines of one page outside its tables, and the page's size in points."""

    number: int
    width: float
    height: float
    lines: tuple[TextLine, ...]


@dataclass(frozen=True, slots=True)
class Margins:
    """Left and right edge of the text on pages of one size."""

    left: float
    right: float


_NONE = Margins(0.0, math.inf)
"""Of pages whose lines are all short: no line is taken to go on."""


def without_running_heads(pages: Sequence[PageLines]) -> tuple[PageLines, ...]:
    """The pages without page numbers and without lines that stand on many pages at the same place."""
    seen = Counter(key for page in pages for key in {_place(line) for line in page.lines if _in_margin(line, page)})
    often = max(3, round(0.4 * len(pages)))
    return tuple(
        replace(
            page, lines=tuple(line for line in page.lines if not _runs(line, page, often=seen[_place(line)] >= often))
        )
        for page in pages
    )


def _place(line: TextLine) -> tuple[str, int]:
    return re.sub(r"\d+", "#", label(line.text)), round(line.base / 6)


def _in_margin(line: TextLine, page: PageLines) -> bool:
    return line.base < _HEAD_ZONE * page.height or line.base > _FOOT_ZONE * page.height


def _runs(line: TextLine, page: PageLines, *, often: bool) -> bool:
    if not _in_margin(line, page):
        return False
    if _PAGE_NUMBER.match(line.text):
        return True
    plain = label(line.text)
    return often and not is_table_title(plain) and not _ABOVE_TABLE.search(plain)


def margins_of(pages: Sequence[PageLines]) -> dict[int, Margins]:
    """Margins by page number: where the long lines of the page begin and end, else those of pages as wide."""
    by_width: dict[int, list[TextLine]] = {}
    for page in pages:
        by_width.setdefault(round(page.width), []).extend(page.lines)
    common = {width: _margins(lines, width, _ENOUGH_OF_ALL) or _NONE for width, lines in by_width.items()}
    return {
        page.number: _margins(page.lines, page.width, _ENOUGH_OF_PAGE) or common[round(page.width)] for page in pages
    }


def _margins(lines: Sequence[TextLine], width: float, enough: int) -> Margins | None:
    """Margins of ``lines`` on pages of ``width`` points, None when fewer than ``enough`` of them fill the page."""
    full = [line for line in lines if line.x1 - line.x0 > _FULL * width]
    if len(full) < enough:
        return None
    right = _shared(sorted((line.x1 for line in full), reverse=True), within=12, times=3)
    full = [line for line in full if line.x1 > right - 3 * line.em]
    return Margins(_shared(sorted(line.x0 for line in full), within=4, times=2), right)


def _shared(edges: Sequence[float], *, within: float, times: int) -> float:
    """The first edge that at least ``times`` lines have in common (``within`` points), else the first."""
    return next((edge for edge in edges if sum(abs(other - edge) < within for other in edges) >= times), edges[0])


def goes_on(before: TextLine, line: TextLine, margins: tuple[Margins, Margins]) -> bool:
    """Whether ``line`` is the rest of the paragraph that ``before`` ends with; ``margins`` of the pages of both."""
    above, here = margins
    if above is here and line.base - before.base > 3.2 * before.em:
        return False
    if abs(line.em - before.em) > 0.25 * before.em:
        return False
    has_room = before.x1 + line.first < above.right - 0.5 * before.em
    if line.x0 > here.left + 1.2 * line.em or (has_room and not _is_open(before, above)):
        return above is here and _is_split_title(before, line, here)
    closed = _CLOSED.search(before.text) is not None
    if closed and heading_level(line.text) == 1:
        return False  # the last line of a paragraph happens to be full
    listed = has_room or closed or STARTS.match(before.text)
    return not (listed and STARTS.match(line.text))


def _is_open(line: TextLine, margins: Margins) -> bool:
    """Whether a line that ends somewhat early is no heading and lacks its end: Word moved a bracket or figure on."""
    return (
        line.x1 > margins.right - _EARLY * line.em and line.text[-1] not in _LAST_MARKS and not heading_level(line.text)
    )


def _is_split_title(before: TextLine, line: TextLine, margins: Margins) -> bool:
    """Whether two centred lines are one heading that was too long for the page."""
    middle = (margins.left + margins.right) / 2
    centred = all(abs((one.x0 + one.x1) / 2 - middle) < 2 * one.em for one in (before, line))
    if not centred or any(mark in before.text + line.text for mark in _SENTENCE_MARKS):
        return False
    width = margins.right - margins.left
    wide = not heading_level(before.text) and before.x1 - before.x0 > 0.55 * width
    if wide and is_table_title(before.text + line.text):
        return True
    full = before.x1 - before.x0 + line.first > width - 2 * before.em
    return full and not heading_level(line.text) and heading_level(before.text + line.text) > 0
