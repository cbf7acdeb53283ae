"""Organisations named by a shortened name that nobody listed: 市监局, 二院, 文旅局.

A shortened name is made of characters of the full one in their order, begins as it does (第 aside) and ends with its kind.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from assistant.query import Place
from index.language.names import organisation_core

if TYPE_CHECKING:
    from collections.abc import Sequence

    from assistant.lexicon import Lexicon

LONGEST, SHORTEST = 8, 3
"""Characters of a shortened name; two are enough right behind a place (江畔区二院)."""
_KIND = re.compile(r"中心|[局委办院所队站馆校园会厂司处厅社团]")
_REMARK = re.compile(r"[（(][^（()）]*[)）]$")
_GENERIC = frozenset({"办公室", "委员会", "中心", "本局", "本院", "该局", "该院"})


def abbreviated(text: str, taken: Sequence[bool], lexicon: Lexicon) -> list[Place]:
    """Shortened names outside of ``taken``, the longest at each place, with the documents of the bodies they may stand for."""
    found: list[Place] = []
    cores: dict[str, set[int]] = {}
    for number, document in enumerate(lexicon.documents):
        cores.setdefault(_core(document.organisation), set()).add(number)
    for match in _KIND.finditer(text):
        for start in range(max(0, match.end() - LONGEST), match.end() - 1):
            name = text[start : match.end()]
            if any(taken[start : match.end()]) or name in _GENERIC or not _long_enough(name, text, start, taken):
                continue
            documents = frozenset(n for core, own in cores.items() if shortens(name, core) for n in own)
            if documents:
                found.append(Place(start, match.end(), name, documents))
                break
    found += _systems(text, taken, lexicon)
    return [place for place in found if not any(o is not place and o.start <= place.start < o.end for o in found)]


_SYSTEM = re.compile(r"[\u4e00-\u9fff]{2,6}?系统")


def _systems(text: str, taken: Sequence[bool], lexicon: Lexicon) -> list[Place]:
    """「江畔应急系统」, right behind a place: the department there with all its bodies; no computer system of that name."""
    found: dict[tuple[int, int], set[int]] = {}
    for match in _SYSTEM.finditer(text):
        for start in range(match.start(), match.end() - SHORTEST):
            name = text[start : match.end()]
            behind_place = start > 0 and (taken[start - 1] or text[start - 1] in "省市区县")
            if not behind_place or any(taken[start : match.end()]) or name in lexicon.known_text:
                continue
            for number, document in enumerate(lexicon.documents):
                if _core(document.organisation).startswith(name.removesuffix("系统")):
                    found.setdefault((start, match.end()), set()).add(number)
    return [Place(start, end, text[start:end], frozenset(own)) for (start, end), own in found.items()]


def _long_enough(name: str, text: str, start: int, taken: Sequence[bool]) -> bool:
    behind_place = start > 0 and (taken[start - 1] or text[start - 1] in "省市区县")
    return len(name) >= SHORTEST or (len(name) > 1 and behind_place)


@lru_cache(maxsize=4096)
def _core(organisation: str) -> str:
    return organisation_core(_REMARK.sub("", organisation))


@lru_cache(maxsize=65536)
def shortens(name: str, core: str) -> bool:
    """``name`` is ``core`` with characters left out."""
    if name == core or len(name) >= len(core) or not core:
        return False
    whole = core.removeprefix("第")
    if name[0] != whole[0] or name[-1] not in {core[-1], *_KIND_OF.get(core[-3:], ()), *_KIND_OF.get(core[-2:], ())}:
        return False
    rest = iter(whole)
    return all(char in rest for char in name)


_KIND_OF = {"委员会": "委", "办公室": "办", "办事处": "办", "人民政府": "府"}
"""Endings of full names and the character that stands for them."""
