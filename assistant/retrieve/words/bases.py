"""What a change is measured against, and which way it goes: a reason for the one is no reason for the other.

「决算为什么低于预算」 and 「预算为什么比上年少」 are answered by different sentences about the same item.
"""

from __future__ import annotations

from assistant.patterns import Pattern

BASES: tuple[tuple[str, Pattern, Pattern], ...] = tuple(
    (name, Pattern(asked), Pattern(said))
    for name, asked, said in (
        (
            "预算",
            r"决算|执行率|执行数|(?:低于|高于|超(?:过|出|了)?|小于|大于|少于|多于|没到|突破|远远?超)[^,，。]{0,4}(?:年初|全年)?预算|超支|没(?:花|用)完|(?:花|用)(?:得)?(?:超|多|少)|完成(?:年初)?预算",
            r"决算数?[^,，。：:]{0,8}(?:小于|大于|低于|高于|少于|多于|超)|(?:低于|高于|超(?:过|出)?|小于|大于)(?:年初|全年|调整)?预算|完成(?:年初)?预算|与(?:年初)?预算数?(?:基本)?持平",
        ),
        (
            "上年",
            r"(?:比|跟|和|与|较|同|相比)(?:20\d\d年?|上一?年|去年|前一?年|往年)|同比|(?:增加|增长|减少|下降|上升|涨|降|多出来?|变多|变少)(?!额)",
            r"(?:比|与|较)(?:上年|上一年|去年|20\d\d年)|同比|(?:增加|减少|增长|下降|上升)的(?:主要)?原因",
        ),
    )
)
"""(name, how a question says it, how a passage says it); the first that a question says is its basis."""

DIRECTIONS: tuple[tuple[Pattern, Pattern], ...] = (
    (Pattern(r"增|涨|多|高|超|上升"), Pattern(r"增加|增长|上升|大于|高于|超")),
    (Pattern(r"减|降|少|低|没(?:花|用)完|下滑"), Pattern(r"减少|下降|小于|低于|压减|降低")),
)


def basis_of(question: str) -> str:
    """Name of the basis a question measures against, "" when it names none."""
    return next((name for name, asked, _ in BASES if asked.search(question)), "")


def agreement(question: str, passage: str) -> int:
    """1 when a passage measures against the question's basis, −1 when it measures against another only, else 0."""
    wanted = basis_of(question)
    if not wanted:
        return 0
    found = {name for name, _, said in BASES if said.search(passage)}
    return 1 if wanted in found else (-1 if found else 0)


def same_way(question: str, passage: str) -> bool:
    """The passage tells a change in the direction that the question asks about."""
    asked = [said for way, said in DIRECTIONS if way.search(question)]
    return len(asked) == 1 and bool(asked[0].search(passage))
