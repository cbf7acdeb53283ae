"""A part that is asked for is never answered with the whole it stands in.

「政府采购里头工程花了多少」: of 「总额90万元，其中：货物20万元、工程70万元」 the 工程 is meant.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from assistant.characters import bigrams, plain
from assistant.matching import explained, make_mention, unexplained_words
from assistant.patterns import Pattern
from assistant.query import Found, Operation
from assistant.retrieve.listings.named_table import frames_of
from assistant.retrieve.things.picking import CHANGES, figure_of

if TYPE_CHECKING:
    from assistant.lexicon import Lexicon
    from assistant.query import Question
    from index.model import Fact

_INSIDE = Pattern(r"里头|里面|里(?![程面头弄])|当中|其中|[那这](?:一)?(?:部分|块儿?)")
"""Says that something inside of something else is meant."""
_KIND = Pattern(r"(?:支出|费用?|经费|资金|预算|采购|收入|款)$")
"""Ends of the name of a part that a question may leave out."""
_TOTALS = frozenset({"年度资金总额"})
SHORTEST = 2
"""Characters of a part's name that a question must hold."""


def part_meant(found: Found, question: Question, lexicon: Lexicon) -> Found:
    """``found`` with the part of its whole that the question names, or without the whole where the part is not to be found."""
    if question.operation is not Operation.VALUE or len(found.figures) != 1 or found.figures[0].unit != "元":
        return found
    own = found.figures[0].fact
    inside = bool(_INSIDE.search(question.text))
    if _is_frame(own, question):
        return Found(found.target, (), "未列示")
    parts = _named(own, question, lexicon, inside=inside)
    if len({fact.value for fact in parts}) == 1:
        figure = figure_of(parts[0])
        return replace(found, figures=(figure,), readings=(figure,), companions=())
    whole = own.origin != "table" and bool(own.project) and own.item in {own.project, *_TOTALS}
    if inside and whole and _unsaid(own, question, lexicon):
        return Found(found.target, (), "未列示")
    return found


def _is_frame(own: Fact, question: Question) -> bool:
    """「机关运行经费里电费多少」: the figure is that of the frame, and of what is asked for in it the names say nothing."""
    frames = frames_of(question)
    name = plain(f"{own.item}{own.measure}")
    if not frames or not any(plain(frame) in name for frame in frames):
        return False
    behind = [span.text for span in question.content if span.start > question.text.rfind(frames[-1])]
    behind = [text for text in behind if text not in frames]
    said = bigrams(plain(f"{name}{own.context}"))
    return bool(behind) and all(bigrams(plain(text)).isdisjoint(said) for text in behind)


def _named(own: Fact, question: Question, lexicon: Lexicon, *, inside: bool) -> list[Fact]:
    """Parts of the figure's sentence or project that the question names and its whole does not.

    Where the question says that it means a part, one whose name begins with a word of the whole's name counts too.
    """
    if own.origin != "prose":
        return []
    asked = plain("".join(span.text for span in question.content))
    label = plain(own.item + own.project)
    found: dict[str, list[Fact]] = {}
    for fact in lexicon.facts_beside(own):
        if (
            fact.context == own.context
            and fact.unit == "元"
            and fact.measure not in CHANGES
            and fact.value is not None
            and own.item in fact.ancestors
        ):
            core = _KIND.sub("", plain(fact.item))
            named = len(core) >= SHORTEST and core in asked and core not in label
            if named or (inside and core[:SHORTEST] in asked and bigrams(core)):
                found.setdefault(fact.item, []).append(fact)
    return next(iter(found.values())) if len(found) == 1 else []


def _unsaid(own: Fact, question: Question, lexicon: Lexicon) -> tuple[str, ...]:
    """Words of the question that the names of the whole do not hold."""
    mention = make_mention(question.text, question.content, lexicon)
    organisation = lexicon.documents[lexicon.document_of(own.document)].organisation
    names = plain("".join((own.item, *own.ancestors, own.project, own.measure, organisation)))
    values = explained(mention, "", bigrams(names))
    left = [at for at, value in zip(mention.positions, values, strict=True) if not value]
    return unexplained_words(mention, left)
