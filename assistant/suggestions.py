"""Questions that a reader may want to ask next, each of them asked beforehand: only those with an answer are offered."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from assistant.rewording import parts_of, standalone

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from assistant.model import Answer
    from index.model import Document

    Headline = Callable[[str], str]
    """A question → the figure that it is answered with, "" when it is not answered with one."""

MOST_TRIED = 8
"""Questions asked at most: each takes some milliseconds, and the reader waits."""


def next_questions(headline: Headline, answer: Answer, documents: Sequence[Document], most: int = 3) -> tuple[str, ...]:
    """At most ``most`` questions near that of ``answer``, each answered with another figure.

    Each has a place and a year of its own and so the same answer whatever was asked before. Where the documents do not say:
    the same question of years that they hold.
    """
    found: list[str] = []
    seen = {answer.headline}
    near = _other_years(answer.question, documents) if answer.status == "not_found" else _near(answer, documents)
    for question in tuple(dict.fromkeys(near))[:MOST_TRIED]:
        if question == answer.question:
            continue
        figure = headline(question)
        if figure and figure not in seen:
            seen.add(figure)
            found.append(question)
        if len(found) == most:
            break
    return tuple(found)


def _other_years(question: str, documents: Sequence[Document]) -> Iterator[str]:
    """The question with its year exchanged for each year of the documents, the nearest first."""
    said = re.search(r"(?:19|20)\d\d", question)
    if said:
        year = int(said[0])
        held = {document.year for document in documents if document.year} - {year}
        yield from (
            question.replace(said[0], str(other))
            for other in sorted(held, key=lambda other: (abs(other - year), -other))
        )


def _near(answer: Answer, documents: Sequence[Document]) -> Iterator[str]:
    """The same item in another year, its share, the same item elsewhere, the largest items beside it."""
    parts = {name: value for name, (value, _) in parts_of(answer).items()}
    body, year, stage = (parts.get(name, "").split("、")[0] for name in ("单位", "年度", "阶段"))
    item = answer.interpretation.items[0] if answer.interpretation.items else ""
    if not body or not item:
        return
    for document in documents:
        if document.organisation == body and str(document.year) != year and document.year:
            yield standalone(body, str(document.year), "", item)
    if answer.unit == "元" and answer.calculation is None:
        yield f"{body}{year}年{item}占支出总额的比重是多少？"
    others = [one for one in documents if one.organisation not in {"", body} and one.year]
    others.sort(key=lambda one: (str(one.year) != year, one.stage != stage))
    for document in others[:2]:
        yield standalone(document.organisation, str(document.year), "", item)
    for document in others[:1]:
        yield f"{body}和{document.organisation}的{item}哪个多？"
    yield f"{body}{year}年预算最大的三个项目是哪些？"
    yield f"{body}{year}年支出预算总额是多少？"
