"""The set that a ranking, count, filter or list is about, narrowed by everything but its main figure.

Narrowing by another column (「执行率低于90%的项目里得分最高」), by stated changes (持平), by lost points, by the words of the texts.
"""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING

from assistant.characters import plain
from assistant.patterns import Pattern
from assistant.query import Condition, Evidence, Figure, Linked, Operation, Population, Question
from assistant.retrieve.members import conditions
from assistant.retrieve.members.changed import asks_for_changes, by_stated_change
from assistant.retrieve.members.completion import by_completion
from assistant.retrieve.members.population import population
from assistant.retrieve.things.picking import pick
from assistant.thresholds import holds
from index.project_titles import WHOLE_SPENDING

if TYPE_CHECKING:
    from assistant.lexicon import Lexicon
    from assistant.retrieve.words.passages import PassageIndex

NAMED = 0.8
"""Share of the mention that an indicator's label must explain to be the one compared."""
_BY_DIFFERENCE = Pattern(
    r"(?:增加|减少|增长|下降|上涨|省|超支|超出|少花|多花|节约|结余)(?:得|了|的)?最|最(?:多|大|高)[^,，。]{0,2}(?:增加|减少|增长|下降)"
)
"""A rank by the difference of two figures."""
_ITEMS = frozenset({"科目", "项", "款", "类", "费用", "支出", "项目", "开支"})


def gather(linked: Linked, lexicon: Lexicon, index: PassageIndex) -> Evidence:
    """The population of the question; ``chosen`` when words already narrowed it for good."""
    if (changed := by_stated_change(linked, lexicon)) is not None:
        return changed
    if (completed := by_completion(linked, lexicon)) is not None:
        return completed
    linked = _by_condition(linked)
    question = linked.question
    if question.population in _ITEMS and not question.conditions:
        kept = conditions.by_change(question, question.scopes[0], lexicon)
        if kept:
            people = Population(question.population, "", kept)
            return Evidence(linked, population=people, assumptions=("按资料对增减的说明筛选",), chosen=True)
    if asks_for_changes(question) and question.operation is not Operation.RANK and not question.derived:
        return Evidence(linked)  # no changes are stated: the whole set would pass for those that changed
    if question.operation is Operation.RANK and not question.derived and _BY_DIFFERENCE.search(question.text):
        return Evidence(linked)  # the largest figure is not the one that moved most
    if any(c.text == "零分" for c in question.conditions) and question.population == "指标":
        linked = replace(linked, question=replace(question, measures=("得分",), unit="分"))
        question = linked.question
        lost = _lost(linked, lexicon, index)  # named with the reasons that the form gives
        if lost.population is not None and any(member.value == 0 for member in lost.population.members):
            return replace(lost, assumptions=())
    elif conditions.LOST.search(question.text) and question.population in {"项目", "指标"}:
        return _lost(linked, lexicon, index)
    elif conditions.UNMET.search(question.text) and (
        question.population == "指标" or (question.population == "项目" and _OF_GOALS.issuperset(question.measures))
    ):
        return _lost(_but_goals(linked), lexicon, index, unmet=True)
    if question.operation in _MEASURED and question.population == "项目" and not question.measures:
        by_indicator = _indicators(linked, lexicon)
        if by_indicator is not None:
            return Evidence(linked, population=by_indicator, assumptions=("按指标的实际完成值比较",))
    people = _difference(linked, lexicon) if question.derived else population(linked, lexicon)
    if question.doer:
        people = replace(people, members=conditions.by_doer(people.members, question.doer, lexicon))
    own = tuple(
        c for c in question.conditions if not c.measure or c.measure in question.measures[:1] or not question.measures
    )
    others = tuple(c for c in question.conditions if c not in own)
    for condition in others:
        people = _narrowed(people, condition, linked, lexicon)
    linked = replace(linked, question=replace(question, conditions=own))
    if question.derived and question.operation in _LISTED and not question.conditions and not people.members:
        return _none_above(linked, lexicon)
    if question.derived and question.operation in _LISTED and not question.conditions:
        return Evidence(
            linked,
            population=people,
            assumptions=(f"按「{question.derived[0]} − {question.derived[1]} > 0」筛选",),
            chosen=True,
        )
    evidence = Evidence(
        linked, population=people, assumptions=tuple(f"先按「{c.measure}{c.text}」筛选" for c in others)
    )
    words = tuple(
        span for span in question.content if not any(measure in span.text for measure in (*question.measures, "执行率"))
    )
    question = replace(question, content=words)
    if (
        people.members
        and not people.parent
        and words
        and not question.derived
        and not question.conditions
        and question.population == "项目"
    ):
        kept, texts = conditions.by_text(people.members, question, index)
        if kept:
            return replace(
                evidence,
                population=replace(people, members=kept),
                texts=texts,
                assumptions=("按各项目的文字内容筛选",),
                chosen=True,
            )
    return evidence


