"""What each stage did with a question, a line each, for ``Answer.trace`` and ``--trace``."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from assistant.lexicon import Lexicon
    from assistant.query import Evidence, Question, Result

MOST_LINKS, MOST_TEXTS, TEXT_START = 5, 5, 60
"""Links of a target and passages that are shown, and characters of a passage."""


def trace(question: Question, evidence: Evidence, result: Result, lexicon: Lexicon) -> tuple[str, ...]:
    """Lines in the order of the stages, each beginning with its stage's name or indented under it."""
    return (_parsed(question), *_linked(evidence, lexicon), *_retrieved(evidence), _computed(result))


def _parsed(question: Question) -> str:
    scopes = [(scope.label, scope.year, sorted(scope.documents)) for scope in question.scopes]
    return (
        f"parse: {question.operation.value} 单位={question.unit or '-'} 口径={'/'.join(question.measures) or '-'}"
        f" 范围={scopes} 内容={[span.text for span in question.content]}"
        f" 排除={[span.text for span in question.excluded]} 集合={question.population or '-'} 主题={question.topic or '-'}"
    )


def _linked(evidence: Evidence, lexicon: Lexicon) -> Iterator[str]:
    for target in evidence.linked.targets:
        yield f"link: 「{target.mention}」 未解释={list(target.missing)}"
        for found in target.links[:MOST_LINKS]:
            concept = lexicon.concepts[found.concept]
            shares = f"{found.score:.3f} 解释{found.explained:.2f} 覆盖{found.covered:.2f}"
            yield f"   {shares} [{concept.kind}] {concept.label} ({concept.document})"


def _retrieved(evidence: Evidence) -> Iterator[str]:
    for item in evidence.found:
        figures = [(f.label, str(f.value), f.fact.measure, f.fact.table_kind) for f in item.figures]
        yield f"retrieve: {figures} {item.why}"
    if people := evidence.population:
        yield f"population: {people.noun} of {people.parent or '-'}: {len(people.members)}"
    for text in evidence.texts[:MOST_TEXTS]:
        start = text.passage.text.replace("\n", " ")[:TEXT_START]
        yield f"text: {text.score:.3f} {start}"


def _computed(result: Result) -> str:
    return f"compute: {result.outcome} {result.value} {result.unit} {result.why}"
