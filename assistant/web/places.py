"""The places an answer rests on, as values and as HTML: where each stands and what is printed there.

Citations of one table, and citations of one sentence, are one place.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from assistant.model import Citation
from assistant.web.safe import escaped, tag
from assistant.web.words import word

if TYPE_CHECKING:
    from collections.abc import Sequence

    from index.model import Table


@dataclass(frozen=True, slots=True)
class Place:
    """Citations that stand in one table, or in one sentence, of one document."""

    citations: tuple[Citation, ...]

    @property
    def first(self) -> Citation:
        """The citation that names the place."""
        return self.citations[0]

    @property
    def cells(self) -> frozenset[tuple[int, int]]:
        """(row, column) of every cited cell."""
        return frozenset((c.row_number, c.column_number) for c in self.citations if c.row_number and c.column_number)


def places(citations: Sequence[Citation]) -> tuple[Place, ...]:
    """The citations grouped by table or sentence, in order of first mention."""
    groups: dict[tuple[object, ...], dict[Citation, None]] = {}
    for citation in citations:
        groups.setdefault(_place_key(citation), {})[citation] = None
    return tuple(Place(tuple(group)) for group in groups.values())


def place_html(place: Place) -> str:
    """Document, organisation, year, section and position of a place, and what is printed there."""
    first = place.first
    about = " · ".join(filter(None, (first.organisation, f"{first.year}年" if first.year else "", first.stage)))
    position = "，".join(
        filter(
            None,
            (
                word("第 {page} 页", page=first.page) if first.page else "",
                word("第 {line} 行", line=first.line) if first.line else "",
            ),
        )
    )
    path = " › ".join(dict.fromkeys(filter(None, (*first.section, first.table))))
    lines = [
        tag("p", tag("b", escaped(first.document)) + tag("span", escaped(position)), class_="file"),
        tag("p", escaped(about)) if about else "",
        tag("p", escaped(path), class_="path") if path else "",
    ]
    lines += [_printed_html(citation) for citation in place.citations if citation.row or citation.column]
    return tag("div", "".join(lines), class_="bq-place")


def passage_html(place: Place) -> str:
    """The sentence with the cited figures marked; "" for a place without one."""
    passage = place.first.passage
    if not passage:
        return ""
    return tag("blockquote", marked(passage, [c.text for c in place.citations]), class_="bq-passage")


def marked(passage: str, figures: Sequence[str]) -> str:
    """``passage`` as HTML with each figure marked where it stands alone, not inside a longer number."""
    wanted = sorted({figure.strip() for figure in figures if figure.strip()} - {passage.strip()}, key=len, reverse=True)
    if not wanted:
        return escaped(passage)
    pattern = re.compile(r"(?<![\d.,])(" + "|".join(map(re.escape, wanted)) + r")(?![\d]|[.,]\d)")
    parts = pattern.split(passage)
    return "".join(tag("mark", escaped(part)) if odd % 2 else escaped(part) for odd, part in enumerate(parts))


def _place_key(citation: Citation) -> tuple[object, ...]:
    if citation.table_number:
        return (citation.document, "table", citation.table_number)
    return (citation.document, citation.page, citation.line, citation.section, citation.passage)


def _printed_html(citation: Citation) -> str:
    unit = "" if citation.text.endswith(citation.unit) else citation.unit  # 「40%」 carries its unit already
    printed = f"{citation.text} {unit}".strip() if citation.text else word("（空白）")
    label = " × ".join(filter(None, (citation.row, citation.column)))
    return tag("p", escaped(label) + tag("b", escaped(printed)), class_="cell")


def head_html(table: Table, *, titled: bool = False) -> str:
    """A table's title and money unit, as they stand above it."""
    unit = f"单位：{table.money_unit}" if table.money_unit else ""
    title = "" if titled else table.title
    return (
        tag("p", tag("span", escaped(title)) + tag("span", escaped(unit)), class_="bq-tablehead")
        if title or unit
        else ""
    )
