"""Projects told by the words beside them, and bodies of one document as a set."""

from __future__ import annotations

import pytest

from tests.over import assistant_over

BUDGET = """甲江市水务局2031年部门预算

部门预算单位及人员情况表

单位：人

单位名称\t单位性质\t编制数\t实有人数\t\t编外聘用人员
\t\t\t在职\t退休\t
甲江市水务局（本级）\t行政单位\t40\t38\t20\t6
甲江市防汛抢险物资中心\t公益一类事业单位\t22\t19\t4\t11
甲江市水质化验站\t公益一类事业单位\t15\t15\t2\t
合计\t\t77\t72\t26\t17

部门支出预算总表（按单位）

单位：万元

预算单位\t合计\t基本支出\t项目支出
甲江市水务局（本级）\t900.00\t700.00\t200.00
甲江市防汛抢险物资中心\t410.00\t150.00\t260.00
甲江市水质化验站\t190.00\t100.00\t90.00
合计\t1,500.00\t950.00\t550.00

部门项目支出预算明细表

单位：万元

序号\t项目名称\t实施单位\t主管处室\t项目类别\t是否政府采购\t预算数\t一般公共预算\t其他收入
1\t堤防巡查\t甲江市水务局（本级）\t河道处\t经常性\t否\t120.00\t120.00\t
2\t水文监测\t甲江市水质化验站\t水保处\t经常性\t是\t90.00\t60.00\t30.00
3\t抢险舟艇购置\t甲江市防汛抢险物资中心\t防汛处\t一次性\t是\t200.00\t200.00\t
4\t沙袋储备\t甲江市防汛抢险物资中心\t防汛处\t经常性\t否\t60.00\t60.00\t
5\t灌区改造\t甲江市水务局（本级）\t河道处\t一次性\t是\t80.00\t80.00\t
合计\t\t\t\t\t\t550.00\t520.00\t30.00
"""
GRADES = """乙溪县农业局2031年项目绩效自评结果汇总表

单位：万元

序号\t项目名称\t实施单位\t年初预算数\t全年预算数\t全年执行数\t自评得分\t自评等级
1\t良种推广\t乙溪县种子站\t50.00\t48.00\t48.00\t97\t优
2\t耕地监测\t乙溪县农业局\t30.00\t30.00\t21.00\t82\t良
3\t冷库新建\t乙溪县农业局\t90.00\t0.00\t0.00\t0\t差
合计\t\t\t170.00\t78.00\t69.00\t\t
"""


@pytest.fixture(scope="module")
def assistant(tmp_path_factory):
    return assistant_over(tmp_path_factory.mktemp("attributes"), {"预算.txt": BUDGET, "自评.txt": GRADES})


@pytest.mark.parametrize(
    ("question", "value"),
    [
        ("甲江市水务局2031年防汛处主管的项目合计安排多少资金", 2_600_000),
        ("甲江水务局2031年防汛抢险物资中心的项目一共多少钱", 2_600_000),
        ("甲江水务局2031年一次性项目一共多少钱", 2_800_000),
        ("甲江水务局2031年要走政府采购的项目有几个", 3),
        ("甲江水务局2031年不走政府采购的项目有几个", 2),
        ("乙溪县农业局2031年有几个项目被评为“差”", 1),
        ("乙溪县2031年没评上“优”的项目年初预算加起来多少", 1_200_000),
        ("甲江水务局2031年两家事业单位的支出预算合计多少", 6_000_000),
        ("甲江水务局2031年三家预算单位中在职人数最少的有多少人", 15),
        ("甲江市水务局系统2031年一共聘了多少编外人员", 17),
        ("乙溪县农业局2031年局里自己实施的项目全年执行了多少", 210_000),
        ("乙溪县农业局2031年自评项目里还有多少钱没花出去", 90_000),
        ("甲江水务局2031年前两名的项目合计多少", 3_200_000),
        ("甲江水务局2031年除了灌区改造，其余四个项目一共多少", 4_700_000),
        ("甲江水务局2031年防汛抢险物资中心的基本支出比水质化验站多多少", 500_000),
    ],
)
def test_a_word_beside_the_projects_tells_the_set(assistant, question, value):
    answer = assistant.ask(question)
    assert answer.value == value, answer.text


@pytest.mark.parametrize(
    ("question", "named", "absent"),
    [
        ("甲江水务局2031年由河道处主管的项目列一下", ("堤防巡查", "灌区改造"), ("水文监测", "沙袋储备")),
        ("甲江水务局2031年有哪些项目要走政府采购", ("水文监测", "灌区改造"), ("堤防巡查",)),
        ("乙溪县农业局2031年没评为优的项目有哪些", ("耕地监测", "冷库新建"), ("良种推广",)),
        ("甲江水务局2031年钱来自其他收入的项目有哪些", ("水文监测",), ("堤防巡查",)),
        ("甲江水务局2031年物资中心和水质化验站谁的项目支出多，多多少", ("抢险物资中心多", "170.00"), ()),
        ("甲江水务局退休人员最多的单位", ("水务局", "20 人"), ("900.00",)),
        ("甲江水务局2031年5个项目里最小的是哪个", ("是沙袋储备",), ("是堤防",)),
        ("甲江水务局2031年本级实施的项目中预算最大的是哪个", ("堤防巡查",), ("抢险舟艇",)),
    ],
)
def test_the_set_holds_all_of_the_kind_and_no_other(assistant, question, named, absent):
    text = assistant.ask(question).text
    assert all(name in text for name in named), text
    assert not any(name in text for name in absent), text


def test_a_word_that_no_column_tells_is_not_passed_over(assistant):
    assert assistant.ask("甲江水务局2031年防汛处主管的无人机项目多少钱").status != "answered"


def test_as_many_others_as_are_told(assistant):
    assert assistant.ask("甲江水务局2031年除了灌区改造，其余三个项目一共多少").value is None
