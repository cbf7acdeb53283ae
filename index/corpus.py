"""The folder of documents: which files are documents, and what tells one state of the folder from another."""

from __future__ import annotations

import hashlib
import os
from pathlib import Path
from typing import TYPE_CHECKING, TypedDict

from index.errors import CorpusMissing

if TYPE_CHECKING:
    from collections.abc import Sequence


class Identity(TypedDict):
    """A document's name, size in bytes (-1 when it cannot be read) and sha256 ("" likewise)."""

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
    """The identity of every document, in order."""
    return [_identity(folder / name, name) for name in names]


def _identity(path: Path, name: str) -> Identity:
    try:
        with path.open("rb") as file:
            digest = hashlib.file_digest(file, "sha256").hexdigest()
            return Identity(name=name, size=path.stat().st_size, sha256=digest)
    except OSError:
        return Identity(name=name, size=-1, sha256="")
