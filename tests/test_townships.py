"""Questions over a township's budget and a county bureau's final account: projects over several years, bodies called by their kind."""

from __future__ import annotations

from decimal import Decimal

import pytest

from assistant import Assistant
from tests.over import assistant_over

TOWN = """甲江市乙河区柳坪镇人民政府2031年部门预算

第一部分 概况

三、人员情况

单位名称\t单位性质\t编制数\t在职实有人数\t编外人员
柳坪镇人民政府（本级）\t行政单位\t40\t38\t7
柳坪镇水利站\t全额事业单位\t9\t8\t2
柳坪镇文化站\t全额事业单位\t6\t6\t3
合计\t\t55\t52\t12
四、“三公”经费预算情况

其中：公务用车购置费0万元；公务用车运行维护费12.00万元，比2030年减少3.00万元，下降20.00%，主要是停用旧皮卡车1辆。

五、国有资产情况

闲置的原粮站仓库1间对外出租，年租金3.60万元上缴国库。

第二部分 预算表

项目支出预算明细表

单位：万元

序号\t项目名称\t主管科室\t起止时间\t总投资\t2031年预算\t资金来源
1\t青石溪清淤整治\t水利站\t2030.03-2032.10\t300.00\t120.00\t政府性基金
2\t集镇路灯更换\t建设办\t2031.01-2031.12\t45.00\t45.00\t一般公共预算
3\t老街消防改造\t建设办\t2031.01-2032.12\t500.00\t80.00\t一般公共预算、其他收入
合计\t\t\t\t845.00\t245.00\t

第三部分 重点项目情况

（一）青石溪清淤整治项目

1.项目概述
对青石溪3.2公里河道清淤。

2.投资与年度预算
总投资300.00万元，其中2030年已支出90.00万元，2031年安排120.00万元，2032年计划安排90.00万元。

（二）敬老补贴项目

1.项目概述
为户籍老人发放敬老补贴。

2.实施方案
70—74周岁每人每月30元，75—79周岁每人每月60元，按季度发放。
"""

BUREAU = """丙山县公安局2030年度部门决算

一般公共预算财政拨款支出决算表

单位：万元

科目编码\t科目名称\t年初预算数\t决算数
204\t公共安全支出\t900.00\t950.00
20402\t公安\t900.00\t950.00
208\t社会保障和就业支出\t10.00\t12.00
合计\t\t900.00\t950.00

政府采购执行情况表

单位：万元

采购项目\t类别\t数量\t计量单位\t采购预算\t合同金额\t采购方式
巡逻车\t货物\t6\t台\t180.00\t172.00\t公开招标
专线租用\t服务\t1\t项\t40.00\t38.00\t竞争性磋商
办案区改造\t工程\t1\t项\t300.00\t288.00\t公开招标
看守所保洁\t服务\t1\t项\t40.00\t32.00\t竞争性磋商
合计\t\t\t\t560.00\t530.00\t

非税收入明细表

单位：元

收费项目\t收费标准\t2030年收入
保安员考试费\t80元/人·次\t96,000.00
养犬登记费\t200元/只·年\t410,000.00
合计\t\t506,000.00

第三部分 情况说明

六、“三公”经费支出决算情况

（一）公务用车运行维护费支出60.00万元，其中燃油费31.00万元、保险费9.00万元、过路过桥费4.00万元。
（二）公务接待费支出4.20万元。全年国内公务接待30批次、210人次。

十、绩效情况

反诈中心运行项目：全年止付冻结涉案资金560万元，预警劝阻3,200人次。
警务辅助人员经费项目：用于96名警务辅助人员工资和社会保险，其中工资240.00万元、社会保险62.00万元。
"""


@pytest.fixture(scope="module")
def assistant(tmp_path_factory) -> Assistant:
    return assistant_over(
        tmp_path_factory.mktemp("town"), {"柳坪镇2031年预算.txt": TOWN, "丙山县公安局2030年决算.txt": BUREAU}
    )


@pytest.mark.parametrize(
    ("question", "value"),
    [
        ("青石溪清淤整治2031年预算多少", 1_200_000),
        ("老街消防改造今年安排多少钱", 800_000),
        ("老街消防改造这个项目总盘子多大", 5_000_000),
        ("青石溪治理2032年还打算投多少", 900_000),
        ("青石溪整治2030年已经花出去多少", 900_000),  # of another year than the document's, no body named
        ("柳坪镇青石溪清淤整治和老街消防改造两个项目，谁的预算高，高多少", 400_000),
    ],
)
def test_a_project_of_several_years_has_a_budget_a_total_and_instalments(assistant, question, value):
    answer = assistant.ask(question)
    assert (answer.status, answer.value) == ("answered", Decimal(value))


@pytest.mark.parametrize(
    ("question", "document"),
    [
        ("镇上路灯更换多少钱", "柳坪镇2031年预算.txt"),
        ("丙山公安2030年社会保障和就业支出多少", "丙山县公安局2030年决算.txt"),
    ],
)
def test_a_body_is_called_by_its_kind_or_without_its_kind(assistant, question, document):
    answer = assistant.ask(question)
    assert answer.status == "answered"
    assert {citation.document for citation in answer.citations} == {document}


