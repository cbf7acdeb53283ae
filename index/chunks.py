"""What text search searches: sections, sentences and table rows, each with the words that say where it stands.

A row 「一般公共服务支出 | 28,102,310.00」 answers nothing by itself: organisation, year, stage, heading path, project, table
title and column headers stand in ``context`` before every chunk (measured on the samples: 15 points of recall at 1).
"""

from __future__ import annotations

from collections import defaultdict
from itertools import groupby
from typing import TYPE_CHECKING, Literal, NamedTuple

from index.model import Chunk, Document, Fact, Parsed, Passage, Source, Table

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

SECTION_LENGTH = 400
_HEADER_LENGTH = 160


class _Like(NamedTuple):
    kind: Literal["section", "sentence", "row"]
    source: Source
    facts: tuple[int, ...]
    project: str
    topic: str


_RowKey = tuple[int, int]
_SentenceKey = tuple[str, int, int]


def make_chunks(parsed: Sequence[Parsed]) -> tuple[Chunk, ...]:
    """Chunks of all documents in order; ``facts`` are positions in the facts of ``parsed`` strung together."""
    chunks: list[Chunk] = []
    first = 0
    for one in parsed:
        chunks += _DocumentChunks(one, first).all()
        first += len(one.facts)
    return tuple(chunks)


class _DocumentChunks:
    """The chunks of one document, whose facts begin at position ``first``."""

    def __init__(self, parsed: Parsed, first: int) -> None:
        self.parsed = parsed
        self.document = parsed.document
        self.by_row: defaultdict[_RowKey, list[int]] = defaultdict(list)
        self.by_sentence: defaultdict[_SentenceKey, list[int]] = defaultdict(list)
        self.projects: dict[_RowKey, str] = {}
        self.measures: defaultdict[_RowKey, dict[str, None]] = defaultdict(dict)
        for position, fact in enumerate(parsed.facts, first):
            self._note(fact, position)

    def _note(self, fact: Fact, position: int) -> None:
        source = fact.source
        if fact.origin == "prose":
            self.by_sentence[fact.context, source.page, source.line].append(position)
            return
        row = (source.table_number, source.row_number)
        self.by_row[row].append(position)
        self.projects.setdefault(row, fact.project)
        self.measures[row].setdefault(fact.measure)

    def all(self) -> Iterator[Chunk]:
        yield from self._sections()
        yield from map(self._sentence, self.parsed.passages)
        for table in self.parsed.tables:
            yield from self._rows(table)

    def _sections(self) -> Iterator[Chunk]:
        """Neighbouring sentences of one heading path, up to ``SECTION_LENGTH`` characters together."""
        for _, group in groupby(self.parsed.passages, key=lambda p: (p.source.section, p.project, p.topic)):
            for part in _parts(list(group)):
                if len(part) > 1:  # a single sentence is a chunk of its own already
                    facts = [fact for passage in part for fact in self.by_sentence[_sentence_key(passage)]]
                    yield self._chunk("section", "".join(p.text for p in part), part[0], tuple(facts))

    def _sentence(self, passage: Passage) -> Chunk:
        return self._chunk("sentence", passage.text, passage, tuple(self.by_sentence[_sentence_key(passage)]))

    def _chunk(
        self, kind: Literal["section", "sentence"], text: str, passage: Passage, facts: tuple[int, ...]
    ) -> Chunk:
        words = (*_document_words(self.document), *passage.source.section, passage.project, passage.topic)
        return _made(self.document, text, words, _Like(kind, passage.source, facts, passage.project, passage.topic))

    def _rows(self, table: Table) -> Iterator[Chunk]:
        header = " ".join(dict.fromkeys(part for column in table.columns for part in column.path))[:_HEADER_LENGTH]
        words = (*_document_words(self.document), *table.section, table.title, table.kind)
        for number, cells in enumerate(table.cells[table.header_rows :], table.header_rows + 1):
            text = " ".join(cell for cell in cells if cell)
            if text:
                key = (table.number, number)
                project = self.projects.get(key, "")
                source = _row_source(self.document.name, table, number)
                like = _Like("row", source, tuple(self.by_row[key]), project, table.kind)
                # A form has several headers inside one table: the columns of a row are known from its figures.
                columns = [measure for measure in self.measures[key] if measure not in header]
                yield _made(self.document, text, (*words, project, header, *columns), like)
        if table.no_data:
            source = _row_source(self.document.name, table, table.header_rows)
            yield _made(self.document, "本表无数据", (*words, header), _Like("row", source, (), "", table.kind))


def _made(document: Document, text: str, words: Iterable[str], like: _Like) -> Chunk:
    return Chunk(
        text=text,
        context=" ".join(dict.fromkeys(filter(None, words))),
        kind=like.kind,
        document=document.name,
        organisation=document.organisation,
        region=document.region,
        year=document.year,
        stage=document.stage,
        project=like.project,
        topic=like.topic,
        source=like.source,
        facts=like.facts,
    )


def _document_words(document: Document) -> tuple[str, ...]:
    year = f"{document.year}年" if document.year else ""
    return (document.organisation or document.title, year, document.level + document.stage)


def _sentence_key(passage: Passage) -> _SentenceKey:
    return passage.text, passage.source.page, passage.source.line


def _parts(passages: list[Passage]) -> Iterator[list[Passage]]:
    part: list[Passage] = []
    length = 0
    for passage in passages:
        if part and length + len(passage.text) > SECTION_LENGTH:
            yield part
            part, length = [], 0
        part.append(passage)
        length += len(passage.text)
    if part:
        yield part


def _row_source(document: str, table: Table, row: int) -> Source:
    page = table.pages[row - 1] if len(table.pages) >= row > 0 else (table.pages or (0,))[0]
    line = table.lines[row - 1] if len(table.lines) >= row > 0 else 0
    label = next((cell for cell in table.cells[row - 1] if cell), "") if 0 < row <= len(table.cells) else ""
    return Source(document, page, line, table.section, table.title, table.number, row=label, row_number=row)
