"""Names of places and public bodies: which region a text names, and the short names people use for an organisation.

Rules, not a list of organisations. The tables hold places (districts, provinces) and kinds of authority.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

SHANGHAI_DISTRICTS: tuple[str, ...] = (
    "黄浦区", "徐汇区", "长宁区", "静安区", "普陀区", "虹口区", "杨浦区", "闵行区",
    "宝山区", "嘉定区", "浦东新区", "金山区", "松江区", "青浦区", "奉贤区", "崇明区",
)  # fmt: skip

PROVINCES: tuple[str, ...] = (
    "北京市", "天津市", "上海市", "重庆市", "河北省", "山西省", "辽宁省", "吉林省", "黑龙江省", "江苏省", "浙江省", "安徽省", "福建省", "江西省", "山东省",
    "河南省", "湖北省", "湖南省", "广东省", "海南省", "四川省", "贵州省", "云南省", "陕西省", "甘肃省", "青海省", "台湾省", "内蒙古自治区", "广西壮族自治区",
    "西藏自治区", "宁夏回族自治区", "新疆维吾尔自治区", "香港特别行政区", "澳门特别行政区",
)  # fmt: skip

_PLACE_END = (
    "(?:自治区|特别行政区|自治州|自治县|自治旗|新区|省(?![级委下钱内])|市(?![场民级政值区容直属])"
    "|区(?![域级别划间内属块号镇街委直])|县(?![级委域直])|旗(?![舰帜]))"
)
_GENERAL = re.compile(rf"[\u4e00-\u9fff]{{2,4}}?{_PLACE_END}")
_NOT_PLACES = re.compile(
    r"(?:[本全市辖各我该两几校园片街社小地景库军灾牧矿港郊郡厂老新特战疆选考赛服专禁]|(?:^|[老主旧古中心贫困偏远高寒石深海全各本这那进在])[山林湾城]|开发|保税|工业|示范|保护|风景|功能|试验|贸易|商务|合作|居住|公共服|自助服务|办公|等候)区"
    r"|[全本各我该都城上超门夜股楼菜集闹互]市|[全本各我该]县|[全本各我该外]省|街道社区"
)
_LEADING = re.compile(
    r"^(?:请问(?:一下)?|麻烦|帮我|帮忙|查一?下|看一?下|想问一?下|问一?下|算一?下|告诉我|我想知道|想知道|知道|听说|据说|听闻|找出|列出|请把|把|请|算下|算算|查查|问问|看看|哪[个些]|以及|还有|对比|比较|相比|分别|包括|关于|由|在|和|与|跟|及|的|是|从|到|把|对|为|向|给|比|按|年|度|月|日|纳入|属于|位于|推进|全国|截至)+"
)


def _stem(place: str) -> str:
    return re.sub(r"(?:新区|壮族自治区|回族自治区|维吾尔自治区|自治区|特别行政区|[省市区县])$", "", place)


_SHORT_PLACES = {_stem(place): place for place in (*SHANGHAI_DISTRICTS, *PROVINCES)}
_KNOWN = re.compile("|".join(sorted((*SHANGHAI_DISTRICTS, *PROVINCES, *_SHORT_PLACES), key=len, reverse=True)))
_NOT_SHORT = re.compile(r"^(?:路|街|桥|港|分中心|分院|医院|钢铁|枢纽|机场|大厦|广场|公园|新村)")
"""What follows a short place name when it is part of another name (浦江 is not here: it is no district)."""


@dataclass(frozen=True, slots=True)
class PlaceMention:
    """A region named in a text: its full name and where it stands (half-open)."""

    start: int
    end: int
    name: str


def regions_in(text: str) -> tuple[PlaceMention, ...]:
    """Find the regions a text names, in order; short names (松江, 浦东) are given in full, vague ones (本区) left out."""
    found: list[PlaceMention] = []
    for match in _KNOWN.finditer(text):
        name = _SHORT_PLACES.get(match.group(), match.group())
        if match.group() == name or not _NOT_SHORT.match(text[match.end() :]):
            found.append(PlaceMention(match.start(), match.end(), name))
    taken = [(place.start, place.end) for place in found]
    for start, end in _gaps(text, taken):
        found += _general_places(text, start, end)
    return tuple(sorted(found, key=lambda place: place.start))


def _gaps(text: str, taken: list[tuple[int, int]]) -> list[tuple[int, int]]:
    edges = [0, *(edge for span in taken for edge in span), len(text)]
    return [(edges[i], edges[i + 1]) for i in range(0, len(edges), 2) if edges[i + 1] > edges[i]]


def _general_places(text: str, start: int, end: int) -> list[PlaceMention]:
    result: list[PlaceMention] = []
    for run in re.finditer(r"[\u4e00-\u9fff]+", text[start:end]):
        position = run.start()
        lead = _LEADING.match(text[start + position : start + run.end()])
        position += lead.end() if lead else 0
        # Only the beginning of a run names a place for sure: inside it, any 区 or 市 could be part of a word.
        while match := _GENERAL.match(text[start:end], position):
            name = match.group()
            if _NOT_PLACES.search(name):
                break
            result.append(PlaceMention(start + match.start(), start + match.end(), name))
            position = match.end()
    return result


def region_of(text: str) -> str:
    """Return the region a name or title belongs to: the district or county if it names one, else the city or province.

    ``上海市松江区行政服务中心`` → ``松江区``; "" when no region is named.
    """
    names = [place.name for place in regions_in(text)]
    for ends in (("区", "县", "旗"), ("市", "州"), ("",)):
        for name in names:
            if name.endswith(ends) and name not in PROVINCES:
                return name
    return names[0] if names else ""


def townships_in(text: str) -> tuple[PlaceMention, ...]:
    """Find the 街道, 镇 and 乡 a text names at the beginning of a run of characters or after a region."""
    edges = {
        0,
        *(place.end for place in regions_in(text)),
        *(match.end() for match in re.finditer(r"[^\u4e00-\u9fff]|人民政府", text)),
    }
    found: list[PlaceMention] = []
    for edge in sorted(edges):
        lead = _LEADING.match(text[edge:])
        start = edge + (lead.end() if lead else 0)
        match = _TOWNSHIP.match(text, start)
        if match and not _NOT_TOWNSHIPS.search(match.group()) and start not in {place.start for place in found}:
            found.append(PlaceMention(start, match.end(), match.group()))
    return tuple(found)


_TOWNSHIP = re.compile(r"[\u4e00-\u9fff]{2,4}?(?:街道|镇(?!级|域|街|长)|乡(?!村|镇|级|土))")
_NOT_TOWNSHIPS = re.compile("城镇|乡镇|街镇|[本各该两全我个][镇乡]|[本各该两全我个]街道")

_KINDS: tuple[tuple[str, str], ...] = (
    # official wording → wording in use; applied one after the other, each step is a name of its own
    ("人力资源和社会保障", "人社"),
    ("卫生健康", "卫健"),
    ("发展和改革", "发改"),
    ("发展改革", "发改"),
    ("规划和自然资源", "规划资源"),
    ("住房和城乡建设", "住建"),
    ("住房城乡建设", "住建"),
    ("市场监督管理", "市场监管"),
    ("城市管理行政执法", "城管执法"),
    ("城管执法局", "城管局"),
    ("退役军人事务", "退役军人"),
    ("应急管理", "应急"),
    ("文化和旅游", "文旅"),
    ("农业农村", "农业农村"),
    ("科学技术", "科"),
    ("经济和信息化", "经信"),
    ("国有资产监督管理", "国资"),
    ("机关事务管理", "机管"),
    ("医疗保障", "医保"),
    ("绿化和市容管理", "绿化市容"),
    ("房屋管理", "房管"),
    ("住房保障和房屋管理", "房管"),
    ("建设和管理", "建管"),
    ("建设和交通", "建交"),
    ("金融服务", "金融"),
    ("政务服务", "政务"),
    ("行政服务", "行政"),
    ("行政审批", "审批"),
    ("民族和宗教事务", "民宗"),
    ("文学艺术界联合会", "文联"),
    ("残疾人联合会", "残联"),
    ("妇女联合会", "妇联"),
    ("工商业联合会", "工商联"),
    ("归国华侨联合会", "侨联"),
    ("社会福利院", "福利院"),
    ("人民检察院", "检察院"),
    ("人民法院", "法院"),
    ("管理委员会", "管委会"),
    ("居民委员会", "居委会"),
    ("村民委员会", "村委会"),
    ("街道办事处", "街道办"),
    ("街道办", "街道"),
    ("委员会办公室", "办"),
    ("委员会", "委"),
    ("办公室", "办"),
    ("人民政府", "政府"),
    ("镇政府", "镇"),
    ("乡政府", "乡"),
    ("管理局", "局"),
)
"""Kinds of authority and how people shorten them."""

_AT_END = frozenset({"街道办", "管理局", "委员会", "办公室", "镇政府", "乡政府"})
_PREFIX = re.compile(r"^(?:中共|中国共产党|共青团|中国国民党革命委员会)")
_SUFFIX = re.compile(r"[（(](?:本级|本部|机关|汇总|部门|单位)[)）]$|(?:本级|本部)$")
_MIN_NAME = 3


def organisation_core(organisation: str) -> str:
    """Strip places and remarks from an organisation's name: ``上海市松江区行政服务中心(汇总)`` → ``行政服务中心``."""
    core = _SUFFIX.sub("", organisation.strip())
    places = [place for place in regions_in(core) if place.name == core[place.start : place.end]]
    position = 0
    for place in places:
        if place.start == position:
            position = place.end
    core = core[position:]
    inner = re.match(r"^人民政府(?=[\u4e00-\u9fff]{2,})", core)
    core = core[inner.end() :] if inner else core
    return core or organisation


