"""A column named beside the thing asked about, and one thing in two columns or stages."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from assistant.link.mentions import within
from assistant.link.targets import COLUMN_NAMES, MEASURE_PAIR, NAMED, OUTRIGHT, target_of
from assistant.patterns import Pattern
from assistant.query import Question, Scope, Span, Target

if TYPE_CHECKING:
    from assistant.lexicon import Lexicon
    from assistant.link.linker import Linker
    from assistant.matching import Mention

_CELL_MEASURES = ("年初预算数", "全年预算数", "全年执行数", "决算数", "指标值", "完成值", "分值", "得分")


def of_column(question: Question, scope: Scope, lexicon: Lexicon, linker: Linker, inherited: Mention | None) -> Target:
    """The one thing asked about; a column named beside it (「水费的人员经费」) is its measure, not part of its name.

    Of 「卫生支出里面医疗有没有」 the thing inside is asked for: what is around it must not be given in its place.
    """
    if column := _column_of_earlier(question, scope, lexicon, linker):
        return column
    whole = target_of(question, question.content, scope, linker, inherited)
    inner = within(question)
    if inner and (inside := _inside(question, whole, inner, scope, linker)):
        return inside
    if whole.missing and inner and not any(span.text in COLUMN_NAMES for span in question.content):
        member = target_of(question, inner, scope, linker, inherited)
        if member.links and member.links[0].direct >= OUTRIGHT:
            return member
    columns = COLUMN_NAMES | {name for name in question.measures if name in lexicon.columns}
    items = tuple(piece for span in question.content for piece in _without_columns(span, columns))
    if not items or items == question.content:
        return whole
    if whole.links and whole.links[0].direct >= NAMED and whole.links[0].covered >= NAMED:
        return whole  # 「窗口工作人员经费」 is a name of its own
    row = tuple(piece for span in inner for piece in _without_columns(span, columns))
    if (
        row and row != items and len(row) < len(inner)
    ):  # 「政府采购里服务用一般公共预算付的」: a row and a column inside
        member = target_of(question, row, scope, linker, inherited)
        if member.links and min(member.links[0].direct, member.links[0].covered) >= NAMED:
            return replace(member, measures=question.measures)
    alone = target_of(question, items, scope, linker, inherited)
    if alone.links and alone.links[0].direct >= OUTRIGHT:
        return replace(alone, measures=question.measures)
    return whole


def _inside(question: Question, whole: Target, inner: tuple[Span, ...], scope: Scope, linker: Linker) -> Target | None:
    """「政府采购里头工程」: readings that the words behind 里 name, where the best reading is only what stands before it."""
    if not whole.links or any(span.text in COLUMN_NAMES for span in inner):
        return None
    named = {link.concept for link in linker.links(question.text, inner, scope) if link.direct >= OUTRIGHT}
    kept = tuple(link for link in whole.links if link.concept in named and link.explained >= OUTRIGHT)
    if not kept or whole.links[0].concept in named or whole.links[0].share >= NAMED:
        return None
    return replace(whole, links=kept, missing=kept[0].missing)


def _column_of_earlier(question: Question, scope: Scope, lexicon: Lexicon, linker: Linker) -> Target | None:
    """「其中基本支出多少」 after a line item: its own cell in that column, not the column's total; None when it has none."""
    own = question.text[: question.own_length]
    name = question.content[0].text if len(question.content) == 1 else ""
    if "其中" not in own or name not in COLUMN_NAMES or not question.inherited:
        return None
    links = linker.links(question.text, question.inherited, scope)
    label = lexicon.labels[links[0].concept] if links else ""
    before = tuple(
        link
        for link in links
        if lexicon.labels[link.concept] == label and name in lexicon.concepts[link.concept].measures
    )
    if not before or label == name:
        return None
    mention = "".join(span.text for span in question.inherited)
    return Target(mention, scope, before, (), (name,), question.inherited)


def _without_columns(span: Span, columns: frozenset[str]) -> tuple[Span, ...]:
    """What a span says besides a column name at its end (「水费公用经费」 → 水费); nothing when it is the column alone."""
    for name in sorted(columns, key=len, reverse=True):
        if span.text == name:
            return ()
        if span.text.endswith(name):
            return (Span(span.start, span.end - len(name), span.text.removesuffix(name)),)
    return (span,)


def by_measure(question: Question, targets: tuple[Target, ...], lexicon: Lexicon) -> tuple[Target, ...]:
    """「全年预算数比年初预算数多多少」: one thing, two measures, in the order they stand."""
    if question.operation not in MEASURE_PAIR or len(targets) != 1:
        return targets
    named = [measure for measure in question.measures if measure in _CELL_MEASURES]
    if (
        {"预算", "决算"} <= question.stages or _spent_against_budget(question, targets[0].scope, lexicon)
    ) and "全年预算数" not in named:
        return _by_stage(question, targets[0], lexicon)
    only = targets[0]
    if (
        named in ([], ["全年执行数"])
        and question.actual
        and "预算" in question.stages
        and _of_forms(only.scope, lexicon)
    ):
        named = ["全年执行数", "全年预算数"]
    if len(named) < 2:
        return targets
    ordered = named[:2]
    return tuple(
        Target(only.mention, only.scope, only.links, only.missing, (measure,), only.spans) for measure in ordered
    )


def _of_forms(scope: Scope, lexicon: Lexicon) -> bool:
    """The documents are forms of self-evaluation, whose columns are the budget of the year and what was spent of it."""
    return {lexicon.documents[i].stage for i in scope.documents} == {"绩效自评"}


def _spent_against_budget(question: Question, scope: Scope, lexicon: Lexicon) -> bool:
    """「实际花的比预算省了多少」 of a final account."""
    final = any(lexicon.documents[i].stage == "决算" for i in scope.documents)
    return final and question.actual and "预算" in question.stages


_STAGE_WORDS = (
    ("决算", Pattern("决算|实际|花[的了掉]"), ("决算数",)),
    ("预算", Pattern("(?<!公共)(?<!基金)(?<!经营)预算"), ("年初预算数", "预算数")),
)
"""Stage, where a question names it, the columns that show it in a document of another stage."""


def _by_stage(question: Question, only: Target, lexicon: Lexicon) -> tuple[Target, ...]:
    """「决算比预算少多少」: one thing in the documents of two stages, or in two columns of one, in the order they stand."""
    found: list[tuple[int, Target]] = []
    for stage, pattern, columns in _STAGE_WORDS:
        named = pattern.search(question.text)
        if named is None:
            return (only,)
        own = frozenset(i for i in only.scope.documents if lexicon.documents[i].stage == stage)
        documents = own or only.scope.documents
        links = tuple(link for link in only.links if lexicon.concepts[link.concept].document in documents)
        measures = () if own and stage == "预算" else columns
        target = replace(only, scope=replace(only.scope, documents=documents), links=links, measures=measures)
        found.append((named.start(), target))
    return tuple(target for _, target in sorted(found, key=lambda entry: entry[0]))
