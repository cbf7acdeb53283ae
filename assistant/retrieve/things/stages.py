"""预算 and 决算 of one body and year beside each other: how much of the budget was spent, and by how much the account differs.

Two documents are joined on body and year, two figures on name and code. Where either has no counterpart, or more than one,
nothing is gathered here: a rate against another body's budget would be a confident wrong figure.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from assistant.characters import plain
from assistant.patterns import Pattern
from assistant.query import Evidence, Figure, Found, Operation, Question, Target
from assistant.retrieve.things import figures
from assistant.retrieve.things.picking import figure_of, pick

if TYPE_CHECKING:
    from assistant.lexicon import Lexicon
    from assistant.query import Linked
    from index.model import Document, Fact

_BOTH = Pattern(r"决算.{0,12}预算|预算.{0,12}决算")
_REASON = Pattern(r"为什么|为何|原因|怎么会")
_COMPARES = frozenset({Operation.DIFFERENCE, Operation.COMPARE})
_RATE = "执行率"
_TOTALS: tuple[tuple[str, Pattern], ...] = (
    ("支出总表", Pattern("^(?:合计|总计)$")),
    ("收支总表", Pattern("^本年支出合计$")),
    ("收支总表", Pattern("^(?:支出)?(?:总计|合计)$")),
)
"""Where the whole spending of a year stands, the best place first: (kind of table, its row)."""


def both_stages(linked: Linked, lexicon: Lexicon) -> Evidence | None:
    """The figures of a question that sets 决算 against 预算, the account first; None when it does not, or they cannot be joined."""
    question = linked.question
    compares = question.operation in _COMPARES and _BOTH.search(question.text) and not _REASON.search(question.text)
    asks_rate = _RATE in question.measures and question.operation is Operation.VALUE
    if not (compares or asks_rate) or (question.percent_wanted and compares):
        return None
    target = _one_thing(linked.targets)
    if target is None or question.base_year or "收入" in question.text:
        return None
    pair = _documents(target, question, lexicon)
    if pair is None:
        return None
    whole = not question.content or not target.mention
    account = _whole(pair[0], lexicon) if whole else _part(target, pair[0], question, lexicon)
    budget = _whole(pair[1], lexicon) if whole else _counterpart(account, target, pair[1], question, lexicon)
    if account is None or budget is None or not _same(account, budget):
        return None
    found = tuple(
        Found(replace(target, measures=()), (replace(figure, label=f"{figure.label}{stage}"),))
        for figure, stage in ((account, "决算数"), (budget, "预算数"))
    )
    operation = Operation.SHARE if asks_rate else Operation.DIFFERENCE
    return Evidence(replace(linked, question=replace(question, operation=operation, unit="元")), found)


def _one_thing(targets: tuple[Target, ...]) -> Target | None:
    """The one thing asked about, in the documents of both stages when linking has told them apart already; None for several."""
    if not targets or len({target.mention for target in targets}) > 1:
        return None
    documents = frozenset().union(*(target.scope.documents for target in targets))
    links = tuple(dict.fromkeys(link for target in targets for link in target.links))
    return replace(targets[0], links=links, scope=replace(targets[0].scope, documents=documents))


def two_years(linked: Linked, lexicon: Lexicon) -> tuple[Found, ...]:
    """Now and then of the whole spending of one body in two documents of one stage; empty unless the question fits one pair."""
    question = linked.question
    if question.content or "收入" in question.text or len(linked.targets) != 1:
        return ()
    documents = lexicon.documents
    stage = next(iter(question.stages), "预算") if len(question.stages) < 2 else "预算"
    held = [number for number in linked.targets[0].scope.documents if documents[number].stage == stage]
    everywhere = [number for number, document in enumerate(documents) if document.stage == stage]
    pairs = [
        (then, now)
        for now in held
        for then in everywhere
        if documents[then].year == (question.base_year if question.base_year > 0 else documents[now].year - 1)
        if documents[then].year < documents[now].year and _name(documents[then]) == _name(documents[now])
        if linked.targets[0].scope.year in (0, documents[now].year)
    ]
    pairs = [pair for pair in pairs if documents[pair[1]].level == question.level] or pairs
    if len(pairs) != 1:
        return ()
    then, now = (_whole(number, lexicon) for number in pairs[0])
    if then is None or now is None or not then.value:
        return ()
    return tuple(Found(replace(linked.targets[0], measures=()), (figure,)) for figure in (now, then))


def _name(document: Document) -> tuple[str, str]:
    return plain(document.organisation), document.level


def _documents(target: Target, question: Question, lexicon: Lexicon) -> tuple[int, int] | None:
    """(决算, 预算) of the one body and year that the question is about; a stated level decides between levels, else 部门 goes first."""
    everywhere = range(
        len(lexicon.documents)
    )  # a stage that the question names may have taken the other out of its scope
    pairs = [
        (account, budget)
        for account in everywhere
        for budget in everywhere
        if lexicon.documents[account].stage == "决算" and lexicon.documents[budget].stage == "预算"
        if {account, budget} & target.scope.documents
        if _body(lexicon.documents[account]) == _body(lexicon.documents[budget])
        if target.scope.year in (0, lexicon.documents[account].year)
    ]
    level = question.level or "部门"
    chosen = [pair for pair in pairs if lexicon.documents[pair[0]].level == level] or pairs
    return chosen[0] if len(chosen) == 1 else None


def _body(document: Document) -> tuple[str, str, int]:
    return plain(document.organisation), document.level, document.year


def _whole(number: int, lexicon: Lexicon) -> Figure | None:
    """The whole spending of a document's year."""
    year = lexicon.documents[number].year
    totals = [
        fact
        for fact in lexicon.facts_of[number]
        if fact.origin == "table" and fact.state == "value" and fact.unit == "元" and fact.year == year
    ]
    for kind, row in _TOTALS:
        fitting = [
            fact for fact in totals if fact.table_kind == kind and fact.side == "支出" and row.match(plain(fact.item))
        ]
        if fitting:
            first = min(fitting, key=_place)
            return replace(figure_of(first), label="支出合计")
    return None


