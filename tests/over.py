"""An assistant over a few documents that a test writes down itself, read and indexed for real."""

from __future__ import annotations

from typing import TYPE_CHECKING

from assistant import Assistant
from index.build import rebuild

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path


def assistant_over(folder: Path, documents: Mapping[str, str]) -> Assistant:
    """``documents``: texts by file name; ``folder`` is empty and takes them and their index."""
    (folder / "corpus").mkdir()
    for name, text in documents.items():
        (folder / "corpus" / name).write_text(text, "utf-8")
    rebuild(corpus=folder / "corpus", out=folder / "index")
    return Assistant.open(folder / "index")