def _by_condition(linked: Linked) -> Linked:
    """Without a column of its own a question is about the column that its condition speaks of (「一分没花的项目」)."""
    question = linked.question
    named = tuple(dict.fromkeys(c.measure for c in question.conditions if c.measure))
    if question.measures or question.operation is Operation.RANK or len(named) != 1:
        return linked
    targets = tuple(replace(target, measures=named) for target in linked.targets)
    return replace(linked, question=replace(question, measures=named), targets=targets)


def _difference(linked: Linked, lexicon: Lexicon) -> Population:
    """Members with the difference of two columns as their figure; a list keeps those above zero."""
    minuend, subtrahend = linked.question.derived or ("", "")
    columns = []
    for name in (minuend, subtrahend):
        question = replace(
            linked.question, measures=(name,), unit="", derived=None, population=linked.question.population or "项目"
        )
        targets = tuple(replace(target, measures=(name,)) for target in linked.targets)
        columns.append(population(replace(linked, question=question, targets=targets), lexicon))
    taken = [m for m in columns[1].members if m.value is not None]
    members = []
    for member in columns[0].members:
        other = next((m for m in taken if _same_row(m, member)), None)
        if other is None or other.fact == member.fact or member.value is None or other.value is None:
            continue
        note = f"{minuend} − {subtrahend}"
        members.append(replace(member, value=member.value - other.value, assumptions=(note,), same=(), other=()))
    if linked.question.operation is not Operation.RANK and not linked.question.conditions:
        members = [member for member in members if member.value and member.value > 0]
    return replace(columns[0], members=tuple(members))


_MEASURED = frozenset({Operation.RANK, Operation.FILTER})


def _indicators(linked: Linked, lexicon: Lexicon) -> Population | None:
    """「满意度最高的项目」: what is compared is an indicator that several projects report, by what was reached."""
    target = linked.targets[0] if linked.targets else None
    if target is None or not target.links or lexicon.concepts[target.links[0].concept].kind != "indicator":
        return None
    named = [
        link.concept
        for link in target.links
        if link.direct >= NAMED and lexicon.concepts[link.concept].kind == "indicator"
    ]
    question = replace(linked.question, measures=("完成值",), unit="%")
    bare = replace(target, links=(), measures=("完成值",))
    found = [pick(lexicon.concepts[number], bare, question, lexicon)[0] for number in named]
    members = tuple(
        figure for figure in found if figure is not None and figure.unit == "%" and figure.value is not None
    )
    return Population("项目", "", members) if len({m.fact.project for m in members}) > 1 else None


def _same_row(one: Figure, other: Figure) -> bool:
    """Both are cells of one row; of accounts of one name (一般行政管理事务) the one above tells them apart."""
    if one.fact.document != other.fact.document or one.label != other.label:
        return False
    if one.fact.project or not (one.fact.ancestors and other.fact.ancestors):
        return True
    above, beside = plain(one.fact.ancestors[-1]), plain(other.fact.ancestors[-1])
    return above.endswith(beside) or beside.endswith(above)  # a sentence may print less of the name


def _none_above(linked: Linked, lexicon: Lexicon) -> Evidence:
    """No difference is above zero: how many were compared, or nothing where the documents do not print both columns."""
    over = Condition(">", Decimal(0), "", "大于 0")
    told = replace(linked, question=replace(linked.question, operation=Operation.FILTER, conditions=(over,)))
    people = _difference(told, lexicon)
    return Evidence(told, population=people, chosen=True) if people.members else Evidence(linked)


