"""The noun phrase in front of a prose figure: which line item it is, and which measure of it.

``subject`` takes the words between the last boundary and the figure (「2024年本部门政府采购货物预算」) and splits them into
item (``政府采购货物``), measure (``预算数``), year and the functional path a phrase may carry (类 › 款 › 项).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from index.language.names import organisation_core, region_of, short_names


@dataclass(frozen=True, slots=True)
class Subject:
    """What a figure is about; ``measure`` is "" where the words do not say, ``year`` 0 where they name none."""

    item: str
    measure: str = ""
    year: int = 0
    path: tuple[str, ...] = ()
    functional: bool = False


_TAILS: tuple[tuple[str, str], ...] = (
    # words between a line item and its figure → measure; tried in order on the end of the phrase
    ("(?:当年)?预算执行数|全年执行数|(?:实际)?执行数", "执行数"),
    ("年初预算(?:批复)?(?:数|安排|金额)?", "年初预算数"),
    ("调整(?:后)?(?:全年)?预算(?:数)?|全年预算(?:数)?", "全年预算数"),
    ("(?<=费)支出决算(?:数|金额)?|决算(?:数|金额)?", "决算数"),
    (
        "(?:年度)?(?:财政)?(?:资金)?预算安排(?:的)?(?:资金|金额|数|总额)?|安排(?:的)?(?:财政)?预算(?:资金|金额|数)?",
        "预算数",
    ),
    (
        "(?<!一般公共)(?<!政府性基金)(?<!国有资本经营)(?:总|财政|财政资金|资金)?预算(?:总)?(?:资金|金额|总金额|总额|数|安排数|额度|指标)?",
        "预算数",
    ),
)
_TAIL_PATTERNS = [(re.compile(rf"(?:{words})$"), measure) for words, measure in _TAILS]
_COPULA = re.compile(
    r"(?:(?<!收入)(?<!支出)(?:合计|总计)|共计)?(?:共计|共有|均为|约为|金额为|为|是|(?<!公)共|达到?|约|(?<![合总共统预累])计|有)?[:：]?\s*$"
)
_HEADS = re.compile(
    r"^(?:[\s、，,；;:：。]+|(?:其中|另外?|分别(?:为|是)?|包括|主要(?:是|为|包括)|已?其中|以及|及|和|与|并(?:且)?|含|还有|同时|但|则)(?=.)|剩余(?=.{3})"
    r"|(?:[（(]?(?:\d{1,3}|[一二三四五六七八九十]{1,3})[）)、.．]\s*)(?!\d)|[一二三四五六七八九十]是(?=.{3})|[-•·*]\s+|注[:：])"
)
_YEAR = re.compile(r"(?:截至)?(?P<year>(?:19|20)\d{2})年度?(?:末|底)?(?:当年)?")
_OWN = re.compile(
    r"^(?:[本我该](?:部门|单位)中?|本年度(?!收入|支出)|全年(?!执行数|预算数)|部门(?=预算安排|预算购)|单位(?=预算安排|预算购)"
    r"|预算安排(?=.{2})|拟(?=[^定])|预计|计划(?!生育|单列)|目前|现有?(?=.))"
)
_VERBS = re.compile(
    r"^(?:(?:共|还|另|仍|约|尚)?需要?(?=.)|(?:需要?|须|应|将|已|再|先|拟|共)?(?:支付|举办|召开|聘用|招聘|配备|派驻|涉及|安排|投入|需要?|共有|共计|收取|使用|用于|按照?|开展|约有?|实际|达到|发生|产生|采购(?!预算|金额|服务|货物|工程|项目))(?=.))"
)
_FUNCTIONAL = re.compile(
    r"(?P<name>(?<=[类款][）)])[^（）()“”、，。；]{2,20}、[^（）()“”、，。；]{2,20}(?=[（(]项)"
    r"|(?:[^（）()“”、，。；]|[（(](?![类款项][）)])[^（）()、，。；]{1,6}[）)]){2,40})[（(](?P<rank>[类款项])[）)]"
)
"""A name with its level behind it; it may hold brackets of its own (「政府办公厅（室）及相关机构事务（款）」).

