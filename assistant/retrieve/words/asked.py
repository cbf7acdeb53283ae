"""What kind of thing a question in words asks for, and how a passage shows that it holds one.

A question for a place is answered by a place, one for a name by a name: a passage near the subject that shows none of the kind
answers nothing. ``strict`` kinds forbid such an answer; the others only prefer passages that show them. What a question says
to ask for its kind (「由哪个科室负责」) needs no explanation by the passage, so it is taken out of the words that do.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from assistant.patterns import Pattern
from assistant.query import Operation, Span
from assistant.retrieve.words.kinds import CAUSE, KINDS, NUMBER, PURPOSE, Kind

if TYPE_CHECKING:
    from assistant.query import Question

_OUTCOME = Pattern(
    r"增|减|多|少|高|低|涨|跌|降|超|没|未|不|扣|取消|推迟|偏差|零分|0分|变|持平|压|停|慢|晚|延|差(?!旅)|失|空白|结转|结余|调整"
)
"""Words of an outcome: the question wants its cause."""

_COUNTED: tuple[tuple[str, str], ...] = (
    ("人", r"(?:名|人|位|个)"),
    ("次", r"(?:次|场|期|轮|批|回)"),
    ("台", r"(?:台|套|个|部)"),
    ("套", r"(?:套|台|个)"),
    ("辆", r"(?:辆|台)"),
    ("枚", r"枚"),
    ("件", r"(?:件|项|个)"),
    ("家", r"(?:家|个|户)"),
    ("份", r"(?:份|本|册)"),
    ("张", r"张"),
    ("条", r"(?:条|路|根)"),
    ("路", r"(?:路|条)"),
    ("个", r"(?:个|项|家|名|处|张|只|条|人|台|套)"),
    ("项", r"(?:项|个|件)"),
)
"""Unit asked for → measure words a passage may use for it."""
_BARE_CELL = r"|(?:年度指标值|实际完成值) [<>=≥≤大小等于约]*\d[\d.,]*(?:，|$)"
"""A cell of a form whose number has no measure word."""
_COUNTED_NOUN = Pattern(r"(?:几|多少)(?:次|场|期|名|位|个|台|套|家|路|条|件|份|枚|辆|张)(?P<noun>[\u4e00-\u9fff]{1,4})")
EACH = Pattern(
    r"(?:每(?:一)?(?:个)?|(?<![\d十百千两第])一(?:个)?(?=小时|学时|课时|节课))(?P<one>小时|学时|课时|节课|台|人|户|套|个|名|次|株|亩|公里|吨|月|年|生|床|班|件|场|家|辆|平方米|单|餐|顿|份|批次|吨|天|次)[^,，。]{0,6}(?:多少|几)"
)
"""How much for each (「每台补多少」)."""
_SAME = {"顿": "[餐顿]", "律所": "(?:律所|律师事务所)"}
"""Measure words that documents write otherwise."""
_NAMED_BODY = Pattern(
    r"(?P<asks>哪(?:一)?(?:家|个|所|座|些|几家)|什么(?!性质|级别|类型|样|类))[\u4e00-\u9fff]{0,6}?"
    r"(?P<noun>事务所|律所|研究院|研究所|设计院|医院|银行|大学|学院|高校|学校|中学|小学|幼儿园|出版社|宾馆|酒店)"
)
_NO_NAME_OF_BODY = "专业|第三方|社会|定点|相关|有关|具有|有资质|具备|中介|外部|本地|其他|各|会计师|律师|审计|设计"
"""Words before such a noun that are no name (「委托会计师事务所」)."""
_DATES = Pattern(
    r"第?[一二三四1-4](?:(?:、|和|到|至|-)第?[一二三四1-4])?(?:个)?季度|[上下]半年?|(?:1[0-2]|[1-9])(?:(?:月份?)?(?:到|至|-|~)(?:1[0-2]|[1-9]))?月份?|年[底末初](?!预|结|财)"
)
"""A stretch of the year is compared as months, not as words."""
_NOUN = Pattern(
    r"(?:哪(?:些|几(?:个|种|类|家|项|所|座|支|间|处)|个|家|种|类)|什么|啥|几(?:个|家|种|类|名|张|台|次|场)|多少(?:个|家|种|类|名|张|台|次|场)?)(?P<noun>[\u4e00-\u9fff]{2,4})"
)
_ONE_OF_SO_MANY = Pattern(
    r"哪[几两二三四五六七八九十\d]+(?:枚|本|辆|台|栋|座|条|册|张|个|家|项|种|类)(?P<noun>[\u4e00-\u9fff]{1,4})"
)
"""「哪三枚章」."""
_NO_NOUN = Pattern(r"^(?:意思|时候|时间|原因|地方|东西|样|情况|内容|用|人|是|的|方面|问题|关系|比)")
_VERBS = Pattern(r"[是的有在放用给做干能可会来去要被把为和及上里中][\u4e00-\u9fff]*$")
_SAYS_NOTHING = Pattern(
    r"(?:主要职[责能]|职[责能]|机构设置|名单|清单|一览|局机关|机关|全局|概述|概况|实施周期|周期|实施方案|方案|年度目标|总目标|绩效目标|目标|完成情况|涵盖|包含|包括|下属|所属|预算单位|内设|科室|处室|机构|本部|单位|部门|项目|内容|情况|方面|服务|工作|具体|主要|有关|其中|名称|要求|的|了|都|和)+"
)
"""Words beside a question word that name nothing."""


_NOTHING_ELSE = frozenset({"地址", "人名", "联系方式", "企业", "机构名", "科室", "书目"})


@dataclass(frozen=True, slots=True)
class Asked:
    """What one question asks for: its kinds, the noun that it asks which of (「在哪些平台」), and the words that say so."""

    kinds: tuple[Kind, ...]
    noun: str = ""
    taken: tuple[tuple[int, int], ...] = ()
    """Stretches [start, end) of the question that only ask."""

    @property
    def strict(self) -> tuple[Kind, ...]:
        """Kinds without which a passage answers nothing."""
        return tuple(kind for kind in self.kinds if kind.strict)

    @property
    def needed(self) -> tuple[Kind, ...]:
        """Of the strict kinds those that nothing else stands in for (a name, an address), or all when none is."""
        hard = tuple(kind for kind in self.strict if kind.name in _NOTHING_ELSE)
        return hard or self.strict

    @property
    def topics(self) -> frozenset[str]:
        """Sections that usually hold what is asked for."""
        return frozenset(topic for kind in self.kinds for topic in kind.topics)


def asked_for(question: Question) -> Asked:
    """Read the kinds that a question asks for; none where it asks for a thing that no kind describes."""
    text = question.text
    kinds: list[Kind] = []
    taken: list[tuple[int, int]] = []
    why = (CAUSE if _OUTCOME.search(text) else PURPOSE,) if question.operation is Operation.REASON else ()
    for kind in (*KINDS, *why):
        found = [match.span() for match in kind.asked.finditer(text)]
        if found:
            kinds.append(kind)
            taken += found
    taken += [match.span() for kind in kinds if kind.idle for match in kind.idle.finditer(text)]
    if each := EACH.search(text):
        taken.append(each.span())
        strict = question.operation is not Operation.PASSAGE
        kinds.append(
            Kind(
                "每份",
                EACH,
                Pattern(f"每(?:一)?(?:个)?{_SAME.get(each['one'], each['one'])}[^,，。；]{{0,10}}\\d"),
                strict=strict,
            )
        )
    if (named := _NAMED_BODY.search(text)) and not any(kind.name == "企业" for kind in kinds):
        taken.append(named.span("asks"))
        kinds.append(_named_body(named["noun"]))
    if counted := _counted(question):
        kinds.append(counted)
    taken += [match.span() for match in _DATES.finditer(text)]
    noun = _noun(text)
    return Asked(tuple(_settled(kinds)), noun, tuple(taken))


def _settled(kinds: list[Kind]) -> list[Kind]:
    """The more special kind speaks where two were read out of the same words."""
    names = {kind.name for kind in kinds}
    dropped = set()
    if "科室" in names:
        dropped.add("清单")
    if names & {"地址", "用途", "来源"}:
        dropped.add("地点")
    if names & {"付款", "依据", "时间", "材质", "企业", "人名"}:
        dropped |= {"清单", "用途", "目的"}
    if names & {"企业", "科室", "受托"}:
        dropped.add("负责")
    if names & {"地址", "书目"}:
        dropped |= {"时间", "清单"}
    if "发放" in names:
        dropped |= {"付款", "清单"}
    if "时间" in names:
        dropped.add("时长")
    if names & {"原因", "缘由"}:
        dropped |= {"用途", "清单", "目的"}
    return [kind for kind in kinds if kind.name not in dropped]


def _named_body(noun: str) -> Kind:
    """「哪家会计师事务所」: only a name of one answers, no sentence that speaks of one."""
    begins = r"(?:[区市县省州]|委托|聘请|选聘|由|为|是|在|送|到|与|和|、|：|:|^)"
    shown = rf"{begins}(?!{_NO_NAME_OF_BODY})[\u4e00-\u9fff]{{2,12}}?(?:会计师|律师)?{_SAME.get(noun, noun)}"
    return Kind("机构名", _NAMED_BODY, Pattern(shown))


def _counted(question: Question) -> Kind | None:
    words = dict(_COUNTED).get(question.unit)
    if words is None or not re.search(r"(?<!哪)几|多少", question.text):
        return None
    return Kind("数量", Pattern(r"几|多少"), Pattern(NUMBER + words + _BARE_CELL))


_DONE_TO_WHAT = Pattern(
    r"(?P<verb>解决|[换买修建拆装租添补](?=了|过))(?:了|过)?(?:些|点)?(?:什么|啥|哪些)(?!时|用|费|钱|项目)"
)
"""「换了什么东西」: the sentence says what was replaced."""


def _noun(text: str) -> str:
    if done := _DONE_TO_WHAT.search(text):
        return done["verb"]
    counted = _COUNTED_NOUN.search(text)
    if counted and len(counted["noun"]) == 1 and counted["noun"] not in "的了吗呢啊呀吧才就要人":
        return counted["noun"]  # 「开几次会」
    match = _NOUN.search(text) or _ONE_OF_SO_MANY.search(text)
    if match is None or _NO_NOUN.match(match["noun"]):
        return ""
    short = _VERBS.sub("", match["noun"])
    return short if len(short) > 1 else match["noun"][:2]


def left_to_explain(question: Question, asked: Asked) -> tuple[Span, ...]:
    """Content of the question outside of the words that only ask; the whole content when nothing else is left."""
    return tuple(
        span
        for whole in question.content
        for span in _outside(whole, asked.taken)
        if (span == whole or len(span.text) > 1)  # one character left of a cut names nothing
        and not _SAYS_NOTHING.fullmatch(span.text)
    )


def _outside(span: Span, taken: tuple[tuple[int, int], ...]) -> list[Span]:
    keep = [not any(start <= i < end for start, end in taken) for i in range(span.start, span.end)]
    found: list[Span] = []
    begin = -1
    for n in range(len(keep) + 1):
        inside = n < len(keep) and keep[n]
        if inside and begin < 0:
            begin = n
        elif not inside and begin >= 0:
            found.append(Span(span.start + begin, span.start + n, span.text[begin:n]))
            begin = -1
    return found
