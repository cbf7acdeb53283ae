"""A second look at the first hits: a cross-encoder reads question and chunk together. Off unless ``BUDGET_RERANKER`` names one.

It costs a transformer's time for every question, so nothing here is bundled; any sentence-transformers cross-encoder, by name
or path, takes part behind one small protocol. Nothing is downloaded unless ``BUDGET_ENCODER_DOWNLOAD=1``.
"""

from __future__ import annotations

import os
from functools import cached_property
from typing import TYPE_CHECKING, Protocol

from index.errors import BudgetError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sentence_transformers import CrossEncoder

RERANKED = 50
"""Hits that are read again; what stands behind them stays where it is."""


class Reranker(Protocol):
    """Anything that says how well texts answer a question."""

    def scores(self, question: str, texts: Sequence[str]) -> list[float]:
        """One score a text, in order; higher answers better."""


class RerankerMissing(BudgetError):
    """The model that ``BUDGET_RERANKER`` names is not on this machine."""

    def __init__(self, name: str) -> None:
        """Of this name or path."""
        super().__init__(
            f"重排模型「{name}」不在本机（BUDGET_RERANKER）。设置 BUDGET_ENCODER_DOWNLOAD=1 可以下载，或去掉 BUDGET_RERANKER。"
        )


class CrossReranker:
    """A sentence-transformers cross-encoder, loaded when it is first needed."""

    def __init__(self, name: str) -> None:
        """``name`` of a model, or a path."""
        self.name = name

    @cached_property
    def _model(self) -> CrossEncoder:
        from sentence_transformers import CrossEncoder

        local = os.environ.get("BUDGET_ENCODER_DOWNLOAD") != "1"
        try:
            model: CrossEncoder = CrossEncoder(self.name, device="cpu", local_files_only=local)
        except (OSError, ValueError) as error:
            raise RerankerMissing(self.name) from error
        return model

    def scores(self, question: str, texts: Sequence[str]) -> list[float]:
        """One score a text, in order."""
        if not texts:
            return []
        found = self._model.predict([(question, text) for text in texts], show_progress_bar=False)
        return [float(score) for score in found]


def chosen_reranker() -> Reranker | None:
    """The reranker that the environment variable ``BUDGET_RERANKER`` names; None without one."""
    name = os.environ.get("BUDGET_RERANKER", "").strip()
    return CrossReranker(name) if name else None


def reranked(rows: Sequence[int], texts: Sequence[str], question: str, reranker: Reranker) -> list[int]:
    """``rows`` with their first ``RERANKED`` in the order of the reranker; ``texts`` belong to those, equal scores keep places."""
    scores = reranker.scores(question, texts[:RERANKED])
    order = sorted(range(len(scores)), key=lambda place: -scores[place])
    return [*(rows[place] for place in order), *rows[len(scores) :]]
