"""All files of a folder read and understood, each apart from the others: one bad file never stops a build."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from time import monotonic
from typing import TYPE_CHECKING

from index.completeness import report_of
from index.corpus import leads_outside
from index.extract import extract
from index.model import Fact, IngestReport, Parsed, Problem, Source
from index.readers import Defect, Unreadable, read_file
from index.records import fits
from index.workers import processors, read_apart

if TYPE_CHECKING:
    from pathlib import Path

    from index.corpus import Identity

FileDone = Callable[[int, int], None]
"""Called with how many files are read and how many there are; what it raises stops the reading."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What reading one file gave: ``parsed`` is None when nothing of the file is to be used, the problems say why."""

    report: IngestReport
    parsed: Parsed | None
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True, slots=True)
class Ingested:
    """The files of a folder in the order of their names: those to be used, all problems, a report on each file."""

    parsed: tuple[Parsed, ...]
    problems: tuple[Problem, ...]
    reports: tuple[IngestReport, ...]


PATIENCE = 4.0
"""Seconds of reading after which other processes help with the rest: starting them takes one or two."""


def read_all(
    folder: Path,
    identities: Sequence[Identity],
    done: FileDone | None = None,
    *,
    workers: int | None = None,
    patience: float = PATIENCE,
) -> Ingested:
    """What the files say, in the order of ``identities``; a file that is there twice is read once.

    ``workers`` processes (default: as many as processors) read once ``patience`` seconds have passed. The result does
    not depend on either.
    """
    first: dict[str, str] = {}
    twins = {one["name"]: first.setdefault(one["sha256"] or one["name"], one["name"]) for one in identities}
    sizes = {one["name"]: one["size"] for one in identities if twins[one["name"]] == one["name"]}
    outcomes: dict[str, Outcome] = {}
    for step in _read(folder, sizes, workers or processors(), patience):
        outcomes.update([step] if step else [])
        if done is not None:
            done(len(twins) - len(sizes) + len(outcomes), len(twins))
    problems: list[Problem] = []
    for name, twin in twins.items():
        if twin == name:
            problems += outcomes[name].problems
        else:
            problems.append(file_problem(name, f"内容与「{twin}」完全相同，只收录一次", severity="note"))
    parsed = tuple(one for name in sizes if (one := outcomes[name].parsed) is not None)
    return Ingested(parsed, tuple(problems), tuple(outcomes[name].report for name in sizes))


def _read(folder: Path, sizes: dict[str, int], workers: int, patience: float) -> Iterator[tuple[str, Outcome] | None]:
    """Each file with its outcome as it is read; None now and then while nothing happens."""
    begun = monotonic()
    waiting = list(sizes)
    while waiting:
        if len(waiting) > 1 and workers > 1 and monotonic() - begun >= patience:
            waiting.sort(key=lambda name: -sizes[name])  # the largest first, so that all end at about the same time
            yield from read_apart(folder, waiting, workers)
            return
        name = waiting.pop(0)
        yield name, read_one(folder, name)


def read_one(folder: Path, name: str) -> Outcome:
    """What one file says, or why it is not used."""
    if leads_outside(folder, name):
        return failed(name, "是指向资料文件夹之外的链接，未打开；请把文件本身放进来")
    try:
        reading = read_file(folder / name, name)
        parsed = extract(name, folder / name, reading.blocks)
        defects = [_defect(name, defect) for defect in reading.defects]
        document = replace(parsed.document, pages=max(reading.pages, parsed.document.pages))
        parsed = _storable(replace(parsed, document=document, problems=(*defects, *parsed.problems)))
    except Unreadable as error:
        return failed(name, str(error))
    except Exception as error:  # noqa: BLE001 - any defect of one document is reported with its name
        return failed(name, f"读取时出错（{type(error).__name__}: {error}）")
    report = report_of(parsed)
    if report.held_out:
        return Outcome(report, None, (file_problem(name, f"未用于回答：{report.held_out}"), *parsed.problems))
    return Outcome(report, parsed, parsed.problems)


def failed(name: str, why: str) -> Outcome:
    """The outcome of a file that could not be read."""
    return Outcome(IngestReport(name, held_out=why), None, (file_problem(name, why),))


def file_problem(name: str, message: str, *, severity: str = "error") -> Problem:
    """A problem of a whole file."""
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
