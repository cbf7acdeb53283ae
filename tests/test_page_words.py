"""The page's own words: every one has its English, with the same blanks to fill in."""

from __future__ import annotations

import ast
import string
from pathlib import Path

import pytest

from assistant.web import words
from assistant.web.words_ask import ENGLISH as ASK
from assistant.web.words_data import ENGLISH as DATA

WEB = Path(words.__file__).parent


def blanks(text: str) -> set[str | None]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name is not None}


def said() -> set[str]:
    """Every text that the modules of the page give to ``word``."""
    calls = (node for path in WEB.glob("*.py") for node in ast.walk(ast.parse(path.read_text("utf-8"))))
    return {
        node.args[0].value
        for node in calls
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Name)
        and node.func.id == "word"
        and node.args
        and isinstance(node.args[0], ast.Constant)
    }


def test_every_word_of_the_page_has_its_english() -> None:
    assert said() - words.ENGLISH.keys() == set()


@pytest.mark.parametrize(("chinese", "english"), [*ASK.items(), *DATA.items()])
def test_both_languages_have_the_same_blanks(chinese: str, english: str) -> None:
    assert blanks(chinese) == blanks(english)


def test_no_word_has_two_english_versions() -> None:
    assert all(ASK[chinese] == DATA[chinese] for chinese in ASK.keys() & DATA.keys())
