"""Workbooks and Word documents become the same blocks as text, and say why when they cannot be read."""

from __future__ import annotations

import base64
import struct
import zipfile
import zlib
from datetime import date
from decimal import Decimal

import docx
import openpyxl
import pytest
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from index.extract import extract
from index.model import Grid, Heading
from index.readers import Unreadable, read, read_file
from index.readers.docx_numbers import chinese
from index.readers.number_formats import shown

XLS = (
    b"c-rk)O=uHA6#izjX?|$aO-+SX2%%urTJWbLg0x!&?a9)5QAD(fT~J!m5{giJu-XQC5d;rb@lwdeOVx`%s6}rcgo+*nMMxA+1wl~o&}Mz}"
    b"c2`o(AptEa^M(E9&71dTUS{6R{=8U>=I8D-7w{9h;6u?4p{7J9=n8oi1JrKYQuN9oUADqMg;0<dvc`{xb<YEG4dr?lpy9Uulo)tV*Kv%ZcO"
    b"-2k))4zShNO@&bP@~PAWZ~K990AJDdu&|x7hL#b2n=)F?W(}UL3=s+1s|q&Elh43%5le`@P3LZ&<Sfjd&)r`21zz*!r<Ab0#_bcQ(ZJTI4|M)"
    b"?=luOmaAn7%gB9U+o0&#oMV*5=y_edI8dZTdfb2(O=PYU=sEKCwP|5)VDs_qKn<uHf!&|>6vBhf-W_D^opI>jt<Jwu@jyFIgZbMI_ra&p1nFT"
    b"YEgZnKbHzid*0f{s;yneDPK!Gh<cWzocIPE-pe;XzdV%cGf%Q+l8<xe(BCNIgpCW*gPbGW;`_mE?6H;kBKNw1<!0s>r7M-KeT}YgaEfiFxwVz"
    b"X>0rDvH<ienNzN|y-;ZZMm|IAm?<t&%&A&G1&_XjYNdEFSg?7;{u3wXQV0xu+4~TcnO}`u#LCtVux7|BiJysBAG0MEaH90$Sex$u9V=vfVvQzV"
    b"BbAjR&BzeAC8DEWk<?KD?Xr=GcOn^8}It?FPt>B&<Xz0=!aF?syB{$|U6ciK`6ciK`6cj3g;KxemF<w68``s6Xfcsr%g|4FdO!D92Fh=M%MlYr"
    b"Zkft(&@v8D?J^aG!OH}CNeJ_+aLZfFegcQdyRCWH+OOh!4KNUL~zi$gwJASd6IREhY-vO%<&jb"
)
"""A workbook of before 2007, which no library of today writes: a title over three columns, a merged header, one row."""


def sheet_of(cells, merges=(), title="Sheet"):
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = title
    for place, content in cells.items():
        value, code = content if isinstance(content, tuple) else (content, "General")
        sheet[place] = value
        sheet[place].number_format = code
    for merge in merges:
        sheet.merge_cells(merge)
    return book


@pytest.fixture
def saved(tmp_path):
    def save(document, name="甲.xlsx"):
        document.save(tmp_path / name)
        return tmp_path / name

    return save


def grids(blocks):
    return [block.rows for block in blocks if isinstance(block, Grid)]


def texts(blocks):
    return [block.text for block in blocks if not isinstance(block, Grid)]


BALANCE = {
    "A1": "2031年单位收支预算总表",
    "A3": "编制单位：青山区园林所",
    "D3": "单位：万元",
    "A4": "项目",
    "B4": "预算数",
    "D4": "备注",
    "B5": "基本支出",
    "C5": "项目支出",
    "A6": "一、苗木养护",
    "B6": (1234.5, "#,##0.00"),
    "C6": (0, "0.00"),
    "A8": "注：本表为年初数。",
}
MERGES = ("A1:D1", "A4:A5", "B4:C4", "D4:D5")


def test_a_worksheet_has_title_unit_table_and_note(saved):
    path = saved(sheet_of(BALANCE, MERGES))
    blocks = read(path, path.name)
    assert blocks[0] == Heading("2031年单位收支预算总表", 1, 0, 1)
    assert texts(blocks)[1:] == ["编制单位：青山区园林所", "单位：万元", "注：本表为年初数。"]
    assert grids(blocks) == [
        (
            ("项目", "预算数", None, "备注"),
            (None, "基本支出", "项目支出", None),
            ("一、苗木养护", "1,234.50", "0.00", ""),
        )
    ]


