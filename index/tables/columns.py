"""What each column of a table is: code, label, value or remark."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Literal

from index.language.cells import is_number
from index.language.layout import label
from index.model import Column

if TYPE_CHECKING:
    from collections.abc import Sequence

Role = Literal["label", "code", "value", "text", ""]

_CODE_LEAF = re.compile(r"^(?:类|款|项|.*编码|.*代码|科目编号)$")
_LABEL_LEAF = re.compile(
    r"^(?:项目|科目|名称|.*(?:科目|功能分类|经济分类)名称|支出功能分类(?:科目)?|(?:支出)?经济分类(?:科目)?|.*项目\(按.*\)|.*名称|单位|指标)$"
)
_IDLE_LEAF = re.compile(r"^(?:序号|行次|栏次|编号)$")
_REMARK_LEAF = re.compile(r"^(?:备注|说明|资金用途|主要内容|用途|依据)$")
_CODE_CELL = re.compile(r"^\d{1,7}$")
_TEXT = re.compile(r"[\u4e00-\u9fff]{2,}")


def columns_of(paths: Sequence[tuple[str, ...]], body: Sequence[Sequence[str]]) -> tuple[Column, ...]:
    """Columns with their roles, by header first and by content where the header does not tell."""
    return tuple(
        Column(number + 1, path, _role(path, [row[number] for row in body])) for number, path in enumerate(paths)
    )


def _role(path: tuple[str, ...], cells: Sequence[str]) -> Role:
    leaf = path[-1] if path else ""
    filled = [label(cell) for cell in cells if cell and cell.strip()]
    figures = sum(1 for cell in filled if is_number(cell))
    if _IDLE_LEAF.match(leaf):
        return ""
    if _CODE_LEAF.match(leaf):
        amounts = sum(1 for cell in filled if is_number(cell) and not _CODE_CELL.match(cell))
        return "code" if amounts * 5 <= len(filled) else "value"
    if _LABEL_LEAF.match(leaf) and figures * 2 <= len(filled):
        return "label"
    if _REMARK_LEAF.match(leaf) and figures * 2 <= len(filled):
        return "text"
    if not leaf and filled and not figures and all(_TEXT.search(cell) for cell in filled):
        return "label"
    return "value" if figures or not filled or leaf else "text"
