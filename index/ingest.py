"""All files of a folder read and understood, each apart from the others: one bad file never stops a build."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from time import monotonic
from typing import TYPE_CHECKING

from index.extract import extract
from index.model import Fact, Parsed, Problem, Source
from index.readers import Defect, Unreadable, read_file
from index.records import fits
from index.workers import processors, read_apart

if TYPE_CHECKING:
    from pathlib import Path

    from index.corpus import Identity

FileDone = Callable[[int, int], None]
"""Called with how many files are read and how many there are; what it raises stops the reading."""

PATIENCE = 4.0
"""Seconds of reading after which other processes help with the rest: starting them takes one or two."""


def read_all(
    folder: Path,
    identities: Sequence[Identity],
    done: FileDone | None = None,
    *,
    workers: int | None = None,
    patience: float = PATIENCE,
) -> tuple[list[Parsed], tuple[Problem, ...]]:
    """What the files say, in the order of ``identities``, and all problems; a file that is there twice is read once.

    ``workers`` processes (default: as many as processors) read once ``patience`` seconds have passed. The result does
    not depend on either.
    """
    first: dict[str, str] = {}
    twins = {one["name"]: first.setdefault(one["sha256"] or one["name"], one["name"]) for one in identities}
    sizes = {one["name"]: one["size"] for one in identities if twins[one["name"]] == one["name"]}
    outcomes: dict[str, Parsed | Problem] = {}
    for step in _read(folder, sizes, workers or processors(), patience):
        outcomes.update([step] if step else [])
        if done is not None:
            done(len(twins) - len(sizes) + len(outcomes), len(twins))
    parsed = [outcome for name in sizes if isinstance(outcome := outcomes[name], Parsed)]
    problems: list[Problem] = []
    for name, twin in twins.items():
        outcome = outcomes[twin]
        if twin != name:
            problems.append(file_problem(name, f"内容与「{twin}」完全相同，只收录一次", severity="note"))
        elif isinstance(outcome, Problem):
            problems.append(outcome)
        else:
            problems += outcome.problems
    return parsed, tuple(problems)


def _read(
    folder: Path, sizes: dict[str, int], workers: int, patience: float
) -> Iterator[tuple[str, Parsed | Problem] | None]:
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


def read_one(folder: Path, name: str) -> Parsed | Problem:
    """What one file says, or why it cannot be read."""
    try:
        reading = read_file(folder / name, name)
        parsed = extract(name, folder / name, reading.blocks)
        defects = [_defect(name, defect) for defect in reading.defects]
        document = replace(parsed.document, pages=max(reading.pages, parsed.document.pages))
        return _storable(replace(parsed, document=document, problems=(*defects, *parsed.problems)))
    except Unreadable as error:
        return file_problem(name, str(error))
    except Exception as error:  # noqa: BLE001 - any defect of one document is reported with its name
        return file_problem(name, f"读取时出错（{type(error).__name__}: {error}）")


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