def test_a_worksheet_gives_facts_with_the_number_of_the_row(saved):
    path = saved(sheet_of(BALANCE, MERGES))
    parsed = extract(path.name, path, read(path, path.name))
    fact = next(fact for fact in parsed.facts if fact.measure == "基本支出")
    assert (fact.item, fact.value, fact.unit) == ("苗木养护", Decimal("12345000.00"), "元")
    assert fact.source.line == 6
    assert (parsed.document.year, parsed.document.stage, parsed.document.organisation) == (2031, "预算", "青山区园林所")


def test_each_sheet_stands_under_its_name(saved):
    book = sheet_of({"A1": "水费", "B1": 12}, title="表一")
    second = book.create_sheet("表二")
    second["A1"], second["B1"] = "电费", 15
    path = saved(book)
    assert [block.text for block in read(path, path.name) if isinstance(block, Heading)] == ["表一", "表二"]


def test_a_hidden_sheet_is_left_out_and_reported(saved):
    book = sheet_of({"A1": "水费", "B1": 12})
    hidden = book.create_sheet("选项")
    hidden["A1"], hidden.sheet_state = "是", "hidden"
    path = saved(book)
    reading = read_file(path, path.name)
    assert "选项" not in str(reading.blocks)
    assert ["选项" in defect.message for defect in reading.defects] == [True]


def test_a_formula_without_a_stored_result_is_reported(saved):
    path = saved(sheet_of({"A1": "水费", "B1": 12, "A2": "合计", "B2": "=SUM(B1)"}))
    reading = read_file(path, path.name)
    assert "B2" in reading.defects[0].message
    assert grids(reading.blocks) == [(("水费", "12"), ("合计", ""))]


def test_a_sheet_with_a_million_empty_rows_is_read_at_once(saved):
    path = saved(sheet_of({"A1": "水费", "B1": 12, "A1048576": "末行"}))
    assert "未读取" in read_file(path, path.name).defects[0].message


@pytest.mark.parametrize(
    ("value", "code", "text"),
    [
        (1234.5, "#,##0.00", "1,234.50"),
        (1234.5, "#,##0.00_ ;[Red]-#,##0.00 ", "1,234.50"),
        (-1234.5, "#,##0.00_);(#,##0.00)", "-1,234.50"),
        (-3, "0.00", "-3.00"),
        (0, '_ * #,##0.00_ ;_ * -#,##0.00_ ;_ * "-"??_ ;_ @_ ', "0.00"),
        (0.8528, "0.00%", "85.28%"),
        (320, '0.00"万元"', "320.00万元"),
        (5, "[$¥-804]#,##0", "¥5"),
        (12345, "#,##0.0,", "12.3"),
        (2.5, "#,##0.##", "2.5"),
        (2, "0.##", "2"),
        (2.675, "0.00", "2.68"),
        (0.1 + 0.2, "General", "0.3"),
        (27481797.5, "General", "27481797.5"),
        (12345678901.23, "General", "12345678901.23"),
        (1e-7, "0.00E+00", "0.0000001"),
        (2010301, "@", "2010301"),
        (True, "General", "是"),
        (date(2031, 3, 5), "yyyy/m/d", "2031-03-05"),
        ("05", "General", "05"),
    ],
)
def test_a_number_reads_as_the_sheet_shows_it(value, code, text):
    assert shown(value, code) == text


def test_a_workbook_of_before_2007_is_read(tmp_path):
    path = tmp_path / "甲.xls"
    path.write_bytes(zlib.decompress(base64.b85decode(XLS)))
    blocks = read(path, path.name)
    assert texts(blocks)[-1] == "2031年收支总表"
    assert grids(blocks) == [(("项目", "预算数", None), ("养护", "1234.5", "7"))]


def test_a_word_document_has_headings_paragraphs_and_merged_tables(saved):
    document = docx.Document()
    document.add_heading("本单位概况", 1)
    document.add_paragraph("青山区园林所负责苗木养护。")
    table = document.add_table(3, 3)
    table.cell(0, 0).merge(table.cell(1, 0)).text = "项目"
    table.cell(0, 1).merge(table.cell(0, 2)).text = "预算数"
    for place, text in {(1, 1): "基本", (1, 2): "其他", (2, 0): "养护", (2, 1): "1,200.00"}.items():
        table.cell(*place).text = text
    path = saved(document, "甲.docx")
    blocks = read(path, path.name)
    assert blocks[0] == Heading("本单位概况", 1)
    assert texts(blocks)[1] == "青山区园林所负责苗木养护。"
    assert grids(blocks) == [(("项目", "预算数", None), (None, "基本", "其他"), ("养护", "1,200.00", ""))]


def test_numbers_that_word_counts_are_part_of_the_text(saved):
    document = docx.Document()
    for text in ("收集群众意见；", "办理信访事项。"):
        document.add_paragraph(text, style="List Number")
    path = saved(document, "甲.docx")
    assert texts(read(path, path.name)) == ["1.收集群众意见；", "2.办理信访事项。"]


