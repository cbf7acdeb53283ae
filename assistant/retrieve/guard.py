"""What forbids an answer: a place, year or word that the documents contradict or do not know.

This, not a similarity threshold, is what makes refusals right: every content word of the question must be explained by what
was found, and no stated filter may be dropped.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from assistant.matching import make_mention
from assistant.query import Evidence, Operation
from assistant.retrieve.passages import PassageIndex, words_left
from assistant.retrieve.unexplained import forbids

if TYPE_CHECKING:
    from assistant.lexicon import Lexicon

_HAPPENED = frozenset({"执行数", "决算数", "全年执行数", "实际完成值"})
"""Measures of what happened, which a budget may state of the year before."""
_ACTUAL_STAGES = frozenset({"决算", "绩效自评"})


def objection(evidence: Evidence, lexicon: Lexicon, texts: PassageIndex) -> str:
    """Why the question cannot be answered from these documents; "" when nothing forbids it."""
    question = evidence.linked.question
    if question.unknown_places:
        return "无资料"
    if not lexicon.documents:
        return "无资料"
    if any(not scope.documents for scope in question.scopes):
        return "无此年度"
    if _asks_for_what_happened(evidence, lexicon):
        return "非实际"
    if _unexplained(evidence, lexicon, texts):
        return "未说明"
    return ""


def _asks_for_what_happened(evidence: Evidence, lexicon: Lexicon) -> bool:
    question = evidence.linked.question
    if not question.actual or question.operation is Operation.DEFINITION:
        return False
    if any(figure.fact.measure in _HAPPENED for found in evidence.found for figure in found.figures):
        return False
    return all(lexicon.documents[i].stage not in _ACTUAL_STAGES for scope in question.scopes for i in scope.documents)


def _unexplained(evidence: Evidence, lexicon: Lexicon, texts: PassageIndex) -> bool:
    question = evidence.linked.question
    if not question.content or evidence.chosen:
        return False
    mention = make_mention(question.text, question.content, lexicon)
    if any(found.figures for found in evidence.found) or (evidence.population and evidence.population.members):
        missing = set(_open_words(evidence, lexicon))
        if missing and evidence.texts:
            left = words_left(texts, question, mention, evidence.texts)
            missing = {word for word in missing if any(word in rest or rest in word for rest in left)}
        return forbids(missing, mention, question, lexicon)
    return False  # passages alone were checked where they were chosen


def _open_words(evidence: Evidence, lexicon: Lexicon) -> list[str]:
    """Words that the link which was used leaves unexplained, for every target."""
    words: list[str] = []
    for found in evidence.found:
        if not found.figures:
            words += found.target.missing
            continue
        used = {figure.fact for figure in found.figures}
        links = [
            link
            for link in found.target.links
            if used & {lexicon.facts[i] for i in lexicon.concepts[link.concept].facts}
        ]
        best = min(links, key=lambda link: len("".join(link.missing)), default=None)
        words += best.missing if best else found.target.missing
    if not evidence.found:
        for target in evidence.linked.targets:
            words += target.missing
    return [word for word in words if not _elsewhere(word, evidence)]


def _elsewhere(word: str, evidence: Evidence) -> bool:
    """The word names a measure, the noun of the set, or what is excluded."""
    question = evidence.linked.question
    known = (*question.measures, question.population, *(span.text for span in question.excluded), *question.quoted)
    return any(word in text or text in word for text in known if text)
