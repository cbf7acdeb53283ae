"""How well text search finds the place that answers: recall at 1, 5 and 20 and MRR, for characters, vectors and both.

Gold questions are measured over the documents they were written for, paraphrases over the corpus of the project and the
documents of other departments beside them. All three rankings know the years and places a question names; what differs is
how texts are compared. A question counts as found when one of the chunks that hold its evidence is among the first k
(``assistant.benchmark.evidence``).
"""

from __future__ import annotations

import shutil
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from assistant.benchmark.evidence import Case, ChunkTexts, read_cases
from index.build import rebuild
from index.store import Index

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

DEPTH = 200
"""Positions that are looked through; what stands behind them counts as not found."""
_AT = (1, 5, 20)
_NAMES = {"lexical": "字词（BM25）", "dense": "语义（向量）", "fused": "合并"}


@dataclass(frozen=True, slots=True)
class Measured:
    """Ranks of one set of questions: for each way of searching, the rank of the first answering chunk (0: not found)."""

    title: str
    cases: tuple[Case, ...]
    ranks: dict[str, tuple[int, ...]]
    unheld: int
    """Questions whose evidence no chunk holds; their rank is 0 everywhere."""


def recall(ranks: Sequence[int], at: int) -> float:
    """Share of the ranks from 1 to ``at``; 0 for none."""
    return sum(0 < rank <= at for rank in ranks) / len(ranks) if ranks else 0.0


def mean_reciprocal_rank(ranks: Sequence[int]) -> float:
    """Mean of 1 / rank, 0 where nothing was found."""
    return sum(1 / rank for rank in ranks if rank) / len(ranks) if ranks else 0.0


def measure(title: str, index: Index, cases: Sequence[Case]) -> Measured:
    """Ask every question of the index, in each way."""
    texts = ChunkTexts(index.chunks)
    ranks: dict[str, list[int]] = {name: [] for name in _NAMES}
    unheld = 0
    for case in cases:
        wanted = frozenset().union(*(texts.holding(place) for place in case.places))
        unheld += not wanted
        found = index.rankings(case.text, DEPTH)
        for name, own in ranks.items():
            own.append(next((rank for rank, row in enumerate(found[name], 1) if row in wanted), 0))
    return Measured(title, tuple(cases), {name: tuple(own) for name, own in ranks.items()}, unheld)


def retrieval(project: Path, samples: Path | None = None, *, failures: bool = False) -> str:
    """The report in Chinese; ``ValueError`` when there is no question to ask."""
    with tempfile.TemporaryDirectory() as folder:
        measured = list(_all_measured(project, samples, Path(folder)))
    if not measured:
        raise ValueError(f"{project} 里没有可以测量的问题。")
    return "\n".join(line for one in measured for line in _lines(one, failures=failures))


def _all_measured(project: Path, samples: Path | None, folder: Path) -> Iterator[Measured]:
    golden = [case for path in sorted(project.glob("tests/golden/*.jsonl")) for case in read_cases(path)]
    yield from _over("自有题库（corpus）", project / "corpus", golden, folder / "own")
    if samples is not None:
        for name in ("text", "pdf"):
            gold = samples / "gold" / f"{name}_dev.jsonl"
            cases = read_cases(gold) if gold.is_file() else []
            yield from _over(f"样本题库（{name}）", samples / "documents" / name, cases, folder / name)
    paraphrases = project / "tests" / "paraphrases"
    written = read_cases(paraphrases / "queries.jsonl") if (paraphrases / "queries.jsonl").is_file() else []
    if written:
        together = folder / "documents"
        together.mkdir()
        for path in (*project.glob("corpus/*.md"), *paraphrases.glob("documents/*.md")):
            shutil.copy(path, together)
        yield from _over("日常说法", together, written, folder / "paraphrases")


def _over(title: str, corpus: Path, cases: Sequence[Case], out: Path) -> Iterator[Measured]:
    names = {path.stem for path in corpus.rglob("*") if path.is_file()} if corpus.is_dir() else set()
    own = [case for case in cases if all(place.document in names for place in case.places) and _is_chinese(case.text)]
    if own:
        rebuild(corpus, out)
        yield measure(title, Index.open(out), own)


def _is_chinese(text: str) -> bool:
    """English questions are put into Chinese before anything is searched; they are not measured here."""
    return any("一" <= character <= "鿿" for character in text)


def _lines(one: Measured, *, failures: bool) -> Iterator[str]:
    yield f"{one.title}：{len(one.cases)} 个问题，其中 {one.unheld} 个的出处不在任何片段里（算作没有找到）"
    for name, words in _NAMES.items():
        ranks = one.ranks[name]
        shares = "　".join(f"@{at} {recall(ranks, at):.3f}" for at in _AT)
        yield f"  {words}：召回 {shares}　MRR {mean_reciprocal_rank(ranks):.3f}"
    if failures:
        for row, case in enumerate(one.cases):
            places = {name: one.ranks[name][row] for name in _NAMES}
            if not 0 < places["fused"] <= _AT[1]:
                yield f"    {places}　{case.text}　→ {case.places[0].quote[:60]}"
