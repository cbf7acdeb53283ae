"""Questions over documents of other places: layouts, lists and levels that the transcriptions in the corpus do not have."""

from __future__ import annotations

import pytest

from assistant import Assistant
from index.build import rebuild

BUDGET = """甲江市乙河区教育局2031年部门预算

部门支出总表

单位：元

科目编码\t科目名称\t合计\t基本支出\t项目支出
205\t教育支出\t1,000,000\t600,000\t400,000
20502\t普通教育\t1,000,000\t600,000\t400,000
2050202\t小学教育\t1,000,000\t600,000\t400,000
合计\t\t1,000,000\t600,000\t400,000

部门财政拨款收支总表

单位：元

项目\t预算数\t项目\t合计\t一般公共预算
一、一般公共预算资金\t900,000\t一、教育支出\t900,000\t900,000
收入总计\t900,000\t支出总计\t900,000\t900,000

部门收支总表

单位：元

项目\t预算数\t项目\t预算数
一、财政拨款收入\t900,000\t一、教育支出\t1,000,000
二、事业收入\t100,000\t\t
收入总计\t1,000,000\t支出总计\t1,000,000

所属单位支出预算汇总表

单位：元

序号\t单位名称\t支出预算合计\t基本支出\t项目支出
1\t乙河区教育局（本级）\t500,000\t300,000\t200,000
2\t乙河区望山中学\t300,000\t200,000\t100,000
3\t乙河区枫林小学\t200,000\t100,000\t100,000
合计\t\t1,000,000\t600,000\t400,000

项目支出预算明细表

序号\t项目名称\t预算金额（元）\t主要用途
1\t校舍维修\t150,000\t5所学校的屋面防水和操场翻新
2\t校园安全保卫服务\t200,000\t为全区7个校区配备专职保安40名
3\t课后服务\t50,000\t每周五天的课后服务
合计\t\t400,000\t

校舍维修项目经费情况说明

六、年度预算安排

2031年预算安排15.00万元，其中：屋面防水10.00万元，操场翻新5.00万元。
"""

FINAL = """甲江市乙河区教育局2031年度部门决算

“三公”经费支出决算情况

2031年度“三公”经费支出决算3.00万元。

一般公共预算财政拨款基本支出决算表

单位：元

科目编码\t科目名称\t决算数
302\t商品和服务支出\t60,000
30201\t办公费\t45,000
30206\t电费\t15,000
"""

PLAN = """
一般公共预算基本支出预算表

单位：元

科目编码\t科目名称\t合计
302\t商品和服务支出\t66,000
30201\t办公费\t46,000
30206\t电费\t20,000
合计\t\t66,000
"""


@pytest.fixture(scope="module")
def assistant(tmp_path_factory):
    folder = tmp_path_factory.mktemp("places")
    corpus = folder / "corpus"
    corpus.mkdir()
    (corpus / "预算.txt").write_text(BUDGET + PLAN, "utf-8")
    (corpus / "决算.txt").write_text(FINAL, "utf-8")
    rebuild(corpus, folder / "index")
    return Assistant.open(folder / "index")


@pytest.mark.parametrize(
    ("question", "value"),
    [
        ("乙河区教育局2031年部门预算的支出预算是多少", 1_000_000),
        ("乙河区教育局2031年校园安保花多少钱", 200_000),
        ("乙河区望山中学2031年支出预算多少", 300_000),
        ("乙河区教育局2031年电费，决算比预算少花了多少元", 5_000),
    ],
)
def test_the_table_that_is_meant_gives_the_figure(assistant, question, value):
    answer = assistant.ask(question)
    assert answer.value is not None, answer.text
    assert abs(answer.value) == value, answer.text


def test_projects_of_a_list_are_ranked_with_those_that_have_pages(assistant):
    answer = assistant.ask("乙河区教育局2031年部门预算里金额最大的三个项目，从大到小")
    names = ["校园安全保卫服务", "校舍维修", "课后服务"]
    places = [answer.text.find(name) for name in names]
    assert -1 not in places, answer.text
    assert places == sorted(places)


def test_bodies_of_a_department_are_filtered_not_its_line_items(assistant):
    answer = assistant.ask("乙河区教育局所属单位中，2031年支出预算在25万元以上的有哪些")
    assert "望山中学" in answer.text
    assert "枫林小学" not in answer.text
    assert "小学教育" not in answer.text


def test_a_filter_keeps_to_the_budget_that_was_named(assistant):
    answer = assistant.ask("乙河区教育局2031年部门预算的商品和服务支出里，不到3万元的科目有哪些")
    assert "20,000" in answer.text or "2.00 万元" in answer.text, answer.text
    assert "1.50 万元" not in answer.text


@pytest.mark.parametrize(
    ("question", "value"),
    [
        ("乙河区望山中学和乙河区枫林小学2031年的支出预算差多少元", 100_000),
        ("乙河区教育局2031年小学教职工薪酬（小学教育）的预算是多少", 1_000_000),
        ("乙河区教育局2031年小学教育支出预算多少（含项目支出）", 1_000_000),
    ],
)
def test_names_and_remarks_in_brackets_are_read_as_people_mean_them(assistant, question, value):
    answer = assistant.ask(question)
    assert answer.value is not None, answer.text
    assert abs(answer.value) == value, answer.text


def test_a_numbered_school_that_the_documents_do_not_know_is_not_answered_with_another(assistant):
    assert assistant.ask("乙河区第三中学2031年预算是多少").status == "not_found"


def test_the_highest_is_set_against_the_lowest(assistant):
    answer = assistant.ask("乙河区教育局2031年所属单位中，支出预算最高的比最低的多多少元")
    assert answer.value == 300_000, answer.text
    assert "多" in answer.text
