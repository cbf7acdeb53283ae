"""``Question`` → ``Linked``: every thing that the question names, with the concepts of the documents it may stand for."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from assistant.link.mentions import divided, segments, shared_head, shared_tail, whole_set, within
from assistant.matching import Mention, make_mention
from assistant.query import BODIES, Link, Linked, Operation, Question, Scope, Span, Target

if TYPE_CHECKING:
    from assistant.lexicon import Lexicon
    from assistant.link.linker import Linker

CLEAR, SPREAD = 0.5, 0.6
"""Share of a mention that must be explained for it to count as one of several things."""
OUTRIGHT = 0.8
"""Share that the label alone must explain for what is named beside it to be a column."""
NAMED = 0.95
"""Share of a mention and of a label from which the one is the other, word for word."""
TIE = 0.12
"""Links whose scores are no further apart fit a mention equally well."""
_MEASURE_PAIR = frozenset({Operation.DIFFERENCE, Operation.COMPARE, Operation.GROWTH})
_CELL_MEASURES = ("年初预算数", "全年预算数", "全年执行数", "决算数", "指标值", "完成值", "分值", "得分")


def link(question: Question, lexicon: Lexicon, linker: Linker) -> Linked:
    """All targets of a question, in the order they are named."""
    groups = segments(question, lexicon)
    inherited = make_mention(question.text, question.inherited, lexicon) if question.inherited else None
    if question.operation is Operation.SHARE:
        targets = _share_targets(question, groups, lexicon, linker, inherited)
    else:
        targets = _targets(question, groups, lexicon, linker, inherited)
    targets = _by_measure(question, targets, lexicon)
    excluded = tuple(
        Target(
            span.text,
            scope,
            linker.links(question.text, (span,), scope, inherited=_all(question, lexicon)),
            spans=(span,),
        )
        for span in question.excluded
        for scope in question.scopes[:1]
    )
    return Linked(question, targets, excluded)


def _all(question: Question, lexicon: Lexicon) -> Mention:
    return make_mention(question.text, question.content, lexicon)


def _targets(
    question: Question,
    groups: tuple[tuple[Span, ...], ...],
    lexicon: Lexicon,
    linker: Linker,
    inherited: Mention | None,
) -> tuple[Target, ...]:
    if not groups:
        return tuple(_total(question, scope, lexicon, linker) for scope in _one_by_one(question))
    found: list[Target] = list(_two_columns(question, groups, linker))
    if not found:
        question, groups = _without_leading_column(question, groups)
    if len(groups) > 1 and not found:
        for spread in (shared_tail(groups), shared_head(question.text, groups)):
            if spread != groups and not found:
                found = _several(question, spread, lexicon, linker, enough=SPREAD)
        found = found or _several(question, groups, lexicon, linker)
    if not found:
        found = [_of_column(question, scope, lexicon, linker, inherited) for scope in question.scopes]
    return tuple(found)


def _two_columns(question: Question, groups: tuple[tuple[Span, ...], ...], linker: Linker) -> tuple[Target, ...]:
    """「图书馆的基本支出比项目支出多多少」: two cells of one row; empty when the question names another pair."""
    if question.operation not in _MEASURE_PAIR or len(groups) != 2 or len(question.scopes) != 1:
        return ()
    columns = [
        (place, name)
        for name, place in zip(question.measures, question.measure_places, strict=True)
        if name in _COLUMN_NAMES
    ]
    if len(columns) != 2 or "".join(span.text for span in groups[1]) != columns[1][1]:
        return ()
    items = tuple(span for span in groups[0] if span.end <= columns[0][0])
    behind = [span for span in groups[0] if span.start > columns[0][0]]
    if not items or behind:
        return ()
    row = _target(question, items, question.scopes[0], linker, None)
    if not row.links or row.links[0].direct < OUTRIGHT:
        return ()
    return tuple(replace(row, measures=(name,)) for _, name in columns)


def _without_leading_column(
    question: Question, groups: tuple[tuple[Span, ...], ...]
) -> tuple[Question, tuple[tuple[Span, ...], ...]]:
    """「一般公共预算的水费和电费」: the column before the list is the measure of all, no part of the first name."""
    first = groups[0]
    if len(groups) < 2 or len(first) < 2 or first[0].text not in _COLUMN_NAMES:
        return question, groups
    if question.text[first[0].end : first[0].end + 1] not in {"的", "里", "中", "内"}:
        return question, groups
    content = tuple(span for span in question.content if span != first[0])
    return replace(question, content=content), (first[1:], *groups[1:])


_COLUMN_NAMES = frozenset(
    {"人员经费", "公用经费", "基本支出", "项目支出", "财政拨款收入", "一般公共预算", "一般公共预算基本支出"}
)
_PRICE = re.compile(r"收费(?!收入)|收多少钱|票价|价格|单价|学费|房价|押金|门票|一个?[天日月晚学]期?要?多少钱")
"""What somebody pays for one service: no total of a budget."""
_SETS = frozenset({Operation.RANK, Operation.FILTER, Operation.COUNT, Operation.LIST})


def _one_by_one(question: Question) -> tuple[Scope, ...]:
    """The scopes of a question; where bodies are compared, one for each of their documents, which may name their totals differently."""
    if question.population not in BODIES or question.operation not in _SETS or len(question.scopes) > 1:
        return question.scopes
    (scope,) = question.scopes
    return tuple(replace(scope, documents=frozenset({i})) for i in sorted(scope.documents)) or question.scopes


def _total(question: Question, scope: Scope, lexicon: Lexicon, linker: Linker) -> Target:
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
        own = _named(question, "本年收入合计", scope, linker, question.measures)
        if own.links and own.links[0].direct >= NAMED and own.links[0].covered >= NAMED:
            return own
    side = "收入" if income else "支出"
    if "总计" in question.text:
        return _named(question, f"{side}总计", scope, linker, question.measures)
    return replace(_whole_side(question, side, scope, lexicon, linker), measures=question.measures)


_SIDE_NAMED = re.compile(r"收入|支出|预算|决算|收支")
_ONLY_CHANGE = re.compile(
    r"(?:20\d{2}|\d{2})?年?度?(?:比|较|跟|和|与|相比)(?:20\d{2}年?度?|\d{2}年度?|上一?年度?|去年|前一?年)(?:相比)?(?:增加|减少|增长|下降|多|少|涨|降|变化)了?(?:多少|几|百分之几|百分之多少|万|元|钱)+[?？。吗呢]*"
)
_SMALL_WORDS = re.compile(
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


def _named(question: Question, name: str, scope: Scope, linker: Linker, measures: tuple[str, ...] = ()) -> Target:
    """The total or column of this name, which the question means without naming it."""
    text = f"{question.text} {name}"
    span = Span(len(question.text) + 1, len(text), name)
    links = linker.links(text, (span,), scope, kinds=frozenset({"total"}))
    return Target(name, scope, links, (), measures, (span,))


def _of_column(question: Question, scope: Scope, lexicon: Lexicon, linker: Linker, inherited: Mention | None) -> Target:
    """The one thing asked about; a column named beside it (「水费的人员经费」) is its measure, not part of its name.

    Of 「卫生支出里面医疗有没有」 the thing inside is asked for: what is around it must not be given in its place.
    """
    if column := _column_of_earlier(question, scope, lexicon, linker):
        return column
    whole = _target(question, question.content, scope, linker, inherited)
    inner = within(question)
    if inner and (inside := _inside(question, whole, inner, scope, linker)):
        return inside
    if whole.missing and inner and not any(span.text in _COLUMN_NAMES for span in question.content):
        member = _target(question, inner, scope, linker, inherited)
        if member.links and member.links[0].direct >= OUTRIGHT:
            return member
    columns = _COLUMN_NAMES | {name for name in question.measures if name in lexicon.columns}
    items = tuple(piece for span in question.content for piece in _without_columns(span, columns))
    if not items or items == question.content:
        return whole
    if whole.links and whole.links[0].direct >= NAMED and whole.links[0].covered >= NAMED:
        return whole  # 「窗口工作人员经费」 is a name of its own
    row = tuple(piece for span in inner for piece in _without_columns(span, columns))
    if (
        row and row != items and len(row) < len(inner)
    ):  # 「政府采购里服务用一般公共预算付的」: a row and a column inside
        member = _target(question, row, scope, linker, inherited)
        if member.links and min(member.links[0].direct, member.links[0].covered) >= NAMED:
            return replace(member, measures=question.measures)
    alone = _target(question, items, scope, linker, inherited)
    if alone.links and alone.links[0].direct >= OUTRIGHT:
        return replace(alone, measures=question.measures)
    return whole


def _inside(question: Question, whole: Target, inner: tuple[Span, ...], scope: Scope, linker: Linker) -> Target | None:
    """「政府采购里头工程」: readings that the words behind 里 name, where the best reading is only what stands before it."""
    if not whole.links or any(span.text in _COLUMN_NAMES for span in inner):
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
    if "其中" not in own or name not in _COLUMN_NAMES or not question.inherited:
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


def _several(
    question: Question, groups: tuple[tuple[Span, ...], ...], lexicon: Lexicon, linker: Linker, enough: float = CLEAR
) -> list[Target]:
    """One target a group; groups that name the kind of the others, or nothing, are left out."""
    if question.population == "项目" and len(groups[-1]) == 1 and (projects := _all_projects(question, groups, linker)):
        return projects
    pairs = _with_scopes(question, groups)
    found: list[Target] = []
    unlisted: list[Target] = []
    for spans, scope in pairs:
        others = tuple(span for group in groups if group is not spans for span in group)
        mention = make_mention(question.text, others, lexicon)
        target = _target(question, spans, scope, linker, mention)
        if not target.links or (target.links[0].share if enough > CLEAR else target.links[0].explained) < enough:
            if "".join(span.text for span in spans) not in lexicon.official:
                return []
            unlisted.append(
                replace(target, links=(), missing=())
            )  # an account that these documents do not have: the others are told
            continue
        found.append(target)
    if not found:
        return []
    found = _siblings(found, lexicon)
    if unlisted:
        return [*found, *unlisted]
    if len({target.links[0].concept for target in found}) == 1:  # 「打印资料、印刷材料」: one thing said twice
        return [max(found, key=lambda target: target.links[0].explained)] if len(question.scopes) == 1 else []
    kept = [target for target in found if not _names_the_kind(target, found)]
    return _of_one_column(question, kept if len(kept) > 1 else found)


_WHOSE = re.compile(r"(?:谁|哪(?:一)?(?:家|个|边|所))的")


def _of_one_column(question: Question, targets: list[Target]) -> list[Target]:
    """「甲中心的基本支出比乙中心多多少」: the column named with the first of two things is meant of the other as well.

    So is one that is named with the last in 「甲中心和乙中心谁的基本支出多」.
    """
    first, last = targets[0], targets[-1]
    asked = tuple(name for name in last.measures if name in _COLUMN_NAMES)
    if question.operation in _MEASURE_PAIR and asked and not first.measures and _WHOSE.search(question.text):
        return [target if target.measures else replace(target, measures=asked) for target in targets]
    column = tuple(name for name in first.measures if name in _COLUMN_NAMES)
    if question.operation not in _MEASURE_PAIR or not column or first.mention in _COLUMN_NAMES:
        return targets
    return [first, *(target if target.measures else replace(target, measures=column) for target in targets[1:])]


def _siblings(targets: list[Target], lexicon: Lexicon) -> list[Target]:
    """Things in a list of which one is a part of a project: another that may be a part of it too is meant as one."""
    tops = [lexicon.concepts[target.links[0].concept] for target in targets]
    projects = {(top.document, top.project) for top in tops if top.kind == "part"}
    if len(projects) != 1:
        return targets
    result = []
    for target in targets:
        own = [
            link
            for link in target.links
            if link.direct >= OUTRIGHT
            and lexicon.concepts[link.concept].kind == "part"
            and (lexicon.concepts[link.concept].document, lexicon.concepts[link.concept].project) in projects
        ]
        result.append(replace(target, links=tuple(own), missing=own[0].missing) if own else target)
    return result


def _all_projects(question: Question, groups: tuple[tuple[Span, ...], ...], linker: Linker) -> list[Target]:
    """「一网通办、政务服务、骨干网三个项目」: each name as that of a project; empty when one of them names none, or two the same."""
    found = []
    for spans, scope in _with_scopes(question, groups):
        links = linker.links(question.text, spans, scope, kinds=frozenset({"project"}), wants=question)
        if not links or links[0].explained < SPREAD:
            return []
        mention = "".join(span.text for span in spans)
        found.append(Target(mention, scope, links[:1], links[0].missing, _measures(question, spans), tuple(spans)))
    return found if len({target.links[0].concept for target in found}) == len(found) else []


def _with_scopes(question: Question, groups: tuple[tuple[Span, ...], ...]) -> list[tuple[tuple[Span, ...], Scope]]:
    scopes = question.scopes
    if len(scopes) == len(groups) and len(scopes) > 1:
        return list(zip(groups, scopes, strict=True))
    return [(group, scope) for group in groups for scope in scopes]


def _names_the_kind(target: Target, targets: list[Target]) -> bool:
    """「四个日常运维费项目（大厅、浦江…）」: the first group fits all the others' concepts equally well."""
    tied = {link.concept for link in target.links if link.score >= target.links[0].score - TIE}
    rest = {other.links[0].concept for other in targets if other is not target and other.scope == target.scope}
    return len(rest) > 1 and rest <= tied


