"""Projects that a chapter describes one after another: 「项目一：某某」, then 「1.立项依据：…」 in one line each.

The titles and the labels of such lines become headings, so that these projects are read like those with pages of their own.
"""

from __future__ import annotations

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
    r"|(?:年度)?(?:预算|资金|经费)安排|(?:年度)?绩效目标)\s*[:：]"
)
"""How a line begins that tells one thing of a project."""
_TITLE = re.compile(r"^项目(?:[一二三四五六七八九十]{1,3}|\d{1,2})[:：、.．]?\s*(?P<name>\S.*)$")
_SENTENCE = re.compile(r"[。；;,，:：]")


def with_project_titles(blocks: Sequence[Block]) -> tuple[Block, ...]:
    """``blocks`` with the titles and labels of such projects as headings."""
    titled = {
        n: name
        for n in range(len(blocks) - 1)
        if (name := _named(blocks[n])) and _is_labelled(blocks[n + 1]) and not _is_labelled(blocks[n])
    }
    if not titled:
        return tuple(blocks)
    result: list[Block] = []
    inside = False
    for n, block in enumerate(blocks):
        if n in titled:
            inside = True
            result.append(Heading(titled[n], LEVEL, _page(block), _line(block)))
        elif inside and isinstance(block, Paragraph) and _is_labelled(block):
            result += _divided(block)
        else:
            inside = inside and not (isinstance(block, Heading) and block.level <= LEVEL)
            result.append(block)
    return tuple(result)


def project_of_title(heading: str) -> str:
    """The project that 「项目一：某某」 names, "" for any other heading."""
    match = _TITLE.match(label(heading))
    return match["name"] if match else ""


def _named(block: Block) -> str:
    """The line as it is printed when it is the title of a project, else ""."""
    if not isinstance(block, Paragraph | Heading) or len(block.text) > _LONGEST:
        return ""
    name = project_of_title(block.text)
    return block.text if name and not _SENTENCE.search(name) else ""


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
