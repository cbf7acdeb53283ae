"""「编制还空着几个」: the posts that are authorised and those that are filled, where one sentence or row tells both."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from assistant.cells import said_of
from assistant.characters import plain
from assistant.patterns import Pattern
from assistant.query import Evidence, Found, Operation, Target
from assistant.retrieve.things.picking import figure_of

if TYPE_CHECKING:
    from collections.abc import Iterator
    from decimal import Decimal

    from assistant.lexicon import Lexicon
    from assistant.query import Linked, Question
    from index.model import Fact

_ASKED = Pattern(
    r"编制?[^,，。]{0,6}(?:空着?|空缺|空出|没(?:有)?(?:用|满|招|占)|缺)[^,，。]{0,4}(?:几|多少)|(?:空编|缺编)(?:了|有)?(?:几|多少)|空(?:着|缺|出|余)?(?:了)?(?:几|多少)个?(?:人的?)?编制|还能(?:再)?(?:招|进)(?:几|多少)个?人"
)
_POSTS = Pattern(r"编制(?:数|人数|总数)?$")
_FILLED = Pattern(r"在编|在职|在岗|实有")
_KINDS = ("行政", "事业")
_PEOPLE = frozenset({"人", "名", "个", ""})


def vacant_posts(linked: Linked, lexicon: Lexicon) -> Evidence | None:
    """Both numbers, to be taken from each other; None when the question asks for none, or not exactly one pair is told."""
    question = linked.question
    if not _ASKED.search(question.text):
        return None
    kinds = [kind for kind in _KINDS if kind in question.text]
    pairs = {
        (posts.value, filled.value): (posts, filled)
        for scope in question.scopes
        for document in sorted(scope.documents)
        for posts, filled in _pairs(lexicon.facts_of[document], kinds)
    }
    if len(pairs) != 1:
        pairs = {} if kinds else _listed(question, lexicon)
    if len(pairs) != 1:
        return None
    found = tuple(
        Found(Target(fact.item, question.scopes[0], ()), (replace(figure_of(fact), unit="人"),))
        for fact in next(iter(pairs.values()))
    )
    bare = replace(question, operation=Operation.DIFFERENCE, unit="人", content=(), population="")
    return Evidence(replace(linked, question=bare), found=found, chosen=True)


def _listed(question: Question, lexicon: Lexicon) -> dict[tuple[Decimal | None, Decimal | None], tuple[Fact, Fact]]:
    """Both cells of the row of a list of bodies that is named, else of its total."""
    found = {}
    asked = plain(question.text)
    for document in sorted({i for scope in question.scopes for i in scope.documents}):
        for listing in lexicon.listings_of[document]:
            posts = [column for column in listing.columns if _POSTS.search(column.leaf)]
            filled = [column for column in listing.columns if _FILLED.search(column.leaf)]
            named = [row for row, _ in said_of(listing, asked).rows]
            row = named[0] if len(named) == 1 else listing.total
            if len(posts) != 1 or len(filled) != 1 or row is None or len(named) > 1:
                continue
            one, other = row.cells.get(posts[0].number), row.cells.get(filled[0].number)
            if one is not None and other is not None and None not in {one.value, other.value}:
                found[(one.value, other.value)] = (one, other)
    return found


def _pairs(facts: tuple[Fact, ...], kinds: list[str]) -> Iterator[tuple[Fact, Fact]]:
    """A sentence's number of posts and its number of people in them; of several kinds of posts the one that is named."""
    counts = [fact for fact in facts if fact.origin == "prose" and fact.value is not None and fact.unit in _PEOPLE]
    for context in dict.fromkeys(fact.context for fact in counts if "编" in fact.context):
        own = [fact for fact in counts if fact.context == context]
        posts = [fact for fact in own if _POSTS.search(fact.item)]
        filled = [fact for fact in own if _FILLED.search(fact.item) and not _POSTS.search(fact.item)]
        named = [fact for fact in posts if all(kind in fact.item for kind in kinds)] if kinds else posts[:1]
        several = len({fact.item for fact in posts}) > 1 and bool(kinds)
        staff = [fact for fact in filled if all(kind in fact.item for kind in kinds)] if several else filled[:1]
        if len(named) == 1 and len(staff) == 1:
            yield named[0], staff[0]
