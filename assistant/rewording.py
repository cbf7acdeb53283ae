"""A question with one part changed: another year, organisation, stage, item or measure, or none.

The new question is plain text, so that it can be shown, linked to and asked again. Several wordings are tried: the reader's
own with the part exchanged, then a question put together from how the old one was understood. Each is asked, and the
first that is understood as the old question with just that part changed is taken; understanding is the assistant's,
nothing here interprets a question.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from assistant.model import Answer

    Ask = Callable[[str, Sequence[str]], Answer]

Part = Literal["地区", "单位", "年度", "阶段", "科目", "口径"]
PARTS: tuple[Part, ...] = ("地区", "单位", "年度", "阶段", "科目", "口径")
"""What can be changed, in the order in which it is shown."""

_SHORTEST = 2
"""Characters that a mention must share with a name to count as naming it."""
_JOINT = "、"


def parts_of(answer: Answer) -> dict[Part, tuple[str, bool]]:
    """How an answer's question was understood: part → (value, whether it was said); several values joined by 「、」."""
    understood = answer.interpretation
    found: dict[Part, tuple[str, bool]] = {
        name: (value, stated) for name, value, stated in understood.filters if name in PARTS and value
    }
    bodies = found.get("单位", ("", False))[0].split(_JOINT)
    items = [item for item in understood.items if not any(body and item.startswith(body) for body in bodies)]
    if items:  # the things ranked may be the organisations themselves
        found["科目"] = (_JOINT.join(items), True)
    if understood.measure:
        found["口径"] = (understood.measure.replace("/", _JOINT), True)
    return {part: found[part] for part in PARTS if part in found}


def reworded(ask: Ask, answer: Answer, part: Part, value: str, history: Sequence[str] = ()) -> str:
    """The question of ``answer`` with ``part`` set to ``value`` ("": not said at all); ``history`` are the questions before.

    Where no wording is understood with the part as wished, the reader's own words are kept: the answer says what is missing.
    """
    wordings = tuple(dict.fromkeys(filter(None, _wordings(answer, part, value))))
    best, most = (wordings or (answer.question,))[0], _CHANGED - 1
    for wording in wordings:
        fits = _fit(ask(wording, history), answer, part, value)
        if fits > most:
            best, most = wording, fits
        if fits == _PERFECT:
            break
    return best


def standalone(organisation: str, year: str, stage: str, item: str, measure: str = "") -> str:
    """A question for one figure that needs no earlier one; empty parts are left out."""
    when = f"{year}年" if year else ""
    what = f"{item}的{measure}" if measure and measure not in item else item
    return f"{organisation}{when}{stage}{what}是多少？" if item else ""


_CHANGED, _PERFECT = 4, 7


def _fit(found: Answer, wanted: Answer, part: Part, value: str) -> int:
    """How well an answer is what was wished: the changed part first, then the others, then that there is an answer."""
    now, before = parts_of(found), parts_of(wanted)
    said, stated = now.get(part, ("", False))
    changed = said == value if value else not (stated and said == before.get(part, ("", False))[0])
    bound = {"地区": ("单位",), "单位": ("地区", "年度", "阶段"), "年度": ("阶段",)}.get(part, ())
    kept = all(
        now.get(other, ("",))[0] == text
        for other, (text, _) in before.items()
        if other not in {part, "口径", *bound}
    )  # fmt: skip
    same = found.interpretation.operation == wanted.interpretation.operation
    return _CHANGED * changed + 2 * (kept and same) + (found.status == "answered")


def _wordings(answer: Answer, part: Part, value: str) -> Iterator[str]:
    parts = {name: text for name, (text, _) in parts_of(answer).items()}
    old = parts.get(part, "")
    text = answer.question
    new = f"{value}年" if part == "年度" and value else value
    for mention in _mentions(text, old, part):
        yield text.replace(mention, new, 1)
    if value and not any(True for _ in _mentions(text, old, part)):
        yield f"{new}{text}"
    whole = parts | {part: value} if value else {name: said for name, said in parts.items() if name != part}
    if all(_JOINT not in said for said in whole.values()):
        body = whole.get("单位", whole.get("地区", ""))
        if part == "地区":
            body = value
        yield standalone(
            body, whole.get("年度", ""), whole.get("阶段", ""), whole.get("科目", ""), whole.get("口径", "")
        )
        yield standalone(body, whole.get("年度", ""), "", whole.get("科目", ""))
    if value:
        yield f"那{new}呢？"


def _mentions(text: str, old: str, part: Part) -> Iterator[str]:
    """Stretches of the question that name ``old``, the longest first."""
    if part == "年度":
        for year in old.split(_JOINT):
            short = year[2:]
            yield from (form for form in (f"{year}年度", f"{year}年", year, f"{short}年") if form and form in text)
        return
    found = {shared for name in old.split(_JOINT) if (shared := _shared(text, name))}
    yield from sorted(found, key=len, reverse=True)


def _shared(text: str, name: str) -> str:
    """The longest stretch of ``text`` that is part of ``name``, "" when it is shorter than two characters."""
    for size in range(min(len(text), len(name)), _SHORTEST - 1, -1):
        for start in range(len(text) - size + 1):
            if text[start : start + size] in name:
                return text[start : start + size]
    return ""
