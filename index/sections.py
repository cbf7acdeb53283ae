"""Which heading path, project and topic each block of a document stands under.

A project's pages are found by their heading 「…项目经费情况说明」; its name is that heading without the tail, a doubled
「项目」 once. Where the heading names only the organisation, the name comes from the sentence that states its budget.
"""

from __future__ import annotations

import itertools
import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from index.language.layout import label, mend
from index.language.numerals import parse_number
from index.language.titles import is_table_title, without_number
from index.model import Block, Grid, Heading, Paragraph
from index.project_titles import LEVEL, project_at

if TYPE_CHECKING:
    from collections.abc import Sequence

TOPICS: tuple[tuple[str, str], ...] = (
    ("项目概[述况]|项目(?:基本)?(?:情况|简介|内容)", "概述"),
    ("立项依据|项目依据|政策依据|设立依据", "依据"),
    ("实施主体|实施单位|主管单位", "主体"),
    ("实施方案|实施内容|实施计划|工作方案", "方案"),
    ("实施周期|项目周期|实施期限|起止时间", "周期"),
    ("预算安排|资金安排|资金来源|年度预算|经费安排", "预算安排"),
    ("完成情况|绩效完成", "完成情况"),
    ("绩效目标设置|预算绩效|绩效管理|绩效目标编报|绩效评价|绩效自评", "绩效目标"),
    ("绩效目标|年度目标|项目目标", "目标"),
    ("三公", "三公"),
    ("机关运行", "机关运行"),
    ("政府采购", "政府采购"),
    ("国有资产|车辆|资产占[有用]", "国有资产"),
    ("机构设置|单位构成|内设机构|机构概况|基本情况", "机构"),
    ("职能|职责", "职能"),
    ("存在(?:的)?(?:主要)?(?:问题|不足)|主要问题", "存在问题"),
    ("(?:改进|整改)(?:的)?(?:措施|建议|意见)|下一步", "改进措施"),
    ("名词解释|收入名词|支出名词|术语", "名词解释"),
    ("编制说明|预算说明|总体情况|(?:收入|支出|决算|预算)情况说明|收支.*说明", "编制说明"),
    ("(?:预算|决算).*表$", "编制说明"),
)
"""Pattern in a heading → topic; the innermost heading that fits decides."""

_TOPICS = tuple((re.compile(pattern), topic) for pattern, topic in TOPICS)
_PROJECT_TAIL = re.compile(r"(?:项目)?(?:支出)?(?:预算)?经费(?:使用)?(?:的)?(?:情况)?说明$")
_STATED = re.compile(
    r"(?:^|[。；])(?:\d{4}年(?:度)?[,，]?)?(?:本单位|本部门)?(?P<name>[^,，。；]{2,40}?项目)"
    r"(?:\d{4}年(?:度)?)?(?:财政资金|财政)?(?:年度)?(?:预算(?:总)?(?:安排)?(?:金额|资金)|预算安排)"
)
_FORM_WORDS = frozenset(
    (
        "主管部门",
        "实施单位",
        "一级指标",
        "三级指标",
        "年度总目标",
        "项目总目标",
        "年度资金总额",
        "全年预算数",
        "计划开始日期",
    )
)
"""What a form about one project says besides 「项目名称」."""
_LIST_COLUMN = re.compile(
    r"^(?:序号|编号|(?:预算|实施|项目|主管|承担)?单位(?:名称)?|(?:主管|责任|牵头)(?:部门|处室|科室)|.*(?:编码|科目|金额|预算数?|合计|总计|类型|类别|性质|属性|情况|等级))$"
)
"""What stands beside 「项目名称」 in the header of a list of projects."""
_BUILT = re.compile(
    r"^[^,，。;；]{0,40}?(?:建设|新建|实施|承建|开展|设立)的(?P<name>[^,，。;；的]{4,40}?(?:工程|项目))(?=[,，。;；])"
)
_CHAPTER = re.compile(r"^\s*(?P<number>[一二三四五六七八九十]{1,3})[、.．]")
_PART = re.compile(r"^\s*第[一二三四五六七八九十]+部分")
_PRONOUN = re.compile(r"^(?:该|本|此|各|上述)")


@dataclass(frozen=True, slots=True)
class Place:
    """Where a block stands: ``section`` is its heading path, outermost first."""

    section: tuple[str, ...]
    project: str
    topic: str


def places(blocks: Sequence[Block], organisation: str) -> tuple[Place, ...]:
    """One place per block; headings stand in their own section."""
    projects = _projects(blocks, organisation)
    result: list[Place] = []
    path: list[tuple[int, str]] = []
    project = ""
    chapter = False  # a project of several that a chapter describes
    chapters = _Chapters()
    for number, block in enumerate(blocks):
        if isinstance(block, Heading):
            if (outer := chapters.resumed(block, path)) is not None:
                path, project = outer, ""
            path = [entry for entry in path if entry[0] < block.level] + [(block.level, block.text)]
            if block.level == 1:
                project = projects.get(number, "")
            elif block.level <= LEVEL and (chapter or project_at(blocks, number)):
                project = project_at(blocks, number)
                chapter = bool(project)
        section = tuple(text for _, text in path)
        result.append(Place(section, project, topic_of(section)))
    return tuple(result)


