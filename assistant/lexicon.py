"""What the documents can be asked about: organisations, years, and concepts (line items, projects, indicators).

Built once when an index is opened, never changed afterwards, with every order and grouping that a question needs, so that no
question reads all facts. Labels are indexed by character bigrams; that is all the linker needs to find candidates.
"""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Protocol

from assistant.characters import bigrams, plain
from assistant.concepts import Concept, read_concepts
from assistant.listings import Listing, read_listings
from assistant.patterns import Pattern
from index.language.names import SHANGHAI_DISTRICTS, organisation_core, short_names
from index.model import Document, Fact, Passage

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_NO_NAMES = frozenset({
    "预算数", "合计", "小计", "决算数", "金额", "预算", "支出", "收入", "项目", "总分", "内容", "数量", "车辆", "得分", "分值", "执行率",
})  # fmt: skip
"""Labels that say nothing when they stand in a question."""
_BODY_TABLES = frozenset({"所属单位"})
_STANDARD = frozenset(
    [
        "人员经费",
        "公用经费",
        "办公费",
        "印刷费",
        "咨询费",
        "手续费",
        "邮电费",
        "取暖费",
        "物业管理费",
        "差旅费",
        "租赁费",
        "会议费",
        "培训费",
        "公务接待费",
        "专用材料费",
        "被装购置费",
        "专用燃料费",
        "劳务费",
        "委托业务费",
        "福利费",
        "离休费",
        "退休费",
    ]
)
"""Accounts of the economic classification that are named by what they pay (劳务费): each means itself in every corpus."""
NAME_START = 3
"""Characters from which a name is told by its beginning; shorter ones name nothing in particular."""
LONGEST_NAME = 40
"""Characters of a name that are compared."""
_MENTIONED = Pattern(r"(?<![比与较和跟同])(20\d\d)年")


class IndexLike(Protocol):
    """What of an opened index the assistant needs."""

    documents: tuple[Document, ...]

    @property
    def facts(self) -> Iterable[Fact]:
        """All facts, those of one document together and in its order."""
        ...

    @property
    def passages(self) -> Iterable[Passage]:
        """All passages, likewise."""
        ...


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Everything the question is compared with. See the module's docstring."""

    documents: tuple[Document, ...]
    facts: tuple[Fact, ...]
    passages: tuple[Passage, ...]
    concepts: tuple[Concept, ...]
    labels: tuple[str, ...]
    """``plain`` label of each concept."""
    grams: tuple[frozenset[str], ...]
    postings: dict[str, tuple[int, ...]]
    rarity: dict[str, float]
    """Weight of a bigram, 0.3 (everywhere) to 1.5 (in one place)."""
    places: dict[str, frozenset[int]]
    """Names of organisations, the longest first, with their documents."""
    regions: dict[str, frozenset[int]]
    """Names of regions, the longest first, with their documents (none for a district that the corpus does not hold)."""
    project_grams: dict[tuple[int, str], frozenset[str]]
    """Bigrams of everything on the pages of a (document, project)."""
    passages_of: tuple[tuple[int, ...], ...]
    """Passages of each document, in its order."""
    facts_of: tuple[tuple[Fact, ...], ...]
    """Facts of each document, in its order."""
    concepts_of: tuple[tuple[Concept, ...], ...]
    """Concepts of each document, by number."""
    listings_of: tuple[tuple[Listing, ...], ...]
    """Tables of each document with a row for each body, project or thing."""
    items: dict[tuple[str, str, str], tuple[Fact, ...]]
    """Facts by the name of their document, their project and their item."""
    by_project: dict[tuple[int, str], tuple[int, ...]]
    """Concepts of each (document, project)."""
    bodies: frozenset[str]
    """Plain names of organisations that the documents list below their own (所属单位)."""
    names: frozenset[str]
    """All plain labels and project names, for verbatim matches."""
    official: frozenset[str]
    """Plain names of coded line items (科目) of all documents."""
    columns: frozenset[str]
    """Names of table columns that a question can ask for by name (其他收入, 事业收入 …)."""
    name_starts: frozenset[str]
    """First characters (``NAME_START`` many) of ``names`` and ``official``: where none stands, no name begins."""
    known_text: str
    """All organisations and labels, one a line: what a name in a question must stand in to be known."""
    fact_years: tuple[frozenset[int], ...]
    """For each document its own year and those it states figures of."""
    numbers: dict[str, int]
    """Position of each document by its name."""
    goals: frozenset[tuple[str, str]]
    """(document, sentence) of the goals that forms and pages of projects set."""
    views: dict[frozenset[int], Lexicon] = field(default_factory=dict, repr=False, compare=False)
    """The same with the words of some documents alone, as far as they were needed (``assistant.narrowed``)."""

    def document_of(self, name: str) -> int:
        """Position of a document by its name; KeyError when unknown."""
        return self.numbers[name]

    def name_end(self, text: str, start: int, stop: int) -> int:
        """End of the longest of ``names`` that stands in plain ``text`` at ``start``; ``start`` when none does."""
        if text[start : start + NAME_START] not in self.name_starts:
            return start
        longest = min(stop, start + LONGEST_NAME)
        return next((e for e in range(longest, start + NAME_START - 1, -1) if text[start:e] in self.names), start)

    def official_end(self, text: str, start: int, stop: int) -> int:
        """The same among ``official`` names."""
        if text[start : start + NAME_START] not in self.name_starts:
            return start
        longest = min(stop, start + LONGEST_NAME)
        return next((e for e in range(longest, start + NAME_START - 1, -1) if text[start:e] in self.official), start)

    def facts_beside(self, fact: Fact) -> tuple[Fact, ...]:
        """All facts of the same document as ``fact``, itself included."""
        return self.facts_of[self.numbers[fact.document]]

    def facts_alike(self, fact: Fact) -> tuple[Fact, ...]:
        """All facts of the same document, project and item as ``fact``, itself included."""
        return self.items[(fact.document, fact.project, fact.item)]

    def concepts_in(self, documents: Iterable[int]) -> Iterator[Concept]:
        """Concepts of these documents, by number."""
        for document in sorted(documents):
            yield from self.concepts_of[document]


