"""Which documents and years a question is about, from the names and years it mentions."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from assistant.parse.abbreviations import abbreviated
from assistant.patterns import Pattern
from assistant.query import Place, Scope
from index.language.names import regions_in

if TYPE_CHECKING:
    from collections.abc import Sequence

    from assistant.lexicon import Lexicon
    from index.language.periods import Year

_UNKNOWN_BODY = Pattern(
    r"(?P<name>第[一二三四五六七八九十]{1,2}(?:人民医院|医院|中学|小学|幼儿园|中心小学|实验小学|初级中学|高级中学)|[\u4e00-\u9fff]{2,10}?(?:街道办事处|街道|镇政府|乡政府|(?<=[\u4e00-\u9fff])镇|委员会|管委会|财政局|教育局|民政局|公安局|[\u4e00-\u9fff]{2}局))"
)


_NO_NAME = Pattern(
    r"预算|决算|部门|除了|哪|的|和|跟|与|包括|下属|单位|多少|什么|年|请|查|问|想|花|给|用|在|有|是|各|每|本|该|全|几|其|这|那"
)


def find_places(text: str, lexicon: Lexicon) -> tuple[Place, ...]:
    """Names of organisations and regions in ``text``, longest first, not overlapping, in order."""
    found: list[Place] = []
    taken = [False] * len(text)
    for names, is_region in ((lexicon.places, False), (lexicon.regions, True)):
        for name in names:
            start = text.find(name)
            while start >= 0:
                end = start + len(name)
                if not any(taken[start:end]):
                    taken[start:end] = [True] * len(name)
                    found.append(Place(start, end, name, names[name], is_region))
                start = text.find(name, start + 1)
    found += abbreviated(text, taken, lexicon)
    return tuple(sorted(_joined(found, text), key=lambda place: place.start))


def _joined(found: list[Place], text: str) -> list[Place]:
    """「松江区」 directly before 「行政服务中心」 is one name."""
    result: list[Place] = []
    for place in sorted(found, key=lambda place: place.start):
        last = result[-1] if result else None
        between = text[last.end : place.start] if last else ""
        if last and last.is_region and not place.is_region and between in {"", "区", "的", "市"}:
            both = last.documents & place.documents
            if both or not last.documents:
                result[-1] = Place(last.start, place.end, text[last.start : place.end], both, is_region=False)
                continue
        if last and last.is_region and place.is_region and between == "" and last.text.startswith("上海"):
            result[-1] = Place(last.start, place.end, text[last.start : place.end], place.documents, is_region=True)
            continue
        result.append(place)
    return result


Body = tuple[int, frozenset[int], str, frozenset[str]]
"""Where it is named, its documents, its name, what that states."""


def scopes_of(
    places: Sequence[Place], years: Sequence[Year], lexicon: Lexicon, source_year: int = 0, text: str = ""
) -> tuple[Scope, ...]:
    """Scopes in the order they are mentioned; one scope over everything when nothing was stated.

    Several places each take the year named next to them; otherwise every place gets every year. ``source_year`` keeps to the
    documents of that year, whatever year the figures are of.
    """
    bodies = _bodies(places, years) or [(0, frozenset(range(len(lexicon.documents))), "", frozenset())]
    if source_year:
        bodies = [
            (start, of_year(documents, source_year, lexicon), label, stated)
            for start, documents, label, stated in bodies
        ]
    numbers = list(dict.fromkeys(year.year for year in years))
    if len(bodies) > 1 and len(bodies) == len(
        years
    ):  # 「2020年闵行和青浦2023年」: the first year goes with the first place
        pairs = [(body, year.year) for body, year in zip(bodies, years, strict=True)]
    elif len(bodies) > 1 and len(years) > 1:
        pairs = [(body, year) for n, body in enumerate(bodies) for year in _years_beside(bodies, n, years, text)]
    else:
        pairs = [(body, year) for body in bodies for year in (numbers or [0])]
    scopes = [_scope(documents, label, stated, year, lexicon) for (_, documents, label, stated), year in pairs]
    return tuple(dict.fromkeys(scopes))


def _years_beside(bodies: Sequence[Body], n: int, years: Sequence[Year], text: str) -> list[int]:
    """The year right before a place (「2024年的行政服务中心」), else those up to the next place, else the first one named."""
    start = bodies[n][0]
    before_place = {
        year for year in years for body in bodies if text[year.end : body[0]] == "的" and year.end < body[0]
    }
    right_before = [year.year for year in before_place if text[year.end : start] == "的"]
    if right_before:
        return right_before[-1:]
    stop = bodies[n + 1][0] if n + 1 < len(bodies) else 10**9
    beside = [year.year for year in years if start <= year.start < stop and year not in before_place]
    before = [year.year for year in years if year.start < bodies[0][0]]
    return list(dict.fromkeys(beside or before or [years[-1].year]))


def _bodies(places: Sequence[Place], years: Sequence[Year] = ()) -> list[Body]:
    known = [place for place in places if place.documents]
    regions = [place for place in known if place.is_region]
    bare = [place for place in known if not place.is_region]
    whole = [place for place in bare if any(place.documents <= region.documents for region in regions)]
    loose = [place for place in bare if place not in whole]
    bodies: list[Body] = []
    for region in regions:
        within = [place for place in loose if place.documents & region.documents]
        if within:
            # 「松江两家单位（行政服务中心、政务办）」 names several bodies of one region.
            for place in within:
                name = region.text + place.text
                start = place.start if len(within) > 1 else region.start
                bodies.append((start, place.documents & region.documents, name, frozenset({"地区", "单位"})))
        elif _has_own_year(region, years, whole) or not any(place.documents <= region.documents for place in whole):
            bodies.append((region.start, region.documents, region.text, frozenset({"地区"})))
    used = {place.start for region in regions for place in loose if place.documents & region.documents}
    alone = whole + [place for place in loose if place.start not in used]
    bodies += [(place.start, place.documents, place.text, frozenset({"单位"})) for place in alone]
    seen: dict[frozenset[int], Body] = {}
    for body in sorted(bodies, key=lambda body: body[0]):
        seen.setdefault(body[1], body)
    return list(seen.values())


def _has_own_year(place: Place, years: Sequence[Year], bodies: Sequence[Place]) -> bool:
    """A year stands directly beside the place: then it is meant by itself even where one of its bodies is named too.

    Not so where the body follows the year (「江畔区2024年教育局」): the three are one name.
    """
    beside = [year for year in years if year.start == place.end or 0 <= place.start - year.end <= 1]
    return any(not any(0 <= body.start - year.end <= 1 for body in bodies) for year in beside)


def _scope(documents: frozenset[int], label: str, stated: frozenset[str], year: int, lexicon: Lexicon) -> Scope:
    if not year:
        return Scope(documents, 0, label, stated)
    exact = frozenset(i for i in documents if lexicon.documents[i].year == year)
    spoken = frozenset(i for i in documents if year in lexicon.fact_years[i])
    later = frozenset(i for i in documents if lexicon.documents[i].year == year + 1)
    return Scope(exact or spoken | later, year, label, stated | {"年度"})


def of_year(documents: frozenset[int], year: int, lexicon: Lexicon) -> frozenset[int]:
    """Those of ``documents`` that are of this year, or all when none is."""
    return frozenset(i for i in documents if lexicon.documents[i].year == year) or documents


def absolute_years(years: Sequence[Year], newest: int) -> tuple[tuple[Year, int], ...]:
    """Each year with its number; relative ones count from ``newest``, the newest year of the documents meant."""
    return tuple((year, year.year or newest + (year.offset or 0)) for year in years)


_NO_REGION = Pattern(r"[跟与][\u4e00-\u9fff]|[〇零一二三四五六七八九十年月日表里的在各哪几]|项目|预算|决算|自评")


def unknown_regions(text: str, places: Sequence[Place], known_text: str) -> tuple[str, ...]:
    """Districts and cities that the question names and no document does."""
    covered = [range(place.start, place.end) for place in places]
    named = regions_in(text)
    ends = {region.end for region in named}  # 「甲州市乙江区」: the district right behind its city
    return tuple(
        region.name.lstrip("和与跟及")
        for region in named
        if region.name not in known_text
        and (region.start == 0 or text[region.start - 1] in "、,，和与跟比的及同;；" or region.start in ends)
        and not _NO_REGION.search(region.name)
        and region.name == text[region.start : region.end]
        and not any(region.start in span for span in covered)
    )


_HAS_A_BUDGET = Pattern(
    r"(?P<name>[\u4e00-\u9fff]{2,14}(?:[支大总中]队|中心|站|馆|所|院|校|大学|局|办|办公室|委|厅|园|会))"
    r"(?:的)?(?:(?:20)?\d{2}年?度?)?(?:的)?(?:部门|单位)(?:预算|决算)"
)
"""What has a 部门预算 or a 单位决算 is a body, whatever its name ends with."""


def _without_a_budget(text: str, places: Sequence[Place], known_text: str) -> str:
    """A body whose own budget is asked for and that no document names, not even in part; "" when there is none."""
    match = _HAS_A_BUDGET.search(text)
    known = [place for place in places if place.documents]
    if not match or any(place.start < match.end("name") <= place.end for place in known):
        return ""
    begin = max((place.end for place in known if place.end < match.end("name")), default=match.start("name"))
    name = text[max(begin, match.start("name")) : match.end("name")].lstrip("的")
    if len(name) < _SHORTEST_BODY or _NO_NAME.search(name):
        return ""
    shortened = re.compile(".{0,4}".join(map(re.escape, name)))
    return "" if shortened.search(known_text) else name


_SHORTEST_BODY = 3


def unknown_bodies(text: str, places: Sequence[Place], known_text: str) -> tuple[str, ...]:
    """Names that look like an organisation, are no known place and never occur in the documents."""
    covered = [range(place.start, place.end) for place in places if place.documents]
    result = [name] if (name := _without_a_budget(text, places, known_text)) else []
    for match in _UNKNOWN_BODY.finditer(text):
        name = match.group("name")
        if any(match.end() - 1 in span for span in covered) or name in known_text or _NO_NAME.search(name):
            continue
        result.append(name)
    return tuple(result)
