"""Figures in prose become facts with the right item, measure, year and place."""

from __future__ import annotations

import os
import re
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.facts.prose import prose_facts
from index.model import Document, Fact, Passage, Source, Stage

ORGANISATION = "上海市长宁区图书馆"


def facts_of(
    *sentences: str, stage: Stage = "预算", project: str = "", topic: str = "", section: str = "说明"
) -> list[Fact]:
    """Facts of sentences of one paragraph in a document of 2031."""
    document = Document("甲.txt", "", "长宁区", ORGANISATION, "部门", 2031, stage, "text", "", 0)
    source = Source("甲.txt", page=3, line=7, section=(section,))
    return list(prose_facts([Passage(text, source, project, topic) for text in sentences], document))


def rows(facts: list[Fact]) -> list[tuple[str, str, str, str]]:
    """Path, measure, value and unit of each fact, as short text."""
    return [
        ("›".join((*f.ancestors, f.item)), f.measure, f"{f.value.normalize():f}" if f.value is not None else "", f.unit)
        for f in facts
    ]


def changes(facts: list[Fact]) -> list[tuple[str, str, str, str, int, str]]:
    return [
        (f.item, f.measure, f"{f.value.normalize():f}" if f.value is not None else "", f.change, f.base_year, f.base)
        for f in facts
        if f.change
    ]


def test_income_and_its_parts_with_their_changes() -> None:
    facts = facts_of(
        f"2031年，{ORGANISATION}收入预算812.5万元，其中：财政拨款收入800万元，比2030年预算增加20.5万元，增加2.63%；事业收入12.5万元；其他收入0.00万元。"
    )
    assert rows(facts) == [
        ("收入", "预算数", "8125000", "元"),
        ("收入›财政拨款收入", "预算数", "8000000", "元"),
        ("收入›财政拨款收入", "增减额", "205000", "元"),
        ("收入›财政拨款收入", "增减率", "2.63", "%"),
        ("收入›事业收入", "预算数", "125000", "元"),
        ("收入›其他收入", "预算数", "0", "元"),
    ]
    assert changes(facts) == [
        ("财政拨款收入", "增减额", "205000", "增加", 2030, "预算"),
        ("财政拨款收入", "增减率", "2.63", "增加", 2030, "预算"),
    ]
    assert facts[-1].state == "zero"
    assert {f.side for f in facts} == {"收入"}


def test_a_fact_keeps_what_is_printed_and_where() -> None:
    (fact,) = facts_of("本部门办公设备购置预算1,234.50万元。")
    assert (fact.item, fact.printed, fact.printed_unit, fact.value) == (
        "办公设备购置",
        "1,234.50",
        "万元",
        Decimal(12345000),
    )
    assert (fact.origin, fact.table_kind, fact.context) == ("prose", "文字", "本部门办公设备购置预算1,234.50万元。")
    assert (fact.source.page, fact.source.line, fact.source.row, fact.source.column) == (3, 7, "办公设备购置", "预算数")


def test_the_base_of_a_change_is_a_fact_of_its_own_year() -> None:
    facts = facts_of(
        "财政拨款支出预算中，基本支出预算70万元，比2030年预算80万元减少10万元，下降12.5%，主要原因是人员调出。"
    )
    assert [(f.item, f.year, f.measure, f.value) for f in facts[:2]] == [
        ("基本支出", 2031, "预算数", Decimal(700000)),
        ("基本支出", 2030, "预算数", Decimal(800000)),
    ]
    assert changes(facts) == [
        ("基本支出", "增减额", "100000", "减少", 2030, "预算"),
        ("基本支出", "增减率", "12.5", "减少", 2030, "预算"),
    ]
    assert facts[0].ancestors == ("财政拨款支出",)


@pytest.mark.parametrize(
    ("words", "base_year", "base"),
    [
        ("与2030年预算持平", 2030, "预算"),
        ("与上年预算数持平", 2030, "预算"),
        ("比2030年预算执行数持平", 2030, "执行数"),
        ("与上年持平", 2030, "预算"),
    ],
)
def test_even_is_a_change_of_nought(words: str, base_year: int, base: str) -> None:
    facts = facts_of(f"公务接待费2万元，{words}。")
    assert changes(facts) == [("公务接待费", "增减额", "0", "持平", base_year, base)]
    assert facts[1].state == "zero"


