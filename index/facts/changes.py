"""Comparisons in prose: 「比2023年预算增加」「与上年持平」「占…的」「完成年初预算的」.

Each function reads the words in front of a figure and tells which comparison they make, or ``None``.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from index.model import Change


@dataclass(frozen=True, slots=True)
class Base:
    """What a figure is compared with: a year (0: not named) and 预算, 执行数, 决算 or "" ."""

    year: int
    kind: str


@dataclass(frozen=True, slots=True)
class Comparison:
    """A stated change: its direction, its base if these words name one, and the item they name ("" when none)."""

    change: Change
    base: Base | None
    words: str


_KIND = "年初预算数?|预算执行数?|预算安排数?|预算数?|决算数?|支出决算数?|执行数"
_BASE = re.compile(
    r"(?:比|较|与|同|和)(?:(?P<year>上一?年度?|去年度?|前年|(?:19|20)\d{2}年度?)(?:的)?(?:当年)?(?:同期)?"
    rf"(?P<kind>{_KIND})?|(?:本年|当年)?(?P<own>{_KIND}))(?:相比|比较)?"
)
_DIRECTIONS: dict[str, Change] = {
    **dict.fromkeys(("增加", "增长", "提高", "上升", "上涨", "上调", "增幅", "多", "增", "超出"), "增加"),
    **dict.fromkeys(("减少", "下降", "降低", "下调", "压减", "压缩", "降幅", "少", "减", "下滑", "缩减"), "减少"),
}
_DIRECTION = re.compile(
    rf"(?P<word>{'|'.join(sorted(_DIRECTIONS, key=len, reverse=True))})(?:了|额|幅度|率)?(?:为|约|达|共)?[:：]?\s*$"
)
_EVEN = re.compile(r"(?:基本|大体|大致|总体)?持平")
_SHARE = re.compile(r"占(?P<whole>[^，。；、]{0,30}?)(?:的)?(?:比重|比例|百分比)?(?:为|约|是|达)?\s*$")
_COMPLETED = re.compile(
    r"^(?P<item>.*?)完成(?P<of>(?:全年|年初|调整)?预算)(?:数)?(?:的)?(?:比例)?(?:为)?\s*$"
    r"|^[\s，,]*(?:完成|(?:预算)?(?:执行率|完成率)(?:为|达到?|是)?)\s*$"
)
_PAYMENT = re.compile(
    r"^(?P<when>.*?)(?:再|先|一次性|需)?(?:支付|付清|拨付|付)(?:至|到)?"
    r"(?P<whole>(?:剩余|项目)?(?:合同)?(?:总?价款?|总?金额|总?额|款项|款|尾款|余款)?|首付款|预付款|进度款|质保金)?(?:的)?(?:金额)?(?:为)?\s*$"
)


def base_in(words: str, year: int) -> Base | None:
    """Return the base a phrase names (``比2023年预算`` → 2023, 预算); 上年 is the year before ``year``."""
    match = None
    for match in _BASE.finditer(words):  # noqa: B007 the last one counts
        pass
    if match is None:
        return None
    kind = match["kind"] or match["own"] or ""
    return Base(
        _base_year(match["year"] or str(year), year), next((k for k in ("执行数", "决算", "预算") if k[:2] in kind), "")
    )


def _base_year(words: str, year: int) -> int:
    if words[:1].isdigit():
        return int(words[:4])
    return (year - 2 if words.startswith("前年") else year - 1) if year else 0


def stated_base(words: str, year: int) -> Base | None:
    """Return the base when the words end in it, so that the figure is the base's own (「比2019年预算1,892.54万元减少…」)."""
    matches = list(_BASE.finditer(words))
    return base_in(words, year) if matches and not words[matches[-1].end() :].strip(" 的为是") else None


def comparison(words: str, year: int) -> Comparison | None:
    """Read 「比上年预算增加」「下降」「，收入支出总计减少」 at the end of the words in front of a figure."""
    direction = _DIRECTION.search(words)
    if direction is None:
        return None
    rest = _BASE.sub("", words[: direction.start()]).strip(" ，,、；;")
    return Comparison(_DIRECTIONS[direction["word"]], base_in(words, year), rest)


def evenness(words: str, year: int) -> Comparison | None:
    """Read 「与2022年预算持平」「决算数与预算数基本持平」 in a clause that has no figure."""
    match = _EVEN.search(words)
    if match is None:
        return None
    rest = words[: match.start()]
    base = base_in(rest, year)
    if base is None and re.search(r"决算数?与(?:年初)?预算数?$", rest):
        return Comparison("持平", Base(year, "预算"), re.sub(r"(?:支出)?决算数?与(?:年初)?预算数?$", "", rest))
    return Comparison("持平", base, _BASE.sub("", rest).strip(" ，,、；;"))


def is_rough(words: str) -> bool:
    """Tell 基本持平 from 持平."""
    return bool(re.search(r"(?:基本|大体|大致|总体)持平", words))


def share_of(words: str) -> str | None:
    """Return the whole of a share (「占本年支出合计的」 → 本年支出合计; "" when it is not named)."""
    match = _SHARE.search(words)
    return match["whole"].strip() if match else None


def completed(words: str) -> tuple[str, str] | None:
    """Return whose budget was completed and which (「完成年初预算的」 → ``("", "年初预算")``), ``None`` when the words say no such thing."""
    match = _COMPLETED.match(words)
    return ((match["item"] or "").strip(" ，,"), match["of"] or "") if match else None


def payment(clause: str) -> tuple[str, str] | None:
    """Return when and of what a share is paid (「验收后，支付合同总价的」 → ``("验收后", "合同总价")``)."""
    match = _PAYMENT.match(clause)
    return (match["when"].strip(" ，,；;："), match["whole"] or "") if match else None


__all__ = [
    "Base",
    "Comparison",
    "base_in",
    "comparison",
    "completed",
    "evenness",
    "is_rough",
    "payment",
    "share_of",
    "stated_base",
]
