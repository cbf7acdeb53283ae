from __future__ import annotations

import json
from decimal import Decimal
from pathlib import Path
from types import SimpleNamespace
from typing import cast

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.english.detecting import MARK, is_english
from assistant.english.figures import figure
from assistant.english.glossary import gloss, named, root
from assistant.english.names import BODIES, DISTRICTS, TOPICS, TOWNS, WORDS
from assistant.english.question import to_chinese
from assistant.english.reply import in_english
from assistant.english.terms import ECONOMIC, FUNCTIONS, MEASURES, SPECIAL, TOTALS
from assistant.lexicon import Lexicon
from assistant.model import Answer, Calculation, Candidate, Citation, Interpretation, Operand

_SOME_WORDS = [
    "how",
    "much",
    "what",
    "share",
    "of",
    "the",
    "in",
    "and",
    "than",
    "2031",
    "rent",
    "over",
    "3",
    "million",
    "%",
    "songjiang",
    "projects",
    "(",
    "?",
    ",",
]
HERE = Path(__file__).parent
GOLDEN = [json.loads(line) for line in (HERE / "golden" / "english.jsonl").read_text("utf-8").splitlines()]
LEXICON = cast(
    "Lexicon",
    SimpleNamespace(documents=(SimpleNamespace(organisation="云杉区政务服务中心"),), labels=("kvm系统完成数",)),
)
CITATION = Citation(
    "云杉.md", "云杉区行政服务中心", 2031, "预算", line=12, table="支出表", row="印刷费", column="合计", text="8,000.00"
)


def chinese(question: str) -> str:
    return to_chinese(question, LEXICON)


@pytest.mark.parametrize(
    "text",
    [
        "How much is the rent?",
        "Qingpu 2023 rent",
        "What is 公务接待费 in the 2031 budget?",
        "And in 2030?",
        "印刷费是多少 " + MARK,
    ],
)
def test_a_question_in_english_words_is_english(text):
    assert is_english(text)


@pytest.mark.parametrize("text", ["", "2031", "印刷费多少", "KVM系统完成数是多少", "AI项目的budget多少", "？？"])
def test_a_question_in_chinese_is_not_english_for_a_latin_word(text):
    assert not is_english(text)


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("How much is the printing budget of Jiading in 2031?", "嘉定2031年印刷费预算是多少"),
        ("How much did Baoshan actually disburse for parking in 2031?", "宝山2031年停车费实际的全年执行数是多少"),
        ("What is the execution rate of legal advisers in Jinshan in 2031?", "金山2031年法律顾问费的执行率是多少"),
        (
            "What share of total expenditure is basic expenditure in Hongkou in 2031?",
            "虹口2031年基本支出占支出预算总额的比重是多少",
        ),
        ("Rent as a percentage of total expenditure in Hongkou in 2031", "虹口2031年租赁费占支出预算总额的比重是多少"),
        (
            "What is the ratio of travel costs to total expenditure in Hongkou in 2031?",
            "虹口2031年差旅费占支出预算总额的比重是多少",
        ),
        ("Total of rent and electricity in Xuhui in 2031", "徐汇2031年租赁费和电费合计多少"),
        ("Which is higher, rent or electricity, in Xuhui in 2031?", "徐汇2031年租赁费和电费哪个多，差多少"),
        (
            "What is the difference in rent between Xuhui in 2031 and Jing'an in 2030?",
            "徐汇2031年和静安2030年的租赁费哪个多，差多少",
        ),
        ("What are the four smallest projects of Yangpu in 2031?", "杨浦2031年金额最小的4个项目是哪些"),
        ("What is the third largest project of Yangpu in 2031?", "杨浦2031年金额第三大的项目是哪个"),
        ("Which project of Yangpu in 2031 had the lowest execution rate?", "杨浦2031年执行率最低的项目是哪个"),
        ("Which Yangpu District projects exceed 1.2 million yuan in 2031?", "杨浦2031年预算超过120万元的项目有哪些"),
        (
            "List projects in Yangpu 2031 between 500,000 and 1 million yuan",
            "杨浦2031年预算在50万元到100万元的项目有哪些",
        ),
        (
            "Which projects in Yangpu in 2031 did not reach an execution rate of 80%?",
            "杨浦2031年执行率低于80%的项目有哪些",
        ),
        ("How many projects does Yangpu have in 2031?", "杨浦2031年项目有多少个"),
        ("Why did the revenue budget of Yangpu drop in 2031?", "杨浦2031年收入预算减少的原因是什么"),
        (
            "By what percentage did rent fall in Yangpu in 2031 compared with 2030?",
            "杨浦2031年租赁费比2030年下降百分之几",
        ),
        ("What does “trade union expenses” mean?", "工会经费是什么意思"),
        ("Is there a budget for overseas trips in Yangpu in 2031?", "杨浦2031年有没有因公出国（境）费预算"),
        ("And in 2030?", "2030年呢"),
        ("What about Jiading?", "嘉定呢"),
        ("How much is the rent of the Taopu Sub-district Office in Putuo in 2031?", "普陀桃浦街道2031年租赁费是多少钱"),
    ],
)
def test_an_english_question_is_said_in_plain_chinese(question, said):
    assert chinese(question) == said


