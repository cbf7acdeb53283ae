"""Tables with a row for each body, project, street or purchase: their cells by row and column.

Tables of accounts (科目), whose rows have codes or levels, are no listings: there a row is found by its name alone.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from assistant.characters import bigrams, plain
from assistant.patterns import Pattern
from index.model import Fact

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

TOTAL = Pattern(r"^(?:合计|总计)")
FEWEST = 2
"""Rows that make a listing."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column of figures. ``leaf`` and ``head`` are the plain words of its own header and of those above."""

    number: int
    name: str
    leaf: str
    head: str
    unit: str
    year: int

    @property
    def title(self) -> str:
        """How the column is called in a reply (重度残疾人 of 其中:重度残疾人)."""
        return self.name.removeprefix("其中").lstrip(":：")


@dataclass(frozen=True, slots=True)
class Row:
    """A row with its cells by the number of their column."""

    label: str
    cells: Mapping[int, Fact]


@dataclass(frozen=True, slots=True)
class Listing:
    """One table of a document (its position in the lexicon)."""

    document: int
    noun: str
    """What the rows are: 项目, 单位, or "" for anything else."""
    rows: tuple[Row, ...]
    total: Row | None
    columns: tuple[Column, ...]
    words: frozenset[str]
    """Bigrams of everything printed around the rows: title, headings, headers, words in columns of text."""


def read_listings(facts: Iterable[Fact], document: int) -> tuple[Listing, ...]:
    """The listings among the tables of one document, in its order."""
    tables: dict[int, list[Fact]] = defaultdict(list)
    for fact in facts:
        if fact.origin == "table" and fact.source.row_number >= 0:
            tables[fact.source.table_number].append(fact)
    return tuple(one for own in tables.values() if (one := _listing(own, document)) is not None)


def _listing(facts: list[Fact], document: int) -> Listing | None:
    if any(fact.code or fact.depth > 0 for fact in facts):
        return None
    rows: dict[int, dict[int, Fact]] = defaultdict(dict)
    for fact in facts:
        rows[fact.source.row_number][fact.source.column_number] = fact
    if any(len({fact.item for fact in cells.values()}) > 1 for cells in rows.values()):
        return None  # two tables side by side
    found = [Row(next(iter(cells.values())).item, cells) for _, cells in sorted(rows.items())]
    named = tuple(row for row in found if not _is_total(row))
    totals = [row for row in found if _is_total(row)]
    totals = [row for row in totals if TOTAL.match(plain(row.label))] or totals  # 「货物小计」 is the total of a class
    columns = tuple(_columns(facts))
    if len(named) < FEWEST or not columns:
        return None
    return Listing(document, _noun(named), named, totals[-1] if totals else None, columns, _words(facts))


def _is_total(row: Row) -> bool:
    return any(fact.depth == 0 for fact in row.cells.values())


def _columns(facts: list[Fact]) -> Iterator[Column]:
    """Columns that hold a figure somewhere."""
    seen: dict[int, Fact] = {}
    for fact in facts:
        if fact.value is not None:
            seen.setdefault(fact.source.column_number, fact)
    for number, fact in sorted(seen.items()):
        path = [plain(name) for name in fact.source.column.split(" › ")]
        yield Column(number, fact.measure, path[-1], "".join(path[:-1]), fact.unit, fact.year)


def _noun(rows: tuple[Row, ...]) -> str:
    kinds = {fact.table_kind for row in rows for fact in row.cells.values()}
    if kinds == {"所属单位"}:
        return "单位"
    return "项目" if any(fact.project for row in rows for fact in row.cells.values()) else ""


def _words(facts: list[Fact]) -> frozenset[str]:
    said: set[str] = set()
    for fact in facts:
        said.update((fact.source.table, fact.source.column, *fact.source.section))
        if fact.state == "text":
            said.add(fact.printed)
    return frozenset(gram for text in said for gram in bigrams(plain(text)))
