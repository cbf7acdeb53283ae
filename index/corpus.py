"""The folder of documents: which files are documents, and what tells one state of the folder from another."""

from __future__ import annotations

import hashlib
import os
from pathlib import Path
from typing import TYPE_CHECKING, TypedDict

from index.errors import CorpusMissing

if TYPE_CHECKING:
    from collections.abc import Sequence


MOST_BYTES = 200_000_000
"""Larger files are refused, and not even compared: no budget document comes near."""


class Identity(TypedDict):
    """A document's name, size in bytes (-1 when it cannot be read) and sha256 ("" likewise, and for a file too large)."""

    name: str
    size: int
    sha256: str


def source_files(folder: Path, out: Path | None = None) -> tuple[str, ...]:
    """The documents under ``folder`` by name, sorted; hidden files, README files and the index itself are not documents.

    ``CorpusMissing`` when the folder is not there or holds none.
    """
    if not folder.exists():
        raise CorpusMissing(folder, "不存在")
    if not folder.is_dir():
        raise CorpusMissing(folder, "不是文件夹")
    names = []
    for parent, children, files in os.walk(folder):
        here = Path(parent)
        children[:] = sorted(c for c in children if not c.startswith(".") and not _same(here / c, out))
        names += [(here / name).relative_to(folder).as_posix() for name in files if _is_document(here / name)]
    if not names:
        raise CorpusMissing(folder, "里没有文件")
    return tuple(sorted(names))


def _same(path: Path, other: Path | None) -> bool:
    return other is not None and path.resolve() == other.resolve()


def _is_document(path: Path) -> bool:
    hidden = path.name.startswith((".", "~$"))  # "~$": the lock files that Office leaves beside an open document
    return not hidden and not path.name.upper().startswith("README") and path.is_file()


def fingerprint(folder: Path, names: Sequence[str]) -> list[Identity]:
    """The identity of every document, in order; what cannot be shown of a name is written as its code.

    Files that a link leads to outside of the folder are not opened.
    """
    return [_identity(folder, name) for name in names]


def _identity(folder: Path, name: str) -> Identity:
    path, shown = folder / name, "".join(c if c.isprintable() else f"\\x{ord(c):02x}" for c in name)
    unread = Identity(name=shown, size=-1, sha256="")
    if leads_outside(folder, name):
        return unread
    try:
        size = path.stat().st_size
        if size > MOST_BYTES:
            return Identity(name=shown, size=size, sha256="")
        with path.open("rb") as file:
            return Identity(name=shown, size=size, sha256=hashlib.file_digest(file, "sha256").hexdigest())
    except OSError:
        return unread


def leads_outside(folder: Path, name: str) -> bool:
    """Whether a name stands for a file that is not in the folder, because it is a link or goes up."""
    return not (folder / name).resolve().is_relative_to(folder.resolve())
