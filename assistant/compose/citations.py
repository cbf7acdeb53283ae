"""Sources of facts and passages as ``Citation`` values."""

from __future__ import annotations

from typing import TYPE_CHECKING

from assistant.model import Citation

if TYPE_CHECKING:
    from collections.abc import Iterable

    from assistant.query import Figure, Text
    from index.model import Document, Fact

MOST = 40


def of_fact(fact: Fact) -> Citation:
    """Where a fact is printed."""
    source = fact.source
    return Citation(
        document=fact.document,
        organisation=fact.organisation,
        year=fact.year,
        stage=fact.stage,
        page=source.page,
        line=source.line,
        section=source.section,
        table=source.table,
        table_number=source.table_number,
        row=source.row or fact.item,
        column=source.column or fact.measure,
        row_number=source.row_number,
        column_number=source.column_number,
        text=fact.printed,
        unit=fact.printed_unit,
        passage=fact.context,
        bbox=source.bbox,
    )


def of_text(text: Text, document: Document) -> Citation:
    """Where a passage stands."""
    source = text.passage.source
    return Citation(
        document=source.document,
        organisation=document.organisation,
        year=document.year,
        stage=document.stage,
        page=source.page,
        line=source.line,
        section=source.section,
        table=source.table,
        table_number=source.table_number,
        row=source.row,
        column=source.column,
        row_number=source.row_number,
        column_number=source.column_number,
        text=text.passage.text,
        passage=text.passage.text,
        bbox=source.bbox,
    )


def agreeing(figures: Iterable[Figure]) -> tuple[Citation, ...]:
    """The other places that print the same as the figures; at most ``MOST``."""
    return tuple(dict.fromkeys(of_fact(fact) for figure in figures for fact in figure.same))[:MOST]


def differing(figures: Iterable[Figure]) -> tuple[Citation, ...]:
    """The places that print another figure for the same thing; at most ``MOST``."""
    return tuple(dict.fromkeys(of_fact(fact) for figure in figures for fact in figure.other))[:MOST]


def of_figures(figures: Iterable[Figure]) -> tuple[Citation, ...]:
    """The figures' own places first, then those that print the same or differ; at most ``MOST``."""
    figures = tuple(figures)
    facts = [figure.fact for figure in figures]
    facts += [fact for figure in figures for fact in (*figure.same, *figure.other)]
    return tuple(dict.fromkeys(of_fact(fact) for fact in facts))[:MOST]
