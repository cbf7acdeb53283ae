"""The fixed sentences of a reply in English: kinds of nothing, assumptions, cautions, places in a document.

Rows are (pattern over the Chinese sentence, English). A sentence without a row stays in Chinese behind a lead, so that
no caution is lost when the Chinese reply learns a new one.
"""

# ruff: noqa: E501 - rows of a table of sentences
from __future__ import annotations

import re
from typing import TYPE_CHECKING

from assistant.english.glossary import gloss, named
from assistant.patterns import Pattern

if TYPE_CHECKING:
    from collections.abc import Sequence

    from assistant.model import Citation

_NOTHING: tuple[tuple[str, str], ...] = (
    (r"没有收录「(?P<a>[^」]+)」的资料", "The documents held say nothing about {a}: no document of it is in the corpus."),
    (r"大部分表格没有读出", "Most tables of this document could not be read, so no answer is given from it."),
    (r"资料里没有.*?(?P<y>(?:19|20)\d{2})年的相关数字", "The documents hold no figures for {y} that answer this."),
    (r"单元格是空白", "The documents list this, but the cell is blank: no figure is printed (blank is not zero)."),
    (r"本表无数据", "The document says that this table has no data."),
    (r"没有实际执行或决算数", "Only budgets are held here, no actual or final-account figures, so this cannot be answered."),
    (r"没有说明「.*」与上一年相比的变化", "The documents do not state this change from the year before, nor the figures to work it out."),
    (r"没有给出可以相除的数量", "The amount is there, but the documents give no quantity to divide it by."),
    (r"(?:没有列示|没有提到)「(?P<a>[^」]+)」", "The documents do not list or mention {a}."),
    (r"不在预算资料的范围内", "This is outside of budget documents; only the budget, final-account and performance files held are answered from."),
    (r"您好", "Hello! Ask about the budgets, final accounts and performance reports held here, e.g. “How much is the 2024 budget for official reception of …?”"),
    (r"问题太长", "The question is too long; please ask one thing at a time."),
    (r"请输入一个问题", "Please type a question, e.g. “How much is the printing budget of … in 2024?”"),
)  # fmt: skip
_HELD = Pattern(r"(?:已收录的资料|查过的资料|已收录)[：:](?P<what>[^。\n]+)")
_YEARS = Pattern(r"已收录的年度[：:](?P<what>[^。\n]+)")
_DOCUMENT = Pattern(r"^(?P<who>.+?)(?P<year>(?:19|20)\d{2})年(?P<stage>.*)$")


def not_found(chinese: str) -> str:
    """One honest sentence for a reply that holds no answer."""
    for pattern, english in _NOTHING:
        if found := re.search(pattern, chinese):
            groups = found.groupdict()
            if thing := groups.get("a"):
                groups["a"] = ", ".join(f"“{named(one.strip('“”'))}”" for one in thing.split("、"))
            return english.format(**groups)
    return "The documents do not answer this."


def held(chinese: str) -> str:
    """What the corpus holds, from the Chinese reply; "" when that does not say."""
    if found := _YEARS.search(chinese):
        return "Years held: " + ", ".join(_document(one) for one in found["what"].split("、")) + "."
    if found := _HELD.search(chinese):
        return "Documents held: " + "; ".join(_document(one) for one in re.split(r"[；;、]", found["what"])) + "."
    return ""


def _document(text: str) -> str:
    text = text.strip().removesuffix(" 等")
    if year := re.fullmatch(r"((?:19|20)\d{2})年(.*)", text):
        return f"{year[1]} {gloss(year[2]) or year[2]}".strip()
    found = _DOCUMENT.match(text)
    if not found:
        return text
    stage = re.sub(r"^(?:部门|单位|本级)", "", found["stage"])
    return f"{named(found['who'])}, {found['year']} {gloss(stage) or stage}".strip()


