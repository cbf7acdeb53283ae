"""A number of a worksheet as the sheet shows it: thousands separators, decimals, percent, units in quotes."""

from __future__ import annotations

import re
from datetime import date, datetime, time
from decimal import ROUND_HALF_UP, Decimal

_SECTION = re.compile(r'((?:"[^"]*"|\\.|\[[^\]]*\]|[^;"\\\[])*)(?:;|$)')
_CURRENCY = re.compile(r"\[\$([^\]-]*)[^\]]*\]")
_CONDITION = re.compile(r"\[[^\]]*\]")
_LAYOUT = re.compile(r"[_*].")
_ESCAPED = re.compile(r'"([^"]*)"|\\(.)')
_DIGITS = re.compile(r"(?P<whole>[0#?](?:[0#?,]*[0#?])?)(?:\.(?P<decimals>[0#?]*))?(?P<thousands>,*)")
"""Commas among the digits separate, commas behind them divide by 1,000 each."""
_EXACT = 15
"""Significant digits that a worksheet keeps; more are noise of binary fractions."""


def shown(value: object, code: str = "General") -> str:
    """The text of a cell with ``value`` under the number format ``code``.

    A format that hides or rewords numbers (zero as 「-」, scientific, fractions) gives the plain number instead.
    """
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, datetime):
        return value.strftime("%Y-%m-%d %H:%M" if value.time() != time() else "%Y-%m-%d")
    if isinstance(value, (date, time)):
        return value.isoformat()
    if isinstance(value, (int, float, Decimal)):
        return _number(_exact(value), code)
    return "" if value is None else str(value)


def _exact(value: float | Decimal) -> Decimal:
    return Decimal(f"{value:.{_EXACT}g}") if isinstance(value, float) else Decimal(value)


def _number(value: Decimal, code: str) -> str:
    if not value.is_finite():
        return str(value)
    sections = [match[1] for match in _SECTION.finditer(code)]
    negative = len(sections) > 1 and value < 0 and _DIGITS.search(sections[1]) is not None
    section = sections[1] if negative else sections[0] if sections else ""
    literals: list[str] = []

    def keep(match: re.Match[str]) -> str:
        literals.append(match[1] or match[2] or "")
        return chr(0xE000 + len(literals) - 1)

    plain = _ESCAPED.sub(keep, section)
    plain = _LAYOUT.sub("", _CONDITION.sub("", _CURRENCY.sub(r"\1", plain)))
    digits = _DIGITS.search(plain)
    if digits is None or re.search(r"[eE][+-]|/|General|通用", plain):
        return _plain(value)
    text = _with_digits(value, digits, percent="%" in plain)
    before, after = plain[: digits.start()], plain[digits.end() :]
    sign = "-" if value < 0 and not re.fullmatch(r"[0.,]*", text) else ""
    around = [re.sub(r"[()\s+-]", "", part) for part in (before, after)]
    for number, literal in enumerate(literals):
        around = [part.replace(chr(0xE000 + number), "" if literal.strip() in "()-" else literal) for part in around]
    return f"{sign}{around[0]}{text}{around[1]}".strip()


def _with_digits(value: Decimal, digits: re.Match[str], *, percent: bool) -> str:
    decimals = digits["decimals"] or ""
    amount = abs(value) * (100 if percent else 1) / 1000 ** len(digits["thousands"])
    amount = amount.quantize(Decimal(1).scaleb(-len(decimals)), ROUND_HALF_UP)
    text = f"{amount:,f}" if "," in digits["whole"] else f"{amount:f}"
    least = len(decimals.rstrip("#?"))
    while "." in text and text.endswith("0") and len(text.split(".")[1]) > least:
        text = text[:-1]
    return text.rstrip(".")


def _plain(value: Decimal) -> str:
    text = f"{value:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text
