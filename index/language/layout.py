"""What layout and file conversion put into Chinese text, taken out again.

``tidy`` is for sentences (the document's own punctuation stays), ``label`` for names that are compared and shown as
values (NFKC, no layout white space). Neither changes a digit.
"""

from __future__ import annotations

import re
import unicodedata

_BREAK = re.compile(r"<br\s*/?>|</p>\s*<p>", re.IGNORECASE)
_CHECKBOX = re.compile(r"<input\b[^>]*>", re.IGNORECASE)
_TAG = re.compile(
    r"</?(?:p|b|i|u|em|strong|span|div|font|sup|sub|table|tbody|thead|tr|td|th|a|li|ul|ol)\b[^<>]*>", re.IGNORECASE
)
_LATEX = re.compile(r"\$([^$\n]{1,80})\$")
_LATEX_WORDS = (
    (re.compile(r"\\(?:geq?|geqslant)(?![A-Za-z])"), "≥"),
    (re.compile(r"\\(?:leq?|leqslant)(?![A-Za-z])"), "≤"),
    (re.compile(r"\\(?:times|ast|cdot)(?![A-Za-z])"), "*"),
    (re.compile(r"\\(?:text|mathrm|textbf)\{([^{}]*)\}"), r"\1"),
    (re.compile(r"\\([%$&_#{}])"), r"\1"),
)
_ENTITIES = {"&nbsp;": " ", "&lt;": "<", "&gt;": ">", "&quot;": '"', "&amp;": "&"}
_INVISIBLE = re.compile("[\u200b-\u200f\u2028\u2029\u2060\ufeff\u00ad]")

_WIDE = "\u2018-\u201d\u2026\u2190-\u22ff\u2500-\u303f\u3400-\u9fff\uf900-\ufaff\ufe30-\ufe4f\uff00-\uffef"
_BESIDE_WIDE = re.compile(rf"(?<=[{_WIDE}])\s+|\s+(?=[{_WIDE}])")
_SPACES = re.compile(r"\s+")
_WIDE_DIGITS = str.maketrans({chr(0xFF10 + i): str(i) for i in range(10)} | {"．": ".", "％": "%"})
_TORN = re.compile(r"([\u4e00-\u9fff])\s+\1(?=[\u4e00-\u9fff])")


def clean_markup(text: str) -> str:
    r"""Replace HTML and LaTeX leftovers: a ticked box becomes ☑, an empty one ☐, ``$\\geq 85\\%$`` becomes ≥85%."""
    if "<" in text:
        text = _CHECKBOX.sub(lambda match: "☑" if "checked" in match.group().lower() else "☐", text)
        text = _TAG.sub("", _BREAK.sub(" ", text))
    if "$" in text:
        text = _LATEX.sub(lambda match: _plain_latex(match[1]), text)
    if "&" in text:
        for entity, character in _ENTITIES.items():
            text = text.replace(entity, character)
    return _INVISIBLE.sub("", text)


def _plain_latex(formula: str) -> str:
    for pattern, replacement in _LATEX_WORDS:
        formula = pattern.sub(replacement, formula)
    return _SPACES.sub("", formula)


def squeeze(text: str) -> str:
    """Drop white space beside Chinese characters and punctuation, keep one space between Latin words."""
    return _SPACES.sub(" ", _BESIDE_WIDE.sub("", text)).strip()


def tidy(text: str) -> str:
    """A sentence without leftovers and layout white space; its words and punctuation stay, digits become half-width."""
    return squeeze(clean_markup(text).translate(_WIDE_DIGITS))


def label(text: str) -> str:
    """A name as it is compared: leftovers gone, NFKC, no layout white space."""
    return squeeze(unicodedata.normalize("NFKC", clean_markup(text)))


def mend_text(text: str) -> str:
    """``tidy`` of a cell that a line wrap tore (see ``mend``)."""
    return tidy(_TORN.sub(r"\1", text))


def mend(text: str) -> str:
    """``label`` of a cell that a line wrap tore, where the character at the tear may stand on both lines."""
    return label(_TORN.sub(r"\1", clean_markup(text)))
