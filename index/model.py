"""Values that pass between the stages of a build, and that a built index gives back.

Conventions, followed everywhere:

* pages, table rows, table columns and lines count from 1; 0 means "not known";
* a fiscal year is an int, 0 when a document does not say;
* money is a ``Decimal`` in 元 (exactly what was printed times its unit), percentages are ``Decimal`` in
  percent points (``Decimal("85.28")`` with unit ``"%"``), other quantities keep their measure word as unit;
* text in values is NFKC-normalised with the layout white space removed, except ``printed`` fields, which keep
  what stands in the document.

Everything here is frozen: a stage returns new values and never changes what it was given.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal
from typing import Literal

Stage = Literal["预算", "调整预算", "决算", "绩效目标", "绩效自评", ""]
Level = Literal["部门", "单位", "本级", ""]
Origin = Literal["table", "form", "prose"]
State = Literal["value", "zero", "blank", "no_data", "text"]
Relation = Literal["", ">=", ">", "<=", "<", "约"]
Change = Literal["", "增加", "减少", "持平"]
BBox = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class Document:
    """One file of the corpus and what its cover says of it.

    ``name`` is the file's name inside the corpus (with sub-folders, ``/`` between them) and identifies the document.
    ``organisation`` is the full name as printed on the cover; ``region`` the district or city it belongs to
    (``松江区``), "" when none is named.
    """

    name: str
    title: str
    region: str
    organisation: str
    level: Level
    year: int
    stage: Stage
    format: str
    sha256: str
    size: int
    pages: int = 0
    listed_tables: tuple[str, ...] = ()
    """Tables that the document's own table of contents announces."""


@dataclass(frozen=True, slots=True)
class Source:
    """Where something stands in a document.

    ``section`` is the heading path, outermost first. ``row`` and ``column`` are labels (a path joined by " › "),
    ``row_number`` and ``column_number`` their positions in the table as printed, header rows included.
    ``line`` is the line in a text file, ``bbox`` the place on a PDF page in points (x0, top, x1, bottom).
    """

    document: str
    page: int = 0
    line: int = 0
    section: tuple[str, ...] = ()
    table: str = ""
    table_number: int = 0
    row: str = ""
    column: str = ""
    row_number: int = 0
    column_number: int = 0
    bbox: BBox | None = None


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading; ``level`` 1 is a part of the document, larger numbers stand deeper."""

    text: str
    level: int
    page: int = 0
    line: int = 0


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph of prose, its line breaks joined; ``line`` is where it begins."""

    text: str
    page: int = 0
    line: int = 0


@dataclass(frozen=True, slots=True)
class Grid:
    """Cells as printed, a rectangle: ``None`` where a merged cell covers, "" where a cell is empty.

    ``lines`` has one line number per row (0: unknown); ``boxes`` one box per cell when the format knows them.
    """

    rows: tuple[tuple[str | None, ...], ...]
    page: int = 0
    lines: tuple[int, ...] = ()
    boxes: tuple[tuple[BBox | None, ...], ...] = ()
    pages: tuple[int, ...] = ()
    """Page of each row once continuation parts were joined; empty: all on ``page``."""


Block = Heading | Paragraph | Grid


@dataclass(frozen=True, slots=True)
class Column:
    """A table column: its header path, outermost first (``("“三公”经费预算数", "公务用车购置及运行费", "小计")``)."""

    number: int
    path: tuple[str, ...]
    role: Literal["label", "code", "value", "text", ""] = "value"


@dataclass(frozen=True, slots=True)
class Table:
    """A whole table, continuation pages joined.

    ``number`` counts tables in the document. ``money_unit`` is the unit printed above the table ("" when none).
    ``cells`` is the joined grid including its ``header_rows`` first rows; ``no_data`` is true when the document
    says 本表无数据.
    """

    number: int
    title: str
    kind: str
    money_unit: str
    section: tuple[str, ...]
    columns: tuple[Column, ...]
    header_rows: int
    cells: tuple[tuple[str, ...], ...]
    pages: tuple[int, ...]
    lines: tuple[int, ...]
    boxes: tuple[tuple[BBox | None, ...], ...] = ()
    no_data: bool = False
    note: str = ""


