"""An index small enough to know by heart, made of values: two invented bodies, two years, one project, one self-evaluation.

云杉区园林所 has budgets of 2030 and 2031 and a self-evaluation form of 2030, 白河区图书馆 a budget of 2031 only. Every figure that the
tests ask for stands in the tables below.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal

from assistant import Assistant
from index.model import Document, Fact, Passage, Problem, Source, Table

PARK, LIBRARY = "云杉区园林所", "白河区图书馆"
PARK_30, PARK_31, LIBRARY_31, FORM_30 = "园林30.txt", "园林31.txt", "图书31.txt", "自评30.txt"
PROJECT = "古树名木抢救复壮项目"

# code: (item, ancestors, 2030 园林所, 2031 园林所, 2031 图书馆), 元; None: the row is there and the cell is empty
LINES = {
    "212": ("城乡社区支出", (), 900000, 1000000, None),
    "21203": ("城乡社区公共设施", ("城乡社区支出",), 900000, 1000000, None),
    "2120399": ("其他城乡社区公共设施支出", ("城乡社区支出", "城乡社区公共设施"), 900000, 1000000, None),
    "208": ("社会保障和就业支出", (), 100000, 250000, 400000),
    "20805": ("行政事业单位养老支出", ("社会保障和就业支出",), 100000, 250000, 400000),
}
# code: (item, ancestors, 园林所 2030, 园林所 2031, 图书馆 2031)
ECONOMIC = {
    "302": ("商品和服务支出", (), 60000, "81234.56", 50000),
    "30201": ("办公费", ("商品和服务支出",), 20000, 30000, 50000),
    "30205": ("水费", ("商品和服务支出",), 30000, "41234.56", 0),
    "30217": ("公务接待费", ("商品和服务支出",), 10000, 10000, 0),
    "30229": ("福利费", ("商品和服务支出",), None, None, None),
}
PARTS = {"支撑架安装": 120000, "白蚁防治": 80000, "土壤改良": 50000}
FORMS = {  # project: (年初预算数, 全年预算数, 全年执行数, 执行率, 得分)
    "行道树补植": (200000, 300000, 240000, "80.00", "88.5"),
    "喷灌设备维修": (100000, 100000, 95000, "95.00", "96"),
    "花坛更新": (50000, 50000, 0, "0", "60"),
}


@dataclass
class TinyIndex:
    """What the assistant needs of an index."""

    documents: tuple[Document, ...]
    facts: tuple[Fact, ...]
    passages: tuple[Passage, ...]
    problems: tuple[Problem, ...] = ()
    tables: dict[tuple[str, int], Table] = field(default_factory=dict)

    def table(self, document: str, number: int) -> Table | None:
        return self.tables.get((document, number))

    is_bundled: bool = False

    def search(self, _query: str, _k: int = 20, *, documents: object = None) -> tuple[object, ...]:  # noqa: ARG002
        return ()


def document(name: str, organisation: str, year: int, stage: str = "预算") -> Document:
    title = f"{organisation}{year}年单位{stage}"
    return Document(name, title, organisation[:3], organisation, "单位", year, stage, "text", "0" * 64, 10)  # type: ignore[arg-type]


DOCUMENTS = (
    document(PARK_30, PARK, 2030),
    document(PARK_31, PARK, 2031),
    document(LIBRARY_31, LIBRARY, 2031),
    document(FORM_30, PARK, 2030, "绩效自评"),
)


def fact(name: str, item: str, value: object, measure: str = "合计", **changed: object) -> Fact:
    """A fact of a document of ``DOCUMENTS``; ``value`` None is an empty cell."""
    about = next(one for one in DOCUMENTS if one.name == name)
    number = None if value is None else Decimal(str(value))
    unit = str(changed.pop("unit", "元"))
    fields: dict[str, object] = {
        "document": name,
        "region": about.region,
        "organisation": about.organisation,
        "level": about.level,
        "year": about.year,
        "stage": about.stage,
        "origin": "table",
        "table_kind": "支出总表",
        "project": "",
        "item": item,
        "ancestors": (),
        "code": "",
        "classification": "",
        "side": "支出",
        "depth": -1,
        "measure": measure,
        "value": number,
        "unit": unit,
        "state": "blank" if number is None else ("value" if number else "zero"),
        "relation": "",
        "change": "",
        "base_year": 0,
        "base": "",
        "printed": "" if number is None else f"{number:,f}" + ("%" if unit == "%" else ""),
        "printed_unit": unit,
        "context": "",
    }
    kind = str(changed.get("table_kind", "支出总表"))
    source = Source(name, 1, 10, ("预算表",), f"{about.year}年{kind}", 1, item, measure, 3, 2)
    return Fact(**(fields | {"source": source} | changed))  # type: ignore[arg-type]


def lines(name: str, column: int) -> list[Fact]:
    """Rows of the function and the economic classification, and their totals."""
    found = []
    for rows, kind, classification in (
        (LINES, "支出总表", "功能分类"),
        (ECONOMIC, "基本支出经济分类", "经济分类"),
    ):
        for code, (item, ancestors, *values) in rows.items():
            more = {
                "code": code,
                "ancestors": ancestors,
                "depth": len(ancestors) + 1,
                "classification": classification,
                "table_kind": kind,
            }
            if values[column] is not None or item == "福利费":
                found.append(fact(name, item, values[column], **more))
    total = sum(values[column] or 0 for _, ancestors, *values in LINES.values() if not ancestors)
    found.append(fact(name, "支出总计", total, depth=0, table_kind="收支总表"))
    found.append(fact(name, "收入总计", total, "预算数", depth=0, table_kind="收支总表", side="收入"))
    return found


def project() -> list[Fact]:
    """The project of 园林所 2031, its parts and a count in its prose."""
    pages = {"project": PROJECT, "table_kind": "明细", "ancestors": (PROJECT,)}
    whole = f"{PROJECT}2031年安排25万元，计划复壮古树40株。"
    spoken = {"origin": "prose", "table_kind": "文字", "project": PROJECT, "context": whole}
    return [
        fact(PARK_31, PROJECT, 250000, "预算数", **spoken),
        fact(PARK_31, "复壮古树", 40, "数量", unit="株", ancestors=(PROJECT,), **spoken),
        *(fact(PARK_31, part, value, "预算数", **pages) for part, value in PARTS.items()),
    ]


def form(name: str, funds: tuple[object, ...]) -> list[Fact]:
    measures = (("年初预算数", "元"), ("全年预算数", "元"), ("全年执行数", "元"), ("执行率", "%"))
    more = {"project": name, "origin": "form", "table_kind": "绩效自评", "side": ""}
    rows = [
        fact(FORM_30, "年度资金总额", value, measure, unit=unit, **more)
        for (measure, unit), value in zip(measures, funds, strict=False)
    ]
    return [*rows, fact(FORM_30, "总分", funds[-1], "得分", unit="分", depth=0, **more)]


def contradiction() -> list[Fact]:
    """The table prints 96,000 for 绿化养护, a sentence 9.8 万元."""
    spoken = {"origin": "prose", "table_kind": "文字", "context": "2031年绿化养护支出预算为9.8万元。"}
    return [
        fact(PARK_31, "绿化养护", 96000, depth=2),
        fact(PARK_31, "绿化养护", 98000, "预算数", depth=-1, **spoken),
    ]


def change() -> list[Fact]:
    """图书馆 prints no budget of 2030, but says by how much 办公费 grew."""
    sentence = "2031年办公费预算5万元，比2030年预算增加1万元。"
    more = {"origin": "prose", "table_kind": "文字", "context": sentence, "change": "增加", "base_year": 2030}
    return [fact(LIBRARY_31, "办公费", 10000, "增减额", base="预算", **more)]


def passages() -> tuple[Passage, ...]:
    def said(name: str, text: str, section: str, topic: str, about: str = "") -> Passage:
        return Passage(text, Source(name, 2, 30, (section,)), about, topic)

    return (
        said(PARK_31, "园林所负责全区行道树和公园绿地的日常养护。", "主要职能", "职能"),
        said(PARK_31, "公务接待费是指按规定招待来访客人的开支。", "名词解释", "名词解释"),
        said(PARK_31, f"{PROJECT}2031年安排25万元，计划复壮古树40株。", PROJECT, "预算安排", PROJECT),
        said(PARK_31, "古树树龄都在百年以上，去年台风折断多株，因此需要抢救。", PROJECT, "依据", PROJECT),
        said(LIBRARY_31, "图书馆负责图书借阅和阅读推广。", "主要职能", "职能"),
        said(LIBRARY_31, "2031年办公费预算5万元，比2030年预算增加1万元。", "预算编制说明", "编制说明"),
    )


def tiny_index() -> TinyIndex:
    facts = [*lines(PARK_30, 0), *lines(PARK_31, 1), *lines(LIBRARY_31, 2), *project(), *contradiction(), *change()]
    for name, funds in FORMS.items():
        facts += form(name, funds)
    return TinyIndex(DOCUMENTS, tuple(facts), passages())


def tiny_assistant() -> Assistant:
    """Cheap: some ten milliseconds."""
    return Assistant(tiny_index())  # type: ignore[arg-type]
