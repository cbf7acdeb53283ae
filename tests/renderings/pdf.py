"""PDF files as offices print them: A4, wrapped prose, ruled tables that run over the pages, page numbers."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

from reportlab.lib.pagesizes import A4
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

from renderings.pieces import Cell, Piece, Prose, Ruled, Title

FONT_FILES = ("wqy-microhei.ttc",)
FONT_FOLDERS = ("/usr/share/fonts", "/usr/local/share/fonts", "~/.fonts", "~/.local/share/fonts", "C:/Windows/Fonts")
_FONT = "Han"
_LEFT, _RIGHT, _TOP, _BOTTOM = 72.0, A4[0] - 72, 72.0, A4[1] - 72
_SIZE, _LEADING = 12.0, 22.0
_SMALL, _LINE = 8.0, 10.0
_PAD = 3.0
_NEVER_FIRST = "，。；：、！？”’）》】,.;:!?)%"


def font_file() -> Path | None:
    """The font that renderings are set in, None where it is not installed."""
    folders = [Path(folder).expanduser() for folder in FONT_FOLDERS]
    return next((found for folder in folders for name in FONT_FILES for found in folder.rglob(name)), None)


@dataclass
class Layout:
    """How tables are broken over pages."""

    repeat_header: bool = True
    cut_rows: bool = False
    """A row with a label of several lines may be cut by the end of the page."""
    header_size: float = field(default=16.0)


def write(pieces: Iterable[Piece], path: Path, font: Path, layout: Layout) -> None:
    """The file at ``path``."""
    pdfmetrics.registerFont(TTFont(_FONT, str(font)))
    printer = _Printer(Canvas(str(path), pagesize=A4, invariant=1), layout)
    for piece in pieces:
        if isinstance(piece, Ruled):
            printer.table(piece)
        elif isinstance(piece, Title):
            printer.title(piece)
        else:
            printer.prose(piece)
    printer.end()


def _width(text: str, size: float) -> float:
    return pdfmetrics.stringWidth(text, _FONT, size)


def _units(text: str) -> list[str]:
    """What a line break cannot divide: figures and words; a closing mark stays with what stands before it."""
    units: list[str] = []
    for character in text:
        narrow = character.isascii() and (character.isalnum() or character in ".,%-")
        glued = units and narrow and units[-1][-1].isascii() and (units[-1][-1].isalnum() or units[-1][-1] in ".,%-")
        if units and (glued or character in _NEVER_FIRST):
            units[-1] += character
        else:
            units.append(character)
    return units


def _wrapped(text: str, width: float, size: float, indent: float = 0.0, *, anywhere: bool = False) -> list[str]:
    lines, room = [""], width - indent
    for unit in list(text) if anywhere else _units(text):
        if _width(lines[-1] + unit, size) > room and lines[-1]:
            lines.append("")
            room = width
        lines[-1] += unit
    return lines


class _Printer:
    def __init__(self, canvas: Canvas, layout: Layout) -> None:
        self.canvas = canvas
        self.layout = layout
        self.y = _TOP
        self.page = 1
        canvas.setFont(_FONT, _SIZE)

    def text(self, x: float, y: float, text: str, size: float) -> None:
        self.canvas.setFont(_FONT, size)
        self.canvas.drawString(x, A4[1] - y, text)

    def line(self, x0: float, y0: float, x1: float, y1: float) -> None:
        self.canvas.setLineWidth(0.5)
        self.canvas.line(x0, A4[1] - y0, x1, A4[1] - y1)

    def new_page(self) -> None:
        self.text(A4[0] / 2 - 12, A4[1] - 36, f"- {self.page} -", 9)
        self.canvas.showPage()
        self.page += 1
        self.y = _TOP

    def room(self, height: float) -> None:
        if self.y + height > _BOTTOM:
            self.new_page()

    def title(self, title: Title) -> None:
        size = self.layout.header_size if title.level == 1 else _SIZE
        indent = 0.0 if title.level == 1 else 2 * size
        lines = _wrapped(title.text, _RIGHT - _LEFT, size, indent)
        if title.level == 1 and self.y > _TOP + 0.6 * (_BOTTOM - _TOP):
            self.new_page()
        self.room(len(lines) * size * 1.8)
        for line in lines:
            self.y += size * 1.8
            centre = (A4[0] - _width(line, size)) / 2
            self.text(centre if title.level == 1 else _LEFT + indent, self.y, line, size)
            indent = 0.0

    def prose(self, prose: Prose) -> None:
        if prose.listed:
            self.room(_LEADING)
            self.y += _LEADING
            dots = int((_RIGHT - _LEFT - _width(prose.text, _SIZE) - 24) / _width(".", _SIZE))
            self.text(_LEFT, self.y, prose.text + "." * max(dots, 3) + "9", _SIZE)
            return
        indent = 2 * _SIZE
        for line in _wrapped(prose.text, _RIGHT - _LEFT, _SIZE, indent):
            self.room(_LEADING)
            self.y += _LEADING
            self.text(_LEFT + indent, self.y, line, _SIZE)
            indent = 0.0

    def table(self, table: Ruled) -> None:
        edges = _edges(table)
        rows = [_Row(table, number, edges) for number in range(table.rows)]
        self.y += 8
        head = rows[: table.header]
        self.room(sum(row.height for row in [*head, *rows[table.header : table.header + 1]]))
        self._header(table, head, edges)
        for row in rows[table.header :]:
            self._row(row, head, table, edges)
        self.y += 4

    def _header(self, table: Ruled, head: list[_Row], edges: list[float]) -> None:
        tops = [self.y]
        for row in head:
            tops.append(tops[-1] + row.height)
        for cell in table.cells:
            if cell.row < table.header:
                self._cell(cell, tops[cell.row], tops[cell.row + cell.down], edges)
        self.y = tops[-1]

    def _row(self, row: _Row, head: list[_Row], table: Ruled, edges: list[float]) -> None:
        left = _BOTTOM - self.y
        lines = [row.lines[cell.column] for cell in row.cells]
        if row.height > left:
            fits = int((left - 2 * _PAD) / _LINE)
            most = max(map(len, lines))
            if self.layout.cut_rows and 1 <= fits < most:
                self._part(row, edges, [part[:fits] for part in lines])
                lines = [part[fits:] for part in lines]
            self.new_page()
            if self.layout.repeat_header:
                self._header(table, head, edges)
        while max(map(len, lines)) * _LINE + 2 * _PAD > _BOTTOM - self.y:  # higher than a page
            fits = int((_BOTTOM - self.y - 2 * _PAD) / _LINE)
            self._part(row, edges, [part[:fits] for part in lines])
            lines = [part[fits:] for part in lines]
            self.new_page()
        self._part(row, edges, lines)

    def _part(self, row: _Row, edges: list[float], lines: list[list[str]]) -> None:
        height = max(map(len, lines)) * _LINE + 2 * _PAD
        for cell, part in zip(row.cells, lines, strict=True):
            self._box(cell, self.y, self.y + height, edges)
            for number, line in enumerate(part):
                self.text(edges[cell.column] + _PAD, self.y + _PAD + _SMALL + number * _LINE, line, _SMALL)
        self.y += height

    def _cell(self, cell: Cell, top: float, bottom: float, edges: list[float]) -> None:
        self._box(cell, top, bottom, edges)
        width = edges[cell.column + cell.right] - edges[cell.column] - 2 * _PAD
        for number, line in enumerate(_wrapped(cell.text, width, _SMALL, anywhere=True)):
            self.text(edges[cell.column] + _PAD, top + _PAD + _SMALL + number * _LINE, line, _SMALL)

    def _box(self, cell: Cell, top: float, bottom: float, edges: list[float]) -> None:
        x0, x1 = edges[cell.column], edges[cell.column + cell.right]
        for one in ((x0, top, x1, top), (x0, bottom, x1, bottom), (x0, top, x0, bottom), (x1, top, x1, bottom)):
            self.line(*one)

    def end(self) -> None:
        self.new_page()
        self.canvas.save()


class _Row:
    """One row of a table: its cells, their lines, and its height."""

    def __init__(self, table: Ruled, number: int, edges: list[float]) -> None:
        self.cells = [cell for cell in table.cells if cell.row == number]
        header = number < table.header
        self.lines: dict[int, list[str]] = {}
        most = 1
        for cell in self.cells:
            width = edges[cell.column + cell.right] - edges[cell.column] - 2 * _PAD
            lines = _wrapped(cell.text, width, _SMALL, anywhere=header)
            self.lines[cell.column] = lines
            most = max(most, -(-len(lines) // cell.down))
        self.height = most * _LINE + 2 * _PAD


def _edges(table: Ruled) -> list[float]:
    """Column edges: as wide as the figures need, labels share what is left."""
    least = [0.0] * table.columns
    wish = [0.0] * table.columns
    for cell in table.cells:
        if cell.right == 1:
            piece = max((_width(unit, _SMALL) for unit in _units(cell.text)), default=0.0)
            wide = piece if cell.row >= table.header else 2 * _SMALL
            least[cell.column] = max(least[cell.column], wide + 2 * _PAD + 1, 14.0)
            wish[cell.column] = max(wish[cell.column], min(_width(cell.text, _SMALL), 150.0) + 2 * _PAD + 1)
    least = [max(one, 14.0) for one in least]
    spare = _RIGHT - _LEFT + 60 - sum(least)
    wants = [max(0.0, more - one) for more, one in zip(wish, least, strict=True)]
    share = min(1.0, spare / sum(wants)) if sum(wants) else 0.0
    edges = [_LEFT - 30]
    for one, want in zip(least, wants, strict=True):
        edges.append(edges[-1] + one + want * share)
    return edges
