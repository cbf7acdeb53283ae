"""Projects told by a word beside them: who carries them out or is in charge, their kind, their grade, what pays for them.

「救援处主管的项目」, 「一次性的项目」, 「评上“优”的项目」, 「没评为优的」, 「要走政府采购的」 (a column 是否政府采购),
「钱来自政府性基金的」. The rows that say so are the whole set; where a word of the question is told by no column, nothing is answered here.
"""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from assistant.characters import plain
from assistant.patterns import Pattern
from assistant.query import Evidence, Figure, Found, Operation, Target
from assistant.retrieve.members.grades import GRADE_COLUMN, grades_named, stated_number
from assistant.retrieve.members.population import whole_list, with_figures

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from assistant.concepts import Concept
    from assistant.lexicon import Lexicon
    from assistant.query import Linked, Question
    from index.model import Fact

_OPERATIONS = frozenset({
    Operation.COUNT, Operation.LIST, Operation.FILTER, Operation.RANK, Operation.SUM, Operation.AVERAGE, Operation.VALUE,
})  # fmt: skip
_WHICH = Pattern(r"哪(?:几|些|个|一)")
_PROJECTS = Pattern(r"项目(?!支出(?!里|中)|经费说明|资金)")
_COLUMN = Pattern(r"单位|处室|科室|部门|主体|等级|评级|结论|类型|类别|性质|属性|方式|级次|^是否")
"""Columns and fields whose words tell what a project is, not what is done in it."""
_SOURCES = Pattern(r"^(?:资金|经费)(?:来源|渠道)$")
"""A column of words that lists what pays for a project."""
_DOERS = Pattern(r"^(?!主管|上级).*单位(?:名称)?$|主体$")
_DOER = "实施单位"
"""Columns that name who carries a project out, under one name."""
_OFFICES = Pattern(r"处室|科室|部门")
_OWN = Pattern(r"(?:本级|本部|机关)\)?$")
_YES_NO = "是否"
_FUNDS = frozenset({
    "一般公共预算", "政府性基金", "政府性基金预算", "国有资本经营预算", "事业收入", "经营收入", "其他收入", "上年结转", "财政专户管理资金",
    "单位资金", "其他资金", "事业收入和其他收入",
})  # fmt: skip
"""Columns that say what pays for a project."""
_HAPPENED = frozenset({"全年执行数"})
"""What 「用了」 is read as where it only says what pays."""
_PAID_FROM = r"(?:来自|来源于|来源(?:是|为)|靠|用|使用|动用|拿|由|走|列)"
_PAYS = r"(?:安排|支付|负担|保障|列支|出钱|付钱|承担)"
_SAID = Pattern(
    r"主管|负责|牵头|实施|承担|分管|组织|执行|申报|管理?|归口|归|由|属于?|评[上为到成]?|被评|等级|评价|自评|结果|结论|项目|单位|处室|科室|部门|"
    r"年初|全年|预算数?|执行数?|支出|资金|经费|金额|安排|合计|总共|一共|加起来|加|预期|要走|走|来自|来源|钱|拿|用|干|做|没有?|不是|非|未|得|几|"
    r"[一二两三四五六七八九十\d]+个|列|一下|名单|里|中|的|那|些|了|有|是|在|都|和|及|与|从|哪|为|属|类|性质|类型"
)
_NOT = Pattern(r"(?:没有?|未|不)(?:能)?(?:被)?$|(?:不是|不属于|除了?|非)[“\"「『']?$")
SHORTEST = 3
"""Characters of the end of a body's name that name it (福利院 of 区社会福利院)."""
LONGEST_VALUE = 24
ENOUGH = 2
"""Projects that make a set."""


@dataclass(frozen=True, slots=True)
class _Named:
    """What a column says of the projects that the question means, and where the question says it."""

    column: str
    values: frozenset[str]
    start: int
    said: tuple[str, ...]
    negated: bool = False


