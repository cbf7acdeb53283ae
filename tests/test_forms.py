"""Self-evaluation and target forms, with the shifts and cuts that page breaks make."""

from __future__ import annotations

from decimal import Decimal

import pytest
from parsing import one, parse, table_facts

from index.facts.indicators import indicators

FORM = """财政项目支出绩效自评表\t\t\t\t\t\t\t\t
(2031 年度)\t\t\t\t\t\t\t\t
项目名称\t库房平台信息 息系统(2031运维)\t\t\t\t\t\t\t
主管部门\t云杉区档案局 (汇总)\t\t\t实施单位\t云杉区档案馆\t\t\t
项目资金 (万元)\t\t年初预算数\t全年预算数\t全年执行数\t分值\t执行率\t得分\t
\t年度资金总额\t10.00\t8.00\t6.00\t10\t75.00%\t7.5\t
\t其中：当年财政拨款\t0\t\t\t—\t\t\t
年度总体目标\t预期目标\t\t\t实际完成情况\t\t\t\t
\t{goal}\t\t\t库房已经除湿。\t\t\t\t
绩效指标\t一级指标\t二级指标\t三级指标\t年度指标值\t实际完成值\t分值\t得分\t偏差原因分析及改进措施
"""
ROWS = "\t产出指标\t数量指标\t巡检次数\t>=4次\t6\t40\t40\t\n\t\t质量指标\t合格率\t=95%\t90%\t40\t35\t设备老化。\n总分\t\t\t\t\t\t90\t82.5\t\n"


def form(rows: str = ROWS, goal: str = "全年库房不返潮。"):
    return table_facts(FORM.format(goal=goal) + rows, cover="")


def value(facts, item, measure):
    return one(facts, item=item, measure=measure).value


def test_the_head_of_a_form_gives_project_year_stage_and_offices():
    parsed = parse(FORM.format(goal="") + ROWS, cover="")
    assert (parsed.document.organisation, parsed.document.year, parsed.document.stage) == (
        "云杉区档案馆",
        2031,
        "绩效自评",
    )
    fact = one(list(parsed.facts), item="实施单位")
    assert fact.project == "库房平台信息系统(2031运维)"
    assert (fact.origin, fact.stage, fact.printed) == ("form", "绩效自评", "云杉区档案馆")


def test_funds_are_read_in_the_unit_of_their_label():
    facts = form()
    assert value(facts, "年度资金总额", "全年执行数") == 60_000
    assert value(facts, "年度资金总额", "执行率") == 75
    assert one(facts, item="当年财政拨款", measure="年初预算数").state == "zero"
    assert one(facts, item="当年财政拨款", measure="全年预算数").state == "blank"
    assert not [fact for fact in facts if fact.item == "当年财政拨款" and fact.measure == "分值"]


def test_a_blank_goal_is_blank_and_not_the_other_text():
    facts = form(goal="")
    assert one(facts, item="预期目标").state == "blank"
    assert one(facts, item="实际完成情况").printed == "库房已经除湿。"


def test_a_bare_result_takes_the_unit_of_its_target():
    facts = form()
    done = one(facts, item="巡检次数", measure="实际完成值")
    assert (done.value, done.unit) == (6, "次")
    target = one(facts, item="巡检次数", measure="年度指标值")
    assert (target.value, target.unit, target.relation) == (4, "次", ">=")
    assert one(facts, item="合格率", measure="偏差原因").printed == "设备老化。"
    assert one(facts, item="总分", measure="得分").value == Decimal("82.5")


def test_levels_are_carried_down():
    assert one(form(), item="合格率", measure="得分").ancestors == ("产出指标", "质量指标")


@pytest.mark.parametrize(
    "row",
    [
        "\t\t时效指标\t及时率\t>=90%\t95%\t5\t4\t",
        "\t时效指标\t及时率\t>=90%\t95%\t5\t4\t\t",
        "\t\t\t时效指标\t及时率\t>=90%\t95%\t5\t4",
        "\t时效指标\t及时率\t\t>=90%\t95%\t5\t4\t",
        "绩效指标\t\t时效指标\t及时率\t>=90%\t95%\t5\t4\t",
    ],
)
def test_a_row_that_moved_sideways_is_still_read(row):
    facts = form(ROWS + row)
    assert one(facts, item="及时率", measure="年度指标值").relation == ">="
    assert value(facts, "及时率", "实际完成值") == 95
    assert (value(facts, "及时率", "分值"), value(facts, "及时率", "得分")) == (5, 4)
    assert one(facts, item="及时率", measure="得分").ancestors == ("产出指标", "时效指标")


def test_a_first_level_that_does_not_fit_is_replaced_by_the_usual_one():
    facts = form("\t产出指标\t数量指标\t甲\t1项\t1\t5\t5\t\n\t\t社会效益指标\t乙\t提升\t提升\t5\t5\t\n")
    assert one(facts, item="乙", measure="得分").ancestors == ("效益指标", "社会效益指标")


