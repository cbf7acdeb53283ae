"""What each column of a table is: code, label, value or remark."""

from __future__ import annotations

import itertools
import re
from dataclasses import replace
from typing import TYPE_CHECKING, Literal

from index.language.cells import is_number, plain_code
from index.language.layout import label
from index.model import Column

if TYPE_CHECKING:
    from collections.abc import Sequence

Role = Literal["label", "code", "value", "text", ""]

_CODE_LEAF = re.compile(r"^(?:类|款|项|.*编码|.*代码|科目编号)$")
_LABEL_LEAF = re.compile(
    r"^(?:收入|支出|项目|科目|名称|.*(?:名称|项目类别)\(.*\)|.*\((?:项目|科目|单位)名称\)|.*(?:科目|功能分类|经济分类)名称|支出功能分类(?:科目)?|(?:支出)?经济分类(?:科目)?|.*项目\(按.*\)|(?:支出)?按(?:支出)?(?:功能|经济|性质|用途|支出性质)(?:分类)?(?:科目)?|.*名称|单位|指标)$"
)
_IDLE_LEAF = re.compile(r"^(?:序号|行次|栏次|编号|(?:预算)?(?:单位|部门)(?:代码|编码|编号))$")
_CODED_LEAF = re.compile(r"科目|分类|编码|代码")
MOST_CODES = 0.8
"""Share of a column's cells that are codes of 科目, from which it is a column of codes."""
_FULL_CODE = re.compile(r"^\d{3}(?:\d{2}){0,2}$")
_REMARK_LEAF = re.compile(r"^(?:备注|说明|资金用途|主要内容|用途|依据)$")
_TOTAL = re.compile(r"^(?:合计|总计|小计)$")
_CLASS = re.compile(r"^(?:政府)?(?:采购)?(?:货物|工程|服务)(?:类|采购)?$")
"""Classes of purchases."""
_CODE_CELL = re.compile(r"^\d{1,7}$")
_WORDS = re.compile(r"^(?!.*(?:^|[≥≤<>=约])\d)(?=.*[\u4e00-\u9fff])")


def columns_of(paths: Sequence[tuple[str, ...]], body: Sequence[Sequence[str]]) -> tuple[Column, ...]:
    """Columns with their roles, by header first and by content where the header does not tell."""
    cells = [[label(row[number]) for row in body if row[number].strip()] for number in range(len(paths))]
    columns = [Column(number + 1, path, _role(path, cells[number])) for number, path in enumerate(paths)]
    if not any(column.role == "label" for column in columns):
        named = _naming(columns, cells)
        columns = [replace(column, role="label") if column.number == named else column for column in columns]
    return tuple(columns)


def _naming(columns: Sequence[Column], cells: Sequence[Sequence[str]]) -> int:
    """Number of the column whose words name the rows where no header says so: the fullest before the first figures, 0 for none."""
    front = list(itertools.takewhile(lambda column: column.role != "value", columns))
    texts = [column for column in front if column.role == "text"]
    texts = [column for column in texts if not _only_classes(cells[column.number - 1])] or texts
    return max(texts, key=lambda column: (len(cells[column.number - 1]), column.number)).number if texts else 0


def _only_classes(cells: Sequence[str]) -> bool:
    """「货物 | 货物 | 服务」: the cells say of which class the thing in the column beside is."""
    named = [cell for cell in cells if not _TOTAL.match(cell)]
    return bool(named) and all(_CLASS.match(cell) for cell in named)


def _role(path: tuple[str, ...], cells: Sequence[str]) -> Role:
    leaf = path[-1] if path else ""
    if _IDLE_LEAF.match(leaf):
        return ""
    return _told(leaf, cells) or _shown(leaf, cells)


def _told(leaf: str, cells: Sequence[str]) -> Role:
    """The role that the header names and the cells do not contradict, "" when it names none."""
    figures = sum(map(is_number, cells))
    codes = sum(1 for cell in cells if _FULL_CODE.match(cell))
    if cells and _CODED_LEAF.search(leaf) and codes >= MOST_CODES * len(cells):
        return "code"
    if _CODE_LEAF.match(leaf):
        amounts = sum(1 for cell in cells if is_number(cell) and not (_CODE_CELL.match(cell) or plain_code(cell)))
        return "code" if amounts * 5 <= len(cells) else "value"
    if figures * 2 > len(cells):
        return ""
    return "label" if _LABEL_LEAF.match(leaf) else "text" if _REMARK_LEAF.match(leaf) else ""


def _shown(leaf: str, cells: Sequence[str]) -> Role:
    """The role by what the cells hold."""
    figures = any(map(is_number, cells))
    if cells and not figures and all(_WORDS.match(cell) for cell in cells):
        return "text" if leaf else "label"
    return "value" if figures or not cells or leaf else "text"
