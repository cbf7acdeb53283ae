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
from pdf_fake import FakePage, pdf_of
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
    page.get_by_role("button", name="展开").click()
    expect(page.locator(".bq-scroll").first).to_be_visible()
    assert page.evaluate("document.querySelector('[data-testid=stMain]').scrollWidth") <= PHONE["width"]


def test_texts_are_readable_in_light_and_dark(browser: Browser, fake: str) -> None:
    for dark in (False, True):
        page = visit(browser, fake, "表格里是多少", dark=dark)
        for selector in (
            ".bq-headline", ".bq-place .file b", "td.cited", ".bq-scroll th", ".bq-agreement .same", ".bq-agreement .other",
            ".bq-copy", "[class*=st-key-actions-] button p", ".st-key-forget button p", "[data-testid=stTopNavLink] span",
        ):  # fmt: skip
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


def answered(page: Page, headline: str) -> None:
    expect(page.locator(".bq-headline").last).to_have_text(headline, timeout=30_000)


def test_the_sources_are_walked_one_by_one(browser: Browser, fake: str) -> None:
    page = visit(browser, fake, "夜间开放花多少钱")
    page.get_by_role("button", name="打开出处").first.click()
    dialog = page.get_by_role("dialog")
    expect(dialog.locator(".bq-context .cited mark")).to_have_text("86.42")
    dialog.get_by_role("button", name="下一处").click()
    expect(dialog.locator("td.cited mark").first).to_have_text("8,641,972.50")
    dialog.get_by_role("button", name="上一处").click()
    expect(dialog.locator(".bq-context .cited mark")).to_have_text("86.42")


def test_a_figure_in_another_unit_redraws_only_itself(browser: Browser, fake: str) -> None:
    page = visit(browser, fake, "夜间开放花多少钱")
    page.get_by_role("radio", name="元", exact=True).click()
    expect(page.locator(".bq-headline")).to_have_text("864,200.00 元")


def test_a_conversation_is_there_after_a_reload_and_tomorrow_until_it_is_deleted(browser: Browser, fake: str) -> None:
    page = visit(browser, fake, "预算多少")
    page.get_by_test_id("stChatInputTextArea").fill("表格里是多少")
    page.keyboard.press("Enter")
    answered(page, "864.20 万元")
    page.reload()
    answered(page, "864.20 万元")
    expect(page.get_by_test_id("stChatMessage")).to_have_count(4)
    expect(page.locator("[class*=st-key-reopen-] button")).to_have_count(1)  # the same conversation, not a second one
    page.goto(fake)  # tomorrow: the bare address
    page.locator("[class*=st-key-reopen-] button").click()
    answered(page, "864.20 万元")
    expect(page.get_by_test_id("stChatMessage")).to_have_count(4)
    page.locator("[class*=st-key-drop-] button").first.click()
    expect(page.locator("[class*=st-key-reopen-] button")).to_have_count(0)


def test_the_whole_answer_and_its_link_can_be_copied(browser: Browser, fake: str) -> None:
    page = visit(browser, fake, "表格里是多少")
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.get_by_role("button", name="复制").click()
    expect(page.locator(".bq-copy[data-done]")).to_be_visible()
    assert page.evaluate("navigator.clipboard.readText()") == "表格里是多少\n8,641,972.50 元"
    page.get_by_role("button", name="链接").click()
    page.wait_for_function("navigator.clipboard.readText().then(text => text.startsWith('http'))")
    again = page.evaluate("navigator.clipboard.readText()")
    page.goto(again)
    answered(page, "864.20 万元")


def test_an_answer_is_taken_along_as_a_workbook_and_a_conversation_as_markdown(browser: Browser, fake: str) -> None:
    page = visit(browser, fake, "古籍修复占比多少")
    page.wait_for_function("document.querySelector('[data-testid=stApp]')?.dataset.testScriptState === 'notRunning'")
    page.wait_for_timeout(
        700
    )  # the newest answer is brought into view for half a second, menus opened before stay behind
    page.get_by_role("button", name="下载", exact=True).click()
    with page.expect_download() as workbook:
        page.get_by_role("button", name="XLSX").press("Enter")
    assert workbook.value.suggested_filename == "古籍修复占比多少.xlsx"
    assert Path(workbook.value.path()).read_bytes()[:2] == b"PK"
    page.keyboard.press("Escape")
    with page.expect_download() as words:
        page.get_by_role("button", name="下载整个对话").click()
    assert "1\\,503\\,000\\.50" in Path(words.value.path()).read_text("utf-8")


def test_the_words_switch_to_english(browser: Browser, fake: str) -> None:
    page = visit(browser, fake, "夜间开放花多少钱")
    page.get_by_role("radio", name="English").click()
    expect(page.get_by_role("button", name="Open the source").first).to_be_visible()
    expect(page.get_by_test_id("stTopNavLink").first).to_contain_text("Ask")


