"""Results without a figure: nothing found, with the most telling reason, and readings that the question does not choose between."""

from __future__ import annotations

from dataclasses import replace

from assistant.query import Evidence, Figure, Found, Result

_REASONS = ("无此年度", "无数据", "空白", "未列示")
"""Reasons why there is no figure, the most telling first."""


def nothing(evidence: Evidence, found: tuple[Found, ...] = ()) -> Result:
    """No figure: the most telling reason of those given."""
    reasons = [item.why for item in (found or evidence.found) if item.why]
    why = next((reason for reason in _REASONS if reason in reasons), reasons[0] if reasons else "未列示")
    return Result("nothing", why=why, texts=evidence.texts)


def unsettled(found: tuple[Found, ...]) -> Result | None:
    """The readings of the first target that the question does not choose between; None when all are settled."""
    for item in found:
        if len(item.figures) > 1:
            return Result("ambiguous", figures=item.figures)
    return None


def without_figure(found: tuple[Found, ...]) -> tuple[str, ...]:
    """Which of several things asked for have no figure: the others must not pass for the whole answer."""
    return tuple(
        f"注意：{item.target.scope.label}「{item.target.mention}」"
        + ("的单元格是空白，没有填写数字。" if item.why == "空白" else "没有查到数字。")
        for item in found
        if not item.figures and item.target.mention
    )


def one_sentence(figures: tuple[Figure, ...]) -> Result | None:
    """Several counts of one sentence (周一至周五7名、周六2名) are one answer: the sentence."""
    contexts = {figure.fact.context for figure in figures}
    if len(contexts) == 1 and figures[0].fact.context and figures[0].unit != "元":
        alike = len({figure.label for figure in figures}) < len(figures)
        rows = tuple(_told_apart(figure) for figure in figures) if alike else figures
        return Result("table", rows=rows, figures=rows)
    return None


def _told_apart(figure: Figure) -> Figure:
    """The figure under a name that says which of its sentence it is (「志愿者（周六配备）」)."""
    above = figure.fact.ancestors[-1:]
    return replace(figure, label=f"{figure.label}（{above[0]}）") if above else figure
