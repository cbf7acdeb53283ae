"""Documents in, a complete index out: read → blocks → tables → facts → chunks → index.

A file that cannot be read becomes a ``Problem`` and the others are indexed. The new index replaces the old one in one
step at the very end (``index/files.py``), so there is never half an index.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path

from index.chunks import make_chunks
from index.corpus import Identity, fingerprint, source_files
from index.errors import BuildFailed
from index.extract import extract
from index.files import locked, write_version
from index.model import Fact, Parsed, Problem, Source
from index.readers import Defect, Unreadable, read_file
from index.records import fits
from index.retrieval import build_retrieval
from index.store import pack

Progress = Callable[[str, int, int], None]
"""Called with a stage in Chinese, how many of its steps are done, and how many there are."""

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
    """Seconds by stage, and the caller's ``progress``."""

    progress: Progress
    seconds: dict[str, float] = field(default_factory=dict)

    @contextmanager
    def stage(self, name: str, steps: int = 1) -> Iterator[None]:
        self.progress(name, 0, steps)
        begun = time.perf_counter()
        yield
        self.seconds[name] = time.perf_counter() - begun
        self.progress(name, steps, steps)


def rebuild(
    corpus: str | Path = "corpus", out: str | Path = ".index", *, progress: Progress | None = None
) -> BuildReport:
    """Index every document under ``corpus`` into ``out`` and say what was done.

    ``CorpusMissing`` without a document, ``BuildBusy`` while another build runs, ``BuildFailed`` when nothing could be
    read or written; in each case the index that was there still works.
    """
    folder, target = Path(corpus), Path(out)
    clock = _Clock(progress or _silent)
    sources = source_files(folder, target)
    try:
        with locked(target):
            return _build(folder, target, sources, clock)
    except OSError as error:
        raise BuildFailed(f"{error.strerror or error}（{error.filename or target}）") from error


def _build(folder: Path, out: Path, sources: tuple[str, ...], clock: _Clock) -> BuildReport:
    identities = fingerprint(folder, sources)
    with clock.stage(READING, len(sources)):
        parsed, problems = _read_all(folder, identities, clock.progress)
    if not parsed:
        raise BuildFailed(
            "没有一份文件能够读取。" + "；".join(f"{p.source.document}：{p.message}" for p in problems[:5])
        )
    facts = [fact for one in parsed for fact in one.facts]
    with clock.stage(CHUNKING):
        chunks = make_chunks(parsed)
    with clock.stage(EMBEDDING):
        retrieval = build_retrieval(chunks)
    with clock.stage(WRITING):
        tables = {one.document.name: one.tables for one in parsed}
        passages = [passage for one in parsed for passage in one.passages]
        contents = pack([one.document for one in parsed], tables, facts, passages, chunks, problems)
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
        write_version(out, contents | retrieval.files, manifest)
    del counts["problems"]
    return BuildReport(out, **counts, problems=problems, seconds=clock.seconds, retrieval=retrieval.summary)


def read_documents(corpus: str | Path) -> tuple[tuple[Parsed, ...], tuple[Problem, ...]]:
    """What the documents of a folder say, without building anything; ``CorpusMissing`` without a document."""
    folder = Path(corpus)
    parsed, problems = _read_all(folder, fingerprint(folder, source_files(folder)), _silent)
    return tuple(parsed), problems


def _silent(_stage: str, _done: int, _total: int) -> None:
    """No progress."""


def _read_all(
    folder: Path, identities: Sequence[Identity], progress: Progress
) -> tuple[list[Parsed], tuple[Problem, ...]]:
    parsed: list[Parsed] = []
    problems: list[Problem] = []
    seen: dict[str, str] = {}
    for done, identity in enumerate(identities):
        progress(READING, done, len(identities))
        name = identity["name"]
        twin = seen.setdefault(identity["sha256"] or name, name)
        if twin != name:
            problems.append(_problem(name, f"内容与「{twin}」完全相同，只收录一次", severity="note"))
            continue
        outcome = _read_one(folder, name)
        if isinstance(outcome, Problem):
            problems.append(outcome)
        else:
            parsed.append(outcome)
            problems += outcome.problems
    return parsed, tuple(problems)


def _read_one(folder: Path, name: str) -> Parsed | Problem:
    """What one file says, or why it cannot be read: one bad file must not stop the others."""
    try:
        reading = read_file(folder / name, name)
        parsed = extract(name, folder / name, reading.blocks)
        defects = [_defect(name, defect) for defect in reading.defects]
        return _storable(replace(parsed, problems=(*defects, *parsed.problems)))
    except Unreadable as error:
        return _problem(name, str(error))
    except Exception as error:  # noqa: BLE001 - any defect of one document is reported with its name
        return _problem(name, f"读取时出错（{type(error).__name__}: {error}）")


def _problem(name: str, message: str, *, severity: str = "error") -> Problem:
    return Problem(message, Source(document=name), "error" if severity == "error" else "note", "file")


def _defect(name: str, defect: Defect) -> Problem:
    return Problem(defect.message, Source(name, page=defect.page), "warning", "page")


def _storable(parsed: Parsed) -> Parsed:
    """The same, with figures too long to be stored exactly kept as text and reported."""
    if all(fits(fact.value) for fact in parsed.facts):
        return parsed
    odd = [fact for fact in parsed.facts if not fits(fact.value)]
    problems = [
        Problem(f"数字「{fact.printed[:60]}」位数过多，只保留原文", fact.source, "warning", "number") for fact in odd
    ]
    return replace(parsed, facts=tuple(map(_as_text, parsed.facts)), problems=(*parsed.problems, *problems))


def _as_text(fact: Fact) -> Fact:
    return fact if fits(fact.value) else replace(fact, value=None, state="text")
