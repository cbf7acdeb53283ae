"""Web pages and separated values become the same blocks as text."""

from __future__ import annotations

import contextlib

import pytest

from index.model import Grid, Heading
from index.readers import Unreadable, read


@pytest.fixture
def blocks_of(tmp_path):
    def blocks(text, name="甲.html", encoding="utf-8"):
        path = tmp_path / name
        path.write_bytes(text.encode(encoding))
        return read(path, name)

    return blocks


def grids(blocks):
    return [block.rows for block in blocks if isinstance(block, Grid)]


def texts(blocks):
    return [block.text for block in blocks if not isinstance(block, Grid)]


def test_spanning_cells_cover_their_neighbours_with_none(blocks_of):
    page = """<html><table><tr><th rowspan="2">项目<th colspan="2">预算数<tr><td>基本<td>其他
    <tr><td>养护<td>1,200.00<td>&nbsp;</table></html>"""
    assert grids(blocks_of(page)) == [(("项目", "预算数", None), (None, "基本", "其他"), ("养护", "1,200.00", ""))]


def test_headings_and_paragraphs_keep_their_inline_text_together(blocks_of):
    page = "<html><body><h1>单位<b>概况</b></h1><div>负责<span>苗木</span>养护，<i>共</i> 12 亩。<br>第二行。</div>尾</body></html>"
    blocks = blocks_of(page)
    assert blocks[0] == Heading("单位概况", 1)
    assert texts(blocks)[1:] == ["负责苗木养护，共12亩。", "第二行。", "尾"]


def test_a_table_that_arranges_the_page_is_no_grid_and_the_table_in_it_is(blocks_of):
    page = "<html><table><tr><td>导语。</td><td><table><tr><td>水费<td>12.00</table></td></tr></table></html>"
    blocks = blocks_of(page)
    assert texts(blocks) == ["导语。"]
    assert grids(blocks) == [(("水费", "12.00"),)]


def test_scripts_styles_comments_and_hidden_text_are_not_read(blocks_of):
    page = """<html><head><style>p{}</style></head><body><script>var a="1万元"</script><!-- 2万元 --><p>3万元。</p>
    <div style="display: none">4万元</div><p hidden>5万元</p></body></html>"""
    assert texts(blocks_of(page)) == ["3万元。"]


def test_the_title_of_a_page_stands_for_its_cover(blocks_of):
    page = "<html><head><title>青山区园林所2031年单位预算</title></head><body><p>正文。</p></body></html>"
    assert texts(blocks_of(page)) == ["青山区园林所2031年单位预算", "正文。"]


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030", "utf-8-sig", "utf-16"])
@pytest.mark.parametrize("meta", ["", '<meta charset="gb2312">', '<meta charset="utf-8">'])
def test_the_encoding_is_found_whatever_the_page_declares(blocks_of, meta, encoding):
    page = f"<html><head>{meta}</head><body><p>青山区园林所负责苗木养护，经费１２万元。</p></body></html>"
    assert texts(blocks_of(page, encoding=encoding)) == ["青山区园林所负责苗木养护，经费12万元。"]


def test_ticked_boxes_are_kept(blocks_of):
    page = (
        '<html><table><tr><td>类型<td><input type="checkbox" checked>一次性<input type="checkbox">经常性</table></html>'
    )
    assert grids(blocks_of(page)) == [(("类型", "☑一次性☐经常性"),)]


def test_a_page_named_like_a_workbook_is_read_as_a_page(blocks_of):
    assert grids(blocks_of("<html><table><tr><td>水费<td>12.00</table></html>", name="甲.xls")) == [
        (("水费", "12.00"),)
    ]


def test_a_page_without_text_says_so(blocks_of):
    with pytest.raises(Unreadable, match="网页里没有文字"):
        blocks_of("<html><body><script>load()</script></body></html>")


def test_a_page_nested_without_end_is_answered(blocks_of):
    page = "<html><body><p>导语。</p>" + "<div>" * 5000 + "正文。"
    with contextlib.suppress(Unreadable):
        assert texts(blocks_of(page))[0] == "导语。"


def test_an_endless_span_does_not_fill_the_memory(blocks_of):
    page = '<html><table><tr><td colspan="99999999" rowspan="99999999">水费<td>1<tr><td>2</table></html>'
    assert len(grids(blocks_of(page))[0]) == 2


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
def test_separated_values_are_a_titled_table(blocks_of, encoding):
    text = '2031年收支预算总表,,\r\n项目,预算数,备注\r\n养护,"1,200.00",\r\n合计,"1,200.00","甲\n乙"\r\n'
    blocks = blocks_of(text, "甲.csv", encoding)
    assert texts(blocks) == ["2031年收支预算总表"]
    assert grids(blocks) == [(("项目", "预算数", "备注"), ("养护", "1,200.00", ""), ("合计", "1,200.00", "甲乙"))]


@pytest.mark.parametrize("mark", [",", "\t", ";"])
def test_the_delimiter_is_found(blocks_of, mark):
    text = f"项目{mark}预算数\n水费{mark}12.00\n"
    assert grids(blocks_of(text, "甲.csv")) == [(("项目", "预算数"), ("水费", "12.00"))]


def test_a_broken_quotation_says_so(blocks_of):
    with pytest.raises(Unreadable, match="CSV 格式有误"):
        blocks_of('项目,预算数\n水费,"12.00\n', "甲.csv")
