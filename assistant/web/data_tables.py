"""The figures of 数据 as HTML: a list with one figure a row, and figures side by side.

Pure functions from values to HTML. Every figure is a button that opens its sources; its value is the positions of its facts.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from assistant.browse.export import place
from assistant.browse.fields import KEYS, shown
from assistant.web.picker import button_html
from assistant.web.safe import escaped, tag
from assistant.web.words import html_language, word
from index.language.units import MONEY_UNITS
from index.language.units import plain as number

if TYPE_CHECKING:
    from collections.abc import Sequence
    from decimal import Decimal

    from assistant.browse import Cell, Pivot, Row
    from index.model import Fact

GROUP = "fact"
_LISTED = ("organisation", "year", "stage", "level", "table_kind", "project", "item", "measure")
"""Columns of the list; those that say the same in every row stand above it once."""
_SHORT = frozenset({"year", "stage", "level", "table_kind", "measure"})
"""Columns of a word or two, which are not broken into lines."""
MOST_PLACES = 12


def amount(value: Decimal, unit: str, money: str) -> str:
    """A figure with separators and nothing rounded; ``money`` is the unit in which amounts of 元 are written."""
    return number(value / MONEY_UNITS[money] if unit == "元" else value, most_places=14)


def unit_shown(unit: str, money: str) -> str:
    """The unit beside a figure."""
    return money if unit == "元" else unit


def common_html(pairs: Sequence[tuple[str, str]], money: str) -> str:
    """What all rows of a page share, as chips; "" for nothing."""
    chips = "".join(
        tag(
            "span",
            tag("small", escaped(word(name))) + escaped(money if (name, value) == (KEYS["unit"], "元") else value),
            class_="chip",
        )
        for name, value in pairs
        if value
    )
    return tag("p", tag("small", escaped(word("这一页都是"))) + chips, class_="bq-common") if chips else ""


def list_html(facts: Sequence[tuple[int, Fact]], money: str) -> str:
    """One figure a row, ``facts`` with their positions; what they share stands above."""
    values = {name: [shown(name, getattr(fact, name)) for _, fact in facts] for name in _LISTED}
    same = {name for name in _LISTED if len(facts) > 1 and len(set(values[name])) == 1 and name != "item"}
    kept = [name for name in _LISTED if name not in same and any(values[name])]
    head = [tag("th", escaped(word(KEYS[name])), scope="col") for name in kept]
    head += [
        tag("th", escaped(word("数值")), scope="col", class_="number"),
        tag("th", escaped(word("出处")), scope="col"),
    ]
    body = []
    for row, (position, fact) in enumerate(facts):
        cells = [
            tag("td", _item(fact) if name == "item" else escaped(values[name][row]), class_=_width(name))
            for name in kept
        ]
        cells.append(tag("td", _figure(position, fact, money), class_="number"))
        cells.append(tag("td", tag("small", escaped(_where(fact)))))
        body.append(tag("tr", "".join(cells)))
    above = common_html([(KEYS[name], values[name][0]) for name in _LISTED if name in same], money)
    return above + _scrolled(tag("thead", tag("tr", "".join(head))) + tag("tbody", "".join(body)), word("数据列表"))


def _width(name: str) -> str:
    return "short" if name in _SHORT else ""


def pivot_html(made: Pivot, money: str) -> str:
    """Figures side by side; places that disagree are all written out, the three kinds of nothing look different."""
    names = [name for name in made.labels if not _joined(name, made)] or [KEYS["item"]]
    head = [tag("th", escaped(word(name)), scope="col") for name in names]
    head += [tag("th", escaped(name), scope="col", class_="number") for name in made.columns]
    rows = "".join(_pivot_row(row, made, money) for row in made.rows)
    table = _scrolled(tag("thead", tag("tr", "".join(head))) + tag("tbody", rows), word("对照表"))
    return common_html(made.common, money) + table


def _joined(name: str, made: Pivot) -> bool:
    """Whether this label stands above the item in one cell."""
    return name == KEYS["ancestors"] and KEYS["item"] in made.labels


def _pivot_row(row: Row, made: Pivot, money: str) -> str:
    own = dict(zip(made.labels, row.labels, strict=True)) or {KEYS["item"]: dict(made.common).get(KEYS["item"], "")}
    above = own.get(KEYS["ancestors"], "")
    names = [name for name in own if not _joined(name, made)]
    labels = []
    for name in names:
        last = name == names[-1]
        upper = tag("small", escaped(above)) if name == KEYS["item"] and above else ""
        labels.append(tag("th" if last else "td", upper + escaped(own[name]), scope="row" if last else ""))
    cells = "".join(
        tag("td", _cell(cell, row, f"{row.name} {column}", money), class_="number")
        for cell, column in zip(row.cells, made.columns, strict=True)
    )
    return tag("tr", "".join(labels) + cells)


def _cell(cell: Cell, row: Row, label: str, money: str) -> str:
    if not cell.values:
        said = {"blank": word("空白"), "no_data": word("无数据"), "": "—"}[cell.nothing]
        return tag("small", escaped(said), class_="bq-nothing")
    written = " / ".join(amount(value, row.unit, money) for value in cell.values)
    unit = "" if row.unit == "元" else f" {row.unit}"
    picked = ",".join(map(str, cell.facts[:MOST_PLACES]))
    button = button_html(written + unit, GROUP, picked, label=f"{label}：{written} {unit_shown(row.unit, money)}")
    note = word("{count} 处不一致", count=len(cell.values)) if len(cell.values) > 1 else ""
    if not note and len(cell.facts) > 1:
        note = word("{count} 处一致", count=len(cell.facts))
    return button + (tag("small", escaped(note), class_="bq-differ" if len(cell.values) > 1 else "") if note else "")


def _item(fact: Fact) -> str:
    above = tag("small", escaped(" › ".join(fact.ancestors))) if fact.ancestors else ""
    code = tag("small", escaped(fact.code), class_="code") if fact.code else ""
    return above + escaped(fact.item or fact.source.row) + code


def _figure(position: int, fact: Fact, money: str) -> str:
    if fact.value is None:
        said = {"blank": word("空白"), "no_data": word("无数据")}.get(fact.state) or fact.printed
        return button_html(said, GROUP, str(position), label=f"{fact.item} {said}")
    text = f"{fact.relation} {amount(fact.value, fact.unit, money)}".strip()
    unit = unit_shown(fact.unit, money)
    label = f"{fact.item} {text} {unit}"
    return button_html(text, GROUP, str(position), label=label) + (tag("small", escaped(unit)) if unit else "")


def _where(fact: Fact) -> str:
    page = word("第 {page} 页", page=fact.source.page) if fact.source.page else ""
    line = word("第 {line} 行", line=fact.source.line) if fact.source.line and not page else ""
    return " · ".join(filter(None, (page or line, fact.source.table))) or place(fact)


def _scrolled(content: str, label: str) -> str:
    table = tag("table", content)
    return tag(
        "div", table, class_="bq-scroll bq-data", role="region", aria_label=label, tabindex="0", lang=html_language()
    )
