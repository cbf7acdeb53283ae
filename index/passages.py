"""Prose as passages: one sentence or list item each, with its heading path, project and topic."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from index.language.cells import is_number
from index.language.layout import label, tidy
from index.language.titles import is_form_number, plain_title
from index.model import Block, Fact, Paragraph, Passage, Source
from index.project_titles import project_of_form_title

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from index.model import Table
    from index.sections import Place

_END = re.compile(r"[。！？]")
_TABLE_LINE = re.compile(
    r"^(?:金额)?单位[:：]\s*[百千万亿]*元$|^(?:编制|填报|公开|编报)?(?:部门|单位)(?:名称)?[:：]|^[（(]?\d{4}\s*年度?[)）]?$|^[-—–\s]*\d{1,4}[-—–\s]*$"
)
"""Lines that belong to a table or a page and say nothing: unit, maker, year, page number."""
_ONLY_AMONG = re.compile(r"^(?:其中|具体包括|主要包括|包括|具体如下|如下)[:：]?$")
_BRACKETS = {"（": "）", "(": ")", "“": "”", "「": "」", "《": "》", "【": "】", "『": "』", "〈": "〉"}
_WIDEST = 160
"""Characters; a bracket that closes later than this is taken for a misprint and protects nothing."""

_TITLE = re.compile(r"^(?:[（(]?[\d一二三四五六七八九十]{1,3}[）)、.．]\s*)?(?P<name>[^：:，,。；;]{2,40})[：:]")

_BODIES = "所属单位"
"""Kind of the tables that list the bodies of a department."""
_NUMBERED = re.compile(r"^\s*(?:[（(]?[\d一二三四五六七八九十]{1,3}[）)、.．]|[①-⑳])")
_LABELS = (
    (re.compile(r"^(?:[^：:，,。]{0,8}(?:偏差|扣分|未完成|未达标)(?:的)?原因(?:及?分析|说明)?)[：:]"), "偏差"),
    (re.compile(r"^(?:下一步)?(?:改进|整改)(?:的)?(?:措施|意见)[：:]"), "改进措施"),
)
_FORM_TOPICS = {"实际完成情况": "完成情况", "偏差原因": "偏差"}


def sentences(text: str) -> tuple[str, ...]:
    """Sentences of a paragraph; a full stop inside brackets or quotation marks does not end one."""
    inside = _protected(text)
    pieces: list[str] = []
    start = 0
    for match in _END.finditer(text):
        if match.start() not in inside:
            pieces.append(text[start : match.end()].strip())
            start = match.end()
    pieces.append(text[start:].strip())
    result: list[str] = []
    for piece in filter(None, pieces):
        if result and _ONLY_AMONG.match(piece):
            result[-1] += piece
        else:
            result.append(piece)
    return tuple(result)


def _protected(text: str) -> set[int]:
    """Positions inside a pair of brackets or quotation marks."""
    stack: list[tuple[str, int]] = []
    inside: set[int] = set()
    for position, character in enumerate(text):
        if character in _BRACKETS:
            stack.append((_BRACKETS[character], position))
        elif any(character == closing for closing, _ in stack):
            while stack and stack[-1][0] != character:
                stack.pop()
            _, start = stack.pop()
            if position - start <= _WIDEST:
                inside.update(range(start, position))
    return inside


def passages_of(blocks: Sequence[Block], places: Sequence[Place], document: str) -> tuple[Passage, ...]:
    """All passages of the paragraphs in reading order; the table of contents is none."""
    result: list[Passage] = []
    below, where = "", None
    for block, place in zip(blocks, places, strict=True):
        if isinstance(block, Paragraph) and place.section[-1:] != ("目录",) and not _says_nothing(block.text):
            goes_on = place == where and _NUMBERED.match(block.text)
            below = _topic_of_label(block.text) or (below if goes_on else "")
            where = place
            result += _of_paragraph(block, _below_form(place, below) if below else place, document)
    return tuple(result)


def _below_form(place: Place, topic: str) -> Place:
    """The place of a paragraph below a form that its title gives to a project."""
    project = place.project or (project_of_form_title(plain_title(place.section[-1])) if place.section else "")
    return replace(place, topic=topic, project=project)


def _topic_of_label(text: str) -> str:
    """What a paragraph below a form is about that begins with a label (「偏差原因：…」, 「改进措施：…」)."""
    return next((topic for pattern, topic in _LABELS if pattern.match(text)), "")


def _says_nothing(text: str) -> bool:
    return _TABLE_LINE.match(text) is not None or is_form_number(text)


def _of_paragraph(block: Paragraph, place: Place, document: str) -> Iterator[Passage]:
    source = Source(document, block.page, block.line, place.section)
    for sentence in sentences(block.text):
        yield Passage(sentence, source, place.project, place.topic)


def of_named_projects(passages: Sequence[Passage], projects: frozenset[str]) -> tuple[Passage, ...]:
    """The same, with the paragraphs that begin with a project's name and a colon given to that project.

    ``projects`` are the names that the document's tables use.
    """
    result: list[Passage] = []
    named: tuple[int, int, str] = (0, 0, "")
    for passage in passages:
        page, line, project = passage.source.page, passage.source.line, passage.project
        title = _TITLE.match(passage.text)
        if not project and title and label(title["name"]) in projects:
            named = (page, line, label(title["name"]))
        own = not project and named[2] and (page, line) == named[:2]
        result.append(replace(passage, project=named[2]) if own else passage)
    return tuple(result)


def passages_of_bodies(tables: Sequence[Table], document: str) -> tuple[Passage, ...]:
    """The bodies that a table of names lists (「序号 | 单位名称 | 备注」), one passage each; tables of amounts list none."""
    result: list[Passage] = []
    for table in tables:
        if (
            table.kind != _BODIES
            or not table.section
            or any(is_number(c) and "." in c for row in table.cells for c in row)
        ):
            continue
        for number, cells in enumerate(table.cells[table.header_rows or 1 :], (table.header_rows or 1) + 1):
            text = " ".join(label(cell) for cell in cells if label(cell) and not is_number(label(cell)))
            line = table.lines[number - 1] if number <= len(table.lines) else 0
            page = table.pages[number - 1] if number <= len(table.pages) else 0
            source = Source(document, page, line, table.section, table.title, table.number, row_number=number)
            result += [Passage(text, source, "", "机构")] if text else []
    return tuple(result)


def passages_of_forms(facts: Sequence[Fact], tables: Sequence[tuple[int, str]]) -> tuple[Passage, ...]:
    """Passages out of the long text cells of forms (goals, results, reasons), sentence by sentence.

    ``tables`` are (table number, title) of the forms, so that the passage's section ends with the form's title.
    """
    titles = dict(tables)
    result: list[Passage] = []
    for fact in facts:
        topic = (
            _FORM_TOPICS.get(fact.item if fact.measure == "内容" else fact.measure, "目标")
            if fact.origin == "form"
            else "概述"
        )
        title = titles.get(fact.source.table_number, "")
        section = (*fact.source.section, *filter(None, [title]))
        source = Source(
            fact.document, fact.source.page, fact.source.line, section, fact.source.table, fact.source.table_number,
            fact.source.row, fact.source.column, fact.source.row_number, fact.source.column_number, fact.source.bbox,
        )  # fmt: skip
        result += [Passage(sentence, source, fact.project, topic) for sentence in sentences(tidy(fact.printed))]
    return tuple(result)
