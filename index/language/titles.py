"""Titles of budget tables and forms, and headings of budget documents, as patterns.

Levels: 1 a part of the document or a table's title, 2 「一、」, 3 「（一）」 or a form inside a project's pages.
"""

from __future__ import annotations

import re

from index.language.layout import label

MOST_HEADING = 70
"""Characters; a longer line is never a heading."""

_MOST_TITLE = 45
_NUMBER = re.compile(
    r"^(?:[一二三四五六七八九十]+[、.]|\([一二三四五六七八九十]+\)|附[件表]?\s*\d*[:、.]?|\d{1,2}(?:、|\.(?!\d)|\.(?=(?:19|20)\d{2}年)|\s))\s*"
    r"|^(?:(?:部门)?(?:公开|预算|决算|财决)\d{1,2}(?:-\d{1,2})?表|(?:公开|附)?表\s*\d{1,2}(?:-\d{1,2})?)[:、.\s]*(?=\S)"
    r"|^附?表(?:十?[一二三四五六七八九](?!般)|十)[:、.\s]*(?=\S)"
)
_NUMBERED_FORM = re.compile(r"^(?:公开|附)?表\s*\d")
_FORM_NUMBER = re.compile(
    r"^\(?(?:(?:部门|单位|财决|财预)?(?:公开|批复|预算|决算|财决|附)?\d{1,2}(?:-\d{1,2})?表"
    r"|(?:部门|单位)?(?:公开|预算|决算|财决|附)?表(?:\d{1,2}(?:-\d{1,2})?|[一二三四五六七八九十]{1,3})"
    r"|附件[一二三四五六七八九十]?\d{0,2}(?:-\d{1,2})?)[:、.)]?$"
)
_PART = re.compile(r"^第[一二三四五六七八九十]+部分")
_FIRST = re.compile(r"^[一二三四五六七八九十]+[、.]\s*(?P<rest>\S.*)$")
_SECOND = re.compile(r"^\([一二三四五六七八九十]+\)[、.]?\s*(?P<rest>\S.*)$")
_ENDS = re.compile(r"[。;,、:!?]$|[。;](?=.)")
_FIGURE = re.compile(r"\d(?:\.\d+)?\s*(?:亿元|万元|元|%|个|辆|人)")
_PART_TAIL = re.compile(
    r"(?:主要职能|主要职责|职能|机构设置|单位构成|基本情况|概况|名词解释|编制说明|情况说明|经费说明|其他事项|重要事项说明)(?:\([^()]*\))?$"
)
_CONTINUED = re.compile(r"(?:\((?:金额)?单位:[^()]{1,6}\)|\(续表?\d*\)|续表?\d*|\(\d{1,2}/\d{1,2}\))$")
_TABLE = re.compile(
    r"(?:预算|决算|收支|支出|收入|绩效|经费|资产|采购|目标|汇总|明细|情况|项目|一览|统计)[^。;,:]*表(?:\([^()]*\))?$|^表[一二三四五六七八九十\d]+[:、\s]"
)
_FORM = re.compile(r"(?:绩效目标|绩效自评|自评)(?:申报|情况|结果)?(?:表|书)?(?:\([^()]*\))?$")
_GENERIC = re.compile(r"^(?:第[一二三四五六七八九十]+部分)?.*?(?:部门|单位)(?:预算|决算)(?:公开)?(?:报)?表$")

KINDS: tuple[tuple[str, str], ...] = (
    ("绩效自评|自评表", "绩效自评"),
    ("绩效目标", "绩效目标"),
    ("三公", "三公"),
    ("政府采购", "其他"),
    ("财政拨款(?:收支|收入支出)", "财政拨款收支总表"),
    ("基本支出", "基本支出经济分类"),
    ("政府性基金", "政府性基金"),
    ("国有资本", "国有资本经营"),
    ("一般公共预算", "一般公共预算"),
    ("收支|收入支出", "收支总表"),
    ("收入", "收入总表"),
    ("支出", "支出总表"),
)
"""Pattern in a title → kind of table; the first that fits decides (「政府性基金…收入支出决算表」 is a 政府性基金 table)."""

_KINDS = tuple((re.compile(pattern), kind) for pattern, kind in KINDS)
_FUND_BALANCE = re.compile(r"(?:政府性基金|国有资本)[^。]*(?:收支|收入支出)")


def without_number(text: str) -> str:
    """``text`` without a leading 「一、」, 「(一)」, 「1.」."""
    return _NUMBER.sub("", text, count=1)


def is_form_number(text: str) -> bool:
    """Whether a line is nothing but the number of a standard form (「公开02表」, 「预算01表」, 「附表3」)."""
    return _FORM_NUMBER.match(label(text).replace(" ", "")) is not None


def is_form_title(text: str) -> bool:
    """Whether a line standing alone is the title of a target or self-evaluation form."""
    plain = label(text)
    return (
        len(plain) <= _MOST_TITLE and _FORM.search(plain) is not None and not _FIRST.match(plain) and "《" not in plain
    )


def is_table_title(text: str) -> bool:
    """Whether a line standing alone is the title of a table or form."""
    plain = label(text)
    if len(plain) > MOST_HEADING or _ENDS.search(plain) or "《" in plain or plain.startswith("注"):
        return False
    if is_form_number(plain):
        return False
    if _GENERIC.match(plain):
        return False
    return _TABLE.search(plain) is not None or is_form_title(plain)


def plain_title(text: str) -> str:
    """A table title as it is shown and compared: no number in front, no 「（续）」 behind."""
    return _CONTINUED.sub("", without_number(label(text))).strip()


def table_kind(title: str) -> str:
    """The kind of a table by its title; 其他 when none fits."""
    fund = _FUND_BALANCE.search(title)
    if fund:
        return "政府性基金" if fund.group().startswith("政府性基金") else "国有资本经营"
    return next((kind for pattern, kind in _KINDS if pattern.search(title)), "其他")


def heading_level(text: str) -> int:
    """Level of a line standing alone, 0 when it is prose."""
    plain = label(text)
    if not plain or len(plain) > MOST_HEADING or _ENDS.search(plain):
        return 0
    if plain == "目录" or _PART.match(plain):
        return 1
    numbered = _FIRST.match(plain) or _SECOND.match(plain)
    if numbered:
        return _numbered_level(numbered)
    if re.match(r"\d|-", plain) and not re.match(r"\d{4}年", plain):
        return 0
    return _titled_level(plain)


def _numbered_level(numbered: re.Match[str]) -> int:
    chapter = numbered.re is _FIRST
    return (2 if chapter else 3) if _short(numbered["rest"], _MOST_TITLE if chapter else 30) else 0


def _titled_level(plain: str) -> int:
    if is_form_title(plain):
        return 1 if _NUMBERED_FORM.match(plain) else 3
    part = _PART_TAIL.search(plain) and "," not in plain and not _FIGURE.search(plain)
    return 1 if part or is_table_title(plain) else 0


def _short(rest: str, most: int) -> bool:
    return len(rest) <= most and "," not in rest and ":" not in rest and not _FIGURE.search(rest)
