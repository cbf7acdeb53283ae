"""Documents in, a complete index out: read → blocks → tables → facts → chunks → index.

A file that cannot be read becomes a ``Problem`` and the others are indexed. The new index replaces the old one in one
step at the very end (``index/files.py``), so there is never half an index.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

from index.chunks import make_chunks
from index.corpus import fingerprint, source_files
from index.errors import BuildCancelled, BuildFailed
from index.files import locked, write_version
from index.ingest import read_all
from index.model import Parsed, Problem
from index.retrieval import build_retrieval
from index.store import pack

Progress = Callable[[str, int, int], None]
"""Called with a stage in Chinese, how many of its steps are done, and how many there are. Reading takes a step a file."""

Cancelled = Callable[[], bool]
"""Asked between steps (files, stages) whether nobody waits for the build any more."""

READING, CHUNKING, EMBEDDING, WRITING = "读取文件、表格和数字", "切分文本", "建立检索", "写入索引"


@dataclass(frozen=True, slots=True)
class BuildReport:
    """What a build did. ``str()`` is a summary in Chinese; ``seconds`` are by stage, in order."""

    out: Path
    documents: int
    tables: int
    facts: int
    passages: int
    chunks: int
    problems: tuple[Problem, ...]
    seconds: dict[str, float]
    retrieval: str

    def __str__(self) -> str:
        """Counts, then one line for each file that was left out."""
        kinds = [problem.severity for problem in self.problems]
        spent = "，".join(f"{stage} {seconds:.1f} 秒" for stage, seconds in self.seconds.items())
        held = f"{self.tables} 张表，{self.facts} 个数据，{self.passages} 句正文，{self.chunks} 个检索片段"
        lines = [
            f"已索引 {self.documents} 份文件：{held}（{self.retrieval}）。",
            f"未收录文件 {kinds.count('error')} 份，未能读懂 {kinds.count('warning')} 处，文件自身疑点 {kinds.count('note')} 处。",
            f"用时：{spent}。索引：{self.out}",
        ]
        lines += [f"未收录 {p.source.document}：{p.message}" for p in self.problems if p.severity == "error"]
        return "\n".join(lines)


@dataclass
class _Clock:
    """Seconds by stage, and what the caller wants to know and to say: ``progress`` and ``cancelled``."""

    progress: Progress
    cancelled: Cancelled
    seconds: dict[str, float] = field(default_factory=dict)

    def check(self) -> None:
        """``BuildCancelled`` when the caller has cancelled."""
        if self.cancelled():
            raise BuildCancelled

    def file_done(self, done: int, total: int) -> None:
        """Tell that so many files were read."""
        self.check()
        self.progress(READING, done, total)

    @contextmanager
    def stage(self, name: str, steps: int = 1) -> Iterator[None]:
        self.check()
        self.progress(name, 0, steps)
        begun = time.perf_counter()
        yield
        self.seconds[name] = time.perf_counter() - begun
        self.progress(name, steps, steps)


def rebuild(
    corpus: str | Path = "corpus",
    out: str | Path = ".index",
    *,
    progress: Progress | None = None,
    cancelled: Cancelled | None = None,
) -> BuildReport:
    """Index every document under ``corpus`` into ``out`` and say what was done.

    ``CorpusMissing`` without a document, ``BuildBusy`` while another build runs, ``BuildFailed`` when nothing could be
    read or written, ``BuildCancelled`` soon after ``cancelled`` says so; in each case the index that was there still
    works.
    """
    folder, target = Path(corpus), Path(out)
    clock = _Clock(progress or _silent, cancelled or _never)
    sources = source_files(folder, target)
    try:
        with locked(target):
            return _build(folder, target, sources, clock)
    except OSError as error:
        raise BuildFailed(f"{error.strerror or error}（{error.filename or target}）") from error


def _build(folder: Path, out: Path, sources: tuple[str, ...], clock: _Clock) -> BuildReport:
    identities = fingerprint(folder, sources)
    with clock.stage(READING, len(sources)):
        ingested = read_all(folder, identities, clock.file_done)
    parsed, problems = ingested.parsed, ingested.problems
    if not parsed:
        raise BuildFailed(
            "没有一份文件能够读取。" + "；".join(f"{one.document}：{one.held_out}" for one in ingested.reports[:5])
        )
    facts = [fact for one in parsed for fact in one.facts]
    with clock.stage(CHUNKING):
        chunks = make_chunks(parsed)
    with clock.stage(EMBEDDING):
        retrieval = build_retrieval(chunks)
    with clock.stage(WRITING):
        tables = {one.document.name: one.tables for one in parsed}
        passages = [passage for one in parsed for passage in one.passages]
        contents = pack(
            [one.document for one in parsed], tables, facts, passages, chunks, problems, reports=ingested.reports
        )
        counts = {
            "documents": len(parsed),
            "tables": sum(map(len, tables.values())),
            "facts": len(facts),
            "passages": len(passages),
            "chunks": len(chunks),
            "problems": len(problems),
        }
        manifest = {
            "created": datetime.now(UTC).isoformat(timespec="seconds"),
            "corpus": identities,
            "counts": counts,
            "retrieval": retrieval.record,
        }
        clock.check()
        write_version(out, contents | retrieval.files, manifest)
    del counts["problems"]
    return BuildReport(out, **counts, problems=problems, seconds=clock.seconds, retrieval=retrieval.summary)


def read_documents(corpus: str | Path) -> tuple[tuple[Parsed, ...], tuple[Problem, ...]]:
    """What the documents of a folder say, without building anything; ``CorpusMissing`` without a document."""
    folder = Path(corpus)
    ingested = read_all(folder, fingerprint(folder, source_files(folder)))
    return ingested.parsed, ingested.problems


def _silent(_stage: str, _done: int, _total: int) -> None:
    """No progress."""


def _never() -> bool:
    """Nobody cancels."""
    return False
