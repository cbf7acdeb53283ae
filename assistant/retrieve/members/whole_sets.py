"""Questions about all projects together (「所有项目一共…」): the set that is summed, or that a rate is the quotient over."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from assistant.characters import plain
from assistant.patterns import Pattern
from assistant.query import Evidence, Figure, Linked, Operation, Population, Target
from assistant.retrieve.members.population import population
from assistant.retrieve.things import figures
from assistant.retrieve.things.picking import figure_of
from index.language.numerals import parse_number

if TYPE_CHECKING:
    from assistant.lexicon import Lexicon

_WHOLE_SPENDING = frozenset({
    "支出", "支出总计", "本年支出合计", "财政拨款支出", "一般公共预算财政拨款支出", "财政拨款支出总体", "支出决算",
})  # fmt: skip
"""Plain names of a body's whole spending."""
OUTRIGHT, MOSTLY = 0.8, 0.6
"""A label that explains this much of a mention, and is itself covered this far, is meant outright."""

EVALUATED = Pattern(
    r"自评(?:的)?项目(?:的)?(?:全年|年初)?(?:预算|执行|支出)?(?:数)?(?:的)?(?:总额|总共|总数|合计|一共|总和)"
)
"""「自评项目预算总额」: all projects with a form, together."""
_NAMED_WITH = Pattern(r"(?:带|含|含有|名称(?:里|中)?有|名字里有|叫)(?:着|有)?[“\"「『‘]")
ALL_PROJECTS = Pattern(r"(?:所有|全部|各个?|全体)(?:的)?(?:自评)?项目")


def all_projects(linked: Linked, lexicon: Lexicon) -> Population | None:
    """All projects with the measures asked for; for a rate, with what it is the quotient of."""
    rate = "执行率" in linked.question.measures
    found: list[Population] = []
    for measures in (("全年执行数",), ("全年预算数",)) if rate else (linked.question.measures,):
        question = replace(linked.question, population="项目", content=(), unit="元", measures=measures)
        bare = Target("", linked.question.scopes[0], (), measures=measures)
        found.append(population(replace(linked, question=question, targets=(bare,)), lexicon))
    return replace(found[0], members=tuple(member for one in found for member in one.members))


_TWO = 2
_FUNDS = frozenset({"年初预算数", "全年预算数", "全年执行数", "执行率"})


def of_all_forms(linked: Linked, lexicon: Lexicon) -> bool:
    """「2023年全年执行一共多少」 of documents that hold nothing but the forms of projects: all of them are meant."""
    question = linked.question
    stages = {lexicon.documents[i].stage for scope in question.scopes for i in scope.documents}
    alone = not question.content and not question.own_length  # 「那它全年预算数多少」 is about what was asked before
    return stages == {"绩效自评"} and alone and bool(_FUNDS.intersection(question.measures))


_TARGET_FORMS = Pattern(
    r"绩效目标(?:申报)?表(?:里面?|中|上|内|所)?(?:的|列的?|那|这|全部|所有|各)*(?P<n>[两二三四五六七八九十]|\d{1,2})?个?(?:重点)?项目"
)
_REQUESTED = frozenset({"年度资金申请总额", "项目资金总额", "年度资金总额"})


def with_target_forms(linked: Linked, lexicon: Lexicon) -> Population | None:
    """「绩效目标表里那五个项目的预算加总」: what each project with a form of targets asks for.

    None where the question tells another number of them, or names more than the set.
    """
    question = linked.question
    told = _TARGET_FORMS.search(question.text)
    if told is None or any(span.start >= told.end() for span in question.content):
        return None
    found = {
        (fact.document, fact.project): replace(figure_of(fact), label=fact.project)
        for number in sorted(question.scopes[0].documents)
        for fact in lexicon.facts_of[number]
        if fact.table_kind == "绩效目标" and fact.item in _REQUESTED and fact.project and fact.value is not None
    }
    if len(found) < _TWO or (told["n"] and parse_number(told["n"]) != len(found)):
        return None
    return Population("项目", "", tuple(found.values()))


