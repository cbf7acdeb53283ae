"""Projects of a kind that their forms tick (「□专项资金☑经常性项目□一次性项目」): the ticked ones alone are of the kind."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from assistant.characters import plain
from assistant.patterns import Pattern
from assistant.query import Evidence, Operation
from assistant.retrieve.members.whole_sets import all_projects

if TYPE_CHECKING:
    from assistant.lexicon import Lexicon
    from assistant.query import Figure, Linked

_OPERATIONS = frozenset({Operation.COUNT, Operation.LIST, Operation.FILTER})
_MARK = Pattern(r"[□☐☑☒■√✓✔]")
_TICKED = frozenset("☑☒■√✓✔")
SHORTEST = 3
"""Characters of the name of a kind that a question may name."""


def options(printed: str) -> dict[str, bool]:
    """Options of a cell with boxes → whether each is ticked; empty for a cell without boxes.

    The box stands before its option where the cell begins with one, else behind it.
    """
    marks = _MARK.findall(printed)
    words = [plain(word) for word in _MARK.split(printed)]
    if not marks:
        return {}
    own = words[:-1] if words[0] else words[1:]
    return {word: mark in _TICKED for word, mark in zip(own, marks, strict=True) if word}


def in_category(linked: Linked, lexicon: Lexicon) -> Evidence | None:
    """The projects whose form ticks the kind that the question names; None when it names none or no form does."""
    question = linked.question
    if question.operation not in _OPERATIONS or question.conditions or question.measures:
        return None
    kinds = {
        (fact.document, fact.project): options(fact.printed)
        for scope in question.scopes
        for document in sorted(scope.documents)
        for fact in lexicon.facts_of[document]
        if fact.state == "text" and fact.project and _MARK.search(fact.printed)
    }
    asked = plain(question.text)
    named = {name for ticks in kinds.values() for name in ticks if len(name) >= SHORTEST and name in asked}
    if len(named) != 1:
        return None
    kind = named.pop()
    everyone = all_projects(linked, lexicon)

    def ticked(member: Figure) -> bool:
        return kinds.get((member.fact.document, member.fact.project), {}).get(kind, False)

    chosen = tuple(member for member in everyone.members if ticked(member)) if everyone else ()
    if not everyone or not chosen:
        return None
    return Evidence(
        linked,
        population=replace(everyone, members=chosen),
        assumptions=(f"按表中勾选的「{kind}」筛选",),
        chosen=True,
    )