def test_a_list_of_parts_belongs_to_the_sentence_above_it() -> None:
    facts = facts_of(
        "2031年“三公”经费预算数为8万元，与2030年预算持平。其中：",
        "（一）因公出国（境）费0万元，与2030年预算持平。",
        "（二）公务用车购置及运行费6万元。",
        "其中：公务用车购置费0万元；公务用车运行费6万元。",
        "（三）公务接待费2万元。",
        "比2030年预算减少1万元。",
    )
    paths = [(*f.ancestors, f.item) for f in facts if f.measure == "预算数"]
    assert paths == [
        ("“三公”经费",),
        ("“三公”经费", "因公出国（境）费"),
        ("“三公”经费", "公务用车购置及运行费"),
        ("“三公”经费", "公务用车购置及运行费", "公务用车购置费"),
        ("“三公”经费", "公务用车购置及运行费", "公务用车运行费"),
        ("“三公”经费", "公务接待费"),
    ]
    assert changes(facts)[-1] == ("公务接待费", "增减额", "10000", "减少", 2030, "预算")


def test_a_quoted_account_is_a_functional_item() -> None:
    (fact,) = facts_of("3. “图书馆”科目56.7万元，主要用于图书采编。")
    assert (fact.item, fact.classification, fact.measure) == ("图书馆", "功能分类", "预算数")


def test_a_spelled_out_account_carries_to_the_sentences_after_it() -> None:
    facts = facts_of(
        "2、文化支出（类）文化和旅游（款）图书馆（项）。",
        "主要用于：馆藏建设。",
        "年初预算为50万元，支出决算为49.5万元，完成年初预算的99%。",
        "决算数与预算数基本持平。",
        stage="决算",
    )
    assert {(f.item, f.ancestors) for f in facts} == {("图书馆", ("文化支出", "文化和旅游"))}
    assert [f.measure for f in facts] == ["年初预算数", "决算数", "完成率", "增减额"]
    assert facts[-1].relation == "约"


def test_last_years_execution_is_a_fact_of_last_year() -> None:
    facts = facts_of(
        "1. “文化支出（类）文化和旅游（款）图书馆（项）”25万元，主要用于阅读推广。",
        "2030年当年预算执行数为20万元，2031年预算安排25万元，比2030年预算执行数增加25%。",
    )
    assert [(f.measure, f.year, f.item) for f in facts] == [
        ("预算数", 2031, "图书馆"),
        ("执行数", 2030, "图书馆"),
        ("预算数", 2031, "图书馆"),
        ("增减率", 2031, "图书馆"),
    ]
    assert facts[-1].base == "执行数"


def test_shares_and_wholes() -> None:
    facts = facts_of("本年支出合计400万元，其中：基本支出300万元，占75%；项目支出100万元，占25%。", stage="决算")
    assert rows(facts) == [
        ("本年支出合计", "决算数", "4000000", "元"),
        ("本年支出合计›基本支出", "决算数", "3000000", "元"),
        ("本年支出合计›基本支出", "占比", "75", "%"),
        ("本年支出合计›项目支出", "决算数", "1000000", "元"),
        ("本年支出合计›项目支出", "占比", "25", "%"),
    ]


def test_the_comparison_may_stand_in_front_of_its_item() -> None:
    facts = facts_of("与2030年度相比，收入支出总计减少5万元，下降2%。", stage="决算")
    assert changes(facts) == [
        ("收入支出总计", "增减额", "50000", "减少", 2030, "决算"),
        ("收入支出总计", "增减率", "2", "减少", 2030, "决算"),
    ]


