"""A question in everyday Chinese → ``Question``: what is asked, of whom, of which year, and what is left to be linked.

Everything here is reading of words; nothing is looked up but the names of places.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from assistant.narrowed import narrowed
from assistant.parse import cues
from assistant.parse.content import as_printed, content_spans, excluded_spans
from assistant.parse.measures import asked_measures, derived, find_measures, measure_before, unit_of
from assistant.parse.normalise import normalise
from assistant.parse.operations import find_operations, main_operation
from assistant.parse.places import find_places, scopes_of, unknown_bodies, unknown_regions
from assistant.parse.thresholds import IDLE, find_conditions, find_ranking
from assistant.parse.years import source_year, years_asked
from assistant.patterns import Pattern
from assistant.query import OVERSPENT, Operation, Place, Question, Scope, Span
from index.language.periods import find_years
from index.language.units import UNIT_PATTERN

if TYPE_CHECKING:
    from assistant.lexicon import Lexicon

LONGEST = 2000
"""Characters of a question that are read; longer ones are declined."""

_RATE_WORDS = frozenset({"预算执行率", "执行率", "自评总分", "自评得分", "总分", "项目总分"})
"""Columns of a self-evaluation form, when they stand alone."""
_DIVISOR = Pattern(r"(?:实际)?(?:人数|数量|台数|套数|次数|件数|个数|辆数|车次|户数)")
_WAY = Pattern(r"(?:按照?|依照?|照|以)[^,，]*?(?:来?算|计算|折算|平摊|口径)(?=[,，]|$)")
"""How an average is to be worked out."""
_ONE_OF = Pattern(rf"(?:每|一)(?:{UNIT_PATTERN})[\u4e00-\u9fff]{{1,2}}(?=多少|几|要|合|花|$)")
"""「补一辆车多少」: the noun behind the measure word is what is counted."""
_AMONG_BODIES = Pattern(r"(?:所属|下属|直属|各)(?:的)?(?:各)?(?:个)?(?:预算)?单位(?:里|中|当中|里面)")
"""「所属单位中支出在…以上的」: bodies are asked for, whatever is measured."""
_MEAN = Pattern(r"(?:自评)?(?:的)?(?:项目)?(?:的)?平均(?:得分|分|得)?(?:数)?")
"""「项目平均得分」 is what is asked for, whether or not a document prints a row of that name."""
_QUOTED = Pattern(r"[“\"「『‘]([^”\"」』’]{2,40})[”\"」』’]")


def parse(raw: str, lexicon: Lexicon) -> Question:
    """Read one question on its own; earlier questions are merged by ``assistant.parse.followup``."""
    text = as_printed(normalise(raw), lexicon)
    found = find_operations(text)
    places = find_places(text, lexicon)
    years, base_year, year_spans, notes = years_asked(text, found, places, lexicon)
    scopes = scopes_of(places, years, lexicon, source_year(text, find_years(text)), text)
    levels = _levels_named(text, scopes, lexicon)
    level = levels[0] if levels else ""
    scopes = tuple(_of_level(scope, level, lexicon) for scope in scopes for level in (levels or ("",)))
    stages = frozenset(stage for stage, pattern in cues.STAGES if pattern.search(text))
    actual = bool(cues.ACTUAL.search(cues.COMPARED.sub("", text)))
    scopes = tuple(_of_stage(scope, _stage_meant(text, stages, actual=actual), lexicon) for scope in scopes)
    own = narrowed(lexicon, frozenset().union(*(scope.documents for scope in scopes)))
    numbers = tuple(dict.fromkeys(year.year for year in years))
    ranking = find_ranking(text)
    conditions = find_conditions(text)
    operation = main_operation(text, found, conditions, ranked=ranking is not None)
    masked = [Span(p.start, p.end, p.text) for p in places if not _begins_body(p, text, lexicon)] + year_spans
    doer = cues.DOER.search(text)
    if doer:
        masked.append(Span(doer.start(), doer.end(), doer.group()))
    if any("层级" in scope.stated for scope in scopes):
        masked += [
            Span(match.start(), match.end(), match.group())
            for name, pattern in cues.LEVELS
            if name in levels
            for match in pattern.finditer(text)
        ]
    measures = find_measures(text)
    conditions = tuple(
        replace(condition, measure=condition.measure or measure_before(condition, text, measures))
        for condition in conditions
    )
    measures = asked_measures(text, measures, conditions, operation, own)
    measures = measures or _planned_in_final(text, scopes, lexicon)
    if operation is Operation.COUNT and _states_number(text, {name for _, name in measures}):
        operation = Operation.VALUE
    excluded = excluded_spans(text, own) if operation is not Operation.LIST or "除" in text else ()
    content = _under_official_names(text, content_spans(text, masked + list(excluded), own), lexicon)
    if any(lexicon.documents[i].stage == "绩效自评" for scope in scopes for i in scope.documents):
        content = tuple(span for span in content if span.text not in _RATE_WORDS)
    if operation is Operation.AVERAGE:  # 「按实际人数算，人均」: the divisor, not the thing
        ways = [match.span() for match in _WAY.finditer(text)]
        ways += [match.span() for match in _ONE_OF.finditer(text)]
        named = tuple(span for span in content if not any(a <= span.start < b for a, b in ways))
        content = tuple(
            span for span in named or content if not (_DIVISOR.fullmatch(span.text) or _MEAN.fullmatch(span.text))
        )
    return Question(
        raw=raw,
        text=text,
        operation=operation,
        places=places,
        scopes=scopes,
        years=numbers,
        base_year=base_year,
        stages=stages,
        level=level,
        measures=tuple(name for _, name in measures),
        measure_places=tuple(place for place, _ in measures),
        unit=unit_of(text, {name for _, name in measures}),
        conditions=conditions,
        ranking=ranking,
        population=_population(_without(text, places)) or _bodies_meant(text, scopes, lexicon),
        content=content,
        excluded=excluded,
        quoted=tuple(match.group(1) for match in _QUOTED.finditer(text)),
        topic=next((topic for topic, pattern in cues.TOPICS if pattern.search(text)), ""),
        percent_wanted=bool(re.search(r"百分|%|率|增幅|涨幅|降幅|减幅|跌幅|几成|比例|几个点|个点", text)),
        unknown_places=tuple(p.text for p in places if not p.documents)
        + unknown_regions(text, places, lexicon.known_text)
        + unknown_bodies(text, places, lexicon.known_text),
        doer=(doer["who"] or doer["body"]) if doer else "",
        tables=frozenset(kind for kind, pattern in cues.TABLES if pattern.search(text)),
        actual=actual,
        notes=notes,
        derived=None
        if any(condition.text in {IDLE, OVERSPENT} for condition in conditions)
        else derived(text, tuple(name for _, name in measures), operation),
        decline=_decline(text),
    )


def _states_number(text: str, measures: set[str]) -> bool:
    """「年度指标值是多少个」 asks for what a cell says, it counts no members of a set."""
    return bool(measures & {"指标值", "完成值", "分值", "得分"}) and not re.search(
        r"(?:多少|几)个(?:项目|指标|科目|分项|单位)|有(?:多少|几)个$", text
    )


def _planned_in_final(text: str, scopes: tuple[Scope, ...], lexicon: Lexicon) -> list[tuple[int, str]]:
    """「…的预算数是多少」 of a final account: its column of what was planned, never what was spent."""
    named = _PLANNED.search(text)
    stages = {lexicon.documents[i].stage for scope in scopes for i in scope.documents}
    return [(named.start(), "预算数")] if named and "决算" not in text and stages == {"决算"} else []


_PLANNED = Pattern(
    r"(?<!公共)(?<!基金)(?<!经营)预算(?:数|(?:安排|批|给|定)?了?(?:是|为|有)?(?:多少|几)(?!个|项|家))|原(?:来|先|本|定)(?:的|是)?(?:预算|安排)"
)
"""What was planned, not the name of a document or a fund."""
_HOUSES = Pattern(r"(?:哪|这|各|一)家(?!庭)|几家(?=单位|预算|部门|机构|[的有是都共合,，。?？]|$)")
"""家 that stands for bodies; of 「几家食堂」 it counts what follows."""
_LONGEST_BODY = 14
"""Characters of a body's name that are compared."""


