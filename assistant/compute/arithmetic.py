"""Exact arithmetic on figures, each with the line that a person can check.

Money is in 元 and stays exact; quotients are rounded half up to a hundredth (percent points, 元) and say so.
"""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal, localcontext
from typing import TYPE_CHECKING

from assistant.query import Figure, Step

if TYPE_CHECKING:
    from collections.abc import Sequence

CENT = Decimal("0.01")
ROUNDED = "四舍五入到 0.01"


def number(value: Decimal, unit: str) -> str:
    """A value as it stands in an expression: 27,481,797.50; 85.28%."""
    text = f"{value:,f}"
    if unit == "元":
        places = value.as_tuple().exponent
        text = f"{value:,.{max(2, -places if isinstance(places, int) else 2)}f}"
    elif "." in text:
        text = text.rstrip("0").rstrip(".")
    return text + ("%" if unit == "%" else "")


def total(figures: Sequence[Figure]) -> Step:
    """Sum of figures of one unit."""
    result = sum((figure.value or Decimal(0) for figure in figures), Decimal(0))
    unit = figures[0].unit
    line = " + ".join(number(f.value or Decimal(0), unit) for f in figures) + f" = {number(result, unit)}"
    return Step("求和", tuple(figures), line, result, unit)


def difference(one: Figure, other: Figure) -> Step:
    """``one`` − ``other``."""
    left, right = one.value or Decimal(0), other.value or Decimal(0)
    result = left - right
    return Step(
        "差额",
        (one, other),
        f"{number(left, one.unit)} − {number(right, one.unit)} = {number(result, one.unit)}",
        result,
        one.unit,
    )


def quotient(part: Decimal, whole: Decimal) -> Decimal:
    """Part ÷ whole in percent points, rounded to a hundredth; ZeroDivisionError is the caller's to avoid."""
    with localcontext() as context:
        context.prec = 50
        return (part * 100 / whole).quantize(CENT, ROUND_HALF_UP)


def share(part: Figure, whole: Figure) -> Step:
    """``part`` ÷ ``whole`` in percent."""
    top, bottom = part.value or Decimal(0), whole.value or Decimal(0)
    result = quotient(top, bottom)
    return Step(
        "占比",
        (part, whole),
        f"{number(top, part.unit)} ÷ {number(bottom, whole.unit)} = {result}%",
        result,
        "%",
        ROUNDED,
    )


def part(whole: Figure, percent: Figure) -> Step:
    """``percent`` of ``whole``, rounded to 0.01 where it does not come out even."""
    amount, share_ = whole.value or Decimal(0), percent.value or Decimal(0)
    exact = amount * share_ / 100
    result = exact.quantize(CENT, ROUND_HALF_UP)
    line = f"{number(amount, whole.unit)} × {number(share_, '%')} = {number(result, whole.unit)}"
    return Step("按比例", (whole, percent), line, result, whole.unit, "" if result == exact else ROUNDED, derived=True)


def multiple(one: Figure, other: Figure) -> Step:
    """How many times ``other`` is in ``one``, rounded to a hundredth."""
    top, bottom = one.value or Decimal(0), other.value or Decimal(1)
    with localcontext() as context:
        context.prec = 50
        result = (top / bottom).quantize(CENT, ROUND_HALF_UP)
    line = f"{number(top, one.unit)} ÷ {number(bottom, other.unit)} = {number(result, '')}"
    return Step("倍数", (one, other), line, result, "倍", ROUNDED)


def average(amount: Figure, count: Figure) -> Step:
    """``amount`` ÷ ``count``, rounded to 0.01 where it does not come out even."""
    top, bottom = amount.value or Decimal(0), count.value or Decimal(1)
    with localcontext() as context:
        context.prec = 50
        exact = top / bottom
        result = exact.quantize(CENT, ROUND_HALF_UP)
    rounding = "" if result == exact else ROUNDED
    return Step(
        "平均",
        (amount, count),
        f"{number(top, amount.unit)} ÷ {number(bottom, '')} = {number(result, amount.unit)}",
        result,
        amount.unit,
        rounding,
    )


def growth_rate(now: Figure, before: Figure) -> Step:
    """(now − before) ÷ before in percent."""
    new, old = now.value or Decimal(0), before.value or Decimal(0)
    result = quotient(new - old, old)
    line = f"({number(new, now.unit)} − {number(old, before.unit)}) ÷ {number(old, before.unit)} = {result}%"
    return Step("增减率", (now, before), line, result, "%", ROUNDED)
