"""Accounts by how far they carried out their budget: 「完成年初预算比例最低的是哪项」, 「刚好完成年初预算100%的科目」.

A final account says the rate of each account in a sentence; projects with forms of their own have another one.
"""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING

from assistant.characters import plain
from assistant.patterns import Pattern
from assistant.query import Condition, Evidence, Operation, Population
from assistant.retrieve.members.changed import labelled

if TYPE_CHECKING:
    from assistant.lexicon import Lexicon
    from assistant.query import Linked

_OPERATIONS = frozenset({Operation.RANK, Operation.FILTER, Operation.COUNT, Operation.LIST})
_COMPLETED = Pattern(r"完成(?:了|的)?(?:年初|全年)?预算|预算(?:的)?完成(?:率|比例|情况)|完成率")
_SPENT = r"(?:决算|实际支出|实际)(?:数|金额)?"
_THAN = rf"{_SPENT}[比较]年初(?:的)?预算(?:数|金额)?(?:要|还|更|来得)?"
_OVER = Pattern(
    rf"(?:超过|超出|超额完成|高于|大于|超)了?年初(?:的)?预算|{_THAN}(?:多|高|大)|{_SPENT}(?:大于|高于|多于|超过)预算"
)
_UNDER = Pattern(
    rf"(?:没有?|未)(?:能)?(?:完成|花完|用完|达到)(?:年初)?预算|(?:低于|少于|小于|不到|不足)年初(?:的)?预算"
    rf"|{_THAN}(?:少|低|小)|{_SPENT}(?:小于|低于|少于)预算"
)
"""Rates above and below 100 % in words."""
_NOUNS = frozenset({"科目", "项", "款", "类", "大类", "项级", "支出", "费用", "开支", "项目", ""})
_RATES = frozenset({"完成率", "执行率"})
ENOUGH = 2
"""Rates that make a set."""


def by_completion(linked: Linked, lexicon: Lexicon) -> Evidence | None:
    """The accounts with the rates that are stated of them; None when the question asks for no such set."""
    question = linked.question
    if question.operation not in _OPERATIONS or question.population not in _NOUNS:
        return None
    over, under = _OVER.search(question.text), _UNDER.search(question.text)
    if not (_COMPLETED.search(question.text) or over or under) or "自评" in question.text:
        return None
    accounts = {
        document: {plain(fact.item) for fact in lexicon.facts_of[document] if fact.classification == "功能分类"}
        for document in question.scopes[0].documents
    }
    found = {
        (fact.document, fact.ancestors, fact.item): fact
        for document in sorted(question.scopes[0].documents)
        for fact in lexicon.facts_of[document]
        if fact.measure in _RATES
        and fact.value is not None
        and (len(fact.ancestors) > 1 or (fact.ancestors and plain(fact.item) in accounts[document]))
        and not fact.project
        and fact.year == lexicon.documents[document].year
    }
    if len(found) < ENOUGH:
        return None
    conditions = tuple(replace(c, measure="") for c in question.conditions if c.unit in {"%", ""})
    if not conditions and (over or under):
        conditions = (
            Condition(">" if over else "<", Decimal(100), "%", "超过年初预算" if over else "没有完成年初预算"),
        )
    bare = replace(
        question,
        conditions=conditions,
        measures=(),
        unit="个" if question.operation is Operation.COUNT else "%",
        content=(),
        quoted=(),
    )
    if question.operation in {Operation.LIST, Operation.COUNT} and not conditions:
        return None
    if question.operation is Operation.LIST:
        bare = replace(bare, operation=Operation.FILTER)
    people = Population("科目", "", labelled(list(found.values())))
    return Evidence(replace(linked, question=bare), population=people, assumptions=("按资料写明的完成预算比例比较",))
