"""The set that a ranking, a filter, a count or an average is made over: projects, parts, line items, indicators, bodies."""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache
from typing import TYPE_CHECKING

from assistant.characters import plain
from assistant.patterns import Pattern
from assistant.query import BODIES, Figure, Linked, Operation, Population, Question, Scope, Target
from assistant.retrieve.listings.named_table import frames_of
from assistant.retrieve.things.figures import ENOUGH, find
from assistant.retrieve.things.picking import of_projects_alone, pick
from index.project_titles import WHOLE_SPENDING

if TYPE_CHECKING:
    from assistant.concepts import Concept
    from assistant.lexicon import Lexicon
    from index.model import Fact

PARTS = frozenset(
    {"分项", "子项目", "子项", "小项", "明细", "部分", "开销", "内容", "几块", "笔", "块", "支出", "费用", "开支"}
)
NAMED = 0.9
"""Share of a mention that a line item must explain itself to be what bodies are compared on."""
DEPTHS = {"大类": 1, "类": 1, "类级": 1, "款": 2, "款级": 2, "项级": 3}
LINES = frozenset({"科目", "项", "支出", "费用", "开支", "内容", "开销"}) | frozenset(DEPTHS)


def population(linked: Linked, lexicon: Lexicon) -> Population:
    """Members with their figures; ``why`` says what is missing when there are none."""
    question = linked.question
    target = linked.targets[0] if linked.targets else Target("", question.scopes[0], ())
    if len(question.scopes) > 1:
        return _bodies(linked, lexicon)
    parent = _parent(target, lexicon, question.population)
    listed = _listed(_BODY_LIST, target.scope, lexicon) if question.population in BODIES else []
    if listed and len(target.scope.documents) == 1:
        if _FEE.search(question.text):  # the list has no column for one kind of cost
            return Population(question.population, "", (), why="未列示")
        return _with_figures(listed, None, target, question, lexicon)
    of_all = parent is not None and parent.kind == "total" and len(question.scopes[0].documents) > 1
    if (parent is None or of_all) and question.population in BODIES and target.links:
        return _bodies(linked, lexicon)
    meant = frozenset() if question.quoted else _several_projects(target, lexicon)
    if meant:
        parent = None
    concepts = _members(parent, target.scope, question, lexicon, meant)
    return _with_figures(concepts, parent, target, question, lexicon)


def _bodies(linked: Linked, lexicon: Lexicon) -> Population:
    question = linked.question
    members: list[Figure] = []
    scopes = question.scopes
    if len(scopes) == 1:
        whole = scopes[0]
        scopes = tuple(replace(whole, documents=frozenset({i})) for i in sorted(whole.documents))
    by_scope = {target.scope: target for target in linked.targets}
    for scope in scopes:
        target = by_scope.get(scope)
        if target is None:
            first = linked.targets[0]
            target = Target(
                first.mention,
                scope,
                tuple(link for link in first.links if lexicon.concepts[link.concept].document in scope.documents),
                measures=first.measures,
            )
        found = find(target, question, lexicon)
        if len(found.figures) == 1:
            figure = found.figures[0]
            members.append(replace(figure, label=f"{figure.fact.organisation}（{figure.fact.year}年）"))
    if len(members) == 1 and len(scopes) > 1 and question.operation is Operation.RANK:
        members = []  # the first of one is no answer
    return Population(question.population or "单位", "", tuple(members), why="" if members else "未列示")


def _parent(target: Target, lexicon: Lexicon, noun: str = "") -> Concept | None:
    """The concept whose parts are meant; None when the mention is empty or only says which projects are meant."""
    for link in target.links[:6]:
        concept = lexicon.concepts[link.concept]
        if link.explained < ENOUGH or (concept.kind == "prose" and noun == "项目"):
            continue
        if noun in BODIES and concept.kind == "line" and link.direct < NAMED:
            continue  # 「下属单位」 is not 「行政事业单位医疗」
        if concept.kind in {"project", "total"} or _children(concept, lexicon):
            return concept
    return None


def _children(concept: Concept, lexicon: Lexicon) -> list[Concept]:
    """Direct parts: of a project its parts, of a line item the next level below."""
    if concept.kind == "project":
        return [
            lexicon.concepts[n]
            for n in lexicon.by_project.get((concept.document, concept.project), ())
            if lexicon.concepts[n].kind == "part"
        ]
    if concept.kind == "part":
        return [c for c in _of_project(concept, lexicon) if c.ancestors[-1:] == (concept.label,)]
    return [
        other
        for other in lexicon.concepts_of[concept.document]
        if other.number != concept.number
        and other.kind in {"line", "prose"}
        and (
            (concept.code and other.code.startswith(concept.code) and other.depth == concept.depth + 1)
            or (not concept.code and other.ancestors[-1:] == (concept.label,))
        )
    ]


def _of_project(concept: Concept, lexicon: Lexicon) -> list[Concept]:
    return [lexicon.concepts[n] for n in lexicon.by_project.get((concept.document, concept.project), ())]


