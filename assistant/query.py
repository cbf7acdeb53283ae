"""Values between the stages of answering: what was asked, what it refers to, what was found.

``Question`` is what the words say (parse), ``Linked`` what they point to in the documents (link), ``Evidence`` the figures
and passages found there (retrieve), ``Result`` what follows from them (compute). Spans are half-open [start, end) over
``Question.text``, the normalised question. Documents and concepts are named by their position in the lexicon.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum
from typing import Literal

from index.model import Fact, Passage


class Operation(StrEnum):
    """What is to be done with the figures or passages."""

    VALUE = "取值"
    SUM = "求和"
    DIFFERENCE = "差额"
    COMPARE = "比较"
    SHARE = "占比"
    GROWTH = "增减"
    REMAINDER = "扣除"
    AVERAGE = "平均"
    PART = "按比例"
    RANK = "排序"
    FILTER = "筛选"
    COUNT = "计数"
    LIST = "列举"
    SERIES = "序列"
    EXISTS = "有无"
    REASON = "原因"
    DEFINITION = "定义"
    PASSAGE = "原文"


BODIES = frozenset({"单位", "部门", "区", "区县", "预算单位"})
"""Nouns of a set (``Question.population``) whose members are bodies."""


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of the question."""

    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Place:
    """An organisation, district or city named in the question; ``documents`` empty: the corpus does not hold it."""

    start: int
    end: int
    text: str
    documents: frozenset[int]
    is_region: bool = False


@dataclass(frozen=True, slots=True)
class Scope:
    """Documents and year that a part of the question is about.

    ``documents`` are all that fit what was stated; ``stated`` names which of 地区 单位 年度 阶段 层级 the question stated.
    """

    documents: frozenset[int]
    year: int = 0
    label: str = ""
    stated: frozenset[str] = frozenset()


ALL_SPENT = "全部花完"
"""Text of the condition that all was spent that had been planned."""
SAID_OVERSPENT = r"(?:超支|(?:花|用|执行|支出)?超(?:出|过)?了?(?:年初|全年)?预算|花超|花冒)"
"""How a question says that more was spent than planned; parsing and retrieving both look for it."""
OVERSPENT = "超支"
"""Text of the condition that more was spent than planned."""


@dataclass(frozen=True, slots=True)
class Condition:
    """A threshold: ``relation`` is one of > >= < <= = between; money in 元, percentages in points."""

    relation: str
    value: Decimal
    unit: str
    text: str
    upper: Decimal | None = None
    place: int = 0
    measure: str = ""
    """The column it is about, "" for the main figure."""


@dataclass(frozen=True, slots=True)
class Ranking:
    """``k`` best (``descending``) or worst; ``nth`` > 0 asks for that place alone; k 0 = all in order."""

    descending: bool
    k: int = 1
    nth: int = 0


@dataclass(frozen=True, slots=True)
class Question:
    """The question as read, before anything is looked up."""

    raw: str
    text: str
    operation: Operation
    places: tuple[Place, ...]
    scopes: tuple[Scope, ...]
    years: tuple[int, ...]
    base_year: int
    """Year that a change is counted from (「比2019年」), 0 when none."""
    stages: frozenset[str]
    level: str
    measures: tuple[str, ...]
    """Measures named, in order: canonical names of ``parse.cues.MEASURES``."""
    measure_places: tuple[int, ...]
    """Where each of ``measures`` stands."""
    unit: str
    """Unit the answer should have: 元, %, 分, a measure word, "" when open."""
    conditions: tuple[Condition, ...]
    ranking: Ranking | None
    population: str
    """Noun of the things listed, counted or ranked: 项目 科目 分项 指标 单位 类 款 项 …; "" when none."""
    content: tuple[Span, ...]
    """What is left to be linked: names of items, projects, indicators, topics."""
    excluded: tuple[Span, ...]
    """Content after 不含, 除了, 去掉."""
    quoted: tuple[str, ...]
    topic: str
    percent_wanted: bool
    doer: str = ""
    """Who carries out the projects that are asked about (「由局本级实施的」)."""
    tables: frozenset[str] = frozenset()
    """Kinds of the tables that the question points to (支出预算总表)."""
    unknown_places: tuple[str, ...] = ()
    actual: bool = False
    """The question asks for what really happened (实际, 决算, 执行)."""
    inherited: tuple[Span, ...] = ()
    """Content of earlier questions, a preference only."""
    own_length: int = 0
    """Characters of ``text`` that this question itself has, those of earlier ones behind them; 0: all."""
    notes: tuple[str, ...] = ()
    derived: tuple[str, str] | None = None
    """(minuend, subtrahend): the measure asked for is the difference of two columns (没花完 = 全年预算数 − 全年执行数)."""
    decline: str = ""
    """A ready reply for what is outside the subject."""


