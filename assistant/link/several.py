"""Several things in one question: a list, two columns of one row, names that share their head or tail."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from assistant.link.targets import CLEAR, COLUMN_NAMES, MEASURE_PAIR, OUTRIGHT, SPREAD, own_measures, target_of
from assistant.matching import make_mention
from assistant.patterns import Pattern
from assistant.query import Question, Scope, Span, Target

if TYPE_CHECKING:
    from assistant.lexicon import Lexicon
    from assistant.link.linker import Linker

TIE = 0.12
"""Links whose scores are no further apart fit a mention equally well."""


def two_columns(question: Question, groups: tuple[tuple[Span, ...], ...], linker: Linker) -> tuple[Target, ...]:
    """「图书馆的基本支出比项目支出多多少」: two cells of one row; empty when the question names another pair."""
    if question.operation not in MEASURE_PAIR or len(groups) != 2 or len(question.scopes) != 1:
        return ()
    columns = [
        (place, name)
        for name, place in zip(question.measures, question.measure_places, strict=True)
        if name in COLUMN_NAMES
    ]
    if len(columns) != 2 or "".join(span.text for span in groups[1]) != columns[1][1]:
        return ()
    items = tuple(span for span in groups[0] if span.end <= columns[0][0])
    behind = [span for span in groups[0] if span.start > columns[0][0]]
    if not items or behind:
        return ()
    row = target_of(question, items, question.scopes[0], linker, None)
    if not row.links or row.links[0].direct < OUTRIGHT:
        return ()
    return tuple(replace(row, measures=(name,)) for _, name in columns)


def without_leading_column(
    question: Question, groups: tuple[tuple[Span, ...], ...]
) -> tuple[Question, tuple[tuple[Span, ...], ...]]:
    """「一般公共预算的水费和电费」: the column before the list is the measure of all, no part of the first name."""
    first = groups[0]
    if len(groups) < 2 or len(first) < 2 or first[0].text not in COLUMN_NAMES:
        return question, groups
    if question.text[first[0].end : first[0].end + 1] not in {"的", "里", "中", "内"}:
        return question, groups
    content = tuple(span for span in question.content if span != first[0])
    return replace(question, content=content), (first[1:], *groups[1:])


def several(
    question: Question, groups: tuple[tuple[Span, ...], ...], lexicon: Lexicon, linker: Linker, enough: float = CLEAR
) -> list[Target]:
    """One target a group; groups that name the kind of the others, or nothing, are left out."""
    if question.population == "项目" and len(groups[-1]) == 1 and (projects := _all_projects(question, groups, linker)):
        return projects
    pairs = _with_scopes(question, groups)
    found: list[Target] = []
    unlisted: list[Target] = []
    for spans, scope in pairs:
        others = tuple(span for group in groups if group is not spans for span in group)
        mention = make_mention(question.text, others, lexicon)
        target = target_of(question, spans, scope, linker, mention)
        if not target.links or (target.links[0].share if enough > CLEAR else target.links[0].explained) < enough:
            if "".join(span.text for span in spans) not in lexicon.official:
                return []
            unlisted.append(
                replace(target, links=(), missing=())
            )  # an account that these documents do not have: the others are told
            continue
        found.append(target)
    if not found:
        return []
    found = _siblings(found, lexicon)
    if unlisted:
        return [*found, *unlisted]
    if len({target.links[0].concept for target in found}) == 1:  # 「打印资料、印刷材料」: one thing said twice
        return [max(found, key=lambda target: target.links[0].explained)] if len(question.scopes) == 1 else []
    kept = [target for target in found if not _names_the_kind(target, found)]
    return _of_one_column(question, kept if len(kept) > 1 else found)


_WHOSE = Pattern(r"(?:谁|哪(?:一)?(?:家|个|边|所))的")


def _of_one_column(question: Question, targets: list[Target]) -> list[Target]:
    """「甲中心的基本支出比乙中心多多少」: the column named with the first of two things is meant of the other as well.

    So is one that is named with the last in 「甲中心和乙中心谁的基本支出多」.
    """
    first, last = targets[0], targets[-1]
    asked = tuple(name for name in last.measures if name in COLUMN_NAMES)
    if question.operation in MEASURE_PAIR and asked and not first.measures and _WHOSE.search(question.text):
        return [target if target.measures else replace(target, measures=asked) for target in targets]
    column = tuple(name for name in first.measures if name in COLUMN_NAMES)
    if question.operation not in MEASURE_PAIR or not column or first.mention in COLUMN_NAMES:
        return targets
    return [first, *(target if target.measures else replace(target, measures=column) for target in targets[1:])]


def _siblings(targets: list[Target], lexicon: Lexicon) -> list[Target]:
    """Things in a list of which one is a part of a project: another that may be a part of it too is meant as one."""
    tops = [lexicon.concepts[target.links[0].concept] for target in targets]
    projects = {(top.document, top.project) for top in tops if top.kind == "part"}
    if len(projects) != 1:
        return targets
    result = []
    for target in targets:
        own = [
            link
            for link in target.links
            if link.direct >= OUTRIGHT
            and lexicon.concepts[link.concept].kind == "part"
            and (lexicon.concepts[link.concept].document, lexicon.concepts[link.concept].project) in projects
        ]
        result.append(replace(target, links=tuple(own), missing=own[0].missing) if own else target)
    return result


def _all_projects(question: Question, groups: tuple[tuple[Span, ...], ...], linker: Linker) -> list[Target]:
    """「一网通办、政务服务、骨干网三个项目」: each name as that of a project; empty when one of them names none, or two the same."""
    found = []
    for spans, scope in _with_scopes(question, groups):
        links = linker.links(question.text, spans, scope, kinds=frozenset({"project"}), wants=question)
        if not links or links[0].explained < SPREAD:
            return []
        mention = "".join(span.text for span in spans)
        found.append(Target(mention, scope, links[:1], links[0].missing, own_measures(question, spans), tuple(spans)))
    return found if len({target.links[0].concept for target in found}) == len(found) else []


def _with_scopes(question: Question, groups: tuple[tuple[Span, ...], ...]) -> list[tuple[tuple[Span, ...], Scope]]:
    scopes = question.scopes
    if len(scopes) == len(groups) and len(scopes) > 1:
        return list(zip(groups, scopes, strict=True))
    return [(group, scope) for group in groups for scope in scopes]


def _names_the_kind(target: Target, targets: list[Target]) -> bool:
    """「四个日常运维费项目（大厅、浦江…）」: the first group fits all the others' concepts equally well."""
    tied = {link.concept for link in target.links if link.score >= target.links[0].score - TIE}
    rest = {other.links[0].concept for other in targets if other is not target and other.scope == target.scope}
    return len(rest) > 1 and rest <= tied
