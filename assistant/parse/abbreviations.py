"""Organisations named by a shortened name that nobody listed: 市监局, 二院, 交警支队, 交警.

A shortened name is made of characters of the full one in their order, begins as it does (第 aside) and ends with its kind. A body
below an authority (…公安局交通警察支队) is known by its own part of the name as well. Some names go without a kind: 交警, 文旅.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from assistant.matching import alias_hits
from assistant.patterns import Pattern
from assistant.query import Place
from index.language.names import organisation_core, shortened, shortens

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from assistant.lexicon import Lexicon

LONGEST, SHORTEST = 8, 3
"""Characters of a shortened name; two are enough right behind a place (江畔区二院)."""
_KIND = Pattern(r"中心|[局委办院所队站馆校园会厂司处厅社团]")
_REMARK = Pattern(r"[（(][^（()）]*[)）]$")
_GENERIC = frozenset({"办公室", "委员会", "中心", "本局", "本院", "该局", "该院"})
_AUTHORITY = Pattern(r"^[\u4e00-\u9fff]{2,12}?(?:局|委员会|厅)(?=[\u4e00-\u9fff]{4,})")
"""What a body stands below: the beginning of 「公安局交通警察支队」."""
_NO_INITIALS = Pattern(r"[和与及]|(?:联合会|委员会|办公室|中心|[支大总中]队|[局处厅队所站馆院会])$")
"""What the first characters of words are not taken from."""
_TWO_WORDS = 4
"""Characters of two words."""


def abbreviated(text: str, taken: Sequence[bool], lexicon: Lexicon) -> list[Place]:
    """Shortened names outside of ``taken``, the longest at each place, with the documents of the bodies they may stand for."""
    found: list[Place] = []
    cores = _cores(lexicon)
    for match in _KIND.finditer(text):
        for start in range(max(0, match.end() - LONGEST), match.end() - 1):
            name = text[start : match.end()]
            if any(taken[start : match.end()]) or name in _GENERIC or not _long_enough(name, text, start, taken):
                continue
            documents = frozenset(n for core, own in cores.items() if shortens(name, core) for n in own)
            if documents:
                found.append(Place(start, match.end(), name, documents))
                break
    found += _systems(text, taken, cores, lexicon)
    if not any(taken) and not found:
        found += _by_kind(text, lexicon)
    found = [place for place in found if not any(o is not place and o.start <= place.start < o.end for o in found)]
    named = [on or any(place.start <= i < place.end for place in found) for i, on in enumerate(taken)]
    return found + _without_kind(text, named, cores, lexicon)


def _cores(lexicon: Lexicon) -> dict[str, set[int]]:
    """Names that are shortened, without the place: that of each organisation, and its own part below an authority."""
    cores: dict[str, set[int]] = {}
    for number, document in enumerate(lexicon.documents):
        core = _core(document.organisation)
        for name in {core, _AUTHORITY.sub("", core)}:
            cores.setdefault(name, set()).add(number)
    return cores


_OWN_KIND = Pattern(
    r"(?:(?<![^,，。、\s])|(?<=请问))(?:我们|咱们?|本|该|这个?)?(?P<kind>职院|学院|大学|学校|医院|法院|检察院|街道|镇|乡|局|院|馆|站)(?P<inside>里面?|上|方|内部?)?的?(?=[\u4e00-\u9fff]{2})"
)
"""「镇上」, 「学院」, 「局里」 before the thing asked about: the one body of that kind."""
_ALONE = frozenset({"职院", "学院", "大学", "学校", "医院"})
"""Kinds that mean the body without 里 behind them as well."""


def _by_kind(text: str, lexicon: Lexicon) -> list[Place]:
    """The body that a question calls by its kind alone, where the documents hold one of that kind."""
    match = _OWN_KIND.search(text)
    if match is None or not (match["inside"] or match["kind"] in _ALONE):
        return []
    start, end = match.start("kind"), match.end()
    if lexicon.name_end(text, start, len(text)) > match.end("kind"):
        return []  # 「学院奖学金」 is a name
    named = match["kind"].replace("职院", "职业(?:技术)?学院")
    kind = re.compile(f"{named}(?:人民政府|办事处)?$")
    documents = frozenset(n for n, own in enumerate(lexicon.documents) if kind.search(_core(own.organisation)))
    bodies = {lexicon.documents[n].organisation for n in documents}
    return [Place(start, end, text[start:end], documents)] if len(bodies) == 1 else []


_SYSTEM = Pattern(r"[\u4e00-\u9fff]{2,6}?系统")


def _systems(text: str, taken: Sequence[bool], cores: Mapping[str, set[int]], lexicon: Lexicon) -> list[Place]:
    """「江畔应急系统」, right behind a place: the department there with all its bodies; no computer system of that name."""
    found: dict[tuple[int, int], set[int]] = {}
    for match in _SYSTEM.finditer(text):
        for start in range(match.start(), match.end() - SHORTEST):
            name = text[start : match.end()]
            if any(taken[start : match.end()]) or name in lexicon.known_text:
                continue
            branch = name.removesuffix("系统")
            behind = _behind_place(text, start, taken)
            for core, own in cores.items():
                alone = start == match.start() and branch in initials(core) and _of_one_body(own, lexicon)
                if (behind and core.startswith(branch)) or (branch in initials(core) and (behind or alone)):
                    found.setdefault((start, match.end()), set()).update(own)
    return [Place(start, end, text[start:end], frozenset(own)) for (start, end), own in found.items()]


def _without_kind(text: str, taken: Sequence[bool], cores: Mapping[str, set[int]], lexicon: Lexicon) -> list[Place]:
    """「江畔交警」, 「交警去了几所学校」: the first characters of a body's words, where they mean nothing else.

    They must not run on into a name of the documents; where no place stands before them, no other body's documents may use them.
    """
    bodies: dict[str, set[int]] = {}
    for core, own in cores.items():
        for name in initials(core):
            bodies.setdefault(name, set()).update(own)
    heads = {core[:2] for core in cores if len(core) > _TWO_WORDS} - bodies.keys()
    for core, own in cores.items():
        if core[:2] in heads:
            bodies.setdefault(core[:2], set()).update(own)
    meanings = [range(hit.start, hit.end) for hit in alias_hits(text)] if bodies else []
    found = []
    for name, own in bodies.items():
        for match in re.finditer(re.escape(name), text):
            start, end = match.span()
            stands_alone = not re.match(r"[\u4e00-\u9fff]", text[end:]) and _behind_place(text, start, taken)
            certain = stands_alone or name.endswith("联")  # 残联 and 妇联 are bodies and nothing else
            if any(taken[start:end]) or (not certain and any(start in meaning for meaning in meanings)):
                continue
            if name in heads and not (_behind_place(text, start, taken) and _ENDS_NAME.match(text, end)):
                continue
            runs_on = text[end - 1 : end + 1] in lexicon.postings or lexicon.name_end(text, start, len(text)) > end
            only = not runs_on and _of_one_body(own, lexicon) and not _used_elsewhere(name, own, lexicon)
            begins = start == 0 or not "\u4e00" <= text[start - 1] <= "\u9fff" or text[start - 1] in "的年在和与跟请问"
            if (_behind_place(text, start, taken) and not runs_on) or (only and begins):
                found.append(Place(start, end, name, frozenset(own)))
    return found


def _of_one_body(documents: set[int], lexicon: Lexicon) -> bool:
    return len({lexicon.documents[i].organisation for i in documents}) == 1


def _used_elsewhere(name: str, own: set[int], lexicon: Lexicon) -> bool:
    """The name stands in a sentence or a label of another body's documents."""
    if name not in lexicon.rarity:
        return False
    if any(
        name in lexicon.labels[i] and lexicon.concepts[i].document not in own for i in lexicon.postings.get(name, ())
    ):
        return True
    others = (i for number, found in enumerate(lexicon.passages_of) if number not in own for i in found)
    return any(name in lexicon.passages[i].text for i in others)


_ENDS_NAME = Pattern(r"(?![\u4e00-\u9fff])|[的今去本]")
"""What follows 「江畔妇幼」 (妇幼保健院), the first word of a longer name."""


def _behind_place(text: str, start: int, taken: Sequence[bool]) -> bool:
    return start > 0 and (taken[start - 1] or text[start - 1] in "省市区县")


def _long_enough(name: str, text: str, start: int, taken: Sequence[bool]) -> bool:
    return len(name) >= SHORTEST or (len(name) > 1 and _behind_place(text, start, taken))


@lru_cache(maxsize=4096)
def _core(organisation: str) -> str:
    return organisation_core(_REMARK.sub("", organisation))


@lru_cache(maxsize=4096)
def initials(core: str) -> frozenset[str]:
    """Names of two characters without a kind: 交通警察支队 → 交警, 公安局 → 公安, 残疾人联合会 → 残联."""
    words = _NO_INITIALS.sub("", core)
    first = {words[0] + words[2]} if len(words) >= _TWO_WORDS else set()
    first |= {core[:-1]} if len(core) == SHORTEST and core.endswith(("局", "委")) else set()
    listed = {name for name in shortened(core) if len(name) == len("残联") and not _KIND.search(name)}
    return frozenset(first | listed)
