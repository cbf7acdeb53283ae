"""The words of a question that name something in the documents: what is left when places, years and fillers are gone."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from assistant.characters import bigrams
from assistant.matching import AliasHit, everyday_words
from assistant.parse import cues
from assistant.patterns import Pattern
from assistant.query import Span
from index.language.numerals import find_quantities
from index.language.units import UNIT_PATTERN
from index.language.vocabulary import FILLERS

if TYPE_CHECKING:
    from assistant.lexicon import Lexicon

_WORD = Pattern(r"[0-9a-z\u4e00-\u9fff]+(?:\.\d+)?%?")
_VERDICT = Pattern(
    r"(?:到底|究竟|有没有|是否|是不是)?(?:达标|达到(?:目标|要求|标准)?|达成|完成|做到|合格)(?:了)?(?:没有?|了?吗|与否|不)(?=$|[,，?？。])"
    r"|(?:有没有|是否|是不是)(?:达标|达到目标|达成)(?:了)?(?=$|[,，?？。])"
)
"""「达标没」 behind a question for what was reached: the target beside it says so."""
_LIMIT = Pattern(
    r"各?个?年龄段|最(?:后|终)(?=达到|完成|做到|实现|结果)|预期(?=[\u4e00-\u9fff]{0,2}(?:多少|几))|各?定(?:了|在|为|的)?(?=多少|几)|控制在(?=多少|几)"
    r"|(?<!第)几号(?!楼|线)|哪(?:一)?天|[排配派设放](?=(?:了|着)?(?:多少|几))|哪(?:几|些)(?:家|个)?(?:事业|行政|预算|下属|所属)*单位|哪些(?:事情?|地方|方面)上?|组成(?=的?$)"
    r"|(?:文件|资料|报告)?(?:里|上|中)?怎么(?:解释|说明|交代|讲|说)的?|怎么回事|全(?:是|都是)|写的什么|目标(?:值)?(?:和|与|跟|、)实际(?:完成)?值?|(?<=[比较跟与和])目标(?:值)?(?=[多少高低差超]|相差)|目标(?=(?:是|为|定|设|在|了|要|做|完成)*(?:多少|几))|(?:按|如|准|及)(?:期|时)(?=完成|做完|完工|交付|办完|办结|结束)|多久(?:之?内|以内)?|多长时间|多快|最[晚迟早]|必须"
)
"""Asks for a limit, or for both cells of a row; names no thing."""
_FRAME = Pattern(
    r"(?:总|明细|决算|预算|收支|支出|收入)表(?:格)?(?:上|里面?|中|内)(?!的)|专门(?=留|预留|给|面向|用)|(?<=预算)额度?(?=[是有为多]|$)|(?:之?后|以后)?(?:又|再)?加了(?=多少(?:费用|钱|预算|资金|经费))|(?<=[标目]标)数(?:量|值)?(?=[是为有]|多少|几)|拉(?=(?:专|网|光|电|宽)[线缆路纤带])|(?:钱|资金|经费|预算)?(?:全部?|都|全都|一分不剩地?)*(?:花|用)(?:完|光)了?(?:的)?(?=$|[,，、]|的?项目|且|并|执行)|(?:花|用)?(?:超|超支|超出|超过)了?(?=(?:年初|全年)?(?:的)?预算)|登记(?:在册|在账)?的?(?=车辆?)"
    r"|(?:到)?年[底末](?=还?(?:剩|没|结余|余))|发放了?(?=多少|几)|(?:这个)?(?:项目|工程)?(?:的)?(?:总)?盘子|(?:被|能|给)?评(?:为|上|成)"
    r"|(?<=[费资金贴助险款])财政(?:上)?[给拨出掏]+了?(?=多少|几)|买新的?(?=[\u4e00-\u9fff]{2})|走(?=(?:集中|分散|自行|公开|网上)(?:采购|招标))|连(?:同)?上年(?:的)?结转(?:结余)?(?:也|都)?算(?:上|在内|进去)"
    r"|给(?:职工|员工|民警|干部|教师|老师|大家|工作人员|在职人员)们?(?:缴|交|发|买|付)的?|[这那][一两三四五六七八九十几\d]*(?:间(?!接|隔|断)|栋|幢|辆)(?=[\u4e00-\u9fff]{2})|会(?=怎么|如何|怎样|被)|(?:有没有|是否|到底)?达(?:没|不)?达?标(?:了)?(?:吗|没有?|与否)|靠(?=[^,，]{2,15}出)|(?<=预算)付的?|(?<=基金)付的?|(?<=服务)类|(?<=货物)类|(?<=工程)类|(?<=[入款])出的?钱"
)
"""Words around a thing that say where it is printed, or what is done with it (「总表上」, 「登记的车」, 「靠…出的钱」)."""
_SAID_SOMEHOW = Pattern(
    r"(?:猛|陡|暴|激|骤|锐)(?:增|减|涨|降|跌|升)|(?:怎么|咋)(?:一)?回事|(?<=项目)(?:的)?钱(?=没|未|花|用)|给(?:了|出)(?:什么|哪些|啥)"
    r"|(?:文件|资料|报告|说明|预算|决算|表|书)(?:里面?|中|上)?(?:是)?(?:怎么|如何)(?:解释|说明|交代|讲|说)(?:的)?"
)
"""How something changed, or that the documents say something of it: 「猛增」, 「文件里怎么解释的」."""
_STRUCTURE = Pattern(
    r"(?<![固指规特决])(?:[定设]|[制设]定|定下)(?:了)?的?(?=(?:绩效|年度|全年)?(?:目标|指标值))|上一?年度?(?=[)])|去年[底末]|年[底末](?=[)])|排(?=前|名|第|序|列|在|最)|前[\d一二两三四五六七八九十]+大|多出|高出|超出|多了|少了|换成|又是|改成|换作|换做|比较一下|科目|增减|幅度|变化|变动|变了|(?<=[费出入金贴资助助务])总(?:额|数|量)|总金额|哪头|按功能分?|分[一二三四五六七八九十]大?类|刚好|正好|恰好|之间|要求|印成|显示为|写成|平摊|[\u4e00-\u9fff](?:出来|出去|下来|下去|起来|回来|过来|进去)|满分|拿到?|得到|占(?:了)?|垫底|(?:最)?大头|依次|居首|榜首|打头|开始(?=$|[,，])|合(?=多少|几)|分数|来着|相比|对比|相较|(?:每|一|补一?|平均每?一?)(?:个|台|人|套|辆|件|枚|次|家|条|份|张|车次)(?:项目|车)?|比重|比例|百分之(?:几|多少)?|百分比|同比|增长率?|增加|增幅|涨幅|降幅|减幅|跌幅|上涨|下降|减少|提高|降低|差额|相差|差多少|差距|贵多少|高多少|多多少|少多少|低多少|更贵|更高|更多|更少|更低"
    r"|绩效(?:表现)?(?=最)|最(?:大|高|多|贵|好|优秀?|差(?!距)|糟糕?|狠|厉害|猛|凶|快|明显|少|小|低|便宜|省|费钱|花钱)(?:的)?|从高到低|从大到小|从低到高|从小到大|前[一二两三四五六七八九十\d]+(?:名|位|强)?|第[一二三四五六七八九十\d]+(?:高|大|多|名|低|小|少)?"
    r"|平均(?:下来|每|一)?|最后(?=[一二两三四五六七八九十\d])|人均|单价|哪个|哪些|多少|什么|[一二三四五六七八九十两\d]+(?:个|项|样|家|笔|块|款|类)|以上|以下|超过|不足|低于|高于|大于|小于|不到|至少|不低于|不超过"
    r"|\d[\d,.]*(?:万|亿)?(?:元|%|分|个)?|执行数|执行率|预算数|决算数|决算(?=比|较|与|和|跟|是|为|有|多少|一?共|花|$)|得分|分值|指标值|完成值|年初|全年|实际|意思|原因|为什么|名词解释|解释|定义|(?:绩效)?自评表?"
)


@lru_cache(maxsize=1)
def _filler_pattern() -> Pattern:
    return Pattern("|".join(re.escape(word) for word in sorted(FILLERS, key=len, reverse=True) if len(word) > 1))


_KEPT_WHOLE = Pattern(r"中(?:介|标|期|层|医|小(?:微|型)?企业)|一般公共预算(?=(?:总)?(?:支出|收入))|(?:人员|公用)经费")
"""Words in which 中 is no preposition; the fund whose name holds 预算 and columns whose names hold 经费, however a document prints them."""
_NUMBERED = Pattern(
    r"\d{1,3}号(?=[\u4e00-\u9fff]{2})(?<!\d月\d号)(?<!\d月\d{2}号)(?!之?[前后]|文|开始|起|到|至)|[\u4e00-\u9fff]{2}(?<![第前后排共约达近超名是为])\d(?!\d|[.,]\d|年|月|日|万|亿|元|%|[个项家台号次人名分套辆枚张条份件户])"
)
_TABLE_NUMBER = Pattern(r"(?:预算|公开|决算|附)?(?:\d{1,2}表|表\d{1,2}(?:-\d)?)(?:里|中|上)?")
"""「预算07表」 names a table by its number."""
_SPENT = Pattern(
    r"实际(?:上)?(?:执行|花费|花|支出|使用|开支|用)?(?:掉|了|的|出去)|(?:花|用)(?:出去|掉|去了|了)(?=多少|$|的)"
    r"|(?:没有?|未)(?:花|用|执行)(?:出去|完|掉)|(?:压减|压缩|压|缩减|削减|核减|砍掉|砍|调减|调增|追加)(?:了|掉)?(?=多少|百分之|几成|几个?点|(?:预算|资金|经费)?(?:金额|幅度)?(?:得)?最)"
    r"|(?:后来|最后|最终|年中|又|给|被)*(?:调整?|改|变)(?:成|到|为)(?:了)?(?=多少|几)|加(?:在|到)一(?:起|块儿?)|加一下|加个总|(?:反推|倒推|推算)(?:一下|出来?)?|(?:算|列|归|计)(?:作|为|入|在)?(?=(?:基本|项目)支出|(?:人员|公用)经费)"
)
"""「实际花了」: what happened, whatever it was."""
_COUNTED = Pattern(rf"(?:多少|(?<![这那前后])几)(?:{UNIT_PATTERN}|路)")
"""「多少路」「几辆」: the measure word belongs to the question."""
_TOTAL_WORD = Pattern(r"(?:预算|经费|资金|支出|安排)?(?:的)?总(?:数|额|金额|量|预算|计)")
_ENDS_WITH_TOTAL = Pattern(r"(?P<thing>.{2,}?)(?:预算|经费|资金|安排)*(?:的)?总(?:数|额|金额|量)")
_SIDES = frozenset(
    {
        "支出",
        "收入",
        "收支",
        "财政",
        "支出预算",
        "收入预算",
        "财政拨款",
        "预算",
        "决算",
        "项目",
        "资金",
        "基本支出",
        "项目支出",
    }
)
_ONLY_KIND = Pattern(r"[\"'”」』)]*(?:的|经费|资金|费用|支出|预算|项目|全年|年度|一年)*")
_GLOSS = Pattern(
    r"\([^()]*[+÷/×=−-][^()]*\)|\((?:含|包括|包含)[^()]{1,10}\)|\((?:连|把|加上)?[^()]{2,8}(?:也|都|一并)?(?:算上|算在内|算进[去来]|计入|在内)\)|\((?:基本|项目|人员|公用)[^()]{0,4}[加和与](?:基本|项目|人员|公用)[^()]{0,4}\)"
)
"""An explanation in brackets with arithmetic in it says how, not what."""
_EMPTY = frozenset(
    [
        "明细",
        "子项",
        "小项",
        "大明细",
        "项目",
        "科目",
        "部分",
        "分项",
        "单位",
        "部门",
        "指标",
        "支出",
        "费用",
        "经费",
        "预算",
        "决算",
        "收入",
        "内容",
        "名称",
        "年度",
        "执行",
        "类",
        "款",
        "项",
        "多",
        "少",
        "高",
        "低",
        "大",
        "小",
        "贵",
        "数",
        "率",
        "比",
    ]
)
"""Words that say what kind of thing is asked for, not which."""


_COLUMNS = frozenset({
    "执行数", "预算数", "决算数", "执行率", "指标值", "完成值", "全年执行数", "全年预算数", "年初预算数", "自评得分", "预算执行率",
})  # fmt: skip
"""Names of columns, which some document may print as a label as well."""


def _says_something(span: Span, protected: list[bool]) -> bool:
    """A lone character names nothing unless it is an everyday word (水, 电)."""
    if len(span.text) == 1 and not protected[span.start] and not span.text.isdigit():
        return False
    return span.text not in _EMPTY


_SINGLE_FILLERS = frozenset(word for word in FILLERS if len(word) == 1) | frozenset("比差")


def content_spans(text: str, masked: list[Span], lexicon: Lexicon) -> tuple[Span, ...]:
    """Stretches of ``text`` that must be linked, outside of ``masked``."""
    keep = [bool(re.match(r"[0-9a-z\u4e00-\u9fff%]", char)) for char in text]
    for span in masked:
        keep[span.start : span.end] = [False] * (span.end - span.start)
    for span in masked:  # 「比」 before a year compares, it names nothing
        if span.start and text[span.start - 1] in "比较跟和与":
            keep[span.start - 1] = False
    for quantity in find_quantities(text):
        if (quantity.unit or quantity.printed_unit in {"万", "亿"}) and not re.match(
            r"(?:的)?(?:通用|专用|大型)?设备|性", text[quantity.end :]
        ):
            keep[quantity.start : quantity.end] = [False] * (quantity.end - quantity.start)
    for gloss in _GLOSS.finditer(text):
        keep[gloss.start() : gloss.end()] = [False] * (gloss.end() - gloss.start())
    for counted in _COUNTED.finditer(text):
        keep[counted.start() : counted.end()] = [False] * (counted.end() - counted.start())
    for spent in (*_SPENT.finditer(text), *_TABLE_NUMBER.finditer(text), *_VERDICT.finditer(text)):
        keep[spent.start() : spent.end()] = [False] * (spent.end() - spent.start())
    protected = _protected(text, keep, lexicon)
    for pattern in (_STRUCTURE, _SAID_SOMEHOW, _FRAME, _LIMIT, _filler_pattern()):
        for match in pattern.finditer(text):
            if not all(protected[match.start() : match.end()]):
                for i in range(match.start(), match.end()):
                    keep[i] = keep[i] and protected[i]
    _keep_listed(text, keep, masked)
    _drop_single_fillers(text, keep, protected, lexicon)
    spans = tuple(span for run in _runs(text, keep) if _says_something(span := _fee_of_a_list(run, text), protected))
    return _without_total_words(text, tuple(_without_total_ending(span, lexicon) for span in spans))


_BESIDE = frozenset("、和与及加,")


def _fee_of_a_list(span: Span, text: str) -> Span:
    """「水费、气费」: one character and 费 beside another name is a name of its own, known or not."""
    behind = text[span.end + 1 : span.end + 2]
    listed = (span.start and text[span.start - 1] in _BESIDE) or (behind and behind in _BESIDE)
    if len(span.text) > 1 or not listed or text[span.end : span.end + 1] != "费":
        return span
    return Span(span.start, span.end + 1, span.text + "费")


_MEMBER = Pattern(r"[\u4e00-\u9fff]{2,6}")
_LIST = Pattern(r"(?:[\u4e00-\u9fff]{2,16}、)+[\u4e00-\u9fff]{2,16}")
_TAIL = Pattern(r"(?:和|与|及|以及|这?[两三四五六七八九十\d]+(?:个|项|样|块|类|笔|种)).*$")


def _keep_listed(text: str, keep: list[bool], masked: list[Span]) -> None:
    """「组织、宣传、统战三块事务」: a member of a list is a name even where it is a word of everyday speech by itself."""
    outside = {i for span in masked for i in range(span.start, span.end)}
    for found in _LIST.finditer(text):
        start = max((i + 1 for i in outside if i < found.end()), default=found.start())
        start = max(start, found.start())
        members: list[tuple[int, int]] = []
        for word in text[start : found.end()].split("、"):
            own = _TAIL.sub("", word) if start + len(word) >= found.end() else word
            members.append((start, start + len(own)))
            start += len(word) + 1
        kept = [any(keep[i] for i in range(*member)) for member in members]
        if sum(kept) > len(kept) / 2:
            for (begin, end), has in zip(members, kept, strict=True):
                if not has and _MEMBER.fullmatch(text[begin:end]):
                    keep[begin:end] = [True] * (end - begin)


_STOCK = Pattern(r"(?:保有|拥有|持有|占有)量|在(?:编|职|岗|册|校)(?=人|职|员|学|教|工|的|民|干|$)")
"""Words whose 有, 量 and 在 say nothing alone: how many there are, who is on the payroll (非编 are not 在编)."""
_SAME = "和及与"
_BEFORE = 16
"""Characters before a connective in which a name may begin."""


def as_printed(text: str, lexicon: Lexicon) -> str:
    """「设备和家具」 → 「设备及家具」 where a name of the documents is printed so: of 和, 及 and 与 people say either."""
    for match in re.finditer(f"[{_SAME}]", text):
        at = match.start()
        for word in dict.fromkeys(match.group() + _SAME):  # as it was typed, if a name is printed so
            other = f"{text[:at]}{word}{text[at + 1 :]}"
            starts = range(max(0, at - _BEFORE), at)
            if any(lexicon.name_end(other, start, len(other)) > at + 1 for start in starts):
                text = other
                break
    return text


def _without_total_ending(span: Span, lexicon: Lexicon) -> Span:
    """「政府采购预算总额」 → 「政府采购」; 「支出总额」 stays what it is."""
    match = _ENDS_WITH_TOTAL.fullmatch(span.text)
    if not match or span.text in lexicon.names or match.group("thing") in _SIDES:
        return span
    return Span(span.start, span.start + len(match.group("thing")), match.group("thing"))


def _without_total_words(text: str, spans: tuple[Span, ...]) -> tuple[Span, ...]:
    """「三公经费预算总数」: a word for the whole, right behind the thing, says no more than the thing."""
    kept: list[Span] = []
    for span in spans:
        between = text[kept[-1].end : span.start] if kept else ""
        if kept and _TOTAL_WORD.fullmatch(span.text) and _ONLY_KIND.fullmatch(between):
            continue
        kept.append(span)
    return tuple(kept)


def _protected(text: str, keep: list[bool], lexicon: Lexicon) -> list[bool]:
    """Characters inside a verbatim label or the name of an account of three or more characters, or an everyday word for one."""
    protected = [False] * len(text)
    for run in _runs(text, keep):  # kept characters are plain already
        for start in range(run.start, run.end):
            end = max(lexicon.name_end(text, start, run.end), lexicon.official_end(text, start, run.end))
            if text[start:end] not in _COLUMNS:
                protected[start:end] = [True] * (end - start)
    for match in (
        *_NUMBERED.finditer(text),
        *_STOCK.finditer(text),
        *_KEPT_WHOLE.finditer(text),
    ):  # 「计划2」 names one of several
        if all(keep[match.start() : match.end()]):
            protected[match.start() : match.end()] = [True] * (match.end() - match.start())
    for hit in everyday_words(text, lexicon):
        if all(keep[hit.start : hit.end]) and _known(hit, lexicon):
            protected[hit.start : hit.end] = [True] * (hit.end - hit.start)
    return protected


def _known(hit: AliasHit, lexicon: Lexicon) -> bool:
    """The documents speak of something that the everyday word may stand for; else it is an ordinary word."""
    return any(all(gram in lexicon.rarity for gram in bigrams(term)) for term in hit.terms)


def _drop_single_fillers(text: str, keep: list[bool], protected: list[bool], lexicon: Lexicon) -> None:
    """A lone function character goes unless it forms a bigram of the documents with a kept neighbour."""
    for i, char in enumerate(text):
        if not keep[i] or protected[i] or char not in _SINGLE_FILLERS:
            continue
        left = i > 0 and keep[i - 1] and text[i - 1 : i + 1] in lexicon.postings
        right = i + 1 < len(text) and keep[i + 1] and text[i : i + 2] in lexicon.postings
        if not (left or right) or char in "的了吗呢吧啊呀哈":
            keep[i] = False


def _runs(text: str, keep: list[bool]) -> tuple[Span, ...]:
    runs: list[Span] = []
    start = -1
    for i in range(len(text) + 1):
        inside = i < len(text) and keep[i]
        if inside and start < 0:
            start = i
        elif not inside and start >= 0:
            runs.append(Span(start, i, text[start:i]))
            start = -1
    return tuple(runs)


def excluded_spans(text: str, lexicon: Lexicon) -> tuple[Span, ...]:
    """What 「不含…」「去掉…」 names."""
    found = []
    for match in cues.EXCLUDE.finditer(text):
        start, end = match.span("put" if match.group("put") else "what")
        if content_spans(text[start:end], [], lexicon):
            found.append(Span(start, end, text[start:end]))
    # 「除了」 before anything else is a preposition as well: keep the first of overlapping finds only.
    return tuple(found[:3])
