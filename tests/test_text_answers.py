"""Questions in words over one invented budget: the passage that answers, cut to what was asked, and nothing where none does."""

from __future__ import annotations

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
