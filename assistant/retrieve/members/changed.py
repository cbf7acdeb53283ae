"""Items by their stated change against an earlier year: 「增幅最高的是哪一项」「比上年减少超过20%的科目有哪些」."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING

from assistant.characters import plain
from assistant.patterns import Pattern
from assistant.query import Evidence, Figure, Linked, Operation, Population, Question
from assistant.retrieve.members.conditions import WHOLES
from assistant.retrieve.things.picking import CHANGES

if TYPE_CHECKING:
    from collections.abc import Sequence

    from assistant.lexicon import Lexicon
    from index.model import Fact

ENOUGH = 2
"""Stated changes that make a set."""
FEW = 3
"""Times as many rates as amounts from which the amounts are those of a few only."""
_OPERATIONS = frozenset({Operation.RANK, Operation.FILTER, Operation.COUNT, Operation.LIST})
_MORE = Pattern(r"增(?!减)|涨|上升|提高|上调|多了|变多")
_LESS = Pattern(r"(?<!增)减|降|砍|压|跌|下调|少了|变少|缩")
_MOVED = Pattern(r"增|减|涨|跌|升|降|砍|压|变动|变化|幅度")
_AGAINST = Pattern(r"比|较|同比|相比|幅|增长率|减少率|变动率")
_COLUMN = Pattern(r"(?:执行|预算|决算)数?$")
"""What a change is counted from, which is no item."""
_FASTEST = Pattern(
    r"(?:增长|增加|上升|上涨|涨|下降|减少|降低|跌|降|增幅|涨幅|降幅|跌幅)(?:得|了|幅度?)?最(?:快|多|大|高|狠|厉害|猛|明显)"
)
_NOUNS = frozenset(
    {"科目", "项", "款", "类", "大类", "类级", "款级", "项级", "支出", "费用", "开支", "项目", "部分", ""}
)


def by_stated_change(linked: Linked, lexicon: Lexicon) -> Evidence | None:
    """The items of the first scope with their stated changes in the direction asked for; None when the question asks for none."""
    question = linked.question
    if question.operation not in _OPERATIONS or question.population not in _NOUNS or not _asks(question):
        return None
    every = _under(_stated(question, lexicon), question)
    direction = _direction(question)
    facts = [fact for fact in every if not direction or fact.change == direction]
    if len(every) < ENOUGH or not facts:
        return None
    conditions = tuple(replace(condition, measure="") for condition in question.conditions)
    linked = replace(linked, question=replace(question, conditions=conditions, measures=(), quoted=()))
    people = Population(question.population or "项", "", labelled(facts))
    whole = question.operation is Operation.LIST  # nothing narrows it any more
    return Evidence(linked, population=people, chosen=whole, assumptions=(f"按资料写明的{direction or '增减'}比较",))


def _under(facts: list[Fact], question: Question) -> list[Fact]:
    """Those that stand below what the question names (「教育支出下的科目」), all where it names nothing."""
    named = [plain(span.text) for span in question.content if not _COLUMN.search(span.text)]
    return [fact for fact in facts if all(any(name in plain(a) for a in fact.ancestors) for name in named)]


def asks_for_changes(question: Question) -> bool:
    """The question wants those members of a set that moved against an earlier year."""
    return question.operation in _OPERATIONS and bool(_direction(question)) and _asks(question)


def _asks(question: Question) -> bool:
    if not _MOVED.search(question.text):
        return False
    if question.operation is Operation.RANK and _FASTEST.search(question.text):
        return True
    return bool(question.base_year) or bool(_AGAINST.search(question.text))


def _direction(question: Question) -> str:
    more, less = _MORE.search(question.text), _LESS.search(question.text)
    if bool(more) == bool(less):
        return ""
    return "增加" if more else "减少"


def _stated(question: Question, lexicon: Lexicon) -> list[Fact]:
    """Changes in one unit: rates where the question speaks of them or no amounts are stated, else amounts."""
    found = [
        fact
        for number in sorted(question.scopes[0].documents)
        for fact in lexicon.facts_of[number]
        if fact.measure in CHANGES
        and fact.item
        and fact.depth != 0
        and not WHOLES.fullmatch(plain(fact.item))
        and fact.value is not None
        and fact.year == lexicon.documents[number].year
    ]
    units = Counter(fact.unit for fact in found if fact.value)
    by_rate = question.percent_wanted or any(condition.unit == "%" for condition in question.conditions)
    unit = "%" if by_rate or units["元"] * FEW < units["%"] else "元"
    found = [fact for fact in found if fact.unit == unit]
    placed = [fact for fact in found if fact.ancestors and _is_functional(fact)]
    return list({(fact.document, fact.ancestors, fact.item): fact for fact in placed or found}.values())


def _is_functional(fact: Fact) -> bool:
    """The item stands under a 类 and a 款."""
    return len(fact.ancestors) > 1 and not fact.project


def labelled(facts: Sequence[Fact]) -> tuple[Figure, ...]:
    """A figure each, items of one name told apart by what they stand under."""
    names = Counter(fact.item for fact in facts)
    return tuple(
        Figure(
            f"{fact.item}（{' › '.join(fact.ancestors)}）" if names[fact.item] > 1 and fact.ancestors else fact.item,
            abs(fact.value or Decimal(0)),  # a table prints a decrease with its sign, a sentence says it in words
            fact.unit,
            fact,
        )
        for fact in facts
    )
