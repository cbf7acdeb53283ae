"""What was planned beside what was spent: of one cost, of rows of a table, of the projects of one body; two costs set against each other."""

from __future__ import annotations

from decimal import Decimal

import pytest

from tests.over import assistant_over

ACCOUNT = """戊湖区芦荡街道办事处2031年部门决算

第二部分 部门决算表

支出决算表

单位：万元

| 项目 |  |  |  | 本年支出合计 | 基本支出 | 项目支出 |
| 支出功能分类科目编码 |  |  | 科目名称 |  |  |  |
| 类 | 款 | 项 |  |  |  |  |
| 201 |  |  | 一般公共服务支出 | 470.00 | 300.00 | 170.00 |
| 201 | 03 |  | 政府办公厅（室）及相关机构事务 | 390.00 | 300.00 | 90.00 |
| 201 | 03 | 01 | 行政运行 | 300.00 | 300.00 |  |
| 201 | 03 | 02 | 一般行政管理事务 | 90.00 |  | 90.00 |
| 201 | 32 |  | 组织事务 | 80.00 |  | 80.00 |
| 201 | 32 | 02 | 一般行政管理事务 | 80.00 |  | 80.00 |
| 合计 |  |  |  | 470.00 | 300.00 | 170.00 |

财政拨款“三公”经费支出决算表

单位：万元

| 合计 |  | 因公出国（境）费 |  | 公务用车购置及运行费 |  |  |  |  |  | 公务接待费 |  |
|  |  |  |  | 小计 |  | 公务用车购置费 |  | 公务用车运行费 |  |  |  |
| 预算数 | 决算数 | 预算数 | 决算数 | 预算数 | 决算数 | 预算数 | 决算数 | 预算数 | 决算数 | 预算数 | 决算数 |
| 9.00 | 6.30 |  |  | 7.00 | 5.80 |  |  | 7.00 | 5.80 | 2.00 | 0.50 |

第三部分 部门决算情况说明

一、一般公共预算财政拨款支出决算具体情况

1、一般公共服务支出（类）政府办公厅（室）及相关机构事务（款）行政运行（项）。年初预算为310.00万元，支出决算为300.00万元。
2、一般公共服务支出（类）政府办公厅（室）及相关机构事务（款）一般行政管理事务（项）。年初预算为96.00万元，支出决算为90.00万元。
3、一般公共服务支出（类）组织事务（款）一般行政管理事务（项）。年初预算为72.00万元，支出决算为80.00万元。

二、政府采购支出情况

2031年度政府采购金额为90.00万元，其中：货物采购金额20.00万元、工程采购金额10.00万元、服务采购金额60.00万元。

三、“三公”经费支出决算情况说明

公务接待费支出决算为0.50万元，完成预算的25.00%。

四、预算绩效管理情况

绩效自评的项目8个，其中绩效评级为“优”的项目6个；绩效评级为“良”的项目2个。部分项目自评结果如下：

| 序号 | 项目名称 | 年初预算（万元） | 执行数（万元） | 自评得分 | 评级 |
| 1 | 滨河步道修补 | 30.00 | 33.00 | 92.00 | 优 |
| 2 | 楼道灯更换 | 18.00 | 12.00 | 80.00 | 良 |
| 3 | 邻里市集活动 | 9.00 | 9.40 | 90.00 | 优 |
"""

