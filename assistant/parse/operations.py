"""What is to be done with the figures: every operation whose words stand in a question, and the outermost of them."""

from __future__ import annotations

import re

from assistant.parse import cues
from assistant.patterns import Pattern
from assistant.query import Condition, Operation

_ASKS_TOPIC = Pattern(
    r"(?:依据|付款方式|支付方式|实施主体|实施方案|周期|(?<![项科])目的|作用|意义|职能|职责|机构设置|总目标|年度目标|预期目标|用途)(?:都|分别)?(?:是|有)"
)
_ASKS_SECTION = Pattern(r"依据|付款方式|支付方式|实施主体|实施周期|主要职能|职责")
_ASKS_CELL = Pattern(r"(?:指标值|目标值|完成值)(?:分别)?(?:是|为|定|有|达到)*多少")
_OF_SEVERAL = Pattern(r"哪(?:一|几|些|\d)?(?:个|项|类|款|种|笔|样)|科目|各项|谁|第[一二三四五\d]")
_COUNTS_MEMBERS = Pattern(
    r"(?:多少|(?<!的)几)个(?:项目|单位|指标|科目)(?![^,，。]{0,8}(?:元|钱|金额|资金|预算|支出|共))"
    r"|(?:拆|分|列)(?:成|为|了|出)*(?:多少|几)(?:个|项|类|块|部分|笔)(?![^,，。]{0,8}(?:元|钱|金额))"
)
_EACH_AMOUNT = Pattern(
    r"几个(?:子|自评)?(?:项目|单位)[^,，。]{0,6}[,，、;；]?(?:并且?|和|以及)?(?:它们)?(?:的)?(?:分别|各自?|每个)(?:都)?(?:是|为|要|花|安排|用)?了?多少(?:钱|万|元|资金|预算)"
)
_BALANCE = Pattern(r"年[末初](?:财政拨款)?(?:结转|结余)(?:和结余)?(?:资金)?(?:还剩|剩余|剩下|余下)")
_WHICH_MEMBERS = Pattern(
    r"的(?:项目|科目|支出|费用|指标|单位)?(?:都|分别)?(?:是|有)哪[几些](?:个|项|家|类|笔|款)?[?？]?$"
)
_WHEN = Pattern(r"什么时候|什么时间|何时|啥时候|几月份?(?!项)|哪一?天|(?<![第楼座])几号(?![楼线])")
_OF_TWO = Pattern(
    r"[^,，。、]{2}(?:和|与|跟|同|还是)[^,，。、]{2,}?(?<![里中])(?:这?两[个项笔块])?[,，]?[^,，。、]{0,8}(?<![里中])哪(?:一)?(?:项|笔|块|类|部分)(?:的钱|花得|花的|预算)?(?:更|比较|要)?(?:多|大|高|贵)"
)
"""「甲费和乙费哪项更贵」: the two that are named are compared, no rows of a table are ranked."""
_DEALT_WITH = Pattern(r"(?:剩余|剩下|结余|没(?:花|用)完)[^,，。]{0,6}(?:怎么|如何|怎样)(?:处理|处置|办|安排|使用|用)")
"""「剩余资金怎么处理」: what becomes of it, not how much it is."""
_COMPARES_PARTS = Pattern(r"哪(?:一)?(?:块|部分|项|类|笔)(?:[^,，。]{0,8})(?:多|大|高|贵)")


_DONE_TO_WHAT = Pattern(r"[换买修建添补](?:了|过)(?:些|点)?(?:什么|啥|哪些)(?!时|用|费|钱|项目)")
_WHY_MAINLY = Pattern(
    r"主要是?因?(?:为)?(?:哪(?:块|项|部分|方面|笔)|什么)(?:钱|费用|支出|开支)?(?:少|多|减|增|涨|降)(?:了|的)"
)
_EXPLAINS_CHANGE = Pattern(
    r"(?:增|减|涨|降|跌|多了|少了|超|没花完|没完成|没达标|未完成)[^?？。]{0,24}(?:怎么|如何)(?:解释|说明|交代)|(?:怎么|如何)(?:解释|说明|交代)[^?？。]{0,16}(?:增|减|涨|降|跌|超)"
)
"""「猛增七成，文件里怎么解释的」: why, not what a word means."""


_WORKED_BACK = Pattern(r"(?:倒|反)[推算][^?？。]*(?:是|为|有)(?:了)?多少")


