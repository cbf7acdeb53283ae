"""The container's recipe, as far as it can be held to its word without Docker: what it copies is there, and it is safe by default."""

from __future__ import annotations

import fnmatch
import json
import re
import shlex
import subprocess
import sys
import tomllib
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
RECIPE = re.sub(r"\\\n\s*", " ", (ROOT / "Dockerfile").read_text("utf-8"))
LINES = [line for line in RECIPE.splitlines() if line and not line.startswith("#")]


def lines(word: str) -> list[str]:
    return [line.removeprefix(word).strip() for line in LINES if line.startswith(f"{word} ")]


def kept() -> list[str]:
    rules = (ROOT / ".dockerignore").read_text("utf-8").splitlines()
    return [rule[1:] for rule in rules if rule.startswith("!")]


def test_what_is_copied_is_in_the_repository_and_not_ignored() -> None:
    copied = [source for line in lines("COPY") if "--from" not in line for source in shlex.split(line)[:-1]]
    assert copied
    for source in copied:
        assert (ROOT / source).exists(), source
        assert any(fnmatch.fnmatch(rule, f"{source}*") for rule in kept()), source


def test_the_server_runs_without_privileges_and_says_whether_it_is_well() -> None:
    assert lines("USER") == ["budget"]
    assert LINES.index("USER budget") < next(n for n, line in enumerate(LINES) if line.startswith("CMD"))
    assert len(lines("HEALTHCHECK")) == 1


def test_the_libraries_are_those_of_the_project() -> None:
    command = next(line for line in lines("RUN") if "tomllib" in line).split(" > ")[0]
    listed = subprocess.run(
        [sys.executable, *shlex.split(command)[1:]], cwd=ROOT, capture_output=True, text=True, check=True
    )
    wanted = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]["dependencies"]
    assert listed.stdout.split("\n")[:-1] == wanted


def test_only_inside_the_container_does_the_page_listen_to_others() -> None:
    assert "--server.address=0.0.0.0" in json.loads(lines("CMD")[-1])
    config = tomllib.loads((ROOT / ".streamlit" / "config.toml").read_text("utf-8"))
    assert config["server"]["address"] == "localhost"
