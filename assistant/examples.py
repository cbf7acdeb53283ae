"""Questions that an index answers, made from its own facts, for the empty page."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from assistant.concepts import Concept
    from assistant.lexicon import Lexicon

_WANTED = ("公务接待费", "住房公积金", "办公费", "“三公”经费", "政府采购")


def examples(lexicon: Lexicon, most: int = 6) -> tuple[str, ...]:
    """At most ``most`` questions over different documents and kinds."""
    found: list[str] = []
    for number, document in enumerate(lexicon.documents):
        name = f"{document.organisation}{document.year}年"
        own = lexicon.concepts_of[number]
        projects = [c for c in own if c.kind == "project"]
        if projects:
            found.append(_about_project(name, projects))
        elif item := next((c for wanted in _WANTED for c in own if c.label == wanted), None):
            found.append(f"{name}{item.label}是多少？")
    first = lexicon.documents[0] if lexicon.documents else None
    if first:
        found.append(f"{first.organisation}{first.year}年项目支出占支出总额的比重是多少？")
        found.append("机关运行经费是什么意思？")
    return tuple(dict.fromkeys(found))[:most]


def _about_project(name: str, projects: list[Concept]) -> str:
    rated = any("执行率" in concept.measures for concept in projects)
    if rated:
        return f"{name}执行率低于90%的项目有哪些？"
    if len(projects) > 3:  # noqa: PLR2004 - a ranking wants a few
        return f"{name}预算最大的三个项目是哪些？"
    return f"{name}{projects[0].label}预算多少？"
