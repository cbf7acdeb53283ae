"""A question in everyday Chinese → ``Question``: what is asked, of whom, of which year, and what is left to be linked.

Everything here is reading of words; nothing is looked up but the names of places.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from assistant.characters import plain
from assistant.lexicon import Lexicon
from assistant.parse import cues
from assistant.parse.content import content_spans, excluded_spans
from assistant.parse.normalise import normalise
from assistant.parse.places import absolute_years, find_places, scopes_of, unknown_bodies
from assistant.parse.thresholds import find_conditions, find_ranking
from assistant.query import Condition, Operation, Place, Question, Span
from index.language.periods import Year, find_years

if TYPE_CHECKING:
    from collections.abc import Sequence

LONGEST = 2000
"""Characters of a question that are read; longer ones are declined."""

_RATE_WORDS = frozenset({"预算执行率", "执行率", "自评总分", "自评得分", "总分", "项目总分"})
"""Columns of a self-evaluation form, when they stand alone."""
_DIVISOR = re.compile(r"(?:实际)?(?:人数|数量|台数|套数|次数|件数|个数|辆数|车次|户数)")
_BASE_YEAR = re.compile(r"(?:比|较|跟|和|与|同|相比|相较于?|对比)(?:上海市?)?$")
_QUOTED = re.compile(r"[“\"「『‘]([^”\"」』’]{2,40})[”\"」』’]")


def parse(raw: str, lexicon: Lexicon) -> Question:
    """Read one question on its own; earlier questions are merged by ``assistant.parse.followup``."""
    text = normalise(raw)
    found = _operations(text)
    places = find_places(text, lexicon)
    years, base_year, year_spans, notes = _years(text, found, places, lexicon)
    scopes = scopes_of(places, years, lexicon, _source_year(text, find_years(text)), text)
    numbers = tuple(dict.fromkeys(year.year for year in years))
    ranking = find_ranking(text)
    conditions = find_conditions(text)
    operation = _main_operation(text, found, conditions, ranking is not None)
    masked = [Span(p.start, p.end, p.text) for p in places] + year_spans
    measures = _measures(text)
    conditions = tuple(
        replace(condition, measure=condition.measure or _measure_before(condition, text, measures))
        for condition in conditions
    )
    if operation in {Operation.RANK, Operation.COUNT, Operation.AVERAGE, Operation.LIST}:
        # A column that only a condition speaks of is not what is ranked or listed.
        measures = [m for m in measures if m[1] not in {c.measure for c in conditions}]
    measures = _with_columns(text, measures, lexicon)
    if "执行率" in {name for _, name in measures} and "完成" in text:  # 「完成年初预算的百分之几」 asks for one rate
        measures = [pair for pair in measures if pair[1] not in {"年初预算数", "决算数", "完成值"}]
    if any(condition.text in {"满分", "零分"} for condition in conditions):
        measures = [m for m in measures if m[1] not in {"分值", "得分"}] + [(0, "得分")]
    excluded = excluded_spans(text, lexicon) if operation is not Operation.LIST or "除" in text else ()
    content = content_spans(text, masked + list(excluded), lexicon)
    if any(lexicon.documents[i].stage == "绩效自评" for scope in scopes for i in scope.documents):
        content = tuple(span for span in content if span.text not in _RATE_WORDS)
    if operation is Operation.AVERAGE:  # 「按实际人数算，人均」: the divisor, not the thing
        content = tuple(span for span in content if not _DIVISOR.fullmatch(span.text))
    return Question(
        raw=raw,
        text=text,
        operation=operation,
        operations=frozenset(found),
        places=places,
        scopes=scopes,
        years=numbers,
        base_year=base_year,
        stages=frozenset(stage for stage, pattern in cues.STAGES if pattern.search(text)),
        level=next((level for level, pattern in cues.LEVELS if pattern.search(text)), ""),
        measures=tuple(name for _, name in measures),
        measure_places=tuple(place for place, _ in measures),
        unit=_unit(text, {name for _, name in measures}),
        conditions=conditions,
        ranking=ranking,
        population=_population(text),
        content=content,
        excluded=excluded,
        quoted=tuple(match.group(1) for match in _QUOTED.finditer(text)),
        topic=next((topic for topic, pattern in cues.TOPICS if pattern.search(text)), ""),
        percent_wanted=bool(re.search(r"百分|%|率|增幅|涨幅|降幅|几成|比例|几个点|个点", text)),
        unknown_places=tuple(p.text for p in places if not p.documents)
        + unknown_bodies(text, places, lexicon.known_text),
        actual=bool(cues.ACTUAL.search(cues.COMPARED.sub("", text))),
        notes=notes,
        derived=_derived(text, tuple(name for _, name in measures), operation),
        decline=_decline(text),
    )


def _unit(text: str, measures: set[str]) -> str:
    """The unit the answer should have; an indicator's target or result may be anything unless the question says what."""
    unit = next((unit for unit, pattern in cues.UNITS if pattern.search(text)), "")
    if unit == "元" and measures & {"指标值", "完成值", "偏差原因"} and not re.search(r"钱|元|万|亿|金额|花", text):
        return ""
    return unit


