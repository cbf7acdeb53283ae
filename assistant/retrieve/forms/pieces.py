"""What a question says about the rows of one form, piece by piece: 「快递数和公章数各定了多少」 asks for two rows.

What stands between two marks asks with one question word or more (「买几台终端」), and has pieces that name something. Words that
name the form, its columns or the asking (指标, 目标, 实际, 控制在…以内) need no row to explain them.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from assistant.matching import Mention, make_mention
from assistant.patterns import Pattern
from assistant.query import Span
from assistant.retrieve.words.asked import asked_for, left_to_explain
from index.language.units import UNIT_PATTERN

if TYPE_CHECKING:
    import re

    from assistant.lexicon import Lexicon
    from assistant.query import Question

_MARK = Pattern(r"[,，;；。、?？!！:：]")
_AND = Pattern(r"(?<!平)和(?!平|谐)|(?<!参)与|以及|(?<![涉普])及(?!时|格)|跟(?!踪|进)|还有|同时|并且")
_ASK = Pattern(
    rf"(?P<number>多少|(?<![这那前好])几(?!月|号|点|天内))(?P<unit>{UNIT_PATTERN})?|(?P<time>多久|多长(?:时间)?|多快|什么时候|何时|几月份?|哪天|几号|几点)"
)
IDLE = Pattern(
    r"(?:20)?\d{2}年度?|每[天日]|全年|一年|今年|当年|绩效|自评表?|指标值?|目标值?|预期|预计|计划(?!\d)|要求|规定|任务|最后|最终|到底|实际上?|完成|达到|做到|做完后?|控制(?=在|到)|以内|之内|上限|下限|底线|"
    r"不(?:能|得)?(?:低于|少于|超过|高于)|至少|至多|最多|最少|最[晚迟早快慢长短]|比例|占比|情况|全(?=是|部|都|年|$)|涉及|分别|各自?|数量|数字|数目|规模|项目|"
    r"[定设]了?(?:的|为|在)?|(?:才)?算(?=达标|完成)|(?:才)?(?:算)?达标|合格线|能不能|有没有|一共|总共|里面?|上面?|表[里上中]|写的?|是|应该|应|需要?|得(?!分|到)|要|打算|准备|安排|"
    r"建成|建|换|买|采?购买?|配备?|发放?|做|搞|装|开|办|组织|举办|开展|让|给|把|被|去|到位?|那个|这个|那次|[的了呢吗吧啊]"
)
"""Words of the form, of its columns, of asking, and verbs so general that rows leave them out; a row may explain them all the same."""


class Piece:
    """One piece of a question: its mention, which of its characters want a row, and the measure word asked for beside it."""

    def __init__(self, question: Question, spans: tuple[Span, ...], unit: str, lexicon: Lexicon) -> None:
        """``spans`` are the content of the question inside the piece."""
        self.unit = unit
        self.mention: Mention = make_mention(question.text, spans, lexicon)
        self.text = "".join(question.text[position] for position in self.mention.positions)
        idle = idle_positions(question.text, lexicon)
        idle -= {i for hit in self.mention.hits for i in range(hit.start, hit.end)}
        self.weights = tuple(
            0.0 if position in idle else weight
            for position, weight in zip(self.mention.positions, self.mention.weights, strict=True)
        )


@dataclass(frozen=True, slots=True)
class Ask:
    """What stands between two marks: ``kind`` is number, time or "" (none), ``words`` the number of its question words.

    One without a question word is of the kind of the next that has one (「快递数和公章数，各定了多少」).
    """

    kind: str
    unit: str
    pieces: tuple[Piece, ...]
    letters: str
    """Its characters that say something, for asks that name their thing only by a verb and a measure word (「演几场」)."""
    words: int


def idle_positions(text: str, lexicon: Lexicon) -> set[int]:
    """Characters of ``text`` that no row need explain; one alone that is part of a word of a label is none (快办)."""
    found: set[int] = set()
    for match in IDLE.finditer(text):
        start, end = match.span()
        alone = end - start == 1
        if alone and (text[start - 1 : end] in lexicon.postings or text[start : end + 1] in lexicon.postings):
            continue
        found.update(range(start, end))
    return found


def asks_of(question: Question, lexicon: Lexicon) -> tuple[Ask, ...]:
    """The asks of a question in order, those that say nothing left out."""
    spans = left_to_explain(question, asked_for(question))
    places = {i for place in question.places for i in range(place.start, place.end)}
    idle = idle_positions(question.text, lexicon) | places
    found: list[Ask] = []
    seen: set[str] = set()
    for start, stop in _between_marks(question.text):
        words = list(_ASK.finditer(question.text, start, stop))
        asking = {i for word in words for i in range(*word.span())} | idle
        said = tuple(piece for piece in _pieces(question, spans, start, stop, words, lexicon) if any(piece.weights))
        letters = "".join(
            char
            for i, char in enumerate(question.text[start:stop], start)
            if "\u4e00" <= char <= "\u9fff" and i not in asking
        )
        if said or (words and not set(letters) <= seen):  # 「实际剪了多少」 asks for another column of the row before
            kind = "" if not words else "time" if words[0]["time"] else "number"
            unit = (words[0]["unit"] or "") if words else ""
            found.append(Ask(kind, unit, said, letters, len(words)))
        seen.update(letters)
    return tuple(_with_kinds(found))


def _with_kinds(asks: list[Ask]) -> list[Ask]:
    result: list[Ask] = []
    kind = ""
    for ask in reversed(asks):
        kind = ask.kind or kind
        result.append(replace(ask, kind=kind))
    return result[::-1]


def _between_marks(text: str) -> list[tuple[int, int]]:
    stops = [*(mark.start() for mark in _MARK.finditer(text)), len(text)]
    return list(zip([0, *(stop + 1 for stop in stops[:-1])], stops, strict=True))


def _pieces(
    question: Question, spans: tuple[Span, ...], start: int, stop: int, words: list[re.Match[str]], lexicon: Lexicon
) -> list[Piece]:
    cuts = sorted([*(match.span() for match in _AND.finditer(question.text, start, stop)), *(w.span() for w in words)])
    starts, stops = [start, *(end for _, end in cuts)], [*(begin for begin, _ in cuts), stop]
    found = []
    for begin, end in zip(starts, stops, strict=True):
        inside = tuple(own for span in spans if (own := _clipped(span, begin, end)))
        if inside:
            found.append(Piece(question, inside, _unit_beside(words, begin, end, stop), lexicon))
    return found


def _unit_beside(words: list[re.Match[str]], begin: int, end: int, stop: int) -> str:
    """The measure word of the question word that is about [begin, end): that behind it where the last one ends all, else that before."""
    before = [word for word in words if word.end() <= begin][-1:]
    behind = [word for word in words if word.start() >= end][:1]
    leads = bool(words) and stop - words[-1].end() <= 1  # 「甲几台乙几台」, else 「几台甲几台乙」
    nearest = (behind or before) if leads else (before or behind)
    return (nearest[0]["unit"] or "") if nearest else ""


def _clipped(span: Span, begin: int, stop: int) -> Span | None:
    start, end = max(span.start, begin), min(span.end, stop)
    if start >= end:
        return None
    return Span(start, end, span.text[start - span.start : end - span.start])
