"""Pictures of every page for ``docs/``: ``python -m tests.screenshots [name …]``.

An index over the project's own ``corpus/`` and one invented PDF is built in a temporary folder, the page is served from it, and a browser
takes each picture of ``PICTURES``. To add one, add a line.
"""

from __future__ import annotations

import io
import shutil
import sys
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from PIL import Image
from playwright.sync_api import Page, sync_playwright

sys.path.insert(0, str(Path(__file__).parent))

from browser import CHROMIUM, PHONE, ROOT, serve, visit
from pdf_fake import FakePage, pdf_of

DOCS = ROOT / "docs"
WIDE = {"width": 1280, "height": 860}
TALL = {"width": 1280, "height": 1180}
COLOURS = 128
"""A picture with a palette is a quarter of the size, and text stays as sharp."""

INVENTED = "云溪区园林管理所"
_VALUE = "松江2024年免费刻章预算多少"
_RANKING = "哪个单位公务接待费最多"
_COMPARED = "松江和青浦2023年办公费比较"
_PDF = f"{INVENTED}2031年绿化养护多少"

Steps = Callable[[Page], None]


@dataclass(frozen=True, slots=True)
class Picture:
    """One file in ``docs/``: the page at an address, after questions and ``steps``."""

    name: str
    questions: tuple[str, ...] = ()
    page: str = ""
    size: tuple[int, int] = (1280, 860)
    dark: bool = False
    steps: Steps = lambda _: None


def _open_source(page: Page) -> None:
    page.get_by_role("button", name="打开出处").first.click()
    page.locator("[role=dialog] .bq-page img, [role=dialog] .bq-scroll").first.wait_for()


_PHONE = (PHONE["width"], 812)
PICTURES = (
    Picture("ask"),
    Picture("answer", (_VALUE,), size=(1280, 980)),
    Picture("answer-dark", (_VALUE,), size=(1280, 980), dark=True),
    Picture("answer-phone", (_VALUE,), size=_PHONE),
    Picture("ranking", (_RANKING,), size=(1280, 1180)),
    Picture("comparison-phone-dark", (_COMPARED,), size=_PHONE, dark=True),
    Picture("source", (_PDF,), steps=_open_source),
    Picture("source-table", (_RANKING,), steps=_open_source),
    Picture("data", page="data"),
    Picture("data-dark", page="data", dark=True),
    Picture("data-phone", page="data", size=_PHONE),
    Picture("library", page="library"),
    Picture("library-dark", page="library", dark=True),
    Picture("library-phone", page="library", size=_PHONE),
)


def main(names: list[str]) -> None:
    """Take the pictures named, or all."""
    DOCS.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        corpus = Path(folder, "corpus")
        shutil.copytree(ROOT / "corpus", corpus)
        (corpus / f"{INVENTED}2031年单位预算.pdf").write_bytes(_invented())
        _build(corpus, Path(folder, "index"))
        places = {"CORPUS": corpus, "INDEX": Path(folder, "index"), "STATE": Path(folder, "state")}
        for address in serve("app.py", **{f"BUDGET_{name}": str(path) for name, path in places.items()}):
            with sync_playwright() as playwright:
                browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
                for picture in PICTURES:
                    if picture.name in names or not names:
                        width, height = picture.size
                        size = {"width": width, "height": height}
                        page = visit(
                            browser, address, *picture.questions, size=size, dark=picture.dark, page=picture.page
                        )
                        _settle(page)
                        picture.steps(page)
                        _settle(page)
                        _write(DOCS / f"{picture.name}.png", page.screenshot())
                        page.context.close()
                browser.close()


def _build(corpus: Path, index: Path) -> None:
    from index.build import rebuild

    rebuild(corpus, index)


def _settle(page: Page) -> None:
    """Until nothing is being drawn or loaded any more."""
    page.locator("[class*=st-key-page-]").first.wait_for(
        timeout=60_000
    )  # not the greeting of a server that just started
    page.wait_for_load_state("networkidle")
    page.wait_for_function(
        """() => !document.querySelector("[data-testid=stStatusWidget], [data-testid=stSkeleton], [data-stale=true]")"""
    )
    page.wait_for_timeout(1200)


def _write(path: Path, png: bytes) -> None:
    Image.open(io.BytesIO(png)).convert("RGB").quantize(COLOURS, dither=Image.Dither.NONE).save(path, optimize=True)
    print(f"{path.relative_to(ROOT)}  {path.stat().st_size // 1000} kB")


def _invented() -> bytes:
    """A budget of a body that does not exist, as a ruled PDF."""
    cover = FakePage().text(120, 260, f"{INVENTED}2031年单位预算", 22)
    sheet = FakePage().text(190, 70, "2031年单位支出预算总表", 15)
    sheet.text(60, 105, f"编制单位：{INVENTED}").text(455, 105, "单位：万元")
    rows = (
        ("功能分类科目名称", "合计", "基本支出", "项目支出"),
        ("城乡社区支出", "1286.40", "742.15", "544.25"),
        ("绿化养护", "486.75", "120.50", "366.25"),
        ("古树名木保护", "92.30", "14.30", "78.00"),
        ("公园运行维护", "707.35", "607.35", "100.00"),
        ("社会保障和就业支出", "158.62", "158.62", "0.00"),
        ("卫生健康支出", "64.18", "64.18", "0.00"),
        ("住房保障支出", "77.90", "77.90", "0.00"),
        ("合计", "1587.10", "1042.85", "544.25"),
    )
    sheet.table((60, 220, 325, 430, 535), tuple(range(120, 120 + 28 * (len(rows) + 1), 28)), rows)
    return pdf_of(cover, sheet)


if __name__ == "__main__":
    main(sys.argv[1:])