def _target(
    question: Question, spans: tuple[Span, ...], scope: Scope, linker: Linker, inherited: Mention | None
) -> Target:
    links = linker.links(question.text, spans, scope, inherited=inherited, wants=question)
    if "其中" in question.text and question.inherited and tuple(spans) != question.inherited:
        links = _of_whole(question, links, scope, linker)
    missing = links[0].missing if links else tuple(span.text for span in spans)
    return Target(
        "".join(span.text for span in spans),
        scope,
        links,
        missing,
        _measures(question, spans),
        tuple(spans),
        inherits=inherited is not None,
    )


def _of_whole(question: Question, links: tuple[Link, ...], scope: Scope, linker: Linker) -> tuple[Link, ...]:
    """「其中工资呢」: the parts of what was asked before alone, where one of them is what the words say."""
    before = linker.links(question.text, question.inherited, scope)[:1]
    parts = tuple(link for link in links if before and linker.is_part(link.concept, before[0].concept))
    return parts if parts and parts[0].share >= OUTRIGHT else links


def _measures(question: Question, spans: tuple[Span, ...]) -> tuple[str, ...]:
    """Measures that apply to a mention: a column name (项目支出) that another mention is made of does not."""
    own = {i for span in spans for i in range(span.start, span.end)}
    everything = {i for span in question.content for i in range(span.start, span.end)}
    return tuple(
        name
        for name, place in zip(question.measures, question.measure_places, strict=True)
        if place in own or place not in everything
    )


