"""A table's title and a project's pages own no chapter that goes on with the numbers before them; lists of projects are no forms."""

from __future__ import annotations

from tests.parsing import parse

REPORT = """
丙川市丁桥区水上中队2031年部门预算

目录

一、主要职责

二、部门预算表

三、项目经费说明

四、其他说明

一、主要职责

负责水上巡查。

二、部门预算表

2031年部门支出预算总表

单位：万元

科目编码\t科目名称\t合计
204\t公共安全支出\t90.00

三、项目经费说明

水草打捞项目经费情况说明

一、项目概述

打捞航道水草。

二、年度预算安排

2031年安排12.00万元，一是船只租金8.00万元，二是油料费4.00万元。

四、其他说明

本部门共有船舶3艘。

绩效自评项目情况表

单位：万元

序号\t项目名称\t全年预算数\t全年执行数\t执行率\t自评得分
1\t水草打捞\t12.00\t11.40\t95.00%\t97.5
2\t码头照明\t20.00\t10.00\t50.00%\t80
"""


def test_a_chapter_follows_the_chapter_before_the_table_and_the_projects_pages():
    found = {passage.text: passage for passage in parse(REPORT).passages}
    ships = found["本部门共有船舶3艘。"]
    assert (ships.source.section[-1], ships.project) == ("四、其他说明", "")
    assert not any("表" in heading or "水草" in heading for heading in ships.source.section)


def test_chapters_inside_a_projects_pages_stay_there():
    found = {passage.text: passage for passage in parse(REPORT).passages}
    weeds = found["打捞航道水草。"]
    assert (weeds.project, weeds.source.section[-1]) == ("水草打捞项目", "一、项目概述")


def test_what_stands_behind_first_and_second_is_the_name_alone():
    items = {fact.item for fact in parse(REPORT).facts if fact.origin == "prose"}
    assert {"船只租金", "油料费"} <= items


def test_a_list_of_projects_is_read_by_its_columns_though_its_title_speaks_of_a_form():
    facts = [fact for fact in parse(REPORT).facts if fact.item == "码头照明"]
    told = {fact.measure: fact.value for fact in facts}
    assert told["全年预算数"] == 200000
    assert told["得分"] == 80
