"""Forms that name their project in the title only, a body's own form, targets of half a year, a maker's line inside a list."""

from __future__ import annotations

import pytest
from parsing import one, parse, table_facts
from tiny import FORM_30, PARK, TinyIndex, document, form

from assistant import Assistant
from index.project_titles import project_of_form_title

SCORED = """{title}

金额单位：万元

项目资金\t全年预算数（A）\t执行数（B）\t执行率（B/A）\t分值\t得分
{money}\t50.00\t40.00\t80.00%\t10\t8

一级指标\t二级指标\t三级指标\t年度指标值\t实际完成值\t分值\t得分
产出指标\t数量指标\t疏浚长度\t≥9公里\t8公里\t90\t80
总分\t\t\t\t\t100\t88
"""
HALVES = """重点项目绩效目标表

项目名称\t河道疏浚\t\t\t
项目资金（万元）\t12.50\t\t\t
一级指标\t二级指标\t三级指标\t半年指标值\t全年指标值
产出指标\t数量指标\t疏浚长度\t≥4公里\t≥9公里
"""
LISTED = """项目绩效目标表（2031年度）

单位名称：甲市乙局\t金额单位：万元\t\t
项目名称\t年度预算\t三级指标\t指标值
渡口改造\t6.00\t改造渡口\t≥9处
\t\t群众满意度\t≥90%
"""


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("河道疏浚项目支出绩效自评表", "河道疏浚"),
        ("2031年度河道疏浚项目绩效目标申报表", "河道疏浚"),
        ("2031年度部门整体支出绩效自评表", "部门整体支出"),
        ("甲市乙局整体支出绩效自评表(2031年度)", "整体支出"),
        ("项目支出绩效自评表(2031年度)", ""),
        ("重点项目绩效目标表", ""),
        ("财政项目支出绩效自评表", ""),
        ("2031年度区级部门预算项目支出绩效目标申报表", ""),
        ("甲市水务局项目支出绩效自评表", ""),
        ("支出决算表", ""),
    ],
)
def test_the_title_of_a_form_may_name_its_project(title, name):
    assert project_of_form_title(title) == name


def test_a_form_without_a_field_for_the_name_takes_it_from_its_title():
    facts = table_facts(SCORED.format(title="附件2 河道疏浚项目支出绩效自评表", money="年度资金总额"))
    assert {fact.project for fact in facts} == {"河道疏浚"}
    assert one(facts, item="总分", measure="得分").value == 88
    assert one(facts, item="年度资金总额", measure="全年执行数").value == 400_000


def test_the_form_of_the_whole_spending_is_no_project_s():
    facts = table_facts(SCORED.format(title="部门整体支出绩效自评表", money="部门整体支出总额"))
    assert {fact.project for fact in facts} == {"部门整体支出"}
    assert one(facts, item="年度资金总额", measure="执行率").value == 80


def test_a_target_of_half_a_year_is_not_that_of_the_year():
    facts = table_facts(HALVES)
    assert one(facts, item="疏浚长度", measure="年度指标值").value == 9
    assert one(facts, item="疏浚长度", measure="半年指标值").value == 4
    assert one(facts, item="年度资金申请总额", measure="预算数").value == 125_000


def test_a_maker_s_line_in_the_grid_is_no_header_of_the_list():
    facts = [fact for fact in parse(LISTED).facts if fact.measure == "年度指标值"]
    assert [(fact.project, fact.item, fact.value) for fact in facts] == [
        ("渡口改造", "改造渡口", 9), ("渡口改造", "群众满意度", 90),
    ]  # fmt: skip
    assert one(list(parse(LISTED).facts), measure="预算数").value == 60_000


def test_the_whole_spending_is_none_of_the_projects_that_are_counted():
    forms = {"行道树补植": (9, 9, 8, "88", "88.5"), "部门整体支出": (99, 99, 98, "99", "70")}
    facts = tuple(fact for name, funds in forms.items() for fact in form(name, funds))
    facts += tuple(form("花坛更新", (5, 5, 4, "80", "91")))
    asked = Assistant(TinyIndex((document(FORM_30, PARK, 2030, "绩效自评"),), facts, ()))  # type: ignore[arg-type]
    assert asked.ask("云杉2030年自评得分最低的项目是哪个").text.startswith("是行道树补植：88.5 分（共 2 个")
    assert "70" in asked.ask("云杉2030年部门整体支出自评得分多少").headline
