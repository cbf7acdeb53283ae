"""An ``Answer`` on the terminal: the figure first, then the reply, its rows, and where everything comes from.

Document text is printed letter for letter: rich's markup is off wherever it appears.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.console import Group, RenderableType
from rich.panel import Panel
from rich.table import Table
from rich.text import Text

if TYPE_CHECKING:
    import pandas as pd

    from assistant.model import Answer, Citation

MOST_ROWS = 30
"""Rows of a result shown; ``--json`` has all of them."""

_STATUS = {"ambiguous": "有几种理解，请选择", "not_found": "资料中没有答案"}


def render(answer: Answer, *, trace: bool = False) -> Group:
    """What the terminal shows for an answer; ``trace`` adds what each stage did."""
    parts: list[RenderableType] = []
    if answer.headline:
        parts.append(Panel.fit(Text(answer.headline, style="bold green"), padding=(0, 3)))
    if answer.status in _STATUS:
        parts.append(Text(_STATUS[answer.status], style="bold yellow"))
    parts.append(Text(answer.text))
    parts += [Text(f"注意：{remark}", style="yellow") for remark in answer.remarks if remark not in answer.text]
    assumed = [text for text in answer.interpretation.assumptions if text not in answer.text]
    parts += [Text(f"假定：{text}", style="dim") for text in assumed]
    if answer.table is not None and len(answer.table):
        parts += _rows(answer.table)
    if answer.citations:
        parts += [Text("来源", style="bold"), *(Text(f"· {place(one)}") for one in answer.citations)]
    if answer.candidates:
        parts += [
            Text("可以这样问", style="bold"),
            *(Text(f"· {one.question or one.label}") for one in answer.candidates),
        ]
    if answer.interpretation.query:
        parts.append(Text(f"理解为：{answer.interpretation.query}", style="dim"))
    if trace:
        parts += [Text(line, style="dim") for line in answer.trace]
    return Group(*parts)


def place(citation: Citation) -> str:
    """「甲.pdf 第 7 页，“支出总表”，“办公费”行“合计”列：12.00（万元）」; unknown parts are left out."""
    where = [citation.document + (f" 第 {citation.page} 页" if citation.page else "")]
    if citation.line and not citation.page:
        where[0] += f" 第 {citation.line} 行"
    if citation.table or citation.section:
        where.append(f"“{citation.table or citation.section[-1]}”")
    cell = "".join(f"“{name}”{kind}" for name, kind in ((citation.row, "行"), (citation.column, "列")) if name)
    if cell:
        where.append(cell)
    shown = citation.text or citation.passage
    unit = f"（{citation.unit}）" if citation.unit and citation.text else ""
    return "，".join(where) + (f"：{shown}{unit}" if shown else "")


def _rows(frame: pd.DataFrame) -> list[RenderableType]:
    """The first rows; a column that says the same in every row stands once, below."""
    shown = (
        frame.drop(columns=["数值", "单位"]) if "显示" in frame.columns else frame
    )  # 「显示」 is both, as people write it
    texts = {str(name): ["" if cell is None else str(cell) for cell in shown[name]] for name in shown.columns}
    same = {name: cells[0] for name, cells in texts.items() if len(cells) > 1 and len(set(cells)) == 1}
    kept = {name: cells for name, cells in texts.items() if name not in same}
    notes = [f"{name}：{cell}" for name, cell in same.items() if cell]
    if len(frame) > MOST_ROWS:
        notes.append(f"共 {len(frame):,} 行，这里显示前 {MOST_ROWS} 行，--json 给出全部")
    made = Table(header_style="bold")
    for name in kept:
        made.add_column(Text(name), overflow="fold", justify="right" if name == "显示" else "left")
    for row in list(zip(*kept.values(), strict=True))[:MOST_ROWS]:
        made.add_row(*map(Text, row))
    return [made, Text("；".join(notes), style="dim")] if notes else [made]
