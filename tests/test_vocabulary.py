"""Every row of the everyday vocabulary is sound, and everyday words lead to the official term they mean."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

import pytest

from assistant.matching import alias_hits
from index.language.fillers import FILLERS as FILLER_TABLE
from index.language.vocabulary import ALIASES, EVERYDAY, FILLERS, TRADITIONAL, TYPOS, longest_first, surely_held
from tests.judge import read_questions

GOLDEN = Path(__file__).parent / "golden"

TERMS = sorted({term for _, terms in ALIASES for term in terms})

_ITEMS = """
基本工资 津贴补贴 奖金 伙食补助费 绩效工资 职业年金缴费 职工基本医疗保险缴费 公务员医疗补助缴费 其他社会保障缴费 住房公积金 医疗费 办公费
印刷费 咨询费 手续费 水费 电费 邮电费 取暖费 物业管理费 差旅费 租赁费 会议费 培训费 公务接待费 专用材料费 被装购置费 专用燃料费 劳务费
委托业务费 工会经费 福利费 公务用车运行维护费 其他交通费用 税金及附加费用 其他商品和服务支出 离休费 退休费 抚恤金 生活补助 救济费 医疗费补助
助学金 奖励金 个人农业生产补贴 代缴社会保险费 资本性支出 房屋建筑物购建 办公设备购置 专用设备购置 基础设施建设 大型修缮
信息网络及软件购置更新 物资储备 土地补偿 安置补助 公务用车购置 其他交通工具购置 无形资产购置 行政运行 一般行政管理事务 机关服务 事业运行
行政单位离退休 事业单位离退休 行政单位医疗 事业单位医疗 提租补贴 购房补贴 城管执法 一般公共服务支出 外交支出 国防支出 公共安全支出 教育支出
科学技术支出 社会保障和就业支出 卫生健康支出 节能环保支出 城乡社区支出 农林水支出 交通运输支出 金融支出 援助其他地区支出 住房保障支出
粮油物资储备支出 灾害防治及应急管理支出 人员经费 公用经费 机关运行经费 上级补助收入 附属单位上缴收入 上缴上级支出 对附属单位补助支出
使用非财政拨款结余 年初结转和结余 年末结转和结余 执法执勤用车 满意度 及时率 完成率 合格率 覆盖率 质保金
"""
OFFICIAL_ITEMS = tuple(_ITEMS.split())


def official(text: str) -> set[str]:
    """All official terms that the everyday words of a text may stand for."""
    return {term for words, terms in ALIASES if re.search("|".join(words), text) for term in terms}


@pytest.mark.parametrize("words", [words for words, _ in ALIASES], ids=lambda words: words[0])
def test_every_row_compiles_and_matches_no_empty_word(words: tuple[str, ...]) -> None:
    for word in words:
        pattern = re.compile(word)
        assert not pattern.search("")
        assert not pattern.search("某事某物")


def test_no_pattern_stands_in_two_places() -> None:
    assert not [word for word, count in Counter(word for words, _ in ALIASES for word in words).items() if count > 1]


def test_every_row_names_a_term_without_pattern_signs() -> None:
    for _, terms in ALIASES:
        assert terms
        assert not [term for term in terms if re.search(r"[|?*+\\\[\]]", term)]


@pytest.mark.parametrize("item", OFFICIAL_ITEMS)
def test_each_official_item_can_be_reached_in_everyday_words(item: str) -> None:
    assert item in TERMS or any(item in term for term in TERMS)


@pytest.mark.parametrize(
    ("said", "term"),
    [
        ("打电话寄信上网花了多少", "邮电费"),
        ("给职工补贴吃饭", "伙食补助费"),
        ("修房子修设备", "维修（护）费"),
        ("年终发的奖", "奖金"),
        ("交的水钱", "水费"),
        ("水、电、物业三样", "电费"),
        ("出差住宿路费", "差旅费"),
        ("招待客人", "公务接待费"),
        ("开车加油修车", "公务用车运行维护费"),
        ("请保安保洁", "物业管理费"),
        ("买电脑桌椅", "办公设备购置"),
        ("给老同志的钱", "离退休"),
        ("看病的钱", "医疗费"),
        ("五险一金", "其他社会保障缴费"),
        ("社保", "社会保障缴费"),
        ("买办公用品", "办公费"),
        ("转账手续费", "手续费"),
        ("冬天取暖", "取暖费"),
        ("租办公用房", "租赁费"),
        ("丧葬费", "抚恤金"),
        ("退了休的老师", "退休费"),
        ("公家的车", "公务用车"),
        ("车补", "其他交通费用"),
        ("买软件", "信息网络及软件购置更新"),
        ("盖楼", "房屋建筑物购建"),
        ("留给中小企业", "面向中小企业预留"),
        ("专门留给小微企业", "小微企业"),
        ("上级拨的钱", "上级补助收入"),
        ("年末还剩", "年末结转和结余"),
        ("没花完的钱", "结转结余"),
        ("机关的退休干部", "行政单位离退休"),
        ("事业单位退休", "事业单位离退休"),
        ("后勤", "机关服务"),
        ("居委会", "基层政权建设和社区治理"),
        ("扫马路", "城乡社区环境卫生"),
        ("幼儿园", "学前教育"),
        ("残联", "残疾人事业"),
        ("老兵", "退役安置"),
        ("城管队", "城管执法"),
        ("租房补贴", "提租补贴"),
        ("编外的人", "编外人员"),
        ("种树种草", "绿化"),
        ("打官司", "诉讼"),
        ("查账", "审计"),
        ("满不满意", "满意度"),
        ("做事及不及时", "及时率"),
        ("支出进度", "执行率"),
        ("谁能领", "对象"),
        ("哪种材料", "材质"),
        ("押金", "质保金"),
    ],
)
def test_everyday_words_lead_to_the_official_term(said: str, term: str) -> None:
    assert term in official(said)


@pytest.mark.parametrize(
    ("said", "other"),
    [
        ("邮电费", "电费"),
        ("绩效工资", "基本工资"),
        ("工资福利支出", "福利费"),
        ("社会福利", "福利费"),
        ("环境卫生", "卫生健康支出"),
        ("公务用车运行维护费", "维修（护）费"),
        ("住房公积金", "住房保障支出"),
        ("提租补贴", "租赁费"),
        ("养老保险", "养老服务"),
        ("垃圾分类", "垃圾清运"),
        ("电视", "电费"),
        ("节水", "水费"),
        ("机器人", "设备"),
        ("想咨询一下", "咨询费"),
        ("教育事务", "教育支出"),
        ("一般公共预算", "一般公共服务支出"),
        ("一般行政管理事务", "行政运行"),
        ("办公设备购置", "办公费"),
        ("车站", "公务用车"),
        ("医疗救助", "职工基本医疗保险缴费"),
    ],
)
def test_everyday_words_stay_out_of_other_items(said: str, other: str) -> None:
    assert other not in official(said)


def test_no_filler_tells_budget_items_apart() -> None:
    telling = "实际 目标 编外 免费 中心 上级 下属 附属 年初 年末 结转 结余 执行 街道 运行 其他 购置 补助 收入 机关 事业 行政 专用 统计 交通 社区"
    assert not set(telling.split()) & set(FILLERS)


def test_no_filler_is_an_everyday_word_for_a_term() -> None:
    allowed = {"什么人"}
    single = [word for word in FILLERS if len(word) > 1 and any(re.fullmatch("|".join(ws), word) for ws, _ in ALIASES)]
    assert not set(single) - allowed


def test_fillers_are_words_without_pattern_signs() -> None:
    assert FILLERS is FILLER_TABLE
    assert len(set(FILLERS)) == len(FILLERS)
    assert not [word for word in FILLERS if not re.fullmatch(r"[\u4e00-\u9fff]+", word)]


def test_traditional_characters_become_simplified_ones() -> None:
    assert "會議費決算與預算執行數、員工體檢費、醫療補貼、養老保險繳費".translate(TRADITIONAL) == (
        "会议费决算与预算执行数、员工体检费、医疗补贴、养老保险缴费"
    )
    assert len(TRADITIONAL) >= 600


def test_simplified_terms_stay_as_they_are() -> None:
    assert [term for term in (*TERMS, *OFFICIAL_ITEMS) if term.translate(TRADITIONAL) != term] == []


def test_mending_a_slip_leaves_correct_terms_alone() -> None:
    for wrong, right in TYPOS:
        assert right
        assert wrong not in right, (wrong, right)
        assert not [term for term in (*TERMS, *OFFICIAL_ITEMS) if wrong in term]


@pytest.mark.parametrize(
    ("typed", "meant"),
    [("差率费予算", "差旅费预算"), ("公务接侍", "公务接待"), ("财政拔款", "财政拨款"), ("油电费", "邮电费")],
)
def test_homophones_are_mended(typed: str, meant: str) -> None:
    for wrong, right in TYPOS:
        typed = typed.replace(wrong, right)
    assert typed == meant


def test_a_longer_spelling_is_tried_before_a_shorter_one() -> None:
    words = next(words for words, terms in ALIASES if terms == ("公务接待费",))
    found = re.search("|".join(words), "招待客人花多少")
    assert found
    assert found.group() == "招待客人"


def test_a_longer_word_is_tried_before_a_shorter_one_of_the_same_row() -> None:
    assert [(hit.start, hit.end) for hit in alias_hits("请客吃饭花多少")] == [(0, 4)]


@pytest.mark.parametrize("char", list("上下时后前排照能位区市"))
def test_a_character_that_begins_or_ends_budget_words_is_no_filler(char: str) -> None:
    """「排水」 or 「照明」 of a corpus without such an item must stay in the question, else the total is answered."""
    assert char not in FILLERS


def test_plain_words_of_a_row_are_given_apart_from_its_patterns() -> None:
    words = next(words for words, terms in EVERYDAY if terms == ("公务接待费",))
    assert {"招待客人", "宴请"} <= set(words)
    assert not [word for row, _ in EVERYDAY for word in row if not re.fullmatch(r"[\u4e00-\u9fff]+", word)]
    assert sum(len(row) for row, _ in EVERYDAY) > 900


def test_the_characters_a_spelling_surely_holds_miss_no_match():
    rows = [(re.compile(longest_first("|".join(words))), surely_held("|".join(words))) for words, _ in ALIASES]
    questions = [
        asked["question"] for asked in read_questions(GOLDEN / "corpus_second.jsonl", GOLDEN / "invented.jsonl")
    ]
    assert len(questions) > 500
    for text in questions:
        for pattern, needed in rows:
            if pattern.search(text):
                assert any(characters <= set(text) for characters in needed), (text, pattern.pattern)


@pytest.mark.parametrize(
    ("word", "needed"),
    [
        ("年终奖", ["年终奖"]),
        ("医保(?:费|金)?|看[病诊]", ["医保", "看"]),
        ("每?餐(?<!聚餐)饭{0,2}", ["餐"]),
        ("(?:交|缴(?:纳)?)的?养老", ["养老"]),
    ],
)
def test_characters_that_a_spelling_surely_holds(word, needed):
    assert surely_held(word) == tuple(map(frozenset, needed))
