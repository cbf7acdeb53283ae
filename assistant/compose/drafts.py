"""The words of a reply for each kind of result: the figure first, then the arithmetic, the rows, the sources.

No figure is made here; every number is one of the result's, in the unit a person would say.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from assistant.compose import words
from assistant.query import Evidence, Figure, Operation, Result, Step, Text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from index.model import Fact, Passage

_PLACE, _SAME_ROW, _LISTED = "【", "同一行：", "结果如下："
"""How lines begin that are not just what was found: the place of a passage, cells beside the figure, a list without a count."""
MOST_ROWS, MOST_OPERANDS, MOST_NAMES, MOST_PLACES = 60, 40, 6, 4
"""Rows, operands, names and sources that are written out in one reply; the table and the citations hold all."""


@dataclass(frozen=True, slots=True)
class Draft:
    """The parts of a reply that depend on the kind of result."""

    text: str
    headline: str = ""
    remarks: tuple[str, ...] = ()

    @property
    def reply(self) -> str:
        """What was found, without what the answer carries in fields of its own: arithmetic, rows, places."""
        lines = self.text.split("\n")
        if lines[0].startswith(_PLACE):  # passages: all of it is the reply
            return self.text
        lead = "" if lines[0] == _LISTED else re.sub(r"：$", "。", lines[0])
        return "\n".join(filter(None, [lead, *(line for line in lines[1:] if line.startswith(_SAME_ROW))]))


def draft_of(result: Result, evidence: Evidence) -> Draft:
    """The words of a result that answers; ``headline`` is "" where the answer is text."""
    question = evidence.linked.question
    if result.outcome == "text":
        draft = _passages(result.texts)
        return Draft(f"没有：资料写明如下。\n{draft.text}", "没有") if result.winner == "没有" else draft
    if result.outcome == "table":
        return _table(result, evidence)
    if question.operation is Operation.EXISTS and result.winner:
        return _existence(result)
    if result.step is not None:
        return _computed(result, evidence)
    if question.operation is Operation.GROWTH and result.figures:
        return _change(result)
    if question.operation is Operation.RANK:
        return _first(result, evidence)
    return _value(result)


def _value(result: Result) -> Draft:
    figure = result.figures[0]
    fact = figure.fact
    said = words.amount(figure)
    beside = _SAME_ROW + "，".join(_cell(fact) for fact in result.companions if fact.printed)
    if figure.value is None:
        lines = [f"{words.whose(fact)}{words.thing(figure)}：{said}"]
        lines += [beside] if result.companions else []
        return Draft("\n".join([*lines, f"来源：{words.where(fact)}"]), "")
    both = words.both(figure.value, figure.unit) if figure.unit == "元" and "（" not in said else ""
    exact = f"（{both.split('（')[-1]}" if "（" in both else ""
    if figure.unit not in {"元", "%"} and any(scale in fact.printed for scale in "万亿"):
        exact = exact or f"（原文 {fact.printed}）"
    lines = [f"{words.whose(fact)}{words.thing(figure)}为 {said}{exact}。"]
    if result.companions:
        lines.append(beside)
    if fact.context and fact.origin == "prose":
        lines.append(f"原文：{fact.context}")
    lines.append(f"来源：{words.where(fact)}")
    agreeing = len({(f.source.table, f.source.row, f.source.line) for f in figure.same})
    if agreeing:
        lines.append(f"另有 {agreeing} 处一致。")
    return Draft("\n".join(lines), said.split("（")[0])


def _cell(fact: Fact) -> str:
    """「分值 10分」: a cell of the same row with its unit, unless that is printed in it."""
    unit = "" if fact.unit == "%" or fact.printed_unit in fact.printed else fact.printed_unit
    return f"{fact.measure} {fact.printed}{unit}"


def _existence(result: Result) -> Draft:
    figure = result.figures[0]
    said = words.amount(figure)
    lead = (
        f"没有{'安排' if figure.unit == '元' else ''}：{words.whose(figure.fact)}{words.thing(figure)}为 {said}。"
        if result.winner == "没有"
        else f"有：{words.whose(figure.fact)}{words.thing(figure)}为 {said}。"
    )
    lines = [lead]
    if figure.fact.context:
        lines.append(f"原文：{figure.fact.context}")
    lines.append(f"来源：{words.where(figure.fact)}")
    return Draft("\n".join(lines), "没有" if result.winner == "没有" else said)


def _computed(result: Result, evidence: Evidence) -> Draft:
    step = result.step
    if step is None:
        return _value(result)
    said = words.spoken(abs(step.result) if step.operation in {"差额", "增减率"} else step.result, step.unit)
    lead = _lead(result, step, said, evidence)
    mark = "（推算，资料没有直接印出）" if step.derived else ""
    lines = [f"{lead}{mark}", f"计算：{step.expression}" + (f"（{step.rounding}）" if step.rounding else "")]
    lines += [
        f"· {words.whose(f.fact)}{operand_name(f)}：{words.spoken(f.value, f.unit)}"
        for f in step.operands[:MOST_OPERANDS]
    ]
    if step.operation == "按比例":
        lines.append(f"原文：{step.operands[1].fact.context}")
    lines.append("来源：" + "；".join(dict.fromkeys(words.where(f.fact) for f in step.operands[:MOST_NAMES])))
    return Draft("\n".join(lines), said.split("（")[0])


def operand_name(figure: Figure) -> str:
    """What an operand is: with its column where it is printed so, its label alone where it was put together."""
    return words.thing(figure) if figure.value == figure.fact.value else f"「{figure.label}」"


def _lead(result: Result, step: Step, said: str, evidence: Evidence) -> str:
    """The first sentence of a computed reply: what was worked out, and the result."""
    names = [figure.label for figure in step.operands]
    operation = step.operation
    if operation == "差额":
        return _difference(result, step, said, evidence)
    if operation == "求和":
        listed = "、".join(dict.fromkeys(names[:MOST_NAMES])) + ("等" if len(names) > MOST_NAMES else "")
        return f"{listed}合计 {said}。"
    if operation == "占比":
        one, whole = step.operands[:2]
        if one.label == whole.label:
            return f"{_owner(one)}的「{one.label}」是{_owner(whole)}的 {said}。"
        return f"「{names[0]}」占「{names[1]}」的 {said}。"
    if operation == "倍数":
        one, other = step.operands[:2]
        return f"{_owner(one)}的「{one.label}」是{_owner(other)}「{other.label}」的 {said}。"
    if operation == "平均":
        counted = step.operands[1].unit
        return f"平均每{'项' if counted == step.unit else counted or '个'} {said}。"
    if operation == "按比例":
        return f"「{names[0]}」的「{names[1]}」按 {words.spoken(step.operands[1].value, '%')} 计算为 {said}。"
    if operation == "扣除":
        return f"「{names[0]}」去掉「{'、'.join(names[1:])}」后剩 {said}。"
    if operation == "增减率":
        fact, before = step.operands[0].fact, step.operands[-1].fact
        base = f"{before.year}年" if before.year and before.year != fact.year else "上年"
        return f"「{names[0]}」{fact.year}年比{base}{result.direction or '变化'} {said}。"
    if operation == "倒推":
        fact = step.operands[0].fact
        return f"{fact.organisation}{fact.year - 1}年「{names[0]}」按{fact.year}年资料倒推为 {said}。"
    return f"{said}。"


def _difference(result: Result, step: Step, said: str, evidence: Evidence) -> str:
    """「A的X多，比B多 …」, or that the two are equal."""
    one, low = step.operands[:2]
    if step.result == 0:
        return f"两者相等，都是 {words.amount(one)}。"
    if one.label == low.label and one.fact.organisation == low.fact.organisation and one.fact.year != low.fact.year:
        late, early = (one, low) if one.fact.year > low.fact.year else (low, one)
        verb = "增加" if (late.value or 0) > (early.value or 0) else "减少"
        return f"「{one.label}」{late.fact.year}年比{early.fact.year}年{verb} {said}。"
    if not result.winner:
        return f"「{one.label}」与「{low.label}」相差 {said}。"
    names = {figure.label for figure in step.operands}
    tail = f"「{one.label}」" if len(names) == 1 and len(step.operands) == 2 else ""
    if low.fact.organisation != one.fact.organisation:
        other = _owner(low)
    elif low.label == one.label and low.fact.measure != one.fact.measure:
        other = low.fact.measure
    else:
        other = low.label
    verb = "高" if evidence.linked.question.unit in {"%", "分"} else "多"
    if result.direction == "少":  # 「谁更少」: the one with less is the answer
        verb = "低" if verb == "高" else "少"
        other = one.label if low.fact.organisation == one.fact.organisation and low.label != one.label else _owner(one)
    return f"{result.winner}{'的' + tail if tail and '（' in result.winner else ''}{verb}，比{other}{verb} {said}。"


def _owner(figure: Figure) -> str:
    """「某单位（2024年）」."""
    return f"{figure.fact.organisation}（{figure.fact.year}年）"


def _change(result: Result) -> Draft:
    figure = result.figures[0]
    fact = figure.fact
    said = words.spoken(figure.value, figure.unit, fact.printed, fact.printed_unit)
    base = f"{fact.base_year}年{fact.base}" if fact.base_year else "上年"
    lead = (
        f"{words.whose(fact)}「{fact.item}」比{base}{fact.change} {said}。"
        if fact.change != "持平"
        else f"{words.whose(fact)}「{fact.item}」与{base}持平。"
    )
    return Draft(
        "\n".join([lead, f"原文：{fact.context}", f"来源：{words.where(fact)}"]),
        ("增加 " if fact.change == "增加" else "减少 " if fact.change == "减少" else "持平 ") + said.split("（")[0],
    )


def _first(result: Result, evidence: Evidence) -> Draft:
    figure = result.figures[0]
    people = evidence.population
    among = f"（共 {len(people.members)} 个{_counted(people.noun)}参加比较）" if people else ""
    lead = f"是{result.winner}：{words.amount(figure)}{among}。"
    lines = [lead, *_rows(result.rows[:5]), f"来源：{words.where(figure.fact)}"]
    return Draft("\n".join(lines), words.amount(figure).split("（")[0])


def _counted(noun: str) -> str:
    """The members of a set behind 「个」."""
    if noun in {"项", "个"}:
        return ""
    return f"{noun}科目" if noun.endswith("级") else noun


def _rows(rows: Sequence[Figure]) -> list[str]:
    return [f"{n}. {figure.label}：{words.amount(figure)}" for n, figure in enumerate(rows, 1)]


def _table(result: Result, evidence: Evidence) -> Draft:
    if not result.rows:
        compared = len(evidence.population.members) if evidence.population else 0
        return Draft(f"{result.winner or '没有符合条件的'}（共比较 {compared} 个）。", "0 个")
    question = evidence.linked.question
    counted = question.operation in {Operation.COUNT, Operation.FILTER} and result.value is not None
    noun = evidence.population.noun if evidence.population else "项"
    lead = f"共 {len(result.rows)} 个{_counted(noun)}：" if counted else _LISTED
    lines = [lead, *_rows(result.rows[:MOST_ROWS])]
    lines += [f"计算：{step.expression}" + (f"（{step.rounding}）" if step.rounding else "") for step in result.steps]
    contexts = dict.fromkeys(
        figure.fact.context for figure in result.rows if figure.fact.context and figure.fact.origin == "prose"
    )
    if len(contexts) == 1:
        lines.append(f"原文：{next(iter(contexts))}")
    lines.append(
        "来源：" + "；".join(list(dict.fromkeys(words.where(figure.fact) for figure in result.rows))[:MOST_PLACES])
    )
    return Draft("\n".join(lines), f"{len(result.rows)} 个" if counted else "")


def _passages(texts: Sequence[Text]) -> Draft:
    """Passages in order, each run of one heading path under its place."""
    lines: list[str] = []
    last: tuple[str, tuple[str, ...]] | None = None
    for text in texts:
        source = text.passage.source
        if (source.document, source.section) != last:
            lines.append(_place(text.passage))
            last = (source.document, source.section)
        said = _of_indicator(text.passage) + text.passage.text
        if said not in lines:  # several documents define a term in the same words
            lines.append(said)
    return Draft("\n".join(lines))


def _of_indicator(passage: Passage) -> str:
    """「指标：」 before the reason that a form gives for one of its indicators, "" before anything else."""
    row = passage.source.row.split(" › ")[-1]
    return f"{row}：" if passage.topic == "偏差" and row else ""


def _place(passage: Passage) -> str:
    """「【文件 第3页 · 标题 › 小标题 · 项目】」."""
    source = passage.source
    place = " › ".join(source.section) or source.table
    page = f" 第{source.page}页" if source.page else ""
    project = passage.project if passage.project not in place else ""
    return f"【{source.document}{page}{''.join(f' · {part}' for part in (place, project) if part)}】"
