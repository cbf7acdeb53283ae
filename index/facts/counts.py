"""What a counted quantity counts: 「配备7名志愿者」 the noun after it, 「编报绩效目标的项目17个」 the noun before it."""

from __future__ import annotations

import re
from dataclasses import dataclass

DURATIONS = frozenset({"小时", "分钟", "秒", "天", "工作日", "个自然日", "个月", "年", "周", "季度"})

_VERB_END = re.compile(
    r"(?:配备|采购|支援|内设|下设|设有|设置|设立|设|安排|提供|制作|购置|发放|下属|下辖|派驻|共有|拥有|具有|有|为|约|达到?|是|配置|招录|招聘|聘用|聘请"
    r"|开展|举办|组织|新增|新建|完成|实现|建设|打造|超过|和|及|以及|与|或|的|对|包括|约合|服务|需要?|一套|每年|每月|每季度|每天|每周|全年|共计?|合计|总计|仅|布置)$"
)
_NOUN = re.compile(r"[^\u4e00-\u9fffA-Za-z“]*(?P<noun>[\u4e00-\u9fffA-Za-z（）“”]{1,24})")
_STOP = re.compile(
    r"予|其中|全部|全天|配备|涉及|达到|因|第|各|分别|左右|以上|以下|不|未|仍|次年|报废|考核|升级|投入|运行|实行|同时|只|同比|较|比|得|年(?!度)|开展|进行|提供|负责|位于|完成|参加|协助|实施|用于|均|(?<!公)共|占|主要|从事|编制|组成|承担|协调|财政拨款|使用|支付|验收|通过|安排|到达|到场|现场|解决|响应|的|并|和|与|在|为|以|已|将|内(?!设)|后(?!勤)|前(?!台)|到|是|由|及|或|按"
)
_VERB_START = re.compile(r"^(?:共|共有|全年|预计|计划|拟|约|另|主要|用于|需|现有|已有)+")


_PLACES = frozenset("村镇乡县区街路桥河湖站点")
"""Nouns of one character that are counted."""
_PREPOSITION = re.compile(r"^(?:对|为|在|将|按|向|由|给|从|以|通过)")


@dataclass(frozen=True, slots=True)
class Counted:
    """The noun that is counted and, where the clause says more, for what or when (「周六配备」)."""

    item: str
    noun: str
    qualifier: str = ""


def counted(words: str, after: str, unit: str = "") -> Counted | None:
    """Return the noun behind the quantity when the words in front of it are none, else ``None`` (the noun stands before)."""
    front = re.sub(r"\s+", "", words).strip('“”"、，')
    noun = _noun_after(after)
    begins_with_verb = re.match(r"(?:内设|下设|设有|设)", front)
    if not noun or not (
        not front
        or _VERB_END.search(front)
        or begins_with_verb
        or (unit not in DURATIONS and _stands_behind(noun, after))
    ):
        return None
    if begins_with_verb:
        return Counted(f"内设{noun.removeprefix('内设')}" if front.startswith(("内设", "设")) else f"下设{noun}", noun)
    if front.endswith(("下属", "下辖")):
        return Counted(f"下属{noun}", noun)
    qualifier = "" if front.endswith("对") or _PREPOSITION.match(front) else _VERB_START.sub("", front)
    return Counted(noun, noun, qualifier if 3 <= len(qualifier) <= 12 else "")  # noqa: PLR2004 a short clause


def _stands_behind(noun: str, after: str) -> bool:
    """「维持11个急救站点、…」: a noun right behind the quantity is counted, unless it is the label of the next figure."""
    rest = after[len(noun) :] if after.startswith(noun) else ""
    return after.startswith(noun) and not re.match(r"\s*(?:共|为|约)?[\d一二两三四五六七八九十]", rest)


def paid_noun(words: str, after: str) -> str:
    """Return what an amount is paid for when it stands behind it (「待支付5000元质保金」), else ""."""
    return _noun_after(after) if re.search(r"(?:支付|拨付|付清|缴纳|收取)\s*$", words) else ""


def is_bare_verb(item: str) -> bool:
    """Tell 「发放」「采购」: a clause that names what is done and not what is counted."""
    return bool(_VERB_END.fullmatch(item))


def is_vague(sentence: str, end: int, unit: str) -> bool:
    """Tell 「六年来」「三天前」, which count back and state nothing."""
    return unit in DURATIONS and bool(re.match(r"\s*(?:来|前(?![台期])|间)", sentence[end:]))


def _noun_after(after: str) -> str:
    match = _NOUN.match(after.removeprefix("的"))
    if match is None or match.start("noun") > 0:
        return ""
    noun = match["noun"]
    stop = _STOP.search(noun)
    noun = noun[: stop.start()] if stop else noun
    noun = re.split(r"[（）]", noun)[0].strip("“”")
    return noun if 1 < len(noun) <= 14 or noun in _PLACES else ""  # noqa: PLR2004 longer is a clause


__all__ = ["DURATIONS", "Counted", "counted", "is_bare_verb", "is_vague", "paid_noun"]
