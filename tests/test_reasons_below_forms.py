"""Reasons for a deviation told below a form, goals of a follow-up, accounts below their budget, names of accounts with a 、."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest
from parsing import parse
from tiny import TinyIndex

from assistant import Assistant
from index.extract import extract
from index.facts.phrases import functional_path
from index.readers.text import blocks_of_text

ACCOUNT = """云杉区水务局2030年度部门决算

第三部分 2030年度部门决算情况说明

四、一般公共预算财政拨款支出决算情况说明

1. 水利（款）河道、湖泊整治（项）。年初预算为50.00万元，支出决算为40.00万元，完成年初预算的80.00%。
2. 水利（款）防汛（项）。年初预算为20.00万元，支出决算为22.00万元，完成年初预算的110.00%。
3. 水利（款）水文测报（项）。年初预算为10.00万元，支出决算为9.00万元，完成年初预算的90.00%。

公开05表
支出决算表

科目编码\t科目名称\t决算数
21303\t水利\t71.00
2130305\t河道、湖泊整治\t40.00
2130314\t防汛\t22.00
2130313\t水文测报\t9.00

第五部分 附件

附件1 2030年度部门整体支出绩效自评表

一级指标\t二级指标\t三级指标\t年度指标值\t实际完成值\t分值\t得分
产出指标\t数量指标\t疏浚河道条数\t≥9条\t8条\t20\t18
产出指标\t质量指标\t堤防验收合格率\t100%\t97%\t20\t19
满意度指标\t服务对象满意度指标\t沿岸居民满意度\t≥90%\t95%\t20\t20
总分\t\t\t\t\t60\t57

偏差原因：1. 一条河道征地未完，疏浚条数未达目标。2. 两段堤防护坡返工，堤防验收合格率未达标。

附件2 水闸更新项目支出绩效自评表

一级指标\t二级指标\t三级指标\t年度指标值\t实际完成值\t分值\t得分
产出指标\t数量指标\t更新水闸数\t≥12座\t11座\t90\t80
总分\t\t\t\t\t100\t90
"""


@pytest.fixture(scope="module")
def assistant():
    parsed = extract("水务30.txt", Path("不存在.txt"), blocks_of_text(ACCOUNT))
    return Assistant(TinyIndex((parsed.document,), parsed.facts, parsed.passages))  # type: ignore[arg-type]


def test_a_name_behind_its_own_level_may_hold_an_enumeration_comma():
    assert functional_path("水利（款）河道、湖泊整治（项）") == ("水利", "河道、湖泊整治")
    assert functional_path("教育支出（类）、农林水支出（类）水利（款）防汛（项）")[1:] == ("农林水支出", "水利", "防汛")


@pytest.mark.parametrize(
    ("question", "items", "others"),
    [
        ("云杉水务局2030年哪些科目决算数比年初预算少", ("河道、湖泊整治", "水文测报"), ("防汛",)),
        ("云杉水务局2030年决算数大于预算数的科目有哪些", ("防汛",), ("水文测报",)),
    ],
)
def test_accounts_below_or_above_their_budget(assistant, question, items, others):
    answer = assistant.ask(question)
    assert answer.status == "answered"
    listed = answer.text.split("来源")[0]
    assert all(item in listed for item in items)
    assert not any(item in listed for item in others)


@pytest.mark.parametrize(
    ("question", "said", "unsaid"),
    [
        ("云杉水务局2030年堤防验收合格率没达标是什么情况造成的", "返工", "征地"),
        ("云杉水务局2030年部门整体支出自评的偏差原因有哪些", "征地", "水闸"),
    ],
)
def test_the_reasons_below_a_form_are_told_apart(assistant, question, said, unsaid):
    text = assistant.ask(question).text
    assert said in text
    assert unsaid not in text


def test_no_reason_stands_in_for_that_of_a_target_that_was_met(assistant):
    assert assistant.ask("云杉水务局2030年沿岸居民满意度为什么没达标").status == "not_found"


def test_the_paragraph_below_a_form_belongs_to_the_form():
    parsed = parse(ACCOUNT, cover="")
    told = {(passage.project, passage.topic) for passage in parsed.passages if "返工" in passage.text}
    assert told == {("部门整体支出", "偏差")}


def test_a_goal_that_was_set_at_first_is_that_of_the_thing_before(assistant):
    answer = assistant.ask("当初定的目标是多少座", history=["云杉水务局水闸更新2030年实际更新了多少座"])
    assert answer.value == Decimal(12)
    bare = assistant.ask("目标是多少", history=["云杉水务局水闸更新2030年实际更新了多少座"])
    assert (bare.value, bare.unit) == (Decimal(12), "座")


def test_most_points_lost_are_not_most_points_given(assistant):
    projects = assistant.ask("云杉水务局2030年自评扣分最多的指标是哪个").text
    assert projects.startswith("是水闸更新·更新水闸数")
    assert "10 分" in projects.splitlines()[0]


def test_targets_that_were_missed_are_found_whatever_the_year_is_called(assistant):
    text = assistant.ask("云杉水务局哪些指标没有达到目标值").text
    assert "疏浚河道条数" in text
    assert "沿岸居民满意度" not in text