def test_the_name_that_the_corpus_uses_is_chosen_among_several():
    assert "政务服务中心" in chinese("What is the total budget of the Administrative Service Centre in 2031?")


@pytest.mark.parametrize("word", ["helicopter", "lighthouse", "interest"])
def test_an_unknown_word_reaches_the_chinese_question(word):
    assert f"“{word}”" in chinese(f"How much was budgeted for the {word} in Songjiang in 2031?")


@pytest.mark.parametrize("rest", ["rent", "projects over 1 million yuan", "three largest projects"])
def test_beside_an_unknown_word_nothing_else_is_asked_for(rest):
    assert chinese(f"What are the hovercraft {rest} of Jiading in 2031?") == "嘉定2031年“hovercraft”是多少"


def test_a_latin_word_of_the_documents_is_known():
    assert "kvm" in chinese("What is the target of the KVM system in Jiading in 2031?")
    assert "“" not in chinese("What is the target of the KVM system in Jiading in 2031?")


def test_a_number_behind_a_term_belongs_to_its_name():
    assert "政府投资计划2的得分" in chinese("What was the score of government investment plan 2 in Minhang in 2031?")


def test_a_part_of_the_year_is_not_lost():
    assert "第一季度" in chinese("How much was spent on rent in the first quarter of 2031?")


def test_a_marked_chinese_question_stays_as_it_is():
    assert chinese(f"嘉定2031年印刷费是多少？ {MARK}") == "嘉定2031年印刷费是多少？"


@given(st.text(max_size=120))
@settings(max_examples=60, deadline=None)
def test_nothing_that_is_typed_makes_the_translation_fail(text):
    assert isinstance(chinese(text), str)


@given(
    st.lists(
        st.sampled_from(_SOME_WORDS),
        max_size=14,
    )
)
@settings(max_examples=120, deadline=None)
def test_english_words_in_any_order_make_a_chinese_question(words):
    assert isinstance(chinese(" ".join(words)), str)


def test_every_row_of_the_glossary_has_a_chinese_term_and_an_english_name():
    for rows in (TOTALS, FUNCTIONS, ECONOMIC, SPECIAL, MEASURES, DISTRICTS, TOWNS, BODIES, WORDS, TOPICS):
        for term, names in rows:
            assert any("\u4e00" <= char <= "\u9fff" for char in term), term
            assert names, term
            assert all(name == name.lower() and name.strip() == name for name in names), names


@pytest.mark.parametrize(
    ("word", "same"),
    [
        ("projects", "project"),
        ("centres", "center"),
        ("salaries", "salary"),
        ("business", "business"),
        ("songjiang's", "songjiang"),
    ],
)
def test_words_are_compared_in_one_form(word, same):
    assert root(word) == same


