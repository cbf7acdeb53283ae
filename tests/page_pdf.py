"""An invented budget as PDF, for the tests that hand one in: a cover, and a table with rulings."""

from __future__ import annotations

from pdf_fake import FakePage, pdf_of

ORGANISATION, YEAR = "云溪区图书管理中心", 2031
QUESTION, ANSWER = "云溪区图书管理中心2031年图书馆支出预算多少", "320.00 万元"


def budget_pdf() -> bytes:
    cover = FakePage().text(120, 300, ORGANISATION, 20).text(150, 340, f"{YEAR}年部门预算", 20)
    page = (
        FakePage()
        .text(150, 70, f"{YEAR}年部门支出预算总表", 14)
        .text(60, 100, f"编制部门：{ORGANISATION}")
        .text(460, 100, "单位：元")
    )
    rows = [
        ["科目编码", "科目名称", "合计", "基本支出", "项目支出"],
        ["207", "文化旅游体育与传媒支出", "4800000.00", "1200000.00", "3600000.00"],
        ["20701", "文化和旅游", "4800000.00", "1200000.00", "3600000.00"],
        ["2070104", "图书馆", "3200000.00", "1200000.00", "2000000.00"],
        ["2070199", "其他文化和旅游支出", "1600000.00", "0.00", "1600000.00"],
        ["", "合计", "4800000.00", "1200000.00", "3600000.00"],
    ]
    page.table((50, 110, 290, 380, 460, 545), [110 + 22 * row for row in range(len(rows) + 1)], rows)
    return pdf_of(cover, page)