def _with_columns(text: str, measures: list[tuple[int, str]], lexicon: Lexicon) -> list[tuple[int, str]]:
    """Column names of the corpus that stand in the question; 决算数 says the stage when another column is named."""
    taken = {name for _, name in measures}
    found = [(text.find(name), name) for name in lexicon.columns if name not in taken and name in text]
    found = [(place, name) for place, name in found if not any(name in other and name != other for _, other in found)]
    if found or len(measures) > 1:
        measures = [pair for pair in measures if pair[1] != "决算数"] or measures
    return sorted([*measures, *found])


_MEMBERS = frozenset({Operation.RANK, Operation.FILTER, Operation.LIST, Operation.COUNT})


def _derived(text: str, measures: tuple[str, ...], operation: Operation) -> tuple[str, str] | None:
    """Two columns whose difference is ranked or filtered: what was left over, what was added or cut during the year."""
    if operation not in _MEMBERS:
        return None
    if re.search(r"没(?:有)?(?:花|用|执行)完|未执行|结余|剩余|剩(?:了|下)|没花的", text) or {
        "全年预算数",
        "全年执行数",
    } <= set(measures):
        return ("全年预算数", "全年执行数")
    if {"全年预算数", "年初预算数"} <= set(measures):
        cut = re.search(r"压减|压了|压缩|砍|调减|调低|下调|减少|减了|缩减|降", text)
        return ("年初预算数", "全年预算数") if cut else ("全年预算数", "年初预算数")
    return None


def _operations(text: str) -> dict[Operation, re.Match[str]]:
    return {operation: match for operation, pattern in cues.OPERATIONS if (match := pattern.search(text))}


def _measure_before(condition: Condition, text: str, measures: Sequence[tuple[int, str]]) -> str:
    """The measure that stands shortly before a threshold (「执行率低于90%」), else the one its unit implies."""
    before = [(place, name) for place, name in measures if place < condition.place and condition.place - place <= 12]
    if before:
        return before[-1][1]
    if condition.unit == "分":
        return "得分"
    return "执行率" if condition.unit == "%" and "执行" in text else ""


def _main_operation(
    text: str,
    found: dict[Operation, re.Match[str]],
    conditions: tuple[Condition, ...],
    ranked: bool,  # noqa: FBT001 - a plain predicate
) -> Operation:
    if Operation.RANK in found and not ranked:
        found.pop(Operation.RANK)
    if (
        conditions
        and re.search(
            r"哪|谁|几|多少个|多少项|列|的有|名单|分别|有没有|的(?:项目|科目|指标|单位|支出|费用|类|款|项)(?:有)?$",
            text,
        )
        and not {Operation.SHARE, Operation.RANK} & set(found)
    ):
        return Operation.FILTER
    if ranked and Operation.DEFINITION in found and "意思" not in text:
        found.pop(Operation.DEFINITION)
    if Operation.DEFINITION in found and re.search(
        r"(?:得分|分值|指标值|完成值|执行数|预算数|执行率|目标值)(?:是|为)", text
    ):
        found.pop(Operation.DEFINITION)
    if Operation.COMPARE in found and _COMPARES_PARTS.search(text):
        return Operation.RANK
    if re.search(cues.PURPOSE, text):
        return Operation.PASSAGE
    order = [operation for operation, _ in cues.OPERATIONS]
    if (
        {Operation.LIST, Operation.GROWTH} <= set(found)
        and re.search(r"哪(?:些|几)", text)
        and not re.search(r"多少|百分之几", text)
    ):
        found.pop(Operation.GROWTH)  # 「哪几项比上年少了」 lists, it measures nothing
    if (
        Operation.DIFFERENCE in found
        and Operation.GROWTH in found
        and not _against_a_year(found[Operation.GROWTH].group())
    ):
        found.pop(Operation.GROWTH)
    return next((operation for operation in order if operation in found), Operation.VALUE)


