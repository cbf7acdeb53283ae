"""Numbers and quantities as Chinese budget documents and people write them.

``find_quantities`` finds every quantity of a sentence or a question; ``parse_quantity`` reads a whole table cell;
``parse_number`` reads a bare number. Positions are half-open character offsets into the text as given. Years, dates,
document numbers, ordinals and fixed words (第三方, 一网通办, “三公”) are not quantities.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from decimal import Decimal

from index.language.units import ARABIC_ONLY, MONEY_UNITS, MONEY_WORDS, PIECES, UNIT_PATTERN, unit_name
from index.model import Relation

_WIDE = {0xFF01 + i: 0x21 + i for i in range(94) if chr(0x21 + i) not in ",;:!?()."}
_FOLD = {**_WIDE, **str.maketrans("萬億圓個　％﹪≧≦—–〜～", "万亿元个 %%≥≤--~~")}

_DIGITS = {c: i for i, c in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2, "○": 0}
_TENS = {"十": 10, "百": 100, "千": 1000}
_BIG = {"万": 10**4, "亿": 10**8}

_ARABIC = r"(?:\d{1,3}(?:,\d{3})+(?!\d)(?:\.\d+)?|\d+(?:\.\d+)?)"
_SCALE = r"(?:[百千]?万亿|[十百千]?[万亿]|[百千](?![克米瓦分万亿]))"
_CHINESE = r"[零〇○一二两三四五六七八九十][零〇○一二两三四五六七八九十百千万亿]*(?:点[零〇一二三四五六七八九]+)?"
_PLAIN_NUMBER = re.compile(
    rf"(?P<sign>[-+])?\s*(?:(?P<arabic>{_ARABIC})\s*(?P<scale>{_SCALE})?|(?P<chinese>{_CHINESE}))"
)
_NUMBER = re.compile(
    rf"(?P<percent>(?P<per>[百千])分之\s*(?P<share>{_ARABIC}|{_CHINESE}|百))"
    rf"|(?P<high>{_ARABIC})\s*亿\s*零?(?P<low>{_ARABIC})\s*万"
    rf"|(?P<arabic>{_ARABIC})\s*(?P<more>[多余])?\s*(?P<scale>{_SCALE})?(?P<later>[多余])?"
    rf"|(?P<chinese>{_CHINESE})(?P<some>[多余])?(?P<tail>[万亿])?"
)
_UNIT = re.compile(
    rf"\s*(?P<money>{'|'.join(MONEY_WORDS)})(?![化素旦宇])|\s*(?P<percent>%|‰)|\s*(?P<tenths>成)(?P<half>[一二三四五六七八九])?"
    rf"(?![员立本果效交功熟为品都就])|\s*(?P<measure>(?:{UNIT_PATTERN})(?:/(?:年|月|季度|天|日|人|次|小时))?)"
)

_RELATIONS: tuple[tuple[str, Relation], ...] = (
    ("大于或等于|大于等于|高于或等于|不低于|不少于|不小于|不下于|至少|最少|最低|>=|=>|≥", ">="),
    ("小于或等于|小于等于|低于或等于|最高不超过|不超过|不高于|不大于|不多于|至多|最多|<=|=<|≤", "<="),
    ("没有达到|没达到|没到|没超过|不够|不足|不到|不满|未达到|未达|未满|低于|小于|少于|<", "<"),
    ("超过|大于|高于|多于|超出|突破|逾|超|>", ">"),
    ("大约|约为|约|将近|接近|大概|差不多|近|~", "约"),
)
_BEFORE = [(re.compile(rf"(?:{words})(?:了|到|达到|有|为|约|于)?\s*$"), relation) for words, relation in _RELATIONS]
_EQUALS = re.compile(r"(?<![<>])=\s*$")
_AFTER: tuple[tuple[re.Pattern[str], Relation], ...] = (
    (re.compile(r"\s*(?:[（(]不含(?:本数)?[）)])(?:及|或)?以上|\s*(?:钱)?以上\s*[（(]不含[^）)]{0,3}[）)]"), ">"),
    (re.compile(r"\s*(?:[（(]含(?:本数)?[）)])?\s*(?:钱)?(?:及其?|或|和)?(?:以上|之上)(?![各两所述])"), ">="),
    (
        re.compile(
            r"\s*(?:[（(]含(?:本数)?[）)])?\s*(?:钱)?(?:及其?|或|和)?(?:以下|以内|之内|之下|内(?![部设容外地]))"
        ),
        "<=",
    ),
    (re.compile(r"\s*(?:钱)?(?:(?:都|还|也)(?:不到|没到|不足|没有达到|没达到)|(?:不到|没到)(?=的))"), "<"),
    (re.compile(r"\s*(?:左右|上下)(?![级游])"), "约"),
)

_FIXED = re.compile(
    "一网通办|一网统管|一件事|一业一证|一企一[档策]|一体化|一体机|一站式|一窗|一次性|一次办|一门式|一老一小|一带一路|一对一|一方面|一人一[档策]"
    "|一岗双责|三公|三农|三重一大|三会一课|三位一体|[三四两]个(?:代表|自信|意识|全面|维护|确立|免)|两新|两页|[一二三四五六七八九十]个一|十[一二三四五]五"
    "|五险一金|四史|[四五]套班子|八项规定|一张网|一家亲|百家|一部分|一分钱|一点|一年一度|万一|一次[、”]|[九十]二?年一贯制?|九年制|[九十]二?年(?:制)?义务教育"
)
_ORDINAL = re.compile(r"(?:第|前|后|排名?|倒数第?|top|星期|周)\s*$", re.IGNORECASE)
_ARTICLE = re.compile(r"[每哪任某同另这那下上首进统单唯]\s*$")
_YEAR_LENGTH = re.compile(r"(?:[为达近满约共期超过少余长]|未来|过去|连续|至少|不超过|至多)\s*$")
_NOTE = re.compile(r"\s*[（(][^（()）]*[)）]\s*$")


@dataclass(frozen=True, slots=True)
class Quantity:
    """One quantity of a text.

    ``text`` is ``source[start:end]`` with its relation words (「不低于90%」). ``value`` is in ``unit``: 元 for money, percent
    points for ``%``, else a count of the measure word ("" when there is none; 万 and 亿 are multiplied in).
    ``printed_unit`` is the unit as written (``万元``). ``upper`` is the other end of a range, in the same unit.
    """

    start: int
    end: int
    text: str
    value: Decimal
    unit: str
    printed_unit: str
    relation: Relation = ""
    upper: Decimal | None = None


@dataclass(frozen=True, slots=True)
class _Token:
    start: int
    end: int
    value: Decimal
    unit: str
    printed_unit: str
    scale: str
    chinese: bool
    more: bool


def pieces(quantity: Quantity) -> Quantity:
    """The quantity as a document means it: 块 counts pieces there, it is no money."""
    if quantity.printed_unit != PIECES:
        return quantity
    return replace(quantity, unit=PIECES)


def fold(text: str) -> str:
    """Return ``text`` with full-width digits and signs narrowed, character for character (positions stay).

    A full-width point is a decimal point only between full-width digits: 「5．2024年」 numbers a heading.
    """
    return re.sub("(?<=[０-９])．(?=[０-９])", ".", text).translate(_FOLD)


def parse_number(text: str) -> Decimal | None:
    """Read a whole text as one number: ``1,234.56``, ``二〇二四``, ``三百二十``, ``1.2亿``; ``None`` when it is not one."""
    folded = re.sub(r"(?<=\d)，(?=\d{3})", ",", fold(text)).strip()
    match = _PLAIN_NUMBER.fullmatch(folded)
    if match is None:
        return None
    chinese = match["chinese"]
    value = _chinese_number(chinese) if chinese else _arabic(match["arabic"]) * _scale(match["scale"] or "")
    return -value if value is not None and match["sign"] == "-" else value


def parse_quantity(text: str) -> Quantity | None:
    """Read a whole table cell as one quantity (``>=85%``, ``约20万车次``, ``100% (按实)``, ``4``).

    ``None`` when the cell says anything else besides a remark in brackets.
    """
    whole = _whole_quantity(text)
    return whole if whole is not None else _whole_quantity(_NOTE.sub("", text))


def _whole_quantity(body: str) -> Quantity | None:
    negative = re.match(r"\s*[-−](?=\s*[\d.])", fold(body))
    offset = negative.end() if negative else 0
    cell = re.sub(r"(?<=\d)，(?=\d{3}(?!\d))", ",", body[offset:])
    found = _quantities(cell, bare=True)
    if len(found) != 1 or cell[: found[0].start].strip(" \t\n=＝") or cell[found[0].end :].strip():
        return None
    one = found[0]
    value = -one.value if negative else one.value
    return replace(one, start=one.start + offset, end=one.end + offset, value=value, text=body.strip())


def find_quantities(text: str) -> tuple[Quantity, ...]:
    """Find all quantities of a sentence or question, in order; a bare number counts only with a relation or 万/亿."""
    return _quantities(text, bare=False)


def _quantities(text: str, *, bare: bool) -> tuple[Quantity, ...]:
    folded = fold(text)
    fixed = [match.span() for match in _FIXED.finditer(folded)]
    tokens = [token for token in _tokens(folded) if not _excluded(folded, token, fixed)]
    result: list[Quantity] = []
    position = 0
    while position < len(tokens):
        first = tokens[position]
        second = tokens[position + 1] if position + 1 < len(tokens) else None
        joined = second is not None and _range(folded, first, second)
        quantity = _quantity(text, folded, first, second if joined else None)
        if quantity.printed_unit or quantity.relation or bare:
            result.append(quantity)
        position += 2 if joined else 1
    return tuple(result)


def _quantity(text: str, folded: str, first: _Token, second: _Token | None) -> Quantity:
    last = second or first
    low, upper = first.value, None
    if second is not None:
        upper = second.value
        if not first.printed_unit:
            low = first.value * (second.value / second_bare if (second_bare := _unscaled(second)) else 1)
    start, end, relation = _relation(folded, first.start, last.end)
    if not relation and first.more:
        relation = ">"
    return Quantity(start, end, text[start:end], low, last.unit, last.printed_unit, relation, upper)


def _unscaled(token: _Token) -> Decimal:
    """The number as written, before 万 and 亿 were multiplied in."""
    return token.value / _scale(token.scale) if token.scale else token.value


def _relation(folded: str, start: int, end: int) -> tuple[int, int, Relation]:
    """Widen a span by the relation words around it."""
    found: Relation = ""
    for pattern, relation in _BEFORE:
        match = pattern.search(folded, max(0, start - 9), start)
        if match and not _part_of_word(folded, match.start()):
            start, found = match.start(), relation
            break
    else:
        equals = _EQUALS.search(folded, max(0, start - 3), start)
        start = equals.start() if equals else start
    for pattern, relation in _AFTER:
        match = pattern.match(folded, end)
        if match:
            return start, match.end(), found if found and relation == "约" else (found or relation)
    return start, end, found


def _part_of_word(folded: str, start: int) -> bool:
    """「附近」「预约」「合约」「节约」 end in a relation word without being one."""
    return folded[max(0, start - 1) : start + 1] in {
        "附近",
        "预约",
        "合约",
        "节约",
        "邻近",
        "签约",
        "靠近",
        "条约",
        "违约",
        "履约",
    }


def _range(folded: str, first: _Token, second: _Token) -> bool:
    between = folded[first.end : second.start]
    if re.fullmatch(r"\s*(?:-{1,2}|~|至|到)\s*", between) is None and not (
        re.fullmatch(r"\s*(?:和|与|跟)\s*", between) and re.match(r"\s*之间", folded[second.end :])
    ):
        return False
    return bool(second.printed_unit) and (not first.unit or first.unit == second.unit or not second.unit)


def _tokens(folded: str) -> list[_Token]:
    result: list[_Token] = []
    position = 0
    while match := _NUMBER.search(folded, position):
        token = _token(folded, match)
        position = max(match.end(), token.end if token else 0)
        if token is not None:
            result.append(token)
    return result


def _token(folded: str, match: re.Match[str]) -> _Token | None:
    start, end = match.span()
    if match["percent"]:
        share = Decimal(100) if match["share"] == "百" else parse_number(match["share"])
        factor = 1 if match["per"] == "百" else Decimal("0.1")
        return None if share is None else _Token(start, end, share * factor, "%", "%", "", chinese=False, more=False)
    chinese = bool(match["chinese"])
    value: Decimal | None
    if match["high"]:
        value, scale = _arabic(match["high"]) * _BIG["亿"] + _arabic(match["low"]) * _BIG["万"], "万"
    elif chinese:
        scale = match["tail"] or ""
        number = _chinese_number(match["chinese"])
        value = None if number is None else number * _scale(scale)
    else:
        scale = match["scale"] or ""
        value = _arabic(match["arabic"]) * _scale(scale)
    if value is None:
        return None
    more = bool(match["more"] or match["later"] or match["some"])
    return _with_unit(folded, _Token(start, end, value, "", scale, scale, chinese, more))


def _with_unit(folded: str, token: _Token) -> _Token:
    match = _UNIT.match(folded, token.end)
    scale = token.scale or (folded[token.end - 1] if token.chinese and folded[token.end - 1] in _BIG else "")
    if match is None:
        return replace(token, printed_unit=scale)
    if match["money"]:
        return replace(token, end=match.end(), unit="元", printed_unit=scale + match["money"])
    if match["percent"]:
        value = token.value / 10 if match["percent"] == "‰" else token.value
        return replace(token, end=match.end(), value=value, unit="%", printed_unit=match["percent"])
    if match["tenths"]:
        value = token.value * 10 + (_DIGITS[match["half"]] if match["half"] else 0)
        return replace(token, end=match.end(), value=value, unit="%", printed_unit="成")
    word = match["measure"]
    if token.chinese and word in ARABIC_ONLY and not scale:
        return token
    return replace(token, end=match.end(), unit=unit_name(word), printed_unit=scale + word)


def _excluded(folded: str, token: _Token, fixed: list[tuple[int, int]]) -> bool:
    """Tell numbers that do not measure: ordinals, years, parts of codes, fixed words, products such as 7*24小时."""
    before, after = folded[max(0, token.start - 6) : token.start], folded[token.end : token.end + 3]
    if token.chinese and not (token.printed_unit or _alone(folded, token)):
        return True
    if any(start <= token.start < end for start, end in fixed):
        return True
    if re.search(r"[A-Za-z0-9.\]/_]$", before) or re.search(r"[*×xX]\s*$", before) or re.match(r"\s*[*×]\s*\d", after):
        return True
    if _ORDINAL.search(before) and token.unit not in {"元", "%"}:
        return True
    if token.chinese and token.unit != "元" and (before[-1:] in set('“‘「『"') or _idle(folded, token, before)):
        return True
    return token.unit == "年" and _is_year(folded, token, before)


def _alone(folded: str, token: _Token) -> bool:
    """A Chinese numeral that is the whole text (a table cell)."""
    return folded.strip() == folded[token.start : token.end].strip()


def _idle(folded: str, token: _Token, before: str) -> bool:
    """「一个」「每一次」「几十个」: the numeral is an article or part of a vague number."""
    text = folded[token.start : token.end]
    if re.search(r"[几数零一二两三四五六七八九十百千万亿]$", before):
        return True
    return text.startswith("一") and token.value == 1 and (text == "一个" or bool(_ARTICLE.search(before)))


def _is_year(folded: str, token: _Token, before: str) -> bool:
    digits = folded[token.start : token.end].rstrip("年 ")
    if token.chinese:
        return len(digits) > 1 and not set(digits) & set("十百千万亿")
    if re.fullmatch(r"(?:\d{1,2}\.)?(?:19|20)\d\d", digits):  # 「6.2024年部门预算」 is a numbered heading
        return True
    following = re.match(r"\s*(?:内|以上|以下|以内|期|左右|的?时间)", folded[token.end :])
    return len(digits) == 2 and 10 <= int(token.value) <= 39 and not following and not _YEAR_LENGTH.search(before)  # noqa: PLR2004 two-digit fiscal years


def _arabic(text: str) -> Decimal:
    return Decimal(text.replace(",", ""))


def _scale(text: str) -> Decimal:
    result = Decimal(1)
    for char in text:
        result *= _TENS.get(char) or _BIG[char]
    return result


def _chinese_number(text: str) -> Decimal | None:
    """Value of a Chinese numeral, positional (二〇二四) or with units (三百二十); ``None`` when it is neither."""
    whole, _, fraction = text.partition("点")
    if len(whole) > 1 and all(char in _DIGITS for char in whole):
        value = Decimal("".join(str(_DIGITS[char]) for char in whole)) if "两" not in whole else None
    else:
        value = _with_places(whole)
    if value is None or not fraction:
        return value
    return value + Decimal("0." + "".join(str(_DIGITS[char]) for char in fraction))


def _with_places(text: str) -> Decimal | None:
    total = section = digit = 0
    last_place = 0
    for char in text:
        if char in _DIGITS:
            digit, last_place = _DIGITS[char], (0 if char in "零〇○" else last_place)
        elif char in _TENS:
            section += (digit or 1) * _TENS[char]
            digit, last_place = 0, _TENS[char]
        else:
            total = (total + section + digit) * _BIG[char] if char == "亿" else total + (section + digit) * _BIG[char]
            section = digit = 0
            last_place = _BIG[char]
    # 「三百二」 and 「一万五」 leave the last place out.
    tail = digit * last_place // 10 if digit and last_place > 10 and text[-2] in "百千万亿" else digit  # noqa: PLR2004 tens
    return Decimal(total + section + tail)


__all__ = ["MONEY_UNITS", "Quantity", "find_quantities", "fold", "parse_number", "parse_quantity"]
