"""The columns and the unit that a question asks for, where they stand in it, and differences of two columns."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from assistant.parse import cues
from assistant.patterns import Pattern
from assistant.query import Condition, Operation
from index.language.units import UNIT_PATTERN, unit_name

if TYPE_CHECKING:
    from collections.abc import Sequence

    from assistant.lexicon import Lexicon

BEFORE = 12
"""Characters within which a measure belongs to the threshold behind it."""

_COUNTED = Pattern(rf"(?:多少|(?<!哪)几)(?!部[门分])(?P<word>{UNIT_PATTERN})")
_NOT_COUNTED = frozenset({"个", "项", "家", "类", "种", "条", "款", "分", "本", "期", "层", "级", "成", "年"})
"""Measure words that ask for a number of things in a set, or for none at all."""
_BODIES = frozenset({"预算单位", "所属单位", "下属单位"})
"""Columns whose name is the noun of a set: 「四家预算单位」 asks for no column."""
_OF_HALF_YEAR = "半年指标值"
_ADJUSTED = Pattern(
    r"(?:(?P<cut>调减|核减|压减|追减)|调增|追加)(?:了|的|掉)?(?:预算|资金|经费)?(?:金额|幅度)?(?:的)?(?:得)?最(?:多|大|狠|厉害)"
)
"""「调减预算最多的项目」: what the budget of the year was changed by."""
_OF_BUDGET = Pattern(r"完成|(?:花|用)(?:掉|去)?了?(?:年初|全年)?预算的")
"""「完成年初预算的百分之几」, 「只用掉预算的几成」."""
_REVISED = Pattern(
    r"(?:中途|年中|途中)[^,，。]{0,4}(?:(?P<cut>调减|核减|压减|追减|砍|减)|调增|追加|增加|加)了?[^,，。]{0,2}(?:预算|资金|经费|钱)|(?:(?P<less>调减|核减|追减)|调增|追加)了?(?:的)?预算"
)
"""「中途调减了预算的项目」: the budget of the year against that of its beginning."""
_SPENDS = r"(?:(?:花|用|执行|支出|决算|实际)(?:数|额)?(?:得|的)?(?:都)?)"
_BUDGET = r"(?:的)?预算(?:数|安排)?(?!的?\d)"
_OVER = Pattern(
    rf"{_SPENDS}(?:超|多)(?:过|出|支)?(?:了|于)?(?P<start>年初)?{_BUDGET}|(?:超支了?|突破了?|大于|高于|超出了?)(?P<begin>年初)?{_BUDGET}"
    rf"|(?:实际|执行|决算|花)[^,，。]{{0,6}}比(?P<base>年初)?{_BUDGET}(?:多|高|大)|比(?P<first>年初){_BUDGET}(?:还)?(?:多花|多用|超支|超出|花得?多|超)"
)
"""「花超了年初预算的项目」: more was spent than had been planned."""
_UNDER = Pattern(
    rf"{_SPENDS}(?:低于|少于|小于|不到|没到|没有?达到)(?P<start>年初)?{_BUDGET}|(?:实际|执行|决算|花)[^,，。]{{0,6}}比(?P<base>年初)?{_BUDGET}(?:少|低|小)|比(?P<first>年初){_BUDGET}(?:还)?(?:少花|少用|省|花得?少)"
)
"""「决算低于年初预算的科目」: less was spent than had been planned."""
_SINGLED = frozenset({Operation.RANK, Operation.COUNT, Operation.AVERAGE, Operation.LIST})
_MEMBERS = frozenset({Operation.RANK, Operation.FILTER, Operation.LIST, Operation.COUNT})


def find_measures(text: str) -> list[tuple[int, str]]:
    """(place, name) of the measures in the order in which they are named; what was reached stands before its target."""
    if re.search(r"目标和实际|目标与实际|目标、实际", text):
        text = text.replace("目标", "实际完成值目标值", 1)
    return sorted((match.start(), name) for name, pattern in cues.MEASURES if (match := pattern.search(text)))


def asked_measures(
    text: str,
    measures: list[tuple[int, str]],
    conditions: Sequence[Condition],
    operation: Operation,
    lexicon: Lexicon,
) -> list[tuple[int, str]]:
    """(place, name) of the measures that the question asks for, columns of the corpus included, in their order."""
    if operation in _SINGLED:  # a column that only a condition speaks of is not what is ranked or listed
        limited = {condition.measure for condition in conditions}
        measures = [pair for pair in measures if pair[1] not in limited] or measures
    measures = _of_half_year(text, _with_columns(text, measures, lexicon), lexicon)
    if "执行率" in {name for _, name in measures} and _OF_BUDGET.search(text):  # one rate, not the columns it is of
        measures = [pair for pair in measures if pair[1] not in {"年初预算数", "决算数", "完成值", "全年执行数"}]
    if any(condition.text in {"满分", "零分"} for condition in conditions):
        measures = [*(pair for pair in measures if pair[1] not in {"分值", "得分"}), (0, "得分")]
    return measures


def _of_half_year(text: str, measures: list[tuple[int, str]], lexicon: Lexicon) -> list[tuple[int, str]]:
    """「上半年的目标」 of a form that sets one: never that of the year."""
    if "半年" not in text or _OF_HALF_YEAR not in lexicon.columns:
        return measures
    counted = not measures and unit_of(text, set()) not in {"", "元"}
    kept = [pair for pair in measures if pair[1] not in {"指标值", _OF_HALF_YEAR}]
    return [*kept, (text.find("半年"), _OF_HALF_YEAR)] if counted or len(kept) < len(measures) else measures


def _with_columns(text: str, measures: list[tuple[int, str]], lexicon: Lexicon) -> list[tuple[int, str]]:
    """Column names of the corpus that stand in the question; 决算数 says the stage when another column is named."""
    taken = {name for _, name in measures}
    names = lexicon.columns - taken - _BODIES
    found = [(text.find(name), name) for name in names if name in text]
    found = [(place, name) for place, name in found if not any(name in other and name != other for _, other in found)]
    if found or len(measures) > 1:
        measures = [pair for pair in measures if pair[1] != "决算数"] or measures
    return sorted([*measures, *found])


def measure_before(condition: Condition, text: str, measures: Sequence[tuple[int, str]]) -> str:
    """The measure that stands shortly before a threshold (「执行率低于90%」), else the one its unit implies."""
    before = [
        (place, name) for place, name in measures if place < condition.place and condition.place - place <= BEFORE
    ]
    if before:
        return before[-1][1]
    if condition.unit == "分":
        return "得分"
    return "执行率" if condition.unit == "%" and "执行" in text else ""


def unit_of(text: str, measures: set[str]) -> str:
    """The unit the answer should have; an indicator's target or result may be anything unless the question says what."""
    unit = next((unit for unit, pattern in cues.UNITS if pattern.search(text)), "")
    counted = _COUNTED.search(text)
    if unit in {"", "元"} and counted and counted.group("word") not in _NOT_COUNTED:
        return unit_name(counted.group("word"))
    if unit == "元" and measures & {"指标值", "完成值", "偏差原因"} and not re.search(r"钱|元|万|亿|金额|花", text):
        return ""
    return unit


