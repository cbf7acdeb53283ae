"""Questions as people type them → one plain form that the rest of the parser reads.

NFKC (full-width digits and letters), simplified characters, lower case, common homophone slips mended, white space
and doubled punctuation dropped. Brackets stay: they are part of names such as (2022运维).
"""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING

from assistant.patterns import Pattern
from assistant.query import SAID_OVERSPENT
from index.language.numerals import parse_number
from index.language.vocabulary import TRADITIONAL, TYPOS

if TYPE_CHECKING:
    import re

_CHINESE_AMOUNT = Pattern(r"(?P<number>[一二两三四五六七八九十百千]{1,7})(?P<scale>[万亿](?!一|能|全|象|般|里))")
_REMARK = Pattern(r"\((?:含|包括|包含|提示|备注|注意|注|不是|即|就是)(?!\))[^()]{2,40}\)")
"""What a person adds in brackets to be sure of being understood (「(含事业收入安排的)」, 「(不是决算)」): it asks for nothing."""
_HINT = Pattern(
    r"[,，。;；]?(?:能|可以|能不能|可不可以)?(?:从|由|用|根据|按照?)(?:20\d\d年度?|今年|明年|后一年|下一年)(?:的)?[^,，。0-9]{0,8}(?:数字|数据|预算|资料|文件)?(?:推算|反推|倒推|推|算)(?:出来|得出)?(?:吗|么)?$"
    r"|^(?:从|由|用|根据|按照?)(?:公布|文件|资料|说明|列出)?(?:的)?(?:增减额?|增减变化|变化|变动|增减率|涨跌)(?:情况)?(?:来|去|往回)?(?:推算|反推|倒推|推|算)(?:一下)?[,，]"
    r"|[,，。;；?？](?:20\d\d年度?|今年|明年)(?:的)?(?:预算|数)?比(?:它|这|那|其|这个数)(?:略)?(?:多|少|高|低)(?:了|出)?(?:一点|一些|不少|很多|些|点)?儿?$"
)
"""What a person adds to say how the figure may be come by (「能从2023年的数字算出来吗」, 「2024年比它多一点」): it asks for nothing."""
_ROUNDING = Pattern(
    r"[(,，]?(?:请)?(?:按[^(),，]{2,8}(?:计划|预算|数据)?[,，])?(?:结果)?(?:四舍五入|保留|精确)到?[^(),，。]{0,8}(?:位小数|小数|元|角|分|位|整数)[)]?$"
)
"""「(四舍五入到分)」: how the reply is to be written."""
_ONE_TO = Pattern(
    r"(?P<one>[\u4e00-\u9fff]{2,14}?)[与和跟同](?P<other>[\u4e00-\u9fff]{2,10}?)(?:人数)?(?:之比|的?比(?:例|值)?)(?:大概|大约|约|是|为)*(?:多少|几)比1"
)
"""「学生与教师之比是多少比1」 asks how many times the one is the other."""
_YEAR_END = Pattern(
    r"(?:到|截至)?年[底末](?:的)?(?:账上|账面上?|手里|手头)?(?:一共|总共|总计|共)?(?:还)?(?:有)?(?=(?:结转|结余))"
)
"""「年底账上还结转结余多少」: 年末结转和结余."""
_BUYS_CARS = Pattern(
    r"(?:新|再|添)?(?:买|添|添置|新购|采购|购买|购置)(?:了|进|过)?(?P<n>几|多少)辆(?:新)?(?:公务用车|公务车|公车|汽车|轿车|车辆?)?(?=$|[,，。?？])"
)
"""「要买几辆车」: those that are bought, not those that are held."""
_WEEKDAY = Pattern(r"礼拜(?=[一二三四五六日天几])")
_LENGTH = Pattern(r"(?<=多少)个(?=工作日|小时)|(?<=几)个(?=工作日|小时)")
_SPACE = Pattern(r"\s+")
_POLITE = Pattern(
    r"^(?:诶|哎|嗨|喂|老师|同志|您好|你好|能不能告诉我|能告诉我|可以告诉我|请教一下|请教|请问一下哈?|请问|麻烦(?:你|您)?(?:帮我|帮忙)?(?:查下|查一下|查查|看看|看下|算下|算一下)?|帮我|帮忙|劳驾|您好|你好|想问(?:一下|问)?|我想(?:知道|问|了解|查)(?:一下|下)?)[,，:：哈]*"
    r"|(?:谢谢|多谢|麻烦(?:看看|查下|了)|请问|辛苦了|拜托)[啦了哈!!。.~]*$"
)


_OVERSPENT = Pattern(
    rf"(?:有没有|是否|是不是|有无|到底)?{SAID_OVERSPENT}了?(?:没有?|吗|么|呢)?$"
    r"|(?:实际|决算)?(?:比|较)(?:年初|全年)?预算(?:花得|花的)?(?:多|高|大)了?(?:吗|么|没有?)$"
)
"""「停车费超支了吗」 sets what was spent against the budget."""
_ASKS_WHICH = Pattern(r"哪|几|为什么|为何|为啥|原因|多少|谁|怎么")


def normalise(text: str) -> str:
    """The plain form of a question; "" when nothing but space was typed."""
    plain = unicodedata.normalize("NFKC", text).translate(TRADITIONAL).lower()
    for wrong, right in TYPOS:
        plain = plain.replace(wrong, right)
    plain = _CHINESE_AMOUNT.sub(_arabic, _LENGTH.sub("", _WEEKDAY.sub("周", plain)))
    plain = _REMARK.sub("", _join(plain)).replace("收、支", "收支").rstrip("?？。.!！~…")
    plain = _ONE_TO.sub(r"\g<one>是\g<other>的几倍", _ROUNDING.sub("", plain))
    plain = _BUYS_CARS.sub(r"购置车辆\g<n>辆", _YEAR_END.sub("年末", plain))
    plain = _HINT.sub("", plain).rstrip("?？,，") or plain
    for _ in range(3):
        shorter = _POLITE.sub("", plain)
        if shorter == plain or not shorter:
            break
        plain = shorter
    return _OVERSPENT.sub("实际花的比预算多多少", plain) if not _ASKS_WHICH.search(plain) else plain


def _arabic(match: re.Match[str]) -> str:
    """「五十万」 → 「50万」, as documents print amounts."""
    number = parse_number(match.group("number"))
    return f"{number:f}{match.group('scale')}" if number is not None else match.group()


def _join(text: str) -> str:
    """Without white space, save for one between Latin words."""
    return _SPACE.sub(lambda m: " " if _between_words(m) else "", text).strip()


def _between_words(match: re.Match[str]) -> bool:
    before, after = match.string[: match.start()][-1:], match.string[match.end() :][:1]
    return before.isascii() and before.isalpha() and after.isascii() and after.isalpha()
