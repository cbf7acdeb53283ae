"""Rows behind an answer as a pandas frame that a person can read and download."""

from __future__ import annotations

from typing import TYPE_CHECKING

from assistant.compose import words

if TYPE_CHECKING:
    import pandas as pd

    from assistant.query import Figure, Result


def frame(result: Result) -> pd.DataFrame | None:
    """Columns 名称, 数值, 单位, 口径, 单位名称, 年度, 文件; None where a single figure says it all."""
    rows = result.rows or (result.figures if len(result.figures) > 1 else ())
    if len(rows) < 2 and result.outcome != "table":
        return None
    import pandas as pd  # takes 0.3 s, and a single figure needs none of it

    return pd.DataFrame(
        [_row(figure) for figure in rows],
        columns=["名称", "数值", "单位", "显示", "口径", "所属", "单位名称", "年度", "文件"],
    )


def _row(figure: Figure) -> dict[str, object]:
    fact = figure.fact
    return {
        "名称": figure.label,
        "数值": figure.value,
        "单位": figure.unit,
        "显示": words.amount(figure),
        "口径": fact.measure,
        "所属": " › ".join(
            (fact.project, *fact.ancestors)
            if fact.project not in fact.ancestors and fact.project != figure.label
            else fact.ancestors
        ),
        "单位名称": fact.organisation,
        "年度": fact.year,
        "文件": fact.document,
    }
