"""Web pages with spanning cells, and comma-separated values as a spreadsheet saves them."""

from __future__ import annotations

import csv
from collections.abc import Iterable
from html import escape
from pathlib import Path

from renderings.pieces import Cell, Piece, Prose, Ruled, Title


def page(pieces: Iterable[Piece], path: Path, encoding: str) -> None:
    """A web page that names its encoding, with scripts and a menu around the text."""
    parts = [
        f"<html><head><meta charset='{encoding}'><script>var 预算 = 1;</script></head><body><nav>首页</nav><div>",
        *(_element(piece) for piece in pieces),
        "</div></body></html>",
    ]
    path.write_bytes("\n".join(parts).encode(encoding))


def _element(piece: Piece) -> str:
    if isinstance(piece, Title):
        return f"<h{piece.level}>{escape(piece.text)}</h{piece.level}>"
    if isinstance(piece, Prose):
        return f"<p>{escape(piece.text)}</p>"
    rows: list[list[Cell]] = [[] for _ in range(piece.rows)]
    for cell in piece.cells:
        rows[cell.row].append(cell)
    body = "".join(f"<tr>{''.join(map(_cell, row))}</tr>" for row in rows)
    return f"<table border=1>{body}</table>"


def _cell(cell: Cell) -> str:
    spans = f" rowspan={cell.down}" * (cell.down > 1) + f" colspan={cell.right}" * (cell.right > 1)
    return f"<td{spans}><span>{escape(cell.text)}</span></td>"


def values(pieces: Iterable[Piece], path: Path) -> None:
    """Titles, unit lines and tables one below the other; of merged cells only the first place is filled."""
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file)
        for piece in pieces:
            if isinstance(piece, Ruled):
                rows = [[""] * piece.columns for _ in range(piece.rows)]
                for cell in piece.cells:
                    rows[cell.row][cell.column] = cell.text
                writer.writerows([*rows, [], []])
            else:
                writer.writerow([piece.text])
