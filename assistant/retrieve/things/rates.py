"""「一小时付多少钱」, 「每人每年最多补多少」: a rate that a sentence states, as a figure; a total is never given in its place."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from assistant.characters import bigrams, plain
from assistant.matching import explained, make_mention, unexplained_words
from assistant.patterns import Pattern
from assistant.query import Evidence, Found, Operation, Target
from assistant.retrieve.things.picking import figure_of
from assistant.retrieve.unexplained import forbids

if TYPE_CHECKING:
    from collections.abc import Iterator

    from assistant.lexicon import Lexicon
    from assistant.query import Linked, Question
    from index.model import Fact

_UNIT = r"小时|课时|学期|学年|人次|平方米|公里|[人户场次台套件个名位亩吨辆桶班床年月天日周餐份株生]|学员|学生|老人|孩子|儿童"
_PER = Pattern(rf"每(?:一)?(?:个|名|位)?(?P<one>{_UNIT})")
_ASKED = Pattern(rf"(?:每(?:一)?|一)(?:个|名|位)?(?P<one>{_UNIT})(?!性|般|起|共|致|级|期|类|揽|站)")
_SAME = {
    "名": "人", "位": "人", "生": "人", "学员": "人", "学生": "人", "老人": "人", "孩子": "人", "儿童": "人", "日": "天", "学年": "年",
}  # fmt: skip
_HOW_MUCH = Pattern(r"多少|几(?:元|块|万|百|千)|标准")
_AVERAGED = Pattern(r"均|折算|平摊|分摊|摊到|合(?:到|多少)")
_ASSUMED = frozenset({"人", "年"})
"""Units that a question leaves out: who gets it, and that a budget is of a year."""
_TELLING = frozenset({"小时", "课时", "人", "户", "场", "天", "床", "餐"})
"""Units of which no total of a budget speaks."""
_ENOUGH, _CLEARLY = 0.7, 0.06
"""Share of the question that a sentence with its project must explain; how far one must be ahead of the next."""
_OF_AGE = 0.5
"""The same where the ages tell the rate from the others."""
_OPERATIONS = frozenset({Operation.VALUE, Operation.AVERAGE, Operation.SUM})
_AGES = Pattern(r"\d+(?=[^,，。]{0,8}(?:周?岁))")
_QUOTED = Pattern(r"[“\"「『‘][^”\"」』’]*[”\"」』’]")
_CLAUSE = Pattern(r"[，。；;、：:]")


def stated_rate(linked: Linked, lexicon: Lexicon) -> Evidence | None:
    """The one rate in the units that are asked for whose sentence speaks of the question; None when there is none, or no one."""
    question = linked.question
    wanted = rate_units(question)
    if not wanted or len(question.scopes) != 1 or question.own_length or not question.content:
        return None
    mention = make_mention(question.text, question.content, lexicon)
    ages = set(_AGES.findall(question.text))
    found: list[tuple[float, float, Fact, tuple[str, ...]]] = []
    for fact in _rates(wanted, question, lexicon):
        if ages and not set(re.findall(r"\d+", fact.item)) & ages:
            continue
        around = _around(fact, lexicon)
        shares = explained(mention, "", around)
        own = explained(mention, plain(fact.item), bigrams(plain(fact.item)))
        total = sum(w * share for w, share in zip(mention.weights, shares, strict=True)) / mention.total
        label = sum(w * share for w, share in zip(mention.weights, own, strict=True)) / mention.total
        open_ = [at for at, share in zip(mention.positions, shares, strict=True) if not share]
        found.append((round(total, 2), round(label, 2), fact, unexplained_words(mention, open_)))
    found = [one for one in found if one[0] >= (_OF_AGE if ages else _ENOUGH)]
    found.sort(key=lambda one: (-one[0], -one[1]))
    values = {one[2].value for one in found if one[0] > found[0][0] - _CLEARLY and one[1] > found[0][1] - _CLEARLY}
    if len(values) != 1 or (not ages and forbids(set(found[0][3]), mention, question, lexicon)):
        return None
    fact = found[0][2]
    target = Target(fact.item, question.scopes[0], ())
    bare = replace(question, operation=Operation.VALUE, unit="元", content=(), measures=(), population="")
    return Evidence(
        replace(linked, question=bare, targets=(target,)), found=(Found(target, (figure_of(fact),)),), chosen=True
    )


def rate_units(question: Question) -> frozenset[str]:
    """The units that a rate is asked for in; empty when the question asks for none, or for an average."""
    if question.operation not in _OPERATIONS or question.unit not in {"", "元"}:
        return frozenset()
    if not _HOW_MUCH.search(question.text) or _AVERAGED.search(question.text):
        return frozenset()
    return _units(_ASKED, _QUOTED.sub(" ", question.text))


def gives_a_total(evidence: Evidence) -> bool:
    """「一小时多少钱」 and an amount that is no rate was found."""
    question = evidence.linked.question
    if not _TOLD.search(question.text) or not rate_units(question) & _TELLING or evidence.divisor is not None:
        return False
    figures = [figure for item in evidence.found for figure in item.figures]
    amounts = [figure.fact for figure in figures if figure.unit == "元"]
    return bool(amounts) and not any(
        _per(fact) or "标准" in fact.item + fact.measure or _PER.search(fact.item) for fact in amounts
    )


_TOLD = Pattern(r"(?:每个?|一)(?:小时|课时|人|户|场|天|床|餐)(?!一[表件网次])[^,，。]{0,8}?(?:多少|几)")


def _units(pattern: Pattern, text: str) -> frozenset[str]:
    return frozenset(_SAME.get(match["one"], match["one"]) for match in pattern.finditer(text))


def _rates(wanted: frozenset[str], question: Question, lexicon: Lexicon) -> Iterator[Fact]:
    """Amounts of sentences in these units."""
    scope = question.scopes[0]
    for document in sorted(scope.documents):
        for fact in lexicon.facts_of[document]:
            if fact.origin != "prose" or fact.unit != "元" or fact.value is None or fact.change:
                continue
            units = _per(fact)
            if units and not (units ^ wanted) - _ASSUMED and (units & wanted or not units - _ASSUMED):
                yield fact


def _per(fact: Fact) -> frozenset[str]:
    """What the amount is for each of, as the words right before it say."""
    place = re.search(rf"(?<![\d.,]){re.escape(fact.printed)}(?![\d.])\s*{_MONEY}", fact.context)
    return _units(_PER, _CLAUSE.split(fact.context[: place.start()])[-1] + fact.printed) if place else frozenset()


_MONEY = r"(?:[百千万亿]?元)?"


def _around(fact: Fact, lexicon: Lexicon) -> frozenset[str]:
    """Bigrams of its sentence, its headings, and the pages of its project."""
    texts = (fact.context, fact.item, fact.project, *fact.ancestors, *fact.source.section)
    own = frozenset(gram for text in texts for gram in bigrams(plain(text)))
    return own | lexicon.project_grams.get((lexicon.document_of(fact.document), fact.project), frozenset())
