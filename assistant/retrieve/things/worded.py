"""Links of a target that its own words choose: the sentence that says all of them, the part that an everyday word means."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from assistant.characters import bigrams, plain
from assistant.matching import make_mention
from assistant.patterns import Pattern

if TYPE_CHECKING:
    from assistant.lexicon import Lexicon
    from assistant.query import Question, Target
    from assistant.retrieve.things.settling import Reading


def of_one_sentence(target: Target, enough: float, lexicon: Lexicon) -> Target:
    """「旧粮站的仓库一年收多少租金」: the figure whose name ends the question's and whose sentence says the rest.

    Only where the label that fits best explains less than ``enough`` of the words.
    """
    if not target.spans or not target.links or target.links[0].explained >= enough:
        return target
    head = target.spans[-1].text[-2:]
    for link in target.links:
        concept = lexicon.concepts[link.concept]
        named = link.direct > 0 and head in lexicon.grams[link.concept]
        if concept.kind != "prose" or not named or link.missing or link.explained < enough:
            continue
        words = frozenset().union(*(bigrams(plain(span.text)) for span in target.spans))
        said = bigrams(plain(lexicon.facts[concept.facts[0]].context))
        if len(words & said) >= SAID * len(words):
            return replace(target, links=(link,), missing=())
    return target


SAID = 0.75
"""Share of the words' bigrams that the sentence holds."""


def of_length_of_time(readings: list[Reading], question: Question) -> list[Reading]:
    """「最长不能修超过多久」: of the cells that fit, those that print a length of time."""
    if not _HOW_LONG.search(question.text):
        return readings
    return [
        reading for reading in readings if _LENGTH.search(f"{reading[1].fact.printed}{reading[1].unit}")
    ] or readings


_HOW_LONG = Pattern(r"多久|多长时间|(?:多少|几)个?(?:小时|分钟|工作日|天)")
_LENGTH = Pattern(
    r"\d\s*(?:个)?(?:小时|分钟|工作日|天|日|周|月|年|秒|[hH](?![a-zA-Z]))|[半一二两三四五六七八九十](?:个)?(?:小时|工作日|天|月)"
)


def of_the_last_name(readings: list[Reading], target: Target) -> list[Reading]:
    """「政府采购，服务采购金额…」: what is named last, and whole, is a part of what is named before it, and is meant."""
    if len(target.spans) < 2 or len(readings) < 2:
        return readings
    last = _AMOUNT.sub("", plain(target.spans[-1].text))
    named = [reading for reading in readings if _AMOUNT.sub("", plain(reading[1].label)) == last]
    above = {plain(name) for _, figure in named for name in figure.fact.ancestors}
    return named if named and any(plain(figure.label) in above for _, figure in readings) else readings


_AMOUNT = Pattern(r"(?<=..)(?:总?金额|总?额|费用|经费|支出)$")


def of_the_part(readings: list[Reading], target: Target, question: Question, lexicon: Lexicon) -> list[Reading]:
    """「加油」 of 燃油费 and 公务用车运行维护费, of which it is a part: what the everyday word says first, where both are printed."""
    labels = {plain(figure.label) for _, figure in readings}
    if len(labels) == 1:
        return readings
    mention = make_mention(question.text, target.spans, lexicon)
    for hit in mention.hits:
        first = hit.terms[0]
        if hit.exact or first not in labels or not all(hit.start <= place < hit.end for place in mention.positions):
            continue
        parts = [reading for reading in readings if plain(reading[1].label) == first]
        above = {plain(name) for _, figure in parts for name in figure.fact.ancestors}
        if all(any(label.endswith(name) for name in above) for label in labels - {first}):
            return parts
    return readings
