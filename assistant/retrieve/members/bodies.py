"""Bodies of a kind that the column of their list says (「下属小学」, 「5所幼儿园」): the rows of the kind alone are meant.

Without a kind all bodies of the list are meant where the question says so (「所属三家单位从大到小排」).
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from assistant.cells import row_said
from assistant.characters import plain
from assistant.patterns import Pattern
from assistant.query import Evidence, Found, Operation, Population, Question, Target
from assistant.retrieve.members.population import listed_bodies, names_a_cost, with_figures
from assistant.retrieve.things.picking import MEASURE_ALIASES, figure_of
from index.language.numerals import parse_number

if TYPE_CHECKING:
    from assistant.concepts import Concept
    from assistant.lexicon import Lexicon
    from assistant.query import Figure, Linked

_OPERATIONS = frozenset({
    Operation.COUNT, Operation.LIST, Operation.FILTER, Operation.RANK, Operation.SUM, Operation.VALUE, Operation.REMAINDER,
    Operation.COMPARE,
})  # fmt: skip
_SUBORDINATE = Pattern(r"(?:所属|下属|直属|下面)")
_BODIES = Pattern(
    r"(?:所属|下属|直属)(?:的)?(?:各|[一二三四五六七八九十\d]+)?(?:个|家)?(?:预算|事业)?单位(?!类|性)|各(?:个)?(?:预算|所属|下属)单位"
    r"|(?:[两二三四五六七八九十\d]+|几|多少|各|哪)家(?:所属|下属|直属)?(?:的)?(?:预算|事业|行政)?单位"
)
_ALL_TOGETHER = Pattern(r"(?:全|整个|局|委|厅|办)?系统|全局|全委|全部门|整个部门|所有单位|各单位")
"""A department with all its bodies."""
_TOLD = Pattern(r"(?P<n>[两二三四五六七八九十]|\d{1,2})(?:个|家)(?:所属|下属|直属)?(?:的)?(?:预算|事业|行政)?单位")
_WITHOUT_OWN = Pattern(r"(?:不算|不含|不包括|除了?|除去|去掉|扣除|剔除|不计)[^,，。()]{0,10}(?:本级|本部|机关|局里)")
_OWN_OFFICE = Pattern(r"(?:本级|本部|机关)\)?$")
_BELOW = Pattern(r"(?:下属|直属)|事业单位(?!类|性)")
_PEOPLE = Pattern(r"人员|人数|聘用|职工|编制数|数$")
_COUNTED = r"(?:[几\d一二两三四五六七八九十]+|各|哪(?:几|一)?|全部|所有)(?:个|家|所)?"
_SAID = Pattern(
    r"所属|下属|直属|下面|事业|行政|单位|类别|类型|性质|学校|部门|基本支出|项目支出|支出|预算|合计|总计|系统|人员|人数|职工|本级|本部|"
    r"[的里中各个家所局聘共按算]"
)
"""Words of the list itself; any other one asks about something that its rows do not tell."""
_KIND_COLUMN = Pattern(r"类别|类型|性质")
SHORTEST_END = 4
"""Characters of the end of a body's name that tell it among those of a list."""
_SHORTEST = 2
"""Characters of the name of a kind."""
_OWN = 2
"""Characters before the kind that make a body's name (「机关幼儿园」)."""


