"""Mentions of a question → concepts of the documents, best first, and the words that nothing explains."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from assistant.characters import bigrams, plain
from assistant.concepts import Concept
from assistant.lexicon import Lexicon
from assistant.matching import AROUND, NEAR, Mention, explained, label_cover, make_mention
from assistant.query import Link, Question, Scope, Span

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

ASKED_NOUN = 0.35
"""「预算单位有几家」: the noun that is counted is itself a concept."""
PART_BONUS = 0.25
"""「其中…」 asks for a part of what was asked before."""
EXACT, EXACT_BONUS = 0.95, 0.12
"""A label that is named whole, and nothing else, is meant."""
ABOVE = 0.9
"""Weight of words that name what a concept stands under (project, 类 and 款, 一级指标)."""
ON_PAGES = 2
"""Bigrams that a project's pages must share with a mention for it to be meant by them alone."""
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


@dataclass(frozen=True, slots=True)
class Context:
    """What belongs to a concept besides its label, as bigrams."""

    above: frozenset[str]
    near: frozenset[str]
    around: frozenset[str]


class Linker:
    """Scores concepts against mentions; keeps the bigrams around a concept once they were needed."""

    def __init__(self, lexicon: Lexicon) -> None:
        """Over one lexicon."""
        self._lexicon = lexicon
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
        """Concepts of the scope for a mention, best first (at most 40).

        ``inherited`` content is a preference: it raises a score and is never asked to be explained. ``kinds`` restricts
        to these kinds of concept.
        """
        mention = make_mention(text, spans, self._lexicon)
        if not mention.positions:
            return ()
        found = []
        for number in self._candidates(mention, inherited, scope, kinds):
            link = self._score(mention, self._lexicon.concepts[number], inherited, wants)
            if link:
                found.append(link)
        found.sort(key=lambda link: (-link.score, link.concept))
        return tuple(found[:40])

    def _candidates(
        self, mention: Mention, inherited: Mention | None, scope: Scope, kinds: frozenset[str]
    ) -> Iterable[int]:
        """Concepts that share most with the mention, by rarity of the shared bigrams."""
        lexicon = self._lexicon
        grams = set(mention.all_grams)
        for term in mention.terms:
            grams |= bigrams(term)
        single = {mention.text} if len(mention.text) == 1 else set()
        counts: Counter[int] = Counter()
        for gram in grams | single:
            weight = lexicon.rarity.get(gram, 1.0)
            for number in lexicon.postings.get(gram, ()):
                counts[number] += weight  # type: ignore[assignment]
        if inherited:
            for gram in inherited.all_grams | {gram for term in inherited.terms for gram in bigrams(term)}:
                weight = 0.5 * lexicon.rarity.get(gram, 1.0)
                for number in lexicon.postings.get(gram, ()):
                    if number in counts:
                        counts[number] += weight  # type: ignore[assignment]
        chosen = []
        for number, _ in counts.most_common():
            concept = lexicon.concepts[number]
            if concept.document in scope.documents and (not kinds or concept.kind in kinds):
                chosen.append(number)
                if len(chosen) >= CANDIDATES:
                    break
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
        self, mention: Mention, concept: Concept, inherited: Mention | None, wants: Question | None
    ) -> Link | None:
        lexicon = self._lexicon
        label, grams = lexicon.labels[concept.number], lexicon.grams[concept.number]
        context = self._context(concept)
        by_label = explained(mention, label, grams)
        by_above = explained(mention, "", context.above)
        by_near = explained(mention, "", context.near)
        by_around = explained(mention, "", context.around)
        own = total = direct = 0.0
        unexplained: list[int] = []
        for n, weight in enumerate(mention.weights):
            best = max(by_label[n], ABOVE * by_above[n], NEAR * by_near[n], AROUND * by_around[n])
            direct += weight * by_label[n]
            own += weight * max(by_label[n], ABOVE * by_above[n])
            total += weight * best
            if best < 0.3:
                unexplained.append(mention.positions[n])
        share, share_all = own / mention.total, total / mention.total
        if share <= 0 and share_all < 0.45:
            return None
        document = lexicon.documents[concept.document]
        covered = label_cover(mention, label, plain(document.organisation) + plain(document.region))
        score = (
            LABEL_WEIGHT * share
            + AROUND_WEIGHT * share_all
            + COVER_WEIGHT * covered * min(1.0, share + 0.3)
            + PRIOR[concept.kind]
        )
        if covered >= EXACT and direct / mention.total >= EXACT:
            score += EXACT_BONUS
        if inherited and inherited.positions:
            before = explained(inherited, label, grams)
            near = explained(inherited, "", context.near)
            gain = (
                sum(w * max(a, NEAR * b) for w, a, b in zip(inherited.weights, before, near, strict=True))
                / inherited.total
            )
            score += INHERITED_WEIGHT * gain
        if (
            inherited
            and wants
            and "其中" in wants.text
            and any(explained(inherited, plain(a), bigrams(plain(a))) for a in concept.ancestors[-1:])
        ):
            share_above = explained(inherited, "", bigrams(plain(concept.ancestors[-1])))
            score += PART_BONUS * sum(share_above) / max(1, len(share_above))
        if wants:
            score += self._fit(concept, wants)
        return Link(
            concept.number, score, direct / mention.total, share, share_all, covered, self._runs(mention, unexplained)
        )

    def _fit(self, concept: Concept, wants: Question) -> float:
        """Small gains where a concept has the measure or the unit that was asked for."""
        bonus = (
            ASKED_NOUN if wants.population and plain(wants.population) == self._lexicon.labels[concept.number] else 0.0
        )
        if wants.unit and wants.unit not in {"元", "%"}:
            units = {self._lexicon.facts[i].unit for i in concept.facts}
            bonus += 0.08 if wants.unit in units else 0.0
        if any(measure in concept.measures for measure in wants.measures):
            bonus += 0.03
        return bonus

    def _context(self, concept: Concept) -> Context:
        found = self._contexts.get(concept.number)
        if found is None:
            found = self._contexts[concept.number] = self._make_context(concept)
        return found

    def _make_context(self, concept: Concept) -> Context:
        lexicon = self._lexicon
        above: set[str] = set()
        for text in (*concept.ancestors, concept.project):
            if plain(text) != lexicon.labels[concept.number]:
                above |= bigrams(plain(text))
        near: set[str] = set()
        document = lexicon.documents[concept.document]
        for text in (*concept.measures, *concept.tables, document.organisation, document.title):
            near |= bigrams(plain(text))
        around: set[str] = set()
        if concept.project:
            around |= lexicon.project_grams.get((concept.document, concept.project), frozenset())
        for i in concept.facts[:12]:
            fact = lexicon.facts[i]
            around |= bigrams(plain(fact.context)) | bigrams(plain(fact.source.table))
            if fact.state == "text":
                around |= bigrams(plain(fact.printed))
            for heading in fact.source.section:
                near |= bigrams(plain(heading))
        return Context(frozenset(above), frozenset(near), frozenset(around))

    @staticmethod
    def _runs(mention: Mention, unexplained: Sequence[int]) -> tuple[str, ...]:
        """Unexplained stretches of two or more characters, as words."""
        chars = {
            position: char
            for span in mention.spans
            for position, char in zip(range(span.start, span.end), span.text, strict=True)
        }
        runs: list[str] = []
        last = -2
        for position in unexplained:
            if position == last + 1 and runs:
                runs[-1] += chars[position]
            else:
                runs.append(chars[position])
            last = position
        return tuple(run for run in runs if len(run) > 1)
