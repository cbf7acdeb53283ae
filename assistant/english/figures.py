"""Figures as an English reader says them; the amounts are those of the answer, in another notation."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal

_WORDS: dict[str, str] = {
    "个": "",
    "项": "",
    "人": "people",
    "名": "people",
    "位": "people",
    "分": "points",
    "套": "sets",
    "枚": "seals",
    "辆": "vehicles",
    "台": "units",
    "台（套）": "units (sets)",
    "次": "times",
    "人次": "person-times",
    "车次": "vehicle trips",
    "天": "days",
    "小时": "hours",
    "分钟": "minutes",
    "年": "years",
    "家": "organisations",
    "件": "pieces",
    "起": "cases",
    "条": "items",
    "张": "sheets",
    "份": "copies",
    "平方米": "square metres",
}
"""Measure words that an English reader needs in English; others stay as they are."""

_MILLION = Decimal(1_000_000)
_BILLION = Decimal(1_000_000_000)


def figure(value: Decimal, unit: str) -> str:
    """「CNY 3.20 million (3,200,000.00 yuan)」, 「85.28%」, 「92.23 points」; ``value`` in 元 where ``unit`` is 元."""
    if unit == "元":
        return _money(value)
    return shown(value, unit)


def shown(value: Decimal, unit: str) -> str:
    """A figure exactly, without rounding."""
    if unit == "元":
        return f"{_exact(value)} yuan"
    text = f"{value:,f}"
    text = text.rstrip("0").rstrip(".") if "." in text else text
    return f"{text}%" if unit == "%" else f"{text} {_WORDS.get(unit, unit)}".rstrip()


def _exact(value: Decimal) -> str:
    places = value.normalize().as_tuple().exponent
    return f"{value:,.{max(2, -places if isinstance(places, int) else 2)}f}"


def _money(value: Decimal) -> str:
    exact = _exact(value)
    size = abs(value)
    if size < _MILLION:
        return f"CNY {exact}"
    scale, word = (_BILLION, "billion") if size >= _BILLION else (_MILLION, "million")
    rounded = (value / scale).quantize(Decimal("0.01"), ROUND_HALF_UP)
    return f"CNY {rounded:,} {word} ({exact} yuan)"


def unit_word(unit: str) -> str:
    """The English name of one of what ``unit`` counts; the measure word itself when there is none."""
    return _WORDS.get(unit, unit).removesuffix("s") or unit
