"""Passages that answer a question in the document's own words, best first.

A passage is a sentence, a list item or a row of a form. It answers when it, what it belongs to (the numbered item, the headings, the
project, the body) and the words that only ask explain the question, and when it shows the kind of thing that is asked for.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from functools import cached_property
from typing import TYPE_CHECKING

from assistant.characters import bigrams, plain
from assistant.matching import UNEXPLAINED, Mention, explained, unexplained_words
from assistant.patterns import Pattern
from assistant.query import Operation, Question, Scope, Text
from assistant.retrieve.forms.lines import FIELD, INDICATOR, form_lines
from assistant.retrieve.words.asked import Asked
from assistant.retrieve.words.bases import agreement, same_way
from assistant.retrieve.words.blocks import Blocks, read_blocks
from assistant.retrieve.words.kinds import DATE
from assistant.retrieve.words.terms import Defined, defined_term, definitions
from index.language.months import months_of

if TYPE_CHECKING:
    from assistant.lexicon import Lexicon
    from assistant.retrieve.words.meant import Encode
    from index.model import Passage

Search = Callable[[str, int], Sequence[tuple[int, float]]]
"""question, k → (position of a passage, score), best first."""

CANDIDATES, SEARCHED, BEST = 160, 20, 16
"""Passages scored in detail, those asked of another search, and those given back."""
BLOCK, HEADING, BODY, PROJECT_ONLY = 0.75, 0.8, 0.5, 0.35
"""Weight of what the block, the headings, the body's name, and only the project's other pages explain; the passage itself has 1."""
BESIDE_GAIN, OWN_GAIN = 0.2, 0.06
"""Gain for the share of the question that the passage itself explains beside the project's name, and at all."""
ABOUT_PROJECT, ABOUT_TOPIC, USUAL_TOPIC, ABOUT_DEFINITION = 0.15, 0.2, 0.08, 0.3
"""Gain (or loss) of a passage of the project, topic, usual section or glossary that the question is (or is not) about."""
DEFINED_GAIN, BEFORE_GAIN = 0.4, 0.2
"""Gain of a definition of the very term, and of a passage that earlier questions speak of."""
TOO_SHORT, SHORT_LOSS, LONG_LOSS, LENGTH_SCALE = 8, 0.08, 0.06, 6000
"""Loss of a fragment, and, by the character, of a long passage."""
KIND_GAIN, KIND_LOSS, NOUN_GAIN = 0.18, 0.06, 0.12
"""A passage shows, or lacks, the kind of thing asked for; it holds the noun asked for (「在哪些平台」)."""
SHOWN_MORE, MOST_SHOWN = 0.02, 3
"""Gain for each further way in which a passage shows a kind, up to so many."""
NUMBER_GAIN, MONTHS_GAIN, MONTHS_LOSS = 0.35, 0.35, 0.1
"""A figure of the question stands in the passage; it speaks of the months asked for, or of none of them."""
HALF_A_YEAR = 6
"""Months; a passage that speaks of more (the running time of a project) says little of each."""
BASIS_GAIN, DIRECTION_GAIN, STAGE_GAIN, ROW_LOSS = 0.2, 0.05, 0.1, 0.08
"""A reason for the change asked about, in its direction, in a document of the stage asked about; a row of a form where no figure of it is
asked for."""
WHOM_LOSS = 0.25
"""A row of a form where it is asked who gets something: it tells how many."""
BASIS_LOSS = 0.15
"""The documents that a project rests on, where something else is asked for."""
PERIOD_LOSS = 0.15
"""The running time of a project, where another date is asked for."""
ENUMERATED_GAIN = 0.35
"""The passage names them one by one and counts them (「甲、乙、丙3个农贸市场」)."""
VERBATIM_GAIN, LONG_NAME = 0.25, 4
"""A reason under the very name that was asked for, when it has so many characters."""
ROW_GAIN = 0.12
"""A row that says until when, where that is asked for."""
_TIMED = Pattern(r"^[^：]{2,24}(?:时间|时限|时点|期限|日期)：")
TIMES = frozenset({"时间", "时长"})
"""Kinds that a date or a length of time answers."""
SAID = 0.2
"""Share of the question that a part of a sentence explains at least when it speaks of the thing."""
PAYING = Pattern(r"支付|付款|付清|付\d|结算|拨付|[付结拨]款|付钱|给钱|付|拨|补贴|发放")
"""Speaks of paying."""
_PARTS = Pattern(r"[；;]")
WORKS = Pattern(
    r"(?:什么时候|工程|项目|建设|施工|全部|整体|能|会|才|要|完工|竣工|建成|建好|修好|做完|完成|结束|开始|开工|动工|启动|实施|起止|周期|工期)+"
)
"""What a question says of a project when it asks for nothing but its beginning or end."""
ONLY_DATES = Pattern(r"^[\d年月日\s\-—–至到~～.．/]+[。.]?$")
_OF_A_FINAL_ACCOUNT = Pattern(r"(?:决算|执行)数?[^。]{0,12}[小大低高]于|主要原因")
"""「决算数小于预算数的主要原因：按实结算」 is no term of payment."""
_DIGITS = Pattern(r"(?<![\d.])\d[\d,]*(?:\.\d+)?(?![\d.]*[年月日])")


