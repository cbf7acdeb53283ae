"""The folder of documents as a shelf: put a document on it, take one off, put it back.

Nothing is ever deleted and nothing is overwritten: what is taken off, or replaced with consent, goes to a hidden folder
``.removed`` inside the corpus, which no build reads, and can be put back from there. A document arrives whole or not at
all: it is written under a hidden name first.
"""

from __future__ import annotations

import os
import tempfile
import threading
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from index.corpus import source_files
from index.errors import BudgetError, CorpusMissing
from index.intake import Refused, checked_content, checked_name, twin

REMOVED = ".removed"
_STAMP = "%Y%m%dT%H%M%S%f"
_CHANGING = threading.Lock()
"""One change at a time in this process: between looking for a name and taking it, nobody else may take it."""


class AlreadyThere(BudgetError):
    """A document of this name stands on the shelf; ``name`` is how it is called there."""

    def __init__(self, name: str) -> None:
        super().__init__(f"资料库里已有「{name}」，没有覆盖。要替换请先确认；原来的文件会移到回收处，可以恢复。")
        self.name = name


class NotThere(BudgetError):
    """A document that was to be moved is gone, or was never a document of this folder."""

    def __init__(self, name: str) -> None:
        super().__init__(f"资料库里没有「{name[:80]}」，也许已经移走。请刷新页面。")


@dataclass(frozen=True, slots=True)
class Removed:
    """A document that was taken off the shelf: ``name`` in the corpus, when (UTC), and the folder it lies in."""

    name: str
    when: datetime
    place: str


class Shelf:
    """The documents of one corpus folder."""

    def __init__(self, corpus: Path) -> None:
        """``corpus`` may be missing; it is made when the first document is put into it."""
        self.corpus = corpus

    def names(self) -> tuple[str, ...]:
        """The documents that the next build will read, sorted."""
        try:
            return source_files(self.corpus)
        except CorpusMissing:
            return ()

    def add(self, name: str, data: bytes, *, most_bytes: int, replace: bool = False) -> str:
        """Keep ``data`` as the document ``name`` and give back the name it has now.

        ``Refused`` for a name or content that is not taken; ``AlreadyThere`` when one of that name is there and
        ``replace`` was not said.
        """
        kept = checked_name(name)
        checked_content(kept, data, most_bytes)
        with _CHANGING:
            there = twin(kept, self._entries())
            if there and not replace:
                raise AlreadyThere(there)
            written = self._written(kept, data)
            try:
                if there:
                    self._move_away(there)
                written.replace(self.corpus / kept)
            finally:
                written.unlink(missing_ok=True)
        return kept

    def remove(self, name: str) -> Removed:
        """Take the document off the shelf; ``NotThere`` when ``name`` is not one of ``names()``."""
        with _CHANGING:
            if name not in self.names():
                raise NotThere(name)
            return self._move_away(name)

    def removed(self) -> tuple[Removed, ...]:
        """What was taken off and can be put back, the latest first."""
        found = []
        for folder in sorted((self.corpus / REMOVED).glob("*/"), reverse=True):
            try:
                when = datetime.strptime(folder.name[:21], _STAMP).replace(tzinfo=UTC)
            except ValueError:
                continue  # not made here
            files = (path for path in sorted(folder.rglob("*")) if path.is_file())
            found += [Removed(path.relative_to(folder).as_posix(), when, folder.name) for path in files]
        return tuple(found)

    def restore(self, one: Removed) -> str:
        """Put it back and give back its name; ``AlreadyThere`` when another document has that name by now."""
        with _CHANGING:
            if one not in self.removed():
                raise NotThere(one.name)
            target = self.corpus / one.name
            target.parent.mkdir(parents=True, exist_ok=True)
            there = twin(target.name, (entry.name for entry in target.parent.iterdir()))
            if there:
                raise AlreadyThere(one.name)
            folder = self.corpus / REMOVED / one.place
            (folder / one.name).rename(target)
            _drop_empty(folder)
        return one.name

    def _entries(self) -> list[str]:
        return [entry.name for entry in self.corpus.iterdir()] if self.corpus.is_dir() else []

    def _written(self, name: str, data: bytes) -> Path:
        """``data`` in a hidden file beside its place, flushed to disk."""
        try:
            self.corpus.mkdir(parents=True, exist_ok=True)
            handle, path = tempfile.mkstemp(prefix=".incoming-", dir=self.corpus)
            with os.fdopen(handle, "wb") as file:
                file.write(data)
                file.flush()
                os.fsync(file.fileno())
        except OSError as error:
            raise Refused(name, f"资料文件夹不能写入（{error.strerror or error}）") from error
        return Path(path)

    def _move_away(self, name: str) -> Removed:
        when = datetime.now(UTC)
        folder = self.corpus / REMOVED / when.strftime(_STAMP)
        target = folder / name
        try:
            target.parent.mkdir(parents=True)
            (self.corpus / name).rename(target)
        except OSError as error:
            raise Refused(name, f"不能移走（{error.strerror or error}）") from error
        return Removed(name, when, folder.name)


def _drop_empty(folder: Path) -> None:
    """Remove ``folder`` with its sub-folders, as far as nothing lies in them."""
    for path in sorted(folder.rglob("*"), reverse=True):
        if path.is_dir() and not any(path.iterdir()):
            path.rmdir()
    if not any(folder.iterdir()):
        folder.rmdir()
