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


PUBLIC = "2031年“三公”经费支出表\n\n单位：万元\n\n"


def test_each_year_of_the_public_expenses_adds_up_by_itself():
    rows = (
        "项目\t2030年预算数\t2031年预算数\t增减变化\n一、因公出国（境）费\t0.00\t{}\t12.00\n二、公务接待费\t9.00\t8.00\t1.00\n"
        "三、公务用车购置及运行维护费\t6.00\t7.00\t1.00\n其中：公务用车购置费\t2.00\t3.00\t1.00\n"
        "公务用车运行维护费\t4.00\t4.00\t0.00\n合计\t15.00\t27.00\t12.00\n"
    )
    assert messages(PUBLIC + rows.format("12.00")) == []
    (message,) = messages(PUBLIC + rows.format("11.00"))
    assert "270,000.00 元" in message
    assert "260,000.00 元" in message


def test_public_expenses_with_a_row_for_each_year_add_up_row_by_row():
    rows = (
        "年度\t“三公”经费合计\t因公出国（境）费\t公务接待费\t公务用车购置和运行维护费\t\t\n\t\t\t\t小计\t公务用车购置费\t公务用车运行维护费\n"
        "2030年\t15.00\t0.00\t2.00\t13.00\t0.00\t13.00\n2031年\t13.00\t0.00\t2.00\t{}\t0.00\t11.00\n"
    )
    assert messages(PUBLIC + rows.format("11.00")) == []
    assert len(messages(PUBLIC + rows.format("10.00"))) == 2


def test_changes_without_their_signs_are_not_added_up():
    rows = (
        "2031年一般公共预算支出表\n\n单位：元\n\n功能分类科目编码\t\t科目名称\t合计\t增减额\t增减率\n类\t款\t\t\t\t\n"
        "201\t\t甲\t9.00\t1.00\t12.50%\n201\t01\t乙\t4.00\t1.00\t20.00%\n201\t02\t丙\t5.00\t2.00\t66.67%\n"
    )
    report = audit(parse(rows))
    assert (report.checked["类＝Σ款"], report.deviations) == (1, ())


def test_a_total_with_income_of_another_kind_is_more_than_the_three_budgets():
    head = "2031年收入总表\n\n单位：元\n\n功能分类科目编码\t\t科目名称\t合计\t一般公共预算\t政府性基金预算\t事业收入\n类\t款\t\t\t\t\t\n"
    assert messages(head + "201\t\t甲\t9.00\t5.00\t1.00\t3.00\n") == []
    assert len(messages(head + "201\t\t甲\t9.00\t5.00\t1.00\t\n")) == 1


def test_a_subtotal_of_the_year_is_not_added_to_what_it_holds():
    text = (
        "2031年财政拨款收支预算总表\n\n单位：元\n\n收入\t\t支出\t\n项目\t预算数\t项目\t预算数\n"
        "一、本年收入\t90.00\t一、本年支出\t100.00\n一般公共预算拨款收入\t90.00\t教育支出\t100.00\n"
        "二、上年结转\t{}\t\t\n收入总计\t100.00\t支出总计\t100.00\n"
    )
    assert messages(text.format("10.00")) == []
    (message,) = messages(text.format("9.00"))
    assert "99.00 元" in message