def among_bodies(linked: Linked, lexicon: Lexicon) -> Evidence | None:
    """The listed bodies that the question means, with their figures; None when it does not ask about such a set."""
    question = linked.question
    if (
        question.operation not in _OPERATIONS
        or len(question.scopes) != 1
        or question.doer
        or names_a_cost(question.text)
    ):
        return None
    asked = plain(question.text)
    scope = question.scopes[0]
    bodies = listed_bodies(scope, lexicon)
    if not bodies or len({body.document for body in bodies}) != 1:
        return None
    chosen, kind = _chosen(question, asked, bodies, lexicon)
    column = _column(question, asked, bodies, lexicon)
    if chosen and column is None and question.operation is Operation.RANK:  # money is no stand-in for people
        nobody = Population("单位", "", (), why="未列示")
        return Evidence(replace(linked, question=replace(question, content=())), population=nobody, chosen=True)
    if not chosen or column is None:
        return None
    names = "".join(plain(lexicon.documents[i].organisation) for i in scope.documents)
    left = (_SAID.sub("", plain(span.text).replace(kind, "").replace(column.said, "")) for span in question.content)
    if any(word for word in left if word not in names):
        return None
    operation = _operation(question, asked)
    if operation is None:
        return None
    measures = (column.name,) if column.name else question.measures
    bare = replace(
        question,
        population="单位",
        content=(),
        excluded=(),
        unit=_unit(question.unit),
        operation=operation,
        measures=measures,
    )
    target = Target("", scope, (), measures=measures)
    linked = replace(linked, question=bare, targets=(target,), excluded=())
    if operation is Operation.SUM and len(chosen) == len(bodies) and (total := _total(column.name, bodies[0], lexicon)):
        found = Found(Target(total.label, scope, ()), (total,))
        return Evidence(replace(linked, question=replace(bare, operation=Operation.VALUE)), found=(found,), chosen=True)
    people = with_figures(chosen, target, replace(bare, unit="" if measures else "元"), lexicon)
    if len(people.members) < len(chosen) and operation is Operation.COUNT:  # a list of people alone
        people = with_figures(chosen, target, replace(bare, unit=""), lexicon)
    if len(people.members) < len(chosen):
        return None
    note = (f"按表中的单位类别「{kind}」筛选",) if kind else ()
    return Evidence(linked, population=people, assumptions=note, chosen=True)


def two_bodies(linked: Linked, lexicon: Lexicon) -> Evidence | None:
    """「救助站和登记中心谁的预算大」: two rows of one list of bodies, also where one of them has a document of its own.

    None where the question names no two rows, or each of them was found by itself.
    """
    question = linked.question
    settled = len(linked.targets) > 1 and all(
        t.links and "所属单位" in lexicon.concepts[t.links[0].concept].tables for t in linked.targets
    )
    if question.operation not in {Operation.COMPARE, Operation.DIFFERENCE} or settled or names_a_cost(question.text):
        return None
    asked = plain(question.text)
    regions = {lexicon.documents[i].region for scope in question.scopes for i in scope.documents}
    pairs = []
    for document, known in enumerate(lexicon.documents):
        if known.region not in regions or question.scopes[0].year not in {0, known.year}:
            continue
        scope = replace(question.scopes[0], documents=frozenset({document}))
        bodies = listed_bodies(scope, lexicon)
        named = {said: body for body in bodies if (said := _end_said(plain(body.label), asked))}
        column = _column(question, asked, bodies, lexicon) if len(named) == 2 else None
        if column is not None:
            pairs.append((scope, [named[said] for said in sorted(named, key=asked.find)], column))
    if len(pairs) != 1:
        return None
    scope, both, column = pairs[0]
    measures = (column.name,) if column.name else ()
    bare = replace(
        question,
        operation=Operation.DIFFERENCE,
        population="单位",
        content=(),
        places=(),
        scopes=(scope,),
        measures=measures,
    )
    target = Target("", scope, (), measures=measures)
    people = with_figures(both, target, replace(bare, unit="" if measures else "元"), lexicon)
    if len(people.members) != len(both):
        return None
    found = tuple(Found(replace(target, mention=figure.label), (figure,)) for figure in people.members)
    return Evidence(replace(linked, question=bare, targets=tuple(item.target for item in found)), found, chosen=True)


def _end_said(name: str, asked: str) -> str:
    """The longest end of a body's name (four characters at least) that the question says, "" for none; of an office its kind."""
    if _OWN_OFFICE.search(name):
        return row_said(name, asked)
    return next((name[n:] for n in range(len(name) - SHORTEST_END + 1) if name[n:] in asked), "")


