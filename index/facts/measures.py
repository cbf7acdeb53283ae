"""What a value column measures, from its header path."""

from __future__ import annotations

import re
from dataclasses import dataclass

from index.language.units import MONEY_UNITS

_YEAR = re.compile(r"(?P<year>(?:19|20)\d{2})年(?:度)?")
_LAST_YEAR = re.compile(r"^上年(?=(?:预算|决算|执行)数?$)|^上年度(?=\S)")
_UNIT = re.compile(r"\((?:单位:)?(?P<unit>[^()]{1,5})\)$")
_SHARE = re.compile(r"(?:%|百分比|率|占比|比例|幅度)$")
_CHANGES = {
    "增减": "增减率", "增长": "增减率", "增减变化": "增减额", "增减金额": "增减额", "增减变动": "增减额", "增减情况": "增减额",
    "增减幅度": "增减率", "增长率": "增减率", "增减比例": "增减率", "变动率": "增减率",
}  # fmt: skip
"""Headers of a column of changes; 增减 is what is left of 「增减%」."""
_POINTS = ("得分", "分值")
_PEOPLE = re.compile(
    r"人数$|^(?:行政|事业|核定)?编制(?:数|人数)?$|^编制数|^(?:在职|在编|在岗|退休|离休|离退休|编外)(?:在编|在岗|聘用)?(?:人员)?$"
)
"""Columns that count people, whatever unit stands above the table."""
_GENERIC = ("小计", "其中")
_ALIASES = {
    "预算金额": "预算数", "决算金额": "决算数", "执行金额": "执行数", "自评得分": "得分", "评价得分": "得分", "自评分数": "得分",
    "自评总分": "得分", "综合得分": "得分",
    "预算执行率": "执行率", "预算": "预算数", "决算": "决算数", "安排": "预算数", "预算安排": "预算数", "年初预算": "年初预算数",
    "本年预算": "预算数", "本年安排": "预算数", "本年预算安排": "预算数", "当年预算": "预算数", "当年安排": "预算数",
    "总投资额": "总投资", "投资总额": "总投资", "项目总投资": "总投资", "计划总投资": "总投资",
}  # fmt: skip
_AMOUNT = ("金额", "数额", "")
_UNITS = {
    *MONEY_UNITS,
    "%",
    "辆/台套",
    "辆/台/套",
    "个",
    "人",
    "辆",
    "台",
    "套",
    "次",
    "件",
    "项",
    "家",
    "户",
    "平方米",
    "名",
    "台/套",
    "台套",
}


@dataclass(frozen=True, slots=True)
class Measure:
    """``name`` is canonical (no year, unit or spaces); ``year`` 0 means the document's; ``unit`` "" the table's."""

    name: str
    year: int = 0
    unit: str = ""


def measure_of(path: tuple[str, ...], year: int, stage: str = "") -> Measure:
    """The measure of a column under header ``path`` in a document of ``year``.

    A header that says only 金额, or nothing, means what the document is about: 决算数 or 预算数.
    """
    parts = [_part(name, year) for name in path]
    names = [part.name for part in parts if part.name]
    leaf = names[-1] if names else ""
    if leaf in _GENERIC and len(names) > 1:
        leaf = names[-2]
    if leaf in _AMOUNT:
        leaf = "决算数" if stage == "决算" else "预算数"
    leaf = _ALIASES.get(leaf, leaf)
    told = next((part.year for part in reversed(parts) if part.year), 0)
    unit = next((part.unit for part in reversed(parts) if part.unit), "")
    if not unit and _SHARE.search(leaf):
        unit, leaf = "%", leaf.removesuffix("%")
    leaf = _CHANGES.get(leaf, leaf)
    if not unit and any(_PEOPLE.search(name) for name in names):
        unit = "人"
    if not unit and leaf in _POINTS:
        unit = "分"
    return Measure(leaf, told if told != year else 0, unit)


def _part(name: str, year: int) -> Measure:
    """One cell of a header: its words, the year and the unit that it names."""
    told, unit = 0, ""
    if match := _YEAR.search(name):
        told = int(match["year"])
        name = name[: match.start()] + name[match.end() :]
    if year and _LAST_YEAR.match(name):
        told, name = year - 1, _LAST_YEAR.sub("", name)
    if (match := _UNIT.search(name)) and match["unit"] in _UNITS:
        unit, name = match["unit"], name[: match.start()]
    return Measure(name.replace(" ", ""), told, unit)
