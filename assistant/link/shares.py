"""What is divided by what in a question for a share: the part, or each of several, and the whole."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from assistant.link.mentions import divided, whole_set
from assistant.link.targets import CLEAR, target_of
from assistant.link.totals import named_total, whole_side
from assistant.patterns import Pattern
from assistant.query import Link, Question, Scope, Span, Target

if TYPE_CHECKING:
    from assistant.lexicon import Lexicon
    from assistant.link.linker import Linker
    from assistant.matching import Mention


def share_targets(
    question: Question,
    groups: tuple[tuple[Span, ...], ...],
    lexicon: Lexicon,
    linker: Linker,
    inherited: Mention | None,
) -> tuple[Target, ...]:
    """The parts in the order they are named, and behind them the whole."""
    part, whole = (*groups, (), ())[:2]
    if not part and question.inherited:  # 「占基本支出的百分之几」 after another question: its item is the part
        part = question.inherited
    scopes = question.scopes
    numerators = _parts_of_share(question, part, scopes[0], lexicon, linker, inherited)
    if _whole_in_words(question).startswith("收入"):
        numerators = tuple(_of_income(one, lexicon) for one in numerators)
    numerator = numerators[0]
    own = question.text[: question.own_length or len(question.text)]
    tail = re.split(r"占", own, maxsplit=1)[-1]
    whole = whole or _named_before(question, numerator, linker)
    column = "" if whole else _column_behind(question)
    if column:
        numerators = tuple(
            replace(one, measures=tuple(name for name in one.measures if name != column)) for one in numerators
        )
        return (*numerators, named_total(question, column, scopes[-1], linker))
    if whole and (total := _WHOLE_SIDE.fullmatch("".join(span.text for span in whole))):
        side = "收入" if "收入" in total.group() else "支出"
        return (*numerators, whole_side(question, side, scopes[-1], lexicon, linker))
    denominator = (
        target_of(question, whole, scopes[-1], linker, None)
        if whole
        else Target("", scopes[-1], (), measures=question.measures, everything=whole_set(tail))
    )
    if not whole and not denominator.everything:
        if _ITS_PROJECT.search(tail):
            denominator = _project_of(numerator, linker)
        elif name := _whole_in_words(question) or linker.usual_whole(
            numerator.links[0].concept if numerator.links else None
        ):
            denominator = _whole_called(question, name, scopes[-1], lexicon, linker)
    return (*numerators, denominator)


def _of_income(part: Target, lexicon: Lexicon) -> Target:
    """「收入里财政的钱占几成」: of the readings that explain it as well as the best the income is meant."""
    own = tuple(link for link in part.links if "收入" in lexicon.concepts[link.concept].label)
    if not own or own[0].direct < part.links[0].direct:
        return part
    return replace(part, links=own, missing=own[0].missing)


_WHOLE_SIDE = Pattern(
    r"(?:全部|总|全年|年度|整个|所有|部门|单位|本年|预算)*(?:的)?(?:(?P<side>支出|收入)(?:预算|决算)?(?:总额|总计|总数|总量)|(?:全部|总|全年|整个|所有)(?:部门|单位)?(?P<last>支出|收入|预算)(?:预算|决算)?(?:总额|总计)?)"
)
"""「总支出」「全部支出」「支出总额」: the whole of a side, whatever its total is called."""


def _whole_called(question: Question, name: str, scope: Scope, lexicon: Lexicon, linker: Linker) -> Target:
    """The whole of this name; 支出总计 and 收入总计 under the name that the documents print for the year's own."""
    if name in {"支出总计", "收入总计"} and "总计" not in question.text:
        return whole_side(question, name.removesuffix("总计"), scope, lexicon, linker)
    return named_total(question, name, scope, linker)


def _whole_in_words(question: Question) -> str:
    """「收入里财政拨款占几成」: 收入 and 支出 before 里 are the whole of their side."""
    if match := re.search(r"占(?:全部|总的)?(?:本年)?(?P<side>收入|支出)合计", question.text):
        return f"本年{match.group('side')}合计"
    match = re.search(r"(?P<side>收入|支出)(?:预算|决算|总额)?(?:里[面头]?|中|当中)", question.text)
    return f"{match.group('side')}总计" if match else ""


def _column_behind(question: Question) -> str:
    """The column that stands behind 占 (「占本年支出合计的百分之几」), "" when none does."""
    place = question.text.find("占")
    behind = [name for name, at in zip(question.measures, question.measure_places, strict=True) if at > place >= 0]
    return behind[-1] if behind else ""


def _parts_of_share(
    question: Question,
    part: tuple[Span, ...],
    scope: Scope,
    lexicon: Lexicon,
    linker: Linker,
    inherited: Mention | None,
) -> tuple[Target, ...]:
    """The thing that is divided, or each of several (「A和B各占多少」)."""
    if not part:
        return (Target("", scope, (), measures=question.measures),)
    if _EACH.search(question.text):
        groups = divided(question.text, part, lexicon)
        found = tuple(target_of(question, group, scope, linker, inherited) for group in groups)
        if len(found) > 1 and all(target.links and target.links[0].explained >= CLEAR for target in found):
            return found
    return (target_of(question, part, scope, linker, inherited),)


_EACH = Pattern(r"各|分别|都")


def _named_before(question: Question, part: Target, linker: Linker) -> tuple[Span, ...]:
    """「其中工资多少 … 占比呢」: what was asked for before the part, where the part belongs to it."""
    if not question.inherited or not part.links or question.content[:1] == question.inherited[:1]:
        return ()
    before = linker.links(question.text, question.inherited, part.scope)[:1]
    return question.inherited if before and linker.is_part(part.links[0].concept, before[0].concept) else ()


_ITS_PROJECT = Pattern(r"(?:整个|全部|本|该|这个)?项目")


def _project_of(part: Target, linker: Linker) -> Target:
    """The project that the best reading of a part belongs to (「占整个项目多少」)."""
    project = linker.project_of(part.links[0].concept) if part.links else None
    links = (Link(project, 1.0, 1.0, 1.0, 1.0, 1.0),) if project is not None else ()
    return Target("整个项目", part.scope, links, measures=part.measures)
