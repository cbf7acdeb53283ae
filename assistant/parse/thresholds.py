"""Thresholds (「100万元以上」) and places in a ranking (「前三」「第二高」) in a question."""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal

from assistant.patterns import Pattern
from assistant.query import ALL_SPENT, OVERSPENT, SAID_OVERSPENT, Condition, Ranking
from index.language.numerals import Quantity, find_quantities, parse_number

_LOW = "少|小|低|便宜|省|差|糟|糟糕"
_PLACE = Pattern(r"(?:排名?|位列|名列|位居|排在|排到)(?P<rev>倒数)?第(?P<nth>\d+|[一二三四五六七八九十])")
_NTH = Pattern(r"(?P<rev>倒数)?第(?P<nth>\d+|[二两三四五六七八九十])(?P<dir>大|高|多|贵|少|小|低|名|位)")
_TOP = Pattern(r"(?P<word>前|后|倒数|最后|末|top)(?P<k>\d+|[一二两三四五六七八九十]+)(?:大|名|位|项|个|高|多|家)?")
_BEST = Pattern(
    r"(?<![至])最(?P<dir>大|高|多|贵|好|优秀?|狠|厉害|猛|凶|快|明显|差(?!距)|糟糕?|少|小|低|便宜|省|费钱|花钱|烧钱)(?!要|得(?!$|多|少|高|低)|需|可|能|会|等|不|允许|只)(?:的|是)?(?:那|前)?(?:的)?(?P<k>\d+|[一二两三四五六七八九十]+)?(?=个|项|家|笔|类|名|样|块|的|$|[^%]?)"
)
_MOST = Pattern(r"(?:占|是)?(?:了)?(?:最)?大头")
_OF_WHICH = Pattern(r"哪(?P<k>[二两三四五六七八九十]|\d+)大?(?:类|项|个|家|块|笔|款|方面)")
"""「哪三大类」: how many places of the order are asked for."""
_LAST = Pattern(r"垫底(?:的)?(?:那|是)?(?P<k>\d+|[一二两三四五六七八九十])?(?=个|项|家|$|[^\d])")
_SORT = Pattern(r"(?:从|由)(?P<from>高|大|多|低|小|少)(?:到|往|至)|排(?:个)?(?:序|名|队)|排一下|排列")


_AT_MOST = Pattern(
    r"最(?:多|少|快|慢)(?:要|得|能|可以?|需要?|允许|只能|不超过)*(?:等|花|用|拖|办)?(?:多久|多长时间|(?:多少|几)个?(?:工作日|天|日|小时|分钟|月|年|周))"
)
"""「最多要等几天」 asks for a limit, it ranks nothing."""


def find_ranking(text: str) -> Ranking | None:
    """What place in which order is asked for; None when the question ranks nothing."""
    if _AT_MOST.search(text):
        return None
    if match := _PLACE.search(text):
        return Ranking(descending=not match.group("rev") and not _upwards(text), k=1, nth=_count(match.group("nth")))
    if match := _NTH.search(text):
        low = match.group("dir") in _LOW.split("|")
        return Ranking(descending=not (low or match.group("rev")), k=1, nth=_count(match.group("nth")))
    if match := _LAST.search(text):
        return Ranking(descending=False, k=_count(match.group("k")) if match.group("k") else 1)
    best = _BEST.search(text)
    if best:
        low = best.group("dir") in _LOW.split("|")
        k = _count(best.group("k")) if best.group("k") else _k_before(text, best.start())
        return Ranking(descending=not low, k=k)
    if (match := _TOP.search(text)) and (
        "排" in text or re.search(r"大|高|多|少|低|小|名|项|个|家", text[match.start() :])
    ):
        descending = match.group("word") in {"前", "top"} and not _upwards(text)
        return Ranking(descending=descending, k=_count(match.group("k")))
    which = _OF_WHICH.search(text)
    if match := _SORT.search(text):
        k = _count(which.group("k")) if which else 0
        return Ranking(descending=match.group("from") not in {"低", "小", "少"}, k=k)
    if _MOST.search(text):
        return Ranking(descending=True, k=_count(which.group("k")) if which else 1)
    return None