def with_attribute(linked: Linked, lexicon: Lexicon) -> Evidence | None:
    """The projects that the question tells by a word beside them, with their figures; None when it tells none so."""
    question = linked.question
    wanted = question.operation in _OPERATIONS or _WHICH.search(question.text)
    spending = question.measures == ("项目支出",) and question.operation in {Operation.SUM, Operation.VALUE}
    if not wanted or len(question.scopes) != 1 or not (spending or _PROJECTS.search(question.text)):
        return None
    scope = question.scopes[0]
    if question.operation is Operation.COUNT and (stated := stated_number(question, lexicon)):
        return _told(linked, stated)
    described = [concept for concept in lexicon.concepts_in(scope.documents) if concept.kind == "project"]
    projects = whole_list(described, scope, lexicon)
    words = _beside(projects, scope.documents, lexicon)
    asked = _own_words(question)
    own = frozenset(plain(lexicon.documents[i].organisation) for i in scope.documents)
    named = [*_named(words, asked, projects, own), *_fund(projects, asked, lexicon)]
    if len(projects) < ENOUGH or not named or _left(question, asked, named, lexicon):
        return None
    if spending and (
        {one.column for one in named} != {_DOER} or _lists_spending(named[0], projects[0].document, lexicon)
    ):
        return None
    chosen = [concept for concept in projects if all(_is(concept, one, words, lexicon) for one in named)]
    if not chosen:
        return None
    fund = next((one.column for one in named if one.column in _FUNDS), "")
    told = {one.column for one in named} | ({"项目支出"} if spending else set())
    if any(_SOURCES.search(one.column) for one in named):
        told |= _FUNDS | _HAPPENED
    measures = (fund,) if fund else tuple(name for name in question.measures if name not in told)
    operation = question.operation
    if operation not in _OPERATIONS:
        operation = Operation.LIST
    elif operation is Operation.VALUE:
        operation = Operation.SUM if re.search(r"多少|几[万亿元]", asked) and len(chosen) > 1 else Operation.LIST
    unit = question.unit if question.unit in {"%", "分"} else ("元" if not measures else "")
    target = Target("", scope, (), measures=measures)
    bare = replace(question, population="项目", content=(), quoted=(), measures=measures, operation=operation)
    people = with_figures(chosen, target, replace(bare, unit=unit), lexicon)
    if len(people.members) < len(chosen):
        return None  # a set of which some figures are missing would be counted and added short
    notes = tuple(
        f"按「{one.column}」{'不' if one.negated else ''}为「{'、'.join(sorted(one.values))}」筛选" for one in named
    )
    counted = replace(bare, unit="个" if operation is Operation.COUNT else question.unit)
    return Evidence(
        replace(linked, question=counted, targets=(target,)), population=people, assumptions=notes, chosen=True
    )


def _lists_spending(one: _Named, document: int, lexicon: Lexicon) -> bool:
    """A list of bodies prints the project spending of the body itself."""
    return any(
        "项目支出" in concept.measures and "所属单位" in concept.tables and plain(concept.label) in one.values
        for concept in lexicon.concepts_of[document]
    )


def _told(linked: Linked, figure: Figure) -> Evidence:
    """The number that a sentence tells, as the answer."""
    question = replace(linked.question, operation=Operation.VALUE, content=(), quoted=(), unit="个")
    target = Target(figure.label, question.scopes[0], ())
    return Evidence(
        replace(linked, question=question, targets=(target,)), found=(Found(target, (figure,)),), chosen=True
    )


def _own_words(question: Question) -> str:
    """The text without the places and years that the scope already says; of a follow-up only what it says itself."""
    text = list(question.text[: question.own_length or None])
    for place in question.places:
        if place.documents:
            text[place.start : place.end] = " " * (place.end - place.start)
    return re.sub(r"(?:20)?\d\d年度?", lambda match: " " * len(match.group()), "".join(text))


_Words = dict[tuple[int, str], dict[str, frozenset[str]]]


