"""The page over an assistant that knows a handful of invented answers: ``streamlit run tests/page_fake.py``.

Every figure and organisation is made up. Some texts try to act (HTML, Markdown, formulas); the page must show them as
letters.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from decimal import Decimal
from pathlib import Path

import pandas as pd

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from assistant.model import Answer, Calculation, Candidate, Citation, Interpretation, Operand
from assistant.suggestions import next_questions
from index.errors import IndexUnreadable
from index.model import Column, Document, Passage, Problem, Source, Table
from tests.data_fake import FakeIndex

HOSTILE = '<img src=x onerror="window.acted=1"><script>window.acted=1</script> [点我](javascript:alert(1)) $x^2$ **粗** :red[红]'
ORGANISATION = "云溪区图书管理中心"
NAME = "云溪区图书管理中心2024年部门预算.txt"
HOSTILE_NAME = "<b onmouseover=window.acted=1>恶意</b>.txt"


def _cells() -> tuple[tuple[str, ...], ...]:
    header = (
        ("科目编码", "", "", "科目名称", "本年支出", "", ""),
        ("类", "款", "项", "", "合计", "基本支出", "项目支出"),
    )
    rows = [
        ("207", f"{i:02}", "04", f"文化支出第{i}项", f"{i * 1234567.5:,.2f}", f"{i * 1000000:,.2f}", "")
        for i in range(1, 31)
    ]
    return (*header, *rows, ("", "", "", "合计", "574,073,887.50", "465,000,000.00", "109,073,887.50"))


TABLE = Table(
    number=3,
    title="2024年一般公共预算支出功能分类预算表",
    kind="一般公共预算",
    money_unit="元",
    section=("部门预算表",),
    columns=(
        Column(1, ("科目编码", "类"), "code"),
        Column(2, ("科目编码", "款"), "code"),
        Column(3, ("科目编码", "项"), "code"),
        Column(4, ("科目名称",), "label"),
        Column(5, ("本年支出", "合计")),
        Column(6, ("本年支出", "基本支出")),
        Column(7, ("本年支出", "项目支出")),
    ),
    header_rows=2,
    cells=_cells(),
    pages=(12,),
    lines=(),
)


def _cell(row: int, column: int) -> Citation:
    cells = TABLE.cells[row - 1]
    path = " › ".join(TABLE.columns[column - 1].path)
    section = ("第二部分 部门预算表",)
    return Citation(
        NAME,
        ORGANISATION,
        2024,
        "预算",
        12,
        340 + row,
        section,
        TABLE.title,
        3,
        cells[3],
        path,
        row,
        column,
        cells[column - 1],
        "元",
    )


PASSAGE = Citation(
    NAME, ORGANISATION, 2024, "预算", 15, 420, ("第三部分 情况说明", "夜间开放项目"), text="86.42", unit="万元",
    passage="夜间开放项目今年安排 86.42 万元，比上年多 6.42 万元，<b>用于</b>延时服务和设备更新。",
)  # fmt: skip
UNDERSTOOD = Interpretation(
    "云溪区图书管理中心 2024年 预算 夜间开放 预算数",
    "取值",
    (("单位", ORGANISATION, False), ("年度", "2024", True), ("阶段", "预算", False)),
    ("夜间开放项目",),
    "预算数",
    ("没有说年度，取资料中最近的 2024 年",),
)


def _answers() -> dict[str, Answer]:
    ranking = pd.DataFrame(
        {
            "项目": ["夜间开放", "古籍修复", "少儿阅读推广活动", "设备更新（含服务器与自助借还机）"],
            "预算数": [Decimal("864200.00"), Decimal("1503000.50"), Decimal(-320000), Decimal(12450000)],
            "单位": ["元"] * 4,
        }
    )
    operands = (
        Operand("古籍修复", Decimal("1503000.50"), "元", _cell(9, 5)),
        Operand("合计", Decimal("574073887.50"), "元", _cell(33, 5)),
    )
    return {
        "夜间开放花多少钱": Answer(
            "夜间开放花多少钱", "answered", "86.42 万元。2024年夜间开放项目的预算数是 86.42 万元，表格与正文一致。",
            Decimal(864200), "元", citations=(PASSAGE, _cell(9, 5), _cell(20, 6)), interpretation=UNDERSTOOD,
            remarks=("正文写 86.42 万元，而另一处表格合计为 86.40 万元，两处不一致。",), headline="86.42 万元",
            trace=("parse: 夜间开放 / 多少钱", "link: 项目=夜间开放项目"),
        ),
        "表格里是多少": Answer(
            "表格里是多少", "answered", "8,641,972.50 元", Decimal("8641972.5"), "元", citations=(_cell(9, 5), _cell(33, 5)),
            headline="864.20 万元", agreeing=(_cell(9, 5),), differing=(_cell(33, 5),),
        ),
        "古籍修复占比多少": Answer(
            "古籍修复占比多少", "answered", "0.26%。", Decimal("0.26"), "%", headline="0.26%", citations=(_cell(9, 5),),
            calculation=Calculation("占比", operands, "1,503,000.50 ÷ 574,073,887.50 = 0.26%", Decimal("0.26"), "%", "四舍五入到 0.01"),
        ),
        "各项目排名": Answer("各项目排名", "answered", "共 4 个项目，预算最多的是设备更新。", unit="元", table=ranking, citations=(_cell(5, 5),)),
        "预算多少": Answer(
            "预算多少", "ambiguous", "预算有几种口径。",
            candidates=(
                Candidate("2024年支出预算合计", "表格里是多少", Decimal("574073887.50"), "元"),
                Candidate("夜间开放项目 " + HOSTILE, "夜间开放花多少钱", Decimal(864200), "元"),
            ),
        ),
        "恶意": Answer(
            "恶意", "answered", HOSTILE, headline=HOSTILE, remarks=(HOSTILE,), interpretation=Interpretation(HOSTILE, assumptions=(HOSTILE,)),
            citations=(Citation(HOSTILE_NAME, HOSTILE, 2024, passage=HOSTILE, text="2", section=(HOSTILE,)),),
            table=pd.DataFrame({HOSTILE: [HOSTILE, "=1+1"]}), trace=(HOSTILE,),
        ),
    }  # fmt: skip


class FakeAssistant:
    """Answers from a fixed list; keeps the histories it was given."""

    def __init__(self) -> None:
        """Nothing has been asked yet."""
        self.histories: list[tuple[str, ...]] = []
        self.index = FakeIndex()
        self.documents = (
            Document(NAME, "2024年部门预算", "云溪区", ORGANISATION, "部门", 2024, "预算", "txt", "0", 1, 40),
            Document("b.pdf", "2022年自评", "云溪区", ORGANISATION, "部门", 2022, "绩效自评", "pdf", "1", 1, 12),
            Document(HOSTILE_NAME, HOSTILE, "", "青岚市档案馆", "单位", 2023, "决算", "txt", "2", 1),
        )
        self.problems = (
            Problem("合计与各行之和相差 0.02 元", Source(NAME, 12, table=TABLE.title, row="合计"), "note"),
            Problem("文件不是文本：" + HOSTILE, Source(HOSTILE_NAME), "error"),
        )

    def ask(self, question: str, history: list[str] | tuple[str, ...] = ()) -> Answer:
        """A fixed answer, a refusal, or a fault."""
        self.histories.append(tuple(history))
        if question == "出错":
            raise RuntimeError("secret detail")
        if question == "索引坏了":
            raise IndexUnreadable(Path(".index"), "文件损坏")
        nearest = (Candidate("夜间开放项目2024年预算数", "夜间开放花多少钱"),)
        refusal = Answer(
            question,
            "not_found",
            "资料里没有提到这件事。资料包含：云溪区图书管理中心 2022、2024 年。",
            candidates=nearest,
        )
        return _answers().get(question, refusal)

    def table(self, document: str, number: int) -> Table | None:
        """The one table."""
        return TABLE if (document, number) == (NAME, 3) else None

    def section(self, document: str, path: Sequence[str]) -> tuple[Passage, ...]:
        """The cited sentence between two others."""
        if (document, tuple(path)) != (NAME, PASSAGE.section):
            return ()
        texts = ("夜间开放项目由服务部实施。", PASSAGE.passage, "开放到二十一点。")
        return tuple(Passage(text, Source(NAME, section=PASSAGE.section)) for text in texts)

    def next_questions(self, answer: Answer) -> tuple[str, ...]:
        """What the assistant would offer after this answer."""
        return next_questions(lambda question: self.ask(question).headline, answer, self.documents)

    def examples(self) -> tuple[str, ...]:
        """All questions that have an answer."""
        return tuple(_answers())[:5]


if __name__ == "__main__":
    import streamlit as st

    from assistant.web.page import frame, shell

    frame()
    shell(st.session_state.setdefault("fake", FakeAssistant()))
