"""What the documents can be asked about: organisations, years, and concepts (line items, projects, indicators).

Built once when an index is opened, never changed afterwards. A concept gathers all facts of one document that speak of the
same thing: a line item through all tables it stands in, a project with its funds and score, one indicator. Labels are
indexed by character bigrams; that is all the linker needs to find candidates without reading every label.
"""

from __future__ import annotations

import math
import re
import unicodedata
from collections import Counter, defaultdict
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Literal, Protocol

from index.language.names import SHANGHAI_DISTRICTS, organisation_core, short_names
from index.model import Document, Fact, Passage

if TYPE_CHECKING:
    from collections.abc import Iterable

ConceptKind = Literal["line", "project", "part", "indicator", "total", "prose"]

FUND_ROWS = frozenset({"年度资金总额", "总分", "项目资金总额", "年度资金申请总额"})
_NO_NAMES = frozenset(
    [
        "预算数",
        "合计",
        "小计",
        "决算数",
        "金额",
        "预算",
        "支出",
        "收入",
        "项目",
        "总分",
        "内容",
        "数量",
        "车辆",
        "得分",
        "分值",
        "执行率",
    ]
)
"""Labels that say nothing when they stand in a question."""
_MENTIONED = re.compile(r"(?<![比与较和跟同])(20\d\d)年")
_PUNCTUATION = re.compile(r"[^0-9a-z\u4e00-\u9fff%]+")


class IndexLike(Protocol):
    """What of an opened index the assistant needs."""

    documents: tuple[Document, ...]

    @property
    def facts(self) -> Iterable[Fact]: ...

    @property
    def passages(self) -> Iterable[Passage]: ...


@lru_cache(maxsize=65536)
def plain(text: str) -> str:
    """Label as compared: NFKC, lower case, without punctuation and space."""
    return _PUNCTUATION.sub("", unicodedata.normalize("NFKC", text).lower())


@lru_cache(maxsize=65536)
def bigrams(text: str) -> frozenset[str]:
    """Character bigrams of a plain text; a single character is its own."""
    return frozenset(text[i : i + 2] for i in range(len(text) - 1)) or frozenset({text} if text else ())


@dataclass(frozen=True, slots=True)
class Concept:
    """One thing that figures speak of, in one document. ``facts`` are positions in the fact table."""

    number: int
    document: int
    kind: ConceptKind
    label: str
    ancestors: tuple[str, ...]
    project: str
    code: str
    depth: int
    facts: tuple[int, ...]
    measures: frozenset[str]
    years: frozenset[int]
    tables: frozenset[str]


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
    regions: dict[str, frozenset[int]]
    project_grams: dict[tuple[int, str], frozenset[str]]
    document_grams: tuple[frozenset[str], ...]
    passages_of: tuple[tuple[int, ...], ...]
    by_project: dict[tuple[int, str], tuple[int, ...]]
    names: frozenset[str]
    """All plain labels and project names, for verbatim matches."""
    official: frozenset[str]
    """Plain names of coded line items (科目) of all documents."""
    columns: frozenset[str]
    """Names of table columns that a question can ask for by name (其他收入, 事业收入 …)."""
    fact_years: tuple[frozenset[int], ...]
    numbers: dict[str, int]

    def document_of(self, name: str) -> int:
        """Position of a document by its name; KeyError when unknown."""
        return self.numbers[name]


def build_lexicon(index: IndexLike) -> Lexicon:
    """Read all facts and passages of an index once."""
    documents = tuple(index.documents)
    numbers = {document.name: i for i, document in enumerate(documents)}
    facts = tuple(index.facts)
    passages = tuple(index.passages)
    concepts = tuple(_concepts(facts, numbers, _projects(facts, passages)))
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
    return Lexicon(
        documents=documents,
        facts=facts,
        passages=passages,
        concepts=concepts,
        labels=labels,
        grams=grams,
        postings={gram: tuple(found) for gram, found in postings.items()},
        rarity=_rarity(grams, passages),
        places=_places(documents),
        regions=_regions(documents),
        project_grams=project_grams,
        document_grams=_document_grams(documents, passages, facts, numbers),
        passages_of=tuple(tuple(found) for found in passages_of),
        by_project={key: tuple(found) for key, found in by_project.items()},
        names=frozenset(label for label in labels if len(label) > 1) - _NO_NAMES,
        official=frozenset(labels[c.number] for c in concepts if c.code and len(labels[c.number]) > 3),  # noqa: PLR2004
        columns=frozenset(
            fact.measure
            for fact in facts
            if fact.origin == "table" and len(fact.measure) > 3 and fact.measure not in _NO_NAMES  # noqa: PLR2004
        ),
        fact_years=_fact_years(documents, facts, numbers),
        numbers=numbers,
    )


