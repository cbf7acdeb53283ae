"""Mentions of a question → concepts of the documents, best first, and the words that nothing explains."""

from __future__ import annotations

from collections import defaultdict
from itertools import islice
from typing import TYPE_CHECKING

from assistant.characters import bigrams, plain
from assistant.link.context import Context, context_of
from assistant.link.vehicles import of_vehicles
from assistant.matching import (
    AROUND,
    NEAR,
    UNEXPLAINED,
    Mention,
    another_name,
    explained,
    label_cover,
    make_mention,
    unexplained_words,
)
from assistant.query import Link, Question, Scope, Span

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from assistant.concepts import Concept
    from assistant.lexicon import Lexicon
    from assistant.link.meaning import Meaning

ASKED_NOUN = 0.35
"""「预算单位有几家」: the noun that is counted is itself a concept."""
PART_BONUS = 0.25
"""「其中…」 asks for a part of what was asked before."""
EXACT, EXACT_BONUS = 0.95, 0.12
"""A label that is named whole, and nothing else, is meant."""
ABOVE = 0.9
"""Weight of words that name what a concept stands under (project, 类 and 款, 一级指标)."""
UNIT_BONUS, MEASURE_BONUS = 0.08, 0.03
"""The concept has a figure in the unit, or of the measure, that was asked for."""
AROUND_ALONE = 0.45
"""Share that texts around a concept must explain when neither its label nor what it stands under explains anything."""
COVER_START = 0.3
"""Being covered counts fully from 1 − this share of the mention explained."""
INHERITED_GRAM = 0.5
"""Weight of a bigram of an earlier question when candidates are looked for."""
MOST_LINKS = 40
"""Links kept for one mention."""
ON_PAGES = 2
"""Bigrams that a project's pages must share with a mention for it to be meant by them alone."""
_PARTS_OF_TOTAL, _PARTS_OF_BASIC = frozenset({"基本支出", "项目支出"}), frozenset({"人员经费", "公用经费"})
_PARTS_OF_INCOME = frozenset({"财政拨款收入", "事业收入", "经营收入", "事业单位经营收入", "其他收入"})
SHORTEST_INCOME = 3
"""Characters that a name of an income has more than."""
NAMED_OUTRIGHT = 0.8
"""Share of a name in brackets that a label must explain."""
UNKNOWN = 0.35
"""A mention whose best link explains less than this is one that neither characters nor everyday words explain."""
CANDIDATES = 80
"""Concepts scored in detail for one mention."""
LABEL_WEIGHT, AROUND_WEIGHT, COVER_WEIGHT, INHERITED_WEIGHT = 0.60, 0.16, 0.24, 0.20

PRIOR: dict[str, float] = {
    "project": 0.03,
    "line": 0.02,
    "total": 0.0,
    "part": 0.01,
    "indicator": -0.02,
    "prose": -0.03,
}
"""A small preference among concepts that explain the words equally well."""


def _income_in_brackets(text: str, spans: Sequence[Span]) -> Span | None:
    """「靠看病挣的钱（事业收入）」: what stands in brackets is the name of what was said in other words before."""
    return next(
        (
            span
            for span in spans
            if span.text.endswith("收入")
            and text[span.start - 1 : span.start] == "("
            and text[span.end : span.end + 1] == ")"
        ),
        None,
    )


