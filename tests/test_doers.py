"""Projects told by who carries them out."""

from __future__ import annotations

import pytest

from assistant import Assistant
from index.build import rebuild

LIST = """甲江市文化局2031年部门预算

项目支出表

单位：万元

类型\t项目名称\t项目单位\t合计
专项\t古塔修缮\t局本级\t80.00
专项\t惠民演出\t甲江市艺术中心\t20.00
专项\t书房运行\t局本级\t10.00
合计\t\t\t110.00
"""


@pytest.fixture(scope="module")
def assistant(tmp_path_factory):
    folder = tmp_path_factory.mktemp("doers")
    (folder / "corpus").mkdir()
    (folder / "corpus" / "预算.txt").write_text(LIST, "utf-8")
    rebuild(folder / "corpus", folder / "index")
    return Assistant.open(folder / "index")


def test_they_are_counted(assistant):
    assert assistant.ask("甲江市文化局2031年由局本级实施的项目有几个").value == 2


def test_they_are_listed_without_the_others(assistant):
    text = assistant.ask("甲江市文化局2031年由局本级实施的项目有哪些").text
    assert "古塔修缮" in text
    assert "惠民演出" not in text


def test_they_are_added_up(assistant):
    assert assistant.ask("甲江市文化局2031年由局本级实施的项目一共多少钱").value == 900_000


def test_a_question_for_the_doer_names_none(assistant):
    assert "按实施单位" not in assistant.ask("甲江市文化局2031年惠民演出由谁实施").text