@pytest.mark.parametrize(
    ("number", "text"), [(1, "一"), (10, "十"), (12, "十二"), (20, "二十"), (99, "九十九"), (100, "100")]
)
def test_word_counts_in_chinese(number, text):
    assert chinese(number) == text


def test_text_in_boxes_and_controls_is_read_and_deleted_text_is_not(saved):
    document = docx.Document()
    paragraph = document.add_paragraph("预算安排")
    paragraph._p.append(parse_xml(f"<w:del {nsdecls('w')}><w:r><w:delText>旧数</w:delText></w:r></w:del>"))
    paragraph._p.append(parse_xml(f"<w:ins {nsdecls('w')}><w:r><w:t>12.00万元。</w:t></w:r></w:ins>"))
    box = "<w:pict><v:textbox xmlns:v='urn:schemas-microsoft-com:vml'><w:txbxContent><w:p><w:r><w:t>封面文字</w:t></w:r></w:p>"
    paragraph._p.append(parse_xml(f"<w:r {nsdecls('w')}>{box}</w:txbxContent></v:textbox></w:pict></w:r>"))
    control = "<w:sdtContent><w:p><w:r><w:t>控件文字。</w:t></w:r></w:p></w:sdtContent>"
    document.element.body.insert(1, parse_xml(f"<w:sdt {nsdecls('w')}>{control}</w:sdt>"))
    path = saved(document, "甲.docx")
    assert texts(read(path, path.name)) == ["预算安排12.00万元。", "封面文字", "控件文字。"]


@pytest.mark.parametrize("name", ["甲.docx", "甲.pdf", "甲.txt"])
def test_a_workbook_is_known_by_its_content(saved, name, tmp_path):
    path = saved(sheet_of({"A1": "水费", "B1": 12}))
    assert grids(read(path.rename(tmp_path / name), name)) == [(("水费", "12"),)]


def archive(path, **members):
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as file:
        for name, data in members.items():
            file.writestr(name.replace("__", "/").replace("_xml", ".xml").replace("_bin", ".bin"), data)
    return path


def test_a_file_that_is_cut_off_says_so(saved, tmp_path):
    whole = saved(sheet_of({"A1": "水费", "B1": 12})).read_bytes()
    for name in ("乙.xlsx", "乙.docx"):
        path = tmp_path / name
        path.write_bytes(whole[: len(whole) // 2])
        with pytest.raises(Unreadable, match="损坏"):
            read(path, name)


@pytest.mark.parametrize(
    ("members", "words"),
    [
        ({"xl__workbook_xml": "<x", "xl__a_bin": "1"}, "损坏"),
        ({"xl__workbook_xml": "", "xl__vbaProject_bin": "1"}, "宏"),
        ({"xl__workbook_bin": "1"}, "xlsb"),
        ({"xl__workbook_xml": "", "xl__media": b"\0" * 60_000_000}, "解压后有 60 MB"),
        ({"xl__other_xml": ""}, "不是完整的 Excel"),
    ],
    ids=["broken", "macros", "binary workbook", "bomb", "no workbook"],
)
def test_a_workbook_that_cannot_be_read_says_why(tmp_path, members, words):
    path = archive(tmp_path / "甲.xlsx", **members)
    with pytest.raises(Unreadable, match=words):
        read(path, path.name)


@pytest.mark.parametrize(
    ("stream", "words"),
    [("EncryptedPackage", "密码"), ("WordDocument", ".docx"), ("Workbook", "损坏")],
    ids=["password", "old Word", "broken"],
)
def test_an_old_or_encrypted_file_says_what_to_do(tmp_path, stream, words):
    path = tmp_path / "甲.doc"
    path.write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600 + stream.encode("utf-16-le"))
    with pytest.raises(Unreadable, match=words):
        read(path, path.name)


def test_an_old_workbook_whose_sectors_run_in_a_circle_does_not_fill_the_memory(tmp_path):
    data = bytearray(zlib.decompress(base64.b85decode(XLS)))
    (directory,), (table,) = struct.unpack_from("<I", data, 48), struct.unpack_from("<I", data, 76)
    struct.pack_into("<I", data, (table + 1) * 512 + 4 * directory, directory)
    path = tmp_path / "甲.xls"
    path.write_bytes(data)
    with pytest.raises(Unreadable, match="损坏"):
        read(path, path.name)


def test_an_empty_workbook_or_document_says_so(saved):
    for document, name in ((openpyxl.Workbook(), "甲.xlsx"), (docx.Document(), "甲.docx")):
        path = saved(document, name)
        with pytest.raises(Unreadable, match="没有"):
            read(path, name)
