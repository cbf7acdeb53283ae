"""Units of measure in budget text, and how a figure is said in one.

Money is counted in 元, shares in percent points; every other quantity keeps the measure word it was printed with.
Adding a measure word is a one-row change in ``MEASURE_WORDS``.
"""

from __future__ import annotations

import re
from decimal import ROUND_HALF_UP, Decimal

MONEY_UNITS: dict[str, Decimal] = {
    "元": Decimal(1),
    "圆": Decimal(1),
    "块": Decimal(1),
    "块钱": Decimal(1),
    "元钱": Decimal(1),
    "百元": Decimal(100),
    "千元": Decimal(1000),
    "万": Decimal(10_000),
    "万元": Decimal(10_000),
    "万块": Decimal(10_000),
    "百万元": Decimal(1_000_000),
    "千万元": Decimal(10_000_000),
    "亿": Decimal(100_000_000),
    "亿元": Decimal(100_000_000),
}
"""Factor to 元 for each unit that stands above a table, in a sentence or in a question."""

MONEY_WORDS = ("元人民币", "元整", "元钱", "块钱", "元", "圆", "块")
"""Money words that follow a number (the magnitude 万/亿 belongs to the number)."""

MEASURE_WORDS: dict[str, str] = {
    # word: what must not follow it (a regular expression), because the two together are another word
    "平方米": "", "平方公里": "", "立方米": "", "千瓦时": "", "公里": "", "千米": "", "公顷": "", "公斤": "", "千克": "",
    "车次": "", "人次": "", "架次": "", "件次": "", "户次": "", "班次": "", "批次": "", "场次": "", "台次": "", "人天": "",
    "人月": "", "课时": "", "学时": "", "标段": "", "人日": "",
    "台（套）": "", "台(套)": "", "套（台）": "", "套(台)": "", "件（套）": "", "件(套)": "", "辆（台）": "", "辆(台)": "",
    "个百分点": "", "百分点": "",
    "个工作日": "", "工作日": "", "个自然日": "", "个小时": "", "小时": "", "分钟": "", "秒钟": "", "秒": "", "h": "[A-Za-z]",
    "min": "[A-Za-z]", "个月": "", "个季度": "", "个年度": "", "天": "[津然气河]", "周": "[年边期到岁一二三四五六日末]",
    "年": "[级终末初底中]|度(?!电)", "个人": "[所信账名]", "个": "[别体性]", "名": "[称单录义牌]", "人": "[均才工力大社口事身文防类]|员|民",
    "位": "[于置]", "辆": "", "台": "[账阶]", "套": "[餐路]", "次": "[要序数]", "件": "[事套]", "枚": "", "项": "目",
    "家": "[庭长具政属电乡门]", "户": "[外籍口型]", "起": "[来到]", "场": "[所地景馆]", "份": "额", "张": "", "册": "", "本":
    "[级部区市年单院中街镇局办项次行地科]", "篇": "", "部": "[门委分署长级队件]", "间": "[隔接]", "处": "[理置于级罚长室]", "条": "[件例款]",
    "座": "谈", "所": "[有属以需在得]", "支": "[付出持行撑援部]", "组": "[织成长团]", "批": "[复准示]", "例": "[如会外行]", "宗": "[旨教]",
    "种": "", "类": "", "期": "[间限满末初]", "班": "[子级]", "门": "", "亩": "", "吨": "", "米": "", "升": "", "层": "[面次级]",
    "根": "[本据源治除基]", "只": "[有要能是需会]", "轮": "[候胎换]", "盏": "", "艘": "", "架": "[构子]", "台班": "",
    "棵": "", "株": "", "人份": "", "幅": "度", "块牌": "", "键": "", "倍": "", "叶": "[子片轮]", "岗": "位", "分": "[中析类配布管局别之级期工行公包项]",
}  # fmt: skip
"""Measure words that may follow a number, longest first when matched."""

PIECES = "块"
"""In a question 块 is money (三十块), in a document it counts boards, screens and plots (招牌612块)."""

ARABIC_ONLY = frozenset(
    {"类", "期", "门", "班", "组", "层", "部", "所", "支", "键", "级", "周", "起", "处", "本", "分", "例"}
)
"""Measure words that count only after Arabic digits: 「一类」「二期」「一门」「三级」 number things, they do not count."""

