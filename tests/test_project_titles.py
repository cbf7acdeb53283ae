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
