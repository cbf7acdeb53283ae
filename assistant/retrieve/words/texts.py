"""The passages that a question in words is answered with: a whole section where the topic names one, else the best sentences.

Every passage stands in a document of the question's scopes; each scope is answered on its own, so a question about two bodies or
two years gets a passage of each. A scope whose passages leave words of the question open, or show nothing of the kind asked for, gets
none.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from assistant.characters import bigrams, plain
from assistant.matching import explained, make_mention
from assistant.patterns import Pattern
from assistant.query import Linked, Operation, Question, Scope, Text
from assistant.retrieve.forms.deviations import deviations, says_why_of_it
from assistant.retrieve.forms.lines import FIELD
from assistant.retrieve.forms.reasons import REASON, with_rows
from assistant.retrieve.unexplained import forbids
from assistant.retrieve.words import passages
from assistant.retrieve.words.asked import asked_for, left_to_explain
from assistant.retrieve.words.cutting import cut
from assistant.retrieve.words.institutions import bodies_and_offices
from assistant.retrieve.words.meant import only_asks, says
from assistant.retrieve.words.passages import Scorer
from assistant.retrieve.words.subjects import Project, projects_meant
from assistant.retrieve.words.whole_reasons import general_reasons, is_whole, lost_points
from index.language.months import months_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from assistant.lexicon import Lexicon
    from assistant.retrieve.words.passages import PassageIndex

TEXT_ENOUGH = 0.6
"""Share of the question that passages must explain at least."""
OUTRIGHT = 0.85
"""Share that a passage must explain by itself, or its project's name, to say all of a question."""
ONE_OF_THEM, SURELY_OF_IT = 0.4, 0.5
"""Share that one passage must explain of all; share that must be explained before another word may stand for one of the question's."""
SHOWN_ENOUGH, SOME = 0.6, 0.12
"""Shares that are enough where the kind of thing asked for is shown: explained at all, and by the passage beside its project's name."""
MOST_OF_SECTION, MOST_DUTIES = 12, 30
"""Passages of a section and of the chapter on duties that are given."""
AS_GOOD, MOST_DEFINITIONS = 0.06, 3
"""A definition of a further document is given when it scores nearly as high; documents whose definition is given."""
BESIDE_NAME = 0.3
"""Share of the question beside the project's name up to which its topic asks for a whole section."""

_BODIES = Pattern(r"(?:下属|所属|下辖|下设)[^,，。]{0,3}哪")
_ONLY_A_TOTAL = Pattern(r"[^、；;]*\d[\d,.]*\s*(?:亿|万)?元[。.]?")
"""A sentence that ends with an amount and lists nothing."""
_WHAT_IT_MEANS = Pattern(r"意思|定义|含义|界定|指(?:的是)?(?:什么|啥|哪)")
_DEFINES = Pattern(r"是指|指的?是|即|[：:]指|简称|所称|是(?:一[种个项家]|本|区|市|县|由|为|负责)")
_YES_NO = Pattern(r"吗[?？。]?$")
NAMED_ENOUGH = 0.5
"""Share of a project's name that a question must hold to ask for the project's own list."""
PAYING = Pattern(r"支付|付款|付清|付\d|结算|报销|账单|拨付|预拨|清算|结清|%")
_LOST = Pattern(
    r"零分|[^\d]0分|扣(?:了|掉)?分|丢分|失分|偏差|丢的|丢了|没(?:有)?(?:拿|得)(?:到)?满分|没(?:有|能)?(?:完成|达标|达到|[建做办搞装修]成?)|未(?:能)?(?:完成|达标|达到|建成?|实施)|不达标"
)
_DUTIES = Pattern(r"(?:管|负责|主管|承担)(?:些|着)?(?:什么|啥|哪些)|(?:做|干)(?:什么|啥)的(?:单位|部门)?")
_PLACES = frozenset({"地址", "地点", "人名", "联系方式"})
_RARE = frozenset({"扣款", "付款", "折扣", "四邻", "等级", "条件"})
OWN_ENOUGH = 0.3
_OFFICES = Pattern(r"科室|内设|处室|下属|所属")
_BODY_TOPICS = frozenset({"机构", "职能"})


_OF_EVALUATION = frozenset({"存在问题", "改进措施"})
"""Chapters of a body's report on its evaluations."""
_EVALUATION_WORDS = Pattern(
    r"(?:绩效|自评|评价|工作|存在|发现|暴露|查出|主要|问题|不足|整改|改进|措施|办法|建议|意见|下一步|打算|怎么|如何)+"
)


