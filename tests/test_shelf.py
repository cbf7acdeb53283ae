"""Handing in a document, taking one off the shelf and putting it back: nothing is lost, overwritten or taken for what it is not."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest
from pdf_fake import FakePage, pdf_of

from index.corpus import source_files
from index.intake import Refused, checked_content, checked_name
from index.shelf import AlreadyThere, NotThere, Shelf

MB = 2**20
TEXT = "云溪区图书管理中心2024年部门预算\n".encode()
PDF = pdf_of(FakePage().text(50, 50, "云溪区"))


def archive(*names: str) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as made:
        for name in names:
            made.writestr(name, "x")
    return buffer.getvalue()


@pytest.fixture
def shelf(tmp_path: Path) -> Shelf:
    return Shelf(tmp_path / "corpus")


def test_a_document_handed_in_is_read_by_the_next_build(shelf: Shelf) -> None:
    assert shelf.add("云溪区2024年预算.pdf", PDF, most_bytes=MB) == "云溪区2024年预算.pdf"
    assert source_files(shelf.corpus) == ("云溪区2024年预算.pdf",)
    assert (shelf.corpus / "云溪区2024年预算.pdf").read_bytes() == PDF


@pytest.mark.parametrize(
    "name",
    [
        "../a.txt",
        "..\\a.txt",
        "/etc/passwd.txt",
        "C:\\a.txt",
        "a/b.txt",
        "a\0.txt",
        "a\n.txt",
        ".a.txt",
        "..txt",
        "~$a.docx",
        "a.txt ",
        " a.txt",
        "a.txt.",
        "NUL.txt",
        "com1.pdf",
        "README.md",
        "年\u202etxt.exe.pdf",
        "a:b.txt",
        "长" * 80 + ".txt",
        "a.exe",
        "a.docm",
        "txt",
        "",
    ],
)
def test_a_name_with_a_path_or_a_trick_is_refused_and_nothing_is_written(shelf: Shelf, name: str) -> None:
    with pytest.raises(Refused):
        shelf.add(name, TEXT, most_bytes=MB)
    assert not shelf.corpus.exists()


def test_an_ordinary_name_is_kept_letter_for_letter() -> None:
    for name in ("（公开）云溪区2024年 部门预算（定稿）.PDF", "budget-2024_v1.2.xlsx"):
        assert checked_name(name) == name


def test_decomposed_letters_are_composed() -> None:
    assert checked_name("re\u0301sume\u0301.txt") == "r\u00e9sum\u00e9.txt"


@pytest.mark.parametrize(
    ("name", "data", "why"),
    [
        ("a.txt", b"", "空"),
        ("a.txt", b"x" * (MB + 1), "上限是 1 MB"),
        ("a.txt", PDF, "不符"),
        ("a.pdf", TEXT, "不符"),
        ("a.pdf", b"MZ\x90\x00" + b"\0" * 100, "不符"),
        ("a.docx", archive("xl/workbook.xml"), "不符"),
        ("a.docx", archive("word/other.xml"), "缺少正文"),
        ("a.xlsx", archive("xl/workbook.xml", "xl/vbaProject.bin"), "宏"),
        ("a.xlsx", archive("xl/workbook.xml")[:60], "损坏"),
        ("a.txt", b"\x89PNG\r\n\x1a\n", "不符"),
    ],
)
def test_content_that_is_not_what_its_name_says_is_refused(name: str, data: bytes, why: str) -> None:
    with pytest.raises(Refused, match=why):
        checked_content(name, data, MB)


@pytest.mark.parametrize(
    ("name", "data", "form"),
    [
        ("a.txt", TEXT, "text"),
        ("a.md", "云溪区".encode("gb18030"), "text"),
        ("a.csv", b"a,b\n1,2\n", "csv"),
        ("a.pdf", PDF, "pdf"),
        ("a.docx", archive("word/document.xml"), "docx"),
        ("a.xlsx", archive("xl/workbook.xml"), "xlsx"),
        ("a.xls", b"<html><table></table></html>", "html"),
        ("a.html", b"<html><table></table></html>", "html"),
    ],
)
def test_content_that_is_what_its_name_says_is_taken(name: str, data: bytes, form: str) -> None:
    assert checked_content(name, data, MB) == form


def test_a_document_that_is_there_is_not_overwritten_without_asking(shelf: Shelf) -> None:
    shelf.add("a.txt", b"one", most_bytes=MB)
    for name in ("a.txt", "A.TXT"):
        with pytest.raises(AlreadyThere):
            shelf.add(name, b"two", most_bytes=MB)
    assert (shelf.corpus / "a.txt").read_bytes() == b"one"
    assert source_files(shelf.corpus) == ("a.txt",)


def test_a_replaced_document_can_be_put_back(shelf: Shelf) -> None:
    shelf.add("a.txt", b"one", most_bytes=MB)
    shelf.add("a.txt", b"two", most_bytes=MB, replace=True)
    assert (shelf.corpus / "a.txt").read_bytes() == b"two"
    with pytest.raises(AlreadyThere):
        shelf.restore(shelf.removed()[0])
    shelf.remove("a.txt")
    older = shelf.removed()[1]
    shelf.restore(older)
    assert (shelf.corpus / "a.txt").read_bytes() == b"one"


def test_a_removed_document_is_not_read_and_can_be_put_back(shelf: Shelf) -> None:
    (shelf.corpus / "甲").mkdir(parents=True)
    (shelf.corpus / "甲" / "a.txt").write_bytes(TEXT)
    shelf.add("b.txt", TEXT, most_bytes=MB)
    gone = shelf.remove("甲/a.txt")
    assert source_files(shelf.corpus) == ("b.txt",)
    assert shelf.removed() == (gone,)
    assert shelf.restore(gone) == "甲/a.txt"
    assert (shelf.corpus / "甲" / "a.txt").read_bytes() == TEXT
    assert shelf.removed() == ()


@pytest.mark.parametrize("name", ["../secret.txt", "fehlt.txt", ".removed/x.txt", ""])
def test_only_a_document_of_the_folder_can_be_removed(shelf: Shelf, tmp_path: Path, name: str) -> None:
    (tmp_path / "secret.txt").write_text("x")
    shelf.add("b.txt", TEXT, most_bytes=MB)
    with pytest.raises(NotThere):
        shelf.remove(name)
    assert (tmp_path / "secret.txt").exists()


def test_a_folder_that_cannot_be_written_is_said(tmp_path: Path) -> None:
    (tmp_path / "corpus").write_text("a file in its place")
    with pytest.raises(Refused, match="不能写入"):
        Shelf(tmp_path / "corpus").add("a.txt", TEXT, most_bytes=MB)
