"""Questions in words over one invented budget: the passage that answers, cut to what was asked, and nothing where none does."""

from __future__ import annotations

from decimal import Decimal

import pytest

from assistant import Assistant
from index.build import read_documents
from tests.tiny import TinyIndex

BUDGET = """
云杉区2031年区级单位预算

预算单位：云杉区园林所

目 录

- 一、单位主要职能
- 二、单位机构设置

云杉区园林所主要职能

主要职能包括：

1、负责全区公园、绿地的养护和安全。
2、负责古树名木的普查、挂牌和复壮。
3、受理涉及绿化的投诉并在期限内答复。

云杉区园林所机构设置

云杉区园林所为正科级公益一类事业单位，设3个内设机构，即综合科、养护科、花卉科。

名词解释

（一）事业收入：指开展专业活动取得的收入。

（二）其他收入：指“财政拨款收入”、“事业收入”以外的收入。

2031年单位预算编制说明

财政拨款支出主要内容如下：

1. “城乡社区支出”科目500.00万元，主要用于公园养护。比2030年预算增加20.00万元。主要原因是：新接管两座公园。
2. “住房保障支出”科目30.00万元，主要用于职工住房公积金。比2030年预算减少2.00万元。主要原因是：两人退休。

古树名木抢救复壮项目经费情况说明

一、项目概述

对全区41株古树做支撑和防治，让树龄百年以上的树活得更久。

二、立项依据

《云杉区古树名木保护办法》（云府规〔2029〕8号）。

三、实施主体

由云杉区园林所负责实施。

四、实施方案

支撑架用热镀锌钢管，木桩用杉木，材质须经检验。养护科每月巡查两次，虫情在48小时内处置。2031年3月-5月完成支撑，2031年9月-10月完成防治。复壮的树苗运往对口支援的青海果洛。

合同签订后支付40%，支撑完工后支付40%，次年验收合格付清余款。

五、实施周期

2031年1月1日至2031年12月31日。

六、年度预算安排

2031年，古树名木抢救复壮项目财政资金预算安排金额为25.00万元，主要用于支撑和防治。

喷灌设备维修项目经费情况说明

一、项目概述

维修三座公园的喷灌设备，受益的是周边居民和游客。

四、实施方案

1、日常维修：由值班人员巡检。
2、大修：委托两江泵业有限公司更换水泵，按实结算。
"""


@pytest.fixture(scope="module")
def assistant(tmp_path_factory):
    folder = tmp_path_factory.mktemp("texts")
    (folder / "园林31.txt").write_text(BUDGET, "utf-8")
    parsed, _ = read_documents(folder)
    facts = tuple(fact for one in parsed for fact in one.facts)
    passages = tuple(passage for one in parsed for passage in one.passages)
    return Assistant(TinyIndex(tuple(one.document for one in parsed), facts, passages))


@pytest.mark.parametrize(
    ("question", "said", "unsaid"),
    [
        ("古树名木抢救复壮项目的木桩是什么材质", "杉木", "支付40%"),
        ("古树复壮的树苗运到哪里去", "青海果洛", "支付40%"),
        ("古树名木抢救复壮项目怎么付款", "次年验收合格付清余款", "热镀锌"),
        ("古树名木项目的钱分几次付", "合同签订后支付40%", "热镀锌"),
        ("古树复壮的立项依据是什么", "云府规〔2029〕8号", "热镀锌"),
        ("古树复壮由谁负责", "由云杉区园林所负责实施", "热镀锌"),
        ("古树复壮由哪个科室巡查", "养护科每月巡查", "支付40%"),
        ("古树的虫情要多久处置", "48小时内", "支付40%"),
        ("古树复壮项目第二季度做什么", "2031年3月-5月完成支撑", "支付40%"),
        ("古树复壮9月份安排做什么", "2031年9月-10月完成防治", "支付40%"),
        ("喷灌设备维修项目委托哪家公司", "两江泵业有限公司", "热镀锌"),
        ("喷灌维修谁受益", "周边居民和游客", "热镀锌"),
        ("城乡社区支出为什么比上年增加", "新接管两座公园", "两人退休"),
        ("住房保障支出减少的原因", "两人退休", "新接管"),
        ("什么是事业收入", "开展专业活动取得的收入", "以外的收入"),
        ("园林所是什么性质的单位", "公益一类事业单位", "受理"),
        ("园林所有哪些科室", "综合科、养护科、花卉科", "受理"),
        ("园林所的主要职能有哪些", "受理涉及绿化的投诉", "花卉科"),
    ],
)
def test_the_passage_that_answers_is_given_and_its_neighbours_are_not(assistant, question, said, unsaid):
    answer = assistant.ask(question)
    assert answer.status == "answered"
    assert said in answer.text
    assert unsaid not in answer.text
    assert answer.citations


