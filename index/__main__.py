"""``python -m index rebuild | status | search | audit | benchmark``: results on stdout, progress on stderr, exit status 1 on failure."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from index.errors import BudgetError

if TYPE_CHECKING:
    from rich.progress import Progress

_Command = Callable[[argparse.Namespace], int]


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; the exit status."""
    options = _parser().parse_args(arguments)
    command: _Command = options.command
    try:
        return command(options)
    except BudgetError as error:
        print(error, file=sys.stderr)
        return 1
    except BrokenPipeError:  # the reader of our output (`| head`) has seen enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except KeyboardInterrupt:
        print("已中断。原有索引没有改动。", file=sys.stderr)
        return 130


def _parser() -> argparse.ArgumentParser:
    corpus = os.environ.get("BUDGET_CORPUS") or "corpus"
    index = os.environ.get("BUDGET_INDEX") or ".index"
    parser = argparse.ArgumentParser("python -m index", description="建立和查看预算文件的索引")
    commands = parser.add_subparsers(required=True, metavar="命令")

    def add(name: str, run: _Command, words: str) -> argparse.ArgumentParser:
        made = commands.add_parser(name, help=words, description=words)
        made.set_defaults(command=run)
        return made

    rebuild = add("rebuild", _rebuild, "读取资料文件夹里的全部文件，重建索引")
    status = add("status", _status, "索引里有哪些单位、年度和表，是否已过期")
    search = add("search", _search, "在正文和表格中检索（检查检索效果用）")
    audit = add("audit", _audit, "核对文件自身的勾稽关系：合计、总计、执行率、总分，文字与表格、文字前后的数字")
    benchmark = add("benchmark", _benchmark, "测量读取速度（每秒页数）和内存用量")
    for command in (rebuild, status, audit, benchmark):
        command.add_argument("--corpus", default=corpus, help="资料文件夹（默认 %(default)s，环境变量 BUDGET_CORPUS）")
    for command, option in ((rebuild, "--out"), (status, "--index"), (search, "--index")):
        command.add_argument(option, default=index, help="索引文件夹（默认 %(default)s，环境变量 BUDGET_INDEX）")
    status.add_argument(
        "--file", metavar="文件名", help="只看一份文件：表是否齐全、勾稽关系、问题及页码（可写文件名的一部分）"
    )
    search.add_argument("query", help="检索词")
    search.add_argument("-k", type=int, default=10, help="返回几条（默认 %(default)s）")
    benchmark.add_argument("--pages", type=int, default=0, help="把全部 PDF 反复拼接成这么多页的一个文件来测量")
    audit.add_argument("positional", nargs="?", metavar="资料文件夹", help="同 --corpus")
    return parser


def _rebuild(options: argparse.Namespace) -> int:
    from index.build import rebuild

    with _progress_bars() as bars:
        tasks: dict[str, int] = {}

        def show(stage: str, done: int, total: int) -> None:
            if stage not in tasks:
                tasks[stage] = bars.add_task(stage, total=total)
            bars.update(tasks[stage], completed=done)  # type: ignore[arg-type] # rich's TaskID is an int

        report = rebuild(options.corpus, options.out, progress=show)
    print(report)
    return 0


def _progress_bars() -> Progress:
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    return Progress(*columns, console=Console(stderr=True))


def _status(options: argparse.Namespace) -> int:
    from index.status import describe, describe_file
    from index.store import Index

    index = Index.open(options.index)
    print(describe_file(index, options.file) if options.file else describe(index, options.corpus))
    return 0


def _search(options: argparse.Namespace) -> int:
    from index.store import Index

    for rank, hit in enumerate(Index.open(options.index).search(options.query, options.k), 1):
        place = f"{hit.chunk.document} 第 {hit.chunk.source.page} 页" if hit.chunk.source.page else hit.chunk.document
        scores = f"字词 {hit.lexical:.2f}　语义 {hit.dense:.3f}　合并 {hit.score:.3f}"
        print(f"{rank}. {hit.chunk.text[:120]}\n   {place} | {hit.chunk.context[:100]}")
        print(f"   {scores} | {'，'.join(hit.rank_reasons)}")
    return 0


def _audit(options: argparse.Namespace) -> int:
    from index.audit import audit
    from index.build import read_documents

    parsed, problems = read_documents(options.positional or options.corpus)
    for one in parsed:
        report = audit(one)
        checked = "，".join(f"{name} {count}" for name, count in report.checked.items())
        print(
            f"{one.document.name}：核对 {sum(report.checked.values())} 项（{checked}），不符 {len(report.deviations)} 项"
        )
        for deviation in report.deviations:
            print(f"  {deviation.message}")
    for problem in problems:
        if problem.severity == "error":
            print(f"{problem.source.document}：{problem.message}", file=sys.stderr)
    return 0


def _benchmark(options: argparse.Namespace) -> int:
    from index.benchmark import benchmark

    for line in benchmark(options.corpus, options.pages):
        print(line)
    return 0


if __name__ == "__main__":
    sys.exit(main())
