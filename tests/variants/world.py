"""The documents as a person reads them: figures by label, straight from the cells of the tables.

Nothing here uses the assistant, and of the index only ``Document`` and ``Table`` (and the fact frame for indicators):
a mistake of the assistant cannot hide in the expected answer.
"""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

from index.model import Document, Table
from index.store import Index

MONEY = {"元": Decimal(1), "万元": Decimal(10000), "": None}
TOTAL_COLUMNS = ("合计", "预算数", "决算数", "小计")
_NUMBERING = re.compile(r"^(?:[一二三四五六七八九十]+、|\d+[、.]|（?[一二三四五六七八九十]+）)")
_JUNK = re.compile(r"[\s\u3000]+")
_NOISE = re.compile(r"[^0-9a-z\u4e00-\u9fff]+")
_FUNDS = ("年初预算数", "全年预算数", "全年执行数", "执行率")


def tidy(text: str) -> str:
    return _JUNK.sub("", unicodedata.normalize("NFKC", text))


def bare(text: str) -> str:
    """For comparing labels: no punctuation, no case."""
    return _NOISE.sub("", tidy(text).lower())


def number(text: str) -> Decimal | None:
    try:
        return Decimal(tidy(text).replace(",", "").rstrip("%"))
    except InvalidOperation:
        return None


def number_in(text: str) -> Decimal | None:
    """The number of 「≥85%」, 「14500件（按实）」; ``None`` for words and for several numbers."""
    found = re.findall(r"\d[\d,]*(?:\.\d+)?", tidy(text))
    bare_words = re.fullmatch(r"[^\d]{0,4}[\d,.]+[^\d]*", tidy(text))
    return number(found[0]) if len(found) == 1 and bare_words else None


@dataclass(frozen=True)
class Figure:
    """One money cell: ``value`` in 元, ``None`` for a blank cell. ``parent`` is the label one level up."""

    document: str
    kind: str
    label: str
    code: str
    parent: str
    parent_code: str
    measure: str
    side: str
    value: Decimal | None


@dataclass(frozen=True)
class Project:
    """The funds row and total score of one self-evaluation form; money in 元, rate in percent."""

    document: str
    name: str
    figures: dict[str, Decimal]


@dataclass(frozen=True)
class Indicator:
    """One indicator's cell as printed."""

    document: str
    project: str
    name: str
    measure: str
    printed: str
    value: Decimal | None
    unit: str


