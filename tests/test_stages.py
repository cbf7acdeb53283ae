"""预算 and 决算 of one body are joined on body, year and code, and kept apart everywhere else; invented documents of tests/pair.py."""

from __future__ import annotations

from decimal import Decimal

import pair
import pytest

from assistant import Assistant
from index.audit import audit
from index.build import read_documents
from tests.tiny import TinyIndex


@pytest.fixture(scope="module")
def parsed(tmp_path_factory):
    return read_documents(pair.write(tmp_path_factory.mktemp("pair")))[0]


@pytest.fixture(scope="module")
def assistant(parsed):
    facts = tuple(fact for one in parsed for fact in one.facts)
    passages = tuple(passage for one in parsed for passage in one.passages)
    return Assistant(TinyIndex(tuple(one.document for one in parsed), facts, passages))


def test_every_table_of_a_final_account_is_read(parsed):
    (account,) = [one for one in parsed if one.document.stage == "决算"]
    assert (account.document.level, account.document.year) == ("部门", 2031)
    assert [table.kind for table in account.tables] == [
        "收支总表", "收入总表", "支出总表", "财政拨款收支总表", "一般公共预算", "基本支出经济分类", "政府性基金", "国有资本经营", "三公",
    ]  # fmt: skip
    assert {table.money_unit for table in account.tables} == {"万元"}
    assert [table.number for table in account.tables if table.no_data] == [7, 8]


def test_the_identities_of_all_four_documents_hold(parsed):
    reports = [audit(one) for one in parsed]
    assert [report.deviations for report in reports] == [(), (), (), ()]
    assert sum(sum(report.checked.values()) for report in reports) > 60


def test_department_and_its_own_office_are_two_bodies(parsed):
    about = {(one.document.organisation, one.document.level, one.document.year, one.document.stage) for one in parsed}
    assert about == {
        ("云杉县档案局", "部门", 2030, "预算"),
        ("云杉县档案局", "部门", 2031, "预算"),
        ("云杉县档案局", "部门", 2031, "决算"),
        ("云杉县档案局(本级)", "本级", 2031, "预算"),
    }


@pytest.mark.parametrize(
    ("question", "value", "unit"),
    [
        ("云杉县档案局2031年预算执行率", "92.50", "%"),
        ("云杉县档案局2031年部门预算执行率是多少", "92.50", "%"),
        ("云杉县档案局2031年决算比预算少多少", "135000", "元"),
        ("云杉县档案局2031年行政运行决算比预算多多少", "10000", "元"),
        ("云杉县档案局2031年档案馆决算与预算相差多少", "145000", "元"),
        ("云杉县档案局2031年三公经费预算和决算差多少", "18000", "元"),
        ("云杉县档案局2031年档案馆预算执行率", "85.5", "%"),
        ("云杉县档案局2031年公务接待费决算", "6000", "元"),
        ("云杉县档案局2030年支出预算", "1500000", "元"),
        ("云杉县档案局2031年比2030年预算增加多少", "300000", "元"),
        ("云杉县档案局2031年预算比2030年增长百分之几", "20.00", "%"),
        ("云杉县档案局（本级）2031年支出预算", "900000", "元"),
    ],
)
def test_the_two_stages_are_compared_and_told_apart(assistant, question, value, unit):
    answer = assistant.ask(question)
    assert (answer.status, answer.value, answer.unit) == ("answered", Decimal(value), unit)


def test_the_rate_of_execution_shows_both_documents_and_the_arithmetic(assistant):
    answer = assistant.ask("云杉县档案局2031年预算执行率")
    assert {citation.document for citation in answer.citations} == {
        "档案局2031年部门决算.txt",
        "档案局2031年部门预算.txt",
    }
    assert "1,665,000.00 ÷ 1,800,000.00 = 92.50%" in answer.text


@pytest.mark.parametrize(
    "question",
    ["云杉县档案局2030年预算执行率", "云杉县档案局（本级）2031年预算执行率", "云杉县档案局2030年决算比预算多多少"],
)
def test_without_an_account_of_the_same_body_and_year_there_is_no_rate(assistant, question):
    answer = assistant.ask(question)
    assert answer.status != "answered" or answer.unit != "%"
    assert answer.value is None or answer.status != "answered"
