"""What several test modules share: the project's own corpus, indexed once a session."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import settings

settings.register_profile("patient", deadline=None)  # laws, not speed: the machine may be busy with something else
settings.load_profile("patient")

CORPUS = Path(__file__).parent.parent / "corpus"


def pytest_addoption(parser):
    parser.addoption("--variants-all", action="store_true", help="ask all generated questions (also: VARIANTS=all)")


@pytest.fixture(scope="session")
def corpus_index(tmp_path_factory):
    """Folder of an index over ``corpus/``."""
    from index.build import rebuild

    folder = tmp_path_factory.mktemp("corpus") / "index"
    rebuild(corpus=CORPUS, out=folder)
    return folder


@pytest.fixture(scope="session")
def corpus_assistant(corpus_index):
    from assistant import Assistant

    return Assistant.open(corpus_index)


@pytest.fixture(scope="session")
def tiny():
    """An assistant over the invented documents of ``tests/tiny.py``."""
    from tests.tiny import tiny_assistant

    return tiny_assistant()
