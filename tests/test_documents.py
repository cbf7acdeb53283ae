"""Cover pages and forms tell what a document is."""

from __future__ import annotations

import pytest
from parsing import parse


@pytest.mark.parametrize(
    ("cover", "organisation", "level", "year", "stage", "region"),
    [
        (
            "上海市青浦区2031年区级单位预算\n\n预算单位：上海市青浦区档案馆\n\n",
            "上海市青浦区档案馆",
            "单位",
            2031,
            "预算",
            "青浦区",
        ),
        ("闵行区2031年区级部门预算\n\n预算主管部门：闵行区档案局\n\n", "闵行区档案局", "部门", 2031, "预算", "闵行区"),
        ("上海市普陀区档案局2031年度部门决算\n\n", "上海市普陀区档案局", "部门", 2031, "决算", "普陀区"),
        ("上海市普陀区档案局\n\n2031年度部门决算\n\n", "上海市普陀区档案局", "部门", 2031, "决算", "普陀区"),
        ("上海市普陀区档案局（本级）2031年度单位决算\n\n", "上海市普陀区档案局(本级)", "本级", 2031, "决算", "普陀区"),
        ("云杉县档案馆二〇三一年单位预算\n\n", "云杉县档案馆", "单位", 2031, "预算", "云杉县"),
    ],
)
def test_a_cover_names_organisation_level_year_and_stage(cover, organisation, level, year, stage, region):
    document = parse("目 录\n\n一、主要职能\n\n甲馆主要职能\n\n保管档案。", cover=cover).document
    assert (document.organisation, document.level, document.year, document.stage) == (organisation, level, year, stage)
    assert document.region == region


def test_what_no_page_says_is_reported():
    parsed = parse("一句话。", cover="")
    assert {problem.kind for problem in parsed.problems} == {"封面"}
    assert parsed.document.year == 0


def test_the_contents_tell_which_tables_to_expect():
    text = "目 录\n\n- 五、部门预算表\n - 1. 2031年部门收入预算总表\n - 2．2031年部门支出预算总表\n- 六、其他相关情况说明\n\n甲馆主要职能\n\n保管档案。"
    assert parse(text).document.listed_tables == ("2031年部门收入预算总表", "2031年部门支出预算总表")


def test_a_project_is_named_by_its_heading_with_project_said_once():
    parsed = parse("流动展车项目项目经费情况说明\n\n一、项目概述\n\n开车下乡。")
    assert [(passage.project, passage.topic) for passage in parsed.passages if passage.text == "开车下乡。"] == [
        ("流动展车项目", "概述")
    ]


def test_a_heading_that_names_only_the_organisation_leaves_the_name_to_the_sentence():
    parsed = parse(
        "云杉区档案馆项目经费情况说明\n\n六、年度预算安排\n\n流动展车项目2031年度财政资金预算安排金额为8.00万元。"
    )
    assert {passage.project for passage in parsed.passages if passage.topic} == {"流动展车项目"}


def test_sentences_end_at_full_stops_outside_quotes_and_keep_their_figures():
    parsed = parse("名词解释\n\n甲指“先办。后补”的事项。乙为3.5万元（含税。）。其中：")
    texts = [passage.text for passage in parsed.passages if passage.topic == "名词解释"]
    assert texts == ["甲指“先办。后补”的事项。", "乙为3.5万元（含税。）。其中："]