def _upwards(text: str) -> bool:
    """The order asked for runs from the smallest up."""
    match = _SORT.search(text)
    return match is not None and match.group("from") in {"低", "小", "少"}


def _k_before(text: str, start: int) -> int:
    """「三项最大的」: the number may stand before the superlative."""
    match = re.search(r"(?P<k>[二两三四五六七八九十]|\d+)(?:个|项|家|笔)[^,，。里中内]{0,4}$", text[:start])
    return _count(match.group("k")) if match else 1


def _count(text: str) -> int:
    number = parse_number(text)
    return int(number) if number else 1


_TURNED = Pattern(r"(?:还|更|要)?(?:多|高|大|贵|少|低|小)")
_PART_OF_NAME = Pattern(r"(?:的)?(?:通用|专用|大型)?设备")
_NAMED = Pattern(r"(?:单价|单位价值|价值)(?:在)?$")
"""「单价50万元以上设备」 is a name, no threshold."""
_BARE_RANGE = Pattern(r"(?<![\d.])(?P<low>\d{1,3}(?:\.\d+)?)(?:到|至|-|~)(?P<high>\d{1,3}(?:\.\d+)?)(?=之间)")
_FULL = Pattern(r"满分|满100分?|100分满")
_EQUALS = Pattern(
    r"(?:[拿得](?:到|了)?|每项|均为|都是|是|为|等于|达到|正好|刚好|恰好|印成|写成|写着|显示|列为|=|(?:增加|增长|上升|上涨|涨|提高|下降|减少|降|减)了?|率|完成[^,，。]{0,8}的)$"
)
_IDLE = Pattern(
    r"(?:一分钱?|一毛钱?|一点儿?|完全|压根儿?|根本|一块钱)(?:都|也)?(?:没有?|未)(?:有)?(?:执行|花|用|支出|动|使用)(?!完)|(?:没有?|未)(?:执行|花|支出|动用?)(?:过|出去)?(?:一分|任何|钱的)"
    r"|(?:没有?|未)(?:执行|动用|支出)(?:的|过的?)(?:自评)?项目|零(?:执行|支出)"
)
"""Nothing at all was spent."""
IDLE = "没有支出"
"""Text of the condition that says so."""
_ALL_SPENT = Pattern(
    r"(?:哪[些几]|几个|多少个|列出)[^,，。?？]{0,12}?(?:项目|科目|支出)[^,，。?？]{0,6}?(?<![没未有能])(?:花|用|执行)(?:完|光)(?:了|的)?(?:$|[,，。?？])|(?:钱|资金|经费|预算)(?:全部?|都|全都)*(?:花|用|执行)(?:完|光)(?:了)?的?(?:项目|科目)?(?:有|是)?(?:哪|几|多少)"
)
_SPENDERS = Pattern(
    r"(?:花|用|动)了?钱的(?:项目)?(?:里面?|里头|当中|之中|中)|有支出的(?:项目)?(?:里面?|里头|当中|之中|中)"
)
"""「花了钱的里面最少的」: those that spent nothing are out of the race."""
_ZERO_LEFT_OUT = Pattern(
    r"(?:为|是)(?:0|零)(?:元|%)?的?(?:项目|那些|那几个)*(?:都)?(?:不算|除外|不计|不考虑|排除|去掉|剔除|不含)"
)
_INCLUDED = Pattern(r"\((?:也|都)?(?:含|包括|包含|算上|连)[^()]*\)")
"""「(含0分的)」 says what a condition takes in; it is none itself."""
_OVERSPENT = Pattern(rf"{SAID_OVERSPENT}(?<!年初预算)(?!了?的?年初)")
"""More was spent than planned for the whole year: a rate of more than 100 %."""
_LISTS = Pattern(r"哪|几个|多少个|列出|名单")


def _with_unit(quantity: Quantity) -> Quantity:
    """「80万」 without a unit is money here."""
    return replace(quantity, unit="元") if quantity.unit == "" and quantity.printed_unit in {"万", "亿"} else quantity


