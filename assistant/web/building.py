"""A build in a process of its own, with its progress; it can be stopped.

Building needs torch (seconds and half a gigabyte); the page must not carry that for the rest of its life. The child
writes one JSON object a line to stdout: ``{"progress": [stage, done, steps]}``, at the end ``{"report": text}`` or
``{"error": text}``. A child that is stopped is killed with all processes it started: the index that was there stays, because a new
one takes its place in one step at the very end.
"""

from __future__ import annotations

import contextlib
import json
import os
import signal
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from index.errors import BudgetError, BuildFailed

if TYPE_CHECKING:
    from collections.abc import Callable


def build(corpus: Path, out: Path, progress: Callable[[str, int, int], None]) -> str:
    """Rebuild the index and give back the report's text; a ``BudgetError`` says why it was not built."""
    return Building(corpus, out).run(progress)


class Building:
    """One build: ``run`` it in one thread, ``stop`` it from any."""

    def __init__(self, corpus: Path, out: Path) -> None:
        root = Path(__file__).resolve().parents[2]
        path = os.pathsep.join(filter(None, (str(root), os.environ.get("PYTHONPATH", ""))))
        self._command = [sys.executable, "-m", "assistant.web.building", str(corpus), str(out)]
        self._environment = os.environ | {"PYTHONPATH": path, "PYTHONIOENCODING": "utf-8"}
        self._child: subprocess.Popen[str] | None = None
        self.stopped = False

    def run(self, progress: Callable[[str, int, int], None]) -> str:
        """The report's text; ``BudgetError`` when there is no new index."""
        with subprocess.Popen(  # noqa: S603 - our own module
            self._command,
            stdout=subprocess.PIPE,
            stdin=subprocess.DEVNULL,
            env=self._environment,
            encoding="utf-8",
            start_new_session=True,
        ) as child:
            self._child = child
            if self.stopped:
                _kill(child)
            try:
                return _follow(child, progress)
            finally:
                _kill(child)  # no-op when it has ended; otherwise nobody is left to hear it

    def stop(self) -> None:
        """End the build soon; ``run`` then raises ``BuildFailed``."""
        self.stopped = True
        if self._child is not None:
            _kill(self._child)


def _kill(child: subprocess.Popen[str]) -> None:
    if sys.platform != "win32" and child.poll() is None:
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.killpg(child.pid, signal.SIGKILL)
    child.kill()


def _follow(child: subprocess.Popen[str], progress: Callable[[str, int, int], None]) -> str:
    for line in child.stdout or ():
        said = json.loads(line)
        if "progress" in said:
            progress(*said["progress"])
        elif "error" in said:
            raise BudgetError(said["error"])
        else:
            return str(said["report"])
    raise BuildFailed(f"建立索引的进程提前结束（返回码 {child.wait()}），原因见运行日志")


def _main(corpus: str, out: str) -> int:
    # Progress goes to the real stdout; anything a library prints goes to stderr and cannot be taken for progress.
    channel, sys.stdout = sys.stdout, sys.stderr

    def say(**words: object) -> None:
        print(json.dumps(words, ensure_ascii=False), file=channel, flush=True)

    from index.build import rebuild  # late, so that what its imports print goes to stderr too

    try:
        report = rebuild(corpus, out, progress=lambda stage, done, steps: say(progress=[stage, done, steps]))
    except BudgetError as error:
        say(error=str(error))
        return 1
    say(report=str(report))
    return 0


if __name__ == "__main__":
    sys.exit(_main(*sys.argv[1:]))