def test_a_label_is_glossed_where_its_words_are_known():
    assert gloss("印刷费") == "printing expenses"
    assert gloss("上海市嘉定区行政服务中心") == "Shanghai Jiading District Administrative Service Center"
    assert named("免费印章刻制项目") == "免费印章刻制项目 (free seal engraving project)"
    assert gloss("政府投资计划2") == "government investment plan 2"


def test_a_label_of_unknown_words_gets_no_gloss():
    assert gloss("鹊桥湿地鸟类观测") == ""
    assert named("鹊桥湿地鸟类观测") == "鹊桥湿地鸟类观测"


@pytest.mark.parametrize(
    ("value", "unit", "said"),
    [
        ("3200000", "元", "CNY 3.20 million (3,200,000.00 yuan)"),
        ("1234567890.12", "元", "CNY 1.23 billion (1,234,567,890.12 yuan)"),
        ("6000", "元", "CNY 6,000.00"),
        ("0", "元", "CNY 0.00"),
        ("-2500000", "元", "CNY -2.50 million (-2,500,000.00 yuan)"),
        ("85.280", "%", "85.28%"),
        ("92.5", "分", "92.5 points"),
        ("17", "个", "17"),
        ("3", "盏", "3 盏"),
    ],
)
def test_a_figure_is_said_without_being_changed(value, unit, said):
    assert figure(Decimal(value), unit) == said


def answer(**changed: object) -> Answer:
    fields = {
        "question": "q",
        "status": "answered",
        "text": "…",
        "value": Decimal(8000),
        "unit": "元",
        "citations": (CITATION,),
        "interpretation": Interpretation("取值", "取值", (), ("印刷费",), "合计", ()),
        "headline": "8,000.00 元",
    }
    return Answer(**(fields | changed))  # type: ignore[arg-type]


def test_a_figure_comes_first_with_label_organisation_year_and_source():
    told = in_english(answer(), "云杉2031年印刷费是多少")
    first = told.text.splitlines()[0]
    assert first == "CNY 8,000.00: 印刷费 (printing expenses), 云杉区行政服务中心, 2031 budget." or first.startswith(
        "CNY 8,000.00: 印刷费"
    )
    assert "《云杉.md》, line 12, table “支出表”, row “印刷费”, column “合计”" in told.text
    assert told.headline == "CNY 8,000.00"
    assert (told.value, told.unit, told.citations) == (Decimal(8000), "元", (CITATION,))


def test_a_calculation_keeps_its_line_and_its_operands():
    one = Operand("云杉区行政服务中心2031年预算「印刷费」", Decimal(8000), "元", CITATION)
    two = Operand("云杉区行政服务中心2031年预算「支出总计」", Decimal(80000), "元", CITATION)
    line = "8,000.00 ÷ 80,000.00 = 10.00%"
    calculation = Calculation("占比", (one, two), line, Decimal("10.00"), "%", "四舍五入到 0.01")
    told = in_english(answer(value=Decimal("10.00"), unit="%", calculation=calculation), "…")
    assert told.text.startswith("10%: the share of 印刷费 (printing expenses) in 支出总计 (total expenditure).")
    assert line in told.text
    assert "CNY 80,000.00" in told.text


def test_a_list_says_every_row_with_its_figure():
    rows = [
        ["水费", Decimal(100), "元", "100.00 元", "合计", "", "云杉", 2031, "云杉.md"],
        ["电费", Decimal(90), "元", "90.00 元", "合计", "", "云杉", 2031, "云杉.md"],
    ]
    table = pd.DataFrame(rows, columns=["名称", "数值", "单位", "显示", "口径", "所属", "单位名称", "年度", "文件"])
    understood = Interpretation("筛选", "筛选", (), ("水费", "电费"), "合计", ())
    told = in_english(answer(value=Decimal(2), unit="个", table=table, interpretation=understood), "…")
    assert "2 found:\n1. 水费 (water fee): CNY 100.00\n2. 电费 (electricity fee): CNY 90.00" in told.text


