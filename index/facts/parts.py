"""Where a prose figure stands among the others: its item, what the item is a part of, and what one sentence leaves to the next."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from decimal import Decimal

from index.facts.changes import Base
from index.facts.phrases import subject

_PARTS = re.compile(r"其中|主要?用于以下方面|主要包括以下")
_WITHIN = re.compile(r"(?:^|[，。；：、])(?:在|从)?(?P<whole>[^，。；：]{2,24}?)(?:预算|决算)?(?:支出)?(?<!其)中[，,]")
MONEY = frozenset({"元", "%"})


@dataclass(frozen=True, slots=True)
class Item:
    """A line item and the items that enclose it, outermost first; ``functional`` when it is a functional classification."""

    name: str
    ancestors: tuple[str, ...]
    functional: bool = False

    @property
    def path(self) -> tuple[str, ...]:
        """The item below its ancestors."""
        return (*self.ancestors, self.name) if self.name else self.ancestors


NOBODY = Item("", ())


@dataclass
class Thread:
    """What a sentence leaves to the next one of the same section: the item spoken of and the last item of each unit."""

    place: tuple[object, ...] = ()
    current: Item = NOBODY
    by_unit: dict[str, Item] = field(default_factory=dict)
    amounts: dict[str, Decimal] = field(default_factory=dict)
    listing: tuple[str, ...] = ()
    base: Base | None = None

    def remember(self, item: Item, unit: str, value: Decimal | None = None) -> None:
        """Make ``item`` the one that a following 「比上年增加」 or 「其中」 refers to; ``value`` is what it amounts to."""
        self.current = item
        if value is not None:
            self.amounts[unit] = value
        self.by_unit[unit] = item


class Parts:
    """The wholes that are open at a point of a sentence, outermost first."""

    def __init__(self, listing: tuple[str, ...] = ()) -> None:
        self._stack: list[tuple[str, ...]] = [listing] if listing else []
        self._bracketed = 0
        self._left: dict[str, Decimal] = {}
        """What is still missing of the innermost whole, by unit."""

    @property
    def whole(self) -> tuple[str, ...]:
        """The path of the innermost open whole, () when none is open."""
        return self._stack[-1] if self._stack else ()

    def follow(self, words: str, unit: str, thread: Thread, organisation: str, project: str) -> None:
        """Open and close wholes by the ``words`` between two figures, of which the second is counted in ``unit``."""
        self._close(words, organisation, project)
        within = _WITHIN.search(words)
        if parts := _PARTS.search(words):
            whole = thread.by_unit.get(unit, thread.current if unit in MONEY else NOBODY)
            if whole.name:
                self._open(whole.path, words[: parts.start()])
                counted = unit in thread.amounts and unit not in MONEY  # parts of an amount may go on with 「…0万元」
                self._left = {unit: thread.amounts[unit]} if counted else {}
        elif within:
            name = subject(within["whole"], organisation, project).item
            self._stack = [(name,)] if name else self._stack
        elif self._stack and unit not in MONEY and "；" in words and unit not in thread.by_unit:
            self._stack.pop()

    def add(self, unit: str, value: Decimal) -> None:
        """Count a part: parts that add up to their whole are complete."""
        if unit in self._left:
            self._left[unit] -= value

    def _open(self, path: tuple[str, ...], before: str) -> None:
        self._stack.append(path)
        if before.count("（") > before.count("）"):
            self._bracketed = len(self._stack)

    def _close(self, words: str, organisation: str, project: str) -> None:
        if self._bracketed and words.count("）") > words.count("（"):
            del self._stack[self._bracketed - 1 :]
            self._bracketed = 0
        if "；" not in words:
            return
        if self._stack and not self._bracketed and Decimal(0) in self._left.values():
            self._left = {}
            self._stack.pop()
            return
        if len(self._stack) > 1 and not self._bracketed:
            self._stack.pop()
        named = subject(words.rpartition("；")[2], organisation, project).item
        if self.whole and {named, self.whole[-1]} == {"收入", "支出"}:
            self._stack.clear()


__all__ = ["MONEY", "NOBODY", "Item", "Parts", "Thread"]
