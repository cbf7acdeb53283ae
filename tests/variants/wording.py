"""How people put a question: names of organisations, years, polite padding, and the phrases of each operation.

``{w}`` stands for who and when (「松江行政服务中心2024年」), ``{a}`` ``{b}`` ``{c}`` for items.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Iterable

from index.model import Document

WIDE = str.maketrans("0123456789", "０１２３４５６７８９")
DIGITS = str.maketrans("0123456789", "〇一二三四五六七八九")
BEFORE = (
    *[""] * 6,
    "请问",
    "你好，",
    "麻烦问下",
    "帮我查一下",
    "想了解下",
    "我想知道",
    "老师您好，",
    "诶，",
    "能不能告诉我",
)
AFTER = (*[""] * 5, "？", "？", "呀", "呢", "啊", "，谢谢", "？谢谢", "，急", "～", "!")
MESSES: tuple[Callable[[str], str], ...] = (
    lambda text: text.translate(WIDE),
    lambda text: text.replace("万", "萬").replace("预算", "預算").replace("费", "費"),
    lambda text: re.sub(r"(年度?)", r"\1 ", text),
    lambda text: text.replace("，", " "),
)
"""What keyboards do to a question: full-width digits, traditional characters, spaces."""

VALUE = (
    "{w}{a}是多少",
    "{w}{a}预算多少",
    "{w}{a}安排了多少钱",
    "{w}的{a}预算数是多少元",
    "{w}{a}要花多少钱",
    "{w}在{a}上安排了多少预算",
    "{w}预算里{a}有多少万元",
    "{a}，{w}是多少",
    "{w}{a}有多少钱",
    "{w}{a}的金额",
    "{w}打算花多少钱在{a}上",
    "{a}这一项{w}列了多少万",
)
EVERYDAY = {
    "公务接待费": ("招待费", "接待费", "公务接待"),
    "住房公积金": ("公积金", "住房公积"),
    "差旅费": ("出差的钱", "差旅"),
    "办公设备购置": ("买办公设备", "购置办公设备"),
    "物业管理费": ("物业费", "物业"),
    "电费": ("用电的钱", "电费开销"),
    "水费": ("用水的钱", "水费开销"),
    "会议费": ("开会的钱", "会议经费"),
    "培训费": ("培训的钱", "培训经费"),
    "维修(护)费": ("维修费", "维护费"),
    "租赁费": ("租金", "租赁的钱"),
    "“三公”经费": ("三公", "三公经费", "三公开支"),
    "工会经费": ("工会的钱", "工会费"),
    "退休费": ("退休金",),
    "印刷费": ("印刷",),
}
"""Official line → what people say, only where it can mean nothing else of these documents."""

SUM2 = (
    "{w}{a}和{b}合计多少",
    "{w}{a}加上{b}一共多少钱",
    "{w}{a}与{b}之和是多少元",
    "{w}{a}、{b}加起来多少",
    "{w}{a}跟{b}总共安排多少",
    "{w}的{a}和{b}两项共多少万元",
    "把{w}{a}和{b}加在一起是多少",
    "{w}{a}、{b}这两笔加一块儿要多少钱",
)
SUM3 = (
    "{w}{a}、{b}和{c}合计多少",
    "{w}{a}、{b}、{c}三项加起来多少元",
    "{w}{a}、{b}、{c}总和是多少",
    "{w}{a}、{b}以及{c}一共安排了多少万元",
    "{w}{a}、{b}跟{c}总共要花多少钱",
    "把{w}{a}、{b}、{c}加在一起是多少",
    "{w}的{a}、{b}、{c}共计多少",
    "{w}{a}、{b}和{c}这三笔加起来是多少钱",
)
DIFFERENCE = (
    "{w}{a}比{b}多多少",
    "{w}{a}和{b}相差多少",
    "{w}{a}与{b}差多少钱",
    "{w}{a}比{b}高出多少元",
    "{w}{b}比{a}少多少",
    "{w}{a}跟{b}的差额是多少",
    "{w}{a}比{b}多出多少万元",
    "{w}{a}和{b}之间差距多大，差多少钱",
)
ACROSS = (
    "{a}，{w}比{v}多多少",
    "{w}的{a}比{v}高多少",
    "{w}{a}和{v}相差多少",
    "{w}{a}与{v}{a}差多少",
    "{v}{a}比{w}少多少",
    "{w}和{v}的{a}差多少钱",
    "{w}的{a}比{v}的多出多少元",
    "{w}跟{v}比，{a}多多少",
)
COMPARE = (
    "{w}和{v}，哪个{a}更多",
    "{w}和{v}谁的{a}多",
    "{a}是{w}多还是{v}多",
    "{w}与{v}相比，哪家的{a}更高",
    "{w}跟{v}比，谁的{a}更高",
    "{w}和{v}哪一家{a}安排得多",
    "比较一下{w}和{v}的{a}，哪个大",
    "{w}、{v}两家里哪家{a}多",
)
SHARE_PARENT = (
    "{w}{a}占{p}的比重",
    "{w}{a}占{p}百分之多少",
    "{w}{a}占{p}的比例是多少",
    "{w}{p}里{a}占比多少",
    "{w}{p}中{a}占百分之几",
    "{w}{a}在{p}里占多大比例",
    "{w}{a}占{p}多少",
    "{w}{p}当中，{a}的占比是多少",
)
SHARE_TOTAL = (
    "{w}{a}占支出总计的比重",
    "{w}{a}占支出总计百分之多少",
    "{w}{a}占总支出的比例是多少",
    "{w}{a}占全部支出的百分之几",
    "{w}支出总计里{a}占比多少",
    "{w}{a}占支出总额多大比重",
    "{w}{a}占支出预算总额的百分比是多少",
    "{w}总支出中{a}占多少",
)
GROWTH_RATE = (
    "{w}{a}比上年{d}了百分之多少",
    "{w}{a}同比{d}百分之几",
    "{w}{a}比{y}年{d}多少个百分比",
    "{w}{a}较上年{d}率是多少",
    "{w}{a}{d}幅度是百分之多少",
    "{w}{a}比去年{d}了百分之几",
    "{w}{a}相比{y}年{d}百分之多少",
    "{w}{a}较{y}年{d}了百分之几",
)
GROWTH_AMOUNT = (
    "{w}{a}比上年{d}了多少",
    "{w}{a}比{y}年预算{d}多少钱",
    "{w}{a}较上年{d}多少元",
    "{w}{a}比去年{d}了多少万元",
    "{w}{a}跟{y}年比{d}了多少钱",
    "{w}{a}较{y}年{d}了多少",
    "{w}{a}相比上年{d}多少万",
    "与{y}年相比，{w}{a}{d}了多少钱",
)
GROWTH_WAY = (
    "{w}{a}比上年是增加还是减少",
    "{w}{a}比{y}年是多了还是少了",
    "{w}{a}较上年是增还是减",
    "{w}{a}和上年比变化了多少",
    "{w}{a}比上年变动多少",
    "{w}{a}与{y}年相比变化多大",
    "{w}{a}比去年增减了多少",
    "{w}{a}相比{y}年有什么变化，变了多少",
)
TOP = (
    "{w}{p}里金额最大的{k}项是哪些",
    "{w}{p}中最多的前{k}项",
    "{w}{p}下面花钱最多的{k}个科目是什么",
    "{w}{p}里排前{k}的是哪几项",
    "{w}{p}按金额从大到小前{k}项有哪些",
    "{w}{p}中预算最高的{k}项分别是什么",
    "{w}{p}的前{k}大明细是什么",
    "列出{w}{p}里最大的{k}项",
)
BOTTOM = (
    "{w}{p}里金额最小的{k}项是哪些",
    "{w}{p}中最少的{k}项是什么",
    "{w}{p}里花钱最少的{k}个科目",
    "{w}{p}按金额从小到大前{k}项有哪些",
    "{w}{p}中预算最低的{k}项分别是什么",
    "{w}{p}下面倒数{k}项是哪几项",
    "列出{w}{p}里最小的{k}项",
    "{w}{p}里排在最后{k}名的是哪些",
)
NTH = (
    "{w}{p}里第{n}大的是哪项",
    "{w}{p}中排第{n}的是什么",
    "{w}{p}里金额第{n}高的科目是哪个",
    "{w}{p}按金额排第{n}名的是哪一项",
    "{w}{p}里预算第{n}多的是什么",
    "{w}{p}下面第{n}大的科目是什么",
    "{w}{p}中花钱第{n}多的是哪个",
    "{w}{p}里面排名第{n}的是哪个",
)
ABOVE = (
    "{w}{p}里超过{t}的有哪些",
    "{w}{p}中大于{t}的科目有哪些",
    "{w}{p}里金额在{t}以上的是哪几项",
    "{w}{p}里哪些超过了{t}",
    "{w}{p}下面高于{t}的是哪些",
    "列出{w}{p}里超过{t}的科目",
    "{w}{p}中预算多于{t}的是哪些",
    "{w}{p}哪几项比{t}多",
)
COUNT = (
    "{w}{p}里超过{t}的有几项",
    "{w}{p}中大于{t}的科目有多少个",
    "{w}{p}里金额在{t}以上的有几个",
    "{w}{p}里有几项超过{t}",
    "{w}{p}有多少项高于{t}",
    "{w}{p}下面超过{t}的科目一共几个",
    "{w}{p}中预算超过{t}的有多少项",
    "数一下{w}{p}里超过{t}的有几个",
)
AVERAGE = (
    "{w}{a}和{b}平均是多少",
    "{w}{a}、{b}平均每项多少",
    "{w}{a}与{b}的平均值",
    "{w}{a}和{b}两项平均多少元",
    "{w}{a}跟{b}平均下来是多少",
    "求{w}{a}和{b}的平均数",
    "{w}{a}、{b}两项的平均值是多少万元",
    "{w}{a}和{b}平均一项多少钱",
)
EXISTS = (
    "{w}有没有安排{a}",
    "{w}有{a}吗",
    "{w}是否安排了{a}",
    "{w}有无{a}",
    "{w}预算里有没有{a}",
    "{w}安排了{a}没有",
    "{w}列了{a}吗",
    "{w}是不是有{a}",
)
PROJECT = (
    "{w}{a}的{m}是多少",
    "{w}{a}项目{m}多少",
    "{w}{a}{m}",
    "{a}，{w}{m}是多少",
    "{w}“{a}”{m}有多少",
    "{w}的{a}，{m}是多少",
    "{w}自评表里{a}的{m}",
    "{w}{a}这个项目的{m}是多少",
)
PROJECT_WORDS = {
    "年初预算数": ("年初预算数", "年初预算", "年初的预算数"),
    "全年预算数": ("全年预算数", "全年预算"),
    "全年执行数": ("全年执行数", "执行数", "实际执行数"),
    "执行率": ("执行率", "预算执行率"),
    "总分": ("总分", "自评总分", "自评得分"),
}
PROJECT_TOP = (
    "{w}{m}最高的{k}个项目是哪些",
    "{w}项目里{m}最高的前{k}个",
    "{w}哪{k}个项目{m}最高",
    "{w}自评项目中{m}排前{k}的是哪些",
    "{w}{m}前{k}名的项目有哪些",
    "{w}项目按{m}从高到低排前{k}个是什么",
    "列出{w}{m}最高的{k}个项目",
    "{w}所有项目里，{m}最高的{k}个分别是什么",
)
PROJECT_BELOW = (
    "{w}{m}低于{t}的项目有哪些",
    "{w}哪些项目{m}不到{t}",
    "{w}{m}小于{t}的有哪些项目",
    "{w}项目中{m}在{t}以下的是哪些",
    "{w}{m}没到{t}的项目有哪些",
    "列出{w}{m}低于{t}的项目",
    "{w}自评项目里哪几个{m}低于{t}",
    "{w}有哪些项目的{m}低于{t}",
)
PROJECT_COUNT = (
    "{w}{m}低于{t}的项目有几个",
    "{w}有多少个项目{m}不到{t}",
    "{w}{m}小于{t}的项目有多少个",
    "{w}项目中{m}在{t}以下的有几个",
    "{w}几个项目{m}低于{t}",
    "{w}自评项目里{m}低于{t}的一共几个",
    "数一下{w}{m}低于{t}的项目有多少个",
    "{w}{m}低于{t}的项目数量是多少个",
)
INDICATOR = (
    "{w}{p}里{a}的{m}是多少",
    "{w}{p}的{a}{m}是多少",
    "{w}{p}项目，{a}{m}多少",
    "{w}{p}{a}这个指标的{m}",
    "{w}“{p}”的“{a}”{m}是什么",
    "{w}{p}中{a}指标{m}是多少",
    "{a}的{m}，{w}{p}",
    "{w}{p}自评表里{a}{m}是多少",
)
INDICATOR_WORDS = {
    "年度指标值": ("目标值", "年度指标值", "指标值"),
    "实际完成值": ("实际完成值", "完成值"),
    "得分": ("得分",),
    "分值": ("分值",),
}
FOLLOW_ITEM = ("那{a}呢", "{a}呢", "那{a}是多少", "那么{a}呢？", "{a}又是多少", "再看看{a}", "那{a}有多少", "换成{a}呢")
FOLLOW_WHO = ("那{w}呢", "{w}呢", "那{w}是多少", "那么{w}呢？", "{w}的呢", "换成{w}呢", "那{w}有多少", "{w}又是多少")
FOLLOW_SHARE = (
    "占{p}的比重呢",
    "那它占{p}多少",
    "占{p}百分之多少",
    "占{p}的比例是多少",
    "在{p}里占比多少",
    "它占{p}的比重是多少",
    "这占{p}百分之几",
    "那占{p}多大比例",
)
FOLLOW_MEASURE = (
    "{m}呢",
    "那{m}呢",
    "那{m}是多少",
    "它的{m}呢",
    "{m}是多少",
    "这个项目的{m}呢",
    "那它{m}多少",
    "{m}又是多少",
)


def short(name: str) -> str:
    """「上海市青浦区行政服务中心」 → 「青浦区行政服务中心」."""
    return re.sub(r"^.{2,3}市(?=.{2,})", "", name)


def names(document: Document) -> list[str]:
    """Names that a person uses for the document's organisation, full to short, the district last."""
    district = re.sub(r"(?:新区|[区县市])$", "", document.region)
    own = short(document.organisation)
    core = own.removeprefix(document.region)
    found = [document.organisation, own]
    local = re.fullmatch(r"(?:人民政府)?(.+?)(?:街道办事处|镇人民政府|乡人民政府)", core)
    if local:  # 「普陀人民政府…办事处」 is nobody's word
        seat = core.removeprefix("人民政府").removesuffix("办事处").removesuffix("人民政府")
        found += [seat, document.region + seat, seat + ("办" if seat.endswith("街道") else "政府")]
    elif district and core != own:
        found += [district + core, district, document.region]
    return list(dict.fromkeys(found))


def years(year: int) -> list[str]:
    return [f"{year}年", f"{year}年", f"{year}年度", f"{year % 100:02}年", str(year).translate(DIGITS) + "年"]


def who(document: Document, documents: Iterable[Document], chance: random.Random) -> str:
    """Who and when, in words that fit only this document (a district and year can mean two organisations)."""
    rivals = [d for d in documents if d.year == document.year and d.name != document.name]
    fit = [name for name in names(document) if not any(name in names(rival) for rival in rivals)]
    if not fit:
        return ""
    chosen, year = chance.choice(fit), chance.choice(years(document.year))
    return chosen + year if chance.random() < 0.8 else year + chosen


def padded(question: str, chance: random.Random) -> str:
    after = chance.choice(AFTER)
    if question.endswith(("？", "呢", "吗", "没有")) and not after.startswith("，"):
        after = ""
    whole = chance.choice(BEFORE) + question + after
    return chance.choice(MESSES)(whole) if chance.random() < 0.1 else whole


def money(yuan: int) -> str:
    return f"{yuan // 10000}万元" if yuan % 10000 == 0 else f"{yuan}元"
