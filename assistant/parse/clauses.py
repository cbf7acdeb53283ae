"""One sentence with several questions in it → the questions, in order, each as it would be asked in a conversation.

「A是多少，B呢，各占总支出的多少」 is three questions: the later ones inherit what they do not restate, as follow-ups do. What only
says more of the question before (「…最大的是哪个，多少钱」「有几个，分别是什么」「谁贵，贵多少」) stays with it.
"""

from __future__ import annotations

import re
import unicodedata

from assistant.patterns import Pattern

_STOP = Pattern(
    r"(?<!\d)[,，]|[,，](?!\d)|[。;；?？!！、\n]|(?:(?<=多少)|(?<=[么吗呢谁]))[ \u3000]+(?=[\u4e00-\u9fff])"
)
"""Marks that end a clause; a comma between digits groups them, a space ends one where a question word stands before it."""
_OPENING, _CLOSING = "(（[【“「『《〈", ")）]】”」』》〉"
_ASKS = Pattern(
    r"多少|(?<![的这那下前后近好各])几(?!乎)|哪(?!怕)|什么|啥|谁|吗$|呢$|有没有|有无|是否|是不是|怎么|怎样|如何|为什么|为何|为啥|各占|占比|比重$|合计$|原因$"
)
"""Words that make a clause a question."""
_BASIS = Pattern(r"(?:按照?|依照?|依据|照|根据|据|从)(?!.*(?:多少|哪|什么|几|谁|吗$|呢$))")
"""「按收入总表合计，…」 says by which figures; it asks nothing."""
_FIGURE = Pattern(
    r"多少|几(?:个|项|家|类|种|条|人|名|位|辆|台|套|枚|次|件|份|张|笔|成|万|元|块|分|款|所|户)|占比|比重|百分|率|各占|合计|呢$|最(?:大|高|多|少|小|低)|几何"
)
"""A clause that asks for a figure; only among these a sentence is taken apart."""
_WORDS_ONLY = Pattern(r"什么时候|何时|几月|多久|怎么(?:做|办|付|给|实施)|依据|方案|材质|材料|流程")
_BARE = Pattern(
    r"(?:那么?|请|再|并|且|而且|以及|还有|另外|同时|又|也)*(?:这|那|它们?|其)?(?:几个|几项|些)?(?:的)?(?:分别|各自|各|都|具体|一共|总共|共|大概|大约|数额|金额|数字)*"
    r"(?:是|有|为|叫|要|花|列|在)?(?:了)?(?:哪|什么|啥|谁|多少|几)(?:[\u4e00-\u9fff]{0,4})"
)
"""Asks on without naming anything: 「分别是哪些」「金额多少」「是多少钱」."""
_BY_HOW_MUCH = Pattern(
    r"(?:那么?|又|还|并|且)*(?:相)?(?:差|多|少|高|低|贵|便宜|省|大|小|增|减|涨|降|升|跌|增加|减少|增长|下降)(?:了|出)?(?:多少|几|百分)|差(?:额|距)(?:是)?多少"
)
"""Asks for the distance of what was compared: 「贵多少」."""
_WHY = Pattern(
    r"(?:那么?|请)*(?:主要|扣分|偏差)?(?:的)?(?:原因|理由)(?:是|为|有)?(?:什么|啥|哪些)?|(?:这是|又|都)?为(?:什么|何|啥)"
)
_SETS = Pattern(r"哪(?:些|几)|列出|有几(?:个|项)|几(?:个|项)")
_COMPARES = Pattern(r"最|谁|哪(?:个|家|边|项|块|年|一)|相差|比")
_TWO_ENDS = Pattern(
    r"最(?P<one>大|高|多|贵)(?:的)?(?:那个|那项)?(?P<and>和|与|及|、|跟|以及)最(?P<two>小|低|少|便宜)|"
    r"最(?P<one_>小|低|少|便宜)(?:的)?(?:那个|那项)?(?P<and_>和|与|及|、|跟|以及)最(?P<two_>大|高|多|贵)"
)
_APART = Pattern(r"差|比|相差|之差|倍")


