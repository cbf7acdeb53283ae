"""``python -m tests.variants [--corpus corpus | --index .index] [--n 3000]``: right and wrong by operation."""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from collections import Counter, defaultdict

from assistant import Assistant
from tests.variants.judging import fault
from tests.variants.questions import OPERATIONS, Variant, generate
from tests.variants.world import World

Failure = tuple[Variant, str, str]


def run(assistant: Assistant, variants: list[Variant]) -> tuple[Counter[str], list[Failure]]:
    """How many were asked by operation, and (variant, reason, answer's text) of the wrong ones."""
    asked: Counter[str] = Counter()
    failures: list[Failure] = []
    for variant in variants:
        asked[variant.operation] += 1
        try:
            answer = assistant.ask(variant.question, history=list(variant.history))
            reason, text = fault(variant, answer), answer.text
        except Exception as error:  # noqa: BLE001 - a crash is a failure of this question, not the end of the run
            reason, text = f"{type(error).__name__}: {error}", ""
        if reason:
            failures.append((variant, reason, text))
    return asked, failures


def report(asked: Counter[str], failures: list[Failure], examples: int = 4) -> str:
    """A table by operation, then the failures by operation and template."""
    wrong = Counter(variant.operation for variant, _, _ in failures)
    lines = [f"{'wrong':>6} {'asked':>6}  operation"]
    lines += [
        f"{wrong[name]:6} {number:6}  {name}" for name, number in sorted(asked.items(), key=lambda p: -wrong[p[0]])
    ]
    total = sum(asked.values())
    lines.append(f"right: {total - len(failures)} of {total} = {(total - len(failures)) / max(total, 1):.2%}\n")
    groups: dict[tuple[str, str], list[Failure]] = defaultdict(list)
    for failure in failures:
        groups[failure[0].operation, failure[0].template].append(failure)
    for (operation, template), members in sorted(groups.items(), key=lambda pair: (pair[0][0], -len(pair[1]))):
        lines.append(f"## {operation} | {template} | {len(members)}")
        for variant, reason, text in members[:examples]:
            before = f" [之前：{'；'.join(variant.history)}]" if variant.history else ""
            lines.append(f"  {variant.question}{before}\n      {reason}\n      → {text[:150]!r}")
    return "\n".join(lines)


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
