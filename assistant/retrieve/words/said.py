"""What a passage says where no figure was found: the one count of its sentence, or the sentence itself.

A count that a sentence or a row states of the thing asked about is the answer even when its label shares no word with the question
(「开几次会」: the row 开展会议次数). Several counts in one sentence are left to the sentence.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from assistant.characters import bigrams, plain
from assistant.matching import explained, make_mention, unexplained_words
from assistant.patterns import Pattern
from assistant.query import Evidence, Figure, Found, Operation
from assistant.retrieve.forms.lines import INDICATOR
from assistant.retrieve.listings.running import running_time
from assistant.retrieve.things.figures import companions
from assistant.retrieve.words.asked import asked_for
from assistant.retrieve.words.kinds import ALIKE
from assistant.retrieve.words.routing import ONLY_WORDS, RATHER_WORDS, as_words
from assistant.retrieve.words.texts import texts_for

if TYPE_CHECKING:
    from assistant.lexicon import Lexicon
    from assistant.query import Linked, Question, Text
    from assistant.retrieve.words.passages import PassageIndex
    from index.model import Fact, Passage

_RULE = Pattern(r"规定|标准|要求|应当?|不低于|不超过|按")
"""A rate that is laid down, no share of one amount in another."""
_COUNT_ASKED = Pattern(r"(?:多少|(?<!哪)几)(?:个|名|位|人|台|次|家|件|条|套|辆|场)")
DURATIONS = frozenset({"小时", "分钟", "天", "日", "工作日", "个月", "月", "年", "周"})
_TIMES = frozenset({"时间", "时长", "频率", "每份", "尺寸"})


def said_after_all(linked: Linked, lexicon: Lexicon, index: PassageIndex) -> Evidence | None:
    """Evidence for a question whose figure was not found, from the passages that answer it; None when none does."""
    question = linked.question
    kinds = {kind.name for kind in asked_for(question).kinds}
    if kinds & (ONLY_WORDS | RATHER_WORDS | _TIMES):
        found = texts_for(linked, lexicon, index)
        return as_words(linked, found) if found else running_time(linked, lexicon)
    if "百分比" in kinds and question.operation in {Operation.VALUE, Operation.SHARE}:
        rule = _RULE.search(question.text) and "占" not in question.text
        found = texts_for(linked, lexicon, index, outright=not rule)
        return as_words(linked, found[:1]) if found else None
    if "数量" not in kinds or question.conditions or question.ranking:
        return None
    found = texts_for(linked, lexicon, index)
    if question.actual and any(_without_result(text) for text in found):
        return None
    if found and ("清单" in kinds or len(_COUNT_ASKED.findall(question.text)) > 1):
        # 「做几个？放到哪些平台」「平时几个人，周六几个人」: more than one count is asked for
        return as_words(linked, found)
    figure = _only_count(found, question, lexicon)
    if figure is not None and linked.targets:
        value = replace(linked, question=replace(question, operation=Operation.VALUE))
        return Evidence(value, (Found(linked.targets[0], (figure,), companions=companions((figure,), lexicon)),))
    said = texts_for(linked, lexicon, index, outright=True) if found else ()
    return as_words(linked, said) if said else None


def stated_time(linked: Linked, lexicon: Lexicon, index: PassageIndex) -> Evidence | None:
    """The target (or result) of the row of a form that says how long something may take; None when no row says it."""
    question = linked.question
    kinds = {kind.name for kind in asked_for(question).kinds}
    if not linked.targets or not kinds & {"时长", "时间"}:
        return None
    found = texts_for(linked, lexicon, index)
    if "时长" not in kinds:
        return None if found else running_time(linked, lexicon)
    if not found or max(found, key=lambda text: text.score).passage.topic != INDICATOR:
        return None
    figure = _only_count(found, question, lexicon)
    if figure is None:
        return None
    return Evidence(linked, (Found(linked.targets[0], (figure,), companions=companions((figure,), lexicon)),))


def _only_count(found: tuple[Text, ...], question: Question, lexicon: Lexicon) -> Figure | None:
    """The count that the best passage states, when it states one only."""
    if not found:
        return None
    best = max(found, key=lambda text: text.score)
    passage = best.passage
    facts = [fact for fact in lexicon.facts_of[best.document] if _of(fact, best)]
    asked = frozenset().union(*(bigrams(plain(span.text)) for span in question.content))
    if passage.topic == INDICATOR:
        wanted = "实际完成值" if question.actual or "完成值" in question.measures else "年度指标值"
        facts = [fact for fact in facts if fact.measure == wanted] or facts
    units = frozenset({question.unit}).union(*(alike for alike in ALIKE if question.unit in alike))
    if passage.topic == INDICATOR:
        units |= {""} if question.unit else DURATIONS
    counts = {
        fact.value: fact
        for fact in facts
        if fact.value is not None
        and fact.unit in units
        and (passage.topic == INDICATOR or bigrams(plain(fact.item)) & asked)
    }
    if len(counts) != 1 or (passage.topic == INDICATOR and not _names_row(passage, question, lexicon)):
        return None
    fact = next(iter(counts.values()))
    label = f"{fact.project}·{fact.item}" if passage.topic == INDICATOR and fact.project else fact.item
    return Figure(label, fact.value, fact.unit, fact, assumptions=(f"按「{fact.item}」理解",))


def _without_result(text: Text) -> bool:
    """A row of a form whose result is not filled in: its target is not what really happened."""
    return text.passage.topic == INDICATOR and "实际完成值" not in text.passage.text


def _names_row(passage: Passage, question: Question, lexicon: Lexicon) -> bool:
    """A row of a form speaks of what the question names beside the project: 「招几名司机」 is not told by any count of the form."""
    mention = make_mention(question.text, question.content, lexicon)
    named = explained(mention, "", bigrams(plain(passage.project)))
    told = explained(mention, "", bigrams(plain(passage.text)))
    beside = [place for place, name in zip(mention.positions, named, strict=True) if not name]
    if not unexplained_words(mention, beside):
        return True  # nothing but the project is named
    noun = asked_for(question).noun
    return any(told[mention.offsets[place]] for place in beside) or bool(noun and noun in plain(passage.text))


def _of(fact: Fact, text: Text) -> bool:
    """The fact stands in the passage."""
    source, own = text.passage.source, fact.source
    if text.passage.topic == INDICATOR:
        return own.table_number == source.table_number and own.row_number == source.row_number
    return fact.origin == "prose" and fact.context == text.passage.text