def test_candidates_carry_figures_and_ask_for_english_again():
    candidate = Candidate("印刷费", "云杉2031年印刷费是多少？", Decimal(8000), "元", "8,000.00", CITATION)
    told = in_english(answer(status="ambiguous", value=None, unit="", candidates=(candidate,)), "…")
    assert "1. 印刷费 (printing expenses): CNY 8,000.00" in told.text
    assert is_english(told.candidates[0].question)
    assert chinese(told.candidates[0].question) == candidate.question


@pytest.mark.parametrize(
    ("reply", "english"),
    [
        (
            "没有收录「奉贤」的资料。已收录的资料：嘉定区行政服务中心2031年部门预算。",
            "no document of it is in the corpus",
        ),
        ("资料里没有嘉定2032年的相关数字。已收录的年度：2031年预算。", "no figures for 2032"),
        ("资料里列有「印刷费」，但对应的单元格是空白，没有填写数字（空白不等于 0）。", "cell is blank"),
        ("资料里没有列示「lighthouse」。查过的资料：嘉定区行政服务中心2031年预算。", "“lighthouse”"),
        ("一句全新的话。", "do not answer this"),
    ],
)
def test_no_answer_is_one_honest_sentence(reply, english):
    told = in_english(answer(status="not_found", value=None, unit="", citations=(), text=reply), "…")
    assert english in told.text.splitlines()[0]


def test_what_the_corpus_holds_is_named():
    reply = "资料里没有列示「x」。已收录的资料：嘉定区行政服务中心2031年部门预算；金山区图书馆2030年决算。"
    told = in_english(answer(status="not_found", value=None, unit="", citations=(), text=reply), "…")
    assert "嘉定区行政服务中心 (Jiading District Administrative Service Center), 2031 budget" in told.text
    assert "金山区图书馆 (Jinshan District Library), 2030 final accounts" in told.text


def test_a_remark_without_a_translation_is_kept_in_chinese():
    told = in_english(answer(remarks=("注意：一条新的提醒。",)), "…")
    assert told.remarks == ("Note (in Chinese): 注意：一条新的提醒。",)
    assert told.remarks[0] in told.text


@pytest.mark.parametrize("gold", GOLDEN, ids=lambda gold: gold["id"])
def test_golden_questions_in_english_are_answered(corpus_assistant, gold):
    lexicon = corpus_assistant._lexicon
    assert is_english(gold["question"])
    asked = to_chinese(gold["question"], lexicon)
    history = [to_chinese(earlier, lexicon) for earlier in gold.get("history", [])]
    told = in_english(corpus_assistant.ask(asked, history=history), asked)
    expected = gold["expect"]
    assert told.status == expected["status"], told.text
    if "value" in expected:
        assert told.value is not None
        assert abs(float(told.value)) == pytest.approx(expected["value"], rel=1e-6, abs=expected.get("abs_tol", 1e-9))
        assert told.unit == expected["unit"]
    at = 0
    for options in (*expected.get("items", []), *expected.get("contains", [])):
        found = [told.text.find(option, at) for option in options if option in told.text[at:]]
        assert found, (options, told.text)
        at = min(found) if expected.get("ordered") else 0
    if expected["status"] == "answered":
        assert {e["doc"] for e in gold["evidence"]} & {citation.document for citation in told.citations}


@pytest.mark.parametrize(
    ("question", "chinese"),
    [
        ("which project scored worst in 2030?", "得分最低的项目是哪个"),
        ("what is 三公经费?", "三公经费是什么意思"),
    ],
)
def test_the_worst_has_the_fewest_points_and_what_is_asks_for_a_meaning(tiny, question, chinese):
    assert to_chinese(question, tiny._lexicon).endswith(chinese)
