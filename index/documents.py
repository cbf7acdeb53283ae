"""What a document is: organisation, year, level and stage, from its cover or, without one, from its forms."""

from __future__ import annotations

import hashlib
import itertools
import re
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from index.language.layout import label
from index.language.names import region_of
from index.language.titles import heading_level, is_table_title, plain_title
from index.model import Block, Document, Grid, Heading, Level, Paragraph, Problem, Source, Stage
from index.sections import heads_projects

if TYPE_CHECKING:
    from collections.abc import Sequence

_COVER_BLOCKS = 14
_COVER_LINE = 60
_YEAR = re.compile(r"(?P<year>(?:19|20)\d{2})\s*年")
_CHINESE_YEAR = re.compile(r"二[〇零○][〇零○一二三四五六七八九]{2}年")
_TITLE = re.compile(r"年(?:度)?.*(?:预算|决算|自评|绩效|调整)")
_MAKER = re.compile(
    r"^(?:预算|决算|编制|公开)?(?:主管)?(?P<kind>部门|单位)(?:名称)?(?:\(.*?\))?[:：]\s*(?P<name>\S.{2,50})$"
)
_ORGANISATION = re.compile(r"^(?P<name>.{2,50}?)(?:关于)?(?:(?:19|20)\d{2}|二[〇零○][〇零○一二三四五六七八九]{2})年")
_YEAR_FIRST = re.compile(
    r"^(?:(?:19|20)\d{2}|二[〇零○][〇零○一二三四五六七八九]{2})年(?:度)?(?P<name>[^年,，。]{3,40}?)(?:部门|单位)?(?:预算|决算)"
)
_BEHIND = re.compile(r"(?:区|县|市)级$")
_BEFORE_YEAR = re.compile(
    r"^(?P<name>[\u4e00-\u9fff()]{3,28}(?:局|委|办|中心|院|馆|所|站|校|部|会|委员会|办公室|办事处|政府))(?=(?:19|20)\d{2}年)"
)
"""A body at the beginning of a title (「某区某局2031年项目绩效自评结果汇总表」)."""
_OF_MAKER = {"主管部门": 1, "实施单位": 2, "项目单位": 2, "预算单位": 2}
_TABLE_MAKER = re.compile(r"^(?:编制|填报)(?:部门|单位)[:：]\s*(?P<name>\S{3,50})$")
_SUM_MARK = re.compile(r"\(汇总\)$|\(本级\)$|\(本部\)$")


@dataclass(frozen=True, slots=True)
class Cover:
    """What the first lines say; "" and 0 where they are silent."""

    title: str = ""
    organisation: str = ""
    level: Level = ""
    year: int = 0
    stage: Stage = ""


def describe(name: str, path: Path, blocks: Sequence[Block]) -> tuple[Document, tuple[Problem, ...]]:
    """The document in the file at ``path`` (called ``name``), and what its pages leave unsaid."""
    cover = _cover(blocks)
    forms = _forms(blocks)
    inner = Cover(
        title=cover.title or forms.title,
        organisation=cover.organisation or forms.organisation or _table_maker(blocks),
        level=cover.level or forms.level,
        year=cover.year or forms.year or _first_year(blocks),
        stage=cover.stage or forms.stage or _first_stage(blocks),
    )
    filled, problems = _from_name(inner, name)
    data = path.read_bytes() if path.is_file() else b""
    document = Document(
        name=name,
        title=filled.title or Path(name).stem,
        region=region_of(filled.organisation) or region_of(filled.title) or region_of(Path(name).stem),
        organisation=filled.organisation,
        level=filled.level,
        year=filled.year,
        stage=filled.stage,
        format=Path(name).suffix.lower().lstrip(".") or "text",
        sha256=hashlib.sha256(data).hexdigest(),
        size=len(data),
        pages=max((block.page for block in blocks), default=0),
        listed_tables=_listed(blocks),
    )
    return document, problems


def _cover(blocks: Sequence[Block]) -> Cover:
    """The cover: the blocks before the table of contents or the first part."""
    lines: list[str] = []
    for block in blocks[:_COVER_BLOCKS]:
        if isinstance(block, Grid):
            break
        plain = label(block.text)
        if isinstance(block, Heading) and block.level == 1 and not _TITLE.search(plain):
            if not lines and not heading_level(plain):  # a heading by its style only, as the name of a sheet is
                continue
            break
        if len(plain) <= _COVER_LINE:
            lines.append(plain)
    if lines and is_table_title(lines[0]):
        return Cover()
    title = next((line for line in lines if _TITLE.search(line) and year_of(line)), "")
    if title and lines.index(title) and not _ORGANISATION.match(title):
        title = lines[lines.index(title) - 1] + title
    made = next((match for line in lines if (match := _MAKER.match(line))), None)
    organisation = made["name"] if made else _organisation_in(title)
    return Cover(
        title, organisation, _level(title, organisation, made["kind"] if made else ""), year_of(title), stage_of(title)
    )


