"""Whether a question is answered in words: by what kind of thing it asks for, before any figure is looked up.

A question for a place, a name or a document is never answered by a figure of the thing; one for terms of payment, a purpose or
the people served is answered by figures only where no passage says it.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from assistant.query import Evidence, Operation
from assistant.retrieve.asked import asked_for
from assistant.retrieve.texts import texts_for

if TYPE_CHECKING:
    from assistant.lexicon import Lexicon
    from assistant.query import Linked, Question
    from assistant.retrieve.passages import PassageIndex

_ONLY_WORDS = frozenset({"地址", "科室", "地点", "人名", "联系方式", "企业", "负责", "依据", "材质", "性质"})
_RATHER_WORDS = frozenset({"付款", "对象", "用途", "目的"})
_SIMPLE = frozenset({Operation.VALUE, Operation.LIST, Operation.COUNT, Operation.PASSAGE, Operation.EXISTS})
_PAID = frozenset({Operation.SHARE, Operation.AVERAGE, Operation.SUM})
_WHICH = re.compile(r"哪(?:些|几个|个|一个|几)(?:项目|指标|科目|费用|支出)|哪(?:几)?(?:块|部分|项|笔)")
"""Asks for members of a set, whatever else it says of them."""


def in_words(linked: Linked, lexicon: Lexicon, index: PassageIndex) -> Evidence | None:
    """The passages of a question that is answered in words, or None when figures may answer it."""
    question = linked.question
    kinds = {kind.name for kind in asked_for(question).kinds}
    only, rather = kinds & _ONLY_WORDS, kinds & _RATHER_WORDS
    if not (only or rather) or not _fits(question, kinds) or _WHICH.search(question.text):
        return None
    found = texts_for(linked, lexicon, index)
    if not found and (not only or question.unit or question.measures):
        return None
    return Evidence(replace(linked, question=replace(question, operation=Operation.PASSAGE)), texts=found)


def _fits(question: Question, kinds: set[str]) -> bool:
    """Nothing of the question says that a figure is wanted."""
    if question.unit == "元" or question.conditions or question.ranking:
        return False
    if "付款" in kinds and question.operation in _PAID:
        return True
    return question.operation in _SIMPLE and (question.unit in {"", "次"} or bool(kinds & _ONLY_WORDS))
