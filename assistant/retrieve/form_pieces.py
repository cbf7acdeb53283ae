"""What a question says about the rows of one form, piece by piece: 「快递数和公章数各定了多少」 asks for two rows.

A piece is what stands between two connectives, marks or question words. Words that name the form, its columns or the asking
(指标, 目标, 实际, 控制在…以内) need no row to explain them.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from assistant.matching import Mention, make_mention
from assistant.query import Span
from assistant.retrieve.asked import asked_for, left_to_explain
from index.language.units import UNIT_PATTERN

if TYPE_CHECKING:
    from assistant.lexicon import Lexicon
    from assistant.query import Question

_CUT = re.compile(
    rf"[,，;；。、?？!！:：]|(?<!平)和(?!平|谐)|(?<!参)与|以及|(?<![涉普])及(?!时|格)|跟(?!踪|进)|还有|同时|并且|(?:多少|(?<![这那前好])几)(?P<unit>{UNIT_PATTERN})?"
)
IDLE = re.compile(
    r"绩效|自评表?|指标值?|目标值?|预期|预计|计划(?!\d)|要求|规定|任务|最后|最终|到底|实际上?|完成|达到|做到|做完后?|控制(?=在|到)|以内|之内|上限|下限|底线|"
    r"不(?:能|得)?(?:低于|少于|超过|高于)|至少|至多|最多|最少|最[晚迟早快慢长短]|比例|占比|情况|全(?=是|部|都|年|$)|全年|涉及|分别|各自|数量|数字|数目|规模|项目|"
    r"[定设]了?(?:的|为|在)?|(?:才)?算(?=达标|完成)|(?:才)?(?:算)?达标|合格线|能不能|有没有|一共|总共|里面?|上面?|表[里上中]|写的?|是|应该|应|需要?|得(?!分|到)|要|打算|准备|安排|"
    r"建成|新?建|换|买|采?购买?|配备?|发放?|做|搞|装|开|办|组织|举办|开展|让|给|把|被|去|到位?|那个|这个|那次"
)
"""Words of the form, of its columns, of asking, and verbs so general that rows leave them out; a row may explain them all the same."""


class Piece:
    """One piece of a question: its mention and which of its characters want a row."""

    def __init__(self, question: Question, spans: tuple[Span, ...], unit: str, lexicon: Lexicon) -> None:
        """``spans`` are the content of the question inside the piece, ``unit`` the measure word that is asked for beside it."""
        self.unit = unit
        self.mention: Mention = make_mention(question.text, spans, lexicon)
        idle = {i for match in IDLE.finditer(question.text) for i in range(*match.span())}
        idle -= {i for hit in self.mention.hits for i in range(hit.start, hit.end)}
        self.weights = tuple(
            0.0 if position in idle else weight
            for position, weight in zip(self.mention.positions, self.mention.weights, strict=True)
        )


def pieces(question: Question, lexicon: Lexicon) -> tuple[Piece, ...]:
    """The pieces of a question that name something, in order."""
    spans = left_to_explain(question, asked_for(question))
    cuts = list(_CUT.finditer(question.text))
    starts, stops = [0, *(cut.end() for cut in cuts)], [*(cut.start() for cut in cuts), len(question.text)]
    units = ["", *(cut["unit"] or "" for cut in cuts), ""]
    found = []
    for n, (start, stop) in enumerate(zip(starts, stops, strict=True)):
        inside = tuple(own for span in spans if (own := _clipped(span, start, stop)))
        piece = Piece(question, inside, units[n + 1] or units[n], lexicon)
        if any(piece.weights):
            found.append(piece)
    return tuple(found)


def _clipped(span: Span, begin: int, stop: int) -> Span | None:
    start, end = max(span.start, begin), min(span.end, stop)
    if start >= end:
        return None
    return Span(start, end, span.text[start - span.start : end - span.start])