@pytest.mark.parametrize(
    "question",
    [
        "古树名木抢救复壮项目委托哪家公司",
        "古树复壮项目的负责人是谁",
        "古树复壮项目的联系电话是多少",
        "古树名木抢救复壮项目的办公地址",
        "喷灌设备维修项目依据什么文件",
        "喷灌设备维修项目什么时候完成",
        "喷灌设备维修项目由哪个科室负责",
        "园林所的地址在哪里",
        "园林所所长是谁",
        "湖心亭修缮项目的立项依据是什么",
    ],
)
def test_a_question_for_a_kind_of_thing_that_no_passage_shows_is_refused(assistant, question):
    answer = assistant.ask(question)
    assert answer.status == "not_found", answer.text


def test_a_lost_reason_is_not_made_up_from_the_goals_of_the_project(assistant):
    assert assistant.ask("喷灌设备维修项目为什么没有完成").status == "not_found"


def test_the_item_of_a_list_stands_before_the_sentence_that_answers(assistant):
    text = assistant.ask("喷灌大修怎么结算").text
    assert "2、大修：委托两江泵业有限公司更换水泵，按实结算" in text
    assert "日常维修" not in text


FINAL = """
云杉区水务所2031年度部门决算

第一部分 云杉区水务所概况

一、主要职能

负责河道管理。

二、部门决算单位构成

纳入云杉区水务所2031年度部门决算编制范围的单位包括：

序号	单位名称	备注
1	云杉区水务所（本级）	本级
2	云杉区河道管理站	不单独核算

财政项目支出绩效自评表
(2031 年度)
项目名称	泵站检修
主管部门	云杉区水务所			实施单位	云杉区水务所
项目资金(元)		年初预算数	全年预算数	全年执行数	分值	执行率	得分
	年度资金总额	100000.00	100000.00	100,000	10	100.00%	10
年度总体目标	预期目标			实际完成情况
	检修六座泵站。			检修了五座泵站。
一级指标	二级指标	三级指标	年度指标值	实际完成值	分值	得分	偏差原因分析及改进措施
产出指标	数量指标	检修泵站数	6座	5座	20	15	一座泵站因汛期封闭；次年补修。
	时效指标	抢修响应时间	≤30分钟	25分钟	20	20
	质量指标	验收合格率	=100%	100%	20	20
总分					100	95
"""


@pytest.fixture(scope="module")
def final(tmp_path_factory):
    folder = tmp_path_factory.mktemp("final")
    (folder / "水务31.txt").write_text(FINAL, "utf-8")
    parsed, _ = read_documents(folder)
    facts = tuple(fact for one in parsed for fact in one.facts)
    passages = tuple(passage for one in parsed for passage in one.passages)
    return Assistant(TinyIndex(tuple(one.document for one in parsed), facts, passages))


def test_bodies_that_a_table_names_are_listed(final):
    text = final.ask("云杉区水务所2031年部门决算包含哪些单位").text
    assert "云杉区河道管理站" in text


def test_only_indicators_that_missed_their_target_are_unfinished(final):
    text = final.ask("泵站检修哪些指标没有完成").text
    assert "检修泵站数（目标 6座，完成 5座" in text
    assert "验收合格率" not in text


def test_a_reason_says_the_indicator_it_is_given_for(final):
    text = final.ask("泵站检修为什么扣分").text
    assert "检修泵站数：一座泵站因汛期封闭" in text
    assert "检修六座泵站" not in text


def test_a_time_that_a_row_allows_is_a_figure(final):
    answer = final.ask("泵站抢修多长时间内响应")
    assert (answer.value, answer.unit) == (Decimal(30), "分钟")


def test_what_organisations_there_are_is_no_account(corpus_assistant):
    text = corpus_assistant.ask("松江政务办2023年机构有哪些").text
    assert "行政运行" not in text
    assert "科室" in text or "行政单位" in text
