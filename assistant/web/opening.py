"""From the folders to an opened assistant: builds the index on first use, follows a build, says when files have changed."""

from __future__ import annotations

import gc
import threading
import time
from typing import TYPE_CHECKING

import streamlit as st

from assistant.web.jobs import Job, job_of
from assistant.web.permission import Permission, permission
from assistant.web.safe import escaped, plain, shown, tag
from assistant.web.settings import Settings, read_settings
from assistant.web.words import html_language, word
from index.errors import BudgetError, IndexMissing, IndexUnreadable
from index.store import Index

if TYPE_CHECKING:
    from pathlib import Path

    from streamlit.delta_generator import DeltaGenerator

    from assistant.pipeline import Assistant
    from assistant.web.state import Asking

CHECK_EVERY = 120
"""Seconds between looks at the corpus for changed files."""
PREPARE_AFTER = 1.0
"""Seconds after opening: the first page is drawn by then and no longer waits for the processor."""
_LOOK = 0.2
"""Seconds between looks at a running build."""
_SLOT = "build-slot"


def index_folder() -> Path:
    """Where the index stands."""
    return read_settings().index


def corpus_folder() -> Path:
    """Where the documents stand."""
    return read_settings().corpus


def allowed(settings: Settings) -> Permission:
    """Whether the reader may change documents and rebuild."""
    return permission(settings, st.user.to_dict())


def job() -> Job:
    """The build of this server's index."""
    return job_of(index_folder())


def opened(greeting: DeltaGenerator) -> Asking | None:
    """The assistant over the current index; ``None`` after saying on the page why there is none.

    What ``greeting`` shows goes once that is known.
    """
    try:
        assistant = _assistant()
        greeting.empty()
    except (IndexMissing, IndexUnreadable) as error:
        greeting.empty()
        return _first_build(error)
    except BudgetError as error:
        greeting.empty()
        explain(error)
        return None
    return assistant


def explain(error: BudgetError | str) -> None:
    """The message of an error, letter for letter."""
    with st.container(border=True, key="problem"):
        st.text(shown(str(error)))
        st.button(word("再试一次"), key="again")


def start_build() -> None:
    """Begin a build in the background, unless one is running; for buttons' ``on_click``."""
    settings = read_settings()
    job_of(settings.index).start(settings.corpus, settings.index)


def show_build_in(slot: DeltaGenerator) -> None:
    """A running build shall be shown here and not in the sidebar; holds for this run of the page."""
    st.session_state[_SLOT] = slot


def follow_build() -> None:
    """Show a running build until it ends, then draw the page anew; the last thing a page does.

    A click or a question meanwhile interrupts this and draws the page as always, which comes back here.
    """
    slot = st.session_state.pop(_SLOT, None)
    if job().running:
        _follow(job(), slot or st.sidebar.empty())
        changed_documents.clear()
        st.rerun()


def offer_rebuild() -> None:
    """In the sidebar: say which documents have changed since the index was built, with a button that rebuilds.

    Anybody may press it: it is there only while the operator's own folder differs from the index.
    """
    changed = "" if job().running else changed_documents(stamp())
    if not changed:
        return
    with st.sidebar:
        text = word("资料有变动：{changes}。现在的回答仍依据上次建立的索引。", changes=changed)
        st.html(tag("p", escaped(text), class_="bq-stale", lang=html_language()))
        st.button(word("重建索引"), key="rebuild", on_click=start_build, width="stretch", icon=":material/refresh:")


@st.cache_data(ttl=CHECK_EVERY, show_spinner=False)
def changed_documents(version: str) -> str:
    """How the documents differ from those that index ``version`` was built from; "" when they are the same."""
    from index.status import changes

    del version  # part of the cache's key
    try:
        found = changes(Index.open(index_folder()), corpus_folder())
    except BudgetError:
        return ""  # opening the assistant says what is wrong
    groups = (("新增", found.added), ("删除", found.removed), ("改动", found.changed))
    parts = [f"{group} {len(names)} 份" for group, names in groups if names]
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
        words = word("第一次打开，先把资料文件夹里的文件读一遍，之后打开就不用等了。")
        title = tag("h1", escaped(read_settings().title)) + tag("p", escaped(words))
        st.html(tag("div", title, class_="bq-welcome", lang=html_language()))
        if job().state.phase == "idle" or st.session_state.pop("build-again", False):
            start_build()
        if job().running:
            _follow(job(), st.empty())
        if job().state.phase != "done":
            _draw_unbuilt(job())
            return None
    first.empty()
    try:
        return _assistant()
    except BudgetError as error:
        explain(error)
        return None


def _draw_unbuilt(build: Job) -> None:
    """Why there is no index, a button to try again, and for those who may a place to hand in documents."""
    from assistant.web.library_changes import draw_upload

    stopped = build.state.phase == "stopped"
    with st.container(border=True, key="problem"):
        st.text(word("已取消，还没有索引。") if stopped else shown(build.state.text))
        st.button(word("建立索引"), key="again", on_click=st.session_state.update, args=({"build-again": True},))
    settings = read_settings()
    if allowed(settings).allowed:
        draw_upload(settings)


def _follow(build: Job, slot: DeltaGenerator) -> None:
    """Draw the progress until the build has ended; with a button to stop it for those who may."""
    with slot.container(), st.container(border=True, key="build"):
        heading, line = st.empty(), st.empty()
        if allowed(read_settings()).allowed:
            st.button(word("取消"), key="stop-build", on_click=build.stop, type="tertiary", icon=":material/close:")
        while build.running:
            state = build.state
            text = word("正在建立索引……已用 {seconds} 秒", seconds=f"{state.seconds:.0f}")
            heading.html(tag("p", escaped(text), class_="bq-building", role="status", lang=html_language()))
            share = min(state.done / state.steps, 1.0) if state.steps else 0.0
            steps = f" {state.done}/{state.steps}" if state.steps > 1 else ""
            line.progress(share, text=plain(f"{state.stage or word('准备')}{steps}"))
            time.sleep(_LOOK)
    slot.empty()


def _assistant() -> Asking:
    return _cached(str(index_folder().resolve()), stamp())


@st.cache_resource(max_entries=2, show_spinner=False)
def _cached(folder: str, version: str) -> Asking:
    from assistant import Assistant

    del version  # part of the cache's key: a rebuilt index is opened anew
    assistant = Assistant.open(folder)
    _settle()
    later = threading.Timer(PREPARE_AFTER, _prepare, args=(assistant,))
    later.daemon = True
    later.start()
    return assistant


def _prepare(assistant: Assistant) -> None:
    """Behind the first reader's back: the page stands and is being read meanwhile."""
    assistant.prepare()
    _settle()


def _settle() -> None:
    """Keep what there is out of later collections.

    Streamlit collects garbage after every run of the page, and each collection would walk through all words and facts of the index
    again: some 60 ms for every answer, and one answer at a time.
    """
    gc.collect()
    gc.freeze()
