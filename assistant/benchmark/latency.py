"""How long an answer takes and how much memory the asking process needs.

Warm times are of questions asked in this process after one unmeasured round, by kind. The cold start is a fresh process that
imports, opens the index and answers one question, measured from outside. Memory is the peak resident set of that process.
"""

from __future__ import annotations

import json
import statistics
import subprocess
import sys
import time
from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from assistant.pipeline import Assistant

_COLD = """
import sys
from pathlib import Path
from assistant.pipeline import Assistant
Assistant.open(sys.argv[1]).ask(sys.argv[2])
status = Path("/proc/self/status")
if status.exists():
    print(next(int(line.split()[1]) for line in status.read_text().splitlines() if line.startswith("VmHWM")) * 1024)
else:
    try:
        import resource
        print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)
    except ImportError:
        print(0)
"""
"""Prints the peak resident set in bytes, 0 where the platform does not tell. On Linux from ``/proc``: what ``getrusage`` tells
there counts the memory of the process that started this one."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A question of the benchmark with its kind and the questions before it."""

    text: str
    kind: str = "全部"
    history: tuple[str, ...] = ()


def latency(index: str, questions: Path | None = None, rounds: int = 5, starts: int = 3) -> str:
    """The report in Chinese; a ``BudgetError`` when the index cannot be used, ``ValueError`` for a file without questions."""
    from assistant.pipeline import Assistant

    assistant = Assistant.open(index)
    asked = read_questions(questions) if questions else [Asked(text) for text in assistant.examples()]
    if not asked:
        raise ValueError("没有可以计时的问题：问题文件是空的，或索引里没有数据。")
    warm = _warm(assistant, asked, rounds)
    return "\n".join([*_warm_lines(warm), *_cold_lines(*_cold(index, asked[0].text, starts))])


def read_questions(path: Path) -> list[Asked]:
    """One question a line; ``ValueError`` names the line that is not a JSON object with a ``question``."""
    found: list[Asked] = []
    for number, line in enumerate(path.read_text("utf-8").splitlines(), 1):
        if not line.strip():
            continue
        try:
            row = json.loads(line)
            found.append(Asked(row["question"], row.get("kind", "全部"), tuple(row.get("history", ()))))
        except (json.JSONDecodeError, KeyError, TypeError, AttributeError) as error:
            raise ValueError(f"{path} 第 {number} 行不是带 question 的 JSON 对象。") from error
    return found


def percentile(times: Sequence[float], share: float) -> float:
    """The smallest time that at least ``share`` (0–1) of the times do not exceed."""
    ordered = sorted(times)
    return ordered[max(0, -(-int(share * 1000) * len(ordered) // 1000) - 1)]


def _warm(assistant: Assistant, asked: Sequence[Asked], rounds: int) -> dict[str, list[float]]:
    """Milliseconds by kind; the first round is not measured."""
    times: dict[str, list[float]] = defaultdict(list)
    for number in range(rounds + 1):
        for one in asked:
            began = time.perf_counter()
            assistant.ask(one.text, one.history)
            if number:
                times[one.kind].append((time.perf_counter() - began) * 1000)
    return times


def _cold(index: str, question: str, starts: int) -> tuple[list[float], int]:
    """Seconds of each fresh process, and the largest peak memory in bytes (0: unknown)."""
    times: list[float] = []
    peak = 0
    for _ in range(starts):
        began = time.perf_counter()
        command = [sys.executable, "-c", _COLD, index, question]
        made = subprocess.run(command, check=False, capture_output=True, text=True)  # noqa: S603 - our own interpreter
        if made.returncode:
            raise ValueError(f"冷启动的进程没有成功：{made.stderr.strip().splitlines()[-1:]}")
        times.append(time.perf_counter() - began)
        peak = max(peak, int(made.stdout or 0))
    return times, peak


def _warm_lines(times: Mapping[str, Sequence[float]]) -> list[str]:
    everything = [one for own in times.values() for one in own]
    rows = sorted(times.items())
    if len(rows) > 1:
        rows.append(("合计", everything))
    lines = ["每个问题的用时（毫秒）：中位数、95% 分位、最慢、次数"]
    return lines + [
        f"  {kind}：{statistics.median(own):.1f}　{percentile(own, 0.95):.1f}　{max(own):.1f}　{len(own)}"
        for kind, own in rows
    ]


def _cold_lines(times: Sequence[float], peak: int) -> list[str]:
    lines = [
        f"冷启动（新进程、打开索引、答完第一问）：中位数 {statistics.median(times):.2f} 秒，最慢 {max(times):.2f} 秒"
    ]
    return [*lines, f"内存峰值：{peak / 2**20:.0f} MB" if peak else "内存峰值：本系统不提供"]
