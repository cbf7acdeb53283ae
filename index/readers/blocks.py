"""Lines and cell rows, in reading order, become headings, paragraphs and grids.

Every reader feeds the same builder, so that what a heading or a list is does not depend on the file format.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from index.language.layout import clean_markup, label, squeeze, tidy
from index.language.titles import heading_level
from index.model import Block, Grid, Heading, Paragraph
from index.readers.contents import Contents
from index.readers.titled_grids import split_titles

_BULLET = re.compile(r"^\s*[-*•●◆■]\s+(?=\S)")
_MARKDOWN = re.compile(r"^\s*(#{1,6})\s+(?=\S)")
_PIPE = re.compile(r"^\s*(?:[-*•]\s+)?(\|.*\|)\s*$")
_RULE = re.compile(r"^\|(?:\s*:?-{2,}:?\s*\|)+$")
_LIST = re.compile(
    r"^\s*(?:[-*•]\s+)?(?:\d+[、.．)）]|[（(]\d+[)）]|[一二三四五六七八九十]+、|[（(][一二三四五六七八九十]+[)）]|[①-⑳])"
)
_NUMBERED = re.compile(r"^\d+[、.．](?!\d)\s*(?P<rest>\S.*)$")
_AMOUNT_ITEM = re.compile(
    r"^(?:\d+[、.．]|[（(]\d+[)）])\s*(?P<label>[^，。；,;:：\d][^，。；,;]{0,38}?)\s*[:：]?\s*"
    r"(?P<amount>\d[\d,]*(?:\.\d+)?\s*(?:亿元|万元|元))[；;。]?$"
)
_MOST_ITEM = 25
_ENDS = "。；：！？…”）.;:!?)|"
_WRAPPED = 34
"""Characters; only a line at least this long can have been broken by the page's width."""


@dataclass(frozen=True, slots=True)
class _Line:
    text: str
    page: int
    line: int


class BlockBuilder:
    """Collects lines and grids and gives the blocks. Lines may be blank: a blank line ends a paragraph."""

    def __init__(self) -> None:
        self._blocks: list[Block] = []
        self._rows: list[tuple[list[str], int, int]] = []
        self._lines: list[_Line] = []
        self._contents = Contents()
        self._blank = True

    def add_line(self, text: str, *, page: int = 0, line: int = 0) -> None:
        """Take one line of text as it stands in the file; tabs and pipes make it a table row."""
        if not text.strip():
            self._flush_rows()
            self._blank = True
            return
        if self._contents.takes(text):
            self._add_entry(text, page, line)
            return
        cells = _cells(text)
        if cells is None:
            self._flush_rows()
            self._add_text(text, page, line)
        else:
            self._flush_lines()
            if cells:
                self._rows.append((cells, page, line))
        self._blank = False

    def add_grid(self, grid: Grid) -> None:
        """Take a grid that the format itself knows (a ruled table, a worksheet)."""
        self._flush_rows()
        if grid.rows and len(grid.rows[0]) == 1:
            self._add_box(grid)
            return
        self._flush_lines()
        self._blocks += split_titles(grid)

    def _add_box(self, grid: Grid) -> None:
        """A grid of one column is a frame around text (often around the table of contents)."""
        for number, row in enumerate(grid.rows):
            page = grid.pages[number] if grid.pages else grid.page
            line = grid.lines[number] if grid.lines else 0
            for text in (row[0] or "").split("\n"):
                self.add_line(text.replace("\t", " "), page=page, line=line)

    def finish(self) -> tuple[Block, ...]:
        """All blocks."""
        self._flush_rows()
        self._flush_lines()
        return tuple(self._blocks)

    def _add_entry(self, text: str, page: int, line: int) -> None:
        self._flush_rows()
        self._flush_lines()
        self._blocks.append(Paragraph(squeeze(_BULLET.sub("", text)), page, line))

    def _add_text(self, text: str, page: int, line: int) -> None:
        marked = _MARKDOWN.match(text)
        clean = tidy(_BULLET.sub("", _MARKDOWN.sub("", text)).replace("**", ""))
        if not clean:
            return
        level = heading_level(clean) or (min(len(marked[1]), 3) if marked else 0)
        if level:
            self._flush_lines()
            self._blocks.append(Heading("目录" if label(clean) == "目录" else clean, level, page, line))
        elif self._continues(text):
            before = self._lines[-1]
            self._lines[-1] = _Line(squeeze(before.text + clean), before.page, before.line)
        else:
            self._lines.append(_Line(clean, page, line))

    def _continues(self, text: str) -> bool:
        """Whether ``text`` is the rest of the line before: that one is long, open, and this one starts nothing new."""
        if self._blank or not self._lines or _LIST.match(text) or _BULLET.match(text):
            return False
        before = self._lines[-1].text
        return len(before) >= _WRAPPED and before[-1] not in _ENDS

    def _flush_lines(self) -> None:
        lines, self._lines = self._lines, []
        position = 0
        while position < len(lines):
            items = _amount_items(lines, position)
            if len(items) > 1:
                numbers = tuple(one.line for one in lines[position : position + len(items)])
                self._blocks.append(Grid(tuple(items), lines[position].page, numbers))
                position += len(items)
                continue
            self._blocks.append(_item_heading(lines, position) or _paragraph(lines[position]))
            position += 1

    def _flush_rows(self) -> None:
        rows, self._rows = self._rows, []
        if not rows:
            return
        width = max(len(cells) for cells, _, _ in rows)
        padded = tuple(tuple(cells + [""] * (width - len(cells))) for cells, _, _ in rows)
        pages = tuple(page for _, page, _ in rows)
        lines = tuple(line for _, _, line in rows)
        self._blocks += split_titles(Grid(padded, pages[0], lines, (), pages if any(pages) else ()))


def _paragraph(line: _Line) -> Paragraph:
    return Paragraph(line.text, line.page, line.line)


def _amount_items(lines: list[_Line], start: int) -> list[tuple[str, str]]:
    """The run of 「1、网络租费 10.00万元」 lines from ``start``: a table without rulings."""
    items: list[tuple[str, str]] = []
    for line in lines[start:]:
        match = _AMOUNT_ITEM.match(line.text)
        if match is None:
            break
        items.append((line.text[: match.end("label")], match["amount"]))
    return items


def _item_heading(lines: list[_Line], position: int) -> Heading | None:
    """A short numbered name with its description below is a heading of level 4, an item of a list is not."""
    match = _NUMBERED.match(lines[position].text)
    if match is None or position + 1 >= len(lines) or _LIST.match(lines[position + 1].text):
        return None
    rest = match["rest"]
    apart = lines[position + 1].line > lines[position].line + 1
    if not apart or len(rest) > _MOST_ITEM or re.search(r"[，。；：,;:]|\d", rest):
        return None
    return Heading(lines[position].text, 4, lines[position].page, lines[position].line)


def _cells(text: str) -> list[str] | None:
    """Cells of a table row, [] for a rule under a header, None when the line is not a table row."""
    if pipe := _PIPE.match(text):
        body = pipe[1]
        if _RULE.match(body.replace(" ", "")):
            return []
        cells = re.split(r"(?<!\\)\|", body)[1:-1]
    elif "\t" in text and text.strip():
        cells = text.split("\t")
    else:
        return None
    return [squeeze_cell(cell) for cell in cells]


def squeeze_cell(cell: str) -> str:
    """A cell as printed, without markup leftovers and outer white space; inner spaces stay (they show a line wrap)."""
    return clean_markup(cell.replace("\\|", "|")).strip()