def _several_projects(target: Target, lexicon: Lexicon) -> frozenset[int]:
    """「四个日常运维费里…」: a mention that names several projects equally well means those; empty when it does not."""
    if not target.links or target.links[0].direct < ENOUGH:
        return frozenset()
    top = target.links[0].direct
    tied = [
        link.concept
        for link in target.links
        if link.direct >= top - 0.05 and lexicon.concepts[link.concept].kind == "project"
    ]
    return frozenset(tied) if len(tied) > 1 and max(link.covered for link in target.links[:1]) < 0.95 else frozenset()


def _members(
    parent: Concept | None, scope: Scope, question: Question, lexicon: Lexicon, meant: frozenset[int] = frozenset()
) -> list[Concept]:
    noun = question.population
    if parent is not None:
        if noun == "指标" and parent.project:
            return [c for c in _of_project(parent, lexicon) if c.kind == "indicator" and len(c.ancestors) >= 1]
        named_whole = parent.kind == "total" and any(
            c.ancestors[-1:] == (parent.label,) for c in _children(parent, lexicon)
        )
        if (parent.kind != "total" or named_whole) and not (noun == "项目" and parent.kind == "line"):
            children = _children(parent, lexicon)
            deeper = DEPTHS.get(noun)
            below = [
                c
                for c in lexicon.concepts_of[parent.document]
                if deeper
                and c.code
                and c.depth == deeper
                and c.number != parent.number
                and (c.code.startswith(parent.code) if parent.code else parent.label in c.ancestors)
            ]
            if below:
                return below
            if children:
                return children
    if parent is None and not noun and not meant and question.content and question.operation is Operation.RANK:
        return []  # what was named is not found: other things are no members of it
    inside = list(lexicon.concepts_in(scope.documents))
    if parent is not None and parent.kind == "total" and parent.label in {"人员经费", "公用经费"}:
        return [c for c in inside if c.kind == "line" and c.depth == 2 and c.code and _economic(c, lexicon)]
    if noun in DEPTHS or noun == "科目":
        depth = DEPTHS.get(noun, 2 if "经济" in question.text else 3)  # the economic classification has no 项
        found = [
            c for c in inside if c.kind == "line" and c.depth == depth and c.code and _classified(c, question, lexicon)
        ]
        if {"年初预算数", "执行数"} & set(question.measures):  # columns that stand in the explanations only
            found = [
                c for c in inside if c.kind in {"line", "prose"} and set(question.measures) & c.measures and c.ancestors
            ]
        uncoded = [c for c in inside if c.kind == "line" and c.depth == 1 and not c.code]
        return found or [c for c in uncoded if _classified(c, question, lexicon)]
    if noun == "指标":
        return [c for c in inside if c.kind == "indicator" and len(c.ancestors) >= 1]
    if noun in BODIES and (bodies := [c for c in inside if c.tables == {"所属单位"} and c.depth]):
        return bodies
    if (
        parent is None
        and noun in {"", "部分", "项", "类", "款"}
        and _OF_INCOME.search(question.text)
        and not question.content
    ):
        kinds = ("收支总表", "财政拨款收支总表")
        return next((found for kind in kinds if (found := [c for c in inside if _is_source(c, kind, lexicon)])), [])
    projects = [c for c in inside if c.kind == "project" and not c.project.endswith(WHOLE_SPENDING)]
    projects = [c for c in projects if c.number in meant] if meant else whole_list(projects, scope, lexicon)
    if noun in {"项目", "", "自评表"}:
        return projects
    lines = [c for c in inside if c.kind == "line" and c.depth == 2 and c.code and _economic(c, lexicon)]
    return lines if noun in LINES and lines else projects


_OF_INCOME = Pattern(r"^(?=.*收入)(?!.*(?:支出|项目|科目|支付))")
"""「收入由哪些组成」 lists where the money comes from; no project is a part of it."""


def _is_source(concept: Concept, kind: str, lexicon: Lexicon) -> bool:
    """A line of the income side of a table of this kind, above its own parts."""
    first = lexicon.facts[concept.facts[0]]
    return (
        concept.kind == "line"
        and not concept.code
        and concept.depth == 1
        and first.side == "收入"
        and first.table_kind == kind
    )


_PROJECT_LIST = Pattern(
    r"项目(?:支出|经费|资金|预算)?(?:预算|决算|安排)?(?:明细|情况|汇总|一览|及其他支出)[^,，。]{0,6}表|项目(?:支出|预算)(?:预算)?表"
)
_BODY_LIST = Pattern(r"(?:所属|下属|预算)单位[^,，。]{0,12}(?:汇总|一览|情况|明细)?表|单位预算(?:汇总|一览)表")
"""Titles of tables with a row for each project, and for each body."""
_FEE = Pattern(r"[^经公运业路收免杂学缴浪消花各\W\d]费(?![用者])")
"""One kind of cost (水费, 印刷费)."""


def names_a_cost(text: str) -> bool:
    """The text names one kind of cost, which no list of bodies tells."""
    return bool(_FEE.search(text))


