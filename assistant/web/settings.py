"""What the operator decides: folders, title, uploads, logging.

Read from ``budget.toml`` (or the file that ``BUDGET_SETTINGS`` names) and from the environment, which wins:
``upload = "on"`` in the file and ``BUDGET_UPLOAD=on`` say the same. A name that nobody knows and a value that makes no
sense are refused with a message that says what would be right; nothing is guessed and nothing is ignored.
"""

from __future__ import annotations

import os
import tomllib
from dataclasses import dataclass, fields, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal
from urllib.parse import urlsplit

from index.errors import BudgetError

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

Upload = Literal["off", "on", "sign-in"]

FILE = "budget.toml"
"""Looked for in the folder that the program is started in."""
PREFIX = "BUDGET_"
MOST_UPLOAD_MB = 200
"""What the readers take at most; Streamlit's own limit (``server.maxUploadSize``) is the same."""
_LONGEST_TITLE = 40


class SettingsWrong(BudgetError):
    """A setting that cannot be used: which one, where it stands, and what would be right."""

    def __init__(self, where: str, found: object, right: str) -> None:
        super().__init__(f"设置「{where}」的值 {found!r} 不能用：{right}。")


@dataclass(frozen=True, slots=True)
class Settings:
    """All settings with their defaults.

    ``corpus``, ``index`` and ``state`` (conversations and feedback) are folders; a relative path counts from the folder of
    the settings file, one from the environment from the folder the program is started in. ``base_url`` (「https://…/」)
    begins the links that are handed out, "" leaves them relative. ``upload`` says who may add and remove documents and
    rebuild: nobody (``off``), everybody who can open the page (``on``), or who has signed in (``sign-in``) and, when
    ``uploaders`` is not empty, has one of these e-mail addresses. ``history`` keeps conversations on disk, so that they
    survive a reload; ``log_questions`` lets the text of questions into the log.
    """

    corpus: Path = Path("corpus")
    index: Path = Path(".index")
    state: Path = Path(".state")
    title: str = "预算问答"
    base_url: str = ""
    upload: Upload = "off"
    upload_mb: int = 50
    uploaders: tuple[str, ...] = ()
    history: bool = True
    log_questions: bool = False


def read_settings(environment: Mapping[str, str] | None = None) -> Settings:
    """The settings in force; ``SettingsWrong`` for the first one that cannot be used."""
    around = os.environ if environment is None else environment
    named = around.get(f"{PREFIX}SETTINGS", "")
    path = Path(named or FILE)
    values = _from_file(path) if named or path.is_file() else {}
    written = _with(Settings(), values, lambda name: f"{path} 的 {name}", path.parent)
    told = {name: around.get(PREFIX + name.upper(), "") for name in _READ}
    return _with(written, {name: text for name, text in told.items() if text}, lambda name: PREFIX + name.upper())


def _from_file(path: Path) -> dict[str, Any]:
    try:
        values = tomllib.loads(path.read_text("utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise SettingsWrong(str(path), path.name, f"文件打不开，或不是 TOML（{error}）") from error
    if unknown := sorted(values.keys() - _READ.keys()):
        raise SettingsWrong(str(path), unknown[0], f"没有这一项；可以写的是 {'、'.join(_READ)}")
    return values


def _with(
    settings: Settings, values: Mapping[str, Any], where: Callable[[str], str], folder: Path | None = None
) -> Settings:
    read: dict[str, Any] = {}
    for name, value in values.items():
        try:
            read[name] = _READ[name](value)
        except ValueError as error:
            raise SettingsWrong(where(name), value, str(error)) from error
        if folder is not None and isinstance(read[name], Path):
            read[name] = folder / read[name]
    return replace(settings, **read)


def _path(value: object) -> Path:
    if not isinstance(value, str) or not value.strip() or "\0" in value:
        raise ValueError("应为文件夹的路径")
    return Path(value)


def _title(value: object) -> str:
    if not isinstance(value, str) or not 0 < len(value.strip()) <= _LONGEST_TITLE or not value.isprintable():
        raise ValueError(f"应为一行文字，至多 {_LONGEST_TITLE} 字")
    return value.strip()


def _base_url(value: object) -> str:
    try:
        parts = urlsplit(value) if isinstance(value, str) else None
    except ValueError:
        parts = None
    if parts is None or parts.scheme not in {"http", "https"} or not parts.hostname or parts.query or parts.fragment:
        raise ValueError("应为网址，如 https://budget.example.cn/，不带问号后的部分")
    return f"{parts.geturl().rstrip('/')}/"


def _upload(value: object) -> Upload:
    named = {True: "on", False: "off"}.get(value, value) if isinstance(value, bool) else value
    switches = {"1": "on", "0": "off"}
    found = switches.get(named, named) if isinstance(named, str) else named
    if found not in {"off", "on", "sign-in"}:
        raise ValueError('应为 "off"（不许上传）、"on"（都可以）或 "sign-in"（登录后可以）')
    return found


def _megabytes(value: object) -> int:
    text = str(value)
    if isinstance(value, bool) or not (text.isascii() and text.isdecimal()) or not 1 <= int(text) <= MOST_UPLOAD_MB:
        raise ValueError(f"应为 1 到 {MOST_UPLOAD_MB} 的整数（MB）")
    return int(text)


def _addresses(value: object) -> tuple[str, ...]:
    parts = value.replace(",", " ").split() if isinstance(value, str) else value
    if not isinstance(parts, list) or not all(isinstance(one, str) and one.count("@") == 1 for one in parts):
        raise ValueError("应为电子邮箱，多个用逗号分开")
    return tuple(one.strip().lower() for one in parts)


def _switch(value: object) -> bool:
    found = {"on": True, "1": True, "true": True, "off": False, "0": False, "false": False}.get(str(value).lower())
    if found is None:
        raise ValueError("应为 on 或 off")
    return found


_READ: dict[str, Callable[[object], Any]] = {
    "corpus": _path,
    "index": _path,
    "state": _path,
    "title": _title,
    "base_url": _base_url,
    "upload": _upload,
    "upload_mb": _megabytes,
    "uploaders": _addresses,
    "history": _switch,
    "log_questions": _switch,
}
assert set(_READ) == {field.name for field in fields(Settings)}
