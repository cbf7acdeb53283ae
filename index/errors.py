"""Errors that a person can act on.

Each child of ``BudgetError`` writes its own message in Chinese: what was found, where, and what to do next. The
command line and the page turn them into words in one place; nothing else catches them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path


class BudgetError(Exception):
    """Misuse or a broken environment; ``str(error)`` is the complete message for the user."""


class CorpusMissing(BudgetError):
    """The folder of documents is not there, is not a folder, or holds no document."""

    def __init__(self, folder: Path, found: str) -> None:
        super().__init__(
            f"资料文件夹「{folder}」{found}。请把预算文件放进去，或用 --corpus 指定另一个文件夹，再重建索引。"
        )


class IndexMissing(BudgetError):
    """No index stands where it was looked for."""

    def __init__(self, folder: Path) -> None:
        super().__init__(f"没有找到索引「{folder}」。请先运行：python -m index rebuild")


class IndexUnreadable(BudgetError):
    """The index is damaged or was written by another version."""

    def __init__(self, folder: Path, why: str) -> None:
        super().__init__(f"索引「{folder}」不能使用：{why}。请重建：python -m index rebuild")


class BuildBusy(BudgetError):
    """Another build holds the lock."""

    def __init__(self, folder: Path) -> None:
        super().__init__(f"另一个进程正在重建「{folder}」。请等它完成后再试；现有索引仍可使用。")


class BuildFailed(BudgetError):
    """A build stopped before the new index was complete; the old one stays."""

    def __init__(self, why: str) -> None:
        super().__init__(f"重建没有完成：{why}。原有索引没有改动，仍可使用。")


class BuildCancelled(BudgetError):
    """Whoever asked for a build does not want it any more; the old index stays."""

    def __init__(self) -> None:
        super().__init__("已取消重建。原有索引没有改动，仍可使用。")


class NoSuchFile(BudgetError):
    """No file of the index, or more than one, has the name that was asked for."""

    def __init__(self, name: str, names: Sequence[str]) -> None:
        super().__init__(f"没有唯一一份文件的名称含有「{name}」。可选：{'、'.join(names[:10])}")
