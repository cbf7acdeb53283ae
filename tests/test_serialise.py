"""An answer as JSON: exact figures, records in order, nothing that JSON does not know."""

from __future__ import annotations

import json
from dataclasses import fields
from decimal import Decimal

import numpy as np
import pandas as pd

from assistant.model import Answer, Calculation, Candidate, Citation, Operand
from assistant.serialise import answer_to_dict, answer_to_json

PLACE = Citation(
    "甲.txt", "青山区园林所", 2031, table="支出明细表", row="河道保洁", text="80.00", unit="万元", bbox=(1.5, 2, 3, 4)
)


def test_every_field_of_an_answer_is_there():
    assert set(answer_to_dict(Answer("问", "not_found", "没有"))) == {field.name for field in fields(Answer)}


def test_decimals_keep_all_digits_and_never_use_an_exponent():
    answer = Answer("问", "answered", "答", Decimal("1E+6"), "元")
    assert answer_to_dict(answer)["value"] == "1000000"
    answer = Answer("问", "answered", "答", Decimal("12345678901234567890.10"), "元")
    assert answer_to_dict(answer)["value"] == "12345678901234567890.10"


def test_a_table_becomes_records_in_its_order_with_none_for_empty_cells():
    frame = pd.DataFrame(
        {
            "名称": ["河道保洁", "路灯维护"],
            "数值": [Decimal("800000.00"), None],
            "年度": np.array([2031, 2030]),
            "率": [1.5, np.nan],
        }
    )
    assert answer_to_dict(Answer("问", "answered", "答", table=frame))["table"] == [
        {"名称": "河道保洁", "数值": "800000.00", "年度": 2031, "率": 1.5},
        {"名称": "路灯维护", "数值": None, "年度": 2030, "率": None},
    ]


def test_nested_values_become_lists_and_dicts():
    worked = Calculation("求和", (Operand("河道保洁", Decimal(800000), "元", PLACE),), "800000", Decimal(800000), "元")
    answer = Answer(
        "问", "ambiguous", "答", citations=(PLACE,), calculation=worked, candidates=(Candidate("甲", "问甲"),)
    )
    made = answer_to_dict(answer)
    assert made["calculation"]["operands"][0]["citation"] == made["citations"][0]
    assert made["citations"][0]["bbox"] == [1.5, 2, 3, 4]
    assert made["candidates"][0]["value"] is None


def test_the_json_text_reads_back_and_shows_chinese_as_it_is():
    answer = Answer(
        "园林所花了多少", "answered", "答", Decimal("0.10"), "%", table=pd.DataFrame({"率": [np.inf, pd.NA]})
    )
    text = answer_to_json(answer)
    assert json.loads(text) == answer_to_dict(answer)
    assert "园林所花了多少" in text