def clauses(text: str) -> tuple[str, ...]:
    """The questions of a sentence in order; the sentence alone when it asks one thing."""
    pieces = _pieces(text)
    ends = _both_ends(text)
    if ends:
        return ends
    if reasons := _one_reason_each(pieces):
        return reasons
    joined = _joined(pieces)
    if len(joined) < 2 or not all(
        _FIGURE.search(plain_clause(one)) or _WHY.fullmatch(plain_clause(one)) for one in joined
    ):
        return (text,)
    return joined


_EACH_WHY = Pattern(
    r"(?:两边|两家|两者|两个|两处|二者|双方|它们|各自|分别|各)+(?:都|又|的)?(?:各)?(?:给了?|给出|是|有|写了?|说了?)?(?:的)?(?:是)?"
    r"(?:(?:出于)?(?:什么|啥|哪些)(?:理由|原因|缘故)|(?:理由|原因)(?:是|有)?(?:什么|啥|哪些)?|为(?:什么|何|啥))"
)


def _one_reason_each(pieces: list[str]) -> tuple[str, ...]:
    """「甲…减少，乙…增加，两边各给了什么理由」: why, asked of each of the changes told before."""
    told, last = pieces[:-1], plain_clause("".join(pieces[-1:]))
    if len(told) < _TWO or not _EACH_WHY.fullmatch(last) or any(_ASKS.search(plain_clause(one)) for one in told):
        return ()
    return tuple(f"{one.rstrip('，,。；;、')}的原因是什么" for one in told)


_TWO = 2


def plain_clause(text: str) -> str:
    """A clause without marks and spaces, full-width characters as plain ones."""
    return re.sub(r"[\s,，。;；?？!！:：、]+", "", unicodedata.normalize("NFKC", text))


def _pieces(text: str) -> list[str]:
    """Stretches between the marks that stand outside of brackets and quotation marks, each with the mark that ends it."""
    found, start, depth = [], 0, 0
    stops = {match.start() for match in _STOP.finditer(text)}
    for i, char in enumerate(text):
        depth = max(0, depth + (char in _OPENING) - (char in _CLOSING))
        if i in stops and not depth:
            found.append(text[start : i + 1])
            start = i + 1
    found.append(text[start:])
    return [piece for piece in found if plain_clause(piece)]


def _joined(pieces: list[str]) -> tuple[str, ...]:
    """Pieces put together into questions: what asks nothing goes with its neighbour, what asks on with the question before."""
    questions: list[str] = []
    waiting = ""
    for piece in pieces:
        words = plain_clause(piece)
        if not _ASKS.search(words) or (not questions and _BASIS.match(words)):
            waiting += piece
        elif questions and not waiting and _asks_on(words, plain_clause(questions[-1])):
            questions[-1] += piece
        else:
            questions.append(waiting + piece)
            waiting = ""
    if waiting and questions:
        questions[-1] += waiting
    return tuple(question.rstrip("，,。；;、?？!！ ") for question in questions)


def _asks_on(words: str, before: str) -> bool:
    """The clause only says more of what the question before it asks."""
    if _WHY.fullmatch(words):
        return bool(_SETS.search(before))
    if _BARE.fullmatch(words) or _WORDS_ONLY.search(words):
        return True
    return bool(_BY_HOW_MUCH.match(words) and _COMPARES.search(before))


def _both_ends(text: str) -> tuple[str, ...]:
    """「最多和最少的分别是哪个」: one question for each end."""
    match = _TWO_ENDS.search(text)
    if not match or _APART.search(text[match.end() :]):
        return ()
    one, two = match.group("one") or match.group("one_"), match.group("two") or match.group("two_")
    return tuple(f"{text[: match.start()]}最{end}{text[match.end() :]}" for end in (one, two))
