"""Every pattern that is compiled late is a right one."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Iterator

import pytest

import assistant
from assistant.patterns import Pattern


def patterns(value: object) -> Iterator[Pattern]:
    if isinstance(value, Pattern):
        yield value
    elif isinstance(value, dict):
        yield from patterns(tuple(value.values()))
    elif isinstance(value, tuple | list | frozenset):
        for part in value:
            yield from patterns(part)
    elif hasattr(value, "__dataclass_fields__") and not isinstance(value, type):
        yield from patterns(tuple(getattr(value, name) for name in value.__dataclass_fields__))


def modules() -> Iterator[str]:
    for found in pkgutil.walk_packages(assistant.__path__, "assistant."):
        if ".web" not in found.name and not found.name.endswith("__main__"):
            yield found.name


def test_all_patterns_compile():
    found = [one for name in modules() for one in patterns(tuple(vars(importlib.import_module(name)).values()))]
    assert len(found) > 300
    for pattern in found:
        assert pattern.compiled.pattern == pattern.pattern


@pytest.mark.parametrize("text", ["2031年水费12.5万元", "没有数字", ""])
def test_a_late_pattern_matches_as_one_of_the_library(text):
    import re

    early, late = re.compile(r"\d+(?:\.\d+)?"), Pattern(r"\d+(?:\.\d+)?")
    assert [m.span() for m in late.finditer(text)] == [m.span() for m in early.finditer(text)]
    assert late.findall(text) == early.findall(text)
    assert (late.search(text) is None, late.match(text) is None) == (
        early.search(text) is None,
        early.match(text) is None,
    )
    assert (late.sub("N", text), late.split(text)) == (early.sub("N", text), early.split(text))
    assert late.fullmatch(text) is None
    assert late.search(text, 5) is None or late.search(text, 5).start() >= 5
