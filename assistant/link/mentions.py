"""Which stretches of a question name one thing each: 「水、电、物业三样」 are three, 「商品和服务支出」 is one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from assistant.characters import plain
from assistant.matching import alias_hits
from assistant.patterns import Pattern
from assistant.query import Operation, Question, Span
from index.language.numerals import parse_number

if TYPE_CHECKING:
    from collections.abc import Sequence

    from assistant.lexicon import Lexicon

_AND = Pattern(
    r"、|和(?!平|谐)|(?<!参)与|跟(?!踪|进|班|车)|以及|(?<![涉普])及(?!时|格)|加上"
    r"|(?<![参增追附添])加(?!快(?!递)|[固装工油强班大深密急热盖层注])|(?<=[费款钱])加(?!装|班|油(?!费))|\+|还是|(?<![合共协不])同(?!城|步|比|级|期|类)|;|;|[(](?=[^)]*、)"
    r"|比较|(?<![占对])比(?![例赛武重])|相比|(?:是|相当于)(?=[^,，。]*倍)"
)
"""What stands between two things; the same characters inside words (加固, 合同, 比例) join nothing."""
_SEVERAL = frozenset(
    {
        Operation.SUM,
        Operation.DIFFERENCE,
        Operation.COMPARE,
        Operation.VALUE,
        Operation.SERIES,
        Operation.AVERAGE,
        Operation.RANK,
    }
)
_OF = Pattern(r"占(?:了)?")
_IN = Pattern(r"(?<![花用])在[^,，。]{2,40}?(?:里面?|中|当中|之中)?(?:所)?占")
_IS = Pattern(
    r"(?:多少(?:的)?(?:比例|比重|百分比)|百分之(?:几|多少)|几成)(?:的钱|的支出)?(?:是|属于|花在|用在|用于|给了|来自)"
)
_WITHIN = Pattern(r"(?:里面?|里头|当中|之中|中(?!介|心|小|学|央|医|标|期)|内)(?:的)?[,，]?")
_WHOLE_SET = Pattern(r"(?:所有|全部|各个?|全体)(?:的)?(?:自评)?(?:项目|科目|单位)")


def segments(question: Question, lexicon: Lexicon) -> tuple[tuple[Span, ...], ...]:
    """Content spans grouped by the thing they name; one group when the question names one thing."""
    if question.operation is Operation.SHARE:
        return _part_and_whole(question, lexicon)
    if question.operation not in _SEVERAL:
        return (question.content,) if question.content else ()
    groups = _without_frame(question.text, divided(question.text, question.content, lexicon))
    groups = without_kind(question.text, groups)
    return groups or ((question.content,) if question.content else ())


def divided(text: str, spans: Sequence[Span], lexicon: Lexicon) -> tuple[tuple[Span, ...], ...]:
    """``spans`` grouped by the connectives between them that are not part of a name.

    A list in brackets behind 「三个项目」 names them; where the number is told, a division into as many groups is the one meant.
    """
    told = _told(text)
    listed = _LISTED.search(text)
    if told and listed:
        inside = tuple(piece for span in spans if (piece := _clipped(span, listed.start(), listed.end())))
        spans = inside or spans
    cuts = [m for m in _AND.finditer(text) if not _inside_name(text, m.start(), m.end(), lexicon)]
    groups = _grouped(spans, [(m.start(), m.end()) for m in cuts])
    if told and len(groups) > told:
        commas = _grouped(spans, [(m.start(), m.end()) for m in cuts if m.group() in "、;;,+加上"])
        return commas if len(commas) == told else groups
    return groups


_LISTED = Pattern(r"[(][^()]*、[^()]*[)]")
_TOLD = Pattern(r"(?P<n>[两二三四五六七八九十]|\d{1,2})(?:个|项|样|笔|类|块|种|家)")


def _told(text: str) -> int:
    """The number of things that the question says it names, 0 when it says none."""
    match = _TOLD.search(text)
    number = parse_number(match.group("n")) if match else None
    return int(number) if number else 0


def _without_frame(text: str, groups: tuple[tuple[Span, ...], ...]) -> tuple[tuple[Span, ...], ...]:
    """「五险一金里养老、医保…」: what stands before 里 frames the list and is no member of it."""
    if len(groups) > 1 and len(groups[0]) > 2 and groups[0][0].text in {*_COLUMNS, "一般公共"}:
        second = groups[0][1]  # 「一般公共预算基本支出里水费、电费」
        if second.text in _COLUMNS and text[second.end : second.end + 1] in {"的", "里", "中", "内"}:
            groups = (groups[0][2:], *groups[1:])
    if len(groups) > 1 and len(groups[0]) > 1 and groups[0][0].text in _COLUMNS:
        end = groups[0][0].end  # 「一般公共预算的水费和电费」
        if text[end : end + 1] in {"的", "里", "中", "内"} and groups[0][1].start == end + 1:
            groups = (groups[0][1:], *groups[1:])
    if len(groups) < 3:
        return groups
    first = groups[0]
    frames = [m.end() for m in _WITHIN.finditer(text, first[0].start, first[-1].start)]
    kept = tuple(span for span in first if span.start >= frames[-1]) if frames else first
    return (kept, *groups[1:]) if kept else groups


_KIND = Pattern(
    r"(?:这|那|等|共|一共)?(?:[两二三四五六七八九十几]|\d{1,2})(?:个|项|类|家|笔|样|块|种)(?P<kind>[^的,，。、和与]{0,8}?(?:项目|科目|分项|子项|单位|部门|指标|费用|经费|开支|支出|内容|款|类))"
)
"""「这四个运维类项目」: says what the things listed before are."""

_COLUMNS = frozenset({"一般公共预算", "政府性基金预算", "基本支出", "项目支出", "人员经费", "公用经费", "财政拨款"})
_MONEY_WORD = Pattern(r"的?(?:预算|资金|经费|金额|项目|支出)?(?:总额|资金|金额|预算|合计|总计|总和|总数)")


def without_kind(text: str, groups: tuple[tuple[Span, ...], ...]) -> tuple[tuple[Span, ...], ...]:
    """The groups without the words behind the last name that only say what kind of thing all of them are."""
    if len(groups) < 2:
        return groups
    last = groups[-1]
    match = _KIND.search(text, last[0].end - 1)
    if not match:
        return groups
    kept = tuple(
        piece
        for span in last
        for piece in (_clipped(span, 0, match.start()), _clipped(span, match.end(), 10**9))
        if piece
        and len(piece.text) > 1
        and not _MONEY_WORD.fullmatch(piece.text)
        and not (piece.start >= match.end() and piece.text in _COLUMNS)
    )
    return (*groups[:-1], kept) if kept else groups


def within(question: Question) -> tuple[Span, ...]:
    """What stands behind the last 「里」 of the question, when something stands before it; () otherwise."""
    if len(question.content) < 2:
        return ()
    first, last = question.content[0], question.content[-1]
    frames = [m.end() for m in _WITHIN.finditer(question.text, first.end, last.start)]
    return tuple(span for span in question.content if span.start >= frames[-1]) if frames else ()


def shared_tail(groups: tuple[tuple[Span, ...], ...]) -> tuple[tuple[Span, ...], ...]:
    """「A和B两个项目的质保金」: what follows the last name belongs to every name; the groups as they are when nothing follows."""
    if len(groups) < 2 or len(groups[-1]) < 2:
        return groups
    tail = groups[-1][1:]
    return (*((*group, *tail) for group in groups[:-1]), groups[-1])


def shared_head(text: str, groups: tuple[tuple[Span, ...], ...]) -> tuple[tuple[Span, ...], ...]:
    """「某项目里，A和B」: what stands before 里 belongs to every name; the groups as they are when nothing does."""
    first = groups[0] if groups else ()
    frames = [m.end() for m in _WITHIN.finditer(text, first[0].end, first[-1].start)] if len(first) > 1 else []
    head = tuple(span for span in first if frames and span.end <= frames[-1])
    if len(groups) < 2 or not head:
        return groups
    return (first, *((*head, *group) for group in groups[1:]))


def _inside_name(text: str, start: int, end: int, lexicon: Lexicon) -> bool:
    """The connective is part of a label (商品和服务支出) or of an everyday word."""
    for left in range(max(0, start - 16), start + 1):
        for right in range(end + 1, min(len(text), end + 20) + 1):
            name = plain(text[left:right])
            if text[left] not in "、和与" and (name in lexicon.names or name in lexicon.official):
                return True  # 「比对合格率」 begins with what compares elsewhere
    return any(hit.start < start and end < hit.end for hit in alias_hits(text))


def _grouped(spans: Sequence[Span], cuts: Sequence[tuple[int, int]]) -> tuple[tuple[Span, ...], ...]:
    edges = [0, *(end for _, end in cuts)]
    stops = [*(start for start, _ in cuts), 10**9]
    groups = []
    for begin, stop in zip(edges, stops, strict=True):
        group = [piece for span in spans if (piece := _clipped(span, begin, stop))]
        if group:
            groups.append(tuple(group))
    return tuple(groups)


def _clipped(span: Span, begin: int, stop: int) -> Span | None:
    start, end = max(span.start, begin), min(span.end, stop)
    if start >= end:
        return None
    return Span(start, end, span.text[start - span.start : end - span.start])


def _part_and_whole(question: Question, lexicon: Lexicon) -> tuple[tuple[Span, ...], ...]:
    """(part, whole) of a share; the whole may be empty when it is not named."""
    text = question.text
    if question.own_length and all(span.start >= question.own_length for span in question.content):
        return (question.content, ())  # 「占比呢」 after another question
    match = _OF.search(text)
    if inside := _IN.search(text):  # 「绩效工资在工资福利支出里占百分之几」
        part = tuple(s for span in question.content if (s := _clipped(span, 0, inside.start())))
        whole = tuple(s for span in question.content if (s := _clipped(span, inside.start(), inside.end())))
        if whole:
            return (part, whole)
    if turned := _IS.search(text):  # 「总支出里有多少比例是项目支出」
        whole = tuple(s for span in question.content if (s := _clipped(span, 0, turned.start())))
        part = tuple(s for span in question.content if (s := _clipped(span, turned.end(), len(text))))
        if part:
            return (part, whole)
    if not match:  # 「基本支出中人员经费的比重」
        return _inside_whole(question, question.content, len(text)) or (question.content, ())
    before = tuple(s for span in question.content if (s := _clipped(span, 0, match.start())))
    after = tuple(s for span in question.content if (s := _clipped(span, match.end(), len(text))))
    if after or whole_set(text[match.end() :]):
        return (before, after)
    return (
        _inside_whole(question, before, match.start())
        or _behind_whole(text, before, match.start(), lexicon)
        or (before, ())
    )


def _behind_whole(text: str, spans: Sequence[Span], stop: int, lexicon: Lexicon) -> tuple[tuple[Span, ...], ...]:
    """(part, whole) of 「某类支出，某项占多少」: a name of the documents before a comma is what the name behind it is a part of."""
    comma = max(text.rfind(",", 0, stop), text.rfind("，", 0, stop))
    whole = tuple(span for span in spans if span.end <= comma)
    part = tuple(span for span in spans if span.start > comma)
    if len(whole) != 1 or not part or plain(whole[0].text) not in lexicon.names:
        return ()
    return (part, whole)


def _inside_whole(question: Question, spans: Sequence[Span], stop: int) -> tuple[tuple[Span, ...], ...]:
    """(part, whole) where 里 or 中 stands between them before ``stop``; empty when it does not."""
    names = [range(place.start, place.end) for place in question.places]
    within = [m for m in _WITHIN.finditer(question.text, 0, stop) if not any(m.start() in name for name in names)]
    for m in reversed(within):
        whole = tuple(s for span in spans if (s := _clipped(span, 0, m.start())))
        part = tuple(s for span in spans if (s := _clipped(span, m.end(), stop)))
        if whole and part:
            return (part, whole)
    return ()


def whole_set(text: str) -> bool:
    """「所有自评项目」: the whole is a set, not an item."""
    return bool(_WHOLE_SET.search(text))
