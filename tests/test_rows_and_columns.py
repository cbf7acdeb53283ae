"""Cells of listings by row and column: bodies, streets, projects with what pays for them; a word the listing does not tell forbids."""

from __future__ import annotations

from decimal import Decimal

import pytest

from assistant.cells import row_said
from tests.over import assistant_over

BUDGET = """丙川市丁桥区水务局2031年部门预算

预算主管部门：丙川市丁桥区水务局

二、机构情况

各镇村供水户数如下：

2031年村镇供水情况表

村镇\t供水户数(户)\t\t
\t总数\t其中：低收入户\t其中：60周岁以上
白石镇\t1200\t130\t410
青岗乡\t800\t95\t260
柳湾街道\t2500\t60\t700
黑水镇\t300\t20\t100
合计\t4800\t305\t1470

2031年部门收入预算总表

单位：万元

单位名称\t合计\t一般公共预算拨款\t事业收入\t上年结转
丁桥区水务局(本级)\t400.00\t380.00\t\t20.00
丁桥区河道管理服务中心\t300.00\t250.00\t50.00\t
丁桥区水政综合执法大队\t200.00\t200.00\t\t
合计\t900.00\t830.00\t50.00\t20.00

2030年项目执行情况表

单位：万元

项目名称\t年初预算数\t全年预算数\t全年执行数
泵站大修\t50.00\t60.00\t58.00
水质检测\t30.00\t30.00\t30.00
防汛物资\t20.00\t20.00\t15.00

2031年部门项目支出预算表

单位：万元

项目名称\t实施单位\t项目预算\t本级财力\t上级转移支付\t上年结转
中心城区河道清淤\t区河道管理服务中心\t160.00\t40.00\t100.00\t20.00
村镇供水管网改造与维护\t局机关\t90.00\t30.00\t60.00\t
水土保持宣传\t局机关\t10.00\t10.00\t\t
合计\t\t260.00\t80.00\t160.00\t20.00
"""


@pytest.fixture(scope="module")
def assistant(tmp_path_factory):
    return assistant_over(tmp_path_factory.mktemp("rows"), {"水务局.txt": BUDGET})


@pytest.mark.parametrize(
    ("question", "value", "unit"),
    [
        ("白石镇供水户里有几户是低收入的", 130, "户"),
        ("青岗乡60岁以上的供水户有多少户", 260, "户"),
        ("白石镇和青岗乡一共有多少户供水", 2000, "户"),
        ("白石镇比青岗乡的低收入户多多少户", 35, "户"),
        ("丁桥区河道中心2031年从一般公共预算拿多少钱", 2500000, "元"),
        ("丁桥区水务局执法大队的一般公共预算拨款是多少", 2000000, "元"),
        ("河道清淤项目上面转移支付给了多少钱", 1000000, "元"),
        ("供水管网改造项目的上级转移支付是多少", 600000, "元"),
        ("河道清淤和水土保持宣传两个项目的本级财力一共多少", 500000, "元"),
    ],
)
def test_a_cell_is_found_by_its_row_and_its_column(assistant, question, value, unit):
    answer = assistant.ask(question)
    assert (answer.value, answer.unit) == (Decimal(value), unit)


@pytest.mark.parametrize(
    ("question", "value"),
    [
        ("供水户中低收入户占百分之多少", "6.35"),
        ("柳湾街道的供水户占全区的百分之几", "52.08"),
        ("中心城区河道清淤项目里上级转移支付占比多少", "62.5"),
        ("丁桥区水务局项目预算中上级转移支付占多大比重", "61.54"),
    ],
)
def test_a_share_is_of_its_row_or_of_the_total(assistant, question, value):
    assert assistant.ask(question).value == Decimal(value)


@pytest.mark.parametrize(
    ("question", "named", "missing"),
    [
        ("丁桥区水务局哪些项目用到了上年结转的钱", ["中心城区河道清淤"], ["水土保持宣传"]),
        ("丁桥区水务局哪些项目没有用到上级转移支付", ["水土保持宣传"], ["河道清淤"]),
        ("丁桥区水务局哪些项目全部是本级财力", ["水土保持宣传"], ["河道清淤"]),
        ("丁桥区水务局哪些项目花超了年初预算", ["泵站大修"], ["水质检测", "防汛物资"]),
        ("丁桥区水务局哪些项目的钱全部花完了", ["水质检测"], ["泵站大修", "防汛物资"]),
        ("丁桥区哪些镇村的供水户超过1000户", ["白石镇", "柳湾街道"], ["青岗乡", "黑水镇"]),
        ("丁桥区哪个镇的低收入户最多", ["白石镇"], ["柳湾街道"]),
        ("丁桥区水务局上级转移支付最多的项目是哪个", ["中心城区河道清淤"], []),
    ],
)
def test_rows_are_chosen_by_a_column(assistant, question, named, missing):
    text = assistant.ask(question).text.split("来源")[0]
    assert all(name in text for name in named)
    assert not any(name in text for name in missing)


def test_amounts_say_nothing_of_a_number_of_people(assistant):
    assert assistant.ask("丁桥区水务局哪些项目超过2000人").status != "answered"


@pytest.mark.parametrize("question", ["白石镇供水户里外来户有几户", "红岩镇的低收入户有多少户"])
def test_what_the_listing_does_not_tell_is_not_answered(assistant, question):
    answer = assistant.ask(question)
    assert answer.status != "answered" or answer.value not in {Decimal(130), Decimal(1200), Decimal(305)}


@pytest.mark.parametrize(
    ("label", "asked", "said"),
    [
        ("丁桥区河道管理服务中心", "河道中心有多少人", "河道中心"),
        ("区水政综合执法大队", "执法大队的编制", "执法大队"),
        ("局本级", "局机关有几个编制", "局机关"),
        ("村镇供水管网改造与维护", "管网改造项目", ""),
        ("其他", "其他收入", ""),
    ],
)
def test_the_words_that_name_a_row(label, asked, said):
    assert row_said(label, asked) == said
