"""A figure that a sentence states, as a ``Fact``."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Literal

from index.facts.changes import Base
from index.facts.parts import Item
from index.language.numerals import Quantity
from index.model import Change, Document, Fact, Passage


@dataclass(frozen=True, slots=True)
class Stated:
    """What was read of one figure; ``year`` 0 means the document's."""

    item: Item
    measure: str
    quantity: Quantity
    year: int = 0
    change: Change = ""
    base: Base | None = None


def stated_fact(stated: Stated, passage: Passage, document: Document, project: str) -> Fact:
    """Return the fact of a figure in a passage.

    ``printed`` is the number as printed without its unit; with a relation (「不低于90%」) it is the whole expression.
    """
    item, quantity = stated.item, stated.quantity
    return Fact(
        document=document.name,
        region=document.region,
        organisation=document.organisation,
        level=document.level,
        year=stated.year or document.year,
        stage=document.stage,
        origin="prose",
        table_kind="文字",
        project=project,
        item=item.name,
        ancestors=item.ancestors,
        code="",
        classification="功能分类" if item.functional else "",
        side=_side(item),
        depth=-1,
        measure=stated.measure,
        value=quantity.value,
        unit=quantity.unit,
        state="zero" if quantity.value == 0 else "value",
        relation=quantity.relation,
        change=stated.change,
        base_year=stated.base.year if stated.base else 0,
        base=_base_kind(stated, document),
        printed=_printed(quantity),
        printed_unit=quantity.printed_unit,
        context=passage.text,
        source=replace(passage.source, row=item.name, column=stated.measure),
    )


def _base_kind(stated: Stated, document: Document) -> str:
    """A change that does not say 预算 or 决算 compares figures of the document's own stage."""
    kind = stated.base.kind if stated.base else ""
    if stated.change and not kind:
        return "决算" if document.stage == "决算" else "预算"
    return kind


def _printed(quantity: Quantity) -> str:
    text = quantity.text.strip()
    if quantity.relation or quantity.unit == "%":
        return text
    return text.removesuffix(quantity.printed_unit).strip() or text


def _side(item: Item) -> Literal["收入", "支出", ""]:
    for name in reversed(item.path):
        if name.endswith("收入"):
            return "收入"
        if "支出" in name:
            return "支出"
    return ""


__all__ = ["Stated", "stated_fact"]
