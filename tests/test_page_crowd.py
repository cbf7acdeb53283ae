"""Several people ask the real server at the same moment: each gets the answer to the own question, and nobody another's."""

from __future__ import annotations

from pathlib import Path

from measure_page import crowd, questions, shows


def test_people_who_ask_at_once_get_their_own_answers(corpus_index: Path, tmp_path: Path) -> None:
    met = crowd(corpus_index, Path("corpus"), {"BUDGET_STATE": str(tmp_path)}, people=4, rounds=2)
    assert len(met.seconds) == 8
    assert (met.wrong, met.mixed) == ([], [])
    assert met.memory < 600


def test_an_answer_of_somebody_else_would_be_noticed(corpus_assistant) -> None:
    one, other = questions()[:2]
    first = corpus_assistant.ask(one).headline
    assert shows(f"{one} … {first}", corpus_assistant, one, [])
    assert not shows(f"{other} … {first}", corpus_assistant, other, [])
