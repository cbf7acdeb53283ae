"""``Linked`` → ``Evidence``: the figures, sets, changes and passages that the operation needs.

``retrieve`` is the order of things; what is gathered stands in the rooms beside it: ``things`` (one thing and its figure), ``members``
(sets), ``listings`` (cells and rows of tables of bodies, projects, purchases), ``forms`` (targets and self-evaluation), ``words`` (passages);
``guard`` forbids. Nothing is computed here: every figure of the evidence is one that a document prints.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from assistant.characters import plain
from assistant.patterns import Pattern
from assistant.query import Evidence, Operation, Population
from assistant.retrieve.listings.crossing import crossing
from assistant.retrieve.listings.marked import marked
from assistant.retrieve.listings.running import said_or_timed
from assistant.retrieve.listings.whole_listing import whole_listing
from assistant.retrieve.members import gathering as sets
from assistant.retrieve.members.attributes import with_attribute
from assistant.retrieve.members.bodies import among_bodies, two_bodies
from assistant.retrieve.members.categories import in_category
from assistant.retrieve.members.conditions import by_doer
from assistant.retrieve.members.each_project import of_each_project
from assistant.retrieve.members.grades import grade_of
from assistant.retrieve.members.purchases import of_purchases
from assistant.retrieve.members.whole_sets import (
    ALL_PROJECTS,
    EVALUATED,
    all_projects,
    named_parts,
    names_one_thing,
    not_spent,
    of_all_forms,
    other_projects,
    rate_of_all,
    rate_parts,
    with_target_forms,
)
from assistant.retrieve.things import figures
from assistant.retrieve.things.averages import asks_rate, of_two_rates, states_rate, with_divisor
from assistant.retrieve.things.changes import amount_beside
from assistant.retrieve.things.clauses import belonging
from assistant.retrieve.things.growth import stated_addition, with_earlier_year, with_growth
from assistant.retrieve.things.instalments import instalment
from assistant.retrieve.things.parts import part_meant
from assistant.retrieve.things.picking import figure_of
from assistant.retrieve.things.rates import stated_rate
from assistant.retrieve.things.settling import of_one_table
from assistant.retrieve.things.stages import both_stages
from assistant.retrieve.things.unit_prices import unit_price
from assistant.retrieve.things.vacancies import vacant_posts
from assistant.retrieve.words.routing import as_words, in_words, of_the_document_itself
from assistant.retrieve.words.said import said_after_all, stated_time
from assistant.retrieve.words.texts import texts_for

if TYPE_CHECKING:
    from assistant.lexicon import Lexicon
    from assistant.query import Found, Linked, Question
    from assistant.retrieve.words.passages import PassageIndex

TEXTS = frozenset({Operation.REASON, Operation.DEFINITION, Operation.PASSAGE})
_TOTALS = frozenset({Operation.SUM, Operation.VALUE, Operation.AVERAGE})
SETS = frozenset({Operation.RANK, Operation.FILTER, Operation.COUNT})
_ADDED = frozenset({Operation.SUM, Operation.AVERAGE})
_RATES = frozenset({Operation.AVERAGE, Operation.VALUE})
_SAID = frozenset({Operation.VALUE, Operation.SHARE})
_ONE = frozenset({Operation.VALUE, Operation.SUM})
_ROWS = frozenset({"项", "科目", "款", "类"})
"""Nouns of sets that all rows of a table would make up."""
_ASKS_WORDS = Pattern(r"什么|啥|谁|哪|怎么|怎样|如何|何时|几月|吗$|多久|时间|情况|内容|介绍|说明")


def retrieve(linked: Linked, lexicon: Lexicon, texts: PassageIndex) -> Evidence:
    """Everything the computation needs, and nothing that the question did not ask for; what is missing says why."""
    question = linked.question
    operation = question.operation
    if (itself := of_the_document_itself(linked, texts)) is not None:
        return itself
    if operation in TEXTS:
        return grade_of(linked, lexicon) or said_or_timed(linked, lexicon, texts)
    for set_told in (
        grade_of,
        of_each_project,
        with_attribute,
        marked,
        vacant_posts,
        unit_price,
        stated_rate,
        crossing,
        among_bodies,
        two_bodies,
        of_purchases,
        whole_listing,
    ):
        if (told := set_told(linked, lexicon)) is not None:
            return told
    if (due := instalment(linked, lexicon, texts)) is not None:
        return due
    if (words := in_words(linked, lexicon, texts)) is not None:
        return words
    if (ticked := in_category(linked, lexicon)) is not None:
        return ticked
    if operation in SETS:
        return _sets(linked, lexicon, texts)
    if operation is Operation.LIST:
        return _list(linked, lexicon, texts)
    if operation in _ADDED and question.doer and question.population == "项目":
        everyone = all_projects(linked, lexicon)
        chosen = by_doer(everyone.members if everyone else (), question.doer, lexicon)
        return Evidence(linked, population=Population("项目", "", chosen), chosen=True)
    if operation in _ADDED and (people := with_target_forms(linked, lexicon) or named_parts(linked, lexicon)):
        return Evidence(linked, population=people, chosen=True)
    if operation is not Operation.VALUE and (pair := both_stages(linked, lexicon)) is not None:
        return pair
    if operation is Operation.AVERAGE and of_two_rates(question):  # no one count divides an amount by both
        said = texts_for(linked, lexicon, texts)
        return as_words(linked, said if states_rate(question, said) else ())
    if operation in _RATES and asks_rate(question) and states_rate(question, said := texts_for(linked, lexicon, texts)):
        return as_words(linked, said)
    found = tuple(
        part_meant(belonging(figures.find(target, question, lexicon), question, lexicon), question, lexicon)
        for target in linked.targets
    )
    if "执行率" in question.measures and operation is Operation.VALUE and not any(item.figures for item in found):
        if whole := rate_of_all(linked, lexicon):
            return Evidence(linked, tuple(replace(item, figures=(whole,), why="") for item in found[:1]))
        quotient = rate_parts(linked, lexicon)
        quotient = quotient or both_stages(linked, lexicon)
        if quotient is not None:
            return quotient
    found = of_one_table(found)
    excluded = tuple(figures.find(target, question, lexicon) for target in linked.excluded)
    if operation is Operation.REMAINDER and (left := _left_over(linked, found, lexicon)) is not None:
        return left
    evidence = Evidence(linked, found, excluded)
    if operation is Operation.GROWTH and (added := stated_addition(linked, lexicon)):
        return Evidence(replace(linked, question=replace(question, operation=Operation.VALUE)), (added,))
    if operation is Operation.GROWTH:
        return with_growth(evidence, lexicon)
    if operation is Operation.AVERAGE:
        missed = not any(item.figures for item in found)
        if missed and (words := said_after_all(linked, lexicon, texts)) is not None:
            return words
        return with_divisor(evidence, lexicon)
    if any(target.everything for target in linked.targets):
        evidence = replace(evidence, population=all_projects(linked, lexicon))
    elif operation in _TOTALS and (
        EVALUATED.search(question.text)
        or (ALL_PROJECTS.search(question.text) and not names_one_thing(linked))
        or of_all_forms(linked, lexicon)
    ):
        evidence = Evidence(linked, population=all_projects(linked, lexicon))
    if operation is Operation.EXISTS and not any(item.figures for item in found):
        evidence = replace(evidence, texts=texts_for(linked, lexicon, texts))
    missing = not any(item.figures for item in found)
    if operation is Operation.VALUE and _wants_text(question):
        timed = stated_time(linked, lexicon, texts)
        if timed is not None:
            return timed
    if operation is Operation.VALUE and _wants_text(question) and (said := texts_for(linked, lexicon, texts)):
        return Evidence(linked, texts=said)
    if missing and operation in _ONE and question.unit == "元" and (amount := _beside_count(linked, lexicon)):
        return replace(evidence, found=(amount,))
    if missing and operation in _ONE and len(linked.targets) == 1:
        evidence = with_earlier_year(evidence, lexicon)
    if missing and operation in _SAID and not evidence.changes and not evidence.bases:
        evidence = said_after_all(linked, lexicon, texts) or _with_texts(evidence, lexicon, texts)
    return evidence


def _with_texts(evidence: Evidence, lexicon: Lexicon, texts: PassageIndex) -> Evidence:
    """What passages say beside a figure that was not found; a share is no matter of words."""
    if evidence.linked.question.operation is not Operation.VALUE:
        return evidence
    return replace(evidence, texts=texts_for(evidence.linked, lexicon, texts))


def _left_over(linked: Linked, found: tuple[Found, ...], lexicon: Lexicon) -> Evidence | None:
    """What is left of a set, or of the money for one thing (「还剩多少没花」); None where a part is taken off one figure."""
    question = linked.question
    if not any(item.figures for item in found):
        whole = other_projects(linked, lexicon) if linked.excluded else not_spent(linked, lexicon)
        if whole is not None:
            return whole
    if linked.excluded:
        return None
    planned, spent = (
        tuple(
            figures.find(replace(target, measures=(measure,)), replace(question, measures=(measure,)), lexicon)
            for target in linked.targets
        )
        for measure in ("全年预算数", "全年执行数")
    )
    return Evidence(linked, planned, spent)


def _beside_count(linked: Linked, lexicon: Lexicon) -> Found | None:
    """「编报绩效目标的项目涉及多少资金」: the amount in the sentence that counts the thing, where nothing else prints one."""
    question = replace(linked.question, unit="个", measures=(), operation=Operation.VALUE)
    if len(linked.targets) != 1 or linked.targets[0].missing:
        return None
    item = figures.find(replace(linked.targets[0], measures=()), question, lexicon)
    count = item.figures[0].fact if len(item.figures) == 1 else None
    if count is None or count.origin != "prose" or count.unit != "个":
        return None
    amount = amount_beside(count, lexicon)
    return replace(item, figures=(figure_of(amount),)) if amount is not None else None


def _wants_text(question: Question) -> bool:
    return (
        not question.unit
        and not question.measures
        and (bool(question.topic) or bool(_ASKS_WORDS.search(question.text)))
    )


def _sets(linked: Linked, lexicon: Lexicon, texts: PassageIndex) -> Evidence:
    question = linked.question
    found: tuple[Found, ...] = ()
    if question.operation is Operation.COUNT and linked.targets and linked.targets[0].links:
        found = tuple(
            belonging(figures.find(target, question, lexicon), question, lexicon) for target in linked.targets
        )
    evidence = sets.gather(linked, lexicon, texts)
    excluded = tuple(figures.find(target, question, lexicon) for target in linked.excluded)
    evidence = replace(evidence, found=found, excluded=excluded)
    if question.operation is Operation.COUNT and not any(item.figures for item in found):
        counted = evidence.population is not None and question.population and evidence.population.members
        if not counted and (said := said_after_all(linked, lexicon, texts)) is not None:
            return said
    if not evidence.chosen and (
        question.operation is Operation.FILTER or (question.content and not _parent_linked(linked))
    ):
        evidence = replace(evidence, texts=texts_for(linked, lexicon, texts))
    return evidence


def _parent_linked(linked: Linked) -> bool:
    return bool(linked.targets and linked.targets[0].links and linked.targets[0].links[0].explained >= figures.ENOUGH)


def _list(linked: Linked, lexicon: Lexicon, texts: PassageIndex) -> Evidence:
    """Parts with amounts where the thing has parts, and the passages that list something."""
    evidence = sets.gather(linked, lexicon, texts)
    if evidence.chosen:
        return evidence
    excluded = tuple(figures.find(target, linked.question, lexicon) for target in linked.excluded)
    fields = tuple(
        figures.find(target, replace(linked.question, unit=""), lexicon) for target in linked.targets if target.links
    )
    evidence = replace(
        evidence, found=tuple(item for item in fields if any(figure.fact.state == "text" for figure in item.figures))
    )
    said = texts_for(linked, lexicon, texts)
    parts = evidence.population is not None and evidence.population.parent and evidence.population.members
    if said and not parts and not evidence.found:
        return as_words(
            linked, said
        )  # no rows are listed: what stands in the tables does not count against the passage
    people = evidence.population
    if people is not None and not people.parent and people.noun in _ROWS and linked.question.content and not said:
        return replace(evidence, population=None)  # every row of the tables is no list of the thing that was named
    if people is not None and not people.parent and people.noun == "项目" and _names_more(linked.question, lexicon):
        return replace(evidence, population=None, texts=said)  # all projects are no list of those that a word tells
    return replace(evidence, excluded=excluded, texts=said)


def _names_more(question: Question, lexicon: Lexicon) -> bool:
    """A list of projects is asked for of which the question says more than the noun and its columns."""
    bodies = "".join(plain(lexicon.documents[i].organisation) for scope in question.scopes for i in scope.documents)
    words = (_OF_PROJECTS.sub("", span.text) for span in question.content)
    return any(len(word) > 1 and plain(word) not in bodies and word not in question.measures for word in words)


_OF_PROJECTS = Pattern(r"项目|支出|预算|资金|经费|安排|单位|部门|绩效|自评|重点|金额|执行")
