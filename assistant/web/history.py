"""Conversations on disk, one file a browser: a reload or a return tomorrow finds them, and the reader can delete them.

Only the questions are kept. The answers come from the index when a conversation is opened again, so that they are never
older than the documents. A file is named by the SHA-256 of a random token that only that browser's cookie holds.
"""

from __future__ import annotations

import hashlib
import json
import logging
import os
import re
import threading
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

MOST = 60
"""Conversations kept; the oldest go first."""

TOKEN = re.compile(r"[0-9a-f]{32}")
"""What a browser's token looks like; anything else is no token."""

_log = logging.getLogger(__name__)
_writing = threading.Lock()


@dataclass(frozen=True, slots=True)
class Conversation:
    """Questions in order; ``changed`` is the time of the last one, ISO 8601."""

    key: str
    changed: str
    questions: tuple[str, ...]


class History:
    """The conversations of one browser in the folder ``state``."""

    def __init__(self, state: Path, token: str) -> None:
        """``ValueError`` for something that is no token."""
        if not TOKEN.fullmatch(token):
            raise ValueError("not a browser token")
        self.path = state / "history" / f"{hashlib.sha256(token.encode()).hexdigest()}.json"

    def all(self) -> tuple[Conversation, ...]:
        """Newest first; a damaged file counts as empty."""
        try:
            stored = json.loads(self.path.read_text("utf-8"))
            return tuple(Conversation(one["key"], one["changed"], tuple(one["questions"])) for one in stored)
        except FileNotFoundError:
            return ()
        except (OSError, ValueError, TypeError, KeyError):
            _log.warning("history file %s cannot be read", self.path.name)
            return ()

    def keep(self, conversation: Conversation) -> None:
        """Add or replace one conversation; one without a question is dropped."""
        with _writing:
            others = [one for one in self.all() if one.key != conversation.key]
            self._write([conversation, *others][:MOST] if conversation.questions else others)

    def drop(self, key: str) -> None:
        """Forget one conversation."""
        with _writing:
            self._write([one for one in self.all() if one.key != key])

    def clear(self) -> None:
        """Forget everything of this browser."""
        with _writing:
            self.path.unlink(missing_ok=True)

    def _write(self, conversations: list[Conversation]) -> None:
        self.path.parent.mkdir(parents=True, exist_ok=True)
        fresh = self.path.with_suffix(f".{os.getpid()}.new")
        fresh.write_text(json.dumps([asdict(one) for one in conversations], ensure_ascii=False), "utf-8")
        fresh.replace(self.path)
