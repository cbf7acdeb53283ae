"""Questions that an index answers, made from its own facts, for the empty page."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from assistant.concepts import Concept
    from assistant.lexicon import Lexicon

_TERM = "机关运行经费"
MOST = 6
"""Examples shown."""
_WANTED = ("公务接待费", "“三公”经费", "住房公积金", "办公费", "政府采购", "物业管理费")


def examples(lexicon: Lexicon) -> Iterator[tuple[str, bool]]:
    """Questions over different documents and of different kinds, and whether they need not be tried before they are shown."""
    about = [(question, False) for number in range(len(lexicon.documents)) if (question := _about(lexicon, number))]
    first = lexicon.documents[0] if lexicon.documents else None
    share = f"{first.organisation}{first.year}年项目支出占支出总额的比重是多少？" if first else ""
    general = [(share, False)] if share else []
    general += [(f"{_TERM}是什么意思？", True)] if _explained(lexicon) else []
    yield from dict.fromkeys([*about[: MOST - len(general)], *general, *about[MOST - len(general) :]])


def _explained(lexicon: Lexicon) -> bool:
    """Some document says what ``_TERM`` means; trying it would load the text search, a fifth of a second."""
    return any(passage.topic == "名词解释" and f"{_TERM}：" in passage.text[:24] for passage in lexicon.passages)


def _about(lexicon: Lexicon, number: int) -> str:
    """A question that fits the kind of document ``number``; "" when none does."""
    document = lexicon.documents[number]
    name = f"{document.organisation}{document.year}年"
    own = lexicon.concepts_of[number]
    projects = [concept for concept in own if concept.kind == "project"]
    if projects:
        return _about_project(name, projects, document.organisation)
    wanted = (*_WANTED[number % len(_WANTED) :], *_WANTED)  # not the same item of every document
    item = next((concept for label in wanted for concept in own if concept.label == label), None)
    return f"{name}{item.label}是多少？" if item else ""


def _about_project(name: str, projects: list[Concept], organisation: str) -> str:
    rated = any("执行率" in concept.measures for concept in projects)
    if rated:
        return f"{name}执行率低于90%的项目有哪些？"
    if len(projects) > 3:  # noqa: PLR2004 - a ranking wants a few
        return f"{name}预算最大的三个项目是哪些？"
    return f"{name}{projects[0].label.removeprefix(organisation)}预算多少？"
