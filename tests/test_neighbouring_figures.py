"""Questions beside a figure of a neighbouring thing: the figure of what is asked is given, or none."""

from __future__ import annotations

import pytest

from assistant import Assistant
from assistant.retrieve.members.categories import options
from index.build import read_documents
from tests.tiny import TinyIndex

FORMS = """
云杉区园林所2031年项目绩效自评表

财政项目支出绩效自评表
(2031 年度)
项目名称	雨水花园建设		项目类别	□专项资金□经常性项目☑一次性项目
主管部门	云杉区园林所			实施单位	云杉区园林所
项目资金(元)		年初预算数	全年预算数	全年执行数	分值	执行率	得分
	年度资金总额	300000.00	300000.00	300,000	10	100.00%	10
年度总体目标	预期目标			实际完成情况
	新建雨水花园9座，改造4座。			新建雨水花园7座，改造4座。
一级指标	二级指标	三级指标	年度指标值	实际完成值	分值	得分	偏差原因分析及改进措施
产出指标	数量指标	新建雨水花园	9座	7座	20	15	管线搬迁。
	时效指标	参展开展及时性	下半年	0	20	0	已取消
总分					100	95

财政项目支出绩效自评表
(2031 年度)
项目名称	行道树体检		项目类别	□专项资金☑经常性项目□一次性项目
主管部门	云杉区园林所			实施单位	云杉区园林所
项目资金(元)		年初预算数	全年预算数	全年执行数	分值	执行率	得分
	年度资金总额	500000.00	500000.00	500,000	10	100.00%	10
年度总体目标	预期目标			实际完成情况
	对全区310株银杏开展体检，复壮其中24株。			体检310株，复壮24株。
一级指标	二级指标	三级指标	年度指标值	实际完成值	分值	得分	偏差原因分析及改进措施
产出指标	数量指标	复壮株数	24株	24株	20	20
总分					100	100
"""
PLAN = """
云杉区2031年区级单位预算

预算单位：云杉区敬老院

引导员服务项目经费情况说明

一、项目概述

委托机构组织引导员在大厅服务。

四、实施方案

工作日配备6名引导员在大厅服务。设备按以下内容维护：
(1)叫号机：处理无法开机的问题。
(2)自助机：处理无法打印的问题。
(3)播放盒：处理画面缺失的问题。

六、年度预算安排

2031年，引导员服务项目财政资金预算安排金额为18.00万元，主要用于引导员支出。

2031年单位预算编制说明

2031年，云杉区敬老院支出预算120.00万元，收入预算120.00万元。
"""


def _assistant(folder, text):
    (folder / "一.txt").write_text(text, "utf-8")
    parsed, _ = read_documents(folder)
    facts = tuple(fact for one in parsed for fact in one.facts)
    passages = tuple(passage for one in parsed for passage in one.passages)
    return Assistant(TinyIndex(tuple(one.document for one in parsed), facts, passages))


@pytest.fixture(scope="module")
def forms(tmp_path_factory):
    return _assistant(tmp_path_factory.mktemp("forms"), FORMS)


@pytest.fixture(scope="module")
def plan(tmp_path_factory):
    return _assistant(tmp_path_factory.mktemp("plan"), PLAN)


@pytest.mark.parametrize(
    ("question", "value", "unit"),
    [
        ("云杉区园林所2031年银杏到底复壮了几株", 24, "株"),
        ("云杉区园林所2031年银杏体检了几株", 310, "株"),
        ("云杉区园林所2031年雨水花园实际新建了几座，目标是几座", 7, "座"),
    ],
)
def test_a_count_is_the_one_of_the_verb_that_is_asked(forms, question, value, unit):
    answer = forms.ask(question)
    assert (answer.status, answer.value, answer.unit) == ("answered", value, unit)


@pytest.mark.parametrize("question", ["云杉区园林所2031年银杏的投诉量有多少件", "云杉区园林所2031年银杏认养了几株"])
def test_a_count_of_the_same_thing_is_no_answer_to_another_word(forms, question):
    assert forms.ask(question).value is None


