"""A built index, opened for asking.

``Index.open`` reads documents and facts at once (they serve every question) and the rest when it is first used, from
bytes that were checked and held since opening: a rebuild beside it changes nothing for an open index. Importing this module
brings in pandas and pyarrow, but neither torch nor sentence-transformers.
"""

from __future__ import annotations

import io
import json
from dataclasses import asdict, fields, replace
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import pyarrow as pa
import pyarrow.parquet as pq

from index.embed import BUNDLED
from index.errors import IndexUnreadable
from index.facttable import FactTable
from index.files import Version
from index.model import Chunk, Column, Document, Fact, IngestReport, Passage, Problem, Source, Table
from index.records import Rows, to_arrow

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from index.embed import Vectors
    from index.search import Hit, Searcher

__all__ = ["FactTable", "Index", "pack"]

T = TypeVar("T")

_PARQUET: dict[str, type] = {"facts": Fact, "passages": Passage, "chunks": Chunk}


def pack(  # noqa: PLR0913 - an index is made of that many things
    documents: Sequence[Document],
    tables: Mapping[str, Sequence[Table]],
    facts: Sequence[Fact],
    passages: Sequence[Passage],
    chunks: Sequence[Chunk],
    problems: Sequence[Problem],
    *,
    reports: Sequence[IngestReport] = (),
) -> dict[str, bytes]:
    """The files of an index by name; ``tables`` are grouped by document name."""
    rows: dict[str, Sequence[Any]] = {"facts": facts, "passages": passages, "chunks": chunks}
    files = {f"{name}.parquet": _parquet(to_arrow(rows[name], cls)) for name, cls in _PARQUET.items()}
    files["tables.parquet"] = _parquet(_pack_tables(tables))
    files["documents.json"] = _dump([asdict(document) for document in documents])
    files["problems.json"] = _dump([asdict(problem) for problem in problems])
    files["ingest.json"] = _dump([asdict(report) for report in reports])
    return files


def _dump(value: object) -> bytes:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()


def _parquet(table: pa.Table) -> bytes:
    buffer = io.BytesIO()
    pq.write_table(table, buffer, compression="zstd")
    return buffer.getvalue()


def _pack_tables(tables: Mapping[str, Sequence[Table]]) -> pa.Table:
    rows = [(name, table.number, _dump(asdict(table))) for name, group in tables.items() for table in group]
    names, numbers, bodies = zip(*rows, strict=True) if rows else ((), (), ())
    kinds = (pa.string(), pa.int32(), pa.binary())
    columns = [pa.array(values, kind) for values, kind in zip((names, numbers, bodies), kinds, strict=True)]
    return pa.table(columns, names=["document", "number", "body"])


def _tuples(value: Any) -> Any:
    return tuple(_tuples(part) for part in value) if isinstance(value, list) else value


def _value(cls: type[T], stored: dict[str, Any]) -> T:
    known = {field.name for field in fields(cls)}  # type: ignore[arg-type] # only called for dataclasses
    return cls(**{name: _tuples(value) for name, value in stored.items() if name in known})


def _problem(stored: dict[str, Any]) -> Problem:
    return _value(Problem, stored | {"source": _value(Source, stored["source"])})


