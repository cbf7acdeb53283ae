"""The page in a real browser: what is seen on a desk and on a phone, and that nothing acts and nothing leaves.

Needs Chromium (``apt-get install chromium``); without it these tests are skipped, except in CI (``CI=true``), where a
missing browser is a failure.
"""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote, urlsplit

import pytest
from playwright.sync_api import Browser, Page, expect, sync_playwright

ROOT = Path(__file__).resolve().parents[1]
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
DESK = {"width": 1200, "height": 800}
PHONE = {"width": 375, "height": 740}

pytestmark = pytest.mark.skipif(
    not CHROMIUM and os.environ.get("CI") != "true",
    reason="no Chromium on this machine: the page is not tested in a browser",
)


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    assert CHROMIUM, "CI needs Chromium: apt-get install -y chromium fonts-wqy-microhei"
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield opened
        opened.close()


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("localhost", 0))
        return int(probe.getsockname()[1])


def serve(script: str, **environment: str) -> Iterator[str]:
    port = free_port()
    command = [sys.executable, "-m", "streamlit", "run", str(ROOT / script), "--server.port", str(port)]
    with subprocess.Popen(command, cwd=ROOT, env=os.environ | environment, stdout=subprocess.DEVNULL) as server:
        try:
            address = f"http://localhost:{port}"
            wait_for(f"{address}/_stcore/health")
            yield address
        finally:
            server.terminate()


def wait_for(address: str, seconds: float = 60) -> None:
    until = time.monotonic() + seconds
    while True:
        try:
            urllib.request.urlopen(address, timeout=2).close()
        except OSError:
            assert time.monotonic() < until, f"{address} did not come up"
            time.sleep(0.2)
        else:
            return


@pytest.fixture(scope="module")
def fake() -> Iterator[str]:
    yield from serve("tests/page_fake.py")


def visit(browser: Browser, address: str, *questions: str, size: dict[str, int] = DESK, dark: bool = False) -> Page:
    context = browser.new_context(viewport=size, color_scheme="dark" if dark else "light", locale="zh-CN")
    page = context.new_page()
    page.requested = []  # type: ignore[attr-defined]
    page.on("request", lambda request: page.requested.append(request.url))  # type: ignore[attr-defined]
    page.goto(f"{address}/?" + "&".join(f"q={quote(question)}" for question in questions))
    expect(page.get_by_test_id("stChatInput")).to_be_visible(timeout=60_000)
    return page


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
        page.get_by_role("button", name="看整张表").click()
        for selector in ("[role=dialog] td.cited", "[role=dialog] .bq-scroll th", "[role=dialog] .bq-place .file b"):
            assert contrast(page, selector) >= 4.5, (dark, selector)


def contrast(page: Page, selector: str) -> float:
    """WCAG contrast of an element's text with what is painted behind it."""
    expect(page.locator(selector).first).to_be_visible()
    values = page.locator(selector).first.evaluate(
        """element => {
          const canvas = Object.assign(document.createElement("canvas"), {width: 1, height: 1}).getContext("2d");
          const over = color => { canvas.fillStyle = color; canvas.fillRect(0, 0, 1, 1); };
          const read = () => [...canvas.getImageData(0, 0, 1, 1).data].slice(0, 3);
          const chain = []; for (let e = element; e; e = e.parentElement) chain.unshift(getComputedStyle(e));
          chain.forEach(style => over(style.backgroundColor)); const back = read();
          over(chain.at(-1).color); return [back, read()]; }"""
    )
    light, dark = sorted((luminance(rgb) for rgb in values), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def luminance(rgb: list[int]) -> float:
    parts = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in (value / 255 for value in rgb)]
    return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]


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