def test_a_projects_total_its_parts_and_its_years() -> None:
    project = "古籍数字化项目"
    facts = facts_of(
        "2031年，古籍数字化项目财政资金预算安排金额为90万元，其中扫描服务60万元、著录“善本、珍本”30万元。",
        "本项目预算总金额为200万元，其中2031年安排预算资金90万元（设备及其他），2032年安排预算资金110万元（设备及其他）。",
        project=project,
        topic="预算安排",
    )
    assert [(f.ancestors, f.item, f.year, f.value) for f in facts] == [
        ((), project, 2031, Decimal(900000)),
        ((project,), "扫描服务", 2031, Decimal(600000)),
        ((project,), "著录“善本、珍本”", 2031, Decimal(300000)),
        ((), project, 2031, Decimal(2000000)),
        ((project,), project, 2031, Decimal(900000)),
        ((project,), project, 2032, Decimal(1100000)),
    ]
    assert {f.project for f in facts} == {project}


def test_a_project_is_named_by_its_total_where_the_section_names_only_the_organisation() -> None:
    facts = facts_of(
        "阅读推广项目2031年度财政资金预算安排金额为50万元，其中讲座20万元、展览30万元。", project=ORGANISATION
    )
    assert [(f.project, f.ancestors, f.item) for f in facts] == [
        ("阅读推广项目", (), "阅读推广项目"),
        ("阅读推广项目", ("阅读推广项目",), "讲座"),
        ("阅读推广项目", ("阅读推广项目",), "展览"),
    ]


def test_a_numbered_amount_is_an_item_of_its_project() -> None:
    (fact,) = facts_of("2、书架租费 46.5万元", project="设施经费", topic="预算安排")
    assert (fact.item, fact.ancestors, fact.value) == ("书架租费", ("设施经费",), Decimal(465000))


def test_purchases_and_the_amount_beside_a_count_of_projects() -> None:
    facts = facts_of("编报绩效目标的项目6个，涉及项目预算资金300万元，其中预算金额100万元（含）以上的项目有2个。")
    assert rows(facts) == [
        ("编报绩效目标的项目", "数量", "6", "个"),
        ("编报绩效目标的项目›项目预算资金", "预算数", "3000000", "元"),
        ("编报绩效目标的项目›预算金额100万元（含）以上的项目", "数量", "2", "个"),
    ]


def test_a_threshold_is_part_of_the_noun_it_limits() -> None:
    facts = facts_of("共有车辆3辆，其中：应急用车1辆、其他用车2辆；单价50万元以上通用设备4台（套）。")
    assert rows(facts) == [
        ("车辆", "数量", "3", "辆"),
        ("车辆›应急用车", "数量", "1", "辆"),
        ("车辆›其他用车", "数量", "2", "辆"),
        ("单价50万元以上通用设备", "数量", "4", "台（套）"),
    ]


@pytest.mark.parametrize(
    ("sentence", "item", "value", "unit", "relation"),
    [
        ("采购两台扫描仪。", "扫描仪", "2", "台", ""),
        ("内设采编部、典藏部2个部门。", "内设部门", "2", "个", ""),
        ("包括馆本部以及下属3家单位。", "下属单位", "3", "家", ""),
        ("临聘人员总额度为15名。", "临聘人员总额度", "15", "名", ""),
        ("开设阅览座位900个左右。", "开设阅览座位", "900", "个", "约"),
        ("读者满意度不低于90%。", "读者满意度", "90", "%", ">="),
        ("平均得分98.5分。", "平均得分", "98.5", "分", ""),
        ("设计使用年限为50年。", "设计使用年限", "50", "年", ""),
    ],
)
def test_a_count_is_labelled_with_the_noun_it_counts(
    sentence: str, item: str, value: str, unit: str, relation: str
) -> None:
    (fact,) = facts_of(sentence)
    assert (fact.item, fact.value, fact.unit, fact.relation) == (item, Decimal(value), unit, relation)


def test_counts_of_the_same_noun_keep_what_tells_them_apart() -> None:
    facts = facts_of("平日配备7名讲解员、周日配备2名讲解员。")
    assert [(f.ancestors, f.item, f.value) for f in facts] == [
        (("平日配备",), "讲解员", Decimal(7)),
        (("周日配备",), "讲解员", Decimal(2)),
    ]


