"""What figures speak of: a line item through all tables it stands in, a project with its funds and score, one indicator.

A concept gathers all facts of one document that speak of the same thing, so that a question is compared with each thing once.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from assistant.characters import plain

if TYPE_CHECKING:
    from collections.abc import Iterator

    from index.model import Fact, Passage

ConceptKind = Literal["line", "project", "part", "indicator", "total", "prose"]

FUND_ROWS = frozenset({"年度资金总额", "总分", "项目资金总额", "年度资金申请总额"})
"""Rows of a project's form that speak of the project itself."""


@dataclass(frozen=True, slots=True)
class Concept:
    """One thing that figures speak of, in one document. ``facts`` are positions in the fact table."""

    number: int
    document: int
    kind: ConceptKind
    label: str
    ancestors: tuple[str, ...]
    project: str
    code: str
    depth: int
    facts: tuple[int, ...]
    measures: frozenset[str]
    years: frozenset[int]
    tables: frozenset[str]


def read_concepts(facts: tuple[Fact, ...], passages: tuple[Passage, ...], numbers: dict[str, int]) -> Iterator[Concept]:
    """The concepts of all documents, numbered in the order of their first facts; ``numbers`` gives documents by name."""
    projects = _projects(facts, passages)
    groups: dict[tuple[object, ...], list[int]] = defaultdict(list)
    for i, fact in enumerate(facts):
        if not fact.item:
            continue
        if fact.depth == 0 and fact.measure and fact.origin == "table" and fact.table_kind != "三公":
            # A total row is asked for by its column: 「公用经费」, 「项目支出」.
            groups[(fact.document, "column", fact.measure, fact.side)].append(i)
        groups[_key(fact)].append(i)
    for number, (key, members) in enumerate(groups.items()):
        first = facts[members[0]]
        column = key[1] == "column"
        kind = _kind(first) if not first.project or (first.document, first.project) in projects else "prose"
        yield Concept(
            number=number,
            document=numbers[first.document],
            kind="total" if column else kind,
            label=str(key[2]) if column else (first.project if kind == "project" else first.item),
            ancestors=() if column else first.ancestors,
            project=first.project if kind != "prose" else "",
            code=first.code,
            depth=first.depth,
            facts=tuple(members),
            measures=frozenset(facts[i].measure for i in members),
            years=frozenset(facts[i].year for i in members),
            tables=frozenset(facts[i].table_kind for i in members),
        )


def _projects(facts: tuple[Fact, ...], passages: tuple[Passage, ...]) -> frozenset[tuple[str, str]]:
    """(document, project) of every project that has pages or a form of its own."""
    own = {(passage.source.document, passage.project) for passage in passages if passage.project}
    own |= {(fact.document, fact.project) for fact in facts if fact.project and fact.origin == "form"}
    return frozenset(own | {(fact.document, fact.project) for fact in facts if _listed(fact)})


def _listed(fact: Fact) -> bool:
    """Whether a fact is a row of a list of projects."""
    return bool(fact.project) and fact.origin == "table" and plain(fact.item) == plain(fact.project)


def _key(fact: Fact) -> tuple[object, ...]:
    """Facts with the same key belong to one concept."""
    project = fact.project
    if project and (fact.item in FUND_ROWS or plain(fact.item) == plain(project)):
        return (fact.document, "project", project)
    return (
        fact.document,
        project,
        plain(fact.item),
        fact.ancestors[-1:] if project else fact.ancestors,
        fact.code,
        fact.depth == 0,
        fact.side if fact.depth == 0 else "",
    )


def _kind(fact: Fact) -> ConceptKind:
    if fact.project and (fact.item in FUND_ROWS or plain(fact.item) == plain(fact.project)):
        return "project"
    if fact.origin == "form":
        return "indicator"
    if fact.project:
        return "part"
    if fact.depth == 0:
        return "total"
    return "prose" if fact.origin == "prose" else "line"