@dataclass(slots=True)
class _Chapters:
    """Chapters whose order a table's title or a project's pages interrupt: 「五、」 behind a table follows 「四、」 before it.

    Such a title heads its own table or pages only, though nothing but the numbers of the chapters shows where they end.
    """

    outer: list[tuple[int, str]] = field(default_factory=list)
    last: int = 0
    """Number of the last chapter outside."""
    inner: int = 0
    """Number of the last chapter behind the interrupting title, which may have chapters of its own."""
    interrupted: bool = False

    def resumed(self, heading: Heading, path: list[tuple[int, str]]) -> list[tuple[int, str]] | None:
        """The path before the interruption that this heading ends; None for any other heading."""
        if heading.level == 1:
            self._titled(heading.text, path)
            return None
        match = _CHAPTER.match(heading.text)
        number = int(parse_number(match["number"]) or 0) if match else 0
        if not number:
            return None
        ends = self.interrupted and number == self.last + 1 and number != self.inner + 1
        if ends or not self.interrupted:
            self.last, self.interrupted = number, False
            return self.outer if ends else None
        self.inner = number
        return None

    def _titled(self, title: str, path: list[tuple[int, str]]) -> None:
        interrupts = not _PART.match(title) and (is_table_title(title) or project_stem(title) is not None)
        if interrupts and not self.interrupted:
            self.outer = list(path)
        elif not interrupts:
            self.last = 0
        self.interrupted, self.inner = interrupts, 0


def topic_of(section: Sequence[str]) -> str:
    """Topic of a heading path, "" when no heading has a known one."""
    if section and section[-1] == "目录":
        return ""
    for heading in reversed(section):
        plain = without_number(label(heading))
        for pattern, topic in _TOPICS:
            if pattern.search(plain):
                return topic
    return ""


def _projects(blocks: Sequence[Block], organisation: str) -> dict[int, str]:
    """Position of a level-1 heading → name of the project that its pages describe."""
    starts = [number for number, block in enumerate(blocks) if isinstance(block, Heading) and block.level == 1]
    result: dict[int, str] = {}
    for start, end in zip(starts, [*starts[1:], len(blocks)], strict=False):
        heading = blocks[start]
        if isinstance(heading, Heading) and (stem := project_stem(heading.text)) is not None:
            result[start] = _project(stem, blocks[start + 1 : end], organisation)
    return result


def project_stem(heading: str) -> str | None:
    """What a 「…项目经费情况说明」 heading names (「项目」 kept once), None for any other heading."""
    plain = without_number(label(heading))
    tail = re.search(r"经费(?:使用)?(?:情况)?说明$", plain)
    if tail is None or "三公" in plain or "机关运行" in plain:
        return None
    return re.sub(r"(?:项目){2,}$", "项目", plain[: tail.start()])


def _project(stem: str, blocks: Sequence[Block], organisation: str) -> str:
    form = next((name for block in blocks if isinstance(block, Grid) and (name := form_project(block.rows))), "")
    bare = stem.removesuffix("项目")
    if not bare or label(organisation).endswith(bare) or bare.endswith(label(organisation)):
        return form or _stated(blocks) or _built(blocks) or stem
    return form if form and form.removesuffix("项目") == bare else stem


def _built(blocks: Sequence[Block]) -> str:
    """「由某单位建设的某某工程，位于…」: the works that the first sentence of a page describes, "" when it describes none."""
    first = next((block.text for block in blocks if isinstance(block, Paragraph)), "")
    match = _BUILT.search(label(first))
    return match["name"] if match else ""


def _stated(blocks: Sequence[Block]) -> str:
    for block in blocks:
        if isinstance(block, Paragraph) and (match := _STATED.search(label(block.text))):
            name = match["name"]
            if not _PRONOUN.match(name):
                return name
    return ""


def form_project(rows: Sequence[Sequence[str | None]]) -> str:
    """The project that a form is about (the cell after 「项目名称」), "" when the grid is no form."""
    if not any(label(cell or "").rstrip(":") in _FORM_WORDS for row in rows for cell in row):
        return ""
    for row in rows[:6]:
        cells = [cell for cell in row if cell]
        if any(label(cell) in ("一级指标", "二级指标", "三级指标") for cell in cells):
            return ""  # a list of projects with their indicators
        for name, value in itertools.pairwise(cells):
            if label(name).rstrip(":") == "项目名称":
                return "" if heads_projects(row) else mend(value)
    return ""


def heads_projects(row: Sequence[str | None]) -> bool:
    """Whether a row is the header of a list of projects: other columns are named beside 「项目名称」."""
    cells = [label(cell) for cell in row if cell]
    if "项目名称" not in cells:
        return False
    number = cells.index("项目名称")
    return any(
        _LIST_COLUMN.match(cell) for cell in (*cells[max(0, number - 1) : number], *cells[number + 1 : number + 2])
    )
