"""数据 and 资料库 in a real browser: from an empty folder over an uploaded PDF to its answer; downloads; sources; desk and phone."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from pathlib import Path

import openpyxl
import pytest
from browser import PHONE, chromium, contrast, needs_browser, serve, visit
from page_pdf import ANSWER, QUESTION, budget_pdf
from playwright.sync_api import Browser, Page, expect

pytestmark = needs_browser


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    yield from chromium()


@pytest.fixture(scope="module")
def fake() -> Iterator[str]:
    yield from serve("tests/page_fake.py")


def pick(page: Page, selector: str) -> None:
    """Click what opens a dialog; its listener may come a moment after the table."""
    for _ in range(20):
        page.locator(selector).first.click()
        page.wait_for_timeout(500)
        if page.get_by_role("dialog").count():
            return
    pytest.fail(f"{selector} opens nothing")


def hand_in(page: Page, name: str, content: bytes) -> None:
    page.locator("input[type=file]").set_input_files(
        {"name": name, "mimeType": "application/octet-stream", "buffer": content}
    )
    expect(page.get_by_text(name).first).to_be_visible()
    page.get_by_role("button", name="放进资料库并重建").click()


def test_from_an_empty_folder_an_uploaded_pdf_is_read_asked_removed_and_restored(
    browser: Browser, tmp_path: Path
) -> None:
    corpus = tmp_path / "corpus"
    corpus.mkdir()
    folders = {
        "BUDGET_CORPUS": str(corpus),
        "BUDGET_INDEX": str(tmp_path / "index"),
        "BUDGET_STATE": str(tmp_path / "state"),
    }
    for address in serve("app.py", **folders, BUDGET_UPLOAD="on"):
        page = browser.new_page(locale="zh-CN")
        page.goto(address)
        expect(page.get_by_text("里没有文件")).to_be_visible(timeout=60_000)
        hand_in(page, "假.pdf", b"MZ not a PDF")
        expect(page.get_by_text("内容与扩展名 .pdf 不符")).to_be_visible(timeout=30_000)
        assert list(corpus.iterdir()) == []

        hand_in(page, "云溪区图书馆2031.pdf", budget_pdf())
        expect(page.get_by_role("progressbar").or_(page.get_by_text("正在建立索引")).first).to_be_visible(
            timeout=30_000
        )
        box = page.get_by_test_id("stChatInputTextArea")
        expect(box).to_be_visible(timeout=240_000)
        box.fill(QUESTION)
        page.keyboard.press("Enter")
        expect(page.locator(".bq-headline")).to_contain_text(ANSWER, timeout=60_000)

        page.goto(f"{address}/library")
        pick(page, ".bq-matrix .bq-pick")
        expect(page.get_by_role("dialog")).to_contain_text("2031年部门支出预算总表")
        page.get_by_role("button", name="移走这份文件").click()
        expect(page.get_by_text("已移走「云溪区图书馆2031.pdf」")).to_be_visible(timeout=60_000)
        assert not (corpus / "云溪区图书馆2031.pdf").exists()
        page.get_by_text("已移走的文件").click()
        page.get_by_role("button", name="恢复").click()
        expect(page.get_by_text("已恢复「云溪区图书馆2031.pdf」")).to_be_visible(timeout=60_000)
        assert (corpus / "云溪区图书馆2031.pdf").read_bytes() == budget_pdf()


def test_a_figure_opens_its_source(browser: Browser, fake: str) -> None:
    page = visit(browser, fake, page="data")
    pick(page, ".bq-data .bq-pick")
    expect(page.get_by_role("dialog")).to_contain_text("2030年支出总表")


def test_a_figure_can_be_reached_with_the_keyboard(browser: Browser, fake: str) -> None:
    page = visit(browser, fake, page="data")
    expect(page.locator(".bq-data .bq-pick").first).to_be_visible(timeout=60_000)
    page.wait_for_timeout(1500)
    page.locator(".bq-data .bq-pick").first.focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("dialog")).to_be_visible(timeout=30_000)


def test_the_downloads_hold_every_row_with_its_place(browser: Browser, fake: str) -> None:
    page = visit(browser, fake, page="data")
    expect(page.locator(".bq-data")).to_be_visible(timeout=60_000)
    with page.expect_download() as started:
        page.get_by_role("button", name="下载 CSV").click()
    rows = list(csv.DictReader(io.StringIO(Path(started.value.path()).read_text("utf-8-sig"))))
    assert {"数值", "原文", "文件", "页", "行", "列"} <= rows[0].keys()
    water = next(row for row in rows if row["科目"] == "水费" and row["年度"] == "2031")
    assert (water["数值"], water["原文"], water["文件"]) == ("41234.56", "41,234.56", "园林31.txt")
    with page.expect_download() as started:
        page.get_by_role("button", name="下载 Excel").click()
    sheet = openpyxl.load_workbook(io.BytesIO(Path(started.value.path()).read_bytes())).worksheets[0]
    assert sheet.max_row == len(rows) + 1


def test_a_link_opens_the_same_selection(browser: Browser, fake: str) -> None:
    page = browser.new_page(locale="zh-CN")
    page.goto(f"{fake}/data?text=办公费&measure=合计&view=year")
    expect(page.locator(".bq-data thead")).to_contain_text("2031年", timeout=60_000)
    expect(page.locator(".bq-common")).to_contain_text("办公费")
    expect(page.locator(".bq-data tbody tr")).to_have_count(2)


@pytest.mark.parametrize("name", ["data", "library"])
@pytest.mark.parametrize("dark", [False, True])
def test_a_phone_never_scrolls_the_pages_sideways(browser: Browser, fake: str, name: str, *, dark: bool) -> None:
    page = visit(browser, fake, page=name, size=PHONE, dark=dark)
    expect(page.locator(".bq-scroll").first).to_be_visible(timeout=60_000)
    assert page.evaluate("document.querySelector('[data-testid=stMain]').scrollWidth") <= PHONE["width"]
    for selector in (".bq-scroll th", ".bq-scroll td", ".bq-head p", ".bq-scroll .bq-pick"):
        assert contrast(page, selector) >= 4.5, selector
