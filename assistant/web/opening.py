"""From the folders to an opened assistant: builds the index on first use, offers a rebuild when files have changed.

``BUDGET_INDEX`` and ``BUDGET_CORPUS`` name the folders (``.index`` and ``corpus`` by default).
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

import streamlit as st

from assistant.web.building import build
from assistant.web.safe import escaped, plain, shown, tag
from index.errors import BudgetError, IndexMissing, IndexUnreadable
from index.store import Index

if TYPE_CHECKING:
    from assistant.web.state import Asking

CHECK_EVERY = 120
"""Seconds between looks at the corpus for changed files."""


def index_folder() -> Path:
    """Where the index stands."""
    return Path(os.environ.get("BUDGET_INDEX") or ".index")


def corpus_folder() -> Path:
    """Where the documents stand."""
    return Path(os.environ.get("BUDGET_CORPUS") or "corpus")


def opened() -> Asking | None:
    """The assistant over the current index; ``None`` after saying on the page why there is none."""
    try:
        return _assistant()
    except (IndexMissing, IndexUnreadable) as error:
        return _first_build(error)
    except BudgetError as error:
        explain(error)
        return None


def explain(error: BudgetError) -> None:
    """The message of an error, letter for letter."""
    with st.container(border=True, key="problem"):
        st.text(shown(str(error)))
        st.button("再试一次", key="again")


def rebuild() -> bool:
    """Build with visible progress; true when the new index is there. A failure is explained on the page."""
    with st.status("正在建立索引，约需半分钟……", expanded=True) as status:
        line = st.empty()

        def advance(stage: str, done: int, steps: int) -> None:
            if steps > 1:
                line.progress(done / steps, text=plain(f"{stage} {done}/{steps}"))
            else:
                line.text(f"{stage}……")

        try:
            build(corpus_folder(), index_folder(), advance)
        except BudgetError as error:
            status.update(label="索引没有建成", state="error")
            explain(error)
            return False
        status.update(label="索引已建好", state="complete", expanded=False)
    _changed.clear()
    return True


def offer_rebuild() -> None:
    """In the sidebar: say which documents have changed since the index was built, with a button that rebuilds."""
    changed = _changed(stamp())
    if not changed:
        return
    with st.sidebar:
        st.html(tag("p", escaped(f"资料有变动：{changed}。现在的回答仍依据上次建立的索引。"), class_="bq-stale"))
        clicked = st.button("重建索引", key="rebuild", width="stretch", icon=":material/refresh:")
    if clicked and rebuild():
        st.rerun()


@st.cache_data(ttl=CHECK_EVERY, show_spinner=False)
def _changed(version: str) -> str:
    """How the documents differ from those that index ``version`` was built from; "" when they are the same."""
    from index.status import changes

    del version  # part of the cache's key
    try:
        found = changes(Index.open(index_folder()), corpus_folder())
    except BudgetError:
        return ""  # opening the assistant says what is wrong
    groups = (("新增", found.added), ("删除", found.removed), ("改动", found.changed))
    parts = [f"{word} {len(names)} 份" for word, names in groups if names]
    return "，".join([*parts, *([f"编码模型改为 {found.encoder}"] if found.encoder else [])])


def stamp() -> str:
    """Names the current version of the index; "" when there is none."""
    try:
        return (index_folder() / "current").read_text("utf-8", "replace")
    except OSError:
        return ""


def _first_build(why: IndexMissing | IndexUnreadable) -> Asking | None:
    if isinstance(why, IndexUnreadable):
        st.text(shown(str(why)))
    first = st.empty()
    with first.container():
        words = "第一次打开，先把资料文件夹里的文件读一遍，之后打开就不用等了。"
        st.html(tag("div", tag("h1", "预算问答") + tag("p", words), class_="bq-welcome", lang="zh-CN"))
        if not rebuild():
            return None
    first.empty()
    try:
        return _assistant()
    except BudgetError as error:
        explain(error)
        return None


def _assistant() -> Asking:
    return _cached(str(index_folder().resolve()), stamp())


@st.cache_resource(max_entries=2, show_spinner="正在打开索引……")
def _cached(folder: str, version: str) -> Asking:
    from assistant import Assistant

    del version  # part of the cache's key: a rebuilt index is opened anew
    return Assistant.open(folder)
