"""``Question`` → ``Linked``: every thing that the question names, with the concepts of the documents it may stand for."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from assistant.link.columns import by_measure, of_column
from assistant.link.mentions import segments, shared_head, shared_tail
from assistant.link.several import several, two_columns, without_leading_column
from assistant.link.shares import share_targets
from assistant.link.targets import OUTRIGHT, SPREAD
from assistant.link.totals import one_by_one, total_of
from assistant.matching import Mention, make_mention
from assistant.patterns import Pattern
from assistant.query import Linked, Operation, Question, Span, Target

if TYPE_CHECKING:
    from assistant.lexicon import Lexicon
    from assistant.link.linker import Linker


def link(question: Question, lexicon: Lexicon, linker: Linker) -> Linked:
    """All targets of a question, in the order they are named."""
    linked = _link(question, lexicon, linker)
    if (wider := _of_any_body(question, lexicon)) is None or _is_known(linked):
        return linked
    elsewhere = _link(wider, lexicon, linker)
    return elsewhere if _is_known(elsewhere) else linked


_THIS_YEAR = Pattern(r"今年|本年度?(?!支出|收入)")


def _of_any_body(question: Question, lexicon: Lexicon) -> Question | None:
    """The question over all documents that speak of its year; None where it names a body or none speaks of it beside those held.

    「今年」 without a body was counted from the newest document; of another it is that one's year.
    """
    if len(question.scopes) != 1 or question.places or not question.scopes[0].year:
        return None
    (scope,) = question.scopes
    if len(question.years) == 1 and _THIS_YEAR.search(question.text) and not re.search(r"\d{4}", question.text):
        everywhere = replace(scope, documents=frozenset(range(len(lexicon.documents))), year=0)
        return replace(question, scopes=(everywhere,), years=(), notes=())
    spoken = frozenset(i for i, years in enumerate(lexicon.fact_years) if scope.year in years)
    return replace(question, scopes=(replace(scope, documents=spoken),)) if spoken - scope.documents else None


def _is_known(linked: Linked) -> bool:
    """Each thing named is one that the documents know."""
    return bool(linked.targets) and all(
        target.links and target.links[0].explained >= OUTRIGHT and not target.missing for target in linked.targets
    )


def _link(question: Question, lexicon: Lexicon, linker: Linker) -> Linked:
    groups = segments(question, lexicon)
    inherited = make_mention(question.text, question.inherited, lexicon) if question.inherited else None
    if question.operation is Operation.SHARE:
        targets = share_targets(question, groups, lexicon, linker, inherited)
    else:
        targets = _targets(question, groups, lexicon, linker, inherited)
    targets = by_measure(question, targets, lexicon)
    excluded = tuple(
        Target(
            span.text,
            scope,
            linker.links(question.text, (span,), scope, inherited=_all(question, lexicon)),
            spans=(span,),
        )
        for span in question.excluded
        for scope in question.scopes[:1]
    )
    return Linked(question, targets, excluded)


def _all(question: Question, lexicon: Lexicon) -> Mention:
    return make_mention(question.text, question.content, lexicon)


def _targets(
    question: Question,
    groups: tuple[tuple[Span, ...], ...],
    lexicon: Lexicon,
    linker: Linker,
    inherited: Mention | None,
) -> tuple[Target, ...]:
    if not groups:
        return tuple(total_of(question, scope, lexicon, linker) for scope in one_by_one(question))
    found: list[Target] = list(two_columns(question, groups, linker))
    if not found:
        question, groups = without_leading_column(question, groups)
    if len(groups) > 1 and not found:
        for spread in (shared_tail(groups), shared_head(question.text, groups)):
            if spread != groups and not found:
                found = several(question, spread, lexicon, linker, enough=SPREAD)
        found = found or several(question, groups, lexicon, linker)
    if not found:
        found = [of_column(question, scope, lexicon, linker, inherited) for scope in question.scopes]
    return tuple(found)
