"""The folder of a built index: whole versions side by side, and a small file that names the current one.

A version is written into a folder of its own, flushed to disk, and only then named in ``current`` by one atomic
rename. A build that is killed at any moment leaves the index that was there before. One lock file keeps two builds
apart; the operating system releases it when its process dies.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import shutil
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any

from index.errors import BuildBusy, IndexMissing, IndexUnreadable

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

FORMAT = 3
CURRENT = "current"
LOCK = "lock"
MANIFEST = "manifest.json"
_VERSION = "version-"
_BUILDING = "building-"


@contextlib.contextmanager
def locked(out: Path) -> Iterator[None]:
    """Hold the build lock of this folder, which is made when missing; ``BuildBusy`` when another build holds it."""
    out.mkdir(parents=True, exist_ok=True)
    with (out / LOCK).open("a+b") as file:
        if not _take(file):
            raise BuildBusy(out)
        _clean(out, _BUILDING, keep=())
        yield


def _take(file: IO[bytes]) -> bool:
    try:
        if sys.platform == "win32":
            import msvcrt

            file.seek(0)
            msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
        else:
            import fcntl

            fcntl.flock(file.fileno(), fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True


def write_version(out: Path, contents: Mapping[str, bytes], manifest: Mapping[str, Any]) -> Path:
    """Write a complete version and make it the current one; the version before it stays, older ones go.

    ``contents`` maps file names (with sub-folders, ``/`` between) to their bytes. Must be called under ``locked``.
    """
    stamp = f"{datetime.now(UTC):%Y%m%dT%H%M%S%f}-{os.getpid()}"
    building = out / (_BUILDING + stamp)
    building.mkdir()
    files = {name: {"size": len(data), "sha256": _digest(data)} for name, data in contents.items()}
    for name, data in contents.items():
        _write(building / name, data)
    _write(building / MANIFEST, _json({"format": FORMAT, **manifest, "files": files}))
    version = out / (_VERSION + stamp)
    building.rename(version)
    _flush_folder(out)
    before = _current_name(out)
    _write(out / f"{CURRENT}.new", version.name.encode())
    (out / f"{CURRENT}.new").replace(out / CURRENT)
    _flush_folder(out)
    _clean(out, _VERSION, keep=(version.name, before))
    return version


def _json(value: Mapping[str, Any]) -> bytes:
    return json.dumps(value, ensure_ascii=False, indent=1).encode()


def _digest(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def _write(path: Path, data: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())


def _flush_folder(folder: Path) -> None:
    if sys.platform == "win32":  # Windows cannot open a folder; its renames are journalled
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _clean(out: Path, prefix: str, keep: tuple[str, ...]) -> None:
    for folder in out.glob(f"{prefix}*"):
        if folder.name not in keep and folder.is_dir():
            shutil.rmtree(folder, ignore_errors=True)  # a leftover that cannot go now goes with the next build


def _current_name(out: Path) -> str:
    try:
        return (out / CURRENT).read_text("utf-8").strip()
    except (OSError, UnicodeDecodeError):
        return ""


class Version:
    """The current version of an index folder, its files checked as they are read."""

    def __init__(self, out: Path) -> None:
        """``IndexMissing`` without a version, ``IndexUnreadable`` for another format or files of the wrong size."""
        self.out = out
        self.folder = self._find()
        self.manifest = self._read_manifest()
        self._files: dict[str, dict[str, Any]] = self.manifest["files"]
        for name, stated in self._files.items():
            self._check_size(name, stated["size"])

    def _find(self) -> Path:
        if not (self.out / CURRENT).is_file():
            raise IndexMissing(self.out)
        name = _current_name(self.out)
        folder = self.out / name
        if not name.startswith(_VERSION) or Path(name).name != name or not folder.is_dir():
            raise IndexUnreadable(self.out, "指向当前版本的文件已损坏")
        return folder

    def _read_manifest(self) -> dict[str, Any]:
        try:
            manifest = json.loads((self.folder / MANIFEST).read_bytes())
        except (OSError, ValueError) as error:
            raise IndexUnreadable(self.out, f"{MANIFEST} 缺失或已损坏") from error
        found = manifest.get("format") if isinstance(manifest, dict) else None
        if found != FORMAT:
            raise IndexUnreadable(self.out, f"索引格式是 {found}，本程序需要 {FORMAT}")
        if not isinstance(manifest.get("files"), dict):
            raise IndexUnreadable(self.out, f"{MANIFEST} 缺失或已损坏")
        return dict(manifest)

    def _check_size(self, name: str, size: int) -> None:
        try:
            found = (self.folder / name).stat().st_size
        except OSError as error:
            raise IndexUnreadable(self.out, f"缺少文件 {name}") from error
        if found != size:
            raise IndexUnreadable(self.out, f"文件 {name} 大小不对（应为 {size} 字节，实为 {found}）")

    def read(self, name: str) -> bytes:
        """The bytes of one file; ``IndexUnreadable`` when they are not what was written."""
        try:
            data = (self.folder / name).read_bytes()
        except OSError as error:
            raise IndexUnreadable(self.out, f"缺少文件 {name}") from error
        if _digest(data) != self._files.get(name, {}).get("sha256"):
            raise IndexUnreadable(self.out, f"文件 {name} 的内容已损坏")
        return data

    def names(self, prefix: str = "") -> tuple[str, ...]:
        """The files of this version whose names begin with ``prefix``."""
        return tuple(name for name in self._files if name.startswith(prefix))