class Linker:
    """Scores concepts against mentions; keeps the bigrams around a concept once they were needed."""

    def __init__(self, lexicon: Lexicon, meaning: Meaning | None = None) -> None:
        """Over one lexicon; without ``meaning``, what characters and everyday words do not explain is not found."""
        self._lexicon = lexicon
        self._meaning = meaning
        self._contexts: dict[int, Context] = {}

    def links(
        self,
        text: str,
        spans: Sequence[Span],
        scope: Scope,
        *,
        inherited: Mention | None = None,
        kinds: frozenset[str] = frozenset(),
        wants: Question | None = None,
    ) -> tuple[Link, ...]:
        """Concepts of the scope for a mention, best first (at most ``MOST_LINKS``).

        ``inherited`` content is a preference: it raises a score and is never asked to be explained. ``kinds`` restricts
        to these kinds of concept.
        """
        mention = make_mention(text, spans, self._lexicon)
        if not mention.positions:
            return ()
        found = []
        by_label: dict[str, list[float]] = {}
        for number in self._candidates(mention, inherited, scope, kinds):
            link = self._score(mention, self._lexicon.concepts[number], inherited, wants, by_label)
            if link:
                found.append(link)
        found.sort(key=lambda link: (-link.score, link.concept))
        found = self._of_income(mention, self._itself(mention, found))
        if len(spans) > 1 and (gloss := _income_in_brackets(text, spans)) and found:
            alone = self.links(text, (gloss,), scope, inherited=inherited, kinds=kinds, wants=wants)
            found = list(alone) if alone and alone[0].direct >= NAMED_OUTRIGHT else found
        found = of_vehicles(text, mention, found, self._lexicon)
        official = any(hit.exact for hit in mention.hits)  # means itself: a neighbour is not what is asked for
        if self._meaning and not official and (not found or max(link.explained for link in found) < UNKNOWN):
            found = self._by_meaning(self._meaning, mention, scope, kinds) or found
        return tuple(found[:MOST_LINKS])

    def _itself(self, mention: Mention, found: list[Link]) -> list[Link]:
        """「防汛」 where an account is called so: without what only everyday speech takes the word for (农林水支出)."""
        own = "".join(span.text for span in mention.spans)
        lexicon = self._lexicon
        if not any(lexicon.labels[link.concept] == own and lexicon.concepts[link.concept].code for link in found):
            return found
        grams = bigrams(own)
        return [link for link in found if grams & lexicon.grams[link.concept] or link.direct < 1.0]

    def _of_income(self, mention: Mention, found: list[Link]) -> list[Link]:
        """「医疗收入」 where a name holds it: without accounts that share a word with it (行政事业单位医疗)."""
        named = [span.text for span in mention.spans if len(span.text) > SHORTEST_INCOME and span.text.endswith("收入")]
        labels = self._lexicon.labels
        own = [link for link in found if any(name in labels[link.concept] for name in named)]
        return own or found

    def _by_meaning(self, meaning: Meaning, mention: Mention, scope: Scope, kinds: frozenset[str]) -> list[Link]:
        """Links to the concepts whose label means what the mention says; the kind decides among them."""
        near = meaning.concepts("".join(span.text for span in mention.spans), scope, kinds)
        links = [
            Link(number, cosine + PRIOR[self._lexicon.concepts[number].kind], *(cosine,) * 4, by_meaning=True)
            for number, cosine in near
        ]
        return sorted(links, key=lambda link: (-link.score, link.concept))

    def project_of(self, concept: int) -> int | None:
        """The concept of the project that a part or indicator belongs to; None when it belongs to none."""
        own = self._lexicon.concepts[concept]
        of_project = self._lexicon.by_project.get((own.document, own.project), ()) if own.project else ()
        return next((n for n in of_project if self._lexicon.concepts[n].kind == "project"), None)

    def usual_whole(self, concept: int | None) -> str:
        """What a share is of when the question does not say: the total of its side, of 人员经费 the 基本支出; "" when unclear."""
        if concept is None:
            return ""
        own = self._lexicon.concepts[concept]
        if own.label in _PARTS_OF_BASIC:
            return "基本支出"
        if own.label in _PARTS_OF_INCOME:
            return "收入总计"
        functional = own.code and self._lexicon.facts[own.facts[0]].classification == "功能分类"
        return "支出总计" if functional or own.label in _PARTS_OF_TOTAL else ""

    def is_part(self, part: int, whole: int) -> bool:
        """One concept stands under another of its document: in its project, below its code, or behind its 「其中」."""
        one, other = self._lexicon.concepts[part], self._lexicon.concepts[whole]
        if one.document != other.document or part == whole:
            return False
        if other.kind == "project":
            return one.project == other.project and one.kind != "project"
        below = bool(other.code) and one.code.startswith(other.code) and one.code != other.code
        return below or other.label in one.ancestors

    def _candidates(
        self, mention: Mention, inherited: Mention | None, scope: Scope, kinds: frozenset[str]
    ) -> Iterable[int]:
        """Concepts that share most with the mention, by rarity of the shared bigrams."""
        lexicon = self._lexicon
        grams = mention.known_grams | ({mention.text} if len(mention.text) == 1 else set())
        weights: dict[int, float] = defaultdict(float)
        for gram in sorted(grams):  # in order, so that equal sums are equal in every process
            weight = lexicon.rarity.get(gram, 1.0)
            for number in lexicon.postings.get(gram, ()):
                weights[number] += weight
        for gram in sorted(inherited.known_grams) if inherited else ():
            weight = INHERITED_GRAM * lexicon.rarity.get(gram, 1.0)
            for number in lexicon.postings.get(gram, ()):
                if number in weights:
                    weights[number] += weight
        fitting = (
            number
            for number in sorted(weights, key=lambda number: -weights[number])
            if (concept := lexicon.concepts[number]).document in scope.documents
            and (not kinds or concept.kind in kinds)
        )
        chosen = list(islice(fitting, CANDIDATES))
        # A project can be meant by words that stand on its pages only (「送到西藏」).
        if not kinds or "project" in kinds:
            taken = set(chosen)
            chosen += [
                concept.number
                for concept in lexicon.concepts_in(scope.documents)
                if concept.kind == "project" and concept.number not in taken and self._spoken_of(concept, mention)
            ]
        return chosen

    def _spoken_of(self, concept: Concept, mention: Mention) -> bool:
        """The pages of a project hold ``ON_PAGES`` bigrams of the mention or more."""
        around = self._lexicon.project_grams.get((concept.document, concept.project), frozenset())
        return len(mention.all_grams & around) >= ON_PAGES

    def _score(
        self,
        mention: Mention,
        concept: Concept,
        inherited: Mention | None,
        wants: Question | None,
        known: dict[str, list[float]],
    ) -> Link | None:
        """The link to one concept, None when it explains too little; ``known`` keeps what a label explains."""
        lexicon = self._lexicon
        label, grams, context = lexicon.labels[concept.number], lexicon.grams[concept.number], self._context(concept)
        by_label = known.get(label)
        if by_label is None:
            by_label = known[label] = explained(mention, label, grams)
        by_above = explained(mention, "", context.above)
        by_near = explained(mention, "", context.near)
        by_around = explained(mention, "", context.around)
        own = total = direct = 0.0
        unexplained: list[int] = []
        for n, weight in enumerate(mention.weights):
            by_name = max(by_label[n], ABOVE * by_above[n])
            best = max(by_name, NEAR * by_near[n], AROUND * by_around[n])
            direct += weight * by_label[n]
            own += weight * by_name
            total += weight * best
            if best < UNEXPLAINED:
                unexplained.append(mention.positions[n])
        direct, share, share_all = direct / mention.total, own / mention.total, total / mention.total
        if share <= 0 and share_all < AROUND_ALONE:
            return None
        document = lexicon.documents[concept.document]
        covered = label_cover(mention, label, plain(document.organisation) + plain(document.region))
        score = (
            LABEL_WEIGHT * share
            + AROUND_WEIGHT * share_all
            + COVER_WEIGHT * covered * min(1.0, share + COVER_START)
            + PRIOR[concept.kind]
        )
        if covered >= EXACT and direct >= EXACT:
            score += EXACT_BONUS
        if inherited and inherited.positions:
            score += self._continues(inherited, concept, wants)
        if wants:
            score += self._fit(concept, wants)
        missing = unexplained_words(mention, unexplained) or another_name(mention, unexplained, lexicon)
        return Link(concept.number, score, direct, share, share_all, covered, missing)

    def _continues(self, inherited: Mention, concept: Concept, wants: Question | None) -> float:
        """The gain of a concept that what was asked before speaks of, or that is a part of it (「其中…」)."""
        lexicon = self._lexicon
        before = explained(inherited, lexicon.labels[concept.number], lexicon.grams[concept.number])
        near = explained(inherited, "", self._context(concept).near)
        pairs = zip(inherited.weights, before, near, strict=True)
        gain = INHERITED_WEIGHT * sum(w * max(a, NEAR * b) for w, a, b in pairs) / inherited.total
        if wants and "其中" in wants.text and concept.ancestors:
            above = explained(inherited, "", bigrams(plain(concept.ancestors[-1])))
            gain += PART_BONUS * sum(above) / max(1, len(above))
        return gain

    def _fit(self, concept: Concept, wants: Question) -> float:
        """Small gains where a concept has the measure or the unit that was asked for."""
        bonus = (
            ASKED_NOUN if wants.population and plain(wants.population) == self._lexicon.labels[concept.number] else 0.0
        )
        if wants.unit and wants.unit not in {"元", "%"}:
            units = {self._lexicon.facts[i].unit for i in concept.facts}
            bonus += UNIT_BONUS if wants.unit in units else 0.0
        if any(measure in concept.measures for measure in wants.measures):
            bonus += MEASURE_BONUS
        return bonus

    def _context(self, concept: Concept) -> Context:
        found = self._contexts.get(concept.number)
        if found is None:
            found = self._contexts[concept.number] = context_of(concept, self._lexicon)
        return found
