"""All files of a folder read and understood, each apart from the others: one bad file never stops a build."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from index.extract import extract
from index.model import Fact, Parsed, Problem, Source
from index.readers import Defect, Unreadable, read_file
from index.records import fits

if TYPE_CHECKING:
    from pathlib import Path

    from index.corpus import Identity

FileDone = Callable[[int, int], None]
"""Called with how many files are read and how many there are; what it raises stops the reading."""


def read_all(
    folder: Path, identities: Sequence[Identity], done: FileDone | None = None
) -> tuple[list[Parsed], tuple[Problem, ...]]:
    """What the files say, in the order of ``identities``, and all problems; a file that is there twice is read once."""
    parsed: list[Parsed] = []
    problems: list[Problem] = []
    seen: dict[str, str] = {}
    for number, identity in enumerate(identities, 1):
        name = identity["name"]
        twin = seen.setdefault(identity["sha256"] or name, name)
        if twin != name:
            problems.append(file_problem(name, f"内容与「{twin}」完全相同，只收录一次", severity="note"))
        else:
            outcome = read_one(folder, name)
            if isinstance(outcome, Problem):
                problems.append(outcome)
            else:
                parsed.append(outcome)
                problems += outcome.problems
        if done is not None:
            done(number, len(identities))
    return parsed, tuple(problems)


def read_one(folder: Path, name: str) -> Parsed | Problem:
    """What one file says, or why it cannot be read."""
    try:
        reading = read_file(folder / name, name)
        parsed = extract(name, folder / name, reading.blocks)
        defects = [_defect(name, defect) for defect in reading.defects]
        return _storable(replace(parsed, problems=(*defects, *parsed.problems)))
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
