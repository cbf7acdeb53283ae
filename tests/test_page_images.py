"""A page of a PDF as a picture: the places that were read lie where the picture shows them."""

from __future__ import annotations

import hashlib
import io
from pathlib import Path

import pytest
from pdf_fake import FakePage, pdf_of
from PIL import Image

from index.model import Grid
from index.page_images import PageImage, PageUnavailable, page_image
from index.readers import read_file

ROWS = (("项目", "预算数"), ("水费", "12.50"), ("电费", "7.00"))


def written(folder: Path, *pages: FakePage) -> tuple[str, str]:
    data = pdf_of(*pages)
    (folder / "甲.pdf").write_bytes(data)
    return "甲.pdf", hashlib.sha256(data).hexdigest()


def ruled(**changed: object) -> FakePage:
    page = FakePage(**changed)  # type: ignore[arg-type]
    page.text(60, 60, "甲中心2024年单位预算")
    return page.table((60, 200, 320), (100, 130, 160, 190), ROWS)


def is_dark(image: PageImage, x: float, y: float, reach: float = 1.5) -> bool:
    """Whether ink lies within ``reach`` points of a place."""
    picture = Image.open(io.BytesIO(image.png)).convert("L")
    scale = picture.width / image.width
    box = [round(v * scale) for v in (x - reach, y - reach, x + reach, y + reach)]
    return picture.crop(tuple(box)).getextrema()[0] < 128


@pytest.mark.parametrize("page", [ruled(), ruled(origin=(20, 30)), ruled(width=842, height=595)])
def test_a_box_that_was_read_lies_on_the_lines_of_the_picture(tmp_path: Path, page: FakePage) -> None:
    name, sha256 = written(tmp_path, page)
    grid = next(block for block in read_file(tmp_path / name, name).blocks if isinstance(block, Grid))
    image = page_image(tmp_path, name, sha256, 1)
    assert (image.width, image.height, image.pages) == (page.width, page.height, 1)
    x0, top, x1, bottom = next(
        box for row, boxes in zip(grid.rows, grid.boxes, strict=True) for cell, box in zip(row, boxes, strict=True)
        if cell == "12.50" and box
    )  # fmt: skip
    middle = (top + bottom) / 2
    assert is_dark(image, x0, middle)
    assert is_dark(image, x1, middle)
    assert is_dark(image, x0 + 10, middle, 12)  # the figure itself
    assert not is_dark(image, x1 - 20, top + 5, 3)  # the empty part of its cell


def test_a_changed_file_is_not_shown(tmp_path: Path) -> None:
    name, _ = written(tmp_path, ruled())
    with pytest.raises(PageUnavailable, match=r"甲\.pdf.*有改动.*重建索引"):
        page_image(tmp_path, name, "0" * 64, 1)


def test_a_file_that_is_gone_is_named(tmp_path: Path) -> None:
    with pytest.raises(PageUnavailable, match=r"乙\.pdf.*已经没有这份文件"):
        page_image(tmp_path, "乙.pdf", "0" * 64, 1)


def test_a_page_that_the_document_has_not_is_said(tmp_path: Path) -> None:
    name, sha256 = written(tmp_path, ruled())
    with pytest.raises(PageUnavailable, match="没有第 2 页"):
        page_image(tmp_path, name, sha256, 2)


def test_a_file_that_is_no_pdf_is_said(tmp_path: Path) -> None:
    (tmp_path / "甲.pdf").write_bytes(b"x")
    with pytest.raises(PageUnavailable, match="不是 PDF"):
        page_image(tmp_path, "甲.pdf", hashlib.sha256(b"x").hexdigest(), 1)


def test_a_name_that_leads_out_of_the_corpus_is_refused(tmp_path: Path) -> None:
    (tmp_path / "corpus").mkdir()
    name, sha256 = written(tmp_path, ruled())
    with pytest.raises(PageUnavailable, match="不在资料文件夹里"):
        page_image(tmp_path / "corpus", f"../{name}", sha256, 1)


def test_a_sentence_is_found_on_the_lines_it_stands_on(tmp_path: Path) -> None:
    page = FakePage(origin=(20, 30)).text(60, 100, "一、主要职能").text(60, 140, "本中心2024年预算")
    name, sha256 = written(tmp_path, page.text(60, 160, "安排水费12.50万元。").text(60, 200, "其他说明。"))
    found = page_image(tmp_path, name, sha256, 1, "本中心2024年预算安排水费12.50万元。").found
    assert len(found) == 2
    for (x0, top, x1, bottom), base in zip(found, (140, 160), strict=True):
        assert 55 < x0 < 65 < x1
        assert top < base
        assert bottom == pytest.approx(base, abs=6)


def test_a_sentence_that_is_not_on_the_page_has_no_place(tmp_path: Path) -> None:
    name, sha256 = written(tmp_path, ruled())
    assert page_image(tmp_path, name, sha256, 1, "没有印在这里的话。").found == ()