def find_conditions(text: str) -> tuple[Condition, ...]:
    """Thresholds with a relation, ranges, and 「为0」; a bare amount is no condition."""
    found: list[Condition] = []
    text = _INCLUDED.sub(lambda match: " " * len(match.group()), text)
    for quantity in map(_with_unit, find_quantities(text)):
        if _PART_OF_NAME.match(text[quantity.end :]) or _NAMED.search(text[: quantity.start]):
            continue
        if quantity.upper is not None:
            found.append(
                Condition("between", quantity.value, quantity.unit, quantity.text, quantity.upper, quantity.start)
            )
        elif turned := _TURNED.match(text[quantity.end :]):
            if text[: quantity.start].endswith("比"):  # 「比20万元多」
                relation = ">" if turned.group() in {"多", "高", "大", "贵"} else "<"
                found.append(Condition(relation, quantity.value, quantity.unit, quantity.text, place=quantity.start))
        elif quantity.relation in {">", ">=", "<", "<="}:
            found.append(
                Condition(quantity.relation, quantity.value, quantity.unit, quantity.text, place=quantity.start)
            )
        elif _EQUALS.search(text[: quantity.start]) and _LISTS.search(text) and quantity.unit:
            found.append(Condition("=", quantity.value, quantity.unit, quantity.text, place=quantity.start))
    bare = _BARE_RANGE.search(text)
    if bare and not any(
        condition.relation == "between" for condition in found
    ):  # 「得分在80到90之间」: the measure has the unit
        low, high = Decimal(bare.group("low")), Decimal(bare.group("high"))
        found.append(Condition("between", low, "", bare.group(), high, bare.start()))
    if re.search(r"(?:花了|用了|有)钱(?:的)?|真(?:正)?花|有(?:实际)?支出", text) and len(found) > 0:
        found.append(Condition(">", Decimal(0), "元", "有支出", measure="全年执行数"))
    if match := re.search(
        r"一分(?:都)?没(?:有)?(?:拿|得)(?:到)?|零分|得分?(?:了|为|是)?0分?(?![\d.])|没得分|(?<!\d)0分(?=的)", text
    ):
        found.append(Condition("=", Decimal(0), "分", "零分", place=match.start()))
    if spent := _SPENDERS.search(text):
        found.append(Condition(">", Decimal(0), "元", "有支出", place=spent.start(), measure="全年执行数"))
    zero = _ZERO_LEFT_OUT.search(text)
    if zero:  # the measure before it is found by its place
        found.append(Condition(">", Decimal(0), "", "非零", place=zero.start()))
    if (over := _OVERSPENT.search(text)) and _LISTS.search(text):
        found.append(Condition(">", Decimal(100), "%", OVERSPENT, place=over.start(), measure="执行率"))
    if idle := _IDLE.search(text):
        found.append(Condition("=", Decimal(0), "元", IDLE, place=idle.start(), measure="全年执行数"))
    if re.search(
        r"(?:不是|不为|不等于|剔除|去掉|不含|不算|不计|除去|除开|除了|刨去|撇开|抛开|非)(?:得|拿)?(?:0|零)(?:分|(?![\d.]))",
        text,
    ):
        found = [condition for condition in found if not (condition.relation == "=" and condition.value == 0)]
        found.append(Condition(">", Decimal(0), "分", "非零分"))
    spent_all = _ALL_SPENT.search(text)
    if spent_all and not any(condition.unit == "%" for condition in found):
        found.append(Condition("=", Decimal(100), "%", ALL_SPENT, place=spent_all.start(), measure="执行率"))
    full = _FULL.search(text)
    if full and not re.search(r"没|不是|未", text):
        found.append(Condition("=", Decimal(100), "分", "满分", place=full.start()))
    if not zero and re.search(r"(?<!不)(?:等于|为|是)(?:0|零)(?:元|分|%)?(?!\d|\.)(?:的|[,，?？。)]|$)", text):
        found.append(Condition("=", Decimal(0), "", "为0", place=max(text.find("为0"), text.find("是0"))))
    return tuple(found)