def find_operations(text: str) -> dict[Operation, re.Match[str]]:
    """Operations whose words stand in the normalised question, with the place."""
    return {operation: match for operation, pattern in cues.OPERATIONS if (match := pattern.search(text))}


def main_operation(
    text: str,
    found: dict[Operation, re.Match[str]],
    conditions: tuple[Condition, ...],
    *,
    ranked: bool,
) -> Operation:
    """The operation that the others serve, VALUE when none is named; ``ranked``: the question names a place in an order."""
    found = dict(found)
    if _WHY_MAINLY.search(text) or cues.EXPLAINED.search(text):
        return Operation.REASON  # 「下降了10%，主要是哪块少了」
    if {Operation.SUM, Operation.COUNT} <= set(found) and _COUNTS_MEMBERS.search(text):
        found.pop(Operation.SUM)  # 「一共列了多少个项目」 counts
    if Operation.RANK in found and not ranked:
        found.pop(Operation.RANK)
    if (
        conditions
        and (
            Operation.LIST in found
            or re.search(
                r"哪|谁|几|多少个|多少项|列|的有|名单|分别|有没有[^,，。]{0,20}的|的(?:项目|科目|指标|单位|支出|费用|类|款|项)(?:有)?$",
                text,
            )
        )
        and not {Operation.SHARE, Operation.RANK} & set(found)
    ):
        return Operation.FILTER
    if Operation.REMAINDER in found and _DEALT_WITH.search(text):
        return Operation.PASSAGE
    if Operation.REMAINDER in found and _BALANCE.search(text):
        found.pop(Operation.REMAINDER)  # 「年末结转和结余还剩多少」 is a row of its own
    if Operation.DEFINITION in found and _ASKS_TOPIC.search(text):
        found.pop(Operation.DEFINITION)
    if ranked and Operation.SHARE in found and "最" in text:  # 「占比最大的项目」
        found.pop(Operation.SHARE)
    if ranked and Operation.GROWTH in found and _OF_SEVERAL.search(text):
        found.pop(Operation.GROWTH)  # 「增幅最高的是哪一项」 ranks what is stated of each
    if Operation.DEFINITION in found and _WHICH_MEMBERS.search(text):  # 「属于一次性的是哪几个」
        found.pop(Operation.DEFINITION)
        found.setdefault(Operation.LIST, _WHICH_MEMBERS.search(text))  # type: ignore[arg-type]
        if conditions:
            return Operation.FILTER
    if ranked and Operation.DEFINITION in found and "意思" not in text:
        found.pop(Operation.DEFINITION)
    if Operation.DEFINITION in found and re.search(
        r"(?:得分|分值|指标值|完成值|执行数|预算数|执行率|目标值)(?:是|为)", text
    ):
        found.pop(Operation.DEFINITION)
    if Operation.COUNT in found and _ASKS_CELL.search(text):
        found.pop(Operation.COUNT)  # 「驻场人员数量的指标值是多少个」 asks for a cell, it counts nothing
    if Operation.COUNT in found and _EACH_AMOUNT.search(text):  # 「有几个项目，分别多少钱」 wants them all
        return Operation.LIST
    if Operation.LIST in found and _ASKS_SECTION.search(text):
        return Operation.PASSAGE
    if Operation.REASON in found and re.search(r"哪(?:些|几)[^,，。]{0,6}指标", text):
        found.pop(Operation.DEFINITION, None)
        found.pop(Operation.REASON)  # 「哪些指标没拿满分，原因是什么」 asks for the indicators first
    if not ranked and _WHEN.search(text):
        return Operation.PASSAGE
    if Operation.COMPARE in found and _COMPARES_PARTS.search(text) and not _OF_TWO.search(text):
        return Operation.RANK
    if re.search(cues.PURPOSE, text):
        return Operation.PASSAGE
    if _DONE_TO_WHAT.search(text) and Operation.REASON not in found:
        return Operation.LIST  # 「比上年涨了点，是换了什么东西」
    if Operation.DEFINITION in found and _EXPLAINS_CHANGE.search(text):
        return Operation.REASON
    if Operation.GROWTH in found and _WORKED_BACK.search(text) and not re.search(r"(?:增长|增减|变[化动])率", text):
        found.pop(Operation.GROWTH)  # 「照增减数倒推，上年的预算是多少」
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


def _against_a_year(cue: str) -> bool:
    """The growth cue names what it is measured against, or a rate: 「比上年多」, 「同比」, 「增长率」."""
    return bool(re.search(r"年|同比|同期|率|幅|增速|百分", cue))