class PassageIndex:
    """Passages with their bigrams, for one lexicon; positions below ``len(passages)`` of the lexicon are the lexicon's own.

    Each part is worked out when a question first needs it (tens of milliseconds for thousands of passages), once: many
    questions are answered from the tables alone.
    """

    def __init__(self, lexicon: Lexicon, search: Search | None = None, encode: Encode | None = None) -> None:
        """``search`` is a search of another kind (BM25, dense) whose finds are candidates too; ``encode`` the bundled encoder."""
        self.lexicon, self.search, self.encode = lexicon, search, encode

    def prepare(self) -> None:
        """Work all of it out now."""
        self.postings, self.bodies, self.of_document, self.by_project  # noqa: B018 each is made by looking at it

    @cached_property
    def passages(self) -> tuple[Passage, ...]:
        """The sentences, then the rows of forms."""
        return (*self.lexicon.passages, *form_lines(self.lexicon.facts))

    @cached_property
    def plains(self) -> tuple[str, ...]:
        """Text of each passage, plain."""
        return tuple(plain(passage.text) for passage in self.passages)

    @cached_property
    def grams(self) -> tuple[frozenset[str], ...]:
        """Bigrams of each passage."""
        return tuple(bigrams(text) for text in self.plains)

    @cached_property
    def heads(self) -> tuple[frozenset[str], ...]:
        """Bigrams of what stands above each passage: headings, project, topic, row and column."""
        return tuple(bigrams(plain(_head(passage))) for passage in self.passages)

    @cached_property
    def definitions(self) -> tuple[Defined, ...]:
        """Terms of the glossaries."""
        return definitions(self)

    @cached_property
    def blocks(self) -> Blocks:
        """Which passages belong together."""
        return read_blocks(self.passages)

    @cached_property
    def around(self) -> tuple[frozenset[str], ...]:
        """Bigrams of the block of each passage."""
        return tuple(
            frozenset().union(*(self.grams[n] for n in self.blocks.around(i))) for i in range(len(self.passages))
        )

    @cached_property
    def bodies(self) -> tuple[frozenset[str], ...]:
        """Bigrams of the name and title of each document."""
        return tuple(bigrams(plain(document.organisation + document.title)) for document in self.lexicon.documents)

    @cached_property
    def of_document(self) -> tuple[tuple[int, ...], ...]:
        """Positions of the passages of each document."""
        found: list[list[int]] = [[] for _ in self.lexicon.documents]
        for i in range(len(self.passages)):
            found[self.document(i)].append(i)
        return tuple(map(tuple, found))

    @cached_property
    def by_project(self) -> dict[tuple[int, str], tuple[int, ...]]:
        """Positions of the passages of each project of a document."""
        found: dict[tuple[int, str], list[int]] = defaultdict(list)
        for i, passage in enumerate(self.passages):
            if passage.project:
                found[(self.document(i), passage.project)].append(i)
        return {key: tuple(positions) for key, positions in found.items()}

    @cached_property
    def _by_row(self) -> dict[tuple[str, int, int], tuple[int, ...]]:
        found: dict[tuple[str, int, int], list[int]] = defaultdict(list)
        for i, passage in enumerate(self.passages):
            if passage.source.row_number:
                found[_row(passage)].append(i)
        return {row: tuple(positions) for row, positions in found.items()}

    def row_of(self, i: int) -> tuple[int, ...]:
        """Positions of the passages out of the same row of a form."""
        return self._by_row.get(_row(self.passages[i]), ())

    @cached_property
    def postings(self) -> dict[str, tuple[int, ...]]:
        """Positions of the passages with a bigram in their block or above them."""
        found: dict[str, list[int]] = defaultdict(list)
        for i, (around, head) in enumerate(zip(self.around, self.heads, strict=True)):
            for gram in around | head:
                found[gram].append(i)
        return {gram: tuple(positions) for gram, positions in found.items()}

    def document(self, i: int) -> int:
        """Position of the document of a passage."""
        return self.lexicon.document_of(self.passages[i].source.document)

    def text(self, i: int, score: float = 1.0) -> Text:
        """A passage as a find."""
        return Text(self.passages[i], score, self.document(i))

    def position(self, text: Text) -> int:
        """Position of a find's passage."""
        return next(i for i in self.of_document[text.document] if self.passages[i] is text.passage)


