"""A document out of a text, for tests of tables and facts."""

from __future__ import annotations

from pathlib import Path

from index.extract import extract
from index.model import Fact, Parsed
from index.readers.text import blocks_of_text

COVER = "云杉区2031年区级部门预算\n\n预算主管部门：云杉区档案馆\n\n"


def parse(text: str, *, cover: str = COVER) -> Parsed:
    """The parsed document of ``cover`` and ``text``."""
    return extract("甲.txt", Path("不存在.txt"), blocks_of_text(cover + text))


def table_facts(text: str, *, cover: str = COVER) -> list[Fact]:
    """Facts of tables and forms."""
    return [fact for fact in parse(text, cover=cover).facts if fact.origin != "prose"]


def one(facts: list[Fact], **wanted: object) -> Fact:
    """The only fact with these fields."""
    found = [fact for fact in facts if all(getattr(fact, name) == value for name, value in wanted.items())]
    assert len(found) == 1, found
    return found[0]
