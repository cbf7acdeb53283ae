"""Whether a question is answered in words: by what kind of thing it asks for, before any figure is looked up.

A question for a place, a name or a document is never answered by a figure of the thing; one for terms of payment, a purpose or
the people served is answered by figures only where no passage says it.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from assistant.patterns import Pattern
from assistant.query import Evidence, Operation, Text
from assistant.retrieve.words.asked import asked_for
from assistant.retrieve.words.institutions import parts_of_body
from assistant.retrieve.words.made_of import parts_of_amount
from assistant.retrieve.words.numbered import items_by_place
from assistant.retrieve.words.terms import meaning_of_terms
from assistant.retrieve.words.texts import texts_for

if TYPE_CHECKING:
    from assistant.lexicon import Lexicon
    from assistant.query import Linked, Question
    from assistant.retrieve.words.passages import PassageIndex

ONLY_WORDS = frozenset(
    {
        "扣款",
        "地址",
        "科室",
        "地点",
        "人名",
        "联系方式",
        "企业",
        "机构名",
        "受托",
        "书目",
        "年龄",
        "负责",
        "依据",
        "材质",
        "性质",
        "四邻",
        "等级",
        "折扣",
        "国家",
        "前后",
        "条件",
    }
)
_NO_AMOUNT = ONLY_WORDS | {"来源"}
"""Kinds that no amount answers, whatever money the question speaks of."""
RATHER_WORDS = frozenset({"付款", "发放", "对象", "用途", "目的", "步骤", "来源"})
_SIMPLE = frozenset({Operation.VALUE, Operation.LIST, Operation.COUNT, Operation.PASSAGE, Operation.EXISTS})
_MANNER = Pattern(r"怎么|如何|怎样|咋|方式|节点|节奏|分(?:成)?几|比例安排")
"""Asks how it is paid, whatever else it says of money."""
_TERMS = Pattern(
    r"(?:怎么|如何|怎样)(?:分期|分次|分批)?(?:付款|支付|付钱|结算|结账|付$)|(?:付款|支付|结算)(?:方式|节点|条件|进度|比例)|分几(?:次|期|笔)(?:支?付|给)"
)
"""Asks for the terms of payment themselves."""
_YES_NO = Pattern(r"(?:是|会|能|可以|直接|需要)[^,，。]{1,20}吗$")
"""Asks whether it is so: the sentence that says it."""
_DEEDS = Pattern(r"哪(?:些|几(?:件|项)?)(?:事|工作|任务|活动|步骤)")
"""Things done, which no row lists."""
_MONEY_THINGS = Pattern(
    r"费用|支出|开支|开销|花|钱|科目|项目|指标|分项|子项|明细|构成|组成|经费|资金|款|笔|块|类(?![食人群企老用])|项(?!工作|任务|服务)|预算(?!单位)|收入|科|表|除"
)
"""Things that rows of a table list."""
_NO_MONEY = Pattern(
    r"哪(?:些|[几两二三四五六七八九十\d]+)?(?:个|项|种|类|条|大|点|座|所|处|家)?(?:具体)?(?:的)?"
    r"(?:方向|方面|环节|板块|领域|功能|系统|平台|措施|任务|步骤|阶段|区域|社区|小区|街镇|乡镇|村|学校|医院|策略|原则|问题|困难|要求|条件|渠道|语言|品种|动作|机制|办法|做法|特点|作用|服务|活动|课程|场馆|设备)"
)
"""Asks which of things that carry no amounts, whatever else it names."""
_PAYS_FOR = Pattern(
    r"(?:用来|用于|拿来|是)?(?:付|支付|开支)(?:的)?(?:是)?(?:什么|啥|哪)|(?:用|花)(?:在|到)(?:了)?(?:哪|什么|啥)"
)
_SPENT_ON = Pattern(r"用于|用来|支付|其中|包括")
"""What money pays for, where a sentence says it itself."""
_RATES = Pattern(r"每(?:人|户|月|年|生|名|个|台|亩)[^,，。；、]{0,8}?\d[\d,.]*元")
"""A tariff: so much for each."""
_SPENT_WHERE = Pattern(r"(?:用|花)(?:在|到|于)(?:了)?(?:哪(?!些|几)|什么|啥)")
"""「这笔钱用在哪里」."""
_HOW_MUCH = Pattern(r"多少|几(?!乎|级|类|度)|金额|[额数]$|费用$")
_PAID = frozenset({Operation.SHARE, Operation.AVERAGE, Operation.SUM})
_WHICH = Pattern(r"哪(?:些|几个|个|一个|几)(?:项目|指标|科目|费用|支出)|哪(?:几)?(?:块|部分|项|笔)")
"""Asks for members of a set, whatever else it says of them."""


def of_the_document_itself(linked: Linked, index: PassageIndex) -> Evidence | None:
    """What a term means, and which offices and bodies there are: said in chapters of their own, whatever figures share the name."""
    question = linked.question
    found = meaning_of_terms(question, index) or items_by_place(question, index) or parts_of_body(question, index)
    return as_words(linked, found) if found else None


def in_words(linked: Linked, lexicon: Lexicon, index: PassageIndex) -> Evidence | None:
    """The passages of a question that is answered in words, or None when figures may answer it."""
    question = linked.question
    asked = asked_for(question)
    kinds = {kind.name for kind in asked.kinds}
    only, rather = kinds & ONLY_WORDS, kinds & RATHER_WORDS
    if _asks_goals(question):
        goals = texts_for(_without_measures(linked), lexicon, index)
        if goals and all(text.passage.topic == "目标" for text in goals):
            return as_words(linked, goals)
    if _YES_NO.search(question.text) and question.operation is Operation.VALUE and not question.measures:
        said = texts_for(linked, lexicon, index)
        told = said or (not question.conditions and not re.search(r"\d(?!\d{0,3}年)|多少|几", question.text))
        return as_words(linked, said) if told else None  # an amount of the thing says neither yes nor no
    if "用途" in kinds and question.operation is Operation.LIST and _PAYS_FOR.search(question.text):
        spent = texts_for(linked, lexicon, index, outright=True)
        if spent and _SPENT_ON.search(spent[0].passage.text):
            return as_words(linked, spent)
    if made := parts_of_amount(linked, lexicon, index):
        return as_words(linked, made)
    if "每份" in kinds and question.operation is Operation.VALUE and not question.conditions:
        tariff = texts_for(linked, lexicon, index)
        if tariff and len(_RATES.findall(tariff[0].passage.text)) > 1:
            return as_words(linked, tariff)  # by age or grade: no one amount is the answer
    if _lists_things(question, kinds):
        listed = texts_for(linked, lexicon, index, outright=not _DEEDS.search(question.text))
        return as_words(linked, listed) if listed else None
    if not (only or rather) or not _fits(question, kinds) or _WHICH.search(question.text):
        return None
    found = texts_for(linked, lexicon, index)
    if "来源" in kinds:
        found = _of_source(found, linked, lexicon)
        if not found and _FROM_WHERE.search(question.text):
            return as_words(linked, ())  # no amount says where it comes from
    if not found and "付款" in kinds and _TERMS.search(question.text):
        return as_words(linked, ())  # no amount says how it is paid
    if not found and (not only or question.unit or question.measures):
        return None
    return as_words(linked, found)


def _of_source(found: tuple[Text, ...], linked: Linked, lexicon: Lexicon) -> tuple[Text, ...]:
    """「钱从哪来」: of the pages of the project that is meant the sentence that says the source, where one does."""
    named = (lexicon.concepts[link.concept] for target in linked.targets for link in target.links[:1])
    projects = {(text.document, text.passage.project) for text in found} or {(c.document, c.project) for c in named}
    if len(projects) != 1:
        return found
    document, project = projects.pop()
    told = (lexicon.passages[i] for i in lexicon.passages_of[document] if project)
    said = tuple(
        Text(passage, 1.0, document) for passage in told if passage.project == project and _SOURCE.search(passage.text)
    )
    return said or found


_FROM_WHERE = Pattern(r"(?:钱|资金|经费|款)[^,，。]{0,4}(?:从|打)哪(?:里|儿)?来")
"""Asks for the source of the money itself."""
_SOURCE = Pattern(
    r"(?:资金|经费)来源(?:为|是|于|[:：])|(?:资金|经费|所需费用)(?:来自|由[^,，。；]{2,20}(?:安排|承担|解决))"
)
"""Says where the money of a project comes from."""


def _asks_goals(question: Question) -> bool:
    """The goal of a project in words, no target of an indicator."""
    simple = question.operation in {Operation.VALUE, Operation.PASSAGE, Operation.LIST, Operation.DEFINITION}
    return simple and question.topic == "绩效目标" and not question.unit and set(question.measures) <= {"指标值"}


def _without_measures(linked: Linked) -> Linked:
    return replace(linked, question=replace(linked.question, measures=()))


def as_words(linked: Linked, found: tuple[Text, ...]) -> Evidence:
    """Evidence of a question that passages answer, whatever figures it may speak of."""
    return Evidence(replace(linked, question=replace(linked.question, operation=Operation.PASSAGE)), texts=found)


def _lists_things(question: Question, kinds: set[str]) -> bool:
    """A list of things that carry no amounts (「派出的所有哪些」): the sentence that names them comes before any rows."""
    return (
        kinds == {"清单"}
        and question.operation is Operation.LIST
        and not question.unit
        and not question.measures
        and not question.conditions
        and (not _MONEY_THINGS.search(question.text) or bool(_NO_MONEY.search(question.text)))
    )


def _asks_amount(question: Question) -> bool:
    """The question itself asks for money, it does not only go on from one that did (「它是哪个单位来做的」)."""
    own = question.text[: question.own_length or len(question.text)]
    return not question.own_length or bool(re.search(r"多少|几|钱|预算|金额|元", own))


def _fits(question: Question, kinds: set[str]) -> bool:
    """Nothing of the question says that a figure is wanted."""
    if kinds & {"扣款", "前后"} or ("来源" in kinds and _FROM_WHERE.search(question.text)):
        return True
    if "付款" in kinds and _MANNER.search(question.text) and not question.conditions:
        return True
    if "用途" in kinds and _SPENT_WHERE.search(question.text) and not _HOW_MUCH.search(question.text):
        return question.operation in _SIMPLE and not question.conditions
    other_than_money = kinds & _NO_AMOUNT and not _HOW_MUCH.search(question.text)  # 「哪个部门监督这笔钱怎么花」
    money = question.unit == "元" and _asks_amount(question) and not other_than_money
    if money or question.conditions or question.ranking:
        return False
    if "付款" in kinds and question.operation in _PAID:
        return True
    if question.measures and not kinds & ONLY_WORDS:
        return False  # a column named so (「主要用途」) is looked up as such
    return question.operation in _SIMPLE and (
        question.unit in {"", "次"} or not _asks_amount(question) or bool(kinds & _NO_AMOUNT)
    )
