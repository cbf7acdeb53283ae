"""The library as HTML: the matrix of organisations and years, the list of documents, one document's tables and problems.

Pure functions from values to HTML; every text of a document goes through ``safe.escaped``.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import TYPE_CHECKING

from assistant.web.picker import button_html
from assistant.web.safe import escaped, tag
from assistant.web.words import html_language, word

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from index.model import Document, IngestReport, Problem, Table

GROUP, SEVERAL, TABLE = "document", "documents", "table"
"""What a button stands for: one document by its name, the words that find several in the list, a table by its number."""
SEVERITIES = {"error": "未收录", "warning": "未能读懂", "note": "文件自身疑点"}
MOST_PROBLEMS = 100
"""Problems listed on the page; ``python -m index audit`` lists all."""
_STAGES = ("预算", "调整预算", "决算", "绩效目标", "绩效自评", "")


def holdings_html(documents: Sequence[Document]) -> str:
    """Organisations, and for each its years with the stages the corpus holds."""
    held: dict[str, dict[int, set[str]]] = defaultdict(lambda: defaultdict(set))
    for document in documents:
        held[document.organisation or document.name][document.year].add(document.stage or "其他")
    items = "".join(
        tag("dt", escaped(name)) + tag("dd", "".join(_year(year, stages) for year, stages in sorted(years.items())))
        for name, years in sorted(held.items())
    )
    title = tag("h4", word("资料范围") + tag("small", word("{count} 个单位", count=len(held))), class_="bq-label")
    return tag("section", title + tag("dl", items), class_="bq-holdings", lang=html_language())


def matrix_html(documents: Sequence[Document]) -> str:
    """One row an organisation, one column a year, in each cell the stages held; a stage is a button for its documents' list."""
    years = sorted({document.year for document in documents}, key=lambda year: (not year, -year))
    cells: dict[tuple[str, str], dict[int, list[Document]]] = defaultdict(lambda: defaultdict(list))
    for document in documents:
        cells[document.region, document.organisation or document.name][document.year].append(document)
    head = tag("th", escaped(word("单位")), scope="col") + "".join(
        tag("th", f"{year}" if year else escaped(word("年度不详")), scope="col") for year in years
    )
    rows = "".join(
        tag(
            "tr",
            tag(
                "th",
                (tag("small", escaped(region)) if region and region not in name else "") + escaped(name),
                scope="row",
            )
            + "".join(tag("td", _stages(held[year], name)) for year in years),
        )
        for (region, name), held in sorted(cells.items())
    )
    return _scrolled(tag("thead", tag("tr", head)) + tag("tbody", rows), word("哪些单位有哪些年度的资料"), "bq-matrix")


def documents_html(documents: Sequence[Document], counts: Mapping[str, tuple[int, int, int]]) -> str:
    """One row a document; its name opens it. ``counts`` are tables, figures and problems by name."""
    heads = [tag("th", escaped(word(name)), scope="col") for name in ("文件", "单位", "年度", "阶段")]
    heads += [tag("th", escaped(word(name)), scope="col", class_="number") for name in ("页", "表", "数据", "问题")]
    rows = []
    for document in documents:
        tables, facts, problems = counts.get(document.name, (0, 0, 0))
        level = f" · {document.level}" if document.level else ""
        texts = [document.organisation, str(document.year or ""), document.stage + level]
        numbers = [f"{document.pages or ''}", f"{tables:,}", f"{facts:,}", f"{problems:,}" if problems else ""]
        cells = tag("td", button_html(document.name, GROUP, document.name), class_="file")
        cells += "".join(tag("td", escaped(text)) for text in texts)
        cells += "".join(tag("td", escaped(text), class_="number") for text in numbers)
        rows.append(tag("tr", cells))
    return _scrolled(
        tag("thead", tag("tr", "".join(heads))) + tag("tbody", "".join(rows)), word("文件"), "bq-documents"
    )


def document_html(document: Document, counts: tuple[int, int, int]) -> str:
    """What is known of one document, as chips."""
    tables, facts, problems = counts
    about = (
        (word("单位"), document.organisation),
        (word("地区"), document.region),
        (word("年度"), str(document.year or "")),
        (word("阶段"), document.stage),
        (word("层级"), document.level),
        (word("格式"), document.format.upper()),
        (word("页"), str(document.pages or "")),
        (word("大小"), size(document.size)),
        (word("表"), f"{tables:,}"),
        (word("数据"), f"{facts:,}"),
        (word("问题"), f"{problems:,}" if problems else ""),
    )
    chips = "".join(
        tag("span", tag("small", escaped(name)) + escaped(value), class_="chip") for name, value in about if value
    )
    title = tag("p", escaped(document.title), class_="bq-doctitle") if document.title else ""
    return tag("div", title + tag("p", chips, class_="bq-common"), lang=html_language())


