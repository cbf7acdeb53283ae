"""Lists of projects with their indicators, as most departments print them."""

from __future__ import annotations

from parsing import parse

HEAD = "项目名称\t预算金额（万元）\t年度绩效目标\t一级指标\t二级指标\t三级指标\t指标性质\t指标值\t度量单位\t权重(%)\n"
TITLE = "表13 项目支出绩效目标表\n\n单位名称：甲市乙局\n\n单位：万元\n\n"
FIRST = "渡口改造\t6.00\t消除渡口隐患。\t产出指标\t数量指标\t改造渡口\t≥\t9\t处\t20\n\t\t\t\t质量指标\t验收\t定性\t合格\t\t20\n"
SECOND = "\t\t\t满意度指标\t服务对象满意度指标\t群众满意度\t≥\t90\t%\t10\n垃圾清运\t3.00\t日产日清。\t成本指标\t经济成本指标\t每吨成本\t≤\t325\t元\t10\n"


def targets(text):
    facts = [fact for fact in parse(text).facts if fact.measure == "年度指标值"]
    return [(fact.project, fact.ancestors, fact.item, fact.value, fact.unit, fact.relation) for fact in facts]


def test_project_and_levels_are_carried_down_and_the_target_is_put_together():
    assert targets(TITLE + HEAD + FIRST + SECOND) == [
        ("渡口改造", ("产出指标", "数量指标"), "改造渡口", 9, "处", ">="),
        ("渡口改造", ("产出指标", "质量指标"), "验收", None, "", ""),
        ("渡口改造", ("满意度指标", "服务对象满意度指标"), "群众满意度", 90, "%", ">="),
        ("垃圾清运", ("成本指标", "经济成本指标"), "每吨成本", 325, "元", "<="),
    ]


def test_the_list_goes_on_over_a_page_break_with_title_and_header():
    whole = targets(TITLE + HEAD + FIRST + SECOND)
    assert targets(TITLE + HEAD + FIRST + "\n" + TITLE + HEAD + SECOND) == whole
    assert targets(TITLE + HEAD + FIRST + "\n" + HEAD + SECOND) == whole


def test_money_and_goal_belong_to_the_project():
    parsed = parse(TITLE + HEAD + FIRST + SECOND)
    money = {fact.project: fact.value for fact in parsed.facts if fact.measure == "预算数"}
    assert money == {"渡口改造": 60000, "垃圾清运": 30000}
    assert {passage.project: passage.text for passage in parsed.passages if passage.topic == "目标"} == {
        "渡口改造": "消除渡口隐患。", "垃圾清运": "日产日清。",
    }  # fmt: skip
    assert {fact.measure for fact in parsed.facts if fact.item == "群众满意度"} == {"年度指标值", "分值"}


def test_a_target_may_hold_sign_number_and_unit_in_one_cell():
    text = (
        "项目支出绩效目标表\n\n项目名称\t一级指标\t二级指标\t三级指标\t指标值\n"
        "公交补贴\t产出指标\t数量指标\t补贴线路\t38条\n\t\t质量指标\t准点率\t≥90%\n"
    )
    assert [(item, value, unit) for _, _, item, value, unit, _ in targets(text)] == [
        ("补贴线路", 38, "条"), ("准点率", 90, "%"),
    ]  # fmt: skip
