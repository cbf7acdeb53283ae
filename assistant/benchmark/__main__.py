"""``python -m assistant.benchmark latency | retrieval``: figures on stdout, exit status 1 when nothing can be measured."""

from __future__ import annotations

import argparse
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from assistant.benchmark.latency import latency
from assistant.benchmark.retrieval import retrieval
from index.errors import BudgetError

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    _Command = Callable[[argparse.Namespace], str]


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one benchmark and print its figures; the exit status."""
    options = _parser().parse_args(arguments)
    command: _Command = options.command
    try:
        print(command(options))
    except (BudgetError, OSError, ValueError) as error:
        print(error, file=sys.stderr)
        return 1
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser("python -m assistant.benchmark", description="测量回答的用时、内存和检索的质量")
    commands = parser.add_subparsers(required=True, metavar="命令")
    _add_latency(commands.add_parser("latency", help="各类问题的中位用时、95%% 分位用时，冷启动和内存峰值"))
    _add_retrieval(commands.add_parser("retrieval", help="字词、语义、合并三种检索的召回率和 MRR"))
    return parser


def _add_latency(made: argparse.ArgumentParser) -> None:
    index = os.environ.get("BUDGET_INDEX") or ".index"
    made.add_argument("--index", default=index, help="索引文件夹（默认 %(default)s，环境变量 BUDGET_INDEX）")
    made.add_argument(
        "--questions", type=Path, help="JSONL 文件，每行有 question，可有 kind 和 history；不给则用索引自带的例题"
    )
    made.add_argument("--rounds", type=_positive, default=5, help="每个问题计时几次（默认 %(default)s）")
    made.add_argument("--starts", type=_positive, default=3, help="冷启动几次（默认 %(default)s）")
    made.set_defaults(command=lambda given: latency(given.index, given.questions, given.rounds, given.starts))


def _add_retrieval(made: argparse.ArgumentParser) -> None:
    made.add_argument("--project", type=Path, default=Path(), help="项目文件夹：有 corpus 和 tests（默认当前文件夹）")
    samples = os.environ.get("BUDGET_SAMPLES")
    made.add_argument(
        "--samples",
        type=Path,
        default=Path(samples) if samples else None,
        help="另有 gold 和 documents 的文件夹（默认环境变量 BUDGET_SAMPLES，没有则不测）",
    )
    made.add_argument("--failures", action="store_true", help="列出合并检索前五条里没有找到的问题")
    made.set_defaults(command=lambda given: retrieval(given.project, given.samples, failures=given.failures))


def _positive(text: str) -> int:
    number = int(text)
    if number < 1:
        raise argparse.ArgumentTypeError("至少为 1")
    return number


if __name__ == "__main__":
    sys.exit(main())
