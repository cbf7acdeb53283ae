"""The table of contents: its lines look like headings and must not become sections."""

from __future__ import annotations

import re

from index.language.layout import label

_NUMBERED = re.compile(
    r"^(?:第[一二三四五六七八九十]+部分|[一二三四五六七八九十]+[、.]|\([一二三四五六七八九十]+\)|\d+[、.])"
)
_BULLET = re.compile(r"^[-*•·]\s+")


def without_leader(line: str) -> str:
    """An entry without its bullet, its dots and its page number."""
    stripped = _BULLET.sub("", line.strip())
    return label(re.sub(r"[.·…‥_]{2,}.*$|\s+\d{1,3}$", "", stripped.replace("\t", " ")))


class Contents:
    """Follows the lines after 「目录」 and says which still belong to it."""

    def __init__(self) -> None:
        self.open = False
        self._seen: set[str] = set()

    def takes(self, line: str) -> bool:
        """Whether ``line`` is part of the table of contents; closes it at the first line that is not."""
        plain = label(line)
        if plain == "目录":
            self.open, self._seen = True, set()
            return False
        if not self.open:
            return False
        entry = without_leader(line)
        leads = bool(re.search(r"[.·…‥_]{3,}\s*\d*$", line.strip()))
        if re.fullmatch(r"[-\s]*\d{1,3}[-\s]*", plain):
            return True
        if entry in self._seen or not (leads or _NUMBERED.match(entry)):
            self.open = False
            return False
        self._seen.add(entry)
        return True
