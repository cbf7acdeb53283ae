"""All rows of a listing that is asked for by what its title and headers say: 「采购了哪些东西」, 「有哪些收费项目」."""

from __future__ import annotations

from typing import TYPE_CHECKING

from assistant.characters import bigrams, plain
from assistant.patterns import Pattern
from assistant.query import Evidence, Operation
from assistant.retrieve.listings.crossing import evidence_of
from assistant.retrieve.listings.listed import Cells, figure_at, whole_column

if TYPE_CHECKING:
    from assistant.lexicon import Lexicon
    from assistant.listings import Column, Listing
    from assistant.query import Linked, Question

_ASKS = Pattern(r"哪些|什么|啥|列[出一]|都有|清单")
_SPEECH = Pattern(
    r"项目|品目|预算|决算|支出|收入|安排|计划|打算|全部|所有|一共|分别|清单|明细|名单|情况|金额|多少|哪些|什么|东西|物品|内容|(?<!采)购买|买了?|都有|列[出一]?下?|每[项个样]|各[项个样]?"
)
_SMALL = "的里中各个是在都和及与有了买要会"
"""Characters that say nothing at either end of what is left."""
_NO_THINGS = frozenset({"政府", "单位", "部门", "人员", "机构"})
"""Words of titles that alone tell no listing of things."""


def whole_listing(linked: Linked, lexicon: Lexicon) -> Evidence | None:
    """The rows of the one listing whose title and headers explain every word of the question; None when none or several do."""
    question = linked.question
    if question.operation is not Operation.LIST or len(question.scopes) != 1 or question.excluded or question.doer:
        return None
    own = question.own_length or len(question.text)
    if question.conditions or question.unknown_places or not _ASKS.search(question.text[:own]):
        return None
    found: list[tuple[Listing, Column]] = []
    for document in sorted(question.scopes[0].documents):
        year = question.scopes[0].year or lexicon.documents[document].year
        for listing in lexicon.listings_of[document]:
            money = [column for column in listing.columns if column.unit == "元" and column.year == year]
            chosen = whole_column(listing) or (money[0] if len(money) == 1 else None)
            if listing.noun == "" and chosen in money and _explains(listing, question, lexicon):
                found.append((listing, chosen))
    if len(found) != 1:
        return None
    ((listing, column),) = found
    figures = [figure for row in listing.rows if (figure := figure_at(row, column))]
    return evidence_of(linked, Cells(Operation.FILTER, tuple(figures), True)) if figures else None


def _explains(listing: Listing, question: Question, lexicon: Lexicon) -> bool:
    body = plain(lexicon.documents[listing.document].organisation)
    heads: set[str] = set()
    for row in listing.rows[:1]:
        for fact in row.cells.values():
            heads |= bigrams(plain(fact.source.table)) | bigrams(plain(fact.source.column))
    named = False
    for span in question.content:
        for piece in (part.strip(_SMALL) for part in _SPEECH.sub(" ", plain(span.text)).split()):
            if len(piece) > 1 and piece not in body:
                if not bigrams(piece) <= heads:
                    return False
                named = named or piece not in _NO_THINGS
    return named
