"""Files that are broken, hostile or no documents: each is named with one clear line, and the others are indexed."""

from __future__ import annotations

import os
import time
import zipfile
from pathlib import Path

import docx
import openpyxl
import pytest
from pdf_fake import FakePage, pdf_of

from index.build import rebuild
from index.corpus import MOST_BYTES, fingerprint, source_files
from index.readers import Unreadable, read
from index.store import Index

GOOD = "青山区园林所2031年单位预算\n\n一、主要职能\n\n养护行道树。\n"
LAUGHS = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))


def whole_pdf() -> bytes:
    return pdf_of(FakePage().text(72, 300, "青山区园林所2031年单位预算"))


def packed(path: Path, suffix: str, part: str, content: str) -> bytes:
    """An Office file with one of its parts replaced."""
    made = path / f"made{suffix}"
    (docx.Document() if suffix == ".docx" else openpyxl.Workbook()).save(made)
    with zipfile.ZipFile(made) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in (parts | {part: content.encode()}).items():
            archive.writestr(name, data)
    return made.read_bytes()


def laughing_docx(path: Path) -> bytes:
    body = "<w:body><w:p><w:r><w:t>&l9;</w:t></w:r></w:p></w:body>"
    space = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    xml = f'<!DOCTYPE w:document [<!ENTITY l0 "哈">{LAUGHS}]><w:document {space}>{body}</w:document>'
    return packed(path, ".docx", "word/document.xml", xml)


def laughing_xlsx(path: Path) -> bytes:
    space = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
    cell = '<row r="1"><c r="A1" t="inlineStr"><is><t>&l9;</t></is></c></row>'
    xml = (
        f'<!DOCTYPE worksheet [<!ENTITY l0 "哈">{LAUGHS}]><worksheet {space}><sheetData>{cell}</sheetData></worksheet>'
    )
    return packed(path, ".xlsx", "xl/worksheets/sheet1.xml", xml)


BAD = {
    "截断.pdf": (lambda _: whole_pdf()[:300], "损坏"),
    "加密.pdf": (lambda _: pdf_of(FakePage().text(72, 300, "密"), locked=True), "密码"),
    "扫描.pdf": (lambda _: pdf_of(FakePage().picture()), "没有文字层"),
    "空.pdf": (lambda _: b"", "空的"),
    "图.pdf": (lambda _: b"\x89PNG\r\n\x1a\n" + b"\0" * 50, "图片"),
    "程序.txt": (lambda _: b"MZ\x90\0\3\0\0\0" + bytes(range(256)) * 4, "不是文本"),
    "压缩包.docx": (lambda _: b"PK\x03\x04" + b"\0" * 200, "损坏|不完整|压缩"),
    "压缩包.zip": (lambda path: (path / "z.zip").read_bytes(), "压缩"),
    "笑.docx": (laughing_docx, "."),
    "笑.xlsx": (laughing_xlsx, "."),
    "深.html": (lambda _: b"<html><body>" + b"<div>" * 50_000 + b"x", "."),
    "脚本.html": (lambda _: b"<html><body><script>document.write('x')</script></body></html>", "没有文字"),
    "乱.txt": (lambda _: bytes([0x81, 0xFF]) * 500, "编码"),
}


@pytest.fixture
def corpus(tmp_path):
    folder = tmp_path / "资料"
    folder.mkdir()
    (folder / "好.txt").write_text(GOOD, "utf-8")
    with zipfile.ZipFile(tmp_path / "z.zip", "w") as archive:
        archive.writestr("a.txt", GOOD)
    return folder


@pytest.mark.parametrize("name", BAD)
def test_a_bad_file_is_refused_in_words_or_read_without_harm(name, tmp_path, corpus):
    assert corpus.is_dir()
    make, words = BAD[name]
    path = tmp_path / name
    path.write_bytes(make(tmp_path))
    begun = time.process_time()
    if words == ".":  # nothing of it may take for ever or blow up; what is left of it may be read
        try:
            assert len(str(read(path, name))) < 1_000_000
        except Unreadable as error:
            words = str(error)
        assert "\n" not in words
    else:
        with pytest.raises(Unreadable, match=words) as caught:
            read(path, name)
        assert "\n" not in str(caught.value)
    assert time.process_time() - begun < 20


def test_all_bad_files_together_leave_the_good_one_indexed(corpus, tmp_path):
    for name, (make, words) in BAD.items():
        if words != ".":
            (corpus / name).write_bytes(make(tmp_path))
    report = rebuild(corpus, tmp_path / "索引")
    assert [document.name for document in Index.open(tmp_path / "索引").documents] == ["好.txt"]
    refused = {problem.source.document for problem in report.problems if problem.severity == "error"}
    assert refused == {name for name, (_, words) in BAD.items() if words != "."}


def test_a_file_of_two_gigabytes_is_refused_at_once(corpus, tmp_path):
    with (corpus / "大.pdf").open("wb") as file:
        file.write(b"%PDF-1.5")
        file.truncate(2_000_000_000)  # sparse: takes no space
    begun = time.process_time()
    report = rebuild(corpus, tmp_path / "索引")
    assert "未收录 大.pdf：文件有 2000 MB，超过 200 MB 的上限" in str(report)
    assert fingerprint(corpus, source_files(corpus))[0]["sha256"] == ""
    assert time.process_time() - begun < 20
    assert (corpus / "大.pdf").stat().st_size > MOST_BYTES


@pytest.mark.skipif(os.name == "nt", reason="making links needs special rights on Windows")
def test_links_out_of_the_folder_are_not_followed(corpus, tmp_path):
    (tmp_path / "秘密.txt").write_text("青山区园林所2031年单位预算\n\n口令是一二三。\n", "utf-8")
    (corpus / "链接.txt").symlink_to(tmp_path / "秘密.txt")
    (corpus / "文件夹").symlink_to(tmp_path, target_is_directory=True)
    (corpus / "自己.txt").symlink_to(corpus / "自己.txt")
    (corpus / "别名.txt").symlink_to(corpus / "好.txt")
    report = rebuild(corpus, tmp_path / "索引")
    held = Index.open(tmp_path / "索引")
    assert len(held.documents) == 1  # the alias is the same file once more
    assert "口令" not in "".join(passage.text for passage in held.passages)
    assert "未收录 链接.txt：是指向资料文件夹之外的链接" in str(report)


@pytest.mark.skipif(os.name == "nt", reason="Windows does not allow such names")
@pytest.mark.parametrize(
    "name", [b"\xff\xfe.txt", b"a\nb.txt", "\u202e倒.txt".encode(), b"x..\\..\\y.txt", b"$(rm).txt"]
)
def test_a_strange_name_does_no_harm(corpus, tmp_path, name):
    try:
        (corpus / os.fsdecode(name)).write_text(GOOD.replace("2031", "2030"), "utf-8")
    except OSError:
        pytest.skip("this file system does not allow the name")
    report = rebuild(corpus, tmp_path / "索引")
    held = Index.open(tmp_path / "索引")
    assert "好.txt" in [document.name for document in held.documents]
    assert len(held.ingest_reports) == 2
    assert str(report).isprintable() or "\n" in str(report)
    assert all(one.document.isprintable() for one in held.ingest_reports)