@dataclass(frozen=True, slots=True)
class Passage:
    """A piece of prose under one heading path, in the document's own words, one sentence or list item each."""

    text: str
    source: Source
    project: str = ""
    topic: str = ""
    """What the section is about: 职能 机构 名词解释 编制说明 三公 机关运行 政府采购 绩效目标 国有资产 概述 依据 主体 方案 周期 预算安排 目标 完成情况 偏差 …"""


@dataclass(frozen=True, slots=True)
class Fact:
    """One figure (or short text) of a document with everything needed to find, compare and cite it.

    ``year`` is the year the figure is about, which a sentence may set apart from the document's
    (「比2019年预算1,892.54万元」 is a fact of 2019). ``item`` is the row's label without numbering
    (「一、一般公共服务支出」 → ``一般公共服务支出``), an indicator, or the subject of a prose figure;
    ``ancestors`` leads to it, outermost first (类 › 款, 一级 › 二级 指标, or the enclosing item of a 「其中」).
    ``depth`` is 0 for a total (合计, 总计), 1 类, 2 款, 3 项, and -1 where no such hierarchy exists.
    ``measure`` is the column's meaning (合计, 基本支出, 人员经费, 全年执行数, 得分, 年度指标值 …; prose: 预算数, 决算数,
    数量, 增减额, 增减率, 占比 …).

    ``value`` is ``None`` unless ``state`` is ``value`` or ``zero``; ``printed`` is the text as printed, ``printed_unit``
    the unit it was printed in (``万元`` from the table's head or the sentence). A target 「≥85%」 has value 85, unit
    ``%`` and relation ``>=``. ``change`` with ``base_year`` and ``base`` describes figures of 增减额/增减率.
    ``context`` is the sentence a prose figure stands in.
    """

    document: str
    region: str
    organisation: str
    level: Level
    year: int
    stage: Stage
    origin: Origin
    table_kind: str
    project: str
    item: str
    ancestors: tuple[str, ...]
    code: str
    classification: Literal["功能分类", "经济分类", ""]
    side: Literal["收入", "支出", ""]
    depth: int
    measure: str
    value: Decimal | None
    unit: str
    state: State
    relation: Relation
    change: Change
    base_year: int
    base: str
    printed: str
    printed_unit: str
    context: str
    source: Source


@dataclass(frozen=True, slots=True)
class Chunk:
    """A piece of text that is searched: ``context`` (organisation, year, heading path, project, header) + ``text``.

    ``facts`` are positions in the fact table that the chunk shows.
    """

    text: str
    context: str
    kind: Literal["section", "sentence", "row"]
    document: str
    organisation: str
    region: str
    year: int
    stage: Stage
    project: str
    topic: str
    source: Source
    facts: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Problem:
    """A defect of a document or a file: what is wrong, in Chinese, and where. Collected, never raised.

    ``severity``: ``error`` the file was left out, ``warning`` something could not be read, ``note`` the document's own
    oddity (a total that does not add up, an impossible percentage).
    """

    message: str
    source: Source
    severity: Literal["error", "warning", "note"] = "warning"
    kind: str = ""


@dataclass(frozen=True, slots=True)
class Parsed:
    """Everything that was read from one document."""

    document: Document
    blocks: tuple[Block, ...]
    tables: tuple[Table, ...]
    facts: tuple[Fact, ...]
    passages: tuple[Passage, ...]
    problems: tuple[Problem, ...] = field(default=())


@dataclass(frozen=True, slots=True)
class IngestReport:
    """How completely one file of the corpus was read.

    ``announced`` are the tables that the file's own table of contents names or, without one, that the standard set of
    forms has (``by_standard``); ``missing`` those of them that were not found, ``unread`` tables found whose figures
    could not be made out. ``checked`` identities between figures were compared, ``deviations`` do not hold as printed.
    ``unread_pages`` have no usable text. ``held_out`` says in Chinese why nothing of the file is used for answers, "" when
    it is used.
    """

    document: str
    pages: int = 0
    tables: int = 0
    facts: int = 0
    announced: tuple[str, ...] = ()
    by_standard: bool = False
    missing: tuple[str, ...] = ()
    unread: tuple[str, ...] = ()
    checked: int = 0
    deviations: tuple[Problem, ...] = ()
    unread_pages: tuple[int, ...] = ()
    held_out: str = ""