def _begins_body(place: Place, text: str, lexicon: Lexicon) -> bool:
    """「江畔中学」: the region is the beginning of the name of a listed body, which is asked for as a whole."""
    if not place.is_region:
        return False
    ends = range(min(len(text), place.start + _LONGEST_BODY), place.end + 1, -1)
    return any(body.endswith(text[place.start : end]) for end in ends for body in lexicon.bodies)


def _levels_named(text: str, scopes: tuple[Scope, ...], lexicon: Lexicon) -> tuple[str, ...]:
    """The level of accounts that is named; both where one body's 部门 and 本级 are set against each other."""
    found = sorted((match.start(), name) for name, pattern in cues.LEVELS if (match := pattern.search(text)))
    held = {lexicon.documents[i].level for scope in scopes for i in scope.documents}
    both = tuple(name for _, name in found if name in held)
    if len(both) > 1 and len(scopes) == 1 and _AGAINST.search(text):
        return both
    return next(((name,) for name, pattern in cues.LEVELS if pattern.search(text)), ())


_AGAINST = Pattern(r"比|相差|差多少|差额|多多少|少多少|哪个|谁")
_IN_BRACKETS = Pattern(r"\((?P<name>[^()]{3,30})\)")


def _under_official_names(text: str, content: tuple[Span, ...], lexicon: Lexicon) -> tuple[Span, ...]:
    """「社区工作者薪酬(其他社会保障和就业支出)」: of a thing and the 科目 it is booked under, the 科目 is what can be looked up."""
    for match in _IN_BRACKETS.finditer(text):
        start, end = match.span("name")
        inside = [span for span in content if start <= span.start and span.end <= end]
        clause = max((text.rfind(mark, 0, match.start()) for mark in ",，。;；、()"), default=-1)
        before = [span for span in content if clause < span.start and span.end <= match.start()]
        if inside and before and match["name"] in lexicon.official:
            content = tuple(span for span in content if span not in before)
    for match in _SUCH.finditer(text):
        named = [span for span in content if span.start == match.end() and span.text in lexicon.official]
        clause = max((text.rfind(mark, 0, match.start()) for mark in ",，。;；、()"), default=-1)
        examples = [span for span in content if clause < span.start and span.end <= match.start()]
        if named and examples:
            content = tuple(span for span in content if span not in examples)
    return content


