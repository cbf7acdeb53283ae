"""A part of a question changed: the new question is plain text, and is understood as wished."""

from __future__ import annotations

import pytest

from assistant.rewording import parts_of, reworded, standalone
from tests.tiny import LIBRARY, PARK


def test_the_parts_of_a_question_are_those_it_was_understood_by(tiny) -> None:
    parts = parts_of(tiny.ask("云杉区园林所2031年办公费多少"))
    assert parts["单位"] == (PARK, True)
    assert parts["年度"] == ("2031", True)
    assert parts["科目"] == ("办公费", True)
    assert list(parts) == [name for name in ("地区", "单位", "年度", "阶段", "科目", "口径") if name in parts]


@pytest.mark.parametrize(
    ("question", "part", "value", "expected", "headline"),
    [
        ("云杉区园林所2031年水费多少", "年度", "2030", "云杉区园林所2030年水费多少", "3.00 万元"),
        ("园林所2031年办公费多少", "单位", LIBRARY, f"{LIBRARY}2031年办公费多少", "5.00 万元"),
        ("园林所办公费多少", "年度", "2030", "2030年园林所办公费多少", "2.00 万元"),
        ("园林所2031年办公费多少", "科目", "公务接待费", "园林所2031年公务接待费多少", "1.00 万元"),
    ],
)
def test_one_part_is_exchanged_in_the_readers_own_words(tiny, question, part, value, expected, headline) -> None:
    new = reworded(tiny.ask, tiny.ask(question), part, value)
    assert new == expected
    assert tiny.ask(new).headline == headline


def test_a_follow_up_becomes_a_question_that_stands_alone(tiny) -> None:
    history = ("园林所2031年办公费多少",)
    answer = tiny.ask("那水费呢", history)
    new = reworded(tiny.ask, answer, "年度", "2030", (*history, "那水费呢"))
    assert tiny.ask(new, (*history, "那水费呢")).headline == "3.00 万元"


def test_a_part_taken_away_is_no_longer_said(tiny) -> None:
    new = reworded(tiny.ask, tiny.ask("园林所2031年办公费多少"), "年度", "")
    assert new == "园林所办公费多少"


def test_a_wish_that_the_documents_cannot_meet_is_asked_all_the_same(tiny) -> None:
    new = reworded(tiny.ask, tiny.ask("园林所2031年办公费多少"), "年度", "2019")
    assert "2019" in new
    assert tiny.ask(new).status == "not_found"


def test_a_question_put_together_leaves_out_what_is_not_known() -> None:
    assert standalone("甲局", "2024", "预算", "水费", "合计") == "甲局2024年预算水费的合计是多少？"
    assert standalone("", "", "", "水费", "") == "水费是多少？"


def test_what_is_offered_next_has_an_answer(tiny) -> None:
    answer = tiny.ask("园林所2031年办公费多少")
    offered = tiny.next_questions(answer)
    assert offered
    for question in offered:
        assert tiny.ask(question).status == "answered"
        assert tiny.ask(question).headline != answer.headline


def test_a_year_that_is_not_held_is_exchanged_for_those_that_are(tiny) -> None:
    missing = tiny.ask("园林所2019年办公费多少")
    assert missing.status == "not_found"
    assert tiny.next_questions(missing) == ("园林所2030年办公费多少", "园林所2031年办公费多少")
