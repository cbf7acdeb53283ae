"""A part that is asked for is answered with the part, never with the whole that is named around it."""

from __future__ import annotations

import pytest

from assistant import Assistant
from index.build import rebuild

BUDGET = """甲江市乙河区第二医院2031年单位预算

住院楼电梯与消防改造项目经费情况说明

三、年度预算安排

2031年安排86.00万元，其中电梯更新51.00万元、消防管网32.00万元、监理检测3.00万元。

大型设备更新（CT、DSA）项目经费情况说明

三、年度预算安排

2031年安排265.00万元，其中64排CT 118.00万元、DSA 132.00万元、机房改造15.00万元。

其他相关情况说明

二、政府采购

2031年政府采购预算总额386.00万元，其中：货物支出28.00万元、工程支出331.00万元、服务支出27.00万元。
"""


@pytest.fixture(scope="module")
def assistant(tmp_path_factory):
    folder = tmp_path_factory.mktemp("parts")
    corpus = folder / "corpus"
    corpus.mkdir()
    (corpus / "预算.txt").write_text(BUDGET, "utf-8")
    rebuild(corpus, folder / "index")
    return Assistant.open(folder / "index")


@pytest.mark.parametrize(
    ("question", "earlier", "value"),
    [
        ("乙河区第二医院2031年政府采购里头工程花多少万", [], 3_310_000),
        ("乙河区第二医院住院楼换电梯那部分，2031年要花多少钱", [], 510_000),
        ("那CT呢", ["乙河区第二医院2031年买DSA要多少钱"], 1_180_000),
        ("乙河区第二医院2031年大型设备更新项目多少钱", [], 2_650_000),
        ("乙河区第二医院2031年政府采购预算多少", [], 3_860_000),
    ],
)
def test_the_part_is_not_answered_with_its_whole(assistant, question, earlier, value):
    answer = assistant.ask(question, history=earlier)
    assert answer.value == value, answer.text