_SUCH = Pattern(r"(?:这类|这种|这样的|这些|之类的|一类的|等)(?:的)?")
"""「邮寄电话上网这类邮电费」: what stands before are examples of what is named behind."""


def _of_level(scope: Scope, level: str, lexicon: Lexicon) -> Scope:
    """The scope's documents of the level that was named (部门 with all below it, 单位, 本级), when there are any."""
    kept = frozenset(i for i in scope.documents if level and lexicon.documents[i].level == level)
    return replace(scope, documents=kept, stated=scope.stated | {"层级"}) if kept else scope


def _stage_meant(text: str, stages: frozenset[str], *, actual: bool) -> str:
    """The one stage that the question is about; "" when it names none, or compares two."""
    if _TARGETS.search(text):
        return "绩效目标"
    planned = "预算" in stages and not _YEAR_START.search(text)
    final = "决算" in stages or (actual and "绩效自评" not in stages)
    if planned and final:
        return ""
    return "预算" if planned else "决算" if final else ""


_TARGETS = Pattern(r"项目(?:支出)?绩效目标(?!.{0,4}(?:管理|编报|申报))|绩效目标(?:申报)?表")
_YEAR_START = Pattern(r"年初|完成(?:年初)?预算|预算执行|执行率")


def _of_stage(scope: Scope, stage: str, lexicon: Lexicon) -> Scope:
    """The scope without the final account (or the budget) where it holds both of one body and the question means one."""
    stages = {lexicon.documents[i].stage for i in scope.documents}
    if stage == "绩效目标" and stage in stages:
        kept = frozenset(i for i in scope.documents if lexicon.documents[i].stage == stage)
        return replace(scope, documents=kept, stated=scope.stated | {"阶段"})
    if stage not in {"预算", "决算"} or not {"预算", "决算"} <= stages:
        return scope
    other = {"预算": "决算", "决算": "预算"}[stage]
    kept = frozenset(i for i in scope.documents if lexicon.documents[i].stage != other)
    return replace(scope, documents=kept, stated=scope.stated | {"阶段"})


