"""Passages that answer a question in the document's own words.

Sentences are found by rare character bigrams and by the index's own search (BM25 and dense), then scored by how much of the
question they and their heading path explain. What the sentence leaves open and its neighbours say is added.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from assistant.characters import bigrams, plain
from assistant.lexicon import Lexicon
from assistant.matching import UNEXPLAINED, Mention, explained, make_mention, unexplained_words
from assistant.query import Operation, Question, Scope, Span, Text

Search = Callable[[str, int], Sequence[tuple[int, float]]]
"""question, k → (position of a passage, score), best first."""

CANDIDATES, SEARCHED, BEST = 120, 20, 12
"""Passages scored in detail, those asked of another search, and those given back."""
HEADING, PROJECT_ONLY = 0.8, 0.35
"""Weight of what a heading explains, and of what only the project's other pages explain."""
ABOUT_PROJECT, ABOUT_TOPIC, ABOUT_DEFINITION, ABOUT_PAYMENT = 0.12, 0.2, 0.3, 0.25
"""Gain (or loss) of a passage of the project, topic, glossary or terms of payment that the question is (or is not) about."""
REASON_GAIN, REASON_MOST, MOVE_GAIN = 0.06, 3, 0.05
"""Gain for each word that gives a reason, up to so many, and for a word that says what moved."""
DEFINED_GAIN, BEFORE_GAIN = 0.4, 0.2
"""Gain of a definition of the very term, and of a passage that earlier questions speak of."""
TOO_SHORT, SHORT_LOSS, LONG_LOSS, LENGTH_SCALE = 8, 0.08, 0.06, 6000
"""Loss of a fragment, and, by the character, of a long passage."""
KIND_GAIN, KIND_LOSS = 0.18, 0.04
"""A passage has, or lacks, the kind of thing that is asked for."""
REASON_WORDS = ("原因", "由于", "因为", "因疫情", "因", "所以")
MOVE_WORDS = ("增加", "减少", "压减", "取消", "协议")


@dataclass(frozen=True, slots=True)
class PassageIndex:
    """Passages with their bigrams, for one lexicon."""

    lexicon: Lexicon
    plains: tuple[str, ...]
    grams: tuple[frozenset[str], ...]
    heads: tuple[frozenset[str], ...]
    postings: dict[str, tuple[int, ...]]
    search: Search | None = None
    """A search of another kind (BM25, dense) whose finds are candidates too."""


def build(lexicon: Lexicon, search: Search | None = None) -> PassageIndex:
    """Index the passages once; tens of milliseconds for thousands of passages."""
    plains = tuple(plain(passage.text) for passage in lexicon.passages)
    grams = tuple(bigrams(text) for text in plains)
    heads = tuple(
        bigrams(plain("".join(p.source.section) + p.project + p.topic + p.source.row + p.source.column))
        for p in lexicon.passages
    )
    postings: dict[str, list[int]] = defaultdict(list)
    for i, own in enumerate(grams):
        for gram in own | heads[i]:
            postings[gram].append(i)
    return PassageIndex(lexicon, plains, grams, heads, {gram: tuple(found) for gram, found in postings.items()}, search)


def texts(
    index: PassageIndex,
    question: Question,
    spans: Sequence[Span],
    scope: Scope,
    *,
    projects: Iterable[tuple[int, str]] = (),
    inherited: Mention | None = None,
) -> tuple[Text, ...]:
    """Passages of the scope, best first (at most ``BEST``). ``projects`` are those that the question was linked to."""
    mention = make_mention(question.text, spans, index.lexicon)
    if not mention.positions:
        return ()
    wanted = frozenset(projects)
    scored = []
    for i in _candidates(index, mention, scope, wanted, question):
        score = _score(index, i, mention, question, wanted, inherited)
        if score > 0:
            scored.append(Text(index.lexicon.passages[i], score, _document(index, i)))
    scored.sort(key=lambda text: -text.score)
    return tuple(scored[:BEST])


def _document(index: PassageIndex, i: int) -> int:
    return index.lexicon.document_of(index.lexicon.passages[i].source.document)