def _row(passage: Passage) -> tuple[str, int, int]:
    return (passage.source.document, passage.source.table_number, passage.source.row_number)


def _head(passage: Passage) -> str:
    source = passage.source
    return "".join(source.section) + passage.project + passage.topic + source.row + source.column


class Scorer:
    """Scores passages for one question; what headings and blocks explain is worked out once for all that share them."""

    def __init__(
        self,
        index: PassageIndex,
        mention: Mention,
        question: Question,
        asked: Asked,
        projects: frozenset[tuple[int, str]] = frozenset(),
        inherited: Mention | None = None,
    ) -> None:
        """``mention`` is what must be explained, ``projects`` those that the question points to."""
        self.index, self.mention, self.question, self.asked = index, mention, question, asked
        self.projects, self.inherited = projects, inherited
        self._explained: dict[int, list[float]] = {}
        self._names: dict[tuple[int, str], list[float]] = {}
        self._texts: dict[frozenset[str], list[float]] = {}
        self._months = months_of(question.text)
        self._asks_time = any(kind.name in TIMES for kind in asked.kinds)
        self._asks_whom = any(kind.name in {"对象", "条件"} for kind in asked.kinds)
        self._numbers = frozenset(number for number in _numbers(question.text) if len(number) > 1)

    def _of(self, grams: frozenset[str]) -> list[float]:
        found = self._texts.get(grams)
        if found is None:
            found = self._texts[grams] = explained(self.mention, "", grams)
        return found

    def own(self, i: int) -> list[float]:
        """Share to which the passage alone explains each position of the mention.

        A reason rarely names its item again: it is read with the numbered item it belongs to.
        """
        if self.question.operation is Operation.REASON and self.index.blocks.numbered(i, self.index.passages):
            return self._of(self.index.around[i])
        return explained(self.mention, self.index.plains[i], self.index.grams[i])

    def named(self, i: int) -> list[float]:
        """Share to which the name of a passage's project and its document's body explain each position of the mention."""
        document = self.index.document(i)
        project = self._name((document, self.index.passages[i].project))
        body = self._of(self.index.bodies[document])
        return [max(pair) for pair in zip(project, body, strict=True)]

    def _name(self, project: tuple[int, str]) -> list[float]:
        """Share to which the project's name explains each position."""
        found = self._names.get(project)
        if found is None:
            name = plain(project[1])
            found = self._names[project] = explained(self.mention, name, bigrams(name))
        return found

    def beside(self, i: int) -> list[float]:
        """Share to which the passage explains each position by itself beside what its project's name says already."""
        project = (self.index.document(i), self.index.passages[i].project)
        own = self.own(i)
        if project not in self.projects:
            return own
        return [max(0.0, one - named) for one, named in zip(own, self._name(project), strict=True)]

    def explained(self, i: int) -> list[float]:
        """Share to which a passage with all it belongs to explains each position of the mention."""
        found = self._explained.get(i)
        if found is None:
            index = self.index
            document, project = index.document(i), index.passages[i].project
            pages = index.lexicon.project_grams.get((document, project), frozenset()) if project else frozenset()
            about = (document, project) in self.projects
            found = [
                max(own, named if about else 0.0, BLOCK * block, HEADING * head, BODY * body, PROJECT_ONLY * page)
                for own, named, block, head, body, page in zip(
                    self.own(i),
                    self._name((document, project)),
                    self._of(index.around[i]),
                    self._of(index.heads[i]),
                    self._of(index.bodies[document]),
                    self._of(pages),
                    strict=True,
                )
            ]
            self._explained[i] = found
        return found

    def share(self, values: Sequence[float]) -> float:
        """Weighted share of the mention; 0 for an empty one."""
        return sum(w * v for w, v in zip(self.mention.weights, values, strict=True)) / self.mention.total

    def shows(self, i: int) -> bool:
        """The passage shows a kind that is needed, or none is."""
        needed, passage = self.asked.needed, self.index.passages[i]
        if needed and not self._asks_time and ONLY_DATES.match(passage.text):
            return False  # a running time gives no reason
        return not needed or any(
            kind.shown_by(passage.text, passage.topic)
            and not (kind.name == "时间" and self._of_payment(passage.text))
            and not (kind.name == "付款" and _OF_A_FINAL_ACCOUNT.search(passage.text))
            for kind in needed
        )

    def _of_payment(self, text: str) -> bool:
        """「完工支付50%」 says when is paid, not when the works end."""
        return bool(PAYING.search(text)) and not PAYING.search(self.question.text) and not DATE.search(text)

    def score(self, i: int) -> float:
        """Fit of one passage, about 0 to 2."""
        passage, question = self.index.passages[i], self.question
        score = (
            self.share(self.explained(i))
            + BESIDE_GAIN * self.share(self.beside(i))
            + OWN_GAIN * self.share(self.own(i))
        )
        if self.projects:
            about = (self.index.document(i), passage.project) in self.projects
            score += ABOUT_PROJECT if about else -ABOUT_PROJECT
        if passage.topic and passage.topic == question.topic:
            score += ABOUT_TOPIC
        elif (passage.topic == "周期" or self._asks_time) and ONLY_DATES.match(passage.text):
            score -= PERIOD_LOSS
        elif passage.topic in self.asked.topics:
            score += USUAL_TOPIC
        elif passage.topic == "依据" and self.asked.kinds and question.operation is not Operation.REASON:
            score -= BASIS_LOSS
        score += self._shown(passage) + self._keys(passage.text)
        if self._asks_time and not self._dated(passage.text):
            score -= KIND_GAIN
        if question.operation is Operation.REASON:
            score += self._change(i)
        if question.operation is Operation.DEFINITION:
            score += (ABOUT_DEFINITION if passage.topic == "名词解释" else 0.0) + DEFINED_GAIN * defines(
                passage.text, self.mention
            )
        elif passage.topic == "名词解释":
            score -= ABOUT_DEFINITION
        if passage.topic in {INDICATOR, FIELD} and question.operation is not Operation.VALUE:
            timed = self._asks_time and _TIMED.search(passage.text)
            score += ROW_GAIN if timed else -(WHOM_LOSS if self._asks_whom else ROW_LOSS)
        if self.inherited and self.inherited.positions:
            before = explained(self.inherited, self.index.plains[i], self.index.grams[i] | self.index.heads[i])
            weights = self.inherited.weights
            score += BEFORE_GAIN * sum(w * b for w, b in zip(weights, before, strict=True)) / self.inherited.total
        length = len(passage.text)
        return score - (SHORT_LOSS if length < TOO_SHORT else 0.0) - min(LONG_LOSS, length / LENGTH_SCALE)

    def _shown(self, passage: Passage) -> float:
        gain = 0.0
        for kind in self.asked.kinds:
            found = kind.shown.findall(passage.text)
            shown = len(found if kind.name == "清单" else set(found))
            gain += KIND_GAIN + SHOWN_MORE * min(MOST_SHOWN, shown - 1) if shown else -KIND_LOSS
        if self.asked.noun and self.asked.noun in passage.text:
            counted = (
                rf"、[^,，。；、]{{1,12}}?(?:\d+|[两三四五六七八九十])[个家所座枚处类项]{re.escape(self.asked.noun)}"
            )
            gain += ENUMERATED_GAIN if re.search(counted, passage.text) else NOUN_GAIN
        return gain

    def _dated(self, text: str) -> bool:
        """The part of a sentence that speaks of the thing is the one with a date, not another (「一季度招标；建成甲」)."""
        parts = [part for part in _PARTS.split(text) if part]
        if len(parts) < 2:
            return True
        shares = [self.share(explained(self.mention, plain(part), bigrams(plain(part)))) for part in parts]
        best = parts[max(range(len(parts)), key=shares.__getitem__)]
        return max(shares) < SAID or any(kind.shown.search(best) for kind in self.asked.kinds if kind.name in TIMES)

    def _change(self, i: int) -> float:
        """For a reason: the change it explains is the one asked about."""
        index, asked = self.index, self.question.text
        passage = index.passages[i]
        said = agreement(asked, passage.text)
        if not said and index.blocks.numbered(i, index.passages):
            said = agreement(asked, "".join(index.passages[n].text for n in index.blocks.around(i)))
        gain = BASIS_GAIN * said + (DIRECTION_GAIN if same_way(asked, passage.text) else 0.0)
        gain += VERBATIM_GAIN if self._named_verbatim(i) else 0.0
        stages = self.question.stages
        if stages and "预算" not in stages and index.lexicon.documents[index.document(i)].stage in stages:
            gain += STAGE_GAIN
        return gain

    def _named_verbatim(self, i: int) -> bool:
        """What the reason is asked for stands word for word in the item of the passage or above it, not here and there in it."""
        index = self.index
        around = "".join(index.plains[n] for n in index.blocks.around(i)) + plain(_head(index.passages[i]))
        return any(len(span.text) >= LONG_NAME and plain(span.text) in around for span in self.mention.spans)

    def _keys(self, text: str) -> float:
        """Figures and months of the question that the passage holds."""
        gain = 0.0
        if self._numbers:
            gain += NUMBER_GAIN * bool(self._numbers & _numbers(text))
        if self._months:
            months = months_of(text)
            shared = len(months & self._months) / len(self._months)
            gain += (MONTHS_GAIN if len(months) <= HALF_A_YEAR else MONTHS_GAIN / 2) * shared
            gain -= 0.0 if shared else MONTHS_LOSS
        return gain