def derived(text: str, measures: tuple[str, ...], operation: Operation) -> tuple[str, str] | None:
    """Two columns whose difference is ranked or filtered: what was left over, what was added or cut during the year."""
    if operation not in _MEMBERS:
        return None
    if re.search(r"没(?:有)?(?:花|用|执行)(?:完|掉|出去)|未执行|结余|剩余|剩(?:了|下)|没花的", text) or {
        "全年预算数",
        "全年执行数",
    } <= set(measures):
        return ("全年预算数", "全年执行数")
    for pattern, first in ((_OVER, 0), (_UNDER, 1)):
        if "全年预算数" not in measures and (crossed := pattern.search(text)):
            budget = "年初预算数" if any(crossed.groupdict().values()) else "全年预算数"
            return ("全年执行数", budget) if not first else (budget, "全年执行数")
    if operation is Operation.RANK and (moved := _ADJUSTED.search(text)):
        return ("年初预算数", "全年预算数") if moved["cut"] else ("全年预算数", "年初预算数")
    if operation is not Operation.RANK and (moved := _REVISED.search(text)):
        return ("年初预算数", "全年预算数") if moved["cut"] or moved["less"] else ("全年预算数", "年初预算数")
    if {"全年预算数", "年初预算数"} <= set(measures):
        cut = re.search(r"压减|压了|压缩|砍|调减|调低|下调|减少|减了|缩减|降|少得|少了|变少", text)
        return ("年初预算数", "全年预算数") if cut else ("全年预算数", "年初预算数")
    return None
