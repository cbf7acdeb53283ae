"""Bodies of a kind that the column of their list says: 「下属小学」 are the rows of that kind, and no account of the name."""

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

所属单位支出预算汇总表

单位：元

序号\t单位名称\t单位类别\t支出预算合计\t基本支出\t项目支出
1\t乙河区教育局（本级）\t行政\t400,000\t300,000\t100,000
2\t乙河区望山中学\t初中\t300,000\t100,000\t200,000
3\t乙河区枫林小学\t小学\t200,000\t150,000\t50,000
4\t乙河区九曲学校\t小学\t100,000\t50,000\t50,000
合计\t\t\t1,000,000\t600,000\t400,000
"""


@pytest.fixture(scope="module")
def assistant(tmp_path_factory):
    folder = tmp_path_factory.mktemp("kinds")
    corpus = folder / "corpus"
    corpus.mkdir()
    (corpus / "预算.txt").write_text(BUDGET, "utf-8")
    rebuild(corpus, folder / "index")
    return Assistant.open(folder / "index")


@pytest.mark.parametrize(
    ("question", "value"),
    [
        ("乙河区教育局下属小学里，2031年支出预算最高的是哪所", 200_000),
        ("乙河区教育局所属单位里有几所小学", 2),
        ("乙河区2所小学2031年支出预算总共多少元", 300_000),
        ("乙河区枫林小学2031年支出预算多少", 200_000),
        ("乙河区教育局2031年小学教育支出预算多少", 1_000_000),
    ],
)
def test_a_kind_of_bodies_is_the_rows_of_that_kind(assistant, question, value):
    answer = assistant.ask(question)
    assert answer.value == value, answer.text


def test_a_list_of_a_kind_names_its_bodies_alone(assistant):
    text = assistant.ask("乙河区教育局下属有哪几所小学").text
    assert "枫林小学" in text
    assert "九曲学校" in text
    assert "望山中学" not in text


@pytest.mark.parametrize(
    "question",
    ["乙河区2所小学2031年操场改造一共花多少钱", "乙河区教育局下属小学里2031年水费最高的是哪所"],
)
def test_what_the_list_does_not_tell_is_not_answered_with_its_totals(assistant, question):
    answer = assistant.ask(question)
    assert answer.value not in {300_000, 200_000}, answer.text
