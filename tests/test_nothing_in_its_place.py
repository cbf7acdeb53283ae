"""What the documents leave blank or do not add up is not answered with something beside it."""

from __future__ import annotations

import pytest

from assistant import Assistant
from index.build import rebuild

FINAL = """甲江市乙河区园林所2031年度部门决算

收入支出决算总表

单位：万元

项目\t决算数\t项目\t决算数
一、一般公共预算财政拨款收入\t800.00\t一、城乡社区支出\t900.00
五、事业收入\t40.00\t\t
八、其他收入\t20.00\t\t
本年收入合计\t860.00\t本年支出合计\t900.00
年初结转和结余\t140.00\t年末结转和结余\t100.00
总计\t1,000.00\t总计\t1,000.00

收入决算表

单位：万元

科目编码\t科目名称\t本年收入合计\t财政拨款收入\t事业收入\t其他收入
212\t城乡社区支出\t860.00\t800.00\t40.00\t20.00
合计\t\t860.00\t800.00\t40.00\t20.00
"""


@pytest.fixture(scope="module")
def assistant(tmp_path_factory):
    folder = tmp_path_factory.mktemp("place")
    corpus = folder / "corpus"
    corpus.mkdir()
    (corpus / "决算.txt").write_text(FINAL, "utf-8")
    rebuild(corpus, folder / "index")
    return Assistant.open(folder / "index")


def test_what_is_carried_over_is_no_income_beside_the_appropriation(assistant):
    answer = assistant.ask("乙河区园林所2031年除财政拨款以外的收入一共多少")
    assert answer.value == 600_000, answer.text
