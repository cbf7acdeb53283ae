"""``Result`` → ``Answer``: the reply in Chinese, its table, its sources, its arithmetic. No figure is made here."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from assistant.compose import citations, nothing, words
from assistant.compose.choices import ambiguous
from assistant.compose.drafts import draft_of, operand_name
from assistant.compose.frames import frame
from assistant.compose.understanding import interpretation
from assistant.model import Answer, Calculation, Operand

if TYPE_CHECKING:
    from collections.abc import Sequence

    from assistant.lexicon import Lexicon
    from assistant.query import Evidence, Figure, Result, Step

MOST_COMPARED = 5
"""Members cited for a selection that none of them meets."""
_ODD_RATE = Decimal(150)
"""A rate of execution (in percent points) above this is an oddity of the document."""
MOST_CAUTIONED, MOST_OTHERS = 6, 2
"""Figures that are looked at for cautions, and disagreeing places shown for each."""


def compose(result: Result, evidence: Evidence, lexicon: Lexicon, trace: tuple[str, ...] = ()) -> Answer:
    """The complete answer: answered, ambiguous with its candidates, or not found with what there is instead."""
    question = evidence.linked.question
    if result.outcome == "nothing":
        return _nothing(result, evidence, lexicon, trace)
    if result.outcome == "ambiguous":
        return ambiguous(result, evidence, lexicon, trace)
    draft = draft_of(result, evidence)
    understanding = interpretation(result, evidence, lexicon)
    remarks = (*draft.remarks, *_cautions(result.figures), *result.remarks)
    tail = [*remarks]
    if understanding.assumptions:
        tail.append("按以下理解：" + "；".join(understanding.assumptions) + "。")
    text = "\n".join([draft.text, *tail])
    compared = evidence.population.members[:MOST_COMPARED] if evidence.population and not result.texts else ()
    cited = citations.of_figures(result.figures or result.rows or compared)
    cited += tuple(
        citations.of_text(text_, lexicon.documents[text_.document])
        for text_ in result.texts
        if result.outcome == "text" or not cited
    )
    return Answer(
        question=question.raw,
        status="answered",
        text=text,
        value=result.value,
        unit=result.unit if result.value is not None else "",
        table=frame(result),
        citations=tuple(dict.fromkeys(cited)),
        calculation=_calculation(result.step),
        interpretation=understanding,
        remarks=remarks,
        headline=draft.headline,
        reply=draft.reply,
        agreeing=citations.agreeing(result.figures),
        differing=citations.differing(result.figures),
        trace=trace,
    )


def _cautions(figures: Sequence[Figure]) -> tuple[str, ...]:
    """Odd printed figures and places that disagree."""
    found: list[str] = []
    for figure in figures[:MOST_CAUTIONED]:
        fact = figure.fact
        if fact.measure == "执行率" and fact.value is not None and fact.value > _ODD_RATE:
            found.append(f"注意：原件印的执行率是 {fact.printed}，数值异常，请核对原件。")
        found += [
            f"注意：另一处印的是 {words.spoken(other.value, other.unit)}（{words.where(other)}），与上面不同。"
            for other in figure.other[:MOST_OTHERS]
        ]
    return tuple(dict.fromkeys(found))


def _calculation(step: Step | None) -> Calculation | None:
    if step is None:
        return None
    operands = tuple(
        Operand(f"{words.whose(f.fact)}{operand_name(f)}", f.value or Decimal(0), f.unit, citations.of_fact(f.fact))
        for f in step.operands
    )
    return Calculation(step.operation, operands, step.expression, step.result, step.unit, step.rounding, step.derived)


def _nothing(result: Result, evidence: Evidence, lexicon: Lexicon, trace: tuple[str, ...]) -> Answer:
    return Answer(
        question=evidence.linked.question.raw,
        status="not_found",
        text=nothing.reply(result.why, evidence, lexicon),
        interpretation=interpretation(result, evidence, lexicon),
        candidates=nothing.nearest(evidence, lexicon),
        trace=trace,
    )