UNIT_NAMES: dict[str, str] = {
    "h": "小时",
    "个小时": "小时",
    "min": "分钟",
    "秒钟": "秒",
    "个工作日": "工作日",
    "个季度": "季度",
    "个年度": "年",
    "个百分点": "百分点",
    "个人": "人",
    "台(套)": "台（套）",
    "套(台)": "套（台）",
    "件(套)": "件（套）",
    "辆(台)": "辆（台）",
}
"""The name of a unit where several ways of writing mean the same."""

_ALIKE: tuple[frozenset[str], ...] = (
    frozenset({"名", "人", "位", "个人", "口"}),
    frozenset({"起", "件", "宗", "例"}),
    frozenset({"月", "个月"}),
    frozenset({"年", "周年"}),
    frozenset({"天", "日", "自然日"}),
    frozenset({"场", "场次", "次"}),
    frozenset({"棵", "株"}),
    frozenset({"%", "个百分点", "百分点"}),
)


def _unit_pattern() -> str:
    words = sorted(MEASURE_WORDS, key=len, reverse=True)
    return "|".join(re.escape(word) + (f"(?!{MEASURE_WORDS[word]})" if MEASURE_WORDS[word] else "") for word in words)


UNIT_PATTERN = _unit_pattern()
"""A regular expression that matches one measure word."""


def unit_name(unit: str) -> str:
    """Return the name of a unit, one for all its spellings (``个小时`` → ``小时``)."""
    return UNIT_NAMES.get(unit, unit)


def _readings(unit: str) -> frozenset[str]:
    name = unit_name(unit.strip())
    parts = [part for part in re.split(r"[（()）]", name) if part]
    return frozenset(parts) if parts else frozenset({name})


def same_unit(one: str, other: str) -> bool:
    """Tell whether two units count the same thing (名 and 人; 台 and 台（套）)."""
    if one == other:
        return True
    if one in MONEY_UNITS and other in MONEY_UNITS:
        return True
    left, right = _readings(one), _readings(other)
    return bool(left & right) or any(left & group and right & group for group in _ALIKE)


def plain(value: Decimal, *, most_places: int = 6) -> str:
    """Write a number with thousands separators and no needless zeros; more than ``most_places`` are rounded to two."""
    exponent = value.as_tuple().exponent
    if isinstance(exponent, int) and -exponent > most_places:
        stripped = value.normalize().as_tuple().exponent
        if not isinstance(stripped, int) or -stripped > most_places:
            value = value.quantize(Decimal("0.01"), ROUND_HALF_UP)
    text = f"{value:,f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def exact_yuan(value: Decimal) -> str:
    """Write an amount in 元 without rounding: at least two decimals, more only when it has them."""
    places = value.normalize().as_tuple().exponent
    return f"{value:,.{max(2, -places if isinstance(places, int) else 2)}f} 元"


def say_amount(yuan: Decimal, *, printed_unit: str = "") -> str:
    """Say an amount given in 元 in the unit a person would use, and exactly as well where that rounds it.

    ``320.00 万元``; ``1,374.98 万元（13,749,812.34 元）``. ``printed_unit`` 万元 lets the exact form keep that unit.
    """
    size = abs(yuan)
    if size < MONEY_UNITS["万元"]:
        return exact_yuan(yuan)
    unit = "亿元" if size >= MONEY_UNITS["亿元"] else "万元"
    rounded = (yuan / MONEY_UNITS[unit]).quantize(Decimal("0.01"), ROUND_HALF_UP)
    said = f"{rounded:,.2f} {unit}"
    if rounded * MONEY_UNITS[unit] == yuan:
        return said
    if unit == "亿元" and printed_unit == "万元" and yuan % 100 == 0:
        return f"{said}（{yuan / MONEY_UNITS['万元']:,.2f} 万元）"
    return f"{said}（{exact_yuan(yuan)}）"


_LENGTHS = frozenset({"工作日", "自然日"})
"""Units that a person says with 个: 「15 个工作日」."""


def say(value: Decimal, unit: str, *, printed_unit: str = "") -> str:
    """Say a figure: money as ``say_amount`` does, shares as ``85.28%``, other quantities as ``17 个``."""
    if unit == "元":
        return say_amount(value, printed_unit=printed_unit)
    if unit == "%":
        return f"{plain(value, most_places=4)}%"
    return f"{plain(value)} {'个' if unit in _LENGTHS else ''}{unit}".rstrip()