def _numbers(text: str) -> set[str]:
    """The figures of a text without separators and trailing zeros."""
    found = (number.replace(",", "") for number in _DIGITS.findall(text))
    return {number.rstrip("0").rstrip(".") if "." in number else number for number in found}


def texts(scorer: Scorer, scope: Scope) -> tuple[Text, ...]:
    """Passages of the scope that show a kind asked for, best first (at most ``BEST``)."""
    scored = []
    for i in _candidates(scorer, scope):
        if not scorer.shows(i):
            continue
        score = scorer.score(i)
        if score > 0:
            scored.append((score, i))
    scored.sort(key=lambda pair: -pair[0])
    return tuple(scorer.index.text(i, score) for score, i in scored[:BEST])


def _candidates(scorer: Scorer, scope: Scope) -> list[int]:
    index, mention = scorer.index, scorer.mention
    weights: dict[int, float] = defaultdict(float)
    allowed = {i for document in scope.documents for i in index.of_document[document]}
    for gram in sorted(mention.known_grams):  # in order, so that equal sums are equal in every process
        weight = index.lexicon.rarity.get(gram, 1.0)
        for i in index.postings.get(gram, ()):
            if i in allowed:
                weights[i] += weight
    chosen = sorted(weights, key=lambda i: -weights[i])[:CANDIDATES]
    if index.search:
        chosen += [i for i, _ in index.search(scorer.question.text, SEARCHED) if i in allowed]
    for project in sorted(scorer.projects):
        chosen += [i for i in index.by_project.get(project, ()) if i in allowed]
    return list(dict.fromkeys(chosen))


