"""Asked by the table it stands in, by a part of a whole, by a name in brackets; purchases by what is bought; projects by their forms."""

from __future__ import annotations

from decimal import Decimal

import pytest

from tests.over import assistant_over

BUDGET = """丙川市丁桥区妇女儿童医院2031年单位预算

预算单位：丙川市丁桥区妇女儿童医院

一、编制说明

2031年收入预算500.00万元，其中：财政拨款收入200.00万元；事业收入（医疗收入）290.00万元；其他收入10.00万元。
信息化运维支出40.00万元，与上年相比减少8.00万元，减少16.67%。
公务用车运行维护费支出6.00万元，其中燃料费2.50万元、维修费1.90万元、保险费1.60万元。

二、预算表

一般公共预算基本支出表

单位：万元

科目编码\t科目名称\t合计\t人员经费\t公用经费
302\t商品和服务支出\t30.00\t\t30.00
30205\t水费\t4.00\t\t4.00
30206\t电费\t20.00\t\t20.00
30231\t公务用车运行维护费\t6.00\t\t6.00

一般公共预算机关运行经费支出预算表

单位：万元

科目编码\t科目名称\t机关运行经费支出
302\t商品和服务支出\t18.00
30205\t水费\t3.00
30206\t电费\t15.00

收入总表

单位：万元

科目编码\t科目名称\t合计\t一般公共预算拨款\t事业收入\t其他收入
\t合计\t500.00\t200.00\t290.00\t10.00
21011\t行政事业单位医疗\t25.00\t15.00\t10.00\t

政府采购支出表

单位：万元

采购品目大类\t采购内容\t采购组织形式\t资金来源合计
合计\t\t\t61.00
货物\t小计\t\t21.00
货物\t输液泵\t集中采购\t12.00
货物\t转运监护仪\t分散采购\t9.00
服务\t小计\t\t40.00
服务\t保洁服务\t分散采购\t22.00
服务\t被服洗涤服务\t集中采购\t18.00

单位预算项目绩效目标表

单位：万元

项目名称\t年度预算\t年度目标\t一级指标\t二级指标\t三级指标\t指标值
产前筛查\t30.00\t提高筛查率\t产出指标\t数量指标\t筛查人数\t≥900人
\t\t\t产出指标\t质量指标\t筛查率\t≥90%
婴儿听力检查\t12.00\t提高检查率\t产出指标\t数量指标\t检查人数\t≥700人
\t\t\t产出指标\t质量指标\t检查率\t≥95%
"""


@pytest.fixture(scope="module")
def hospital(tmp_path_factory):
    return assistant_over(tmp_path_factory.mktemp("hospital"), {"医院预算.txt": BUDGET}).ask


@pytest.mark.parametrize(
    ("question", "value"),
    [
        ("丁桥妇女儿童医院2031年看病挣的（医疗收入）有多少", "2900000"),
        ("丁桥妇女儿童医院2031年医疗收入是多少", "2900000"),
        ("丁桥区妇女儿童医院2031年机关运行经费里电费多少", "150000"),
        ("丁桥区妇女儿童医院2031年电费多少", "200000"),
        ("丁桥区妇女儿童医院2031年修车花多少钱", "19000"),
        ("丁桥区妇女儿童医院2031年公车加油和修车一共多少", "44000"),
        ("丁桥区妇女儿童医院2031年绩效目标表里两个项目的预算加总是多少", "420000"),
        ("按增减数倒推，丁桥区妇女儿童医院2030年信息化运维支出应该是多少", "480000"),
        ("丁桥区妇女儿童医院2031年买新的输液泵要多少钱", "120000"),
    ],
)
def test_the_figure_of_the_frame_or_the_part_is_given(hospital, question, value):
    answer = hospital(question)
    assert (answer.status, answer.value) == ("answered", Decimal(value))


def test_purchases_are_ranked_by_what_is_bought_and_kinds_only_where_they_are_asked_for(hospital):
    assert hospital("丁桥区妇女儿童医院2031年政府采购明细里金额最大的是哪一项").text.startswith("是保洁服务")
    rows = hospital("丁桥区妇女儿童医院2031年走集中采购的有哪些").table["名称"].tolist()
    assert sorted(rows) == ["被服洗涤服务", "输液泵"]


def test_another_number_of_forms_is_not_added(hospital):
    assert hospital("丁桥区妇女儿童医院2031年绩效目标表里五个项目的预算加总是多少").value != Decimal(420000)


def test_a_part_that_is_not_stated_by_itself_is_not_the_whole(hospital):
    assert hospital("丁桥区妇女儿童医院2031年公车过路费单独列了多少钱").status == "not_found"


def test_members_of_a_named_table_are_ranked_alone(hospital):
    assert hospital("丁桥区妇女儿童医院2031年机关运行经费里最大的一项是哪个").text.startswith("是电费：15.00")
