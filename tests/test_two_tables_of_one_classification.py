"""Basic and project spending by economic classification: a ranking keeps to one of the two tables."""

from __future__ import annotations

import pytest

from assistant import Assistant
from index.build import rebuild

BUDGET = """甲江市乙河区园林所2031年部门预算

一般公共预算基本支出情况表（按支出经济分类科目）

单位：万元

科目编码\t科目名称\t预算数
302\t商品和服务支出\t60.00
30209\t物业管理费\t40.00
30213\t维修（护）费\t20.00
合计\t\t60.00

一般公共预算项目支出情况表（按支出经济分类科目）

单位：万元

科目编码\t科目名称\t预算数
302\t商品和服务支出\t900.00
30213\t维修（护）费\t500.00
30218\t专用材料费\t400.00
合计\t\t900.00
"""


@pytest.fixture(scope="module")
def assistant(tmp_path_factory):
    folder = tmp_path_factory.mktemp("two")
    corpus = folder / "corpus"
    corpus.mkdir()
    (corpus / "预算.txt").write_text(BUDGET, "utf-8")
    rebuild(corpus, folder / "index")
    return Assistant.open(folder / "index")


def test_a_ranking_keeps_to_the_table_of_basic_spending(assistant):
    text = assistant.ask("乙河区园林所2031年商品和服务支出中排前二的科目").text
    assert -1 < text.find("物业管理费") < text.find("维修"), text
    assert "专用材料费" not in text
