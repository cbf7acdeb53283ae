"""A real browser and a running page for tests: Playwright for Python on Debian's Chromium."""

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
from urllib.parse import quote

import pytest
from playwright.sync_api import Browser, Page, expect, sync_playwright

ROOT = Path(__file__).resolve().parents[1]
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
DESK = {"width": 1200, "height": 800}
PHONE = {"width": 375, "height": 740}

needs_browser = pytest.mark.skipif(
    not CHROMIUM and os.environ.get("CI") != "true",
    reason="no Chromium on this machine: the page is not tested in a browser",
)


def chromium() -> Iterator[Browser]:
    """A browser, closed in the end; in CI a missing one is a failure."""
    assert CHROMIUM, "CI needs Chromium: apt-get install -y chromium fonts-wqy-microhei"
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield opened
        opened.close()


def serve(script: str, **environment: str) -> Iterator[str]:
    """The address of ``script`` run by Streamlit; the server ends with the iteration."""
    port = _free_port()
    command = [sys.executable, "-m", "streamlit", "run", str(ROOT / script), "--server.port", str(port)]
    with subprocess.Popen(command, cwd=ROOT, env=os.environ | environment, stdout=subprocess.DEVNULL) as server:
        try:
            address = f"http://localhost:{port}"
            _wait_for(f"{address}/_stcore/health")
            yield address
        finally:
            server.terminate()


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("localhost", 0))
        return int(probe.getsockname()[1])


def _wait_for(address: str, seconds: float = 60) -> None:
    until = time.monotonic() + seconds
    while True:
        try:
            urllib.request.urlopen(address, timeout=2).close()
        except OSError:
            assert time.monotonic() < until, f"{address} did not come up"
            time.sleep(0.2)
        else:
            return


def visit(
    browser: Browser, address: str, *questions: str, size: dict[str, int] = DESK, dark: bool = False, page: str = ""
) -> Page:
    """The page in a fresh browser profile, ready to be asked; the addresses it requests are kept in ``page.requested``."""
    context = browser.new_context(viewport=size, color_scheme="dark" if dark else "light", locale="zh-CN")
    opened = context.new_page()
    opened.requested = []  # type: ignore[attr-defined]
    opened.on("request", lambda request: opened.requested.append(request.url))  # type: ignore[attr-defined]
    opened.goto(f"{address}/{page}?" + "&".join(f"q={quote(question)}" for question in questions))
    if not page:
        expect(opened.get_by_test_id("stChatInput")).to_be_visible(timeout=60_000)
    return opened


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
    light, dark = sorted((_luminance(rgb) for rgb in values), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def _luminance(rgb: list[int]) -> float:
    parts = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in (value / 255 for value in rgb)]
    return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]
