"""What prose promises: the figures of the tables, and of other sentences."""

from __future__ import annotations

import pytest
from parsing import parse

from index.audit import audit

SPENDING = (
    "2031年部门支出预算总表\n\n单位：元\n\n功能分类科目编码\t\t\t功能分类科目名称\t合计\t基本支出\t项目支出\n类\t款\t项\t\t\t\t\n"
    "201\t\t\t一般公共服务支出\t90049\t50049\t40000\n201\t26\t\t档案事务\t90049\t50049\t40000\n"
    "201\t26\t04\t档案馆\t90049\t50049\t40000\n合计\t\t\t\t90049\t50049\t40000\n"
)
SUBJECT = "1.“一般公共服务支出（类）档案事务（款）档案馆（项）”{heading}万元，主要用于修复旧档。"
COMPARED = "2030年当年预算执行数为{before}万元，2031年预算安排{now}万元，比2030年预算执行数{change}。"


def reports(*sentences, table=""):
    return audit(parse("2031年部门预算编制说明\n\n" + "\n\n".join(sentences) + "\n\n" + table))


def deviations(*sentences, table=""):
    return [problem.message for problem in reports(*sentences, table=table).deviations]


def test_an_amount_in_prose_that_the_table_prints_more_finely_agrees():
    report = reports(SUBJECT.format(heading="9.00"), table=SPENDING)
    assert report.checked["文字＝表格"] == 1
    assert report.deviations == ()


def test_an_amount_that_any_column_of_its_item_prints_may_mean_that_column():
    assert deviations(SUBJECT.format(heading="4.00"), table=SPENDING) == []


def test_an_amount_that_no_cell_of_its_item_prints_is_noted_with_both_places():
    (message,) = deviations(SUBJECT.format(heading="9.01"), table=SPENDING)
    assert "9.01 万元（第" in message
    assert "90049 元（《2031年部门支出预算总表》第" in message


def test_the_same_amount_said_twice_is_compared_with_the_tables_once():
    sentences = (SUBJECT.format(heading="9.00"), "2031年预算安排9.00万元。")
    assert reports(*sentences, table=SPENDING).checked["文字＝表格"] == 1


@pytest.mark.parametrize(
    "sentence",
    [
        "1.“档案教育”科目7.00万元，主要用于培训。",  # the tables have no such subject
        "本年档案馆7.00万元，用于修复。",  # a place, not a subject
        "1.“档案馆”科目约7.00万元，主要用于修复。",  # roughly
        "1.“档案馆”科目追加7.00万元，主要用于修复。",  # another kind of amount
        "馆本级“档案馆”科目7.00万元，主要用于修复。",  # one body of the department
    ],
)
def test_an_amount_about_something_else_is_not_compared(sentence):
    assert "文字＝表格" not in reports(sentence, table=SPENDING).checked


def test_a_total_in_prose_is_compared_with_the_total_row():
    sentence = "2031年，云杉区档案馆支出预算{}万元，其中：基本支出5.00万元。"
    assert deviations(sentence.format("9.00"), table=SPENDING) == []
    (message,) = deviations(sentence.format("9.10"), table=SPENDING)
    assert "“支出”的预算数为 9.10 万元" in message


def test_a_total_of_something_smaller_is_not_the_documents():
    sentence = "2031年，云杉区档案馆支出预算9.00万元，其中：基本支出5.00万元；没有安排经营支出（0.00万元）和其他支出（0.00万元）。"
    assert deviations(sentence, table=SPENDING) == []


def test_a_subject_said_with_two_amounts_is_noted():
    first, second = SUBJECT.format(heading="9.00"), COMPARED.format(before="8.00", now="9.50", change="增加18.75%")
    (message,) = deviations(first, second)
    assert "先说“档案馆”的预算数为 9.00 万元" in message
    assert "9.50 万元" in message


