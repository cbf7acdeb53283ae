"""When the works of a project begin and end, as the column of a list of projects says (起止时间)."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from assistant.patterns import Pattern
from assistant.query import Evidence, Figure, Found, Operation
from assistant.retrieve.words.asked import asked_for
from assistant.retrieve.words.passages import WORKS
from assistant.retrieve.words.texts import texts_for

if TYPE_CHECKING:
    from assistant.lexicon import Lexicon
    from assistant.query import Linked
    from assistant.retrieve.words.passages import PassageIndex

_SPAN = Pattern(r"起止(?:时间|年限|日期|年月)|(?:实施|建设|项目|执行)(?:周期|期限|起止时间|年限|期)")


def said_or_timed(linked: Linked, lexicon: Lexicon, index: PassageIndex) -> Evidence:
    """The passages of a question in words, or the running time of a project where none says when."""
    said = texts_for(linked, lexicon, index)
    return (None if said else running_time(linked, lexicon)) or Evidence(linked, texts=said)


def running_time(linked: Linked, lexicon: Lexicon) -> Evidence | None:
    """The cell that says from when until when the named project runs; None when the question asks for another date."""
    question = linked.question
    if "时间" not in {kind.name for kind in asked_for(question).kinds} or len(linked.targets) != 1:
        return None
    (target,) = linked.targets
    for link in target.links[:3]:
        concept = lexicon.concepts[link.concept]
        if concept.kind != "project" or not all(WORKS.fullmatch(word) for word in link.missing):
            continue
        for fact in (lexicon.facts[i] for i in concept.facts):
            if fact.state == "text" and _SPAN.search(fact.measure) and re.search(r"\d", fact.printed):
                figure = Figure(concept.label, None, "", fact)
                bare = replace(question, operation=Operation.VALUE, content=(), unit="", topic="", measures=())
                told = replace(target, links=(link,), missing=(), measures=())
                return Evidence(replace(linked, question=bare, targets=(told,)), (Found(told, (figure,)),), chosen=True)
        return None
    return None
