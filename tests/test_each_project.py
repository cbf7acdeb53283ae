"""「各项目…」: a row of each project, whether its figures or one kind of its indicators; the whole budget is none of them."""

from __future__ import annotations

from pathlib import Path

import pytest
from tiny import TinyIndex

from assistant import Assistant
from index.extract import extract
from index.readers.text import blocks_of_text

BUDGET = """云杉区水务局2031年部门预算

收支总表

单位：万元

收入\t预算数\t支出\t预算数
一般公共预算拨款\t900.00\t农林水支出\t900.00
收入总计\t900.00\t支出总计\t900.00
"""
FORMS = """
项目绩效目标表

单位：万元

项目名称\t年度预算\t一级指标\t二级指标\t三级指标\t指标值
渡口改造\t6.00\t产出指标\t数量指标\t改造渡口\t≥9处
\t\t满意度指标\t服务对象满意度指标\t乘客满意度\t≥91%
河道疏浚\t8.00\t产出指标\t数量指标\t疏浚条数\t≥3条
\t\t满意度指标\t服务对象满意度指标\t居民满意度\t≥87%
"""


def ask(text: str, question: str):
    parsed = extract("水务31.txt", Path("不存在.txt"), blocks_of_text(text))
    return Assistant(TinyIndex((parsed.document,), parsed.facts, parsed.passages)).ask(question)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("云杉水务局2031年各项目的满意度目标分别是多少", ("91%", "87%")),
        ("云杉水务局2031年每个项目满意度指标值是多少", ("91%", "87%")),
        ("云杉水务局2031年各项目预算分别是多少", ("6.00 万元", "8.00 万元")),
    ],
)
def test_a_row_of_each_project(question, said):
    answer = ask(BUDGET + FORMS, question)
    assert answer.status == "answered"
    assert all(one in answer.text for one in said)
    assert not {"14.00", "900.00"} & set(answer.text.split())


def test_the_whole_budget_is_not_that_of_each_project():
    assert ask(BUDGET, "云杉水务局2031年各项目预算分别是多少").status == "not_found"