def defines(text: str, mention: Mention) -> float:
    """How much the term that a definition begins with is the one asked about (0–1)."""
    term = defined_term(text)
    if not term:
        return 0.0
    own = bigrams(term)
    return len(own & mention.all_grams) / max(len(own), len(mention.all_grams), 1)


def coverage(scorer: Scorer, chosen: Iterable[int]) -> tuple[float, tuple[str, ...]]:
    """Share of the mention that passages with all they belong to explain together, and the words left over."""
    best = [0.0] * len(scorer.mention.positions)
    for i in chosen:
        best = [max(b, e) for b, e in zip(best, scorer.explained(i), strict=True)]
    left = [p for p, value in zip(scorer.mention.positions, best, strict=True) if value < UNEXPLAINED]
    return scorer.share(best), unexplained_words(scorer.mention, left)


def words_left(index: PassageIndex, question: Question, mention: Mention, chosen: Iterable[Text]) -> tuple[str, ...]:
    """Words of a mention that texts with all they belong to leave unexplained."""
    scorer = Scorer(index, mention, question, Asked(()))
    return coverage(scorer, [index.position(text) for text in chosen])[1]


def section(index: PassageIndex, document: int, project: str, topics: Sequence[str]) -> tuple[Text, ...]:
    """All passages of a project (or, without one, of the document) about these topics, in document order."""
    return tuple(
        index.text(i)
        for i in index.of_document[document]
        if index.passages[i].project == project and index.passages[i].topic in topics
    )
