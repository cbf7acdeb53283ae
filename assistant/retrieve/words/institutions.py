"""What a body consists of: its offices (内设科室) and the bodies below it, as the chapter on organisation names them.

No account answers such a question, whatever characters it shares with it (「包含哪几家事业单位」 and 事业单位医疗).
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from assistant.characters import plain
from assistant.patterns import Pattern
from assistant.query import Operation
from assistant.retrieve.words import passages

if TYPE_CHECKING:
    from collections.abc import Sequence

    from assistant.query import Question, Text
    from assistant.retrieve.words.passages import PassageIndex

MOST = 14
"""Passages that are given."""
_WHICH = r"(?:哪(?:些|几|一些)?|什么|啥|多少|几)(?:个|家|类)?"
_OFFICES = Pattern(
    rf"内设|[科处股部]室|(?:设|分|有)(?:了|有|置|立|成)?{_WHICH}(?:职能|业务|内部|综合|执法|办事)*(?:部门|机构|科(?![目学技])|处|股|办公室)"
    r"|(?:哪些|哪几个|几个)科(?!目|学|技)|科有哪些|机构(?:设置)?(?:都|分别)?(?:有|包括|是)(?:哪|什么|啥)|哪(?:些|几个)机构|机构设置"
)
_NAMED = Pattern(
    rf"(?:{_WHICH}|的)(?P<noun>(?:职能|业务|教辅|执勤|执法|办案|综合|二级|基层|派出)?(?:派出所|大队|中队|支队|办公室|学院|处室|部室|教辅机构|机构|分局|分中心|服务站|工作站|分馆|校区)|(?:执法|执勤)队|派出的?所)"
)
"""Parts under a name of their own (「哪些派出所」): the sentence that names them."""
_BODIES = Pattern(
    rf"下属|(?:管|辖|设)(?:着|有|了){_WHICH}单位|下辖|下面|所属|直属|单位构成|{_WHICH}(?:预算|事业|行政|二级|下级|基层|参公|参照公务员)*单位|(?:预算|事业|行政|二级|下级|基层)*单位(?:都|分别)?(?:有|是|包括)(?:哪|什么)"
    rf"|由{_WHICH}(?:预算)?单位"
)
_ASKS = Pattern(r"哪|什么|啥|列|名单|名称|叫|分别")
_PARTS = Pattern(
    r"(?:派出所|大队|中队|支队|办公室|学院|处室|教辅|执勤|执法|二级|分局|分中心|站|下设|管着?|辖|下属|下辖|下面|所属|直属|内设|内部|科室|处室|股室|部室|机构设置|机构|部门|预算单位|单位|事业|行政|参公|二级|下级|基层|职能|预算|决算|编制|范围|纳入|算进|并入|包含|包括|组成|构成|"
    r"设置|设立|名单|清单|名称|名字|本部|本级|机关|街道|中心|局里|局|院里|院|站里|站|办|除|另外|综合|收支|计划|个|家|科|处|设|有|叫|里|的|和|其中|都|各|类)*"
)
"""Words that ask for parts of a body and name nothing else."""
_ASKING = Pattern(
    rf"{_WHICH}|(?:20)?\d\d年度?|[,，、?？。年度区县市镇]|请问|请|查|看|列(?:出|举|一下)?|一下|给我|告诉我|是|呢|吗|了|着|到底|一共|总共|共|分别|各自|各"
)
_OFFICE_SAID = Pattern(r"内设|设(?:有|置)?\d+个|(?:[^教学技正副]科(?!目|学|技)|[处股室部])(?:、|\d+个)|大队、|办公室、")
_BODY_SAID = Pattern(r"单位|下属|本部|本级|^\d|[\u4e00-\u9fff](?:中心|所|队|站|院|馆)(?:$|\s)")
_NO_SENTENCE_OF_BODIES = Pattern(r"编制(?:人数)?\d|在职(?:人员|\d|在编)|(?<!离)退休(?:人员)?\d|床位")
"""How many people there are names no body."""
_STAFF = Pattern(
    r"(?:人员|编制|在编|职工|馆员|教师|医护|干部)*(?:人员|编制|在编|职工)(?:编制|构成|数量|人数|的)*(?:情况|状况|怎么样|如何|怎样)+(?:怎么样|如何|怎样|是)*"
)
_STAFF_SAID = Pattern(r"编制(?:人数)?\d|编制\d+名|在职|退休")
_SINGLE = frozenset(
    {Operation.LIST, Operation.VALUE, Operation.PASSAGE, Operation.COUNT, Operation.DEFINITION, Operation.EXISTS}
)


def parts_of_body(question: Question, index: PassageIndex) -> tuple[Text, ...]:
    """The sentences that name the offices or bodies asked for, of each scope; () when the question asks for something else."""
    counted = question.unit in {"个", "家"} and re.search(r"哪|什么|叫|分别|名", question.text)
    simple = question.operation in _SINGLE and (not question.unit or counted) and not question.conditions
    if (
        simple
        and question.places
        and _STAFF.search(question.text)
        and _PARTS.fullmatch(_STAFF.sub("", _left(question)))
    ):
        documents = sorted({i for scope in question.scopes for i in scope.documents})
        return tuple(_sentences(index, documents, _STAFF_SAID, ("机构", ""), people=True))
    if not simple or not _ASKS.search(question.text):
        return ()
    asks = any(kind.search(question.text) for kind in (_OFFICES, _BODIES, _NAMED))
    if not asks or not question.places:
        return ()
    if not _PARTS.fullmatch(_left(question)):
        return ()
    found: list[Text] = []
    for scope in question.scopes:
        found += bodies_and_offices(index, sorted(scope.documents), question)
    return tuple(dict.fromkeys(found))


def _left(question: Question) -> str:
    """The question without its places and years and the words that only ask."""
    text = question.text
    for place in sorted(question.places, key=lambda place: -place.start):
        text = f"{text[: place.start]},{text[place.end :]}"
    return _ASKING.sub("", plain(text))


def bodies_and_offices(index: PassageIndex, documents: Sequence[int], question: Question) -> list[Text]:
    """Sentences of the chapters on duties and organisation that name offices (科室) or bodies (单位), whichever is asked.

    「哪些部门」 may mean either: the offices where the body has some, else the bodies below it.
    """
    asked = question.text
    if (named := _NAMED.search(asked)) and not _OFFICES.search(asked.replace(named["noun"], "")):
        noun = re.escape(named["noun"].replace("派出的所", "派出所"))
        if re.search(r"单位", asked) and _BODIES.search(asked):  # both are asked for
            both = Pattern(f"{noun}|{_BODY_SAID.pattern}")
            return _sentences(index, documents, both, ("机构",))
        if told := _sentences(
            index,
            documents,
            Pattern(rf"(?:、|[0-9一二两三四五六七八九十]+个[\u4e00-\u9fff]{{0,6}}?){noun}|{noun}[、为]|{noun}$"),
            ("机构", "职能"),
        ):
            return told
    offices = bool(_OFFICES.search(asked)) or bool(re.search(r"科(?!目|技|学)|处室", asked))
    bodies = bool(_BODIES.search(asked))
    if offices and not bodies:
        found = _sentences(index, documents, _OFFICE_SAID, ("机构", "职能"))
        if found or not re.search(r"部门|机构", asked):
            return found
    elif offices:
        both = Pattern(f"{_OFFICE_SAID.pattern}|{_BODY_SAID.pattern}")
        return _sentences(index, documents, both, ("机构",)) or _sentences(index, documents, _OFFICE_SAID, ("职能",))
    return _sentences(index, documents, _BODY_SAID, ("机构",))


def _sentences(
    index: PassageIndex,
    documents: Sequence[int],
    wanted: Pattern,
    topics: tuple[str, ...],
    *,
    people: bool = False,
) -> list[Text]:
    for topic in topics:
        found = [
            text
            for document in documents
            for text in passages.section(index, document, "", (topic,))
            if wanted.search(text.passage.text) and (people or not _NO_SENTENCE_OF_BODIES.search(text.passage.text))
        ]
        if found:
            return found[:MOST]
    return []