def _share_targets(
    question: Question,
    groups: tuple[tuple[Span, ...], ...],
    lexicon: Lexicon,
    linker: Linker,
    inherited: Mention | None,
) -> tuple[Target, ...]:
    part, whole = (*groups, (), ())[:2]
    if not part and question.inherited:  # 「占基本支出的百分之几」 after another question: its item is the part
        part = question.inherited
    scopes = question.scopes
    numerators = _parts_of_share(question, part, scopes[0], lexicon, linker, inherited)
    numerator = numerators[0]
    own = question.text[: question.own_length or len(question.text)]
    tail = re.split(r"占", own, maxsplit=1)[-1]
    whole = whole or _named_before(question, numerator, linker)
    column = "" if whole else _column_behind(question)
    if column:
        numerators = tuple(
            replace(one, measures=tuple(name for name in one.measures if name != column)) for one in numerators
        )
        return (*numerators, _named(question, column, scopes[-1], linker))
    if whole and (total := _WHOLE_SIDE.fullmatch("".join(span.text for span in whole))):
        side = "收入" if "收入" in total.group() else "支出"
        return (*numerators, _whole_side(question, side, scopes[-1], lexicon, linker))
    denominator = (
        _target(question, whole, scopes[-1], linker, None)
        if whole
        else Target("", scopes[-1], (), measures=question.measures, everything=whole_set(tail))
    )
    if not whole and not denominator.everything:
        if _ITS_PROJECT.search(tail):
            denominator = _project_of(numerator, linker)
        elif name := _whole_in_words(question) or linker.usual_whole(
            numerator.links[0].concept if numerator.links else None
        ):
            denominator = _named(question, name, scopes[-1], linker)
    return (*numerators, denominator)


