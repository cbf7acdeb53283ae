"""Labels that mean what a mention says, where neither its characters nor an everyday word leads to one.

Near labels are found by the vectors of the index's encoder. A label is taken only when it is near (``NEAR``) and clearly nearer
than the next one that says something else (``MARGIN``); otherwise the mention stays unexplained, and the answer is 「not found」.

Both numbers are set from data: of the written paraphrases (``tests/paraphrases``), each asked of its own document and of another one
that may not hold it, 169 mentions pass them; the label is the wanted one for 155, and of the 14 others most name the same thing
in another place (「协警」: the project instead of the row). At 0.65 and 0.1 it is 219 against 34.
"""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

from assistant.characters import bigrams

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from assistant.lexicon import Lexicon
    from assistant.query import Scope
    from index.embed import Vectors

    Encode = Callable[[Sequence[str]], Vectors]
    """Texts → unit vectors, one row a text; zeros for a text that the encoder does not understand."""

NEAR, MARGIN = 0.75, 0.2
"""Cosine of a label that is meant, and how much nearer it is than the next one."""
_SHORTEST = 2
_UNNAMED = frozenset({"total", "prose"})
"""Kinds of concept that are not linked to: totals have names that everybody uses, prose figures have whole clauses."""


class Meaning:
    """The labels of a lexicon as vectors, made when they are first needed."""

    def __init__(self, lexicon: Lexicon, encode: Encode) -> None:
        """``encode`` must be the encoder that ``NEAR`` and ``MARGIN`` were measured with: the bundled one."""
        self._lexicon = lexicon
        self._encode = encode

    @cached_property
    def _labels(self) -> tuple[dict[str, int], Vectors]:
        """Rows of the labels, and their vectors."""
        concepts = (concept for concept in self._lexicon.concepts if concept.kind not in _UNNAMED)
        labels = dict.fromkeys(self._lexicon.labels[concept.number] for concept in concepts)
        named = [label for label in labels if len(label) >= _SHORTEST]
        return {label: row for row, label in enumerate(named)}, self._encode(named)

    def concepts(
        self, mention: str, scope: Scope, kinds: frozenset[str] = frozenset()
    ) -> tuple[tuple[int, float], ...]:
        """(concept, cosine) of all concepts of the scope with the label that is meant, by number; () when none clearly is."""
        (vector,) = self._encode([mention])
        if len(mention) < _SHORTEST or not vector.any():
            return ()
        rows, vectors = self._labels
        inside = [
            concept
            for concept in self._lexicon.concepts_in(scope.documents)
            if self._lexicon.labels[concept.number] in rows and (not kinds or concept.kind in kinds)
        ]
        labels = list(dict.fromkeys(self._lexicon.labels[concept.number] for concept in inside))
        if not labels:
            return ()
        near = vectors[[rows[label] for label in labels]] @ vector
        order = np.argsort(-near, kind="stable")
        best = labels[order[0]]
        cosine = float(near[order[0]])
        others = (float(near[place]) for place in order[1:] if not _alike(labels[place], best))
        if cosine < NEAR or cosine - next(others, 0.0) < MARGIN:
            return ()
        if bigrams(mention) & bigrams(best):  # 其他商品和服务支出 is not 商品和服务支出: characters had their say
            return ()
        return tuple((c.number, cosine) for c in inside if self._lexicon.labels[c.number] == best)


def _alike(one: str, other: str) -> bool:
    """One name stands in the other: the same thing, said longer or shorter."""
    return one in other or other in one
