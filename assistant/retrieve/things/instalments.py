"""An instalment asked for in money (「尾款多少钱」): the price of the thing and the share that the terms of payment give.

Documents state such terms in percent. The amount that follows is worked out and marked; where price or share is not sure, the terms
alone are given, and never another amount of the thing.
"""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING

from assistant.patterns import Pattern
from assistant.query import Evidence, Figure, Found, Link, Operation, Target
from assistant.retrieve.things.picking import ROUNDING, pick
from assistant.retrieve.words.texts import texts_for
from index.language.numerals import find_quantities, parse_number

if TYPE_CHECKING:
    from collections.abc import Sequence

    from assistant.lexicon import Lexicon
    from assistant.query import Linked, Question, Text
    from assistant.retrieve.words.passages import PassageIndex
    from index.model import Fact

SHARE = "支付比例"
"""Measure of the shares that terms of payment state."""
_FIRST = Pattern(
    r"首付|首款|首笔|首期款?|第一笔|预付|先付|先给|签(?:订|完|好|了)?(?:合同|协议)|(?:合同|协议)签(?:订|完|好|了)"
)
_LAST = Pattern(r"尾款|最后一?(?:笔|期|次|批)|余款")
_NTH = Pattern(r"第(?P<n>[二三四五2-5])(?:笔|期|次)")
_PAID = Pattern(r"付|款|给|笔|支|拨")
_HOW_MUCH = Pattern(r"多少(?:钱|万|元|款)|(?:付|给|支付|拨|是|有)(?:了)?多少$|多少$|几(?:万|元|块)|钱")
_IN_PERCENT = Pattern(r"百分之|几成|(?<!按)比例(?:是|为)?多少(?!钱)|多少比例|%")
_ALL = Decimal(100)


def instalment(linked: Linked, lexicon: Lexicon, index: PassageIndex) -> Evidence | None:
    """Price and share of the instalment, or the terms alone; None when the question asks for no instalment with terms."""
    question = linked.question
    if not asks_for_instalment(question.text):
        return None
    in_words = replace(linked, question=replace(question, operation=Operation.PASSAGE, unit="", ranking=None))
    terms = [text for text in texts_for(in_words, lexicon, index) if _shares(text, lexicon)]
    if not terms:
        return None
    words = Evidence(in_words, texts=tuple(terms))
    part = _part(_shares(terms[0], lexicon), question.text) if len(terms) == 1 else None
    price = _price(linked, terms[0], lexicon)
    if part is None or price is None or not _as_told(price, question):
        return words
    target = Target("", question.scopes[0], ())
    share = Figure(part.item, part.value, "%", part)
    worked = replace(linked, question=replace(question, operation=Operation.PART, ranking=None))
    return Evidence(worked, (Found(target, (price,)), Found(target, (share,))))


def asks_for_instalment(text: str) -> bool:
    """The question asks for the money of one instalment."""
    named = _LAST.search(text) or _NTH.search(text) or _FIRST.search(text)
    paid = bool(named) and bool(_PAID.search(text))
    return paid and bool(_HOW_MUCH.search(text)) and not _IN_PERCENT.search(text)


def _shares(text: Text, lexicon: Lexicon) -> tuple[Fact, ...]:
    """The shares that a sentence of terms states, in its order."""
    return tuple(
        fact
        for fact in lexicon.facts_of[text.document]
        if fact.measure == SHARE and fact.context == text.passage.text and fact.project == text.passage.project
    )


def _part(shares: Sequence[Fact], text: str) -> Fact | None:
    """The share of the instalment that is meant; None where the sentence does not tell all of them apart."""
    whole = sum((fact.value or Decimal(0) for fact in shares), Decimal(0)) == _ALL
    if _LAST.search(text):
        return shares[-1] if whole or "剩余" in shares[-1].context else None
    if nth := _NTH.search(text):
        place = int(parse_number(nth["n"]) or 0)
        return shares[place - 1] if whole and place <= len(shares) else None
    return shares[0]


def _price(linked: Linked, terms: Text, lexicon: Lexicon) -> Figure | None:
    """The amount of the project, or of the part of it that the question names; None when the question names another thing."""
    question = replace(linked.question, unit="元", operation=Operation.VALUE, measures=())
    links: list[Link] = sorted((link for target in linked.targets for link in target.links), key=lambda one: -one.score)
    for link in links:
        concept = lexicon.concepts[link.concept]
        own = (concept.document, concept.project) == (terms.document, terms.passage.project)
        if not own or concept.kind not in {"project", "part"} or SHARE in concept.measures:
            continue
        figure, _ = pick(concept, Target("", linked.question.scopes[0], (link,)), question, lexicon)
        if figure is not None and figure.unit == "元" and figure.value:
            return figure
    return None


def _as_told(price: Figure, question: Question) -> bool:
    """The price is the one that the question tells, if it tells one."""
    told = [q.value for q in find_quantities(question.text) if q.unit == "元" or q.printed_unit in {"万", "亿"}]
    return all(abs((price.value or Decimal(0)) - value) <= ROUNDING for value in told)