def texts_for(linked: Linked, lexicon: Lexicon, index: PassageIndex, *, outright: bool = False) -> tuple[Text, ...]:
    """Passages for every scope of the question, in its order, each scope's best first; empty when nothing fits.

    ``outright``: only passages that name by themselves all that the question names.
    """
    question = linked.question
    asked = asked_for(question)
    spans = left_to_explain(question, asked)
    if question.operation is Operation.REASON and all(is_whole(span.text) for span in spans):
        general = lost_points(question, lexicon) or general_reasons(question, lexicon)
        if general:
            return general
    mention = make_mention(question.text, spans, lexicon)
    inherited = make_mention(question.text, question.inherited, lexicon) if question.inherited else None
    if inherited is not None and not mention.positions:  # 「怎么支付？」 after another question: of its thing
        mention, inherited = inherited, None
    chosen: list[Text] = []
    for scope in question.scopes:
        projects = projects_meant(linked, scope, mention, index)
        scorer = Scorer(index, mention, question, asked, frozenset(projects), inherited)
        found = _of_scope(scorer, scope, projects)
        chosen += found if not outright or _says_all(scorer, found) else []
    return tuple(dict.fromkeys(chosen))


def _says_all(scorer: Scorer, found: Sequence[Text]) -> bool:
    return bool(scorer.mention.positions) and any(
        scorer.share([max(pair) for pair in zip(scorer.own(i), scorer.named(i), strict=True)]) >= OUTRIGHT
        for i in map(scorer.index.position, found)
    )


def _of_scope(scorer: Scorer, scope: Scope, projects: tuple[Project, ...]) -> list[Text]:
    question, index = scorer.question, scorer.index
    if found := _fields(scorer, projects):
        return found
    if found := _of_topic(scorer, scope, projects):
        return found
    if not scorer.mention.positions:
        return _of_body(scorer, scope)
    best = passages.texts(scorer, scope)
    if question.operation is Operation.REASON and projects and _LOST.search(question.text):
        if (given := deviations(scorer, projects)) and _explained(scorer, given):
            return [index.text(i) for i in with_rows(index, given, question)]
        best = tuple(text for text in best if says_why_of_it(scorer, index.position(text)))[:1]
    if question.operation is Operation.DEFINITION and best:
        defined = _definitions(best)
        if _WHAT_IT_MEANS.search(question.text) and not any(
            text.passage.topic == "名词解释" or _DEFINES.search(text.passage.text) for text in defined
        ):
            return []  # who is in charge of a thing does not say what its name means
        return defined if _explained(scorer, [index.position(text) for text in defined]) else []
    chosen = cut(scorer, best)
    if not chosen or not _grounded(scorer, chosen):
        return []
    return [index.text(i) for i in with_rows(index, chosen, question)] if _explained(scorer, chosen) else []


def _fields(scorer: Scorer, projects: tuple[Project, ...]) -> list[Text]:
    """Fields of a project's form that the question names (「主管部门是谁」)."""
    index = scorer.index
    return [
        index.text(i)
        for project in projects
        for i in index.by_project.get(project, ())
        if index.passages[i].topic == FIELD and index.passages[i].text.split("：")[0] in scorer.question.text
    ]


def _grounded(scorer: Scorer, chosen: Sequence[int]) -> bool:
    """A list speaks of what was asked in its own words or those around it, or belongs to a project that the question names.

    A project that only shares a word with the question (「哪几所高中」, 高中学生研学) lists other things.
    """
    if not any(kind.name == "清单" for kind in scorer.asked.kinds):
        return True
    index = scorer.index
    if _BODIES.search(scorer.question.text) and all(index.passages[i].topic == "职能" for i in chosen):
        return False  # duties name no bodies
    if len(chosen) == 1 and _ONLY_A_TOTAL.fullmatch(index.passages[chosen[0]].text):
        return False
    around = [
        scorer.share(explained(scorer.mention, "", index.around[i] | bigrams(index.passages[i].topic))) for i in chosen
    ]
    if max(around) >= SOME or any(_of_named_project(scorer, i) for i in chosen):
        return True
    asked = bigrams(plain(scorer.question.text))
    names = [bigrams(plain(index.passages[i].project)) for i in chosen]
    return any(name and len(name & asked) >= NAMED_ENOUGH * len(name) for name in names) or not any(names)


def _of_named_project(scorer: Scorer, i: int) -> bool:
    """The passage stands in the pages of the project that the question points to, and the project's name says nearly all of it."""
    index = scorer.index
    about = (index.document(i), index.passages[i].project) in scorer.projects
    return about and scorer.share(scorer.named(i)) >= OUTRIGHT


def _explained(scorer: Scorer, chosen: Sequence[int]) -> bool:
    """What was chosen, with all it belongs to, leaves no word of the question open that matters."""
    share, left = passages.coverage(scorer, chosen)
    if left and all(passages.ONLY_DATES.match(scorer.index.passages[i].text) for i in chosen):
        return all(passages.WORKS.fullmatch(word) for word in left)  # a running time tells no other date
    if _YES_NO.search(scorer.question.text) and left:
        return False  # whether it is so, only a sentence about all of it says
    if max((scorer.share(scorer.explained(i)) for i in chosen), default=0.0) < ONE_OF_THEM:
        return False  # passages that each share another word with the question
    read = [scorer.index.passages[i] for i in chosen]
    texts = [
        *(passage.text for passage in read),
        *{passage.source.section[-1] for passage in read if passage.source.section},
    ]
    otherwise = [
        word for word in left if only_asks(word) or (share >= SURELY_OF_IT and says(word, texts, scorer.index.encode))
    ]
    left = tuple(word for word in left if word not in otherwise)
    share += sum(map(len, otherwise)) / max(1, len(scorer.mention.positions))
    if any(_asked_about(word, scorer) for word in left):
        return False
    if scorer.asked.needed and share >= SHOWN_ENOUGH and _speaks_of_more(scorer, chosen):
        return True
    return share >= TEXT_ENOUGH and not forbids(set(left), scorer.mention, scorer.question, scorer.index.lexicon)


