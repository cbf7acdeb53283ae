"""Several rows of one form in one question, rows and projects named in part, rows of a list on a project's own pages."""

from __future__ import annotations

import pytest

from tests.over import assistant_over
from tests.parsing import parse

FORMS = """丙川市丁桥区民政局2031年项目绩效自评表

财政项目支出绩效自评表
(2031年度)
项目名称\t助老巴士运营
主管部门\t丙川市丁桥区民政局\t实施单位\t丙川市丁桥区民政局
项目资金(元)\t\t年初预算数\t全年预算数\t全年执行数\t分值\t执行率\t得分
\t年度资金总额\t90000\t90000\t81000\t10\t90%\t9
一级指标\t二级指标\t三级指标\t年度指标值\t实际完成值\t分值\t得分\t偏差原因
产出指标\t数量指标\t开行班车线路数\t6条\t5条\t20\t16\t一条线路封路
\t\t发放乘车凭证数\t约900张\t880张\t20\t20\t
\t\t更换破损座椅数\t=40个（含12个轮椅位）\t40个\t10\t10\t
\t质量指标\t乘客投诉率\t<=2%\t1.5%\t10\t10\t
效益指标\t社会效益指标\t出行便利程度\t提高\t提高\t20\t20\t
满意度指标\t服务对象满意度指标\t乘车老人满意度\t>=90%\t93%\t10\t10\t
总分\t\t\t\t\t100\t95\t

财政项目支出绩效自评表
(2031年度)
项目名称\t社区食堂补贴
主管部门\t丙川市丁桥区民政局\t实施单位\t丙川市丁桥区民政局
项目资金(元)\t\t年初预算数\t全年预算数\t全年执行数\t分值\t执行率\t得分
\t年度资金总额\t50000\t50000\t50000\t10\t100%\t10
年度总体目标\t预期目标\t\t\t实际完成情况
\t补贴社区食堂，含监理费与审计费。\t\t\t已经补贴。
一级指标\t二级指标\t三级指标\t年度指标值\t实际完成值\t分值\t得分\t偏差原因
产出指标\t数量指标\t补贴食堂家数\t8家\t\t30\t30\t
\t质量指标\t餐食抽检合格率\t>=98%\t\t20\t20\t
满意度指标\t服务对象满意度指标\t就餐老人满意度\t>=85%\t\t40\t40\t
总分\t\t\t\t\t100\t100\t
"""

CHAPTER = """
第四部分 重点项目情况

（一）河埠头修缮

1.项目概述

修缮临河旧埠头。

2.实施主体

由镇水利站实施。

3.绩效目标

一级指标\t二级指标\t三级指标\t目标值
产出指标\t数量指标\t修缮埠头座数\t≥7座
产出指标\t成本指标\t单座修缮成本\t≤3万元

（二）其他情况说明

1.绩效目标

本部门没有其他目标。
"""


@pytest.fixture(scope="module")
def assistant(tmp_path_factory):
    return assistant_over(tmp_path_factory.mktemp("forms"), {"自评表.txt": FORMS})


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("助老巴士定了开几条线路、发多少张乘车凭证？", ("6条", "5条", "约900张")),
        ("助老巴士的班车线路数和投诉率各定了多少", ("6条", "<=2%")),
        ("助老巴士开几条线、换多少个座椅", ("6条", "40个")),  # named by a verb and a measure word
        ("社区食堂补贴几家，满意度要到多少", ("8家", ">=85%")),
        ("换了多少个座椅，其中轮椅位几个？", ("12个轮椅位",)),
        ("助老巴士乘客投诉率要控制在多少以内，最后做到多少？", ("2%", "1.5%")),
        ("那个开班车、发乘车凭证的项目，线路为什么没达标？", ("封路",)),
    ],
)
def test_rows_are_found_by_what_they_are_called_in_part(assistant, question, said):
    answer = assistant.ask(question)
    assert answer.status == "answered"
    assert [one for one in said if one not in answer.text] == []


@pytest.mark.parametrize(
    ("question", "value"),
    [
        ("发乘车凭证、开班车的那个项目，自评总分多少", 95),
        ("给食堂补贴、抽检餐食的那个项目花了多少钱", 50000),
    ],
)
def test_a_project_may_be_told_by_what_it_does(assistant, question, value):
    answer = assistant.ask(question)
    assert answer.value == value
    assert answer.question == question
    assert "指「" in answer.text


@pytest.mark.parametrize(
    "question",
    [
        "助老巴士要招几名司机、建几个候车亭？",  # no row speaks of either
        "助老巴士运营要买几个轮胎？",  # another thing in the same measure word
        "社区食堂补贴要开几条班车线路？",  # a row of another form than the one that is named
        "种花、遛狗的那个项目花了多少钱",  # no form is so
        "社区食堂补贴的监理费和审计费各多少",  # the amount of the whole is neither of the two
        "社区食堂实际补贴了几家食堂？",  # the cell of the result is empty
        "社区食堂餐食抽检合格率为什么没达标？",  # no reason is given
    ],
)
def test_nothing_takes_the_place_of_a_row_that_is_not_there(assistant, question):
    assert assistant.ask(question).status == "not_found"


def test_a_numbered_heading_before_labelled_lines_names_a_project_and_its_indicators():
    parsed = parse(CHAPTER)
    targets = {f.item: (f.project, f.value, f.unit) for f in parsed.facts if f.measure == "年度指标值"}
    assert targets == {
        "修缮埠头座数": ("河埠头修缮", 7, "座"),
        "单座修缮成本": ("河埠头修缮", 30000, "元"),
    }
    assert {p.text: p.project for p in parsed.passages}["由镇水利站实施。"] == "河埠头修缮"
    assert {p.text: p.project for p in parsed.passages}["本部门没有其他目标。"] == ""
