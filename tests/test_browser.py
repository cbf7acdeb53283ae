"""The page in a real browser: what is seen on a desk and on a phone, and that nothing acts and nothing leaves.

Needs Chromium (``apt-get install chromium``); without it these tests are skipped, except in CI (``CI=true``), where a
missing browser is a failure.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from browser import PHONE, ROOT, chromium, contrast, needs_browser, serve, visit
from playwright.sync_api import Browser, Page, expect

pytestmark = needs_browser
browser = pytest.fixture(scope="module")(chromium)


@pytest.fixture(scope="module")
def fake(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    yield from serve("tests/page_fake.py", BUDGET_STATE=str(tmp_path_factory.mktemp("state")))


def hosts(page: Page) -> set[str | None]:
    return {urlsplit(url).hostname for url in page.requested if urlsplit(url).scheme in {"http", "https", "ws", "wss"}}  # type: ignore[attr-defined]


def test_a_typed_question_is_answered_with_figure_and_marked_cell(browser: Browser, fake: str) -> None:
    page = visit(browser, fake)
    page.get_by_test_id("stChatInputTextArea").fill("表格里是多少")
    page.keyboard.press("Enter")
    expect(page.locator(".bq-headline")).to_have_text("864.20 万元")
    expect(page.locator("td.cited mark").first).to_have_text("8,641,972.50")
    assert "q=" in page.url


def test_a_clicked_choice_is_asked(browser: Browser, fake: str) -> None:
    page = visit(browser, fake, "预算多少")
    page.get_by_role("button", name="2024年支出预算合计").click()
    expect(page.locator(".bq-headline")).to_have_text("864.20 万元")


def test_the_newest_figure_is_in_view_after_a_long_conversation(browser: Browser, fake: str) -> None:
    page = visit(browser, fake, "夜间开放花多少钱", "各项目排名", "表格里是多少")
    expect(page.locator(".bq-headline").last).to_be_in_viewport()


def test_the_question_box_stays_in_view_beside_a_long_answer(browser: Browser, fake: str) -> None:
    page = visit(browser, fake, "夜间开放花多少钱", "表格里是多少", size=PHONE)
    expect(page.locator(".bq-headline").last).to_be_visible()
    expect(page.get_by_test_id("stChatInput")).to_be_in_viewport(ratio=1)


@pytest.mark.parametrize("dark", [False, True])
def test_a_phone_never_scrolls_the_page_sideways(browser: Browser, fake: str, *, dark: bool) -> None:
    page = visit(browser, fake, "表格里是多少", "各项目排名", "古籍修复占比多少", "恶意", size=PHONE, dark=dark)
    expect(page.locator(".bq-headline").last).to_be_visible()
    assert page.evaluate("document.querySelector('[data-testid=stMain]').scrollWidth") <= PHONE["width"]


def test_texts_are_readable_in_light_and_dark(browser: Browser, fake: str) -> None:
    for dark in (False, True):
        page = visit(browser, fake, "表格里是多少", dark=dark)
        for selector in (".bq-headline", ".bq-place .file b", "td.cited", ".bq-scroll th"):
            assert contrast(page, selector) >= 4.5, (dark, selector)
        page.get_by_role("button", name="打开出处").first.click()
        for selector in ("[role=dialog] td.cited", "[role=dialog] .bq-scroll th", "[role=dialog] .bq-place .file b"):
            assert contrast(page, selector) >= 4.5, (dark, selector)


def test_hostile_documents_and_questions_do_not_act(browser: Browser, fake: str) -> None:
    page = visit(
        browser, fake, "恶意", "预算多少", "<img src=x onerror='window.acted=1'> :material/home: www.example.org"
    )
    expect(page.get_by_test_id("stChatMessage")).to_have_count(6)
    for fold in page.locator("summary").all():
        fold.click()
    expect(page.locator(".bq-trace").first).to_be_visible()
    page.wait_for_timeout(300)
    assert page.evaluate("window.acted") is None
    assert page.locator("[data-testid=stMain] :is(img, a, .katex, strong strong)").count() == 0


def test_the_page_asks_nobody_else(browser: Browser, fake: str) -> None:
    page = visit(browser, fake, "夜间开放花多少钱", "各项目排名")
    expect(page.locator(".bq-bars")).to_be_visible()
    page.wait_for_timeout(500)
    assert hosts(page) == {"localhost"}


def test_the_first_start_builds_the_index_and_answers_an_example(browser: Browser, tmp_path: Path) -> None:
    for address in serve("app.py", BUDGET_INDEX=str(tmp_path / "index"), BUDGET_CORPUS=str(ROOT / "corpus")):
        page = browser.new_page(locale="zh-CN")
        page.goto(address)
        expect(page.get_by_text("正在建立索引")).to_be_visible(timeout=30_000)
        examples = page.locator(".st-key-examples button")
        expect(examples.first).to_be_visible(timeout=180_000)
        examples.first.click()
        expect(page.locator(".bq-source").first).to_be_visible(timeout=30_000)
        assert (tmp_path / "index" / "current").is_file()
