"""Who may add and remove documents and rebuild the index.

The operator decides (``Settings.upload``). Signing in is Streamlit's own (OpenID Connect, ``[auth]`` in
``.streamlit/secrets.toml``); nothing about passwords is kept here.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Mapping

    from assistant.web.settings import Settings

Why = Literal["", "off", "sign-in", "unverified", "not-listed"]


@dataclass(frozen=True, slots=True)
class Permission:
    """``allowed``, or in ``why`` what is missing; ``who`` is the address of the reader who has signed in."""

    allowed: bool
    why: Why = ""
    who: str = ""


def permission(settings: Settings, user: Mapping[str, object]) -> Permission:
    """Whether this reader may change documents; ``user`` is what Streamlit knows of them (``st.user``).

    With a list of addresses an address counts only when its issuer does not say that it is unverified.
    """
    if settings.upload == "off":
        return Permission(allowed=False, why="off")
    if settings.upload == "on":
        return Permission(allowed=True)
    if user.get("is_logged_in") is not True:
        return Permission(allowed=False, why="sign-in")
    who = str(user.get("email") or "").strip().lower()
    if not settings.uploaders:
        return Permission(allowed=True, who=who)
    if user.get("email_verified") in {False, "false"}:
        return Permission(allowed=False, why="unverified", who=who)
    listed = who in settings.uploaders
    return Permission(listed, "" if listed else "not-listed", who)