def test_payments_are_shares_named_by_when_they_fall_due() -> None:
    facts = facts_of(
        "合同签订后，支付合同总价的30%；服务期满6个月后支付40%；验收后，支付剩余30%金额。",
        project="甲项目",
        topic="方案",
    )
    assert [(f.item, f.measure, f.value, f.base) for f in facts if f.unit == "%"] == [
        ("合同签订后", "支付比例", Decimal(30), "合同总价"),
        ("服务期满6个月后", "支付比例", Decimal(40), ""),
        ("验收后", "支付比例", Decimal(30), "剩余"),
    ]


@pytest.mark.parametrize(
    ("sentence", "item", "value"),
    [
        ("（依据合同将于2032年支付质保金5600元）", "质保金", "5600"),
        ("验收后待支付7800元质保金。", "质保金", "7800"),
        ("后期产生补充协议增加费用：12000元。", "补充协议增加费用", "12000"),
        ("验收后待支付12345 0元质保金。", "质保金", "123450"),
    ],
)
def test_sums_in_forms_are_named_by_what_they_pay(sentence: str, item: str, value: str) -> None:
    (fact,) = facts_of(sentence, stage="绩效自评", project="甲项目", topic="偏差")
    assert (fact.item, fact.value, fact.year, fact.measure) == (item, Decimal(value), 2031, "金额")


def test_the_parts_of_a_whole_may_be_named_by_a_clause() -> None:
    facts = facts_of("在面向中小企业预留的采购项目中，由中小企业中标的，采购金额12万元。", stage="决算")
    assert rows(facts) == [("面向中小企业预留的采购项目›由中小企业中标的采购金额", "决算数", "120000", "元")]


def test_an_amount_without_a_subject_is_kept_with_its_sentence() -> None:
    (fact,) = facts_of("约3万元。")
    assert (fact.item, fact.value, fact.relation, fact.context) == ("", Decimal(30000), "约", "约3万元。")


@pytest.mark.parametrize(
    ("sentence", "item", "measure"),
    [
        ("上海市长宁区图书馆（本级）的机关运行经费预算为8万元。", "机关运行经费", "预算数"),
        ("长宁区图书馆2031年度机关运行经费财政拨款预算为8万元。", "机关运行经费", "预算数"),
        ("维持日常运转而开支的机关运行经费，合计8万元。", "机关运行经费", "预算数"),
        ("本部门下属1家机关和2家参公单位财政拨款的机关运行经费预算为8万元。", "机关运行经费", "预算数"),
        ("教育（类）支出8万元。", "教育支出", "预算数"),
        ("本部门2031年收支总预算8万元。", "收支预算", "预算数"),
        ("第一季度用款计划8万元。", "第一季度用款计划", "预算数"),
        ("“三公”经费财政拨款支出预算为8万元。", "“三公”经费", "预算数"),
    ],
)
def test_an_amount_is_labelled_with_a_short_noun(sentence: str, item: str, measure: str) -> None:
    fact = facts_of(sentence)[-1]
    assert (fact.item, fact.measure, fact.value) == (item, measure, Decimal(80000))


def test_the_year_of_a_sentence_holds_for_the_figures_after_it() -> None:
    facts = facts_of("2030年预算数为30万元，执行数为29.7万元，预算执行率99%。", project="道路养护", topic="预算安排")
    assert [(f.measure, f.year) for f in facts] == [("预算数", 2030), ("执行数", 2030), ("完成率", 2030)]


def test_titles_years_and_document_numbers_yield_nothing() -> None:
    assert facts_of("《关于安排500万元专项资金的通知》（长府〔2030〕12号）自2031年1月1日起执行。") == []


def test_a_section_does_not_lend_its_item_to_another() -> None:
    document = Document("甲.txt", "", "", ORGANISATION, "部门", 2031, "预算", "text", "", 0)
    one = Passage("公务接待费2万元。", Source("甲.txt", section=("一",)))
    other = Passage("比2030年预算减少1万元。", Source("甲.txt", section=("二",)))
    assert [fact.item for fact in prose_facts([one, other], document)] == ["公务接待费", ""]