def _whole_side(question: Question, side: str, scope: Scope, lexicon: Lexicon, linker: Linker) -> Target:
    """All spending or income under the name that the documents print: a final account's total holds what is left over as well."""
    final = any(lexicon.documents[i].stage == "决算" for i in scope.documents)
    names = (f"本年{side}合计", f"{side}合计", f"{side}总计")
    found = [_named(question, name, scope, linker) for name in (names if final else reversed(names))]
    exact = (t for t in found if t.links and min(t.links[0].direct, t.links[0].covered) >= NAMED)
    return next(exact, found[0])


_WHOLE_SIDE = re.compile(
    r"(?:全部|总|全年|年度|整个|所有|部门|单位|本年|预算)*(?:的)?(?:(?P<side>支出|收入)(?:预算|决算)?(?:总额|总计|总数|总量)|(?:全部|总|全年|整个|所有)(?:部门|单位)?(?P<last>支出|收入|预算)(?:预算|决算)?(?:总额|总计)?)"
)
"""「总支出」「全部支出」「支出总额」: the whole of a side, whatever its total is called."""


def _whole_in_words(question: Question) -> str:
    """「收入里财政拨款占几成」: 收入 and 支出 before 里 are the whole of their side."""
    if match := re.search(r"占(?:全部|总的)?(?:本年)?(?P<side>收入|支出)合计", question.text):
        return f"本年{match.group('side')}合计"
    match = re.search(r"(?P<side>收入|支出)(?:预算|决算|总额)?(?:里面?|中|当中)", question.text)
    return f"{match.group('side')}总计" if match else ""


