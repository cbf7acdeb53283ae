"""Why a file could not be read; apart from the package so that every reader can raise it."""

from __future__ import annotations


class Unreadable(Exception):
    """The file cannot be read; ``str(error)`` is the reason in Chinese, without the file's name."""
