"""How quick the page is, and how it bears a crowd; both over the real server on the loopback interface, and both end by themselves.

``python -m tests.measure_page speed``: in Chromium, from starting the server to the first paint over a built index, from Enter to
the complete answer, and the server's memory after a hundred questions.
``python -m tests.measure_page crowd``: twenty sessions that ask at the same moment, round after round; every answer is compared with
what the assistant says to the same questions, and looked through for the questions of other sessions.

Exit status 1 when a limit is not kept.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import statistics
import sys
import tempfile
import threading
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from html import escape
from pathlib import Path

from assistant import Assistant
from assistant.benchmark.latency import percentile
from tests.page_server import ROOT, Session, served, wait_until_up

GOLDEN = ROOT / "tests" / "golden"
CORPUS = ROOT / "corpus"
FIRST_PAINT, ANSWER, CROWD, MEMORY = 2.0, 0.4, 2.0, 400.0
"""Limits: seconds, seconds and seconds (95th percentile), MB."""
PER_CONVERSATION = 5
PEOPLE, ROUNDS = 20, 5


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser("python -m tests.measure_page", description=__doc__)
    parser.add_argument("what", choices=("speed", "crowd"))
    parser.add_argument("--index", type=Path, help="a built index; without it one is built over --corpus")
    parser.add_argument("--corpus", type=Path, default=CORPUS)
    parser.add_argument("--questions", type=int, default=100)
    parser.add_argument("--people", type=int, default=PEOPLE)
    options = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory() as folder:
        index = options.index or built(options.corpus, Path(folder) / "index")
        around = {"BUDGET_STATE": str(Path(folder) / "state")}
        if options.what == "crowd":
            return print_and_judge(*crowd(index, options.corpus, around, options.people, ROUNDS).lines())
        return print_and_judge(*speed(index, options.corpus, around, options.questions))


def built(corpus: Path, out: Path) -> Path:
    from index.build import rebuild

    print(str(rebuild(corpus, out)).splitlines()[0], file=sys.stderr)
    return out


def questions() -> list[str]:
    """The golden questions over the project's own corpus."""
    files = (path for path in sorted(GOLDEN.glob("*.jsonl")) if "pdf" not in path.stem and "english" not in path.stem)
    return [json.loads(line)["question"] for path in files for line in path.read_text("utf-8").splitlines() if line]


def print_and_judge(*lines: tuple[str, bool]) -> int:
    for text, kept in lines:
        print(("    " if kept else "!!  ") + text)
    return 0 if all(kept for _, kept in lines) else 1


# a crowd


@dataclass
class Crowd:
    """What twenty people met with."""

    seconds: list[float] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)
    mixed: list[str] = field(default_factory=list)
    memory: float = 0.0

    def lines(self) -> list[tuple[str, bool]]:
        p95 = percentile(self.seconds, 0.95)
        middle = statistics.median(self.seconds)
        return [
            (
                f"answers {len(self.seconds)}, not as the assistant gives them {len(self.wrong)} {self.wrong[:3]}",
                not self.wrong,
            ),
            (f"answers with another session's question in them {len(self.mixed)} {self.mixed[:3]}", not self.mixed),
            (
                f"seconds: median {middle:.2f}, p95 {p95:.2f}, longest {max(self.seconds):.2f} (limit {CROWD})",
                p95 < CROWD,
            ),
            (f"server memory {self.memory:.0f} MB (limit {MEMORY:.0f})", self.memory < MEMORY),
        ]