def _operation(question: Question, asked: str) -> Operation | None:
    """What is done with the set: 「三家单位（不算本级）合计」 adds, 「哪家多」 ranks; None when nothing is."""
    if question.operation is Operation.COMPARE:
        return Operation.RANK if re.search(r"哪(?:一)?(?:家|个)", asked) else None
    if (
        question.operation in {Operation.VALUE, Operation.SUM}
        and re.search(r"(?:多少|几)家", asked)
        and question.unit == "家"
    ):
        return Operation.COUNT
    if question.operation in {Operation.VALUE, Operation.REMAINDER}:
        return Operation.SUM if re.search(r"一共|总共|合计|总额|共|加起来", asked) else None
    return question.operation


def _chosen(question: Question, asked: str, bodies: list[Concept], lexicon: Lexicon) -> tuple[list[Concept], str]:
    """The bodies that are meant, and the kind that the question names; none when it means no such set."""
    kinds = {body.number: _kind(body, lexicon) for body in bodies}
    named = {kind for kind in kinds.values() if kind and _means(kind, asked, bodies)}
    if len(named) == 1:
        kind = named.pop()
        return [body for body in bodies if kinds[body.number] == kind], kind
    together = question.operation in {Operation.SUM, Operation.VALUE} and _ALL_TOGETHER.search(asked)
    ranked = question.operation is Operation.RANK and question.population in {"单位", "预算单位"}
    if named or not (_BODIES.search(asked) or together or ranked):
        return [], ""
    told = _TOLD.search(asked)
    number = int(parse_number(told["n"]) or 0) if told else 0
    below = [body for body in bodies if not _OWN_OFFICE.search(plain(body.label))]
    if _WITHOUT_OWN.search(asked) or number == len(below) or (not number and _BELOW.search(asked)):
        return (below if number in {0, len(below)} else []), ""
    return (bodies if number in {0, len(bodies)} else []), ""


@dataclass(frozen=True, slots=True)
class _Column:
    """The column that is asked for, "" for the whole amount, and the words that name it."""

    name: str
    said: str


def _column(question: Question, asked: str, bodies: list[Concept], lexicon: Lexicon) -> _Column | None:
    """None where the question asks for people, or a column, that the list does not tell."""
    held = {lexicon.facts[i].measure for body in bodies for i in body.facts if lexicon.facts[i].state != "text"}
    for measure in question.measures:
        for name in MEASURE_ALIASES.get(measure, (measure, measure.removesuffix("预算"))):
            if name in held:
                return _Column(name, measure)
    cores = {name: _PEOPLE.sub("", name) for name in held}
    said = [name for name, core in cores.items() if len(core) > 1 and core in asked]
    if said:
        name = max(said, key=lambda name: (len(cores[name]), name))
        return _Column(name, cores[name])
    if question.unit == "人" or re.search(r"人数|人员(?!经费)|多少人|编制", asked):
        return None
    return _Column("", "")


def _total(measure: str, body: Concept, lexicon: Lexicon) -> Figure | None:
    """The total that the table of this column prints for all bodies."""
    own = next((fact for fact in (lexicon.facts[i] for i in body.facts) if fact.measure == measure), None)
    if own is None:
        return None
    for fact in lexicon.facts_beside(own):
        same = fact.source.table_number == own.source.table_number and fact.measure == measure
        if same and fact.depth == 0 and fact.value is not None:
            return replace(figure_of(fact), label=f"{measure}{fact.item}")
    return None


def _unit(unit: str) -> str:
    return "个" if unit in {"所", "家"} else unit


def _kind(body: Concept, lexicon: Lexicon) -> str:
    """What the column of kinds says of it, "" when there is none."""
    for fact in (lexicon.facts[i] for i in body.facts):
        if fact.state == "text" and _KIND_COLUMN.search(fact.measure):
            return plain(fact.printed)
    return ""


def _means(kind: str, asked: str, bodies: list[Concept]) -> bool:
    """The kind is named as a kind of bodies, not in the name of one of them nor in that of an account (小学教育)."""
    if len(kind) < _SHORTEST or not re.search(rf"{re.escape(kind)}(?!教育|生|班)", asked):
        return False
    if any(plain(body.label)[-len(kind) - _OWN :] in asked for body in bodies if plain(body.label).endswith(kind)):
        return False
    return bool(_SUBORDINATE.search(asked) or re.search(rf"{_COUNTED}{re.escape(kind)}", asked))
