"""An English question → the plain Chinese question that the parser reads.

Not word by word: the question is read into slots (place, year, terms, measure, operation) and said again in Chinese.
A word that the glossary does not know is carried over in quotation marks, so that the assistant refuses rather than
answering a question that leaves it out.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from assistant.english.detecting import is_english, unmarked
from assistant.english.reading import read
from assistant.english.sayings import say
from assistant.english.tokens import Token, plain, tokens

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from assistant.lexicon import Lexicon


def to_chinese(question: str, lexicon: Lexicon) -> str:
    """The question in Chinese; unchanged when it holds no English sentence."""
    asked = unmarked(question)
    if not is_english(asked):
        return asked
    text = plain(asked)
    if re.fullmatch(r"(?:hi|hello|hey|good (?:morning|afternoon|evening)|thanks?|thank you)[ !.,]*", text):
        return "你好"
    reading = read(text, _with_names(tokens(text, _chooser(lexicon)), lexicon))
    unknown = "".join(f"“{token.text}”" for token in reading.tokens if token.kind == "unknown")
    if unknown and reading.operation not in {"reason", "definition"} and not reading.topic:
        # Beside a label that fits, one odd word could be overlooked; alone it cannot.
        return f"{reading.scope()}{unknown}是多少"
    return say(reading)


def _with_names(found: Sequence[Token], lexicon: Lexicon) -> list[Token]:
    """Words that no glossary knows but that labels of the corpus carry (KVM, App) are names like Chinese ones."""
    if not any(token.kind == "unknown" for token in found):
        return list(found)
    labels = "\n".join(lexicon.labels)
    return [
        replace(token, kind="cjk")
        if token.kind == "unknown" and re.search(rf"(?<![a-z]){re.escape(token.text)}(?![a-z])", labels)
        else token
        for token in found
    ]


def _chooser(lexicon: Lexicon) -> Callable[[str], str]:
    """Picks the name that the corpus uses among 「甲|乙」."""
    known = "\n".join(document.organisation for document in lexicon.documents)

    def choose(chinese: str) -> str:
        options = chinese.split("|")
        return next((option for option in options if option in known), options[0])

    return choose
