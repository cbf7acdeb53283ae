"""From the blocks of one document to everything that is known of it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from index.completeness import missing_titles
from index.documents import describe
from index.facts.cells import cell_facts
from index.facts.codes import parents
from index.facts.details import detail_facts
from index.facts.forms import form_facts, goal_cells, remark_cells
from index.facts.indicator_lists import indicator_list_facts
from index.facts.making import ARROW, FactMaker
from index.facts.phrases import project_key
from index.facts.prose import prose_facts
from index.facts.public_expenses import is_header_table, public_expense_facts
from index.model import Block, Document, Fact, Parsed, Problem, Source, Stage, Table
from index.passages import of_named_projects, passages_of, passages_of_bodies, passages_of_forms
from index.project_titles import with_project_titles
from index.sections import places
from index.tables import tables_of
from index.tables.joining import heads_indicators, lists_indicators

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

FORM_STAGES: dict[str, Stage] = {"绩效自评": "绩效自评", "绩效目标": "绩效目标"}


def extract(name: str, path: Path, blocks: Sequence[Block]) -> Parsed:
    """Document, tables, facts, passages and problems of the file at ``path``, called ``name`` in the corpus."""
    document, problems = describe(name, path, blocks)
    blocks = with_project_titles(blocks)
    where = places(blocks, document.organisation)
    tables, projects = tables_of(blocks, where)
    facts: list[Fact] = []
    found: list[Problem] = [*problems, *_missing_tables(document, tables)]
    for table in tables:
        some, defects = table_facts(table, document, projects.get(table.number, ""))
        facts += some
        found += defects
    facts = _with_ancestors(facts)
    facts = _with_known_projects(facts, {place.project for place in where if place.project})
    forms = [(table.number, table.title) for table in tables if table.kind in FORM_STAGES]
    named = frozenset(fact.project for fact in facts if fact.project)
    prose = of_named_projects(passages_of(blocks, where, name), named)
    passages = (
        *prose,
        *passages_of_bodies(tables, name),
        *passages_of_forms([*goal_cells(facts), *remark_cells(facts)], forms),
    )
    facts += prose_facts(passages, document)
    return Parsed(document, tuple(blocks), tables, tuple(facts), passages, tuple(found))


def _with_ancestors(facts: list[Fact]) -> list[Fact]:
    """Line items of tables that print the lowest level only, below the 类 and 款 that other tables of the document name."""
    names = {(fact.classification, fact.code): fact.item for fact in facts if fact.code and fact.depth in (1, 2)}
    result: list[Fact] = []
    for fact in facts:
        if fact.code and not fact.ancestors and fact.depth > 1:
            above = tuple(names[key] for code in parents(fact.code) if (key := (fact.classification, code)) in names)
            fact = replace(fact, ancestors=above, source=replace(fact.source, row=ARROW.join((*above, fact.item))))  # noqa: PLW2901
        result.append(fact)
    return result


def _with_known_projects(facts: list[Fact], headings: set[str]) -> list[Fact]:
    """Rows of a list of projects under the names that the projects' own pages carry (with or without 「项目」 behind)."""
    known = {project_key(name): name for name in headings}
    result: list[Fact] = []
    for fact in facts:
        name = known.get(project_key(fact.project), fact.project) if fact.origin == "table" else fact.project
        listed = name != fact.project and fact.item == fact.project
        result.append(replace(fact, project=name, item=name) if listed else fact)
    return result


def table_facts(table: Table, document: Document, project: str) -> tuple[tuple[Fact, ...], tuple[Problem, ...]]:
    """Facts of one table, by its kind."""
    if table.kind in FORM_STAGES:
        stage = FORM_STAGES[table.kind]
        if lists_indicators(table.cells):
            return indicator_list_facts(table, FactMaker(document, table, "", "form", stage)), ()
        if heads_indicators(table.cells):
            return indicator_list_facts(table, FactMaker(document, table, project, "form", stage)), ()
        return form_facts(table, FactMaker(document, table, project, "form", stage))
    if table.kind == "明细":
        return detail_facts(table, FactMaker(document, table, project, context=table.note)), ()
    maker = FactMaker(document, table, stage="绩效自评" if "自评" in table.title else None)
    if is_header_table(table):
        return public_expense_facts(table, maker), ()
    return cell_facts(table, maker)


def _missing_tables(document: Document, tables: Sequence[Table]) -> list[Problem]:
    """Tables that the table of contents announces and the pages do not show."""
    return [
        Problem(
            f"目录列出的《{title}》在正文中没有找到",
            Source(document.name, section=("目录",), table=title),
            "warning",
            "缺表",
        )
        for title in missing_titles(document.listed_tables, tables)
    ]