_ASSUMED: tuple[tuple[str, str], ...] = (
    (r"没有说明年度，取(\d{4})年", "no year was named, {0} is taken"),
    (r"没有说明单位，取(.+)", "no organisation was named, {0} is taken"),
    (r"没有说明口径，取「(.+)」", "no measure was named, “{0}” is taken"),
    (r"资料最新为(\d{4})年，「.+」按(\d{4})年理解", "the newest document is of {0}; the relative year is read as {1}"),
    (r"按资料对增减的说明筛选", "selected by what the documents say about changes"),
    (r"按各项目的文字内容筛选", "selected by the wording of each project"),
    (r"按「有指标得分低于分值」筛选", "selected where an indicator scored below its full marks"),
    (r"按「得分低于分值」筛选", "selected where the score is below full marks"),
    (r"先按「(.+)」筛选", "first selected by “{0}”"),
)
_REMARKS: tuple[tuple[str, str], ...] = (
    (r"注意：原件印的执行率是 (.+)，数值异常，请核对原件。", "Caution: the document prints an execution rate of {0}, an odd figure; please check the original."),
    (r"注意：另一处印的是 (.+)（(.+)），与上面不同。", "Caution: another place prints {0} ({1}), which differs from the above."),
    (r"注意：(.*)「(.+)」的单元格是空白，没有填写数字。", "Note: the cell of {1} ({0}) is blank, no figure is printed."),
    (r"注意：(.*)「(.+)」没有查到数字。", "Note: no figure was found for {1} ({0})."),
)  # fmt: skip


def _rendered(rows: tuple[tuple[str, str], ...], chinese: str) -> str:
    for pattern, english in rows:
        if found := re.fullmatch(pattern, chinese):
            return english.format(*(named(group) for group in found.groups()))
    return ""


def assumption(chinese: str) -> str:
    """An assumption in English; in Chinese, marked so, when there is no row for it."""
    return _rendered(_ASSUMED, chinese) or f"(in Chinese) {chinese}"


def remark(chinese: str) -> str:
    """A caution in English; in Chinese, marked so, when there is no row for it."""
    return _rendered(_REMARKS, chinese) or f"Note (in Chinese): {chinese}"


def printed(text: str) -> str:
    """Printed text that is no number."""
    return f"“{text}” (as printed)" if text else "blank in the document"


def places(citations: Sequence[Citation]) -> list[str]:
    """``source`` of each citation; several rows of one column of a document are told as one place."""
    grouped: dict[tuple[str, str, str], list[Citation]] = {}
    for citation in citations:
        grouped.setdefault((citation.document, citation.table, citation.column), []).append(citation)
    told: dict[str, None] = {}
    for (document, table, column), members in grouped.items():
        if len(members) == 1 or members[0].passage or not table:
            told |= dict.fromkeys(source(member) for member in members)
            continue
        pages = list(dict.fromkeys(str(m.page) for m in members if m.page))
        lines = list(dict.fromkeys(str(m.line) for m in members if m.line and not m.page))
        where = f", page {', '.join(pages)}" if pages else f", line {', '.join(lines)}" if lines else ""
        rows = ", ".join(f"“{row}”" for row in dict.fromkeys(m.row for m in members))
        told[f"《{document}》{where}, table “{table}”, row {rows}, column “{column}”"] = None
    return list(told)


def source(citation: Citation) -> str:
    """「《…》, page 3, table “…”, row “…”, column “…”」."""
    parts = [f"《{citation.document}》"]
    if citation.page:
        parts.append(f"page {citation.page}")
    elif citation.line:
        parts.append(f"line {citation.line}")
    if citation.table and not citation.passage:
        parts.append(f"table “{citation.table}”")
        if citation.row or citation.column:
            parts.append(f"row “{citation.row}”, column “{citation.column}”")
    elif citation.section:
        parts.append("section “" + " › ".join(citation.section) + "”")
    return ", ".join(parts)