def build_lexicon(index: IndexLike) -> Lexicon:
    """Read all facts and passages of an index once."""
    documents = tuple(index.documents)
    numbers = {document.name: i for i, document in enumerate(documents)}
    facts = tuple(index.facts)
    passages = tuple(index.passages)
    concepts = tuple(read_concepts(facts, passages, numbers))
    labels = tuple(plain(concept.label) for concept in concepts)
    grams = tuple(bigrams(label) for label in labels)
    passages_of: list[list[int]] = [[] for _ in documents]
    for i, passage in enumerate(passages):
        passages_of[numbers[passage.source.document]].append(i)
    project_grams = _project_grams(facts, passages, numbers)
    postings: dict[str, list[int]] = defaultdict(list)
    for concept, own in zip(concepts, grams, strict=True):
        for gram in own:
            postings[gram].append(concept.number)
    by_project: dict[tuple[int, str], list[int]] = defaultdict(list)
    for concept in concepts:
        if concept.project:
            by_project[(concept.document, concept.project)].append(concept.number)
    facts_of: list[list[Fact]] = [[] for _ in documents]
    items: dict[tuple[str, str, str], list[Fact]] = defaultdict(list)
    for fact in facts:
        facts_of[numbers[fact.document]].append(fact)
        items[(fact.document, fact.project, fact.item)].append(fact)
    concepts_of: list[list[Concept]] = [[] for _ in documents]
    for concept in concepts:
        concepts_of[concept.document].append(concept)
    names = names_of(labels)
    official = _STANDARD | {labels[c.number] for c in concepts if c.code and len(labels[c.number]) >= NAME_START}
    return Lexicon(
        documents=documents,
        facts=facts,
        passages=passages,
        concepts=concepts,
        labels=labels,
        grams=grams,
        postings={gram: tuple(found) for gram, found in postings.items()},
        rarity=rarity_of(grams, passages),
        places=_places(documents),
        regions=_regions(documents),
        project_grams=project_grams,
        passages_of=tuple(tuple(found) for found in passages_of),
        facts_of=tuple(tuple(found) for found in facts_of),
        concepts_of=tuple(tuple(found) for found in concepts_of),
        listings_of=tuple(read_listings(own, document) for document, own in enumerate(facts_of)),
        items={key: tuple(found) for key, found in items.items()},
        by_project={key: tuple(found) for key, found in by_project.items()},
        bodies=frozenset(labels[concept.number] for concept in concepts if concept.tables == _BODY_TABLES),
        names=names,
        official=official,
        columns=column_names(facts),
        name_starts=frozenset(name[:NAME_START] for name in names | official),
        known_text="\n".join((*(document.organisation for document in documents), *labels)),
        fact_years=_fact_years(documents, facts, numbers),
        numbers=numbers,
        goals=frozenset((p.source.document, p.text) for p in passages if p.topic == "目标"),
    )


