"""What a term means: the definitions of the glossary (名词解释) come before any figure that is booked under the same name.

「年末结转和结余是哪种钱」 asks for words, whatever amount stands in the row of that name; 「机关运行经费包含什么」 does when it names nothing
but the term.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from assistant.characters import plain
from assistant.patterns import Pattern
from assistant.query import Operation

if TYPE_CHECKING:
    from collections.abc import Sequence

    from assistant.query import Question, Text
    from assistant.retrieve.words.passages import PassageIndex

GLOSSARY = "名词解释"
SHORTEST, MOST_DOCUMENTS, MOST_BEHIND = 3, 3, 2
"""Characters of a term; documents whose definitions of one term are given; sentences behind a definition that go on with it."""
_MEANING = Pattern(
    r"(?:指|说|讲)(?:的)?(?:是)?(?:什么|啥|哪)|什么叫|啥叫|叫(?:什么|啥)意思|什么是|啥是|何为|何谓|(?:什么|啥|哪个)意思|含义|定义|界定|名词解释"
    r"|(?:怎么|如何)(?:讲|说|解释|理解|认定|描述)|(?:是|算)(?:是)?(?:一|个)?(?:种|个|类)?(?:什么|啥|哪种|哪类|哪些|怎样|咋样)(?:样)?(?:的)?(?:一种|一个)?"
    r"(?:意思|东西|概念|钱|收入|支出|资金|经费|费用|款|地方|场所|人(?!数|员经费)|人员|制度|模式|说法|教师|老师|性质的)|反映(?:的)?(?:是)?(?:什么|啥|哪)|怎么回事|咋回事|什么关系|(?:什么|啥)(?:区别|不同|不一样)|怎么(?:算|区分)"
)
"""Asks for the meaning, whatever else it says."""
_CONTENTS = Pattern(
    r"(?:包括|包含|含|涵盖)(?:了|着|有)?(?:什么|啥|哪)|由(?:什么|啥|哪)[^,，。]{0,5}(?:组成|构成)|分(?:成|为)(?:什么|哪)|主要(?:安排|反映|用于|用来)(?:什么|啥|哪)"
    r"|(?:是|指)(?:个)?(?:什么|啥)(?:呀|啊|呢)?$|(?:什么|啥|哪些|哪种)(?:样的)?(?:人|房子|情况|东西|钱)?(?:才)?(?:算|叫|属于)|用(?:来|于|在)(?:做|干)?(?:什么|啥|哪)|给(?:哪|谁|什么人)|来自(?:哪|什么)|来源(?:是|有)(?:什么|哪)|从哪(?:里|儿)?来|哪(?:里|儿)来的"
)
"""Asks what the thing holds: the term's meaning where nothing but the term is named."""
_FIGURES = Pattern(r"多少|(?<![哪])几(?:个|万|元|成)|比(?:上|去|20)|占|率|为(?:什么|何|啥)|原因|怎么(?:付|支付|发放)")
_HOW_COME = Pattern(r"^(?!.*(?:[增减涨降超]|多了|少了|没花|没用)).*(?:怎么回事|咋回事)")
"""「…是怎么回事」 of a term, where nothing is told to have changed."""
_INNER = Pattern(r"(?:^|[；;：:。])(?P<term>[^；;：:，,。]{3,20}?)(?:主要)?(?:安排|反映|用于|是指|指)")
"""A definition inside of another one (「其中：…费主要安排…；…费主要安排…」)."""
_GOES_ON = frozenset({"", "其中"})
_ENDING = Pattern(r"(?:预算|项)$")
_SAYS_NOTHING = Pattern(
    r"(?:的|里|中|在|按|照|说法|说明|解释|预算|决算|部门|单位|文件|资料|年度|年|名词|钱|主要|一般|到底|关系|定义|意思|含义|地方|区别|东西|概念|收入|支出|资金|经费|费用|哪些|什么|啥|谁|给|部分|两|三|组成|构成|包括|包含|内容|块|人|写|讲|看|是|和|跟|与)*"
)

