"""The build of this server: at most one at a time for each index, started by anybody who may, followed by everybody who looks.

A build runs in a thread that follows its process, so it goes on when the reader who started it leaves. ``Job.state`` is a frozen
picture of the moment.
"""

from __future__ import annotations

import threading
import time
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Literal

from assistant.web.building import Building
from index.errors import BudgetError

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

Phase = Literal["idle", "running", "done", "failed", "stopped"]


@dataclass(frozen=True, slots=True)
class JobState:
    """What the build does just now, or how the last one ended.

    ``done`` of ``steps`` are of ``stage``. ``text`` is the report when it is ``done``, the reason when it ``failed``.
    ``began`` and ``ended`` are seconds of a clock that never goes back; 0: not yet.
    """

    phase: Phase = "idle"
    stage: str = ""
    done: int = 0
    steps: int = 0
    text: str = ""
    began: float = 0.0
    ended: float = 0.0

    @property
    def seconds(self) -> float:
        """How long it has run, or ran."""
        return (self.ended or time.monotonic()) - self.began if self.began else 0.0


class Job:
    """The builds of one index folder."""

    def __init__(self, building: Callable[[Path, Path], Building] = Building) -> None:
        """``building`` makes the build to run."""
        self.state = JobState()
        self._make = building
        self._building: Building | None = None
        self._lock = threading.Lock()

    @property
    def running(self) -> bool:
        """A build is under way."""
        return self.state.phase == "running"

    def start(self, corpus: Path, out: Path) -> bool:
        """Begin a build in the background; false when one is running already."""
        with self._lock:
            if self.running:
                return False
            self._building = self._make(corpus, out)
            self.state = JobState("running", began=time.monotonic())
            threading.Thread(target=self._run, args=(self._building,), name="build", daemon=True).start()
        return True

    def stop(self) -> None:
        """End a running build; the index that was there stays."""
        if self._building is not None and self.running:
            self._building.stop()

    def wait(self, seconds: float) -> JobState:
        """The state when the build has ended, or after so many seconds."""
        until = time.monotonic() + seconds
        while self.running and time.monotonic() < until:
            time.sleep(0.02)
        return self.state

    def _run(self, building: Building) -> None:
        def advance(stage: str, done: int, steps: int) -> None:
            self.state = replace(self.state, stage=stage, done=done, steps=steps)

        try:
            text, phase = building.run(advance), "done"
        except BudgetError as error:
            text, phase = str(error), "failed"
        except Exception as error:
            text, phase = f"{type(error).__name__}: {error}", "failed"
            raise  # the thread's traceback goes to the log
        finally:
            ended: Phase = "stopped" if building.stopped and phase != "done" else phase  # type: ignore[assignment]
            self.state = replace(self.state, phase=ended, text=text, ended=time.monotonic())


_JOBS: dict[Path, Job] = {}
_ADDING = threading.Lock()


def job_of(out: Path) -> Job:
    """The job that builds this index folder, one for the whole server."""
    with _ADDING:
        return _JOBS.setdefault(out.resolve(), Job())
