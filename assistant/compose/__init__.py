"""``Result`` → ``Answer``: the reply in Chinese, its table, its sources, its arithmetic. No figure is made here."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from assistant.compose import citations, nothing, words
from assistant.compose.frames import frame
from assistant.compose.understanding import interpretation
from assistant.model import Answer, Calculation, Candidate, Operand
from assistant.query import Evidence, Figure, Operation, Result, Step, Text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from assistant.lexicon import Lexicon

MOST_CANDIDATES = 8
_ODD_RATE = Decimal(150)


@dataclass(frozen=True, slots=True)
class Draft:
    """The parts of a reply that depend on the kind of result."""

    text: str
    headline: str = ""
    remarks: tuple[str, ...] = ()


def compose(result: Result, evidence: Evidence, lexicon: Lexicon, trace: tuple[str, ...] = ()) -> Answer:
    """The complete answer."""
    question = evidence.linked.question
    if result.outcome == "nothing":
        return _nothing(result, evidence, lexicon, trace)
    if result.outcome == "ambiguous":
        return _ambiguous(result, evidence, lexicon, trace)
    draft = _draft(result, evidence)
    understanding = interpretation(result, evidence, lexicon)
    remarks = (*draft.remarks, *_cautions(result.figures), *result.remarks)
    tail = [*remarks]
    if understanding.assumptions:
        tail.append("按以下理解：" + "；".join(understanding.assumptions) + "。")
    text = "\n".join([draft.text, *tail])
    cited = citations.of_figures(result.figures or result.rows)
    cited += tuple(
        citations.of_text(text_, lexicon.documents[text_.document])
        for text_ in result.texts
        if result.outcome == "text" or not cited
    )
    return Answer(
        question=question.raw,
        status="answered",
        text=text,
        value=result.value,
        unit=result.unit if result.value is not None else "",
        table=frame(result),
        citations=tuple(dict.fromkeys(cited)),
        calculation=_calculation(result.step),
        interpretation=understanding,
        remarks=remarks,
        headline=draft.headline,
        trace=trace,
    )


def _draft(result: Result, evidence: Evidence) -> Draft:
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
    if figure.value is None:
        return Draft(f"{words.whose(fact)}{words.thing(figure)}：{said}\n来源：{words.where(fact)}", "")
    exact = (
        f"（{words.both(figure.value, figure.unit).split('（')[-1]}"
        if figure.unit == "元" and "（" in words.both(figure.value, figure.unit) and "（" not in said
        else ""
    )
    lines = [f"{words.whose(fact)}{words.thing(figure)}为 {said}{exact}。"]
    if result.companions:
        lines.append(
            "同一行："
            + "，".join(
                f"{f.measure} {f.printed}{f.printed_unit if f.printed_unit not in f.printed and f.unit != '%' else ''}"
                for f in result.companions
                if f.printed
            )
        )
    if fact.context and fact.origin == "prose":
        lines.append(f"原文：{fact.context}")
    lines.append(f"来源：{words.where(fact)}")
    agreeing = len({(f.source.table, f.source.row, f.source.line) for f in figure.same})
    if agreeing:
        lines.append(f"另有 {agreeing} 处一致。")
    return Draft("\n".join(lines), said.split("（")[0])


def _existence(result: Result) -> Draft:
    figure = result.figures[0]
    said = words.amount(figure)
    lead = (
        f"没有安排：{words.whose(figure.fact)}{words.thing(figure)}为 {said}。"
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
    lines += [f"· {words.whose(f.fact)}{_operand(f)}：{words.spoken(f.value, f.unit)}" for f in step.operands[:40]]
    lines.append("来源：" + "；".join(dict.fromkeys(words.where(f.fact) for f in step.operands[:6])))
    return Draft("\n".join(lines), said.split("（")[0])


def _operand(figure: Figure) -> str:
    return words.thing(figure) if figure.value == figure.fact.value else f"「{figure.label}」"


def _lead(result: Result, step: Step, said: str, evidence: Evidence) -> str:
    names = [figure.label for figure in step.operands]
    operation = step.operation
    if operation == "差额":
        question = evidence.linked.question
        tail = f"「{names[0]}」" if len(set(names)) == 1 and len(step.operands) == 2 else ""
        if not result.winner:
            return f"两者相等，都是 {words.amount(step.operands[0])}。"
        low = step.operands[1]
        other = (
            low.fact.measure
            if low.label == step.operands[0].label and low.fact.measure != step.operands[0].fact.measure
            else (
                low.label
                if low.fact.organisation == step.operands[0].fact.organisation
                else f"{low.fact.organisation}（{low.fact.year}年）"
            )
        )
        verb = "高" if question.unit in {"%", "分"} else "多"
        return f"{result.winner}{'的' + tail if tail and '（' in result.winner else ''}{verb}，比{other}{verb} {said}。"
    if operation == "求和":
        listed = "、".join(dict.fromkeys(names[:6])) + ("等" if len(names) > 6 else "")
        return f"{listed}合计 {said}。"
    if operation == "占比":
        return f"「{names[0]}」占「{names[1]}」的 {said}。"
    if operation == "平均":
        return f"平均每{step.operands[1].unit or '个'} {said}。"
    if operation == "扣除":
        return f"「{names[0]}」去掉「{'、'.join(names[1:])}」后剩 {said}。"
    if operation == "增减率":
        return f"「{names[-1] if len(names) > 1 else names[0]}」比上年{result.direction or '变化'} {said}。"
    if operation == "倒推":
        fact = step.operands[0].fact
        return f"{fact.organisation}{fact.year - 1}年「{names[0]}」按{fact.year}年资料倒推为 {said}。"
    return f"{said}。"


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
    among = f"（共 {len(people.members)} 个{people.noun}参加比较）" if people else ""
    lead = f"是{result.winner}：{words.amount(figure)}{among}。"
    lines = [lead, *_rows(result.rows[:5]), f"来源：{words.where(figure.fact)}"]
    return Draft("\n".join(lines), words.amount(figure).split("（")[0])


def _rows(rows: Sequence[Figure]) -> list[str]:
    return [f"{n}. {figure.label}：{words.amount(figure)}" for n, figure in enumerate(rows, 1)]


def _table(result: Result, evidence: Evidence) -> Draft:
    if not result.rows:
        return Draft(
            f"{result.winner or '没有符合条件的'}（共比较 {len(evidence.population.members) if evidence.population else 0} 个）。",
            "0 个",
        )
    question = evidence.linked.question
    counted = question.operation in {Operation.COUNT, Operation.FILTER}
    noun = evidence.population.noun if evidence.population else "项"
    lead = f"共 {len(result.rows)} 个{noun if noun not in {'项', '个'} else ''}：" if counted else "结果如下："
    lines = [lead, *_rows(result.rows[:60])]
    contexts = dict.fromkeys(
        figure.fact.context for figure in result.rows if figure.fact.context and figure.fact.origin == "prose"
    )
    if len(contexts) == 1:
        lines.append(f"原文：{next(iter(contexts))}")
    lines.append("来源：" + "；".join(list(dict.fromkeys(words.where(figure.fact) for figure in result.rows))[:4]))
    return Draft("\n".join(lines), f"{len(result.rows)} 个" if counted else "")


def _passages(texts: Sequence[Text]) -> Draft:
    lines = []
    last = ()
    for text in texts:
        source = text.passage.source
        path = (source.document, source.section)
        if path != last:
            place = " › ".join(source.section) or source.table
            lines.append(
                f"【{source.document}{f' 第{source.page}页' if source.page else ''}{' · ' + place if place else ''}{' · ' + text.passage.project if text.passage.project and text.passage.project not in place else ''}】"
            )
            last = path
        lines.append(text.passage.text)
    return Draft("\n".join(lines))


def _cautions(figures: Sequence[Figure]) -> tuple[str, ...]:
    """Odd printed figures and places that disagree."""
    found = []
    for figure in figures[:6]:
        fact = figure.fact
        if fact.measure == "执行率" and fact.value is not None and fact.value > _ODD_RATE:
            found.append(f"注意：原件印的执行率是 {fact.printed}，数值异常，请核对原件。")
        for other in figure.other[:2]:
            found.append(
                f"注意：另一处印的是 {words.spoken(other.value, other.unit)}（{words.where(other)}），与上面不同。"
            )
    return tuple(dict.fromkeys(found))


def _calculation(step: Step | None) -> Calculation | None:
    if step is None:
        return None
    operands = tuple(
        Operand(f"{words.whose(f.fact)}{_operand(f)}", f.value or Decimal(0), f.unit, citations.of_fact(f.fact))
        for f in step.operands
    )
    return Calculation(step.operation, operands, step.expression, step.result, step.unit, step.rounding, step.derived)


def _ambiguous(result: Result, evidence: Evidence, lexicon: Lexicon, trace: tuple[str, ...]) -> Answer:
    figures = result.figures[:MOST_CANDIDATES]
    candidates = tuple(_candidate(figure, figures) for figure in figures)
    lines = ["这个问题有几种可能，请选择："]
    lines += [f"{n}. {c.label}：{words.amount(f)}" for n, (c, f) in enumerate(zip(candidates, figures, strict=True), 1)]
    if len(result.figures) > len(figures):
        lines.append(f"（另有 {len(result.figures) - len(figures)} 种，请说得更具体一些。）")
    return Answer(
        question=evidence.linked.question.raw,
        status="ambiguous",
        text="\n".join(lines),
        table=frame(result),
        citations=citations.of_figures(figures),
        interpretation=interpretation(result, evidence, lexicon),
        candidates=candidates,
        trace=trace,
    )


def _candidate(figure: Figure, figures: Sequence[Figure]) -> Candidate:
    fact = figure.fact
    several = len({f.fact.organisation for f in figures}) > 1 or len({(f.fact.year, f.fact.stage) for f in figures}) > 1
    same_label = sum(f.label == figure.label for f in figures) > 1
    path = "（" + " › ".join(fact.ancestors) + "）" if same_label and fact.ancestors else ""
    measure = f"·{fact.measure}" if len({f.fact.measure for f in figures}) > 1 else ""
    label = (words.whose(fact) + " " if several else "") + figure.label + path + measure
    question = f"{fact.organisation}{fact.year}年{''.join(fact.ancestors[-1:]) if same_label else ''}{figure.label}的{fact.measure}是多少？"
    return Candidate(label, question, figure.value, figure.unit, fact.printed, citations.of_fact(fact))


def _nothing(result: Result, evidence: Evidence, lexicon: Lexicon, trace: tuple[str, ...]) -> Answer:
    return Answer(
        question=evidence.linked.question.raw,
        status="not_found",
        text=nothing.reply(result.why, evidence, lexicon),
        interpretation=interpretation(result, evidence, lexicon),
        candidates=nothing.nearest(evidence, lexicon),
        trace=trace,
    )
