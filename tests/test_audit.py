"""The identities that budget tables promise."""

from __future__ import annotations

from parsing import parse

from index.audit import audit

HEAD = "2031年部门支出预算总表\n\n单位：{unit}\n\n功能分类科目编码\t\t功能分类科目名称\t合计\t基本支出\t项目支出\n类\t款\t\t\t\t\n"


def messages(text):
    return [problem.message for problem in audit(parse(text)).deviations]


def test_a_table_that_adds_up_has_no_deviation():
    report = audit(
        parse(
            HEAD.format(unit="元")
            + "201\t\t公共服务\t9.00\t5.00\t4.00\n201\t26\t档案事务\t9.00\t5.00\t4.00\n合计\t\t\t9.00\t5.00\t4.00"
        )
    )
    assert report.deviations == ()
    assert report.checked["类＝Σ款"] == 3
    assert report.checked["合计＝基本支出＋项目支出"] == 3


def test_a_class_that_differs_from_its_parts_is_noted_with_both_figures():
    (message, *_) = messages(
        HEAD.format(unit="元") + "201\t\t公共服务\t9.00\t9.00\t\n201\t26\t档案事务\t8.00\t8.00\t\n"
    )
    assert "9.00 元" in message
    assert "8.00 元" in message


def test_rounding_of_figures_in_ten_thousands_is_no_deviation():
    rows = "201\t\t甲\t1.01\t\t\n201\t1\t乙\t0.50\t\t\n201\t2\t丙\t0.50\t\t\n"
    assert messages(HEAD.format(unit="万元") + rows) == []


def test_income_and_spending_must_balance():
    text = (
        "2031年部门财务收支预算总表\n\n单位：元\n\n本年收入\t\t本年支出\t\n项目\t预算数\t项目\t预算数\n"
        "一、拨款收入\t90.00\t一、教育支出\t80.00\n收入总计\t90.00\t支出总计\t80.00\n"
    )
    assert any("收入总计＝支出总计" in message for message in messages(text))


FORM = (
    "财政项目支出绩效自评表\n\n(2031年度)\n\n项目名称\t展柜\t\t\t\t\t\t\n项目资金(元)\t\t年初预算数\t全年预算数\t全年执行数\t分值\t执行率\t得分\n"
    "\t年度资金总额\t100\t{budget}\t75\t10\t{rate}\t7.5\n一级指标\t二级指标\t三级指标\t年度指标值\t实际完成值\t分值\t得分\t偏差原因分析\n"
    "产出指标\t数量指标\t甲\t1项\t1\t90\t{score}\t\n总分\t\t\t\t\t100\t90\t\n"
)


def test_a_form_that_agrees_with_itself_has_no_deviation():
    assert messages(FORM.format(budget="100", rate="75.00%", score="82.5")) == []


def test_scores_and_rates_are_recomputed():
    (message,) = messages(FORM.format(budget="100", rate="75.00%", score="80"))
    assert "87.5 分" in message
    (message,) = messages(FORM.format(budget="100", rate="70.00%", score="82.5"))
    assert "75%" in message


def test_an_impossible_rate_is_flagged_and_kept():
    (message,) = messages(FORM.format(budget="50", rate="150.00%", score="82.5"))
    assert "超过 100%" in message
