"""Projects described one after another in one chapter: each has its own name, topics and sentences."""

from __future__ import annotations

import pytest

from tests.parsing import parse

CHAPTER = """
第七部分 重点项目情况说明

项目一：湖岸步道修缮

1.立项依据：《丙川市湖泊保护规划》。

2.实施主体：丙川市湖泊管理所。

3.实施方案：4月底前完成招标。8月底前完工。

项目二：水草打捞

1.立项依据：局务会议纪要。

2.实施主体：丙川市水上中队。

第八部分 其他事项说明

本部门没有其他说明。
"""


@pytest.fixture(scope="module")
def passages():
    return {passage.text: passage for passage in parse(CHAPTER).passages}


@pytest.mark.parametrize(
    ("text", "project", "topic"),
    [
        ("丙川市湖泊管理所。", "湖岸步道修缮", "主体"),
        ("8月底前完工。", "湖岸步道修缮", "方案"),
        ("局务会议纪要。", "水草打捞", "依据"),
        ("丙川市水上中队。", "水草打捞", "主体"),
        ("本部门没有其他说明。", "", ""),
    ],
)
def test_each_line_belongs_to_its_project_and_topic(passages, text, project, topic):
    assert (passages[text].project, passages[text].topic) == (project, topic)


def test_a_numbered_line_without_projects_stays_prose():
    said = [passage.text for passage in parse("第七部分 说明\n\n1.立项依据：见附件。\n").passages]
    assert said[-1:] == ["1.立项依据：见附件。"]


NUMBERED = """
第四部分 重点项目情况

（一）码头加固项目

项目概述：更换木桩。
实施主体：码头管理站。
绩效目标：
一级指标\t二级指标\t三级指标\t指标值
产出指标\t数量指标\t更换木桩数\t≥80根

（二）灯塔油漆

1. 项目概述
灯塔外墙重新油漆。

2. 实施主体
灯塔管理站。
"""


def test_numbered_headings_with_labelled_lines_are_projects():
    document = parse(NUMBERED)
    found = {passage.text: (passage.project, passage.topic) for passage in document.passages}
    assert found["码头管理站。"] == ("码头加固项目", "主体")
    assert found["灯塔管理站。"] == ("灯塔油漆", "主体")
    target = next(fact for fact in document.facts if fact.item == "更换木桩数")
    assert (target.project, target.measure, target.stage) == ("码头加固项目", "年度指标值", "绩效目标")


def test_sections_of_a_project_are_no_projects():
    text = "水闸维护项目经费情况说明\n\n一、项目概述\n\n维护水闸。\n\n二、实施主体\n\n水闸站。\n"
    found = {passage.text: passage.project for passage in parse(text).passages}
    assert found["水闸站。"] == "水闸维护项目"


def test_a_label_said_again_below_its_heading_is_no_project():
    text = "水闸维护项目经费情况说明\n\n三、实施主体\n\n实施主体：水闸站。\n"
    assert {p.project for p in parse(text).passages if "水闸站" in p.text} == {"水闸维护项目"}