def _column_behind(question: Question) -> str:
    """The column that stands behind 占 (「占本年支出合计的百分之几」), "" when none does."""
    place = question.text.find("占")
    behind = [name for name, at in zip(question.measures, question.measure_places, strict=True) if at > place >= 0]
    return behind[-1] if behind else ""


def _parts_of_share(
    question: Question,
    part: tuple[Span, ...],
    scope: Scope,
    lexicon: Lexicon,
    linker: Linker,
    inherited: Mention | None,
) -> tuple[Target, ...]:
    """The thing that is divided, or each of several (「A和B各占多少」)."""
    if not part:
        return (Target("", scope, (), measures=question.measures),)
    if _EACH.search(question.text):
        groups = divided(question.text, part, lexicon)
        found = tuple(_target(question, group, scope, linker, inherited) for group in groups)
        if len(found) > 1 and all(target.links and target.links[0].explained >= CLEAR for target in found):
            return found
    return (_target(question, part, scope, linker, inherited),)


_EACH = re.compile(r"各|分别|都")


def _named_before(question: Question, part: Target, linker: Linker) -> tuple[Span, ...]:
    """「其中工资多少 … 占比呢」: what was asked for before the part, where the part belongs to it."""
    if not question.inherited or not part.links or question.content[:1] == question.inherited[:1]:
        return ()
    before = linker.links(question.text, question.inherited, part.scope)[:1]
    return question.inherited if before and linker.is_part(part.links[0].concept, before[0].concept) else ()


_ITS_PROJECT = re.compile(r"(?:整个|全部|本|该|这个)?项目")


def _project_of(part: Target, linker: Linker) -> Target:
    """The project that the best reading of a part belongs to (「占整个项目多少」)."""
    project = linker.project_of(part.links[0].concept) if part.links else None
    links = (Link(project, 1.0, 1.0, 1.0, 1.0, 1.0),) if project is not None else ()
    return Target("整个项目", part.scope, links, measures=part.measures)


def _by_measure(question: Question, targets: tuple[Target, ...], lexicon: Lexicon) -> tuple[Target, ...]:
    """「全年预算数比年初预算数多多少」: one thing, two measures, in the order they stand."""
    if question.operation not in _MEASURE_PAIR or len(targets) != 1:
        return targets
    named = [measure for measure in question.measures if measure in _CELL_MEASURES]
    if (
        {"预算", "决算"} <= question.stages or _spent_against_budget(question, targets[0].scope, lexicon)
    ) and "全年预算数" not in named:
        return _by_stage(question, targets[0], lexicon)
    if len(named) < 2:
        return targets
    ordered = named[:2]
    only = targets[0]
    return tuple(
        Target(only.mention, only.scope, only.links, only.missing, (measure,), only.spans) for measure in ordered
    )


def _spent_against_budget(question: Question, scope: Scope, lexicon: Lexicon) -> bool:
    """「实际花的比预算省了多少」 of a final account."""
    final = any(lexicon.documents[i].stage == "决算" for i in scope.documents)
    return final and question.actual and "预算" in question.stages


_STAGE_WORDS = (
    ("决算", re.compile("决算|实际|花[的了掉]"), ("决算数",)),
    ("预算", re.compile("(?<!公共)(?<!基金)(?<!经营)预算"), ("年初预算数", "预算数")),
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
