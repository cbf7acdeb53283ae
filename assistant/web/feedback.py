"""👍 and 👎 as lines of gold questions: a bad answer, with what would have been right, is a test as it stands.

A line has the fields of the golden questions (``id question history kind expect evidence note``) and, beside them, what was
answered. ``expect`` is what the reader said would be right; for 👍 what was answered; ``null`` where nobody has said yet.
"""

from __future__ import annotations

import hashlib
import json
import threading
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from index.language.numerals import parse_quantity

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from assistant.model import Answer

FILE = "feedback.jsonl"
LONGEST_NOTE = 1000
_MOST_EVIDENCE = 5
_writing = threading.Lock()


def entry(answer: Answer, history: Sequence[str], *, good: bool, note: str = "", right: str = "") -> dict[str, Any]:
    """The gold line. ``right`` is the right answer in the reader's words: a figure, some words, or 「没有」."""
    expect = _as_answered(answer) if good else expected(right)
    place = "\n".join([*history, answer.question])
    return {
        "id": f"F{hashlib.sha256(place.encode()).hexdigest()[:10]}",
        "question": answer.question,
        **({"history": list(history)} if history else {}),
        "kind": "feedback",
        "expect": expect,
        "evidence": [
            {"doc": one.document, "quote": one.passage or one.text} for one in answer.citations[:_MOST_EVIDENCE]
        ],
        "note": f"[{'good' if good else 'bad'}] {note[:LONGEST_NOTE]}".strip(),
        "answered": _as_answered(answer),
        "when": datetime.now(UTC).isoformat(timespec="seconds"),
    }


def expected(right: str) -> dict[str, Any] | None:
    """What a reader's right answer asks for: a figure with its unit, words that must occur, or that there is no answer."""
    words = " ".join(right.split())
    if not words:
        return None
    if words in {"没有", "资料里没有", "无", "not in the documents", "none"}:
        return {"status": "not_found"}
    quantity = parse_quantity(words)
    if quantity is None:
        return {"status": "answered", "items": [[words[:LONGEST_NOTE]]]}
    return {"status": "answered", "value": _number(quantity.value), "unit": quantity.unit, "rel_tol": 1e-6}


def keep(state: Path, line: dict[str, Any]) -> Path:
    """Append one line to the file in the folder ``state``; the file's path."""
    path = state / FILE
    with _writing:
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("a", encoding="utf-8") as file:
            file.write(json.dumps(line, ensure_ascii=False) + "\n")
    return path


def _as_answered(answer: Answer) -> dict[str, Any]:
    if answer.status != "answered":
        return {"status": answer.status}
    if answer.value is not None:
        return {"status": "answered", "value": _number(answer.value), "unit": answer.unit, "rel_tol": 1e-6}
    names = [[str(name)] for name in answer.table.iloc[:, 0]] if answer.table is not None else []
    return {"status": "answered", "items": names or [[answer.reply or answer.text]]}


def _number(value: Any) -> int | float:
    return int(value) if value == int(value) else float(value)
