"""The answer to a question with several readings: each with its figure, and the question that would choose it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from assistant.compose import citations, words
from assistant.compose.frames import frame
from assistant.compose.understanding import interpretation
from assistant.model import Answer, Candidate

if TYPE_CHECKING:
    from collections.abc import Sequence

    from assistant.lexicon import Lexicon
    from assistant.query import Evidence, Figure, Result

MOST_CANDIDATES = 8


def ambiguous(result: Result, evidence: Evidence, lexicon: Lexicon, trace: tuple[str, ...]) -> Answer:
    """At most ``MOST_CANDIDATES`` readings, and how many more there are."""
    figures = result.figures[:MOST_CANDIDATES]
    candidates = tuple(_candidate(figure, figures) for figure in figures)
    lines = ["这个问题有几种可能，请选择："]
    lines += [f"{n}. {c.label}：{words.amount(f)}" for n, (c, f) in enumerate(zip(candidates, figures, strict=True), 1)]
    if len(result.figures) > len(figures):
        lines.append(f"（另有 {len(result.figures) - len(figures)} 种，请说得更具体一些。）")
    return Answer(
        question=evidence.linked.question.raw,
        status="ambiguous",
        text="\n".join(lines),
        table=frame(result),
        citations=citations.of_figures(figures),
        interpretation=interpretation(result, evidence, lexicon),
        candidates=candidates,
        trace=trace,
    )


def _candidate(figure: Figure, figures: Sequence[Figure]) -> Candidate:
    fact = figure.fact
    several = len({f.fact.organisation for f in figures}) > 1 or len({(f.fact.year, f.fact.stage) for f in figures}) > 1
    same_label = sum(f.label == figure.label for f in figures) > 1
    path = "（" + " › ".join(fact.ancestors) + "）" if same_label and fact.ancestors else ""
    measure = f"·{fact.measure}" if len({f.fact.measure for f in figures}) > 1 else ""
    label = (words.whose(fact) + " " if several else "") + figure.label + path + measure
    above = "".join(fact.ancestors[-1:]) if same_label else ""
    question = f"{fact.organisation}{fact.year}年{above}{figure.label}的{fact.measure}是多少？"
    return Candidate(label, question, figure.value, figure.unit, fact.printed, citations.of_fact(fact))
