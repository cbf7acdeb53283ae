"""What forbids an answer: a place, year or word that the documents contradict or do not know.

This, not a similarity threshold, is what makes refusals right: every content word of the question must be explained by what
was found, and no stated filter may be dropped.
"""

from __future__ import annotations

from assistant.lexicon import Lexicon
from assistant.matching import make_mention
from assistant.query import Evidence, Operation, Question
from assistant.retrieve.passages import PassageIndex, coverage

TEXT_ENOUGH = 0.6
LONE_WORD = 2
"""Characters from which an unexplained stretch counts as a word."""
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
    if _asks_for_what_happened(question, lexicon):
        return "非实际"
    if _unexplained(evidence, lexicon, texts):
        return "未说明"
    return ""


def _asks_for_what_happened(question: Question, lexicon: Lexicon) -> bool:
    if not question.actual or question.operation is Operation.DEFINITION:
        return False
    return all(lexicon.documents[i].stage not in _ACTUAL_STAGES for scope in question.scopes for i in scope.documents)


def _unexplained(evidence: Evidence, lexicon: Lexicon, texts: PassageIndex) -> bool:
    question = evidence.linked.question
    if not question.content or evidence.chosen or (evidence.texts and evidence.texts[0].passage.topic == "编制说明" and not question.content):
        return False
    mention = make_mention(question.text, question.content, lexicon)
    if any(found.figures for found in evidence.found) or (evidence.population and evidence.population.members):
        missing = set(_open_words(evidence, lexicon))
        if not missing:
            return False
        if evidence.texts:
            _, left = coverage(texts, mention, evidence.texts)
            missing = {word for word in missing if any(word in rest or rest in word for rest in left)}
        return any(len(word) >= LONE_WORD for word in missing)
    if evidence.texts and not (question.topic and evidence.texts[0].passage.topic == question.topic):
        share, left = coverage(texts, mention, evidence.texts)
        return share < TEXT_ENOUGH or any(len(word) >= LONE_WORD for word in left)
    return False


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
