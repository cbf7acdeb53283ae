"""An index of invented figures for the pages 数据 and 资料库: those of ``tests/tiny.py``, and some whose texts try to act."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from index.model import Document, Fact, IngestReport, Passage, Problem, Source, Table
from index.records import to_arrow
from index.store import FactTable
from tests.tiny import PARK_31, fact, tiny_index

HOSTILE = '<img src=x onerror="window.acted=1">=HYPERLINK("//x") $x^2$ **粗** :red[红]'


class FakeIndex:
    """What the pages need of an index, made of values."""

    def __init__(self, *more: Fact) -> None:
        tiny = tiny_index()
        self.documents: tuple[Document, ...] = tiny.documents
        self.problems = (
            Problem("合计与各行之和相差 0.02 元", Source(PARK_31, 1, table="支出总表", row="合计"), "note"),
        )
        self.passages: tuple[Passage, ...] = ()
        self.facts = FactTable(to_arrow((*tiny.facts, *more), Fact))
        self.manifest = {"created": "2031-05-06T07:08:09+00:00", "counts": {"tables": 1, "facts": len(self.facts)}}
        self.ingest_reports = (IngestReport(PARK_31, 9, 1, 12, ("支出总表 " + HOSTILE,), checked=31),)
        self._tables = {
            (PARK_31, 1): Table(1, "2031年支出总表 " + HOSTILE, "支出总表", "元", (), (), 0, (("a",),), (3, 4), ())
        }

    @property
    def table_documents(self) -> list[str]:
        return [name for name, _ in self._tables]

    def tables_of(self, document: str) -> tuple[Table, ...]:
        return tuple(table for (name, _), table in self._tables.items() if name == document)

    def table(self, document: str, number: int) -> Table | None:
        return self._tables.get((document, number))


class FakeLibrary:
    """An assistant that is only looked through, not asked."""

    def __init__(self) -> None:
        hostile = fact(PARK_31, HOSTILE, 3)
        self.index = FakeIndex(hostile, replace(hostile, item="=1+1"))
        self.documents = self.index.documents
        self.problems = self.index.problems

    def ask(self, question: str, history: Sequence[str] = ()) -> object:
        raise AssertionError(question, history)

    def next_questions(self, answer: object) -> tuple[str, ...]:
        raise AssertionError(answer)

    def examples(self) -> tuple[str, ...]:
        return ()

    def table(self, document: str, number: int) -> Table | None:
        return self.index.table(document, number)

    def section(self, document: str, path: Sequence[str]) -> tuple[Passage, ...]:
        return tuple(p for p in self.index.passages if (p.source.document, p.source.section) == (document, tuple(path)))
