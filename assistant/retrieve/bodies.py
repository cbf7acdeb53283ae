"""Bodies of a kind that the column of their list says (「下属小学」, 「5所幼儿园」): the rows of the kind alone are meant.

Without a kind all bodies of the list are meant where the question says so (「所属三家单位从大到小排」).
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from assistant.characters import plain
from assistant.query import Evidence, Operation, Target
from assistant.retrieve.population import listed_bodies, names_a_cost, with_figures

if TYPE_CHECKING:
    from assistant.concepts import Concept
    from assistant.lexicon import Lexicon
    from assistant.query import Linked

_OPERATIONS = frozenset({
    Operation.COUNT, Operation.LIST, Operation.FILTER, Operation.RANK, Operation.SUM, Operation.VALUE,
})  # fmt: skip
_SUBORDINATE = re.compile(r"(?:所属|下属|直属|下面)")
_BODIES = re.compile(
    r"(?:所属|下属|直属)(?:的)?(?:各|[一二三四五六七八九十\d]+)?(?:个|家)?(?:预算|事业)?单位(?!类|性)|各(?:个)?(?:预算|所属|下属)单位"
)
_COUNTED = r"(?:[几\d一二两三四五六七八九十]+|各|哪(?:几|一)?|全部|所有)(?:个|家|所)?"
_SAID = re.compile(
    r"所属|下属|直属|下面|单位|类别|类型|性质|学校|部门|基本支出|项目支出|支出|预算|合计|总计|[的里中各个家所]"
)
"""Words of the list itself; any other one asks about something that its rows do not tell."""
_KIND_COLUMN = re.compile(r"类别|类型|性质")
_SHORTEST = 2
"""Characters of the name of a kind."""
_OWN = 2
"""Characters before the kind that make a body's name (「机关幼儿园」)."""


def among_bodies(linked: Linked, lexicon: Lexicon) -> Evidence | None:
    """The listed bodies that the question means, with their figures; None when it does not ask about such a set."""
    question = linked.question
    if (
        question.operation not in _OPERATIONS
        or len(question.scopes) != 1
        or question.doer
        or names_a_cost(question.text)
    ):
        return None
    asked = plain(question.text)
    scope = question.scopes[0]
    bodies = listed_bodies(scope, lexicon)
    if not bodies or len({body.document for body in bodies}) != 1:
        return None
    kinds = {body.number: _kind(body, lexicon) for body in bodies}
    named = {kind for kind in kinds.values() if kind and _means(kind, asked, bodies)}
    if len(named) > 1 or (not named and not (question.operation is Operation.RANK and _BODIES.search(asked))):
        return None
    kind = named.pop() if named else ""
    left = (_SAID.sub("", plain(span.text).replace(kind, "")) for span in question.content)
    if any(left):
        return None
    chosen = [body for body in bodies if not kind or kinds[body.number] == kind]
    operation = question.operation
    if operation is Operation.VALUE:
        if not re.search(r"一共|总共|合计|总额|共", asked):
            return None
        operation = Operation.SUM
    bare = replace(question, population="单位", content=(), unit=_unit(question.unit), operation=operation)
    target = Target("", scope, (), measures=question.measures)
    people = with_figures(chosen, target, replace(bare, unit="元" if not question.measures else ""), lexicon)
    if len(people.members) < len(chosen):
        return None
    note = (f"按表中的单位类别「{kind}」筛选",) if kind else ()
    return Evidence(replace(linked, question=bare, targets=(target,)), population=people, assumptions=note, chosen=True)


def _unit(unit: str) -> str:
    return "个" if unit in {"所", "家"} else unit


def _kind(body: Concept, lexicon: Lexicon) -> str:
    """What the column of kinds says of it, "" when there is none."""
    for fact in (lexicon.facts[i] for i in body.facts):
        if fact.state == "text" and _KIND_COLUMN.search(fact.measure):
            return plain(fact.printed)
    return ""


def _means(kind: str, asked: str, bodies: list[Concept]) -> bool:
    """The kind is named as a kind of bodies, not in the name of one of them nor in that of an account (小学教育)."""
    if len(kind) < _SHORTEST or not re.search(rf"{re.escape(kind)}(?!教育|生|班)", asked):
        return False
    if any(plain(body.label)[-len(kind) - _OWN :] in asked for body in bodies if plain(body.label).endswith(kind)):
        return False
    return bool(_SUBORDINATE.search(asked) or re.search(rf"{_COUNTED}{re.escape(kind)}", asked))
