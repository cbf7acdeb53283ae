"""Purchases of a kind (「工程类采购有哪些」): the rows of the list of purchases that stand under it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from assistant.characters import plain
from assistant.patterns import Pattern
from assistant.query import Evidence, Operation, Target
from assistant.retrieve.members.population import with_figures

if TYPE_CHECKING:
    from assistant.lexicon import Lexicon
    from assistant.query import Linked, Scope

_OPERATIONS = frozenset({Operation.LIST, Operation.FILTER, Operation.COUNT, Operation.RANK})
_ADDED = frozenset({Operation.SUM, Operation.VALUE})
"""Operations that add the purchases of the kind, where no figure is printed for all of them."""
_PURCHASES = Pattern(r"采购")
_KIND = Pattern(r"采购(?:品目)?(?:类别|类型|品类|种类|大类)|^(?:类别|大类)$")
_OF_KINDS = Pattern(r"哪(?:一|几)?(?:大)?类|类别|货物|工程|服务")
"""Kinds are ranked, not purchases."""
_SAID = Pattern(r"明细|清单|政府|采购|项目|品目|预算|计划|打算|安排|金额|东西|类|的|买")


def of_purchases(linked: Linked, lexicon: Lexicon) -> Evidence | None:
    """The purchases of the one kind that the question names; None when no list tells kinds or the question says more."""
    question = linked.question
    if (
        question.operation not in _OPERATIONS | _ADDED
        or len(question.scopes) != 1
        or not _PURCHASES.search(question.text)
    ):
        return None
    scope = question.scopes[0]
    kinds: dict[int, str] = {}
    for concept in lexicon.concepts_in(scope.documents):
        for fact in (lexicon.facts[i] for i in concept.facts if concept.kind == "line" and not concept.code):
            if (
                fact.state == "text"
                and _KIND.search(fact.measure)
                and _PURCHASES.search(fact.source.table + fact.measure)
            ):
                kinds[concept.number] = plain(fact.printed)
    named = {kind for kind in kinds.values() if kind in plain(question.text)}
    ranked = question.operation in {Operation.RANK, Operation.COUNT} and not _OF_KINDS.search(question.text)
    if len(named) != 1 and not (ranked and not named and kinds):
        return None
    kind = named.pop() if named else ""
    adds = question.operation in _ADDED
    if adds and (question.unit != "元" or _prints(kind, scope, lexicon)):
        return None
    if any(_SAID.sub("", plain(span.text).replace(kind, "")) for span in question.content):
        return None
    chosen = [lexicon.concepts[number] for number, own in kinds.items() if kind in {"", own}]
    target = Target("", scope, ())
    bare = replace(question, population="项", content=(), quoted=(), unit="元", measures=())
    people = with_figures(chosen, target, bare, lexicon)
    if len(people.members) < len(chosen):
        return None
    bare = replace(bare, operation=Operation.SUM) if adds else bare
    counted = replace(bare, unit="个" if question.operation is Operation.COUNT else "元")
    return Evidence(
        replace(linked, question=counted, targets=(target,)),
        population=people,
        assumptions=(f"按采购类别「{kind}」筛选",) if kind else (),
        chosen=True,
    )


def _prints(kind: str, scope: Scope, lexicon: Lexicon) -> bool:
    """A sentence or a row states the amount of the whole kind."""
    return any(
        concept.label in {kind, f"{kind}支出", f"政府采购{kind}", f"{kind}类"}
        and any(lexicon.facts[i].unit == "元" and lexicon.facts[i].value is not None for i in concept.facts)
        for concept in lexicon.concepts_in(scope.documents)
    )