def names_of(labels: Iterable[str]) -> frozenset[str]:
    """Plain labels that are names."""
    return frozenset(label for label in labels if len(label) > 1) - _NO_NAMES


def column_names(facts: Iterable[Fact]) -> frozenset[str]:
    """Columns of tables that a question can ask for by name."""
    return frozenset(
        fact.measure
        for fact in facts
        if (fact.origin == "table" or fact.measure == "半年指标值")
        and len(fact.measure) > NAME_START
        and fact.measure not in _NO_NAMES
    )


def rarity_of(grams: tuple[frozenset[str], ...], passages: tuple[Passage, ...]) -> dict[str, float]:
    """Weight of every bigram of these labels and passages."""
    frequency: Counter[str] = Counter()
    for own in grams:
        frequency.update(own)
    for passage in passages:
        frequency.update(bigrams(plain(passage.text)))
    total = len(grams) + len(passages) + 1
    top = math.log(total)
    return {gram: 0.3 + 1.2 * math.log(total / count) / top for gram, count in frequency.items()}


def _project_grams(
    facts: tuple[Fact, ...], passages: tuple[Passage, ...], numbers: dict[str, int]
) -> dict[tuple[int, str], frozenset[str]]:
    collected: dict[tuple[int, str], set[str]] = defaultdict(set)
    for passage in passages:
        if passage.project:
            collected[(numbers[passage.source.document], passage.project)] |= bigrams(plain(passage.text))
    for fact in facts:
        if fact.project:
            own = collected[(numbers[fact.document], fact.project)]
            own |= bigrams(plain(fact.item)) | bigrams(plain(fact.project))
            if fact.state == "text":
                own |= bigrams(plain(fact.printed))
    return {key: frozenset(grams) for key, grams in collected.items()}


def _places(documents: tuple[Document, ...]) -> dict[str, frozenset[int]]:
    """Every name a person may use for an organisation of the corpus → its documents."""
    names: dict[str, set[int]] = defaultdict(set)
    for i, document in enumerate(documents):
        for name in (
            document.organisation,
            re.sub(r"^[\u4e00-\u9fff]{2,3}市", "", document.organisation),
            organisation_core(document.organisation),
            *short_names(document.organisation, document.region),
        ):
            if len(plain(name)) >= NAME_START:  # two characters (「中心」) name nothing in particular
                names[plain(name)].add(i)
    return _longest_first(names)


def _regions(documents: tuple[Document, ...]) -> dict[str, frozenset[int]]:
    """Regions of the corpus by full and short name; the other districts of Shanghai with no document."""
    names: dict[str, set[int]] = {}
    for district in SHANGHAI_DISTRICTS:
        for name in {district, re.sub(r"新?区$", "", district)}:
            names[name] = set()
    for i, document in enumerate(documents):
        for name in {document.region, re.sub(r"(?:新区|[省市区县])$", "", document.region)}:
            if len(name) > 1:
                names.setdefault(name, set()).add(i)
    return _longest_first(names)


def _fact_years(
    documents: tuple[Document, ...], facts: tuple[Fact, ...], numbers: dict[str, int]
) -> tuple[frozenset[int], ...]:
    years: list[set[int]] = [{document.year} for document in documents]
    for fact in facts:
        years[numbers[fact.document]].add(fact.year)
        years[numbers[fact.document]].update(int(year) for year in _MENTIONED.findall(fact.context))
    return tuple(frozenset(found) for found in years)


def _longest_first(names: dict[str, set[int]]) -> dict[str, frozenset[int]]:
    """Names in the order in which a question is searched for them: a longer one may contain a shorter."""
    return {name: frozenset(names[name]) for name in sorted(names, key=len, reverse=True)}