@pytest.mark.parametrize(
    ("question", "value"),
    [
        ("丙山县公安局2030年车辆加油花了多少", 310_000),
        ("丙山县公安局2030年过路费多少", 40_000),
        ("丙山公安2030年反诈工作止付冻结了多少涉案资金", 5_600_000),
        ("辅警的社保2030年一共交了多少", 620_000),
        ("镇上那间老粮站仓库租出去，一年能收多少租金", 36_000),
        ("按接待人次算，丙山县公安局2030年公务接待人均花了多少元", 200),
    ],
)
def test_amounts_said_in_a_sentence_are_found_by_everyday_words(assistant, question, value):
    answer = assistant.ask(question)
    assert (answer.status, answer.value) == ("answered", Decimal(value))


@pytest.mark.parametrize(
    ("question", "words"),
    [
        ("75到79岁的老人在柳坪镇每月能领多少敬老补贴", "每人每月60元"),
        ("柳坪镇公务用车运行费比上年少了，什么原因", "停用旧皮卡车"),
    ],
)
def test_rates_and_reasons_are_answered_in_the_words_of_their_sentence(assistant, question, words):
    answer = assistant.ask(question)
    assert answer.status == "answered"
    assert words in answer.text


@pytest.mark.parametrize(
    ("question", "value"),
    [
        ("柳坪镇两家全额事业单位编外人员一共多少人", 5),
        ("柳坪镇行政单位编制数多少", 40),
        ("丙山公安2030年采用竞争性磋商方式签的合同总额是多少", 700_000),
        ("丙山县公安局2030年公开招标采购合同金额一共多少", 4_600_000),
        ("丙山县公安局2030年服务类采购一共多少钱", 800_000),
        ("丙山县公安局2030年公开招标的采购有几项", 2),
    ],
)
def test_rows_are_chosen_by_a_word_in_one_of_their_columns(assistant, question, value):
    answer = assistant.ask(question)
    assert (answer.status, answer.value) == ("answered", Decimal(value))


@pytest.mark.parametrize(
    ("questions", "words"),
    [
        (("丙山县公安局保安员考试费收多少钱一次",), "80元/人·次"),
        (("丙山县公安局保安员考试费2030年收了多少钱", "那养犬登记费的标准呢"), "200元/只·年"),
    ],
)
def test_a_rate_in_words_is_no_income(assistant, questions, words):
    answer = assistant.ask(questions[-1], history=questions[:-1])
    assert (answer.status, answer.value) == ("answered", None)
    assert words in answer.text


def test_how_many_to_one_is_a_quotient(assistant):
    answer = assistant.ask("柳坪镇在职实有人数与编外人员之比是多少比1")
    assert answer.status == "answered"
    assert "4.33" in answer.text


def test_this_year_is_that_of_the_document_that_has_the_thing(assistant):
    answer = assistant.ask("看守所保洁今年采购预算多少")  # of the older document
    assert (answer.status, answer.value) == ("answered", Decimal(400_000))


@pytest.mark.parametrize(
    ("question", "value", "unit"),
    [("丙山县公安局巡逻车一台多少钱", 300_000, "元"), ("丙山县公安局2030年巡逻车买了几台", 6, "台")],
)
def test_a_column_tells_the_measure_word_of_the_quantity(assistant, question, value, unit):
    answer = assistant.ask(question)
    assert (answer.status, answer.value, answer.unit) == ("answered", Decimal(value), unit)


def test_people_of_another_body_do_not_divide_a_cost(assistant):
    assert assistant.ask("柳坪镇公务用车运行维护费人均多少钱").value is None


@pytest.mark.parametrize("question", ["集镇路灯更换什么时候完工", "柳坪镇集镇路灯更换哪年完工"])
def test_works_end_when_the_list_of_projects_says(assistant, question):
    answer = assistant.ask(question)
    assert answer.status == "answered"
    assert "2031.01-2031.12" in answer.text


def test_another_date_than_that_of_the_works_is_not_told(assistant):
    assert assistant.ask("集镇路灯更换什么时候招标").status == "not_found"


@pytest.mark.parametrize(
    ("question", "names"),
    [
        ("丙山县公安局2030年采购了哪些东西", ("巡逻车", "专线租用", "办案区改造", "看守所保洁")),
        ("丙山县公安局2030年有哪些收费项目", ("保安员考试费", "养犬登记费")),
    ],
)
def test_a_listing_is_given_whole_by_its_title_and_headers(assistant, question, names):
    answer = assistant.ask(question)
    assert answer.status == "answered"
    assert all(name in answer.text for name in names)


def test_the_pay_of_one_person_is_money_by_people(assistant):
    answer = assistant.ask("丙山县公安局辅警平均一人一年多少工资")
    assert (answer.value, answer.unit) == (Decimal(25_000), "元")