def _listed(title: Pattern, scope: Scope, lexicon: Lexicon) -> list[Concept]:
    """Rows of the tables with such a title that are no accounts and no totals."""
    found = []
    for concept in lexicon.concepts_in(scope.documents):
        if concept.code or concept.kind in {"indicator", "prose"}:
            continue
        for fact in (lexicon.facts[i] for i in concept.facts):
            if fact.origin != "table" or fact.depth >= 0:
                continue
            bodies = title is _BODY_LIST and fact.table_kind == "所属单位" and fact.value is not None
            if bodies or _found_in(title, _title(fact)):
                found.append(concept)
                break
    return found


@lru_cache(maxsize=4096)
def _found_in(pattern: Pattern, title: str) -> bool:
    """Thousands of facts stand under a few dozen titles."""
    return pattern.search(title) is not None


def listed_bodies(scope: Scope, lexicon: Lexicon) -> list[Concept]:
    """Rows of the tables that list the bodies of a whole."""
    return _listed(_BODY_LIST, scope, lexicon)


def with_figures(concepts: list[Concept], target: Target, question: Question, lexicon: Lexicon) -> Population:
    """Those members alone, with the figures that are asked for."""
    return _with_figures(concepts, None, target, question, lexicon)


def _title(fact: Fact) -> str:
    """What stands above a table: its title, else the heading of its section."""
    return fact.source.table or "".join(fact.source.section[-1:]) + "表"


def whole_list(projects: list[Concept], scope: Scope, lexicon: Lexicon) -> list[Concept]:
    """The rows of a table that lists all projects where it has more of them than are described."""
    listed = _listed(_PROJECT_LIST, scope, lexicon)
    return listed if len(listed) > len(projects) else projects


def _classified(concept: Concept, question: Question, lexicon: Lexicon) -> bool:
    economic = _economic(concept, lexicon)
    return economic if "经济" in question.text else not economic


def _economic(concept: Concept, lexicon: Lexicon) -> bool:
    return lexicon.facts[concept.facts[0]].classification == "经济分类"


def _with_figures(
    concepts: list[Concept], parent: Concept | None, target: Target, question: Question, lexicon: Lexicon
) -> Population:
    members: list[Figure] = []
    blank: list[str] = []
    plain_target = replace(target, links=())
    if (
        parent is not None
        and parent.kind == "total"
        and parent.label in {"人员经费", "公用经费", "基本支出", "项目支出"}
    ):
        plain_target = replace(plain_target, measures=(parent.label,))
    money = (
        replace(question, unit="元")
        if not question.unit and not question.measures and question.population != "指标"
        else question
    )
    if money is not question and not any(pick(concept, plain_target, money, lexicon)[0] for concept in concepts):
        money = question
    if question.operation in {Operation.COUNT, Operation.FILTER} and question.unit in {"个", "项", "家"}:
        money = replace(question, unit="" if question.population == "指标" else "元")
    for concept in concepts:
        figure, why = pick(concept, plain_target, money, lexicon)
        if figure is not None:
            members.append(figure)
        elif why == "空白":
            blank.append(concept.label)
    stages = {
        *question.stages,
        *({"绩效目标"} if "预算" in question.stages else ()),
    }  # a form of targets is part of a budget
    members = _unique([m for m in members if m.fact.stage in stages] or members)
    members = _of_named_table(members, question)
    ranked = question.operation is Operation.RANK and "采购" in question.text
    if ranked and members and not any(_speaks_of_purchases(member.fact) for member in members):
        return Population(question.population or "项", "", (), why="未列示")  # no list of purchases: accounts are none
    if any(m.fact.table_kind == "基本支出经济分类" for m in members) and "项目" not in question.text:
        members = [m for m in members if not of_projects_alone(m.fact)]  # one table is ranked, not two
    label = parent.label if parent is not None else ""
    return Population(
        question.population or "项目",
        label,
        tuple(members),
        tuple(dict.fromkeys(blank)),
        "" if members or blank else "未列示",
    )


def _speaks_of_purchases(fact: Fact) -> bool:
    said = (
        fact.item,
        fact.project,
        fact.measure,
        fact.context,
        fact.source.table,
        *fact.ancestors,
        *fact.source.section,
    )
    return any("采购" in text for text in said)


def _of_named_table(members: list[Figure], question: Question) -> list[Figure]:
    """「机关运行经费里最大的三项」: of the tables that list members the one whose title names what they are asked for in."""
    for frame in frames_of(question):
        kept = [member for member in members if frame in member.fact.source.table]
        if len(kept) > 1:
            return kept
    return members


def _unique(members: list[Figure]) -> list[Figure]:
    """One member for each label (and code) of a document: the table's figure before the prose's."""
    kept: dict[tuple[str, str, tuple[str, ...]], Figure] = {}
    for figure in members:
        fact: Fact = figure.fact
        key = (fact.document, figure.label, fact.ancestors[-1:])
        if key not in kept or (kept[key].fact.origin == "prose" and fact.origin != "prose"):
            kept[key] = figure
    named = {(figure.fact.document, plain(figure.label), figure.value) for figure in kept.values()}
    return [  # a project is called 「甲项目」 where it is described and 「甲」 where it is listed
        figure
        for figure in kept.values()
        if not (figure.fact.project and (figure.fact.document, plain(figure.label) + "项目", figure.value) in named)
    ]
