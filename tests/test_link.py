"""Words of a question and the concepts of the documents they stand for."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from assistant.lexicon import build_lexicon
from assistant.link import link
from assistant.link.linker import Linker
from assistant.link.meaning import NEAR, Meaning
from assistant.matching import everyday_words
from assistant.parse import parse
from tests.tiny import PROJECT, tiny_index


@pytest.fixture(scope="module")
def linked():
    lexicon = build_lexicon(tiny_index())
    linker = Linker(lexicon)

    def run(question):
        found = link(parse(question, lexicon), lexicon, linker)
        return found, [lexicon.concepts[target.links[0].concept] if target.links else None for target in found.targets]

    return run


@pytest.mark.parametrize(
    ("words", "label"),
    [
        ("办公费", "办公费"),
        ("水费", "水费"),
        ("公务接待费", "公务接待费"),
        ("招待费", "公务接待费"),
        ("古树名木抢救", PROJECT),
        ("白蚁防治", "白蚁防治"),
        ("社会保障和就业支出", "社会保障和就业支出"),
    ],
)
def test_a_thing_is_linked_by_its_name_a_part_of_it_or_an_everyday_word(linked, words, label):
    _, (concept,) = linked(f"云杉区园林所2031年{words}多少")
    assert concept.label == label


def test_links_stay_inside_the_documents_that_the_question_states(linked):
    found, (concept,) = linked("白河区图书馆2031年办公费多少")
    assert concept.document == 2
    lexicon_documents = {target.scope.documents for target in found.targets}
    assert lexicon_documents == {frozenset({2})}


def test_several_things_become_targets_in_the_order_they_are_named(linked):
    _, concepts = linked("云杉区园林所2031年水费和办公费一共多少")
    assert [concept.label for concept in concepts] == ["水费", "办公费"]


def test_one_thing_of_two_bodies_becomes_a_target_for_each(linked):
    _, concepts = linked("云杉区园林所和白河区图书馆2031年办公费差多少")
    assert [concept.label for concept in concepts] == ["办公费", "办公费"]
    assert [concept.document for concept in concepts] == [1, 2]


def test_part_and_whole_of_a_share_keep_their_places(linked):
    _, concepts = linked("云杉区园林所2031年办公费占商品和服务支出的百分之几")
    assert [concept.label for concept in concepts] == ["办公费", "商品和服务支出"]


def test_two_columns_of_one_thing_become_two_targets(linked):
    found, concepts = linked("云杉区园林所2030年行道树补植全年预算数比年初预算数多多少")
    assert [target.measures for target in found.targets] == [("全年预算数",), ("年初预算数",)]
    assert {concept.label for concept in concepts} == {"行道树补植"}


def test_a_word_that_nothing_explains_is_named(linked):
    found, _ = linked("云杉区园林所2031年火箭发射费多少")
    assert any("火箭" in word for target in found.targets for word in target.missing)


def test_links_are_sorted_and_explain_at_most_everything(linked):
    found, _ = linked("云杉区园林所2031年公共设施支出多少")
    (target,) = found.targets
    scores = [one.score for one in target.links]
    assert scores == sorted(scores, reverse=True)
    assert all(0 <= one.direct <= 1.0001 and 0 <= one.explained <= 1.0001 for one in target.links)


def test_a_question_that_names_no_item_means_the_total(linked):
    _, (concept,) = linked("白河区图书馆2031年预算是多少")
    assert concept.label == "支出总计"


# By meaning -------------------------------------------------------------------------------------------------------

DIRECTIONS = {"公务接待费": (1, 0, 0), "办公费": (0, 1, 0), "水费": (0, 0.8, 0.6)}


def by_meaning(vector, scope=frozenset({1})):
    """Links of 「下馆子」, which says ``vector``; labels point where ``DIRECTIONS`` says, all others nowhere."""
    lexicon = build_lexicon(tiny_index())

    def encode(texts):
        said = {**DIRECTIONS, "下馆子": vector}
        return np.array([said.get(text, (0, 0, 0)) for text in texts], np.float32)

    linker = Linker(lexicon, Meaning(lexicon, encode))
    question = parse("云杉区园林所2031年下馆子多少", lexicon)
    links = linker.links(question.text, question.content, replace(question.scopes[0], documents=scope))
    return [(lexicon.concepts[link.concept].label, link.by_meaning, link.missing) for link in links]


def test_a_mention_that_no_character_explains_is_linked_to_the_label_that_is_clearly_nearest():
    assert set(by_meaning((0.95, 0.2, 0.24))) == {("公务接待费", True, ())}


def test_a_far_neighbour_is_not_found():
    assert by_meaning((NEAR - 0.05, 0, 0)) == []


def test_two_labels_that_are_nearly_as_near_decide_nothing():
    assert by_meaning((0, 0.95, 0.31)) == []


def test_a_label_outside_of_the_documents_asked_about_is_not_found():
    assert by_meaning((1, 0, 0), scope=frozenset()) == []


def test_what_characters_explain_is_never_linked_by_meaning(corpus_assistant):
    read = parse("青浦2023年公务接待费多少", corpus_assistant._lexicon)
    linked = link(read, corpus_assistant._lexicon, corpus_assistant._linker)
    assert not any(one.by_meaning for target in linked.targets for one in target.links)


def test_an_answer_by_meaning_says_how_the_words_were_understood(corpus_assistant):
    answer = corpus_assistant.ask("青浦2023年银行转账扣了多少")
    assert (answer.status, str(answer.value)) == ("answered", "3000")
    assert any("理解为「手续费」" in assumed for assumed in answer.interpretation.assumptions)


def test_something_the_documents_do_not_hold_is_not_linked_to_the_next_best(corpus_assistant):
    for question in ("松江行政服务中心2024年养狗花多少", "青浦2023年买大炮多少钱", "闵行2020年坐牢的人吃饭多少钱"):
        assert corpus_assistant.ask(question).status == "not_found"


@pytest.mark.parametrize(
    "question",
    [
        "松江政务服务办公室23年其他商品和服务支出有多少钱",
        "青浦行政服务中心2023年度预算里行政单位医疗有多少万元",
        "松江行政服务中心二〇二四年的进修及培训预算数是多少元",
    ],
)
def test_an_official_name_that_is_not_listed_is_not_taken_for_one_that_sounds_like_it(corpus_assistant, question):
    assert corpus_assistant.ask(question).status == "not_found"


def test_a_word_inside_a_longer_everyday_word_says_nothing_of_its_own():
    lexicon = build_lexicon(tiny_index())
    assert {hit.terms for hit in everyday_words("买公务车花多少", lexicon)} == {
        hit.terms for hit in everyday_words("买公务车花多少", lexicon) if hit.end - hit.start == len("买公务车")
    }


@pytest.mark.parametrize(
    ("question", "labels"),
    [
        ("云杉区园林所2031年商品和服务支出中办公费的比重", ["办公费", "商品和服务支出"]),
        ("云杉区园林所2031年商品和服务支出里水费占几成", ["水费", "商品和服务支出"]),
    ],
)
def test_a_share_names_its_whole_before_the_part(linked, question, labels):
    _, concepts = linked(question)
    assert [concept.label for concept in concepts] == labels


@pytest.mark.parametrize(
    "question",
    [
        "找出云杉区园林所2031年的水费",
        "帮我算下云杉区园林所2031年水费",
        "云杉区园林所2031年支出总表上水费是多少",
        "云杉区园林所自己的水费2031年要多少",
    ],
)
def test_words_that_frame_a_question_need_no_explanation(linked, question):
    found, (concept,) = linked(question)
    assert (concept.label, found.targets[0].missing) == ("水费", ())


def test_what_stands_before_the_list_belongs_to_every_name(linked):
    found, concepts = linked("云杉区园林所2031年古树名木抢救项目里，白蚁防治和土壤改良一共多少钱")
    assert [concept.label for concept in concepts] == ["白蚁防治", "土壤改良"]
    assert all("古树名木抢救" in target.mention for target in found.targets)


def test_examples_before_an_account_are_not_asked_for(linked):
    found, (concept,) = linked("云杉区园林所2031年墨盒胶水这类办公费多少")
    assert (concept.label, found.targets[0].missing) == ("办公费", ())


def test_words_behind_a_list_say_what_is_done_with_it(linked):
    found, _ = linked("云杉区园林所2031年水费、办公费两项支出合计多少")
    assert [target.mention for target in found.targets] == ["水费", "办公费"]


def test_a_department_is_called_the_system_of_its_place():
    lexicon = build_lexicon(tiny_index())
    (place,) = parse("云杉区园林系统2031年的水费", lexicon).places
    assert place.text.endswith("园林系统")
    assert {lexicon.documents[i].organisation for i in place.documents} == {"云杉区园林所"}
    assert parse("园林系统运维多少钱", lexicon).places == ()