class World:
    """Everything questions are made from; ``figures`` in table order."""

    def __init__(self, index: Index) -> None:
        self.documents: tuple[Document, ...] = index.documents
        self.by_name = {document.name: document for document in self.documents}
        self.figures: list[Figure] = []
        self.projects: list[Project] = []
        for document in self.documents:
            for table in index.tables_of(document.name):
                self.figures += list(_figures(document.name, table))
                project = _project(document.name, table)
                if project:
                    self.projects.append(project)
        self.frame = index.facts.frame
        self.indicators = list(_indicators(self))
        self._others = _other_values(self)
        self._totals = {document.name: self._read_totals(document.name) for document in self.documents}
        self._families = {document.name: self._read_families(document.name) for document in self.documents}
        self._texts = _texts(index)
        self.years = set(self.frame.year) | set(self.frame.base_year) | {d.year for d in self.documents}
        self.named_projects = [one for one in self.projects if self._names_one(one)]
        known = {(one.document, one.name) for one in self.named_projects}
        self.named_indicators = [one for one in self.indicators if (one.document, tidy(one.project)) in known]

    def totals_of(self, document: str) -> dict[str, Decimal]:
        """Label → figure of the labels that have one nonzero figure in the document, whatever table one looks in."""
        return self._totals[document]

    def families(self, document: str) -> dict[str, dict[str, Decimal | None]]:
        """Parent label → the items one level below it with their totals, when all tables agree on them."""
        return self._families[document]

    def empty_lines(self, document: str) -> list[str]:
        """Labels whose cells are blank or zero wherever they stand, and that nothing else gives a figure."""
        found: dict[str, set[Decimal | None]] = defaultdict(set)
        for figure in self.figures:
            if figure.document == document and figure.label != "合计":
                found[figure.label].add(figure.value or None)
        keys = {bare(label) for label, values in found.items() if values != {None}}
        return [
            label
            for label, values in found.items()
            if values == {None}
            and not self._others[document, bare(label)]
            and not any(bare(label) in key for key in keys)
        ]

    def speaks_of(self, document: str, label: str) -> bool:
        """Whether the document holds the label, or all but its last word (支出, 费 …), anywhere in tables or prose."""
        stem = re.sub(r"(?:支出|经费|缴费|费用|费|资金)$", "", bare(label))
        return stem in self._texts[document]

    def same_level(self, document: str, labels: tuple[str, ...] | list[str]) -> bool:
        """Whether the labels stand in one table and none is above another."""
        by_kind: dict[str, dict[str, str]] = defaultdict(dict)
        for figure in self.figures:
            if figure.document == document and figure.code:
                by_kind[figure.kind][figure.label] = figure.code
        for known in by_kind.values():
            codes = [known.get(label, "") for label in labels]
            if all(codes):
                return not any(a != b and b.startswith(a) for a in codes for b in codes)
        return False

    def stated_changes(self) -> list[tuple[str, str, str, Decimal, str, int]]:
        """(document, item, 增减额 or 增减率, amount, direction, base year) that stand in prose with one figure only."""
        frame = self.frame
        rows = frame[frame.change.isin(["增加", "减少"]) & (frame.base == "预算") & (frame.project == "")]
        found: dict[tuple[str, str, str], set[tuple[Decimal, str, int]]] = defaultdict(set)
        for row in rows.itertuples():
            if row.year == self.by_name[row.document].year:
                found[row.document, row.item, row.measure].add((row.value, row.change, row.base_year))
        return [(*key, *next(iter(values))) for key, values in found.items() if len(values) == 1]

    def _names_one(self, project: Project) -> bool:
        """Whether no other project's name contains this one's (「政府投资计划」 and 「政府投资计划1」)."""
        others = [one.name for one in self.projects if one is not project and one.document == project.document]
        return not any(bare(project.name) in bare(other) for other in others)

    def _read_totals(self, document: str) -> dict[str, Decimal]:
        found: dict[str, set[Decimal | None]] = defaultdict(set)
        names: dict[str, str] = {}
        for figure in self.figures:
            if figure.document == document and figure.measure in TOTAL_COLUMNS and figure.label:
                found[bare(figure.label)].add(figure.value)
                names.setdefault(bare(figure.label), figure.label)
        return {
            names[key]: value
            for key, values in found.items()
            for value in [next(iter(values))]
            if len(values) == 1 and value and not self.contested(document, key, value)
        }

    def contested(self, document: str, key: str, value: Decimal) -> bool:
        """Whether prose, a list or a project of the document gives this label another figure (beyond rounding)."""
        return any(
            abs(other - value) > max(abs(value) * Decimal("0.0001"), 60) for other in self._others[document, key]
        )

    def _read_families(self, document: str) -> dict[str, dict[str, Decimal | None]]:
        groups: dict[tuple[str, str, str], dict[str, Decimal | None]] = defaultdict(dict)
        for figure in self.figures:
            if figure.document == document and figure.measure in TOTAL_COLUMNS and figure.parent:
                groups[figure.kind, figure.parent_code, figure.parent][figure.label] = figure.value
        by_parent: dict[str, list[dict[str, Decimal | None]]] = defaultdict(list)
        for (_, _, parent), members in groups.items():
            by_parent[parent].append(members)
        return {parent: found[0] for parent, found in by_parent.items() if all(one == found[0] for one in found)}


def _figures(document: str, table: Table):
    unit = MONEY.get(table.money_unit)
    if not unit or table.no_data or not any(column.role == "value" for column in table.columns):
        return
    if table.kind == "三公":
        yield from _public_expenses(document, table, unit)
        return
    codes: dict[str, str] = {}
    parts = ["", "", ""]
    for row in table.cells[table.header_rows :]:
        printed = [tidy(row[c.number - 1]) for c in table.columns if c.role == "code"]
        if any(printed):
            parts = _code_parts(parts, printed)
        code = "".join(parts) if any(printed) else ""
        label, side = "", ""
        for column in table.columns:
            text = tidy(row[column.number - 1])
            if column.role == "label":
                label = _NUMBERING.sub("", text)
                side = "收入" if column.path and "收入" in column.path[0] else "支出"
                if code:
                    codes[code] = label
            elif column.role == "value" and column.path:
                name = label or (printed[0] if printed and not printed[0].isdigit() else "")
                if not name or (text and number(text) is None):
                    continue
                above = code[:-2] if len(code) > 3 else ""
                value = number(text)
                yield Figure(
                    document, table.kind, name, code, codes.get(above, ""), above,
                    tidy(column.path[-1]), side, None if value is None else value * unit,
                )  # fmt: skip


