"""Words of a question that a passage says otherwise: 「完工」 where it says 竣工, 「住进」 where it says 入住.

Only everyday words are compared so, by the vectors of the bundled encoder. A word that names a thing, a kind of people or a body is
never taken for another: 「小学」 is near 中学 and means something else.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from assistant.patterns import Pattern

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from index.embed import Vectors

    Encode = Callable[[Sequence[str]], Vectors]

NEAR = 0.55
"""Cosine from which two words say the same of a thing that is named otherwise."""
LONGEST, SHORTEST, STRETCHES = 4, 2, (2, 3, 4)
"""Characters of a word that is compared, and of the stretches of a passage that it is compared with."""
_NAMES_A_THING = Pattern(
    r"[学校院局区镇村乡县市省街科处股室所队站馆厅部委办园厂店司社会人员民童老户家师生费金税险款券车船路桥河湖山水电气网机器械药病疗龄岁层期级类种项号年月日]$|"
    r"[0-9a-z]|男|女|上|下|前|后|左|右|东|西|南|北|初|高|增|减|多|少|收|支|进|出"
)
_WAY = Pattern(
    r"(?:能够?|可以|可|要|会|得|都|还|才|就|应|该|需|被|给|让|去|来|在|到|着|了|的|和|与|跟|是|有|为|由|对|把|用)*"
    r"(?:负责|享受|享有|参与|承担|开展|提供|进行|组织|安排|规定|要求|明确|列明|提到|写明|说明|针对|涉及|打算|领取?|拿|挨着?|紧邻|毗邻|靠近|靠着|盖|单独|里面|具体|"
    r"做法|办法|工作|事情|事项|事|地方|位置|名称|程度|结果|到底|情况|内容|方式|标题|部分|方面|人员|个|工|费用|开始|结束|施工方|承包方|对方|处理|处置|换新|新换|换|新|重新|全新|统一)*"
    r"(?:能够?|可以|着|了|的|上|里|中|到|等)*"
)
"""Words of the asking, around the thing, that no sentence need repeat."""

_COUNT = Pattern(r"(?:[一二两三四五六七八九十]+|\d+)[处个家名位条台辆件项次座所间套]?")
"""「两处」, which the passage may write as 「2处」."""


def only_asks(word: str) -> bool:
    """The word says how something is asked, not what."""
    return bool(_WAY.fullmatch(word) or _COUNT.fullmatch(word))


def says(word: str, texts: Sequence[str], encode: Encode | None) -> bool:
    """One of the texts says the everyday word in another one."""
    if encode is None or not SHORTEST <= len(word) <= LONGEST or _NAMES_A_THING.search(word):
        return False
    stretches = sorted(
        {
            text[i : i + n]
            for text in texts
            for n in STRETCHES
            for i in range(len(text) - n + 1)
            if re.fullmatch(r"[\u4e00-\u9fff]+", text[i : i + n])
        }
    )
    if not stretches:
        return False
    vectors = encode([word, *stretches])
    return bool(vectors[0].any()) and float((vectors[1:] @ vectors[0]).max()) >= NEAR