@lru_cache(maxsize=4096)
def short_names(organisation: str, region: str) -> tuple[str, ...]:
    """Names that people use for an organisation, the fullest first, without the full name itself.

    ``上海市松江区政务服务办公室`` in ``松江区`` → 松江区政务服务办公室, 政务服务办公室, 松江政务服务办, 政务办, 区政务办 …
    """
    cores = shortened(organisation_core(organisation))
    stem = _stem(region)
    own_place = bool(re.match(r"^[\u4e00-\u9fff]{2,4}(?:街道|镇|乡)", cores[0]))
    names: list[str] = []
    for core in cores:
        names += [f"{region}{core}", f"{stem}{core}"] if region else []
        if len(core) >= _MIN_NAME or own_place:
            names.append(core)
        if region:
            names.append(f"{region[-1]}{core}")
    if _PREFIX.match(organisation):
        names.append(_PREFIX.sub("", organisation))
    return tuple(name for name in dict.fromkeys(names) if name != organisation)


def shortened(core: str) -> list[str]:
    """``core`` as people shorten its kinds, step by step: 残疾人联合会 → 残疾人联合会, 残联."""
    result = [core]
    for official, used in _KINDS:
        for name in list(result):
            shorter = re.sub(f"{official}$" if official in _AT_END else official, used, name)
            if shorter not in result and len(shorter) > 1:
                result.append(shorter)
    return result


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


__all__ = [
    "PROVINCES",
    "SHANGHAI_DISTRICTS",
    "PlaceMention",
    "organisation_core",
    "region_of",
    "regions_in",
    "short_names",
    "shortened",
    "shortens",
    "townships_in",
]