def ingest_html(report: IngestReport) -> str:
    """How completely a document was read: tables against its own contents, what is missing, identities checked."""
    lines = []
    if report.announced:
        found = len(report.announced) - len(report.missing)
        lines.append(
            word("标准格式应有 {count} 张表，找到 {found} 张", count=len(report.announced), found=found)
            if report.by_standard
            else word("目录列出 {count} 张表，找到 {found} 张", count=len(report.announced), found=found)
        )
    lines += [word("没有找到：{titles}", titles="、".join(report.missing))] if report.missing else []
    lines += [word("没有读懂：{titles}", titles="、".join(report.unread))] if report.unread else []
    if report.unread_pages:
        lines.append(word("没有读取的页：{pages}", pages="、".join(map(str, report.unread_pages))))
    if report.checked:
        count = f"{report.checked:,}"
        lines.append(word("勾稽关系核对 {count} 处，不符 {odd} 处", count=count, odd=len(report.deviations)))
    items = "".join(tag("li", escaped(line)) for line in lines)
    return tag("ul", items, class_="bq-files", lang=html_language()) if items else ""


def tables_html(tables: Sequence[Table], document: str) -> str:
    """The tables of a document: title (a button that opens it), pages, unit, rows."""
    items = []
    for table in tables:
        rows = (
            word("本表无数据")
            if table.no_data
            else word("{rows} 行", rows=max(len(table.cells) - table.header_rows, 0))
        )
        unit = word("单位：{unit}", unit=table.money_unit) if table.money_unit else ""
        where = " · ".join(filter(None, (pages_said(table.pages), unit, rows)))
        name = button_html(table.title or table.kind, TABLE, f"{table.number}:{document}")
        items.append(tag("li", name + tag("small", escaped(where))))
    return tag("ul", "".join(items), class_="bq-files", lang=html_language())


def problems_html(problems: Sequence[Problem]) -> str:
    """How many problems of each kind, then each with its place, the worst first."""
    counts = Counter[str](problem.severity for problem in problems)
    summary = "，".join(f"{word(name)} {counts[kind]}" for kind, name in SEVERITIES.items() if counts[kind])
    order = list(SEVERITIES)
    worst = sorted(problems, key=lambda problem: order.index(problem.severity))
    items = "".join(_problem(problem) for problem in worst[:MOST_PROBLEMS])
    rest = len(problems) - MOST_PROBLEMS
    more = tag("p", escaped(word("另有 {count} 条，见 python -m index audit", count=rest))) if rest > 0 else ""
    inside = tag("p", escaped(summary)) + tag("ul", items, class_="bq-files") + more
    return tag("div", inside, class_="bq-problems", lang=html_language())


def pages_said(pages: Iterable[int]) -> str:
    """「第 3 页」「第 3–5 页」; "" for a format without pages."""
    known = sorted({page for page in pages if page})
    if not known:
        return ""
    span = f"{known[0]}" if known[0] == known[-1] else f"{known[0]}–{known[-1]}"
    return word("第 {page} 页", page=span)


def size(count: int) -> str:
    """Bytes as a person says them."""
    return f"{count / 2**20:.1f} MB" if count >= 2**20 else f"{max(count, 1) / 1024:.0f} KB"


def _stages(documents: Sequence[Document], organisation: str) -> str:
    by_stage: dict[str, list[Document]] = defaultdict(list)
    for document in documents:
        by_stage[document.stage].append(document)
    buttons = []
    for stage in sorted(by_stage, key=lambda name: _STAGES.index(name) if name in _STAGES else len(_STAGES)):
        held = by_stage[stage]
        text = (stage or word("其他")) + (f" ×{len(held)}" if len(held) > 1 else "")
        label = f"{organisation} {held[0].year or ''} {text}"
        words = f"{organisation} {held[0].year or ''} {stage}"
        one = len(held) == 1
        buttons.append(button_html(text, GROUP if one else SEVERAL, held[0].name if one else words, label=label))
    return "".join(buttons)


def _year(year: int, stages: Iterable[str]) -> str:
    label = f"{year}" if year else word("年度不详")
    return tag("span", tag("b", escaped(label)) + escaped("、".join(sorted(stages))), class_="chip")


def _problem(problem: Problem) -> str:
    source = problem.source
    page = word("第 {page} 页", page=source.page) if source.page else ""
    line = word("第 {line} 行", line=source.line) if source.line else ""
    place = " · ".join(filter(None, (source.document, page, line, source.table, source.row)))
    kind = tag("em", escaped(word(SEVERITIES[problem.severity])), class_=problem.severity)
    return tag("li", kind + escaped(problem.message) + tag("small", escaped(place)))


def _scrolled(content: str, label: str, kind: str) -> str:
    table = tag("table", content)
    return tag(
        "div", table, class_=f"bq-scroll {kind}", role="region", aria_label=label, tabindex="0", lang=html_language()
    )
