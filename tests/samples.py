"""Small invented documents for the tests of building and searching: no reader, no table finder, just their values."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from pathlib import Path

from index.model import (
    Block,
    Column,
    Document,
    Fact,
    Paragraph,
    Parsed,
    Passage,
    Problem,
    Source,
    Table,
)
from index.readers import Reading, Unreadable

ROWS = (("科目", "合计"), ("植树造林", "1,200.50"), ("河道保洁", "80.00"), ("路灯维护", ""))


def document(name: str = "甲.txt", **changed: object) -> Document:
    fields = {
        "name": name,
        "title": "青山区园林所2031年单位预算",
        "region": "青山区",
        "organisation": "青山区园林所",
        "level": "单位",
        "year": 2031,
        "stage": "预算",
        "format": "text",
        "sha256": "0" * 64,
        "size": 10,
    }
    return Document(**(fields | changed))  # type: ignore[arg-type]


def fact(name: str = "甲.txt", **changed: object) -> Fact:
    fields = {
        "document": name,
        "region": "青山区",
        "organisation": "青山区园林所",
        "level": "单位",
        "year": 2031,
        "stage": "预算",
        "origin": "table",
        "table_kind": "明细",
        "project": "",
        "item": "植树造林",
        "ancestors": ("城乡社区支出", "公共设施"),
        "code": "2120303",
        "classification": "功能分类",
        "side": "支出",
        "depth": 3,
        "measure": "合计",
        "value": Decimal(12005000),
        "unit": "元",
        "state": "value",
        "relation": "",
        "change": "",
        "base_year": 0,
        "base": "",
        "printed": "1,200.50",
        "printed_unit": "万元",
        "context": "",
        "source": Source(
            name, 2, 7, ("预算表", "明细"), "支出明细表", 1, "植树造林", "合计", 2, 2, (1.5, 2.0, 30.25, 12.0)
        ),
    }
    return Fact(**(fields | changed))  # type: ignore[arg-type]


def table(**changed: object) -> Table:
    fields = {
        "number": 1,
        "title": "支出明细表",
        "kind": "明细",
        "money_unit": "万元",
        "section": ("预算表", "明细"),
        "columns": (Column(1, ("科目",), "label"), Column(2, ("预算数", "合计"))),
        "header_rows": 1,
        "cells": ROWS,
        "pages": (2, 2, 2, 3),
        "lines": (6, 7, 8, 9),
        "boxes": ((None, (0.0, 1.0, 2.0, 3.5)),) * 4,
    }
    return Table(**(fields | changed))  # type: ignore[arg-type]


def parsed(name: str = "甲.txt", sentences: Sequence[str] = ("园林所负责全区行道树的养护。",)) -> Parsed:
    """A document with one table, three cells, and these sentences in one section."""
    places = [Source(name, 1, line, ("主要职能",)) for line in range(1, len(sentences) + 1)]
    passages = tuple(Passage(text, place, topic="职能") for text, place in zip(sentences, places, strict=True))
    spoken = tuple(
        fact(
            name,
            origin="prose",
            table_kind="文字",
            item="补植",
            measure="数量",
            context=passage.text,
            source=passage.source,
        )
        for passage in passages
        if "补植" in passage.text
    )
    return Parsed(document(name), (), (table(),), (fact(name), *spoken), passages)


def fake_read(path: Path, _name: str) -> Reading:
    """One paragraph a line; a file that begins with a zero byte cannot be read."""
    data = path.read_bytes()
    if data.startswith(b"\0"):
        raise Unreadable("不是文本文件")
    return Reading(tuple(Paragraph(line) for line in data.decode("utf-8").splitlines()))


def fake_extract(name: str, _path: Path, blocks: Sequence[Block]) -> Parsed:
    """``parsed`` with the file's own lines as sentences; a line 「坏」 is a defect of the parser."""
    lines = [block.text for block in blocks if isinstance(block, Paragraph)]
    if "坏" in lines:
        raise ZeroDivisionError("除以零")
    one = parsed(name, lines)
    problems = (Problem("合计与明细不符", Source(name), "note", "sum"),) if "疑" in lines else ()
    return Parsed(one.document, tuple(blocks), one.tables, one.facts, one.passages, problems)