def _candidates(
    index: PassageIndex,
    mention: Mention,
    scope: Scope,
    projects: frozenset[tuple[int, str]],
    question: Question,
) -> list[int]:
    lexicon = index.lexicon
    allowed = {i for document in scope.documents for i in lexicon.passages_of[document]}
    weights: dict[int, float] = defaultdict(float)
    for gram in sorted(mention.known_grams):  # in order, so that equal sums are equal in every process
        weight = lexicon.rarity.get(gram, 1.0)
        for i in index.postings.get(gram, ()):
            if i in allowed:
                weights[i] += weight
    chosen = sorted(weights, key=lambda i: -weights[i])[:CANDIDATES]
    if index.search:
        chosen += [i for i, _ in index.search(question.text, SEARCHED) if i in allowed]
    for document, project in projects:
        chosen += [i for i in lexicon.passages_of[document] if lexicon.passages[i].project == project]
    return list(dict.fromkeys(chosen))


def _score(
    index: PassageIndex,
    i: int,
    mention: Mention,
    question: Question,
    projects: frozenset[tuple[int, str]],
    inherited: Mention | None,
) -> float:
    passage = index.lexicon.passages[i]
    own = explained(mention, index.plains[i], index.grams[i])
    head = explained(mention, "", index.heads[i])
    around: list[float] = []
    if passage.project:
        grams = index.lexicon.project_grams.get((_document(index, i), passage.project), frozenset())
        around = explained(mention, "", grams)
    total = 0.0
    for n, weight in enumerate(mention.weights):
        best = max(own[n], HEADING * head[n])
        if around and best == 0:
            best = PROJECT_ONLY * around[n]
        total += weight * best
    score = total / mention.total
    if projects:
        score += ABOUT_PROJECT if (_document(index, i), passage.project) in projects else -ABOUT_PROJECT
    if question.topic and passage.topic == question.topic:
        score += ABOUT_TOPIC
    if question.operation is Operation.REASON:
        reasons = sum(word in passage.text for word in REASON_WORDS)
        moved = any(word in passage.text for word in MOVE_WORDS)
        score += REASON_GAIN * min(REASON_MOST, reasons) + (MOVE_GAIN if moved else 0)
    if question.operation is not Operation.DEFINITION and passage.topic == "名词解释":
        score -= ABOUT_DEFINITION
    if question.topic == "付款" and re.search(r"支付|付款|结算|报销|账单", passage.text):
        score += ABOUT_PAYMENT
    score += _answer_kind(question.text, passage.text)
    if question.operation is Operation.DEFINITION:
        score += (ABOUT_DEFINITION if passage.topic == "名词解释" else 0.0) + DEFINED_GAIN * _defines(
            passage.text, mention
        )
    if inherited and inherited.positions:
        before = explained(inherited, index.plains[i], index.grams[i] | index.heads[i])
        score += BEFORE_GAIN * sum(w * b for w, b in zip(inherited.weights, before, strict=True)) / inherited.total
    length = len(passage.text)
    return score - (SHORT_LOSS if length < TOO_SHORT else 0.0) - min(LONG_LOSS, length / LENGTH_SCALE)


_DEFINED = re.compile(
    r"^(?:[（(]?[一二三四五六七八九十\d]+[）)]?[、.．]?)?(?P<term>[^：:，,。；]{2,30}?)(?:[：:]|，?是指|指|是)"
)


def _defines(text: str, mention: Mention) -> float:
    """How much the term that a definition begins with is the one asked about (0–1)."""
    match = _DEFINED.match(text)
    if not match:
        return 0.0
    term = plain(match.group("term"))
    own = bigrams(term)
    return len(own & mention.all_grams) / max(len(own), len(mention.all_grams), 1)


_KINDS = (
    (
        re.compile(r"什么时候|何时|几月|哪天|多久|什么时间|时间|日期|之前"),
        re.compile(r"\d+月|季度|[上下]半年|月底|年底|小时|分钟|\d+日|[每按][日月季年]|工作日"),
    ),
    (
        re.compile(r"在哪|哪里|哪儿|什么地方|到哪|去哪|地址|选址|位置|地点"),
        re.compile(r"位于|地址|坐落|地区|自治区|西藏|新疆|路口|[\u4e00-\u9fff]路\d*|号楼|选址"),
    ),
    (
        re.compile(r"多少|几(?:个|名|人|台|次|套|家|枚)"),
        re.compile(r"\d|[一二两三四五六七八九十](?:个|名|人|台|次|套|家|枚)"),
    ),
    (re.compile(r"谁|对象|哪些人|什么人"), re.compile(r"对象|人员|企业|群众|负责|由")),
)
"""What an answer must contain for a question word, and how it looks."""


