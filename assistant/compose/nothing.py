"""Replies for the kinds of nothing: blank, no data, not listed, year or body not held — and what there is instead."""

from __future__ import annotations

from typing import TYPE_CHECKING

from assistant.compose import words
from assistant.model import Candidate

if TYPE_CHECKING:
    from assistant.lexicon import Lexicon
    from assistant.query import Evidence, Found, Question, Scope


def reply(why: str, evidence: Evidence, lexicon: Lexicon) -> str:
    """One or two sentences: what the documents do not say, and what they hold."""
    question = evidence.linked.question
    scope = question.scopes[0]
    name = scope.label or "已收录的资料"
    without = [_missing(item, evidence) for item in evidence.found if not item.figures and item.target.mention]
    words = without if without and len(without) < len(evidence.found) else [span.text for span in question.content]
    thing = "、".join(dict.fromkeys(words)) or "所问内容"
    if question.unknown_places:
        return f"没有收录「{question.unknown_places[0]}」的资料。{held(lexicon)}"
    if why == "资料不全":
        return f"这份资料的大部分表格没有读出，不据此回答。{held(lexicon)}"
    if why == "无此年度" or not scope.documents:
        years = _years(question, lexicon)
        return f"资料里没有{name}{scope.year}年的相关数字。" + (f"已收录的年度：{years}。" if years else held(lexicon))
    if why == "空白":
        return f"资料里列有「{thing}」，但对应的单元格是空白，没有填写数字（空白不等于 0）。"
    if why == "无数据":
        return f"资料注明「本表无数据」，没有「{thing}」的数字。"
    if why == "非实际":
        return f"只收录了{name}的预算资料，没有实际执行或决算数，因此不能回答实际情况。"
    if why == "无变动":
        return f"资料没有说明「{thing}」与上一年相比的变化，也没有足够的数字可以推算。"
    if why == "无法相除":
        return f"资料列有「{thing}」，但没有可以相除的两个同类数字。"
    if why == "无可比":
        return f"问题比较两个数字，资料里只查到其中一个（「{thing}」），因此不作比较。"
    if why == "金额不符":
        return "资料里没有找到与问题所说金额相符的数字，因此不作比较。"
    if why == "数目不符":
        named = "、".join(item.figures[0].label for item in evidence.found if item.figures)
        return f"问题里说的几项没有全部对上，只确定了「{named}」，因此不作合计。请把名称说得更完整一些。"
    if why == "无数量":
        return f"找到了「{thing}」的金额，但资料没有给出可以相除的数量。"
    if why == "未说明":
        return f"资料里没有提到「{thing}」。{_near(scope, lexicon)}"
    return f"资料里没有列示「{thing}」。{_others(evidence) or _near(scope, lexicon)}"


def _missing(item: Found, evidence: Evidence) -> str:
    """What has no figure; with the column that was asked for where another column of the same thing has one."""
    mention = item.target.mention
    told = any(other.figures and other.target.mention == mention for other in evidence.found)
    return f"{mention}的{item.target.measures[0]}" if told and item.target.measures else mention


def _others(evidence: Evidence) -> str:
    """What is listed of several things asked for, where one of them is not."""
    without = {item.target.mention for item in evidence.found if not item.figures}
    told = [item.figures[0] for item in evidence.found if len(item.figures) == 1 and item.target.mention not in without]
    parts = [f"「{figure.label}」为 {words.amount(figure)}" for figure in told]
    return f"{'，'.join(parts)}。" if parts and len(parts) < len(evidence.found) else ""


def held(lexicon: Lexicon) -> str:
    """「已收录：松江区行政服务中心 2024年预算；…」, at most eight documents."""
    names = [f"{d.organisation}{d.year}年{d.level if d.stage == '预算' else ''}{d.stage}" for d in lexicon.documents]
    shown = "；".join(dict.fromkeys(names[:8]))
    return f"已收录的资料：{shown}{' 等' if len(names) > 8 else ''}。" if names else "资料库是空的。"


def _near(scope: Scope, lexicon: Lexicon) -> str:
    documents = [lexicon.documents[i] for i in sorted(scope.documents)]
    if not documents or len(documents) == len(lexicon.documents):
        return held(lexicon)
    names = "、".join(f"{d.organisation}{d.year}年{d.stage}" for d in documents[:4])
    return f"查过的资料：{names}。"


def _years(question: Question, lexicon: Lexicon) -> str:
    documents = {i for place in question.places for i in place.documents} or set(range(len(lexicon.documents)))
    found = sorted({(lexicon.documents[i].year, lexicon.documents[i].stage) for i in documents})
    return "、".join(f"{year}年{stage}" for year, stage in found)


def nearest(evidence: Evidence, lexicon: Lexicon, most: int = 3) -> tuple[Candidate, ...]:
    """Questions about the nearest things that the documents do list."""
    result = []
    seen = set()
    for target in evidence.linked.targets:
        for link in target.links[:8]:
            concept = lexicon.concepts[link.concept]
            document = lexicon.documents[concept.document]
            fact = next((lexicon.facts[i] for i in concept.facts if lexicon.facts[i].value is not None), None)
            if fact is None or concept.label in seen:
                continue
            seen.add(concept.label)
            result.append(
                Candidate(
                    concept.label,
                    f"{document.organisation}{document.year}年{concept.label}是多少？",
                    fact.value,
                    fact.unit,
                )
            )
    return tuple(result[:most])
