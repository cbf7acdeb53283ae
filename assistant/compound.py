"""Several questions in one sentence: each is answered as in a conversation, and the replies become one ``Answer``.

A later question inherits what it does not restate. One that only computes (「合计多少」「差多少」「各占多少」) works on the figures
that the questions before it found; one that names nothing after a ranking speaks of the winner.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from assistant.model import Answer
from assistant.parse.followup import leans
from assistant.patterns import Pattern
from assistant.query import Evidence, Found, Operation, Question, Result, Target
from index.language.numerals import parse_number

_TOGETHER = frozenset({Operation.SUM, Operation.DIFFERENCE, Operation.COMPARE, Operation.AVERAGE})
_BETWEEN_TWO = frozenset({Operation.DIFFERENCE, Operation.COMPARE})
_EACH = Pattern(r"各|分别|都")
_NUMBER_TOLD = Pattern(r"(?P<n>[两二三四五六七八九十]|\d{1,2})(?:个|项|样|笔|类|块|种|者|家)")


@dataclass(frozen=True, slots=True)
class Reply:
    """One question with what was found for it and what follows."""

    question: Question
    evidence: Evidence
    result: Result
    answer: Answer


@dataclass(frozen=True, slots=True)
class Stages:
    """The stages as functions: question text and earlier ones → ``Question``, → ``Evidence``, (question, evidence) → ``Reply``."""

    read: Callable[[str, Sequence[str]], Question]
    find: Callable[[Question], Evidence]
    reply: Callable[[Question, Evidence], Reply]


def replies(clauses: Sequence[str], history: Sequence[str], stages: Stages) -> tuple[Reply, ...]:
    """A reply to each clause in order; empty when the first one has none: what the others ask rests on what it names."""
    found: list[Reply] = []
    said: list[str] = list(history)
    for clause in clauses:
        alone = stages.read(clause, ())
        winner = _winner(found[-1]) if found and not alone.content else ""
        text = f"{winner}{clause}" if winner and alone.operation not in _TOGETHER else clause
        question = stages.read(text, said)
        if question.decline:
            return ()
        evidence = stages.find(question)
        if found:
            evidence = _over_earlier(evidence, alone, found)
        reply = stages.reply(question, evidence)
        if not found and reply.result.outcome == "nothing":
            return ()
        found.append(reply)
        said.append(text)
    return tuple(found)


def over_history(text: str, history: Sequence[str], stages: Stages) -> Answer | None:
    """「两项加起来多少」 over the figures that the questions before it asked for one by one; None where they are not that many.

    Without a number all are meant since the last question that stood on its own.
    """
    alone = stages.read(text, ())
    if alone.operation not in _TOGETHER or alone.content or alone.years or any(p.documents for p in alone.places):
        return None
    told = 2 if alone.operation in _BETWEEN_TWO else _told(alone.text)
    for k in range(1, len(history) + 1):
        chain, before = history[-k:], history[:-k]
        found = replies(chain, before, stages)
        figures = [item for reply in found for item in _figures_of(reply)]
        complete = len(figures) == told if told else not leans(stages.read(chain[0], ()))
        if complete and len(found) == len(figures) == k > 1:
            return replies((*chain, text), before, stages)[-1].answer
        if complete or len(found) < k or len(figures) > k:
            return None  # one question asked for several: it is gone on from as usual
    return None


def _told(text: str) -> int:
    match = _NUMBER_TOLD.search(text)
    number = parse_number(match["n"]) if match else None
    return int(number) if number else 0


def _winner(reply: Reply) -> str:
    """The one thing that a ranking found, "" when it found several or did not rank."""
    result = reply.result
    ranked = reply.question.operation is Operation.RANK and result.outcome == "figure"
    return result.winner if ranked and "、" not in result.winner else ""


def _over_earlier(evidence: Evidence, alone: Question, found: Sequence[Reply]) -> Evidence:
    """``evidence`` over the figures found before where the clause names none of its own."""
    earlier = tuple(item for reply in found for item in _figures_of(reply))
    if alone.operation in _TOGETHER and not alone.content and len(earlier) > 1:
        question = replace(evidence.linked.question, operation=alone.operation, unit=alone.unit)
        return Evidence(replace(evidence.linked, question=question), earlier)
    if alone.operation is Operation.SHARE and len(earlier) > 1 and _shares_all(alone):
        return replace(evidence, found=(*earlier, *evidence.found[-1:]))
    if alone.operation is Operation.SHARE and not alone.content and _winner(found[-1]):
        return _share_of_set(evidence, found[-1])
    return evidence


def _share_of_set(evidence: Evidence, ranked: Reply) -> Evidence:
    """「…最多的是哪个，占比多少」: the winner's figure over all that were compared."""
    target = Target("", ranked.question.scopes[0], ())
    return Evidence(evidence.linked, (Found(target, ranked.result.figures),), population=ranked.evidence.population)


def _shares_all(alone: Question) -> bool:
    """「各占总支出的多少」: no part is named before 占, and each of those before is meant."""
    before = alone.text.split("占", 1)[0]
    return bool(_EACH.search(before)) and all(span.start > len(before) for span in alone.content)


def _figures_of(reply: Reply) -> tuple[Found, ...]:
    """What a reply found by name: one figure each."""
    if reply.result.outcome not in {"figure", "table"} or reply.question.operation is not Operation.VALUE:
        return ()
    return tuple(item for item in reply.evidence.found if len(item.figures) == 1)