@given(
    st.text(
        alphabet="财政拨款支出预算为其中比上年增加减少持平占完成，。；：、（）“”0123456789.%万元个年的", max_size=80
    )
)
def test_no_sentence_breaks_the_reader(sentence: str) -> None:
    for fact in facts_of(sentence):
        assert fact.context == sentence
        assert fact.value is not None


@pytest.mark.skipif("BUDGET_SAMPLES" not in os.environ, reason="BUDGET_SAMPLES does not point to the sample documents")
@pytest.mark.parametrize(
    "place", ["松江区政务", "松江区行政", "闵行区行政服务中心2020", "闵行区行政服务中心2022", "青浦"]
)
def test_every_amount_of_the_samples_prose_has_a_fact(place: str) -> None:
    from index.extract import extract
    from index.readers import read

    (path,) = [
        p for p in (Path(os.environ["BUDGET_SAMPLES"]) / "documents" / "text").iterdir() if p.name.startswith(place)
    ]
    parsed = extract(path.name, path, read(path, path.name))
    for passage in parsed.passages:
        amounts = _amounts(passage.text)
        facts = [
            fact
            for fact in parsed.facts
            if fact.origin == "prose" and fact.context == passage.text and fact.source.line == passage.source.line
        ]
        stated = {fact.value for fact in facts if fact.unit in {"元", "%"}}
        assert amounts <= stated, passage.text


def _amounts(sentence: str) -> set[Decimal]:
    """Amounts and percentages of a sentence, found without the code under test; 「…万元（含）以上的」 limits a noun."""
    whole = re.sub(r"《[^》]*》", "", re.sub(r"(\d{3,}) (\d)(?=元)", r"\1\2", sentence))
    found = re.finditer(
        r"(?P<number>\d[\d,]*(?:\.\d+)?)\s*(?P<unit>万元|元|%)(?!(?:（含）)?以上(?:的|通用|专用|设备))", whole
    )
    return {Decimal(m["number"].replace(",", "")) * {"万元": 10000, "元": 1, "%": 1}[m["unit"]] for m in found}


def _by_name(sentence: str, project: str = "") -> dict[str, Fact]:
    return {fact.item: fact for fact in facts_of(sentence, project=project)}


def test_parts_that_add_up_to_their_whole_are_complete() -> None:
    found = _by_name("年末在职人员12人，其中行政编制5人、事业编制7人；离退休人员3人。")
    assert found["离退休人员"].ancestors == ()
    assert found["事业编制"].ancestors == ("年末在职人员",)


def test_a_noun_right_behind_a_quantity_is_counted_also_in_an_enumeration() -> None:
    found = _by_name("维持5个急救站点、8辆救护车全天候运行，为全区9个校区配备保安20名。")
    assert {name: str(fact.value) for name, fact in found.items()} == {
        "急救站点": "5", "救护车": "8", "校区": "9", "保安": "20",
    }  # fmt: skip


def test_pieces_are_no_money() -> None:
    assert _by_name("排查户外招牌30块，整治到位。")["排查户外招牌"].unit == "块"
    assert _by_name("经费分为甲、乙和丙三块。") == {}


def test_a_school_of_nine_years_is_no_length_of_time() -> None:
    assert _by_name("1.新港九年一贯制学校") == {}


def test_a_part_keeps_its_name_although_the_project_is_called_nearly_like_it() -> None:
    found = _by_name("2031年预算安排9万元，其中：平台运维5万元，探头维护4万元。", project="智慧城管平台运维项目")
    assert found["平台运维"].value == 50_000


def test_the_funds_of_evaluated_projects_have_a_name() -> None:
    found = _by_name("对4个项目开展绩效自评，共涉及资金20万元。")
    assert [name for name, fact in found.items() if fact.unit == "元"] == ["涉及资金"]


def test_batches_and_visits_are_counted_in_the_unit_that_their_name_says() -> None:
    found = _by_name("国内公务接待批次23个，国内公务接待人次186人。")
    assert {name: (str(fact.value), fact.unit) for name, fact in found.items()} == {
        "国内公务接待批次": ("23", "批次"), "国内公务接待人次": ("186", "人次"),
    }  # fmt: skip
