"""Builds in the background: one at a time, followed by everybody, stopped on demand; and who may start one."""

from __future__ import annotations

import threading
from collections.abc import Callable
from pathlib import Path

import pytest

from assistant.web.building import Building
from assistant.web.jobs import Job, job_of
from assistant.web.permission import permission
from assistant.web.settings import Settings
from index.errors import BuildFailed

SIGNED_IN = {"is_logged_in": True, "email": "A@Example.cn"}


class Pretended(Building):
    """A build that waits until it is told to go on, or is stopped."""

    go_on: threading.Event
    fails = False

    def run(self, progress: Callable[[str, int, int], None]) -> str:
        progress("读取", 1, 4)
        self.go_on.wait(10)
        if self.stopped or self.fails:
            raise BuildFailed("不行")
        return "已索引 4 份文件"

    def stop(self) -> None:
        self.stopped = True
        self.go_on.set()


@pytest.fixture
def job() -> Job:
    Pretended.go_on, Pretended.fails = threading.Event(), False
    return Job(Pretended)


def seen(job: Job) -> tuple[str, int, int]:
    while not job.state.stage:
        pass
    return job.state.stage, job.state.done, job.state.steps


def test_a_build_is_followed_and_ends_with_its_report(job: Job) -> None:
    assert job.start(Path("a"), Path("b"))
    assert seen(job) == ("读取", 1, 4)
    Pretended.go_on.set()
    assert (job.wait(5).phase, job.state.text) == ("done", "已索引 4 份文件")
    assert job.state.seconds > 0


def test_a_second_build_is_not_started_beside_the_first(job: Job) -> None:
    job.start(Path("a"), Path("b"))
    assert not job.start(Path("a"), Path("b"))
    job.stop()


def test_a_stopped_build_is_no_failure_and_another_may_follow(job: Job) -> None:
    job.start(Path("a"), Path("b"))
    seen(job)
    job.stop()
    assert job.wait(5).phase == "stopped"
    assert job.start(Path("a"), Path("b"))
    job.wait(5)


def test_a_failed_build_says_why(job: Job) -> None:
    Pretended.fails = True
    job.start(Path("a"), Path("b"))
    Pretended.go_on.set()
    assert (job.wait(5).phase, "不行" in job.state.text) == ("failed", True)


def test_every_session_finds_the_same_job(tmp_path: Path) -> None:
    assert job_of(tmp_path / "index") is job_of(tmp_path / "x" / ".." / "index")
    assert job_of(tmp_path / "index") is not job_of(tmp_path / "other")


def test_a_real_build_that_is_stopped_leaves_no_index_and_no_process(tmp_path: Path) -> None:
    corpus = tmp_path / "corpus"
    corpus.mkdir()
    (corpus / "甲.txt").write_text("云溪区图书管理中心2024年部门预算\n\n2024年收入预算320.00万元。\n", "utf-8")
    job = Job()
    job.start(corpus, tmp_path / "index")
    job.stop()
    assert job.wait(20).phase == "stopped"
    assert not (tmp_path / "index" / "current").exists()


@pytest.mark.parametrize(
    ("settings", "user", "why"),
    [
        (Settings(), SIGNED_IN, "off"),
        (Settings(upload="on"), {}, ""),
        (Settings(upload="sign-in"), {}, "sign-in"),
        (Settings(upload="sign-in"), {"email": "a@example.cn"}, "sign-in"),
        (Settings(upload="sign-in"), SIGNED_IN, ""),
        (Settings(upload="sign-in", uploaders=("a@example.cn",)), SIGNED_IN, ""),
        (Settings(upload="sign-in", uploaders=("b@example.cn",)), SIGNED_IN, "not-listed"),
        (Settings(upload="sign-in", uploaders=("a@example.cn",)), SIGNED_IN | {"email_verified": False}, "unverified"),
        (Settings(upload="sign-in", uploaders=("a@example.cn",)), {"is_logged_in": True}, "not-listed"),
    ],
)
def test_only_whom_the_operator_allows_may_change_documents(settings: Settings, user: dict, why: str) -> None:
    given = permission(settings, user)
    assert (given.allowed, given.why) == (not why, why)
