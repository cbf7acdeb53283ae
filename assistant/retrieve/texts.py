"""The passages that a question in words is answered with: a whole section where the topic names one, else the best sentences.

Every passage stands in a document of the question's scopes; nothing is put together from several documents.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from assistant.matching import Mention, make_mention
from assistant.query import Linked, Operation, Question, Scope, Text
from assistant.retrieve import passages

if TYPE_CHECKING:
    from collections.abc import Sequence

    from assistant.lexicon import Lexicon
    from assistant.retrieve.passages import PassageIndex

MOST_OF_SECTION, MOST_DUTIES, MOST_REASONS, MOST_OTHERS = 12, 20, 4, 5
"""Passages of a section, of the chapter on duties, of general reasons, and beside the best passage that are looked at."""
GAIN, AS_GOOD, FAR_BEHIND = 0.04, 0.06, 0.22
"""A further passage is taken when it explains this much more or scores nearly as high; none is that is far behind the best."""
CLOSE_LINK, WEAK_LINK, MOST_PROJECTS = 0.06, 0.3, 3
"""A question points to the projects whose links are this close to the best and not weak, when they are few."""

PAYING = re.compile(r"支付|付款|结算|报销|账单|%")
MUCH, FOLLOWING, MOST_DEFINITIONS = 0.15, 5, 3
"""Gain for which a passage far behind is added; sentences looked at behind the best one;
documents whose definition is given."""
_GIVES_REASON = re.compile(r"原因|由于|因为|因此|主要(?:是|用于)")
_NO_SUBJECT = frozenset({
    "造成", "导致", "引起", "支出预算", "收入预算", "预算", "支出", "收入", "财政拨款", "总支出", "支出总额", "预算总额",
})  # fmt: skip
"""A question for a reason that names nothing but these asks about the whole budget."""


def texts_for(linked: Linked, lexicon: Lexicon, index: PassageIndex) -> tuple[Text, ...]:
    """Passages for every scope of the question, in its order, each scope's best first; empty when nothing fits."""
    question = linked.question
    if question.operation is Operation.REASON and all(span.text in _NO_SUBJECT for span in question.content):
        return _general_reasons(question, lexicon)
    mention = make_mention(question.text, question.content, lexicon)
    inherited = make_mention(question.text, question.inherited, lexicon) if question.inherited else None
    chosen: list[Text] = []
    for scope in question.scopes:
        projects = _projects(linked, scope.documents, lexicon)
        if found := _of_topic(question, scope, projects, index):
            chosen += found
            continue
        best = passages.texts(index, question, question.content, scope, projects=projects, inherited=inherited)
        if question.operation is Operation.DEFINITION and best:
            chosen += _definitions(best)
            continue
        chosen += _answering(
            index, best, mention, reason=question.operation is Operation.REASON, paying=question.topic == "付款"
        )
    return tuple(chosen)


def _of_topic(
    question: Question, scope: Scope, projects: tuple[tuple[int, str], ...], index: PassageIndex
) -> list[Text]:
    """The section that the question's topic names, of the project it points to or of the body itself."""
    topic, documents = question.topic, sorted(scope.documents)
    if topic and projects:
        document, project = projects[0]
        return _narrowed(passages.section(index, document, project, _topics(topic)), question)
    if topic == "机构":
        return _bodies_and_offices(index, documents, question)[:MOST_OF_SECTION]
    if topic == "职能":
        found = [text for document in documents for text in passages.section(index, document, "", (topic,))]
        return found[:MOST_DUTIES]
    return []


def _bodies_and_offices(index: PassageIndex, documents: Sequence[int], question: Question) -> list[Text]:
    """Sentences of the chapters on duties and organisation that name offices (科室) or bodies (单位), whichever is asked."""
    offices = bool(re.search(r"科(?!目|技|学)|内设|处室", question.text))
    wanted = re.compile(r"内设|[^教学技]科(?!目|学|技)" if offices else r"单位|下属|本部|本级|^\d|[\u4e00-\u9fff]中心$")
    return [
        text
        for document in documents
        for topic in ("机构", "职能")
        for text in passages.section(index, document, "", (topic,))
        if wanted.search(text.passage.text) and (topic == "机构" or offices)
    ]


def _general_reasons(question: Question, lexicon: Lexicon) -> tuple[Text, ...]:
    """Why the whole budget rose or fell: the sentences of the 编制说明 that give a reason."""
    return tuple(
        Text(lexicon.passages[i], 1.0, document)
        for scope in question.scopes
        for document in sorted(scope.documents)
        for i in lexicon.passages_of[document]
        if lexicon.passages[i].topic == "编制说明" and "原因" in lexicon.passages[i].text
    )[:MOST_REASONS]


def _topics(topic: str) -> tuple[str, ...]:
    return {"付款": ("方案", "付款"), "绩效目标": ("目标", "绩效目标")}.get(topic, (topic,))


def _narrowed(found: tuple[Text, ...], question: Question) -> list[Text]:
    if question.topic == "付款":
        paying = [text for text in found if PAYING.search(text.passage.text)]
        return paying or list(found)
    return list(found[:MOST_OF_SECTION])


def _projects(linked: Linked, documents: frozenset[int], lexicon: Lexicon) -> tuple[tuple[int, str], ...]:
    """Projects that the question points to clearly."""
    found: dict[tuple[int, str], float] = {}
    for target in linked.targets:
        if not target.links:
            continue
        top = target.links[0].score
        for link in target.links[:10]:
            concept = lexicon.concepts[link.concept]
            if (
                concept.project
                and concept.document in documents
                and link.score >= top - CLOSE_LINK
                and link.score > WEAK_LINK
            ):
                found.setdefault((concept.document, concept.project), link.score)
    return tuple(found) if len(found) <= MOST_PROJECTS else ()


def _definitions(found: tuple[Text, ...]) -> list[Text]:
    """The best definition of each document that gives one about as good, the best first."""
    best: dict[int, Text] = {}
    for text in found:
        if text.score >= found[0].score - AS_GOOD:
            best.setdefault(text.document, text)
    return list(best.values())[:MOST_DEFINITIONS]


def _following(index: PassageIndex, text: Text) -> list[Text]:
    """The sentences after one, up to the next number of a list."""
    rest = []
    for following in passages.neighbours(index, text, 0, FOLLOWING)[1:]:
        if passages.numbered(following):
            break
        rest.append(following)
    return rest


def _answering(
    index: PassageIndex, found: tuple[Text, ...], mention: Mention, *, reason: bool = False, paying: bool = False
) -> list[Text]:
    """The best passage, those about as good, and neighbours that explain what it leaves open."""
    if not found:
        return []
    best = found[0]
    chosen = list(passages.whole_item(index, best)) if not reason or passages.is_head(best) else [best]
    if paying:
        chosen += [text for text in _following(index, best) if text not in chosen and PAYING.search(text.passage.text)]
    share, _missing = passages.coverage(index, mention, chosen, around=False)
    for text in found[1 : 1 + MOST_OTHERS]:
        more, _ = passages.coverage(index, mention, [*chosen, text], around=False)
        if text.score < best.score - FAR_BEHIND and more < share + MUCH:
            continue
        same_section = text.passage.source.section == best.passage.source.section and text.document == best.document
        if more > share + GAIN or (same_section and text.score >= best.score - AS_GOOD):
            chosen.append(text)
            share = more
    if reason and not _GIVES_REASON.search(best.passage.text):
        chosen += [
            text
            for text in passages.neighbours(index, best, 0, 2)
            if text not in chosen and _GIVES_REASON.search(text.passage.text)
        ]
    return chosen
