"""What the documents leave blank or do not add up is not answered with something beside it."""

from __future__ import annotations

import pytest

from assistant import Assistant
from index.build import rebuild

FINAL = """甲江市乙河区园林所2031年度部门决算

收入支出决算总表

单位：万元

项目\t决算数\t项目\t决算数
一、一般公共预算财政拨款收入\t800.00\t一、城乡社区支出\t900.00
五、事业收入\t40.00\t\t
八、其他收入\t20.00\t\t
本年收入合计\t860.00\t本年支出合计\t900.00
年初结转和结余\t140.00\t年末结转和结余\t100.00
总计\t1,000.00\t总计\t1,000.00

收入决算表

单位：万元

科目编码\t科目名称\t本年收入合计\t财政拨款收入\t事业收入\t其他收入
212\t城乡社区支出\t860.00\t800.00\t40.00\t20.00
合计\t\t860.00\t800.00\t40.00\t20.00
"""

FORM = """甲江市乙河区园林所2031年项目绩效自评表

财政项目支出绩效自评表\t\t\t\t\t\t\t\t
(2031 年度)\t\t\t\t\t\t\t\t
项目名称\t枯枝应急清运\t\t\t\t\t\t\t
主管部门\t乙河区园林所\t\t\t实施单位\t乙河区园林所\t\t\t
项目资金 (万元)\t\t年初预算数\t全年预算数\t全年执行数\t分值\t执行率\t得分\t
\t年度资金总额\t10.00\t8.00\t6.00\t10\t75.00%\t7.5\t
绩效指标\t一级指标\t二级指标\t三级指标\t年度指标值\t实际完成值\t分值\t得分\t偏差原因分析及改进措施
\t产出指标\t数量指标\t应急清运量\t>=4车\t6车\t40\t40\t
\t满意度指标\t服务对象满意度指标\t居民满意度\t≥80%\t\t10\t10\t
总分\t\t\t\t\t\t90\t82.5\t
"""


@pytest.fixture(scope="module")
def assistant(tmp_path_factory):
    folder = tmp_path_factory.mktemp("place")
    corpus = folder / "corpus"
    corpus.mkdir()
    (corpus / "决算.txt").write_text(FINAL, "utf-8")
    (corpus / "自评.txt").write_text(FORM, "utf-8")
    rebuild(corpus, folder / "index")
    return Assistant.open(folder / "index")


def test_what_is_carried_over_is_no_income_beside_the_appropriation(assistant):
    answer = assistant.ask("乙河区园林所2031年除财政拨款以外的收入一共多少")
    assert answer.value == 600_000, answer.text


def test_a_blank_satisfaction_is_not_answered_with_another_indicator(assistant):
    answer = assistant.ask("乙河区园林所2031年枯枝应急清运自评里，居民满意度实际是多少")
    assert answer.value is None, answer.text


def test_one_project_is_not_the_sum_of_four(assistant):
    answer = assistant.ask("乙河区园林所2031年自评的枯枝应急清运等四个项目全年预算数一共多少")
    assert answer.value != 80_000, answer.text


def test_what_was_spent_is_the_year_s_spending_not_the_total_with_what_is_carried_over(assistant):
    assert assistant.ask("园林所2031年决算总共花了多少钱").value == 9000000
    assert assistant.ask("园林所2031年支出总计是多少").value == 10000000


def test_of_two_accounts_the_one_that_is_not_listed_is_named_and_the_other_told(tiny):
    for question in ("园林所2031年办公费和印刷费一共多少", "园林所2031年办公费跟印刷费哪个多"):
        answer = tiny.ask(question)
        assert answer.status == "not_found"
        assert "没有列示「印刷费」" in answer.text
        assert "「办公费」为 3.00 万元" in answer.text


def test_of_several_accounts_asked_for_one_by_one_those_listed_are_given(tiny):
    answer = tiny.ask("园林所2031年办公费、水费、印刷费各多少")
    assert list(answer.table["名称"]) == ["办公费", "水费"]
    assert any("印刷费" in remark for remark in answer.remarks)


def test_the_whole_of_a_share_in_a_final_account_is_the_year_s_own(assistant):
    answer = assistant.ask("园林所2031年事业收入占收入的百分之几")
    assert answer.calculation.operands[-1].value == 8600000
