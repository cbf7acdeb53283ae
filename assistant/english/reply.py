"""``Answer`` in Chinese → the same ``Answer`` told in English.

Labels, documents and passages stay in Chinese, labels with an English gloss where the glossary has one. Every figure
is a field of the answer (value, rows, operands, candidates); none is read out of its text or made here.
"""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING

from assistant.english.detecting import MARK
from assistant.english.figures import figure, shown, unit_word
from assistant.english.glossary import gloss, named
from assistant.english.sentences import assumption, held, not_found, places, printed, remark, source
from assistant.patterns import Pattern

if TYPE_CHECKING:
    import pandas as pd

    from assistant.model import Answer, Calculation, Candidate, Citation, Interpretation

MOST_ROWS = 60
_MOST_SOURCES = 12
_RUNNERS_UP = 5
"""Rows shown behind the winner of a ranking."""
_PLAIN_MEASURES = frozenset({"合计", "预算数", "数量", "内容", ""})


def in_english(answer: Answer, chinese: str) -> Answer:
    """The answer with ``text``, ``headline``, ``remarks`` and assumptions in English; ``chinese`` is the question asked.

    Candidates keep a Chinese question with a mark behind it, so that choosing one is answered in English as well.
    """
    remarks = tuple(remark(line) for line in answer.remarks)
    assumptions = tuple(assumption(line) for line in answer.interpretation.assumptions)
    candidates = tuple(_candidate(candidate) for candidate in answer.candidates)
    headline, lines = _reply(answer)
    said = list(lines)
    if answer.status == "answered":
        lines += [*remarks]
        if assumptions:
            lines.append("Assumed: " + "; ".join(assumptions) + ".")
    lines.append(f"Understood as: {chinese}")
    passages = answer.value is None and answer.table is None and answer.status == "answered"
    return replace(
        answer,
        text="\n".join(lines),
        headline=headline,
        reply="\n".join(said if passages else said[:1]),
        remarks=remarks,
        interpretation=replace(answer.interpretation, assumptions=assumptions),
        candidates=candidates,
    )


def _reply(answer: Answer) -> tuple[str, list[str]]:
    """(headline, lines of the reply) by the kind of answer."""
    if answer.status == "not_found":
        return "", _nothing(answer)
    if answer.status == "ambiguous":
        return "", _choices(answer)
    if answer.calculation is not None:
        return _computed(answer, answer.calculation)
    rows = answer.table is not None and len(answer.table) > 0
    if answer.value is None and not rows:
        return _told(answer)
    if rows and answer.table is not None and _is_list(answer):
        return _listed(answer, answer.table)
    return _single(answer)


def _is_list(answer: Answer) -> bool:
    return answer.value is None or answer.interpretation.operation in {"筛选", "计数", "排序", "列举", "序列", "比较"}


def _nothing(answer: Answer) -> list[str]:
    lines = [not_found(answer.text)]
    if re.search(r"“[A-Za-z]", lines[0]):
        lines.append("A term that the English glossary lacks can be given in Chinese within an English question.")
    if holdings := held(answer.text):
        lines.append(holdings)
    if answer.candidates:
        lines.append("What the documents do list:")
        lines += [_row(n, c.label, c.value, c.unit) for n, c in enumerate(answer.candidates, 1)]
    return lines


def _choices(answer: Answer) -> list[str]:
    lines = ["The question can be read in several ways. Please choose:"]
    for n, candidate in enumerate(answer.candidates, 1):
        said = figure(candidate.value, candidate.unit) if candidate.value is not None else printed(candidate.text)
        lines.append(f"{n}. {named(candidate.label)}: {said}")
    return lines


def _candidate(candidate: Candidate) -> Candidate:
    return replace(candidate, label=named(candidate.label), question=f"{candidate.question} {MARK}")


def _row(number: int, label: str, value: Decimal | None, unit: str, text: str = "") -> str:
    return f"{number}. {named(label)}: {figure(value, unit) if value is not None else printed(text)}"


