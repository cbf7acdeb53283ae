"""What sort of thing a question asks for, and which chunks show such a thing.

Of ten sentences about the right project only one holds the amount, the date or the reason. A preference among chunks, never a
filter. One row a sort: words of the question, then what the text (or, behind it, the context) of a chunk that answers it
looks like.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from index.model import Chunk


class _Sort(NamedTuple):
    asked: re.Pattern[str]
    text: re.Pattern[str]
    context: re.Pattern[str]


def _sort(asked: str, text: str, context: str = "$^") -> _Sort:
    return _Sort(re.compile(asked), re.compile(text), re.compile(context))


SORTS = (
    _sort(  # an amount of money
        r"钱|花|元|费用?(?=是|要|有|多|几|安排|预算|一共|总共)|预算|多少万|金额|投(?:入|了|多)|经费|资金|价|安排了?多|拨|开销|开支",
        r"[0-9]\s*[万亿]?元|[0-9]{1,3}(?:,[0-9]{3})+|[0-9]{5,}|[0-9]\.[0-9]{2}(?![0-9])|^\S+\s+[0-9]+(?:\.[0-9]+)?$",
    ),
    _sort(r"总金额|总投资|总预算|一共|总共|总额|合计|总计|加起来|总分", r"总|合计|共[0-9计]"),
    _sort(
        r"什么意思|是指|指的?是?(?:什么|啥)|说白了|解释|定义|名词|怎么理解|啥意思|哪种|何为|什么叫|叫做?什么|是啥",
        r"是指|[:：,，]指",
        r"名词解释",
    ),
    _sort(
        r"为什么|为啥|为何|原因|怎么回事|缘故|咋|怎么(?:会|就|突然|一下子|这么|没)|凭啥",
        r"原因|由于|因为|因[^此]|所以|影响|不够|尚未",
    ),
    _sort(
        r"什么时候|何时|几月|哪天|啥时候|几号|时间|多久|多长|期限|之前|截止|几点",
        r"[0-9一二三四五六七八九十]\s*(?:个?月|日|季度|小时|周|个?工作日|点)|年底|月底|周期|期间|上半年|下半年|小时",
    ),
    _sort(r"依据|根据|凭什么|文件|政策", r"《|号[)）]|依据", r"依据"),
    _sort(r"谁|哪家|哪个单位|哪个部门|主体|归.{0,3}管", r"负责|承担|主体|牵头|委托|由", r"主体|职能"),
    _sort(r"扣分|扣了|没(?:做到|完成|达到)|偏差|得零分|没拿到", r"不够|尚未|影响|疫情|改进|不完善", r"偏差 "),
    _sort(
        r"几[个名家次台辆项人座只套件种所条处位枚棵]|多少[个名家次台辆项人座只套件种所条处位枚棵]",
        r"[0-9一二两三四五六七八九十]+\s*[个名家次台辆项人座只套件种所条处位枚棵]",
    ),
    _sort(r"哪些|哪几|分别|包括|列出|有什么|除了", r"、[^。]*、|包括"),
)


def asked_sorts(question: str) -> frozenset[int]:
    """The rows of ``SORTS`` that a question asks for; often none."""
    return frozenset(number for number, sort in enumerate(SORTS) if sort.asked.search(question))


def shown_sorts(chunk: Chunk) -> frozenset[int]:
    """The rows of ``SORTS`` that a chunk shows."""
    return frozenset(
        number
        for number, sort in enumerate(SORTS)
        if sort.text.search(chunk.text) or sort.context.search(chunk.context)
    )
