"""Members of a set chosen by words instead of amounts: lost points, a reason, terms of payment."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from assistant.characters import bigrams, plain
from assistant.matching import Mention, make_mention, share_explained
from assistant.patterns import Pattern
from assistant.query import Figure, Question, Scope, Span, Text
from index.language.numerals import find_quantities

if TYPE_CHECKING:
    from collections.abc import Sequence

    from assistant.lexicon import Lexicon
    from assistant.retrieve.words.passages import PassageIndex
    from index.model import Fact

LOST = Pattern(r"扣(?:了|掉)?分|被扣|丢(?:了)?分|失分|没(?:有)?(?:拿|得)(?:到)?满分|未(?:得|拿)满分|不是满分")
UNMET = Pattern(
    r"没(?:有|能)?(?:完成|达标|达到|做到|实现)|未(?:能)?(?:完成|达标|达到|实现)|不达标|低于(?:目标|指标)值|没完成"
)
_UNDONE = Pattern(r"(?:尚|仍)?未|没有?|取消|无法|暂未|不合格|不达标")
_CHANGE_WORDS = {
    "持平": ("持平", "没有变化", "没变", "不变", "一样"),
    "增加": ("增加", "增长", "上升", "上涨", "多了", "涨了", "变多", "提高"),
    "减少": ("减少", "下降", "降低", "少了", "降了", "变少", "压减", "缩减"),
}
_CHANGED = Pattern(
    r"(?:(?:与|和|跟|比)[^,，。]{0,12}|[“\"]?(?:基本)?)(?P<change>持平|没有变化|没变|不变|一样|增加|增长|上升|上涨|多了|涨了|变多|提高|减少|下降|降低|少了|降了|变少|压减|缩减)(?:了)?[”\"]?(?:的)?(?:$|(?:有)?(?:哪|什么)|科目|项目|费用|支出|[,，])"
)
WHOLES = Pattern(
    r"(?:合计|总计|(?:本年|财政拨款|一般公共预算(?:财政)?拨款)?(?:总)?(?:收入|支出)(?:预算|决算|合计|总计)?|收支)"
)
"""Wholes, beside which nothing is one of several items."""
_BEST_SHARE, _SLACK = 0.55, 0.05


def lost_points(members: Sequence[Figure], lexicon: Lexicon) -> tuple[Figure, ...]:
    """Indicators whose 得分 is below their 分值, named with the full points and the reason that the form gives."""
    found = []
    for member in members:
        row = _row(member, lexicon)
        full, got, reason = (row.get(measure) for measure in ("分值", "得分", "偏差原因"))
        if full is None or got is None or full.value is None or got.value is None or got.value >= full.value:
            continue
        why = f"，{reason.printed}" if reason is not None and reason.printed else ""
        found.append(replace(member, label=f"{member.label}（满分 {full.value:f} 分{why}）"))
    return tuple(found)


def points_missing(members: Sequence[Figure], lexicon: Lexicon) -> tuple[Figure, ...]:
    """The members with what their 得分 lacks of their 分值 as their figure; those that print no 分值 are left out."""
    found = []
    for member in members:
        full = _row(member, lexicon).get("分值")
        if full is not None and full.value is not None and member.value is not None:
            note = "分值 − 得分"
            found.append(replace(member, value=full.value - member.value, assumptions=(note,), same=(), other=()))
    return tuple(found)


def unmet(members: Sequence[Figure], lexicon: Lexicon) -> tuple[Figure, ...]:
    """Indicators whose result falls short of their target, named with the target and the reason that the form gives."""
    found = []
    for member in members:
        row = _row(member, lexicon)
        target, actual, reason = (row.get(measure) for measure in ("年度指标值", "实际完成值", "偏差原因"))
        if target is None or actual is None or not _short_of(target, actual):
            continue
        why = f"，{reason.printed}" if reason is not None and reason.printed else ""
        label = f"{member.label}（目标 {target.printed}，完成 {actual.printed}{why}）"
        found.append(replace(member, label=label))
    return tuple(found)


def _row(member: Figure, lexicon: Lexicon) -> dict[str, Fact]:
    return {
        fact.measure: fact
        for fact in lexicon.facts_alike(member.fact)
        if fact.source.row_number == member.fact.source.row_number
    }


def _short_of(target: Fact, actual: Fact) -> bool:
    """A number on the wrong side of its target, or words that say it was not done."""
    if _UNDONE.match(actual.printed) and not _UNDONE.match(target.printed):
        return True
    if target.value is None or actual.value is None or (actual.unit and target.unit and actual.unit != target.unit):
        return False
    if target.relation in {"<=", "<"}:
        return actual.value > target.value
    return actual.value < target.value and (target.value > 0 or target.relation in {">=", ">"})


def by_change(question: Question, scope: Scope, lexicon: Lexicon) -> tuple[Figure, ...]:
    """Items of the scope whose stated change is the one asked for (增加, 减少, 持平); empty when the question asks for none."""
    match = _CHANGED.search(question.text)
    if not match:
        return ()
    wanted = next(change for change, words in _CHANGE_WORDS.items() if match.group("change") in words)
    found: dict[tuple[str, str], Figure] = {}
    for fact in (fact for document in sorted(scope.documents) for fact in lexicon.facts_of[document]):
        if (
            fact.measure in {"增减额", "增减率"}
            and fact.change == wanted
            and fact.item
            and not WHOLES.fullmatch(plain(fact.item))
        ):
            found.setdefault((fact.document, fact.item), Figure(fact.item, fact.value, fact.unit, fact))
    return tuple(found.values())


def by_doer(members: Sequence[Figure], doer: str, lexicon: Lexicon) -> tuple[Figure, ...]:
    """Members whose row or form names ``doer`` as the body that carries them out; 「本级」 is the body's own office.

    None where some member names nobody: a merged cell may speak of several rows.
    """
    named_by_all = True
    wanted = plain(re.sub(r"^(?:本|该)?(?:局|委|办|院|中心|单位)?(?=本级|本部|机关$)", "", doer))
    kept = []
    for member in members:
        own = member.fact
        named = [
            plain(fact.printed)
            for fact in lexicon.facts_beside(own)
            if fact.state == "text"
            and (fact.measure in _DOERS or fact.item in _DOERS)
            and (fact.project == own.project if own.project else fact.item == own.item)
        ]
        named = named or _carried_out_by(own, lexicon)
        named_by_all = named_by_all and bool(named)
        if any(wanted in name for name in named):
            kept.append(member)
    return tuple(kept) if named_by_all else ()


def _carried_out_by(own: Fact, lexicon: Lexicon) -> list[str]:
    """Who the pages of a project say carries it out (「项目的实施主体为…」)."""
    passages = (lexicon.passages[i] for i in lexicon.passages_of[lexicon.document_of(own.document)] if own.project)
    told = (_SAID_DOER.search(passage.text) for passage in passages if passage.project == own.project)
    return [plain(match["who"]) for match in told if match]


_SAID_DOER = Pattern(r"(?:实施|责任|承担|执行)(?:主体|单位)(?:为|是|[:：])(?P<who>[^，。；,;]+)")
_DOERS = frozenset({"实施单位", "项目单位", "单位名称", "资金使用单位", "承担单位", "实施主体", "责任单位", "执行单位"})
"""Columns and fields that name who carries a project out."""


def by_text(
    members: Sequence[Figure], question: Question, index: PassageIndex
) -> tuple[tuple[Figure, ...], tuple[Text, ...]]:
    """Projects with a passage that says what the question's words say, and those passages; empty when none does.

    The best passage of each project is compared; percentages in the question (「30%、50%、20%」) must all stand in it.
    """
    lexicon = index.lexicon
    spans = _without_lost(question)
    mention = make_mention(question.text, spans, lexicon)
    shares = tuple(q.text for q in find_quantities(question.text) if q.unit == "%" and not q.relation)
    shares += tuple(re.findall(r"\d{1,2}个?月", question.text))
    scored: list[tuple[float, Figure, Text]] = []
    for member in members:
        document = lexicon.document_of(member.fact.document)
        best = _best(document, member.fact.project or member.label, mention, shares, index)
        if best is not None:
            scored.append((best.score, member, best))
    if not scored:
        return (), ()
    top = max(score for score, _, _ in scored)
    if not shares and top < _BEST_SHARE:
        return (), ()
    kept = [(member, text) for score, member, text in scored if shares or score >= top - _SLACK]
    return tuple(member for member, _ in kept), tuple(text for _, text in kept)


def fitting(members: Sequence[Figure], question: Question, index: PassageIndex) -> tuple[Figure, ...]:
    """Indicators whose label, level or deviation reason says what the question's words say; all when it has none."""
    lexicon = index.lexicon
    spans = _without_lost(question)
    if not spans:
        return tuple(members)
    mention = make_mention(question.text, spans, lexicon)
    scored = []
    for member in members:
        own = member.fact
        reason = "".join(fact.printed for fact in lexicon.facts_alike(own) if fact.state == "text")
        text = plain("".join((own.project, *own.ancestors, own.item, reason)))
        scored.append((share_explained(mention, text, bigrams(text)), member))
    top = max((score for score, _ in scored), default=0.0)
    return tuple(member for score, member in scored if top >= _BEST_SHARE and score >= top - _SLACK)


def _without_lost(question: Question) -> tuple[Span, ...]:
    return tuple(
        span
        for span in question.content
        if not LOST.search(span.text) and not UNMET.search(span.text) and span.text not in _LEFT_OF_LOST
    )


_LEFT_OF_LOST = frozenset({"被扣", "扣分", "没完", "达标", "达到", "做到", "达成"})
"""What is left of such words once 没 and 不 are gone."""


def _best(document: int, project: str, mention: Mention, shares: Sequence[str], index: PassageIndex) -> Text | None:
    lexicon = index.lexicon
    best: Text | None = None
    for i in lexicon.passages_of[document]:
        passage = lexicon.passages[i]
        if passage.project != project or not all(share in passage.text for share in shares):
            continue
        score = share_explained(mention, index.plains[i], index.grams[i])
        if best is None or score > best.score:
            best = Text(passage, score, document)
    return best
