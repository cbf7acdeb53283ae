"""Chunks carry the words that say where they stand, and the facts they show."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st
from samples import parsed, table

from index.chunks import SECTION_LENGTH, make_chunks
from index.model import Source
from index.passages import sentences
from index.store import Index


def chunks_of(*sentences: str, kind: str = ""):
    return [chunk for chunk in make_chunks([parsed(sentences=sentences)]) if kind in ("", chunk.kind)]


def test_every_sentence_is_a_chunk_in_its_context():
    (chunk,) = chunks_of("负责行道树的养护。", kind="sentence")
    assert chunk.text == "负责行道树的养护。"
    assert chunk.context == "青山区园林所 2031年 单位预算 主要职能 职能"
    assert (chunk.year, chunk.region, chunk.topic) == (2031, "青山区", "职能")


def test_every_row_with_text_is_a_chunk_under_title_and_header():
    rows = chunks_of(kind="row")
    assert [row.text for row in rows] == ["植树造林 1,200.50", "河道保洁 80.00", "路灯维护"]
    assert rows[0].context == "青山区园林所 2031年 单位预算 预算表 明细 支出明细表 科目 预算数 合计"
    assert (rows[2].source.row, rows[2].source.row_number, rows[2].source.page, rows[2].source.line) == (
        "路灯维护",
        4,
        3,
        9,
    )


def test_rows_and_sentences_know_their_facts():
    chunks = make_chunks([parsed("甲.txt"), parsed("乙.txt", ["全年补植香樟三百株。"])])
    shown = {chunk.text: chunk.facts for chunk in chunks if chunk.document == "乙.txt" and chunk.facts}
    assert shown == {"植树造林 1,200.50": (1,), "全年补植香樟三百株。": (2,)}


def test_neighbouring_sentences_make_a_section():
    (section,) = chunks_of("负责行道树的养护。", "全年补植香樟三百株。", kind="section")
    assert section.text == "负责行道树的养护。全年补植香樟三百株。"
    assert section.facts == (1,)


def test_a_single_sentence_is_no_section_of_its_own():
    assert chunks_of("负责行道树的养护。", kind="section") == []


def test_long_sections_are_cut_between_sentences():
    sections = chunks_of(*["甲" * 150 + "。"] * 5, kind="section")
    assert [len(section.text) for section in sections] == [302, 302]
    assert all(len(section.text) <= SECTION_LENGTH for section in sections)


def test_sentences_of_different_projects_are_not_joined():
    one = parsed(sentences=["养护。", "清扫。"])
    first, second = one.passages
    split = replace(one, passages=(first, replace(second, project="清扫项目")))
    chunks = make_chunks([split])
    assert [chunk.kind for chunk in chunks if chunk.kind != "row"] == ["sentence", "sentence"]
    assert "清扫项目" in chunks[1].context


def test_a_table_without_data_says_so():
    empty = table(cells=(("科目", "合计"),), no_data=True, pages=(), lines=(), boxes=())
    (row,) = [c for c in make_chunks([replace(parsed(sentences=()), tables=(empty,), facts=())]) if c.kind == "row"]
    assert (row.text, row.source.table) == ("本表无数据", "支出明细表")


def test_a_document_without_a_cover_still_has_chunks():
    bare = parsed()
    nameless = replace(bare, document=replace(bare.document, organisation="", year=0, level="", stage=""))
    assert make_chunks([nameless])[0].context.startswith("青山区园林所2031年单位预算")


def test_a_row_outside_the_known_places_has_no_page():
    loose = table(pages=(), lines=())
    row = next(c for c in make_chunks([replace(parsed(), tables=(loose,))]) if c.kind == "row")
    assert row.source == Source("甲.txt", 0, 0, ("预算表", "明细"), "支出明细表", 1, "植树造林", "", 2)


FIGURES = ("1,234.56万元", "12.5%", "2031.03.15", "3.0分", "9:00至17:00", "100,000.00元", "第2.1版")
_WORDS = st.text(alphabet="园林养护清扫补植香樟采购服务", min_size=1, max_size=90)
_ITEM = st.builds(
    lambda number, words, figure, end: f"{number}{words}{figure}{end}",
    st.sampled_from(("", "1.", "2、", "（3）", "①")),
    _WORDS,
    st.sampled_from(FIGURES),
    st.sampled_from(("。", "；", "！")),
)


@given(st.lists(_ITEM, min_size=1, max_size=12))
def test_neither_sentences_nor_sections_split_a_list_item_or_a_figure(items):
    pieces = [piece for item in items for piece in sentences(item)]
    assert "".join(pieces) == "".join(items)
    for item in items:
        assert sum(item in piece for piece in sentences(item)) == 1
    for section in chunks_of(*pieces, kind="section"):
        assert any(
            section.text == "".join(pieces[first:last])
            for first in range(len(pieces))
            for last in range(first + 2, len(pieces) + 1)
        )


def test_every_figure_stated_in_the_corpus_stands_whole_in_one_chunk_of_its_kind(corpus_index):
    index = Index.open(corpus_index)
    kinds = ("sentence", "row")
    held = {kind: "\n".join(_solid(chunk.text) for chunk in index.chunks if chunk.kind == kind) for kind in kinds}
    stated = [fact for fact in index.facts if fact.printed and fact.state == "value"]
    assert len(stated) > 2000
    for fact in stated:
        assert _solid(fact.printed) in held["sentence" if fact.origin == "prose" else "row"], fact


def _solid(text: str) -> str:
    return "".join(text.split())
