"""Bodies by their own part below an authority (交警支队) and without their kind (交警, 残联)."""

from __future__ import annotations

from dataclasses import replace

import pytest

from assistant import Assistant
from assistant.parse.abbreviations import initials
from tests.tiny import DOCUMENTS, LIBRARY_31, PARK, tiny_index

WATER = "云杉区公安局水上警察大队"


@pytest.fixture(scope="module")
def assistant():
    index = tiny_index()
    index.documents = tuple(replace(one, organisation=WATER) if one.organisation == PARK else one for one in DOCUMENTS)
    index.facts = tuple(replace(one, organisation=WATER) if one.organisation == PARK else one for one in index.facts)
    return Assistant(index)


@pytest.mark.parametrize(
    ("core", "name"), [("交通警察支队", "交警"), ("文化和旅游局", "文旅"), ("残疾人联合会", "残联")]
)
def test_the_first_characters_of_the_words_name_a_body(core, name):
    assert name in initials(core)


@pytest.mark.parametrize(
    "question",
    ["云杉水警大队2031年水费多少", "云杉区水警2031年水费多少", "水警2031年水费多少", "水上警察大队2031年水费是多少"],
)
def test_a_body_below_an_authority_is_known_by_its_own_part(assistant, question):
    assert str(assistant.ask(question).value) == "41234.56"


def test_a_name_that_another_body_speaks_of_is_not_taken_for_one(assistant):
    spoken = replace(assistant.index.passages[0], text="图书馆协助水警开展宣传。")
    spoken = replace(spoken, source=replace(spoken.source, document=LIBRARY_31))
    index = replace(assistant.index, passages=(*assistant.index.passages, spoken))
    places = Assistant(index)._read("水警2031年水费多少", []).places
    assert not any(place.text == "水警" for place in places)


def test_another_branch_of_the_authority_is_not_it(assistant):
    assert assistant.ask("云杉区刑警大队2031年水费多少").status != "answered"


def test_a_fine_is_no_kind_of_account_and_no_project(assistant):
    assert assistant.ask("云杉区水警2031年一共收了多少古树违法罚款").status != "answered"
