"""The totals that a question means without naming an item: all spending or income, of one body or of each."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from assistant.link.targets import NAMED
from assistant.patterns import Pattern
from assistant.query import BODIES, Operation, Question, Scope, Span, Target

if TYPE_CHECKING:
    from assistant.lexicon import Lexicon
    from assistant.link.linker import Linker

_PRICE = Pattern(r"收费(?!收入)|收多少钱|票价|价格|单价|学费|房价|押金|门票|一个?[天日月晚学]期?要?多少钱")
"""What somebody pays for one service: no total of a budget."""
_SETS = frozenset({Operation.RANK, Operation.FILTER, Operation.COUNT, Operation.LIST})


def one_by_one(question: Question) -> tuple[Scope, ...]:
    """The scopes of a question; where bodies are compared, one for each of their documents, which may name their totals differently."""
    if question.population not in BODIES or question.operation not in _SETS or len(question.scopes) > 1:
        return question.scopes
    (scope,) = question.scopes
    return tuple(replace(scope, documents=frozenset({i})) for i in sorted(scope.documents)) or question.scopes


def total_of(question: Question, scope: Scope, lexicon: Lexicon, linker: Linker) -> Target:
    """A question that names no item (「2023年的预算是多少」) means the total of the side it names, 支出 otherwise."""
    among_bodies = question.population in BODIES and len(question.scopes[0].documents) > 1
    if (
        (question.operation in _SETS and not among_bodies)
        or _PRICE.search(question.text)
        or not _means_the_whole(question)
    ):
        return Target("", scope, (), measures=question.measures)
    income = "收入" in question.text and "支出" not in question.text
    if income and question.excluded:  # what is carried over is no income beside the one that is left out
        own = named_total(question, "本年收入合计", scope, linker, question.measures)
        if own.links and own.links[0].direct >= NAMED and own.links[0].covered >= NAMED:
            return own
    side = "收入" if income else "支出"
    if "总计" in question.text:
        return named_total(question, f"{side}总计", scope, linker, question.measures)
    return replace(whole_side(question, side, scope, lexicon, linker), measures=question.measures)


_SIDE_NAMED = Pattern(r"收入|支出|预算|决算|收支")


_ONLY_CHANGE = Pattern(
    r"(?:20\d{2}|\d{2})?年?度?(?:比|较|跟|和|与|相比)(?:20\d{2}年?度?|\d{2}年度?|上一?年度?|去年|前一?年)(?:相比)?(?:增加|减少|增长|下降|多|少|涨|降|变化)了?(?:多少|几|百分之几|百分之多少|万|元|钱)+[?？。吗呢]*"
)


_SMALL_WORDS = Pattern(
    r"[\d年度今去前上下全一两共总大概到底约实际的了花用出要有没安排多少几钱万元亿经费资金请问啊呢吗呀吧给拿合计在都它他们这那"
    r"个是为财政本帮我查看算想知道来能不能告诉得单位部门局处街镇整部加起汇?？,，。!！() ]*"
)
"""What a question may say beside its body and still ask for nothing but the whole (「一年总共花多少钱」)."""


def _means_the_whole(question: Question) -> bool:
    """No item is named because the whole is meant, not because its name is not understood (「住一个月收费多少钱」)."""
    if _SIDE_NAMED.search(question.text):
        return True
    own = question.text
    for place in sorted(question.places, key=lambda place: -place.start):
        own = own[: place.start] + own[place.end :]
    if question.operation is Operation.GROWTH and _ONLY_CHANGE.fullmatch(own):
        return True
    return bool(re.search(r"钱|花", own)) and (bool(question.own_length) or bool(_SMALL_WORDS.fullmatch(own)))


def named_total(question: Question, name: str, scope: Scope, linker: Linker, measures: tuple[str, ...] = ()) -> Target:
    """The total or column of this name, which the question means without naming it."""
    text = f"{question.text} {name}"
    span = Span(len(question.text) + 1, len(text), name)
    links = linker.links(text, (span,), scope, kinds=frozenset({"total"}))
    return Target(name, scope, links, (), measures, (span,))


def whole_side(question: Question, side: str, scope: Scope, lexicon: Lexicon, linker: Linker) -> Target:
    """All spending or income under the name that the documents print: a final account's total holds what is left over as well."""
    final = any(lexicon.documents[i].stage == "决算" for i in scope.documents)
    names = (f"本年{side}合计", f"{side}合计", f"{side}总计")
    found = [named_total(question, name, scope, linker) for name in (names if final else reversed(names))]
    exact = (t for t in found if t.links and min(t.links[0].direct, t.links[0].covered) >= NAMED)
    return next(exact, found[0])