@dataclass(frozen=True, slots=True)
class Link:
    """A concept that a mention may stand for.

    Shares from 0 to 1: of the mention, ``direct`` is what the label explains, ``share`` with what it stands under, ``explained`` with the
    texts around it as well, ``covered`` of the label that the mention names. ``missing`` are words that nothing explains.
    """

    concept: int
    score: float
    direct: float
    share: float
    explained: float
    covered: float
    missing: tuple[str, ...] = ()
    by_meaning: bool = False
    """Neither characters nor an everyday word led here, but the nearness of vectors."""


@dataclass(frozen=True, slots=True)
class Target:
    """One thing asked about: a mention inside one scope, with its links, best first."""

    mention: str
    scope: Scope
    links: tuple[Link, ...]
    missing: tuple[str, ...] = ()
    measures: tuple[str, ...] = ()
    spans: tuple[Span, ...] = ()
    inherits: bool = False
    """Words outside of the mention were a preference in its links."""
    everything: bool = False
    """The mention names no item but a whole set (所有自评项目)."""


@dataclass(frozen=True, slots=True)
class Linked:
    """The question with its mentions linked: what is asked about, and what 不含 and 去掉 leave out."""

    question: Question
    targets: tuple[Target, ...]
    excluded: tuple[Target, ...] = ()


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure found: the fact that carries it, other facts that print the same, and those that differ."""

    label: str
    value: Decimal | None
    unit: str
    fact: Fact
    same: tuple[Fact, ...] = ()
    other: tuple[Fact, ...] = ()
    assumptions: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Found:
    """A target's reading(s): one figure, or several that the question does not choose between."""

    target: Target
    figures: tuple[Figure, ...]
    why: str = ""
    """Why there is none: 空白 无数据 未列示 无资料 非实际 …"""
    readings: tuple[Figure, ...] = ()
    """All readings, also where a clear winner stands in ``figures`` alone."""
    companions: tuple[Fact, ...] = ()
    """Other cells of the same row that a reader wants to see (the target beside the result)."""


@dataclass(frozen=True, slots=True)
class Population:
    """The set a ranking, filter or count is made over."""

    noun: str
    parent: str
    members: tuple[Figure, ...]
    blank: tuple[str, ...] = ()
    why: str = ""


@dataclass(frozen=True, slots=True)
class Text:
    """A passage found, with the score of its fit and the sentences around it that belong to it."""

    passage: Passage
    score: float
    document: int
    around: tuple[Passage, ...] = ()


@dataclass(frozen=True, slots=True)
class Evidence:
    """Everything found for a question."""

    linked: Linked
    found: tuple[Found, ...] = ()
    excluded: tuple[Found, ...] = ()
    population: Population | None = None
    texts: tuple[Text, ...] = ()
    changes: tuple[Fact, ...] = ()
    chosen: bool = False
    """The population was already narrowed by words; ``texts`` are the passages that decided."""
    bases: tuple[tuple[Figure, Figure], ...] = ()
    """(then, now) of the parts whose sum is asked about."""
    current: Figure | None = None
    """This year's figure of the item that ``changes`` speak of."""
    divisor: Figure | None = None
    assumptions: tuple[str, ...] = ()


Outcome = Literal["figure", "table", "text", "ambiguous", "nothing"]


@dataclass(frozen=True, slots=True)
class Step:
    """A calculation before it is put into words."""

    operation: str
    operands: tuple[Figure, ...]
    expression: str
    result: Decimal
    unit: str
    rounding: str = ""
    derived: bool = False


@dataclass(frozen=True, slots=True)
class Result:
    """What follows from the evidence, before it is put into words."""

    outcome: Outcome
    value: Decimal | None = None
    unit: str = ""
    figures: tuple[Figure, ...] = ()
    rows: tuple[Figure, ...] = ()
    texts: tuple[Text, ...] = ()
    step: Step | None = None
    steps: tuple[Step, ...] = ()
    """The arithmetic of each row, where every row is worked out by itself."""
    winner: str = ""
    direction: str = ""
    why: str = ""
    remarks: tuple[str, ...] = field(default=())
    companions: tuple[Fact, ...] = ()