def _told(answer: Answer) -> tuple[str, list[str]]:
    """Passages, in their own Chinese words."""
    first = answer.citations[0] if answer.citations else None
    if first is not None and not first.passage and first.text:
        about = _about(answer.interpretation, first)
        return first.text, [f"{about}: “{first.text}” (as printed, in Chinese)", *_sources(answer)]
    lead = "The documents say (in Chinese):" if first else "The documents say nothing more precise than this."
    lines = [lead]
    place = ""
    for citation in answer.citations:
        here = source(citation)
        if here != place:
            lines.append(f"[{here}]")
            place = here
        lines.append(citation.passage or citation.text)
    return "", lines


def _listed(answer: Answer, table: pd.DataFrame) -> tuple[str, list[str]]:
    rows = table.to_dict("records")
    counted = answer.interpretation.operation in {"筛选", "计数"}
    if counted:
        count = int(answer.value) if answer.value is not None and answer.unit in {"个", "项", "家"} else len(rows)
        headline = f"{count}"
        lead = f"{count} found:"
    elif answer.interpretation.operation == "排序" and answer.value is not None:
        headline = figure(answer.value, answer.unit)
        lead = f"{named(str(rows[0]['名称']))}: {headline}."
    else:
        headline, lead = "", "In order:" if answer.interpretation.operation == "排序" else "As listed:"
    several = len({(row["单位名称"], row["年度"]) for row in rows}) > 1
    same = len({row["口径"] for row in rows}) == 1
    lines = [lead] if rows else ["0 found."]
    most = _RUNNERS_UP if answer.interpretation.operation == "排序" and answer.value is not None else MOST_ROWS
    for n, row in enumerate(rows[:most], 1):
        label = named(str(row["名称"]))
        if several:
            label = f"{named(str(row['单位名称']))} {row['年度']}, {label}"
        if not same:
            label += f", {gloss(str(row['口径'])) or row['口径']}"
        value = row["数值"]
        said = figure(value, str(row["单位"])) if isinstance(value, Decimal) else printed(str(row["显示"]))
        lines.append(f"{n}. {label}: {said}")
    if len(rows) > most:
        lines.append(f"… and {len(rows) - most} more (see the table).")
    return headline, lines + _sources(answer)


def _about(understood: Interpretation, citation: Citation | None, item: str = "") -> str:
    """「印刷费 (printing expenses), execution rate, 某某中心 (…), 2024 budget」."""
    label = item or (understood.items[0] if understood.items else (citation.row if citation else ""))
    parts = [named(label)] if label else []
    measure = understood.measure.split("/")[0]
    if measure not in _PLAIN_MEASURES and measure not in label:
        parts.append(gloss(measure) or measure)
    if citation:
        parts.append(_whose(citation))
    return ", ".join(parts)


def _whose(citation: Citation) -> str:
    stage = gloss(citation.stage) or citation.stage
    return f"{named(citation.organisation)}, {citation.year} {stage}".strip()


def _relation(headline: str) -> str:
    """「≥」, 「about 」 where the figure is printed so."""
    found = re.match(r"(≥|≤|>=|<=|>|<|约)", headline)
    return {"约": "about ", ">=": "≥", "<=": "≤"}.get(found.group(1), found.group(1)) if found else ""


_CHANGES = {"增加": "an increase of", "减少": "a decrease of", "持平": "unchanged"}


def _single(answer: Answer) -> tuple[str, list[str]]:
    first = answer.citations[0] if answer.citations else None
    understood = answer.interpretation
    about = _about(understood, first)
    if answer.value is None:
        return "", [f"{about}: {printed(first.text if first else '')}", *_sources(answer)]
    said = _relation(answer.headline) + figure(answer.value, answer.unit)
    change = next((word for word in _CHANGES if answer.headline.startswith(word)), "")
    if understood.operation == "增减" and change:
        label = re.sub(r"(?:增减额|增减率|增加额|减少额)$", "", understood.items[0] if understood.items else "")
        size = figure(abs(answer.value), answer.unit)
        said = "unchanged" if change == "持平" else f"{_CHANGES[change]} {size}"
        whose = _whose(first) if first else ""
        lead = f"{said[0].upper()}{said[1:]}: {named(label)}, {whose}, against the year before."
        return said[0].upper() + said[1:], [lead, *_quoted(first), *_sources(answer)]
    if understood.operation == "有无":
        lead = ("No" if answer.value == 0 else "Yes") + f": {about}: {said}."
        return ("No" if answer.value == 0 else said), [lead, *_quoted(first), *_sources(answer)]
    said = said[0].upper() + said[1:]
    return said, [f"{said}: {about}.", *_quoted(first), *_sources(answer)]


