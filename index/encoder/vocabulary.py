"""The tokens of the bundled encoder, and its tokenizer.

Every character of GB 2312 is a token, so that no character is unknown; frequent words are one token each. Full-width
forms, capitals and thousands separators are levelled first; punctuation only separates.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from tokenizers import Regex, Tokenizer
from tokenizers.models import WordPiece
from tokenizers.normalizers import NFKC, Lowercase, Replace
from tokenizers.normalizers import Sequence as Normalizers
from tokenizers.pre_tokenizers import Split

if TYPE_CHECKING:
    from collections.abc import Iterable

UNKNOWN = "[UNK]"
_LONGEST = 100_000  # characters of one run of text without punctuation
_RUN = r"[0-9]+(?:\.[0-9]+)?|[a-z]+|[㐀-鿿]+"


def hanzi() -> list[str]:
    """All 6763 characters of GB 2312, in its order."""
    found = []
    for high in range(0xB0, 0xF8):
        for low in range(0xA1, 0xFF):
            try:
                found.append(bytes((high, low)).decode("gb2312"))
            except UnicodeDecodeError:  # row 55 of the standard is five characters short
                continue
    return found


def symbols() -> list[str]:
    """Letters, digits, the point, two-digit groups and years."""
    letters = [chr(code) for code in range(ord("a"), ord("z") + 1)]
    digits = [str(digit) for digit in range(10)]
    return [*letters, *digits, ".", *(f"{n:02}" for n in range(100)), *(str(year) for year in range(2000, 2050))]


def tokenizer(words: Iterable[str]) -> Tokenizer:
    """A longest-match tokenizer over characters, symbols and these words, in a fixed order."""
    tokens = dict.fromkeys([UNKNOWN, *symbols(), *hanzi(), *words])
    ids = {token: position for position, token in enumerate(tokens)}
    model = WordPiece(ids, unk_token=UNKNOWN, continuing_subword_prefix="", max_input_chars_per_word=_LONGEST)
    made = Tokenizer(model)
    made.normalizer = Normalizers([NFKC(), Lowercase(), Replace(Regex(r"(?<=[0-9]),(?=[0-9]{3})"), "")])
    made.pre_tokenizer = Split(Regex(_RUN), "removed", invert=True)
    return made
