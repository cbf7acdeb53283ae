"""Grades of a self-evaluation (优, 良, 中, 差): how a question names one, and how many projects a sentence says were given it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from assistant.query import Figure

if TYPE_CHECKING:
    from collections.abc import Iterable

    from assistant.lexicon import Lexicon
    from assistant.query import Question

GRADE_COLUMN = re.compile(r"等级|评级|评定|结论|评价结果")
GRADES = ("优秀", "良好", "不合格", "合格", "优", "良", "中", "差")
_GIVEN = r"(?:评[上为到成]|评了个?|评级(?:为|是)?|等级(?:为|是)?|结果(?:为|是)?|拿了?个?|得了?个?|被评|[是为])"
_OPEN, _CLOSE = "[“\"「『'‘]", "[”\"」』'’]"


def grades_named(asked: str, grades: Iterable[str] = GRADES) -> list[tuple[str, int, str]]:
    """(grade, place, how it is said) of the grades that a question names as such, not within another word."""
    found: list[tuple[str, int, str]] = []
    taken: set[int] = set()
    for grade in sorted(grades, key=lambda name: (-len(name), name)):
        word = re.escape(grade)
        pattern = rf"{_OPEN}(?P<a>{word}){_CLOSE}|{_GIVEN}(?P<b>{word})(?:秀|好)?(?=的|级|等|$|[,，?？和、或])|(?P<c>{word})(?:级|等)的"
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