class Index:
    """What ``python -m index rebuild`` wrote. Immutable; safe to share between threads."""

    def __init__(self, version: Version) -> None:
        """Use ``Index.open``."""
        self.path = version.out
        self.version = version.folder.name
        self.manifest: dict[str, Any] = version.manifest
        self._held = {name: version.read(name) for name in version.names()}
        self.documents: tuple[Document, ...] = tuple(_value(Document, row) for row in self._json("documents.json"))
        self.facts = FactTable(self._arrow("facts"))

    @classmethod
    def open(cls, path: str | Path = ".index") -> Index:
        """The current version under ``path``.

        ``IndexMissing`` when there is none, ``IndexUnreadable`` when it is damaged or of another format.
        """
        return cls(Version(Path(path)))

    def _json(self, name: str) -> Any:
        return json.loads(self._bytes(name))

    def _arrow(self, name: str) -> pa.Table:
        return pq.ParquetFile(pa.BufferReader(self._bytes(f"{name}.parquet"))).read()

    def _bytes(self, name: str) -> bytes:
        try:
            return self._held[name]
        except KeyError as error:
            raise IndexUnreadable(self.path, f"缺少文件 {name}") from error

    @cached_property
    def passages(self) -> tuple[Passage, ...]:
        """All sentences and list items, in document order."""
        return tuple(Rows(self._arrow("passages"), Passage))

    @cached_property
    def chunks(self) -> Sequence[Chunk]:
        """What ``search`` searches; each value is made when it is asked for."""
        return Rows(self._arrow("chunks"), Chunk)

    @cached_property
    def problems(self) -> tuple[Problem, ...]:
        """What could not be read, and the documents' own oddities."""
        return tuple(map(_problem, self._json("problems.json")))

    @cached_property
    def ingest_reports(self) -> tuple[IngestReport, ...]:
        """How completely each file was read, by name; files that are held out or could not be read are among them."""
        return tuple(
            replace(_value(IngestReport, row | {"deviations": ()}), deviations=tuple(map(_problem, row["deviations"])))
            for row in self._json("ingest.json")
        )

    @cached_property
    def tables(self) -> tuple[Table, ...]:
        """Every table of every document, in order. Large: prefer ``table``."""
        return tuple(self._table(row) for row in range(len(self._table_bodies)))

    @cached_property
    def _table_rows(self) -> pa.Table:
        return self._arrow("tables")

    @cached_property
    def _table_bodies(self) -> pa.ChunkedArray:
        return self._table_rows.column("body")

    @cached_property
    def _table_places(self) -> dict[tuple[str, int], int]:
        names, numbers = (self._table_rows.column(name).to_pylist() for name in ("document", "number"))
        return {place: row for row, place in enumerate(zip(names, numbers, strict=True))}

    def _table(self, row: int) -> Table:
        stored = json.loads(self._table_bodies[row].as_py())
        columns = tuple(_value(Column, column) for column in stored["columns"])
        return replace(_value(Table, stored | {"columns": ()}), columns=columns)

    def table(self, document: str, number: int) -> Table | None:
        """Table ``number`` (from 1) of the document with this name, ``None`` when there is no such table."""
        row = self._table_places.get((document, number))
        return None if row is None else self._table(row)

    @property
    def table_documents(self) -> list[str]:
        """The document name of every table, in order."""
        return [name for name, _ in self._table_places]

    def tables_of(self, document: str) -> tuple[Table, ...]:
        """The tables of one document, in order; empty for an unknown name."""
        return tuple(self._table(row) for (name, _), row in self._table_places.items() if name == document)

    @cached_property
    def _searcher(self) -> Searcher:
        from index.rerank import chosen_reranker
        from index.search import Searcher  # faiss takes 0.2 s and many questions never search text

        files = {name: self._bytes(name) for name in self._held}
        return Searcher(self.chunks, files, self.manifest["retrieval"], reranker=chosen_reranker())

    def search(self, query: str, k: int = 20, *, documents: Iterable[str] | None = None) -> tuple[Hit, ...]:
        """The ``k`` chunks nearest to ``query``, best first; ``documents`` (names) limits where to look."""
        return self._searcher.search(query, k, documents=None if documents is None else frozenset(documents))

    @property
    def is_bundled(self) -> bool:
        """The index was built with the encoder that ships here, whose cosines are known."""
        return bool(self.manifest["retrieval"]["encoder"] == BUNDLED)

    def encode(self, texts: Sequence[str]) -> Vectors:
        """Unit vectors of texts by the encoder of the index, one row a text; zeros where it knows no word."""
        return self._searcher.encode(texts)

    def rankings(self, query: str, k: int = 20) -> dict[str, list[int]]:
        """Positions in ``chunks`` of the ``k`` best by ``lexical``, ``dense`` and ``fused`` search, for measuring them."""
        return self._searcher.rankings(query, k)