def _answer_kind(question: str, passage: str) -> float:
    """A gain for passages that contain the kind of thing that is asked for (a date for 什么时候)."""
    return sum(
        KIND_GAIN if wanted.search(passage) else -KIND_LOSS for asked, wanted in _KINDS if asked.search(question)
    )


def coverage(
    index: PassageIndex, mention: Mention, chosen: Sequence[Text], *, around: bool = True
) -> tuple[float, tuple[str, ...]]:
    """Share of a mention that texts with their headings explain together, and the words left over.

    ``around``: the other pages of their projects explain as well, so that only what no page says is left over.
    """
    best = [0.0] * len(mention.positions)
    for text in chosen:
        grams = bigrams(plain(text.passage.text))
        heads = bigrams(
            plain(
                "".join(text.passage.source.section)
                + text.passage.project
                + text.passage.topic
                + text.passage.source.row
            )
        )
        own = explained(mention, plain(text.passage.text), grams | heads)
        project = (
            index.lexicon.project_grams.get((text.document, text.passage.project), frozenset())
            if text.passage.project
            else frozenset()
        )
        body = bigrams(plain(index.lexicon.documents[text.document].organisation))
        beside = explained(mention, "", (project | body) if around else body)
        best = [max(b, o, HEADING * a) for b, o, a in zip(best, own, beside, strict=True)]
    share = sum(w * b for w, b in zip(mention.weights, best, strict=True)) / mention.total
    unexplained = [p for p, value in zip(mention.positions, best, strict=True) if value < UNEXPLAINED]
    return share, unexplained_words(mention, unexplained)


def neighbours(index: PassageIndex, text: Text, before: int, after: int) -> tuple[Text, ...]:
    """The passages around one under the same heading path and project, in document order, itself included."""
    own = index.lexicon.passages_of[text.document]
    place = next((n for n, i in enumerate(own) if index.lexicon.passages[i] is text.passage), -1)
    if place < 0:
        return (text,)
    found = []
    for n in range(max(0, place - before), min(len(own), place + after + 1)):
        passage = index.lexicon.passages[own[n]]
        if passage.source.section == text.passage.source.section and passage.project == text.passage.project:
            found.append(text if passage is text.passage else Text(passage, text.score, text.document))
    return tuple(found)


def section(index: PassageIndex, document: int, project: str, topics: Sequence[str]) -> tuple[Text, ...]:
    """All passages of a project (or, without one, of the document) about these topics, in document order."""
    return tuple(
        Text(index.lexicon.passages[i], 1.0, document)
        for i in index.lexicon.passages_of[document]
        if index.lexicon.passages[i].project == project and index.lexicon.passages[i].topic in topics
    )


_HEAD = re.compile(
    r"^(?:[（(]?(?:\d{1,2}|[一二三四五六七八九十]{1,3})[）)]|(?:\d{1,2}|[一二三四五六七八九十]{1,3})[、.．])"
)
_SHORT, _FOLLOWING = 70, 5


def numbered(text: Text) -> bool:
    """The passage begins with a number of a list."""
    return bool(_HEAD.match(text.passage.text))


def is_head(text: Text) -> bool:
    """A numbered line that only names its subject (「3、…（项）。」); what it says of it follows in the next sentences."""
    return bool(_HEAD.match(text.passage.text)) and len(text.passage.text) <= _SHORT


def whole_item(index: PassageIndex, text: Text) -> tuple[Text, ...]:
    """A numbered head with the sentences up to the next number; any other passage alone."""
    if not is_head(text):
        return (text,)
    found = [text]
    for following in neighbours(index, text, 0, _FOLLOWING)[1:]:
        if _HEAD.match(following.passage.text):
            break
        found.append(following)
    return tuple(found)