def test_a_bare_nought_of_a_quality_counts_nobody(forms):
    assert forms.ask("云杉区园林所2031年参展派多少人").value != 0


def test_projects_of_a_kind_are_those_whose_form_ticks_it(forms):
    counted = forms.ask("云杉区园林所2031年属于一次性项目的有几个")
    assert (counted.value, "雨水花园建设" in counted.text, "行道树体检" in counted.text) == (1, True, False)
    assert "行道树体检" in forms.ask("云杉区园林所2031年经常性项目有哪些").text


@pytest.mark.parametrize(
    ("printed", "ticked"),
    [("□专项资金☑经常性项目", {"专项资金": False, "经常性项目": True}),
     ("专项资金☐经常性项目☑", {"专项资金": False, "经常性项目": True}),
     ("经常性项目", {})],
)  # fmt: skip
def test_a_box_belongs_to_the_option_before_or_behind_it(printed, ticked):
    assert options(printed) == ticked


def test_an_amount_is_not_divided_by_a_count_for_a_rate_of_two_things(plan):
    assert plan.ask("敬老院给引导员每人每天补贴多少钱").status == "not_found"
    assert plan.ask("敬老院引导员服务项目平均每名多少钱").value == 30000


@pytest.mark.parametrize(("held", "value"), [("一套4枚", None), ("每户4枚", None), ("第一批4枚", 45000)])
def test_an_amount_is_not_divided_by_the_count_in_one_set(tmp_path, held, value):
    text = PLAN.replace("主要用于引导员支出", f"用于给企业提供{held}印章")
    assert _assistant(tmp_path, text).ask("敬老院引导员服务项目一枚印章多少钱").value == value


def test_a_price_that_somebody_pays_is_no_total_of_the_budget(plan):
    assert plan.ask("敬老院住一个月收费多少钱").status == "not_found"


def test_neighbouring_items_of_a_numbered_list_bring_the_whole_list(plan):
    text = plan.ask("引导员服务项目的机器设备维护包括哪些").text
    assert all(name in text for name in ("叫号机", "自助机", "播放盒"))


WHOLE = """
云杉区2031年区级单位预算

预算单位：云杉区敬老院

主要职能

1、统筹护理服务、康复服务、日间照料和文体活动。

配楼电梯与消防改造项目经费情况说明

一、项目概述

改善配楼条件。

六、年度预算安排

2031年，配楼电梯与消防改造项目财政资金预算安排金额为90.00万元，其中电梯更新50.00万元、消防改造40.00万元。

2031年单位预算编制说明

2031年，云杉区敬老院支出预算420.00万元。

2031年政府采购支出总额80.00万元，其中：货物支出30.00万元、工程支出50.00万元。

政府购买服务预算说明：2031年政府购买服务预算总额32.00万元。
"""


@pytest.fixture(scope="module")
def whole(tmp_path_factory):
    return _assistant(tmp_path_factory.mktemp("whole"), WHOLE)


@pytest.mark.parametrize(
    ("question", "value"),
    [
        ("敬老院2031年政府采购里头工程是多少钱", 500000),
        ("敬老院配楼换电梯那部分要多少钱", 500000),
        ("敬老院2031年政府采购支出总额多少", 800000),
        ("敬老院2031年配楼电梯与消防改造项目预算多少", 900000),
    ],
)
def test_a_part_is_not_answered_with_its_whole(whole, question, value):
    assert whole.ask(question).value == value


@pytest.mark.parametrize("question", ["敬老院下属有哪几所护理院", "敬老院2031年政府购买服务买了哪几项"])
def test_a_list_is_not_made_of_a_total_or_of_duties(whole, question):
    assert whole.ask(question).status == "not_found"


def test_whether_something_is_so_is_not_answered_with_an_amount(whole):
    assert whole.ask("敬老院的配楼电梯改造是直接把钱发给住户吗").value is None