def _asked_about(word: str, scorer: Scorer) -> bool:
    """The word stands right before those that ask (「宿舍在哪条路」): it is what a place or a name is asked of."""
    end = scorer.question.text.find(word) + len(word)
    return any(kind.name in _PLACES for kind in scorer.asked.needed) and any(end == a for a, _ in scorer.asked.taken)


def _speaks_of_more(scorer: Scorer, chosen: Sequence[int]) -> bool:
    """A passage of a project asked about that shows what is needed and names something of the question beside the project."""
    index = scorer.index
    return any(
        ((index.document(i), index.passages[i].project) in scorer.projects or _under_its_heading(scorer, i))
        and scorer.shows(i)
        and scorer.share(scorer.beside(i)) >= SOME
        for i in chosen
    )


def _under_its_heading(scorer: Scorer, i: int) -> bool:
    """The passage stands under a heading that names the thing, and of all that may be asked for shows what hardly another does."""
    index = scorer.index
    if not any(kind.name in _RARE for kind in scorer.asked.needed) or index.passages[i].project:
        return False
    head = scorer.share(explained(scorer.mention, "", index.heads[i]))
    return head >= SOME and scorer.share(scorer.own(i)) >= OWN_ENOUGH


def _of_topic(scorer: Scorer, scope: Scope, projects: tuple[Project, ...]) -> list[Text]:
    """The section that the question's topic names, of the project it points to or of the body itself."""
    question, index = scorer.question, scorer.index
    topic = question.topic
    if not topic or months_of(question.text):
        return []
    if topic in _BODY_TOPICS:
        if scorer.mention.positions:
            return []
        found = bodies_and_offices if topic == "机构" else _duties
        return found(index, sorted(scope.documents), question)
    result: list[Text] = []
    if topic in _OF_EVALUATION and all(_EVALUATION_WORDS.fullmatch(span.text) for span in scorer.mention.spans):
        chapters = (passages.section(index, document, "", (topic,)) for document in sorted(scope.documents))
        return [text for chapter in chapters for text in chapter][:MOST_OF_SECTION]
    for document, project in projects:
        beside = _beside_names(scorer, projects)
        if beside <= BESIDE_NAME:
            result += _narrowed(passages.section(index, document, project, _topics(topic)), question)
    return result if any(scorer.shows(index.position(text)) for text in result) else []


def _beside_names(scorer: Scorer, projects: tuple[Project, ...]) -> float:
    """Share of the question that the names of the projects do not explain."""
    index = scorer.index
    values = [0.0] * len(scorer.mention.positions)
    for project in projects:
        for i in index.by_project.get(project, ())[:1]:
            values = [max(v, e) for v, e in zip(values, scorer.named(i), strict=True)]
    return 1.0 - scorer.share(values) if scorer.mention.positions else 0.0


def _duties(index: PassageIndex, documents: Sequence[int], _question: Question) -> list[Text]:
    found = [text for document in documents for text in passages.section(index, document, "", ("职能",))]
    return found[:MOST_DUTIES]


def _of_body(scorer: Scorer, scope: Scope) -> list[Text]:
    """A question that names nothing but the body: sentences of its chapters on itself that show the kind asked for."""
    question, index, asked = scorer.question, scorer.index, scorer.asked
    if _DUTIES.search(question.text):
        return _duties(index, sorted(scope.documents), question)
    if asked.strict:
        own = [
            i
            for document in sorted(scope.documents)
            for i in index.of_document[document]
            if index.passages[i].topic in _BODY_TOPICS and scorer.shows(i)
        ]
        return [index.text(i) for i in own[:1]]
    bodies = question.population in {"单位", "部门", "预算单位"} or _OFFICES.search(question.text)
    if bodies and question.operation in {Operation.LIST, Operation.COUNT}:
        return bodies_and_offices(index, sorted(scope.documents), question)
    return []


def _topics(topic: str) -> tuple[str, ...]:
    return {"付款": ("方案", "付款"), "绩效目标": ("目标", "绩效目标"), "改进措施": (topic, REASON)}.get(
        topic, (topic,)
    )


def _narrowed(found: tuple[Text, ...], question: Question) -> list[Text]:
    if question.topic == "付款":
        return [text for text in found if PAYING.search(text.passage.text)]
    return list(found[:MOST_OF_SECTION])


def _definitions(found: tuple[Text, ...]) -> list[Text]:
    """The best definition of each document that gives one about as good, the best first."""
    best: dict[int, Text] = {}
    for text in found:
        if text.score >= found[0].score - AS_GOOD:
            best.setdefault(text.document, text)
    return list(best.values())[:MOST_DEFINITIONS]