def test_everything_that_can_be_done_is_reached_by_the_tab_key_in_the_order_of_reading(
    browser: Browser, fake: str
) -> None:
    page = visit(browser, fake, "表格里是多少")
    answered(page, "864.20 万元")
    wanted = ["元", "打开出处", "复制", "改问题", "重新回答"]
    page.locator(".bq-headline").click()
    seen: list[str] = []
    for _ in range(40):
        page.keyboard.press("Tab")
        seen.append(page.evaluate("document.activeElement.innerText || document.activeElement.ariaLabel || ''"))
    places = [next((n for n, text in enumerate(seen) if name in text), -1) for name in wanted]
    assert -1 not in places, seen
    assert places == sorted(places), seen


YEARS = {2030: ("12.50", "7.00"), 2031: ("13.75", "8.00")}


@pytest.fixture(scope="module")
def real(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The page over two small ruled PDFs of one invented body, built by the page itself."""
    folder = tmp_path_factory.mktemp("real")
    (folder / "corpus").mkdir()
    for year, (water, power) in YEARS.items():
        cover = FakePage().text(150, 200, f"云溪区园林管理所{year}年单位预算", 20)
        sheet = FakePage().text(180, 60, f"{year}年单位支出预算总表", 14).text(60, 90, "编制单位：云溪区园林管理所")
        sheet.text(430, 90, "单位：万元")
        rows = (("科目名称", "合计"), ("水费", water), ("电费", power), ("合计", f"{float(water) + float(power):.2f}"))
        sheet.table((60, 300, 520), (100, 130, 160, 190, 220), rows)
        (folder / "corpus" / f"园林{year}.pdf").write_bytes(pdf_of(cover, sheet))
    corpus, index, state = (str(folder / name) for name in ("corpus", "index", "state"))
    yield from serve("app.py", BUDGET_CORPUS=corpus, BUDGET_INDEX=index, BUDGET_STATE=state)


def test_a_figure_of_a_pdf_opens_its_page_with_the_right_cell_marked(browser: Browser, real: str) -> None:
    page = visit(browser, real, "云溪区园林管理所2031年水费多少")
    answered(page, "13.75 万元")
    page.get_by_role("button", name="打开出处").first.click()
    sheet = page.locator("[role=dialog] .bq-page")
    expect(sheet.locator("mark")).to_have_count(1)
    box, whole = sheet.locator("mark").bounding_box(), sheet.locator("img").bounding_box()
    assert box
    assert whole
    scale = whole["width"] / 595
    left, top = (box["x"] - whole["x"]) / scale, (box["y"] - whole["y"]) / scale
    assert (left, top) == pytest.approx((300, 130), abs=2.5)  # the cell of row 水费, column 合计, in points
    assert (box["width"] / scale, box["height"] / scale) == pytest.approx((220, 30), abs=4)


def test_a_chip_changed_asks_for_another_year_and_a_follow_up_goes_on_from_there(browser: Browser, real: str) -> None:
    page = visit(browser, real, "云溪区园林管理所2031年水费多少")
    answered(page, "13.75 万元")
    page.get_by_role("button", name="改条件").click()
    page.get_by_role("combobox", name="年度").click()
    page.get_by_role("option", name="2030").click()
    answered(page, "12.50 万元")
    expect(page.get_by_text("云溪区园林管理所2030年水费多少").first).to_be_visible()
    page.get_by_test_id("stChatInputTextArea").fill("那电费呢")
    page.keyboard.press("Enter")
    answered(page, "7.00 万元")


def test_what_is_offered_next_is_answered(browser: Browser, real: str) -> None:
    page = visit(browser, real, "云溪区园林管理所2031年水费多少")
    offer = page.locator("[class*=st-key-next-] button").first
    offer.click()
    expect(page.get_by_test_id("stChatMessage")).to_have_count(4)
    expect(page.locator(".bq-headline")).to_have_count(2)


def test_on_a_phone_chips_sources_and_pages_stay_within_the_screen(browser: Browser, real: str) -> None:
    page = visit(browser, real, "云溪区园林管理所2031年水费多少", size=PHONE, dark=True)
    answered(page, "13.75 万元")
    width = PHONE["width"]
    page.get_by_role("button", name="改条件").click()
    expect(page.get_by_role("combobox", name="年度")).to_be_visible()
    for chip in page.locator("[class*=st-key-chips-] [data-testid=stSelectbox]").all():
        box = chip.bounding_box()
        assert box
        assert box["x"] + box["width"] <= width
    page.get_by_role("button", name="打开出处").first.click()
    expect(page.locator("[role=dialog] .bq-page mark")).to_be_in_viewport()
    assert page.evaluate("document.querySelector('[role=dialog]').scrollWidth") <= width


def test_chips_and_offers_are_readable_in_light_and_dark(browser: Browser, real: str) -> None:
    for dark in (False, True):
        page = visit(browser, real, "云溪区园林管理所2031年水费多少", dark=dark)
        assert contrast(page, ".bq-chips .chip") >= 4.5
        page.get_by_role("button", name="改条件").click()
        for selector in ("[class*=st-key-chips-] label p", "[class*=st-key-next-] button p", ".bq-label"):
            assert contrast(page, selector) >= 4.5, (dark, selector)
