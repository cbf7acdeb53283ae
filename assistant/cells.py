"""Which rows and columns of a listing a question names: 「南塘街道的重度有几位」 → the row 南塘街道, the column 其中:重度残疾人.

A name is taken word for word, without the place before it or its generic ending, or shortened as people shorten bodies and
headers. Two rows, or two columns, that one word fits equally well name none.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from assistant.characters import bigrams, plain
from assistant.listings import Column, Listing, Row
from assistant.patterns import Pattern
from index.language.names import shortens

if TYPE_CHECKING:
    from collections.abc import Iterable

_PLACE = Pattern(r"^[\u4e00-\u9fff]{2,3}[省市区县旗镇乡](?=[\u4e00-\u9fff]{3,})|^[省市区县州](?=[\u4e00-\u9fff]{3,})")
_OFFICE = Pattern(r"本级\)?$|本部\)?$|机关$")
_OFFICE_SAID = Pattern(r"(?:局|委|办|院|镇|中心)?(?:本级|本部|机关)(?!运行|事业)")
_TAIL = Pattern(r"(?:拨款|人数|人员|数|资金|金额|预算|收入)$")
_JOINED = Pattern(r"[及和与]")
_AMONG = Pattern(r"^其中")
_BODY = Pattern(r"(?:中心|[局委办院所队站馆校园会厂司处厅社团])$")
_NO_STEM = frozenset({
    "项目", "采购", "人员", "单位", "部门", "预算", "决算", "支出", "本年", "上年", "全年", "年初",
    "执行", "完成", "实际", "事业", "行政", "其他", "财政", "一般",
})  # fmt: skip
"""What is left of a header without its ending and names no column."""
_UNNAMED = frozenset({"其他", "合计", "小计", "总计", "货物", "工程", "服务"})
SHORTEST, LONGEST = 3, 12
"""Characters of a shortened name."""
ENDS = 4
"""Characters of both ends of a name together."""
PART = 0.6
"""Share of a header that a part of it must be to name it."""


@dataclass(frozen=True, slots=True)
class Said:
    """Rows and columns of one listing that the question names, in the order in which it does, with the words that name them."""

    listing: Listing
    rows: tuple[tuple[Row, str], ...]
    columns: tuple[tuple[Column, str], ...]
    left: str
    """The question with the names of rows and columns blanked out."""


def said_of(listing: Listing, asked: str, earlier: str = "") -> Said:
    """What plain ``asked`` names of one listing; of row and column the one that it leaves out may stand in what was asked ``earlier``."""
    rows = _rows(listing, asked)
    left = _without(asked, (said for _, said in rows))
    columns = _columns(listing, left)
    if earlier and rows and not columns:
        columns = _columns(listing, _without(earlier, (said for _, said in _rows(listing, earlier))))
    elif earlier and columns and not rows:
        rows = _rows(listing, earlier)
    return Said(listing, rows, columns, _without(left, (said for _, said in columns)))


def _without(text: str, words: Iterable[str]) -> str:
    for word in sorted(words, key=len, reverse=True):
        text = text.replace(word, "  ")
    return text


def _rows(listing: Listing, asked: str) -> tuple[tuple[Row, str], ...]:
    grams = bigrams(asked)
    near = (row for row in listing.rows if _OFFICE.search(row.label) or not bigrams(plain(row.label)).isdisjoint(grams))
    found = [(row, said) for row in near if (said := row_said(row.label, asked))]
    kept = [(row, said) for row, said in found if not any(said != other and said in other for _, other in found)]
    words = [said for _, said in kept]
    return tuple(sorted((pair for pair in kept if words.count(pair[1]) == 1), key=lambda pair: asked.find(pair[1])))


def row_said(label: str, asked: str) -> str:
    """The words of plain ``asked`` that name a row, "" when none do."""
    whole = plain(label)
    if whole in _UNNAMED:
        return ""
    if _OFFICE.search(whole):
        office = _OFFICE_SAID.search(asked)
        return office.group() if office else ""
    core = _PLACE.sub("", whole)
    for form in (whole, core, whole.removesuffix("项目"), core.removesuffix("项目")):
        if len(form) > 1 and form in asked:
            return form
    return _shortened(core, asked) if _BODY.search(core) else _in_part(core.removesuffix("项目"), asked)


def _shortened(core: str, asked: str) -> str:
    """「农机中心」 of 农机服务中心, 「执法大队」 of 农业综合行政执法大队."""
    for end in range(len(asked), SHORTEST - 1, -1):
        if asked[end - 1] != core[-1]:
            continue
        for start in range(max(0, end - LONGEST), end - SHORTEST + 1):
            name = asked[start:end]
            if shortens(name, core) or core.endswith(name):
                return name
    return ""


def _in_part(core: str, asked: str) -> str:
    """「户厕改造」 of 农村户厕改造, 「农机购置补贴」 of 农机购置与应用补贴: the end of a name, both of its ends, or one of two things."""
    for begin in range(1, len(core) - SHORTEST):
        if core[begin:] in asked:
            return core[begin:]
    for piece in _JOINED.split(core):
        if SHORTEST <= len(piece) < len(core) and piece in asked:
            return piece
    start = asked.find(core[:2])
    while start >= 0 and len(core) > ENDS:
        end = asked.find(core[-2:], start + 2)
        name = asked[start : end + 2] if end >= 0 else ""
        if len(name) > ENDS and len(name) >= PART * len(core) and shortens(name, core):
            return name
        start = asked.find(core[:2], start + 1)
    return ""


def _columns(listing: Listing, asked: str) -> tuple[tuple[Column, str], ...]:
    """Columns named, those that share their words with another one left out."""
    grams = bigrams(asked)
    if not _ABOVE.search(asked) and all(bigrams(column.leaf).isdisjoint(grams) for column in listing.columns):
        return ()
    leaves = [column.leaf for column in listing.columns]
    common = _shared_words(listing.columns)
    found = [
        (column, said)
        for column in listing.columns
        if leaves.count(column.leaf) == 1 and (said := _column_said(column, asked, set(leaves), common))
    ]
    kept = [(column, said) for column, said in found if not any(said != other and said in other for _, other in found)]
    words = [said for _, said in kept]
    return tuple(sorted((pair for pair in kept if words.count(pair[1]) == 1), key=lambda pair: asked.find(pair[1])))


def _shared_words(columns: Iterable[Column]) -> frozenset[str]:
    """Bigrams of the headers above the columns, which tell none of them from the others."""
    return frozenset(gram for column in columns for gram in bigrams(column.head))


def _column_said(column: Column, asked: str, names: set[str], common: frozenset[str]) -> str:
    leaf = _AMONG.sub("", column.leaf)
    leaf = re.sub(r"^(?:19|20)\d\d年度?", "", leaf)
    bare = leaf.removesuffix(column.unit) if len(leaf) > len(column.unit) + 1 else leaf
    stem = _TAIL.sub("", bare)
    for form in (leaf, bare, stem):
        if len(form) > 1 and form in asked and (form == leaf or form not in names | _NO_STEM):
            return form
    own = "".join(_apart(leaf, common))
    if len(own) > 1 and own != leaf and own in asked:
        return own  # 「重度」 of 重度残疾人 below 持证残疾人数
    said = _contracted(leaf, asked) or _most_of(leaf, asked) or _from_above(leaf, asked) or _begun(leaf, asked)
    return "" if bigrams(said) <= common else said


def _apart(leaf: str, common: frozenset[str]) -> Iterable[str]:
    """Characters of a header that stand in no bigram of the headers above."""
    for i, char in enumerate(leaf):
        if leaf[max(0, i - 1) : i + 1] not in common and leaf[i : i + 2] not in common:
            yield char


def _contracted(leaf: str, asked: str) -> str:
    """「福彩公益金」 of 福利彩票公益金, 「16岁以下」 of 16周岁以下."""
    if len(leaf) <= SHORTEST:
        return ""
    for start in (i for i, char in enumerate(asked) if char == leaf[0]):
        for end in range(min(len(asked), start + len(leaf)), start + SHORTEST, -1):
            name = asked[start:end]
            if (name[:2] == leaf[:2] or name[-2:] == leaf[-2:]) and shortens(name, leaf):
                return name
    return ""


def _from_above(leaf: str, asked: str) -> str:
    """「上级给的」 of 上级转移支付."""
    match = _ABOVE.search(asked) if leaf.startswith("上级") else None
    return match.group() if match else ""


_ABOVE = Pattern(r"上[级面头](?:财政|部门)?(?:给|拨|补|下达|来|出)[助的了]?")


def _begun(leaf: str, asked: str) -> str:
    """「在职」 of 在职实有人数: how a header begins."""
    starts = (leaf[:end] for end in range(len(leaf) - 1, 1, -1))
    return next((start for start in starts if start in asked and start not in _NO_STEM), "")


def _most_of(leaf: str, asked: str) -> str:
    """「转移支付」 of 上级转移支付: the end of a header that is most of it."""
    for begin in range(1, len(leaf)):
        end = leaf[begin:]
        if len(end) < max(SHORTEST, PART * len(leaf)):
            return ""
        if end in asked:
            return end
    return ""
