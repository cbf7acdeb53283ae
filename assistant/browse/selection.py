"""Which facts a reader has chosen, and what there is to choose from.

A field without a chosen value takes them all; several values of one field mean "one of these", several fields mean "all of
these". Words in ``text`` must each stand in the item, what it belongs to, its project, or begin its code.
"""

from __future__ import annotations

import unicodedata
from collections import Counter
from dataclasses import dataclass, fields
from typing import TYPE_CHECKING, Any, Literal

import numpy as np

from assistant.browse.fields import FIGURES, FILTERS, words

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    import pandas as pd
    from numpy.typing import NDArray

Order = Literal["document", "largest", "smallest"]
"""As the documents print them, or by value; figures in different units are never ranked among each other."""

LONGEST_TEXT = 100
_SEARCHED = ("item", "ancestors", "project")


@dataclass(frozen=True, slots=True)
class Selection:
    """Values chosen by field (named as the columns of the fact table), and words to look for.

    ``figures`` leaves out empty cells, 本表无数据 and texts.
    """

    organisation: tuple[str, ...] = ()
    year: tuple[int, ...] = ()
    stage: tuple[str, ...] = ()
    level: tuple[str, ...] = ()
    table_kind: tuple[str, ...] = ()
    measure: tuple[str, ...] = ()
    text: str = ""
    figures: bool = True

    def query(self) -> dict[str, list[str]]:
        """The selection for an address; what is as it is at first is left out."""
        said = {name: [str(value) for value in getattr(self, name)] for name in FILTERS if getattr(self, name)}
        if self.text:
            said["text"] = [self.text]
        return said if self.figures else said | {"all": ["1"]}

    @classmethod
    def of_query(cls, query: Mapping[str, Sequence[str]]) -> Selection:
        """The selection that an address names; what it cannot mean is left out."""
        chosen: dict[str, Any] = {name: tuple(query.get(name, ())) for name in FILTERS}
        chosen["year"] = tuple(int(year) for year in chosen["year"] if year.isascii() and year.isdecimal())
        text = " ".join(query.get("text", ()))[:LONGEST_TEXT]
        return cls(**chosen, text=text, figures="1" not in query.get("all", ()))


assert {field.name for field in fields(Selection)} == {*FILTERS, "text", "figures"}


def select(frame: pd.DataFrame, chosen: Selection, order: Order = "document") -> NDArray[np.intp]:
    """Positions of the chosen facts."""
    found = np.flatnonzero(_all(frame, chosen))
    if order == "document":
        return found
    numbers = frame["number"].to_numpy()[found]
    units = frame["unit"].cat.codes.to_numpy()[found]
    # the most frequent unit first, then by value; what has no number stands last
    often = np.argsort(np.argsort(-np.bincount(units, minlength=1), kind="stable"))
    keys = np.where(np.isnan(numbers), np.inf, numbers if order == "smallest" else -numbers)
    return found[np.lexsort((keys, often[units], np.isnan(numbers)))]


def choices(frame: pd.DataFrame, chosen: Selection) -> dict[str, dict[Any, int]]:
    """For each field its values under all the *other* filters, with how many facts each would leave; most frequent first.

    Years come latest first. A chosen value that nothing has any more is listed with 0, so that it can be taken back.
    """
    base = _words_mask(frame, chosen.text) & _figures_mask(frame, figures=chosen.figures)
    masks = {name: _field_mask(frame[name], getattr(chosen, name)) for name in FILTERS}
    result = {}
    for name in FILTERS:
        mask = base.copy()
        for other, its in masks.items():
            if other != name:
                mask &= its
        counts = _counts(frame[name], mask)
        result[name] = counts | {value: 0 for value in getattr(chosen, name) if value not in counts}
    return result


def _all(frame: pd.DataFrame, chosen: Selection) -> NDArray[np.bool_]:
    mask = _words_mask(frame, chosen.text) & _figures_mask(frame, figures=chosen.figures)
    for name in FILTERS:
        mask &= _field_mask(frame[name], getattr(chosen, name))
    return mask


def _figures_mask(frame: pd.DataFrame, *, figures: bool) -> NDArray[np.bool_]:
    return _field_mask(frame["state"], FIGURES if figures else ())


def _field_mask(column: pd.Series, values: Sequence[object]) -> NDArray[np.bool_]:
    if not values:
        return np.ones(len(column), dtype=bool)
    return np.asarray(column.isin(list(values)).to_numpy(), dtype=bool)


def _words_mask(frame: pd.DataFrame, text: str) -> NDArray[np.bool_]:
    mask = np.ones(len(frame), dtype=bool)
    for word in _folded(text).split():
        found = _beginning(frame["code"], word) if word.isascii() and word.isdecimal() else np.zeros(len(frame), bool)
        for name in _SEARCHED:
            found |= _holding(frame[name], word)
        mask &= found
    return mask


def _holding(column: pd.Series, word: str) -> NDArray[np.bool_]:
    hits = np.array([word in _folded(text) for text in words(column)] or [False])
    return np.asarray(hits[column.cat.codes.to_numpy()], dtype=bool)


def _beginning(column: pd.Series, word: str) -> NDArray[np.bool_]:
    hits = np.array([text.startswith(word) for text in words(column)] or [False])
    return np.asarray(hits[column.cat.codes.to_numpy()], dtype=bool)


def _folded(text: str) -> str:
    return unicodedata.normalize("NFKC", text).casefold()


def _counts(column: pd.Series, mask: NDArray[np.bool_]) -> dict[Any, int]:
    if column.name == "year":
        years = Counter(int(year) for year in column.to_numpy()[mask])
        return dict(sorted(years.items(), reverse=True))
    numbers = np.bincount(column.cat.codes.to_numpy()[mask], minlength=len(column.cat.categories))
    counted = ((text, int(number)) for text, number in zip(words(column), numbers, strict=True) if number)
    return dict(sorted(counted, key=lambda pair: -pair[1]))