def _code_parts(before: list[str], printed: list[str]) -> list[str]:
    """The row's whole code; leading blanks repeat the row above (``| | 01`` under ``201 | 03 |``)."""
    first = next(at for at, part in enumerate(printed) if part)
    padded = [part.zfill(2) if part else "" for part in printed[first:]]  # 「301 | 2」 means 30102
    return [*before[:first], *padded, "", "", ""][:3]


def _public_expenses(document: str, table: Table, unit: Decimal):
    rows = table.cells[table.header_rows :]
    if len(rows) != 1:
        return
    for column in table.columns:
        if column.role != "value" or not column.path:
            continue
        path = [tidy(part) for part in column.path]
        leaf = path[-1]
        label = {"合计": "“三公”经费", "小计": "公务用车购置及运行费", "购置费": "公务用车购置费"}.get(leaf, leaf)
        if leaf == "运行费" or "机关运行经费" in leaf:
            label = "公务用车运行费" if leaf == "运行费" else "机关运行经费"
        value = number(rows[0][column.number - 1])
        yield Figure(document, "三公", label, "", "", "", "合计", "支出", None if value is None else value * unit)


def _project(document: str, table: Table) -> Project | None:
    """Funds by column position under the header row; ``None`` for a form that is not laid out in one grid."""
    if table.kind != "绩效自评":
        return None
    name, figures, header = "", {}, {}
    for row in table.cells:
        cells = [tidy(cell) for cell in row]
        if cells and cells[0] == "项目名称":
            name = next((cell for cell in cells[1:] if cell), "")
        if "年初预算数" in cells:
            header = {cell: at for at, cell in enumerate(cells) if cell in (*_FUNDS, "得分")}
        if "年度资金总额" in cells and header and not figures:
            found = {measure: number(cells[at]) for measure, at in header.items() if measure in _FUNDS}
            figures = {measure: value for measure, value in found.items() if value is not None}
        if cells and "总分" in cells[:2]:
            scores = [value for value in map(number, cells) if value is not None]
            if len(scores) == 2:
                figures["总分"] = scores[1]
    return Project(document, name, figures) if name and figures else None


def _indicators(world: World):
    frame = world.frame
    rows = frame[(frame.origin == "form") & frame.measure.isin(["年度指标值", "实际完成值", "得分", "分值"])]
    rows = rows[~rows.item.isin(["总分", "年度资金总额"]) & ~rows.state.isin(["blank", "no_data"])]
    single = rows.groupby(["document", "project", "item", "measure"], observed=True).size()
    for row in rows.itertuples():
        if single[row.document, row.project, row.item, row.measure] == 1:
            yield Indicator(row.document, row.project, row.item, row.measure, row.printed, row.value, row.unit)


def _other_values(world: World) -> dict[tuple[str, str], list[Decimal]]:
    """Figures of prose, lists and projects by (document, label): what could make a label ambiguous."""
    frame = world.frame
    rows = frame[(frame.unit == "元") & (frame.number > 0)]
    rows = rows[(rows.origin == "prose") | (rows.table_kind == "明细") | (rows.project != "")]
    found: dict[tuple[str, str], list[Decimal]] = defaultdict(list)
    for row in rows.itertuples():
        if not row.change and (row.origin != "prose" or row.year == world.by_name[row.document].year):
            found[row.document, bare(row.item)].append(row.value)
    return found


def _texts(index: Index) -> dict[str, str]:
    """Everything a document says, as one string of bare characters."""
    found: dict[str, list[str]] = defaultdict(list)
    for passage in index.passages:
        found[passage.source.document].append(bare(passage.text))
    for document in index.documents:
        for table in index.tables_of(document.name):
            found[document.name] += [bare(cell or "") for row in table.cells for cell in row]
    return {name: "|".join(parts) for name, parts in found.items()}
