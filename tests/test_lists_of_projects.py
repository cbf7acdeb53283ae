"""Tables with a row for each project, beside which words stand (who carries it out, how it was graded)."""

from __future__ import annotations

from decimal import Decimal

from parsing import table_facts

LIST = (
    "2031年部门项目支出预算明细表\n\n单位：万元\n\n序号\t项目名称\t实施单位\t主管处室\t预算数\n"
    "1\t河岸绿化养护\t云杉市园林所\t绿化处\t12.50\n2\t喷泉改造\t云杉市城管局（本级）\t设施处\t30.00\n合计\t\t\t\t42.50\n"
)
GRADES = (
    "云杉市城管局2031年项目绩效自评结果汇总表\n\n单位：万元\n\n序号\t项目名称\t预算情况\t\t自评得分\t自评等级\n"
    "\t\t全年预算数\t全年执行数\t\t\n1\t河岸绿化养护\t12.50\t12.00\t95.5\t优\n2\t喷泉改造\t30.00\t21.00\t78\t中\n"
)
GROUPED = (
    "项目支出表\n\n单位：万元\n\n预算单位\t项目名称\t合计\n局本级\t喷泉改造\t30.00\n\t路灯维护\t8.00\n\t小计\t38.00\n"
    "园林所\t河岸绿化养护\t12.50\n\t苗圃租赁\t2.00\n\t小计\t14.50\n合计\t\t52.50\n"
)


def _rows(text):
    return {(fact.project, fact.measure): fact for fact in table_facts(text)}


def test_a_list_of_projects_with_words_beside_them_is_no_form():
    facts = _rows(LIST)
    assert facts["喷泉改造", "预算数"].value == Decimal(300000)
    assert facts["喷泉改造", "主管处室"].printed == "设施处"
    assert {fact.origin for fact in facts.values()} == {"table"}


def test_a_summary_of_self_evaluations_is_a_list_with_points_and_grades():
    facts = _rows(GRADES)
    assert (facts["喷泉改造", "得分"].value, facts["喷泉改造", "得分"].unit) == (Decimal(78), "分")
    assert facts["喷泉改造", "自评等级"].printed == "中"
    assert facts["河岸绿化养护", "全年执行数"].value == Decimal(120000)
    assert {fact.stage for fact in facts.values()} == {"绩效自评"}


def test_a_body_that_stands_once_is_that_of_all_its_projects():
    facts = _rows(GROUPED)
    assert {project: facts[project, "预算单位"].printed for project in ("喷泉改造", "路灯维护", "苗圃租赁")} == {
        "喷泉改造": "局本级", "路灯维护": "局本级", "苗圃租赁": "园林所",
    }  # fmt: skip


def test_people_and_numbers_of_things_are_no_money():
    text = (
        "预算单位情况表\n\n单位：万元\n\n单位名称\t编制数\t在职\t车辆数量\t支出合计\n园林所\t40\t38\t3\t200.00\n"
        "公园管理处\t12\t10\t1\t90.00\n"
    )
    facts = {(fact.item, fact.measure): fact for fact in table_facts(text)}
    assert (facts["园林所", "在职"].value, facts["园林所", "在职"].unit) == (Decimal(38), "人")
    assert (facts["园林所", "车辆数量"].value, facts["园林所", "车辆数量"].unit) == (Decimal(3), "")
    assert facts["园林所", "支出合计"].unit == "元"


FORM = """财政项目支出绩效自评表
(2031 年度)
项目名称\t栈道加固\t\t\t\t\t\t
主管部门\t云杉区园林所\t\t\t实施单位\t云杉区园林所\t\t
项目资金(元)\t\t年初预算数\t全年预算数\t全年执行数\t分值\t执行率\t得分
\t年度资金总额\t420000.00\t420000.00\t210000.00\t10\t50.00%\t5
绩效指标
一级指标\t二级指标\t三级指标\t年度指标值\t实际完成值\t分值\t得分\t偏差原因
产出指标\t数量指标\t加固长度\t300米\t150米\t20\t10\t汛期停工。
总分\t\t\t\t\t100\t81\t
"""


def test_indicators_behind_a_lone_side_label_belong_to_the_form():
    facts = {(fact.item, fact.measure): fact for fact in table_facts(FORM, cover="")}
    fact = facts["加固长度", "实际完成值"]
    assert (fact.value, fact.unit, fact.project) == (150, "米", "栈道加固")


def test_a_list_under_the_title_of_a_form_is_a_list():
    text = (
        "表6 项目支出执行及绩效自评情况表\n\n单位：万元\n\n序号\t项目名称\t全年预算数\t全年执行数\t执行率\t自评得分\n"
        "1\t喷泉改造\t30.00\t21.00\t70.00%\t78\n2\t河岸绿化养护\t12.50\t12.00\t96.00%\t95.5\n"
    )
    facts = _rows(text)
    assert facts["喷泉改造", "全年执行数"].value == Decimal(210000)
    assert facts["河岸绿化养护", "得分"].unit == "分"
