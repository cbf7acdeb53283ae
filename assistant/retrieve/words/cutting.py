"""Cut to what was asked: the best passage, what it needs to be understood, and what the question asks for beside it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from assistant.patterns import Pattern
from assistant.query import Operation
from assistant.retrieve.words.blocks import is_numbered

if TYPE_CHECKING:
    from collections.abc import Sequence

    from assistant.query import Text
    from assistant.retrieve.words.passages import Scorer

MOST_OTHERS = 6
"""Passages beside the best that are looked at."""
GAIN, AS_GOOD, FAR_BEHIND, MUCH = 0.04, 0.05, 0.22, 0.15
"""A further passage is taken when it explains this much more or scores nearly as high; none that is far behind, unless it explains much more."""
SHORT, FOLLOWING, MOST_LISTED = 70, 5, 14
"""Characters of a head that only names its subject; sentences behind it, and items of a list, that are given with it."""
FEWEST_ITEMS = 2
"""Neighbouring items of a numbered list from which the whole list is meant."""
_INTRODUCES = Pattern(r"(?:[:：]|如下|包括|以下(?:内容|方面)?)[。.]?$")


def cut(scorer: Scorer, found: Sequence[Text]) -> list[int]:
    """Positions of the passages that answer, those of the best one's section first, each section in its own order."""
    if not found:
        return []
    index = scorer.index
    ranked = [index.position(text) for text in found]
    scores = dict(zip(ranked, (text.score for text in found), strict=True))
    best = ranked[0]
    chosen = [best, *_needed(scorer, best), *_said_of_others(scorer, best)]
    chosen += _others(scorer, ranked[1 : 1 + MOST_OTHERS], chosen, scores)
    chosen += _kinds_left(scorer, ranked, chosen, scores)
    chosen += _rest_of_list(scorer, chosen)
    return _in_order(scorer, chosen)


def _needed(scorer: Scorer, best: int) -> list[int]:
    """What the best passage needs: the head of its item, the sentences under a head, the list that it introduces."""
    index = scorer.index
    block = index.blocks.members[index.blocks.of[best]]
    text = index.passages[best].text
    found: list[int] = []
    head = block[0]
    if head != best and (is_numbered(index.passages[head].text) or _more(scorer, head, [best]) > GAIN):
        short = len(index.passages[head].text) <= SHORT
        if short or _more(scorer, head, [best]) > GAIN:
            found.append(head)
    if best == head and is_numbered(text) and len(text) <= SHORT and not _INTRODUCES.search(text):
        found += block[1 : 1 + FOLLOWING]
    if _INTRODUCES.search(text):
        found += _list_behind(scorer, best)
    if scorer.question.operation is Operation.REASON:
        found += [i for i in block if i not in found and i != best and _gives_reason(scorer, i)][:2]
    return found


def _said_of_others(scorer: Scorer, best: int) -> list[int]:
    """The same sentence under other numbered items, with the item each time: which of them it is said of is asked."""
    index = scorer.index
    if not any(kind.name == "清单" for kind in scorer.asked.kinds) or not index.blocks.numbered(best, index.passages):
        return []
    source = index.passages[best].source
    found: list[int] = []
    for i in index.of_document[index.document(best)]:
        same = index.plains[i] == index.plains[best] and index.passages[i].source.section == source.section
        if same and i != best and index.blocks.numbered(i, index.passages):
            found += [index.blocks.members[index.blocks.of[i]][0], i]
    return found


def _gives_reason(scorer: Scorer, i: int) -> bool:
    return bool(re.search(r"原因|由于|因为", scorer.index.passages[i].text))


def _list_behind(scorer: Scorer, best: int) -> list[int]:
    """The passages behind one that introduces them, under the same headings."""
    index = scorer.index
    source = index.passages[best].source
    found = []
    for i in range(best + 1, min(best + 1 + MOST_LISTED, len(index.passages))):
        other = index.passages[i].source
        if (other.document, other.section) != (source.document, source.section):
            break
        found.append(i)
    return found


