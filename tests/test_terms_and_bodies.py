"""Meanings of terms before figures of the same name; offices and bodies out of the chapter on organisation; reasons for a told change."""

from __future__ import annotations

import pytest

from assistant import Assistant
from index.build import read_documents
from tests.tiny import TinyIndex

BUDGET = """
青石县2031年部门预算

预算单位：青石县水务局

目 录

- 一、部门主要职能
- 二、部门机构设置
- 三、名词解释
- 四、部门预算编制说明

青石县水务局主要职能

青石县水务局是县政府工作部门，负责全县水资源管理。

青石县水务局机构设置

青石县水务局部门预算是包括局本级以及下属2家事业单位的综合收支计划，分别为县河道管理所、县供水服务中心。

局机关内设办公室、规划建设科、水旱灾害科3个科室，下设东岭、西岭2个水政监察大队。

名词解释

（一）年末结转和结余：指预算安排后因情况变化未能执行、留到以后年度按原用途使用的资金。

（二）河道保洁补助：指对村级保洁队伍按河道长度给予的补助。

其中：山区河道的补助可以上浮。

部门预算编制说明

2031年，青石县水务局收入预算5200.00万元，比2030年预算增加1130.40万元，主要原因是新增东岭水库除险加固项目。

支出预算中，基本支出预算1200.00万元，比2030年预算减少96.20万元，下降7.42%，主要原因是退休人员增加、在职人员减少；项目支出预算4000.00万元，比2030年预算增加1226.60万元。

年末结转和结余35.00万元。
"""


@pytest.fixture(scope="module")
def assistant(tmp_path_factory):
    folder = tmp_path_factory.mktemp("terms")
    (folder / "水务31.txt").write_text(BUDGET, "utf-8")
    parsed, _ = read_documents(folder)
    facts = tuple(fact for one in parsed for fact in one.facts)
    passages = tuple(passage for one in parsed for passage in one.passages)
    return Assistant(TinyIndex(tuple(one.document for one in parsed), facts, passages))


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("青石县水务局年末结转和结余是哪种钱？", "情况变化"),
        ("年末结转和结余指什么，青石县水务局2031年预算怎么讲的", "情况变化"),
        ("水务局说的河道保洁补助是个什么概念", "可以上浮"),
        ("青石县水务局的河道保洁补助给哪些人", "村级保洁队伍"),
    ],
)
def test_a_term_means_what_the_glossary_says(assistant, question, said):
    answer = assistant.ask(question)
    assert answer.status == "answered"
    assert answer.value is None
    assert said in answer.text


def test_an_amount_stays_an_amount(assistant):
    assert assistant.ask("青石县水务局2031年年末结转和结余是多少").value == 350000


@pytest.mark.parametrize(
    ("question", "said", "silent"),
    [
        ("青石县水务局部门预算里包含哪几家事业单位", "县供水服务中心", "规划建设科"),
        ("水务局设了哪些部门", "规划建设科", "供水"),
        ("青石县水务局下面有哪些大队", "西岭", "供水"),
    ],
)
def test_offices_and_bodies(assistant, question, said, silent):
    answer = assistant.ask(question)
    assert said in answer.text
    assert silent not in answer.text


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("青石县水务局2031年收入预算多了1130多万，怎么回事", "除险加固"),
        ("2031年青石县水务局基本支出下降了7%多，主要是哪块钱少了", "退休人员增加"),
        ("青石县水务局基本支出比上年少了，文件里怎么解释的", "在职人员减少"),
    ],
)
def test_what_is_behind_a_told_change(assistant, question, said):
    answer = assistant.ask(question)
    assert answer.status == "answered"
    assert said in answer.text
