"""The projects that a question points to: by what its words were linked to, else by their names."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from assistant.characters import bigrams, plain
from assistant.matching import Mention, explained

if TYPE_CHECKING:
    from collections.abc import Sequence

    from assistant.query import Link, Linked, Scope
    from assistant.retrieve.words.passages import PassageIndex

CLOSE_LINK, WEAK_LINK, MOST_PROJECTS = 0.06, 0.3, 3
"""A question points to the projects whose links are this close to the best and not weak, when they are few."""
LOOKED_AT = 10
"""Links of a target that are looked at."""
NAMED, CLOSE_NAME = 0.35, 0.08
"""A project's name that explains this much of the question is meant, with those whose names explain nearly as much."""

Project = tuple[int, str]
"""Document and name."""


def projects_meant(linked: Linked, scope: Scope, mention: Mention, index: PassageIndex) -> tuple[Project, ...]:
    """Projects of the scope's documents, the best first; several for several targets or for names that fit alike."""
    found: dict[Project, None] = {}
    for target in linked.targets:
        if target.scope.documents & scope.documents:
            found |= dict.fromkeys(_linked(target.links, scope, index))
    return _with_namesakes(_verbatim(tuple(found), linked.question.text) or _named(mention, scope, index), index)


def _with_namesakes(found: tuple[Project, ...], index: PassageIndex) -> tuple[Project, ...]:
    """The same project under its name with and without 「项目」: its pages and its form are headed differently."""
    bare = {(document, _bare(name)) for document, name in found}
    others = (p for p in index.by_project if p not in found and (p[0], _bare(p[1])) in bare)
    return (*found, *others)


def _bare(name: str) -> str:
    return re.sub(r"(?:项目|经费)+$", "", plain(name))


def _verbatim(found: tuple[Project, ...], text: str) -> tuple[Project, ...]:
    """Of names that differ by an ending (「计划」, 「计划1」) those that stand in the question, when some do."""
    asked = plain(text)
    named = tuple(project for project in found if plain(project[1]) in asked)
    return named or found


def _linked(links: Sequence[Link], scope: Scope, index: PassageIndex) -> tuple[Project, ...]:
    lexicon = index.lexicon
    found: dict[Project, float] = {}
    for link in links[:LOOKED_AT]:
        concept = lexicon.concepts[link.concept]
        if (
            concept.project
            and concept.document in scope.documents
            and link.score >= links[0].score - CLOSE_LINK
            and link.score > WEAK_LINK
        ):
            found.setdefault((concept.document, concept.project), link.score)
    return tuple(found) if len(found) <= MOST_PROJECTS else ()


def _named(mention: Mention, scope: Scope, index: PassageIndex) -> tuple[Project, ...]:
    if not mention.positions:
        return ()
    scored: dict[Project, float] = {}
    for project in index.by_project:
        if project[0] in scope.documents:
            name = plain(project[1])
            values = explained(mention, name, bigrams(name))
            scored[project] = sum(w * v for w, v in zip(mention.weights, values, strict=True)) / mention.total
    top = max(scored.values(), default=0.0)
    close = tuple(project for project, score in scored.items() if score >= top - CLOSE_NAME)
    return close if top >= NAMED and len(close) <= MOST_PROJECTS else ()