def _quoted(citation: Citation | None) -> list[str]:
    if citation is None or not citation.passage:
        return []
    return [f"Original sentence (Chinese): {citation.passage}"]


def _computed(answer: Answer, calculation: Calculation) -> tuple[str, list[str]]:
    value = answer.value if answer.value is not None else calculation.result
    said = figure(abs(value) if calculation.operation in {"差额", "增减率"} else value, calculation.unit)
    derived = " (derived: the documents do not print this figure)" if calculation.derived else ""
    lines = [f"{_lead(answer, calculation, said)}{derived}"]
    rounded = " (rounded half up to 0.01)" if calculation.rounding else ""
    lines.append(f"Calculation: {calculation.expression}{rounded}")
    lines += [f"· {_operand(o.label)}: {figure(o.value, o.unit)}" for o in calculation.operands[:40]]
    lines.append("Source: " + "; ".join(places([o.citation for o in calculation.operands[:_MOST_SOURCES]])))
    return said, lines


_OPERAND = Pattern(r"^(?P<who>.+?)(?P<year>(?:19|20)\d{2})年(?P<stage>[^「]*)「(?P<what>.+)」(?:的(?P<measure>.+))?$")


def _operand(label: str) -> str:
    """An operand's label with glosses; as it is when it is not of the usual form."""
    what, whose = _parted(label)
    return f"{what}, {whose}" if whose else what


def _parted(label: str) -> tuple[str, str]:
    """(item and measure, organisation and year) of an operand's label."""
    found = _OPERAND.match(label)
    if not found:
        return named(label), ""
    measure = f", {gloss(found['measure']) or found['measure']}" if found["measure"] else ""
    stage = gloss(found["stage"]) or found["stage"]
    return f"{named(found['what'])}{measure}", f"{named(found['who'])}, {found['year']} {stage}".strip()


def _lead(answer: Answer, calculation: Calculation, said: str) -> str:
    parts = [_parted(operand.label) for operand in calculation.operands]
    bodies = {whose for _, whose in parts}
    names = [what for what, _ in parts] if len(bodies) == 1 else [_operand(o.label) for o in calculation.operands]
    common = f" {next(iter(bodies))}." if len(bodies) == 1 and next(iter(bodies)) else ""
    return _sentence(answer, calculation, said, names) + common


def _sentence(answer: Answer, calculation: Calculation, said: str, names: list[str]) -> str:
    operation = calculation.operation
    if operation == "差额" and len(names) > 1:
        return _compared(calculation, said, names)
    if operation == "占比" and len(names) > 1:
        return f"{said}: the share of {names[0]} in {names[1]}."
    if operation == "平均" and len(names) > 1:
        return f"{said} on average per {unit_word(calculation.operands[1].unit) or 'one'}."
    if operation == "增减率":
        word = "an increase" if calculation.result > 0 else "a decrease" if calculation.result < 0 else "no change"
        return f"{said}: {word} of {names[0]} against the year before."
    patterns = {
        "求和": f"{said} in total ({len(names)} figures).",
        "倍数": f"{said} times: {names[0]} against {names[-1]}.",
        "扣除": f"{said} remains of {names[0]}.",
        "按比例": f"{said}: {names[0]} by the share of {names[-1]}.",
        "倒推": f"{said}: worked back from {names[0]}.",
    }
    first = answer.citations[0] if answer.citations else None
    return patterns.get(operation) or f"{said}: {_about(answer.interpretation, first)}."


def _compared(calculation: Calculation, said: str, names: list[str]) -> str:
    if calculation.result == 0:
        one = calculation.operands[0]
        return f"The two are equal: {shown(one.value, one.unit)}."
    high, low = (names[0], names[1]) if calculation.result > 0 else (names[1], names[0])
    return f"{said} more: {high} is higher than {low}."


def _sources(answer: Answer) -> list[str]:
    if not answer.citations:
        return []
    wanted = max(1, len(answer.interpretation.items)) if answer.table is not None else 1
    return ["Source: " + "; ".join(places(answer.citations[: min(wanted, _MOST_SOURCES)]))]