A 、 is part of the name of an account that follows its own 款 (「抚恤（款）甲、乙补助（项）」), else it stands between two names.
"""
_REMARK = re.compile(r"[（(](?:以[^（）()]*为准|[^（）()]{0,12}(?:除外|合计)|部门|本级|汇总|软硬件[^（）()]*)[）)]$")
_QUOTED = re.compile(r"^[“‘「『\"](?P<name>[^“”‘’「」]+)[”’」』\"](?:科目|项目)?$")
_SHORTER: tuple[tuple[re.Pattern[str], str], ...] = (
    # what a noun phrase is shortened to
    (re.compile(r"^项目(?=合同)"), ""),
    (re.compile(r"^本(?:项目|工程)(?:规划)?(?=.{3})"), ""),
    (re.compile(r"^(“三公”经费)(?:支出|财政拨款(?:支出)?)$"), r"\1"),
    (re.compile(r"((?:机关运行经|接待|运行(?:维护)?|购置|（境）)费)支出$"), r"\1"),
    (re.compile(r"^.{4,}(?:支付|拨付|付清)(?=[^的]{2,12}$)"), ""),
    (re.compile(r"^.{2,}(?:并产生|产生)(?=[^的]{2,12}$)"), ""),
    (re.compile(r"^.{4,}(?:配备|派驻|安排|设立|配置|招录|聘用|发放)(?=[^的数额金费预]{2,16}$)"), ""),
    (re.compile(r"(?<=...)为?(?:每[^每]{1,3}){1,2}$"), ""),
    (re.compile(r"(?<=运行经费)财政拨款$"), ""),
    (re.compile(r"(?<=..)(?:各|均?在|均|于|以及|和)$"), ""),
)
_GENERIC = frozenset(
    {"", "资金", "金额", "总额", "总金额", "总预算", "投入", "的", "项目", "数"}
    | {"预算", "费用", "安排", "总", "用款", "经费"}
)
"""What is left of a phrase that names no item."""
_SHORTEST_NAME = 3
_LONGEST_PREFIX = 12
"""Characters that a district and an organisation may put in front of a project's name."""
_OWN_PROJECT = frozenset(
    {"本项目", "该项目", "项目总", "本项目总", "本工程", "项目", "项目年度", "本项目年度", "本项目预算总", "全部项目"}
)
_PROJECT_FUNDS = re.compile(
    "(?:共计?)?(?:涉及)?的?(?:项目预算资金|预算资金|预算金额|项目预算金额|项目资金|财政资金)(?:为|是|共|共计)?"
    "|(?:共计?)?涉及的?(?:一般公共|财政)?预算(?:资金|金额)?(?:为|是|共)?"
)
_FUNDS_INVOLVED = re.compile("(?:共计?)?涉及的?资金(?:总额)?为?")
_WHOLE_BUDGETS = frozenset({"部门", "单位", "收支", "全部", "本级"})


def functional_path(text: str) -> tuple[str, ...]:
    """Return the functional classification a text spells out (``一般公共服务支出（类）财政事务（款）…`` → its names)."""
    return tuple(re.sub(r"^\s*\d{1,3}[.、．]\s*", "", match["name"].strip()) for match in _FUNCTIONAL.finditer(text))


def subject(words: str, organisation: str = "", project: str = "") -> Subject:
    """Split the words in front of a figure; ``item`` is "" when they hold no noun of their own."""
    text = re.sub(r"收、支(?=总)", "收支", re.sub(r"\s+", "", words))
    year = _year(text)
    text = _strip_front(_YEAR.sub("", text), organisation)
    if _PROJECT_FUNDS.fullmatch(text):
        return Subject("项目预算资金", "预算数", year)
    if _FUNDS_INVOLVED.fullmatch(text):
        return Subject("涉及资金", "", year)
    if path := functional_path(text):
        return _functional(text, path, year)
    stem, measure = _split_tail(text)
    if stem in _WHOLE_BUDGETS and measure and not project:
        return Subject(f"{stem}预算", measure, year)
    functional = stem.endswith("科目") or text.endswith("科目")
    return Subject(_named(_tidy(stem), project), measure, year, functional=functional)


def _functional(text: str, path: tuple[str, ...], year: int) -> Subject:
    last = list(_FUNCTIONAL.finditer(text))[-1]
    stem, measure = _split_tail(text[last.end() :].strip('”"’」 '))
    name = path[-1]
    if stem == "支出" and not name.endswith("支出"):  # 「教育（类）支出」
        name = f"{name}支出"
    return Subject(name, measure, year, path[:-1], functional=True)


