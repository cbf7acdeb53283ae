"""资料库 as Streamlit runs it: what is held, one document, and changes only where the operator allows them."""

from __future__ import annotations

from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from assistant.web import library_changes, library_tables
from assistant.web.jobs import Job
from assistant.web.library import when_said
from assistant.web.settings import Settings
from index.model import Document, IngestReport
from tests.data_fake import HOSTILE
from tests.tiny import PARK_31

TEXT = "云溪区图书管理中心2024年部门预算\n".encode()


def script() -> None:
    import streamlit as st

    from assistant.web import library
    from tests.data_fake import FakeLibrary

    library.draw(st.session_state.setdefault("fake", FakeLibrary()))


class Idle(Job):
    """A job that counts its builds and runs none."""

    started = 0

    def start(self, corpus: Path, out: Path) -> bool:
        Idle.started += 1
        return bool(corpus and out)


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    corpus = tmp_path / "corpus"
    corpus.mkdir()
    (corpus / PARK_31).write_bytes(TEXT)
    monkeypatch.setenv("BUDGET_CORPUS", str(corpus))
    monkeypatch.setenv("BUDGET_INDEX", str(tmp_path / "index"))
    monkeypatch.setattr("assistant.web.jobs._JOBS", {(tmp_path / "index").resolve(): Idle()})
    Idle.started = 0
    return corpus


@pytest.fixture
def page(folder: Path) -> AppTest:
    assert folder.is_dir()
    return AppTest.from_function(script, default_timeout=30)


def html(page: AppTest) -> str:
    assert not page.exception
    return "".join(element.proto.body for element in page.get("html"))


def test_organisations_years_and_stages_are_seen_at_a_glance(page: AppTest) -> None:
    body = html(page.run())
    for part in ("云杉区园林所", '<th scope="col">2031</th>', "绩效自评", "读取于 2031-05-06"):
        assert part in body


def test_several_documents_of_one_stage_are_counted() -> None:
    one = Document("a.txt", "", "云溪区", "云溪区图书馆", "部门", 2024, "预算", "text", "0", 1)
    two = Document("b.txt", "", "云溪区", "云溪区图书馆", "部门", 2024, "预算", "text", "1", 1)
    assert "预算 ×2" in library_tables.matrix_html((one, two))


def test_documents_are_found_by_words(page: AppTest) -> None:
    page.run().text_input(key="library-text").set_value("图书馆 2031").run()
    body = html(page)
    assert "图书31.txt</button>" in body
    assert "园林30.txt</button>" not in body


def test_a_picked_document_shows_its_tables_and_problems(page: AppTest) -> None:
    page.run()
    page.session_state["library-picked"] = PARK_31
    body = html(page.run())
    for part in ("第 3–4 页", "合计与各行之和相差", "&lt;img"):
        assert part in body
    assert "<img" not in body
    assert HOSTILE not in body


def test_a_picked_table_opens(page: AppTest) -> None:
    page.run()
    page.session_state["library-table"] = f"1:{PARK_31}"
    assert "bq-place" in html(page.run())
    page.session_state["library-table"] = "x:../y"
    assert "bq-place" not in html(page.run())


def test_the_time_of_reading_is_said_on_the_readers_clock() -> None:
    assert when_said("2031-05-06T17:08:09+00:00", "Asia/Shanghai") == "2031-05-07 01:08"
    assert when_said("2031-05-06T17:08:09+00:00", "No/Where") == "2031-05-06 17:08 UTC"
    assert when_said("", "UTC") == ""


def test_without_permission_nothing_can_be_changed(page: AppTest) -> None:
    page.run()
    page.session_state["library-picked"] = PARK_31
    page.run()
    assert "这里不能上传" in html(page)
    assert not page.get("file_uploader")
    assert "remove" not in [button.key for button in page.button]
    assert "library-rebuild" not in [button.key for button in page.button]


def test_signing_in_is_offered_where_it_is_needed(page: AppTest, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BUDGET_UPLOAD", "sign-in")
    page.run()
    assert "登录后可以上传" in html(page)
    assert "login" in [button.key for button in page.button]
    assert not page.get("file_uploader")


def test_a_document_is_removed_and_restored_and_each_time_the_index_is_rebuilt(
    page: AppTest, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("BUDGET_UPLOAD", "on")
    page.run()
    page.session_state["library-picked"] = PARK_31
    page.run()
    page.button(key="remove").click().run()
    assert not (folder / PARK_31).exists()
    assert "已移走" in html(page.run())
    assert Idle.started == 1
    page.button(key="restore-0").click().run()
    assert (folder / PARK_31).read_bytes() == TEXT
    assert Idle.started == 2


def uploads() -> None:
    import streamlit as st

    from assistant.web import library_changes
    from assistant.web.settings import read_settings

    if files := st.session_state.pop("files", None):
        library_changes._take(files, replace=False)
    library_changes.draw_upload(read_settings())


def test_files_are_taken_refused_or_asked_about(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BUDGET_UPLOAD", "on")
    page = AppTest.from_function(uploads, default_timeout=30).run()
    page.session_state["files"] = [("新.txt", TEXT), ("../x.txt", TEXT), ("假.pdf", TEXT), (PARK_31, b"other")]
    body = html(page.run())
    assert "已收下「新.txt」" in body
    assert "文件名里有路径" in body
    assert "内容与扩展名 .pdf 不符" in body
    assert sorted(path.name for path in folder.iterdir()) == sorted(["新.txt", PARK_31])
    assert (folder / PARK_31).read_bytes() == TEXT
    page.button(key="replace-yes").click().run()
    assert (folder / PARK_31).read_bytes() == b"other"
    assert "replace-yes" not in [button.key for button in page.button]


def test_a_click_from_before_permission_was_withdrawn_changes_nothing(folder: Path) -> None:
    page = AppTest.from_function(uploads, default_timeout=30).run()
    page.session_state["files"] = [("新.txt", TEXT)]
    page.run()
    assert [path.name for path in folder.iterdir()] == [PARK_31]
    library_changes.remove(PARK_31)
    assert (folder / PARK_31).exists()
    assert Idle.started == 0


@pytest.mark.usefixtures("folder")
def test_the_size_limit_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BUDGET_UPLOAD", "on")
    monkeypatch.setenv("BUDGET_UPLOAD_MB", "1")
    page = AppTest.from_function(uploads, default_timeout=30).run()
    page.session_state["files"] = [("大.txt", b"x" * (2**20 + 1))]
    assert "上限是 1 MB" in html(page.run())
    assert Settings().upload_mb == 50


def test_a_document_says_how_completely_it_was_read():
    report = IngestReport(
        "甲.pdf", 40, 8, 900, ("收支总表", "支出<b>总表"), missing=("支出<b>总表",), unread_pages=(7, 9), checked=1204
    )
    told = library_tables.ingest_html(report)
    assert "目录列出 2 张表，找到 1 张" in told
    assert "没有找到：支出&lt;b&gt;总表" in told
    assert "没有读取的页：7、9" in told
    assert "勾稽关系核对 1,204 处，不符 0 处" in told
