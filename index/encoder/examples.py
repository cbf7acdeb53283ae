"""Questions and what answers them, made up from the lexicon: the training data of the bundled encoder.

The documents are of bodies that do not exist, of all kinds of departments, and only their words matter: a row or a
sentence about an official term, in the context a chunk has. The question says the term in everyday words, as people do, with
or without the place and the year. Hard negatives stand in every batch: the other terms of the same bodies, and the same term
of another body or the year before.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from index.encoder.lexicon import Group, groups, terms
from index.language.fillers import FILLERS

if TYPE_CHECKING:
    import random
    from collections.abc import Sequence

_REGIONS = (
    "东川区", "西岭区", "南湖区", "北原区", "金桥区", "银杏区", "玉泉区", "凤凰区", "龙潭区", "虎丘县", "鹿鸣县",
    "雁山县", "长乐市", "永宁市", "安平市", "太和区", "高新区", "临港区", "新城区", "河东区", "徐汇区", "黄浦区",
    "静安区", "长宁区", "杨浦区", "宝山区", "嘉定区", "金山区", "奉贤区", "崇明区", "朝阳区", "海淀区", "天河区",
    "福田区", "江宁区", "萧山区",
)  # fmt: skip
_BODIES = (
    "财政局", "审计局", "统计局", "教育局", "科学技术委员会", "人力资源和社会保障局", "民政局", "司法局",
    "公安分局", "卫生健康委员会", "医疗保障局", "退役军人事务局", "应急管理局", "市场监督管理局", "生态环境局",
    "规划和自然资源局", "住房和城乡建设局", "交通运输局", "水务局", "农业农村局", "商务委员会", "文化和旅游局",
    "体育局", "城市管理局", "绿化和市容局", "信访办公室", "机关事务管理局", "档案馆", "图书馆", "博物馆",
    "第一中学", "实验小学", "中心幼儿园", "人民医院", "社区卫生服务中心", "疾病预防控制中心", "街道办事处",
    "镇人民政府", "总工会", "妇女联合会", "残疾人联合会", "行政服务中心", "大数据中心", "消防救援支队",
    "人民法院", "人民检察院", "纪委监委", "组织部", "宣传部", "党校",
)  # fmt: skip
_STAGES = ("部门预算", "单位预算", "部门决算", "绩效自评")
_TABLES = (
    "部门支出预算总表 支出总表 功能分类科目编码 类 款 项 功能分类科目名称 合计 基本支出 项目支出",
    "部门收入预算总表 收入总表 功能分类科目编码 功能分类科目名称 合计 财政拨款收入 事业收入",
    "一般公共预算支出功能分类预算表 功能分类 功能分类科目名称 合计 基本支出 项目支出",
    "一般公共预算基本支出部门预算经济分类预算表 基本支出经济分类 经济分类科目编码 经济分类科目名称 合计 人员经费 公用经费",
    "财务收支预算总表 收支总表 本年收入 本年支出 项目 预算数",
    "项目经费情况说明 年度预算安排 内容 金额",
    "财政项目支出绩效自评表 绩效自评 一级指标 二级指标 三级指标 年度指标值 实际完成值 分值 得分",
)
_SECTIONS = (
    "预算编制说明", "项目经费情况说明 项目概述", "项目经费情况说明 实施方案", "其他相关情况说明", "主要职能", "绩效目标", "机构设置",
)  # fmt: skip
_SENTENCES = (
    "“{}”科目安排资金，用于{}等方面的支出", "{}项目财政资金预算安排金额", "本年安排{}，比上年预算增加", "其中：{}预算",
    "负责{}工作，指导{}", "开展{}，完善{}机制", "本项目主要用于{}", "{}由第三方机构实施", "{}", "{}，{}",
)  # fmt: skip
ASKED = (
    "{}多少钱", "{}花多少", "{}", "{}的钱", "{}要多少", "{}安排了多少", "{}预算多少", "{}一共多少", "有没有{}", "{}的项目", "{}的科目", "{}怎么样",
    "给{}花了多少", "{}这一块", "关于{}", "谁管{}", "{}为什么多了", "{}什么时候", "{}有几个", "花在{}上的", "{}情况", "买{}", "{}的费用",
)  # fmt: skip
_PIECE = (2, 4)
_OFFICIAL, _PART, _NAMED, _FILLED, _SPELLED, _NEIGHBOURS = 0.1, 0.2, 0.5, 0.4, 0.15, 0.2
"""How often a question says the official term, or a part of it; names place and year; has a filler word; is read
character by character; and the share of a batch that asks for one term of several bodies."""


@dataclass(frozen=True, slots=True)
class Example:
    """A question, the chunk that answers it as context and text, and what it is about (equal: answers it too)."""

    question: str
    context: str
    text: str
    about: frozenset[str]
    body: str


def examples(size: int, chance: random.Random) -> list[Example]:
    """A batch of ``size`` examples; another one at every call, always the same for the same state of ``chance``."""
    known = groups()
    bodies = [_body(chance) for _ in range(4)]
    apart = round(size * (1 - _NEIGHBOURS))
    chosen = [chance.choice(known) for _ in range(apart)]
    made = [_example(group, chance.choice(bodies), chance) for group in chosen]
    while len(made) < size:
        group = chance.choice(known)
        made += [_example(group, body, chance, named=True) for body in bodies[: size - len(made)]]
    return made


def _body(chance: random.Random) -> tuple[str, str, str]:
    """Region, name with the year, and stage of a body's document."""
    region = chance.choice(_REGIONS)
    return region, f"{region}{chance.choice(_BODIES)}", f"{chance.randint(2019, 2027)}年"


def _example(group: Group, body: tuple[str, str, str], chance: random.Random, *, named: bool = False) -> Example:
    region, organisation, year = body
    official = chance.choice(group.official)
    about = frozenset((*group.official, *group.everyday))
    stage = chance.choice(_STAGES)
    if chance.random() < 0.5:  # noqa: PLR2004 - rows and sentences in equal parts
        context, text = f"{organisation} {year} {stage} {year}{chance.choice(_TABLES)}", official
    else:
        other = chance.choice((official, chance.choice(group.official), chance.choice(terms())))
        context = f"{organisation} {year} {stage} {chance.choice(_SECTIONS)}"
        text = chance.choice(_SENTENCES).format(official, other)
    place = ""
    if named or chance.random() < _NAMED:
        place = chance.choice((region, region[:-1], organisation)) + chance.choice((year, f"{year[2:]}", year))
    return Example(place + _asked(group, official, chance), context, text, about, organisation + year)


def _asked(group: Group, official: str, chance: random.Random) -> str:
    draw = chance.random()
    if draw < _OFFICIAL:
        said = official
    elif draw < _OFFICIAL + _PART:
        said = _piece(official, chance)
    else:
        said = chance.choice(group.everyday)
    if chance.random() < _SPELLED:
        said = " ".join(said)
    words = chance.choice(ASKED).format(said)
    return f"{chance.choice(FILLERS)}{words}" if chance.random() < _FILLED else words


def _piece(name: str, chance: random.Random) -> str:
    length = min(len(name), chance.randint(*_PIECE))
    start = chance.randint(0, len(name) - length)
    return name[start : start + length]


def same_answer(made: Sequence[Example]) -> list[tuple[int, int]]:
    """Pairs (question, chunk) of one batch that are no negatives of each other: one body, and a saying in common."""
    by_word: dict[tuple[str, str], list[int]] = {}
    for place, one in enumerate(made):
        for word in one.about:
            by_word.setdefault((one.body, word), []).append(place)
    return sorted({(a, b) for places in by_word.values() for a in places for b in places if a != b})