def _place(fact: Fact) -> tuple[int, int]:
    """The total stands in the first column of figures, its parts behind it."""
    return fact.source.table_number, fact.source.column_number


def _part(target: Target, number: int, question: Question, lexicon: Lexicon) -> Figure | None:
    """The one figure that the account gives for the thing asked about; a 决算 prints 预算数 beside it, which is not meant."""
    links = tuple(link for link in target.links if lexicon.concepts[link.concept].document == number)
    own = replace(target, links=links, scope=replace(target.scope, documents=frozenset({number})))
    for measures in (("决算数",), ()):
        asked = replace(_plain(question), measures=measures)
        found = figures.find(replace(own, measures=measures), asked, lexicon).figures
        if len(found) == 1 and "预算" not in found[0].fact.measure:
            return found[0]
    return None


def _counterpart(
    account: Figure | None, target: Target, number: int, question: Question, lexicon: Lexicon
) -> Figure | None:
    """The figure of the same name and code in the other document; None when there is none, or several that differ."""
    if account is None:
        return None
    own = replace(target, measures=(), scope=replace(target.scope, documents=frozenset({number})))
    picked = [
        figure
        for concept in lexicon.concepts_in((number,))
        if plain(concept.label) == plain(account.label) and concept.code in ("", account.fact.code)
        if (figure := pick(concept, own, _plain(question), lexicon)[0]) is not None and figure.unit == "元"
    ]
    return picked[0] if len({figure.value for figure in picked}) == 1 else None


def _plain(question: Question) -> Question:
    return replace(
        question,
        operation=Operation.VALUE,
        measures=(),
        unit="元",
        stages=frozenset(),
        actual=False,
        tables=frozenset(),
    )


def _same(account: Figure, budget: Figure) -> bool:
    """Both figures are amounts of the same thing."""
    if account.value is None or not budget.value or {account.unit, budget.unit} != {"元"}:
        return False
    if account.fact.stage != "决算" or budget.fact.stage != "预算":
        return False
    codes = {account.fact.code, budget.fact.code} - {""}
    return len(codes) < 2 and plain(account.label) == plain(budget.label)
