"""Grades of a self-evaluation (优, 良, 中, 差): how a question names one, and how many projects a sentence says were given it."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from assistant.patterns import Pattern
from assistant.query import Evidence, Figure, Found, Operation, Target
from assistant.retrieve.things.picking import figure_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from assistant.lexicon import Lexicon
    from assistant.query import Linked, Question

GRADE_COLUMN = Pattern(r"等级|评级|评定|结论|评价结果")
GRADES = ("优秀", "良好", "不合格", "合格", "优", "良", "中", "差")
_GIVEN = r"(?:评[上为到成]|评了个?|评级(?:为|是)?|等级(?:为|是)?|结果(?:为|是)?|拿了?个?|得了?个?|被评|[是为])"
_UNMISTAKABLE = frozenset({"优秀", "良好", "合格", "不合格", "优", "良"})
"""Grades that no other words end in before 「的项目」 (「其中的项目」, 「最差的项目」)."""
_OF_PROJECTS = "|的(?:自评|评价)?项目"
_OPEN, _CLOSE = "[“\"「『'‘]", "[”\"」』'’]"


def grades_named(asked: str, grades: Iterable[str] = GRADES) -> list[tuple[str, int, str]]:
    """(grade, place, how it is said) of the grades that a question names as such, not within another word."""
    found: list[tuple[str, int, str]] = []
    taken: set[int] = set()
    for grade in sorted(grades, key=lambda name: (-len(name), name)):
        word = re.escape(grade)
        of = _OF_PROJECTS if grade in _UNMISTAKABLE else ""
        given = rf"{_OPEN}(?P<a>{word}){_CLOSE}|{_GIVEN}(?P<b>{word})(?:秀|好)?(?=的|级|等|$|[,，?？和、或])"
        pattern = rf"{given}|(?<![最较更改择])(?P<c>{word})(?:(?:级|等)的{of})"
        for match in re.finditer(pattern, asked):
            name = next(key for key in "abc" if match.group(key))
            if match.start(name) not in taken:
                taken.add(match.start(name))
                found.append((grade, match.start(name), match.group()))
    return found


def stated_number(question: Question, lexicon: Lexicon) -> Figure | None:
    """「“优”的项目4个」: the number that a sentence states for the one grade that the question names; None when none does."""
    named = {grade for grade, _, _ in grades_named(question.text)}
    if len(named) != 1 or re.search(r"(?:没有?|未|不)(?:能)?(?:被)?(?:评|是)", question.text):
        return None
    grade = named.pop()
    told = re.compile(rf"{_OPEN}{grade}{_CLOSE}(?:等次|等级|档)?(?:的)?(?:项目)?(?:有|共|为)?(?P<n>\d+)个")
    for document in sorted(question.scopes[0].documents):
        for fact in lexicon.facts_of[document]:
            match = told.search(fact.context) if fact.origin == "prose" and fact.unit == "个" else None
            if match and fact.value is not None and fact.printed.startswith(match["n"]):
                inside = grade in fact.item or not fact.item
                if inside:
                    return Figure(f"评为“{grade}”的项目", fact.value, "个", fact)
    return None


_ASKED = Pattern(
    r"什么(?:样的)?(?:等级|评级|等次|档次)|(?:评级|等级|等次|评价结果|评定结果|评价结论)(?:结果)?(?:是|为|怎么样|如何|呢|评了)?(?:什么|啥|哪个?|多少)?$"
    r"|(?:被|给)?评(?:为|上|成|了个?)了?(?:什么|啥|哪)|(?:是|算)?优(?:秀)?还是良"
)
"""Asks for the grade of one thing."""
_NO_REASON = Pattern(r"评(?:为|上|成|了个?)了?什么(?=$|等|评|档)")
"""「评为什么等级」 asks for no reason."""
_SETS = frozenset({Operation.RANK, Operation.FILTER, Operation.COUNT, Operation.LIST, Operation.SUM})
_NAMED = 0.85
"""Share of a row's name that the question must hold."""
_AROUND = Pattern(r"自评|评价|绩效|项目|评级|等级|等次|结果|结论|评定|档次|得分")


def grade_of(linked: Linked, lexicon: Lexicon) -> Evidence | None:
    """The grade that a table prints beside the one project that is named, with its score where that is asked for as well."""
    question = linked.question
    if question.operation in _SETS or not _ASKED.search(question.text) or len(question.scopes) != 1:
        return None
    found = {}
    for link in (link for target in linked.targets[:1] for link in target.links if link.covered >= _NAMED):
        facts = [lexicon.facts[i] for i in lexicon.concepts[link.concept].facts]
        grades = [fact for fact in facts if fact.state == "text" and GRADE_COLUMN.search(fact.measure)]
        if grades and not any(_AROUND.sub("", word) for word in link.missing):
            scores = [
                fact
                for fact in facts
                if fact.measure == "得分" and fact.source.row_number == grades[0].source.row_number
            ]
            found[grades[0].document, grades[0].item] = (*scores[: int("得分" in question.measures)], grades[0])
    if len(found) != 1:
        if question.operation is Operation.REASON and _NO_REASON.search(question.text):
            return Evidence(replace(linked, question=replace(question, operation=Operation.VALUE)), chosen=True)
        return None
    cells = next(iter(found.values()))
    bare = replace(
        question, operation=Operation.VALUE, content=(), unit="", population="", topic="",
        measures=tuple(fact.measure for fact in cells),
    )  # fmt: skip
    targets = tuple(Target(fact.item, question.scopes[0], (), measures=(fact.measure,)) for fact in cells)
    return Evidence(
        replace(linked, question=bare, targets=targets),
        found=tuple(Found(target, (figure_of(fact),)) for target, fact in zip(targets, cells, strict=True)),
        chosen=True,
    )
