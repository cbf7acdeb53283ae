"""The answers to the questions of one sentence → one ``Answer``: every part in turn, and which part has no answer."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from assistant.compose.frames import frame
from assistant.query import Operation, Result

if TYPE_CHECKING:
    from collections.abc import Sequence

    from assistant.model import Answer, Interpretation

_WORKED_OUT = frozenset(
    operation.value
    for operation in (Operation.SHARE, Operation.SUM, Operation.DIFFERENCE, Operation.COMPARE, Operation.AVERAGE)
)
_CONTINUES = "承接上一问"


def together(question: str, parts: Sequence[tuple[str, Answer, Result]]) -> Answer:
    """One answer out of (clause, answer, result) triples.

    The value is that of the part which is worked out from the others, else the first. A part without an answer is said so.
    """
    answers = [answer for _, answer, _ in parts]
    answered = [answer for answer in answers if answer.status == "answered"]
    first = answers[0]
    if first.status == "ambiguous" or not answered:
        return replace(first, question=question)
    main = _main(answered)
    said = dict.fromkeys(map(_without_note, answers))  # two questions that one sentence answers get it once
    lines = [f"（{n}）{text}" for n, text in enumerate(said, 1)] if len(said) > 1 else list(said)
    open_parts = [clause for clause, answer, _ in parts if answer.status != "answered"]
    remarks = tuple(f"注意：「{clause}」这一问没有得到确定的答案。" for clause in open_parts)
    results = [result for _, answer, result in parts if answer.status == "answered"]
    rows = tuple(figure for result in results for figure in result.rows or result.figures[:1])
    return replace(
        main,
        question=question,
        text="\n".join([*lines, *remarks]),
        reply="\n".join(answer.reply or answer.text for answer in answered),
        table=frame(Result("table", rows=tuple(dict.fromkeys(rows)))) if rows else None,
        citations=tuple(dict.fromkeys(one for answer in answered for one in answer.citations)),
        candidates=tuple(one for answer in answers if answer.status == "ambiguous" for one in answer.candidates),
        remarks=(*dict.fromkeys(one for answer in answered for one in answer.remarks), *remarks),
        interpretation=_interpretation([answer.interpretation for answer in answered]),
        headline="；".join(answer.headline for answer in answered if answer.headline),
        trace=tuple(line for answer in answers for line in answer.trace),
    )


def _main(answered: Sequence[Answer]) -> Answer:
    """The part whose value stands for the whole: the last one worked out from others, else the first that has a value."""
    worked = [a for a in answered[1:] if a.value is not None and a.interpretation.operation in _WORKED_OUT]
    valued = [a for a in answered if a.value is not None]
    return (worked[-1:] or valued[:1] or answered[:1])[0]


def _without_note(answer: Answer) -> str:
    """The reply without the remark that it goes on from the question before, which is plain here."""
    kept = [line for line in answer.text.split("\n") if not (line.startswith("按以下理解") and _CONTINUES in line)]
    return "\n".join(kept)


def _interpretation(parts: Sequence[Interpretation]) -> Interpretation:
    first = parts[0]
    assumptions = [one for part in parts for one in part.assumptions if not one.startswith(_CONTINUES)]
    return replace(
        first,
        query=" ； ".join(part.query for part in parts if part.query),
        items=tuple(dict.fromkeys(item for part in parts for item in part.items)),
        assumptions=tuple(dict.fromkeys(assumptions)),
    )