def _rest_of_list(scorer: Scorer, chosen: Sequence[int]) -> list[int]:
    """Where several items of one numbered list answer what a thing consists of, all of its items do.

    A list that only some items of were chosen for one word each is no such list: the items must follow one another.
    """
    index = scorer.index
    items = [i for i in chosen if is_numbered(index.passages[i].text)]
    if len(items) < FEWEST_ITEMS or not any(kind.name == "清单" for kind in scorer.asked.kinds):
        return []
    if not any(i + 1 in items for i in items):
        return []
    source = index.passages[items[0]].source
    found: list[int] = []
    for step in (-1, 1):
        for i in range(items[0] + step, items[0] + step * (MOST_LISTED + 1), step):
            if not 0 <= i < len(index.passages):
                break
            other = index.passages[i]
            apart = (other.source.document, other.source.section) != (source.document, source.section)
            if apart or not is_numbered(other.text):
                break
            found.append(i)
    return [i for i in sorted(found) if i not in chosen]


def _own_share(scorer: Scorer, chosen: Sequence[int]) -> float:
    values = [0.0] * len(scorer.mention.positions)
    for i in chosen:
        values = [max(v, o) for v, o in zip(values, scorer.beside(i), strict=True)]
    return scorer.share(values)


def _more(scorer: Scorer, i: int, chosen: Sequence[int]) -> float:
    """Share of the question that one more passage explains by itself."""
    return _own_share(scorer, [*chosen, i]) - _own_share(scorer, chosen)


def _gain(scorer: Scorer, i: int, chosen: Sequence[int]) -> float:
    """Share of the question that one more passage explains with all it belongs to."""
    before, after = [0.0] * len(scorer.mention.positions), scorer.explained(i)
    for n in chosen:
        before = [max(pair) for pair in zip(before, scorer.explained(n), strict=True)]
    return scorer.share([max(pair) for pair in zip(before, after, strict=True)]) - scorer.share(before)


def _others(scorer: Scorer, ranked: Sequence[int], chosen: Sequence[int], scores: dict[int, float]) -> list[int]:
    """Further passages that explain more of the question, or as good ones of the same section."""
    index = scorer.index
    taken = list(chosen)
    best = taken[0]
    project = (index.document(best), index.passages[best].project)
    for i in ranked:
        if i in taken:
            continue
        if project in scorer.projects and (index.document(i), index.passages[i].project) not in scorer.projects:
            continue  # another project's pages say nothing of the one asked about
        more = _more(scorer, i, taken)
        if scores[i] < scores[best] - FAR_BEHIND and more < MUCH:
            continue
        one, other = index.passages[i].source, index.passages[best].source
        same = one.section == other.section and one.document == other.document
        named = (index.document(i), index.passages[i].project) in scorer.projects
        if not (same or named or one.document != other.document) and _gain(scorer, i, taken) <= GAIN:
            continue  # another chapter that tells nothing new of what was asked
        bare = bool(one.row_number) and not any(scorer.own(i))  # a row beside the one that speaks of it
        if more > GAIN or (same and not bare and scores[i] >= scores[best] - AS_GOOD):
            taken.append(i)
    return taken[len(chosen) :]


def _kinds_left(scorer: Scorer, ranked: Sequence[int], chosen: Sequence[int], scores: dict[int, float]) -> list[int]:
    """For each kind asked for that nothing chosen shows, the best passage of the same project that shows it."""
    index = scorer.index
    project = index.passages[chosen[0]].project
    found: list[int] = []
    noun = scorer.asked.noun
    if noun and not any(noun in index.passages[i].text for i in chosen):
        found += [i for i in ranked if index.passages[i].project == project and noun in index.passages[i].text][:1]
    for kind in scorer.asked.kinds:
        if any(kind.shown.search(index.passages[i].text) for i in (*chosen, *found)):
            continue
        pages = () if kind.strict else index.by_project.get((index.document(chosen[0]), project), ())
        near = [
            i for i in ranked if index.passages[i].project == project and scores[i] >= scores[chosen[0]] - FAR_BEHIND
        ]
        showing = [i for i in (*near, *pages) if kind.shown.search(index.passages[i].text)]
        found += sorted(showing, key=lambda i: -scorer.score(i))[:1]
    return found


def _in_order(scorer: Scorer, chosen: Sequence[int]) -> list[int]:
    index = scorer.index
    places: dict[tuple[int, tuple[str, ...]], list[int]] = {}
    for i in dict.fromkeys(chosen):
        places.setdefault((index.document(i), index.passages[i].source.section), []).append(i)
    return [i for group in places.values() for i in sorted(group)]
