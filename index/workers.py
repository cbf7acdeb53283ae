"""Files read by several processes at a time, each started as ``python -m index.workers FOLDER``.

Not ``multiprocessing``: that would run the caller's script a second time in every process (on all systems when processes
are spawned), and a script need not be written for it. The children get names on stdin and give back pickled outcomes on
stdout. A child that dies of a file (a fault in a library's machine code) takes only that file with it.
"""

from __future__ import annotations

import contextlib
import os
import pickle  # what is read comes from our own child, over a pipe that nobody else holds
import queue
import subprocess
import sys
import threading
from pathlib import Path
from typing import IO, TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from index.ingest import Outcome

MOST = 8
_HEARTBEAT = 0.25
"""Seconds."""
_ROOT = Path(__file__).resolve().parents[1]


def processors() -> int:
    """How many processors this process may use, at most ``MOST``."""
    usable = len(os.sched_getaffinity(0)) if sys.platform == "linux" else (os.cpu_count() or 1)
    return min(usable, MOST)


def read_apart(folder: Path, names: Sequence[str], workers: int) -> Iterator[tuple[str, Outcome] | None]:
    """Each file with its outcome in the order in which they are done; None now and then while nothing happens.

    Closing the iterator ends the children at once.
    """
    crew = _Crew(folder, names)
    threads = [threading.Thread(target=crew.work, daemon=True) for _ in range(min(workers, len(names)))]
    for thread in threads:
        thread.start()
    missing = len(names)
    try:
        while missing:
            try:
                yield crew.outcomes.get(timeout=_HEARTBEAT)
                missing -= 1
            except queue.Empty:
                yield None
    finally:
        crew.stop()
        for thread in threads:
            thread.join()


class _Crew:
    """Names that wait, outcomes that are ready, and the children between them."""

    def __init__(self, folder: Path, names: Sequence[str]) -> None:
        self.outcomes: queue.SimpleQueue[tuple[str, Outcome]] = queue.SimpleQueue()
        self._folder = folder
        self._waiting: queue.SimpleQueue[str] = queue.SimpleQueue()
        for name in names:
            self._waiting.put(name)
        self._children: list[subprocess.Popen[bytes]] = []
        self._stopped = False
        self._lock = threading.Lock()

    def work(self) -> None:
        """Have one child read file after file; a child that died is replaced."""
        child: subprocess.Popen[bytes] | None = None
        while not self._stopped:
            try:
                name = self._waiting.get_nowait()
            except queue.Empty:
                break
            outcome, child = self._outcome(name, child)
            self.outcomes.put((name, outcome))
        if child is not None:
            child.kill()
            child.communicate()

    def _outcome(
        self, name: str, child: subprocess.Popen[bytes] | None
    ) -> tuple[Outcome, subprocess.Popen[bytes] | None]:
        try:
            child = child or self._start()
        except OSError:  # the system starts no process: read here
            from index.ingest import read_one

            return read_one(self._folder, name), None
        try:
            return _ask(child, name), child
        except (OSError, EOFError, pickle.UnpicklingError):
            child.kill()
            child.communicate()
            from index.ingest import failed

            return failed(name, "读取这份文件的进程意外结束，未收录"), None

    def _start(self) -> subprocess.Popen[bytes]:
        path = os.pathsep.join(filter(None, (str(_ROOT), os.environ.get("PYTHONPATH", ""))))
        command = [sys.executable, "-m", "index.workers", str(self._folder)]
        with self._lock:
            child = subprocess.Popen(  # noqa: S603 - our own module
                command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, env=os.environ | {"PYTHONPATH": path}
            )
            self._children.append(child)
            if self._stopped:  # between the last look and now
                child.kill()
        return child

    def stop(self) -> None:
        """End all children; nothing that they still do matters."""
        with self._lock:
            self._stopped = True
            for child in self._children:
                child.kill()


def _ask(child: subprocess.Popen[bytes], name: str) -> Outcome:
    assert child.stdin is not None
    assert child.stdout is not None
    pickle.dump(name, child.stdin)
    child.stdin.flush()
    outcome: Outcome = pickle.load(child.stdout)  # noqa: S301 - from our own child
    return outcome


def _serve(folder: Path, names: IO[bytes], outcomes: IO[bytes]) -> None:
    from index.ingest import read_one

    with contextlib.suppress(EOFError):  # the parent has no more names
        while True:
            pickle.dump(read_one(folder, pickle.load(names)), outcomes)  # noqa: S301 - from our own parent
            outcomes.flush()


if __name__ == "__main__":
    channel, sys.stdout = sys.stdout, sys.stderr  # what a library prints must not be taken for an outcome
    _serve(Path(sys.argv[1]), sys.stdin.buffer, channel.buffer)
