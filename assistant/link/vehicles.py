"""「公车加油」, 「修车」: a part of the running costs of vehicles where a document states it by itself.

Everyday words for such a part stand for the whole (公务用车运行维护费) only where no part is stated and none is asked for by itself
(「单独列了多少」).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from assistant.patterns import Pattern
from assistant.query import Link

if TYPE_CHECKING:
    from collections.abc import Sequence

    from assistant.lexicon import Lexicon
    from assistant.matching import Mention

_WHOLE = Pattern(r"公务用车(?:购置及)?运行(?:维护)?费")
_PARTS: tuple[tuple[Pattern, Pattern], ...] = (
    (Pattern("加油|油费|油钱|汽油|燃油|燃料"), Pattern("燃料|燃油|油料|汽油")),
    (Pattern("修车|维修|修理"), Pattern("维修|修理")),
    (Pattern("(?:车辆?|车子|公车)的?保险"), Pattern("保险")),
    (Pattern("过[路桥]|高速费|通行费"), Pattern("过[路桥]|通行")),
)
"""What people say of a part, and what documents print."""
_BY_ITSELF = Pattern(r"单独|单列|专门列|另外列")


def of_vehicles(text: str, mention: Mention, found: Sequence[Link], lexicon: Lexicon) -> list[Link]:
    """``found`` with the part before the whole; without the whole where a part is asked for by itself and none is stated."""
    said = next((part for word, part in _PARTS if word.search(mention.text)), None)
    wholes = [link for link in found if _WHOLE.fullmatch(lexicon.labels[link.concept])]
    if said is None or not wholes or wholes[0] not in found[:2]:
        return list(found)
    documents = frozenset(lexicon.concepts[link.concept].document for link in wholes)
    parts = [
        Link(concept.number, wholes[0].score + 1.0, 1.0, 1.0, 1.0, 1.0)
        for concept in lexicon.concepts_in(documents)
        if said.search(concept.label) and any(_WHOLE.fullmatch(above) for above in concept.ancestors)
    ]
    if parts:
        return parts
    return [] if _BY_ITSELF.search(text) else list(found)