def crowd(index: Path, corpus: Path, around: dict[str, str], people: int, rounds: int) -> Crowd:
    """Everybody asks ``rounds`` questions, each round at the same moment, nobody the same question in one round."""
    assistant, asked = Assistant.open(index), questions()
    met, lock = Crowd(), threading.Lock()
    with served(index, corpus, **around) as server:
        wait_until_up(server)
        together = threading.Barrier(people, timeout=120)
        own = [[asked[(person * rounds + turn) % len(asked)] for turn in range(rounds)] for person in range(people)]

        def visit(person: int) -> None:
            session, history = Session(server), []
            for question in own[person]:
                together.wait()
                began = time.perf_counter()
                drawn = session.ask(question)
                took = time.perf_counter() - began
                others = {other for p in range(people) if p != person for other in own[p]} - set(own[person])
                with lock:
                    met.seconds.append(took)
                    if not shows(drawn.whole, assistant, question, history):
                        met.wrong.append(question)
                    met.mixed += [question for other in others if other in drawn.texts]
                history.append(question)
            session.close()

        threads = [threading.Thread(target=visit, args=(person,), daemon=True) for person in range(people)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join(timeout=300)
        met.memory = server.memory()
    missing = people * rounds - len(met.seconds)
    met.wrong += ["(no answer came)"] * missing
    return met


def shows(drawn: str, assistant: Assistant, question: str, history: Sequence[str]) -> bool:
    """Whether the page shows the question and the very answer that the assistant gives to it after this history."""
    answer = assistant.ask(question, list(history))
    first = (answer.headline or answer.text).splitlines()[0]
    return question in drawn and (first in drawn or escape(first) in drawn)


# one person


def speed(index: Path, corpus: Path, around: dict[str, str], count: int) -> list[tuple[str, bool]]:
    from playwright.sync_api import sync_playwright

    program = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if not program:
        return [("no Chromium on this machine", os.environ.get("CI") != "true")]
    asked = (questions() * (count // len(questions()) + 1))[:count]
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=["--no-sandbox"])
        page = browser.new_page(locale="zh-CN")
        page.goto("about:blank")
        with served(index, corpus, **around) as server:
            wait_until_up(server)
            page.goto(server.address)
            page.locator(".bq-welcome").first.wait_for()
            painted = time.perf_counter() - server.began
            page.get_by_test_id("stChatInput").wait_for()
            ready = time.perf_counter() - server.began
            seconds = []
            for number, question in enumerate(asked):
                if number and number % PER_CONVERSATION == 0:
                    page.context.clear_cookies()
                    page.goto(server.address)
                    page.get_by_test_id("stChatInput").wait_for()
                seconds.append(typed(page, question, number % PER_CONVERSATION))
            memory = server.memory()
        browser.close()
    p95 = percentile(seconds, 0.95)
    middle, longest = statistics.median(seconds), max(seconds)
    times = f"median {middle * 1000:.0f} ms, p95 {p95 * 1000:.0f} ms, longest {longest * 1000:.0f} ms"
    return [
        (
            f"first paint {painted:.2f} s after the start (limit {FIRST_PAINT}); to be asked after {ready:.2f} s",
            painted <= FIRST_PAINT,
        ),
        (f"Enter to complete answer, {len(seconds)} questions: {times} (limit {ANSWER * 1000:.0f} ms)", p95 <= ANSWER),
        (f"server memory after {len(seconds)} questions {memory:.0f} MB (limit {MEMORY:.0f})", memory < MEMORY),
    ]


COMPLETE = """number => {
  const turn = document.querySelector(`.st-key-turn-${number}`);
  const app = document.querySelector('[data-testid=stApp]');
  return turn && turn.querySelector('[data-testid=stHtml], [data-testid=stText]') && app?.dataset.testScriptState === 'notRunning';
}"""
"""The turn is drawn and the page's script has ended."""


def typed(page, question: str, turn: int) -> float:
    """Seconds from Enter to the complete answer, measured in the browser's frames."""
    box = page.get_by_test_id("stChatInputTextArea")
    box.fill(question)
    page.wait_for_function("document.querySelector('[data-testid=stApp]')?.dataset.testScriptState === 'notRunning'")
    began = time.perf_counter()
    box.press("Enter")
    page.wait_for_function(COMPLETE, arg=turn, polling="raf", timeout=30_000)
    return time.perf_counter() - began


if __name__ == "__main__":
    sys.exit(main())
