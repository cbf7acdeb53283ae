"""Why points were lost or a target was missed, as the forms of the projects and the paragraphs below them give it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from assistant.patterns import Pattern
from assistant.retrieve.forms.reasons import REASON
from assistant.retrieve.words.kinds import CAUSE

if TYPE_CHECKING:
    from assistant.retrieve.words.passages import Scorer
    from assistant.retrieve.words.subjects import Project

ENOUGH, AS_GOOD = 0.6, 0.06
"""Share of the question that a sentence outside of a form must name; how near the best a further reason must be."""
_RATE = Pattern(r"(?P<of>[\u4e00-\u9fff]{2})(?:率|(?<![年季制幅力进])度)")
_OF_REASONS = Pattern(r"绩效|自评|偏差|扣分|未完成|原因|目标|指标|哪些|主要|分别|项目|完成")
"""Words that ask for reasons and name no indicator."""


def deviations(scorer: Scorer, projects: tuple[Project, ...]) -> list[int]:
    """Why points were lost: the reasons the form gives, of the indicator that is named or of all; none when it gives none.

    Where no row gives one, what the form says of the whole does, if it gives a reason (「因…取消」).
    """
    index = scorer.index
    pages = [i for project in projects for i in index.by_project.get(project, ())]
    found = [i for i in pages if index.passages[i].topic == REASON]
    whole = [i for i in pages if index.passages[i].topic == "完成情况" and CAUSE.shown.search(index.passages[i].text)]
    if len({index.passages[i].text for i in found}) <= 1 and whole:
        found = whole  # no row, or all rows alike (「项目取消」)
    found = [i for i in found if _of_indicator(scorer, i)]
    shares = {i: scorer.share(scorer.explained(i)) for i in found}
    top = max(shares.values(), default=0.0)
    every = _names_only(scorer, projects)
    return [i for i in found if every or shares[i] >= top - AS_GOOD]


def _of_indicator(scorer: Scorer, i: int) -> bool:
    """A reason speaks of the rate or degree that is named (「满意度」), by itself or by its row; others are not told apart so."""
    named = [match["of"] for match in _RATE.finditer(scorer.question.text)]
    rows = "".join(scorer.index.passages[n].text for n in (i, *scorer.index.row_of(i)))
    return not named or any(of in rows for of in named)


def _names_only(scorer: Scorer, projects: tuple[Project, ...]) -> bool:
    """The question names a project and asks for its reasons, of no one indicator."""
    words = "".join(scorer.question.text[n] for n in scorer.mention.positions)
    rest = _OF_REASONS.sub("", words)
    return len(projects) == 1 and all(char in projects[0][1] for char in rest)


def says_why_of_it(scorer: Scorer, i: int) -> bool:
    """A sentence outside of the form that gives a reason and names most of the thing itself."""
    passage = scorer.index.passages[i]
    gives = CAUSE.shown.search(passage.text) or passage.topic == REASON
    return bool(gives) and not passage.project and scorer.share(scorer.own(i)) >= ENOUGH
