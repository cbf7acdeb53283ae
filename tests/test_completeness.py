"""A file is held against its own table of contents; one that was mostly not read is named and not used for answers."""

from __future__ import annotations

import pytest
from parsing import parse
from pdf_fake import FakePage, pdf_of

from index.__main__ import main
from index.build import read_documents, rebuild
from index.completeness import missing_titles, report_of
from index.store import Index

COVER = "云杉县档案馆2031年单位预算\n\n预算单位：云杉县档案馆\n\n"
CONTENTS = "目 录\n\n一、单位主要职能\n二、单位预算表\n1. 2031年单位收支预算总表\n2. 2031年单位收入预算总表\n3. 2031年单位支出预算总表\n\n"
DUTIES = "云杉县档案馆主要职能\n\n保管全县档案。\n\n"


def table(title: str, *rows: str) -> str:
    body = "\n".join(("科目\t合计", *(row.replace(" ", "\t") for row in rows)))
    return f"{title}\n\n单位：元\n\n{body}\n\n"


BALANCE = table("2031年单位收支预算总表", "档案保管 1,200.50", "档案修复 99.00")
INCOME = table("2031年单位收入预算总表", "财政拨款 1,299.50")
SPENDING = table("2031年单位支出预算总表", "档案保管 1,299.50")


def test_announced_tables_that_were_not_found_are_named():
    report = report_of(parse(CONTENTS + DUTIES + BALANCE + INCOME, cover=COVER))
    assert len(report.announced) == 3
    assert report.missing == ("2031年单位支出预算总表",)
    assert (report.tables, report.held_out) == (2, "")


@pytest.mark.parametrize(
    ("tables", "held"), [(BALANCE + INCOME + SPENDING, False), (BALANCE + INCOME, False), (BALANCE, True), ("", True)]
)
def test_a_document_is_held_out_when_most_of_its_announced_tables_are_missing(tables, held):
    report = report_of(parse(CONTENTS + DUTIES + tables, cover=COVER))
    assert bool(report.held_out) is held
    assert not held or "目录列出 3 张表" in report.held_out


def test_a_document_without_contents_and_tables_is_used():
    assert report_of(parse(DUTIES, cover=COVER)).held_out == ""


def test_a_disclosure_without_contents_is_held_against_the_standard_set():
    titles = ("收支预算总表", "收入预算总表", "支出预算总表", "财政拨款收支预算总表")
    report = report_of(parse("".join(table(f"2031年单位{title}", "甲 1.00") for title in titles), cover=COVER))
    assert report.by_standard
    assert "“三公”经费支出表" in report.missing
    assert report.held_out == ""


def test_a_table_whose_amounts_have_no_names_counts_as_unread():
    nameless = "2031年单位收支预算总表\n\n单位：元\n\n合计\t基本支出\n1,200.50\t30.00\n99.00\t2.50\n\n"
    report = report_of(parse(nameless, cover=COVER))
    assert report.unread == ("2031年单位收支预算总表",)
    assert "读不出数字" in report.held_out


def test_one_form_stands_for_the_title_of_all_forms():
    parsed = parse(BALANCE, cover=COVER)
    forms = [type(parsed.tables[0])(1, "甲项目绩效目标申报表", "绩效目标", "", (), (), 0, (), (), ())]
    assert missing_titles(("财政项目支出绩效目标申报表",), parsed.tables) == ("财政项目支出绩效目标申报表",)
    assert missing_titles(("财政项目支出绩效目标申报表",), forms) == ()


def test_the_year_may_stand_in_the_contents_only():
    assert missing_titles(("2031年度单位收支预算总表",), parse(BALANCE, cover=COVER).tables) == ()


@pytest.fixture
def corpus(tmp_path):
    folder = tmp_path / "资料"
    folder.mkdir()
    (folder / "全.txt").write_text(COVER + CONTENTS + DUTIES + BALANCE + INCOME + SPENDING, "utf-8")
    (folder / "缺.txt").write_text(COVER.replace("2031", "2030") + CONTENTS + DUTIES, "utf-8")
    (folder / "坏.bin").write_bytes(b"\0\1")
    pages = [FakePage().text(72, 300, "云杉县档案馆二〇二九年单位预算"), FakePage().picture(), FakePage().picture()]
    (folder / "扫描.pdf").write_bytes(pdf_of(*pages))
    return folder


def test_files_held_out_answer_nothing_and_are_named(corpus, tmp_path):
    report = rebuild(corpus, tmp_path / "i")
    held = Index.open(tmp_path / "i")
    assert [document.name for document in held.documents] == ["全.txt"]
    reasons = {one.document: one.held_out for one in held.ingest_reports}
    assert reasons.pop("全.txt") == ""
    assert {name: reason[:6] for name, reason in reasons.items()} == {
        "坏.bin": "不是文本文件",
        "扫描.pdf": "3 页中有 ",
        "缺.txt": "目录列出 3",
    }
    assert "未收录 缺.txt：未用于回答：目录列出 3 张表，有 3 张没有找到" in str(report)
    assert {document.name for document in (one.document for one in read_documents(corpus)[0])} == {"全.txt"}


def test_a_report_is_stored_without_loss(corpus, tmp_path):
    rebuild(corpus, tmp_path / "i")
    parsed, _ = read_documents(corpus)
    assert Index.open(tmp_path / "i").ingest_reports[0] == report_of(parsed[0])


def test_the_status_names_what_is_missing_and_shows_one_file(corpus, tmp_path, capsys):
    (corpus / "全.txt").write_text(COVER + CONTENTS + DUTIES + BALANCE + INCOME, "utf-8")
    places = ["--corpus", str(corpus), "--index", str(tmp_path / "i")]
    rebuild(corpus, tmp_path / "i")
    assert main(["status", *places]) == 0
    shown = capsys.readouterr().out
    assert "2 张表（全.txt）：缺 1 张表" in shown
    assert "未用于回答：扫描.pdf（3 页中有 2 页" in shown
    assert main(["status", *places, "--file", "全"]) == 0
    shown = capsys.readouterr().out
    assert "目录列出 3 张表，找到 2 张" in shown
    assert "没有找到：2031年单位支出预算总表" in shown
    assert main(["status", *places, "--file", "扫描"]) == 0
    assert "没有读取的页：2、3" in capsys.readouterr().out
    assert main(["status", *places, "--file", "没有"]) == 1
    assert "没有唯一一份文件" in capsys.readouterr().err