def not_spent(linked: Linked, lexicon: Lexicon) -> Evidence | None:
    """「自评项目里还有多少钱没花出去」: what was planned and what was spent of all projects; None where a thing is named."""
    question = linked.question
    if question.content or question.population not in {"", "项目"} or len(question.scopes) != 1:
        return None
    rate = replace(linked, question=replace(question, measures=("执行率",)))
    people = all_projects(rate, lexicon)
    kinds = [member.fact.measure for member in people.members] if people else []
    even = kinds.count("全年执行数") == kinds.count("全年预算数") > 1
    return Evidence(linked, population=people, chosen=True) if even else None


def other_projects(linked: Linked, lexicon: Lexicon) -> Evidence | None:
    """「除了甲，其余五个项目一共多少」: all projects but those that are named; None where the number told is another one."""
    question = linked.question
    if question.content or question.population != "项目" or not linked.excluded or len(question.scopes) != 1:
        return None
    found = [figures.find(target, replace(question, operation=Operation.VALUE), lexicon) for target in linked.excluded]
    out = {item.figures[0].fact.project for item in found if len(item.figures) == 1}
    people = all_projects(linked, lexicon)
    if people is None or len(out) != len(found) or "" in out:
        return None
    kept = tuple(member for member in people.members if member.fact.project not in out)
    told = _OTHERS.search(question.text)
    if len(people.members) - len(kept) != len(out) or (told and parse_number(told["n"]) != len(kept)):
        return None
    bare = replace(question, operation=Operation.SUM, excluded=())
    return Evidence(replace(linked, question=bare, excluded=()), population=replace(people, members=kept), chosen=True)


_OTHERS = Pattern(r"(?:其余|其他|其它|剩下|余下)(?:的)?(?P<n>[两二三四五六七八九十]+|\d+)个")


def named_parts(linked: Linked, lexicon: Lexicon) -> Population | None:
    """「带“窗口”二字的两个分项」: the members whose names hold what stands in quotation marks; None when none is asked for."""
    question = linked.question
    words = [plain(word) for word in question.quoted]
    if not words or not _NAMED_WITH.search(question.text):
        return None
    people = population(linked, lexicon)
    kept = tuple(m for m in people.members if any(word in plain(m.label) for word in words))
    return replace(people, members=kept) if kept else None


def rate_of_all(linked: Linked, lexicon: Lexicon) -> Figure | None:
    """「支出决算完成年初预算的百分之几」: the rate that is printed for the whole; None when none or several are."""
    question = linked.question
    if question.content or "收入" in question.text:
        return None
    found = [
        fact
        for number in sorted(question.scopes[0].documents)
        for fact in lexicon.facts_of[number]
        if fact.measure in {"执行率", "完成率"}
        and fact.value is not None
        and not fact.ancestors
        and not fact.project
        and plain(fact.item) in _WHOLE_SPENDING
    ]
    return figure_of(found[0]) if len({fact.value for fact in found}) == 1 else None


def rate_parts(linked: Linked, lexicon: Lexicon) -> Evidence | None:
    """决算数 and 年初预算数 of an item for which no rate is printed."""
    question = replace(linked.question, operation=Operation.SHARE, unit="元")
    found = []
    for measure in ("决算数", "年初预算数"):
        target = replace(linked.targets[0], measures=(measure,))
        item = figures.find(target, replace(question, measures=(measure,), operation=Operation.VALUE), lexicon)
        if len(item.figures) != 1 or (measure == "年初预算数" and item.figures[0].fact.measure != measure):
            return None
        figure = item.figures[0]
        found.append(replace(item, figures=(replace(figure, label=f"{figure.label}{measure}"),)))
    return Evidence(replace(linked, question=question), tuple(found))


def names_one_thing(linked: Linked) -> bool:
    """A mention names one thing outright."""
    return any(
        target.links and target.links[0].direct >= OUTRIGHT and target.links[0].covered >= MOSTLY
        for target in linked.targets
    )