_DEFINED = Pattern(
    r"^(?:[（(]?[一二三四五六七八九十\d]+[）)]?[、.．]?)?(?P<term>[^：:，,。；]{2,30}?)(?:[：:]|[，,]?(?:是|主要)?指|是)"
)


def defined_term(text: str) -> str:
    """The term (plain) that a definition begins with, "" where none is defined."""
    match = _DEFINED.match(text)
    return plain(match.group("term")) if match else ""


@dataclass(frozen=True, slots=True)
class Defined:
    """A term (plain) of a document, and where its definition stands."""

    term: str
    document: int
    position: int


def definitions(index: PassageIndex) -> tuple[Defined, ...]:
    """All terms that the glossaries define, those inside of another definition last."""
    outer, inner = [], []
    for i, passage in enumerate(index.passages):
        if passage.topic != GLOSSARY:
            continue
        document, term = index.document(i), _ENDING.sub("", defined_term(passage.text))
        if term and term not in _GOES_ON:
            outer.append(Defined(term, document, i))
        inner += [
            Defined(plain(match["term"]), document, i)
            for match in _INNER.finditer(passage.text)
            if plain(match["term"]) != defined_term(passage.text)
        ]
    return (*outer, *inner)


def meaning_of_terms(question: Question, index: PassageIndex) -> tuple[Text, ...]:
    """The definitions that the question asks for, with what goes on with them; () when it asks for none or names no such term."""
    asked = plain(question.text)
    meaning, contents = _MEANING.search(question.text), _CONTENTS.search(question.text)
    changed = question.operation is Operation.REASON and not _HOW_COME.search(question.text)
    if changed or not (meaning or contents) or _FIGURES.search(question.text):
        return ()
    allowed = {i for scope in question.scopes for i in scope.documents}
    named = [
        d for d in index.definitions if d.document in allowed and len(d.term) >= SHORTEST and _names(asked, d.term)
    ]
    longest = sorted({d.term for d in named}, key=len, reverse=True)
    terms = [term for n, term in enumerate(longest) if not any(term in other for other in longest[:n])]
    if not terms or (not meaning and not _nothing_else(question, terms)):
        return ()
    found: list[int] = []
    for term in sorted(terms, key=lambda term: max(asked.find(term), asked.find(_spoken(term)))):
        own: dict[str, int] = {}
        for defined in named:
            if defined.term == term:
                own.setdefault(index.plains[defined.position], defined.position)
        for position in list(own.values())[:MOST_DOCUMENTS]:
            found += [position, *_behind(index, position)]
    return tuple(index.text(i) for i in dict.fromkeys(found))


def _spoken(term: str) -> str:
    """「因公出国费」 for 因公出国(境)费."""
    return term.replace("出国境", "出国")


def _names(asked: str, term: str) -> bool:
    return term in asked or _spoken(term) in asked


def _nothing_else(question: Question, terms: Sequence[str]) -> bool:
    """Nothing of the question names another thing than the terms."""
    for span in question.content:
        left = plain(span.text)
        for term in terms:
            left = left.replace(term, "").replace(_spoken(term), "")
        if not _SAYS_NOTHING.fullmatch(left) and not any(left in term for term in terms):
            return False
    return True


def _behind(index: PassageIndex, position: int) -> list[int]:
    """Sentences right behind a definition that define no term of their own."""
    source = index.passages[position].source
    found: list[int] = []
    for i in range(position + 1, min(position + 1 + MOST_BEHIND, len(index.passages))):
        passage = index.passages[i]
        same = (passage.source.document, passage.source.section) == (source.document, source.section)
        if not same or passage.topic != GLOSSARY or defined_term(passage.text) not in _GOES_ON:
            break
        found.append(i)
    return found