def test_a_satisfaction_row_above_its_label_goes_with_the_label():
    facts = form(
        "\t效益指标\t社会效益指标\t甲\t提升\t提升\t5\t5\t\n\t\t\t读者满意度\t>=85%\t90%\t5\t5\t\n\n"
        "\t满意度指标\t服务对象满意度指标\t馆员满意度\t>=85%\t90%\t5\t5\t\n"
    )
    assert one(facts, item="读者满意度", measure="得分").ancestors == ("满意度指标", "服务对象满意度指标")


def test_a_name_cut_by_a_page_break_is_put_together():
    before = form(
        "\t产出指标\t数量指标\t甲\t1项\t1\t5\t5\t\n\t\t\t完成老旧目录补\t\t\t\t\t\n\n\t\t\t录\t28个\t完成\t3\t3\t\n"
    )
    assert one(before, item="完成老旧目录补录", measure="年度指标值").value == 28
    behind = form(
        "\t产出指标\t数量指标\t完成老旧目录补\t28个\t完成\t3\t3\t\n\n\t\t\t录\t\t\t\t\t\n\t\t\t乙\t1项\t1\t5\t5\t\n"
    )
    assert one(behind, item="完成老旧目录补录", measure="得分").value == 3


def test_a_form_without_results_keeps_them_blank():
    facts = form("\t产出指标\t数量指标\t甲\t1项\t\t10\t9\t\n")
    assert one(facts, item="甲", measure="实际完成值").state == "blank"
    assert (value(facts, "甲", "分值"), value(facts, "甲", "得分")) == (10, 9)


def test_forms_in_a_row_are_forms_of_their_own():
    text = FORM.format(goal="") + ROWS
    parsed = parse(text + text.replace("库房平台", "阅览平台"), cover="")
    assert {fact.project for fact in parsed.facts if fact.origin == "form"} == {
        "库房平台信息系统(2031运维)", "阅览平台信息系统(2031运维)",
    }  # fmt: skip


def test_long_cells_are_passages_with_project_and_topic():
    parsed = parse(FORM.format(goal="全年库房不返潮。馆藏不受损。") + ROWS, cover="")
    found = [(passage.text, passage.topic) for passage in parsed.passages if passage.project]
    assert found == [
        ("全年库房不返潮。", "目标"), ("馆藏不受损。", "目标"), ("库房已经除湿。", "完成情况"), ("设备老化。", "偏差"),
    ]  # fmt: skip


TARGET = """流动展车项目经费情况说明

七、绩效目标

财政项目支出绩效目标表

(2031年度)

项目名称\t流动展车\t\t项目类别\t专项资金 <input type="checkbox"/> 经常性项目 <input checked="" type="checkbox"/>
主管部门\t云杉区档案局\t\t实施单位\t云杉区档案馆
项目资金 (万元)\t项目资金总额\t15.5\t年度资金申请总额\t15.5
\t其中：财政资金\t15.5\t其中：当年财政拨款\t
项目 绩效 目标\t项目总目标 (2031年-2032年)\t\t年度总目标\t
\t巡展下乡。\t\t巡展十场。\t
绩效 指标\t一级指标\t二级指标\t三级指标\t年度指标值
\t产出指标\t数量指标\t巡展场次\t大于等于10场
\t满意度指标\t服务对象满意度指标\t观众满意度\t$\\geq 85.00\\%$
"""


def test_a_target_form_gives_money_goals_and_targets():
    facts = table_facts(TARGET)
    assert value(facts, "年度资金申请总额", "预算数") == 155_000
    assert one(facts, item="当年财政拨款").state == "blank"
    assert one(facts, item="项目类别").printed == "专项资金☐经常性项目☑"
    assert one(facts, item="年度总目标").printed == "巡展十场。"
    assert one(facts, item="巡展场次").value == 10
    assert one(facts, item="观众满意度").relation == ">="
    assert {fact.stage for fact in facts} == {"绩效目标"}


def test_the_form_and_its_pages_call_the_project_by_one_name():
    parsed = parse(TARGET)
    assert {fact.project for fact in parsed.facts} == {"流动展车"}


def test_levels_that_are_printed_without_their_last_word_are_levels():
    rows = [
        ["产出", "数量", "养护面积", "≥300亩", "310亩", "20", "20"],
        ["", "质量", "养护合格率", "≥95%", "96%", "20", "20"],
        ["效益", "社会效益", "居民投诉", "≤3起", "2起", "10", "10"],
    ]
    found = list(indicators(list(enumerate(rows)), frozenset(), scored=True))
    assert [(one.first, one.second, one.name) for one in found] == [
        ("产出指标", "数量指标", "养护面积"),
        ("产出指标", "质量指标", "养护合格率"),
        ("效益指标", "社会效益指标", "居民投诉"),
    ]
    assert [one.target.text if one.target else "" for one in found] == ["≥300亩", "≥95%", "≤3起"]


def test_an_indicator_named_like_a_level_stays_an_indicator():
    rows = [
        ["效益指标", "社会效益指标", "社会效益", "显著", "显著", "10", "10"],
        ["", "", "居民投诉", "≤3起", "2起", "10", "10"],
    ]
    found = list(indicators(list(enumerate(rows)), frozenset(), scored=True))
    assert [one.name for one in found] == ["社会效益", "居民投诉"]