def _without(text: str, places: tuple[Place, ...]) -> str:
    """The text without the names of places, in which words like 区 and 单位 name no set."""
    for place in sorted(places, key=lambda place: -place.start):
        text = f"{text[: place.start]},{text[place.end :]}"
    return text


def _population(text: str) -> str:
    nouns = [match.group("noun") for match in cues.POPULATION.finditer(text)]
    asked = re.search(
        r"(?:哪(?:些|几|个|一|[二两三四五六七八九十\d](?=大?(?:类|项|款)))?(?:个|项|家|笔)?|几个|多少个|最.{1,3}的?(?:[一二三四五六七八九十两\d]+)?(?:个|项|家|笔)?|所有|全部|各个?|每个?|有哪些)(?:的)?(?P<noun>子项目|项目|科目|分项|子项|小项|明细|部分|指标|预算单位|单位|部门|大类|类|款|项|区|费用|开支|支出|内容|开销|年)",
        text,
    )
    if re.search(r"(?:所属|下属|各|哪些|预算)(?:预算)?单位(?!预算|决算)", text) and not re.search(
        r"单位.{0,6}项目", text
    ):
        return "单位"
    if level := re.search(
        r"[“\"'「『](?P<depth>[类款项])[”\"'」』](?:级)?(?=科目|[,，]|$|有|都|里)|(?P<bare>[类款项])级(?:的)?科目", text
    ):
        return (level.group("depth") or level.group("bare")) + "级"
    if _HOUSES.search(text) and not asked:
        return "预算单位" if "预算单位" in text else "单位"
    if _AMONG_BODIES.search(text) and (not asked or asked.group("noun") not in {"项目", "科目", "指标"}):
        return "单位"
    if asked:
        return asked.group("noun")
    if re.search(r"哪几?(?:笔|块)|拆(?:成|开|为)|几(?:笔|块)", text):
        return "部分"
    return nouns[-1] if nouns else ""


def _bodies_meant(text: str, scopes: tuple[Scope, ...], lexicon: Lexicon) -> str:
    """「谁的办公费最多」: of several bodies the bodies are compared, where the question names no other set."""
    bodies = {lexicon.documents[i].organisation for scope in scopes for i in scope.documents}
    return "单位" if len(bodies) > 1 and re.search(r"谁", text) else ""


def _decline(text: str) -> str:
    if not text:
        return "请输入一个问题，例如：某单位某年某项预算是多少。"
    if cues.GREETING.search(text):
        return "您好！我回答关于预算、决算和绩效资料的问题，例如「某单位2024年公务接待费预算多少」。"
    if cues.OUTSIDE.search(text):
        return "这个问题不在预算资料的范围内；我只根据已收录的预算、决算和绩效文件回答。"
    return ""
