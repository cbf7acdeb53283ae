"""A project told by what it does instead of its name: 「给群众寄证件的那个项目，得分多少」."""

from __future__ import annotations

from dataclasses import dataclass

from assistant.patterns import Pattern

_THAT_ONE = Pattern(
    r"(?P<what>[^?？。;；]{4,60}?)(?:的)?(?:那|这)(?:个|项|一个)(?P<kind>[\u4e00-\u9fff]{0,6}?(?:项目|计划))(?!里的?哪|中的?哪)"
)


@dataclass(frozen=True, slots=True)
class Described:
    """The description as a question of its own, and what the sentence asks of the project."""

    what: str
    asked: str


def described(text: str) -> Described | None:
    """The description of a project in a question; None when it has none."""
    match = _THAT_ONE.match(text)
    if match is None or not text[match.end() :].strip("，,。？? "):
        return None
    return Described(match["what"] + (match["kind"] if len(match["kind"]) > len("项目") else ""), text[match.end() :])