_LISTED = frozenset({Operation.LIST, Operation.FILTER})


def _narrowed(people: Population, condition: Condition, linked: Linked, lexicon: Lexicon) -> Population:
    """Members whose figure in another column meets the condition."""
    question: Question = replace(linked.question, measures=(condition.measure,), unit="", conditions=())
    targets = tuple(replace(target, measures=(condition.measure,)) for target in linked.targets)
    column = population(replace(linked, question=question, targets=targets), lexicon)
    kept = {(m.fact.document, m.label) for m in column.members if holds(condition, m)}
    return replace(people, members=tuple(m for m in people.members if (m.fact.document, m.label) in kept))


def _but_goals(linked: Linked) -> Linked:
    """「没有达到绩效目标」 names no thing but the goals themselves."""
    left = tuple(span for span in linked.question.content if not _GOALS.fullmatch(span.text))
    if left == linked.question.content:
        return linked
    targets = linked.targets if left else tuple(replace(target, links=(), missing=()) for target in linked.targets[:1])
    return replace(linked, question=replace(linked.question, content=left), targets=targets)


_GOALS = Pattern(r"(?:绩效|年度|预期)?(?:目标|任务|指标)值?")
_OF_GOALS = frozenset({"指标值", "完成值", "得分"})
"""Measures of indicators; with any other, 没完成 speaks of money."""


def _lost(linked: Linked, lexicon: Lexicon, index: PassageIndex, *, unmet: bool = False) -> Evidence:
    """Indicators with points lost (or targets missed) that the question's words fit, or the projects they belong to."""
    question = linked.question
    indicators = population(
        replace(
            linked,
            question=replace(question, population="指标", operation=Operation.FILTER, measures=("得分",), unit=""),
            targets=tuple(replace(target, measures=("得分",)) for target in linked.targets),
        ),
        lexicon,
    )
    lost = conditions.unmet(indicators.members, lexicon) if unmet else ()
    unmet = bool(lost)
    lost = lost or conditions.lost_points(
        indicators.members, lexicon
    )  # targets in words are missed where points are lost
    if WHOLE_SPENDING in question.text:  # the form of the whole spending, none of the projects
        lost = tuple(figure for figure in lost if figure.fact.project.endswith(WHOLE_SPENDING)) or lost
    fitting = lost if indicators.parent else conditions.fitting(lost, question, index)
    if question.population == "项目":
        members = _ranked(_projects_of(fitting, linked, lexicon), question, lexicon)
        return Evidence(
            linked,
            population=Population("项目", "", members),
            assumptions=("按「有指标没有达到目标」筛选" if unmet else "按「有指标得分低于分值」筛选",),
            chosen=True,
        )
    people = Population("指标", indicators.parent, _ranked(fitting, question, lexicon))
    how = "按「实际完成值未达到年度指标值」筛选" if unmet else "按「得分低于分值」筛选"
    return Evidence(linked, population=people, assumptions=(how,), chosen=True)


def _ranked(members: tuple[Figure, ...], question: Question, lexicon: Lexicon) -> tuple[Figure, ...]:
    """「扣分最多的」 ranks by the points that are missing, not by those that were given."""
    by_loss = question.operation is Operation.RANK and conditions.LOST.search(question.text)
    return conditions.points_missing(members, lexicon) if by_loss else members


def _projects_of(indicators: tuple[Figure, ...], linked: Linked, lexicon: Lexicon) -> tuple[Figure, ...]:
    wanted = dict.fromkeys((figure.fact.document, figure.fact.project) for figure in indicators)
    bare = replace(
        linked,
        question=replace(linked.question, measures=("得分",), unit="分"),
        targets=tuple(replace(t, links=()) for t in linked.targets[:1]),
    )
    found = {(figure.fact.document, figure.fact.project): figure for figure in population(bare, lexicon).members}
    return tuple(found[key] for key in wanted if key in found)
