"""Questions that an index answers, made from its own facts, for the empty page."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from assistant.concepts import Concept
    from assistant.lexicon import Lexicon

MOST = 6
"""Examples shown."""
_WANTED = ("公务接待费", "“三公”经费", "住房公积金", "办公费", "政府采购", "物业管理费")


def examples(lexicon: Lexicon) -> Iterator[str]:
    """Questions over different documents and of different kinds, the most telling first; whoever shows them asks them first."""
    about = [_about(lexicon, number) for number in range(len(lexicon.documents))]
    first = lexicon.documents[0] if lexicon.documents else None
    general = (
        [f"{first.organisation}{first.year}年项目支出占支出总额的比重是多少？", "机关运行经费是什么意思？"]
        if first
        else []
    )
    yield from dict.fromkeys(filter(None, [*about[: MOST - len(general)], *general, *about[MOST - len(general) :]]))


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
