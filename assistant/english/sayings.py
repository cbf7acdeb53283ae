"""A ``Reading`` said in Chinese: one small sentence pattern per operation, as ``assistant.parse`` understands them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from assistant.english.reading import Reading, superlative
from assistant.patterns import Pattern

if TYPE_CHECKING:
    from collections.abc import Callable

_FOLLOWS = Pattern(r"^(?:and\b|what about\b|how about\b|(?:and )?(?:in|for) (?:19|20)\d{2}\b\W*$|same for\b)")


_FULL_MARKS = Pattern(r"\b(?:full|perfect|maximum) (?:marks|scores?|points)\b|\bscored? (?:of )?100\b(?!\.)")
_HOW_MANY = Pattern(r"\bhow many\b|\bnumber of\b")
_DOES = Pattern(r"^what (?:does|do) .* do\W*$")


def say(reading: Reading) -> str:
    """The Chinese question."""
    if _FOLLOWS.search(reading.text) and reading.operation in {"value", "list"}:
        tail = f"{reading.scope()}{reading.content()}{_measure(reading)}"
        if reading.amounts:
            unit = "%" if "执行率" in reading.measures else "分" if "得分" in reading.measures else "元"
            tail += "".join(amount.chinese(unit) for amount in reading.amounts) + "的"
        return f"{tail}{reading.topic}呢"
    if _FULL_MARKS.search(reading.text) and "项目" in reading.nouns:
        asked = "有多少个" if _HOW_MANY.search(reading.text) else "有哪些"
        return f"{reading.scope()}得分满分的项目{asked}"
    if _DOES.search(reading.text) and not reading.content():
        return f"{reading.scope()}的主要职能是什么"
    if reading.topic == "怎么付款":
        return f"{reading.scope()}{reading.content()}怎么付款"
    if reading.topic and reading.operation not in {"filter", "count", "rank"}:
        return f"{reading.scope()}{reading.content()}的{reading.topic}是什么"
    return _SAYERS.get(reading.operation, _value)(reading)


def _measure(reading: Reading, default: str = "") -> str:
    """The measure asked for, 「预算」 for a plain budget; ``default`` when none is named."""
    strong = [measure for measure in reading.measures if measure not in {"预算数", "合计"}]
    if (
        not strong
        and re.search(r"\bdid\b.*\bspend\b", reading.text)
        and not re.search(r"\bplan|\bbudget", reading.text)
    ):
        strong = ["全年执行数"]
    if "决算数" in strong and reading.content().endswith(("总额", "总计")):
        return ""
    if strong:
        return "的" + "和".join(strong) if reading.content() else "和".join(strong)
    if "预算" in reading.content():
        return ""
    return "预算" if "预算数" in reading.measures or _BUDGETED.search(reading.text) else default


_BUDGETED = Pattern(r"\b(?:budget(?:ed)?|allocat(?:e|ed)|set aside|earmarked|planned|plans? to)\b")


def _value(reading: Reading) -> str:
    content, scope = reading.content(), reading.scope()
    if "决算数" in reading.measures:
        content = content.replace("支出预算总额", "支出决算总额").replace("支出预算", "支出决算")
    if not content and not [m for m in reading.measures if m not in {"预算数", "合计"}]:
        if re.search(r"\b(?:budget|expenditure|spending|spend)\b", reading.text):
            return f"{scope}支出预算总额是多少"
        return f"{scope}是多少"
    when = re.match(r"when\b|by when|until when", reading.text)
    if when:
        return f"{scope}{content}是什么时候"
    if re.match(r"(?:who|where|how|what)\b", reading.text) and _asks_text(reading):
        return f"{scope}{content}是什么"
    unit = "是多少" if _measure(reading) else "是多少钱"
    if "预算" in content and _measure(reading) == "预算":
        return f"{scope}{content}是多少"
    if content.endswith(("总额", "总计", "收入", "支出", "“三公”经费", "率", "度")):
        unit = "是多少"
    return f"{scope}{content}{_measure(reading)}{unit}"


def _asks_text(reading: Reading) -> bool:
    """A question for words rather than a figure (「What is X used for?」, 「How is X carried out?」)."""
    return bool(
        re.search(r"^who\b|^where\b|used for|made of|^how (?:is|are|will|was|were|do|does) |carried out", reading.text)
        and not re.search(r"how much|budget|cost", reading.text)
    )


def _reason(reading: Reading) -> str:
    text = reading.text
    verb = (
        "减少"
        if re.search(r"decreas|fall|fell|drop|declin|reduc|lower|less\b|\bcut", text)
        else "增加"
        if re.search(r"increas|rise|rose|grow|grew|higher|more|up\b", text)
        else "低"
        if re.search(r"\blow\b", text)
        else "高"
        if re.search(r"\bhigh\b", text)
        else ""
    )
    if re.search(r"exceed|over budget|overs[ph]", text):
        verb = "超出预算"
    if re.search(r"deduct|lose points|lost points|lose marks", text):
        verb = "被扣分"
    what = f"{reading.scope()}{reading.content()}{_measure(reading)}"
    return f"{what}{verb}的原因是什么"


def _definition(reading: Reading) -> str:
    what = reading.content() or "".join(reading.measures)
    if reading.content() and {"基本支出", "项目支出"} & set(reading.measures):
        what = "".join(reading.measures) + reading.content()
    if reading.content() and "预算数" in reading.measures:
        what += "预算"
    elif what != "预算数":
        what = what.replace("预算数", "预算")
    return f"{reading.scope()}{what}是什么意思"


def _share(reading: Reading) -> str:
    groups = list(reading.groups)
    scope, measure = reading.scope(), [m for m in reading.measures if m in {"全年执行数", "全年预算数", "年初预算数"}]
    if len(groups) < 2:  # noqa: PLR2004 - part and whole
        only = groups[0].chinese() if groups else ""
        if only in {"支出预算总额", "收入总计", "支出预算"}:  # a follow-up: 「as a share of total expenditure?」
            return f"{scope}占{only}的比重是多少"
        everything = "所有项目" if "项目" in reading.nouns else "支出总额"
        return f"{scope}{only}占{everything}的比重是多少"
    first, second = groups[0], groups[1]
    before = first.joint == "" and not re.match(r"what (?:share|percentage|proportion|percent|fraction)", reading.text)
    whole_first = not before and second.joint == "verb"
    part, whole = (second, first) if whole_first else (first, second)
    if measure and part.content and not whole.content:
        return f"{scope}{part.content}的{measure[0]}占所有项目{measure[0]}合计的比重是多少"
    return f"{scope}{part.chinese()}占{whole.chinese()}的比重是多少"


def _growth(reading: Reading) -> str:
    text = reading.text
    falls = re.search(r"decreas|fall|fell|drop|declin|reduc|lower|less|shrink|shrank", text)
    percent = re.search(r"percent|%|\brate\b|proportion", text)
    verb = ("减少" if falls else "增加") if not percent else ("下降" if falls else "增长")
    tail = "百分之几" if percent else "多少"
    return f"{reading.scope()}{_subject(reading)}比{reading.base or '上年'}{verb}{tail}"


def _subject(reading: Reading) -> str:
    content = reading.content()
    if content or [m for m in reading.measures if m not in {"预算数", "合计"}]:
        return f"{content}{_measure(reading)}"
    return "支出预算"


_UNITS: tuple[tuple[str, str], ...] = (
    (r"sets?", "套"),
    (r"seals?|chops?", "枚"),
    (r"person|people|capita|employees?|staff|volunteers?|workers?|members?|personnel", "人"),
    (r"vehicles?|cars?", "辆"),
    (r"terminals?|machines?|devices?|kiosks?|units? of equipment", "台"),
    (r"times|inspections?|activities|meetings", "次"),
    (r"days?", "天"),
    (r"units|organi[sz]ations|departments", "家"),
    (r"projects?", "个项目"),
    (r"parcels?", "件"),
    (r"videos?", "个"),
)


def _counter(text: str) -> str:
    return next((unit for pattern, unit in _UNITS if re.match(pattern + r"\b", text)), "")


def _average(reading: Reading) -> str:
    found = re.search(r"\b(?:per|each|one|every|average) ([a-z]+)", reading.text)
    unit = _counter(found.group(1)) if found else ""
    if not unit:
        unit = next((u for word in reading.text.split() if (u := _counter(word)) and u != "个项目"), "")
    score = next((m for m in reading.measures if m in {"得分", "执行率", "全年执行数", "全年预算数"}), "")
    content = reading.content().removesuffix("绩效自评")
    if "项目" in reading.nouns and not content:
        return f"{reading.scope()}所有项目的平均{score or '预算'}是多少"
    if score in {"得分", "执行率"}:
        return f"{reading.scope()}{content}平均{score}是多少"
    return f"{reading.scope()}{content}平均每{unit or '个'}多少钱"


def _noun(reading: Reading) -> str:
    return reading.nouns[0] if reading.nouns else "项目"


def _within(reading: Reading) -> str:
    content = reading.content()
    return f"{content}中" if content else ""


def _rank(reading: Reading) -> str:
    way, count, nth = superlative(reading.text)
    rated = {"执行率", "得分"} & set(reading.measures)
    way = {"大": "高", "小": "低"}[way] if rated else way
    noun = _noun(reading)
    measure = _measure(reading).removeprefix("的") or "金额"
    if re.search(r"\brank|\bsort", reading.text) and not re.search(
        r"largest|smallest|top|highest|lowest", reading.text
    ):
        return f"{reading.scope()}{_within(reading)}各{noun}{measure}从高到低排序"
    if len(reading.mentions) > 1:
        return f"{reading.scope()}的{reading.content()}{measure}哪个最{way}"
    if nth:
        return f"{reading.scope()}{_within(reading)}{measure}第{nth}{way}的{noun}是哪个"
    if count == 1:
        return f"{reading.scope()}{_within(reading)}{measure}最{way}的{noun}是哪个"
    return f"{reading.scope()}{_within(reading)}{measure}最{way}的{count}个{noun}是哪些"


def _filter(reading: Reading) -> str:
    measure = _measure(reading).removeprefix("的") or "预算"
    unit = "%" if "执行率" in reading.measures else "分" if "得分" in reading.measures else "元"
    limits = "且".join(amount.chinese(unit) for amount in reading.amounts)
    asked = "有多少个" if re.search(r"\bhow many\b|\bnumber of\b", reading.text) else "有哪些"
    return f"{reading.scope()}{_within(reading)}{measure}{limits}的{_noun(reading)}{asked}"


def _difference(reading: Reading) -> str:
    scope = reading.scope()
    if len(reading.mentions) > 1:
        what = next((group.content for group in reading.groups if group.content), "") + _measure(reading)
        return f"{scope}的{what or '支出预算总额'}哪个多，差多少"
    groups = [group for group in reading.groups if group.content or group.measures]
    measures = [m for m in reading.measures if m != "预算数"]
    if len(measures) > 1 and sum(bool(group.content) for group in groups) <= 1:
        return f"{scope}{reading.content()}的{measures[0]}比{measures[1]}多多少"
    if len(groups) > 1:
        common = next((m for group in groups for m in group.measures if m != "预算数"), "")
        names = [group.content or group.chinese() for group in groups[:2]]
        shared = f"的{common}" if common and all(group.content for group in groups[:2]) else ""
        return f"{scope}{names[0]}和{names[1]}{shared}哪个多，差多少"
    return f"{scope}{reading.content()}{_measure(reading)}差多少"


def _sum(reading: Reading) -> str:
    strong = next((m for m in reading.measures if m not in {"预算数", "合计"}), "")
    groups = [group for group in reading.groups if group.content]
    if "项目" in reading.nouns and not "".join(group.content for group in groups).replace("绩效自评", ""):
        return f"{reading.scope()}所有项目的{strong or '预算'}合计多少"
    names = "和".join(group.content for group in groups)
    return f"{reading.scope()}{names}{'的' + strong if strong and names else strong}合计多少"


def _remainder(reading: Reading) -> str:
    if len(reading.groups) > 1:
        whole, part = reading.groups[0].chinese() or "支出预算总额", reading.groups[1].chinese()
        return f"{reading.scope()}{whole}去掉{part}后还剩多少"
    return _value(reading)


def _count(reading: Reading) -> str:
    found = re.search(r"(?:how many|number of) (?:of the |sets of )?([a-z]+)", reading.text)
    sets = re.search(r"how many sets", reading.text)
    unit = "套" if sets else _counter(found.group(1)) if found else ""
    content = reading.content()
    if reading.nouns and (not unit or unit in {"个项目", "家"}):
        noun = reading.nouns[0]
        return f"{reading.scope()}{content.replace('编报绩效目标的项目', '编报绩效目标的')}{noun}有多少个"
    if "编报绩效目标的项目" in content:
        return f"{reading.scope()}{content}有多少个"
    expected = "预计" if re.search(r"expect|plan|estimat|will be|to be", reading.text) else ""
    issued = "发放" if re.search(r"issue|distribut|hand(?:ed)? out|given|provide", reading.text) else ""
    return f"{reading.scope()}{content}{expected}{issued}{_measure(reading)}有多少{unit or '个'}"


def _exists(reading: Reading) -> str:
    return f"{reading.scope()}有没有{reading.content() or ''.join(reading.measures)}{'预算' if '预算数' in reading.measures else ''}"


def _list(reading: Reading) -> str:
    if re.search(r"\b(?:lost|lose|losing|deducted)\b", reading.text) and reading.nouns:
        return f"{reading.scope()}{reading.content()}哪些{reading.nouns[0]}被扣了分"
    if "breakdown" in reading.text:
        return f"{reading.scope()}{reading.content()}包括哪些分项"
    if len(reading.mentions) > 1:
        return _difference(reading)
    content = reading.content()
    if reading.nouns and reading.nouns[0] in {"单位", "部门"}:
        return f"{reading.scope()}部门预算包含哪几家单位"
    if reading.nouns:
        return f"{reading.scope()}{content}{'的' if content else ''}{reading.nouns[0]}有哪些"
    return f"{reading.scope()}{content or ''.join(reading.measures)}包括哪些"


_SAYERS: dict[str, Callable[[Reading], str]] = {
    "reason": _reason,
    "definition": _definition,
    "share": _share,
    "growth": _growth,
    "average": _average,
    "rank": _rank,
    "filter": _filter,
    "difference": _difference,
    "compare": _difference,
    "sum": _sum,
    "remainder": _remainder,
    "count": _count,
    "exists": _exists,
    "list": _list,
}
