"""Items of a list by their place in it: 「第三条职能」, 「前八条的标题」; and the list behind a sentence that announces one.

The chapter on duties is such a list; so is what a grant is spent on (「财政拨款支出主要内容如下」).
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from assistant.patterns import Pattern
from assistant.query import Operation
from assistant.retrieve.words.blocks import is_numbered
from index.language.numerals import parse_number

if TYPE_CHECKING:
    from assistant.query import Question, Text
    from assistant.retrieve.words.passages import PassageIndex

MOST_ITEMS, TITLE = 40, 24
"""Items of a list that are given; characters of an item that is only a heading."""
_N = r"[一二两三四五六七八九十]{1,3}|\d{1,2}"
_DUTY = r"(?:主要)?(?:职能|职责|工作职责|任务)"
_PLACE = Pattern(
    rf"(?:第(?P<nth>{_N})|(?P<last>最后一?))(?:个|条|项|点|款)?(?:的)?(?:{_DUTY})?|前(?P<first>{_N})(?:个|条|项|点)"
)
_TITLES = Pattern(r"(?:小)?标题|题目|名称|(?:叫|是)(?:什么|啥|哪些)名")
_GRANT = Pattern(
    r"财政拨款(?:支出|预算|收入|的钱|资金)*(?:主要|都|全部)*(?:内容|用于|用在|花在|用到|安排在|用途|包括|分(?:成|为))|财政拨款(?:支出)?(?:的)?主要内容"
)
_WHICH = Pattern(r"哪|什么|啥|列")
_ANNOUNCES = Pattern(r"财政拨款支出[^。]{0,12}(?:主要内容|具体内容|内容|情况)?如下[:：]?[。]?$")
_SIMPLE = frozenset({Operation.LIST, Operation.VALUE, Operation.PASSAGE, Operation.DEFINITION, Operation.COUNT})


def items_by_place(question: Question, index: PassageIndex) -> tuple[Text, ...]:
    """The duties at the places asked for, or what a grant is spent on; () when the question asks for neither."""
    if question.operation not in {*_SIMPLE, Operation.RANK} or question.unit or len(question.scopes) != 1:
        return ()
    documents = sorted(question.scopes[0].documents)
    if re.search(_DUTY, question.text) and (place := _PLACE.search(question.text) or _TITLES.search(question.text)):
        return _of_newest(index, documents, question, place)
    if _GRANT.search(question.text) and _WHICH.search(question.text) and question.operation in _SIMPLE:
        return tuple(text for document in documents for text in _announced(index, document))
    return ()


def _of_newest(index: PassageIndex, documents: list[int], question: Question, place: re.Match[str]) -> tuple[Text, ...]:
    """Of the newest document whose duties are numbered: those of earlier years are mostly the same."""
    for document in sorted(documents, key=lambda i: -index.lexicon.documents[i].year):
        if items := _duties(index, document):
            return _chosen(index, items, question, place)
    return ()


def _duties(index: PassageIndex, document: int) -> list[list[int]]:
    """The numbered items of the chapter on duties, each with the sentences under it."""
    items: list[list[int]] = []
    for i in index.of_document[document]:
        passage = index.passages[i]
        if passage.topic != "职能" or passage.project:
            continue
        if is_numbered(passage.text) and not re.match(r"第[一二三四五六七八九十]+条", passage.text):
            items.append([i])
        elif items:
            items[-1].append(i)
    return items


def _chosen(index: PassageIndex, items: list[list[int]], question: Question, place: re.Match[str]) -> tuple[Text, ...]:
    said = place.groupdict()
    if said.get("nth"):
        places = [int(parse_number(m["nth"]) or 0) for m in _PLACE.finditer(question.text) if m["nth"]]
        items = [items[n - 1] for n in places if 0 < n <= len(items)]
    elif said.get("first"):
        items = items[: int(parse_number(said["first"]) or 0)]
    elif said.get("last"):
        items = items[-1:]
    heads_alone = _TITLES.search(question.text) and all(len(index.passages[item[0]].text) <= TITLE for item in items)
    return tuple(index.text(i) for item in items for i in (item[:1] if heads_alone else item))


def _announced(index: PassageIndex, document: int) -> list[Text]:
    """The sentence that announces what the grant is spent on, and the numbered items behind it."""
    for i in index.of_document[document]:
        if not _ANNOUNCES.search(index.passages[i].text):
            continue
        found = [i]
        for n in range(i + 1, len(index.passages)):
            passage, source = index.passages[n], index.passages[i].source
            if (passage.source.document, passage.source.section) != (source.document, source.section):
                break
            if is_numbered(passage.text):
                found.append(n)
        return [index.text(n) for n in found[: MOST_ITEMS + 1]] if len(found) > 1 else []
    return []