def _named(item: str, project: str) -> str:
    """Return the item, the project's own name where the words mean the project, or "" where they mean nothing."""
    if item in _OWN_PROJECT:
        return project
    if item in _GENERIC:
        return ""
    return project if project and _same_project(item, project) else item


def bare_words(words: str, organisation: str = "") -> str:
    """Return the words in front of a figure without year, numbering and the organisation's own name; verbs stay."""
    return _strip_front(_YEAR.sub("", re.sub(r"\s+", "", words)), organisation)


def _year(text: str) -> int:
    years = [int(match["year"]) for match in _YEAR.finditer(text)]
    return years[-1] if years else 0


def _strip_front(text: str, organisation: str) -> str:
    before = None
    while before != text:
        before = text
        text = _HEADS.sub("", text)
        text = _strip_organisation(text, organisation)
        text = _OWN.sub("", text)
        text = re.sub(r"^的", "", text)
    return text


def _strip_organisation(text: str, organisation: str) -> str:
    match = _own_name(organisation).match(text) if organisation else None
    if match is None or match.end() == len(text) or _belongs(text[match.end() :]):
        return text
    return text[match.end() :]


@lru_cache(maxsize=256)
def _own_name(organisation: str) -> re.Pattern[str]:
    """Match the organisation's full or short names at the beginning, with or without city, district and 「（本级）」."""
    names = (organisation, organisation_core(organisation), *short_names(organisation, region_of(organisation)))
    longest_first = "|".join(re.escape(name) for name in sorted(set(names), key=len, reverse=True))
    places = "(?:[\u4e00-\u9fff]{2,3}[省市])?(?:[\u4e00-\u9fff]{2,3}[区县])?(?:人民政府)?"
    return re.compile(f"{places}(?:{longest_first})(?:[（(](?:部门|单位|本级|本部|汇总)[）)])?")


def _belongs(rest: str) -> bool:
    """「XX中心网络运维项目」: the organisation is part of a project's name, keep it."""
    return bool(re.match(r"[^，。；]*项目(?:财政资金|预算安排|资金)", rest)) or rest.startswith(("管理经费", "分中心"))


def _split_tail(text: str) -> tuple[str, str]:
    text = _REMARK.sub("", _COPULA.sub("", text))
    for pattern, measure in _TAIL_PATTERNS:
        match = pattern.search(text)
        if match:
            stem = text[: match.start()]
            # 「公务接待费支出决算」: 支出 belongs to the tail; 「财政拨款支出预算」 it belongs to the item.
            return _REMARK.sub("", _COPULA.sub("", stem)), measure
    return text, ""


def _tidy(stem: str) -> str:
    stem = stem.strip("、，,；;:：。 的")
    before = None
    while before != stem:
        before = stem
        stem = _VERBS.sub("", stem)
        quoted = _QUOTED.match(stem)
        stem = quoted["name"] if quoted else stem
        stem = re.sub(r"^预算(?=支出|收入)", "", stem)
        stem = re.sub(r"(?<=支出|收入)总额$", "", stem)
        stem = re.sub(r"科目$", "", stem) if len(stem) > len("科目") else stem
        stem = stem.strip("、，,；;:：。 ")
    for pattern, kept in _SHORTER:
        stem = pattern.sub(kept, stem)
    stem = _balanced(_VERBS.sub("", stem))
    return stem if len(stem) > 1 else ""


def _balanced(text: str) -> str:
    """Drop an opening bracket or quotation mark whose partner was cut off."""
    for left, right in ("（）", "()", "“”", "「」", "《》"):
        if text.count(left) < text.count(right) and text.endswith(right):
            text = text[:-1]
        if text.count(left) > text.count(right) and text.startswith(left):
            text = text[1:]
    return text


def project_key(name: str) -> str:
    """Return what is left of a project's name for comparing: no quotation marks, spaces or trailing 项目."""
    return re.sub(r"(?:项目)+$", "", re.sub(r"[\s“”\"‘’「」（）()]", "", name))


def _same_project(item: str, project: str) -> bool:
    one, other = project_key(item), project_key(project)
    if min(len(one), len(other)) < _SHORTEST_NAME:
        return False
    with_prefix = one.endswith(other) and len(one) - len(other) <= _LONGEST_PREFIX
    return with_prefix or other.endswith(one)


__all__ = ["Subject", "bare_words", "functional_path", "project_key", "subject"]
