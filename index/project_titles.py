"""Projects that a chapter describes one after another: 「项目一：某某」 or 「（一）某某」, then 「1.立项依据：…」 in one line each.

The titles and the labels of such lines become headings, so that these projects are read like those with pages of their own.
"""

from __future__ import annotations

import itertools
import re
from dataclasses import replace
from typing import TYPE_CHECKING

from index.language.layout import label
from index.model import Block, Heading, Paragraph

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

LEVEL = 2
"""Level of the heading of one of several projects of a chapter; its labels stand one below."""
_LONGEST = 40
_LABELLED = re.compile(
    r"^\s*(?:[（(]?[一二三四五六七八九十\d]{1,2}[）)]?[、.．]?)?\s*"
    r"(?:项目(?:概述|概况|内容|依据|目标|周期)|立项依据|政策依据|实施主体|实施单位|实施方案|实施内容|实施周期|实施期限"
    r"|(?:总投资(?:与|及|和)?)?(?:年度)?(?:预算|资金|经费)安排|年度预算|投资与年度预算|总投资|(?:年度)?绩效目标)\s*(?:[:：]|$)"
)
"""How a line begins that tells one thing of a project."""
_TITLE = re.compile(r"^项目(?:[一二三四五六七八九十]{1,3}|\d{1,2})[:：、.．]?\s*(?P<name>\S.*)$")
_NUMBERED = re.compile(r"^[（(](?:[一二三四五六七八九十]{1,3}|\d{1,2})[)）](?P<name>\S.{2,})$")
_NO_PROJECT = re.compile(r"(?:情况|说明|目标|依据|安排|内容|概述|概况|主体|方案|周期|总体|预算|决算|支出|收入)$")
"""How a numbered heading ends that tells something of the body itself."""
SHORTEST_NAME = 4
"""Characters of a project's name in the title of a form."""
FEWEST_LABELS, LOOK_AHEAD = 2, 6
"""A numbered heading is the title of a project when so many different labels stand in so many blocks behind it."""
_SENTENCE = re.compile(r"[。；;,，:：]")
_FORM_TITLE = re.compile(
    r"^(?:(?:19|20)\d{2}年?度?)?(?P<name>.+?)(?:专项|项目)?(?:资金)?(?:支出)?(?:预算)?绩效(?:目标|自评|评价)[^,，。]*$"
)
_WHOLE = re.compile(r"(?:部门|单位)?整体")
_NAMES_NONE = re.compile(
    r"(?:(?:19|20)\d{2}|年度?|财政|部门|单位|[省市县区]级|本级|重点|专项|预算|决算|资金|支出|项目|主要|政策|一般|其他|转移支付|和|及|与|[（(].*?[)）]|\d)*"
    r"|.*(?:局|委|委员会|办公室|中心|医院|学校|政府|街道|厅|处)"
)
"""Titles of forms that speak of any project, or of the body."""
WHOLE_SPENDING = "整体支出"
"""How the form of a body's whole spending is called, in the place of a project's name."""


def with_project_titles(blocks: Sequence[Block]) -> tuple[Block, ...]:
    """``blocks`` with the titles and labels of such projects as headings."""
    titled = {
        n
        for n in range(len(blocks) - 1)
        if (_named(blocks[n]) and _is_labelled(blocks[n + 1]) and not _is_labelled(blocks[n])) or _numbered(blocks, n)
    }
    if not titled:
        return tuple(blocks)
    result: list[Block] = []
    inside = numbered = False
    for n, block in enumerate(blocks):
        if n in titled or (numbered and _is_numbered(block)):  # what is numbered beside projects ends the last of them
            inside = n in titled
            numbered = _is_numbered(block)
            result.append(Heading(_text(block), LEVEL, _page(block), _line(block)))
        elif inside and isinstance(block, Paragraph) and _is_labelled(block):
            result += _divided(block)
        else:
            inside = inside and not (isinstance(block, Heading) and block.level <= LEVEL)
            numbered = numbered and inside
            result.append(block)
    return tuple(result)


def project_of_title(heading: str) -> str:
    """The project that 「项目一：某某」 names, "" for any other heading."""
    match = _TITLE.match(label(heading))
    return match["name"] if match else ""


def project_of_form_title(title: str) -> str:
    """The project that the title of a form names (「某某项目支出绩效自评表」), "" where it names none.

    The form of a body's whole spending is kept apart under a name of its own.
    """
    match = _FORM_TITLE.match(label(title))
    if match is None:
        return ""
    name = match["name"]
    if whole := _WHOLE.search(name):
        return f"{whole.group()}支出"
    return "" if len(name) < SHORTEST_NAME or _NAMES_NONE.fullmatch(name) else name


def _named(block: Block) -> bool:
    """Whether a line is 「项目一：某某」."""
    name = project_of_title(_text(block)) if len(_text(block)) <= _LONGEST else ""
    return bool(name) and not _SENTENCE.search(name)


def _text(block: Block) -> str:
    return block.text if isinstance(block, Paragraph | Heading) else ""


def _numbered(blocks: Sequence[Block], n: int) -> bool:
    """Whether 「（一）某某」 stands at ``n`` with what tells of a project right behind it."""
    if len(_text(blocks[n])) > _LONGEST or not _name_in(_text(blocks[n])) or not _label_of(blocks[n + 1]):
        return False
    ahead = blocks[n + 1 : n + 1 + LOOK_AHEAD]
    own = itertools.takewhile(lambda one: not isinstance(one, Heading) or _label_of(one), ahead)
    return len({name for one in own if (name := _label_of(one))}) >= FEWEST_LABELS


def _is_numbered(block: Block) -> bool:
    return isinstance(block, Heading) and _NUMBERED.match(label(block.text)) is not None


def _name_in(heading: str) -> str:
    match = _NUMBERED.match(label(heading))
    name = match["name"] if match else ""
    return "" if _SENTENCE.search(name) or _NO_PROJECT.search(name) else name


def _label_of(block: Block) -> str:
    match = _LABELLED.match(_text(block))
    return label(match.group()) if match else ""


def project_at(blocks: Sequence[Block], n: int) -> str:
    """The project that the heading at ``n`` of ``with_project_titles`` names, "" when it names none."""
    heading = blocks[n]
    if not isinstance(heading, Heading):
        return ""
    behind = blocks[n + 1] if n + 1 < len(blocks) else None
    told = isinstance(behind, Heading) and behind.level > LEVEL and _label_of(behind)
    return project_of_title(heading.text) or (_name_in(heading.text) if heading.level == LEVEL and told else "")


def _is_labelled(block: Block) -> bool:
    return isinstance(block, Paragraph) and _LABELLED.match(block.text) is not None


def _divided(block: Paragraph) -> Iterator[Block]:
    """「2.实施主体：某中心。」 as the heading 「2.实施主体」 and what it says."""
    match = _LABELLED.match(block.text)
    if match is None:
        return
    yield Heading(match.group().strip().rstrip(":："), LEVEL + 1, block.page, block.line)
    if rest := block.text[match.end() :].strip():
        yield replace(block, text=rest)


def _page(block: Block) -> int:
    return block.page if isinstance(block, Paragraph | Heading) else 0


def _line(block: Block) -> int:
    return block.line if isinstance(block, Paragraph | Heading) else 0
