"""Whether an ``Answer`` is what a golden question expects, and what went wrong where it is not.

A line of a ``.jsonl`` file holds ``question``, ``history``, ``kind``, ``expect`` and ``evidence``. ``expect`` says:

* ``status``: ``answered``, ``ambiguous`` or ``not_found``;
* ``value`` with ``unit``, equal within ``rel_tol`` (a share of it) or ``abs_tol``, whichever is wider; changes are compared
  without their sign, because the words say which way they went;
* ``items``: names that the text or the table must show, in this order when ``ordered``; ``not_items`` must not appear there;
* ``contains``: what the reply must say, ``absent``: what its text must not say.

A name may be a list of spellings, one of which is enough. An answer without a source is never right.
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any

from assistant import Answer, Assistant

RIGHT, WRONG, INVENTED, REFUSED, CRASHED = "right", "wrong", "invented", "refused", "crashed"
_IGNORED = re.compile(r"[\s,，·*`|“”‘’\"'「」『』《》〈〉（）()\[\]【】]+")
_TO_YUAN = {"元": 1, "万元": 10_000, "亿元": 100_000_000}
_SIGNLESS = frozenset({"growth", "compare", "derive", "followup"})
_STRICT_UNITS = frozenset({"元", "%"})


@dataclass(frozen=True)
class Verdict:
    """What became of one question; ``reason`` is "" when it was answered right."""

    question: dict[str, Any]
    outcome: str
    reason: str = ""
    cited: bool = True
    text: str = ""

    def __str__(self) -> str:
        return f"{self.question['id']} {self.outcome}: {self.question['question']}\n    {self.reason}\n    → {self.text[:120]!r}"


def read_questions(*paths: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for path in paths for line in path.read_text("utf-8").splitlines() if line.strip()]


def judge_all(assistant: Assistant, questions: Iterable[dict[str, Any]]) -> list[Verdict]:
    return [_ask(assistant, question) for question in questions]


def shares(verdicts: Sequence[Verdict]) -> tuple[float, float]:
    """Percent answered right, and percent that would mislead a reader (wrong, invented or crashed)."""
    counts = Counter(verdict.outcome for verdict in verdicts)
    misled = counts[WRONG] + counts[INVENTED] + counts[CRASHED]
    return 100 * counts[RIGHT] / len(verdicts), 100 * misled / len(verdicts)


def _ask(assistant: Assistant, question: dict[str, Any]) -> Verdict:
    try:
        answer = assistant.ask(question["question"], history=question.get("history", []))
    except Exception as error:  # noqa: BLE001 - a crash is one verdict, not the end of the run
        return Verdict(question, CRASHED, f"{type(error).__name__}: {error}")
    outcome, reason = judge(question["expect"], answer, question.get("kind", ""))
    return Verdict(question, outcome, reason, _cites(question, answer), answer.text)


def _cites(question: dict[str, Any], answer: Answer) -> bool:
    wanted = {Path(place["doc"]).stem for place in question.get("evidence", ())}
    cited = {Path(citation.document).stem for citation in answer.citations}
    return answer.status != "answered" or not wanted or bool(wanted & cited)


def judge(expect: dict[str, Any], answer: Answer, kind: str = "") -> tuple[str, str]:
    """Outcome and reason; see the module's docstring."""
    wanted = expect["status"]
    if wanted == "not_found":
        if answer.status == "not_found":
            return RIGHT, ""
        return (INVENTED if answer.status == "answered" else WRONG), f"{answer.status}, nothing is there"
    if answer.status != wanted:
        refused = wanted == "answered" and answer.status != "answered"
        return (REFUSED if refused else WRONG), f"{answer.status}, expected {wanted}"
    reason = _value_fault(expect, answer, kind) if wanted == "answered" else ""
    reason = reason or _words_fault(expect, answer)
    if not reason and wanted == "answered" and not answer.citations:
        reason = "no source"
    return (WRONG, reason) if reason else (RIGHT, "")


def _value_fault(expect: dict[str, Any], answer: Answer, kind: str) -> str:
    if "value" not in expect:
        return ""
    if answer.value is None:
        return f"no value, expected {expect['value']}"
    want, want_unit = _measured(Decimal(str(expect["value"])), expect.get("unit", ""))
    got, got_unit = _measured(answer.value, answer.unit)
    if kind in _SIGNLESS:
        want, got = abs(want), abs(got)
    margins = (abs(want) * Decimal(str(expect.get("rel_tol", 1e-6))), Decimal(str(expect.get("abs_tol", 0))))
    if abs(got - want) > max(*margins, Decimal("1e-9")):
        return f"{got} {got_unit}, expected {want} {want_unit}"
    if want_unit in _STRICT_UNITS and got_unit != want_unit:
        return f"in {got_unit or 'no unit'}, expected {want_unit}"
    return ""


def _measured(value: Decimal, unit: str) -> tuple[Decimal, str]:
    return (value * _TO_YUAN[unit], "元") if unit in _TO_YUAN else (value, unit)


def _words_fault(expect: dict[str, Any], answer: Answer) -> str:
    text = _bare(answer.text)
    rows = "" if answer.table is None else _bare("\n".join(" ".join(map(str, row)) for row in answer.table.to_numpy()))
    shown = f"{text}\n{rows}"
    after = 0
    for names in expect.get("items", ()):
        at = _first(names, shown, after)
        if at < 0:
            return f"lacks {names}" + (" there" if expect.get("ordered") else "")
        after = at + 1 if expect.get("ordered") else 0
    for names in expect.get("not_items", ()):
        if _first(names, shown) >= 0:
            return f"must not list {names}"
    for names in expect.get("contains", ()):
        if _first(names, shown) < 0:
            return f"does not say {names}"
    said = next((names for names in expect.get("absent", ()) if _first(names, text) >= 0), None)
    return f"must not say {said}" if said else ""


def _first(names: str | list[str], text: str, after: int = 0) -> int:
    """Where the first of the spellings stands, -1 when none does."""
    places = [text.find(_bare(name), after) for name in ([names] if isinstance(names, str) else names)]
    return min((place for place in places if place >= 0), default=-1)


def _bare(text: object) -> str:
    return _IGNORED.sub("", unicodedata.normalize("NFKC", str(text)))