def _beside(projects: Iterable[Concept], documents: Iterable[int], lexicon: Lexicon) -> _Words:
    """(document, project) → column or field → what stands there."""
    found: dict[tuple[int, str], dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    known = {(concept.document, concept.project) for concept in projects}
    for document in sorted(documents):
        for fact in lexicon.facts_of[document]:
            if fact.state != "text" or (document, fact.project) not in known or len(fact.printed) > LONGEST_VALUE:
                continue
            column = _column(fact)
            if column and _SOURCES.search(column):
                found[(document, fact.project)][column] |= {
                    plain(one) for one in re.split(r"[、,，;；和及]", fact.printed)
                }
            elif column and _COLUMN.search(column):
                found[(document, fact.project)][column].add(plain(fact.printed).removesuffix("项目"))
    return {key: {column: frozenset(own) for column, own in words.items()} for key, words in found.items()}


def _column(fact: Fact) -> str:
    """The column of a list, or the field of a form, that a word stands in; "" for anything else."""
    if fact.origin == "form":
        name = fact.item if fact.measure == "内容" else ""
    else:
        name = fact.measure if fact.origin == "table" and plain(fact.item) == plain(fact.project) else ""
    return _DOER if _DOERS.search(name) else name


def _named(words: _Words, asked: str, projects: list[Concept], own: frozenset[str]) -> Iterator[_Named]:
    """The values that the question names, a column each.

    A column that is silent on some projects of a document tells no set there; one that tells no body must tell it in all documents.
    """
    columns: dict[str, set[str]] = defaultdict(set)
    silent: dict[str, set[int]] = defaultdict(set)
    for column in sorted({name for row in words.values() for name in row}):
        silent[column] = {p.document for p in projects if not words.get((p.document, p.project), {}).get(column)}
    for (document, _), row in words.items():
        for column, values in row.items():
            if document not in silent[column] and (column == _DOER or not silent[column]):
                columns[column] |= values
    taken: set[int] = set()
    for column in sorted(columns):
        one = _by_itself(columns[column] & own, asked) if column == _DOER else None
        if one := one or _in_column(column, columns[column], asked):
            if one.start not in taken:  # two columns that say the same are one condition
                yield one
            taken.add(one.start)


def _by_itself(own: set[str], asked: str) -> _Named | None:
    """「局里自己实施的」: the body of the document."""
    said = re.search(r"(?:局|委|办|院|馆|站|所|中心|单位)?(?:里|机关)?(?:自己|自行|自身)", asked)
    return _Named(_DOER, frozenset(own), said.start(), (said.group(),)) if said and own else None


def _in_column(column: str, values: set[str], asked: str) -> _Named | None:
    if column.startswith(_YES_NO):
        what = plain(column.removeprefix(_YES_NO))
        start = asked.find(what) if len(what) > 1 else -1
        return _Named(column, frozenset({"是"}), start, (what,), _negated(asked, start)) if start >= 0 else None
    if GRADE_COLUMN.search(column):
        found = grades_named(asked, values)
        if not found:
            return None
        start = min(place for _, place, _ in found)
        return _Named(
            column,
            frozenset(v for v, _, _ in found),
            start,
            tuple(said for _, _, said in found),
            _negated(asked, start),
        )
    bodies = column == _DOER or _OFFICES.search(column) is not None
    hits = {value: said for value in values if (said := _said(value, asked, bodies=bodies))}
    full = {value: said for value, said in hits.items() if said == value}
    longest = max((len(said) for said in hits.values()), default=0)
    kept = full or {value: said for value, said in hits.items() if len(said) == longest}
    if not kept or (not full and len(kept) > 1 and not _OWN.search("".join(kept))):
        return None  # an end that several names share tells none of them
    start = min(asked.find(said) for said in kept.values())
    return _Named(column, frozenset(kept), start, tuple(kept.values()), _negated(asked, start))


def _said(value: str, asked: str, *, bodies: bool) -> str:
    """How the question says a value: in full, a body by the end of its name or as 「本级」; "" when not."""
    if len(value) > 1 and value in asked:
        return value
    if not bodies:
        return ""
    if _OWN.search(value):
        said = re.search(r"局?(?:本级|本部|机关)(?!运行|事业)", asked)
        return said.group() if said else ""
    return next((value[n:] for n in range(1, len(value) - SHORTEST + 1) if value[n:] in asked), "")


def _negated(asked: str, start: int) -> bool:
    before = re.sub(r"(?:评[上为到成]?|被评为|走|用|属于)[“\"「『']?$", "", asked[:start].rstrip("“\"「『'"))
    return bool(_NOT.search(before))


def _fund(projects: list[Concept], asked: str, lexicon: Lexicon) -> Iterator[_Named]:
    """What pays for the projects meant: a column of money of their list."""
    held = {lexicon.facts[i].measure for concept in projects for i in concept.facts} & _FUNDS
    for column in sorted(held, key=lambda name: (-len(name), name)):
        match = re.search(rf"(?P<said>{re.escape(column)})(?:预算|拨款|资金)?(?:来)?{_PAYS}", asked) or re.search(
            rf"{_PAID_FROM}[^,，。]{{0,10}}?(?P<said>(?:[\u4e00-\u9fff]{{1,8}}\()?{re.escape(column)}(?:\([^()]*)?\)?)",
            asked,
        )
        if match:
            yield _Named(column, frozenset({column}), match.start("said"), (match["said"],))
            return


def _is(concept: Concept, one: _Named, words: _Words, lexicon: Lexicon) -> bool:
    if one.column in _FUNDS:
        return any(
            (fact := lexicon.facts[i]).measure == one.column and fact.value is not None and fact.value > 0
            for i in concept.facts
        )
    values = words.get((concept.document, concept.project), {}).get(one.column, frozenset())
    return bool(values) and (not one.values & values if one.negated else bool(one.values & values))


def _left(question: Question, asked: str, named: list[_Named], lexicon: Lexicon) -> bool:
    """Words of the question that neither the attribute nor everyday speech around it explains."""
    bodies = "".join(plain(lexicon.documents[i].organisation) for i in question.scopes[0].documents)
    for span in question.content:
        rest = asked[span.start : span.end]
        for one in named:
            for said in (*one.said, *one.values, one.column, one.column.removeprefix(_YES_NO)):
                rest = rest.replace(said, " ")
            rest = " ".join(piece for piece in rest.split() if not any(piece in said for said in one.said))
        rest = _SAID.sub(" ", rest)
        if any(len(piece) > 1 and piece not in bodies for piece in rest.split()):
            return True
    return False
