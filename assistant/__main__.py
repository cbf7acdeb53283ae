"""``python -m assistant "问题"``: the answer on stdout, errors on stderr.

Exit status: 0 when there is an answer object (「没有」 is an answer too), 1 when the index cannot be used, 2 for wrong
arguments, 130 when interrupted. Without a question, lines are read and answered one by one, each with the earlier ones as
its history.
"""

from __future__ import annotations

import argparse
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from index.errors import BudgetError, IndexMissing

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from assistant.model import Answer
    from assistant.pipeline import Assistant

_LEAVE = {"exit", "quit", "退出", "再见"}


def main(arguments: Sequence[str] | None = None) -> int:
    """Answer one question, or the lines of standard input; the exit status."""
    options = _parser().parse_args(arguments)
    try:
        from assistant.pipeline import Assistant  # pandas and pyarrow take a while; --help need not wait

        assistant = Assistant.open(options.index)
        if options.question is None:
            return _converse(assistant, options)
        _show(assistant.ask(options.question, history=options.history), options)
    except IndexMissing as error:
        print(f"{error}{_how_to_build(options.index)}", file=sys.stderr)
        return 1
    except BudgetError as error:
        print(error, file=sys.stderr)
        return 1
    except BrokenPipeError:  # the reader of our output (`| head`) has seen enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    except KeyboardInterrupt:
        print("已中断。", file=sys.stderr)
        return 130
    return 0


def _parser() -> argparse.ArgumentParser:
    index = os.environ.get("BUDGET_INDEX") or ".index"
    parser = argparse.ArgumentParser("python -m assistant", description="用中文提问预算文件；不带问题时逐行对话")
    parser.add_argument("question", nargs="?", metavar="问题", help="例如：青浦2023年办公费多少")
    parser.add_argument("--index", default=index, help="索引文件夹（默认 %(default)s，环境变量 BUDGET_INDEX）")
    parser.add_argument("--json", action="store_true", help="输出 JSON：数字为精确的十进制字符串；对话时每行一个")
    parser.add_argument("--trace", action="store_true", help="显示每一步做了什么")
    parser.add_argument(
        "--history", nargs="+", action="extend", default=[], metavar="问过的", help="之前的问题，先问的在前"
    )
    return parser


def _how_to_build(index: str) -> str:
    """The command that fits, when the documents are already there."""
    corpus = os.environ.get("BUDGET_CORPUS") or "corpus"
    if not Path(corpus).is_dir():
        return ""
    options = ("" if corpus == "corpus" else f" --corpus {corpus}") + ("" if index == ".index" else f" --out {index}")
    return f"\n资料文件夹「{corpus}」已经在了，运行 python -m index rebuild{options} 即可，约需半分钟。"


def _show(answer: Answer, options: argparse.Namespace) -> None:
    if options.json:
        from assistant.serialise import answer_to_json

        print(answer_to_json(answer, indent=2 if options.question is not None else None), flush=True)
        return
    from rich.console import Console

    from assistant.terminal import render

    Console(highlight=False, soft_wrap=not sys.stdout.isatty()).print(render(answer, trace=options.trace))


def _converse(assistant: Assistant, options: argparse.Namespace) -> int:
    """Until the end of input or 「退出」; blank lines are skipped."""
    history: list[str] = list(options.history)
    for question in _lines():
        _show(assistant.ask(question, history=history), options)
        history.append(question)
    return 0


def _lines() -> Iterable[str]:
    asking = sys.stdin.isatty()
    if asking:
        print("请输入问题，输入「退出」结束。", file=sys.stderr)
    while True:
        try:
            line = input("问：" if asking else "").strip()
        except EOFError:
            return
        if line.lower() in _LEAVE:
            return
        if line:
            yield line


if __name__ == "__main__":
    sys.exit(main())
