"""``python -m tests.variants [--corpus corpus | --index .index] [--n 3000]``: right and wrong by operation."""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from collections import Counter, defaultdict
from dataclasses import dataclass

from assistant import Assistant
from tests.variants.judging import fault
from tests.variants.questions import OPERATIONS, generate
from tests.variants.variant import Variant
from tests.variants.world import World


@dataclass(frozen=True)
class Failure:
    """A question answered wrongly; ``false`` when a reader would have believed it (no refusal, no choice offered)."""

    variant: Variant
    reason: str
    text: str
    false: bool


def run(assistant: Assistant, variants: list[Variant]) -> tuple[Counter[str], list[Failure]]:
    """How many were asked by operation, and the wrong ones."""
    asked: Counter[str] = Counter()
    failures: list[Failure] = []
    for variant in variants:
        asked[variant.operation] += 1
        try:
            answer = assistant.ask(variant.question, history=list(variant.history))
            reason, text, false = fault(variant, answer), answer.text, answer.status == "answered"
        except Exception as error:  # noqa: BLE001 - a crash is a failure of this question, not the end of the run
            reason, text, false = f"{type(error).__name__}: {error}", "", True
        if reason:
            failures.append(Failure(variant, reason, text, false))
    return asked, failures


def report(asked: Counter[str], failures: list[Failure], examples: int = 4) -> str:
    """A table by operation, then the failures by operation and template, false answers before refusals."""
    wrong = Counter(failure.variant.operation for failure in failures)
    false = Counter(failure.variant.operation for failure in failures if failure.false)
    lines = [f"{'false':>6} {'refused':>8} {'asked':>6}  operation"]
    order = sorted(asked, key=lambda name: (-false[name], -wrong[name], name))
    lines += [f"{false[name]:6} {wrong[name] - false[name]:8} {asked[name]:6}  {name}" for name in order]
    total = sum(asked.values())
    share = (total - len(failures)) / max(total, 1)
    lines.append(f"right: {total - len(failures)} of {total} = {share:.2%}; false answers: {sum(false.values())}\n")
    groups: dict[tuple[bool, str, str], list[Failure]] = defaultdict(list)
    for failure in failures:
        groups[not failure.false, failure.variant.operation, failure.variant.template].append(failure)
    for (refused, operation, template), members in sorted(groups.items(), key=lambda g: (g[0][0], g[0][1], -len(g[1]))):
        lines.append(f"## {'refused' if refused else 'FALSE'} | {operation} | {template} | {len(members)}")
        lines += [_example(failure) for failure in members[:examples]]
    return "\n".join(lines)


def _example(failure: Failure) -> str:
    before = f" [之前：{'；'.join(failure.variant.history)}]" if failure.variant.history else ""
    return f"  {failure.variant.question}{before}\n      {failure.reason}\n      → {failure.text[:150]!r}"


def main() -> int:
    parser = argparse.ArgumentParser("python -m tests.variants", description=__doc__)
    parser.add_argument("--corpus", default="corpus")
    parser.add_argument("--index", help="an index already built; otherwise one is built from --corpus")
    parser.add_argument("--n", type=int, default=3000)
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--only", nargs="*", default=(), choices=sorted(OPERATIONS), help="only these generators")
    parser.add_argument("--examples", type=int, default=4, help="failures shown for each template")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        if not options.index:
            from index.build import rebuild

            rebuild(corpus=options.corpus, out=folder)
        assistant = Assistant.open(options.index or folder)
    variants = generate(World(assistant.index), options.n, options.seed, options.only)
    began = time.perf_counter()
    asked, failures = run(assistant, variants)
    print(report(asked, failures, options.examples))
    print(f"{(time.perf_counter() - began) / max(len(variants), 1) * 1000:.1f} ms a question")
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
