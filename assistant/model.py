"""Values that pass between the stages of answering a question, and the ``Answer`` that comes out.

An ``Answer`` is the same object in Python, JSON, the terminal and the page. Money values are ``Decimal`` in 元, shares
``Decimal`` in percent points with unit ``%``; other quantities carry their measure word (个, 人, 套, 分 …) as unit.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    import pandas as pd  # noqa: TC004 an annotation, never evaluated; pandas takes 0.3 s to import

Status = Literal["answered", "ambiguous", "not_found"]


@dataclass(frozen=True, slots=True)
class Citation:
    """One place that an answer rests on.

    ``document`` is the file's name; ``section`` the heading path; ``row`` and ``column`` the labels, with their
    positions (from 1, header rows included) in ``row_number`` and ``column_number``. ``text`` is what is printed
    there, ``unit`` the unit it is printed in. For prose ``passage`` is the sentence. Places count from 1, 0 = unknown.
    """

    document: str
    organisation: str
    year: int
    stage: str = ""
    page: int = 0
    line: int = 0
    section: tuple[str, ...] = ()
    table: str = ""
    table_number: int = 0
    row: str = ""
    column: str = ""
    row_number: int = 0
    column_number: int = 0
    text: str = ""
    unit: str = ""
    passage: str = ""
    bbox: tuple[float, float, float, float] | None = None


@dataclass(frozen=True, slots=True)
class Operand:
    """One figure that went into a calculation."""

    label: str
    value: Decimal
    unit: str
    citation: Citation


@dataclass(frozen=True, slots=True)
class Calculation:
    """The arithmetic, exact: ``expression`` is the line a person can check with a pocket calculator.

    ``result`` is exact (or rounded as ``rounding`` says, e.g. 「四舍五入到 0.01」); ``rounding`` is "" when exact.
    ``derived`` is true when the documents do not print the result (last year's figure from a stated change).
    """

    operation: str
    operands: tuple[Operand, ...]
    expression: str
    result: Decimal
    unit: str
    rounding: str = ""
    derived: bool = False


@dataclass(frozen=True, slots=True)
class Candidate:
    """One way to read an ambiguous question, with its figure and the question that would choose it."""

    label: str
    question: str
    value: Decimal | None = None
    unit: str = ""
    text: str = ""
    citation: Citation | None = None


@dataclass(frozen=True, slots=True)
class Interpretation:
    """How the question was understood; ``query`` is the whole as one readable line.

    ``filters`` are (name, value, stated) triples: name one of 地区 单位 年度 阶段 层级 项目 表; ``stated`` is false where
    it was assumed, and then ``assumptions`` says so in words.
    """

    query: str = ""
    operation: str = ""
    filters: tuple[tuple[str, str, bool], ...] = ()
    items: tuple[str, ...] = ()
    measure: str = ""
    assumptions: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Answer:
    """The reply. ``text`` is complete in itself; the other fields carry what it was made from.

    ``value`` is None where the answer is not one number. ``table`` holds the rows behind a list, ranking, comparison or
    series. ``candidates`` are filled when ``status`` is ``ambiguous`` (at most a handful) and, for ``not_found``, hold
    the nearest questions that can be answered. ``remarks`` are cautions (odd printed data, disagreement between
    table and prose). ``trace`` says what each stage did, one line each.
    """

    question: str
    status: Status
    text: str
    value: Decimal | None = None
    unit: str = ""
    table: pd.DataFrame | None = None
    citations: tuple[Citation, ...] = ()
    calculation: Calculation | None = None
    interpretation: Interpretation = Interpretation()
    candidates: tuple[Candidate, ...] = ()
    remarks: tuple[str, ...] = ()
    headline: str = ""
    """The figure as a person would say it (「320.00 万元」, 「69.91%」), "" when the answer is text."""
    reply: str = ""
    """``text`` without what other fields carry: arithmetic, rows, sources, cautions, assumptions."""
    agreeing: tuple[Citation, ...] = ()
    """Other places that print the answer's figures; part of ``citations``, like ``differing``."""
    differing: tuple[Citation, ...] = ()
    """Places that print another figure for the same thing."""
    trace: tuple[str, ...] = ()