BUDGET = """己原区档案馆2031年部门预算

预算主管部门：己原区档案馆

2031年部门预算编制说明

2031年财政拨款支出预算300.00万元。其中：一般公共预算拨款支出预算250.00万元，比2030年预算增加10.00万元；政府性基金拨款支出预算50.00万元，比2030年预算增加30.00万元。

库房托管项目经费情况说明

一、项目概述

托管库房。

三、实施主体

项目的实施主体为己原区数字档案中心。

六、年度预算安排

2031年，库房托管项目财政资金预算安排金额为64.00万元，其中架位租赁40.00万元、光纤租费24.00万元。

胶片修复项目经费情况说明

一、项目概述

修复胶片。资金来源为馆藏开发收入。

三、实施主体

项目的实施主体为己原区数字档案中心。

六、年度预算安排

2031年，胶片修复项目财政资金预算安排金额为20.00万元，主要用于胶片修复。

展厅讲解项目经费情况说明

一、项目概述

讲解服务。

三、实施主体

项目的实施主体为己原区档案馆。

六、年度预算安排

2031年，展厅讲解项目财政资金预算安排金额为11.00万元，主要用于讲解。

其他情况说明

2031年面向中小企业预留的政府采购预算金额为88.00万元，其中预留给小微企业的采购预算为55.00万元。

截至2030年8月31日，己原区档案馆共有车辆5辆。2031年部门预算安排购置车辆2辆。
"""


@pytest.fixture(scope="module")
def assistant(tmp_path_factory):
    return assistant_over(tmp_path_factory.mktemp("planned"), {"决算.txt": ACCOUNT, "预算.txt": BUDGET})


@pytest.mark.parametrize(
    ("question", "value", "unit"),
    [
        ("芦荡街道2031年请客接待原来预算了多少钱", 20000, "元"),
        ("芦荡街道公务接待费预算多少钱", 20000, "元"),
        ("芦荡街道公务接待费花了多少钱", 5000, "元"),
        ("芦荡街道公务接待费只用掉预算的百分之几", 25, "%"),
        ("己原区数字档案中心负责实施的项目，预算合计多少", 840000, "元"),
        ("架位租赁和光纤租费，己原区哪项更贵，差多少", 160000, "元"),
        ("己原区政府性基金预算2031年比2030年增长多少百分比", 150, "%"),
        ("芦荡街道哪个科目比年初预算多花得最多", 80000, "元"),
        ("芦荡街道哪个项目比年初预算少花得最多", 60000, "元"),
        ("芦荡街道2031年政府采购，服务采购金额比货物采购高出多少", 400000, "元"),
        ("己原区档案馆政府采购专门留给小微企业的预算额度有多少", 550000, "元"),
        ("芦荡街道2031年的一般公共服务支出，行政运行占几个百分点", "63.83", "%"),
    ],
)
def test_planned_is_never_given_for_spent(assistant, question, value, unit):
    answer = assistant.ask(question)
    assert (answer.value, answer.unit) == (Decimal(value), unit)


@pytest.mark.parametrize(
    ("question", "rows"),
    [
        ("芦荡街道重点项目里哪些花超了年初预算", {"滨河步道修补", "邻里市集活动"}),
        ("芦荡街道哪些科目决算低于年初预算", {"行政运行", "一般行政管理事务"}),
    ],
)
def test_more_or_less_was_spent_than_planned(assistant, question, rows):
    answer = assistant.ask(question)
    assert set(answer.table["名称"]) == rows
    assert len(answer.table) == 2  # of two accounts of one name only the one that kept below its budget


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("芦荡街道楼道灯更换自评得了多少分，什么等级", ("80", "良")),
        ("芦荡街道滨河步道修补被评为什么", ("优",)),
    ],
)
def test_a_grade_is_no_reason(assistant, question, said):
    answer = assistant.ask(question)
    assert answer.status == "answered"
    assert all(word in answer.text for word in said)


@pytest.mark.parametrize("question", ["己原区哪些项目花超了年初预算", "己原区哪些项目中途调减了预算"])
def test_a_budget_tells_nothing_of_what_was_spent_or_revised(assistant, question):
    assert assistant.ask(question).status == "not_found"


@pytest.mark.parametrize(
    ("question", "value"),
    [("己原区档案馆要买几辆车", 2), ("己原区档案馆有几辆车", 5), ("芦荡街道优的项目有几个", 6)],
)
def test_counts_of_what_is_bought_held_and_graded(assistant, question, value):
    assert assistant.ask(question).value == Decimal(value)


def test_where_the_money_of_a_project_comes_from(assistant):
    assert "馆藏开发收入" in assistant.ask("己原区胶片修复项目的钱从哪来").text