def _projects(facts: tuple[Fact, ...], passages: tuple[Passage, ...]) -> frozenset[tuple[str, str]]:
    """(document, project) of every project that has pages or a form of its own."""
    own = {(passage.source.document, passage.project) for passage in passages if passage.project}
    return frozenset(own | {(fact.document, fact.project) for fact in facts if fact.project and fact.origin == "form"})


def _key(fact: Fact) -> tuple[object, ...]:
    """Facts with the same key belong to one concept."""
    project = fact.project
    if project and (fact.item in FUND_ROWS or plain(fact.item) == plain(project)):
        return (fact.document, "project", project)
    return (
        fact.document,
        project,
        plain(fact.item),
        fact.ancestors[-1:] if project else fact.ancestors,
        fact.code,
        fact.depth == 0,
        fact.side if fact.depth == 0 else "",
    )


def _kind(fact: Fact) -> ConceptKind:
    if fact.project and (fact.item in FUND_ROWS or plain(fact.item) == plain(fact.project)):
        return "project"
    if fact.origin == "form":
        return "indicator"
    if fact.project:
        return "part"
    if fact.depth == 0:
        return "total"
    return "prose" if fact.origin == "prose" else "line"


def _concepts(
    facts: tuple[Fact, ...], numbers: dict[str, int], projects: frozenset[tuple[str, str]]
) -> Iterable[Concept]:
    groups: dict[tuple[object, ...], list[int]] = defaultdict(list)
    for i, fact in enumerate(facts):
        if not fact.item:
            continue
        if fact.depth == 0 and fact.measure and fact.origin == "table" and fact.table_kind != "三公":
            # A total row is asked for by its column: 「公用经费」, 「项目支出」.
            groups[(fact.document, "column", fact.measure, fact.side)].append(i)
        groups[_key(fact)].append(i)
    for number, (key, members) in enumerate(groups.items()):
        first = facts[members[0]]
        column = key[1] == "column"
        kind = _kind(first) if not first.project or (first.document, first.project) in projects else "prose"
        yield Concept(
            number=number,
            document=numbers[first.document],
            kind="total" if column else kind,
            label=str(key[2]) if column else (first.project if kind == "project" else first.item),
            ancestors=() if column else first.ancestors,
            project=first.project if kind != "prose" else "",
            code=first.code,
            depth=first.depth,
            facts=tuple(members),
            measures=frozenset(facts[i].measure for i in members),
            years=frozenset(facts[i].year for i in members),
            tables=frozenset(facts[i].table_kind for i in members),
        )


def _rarity(grams: tuple[frozenset[str], ...], passages: tuple[Passage, ...]) -> dict[str, float]:
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


def _document_grams(
    documents: tuple[Document, ...], passages: tuple[Passage, ...], facts: tuple[Fact, ...], numbers: dict[str, int]
) -> tuple[frozenset[str], ...]:
    collected: list[set[str]] = [set(bigrams(plain(document.title + document.organisation))) for document in documents]
    for passage in passages:
        collected[numbers[passage.source.document]] |= bigrams(plain(passage.text))
        for heading in passage.source.section:
            collected[numbers[passage.source.document]] |= bigrams(plain(heading))
    for fact in facts:
        own = collected[numbers[fact.document]]
        own |= bigrams(plain(fact.item)) | bigrams(plain(fact.measure)) | bigrams(plain(fact.project))
    return tuple(frozenset(grams) for grams in collected)


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
            if len(plain(name)) > 2:  # two characters (「中心」) name nothing in particular
                names[plain(name)].add(i)
    return {name: frozenset(found) for name, found in names.items()}


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
    return {name: frozenset(found) for name, found in names.items()}


def _fact_years(
    documents: tuple[Document, ...], facts: tuple[Fact, ...], numbers: dict[str, int]
) -> tuple[frozenset[int], ...]:
    years: list[set[int]] = [{document.year} for document in documents]
    for fact in facts:
        years[numbers[fact.document]].add(fact.year)
        years[numbers[fact.document]].update(int(year) for year in _MENTIONED.findall(fact.context))
    return tuple(frozenset(found) for found in years)
