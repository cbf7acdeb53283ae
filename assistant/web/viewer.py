"""来源: one place of an answer in full, with a way to the next.

The page of a PDF with the cells marked, the whole table with row and column marked, or the sentence among its neighbours.
"""

from __future__ import annotations

import base64
from typing import TYPE_CHECKING

import streamlit as st

from assistant.web.grid import table_html
from assistant.web.opening import corpus_folder
from assistant.web.places import Place, head_html, marked, place_html
from assistant.web.safe import csv_bytes, escaped, file_name, plain, shown, tag
from assistant.web.words import html_language, word
from index.errors import BudgetError

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from assistant.web.state import Asking
    from index.model import BBox, Document, Passage, Table
    from index.page_images import PageImage

AROUND = 4
"""Sentences shown before and after a cited one."""
_MARGIN = 1.0
"""Points that a mark stands out around its cell."""


def open_viewer(places: tuple[Place, ...], number: int, assistant: Asking) -> None:
    """Open the dialog at place ``number`` (from 0)."""
    st.session_state["viewed"] = number

    @st.dialog(plain(word("出处")), width="large")
    def viewer() -> None:
        _draw(places, assistant)

    viewer()


def _draw(places: Sequence[Place], assistant: Asking) -> None:
    number = min(st.session_state.get("viewed", 0), len(places) - 1)
    place = places[number]
    if len(places) > 1:
        _draw_steps(number, len(places))
    st.html(tag("section", place_html(place), lang="zh-CN"))
    first = place.first
    document = next((one for one in assistant.documents if one.name == first.document), None)
    table = assistant.table(first.document, first.table_number) if first.table_number else None
    views = [word("原页")] if document and document.format == "pdf" and first.page else []
    views += [word("表格")] if table and table.cells else []
    views += [word("上下文")] if first.passage or not views else []
    chosen = views[0]
    if len(views) > 1:
        picked = st.segmented_control(
            word("怎样看"), views, default=views[0], key=f"view-{number}", label_visibility="collapsed"
        )
        chosen = picked or views[0]
    if document and chosen == word("原页"):
        _draw_page(place, document, corpus_folder())
    elif table and chosen == word("表格"):
        _draw_table(table, place, number)
    else:
        st.html(context_html(place, assistant.section(first.document, first.section)))


def _draw_steps(number: int, count: int) -> None:
    with st.container(horizontal=True, vertical_alignment="center", key="source-steps"):
        before, after = number > 0, number < count - 1
        st.button(
            word("上一处"),
            key="source-before",
            disabled=not before,
            on_click=_step,
            args=(-1,),
            icon=":material/arrow_back:",
        )
        st.html(
            tag("p", escaped(word("第 {number} 处，共 {count} 处", number=number + 1, count=count)), class_="bq-step"),
            width="content",
        )
        st.button(
            word("下一处"),
            key="source-after",
            disabled=not after,
            on_click=_step,
            args=(1,),
            icon=":material/arrow_forward:",
        )


def _step(by: int) -> None:
    st.session_state["viewed"] = max(st.session_state.get("viewed", 0) + by, 0)


def _draw_page(place: Place, document: Document, corpus: Path) -> None:
    pages = sorted({citation.page for citation in place.citations if citation.page})
    number = pages[0]
    if len(pages) > 1:
        number = (
            st.segmented_control(word("页"), pages, default=number, key=f"page-{st.session_state['viewed']}") or number
        )
    try:
        passage = "" if place.first.bbox else place.first.passage
        image = _page(str(corpus), document.name, document.sha256, number, passage)
    except BudgetError as error:
        st.text(shown(str(error)))
        return
    boxes = [citation.bbox for citation in place.citations if citation.page == number and citation.bbox] or list(
        image.found
    )
    st.html(page_html(image, boxes, label=word("{name} 第 {page} 页", name=document.name, page=number)))
    _show_marked(number)
    st.caption(plain(word("第 {page} 页，共 {pages} 页", page=number, pages=image.pages)))


def _show_marked(number: int) -> None:
    """Bring the marked cell into view; ``number`` makes the script a new one for each place, else it would not run again."""
    script = f"""(() => {{
  const show = () => {{
    const cell = document.querySelector("[role=dialog] :is(.bq-page mark, td.cited, th.cited)");
    const around = cell?.closest(".bq-sheet, .bq-scroll");
    if (!around) return;
    const [one, all] = [cell.getBoundingClientRect(), around.getBoundingClientRect()];
    around.scrollTop += one.top + one.height / 2 - all.top - all.height / 2;
    around.scrollLeft += one.left + one.width / 2 - all.left - all.width / 2;
  }};
  [50, 300].forEach(wait => setTimeout(show, wait));  // place {number}
}})()"""
    st.html(tag("script", script), unsafe_allow_javascript=True)


@st.cache_data(max_entries=12, show_spinner=False)
def _page(corpus: str, name: str, sha256: str, number: int, passage: str) -> PageImage:
    from pathlib import Path

    from index.page_images import page_image  # PDFium takes a tenth of a second that the first page need not wait for

    return page_image(Path(corpus), name, sha256, number, passage)


def page_html(image: PageImage, boxes: Sequence[BBox], *, label: str) -> str:
    """The page as a picture with a mark over each box; boxes count in points from the left and the top."""
    marks = "".join(tag("mark", style=_position(box, image)) for box in dict.fromkeys(boxes))
    source = "data:image/png;base64," + base64.b64encode(image.png).decode()
    picture = f'<img src="{source}" alt="{escaped(label)}">'
    return tag("div", tag("figure", picture + marks, class_="bq-page"), class_="bq-sheet", lang=html_language())


def _position(box: BBox, image: PageImage) -> str:
    x0, top, x1, bottom = box[0] - _MARGIN, box[1] - _MARGIN, box[2] + _MARGIN, box[3] + _MARGIN
    return (
        f"left:{x0 / image.width:.3%};top:{top / image.height:.3%};"
        f"width:{(x1 - x0) / image.width:.3%};height:{(bottom - top) / image.height:.3%}"
    )


def _draw_table(table: Table, place: Place, number: int) -> None:
    whole = tag("div", table_html(table, place.cells, whole=True), class_="bq-whole")
    st.html(tag("section", head_html(table, titled=True) + whole, lang="zh-CN"))
    _show_marked(number)
    if table.note:
        st.text(table.note)
    st.download_button(
        plain(word("下载这张表（CSV）")),
        lambda: csv_bytes(table.cells),
        file_name(place.first.document.rpartition(".")[0], table.title),
        "text/csv",
        key=f"save-{number}",
        on_click="ignore",
        icon=":material/download:",
    )


def context_html(place: Place, section: Sequence[Passage]) -> str:
    """The cited sentence, its figures marked, among its neighbours in the section."""
    first = place.first
    cited = first.passage or first.text
    texts = [passage.text for passage in section]
    at = texts.index(cited) if cited in texts else -1
    if at < 0:
        return tag("blockquote", marked(cited, [c.text for c in place.citations]), class_="bq-passage")
    lines = []
    for position in range(max(at - AROUND, 0), min(at + AROUND + 1, len(texts))):
        here = position == at
        said = marked(texts[position], [c.text for c in place.citations]) if here else escaped(texts[position])
        lines.append(tag("p", said, class_="cited" if here else ""))
    return tag("div", "".join(lines), class_="bq-context", lang="zh-CN")
