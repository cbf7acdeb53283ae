"""Adding up chosen figures, where that makes sense.

A parent row holds its children's money already (类 ⊃ 款 ⊃ 项), and so does a 合计: with both in the selection, only the
uppermost rows are added. Figures that differ in unit, measure, stage, level, table or side are not added at all; the reader is told
what to choose first. The same figure printed in several documents counts once.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from assistant.browse.fields import FIGURES, KEYS, PATH

if TYPE_CHECKING:
    import numpy as np
    import pandas as pd
    from numpy.typing import NDArray

    from index.store import FactTable

ALIKE = ("unit", "measure", "stage", "level", "table_kind", "side", "classification", "change", "base")
"""Fields in which figures must agree to be added."""

_Key = tuple[tuple[object, ...], tuple[str, ...]]
"""Organisation, year and project; the path of items down to the figure's own."""

MOST = 5000
"""More figures than anybody means to add up."""

_NOT_ADDED = frozenset({"%", "分"})
"""Shares and marks are not amounts."""


@dataclass(frozen=True, slots=True)
class Addition:
    """A sum, or in ``why`` what forbids it (the Chinese names of the fields that must be settled, or a sentence).

    ``added`` are the facts that went in; ``inside`` counts those left out because another one holds them already.
    """

    value: Decimal | None = None
    unit: str = ""
    added: tuple[int, ...] = ()
    inside: int = 0
    why: str = ""


def add_up(facts: FactTable, positions: NDArray[np.intp]) -> Addition:
    """The sum of the uppermost rows among the facts at ``positions``."""
    chosen = facts.frame.iloc[positions]
    figures = chosen[chosen["state"].isin(FIGURES).to_numpy()]
    if why := _forbidden(figures):
        return Addition(why=why)
    once = _once(figures)
    if isinstance(once, str):
        return Addition(why=once)
    added = {
        key: one for key, one in once.items() if not any((key[0], key[1][:end]) in once for end in range(len(key[1])))
    }
    value = sum((value for value, _ in added.values()), Decimal(0))
    places = tuple(position for _, position in added.values())
    return Addition(value, str(figures["unit"].iloc[0]), places, len(figures) - len(places))


def _forbidden(figures: pd.DataFrame) -> str:
    if figures.empty:
        return "没有数字"
    if len(figures) > MOST:
        return f"超过 {MOST} 个数字，请先缩小范围"
    mixed = [KEYS[name] for name in ALIKE if len(figures[name].unique()) > 1]
    if mixed:
        return f"{'、'.join(mixed)}不同的数不能相加，请先选定"
    if figures["unit"].iloc[0] in _NOT_ADDED or figures["base"].iloc[0]:
        return "比率、得分和增减不能相加"
    if (figures["relation"] != "").any():
        return "带「≥」「约」等的数不能相加"
    return ""


def _once(figures: pd.DataFrame) -> dict[_Key, tuple[Decimal, int]] | str:
    """Each figure once, with its position; or why that cannot be said.

    The path of a 合计 is empty: it stands above everything.
    """
    found: dict[_Key, tuple[Decimal, int]] = {}
    columns = ["organisation", "year", "project", "ancestors", "item", "depth", "value"]
    for position, *group, ancestors, item, depth, value in figures[columns].itertuples(name=None):
        path = () if depth == 0 else (*(ancestors.split(PATH) if ancestors else ()), item)
        key = (tuple(group), path)
        if key in found and found[key][0] != value:
            return f"「{item}」在几处印的数不同，不能相加"
        found.setdefault(key, (value, int(position)))
    return found