_COMPARES_PARTS = re.compile(r"哪(?:一)?(?:块|部分|项|类|笔)(?:[^,，。]{0,8})(?:多|大|高|贵)")


def _against_a_year(cue: str) -> bool:
    """The growth cue names what it is measured against, or a rate: 「比上年多」, 「同比」, 「增长率」."""
    return bool(re.search(r"年|同比|同期|率|幅|增速|百分", cue))


def _years(
    text: str, found: dict[Operation, re.Match[str]], places: tuple[Place, ...], lexicon: Lexicon
) -> tuple[tuple[Year, ...], int, list[Span], tuple[str, ...]]:
    """Years asked for, the year a change counts from, the stretches they take, and what was assumed."""
    named = [year for year in find_years(text) if not any(p.start <= year.start < p.end for p in places)]
    named = [year for year in named if not _in_name(text, year, lexicon)]
    held = {i for place in places for i in place.documents} or set(range(len(lexicon.documents)))
    newest = max((lexicon.documents[i].year for i in held), default=0)
    wanted: list[Year] = []
    base = 0
    notes: list[str] = []
    source = _source_year(text, named)
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
    spans = [Span(year.start, year.end, year.text) for year in named]
    return tuple(wanted), base, spans, tuple(notes)


_SOURCE = re.compile(r"(?:按照?|依照?|照|根据|据|从)[^,，]{0,14}$")
_SOURCE_KIND = re.compile(
    r"(?:的)?(?:说明|文件|资料|报告)"
    r"|(?:的)?(?:部门|单位)?(?:预算|决算)(?:说明|文件|资料|报告|公开)?(?:的)?(?:说法|安排|数据|口径|倒推|推算|反推|情况|编制说明|,|，|$)"
)


_FORECAST = re.compile(r"(?:安排|计划|打算|准备|预计|要|还|花|投|付)")


def _source_year(text: str, years: Sequence[Year]) -> int:
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
    """「(2022运维)」 and 「十四五」 carry a number that is part of a name."""
    if text[: year.start][-1:] != "(":
        return False
    stop = text.find(")", year.end)
    inside = plain(text[year.start : stop if stop > 0 else len(text)])
    return not inside.isdigit() and any(inside in label for label in lexicon.labels)


def _measures(text: str) -> list[tuple[int, str]]:
    """(place, name) of the measures in the order in which they are named; what was reached stands before its target."""
    if re.search(r"目标和实际|目标与实际|目标、实际", text):
        text = text.replace("目标", "实际完成值目标值", 1)
    return sorted((match.start(), name) for name, pattern in cues.MEASURES if (match := pattern.search(text)))


def _population(text: str) -> str:
    nouns = [match.group("noun") for match in cues.POPULATION.finditer(text)]
    asked = re.search(
        r"(?:哪(?:些|几|个|一)?(?:个|项|家|笔)?|几个|多少个|最.{1,3}的?(?:[一二三四五六七八九十两\d]+)?(?:个|项|家|笔)?|所有|全部|各个?|每个?|有哪些)(?:的)?(?P<noun>子项目|项目|科目|分项|子项|小项|明细|部分|指标|预算单位|单位|部门|大类|类|款|项|区|费用|开支|支出|内容|开销|年)",
        text,
    )
    if re.search(r"(?:哪|这|各|几|一)家(?!庭)", text) and not asked:
        return "预算单位" if "预算单位" in text else "单位"
    if asked:
        return asked.group("noun")
    if re.search(r"哪几?(?:笔|块)|拆(?:成|开|为)|几(?:笔|块)", text):
        return "部分"
    return nouns[-1] if nouns else ""


def _decline(text: str) -> str:
    if not text:
        return "请输入一个问题，例如：某单位某年某项预算是多少。"
    if cues.GREETING.search(text):
        return "您好！我回答关于预算、决算和绩效资料的问题，例如「某单位2024年公务接待费预算多少」。"
    if cues.OUTSIDE.search(text):
        return "这个问题不在预算资料的范围内；我只根据已收录的预算、决算和绩效文件回答。"
    return ""