@pytest.mark.parametrize(
    ("change", "found"),
    [
        ("增加12.50%", ""),
        ("增加12.49%", ""),  # a rate may be cut off
        ("增加1.00万元", ""),
        ("减少12.50%", "12.50%"),
        ("增加21.50%", "12.50%"),
        ("增加1.10万元", "8.00 万元"),
        ("持平", "8.00 万元"),
    ],
)
def test_a_stated_change_follows_from_both_amounts(change, found):
    told = deviations(SUBJECT.format(heading="9.00"), COMPARED.format(before="8.00", now="9.00", change=change))
    assert len(told) == bool(found)
    assert all(found in message for message in told)


def test_a_rate_follows_from_the_increase_where_last_year_is_not_stated():
    sentence = "2031年，云杉区档案馆收入预算90.00万元，比2030年预算增加10.00万元，增加{}%。"
    assert deviations(sentence.format("12.50")) == []
    (message,) = deviations(sentence.format("11.11"))
    assert "算得 12.50%" in message


def test_growth_from_nothing_has_no_rate_to_compare():
    report = reports(SUBJECT.format(heading="9.00"), COMPARED.format(before="0.00", now="9.00", change="增加100.00%"))
    assert report.deviations == ()
    assert "增减率＝增减额÷上年数" not in report.checked


PUBLIC = (
    "一、2031年“三公”经费预算情况说明\n\n2031年“三公”经费预算数为{total}万元。其中：",
    "（一）因公出国（境）费0万元。",
    "（二）公务用车购置及运行费3.00万元。",
    "（三）公务接待费1.50万元。",
)


def test_the_three_public_expenses_make_up_their_total():
    report = audit(parse("\n\n".join(PUBLIC).format(total="4.50")))
    assert (report.checked["其中各项之和＝总数"], report.deviations) == (1, ())
    (problem,) = audit(parse("\n\n".join(PUBLIC).format(total="5.40"))).deviations
    assert "5.40 万元" in problem.message
    assert "公务接待费 1.50" in problem.message


def test_parts_that_are_not_all_of_a_whole_promise_nothing():
    told = "2031年政府采购预算9.00万元，其中：政府采购服务预算2.00万元、政府采购货物预算1.00万元。"
    assert "其中各项之和＝总数" not in reports(told).checked


def test_the_rounding_of_parts_is_no_deviation():
    told = (
        "2031年政府采购预算3.33万元，其中：政府采购货物预算1.11万元、政府采购工程预算1.11万元、政府采购服务预算{}万元。"
    )
    assert deviations(told.format("1.12")) == []
    assert len(deviations(told.format("1.21"))) == 1


ACCOUNTS = "云杉区2031年度部门决算\n\n部门：云杉区档案馆\n\n"


def accounts(sentence):
    return audit(parse("三、支出决算情况说明\n\n" + sentence, cover=ACCOUNTS))


def test_the_rate_of_completion_is_recomputed():
    sentence = "一般公共预算财政拨款支出年初预算为80.00万元，支出决算为60.00万元，完成年初预算的{}%。"
    assert accounts(sentence.format("75.00")).deviations == ()
    (problem,) = accounts(sentence.format("57.00")).deviations
    assert "算得 75.00%" in problem.message


def test_completing_an_adjusted_budget_is_not_measured_by_the_first_one():
    report = accounts("一般公共预算财政拨款支出年初预算为80.00万元，支出决算为60.00万元，完成预算的90.00%。")
    assert "完成率＝决算数÷预算数" not in report.checked


def test_shares_are_recomputed_and_their_parts_added_up():
    sentence = "本年支出合计{total}万元，其中：基本支出60.00万元，占{share}%；项目支出20.00万元，占25.00%；"
    report = accounts(sentence.format(total="80.00", share="75.00"))
    assert (report.checked["占比＝部分÷整体"], report.checked["其中各项之和＝总数"], report.deviations) == (2, 1, ())
    (problem,) = accounts(sentence.format(total="80.00", share="57.00")).deviations
    assert "占“本年支出合计” 57.00%" in problem.message
    assert len(accounts(sentence.format(total="88.00", share="75.00")).deviations) == 3
