"""Years that a question asks for, the year a change counts from, and the year of the document it points to.

「比2023年」 gives the base of a change, 「按2024年预算说明」 the document, 「(2022运维)」 is part of a name: none of them is the year asked for.
Years are calendar years; 0 stands for none, −1 for 「上年」 as a base.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from assistant.characters import plain
from assistant.parse.places import absolute_years
from assistant.patterns import Pattern
from assistant.query import Operation, Place, Span
from index.language.periods import Year, find_years

if TYPE_CHECKING:
    from collections.abc import Sequence

    from assistant.lexicon import Lexicon

_BASE_YEAR = Pattern(r"(?:比|较|跟|和|与|同|相比|相较于?|对比)(?:上海市?)?$")
_SOURCE = Pattern(r"(?:按照?|依照?|照|根据|据|从)[^,，]{0,14}$")
_SOURCE_KIND = Pattern(
    r"(?:的)?(?:说明|文件|资料|报告)"
    r"|(?:的)?(?:部门|单位)?(?:预算|决算)(?:说明|文件|资料|报告|公开)?(?:的)?(?:说法|安排|数据|口径|倒推|推算|反推|情况|编制说明|,|，|$)"
)
_OWN_TOTAL = Pattern(r"[本当]年(?:度)?(?:支出|收入)(?:合计|总计|决算)?|上年度?(?=结转|结余)")
"""「本年支出合计」 is a row of the tables, 「上年结转」 a column."""
_DATE = Pattern(r"(?:年)?(?:第?[一二三四1-4]个?季度|\d{1,2}月|[上下]半年|年?底|年末)")
_FORECAST = Pattern(r"(?:安排|计划|打算|准备|预计|要|还|花|投|付)")


def years_asked(
    text: str, found: dict[Operation, re.Match[str]], places: tuple[Place, ...], lexicon: Lexicon
) -> tuple[tuple[Year, ...], int, list[Span], tuple[str, ...]]:
    """Years asked for, the year a change counts from, the stretches they take, and what was assumed."""
    named = [year for year in find_years(text) if not any(p.start <= year.start < p.end for p in places)]
    named = [year for year in named if not _in_name(text, year, lexicon)]
    every = named
    if any(year.offset is None for year in named):  # 「去年底（2023年末）」, 「今年（2023年）」: the number says which
        named = [year for year in named if year.offset is None or not _glossed(text, year, named)]
    named = [year for year in named if year.offset is None or not _OWN_TOTAL.match(text[year.start :])]
    if len(named) > 1 and any(not _is_date(text, year) for year in named):
        # Beside the year of the documents a date says when something is paid or done.
        named = [year for year in named if not _is_date(text, year)]
    held = {i for place in places for i in place.documents} or set(range(len(lexicon.documents)))
    newest = max((lexicon.documents[i].year for i in held), default=0)
    wanted: list[Year] = []
    base = 0
    notes: list[str] = []
    source = source_year(text, named)
    for year, number in absolute_years(named, newest):
        if source and number == source and len({y.year for y in named if y.year}) > 1:
            continue
        before_place = any(place.documents and 0 <= place.start - year.end <= 1 for place in places)
        comparing = (
            Operation.GROWTH in found
            and not before_place  # 「比2023年青浦少多少」 compares bodies
            and (_BASE_YEAR.search(text[: year.start]) or (year.offset == -1 and wanted))
        )
        if comparing:
            base = base or (number if year.offset is None else -1)
            continue
        if year.offset is not None:
            if Operation.GROWTH in found and year.offset == -1:
                base = -1
                continue
            notes.append(f"资料最新为{newest}年，「{year.text}」按{number}年理解")
        wanted.append(replace(year, year=number))
    spans = [Span(year.start, year.end, year.text) for year in every if not _OWN_TOTAL.match(text[year.start :])]
    return tuple(wanted), base, spans, tuple(notes)


def source_year(text: str, years: Sequence[Year]) -> int:
    """The year of the document that the question points to (「按2024年预算说明倒推」), 0 when it points to none."""
    absolute = [year for year in years if year.year]
    if len(absolute) == 2 and absolute[0].year < absolute[1].year and _FORECAST.match(text[absolute[1].end :]):
        between = text[absolute[0].end : absolute[1].start]
        if not re.search(r"和|与|、|到|至|比|跟|及|-", between):
            return absolute[0].year
    for year in years:
        if year.year and _SOURCE.search(text[: year.start]) and _SOURCE_KIND.match(text[year.end :]):
            return year.year
    return 0


def _in_name(text: str, year: Year, lexicon: Lexicon) -> bool:
    """「(2022运维)」, 「2021升级改造」 and 「十四五」 carry a number that is part of a name."""
    if text[: year.start][-1:] == "(":
        stop = text.find(")", year.end)
        inside = plain(text[year.start : stop if stop > 0 else len(text)])
        return not inside.isdigit() and any(inside in label for label in lexicon.labels)
    behind = re.match(r"[\u4e00-\u9fff]{2}", text[year.end :])
    if not behind or year.text.endswith(("年", "年度")) or not year.text.isdigit():
        return False
    inside = year.text + behind.group()
    return any(inside in label for label in lexicon.labels)


def _glossed(text: str, year: Year, named: Sequence[Year]) -> bool:
    """A year in figures stands right behind the relative one, or right before it, in brackets."""
    return any(
        other.offset is None
        and (re.fullmatch(r"年?[底末初]?[(,，]", text[year.end : other.start]) or text[other.end : year.start] == "(")
        for other in named
    )


def _is_date(text: str, year: Year) -> bool:
    """「2023年第四季度」, 「2023年12月」: a day or quarter on which something happens."""
    return bool(_DATE.match(text[year.end :]))
