"""Audit of one parsed document: how often each identity was checked, and where it does not hold."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from index.audit.identities import across, balance, by_code, execution, fund_parts, public_expenses, scores
from index.audit.sentences import sentences
from index.audit.spoken import spoken
from index.model import Fact, Parsed, Problem

if TYPE_CHECKING:
    from index.audit.sums import Check

_BALANCES = ("收支总表", "财政拨款收支总表")


@dataclass(frozen=True, slots=True)
class AuditReport:
    """``checked``: identity → how many times it was compared; ``deviations``: one note for each that fails."""

    checked: Mapping[str, int] = field(default_factory=dict)
    deviations: tuple[Problem, ...] = ()

    def __str__(self) -> str:
        total = sum(self.checked.values())
        lines = [f"核对 {total} 处，{total - len(self.deviations)} 处相符，{len(self.deviations)} 处不符"]
        lines += [f"  {identity}：{count} 处" for identity, count in sorted(self.checked.items())]
        lines += [f"  不符：{problem.message}" for problem in self.deviations]
        return "\n".join(lines)


def audit(parsed: Parsed) -> AuditReport:
    """Check all identities over the facts of ``parsed``; missing figures are no deviation."""
    checks = [check for facts in _by_table(parsed.facts) for check in _checks(facts)]
    checks += [*spoken(parsed.facts, parsed.document), *sentences(parsed.facts)]
    deviations = tuple(check.defect for check in checks if check.defect is not None)
    return AuditReport(dict(Counter(check.identity for check in checks)), deviations)


def _by_table(facts: tuple[Fact, ...]) -> list[list[Fact]]:
    tables: dict[int, list[Fact]] = defaultdict(list)
    for fact in facts:
        if fact.origin != "prose":
            tables[fact.source.table_number].append(fact)
    return list(tables.values())


def _checks(facts: list[Fact]) -> Iterator[Check]:
    kind = facts[0].table_kind
    if facts[0].origin == "form":
        yield from execution(facts)
        yield from scores(facts)
        yield from fund_parts(facts)
    elif kind == "三公":
        yield from public_expenses(facts)
    else:
        yield from by_code(facts)
        yield from across(facts)
        if kind in _BALANCES:
            yield from balance(facts)
