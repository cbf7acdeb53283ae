"""Answers to take along: as rows for a spreadsheet, as text to paste, as Markdown of a whole conversation with sources."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlencode

from assistant.web import figures
from assistant.web.safe import plain, shown
from assistant.web.words import title, word

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from assistant.model import Answer, Citation
    from assistant.web.state import Turn

Row = tuple[object, ...]


def answer_rows(answer: Answer) -> list[Row]:
    """The rows behind an answer, or its one figure with the place it comes from; a header first."""
    if answer.table is not None and not answer.table.empty:
        return figures.spreadsheet(answer.table)
    header = ("问题", "数值", "单位", "回答")
    return [header, (answer.question, answer.value, answer.unit, answer.headline or answer.reply or answer.text)]


def source_rows(citations: Iterable[Citation]) -> list[Row]:
    """One row a place; a header first."""
    header = ("文件", "单位名称", "年度", "阶段", "页", "行", "章节", "表", "行名", "列名", "原文", "计量单位")
    return [header, *(_source_row(one) for one in citations)]


def _source_row(one: Citation) -> Row:
    where = (one.document, one.organisation, one.year or None, one.stage, one.page or None, one.line or None)
    return (*where, " › ".join(one.section), one.table, one.row, one.column, one.text or one.passage, one.unit)


def answer_sheets(answer: Answer) -> dict[str, list[Row]]:
    """The sheets of a workbook: the answer, its arithmetic where there is any, its sources."""
    sheets = {"回答": [*answer_rows(answer), (), ("问题", answer.question), ("回答", answer.reply or answer.text)]}
    if answer.calculation:
        operands = [(one.label, one.value, one.unit, *_source_row(one.citation)) for one in answer.calculation.operands]
        header = ("项", "数值", "单位", *source_rows(())[0])
        sheets["计算"] = [header, *operands, (), ("算式", answer.calculation.expression)]
    return sheets | {"来源": source_rows(answer.citations)}


def answer_text(answer: Answer) -> str:
    """The complete answer to paste into a letter: question, reply, sources."""
    return f"{answer.question}\n{answer.text}"


def link(base: str, questions: Sequence[str]) -> str:
    """The address that opens with these questions; relative without a ``base``."""
    return f"{base}?{urlencode([('q', question) for question in questions])}"


def conversation_markdown(turns: Sequence[Turn], base: str = "") -> str:
    """Everything asked and answered, each answer with its arithmetic and its sources, as Markdown."""
    parts = [f"# {plain(title())}"]
    for turn in turns:
        parts.append(f"## {plain(turn.question)}")
        parts += _answered(turn.answer) if turn.answer else [plain(turn.error)]
    parts.append(link(base, [turn.question for turn in turns]))
    return "\n\n".join(parts) + "\n"


def _answered(answer: Answer) -> list[str]:
    parts = [f"**{plain(answer.headline)}**"] if answer.headline else []
    parts += [plain(line) for line in (answer.reply or answer.text).split("\n") if line.strip()]
    parts += [f"> {plain(remark)}" for remark in answer.remarks]
    if answer.table is not None and not answer.table.empty:
        parts.append(_table(figures.written(answer.table)))
    if answer.calculation:
        parts.append(f"{word('计算')}：{plain(answer.calculation.expression)}")
    if answer.citations:
        parts.append("\n".join([f"{word('依据')}：", "", *(f"- {plain(_place(one))}" for one in answer.citations)]))
    return parts


def _table(table: figures.Written) -> str:
    lines = [table.header, tuple("---:" if right else "---" for right in table.numeric), *table.rows]
    return "\n".join(
        "| " + " | ".join(cell if number == 1 else plain(cell) for cell in row) + " |"
        for number, row in enumerate(lines)
    )


def _place(one: Citation) -> str:
    page = word("第 {page} 页", page=one.page) if one.page else ""
    line = word("第 {line} 行", line=one.line) if one.line and not one.page else ""
    said = f"{one.text} {one.unit}".strip() or one.passage
    return shown(" · ".join(filter(None, (one.document, page, line, one.table, one.row, one.column, said))))