def _organisation_in(title: str) -> str:
    match = _ORGANISATION.match(title) or _YEAR_FIRST.match(title)
    name = match["name"].strip('《“" ') if match else ""
    return "" if _is_place(name) else name


def _is_place(name: str) -> bool:
    """Whether a name is only a place (「上海市松江区」 in front of a cover's year)."""
    return re.fullmatch(r"(?:[\u4e00-\u9fff]{2,4}[省市])?(?:[\u4e00-\u9fff]{2,5}(?:区|县|市))?", name) is not None


def year_of(text: str) -> int:
    """The fiscal year in a title, 0 when there is none."""
    if match := _YEAR.search(text):
        return int(match["year"])
    if match := _CHINESE_YEAR.search(text):
        digits = match.group()[:4].translate(str.maketrans("〇零○一二三四五六七八九", "000123456789"))
        return int(digits)
    return 0


def stage_of(title: str) -> Stage:
    """The stage that a title names."""
    stages: tuple[tuple[str, Stage], ...] = (
        ("自评", "绩效自评"),
        ("决算", "决算"),
        ("调整", "调整预算"),
        ("绩效目标", "绩效目标"),
        ("预算", "预算"),
    )
    return next((stage for word, stage in stages if word in title), "")


def _level(title: str, organisation: str, kind: str) -> Level:
    if "(本级)" in organisation or "(本部)" in organisation or "本级" in organisation:
        return "本级"
    if re.search(r"单位(?:预算|决算)", title):
        return "单位"
    if re.search(r"部门(?:预算|决算)", title):
        return "部门"
    return "单位" if kind == "单位" else "部门" if kind == "部门" else ""


def _forms(blocks: Sequence[Block]) -> Cover:
    """What the first form says, for files that consist of forms."""
    result = Cover()
    titles = [label(one.text) for one in blocks[:6] if isinstance(one, Heading) and heading_level(one.text)]
    if not titles or not stage_of(titles[0]):
        return result
    maker = _BEFORE_YEAR.match(titles[0])
    result = replace(
        result, title=plain_title(titles[0]), stage=stage_of(titles[0]), organisation=maker["name"] if maker else ""
    )
    best = 0
    for block in blocks[:8]:
        if isinstance(block, Paragraph):
            result = replace(result, year=result.year or year_of(label(block.text)))
        if isinstance(block, Grid):
            for row in block.rows[:6]:
                if heads_projects(row):
                    continue
                cells = [label(cell) for cell in row if cell]
                for field, value in itertools.pairwise(cells):
                    rank = _OF_MAKER.get(field.rstrip(":"), 0)
                    if rank > best:
                        best, result = rank, replace(result, organisation=_SUM_MARK.sub("", value))
            break
    return result


def _table_maker(blocks: Sequence[Block]) -> str:
    for block in blocks:
        if isinstance(block, Paragraph) and (match := _TABLE_MAKER.match(label(block.text))):
            return match["name"]
    return ""


def _first_year(blocks: Sequence[Block]) -> int:
    return next((year for block in blocks if isinstance(block, Heading) and (year := year_of(label(block.text)))), 0)


def _first_stage(blocks: Sequence[Block]) -> Stage:
    """The stage that the first table's title names, for files that are nothing but tables."""
    titles = (label(block.text) for block in blocks if isinstance(block, Heading) and is_table_title(block.text))
    return next((stage for title in titles if (stage := stage_of(title))), "")


def _from_name(cover: Cover, name: str) -> tuple[Cover, tuple[Problem, ...]]:
    """Last resort: the file's name, with a note for each thing taken from it."""
    stem = label(Path(name).stem)
    told = {
        "organisation": (cover.organisation, re.split(r"(?:19|20)\d{2}年", stem)[0], "单位"),
        "year": (cover.year, year_of(stem), "年度"),
        "stage": (cover.stage, stage_of(stem), "阶段"),
    }
    problems: list[Problem] = []
    values: dict[str, object] = {}
    for key, (known, guess, word) in told.items():
        if known:
            continue
        values[key] = guess
        said = f"按文件名记为“{guess}”" if guess else "文件名里也没有"
        problems.append(Problem(f"封面没有写明{word}，{said}", Source(name), "warning", "封面"))
    return replace(cover, **values), tuple(problems)  # type: ignore[arg-type]


def _listed(blocks: Sequence[Block]) -> tuple[str, ...]:
    """Tables that the table of contents announces."""
    result: list[str] = []
    inside = False
    for block in blocks:
        if isinstance(block, Heading):
            inside = block.text == "目录"
        elif inside and isinstance(block, Paragraph):
            entry = plain_title(re.sub(r"[.·…‥_]{2,}.*$", "", block.text))
            if is_table_title(entry):
                result.append(entry)
    return tuple(dict.fromkeys(result))
