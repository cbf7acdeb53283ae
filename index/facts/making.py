"""Facts of one table, with everything filled in that all of them share."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from index.language.layout import squeeze
from index.model import Document, Fact, Origin, Source, Stage, Table

if TYPE_CHECKING:
    from index.facts.values import Reading

ARROW = " › "


@dataclass(frozen=True, slots=True)
class Label:
    """What a row is about."""

    item: str
    ancestors: tuple[str, ...] = ()
    code: str = ""
    classification: str = ""
    side: str = ""
    depth: int = -1

    @property
    def path(self) -> str:
        """The label path as a source shows it."""
        return ARROW.join((*self.ancestors, self.item))


@dataclass(frozen=True, slots=True)
class FactMaker:
    """Makes the facts of one table; rows and columns are positions from 0 in ``table.cells``."""

    document: Document
    table: Table
    project: str = ""
    origin: Origin = "table"
    stage: Stage | None = None
    year: int = 0
    context: str = ""

    def source(self, row: int, column: int, row_label: str = "", column_label: str = "") -> Source:
        """The place of a cell; row or column -1 when the whole row, column or table is meant."""
        table = self.table
        known = 0 <= row < len(table.cells)
        return Source(
            document=self.document.name,
            page=table.pages[row] if known and row < len(table.pages) else (table.pages[0] if table.pages else 0),
            line=table.lines[row] if known and row < len(table.lines) else (table.lines[0] if table.lines else 0),
            section=table.section,
            table=table.title,
            table_number=table.number,
            row=row_label,
            column=column_label,
            row_number=row + 1,
            column_number=column + 1,
            bbox=table.boxes[row][column] if known and column >= 0 and row < len(table.boxes) else None,
        )

    def fact(  # noqa: PLR0913 — a fact has that many sides
        self,
        what: Label,
        measure: str,
        reading: Reading,
        row: int,
        column: int,
        *,
        column_label: str = "",
        printed: str | None = None,
        year: int = 0,
    ) -> Fact:
        """One fact; ``printed`` defaults to the cell at ``row`` and ``column``."""
        document = self.document
        if printed is None:
            printed = squeeze(self.table.cells[row][column]) if 0 <= row < len(self.table.cells) and column >= 0 else ""
        return Fact(
            document=document.name,
            region=document.region,
            organisation=document.organisation,
            level=document.level,
            year=year or self.year or document.year,
            stage=document.stage if self.stage is None else self.stage,
            origin=self.origin,
            table_kind=self.table.kind,
            project=self.project,
            item=what.item,
            ancestors=what.ancestors,
            code=what.code,
            classification=what.classification,  # type: ignore[arg-type]
            side=what.side,  # type: ignore[arg-type]
            depth=what.depth,
            measure=measure,
            value=reading.value,
            unit=reading.unit,
            state=reading.state,
            relation=reading.relation,
            change="",
            base_year=0,
            base="",
            printed=printed,
            printed_unit=reading.printed_unit,
            context=self.context,
            source=self.source(row, column, what.path, column_label or measure),
        )
