"""Text of documents, file names and questions made harmless before it reaches the browser.

Whatever stands in a document is shown letter for letter and never acts: not as Markdown (bold, links, pictures,
formulas, icons), not as HTML, and not as a formula in the spreadsheet that opens a downloaded table.
"""

from __future__ import annotations

import csv
import html
import io
import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

_MARKDOWN = re.compile(r"([!-/:-@\[-`{-~])")
# Streamlit turns ``:name:`` and ``:name[…]`` into icons and colours, and bare addresses into links, after the escapes
# are gone. An invisible word joiner keeps the letters as they are and takes the meaning away.
_DIRECTIVE = re.compile(r":(?=[A-Za-z+_/-])|(?<=[Ww])\.|@")
_WORD_JOINER = "\N{WORD JOINER}"
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f\u200e\u200f\u202a-\u202e\u2066-\u2069]")
_NUMBER = re.compile(r"[+-]?[\d.,]+\s*%?")
_NOT_IN_A_FILE_NAME = re.compile(r"[^\w（）()\-—·]+")


def plain(text: str) -> str:
    """``text`` as Markdown that shows exactly its letters, on one line: for labels of buttons and expanders."""
    joined = _DIRECTIVE.sub(lambda found: found[0] + _WORD_JOINER, " ".join(shown(text).split()))
    return _MARKDOWN.sub(r"\\\1", joined)


def shown(text: str) -> str:
    """``text`` without control characters and without the marks that reverse the direction of writing."""
    return _CONTROL.sub("", text)


def escaped(text: object) -> str:
    """``text`` for HTML content and quoted attributes; ``None`` gives ""."""
    return "" if text is None else html.escape(shown(str(text)), quote=True)


def tag(name: str, content: str = "", /, **attributes: str) -> str:
    """An HTML element around ``content``, which must be HTML already; attribute values are escaped here.

    ``class_`` stands for ``class`` and ``aria_label`` for ``aria-label``; attributes with an empty value are left out.
    """
    written = "".join(
        f' {key.rstrip("_").replace("_", "-")}="{escaped(value)}"' for key, value in attributes.items() if value
    )
    return f"<{name}{written}>{content}</{name}>"


def csv_bytes(rows: Iterable[Sequence[object]]) -> bytes:
    """A CSV file that spreadsheet programs open in UTF-8; a text that looks like a formula gets a leading ``'``."""
    buffer = io.StringIO()
    writer = csv.writer(buffer, lineterminator="\r\n")
    for row in rows:
        writer.writerow([_inert(cell) for cell in row])
    return buffer.getvalue().encode("utf-8-sig")


def file_name(*parts: str, suffix: str = ".csv") -> str:
    """A name for a download made of ``parts``: letters, digits and brackets only, at most 80 characters."""
    name = "-".join(filter(None, (_NOT_IN_A_FILE_NAME.sub("", part) for part in parts)))
    return (name[:80] or "table") + suffix


def _inert(cell: object) -> str:
    text = "" if cell is None else shown(str(cell))
    if text[:1] in {"=", "+", "-", "@", "\t", "\r"} and not _NUMBER.fullmatch(text):
        return "'" + text
    return text
