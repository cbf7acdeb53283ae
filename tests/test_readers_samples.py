"""The real documents, where they are at hand: every printed figure of a table has its fact, all identities hold."""

from __future__ import annotations

import os
import re
import time
from pathlib import Path

import pytest

from index.audit import audit
from index.extract import extract
from index.readers import read

FOLDER = Path(os.environ.get("BUDGET_SAMPLES", "")) / "documents" / "text"

pytestmark = pytest.mark.skipif(
    not (os.environ.get("BUDGET_SAMPLES") and FOLDER.is_dir()),
    reason="BUDGET_SAMPLES names no folder of sample documents",
)

AMOUNT = re.compile(r"(?<![\d.,])(?:\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+\.\d+)(?![\d,.]*\d)")


@pytest.fixture(scope="module")
def samples():
    paths = sorted(FOLDER.glob("*.txt"))
    return [(path, extract(path.name, path, read(path, path.name))) for path in paths]


def test_every_amount_in_a_table_row_of_the_file_has_a_fact_on_its_line(samples):
    missing = []
    for path, parsed in samples:
        facts: dict[int, str] = {}
        for fact in parsed.facts:
            if fact.origin != "prose":
                facts[fact.source.line] = facts.get(fact.source.line, "") + " " + fact.printed
        for number, line in enumerate(path.read_text("utf-8").splitlines(), 1):
            cells = re.split(r"[\t|]", line) if "\t" in line or line.startswith(("|", "- |")) else []
            amounts = [amount for cell in cells if len(cell) < 30 for amount in AMOUNT.findall(cell)]
            missing += [(path.name, number, amount) for amount in amounts if amount not in facts.get(number, "")]
    assert missing == []


def test_no_figure_is_left_without_a_name(samples):
    assert [
        problem.message for _, parsed in samples for problem in parsed.problems if problem.kind in ("无名称", "缺单位")
    ] == []


def test_all_identities_of_the_budget_tables_hold(samples):
    for _, parsed in samples:
        budget = [
            problem
            for problem in audit(parsed).deviations
            if problem.kind not in ("年度资金总额＝Σ来源", "执行率不超过100%")
        ]
        assert budget == []
    assert sum(sum(audit(parsed).checked.values()) for _, parsed in samples) > 800


def test_each_form_is_read_with_all_its_indicators(samples):
    (forms,) = [parsed for _, parsed in samples if parsed.document.stage == "绩效自评"]
    assert len(forms.tables) == 30
    projects = {fact.project for fact in forms.facts if fact.origin == "form"}
    assert len(projects) == 30
    for project in projects:
        scores = [
            fact for fact in forms.facts if fact.project == project and fact.measure == "得分" and fact.item != "总分"
        ]
        assert len(scores) > 6
        assert all(fact.value is not None for fact in scores)
        assert all(len(fact.ancestors) == 2 for fact in scores if fact.item != "年度资金总额")


def test_the_documents_are_read_within_a_second_each(samples):
    start = time.process_time()  # others may use the machine at the same time
    for path, _ in samples:
        extract(path.name, path, read(path, path.name))
    assert time.process_time() - start < len(samples)
