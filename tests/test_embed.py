"""The asking side makes the same vectors as sentence-transformers, from the same files, and knows every character."""

from __future__ import annotations

import numpy as np
import pytest
from samples import parsed
from tokenizers import Tokenizer

from index.chunks import make_chunks
from index.dense import Dense
from index.embed import BUNDLED, ForeignEncoder, StaticEncoder, chunk_vectors, encoder_name, unit
from index.encoder.adapt import BASE, adapted_model
from index.encoder.lexicon import groups, terms, words, written
from index.encoder.make import first_vectors
from index.encoder.vocabulary import UNKNOWN, hanzi, tokenizer
from index.fusion import best, fused, needed
from index.lexical import Lexical, ranking, tokens
from index.retrieval import build_retrieval, generated_questions
from index.search import Searcher

SENTENCES = (
    "青山区2031年部门预算的编制说明",
    "园林所负责全区行道树的养护",
    "公务接待费1,200.50万元，比上年增加3%",
    "ＡＢＣ　全角与半角",
    "河道保洁",
    "补植香樟三百株",
    "？",
    "",
    "囍",
    "a" * 300,
)

TEXTS = [*SENTENCES[:6], *(f"{word}经费{number}万元" for number, word in enumerate(terms()[:200]))]
CHUNKS = make_chunks([parsed(sentences=TEXTS)])


@pytest.fixture(scope="module")
def adapted():
    return adapted_model(CHUNKS)


def test_both_ways_of_encoding_are_equal(adapted, tmp_path):
    for name, data in adapted.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_bytes(data)
    ours = StaticEncoder(adapted).encode(SENTENCES)
    theirs = ForeignEncoder(str(tmp_path / "encoder")).encode(SENTENCES)
    assert ours.shape == theirs.shape
    assert np.abs(ours - theirs).max() < 1e-6


def test_vectors_have_length_one_or_nothing_at_all(adapted):
    lengths = np.linalg.norm(StaticEncoder(adapted).encode(SENTENCES), axis=1)
    assert np.allclose(lengths, [0 if text in {"？", "", "囍"} else 1 for text in SENTENCES], atol=1e-5)


def test_encoding_one_text_does_not_depend_on_its_neighbours(adapted):
    encoder = StaticEncoder(adapted)
    together = encoder.encode(SENTENCES)
    assert all(np.array_equal(encoder.encode([text])[0], together[row]) for row, text in enumerate(SENTENCES))


def test_adapting_twice_gives_the_same_files():
    assert adapted_model(CHUNKS) == adapted_model(CHUNKS)


def test_a_corpus_of_a_few_sentences_has_an_encoder_too():
    assert StaticEncoder(adapted_model(CHUNKS[:2])).encode(["行道树"]).any()


@pytest.mark.parametrize(
    ("everyday", "official", "other"),
    [
        ("招待费", "公务接待费", "基本工资"),
        ("医保", "职工基本医疗保险缴费", "物业管理费"),
        ("图章", "印章", "公务接待"),
    ],
)
def test_an_everyday_word_is_nearer_to_its_official_term(adapted, everyday, official, other):
    first, second, third = StaticEncoder(adapted).encode([everyday, official, other])
    assert first @ second > first @ third + 0.1


def test_the_bundled_model_can_be_made_again_from_its_own_words():
    bundled = Tokenizer.from_file(str(BASE / "tokenizer.json")).get_vocab()
    made = sorted(bundled, key=lambda word: bundled[word])
    assert tokenizer(made[1:]).get_vocab() == bundled
    assert set(words(written())) <= set(made)


def test_every_group_of_the_lexicon_has_two_sides():
    assert all(group.official and group.everyday for group in groups())
    assert {"公务接待费", "劳务派遣"} <= {term for group in groups() for term in group.official}


def test_the_bundled_encoder_is_small():
    assert 2 < sum(path.stat().st_size for path in BASE.iterdir()) / 1e6 < 10


def test_every_character_of_gb2312_has_a_token():
    assert len(hanzi()) == 6763
    bundled = Tokenizer.from_file(str(BASE / "tokenizer.json"))
    assert UNKNOWN not in bundled.encode("".join(hanzi()), add_special_tokens=False).tokens


def test_the_tokenizer_levels_forms_and_thousands():
    made = tokenizer(["预算", "部门预算"])
    assert made.encode("部门预算　１,２００.５万元").tokens == made.encode("部门预算，1200.5万元").tokens
    assert made.encode("部门预算").tokens == ["部门预算"]


def test_token_vectors_are_unit_vectors_except_for_the_unknown():
    made = tokenizer(["招待费", "公务接待费"])
    vectors = first_vectors(made)
    lengths = np.linalg.norm(vectors, axis=1)
    assert lengths[made.token_to_id(UNKNOWN)] == 0
    assert np.allclose(np.delete(lengths, made.token_to_id(UNKNOWN)), 1, atol=1e-5)


def test_the_encoder_is_chosen_by_the_environment(monkeypatch):
    monkeypatch.delenv("BUDGET_ENCODER", raising=False)
    assert encoder_name() == BUNDLED
    monkeypatch.setenv("BUDGET_ENCODER", " 某/模型 ")
    assert encoder_name() == "某/模型"


def test_unit_leaves_zeros():
    assert unit(np.array([[3.0, 4.0], [0.0, 0.0]], np.float32)).tolist() == [
        [0.6000000238418579, 0.800000011920929],
        [0, 0],
    ]


# Characters ------------------------------------------------------------------------------------------------------


def test_tokens_are_characters_pairs_numbers_and_words():
    assert len(tokens("河道保洁")) == 4 + 3
    assert tokens("1,200.50") == tokens("１２００.50")
    assert tokens("河道，保洁") != tokens("河道保洁")
    assert tokens("VPN") == tokens("vpn")
    assert tokens("？　") == []


def test_bm25_prefers_the_rare_word_and_the_short_text():
    texts = ["经费 道路 保洁", "经费 河道", "经费 路灯 维护 维修 更换"]
    scores = Lexical.build(texts).scores("河道经费")
    assert ranking(scores, 3) == [1, 0, 2]


def test_bm25_of_nothing_is_nothing():
    assert Lexical.build([]).scores("河道").tolist() == []
    assert Lexical.build(["", "。"]).scores("河道").tolist() == [0, 0]


def test_equal_scores_stand_in_order_of_position():
    assert ranking(np.array([1.0, 2.0, 1.0, 0.0, 2.0]), 3) == [1, 4, 0]
    assert ranking(np.array([1.0, 2.0, 1.0]), 2, np.array([0, 2])) == [0, 2]


# Vectors and both ------------------------------------------------------------------------------------------------


def test_nearest_vectors_can_be_limited_and_survive_storing():
    vectors = unit(np.eye(4, 3, dtype=np.float32) + 0.1)
    dense = Dense.from_bytes(Dense.build(vectors).to_bytes())
    assert next(place for place, _ in dense.nearest(vectors[1], 2)) == 1
    assert {place for place, _ in dense.nearest(vectors[1], 4, np.array([0, 2]))} == {0, 2}
    assert dense.nearest(np.zeros(3, np.float32), 2) == []


def test_many_vectors_go_into_inverted_lists(monkeypatch):
    monkeypatch.setattr("index.dense.FLAT_LIMIT", 100)
    vectors = unit(np.random.default_rng(1).standard_normal((2000, 8)).astype(np.float32))
    dense = Dense.from_bytes(Dense.build(vectors).to_bytes())
    assert dense.nearest(vectors[77], 1)[0][0] == 77
    assert dense.nearest(vectors[77], 5, np.array([3]))[0][0] == 3


def test_what_characters_and_vectors_both_find_comes_first():
    scores = fused([1, 2, 3], {1: 8.0, 3: 7.0}, {2: 0.9, 3: 0.8}, 0.1, 1.0)
    assert best(scores, 3)[0] == 3
    assert scores[1] == 1.0
    assert scores[3] == pytest.approx(7 / 8 + 0.7 / 0.8)


def test_a_cosine_below_the_floor_says_nothing():
    assert fused([1, 2], {}, {1: 0.5, 2: 0.3}, 0.4, 1.0) == {1: 1.0, 2: 0.0}


def test_vectors_that_weigh_nothing_change_nothing():
    assert fused([1, 2], {1: 2.0, 2: 4.0}, {1: 0.9}, 0.0, 0.0) == {1: 0.5, 2: 1.0}


def test_vectors_are_needed_less_the_closer_characters_match():
    assert [needed(match) for match in (0.0, 0.5, 0.65, 0.8, 1.0)] == pytest.approx([1, 1, 0.5, 0.25, 0.25])


def test_the_most_that_characters_can_say_is_what_the_best_texts_say_together():
    lexical = Lexical.build(["河道保洁", "路灯维护", "河道"])
    assert lexical.most("河道") == pytest.approx(float(lexical.scores("河道").max()))
    assert lexical.most("河道路灯") == pytest.approx(lexical.most("河道") + lexical.most("路灯"))
    assert lexical.most("图书") == 0


def test_the_context_of_a_chunk_weighs_as_much_as_its_text(adapted):
    encoder = StaticEncoder(adapted)
    context, text = "青山区园林所 2031年", "河道保洁"
    parts = encoder.encode([context, text])
    assert np.allclose(chunk_vectors(encoder, [(context, text)]), unit(parts.sum(axis=0, keepdims=True)), atol=1e-6)


# Questions made up to measure a corpus -----------------------------------------------------------------------------


def test_generated_questions_are_always_the_same_and_point_at_their_chunks():
    chunks = make_chunks([parsed(sentences=["园林所负责全区行道树的养护。", "公务接待费减少三成，差旅费不变。"])])
    asked = generated_questions(chunks)
    assert asked == generated_questions(chunks)
    assert set(asked) == {"named", "everyday"}
    everything = [one for questions in asked.values() for one in questions]
    assert everything
    assert all(wanted and wanted <= set(range(len(chunks))) and question for question, wanted in everything)


def test_an_everyday_question_does_not_say_the_official_term():
    chunks = make_chunks([parsed(sentences=["公务接待费减少三成。"])])
    asked = generated_questions(chunks)["everyday"]
    entertaining = [question for question, wanted in asked if 0 in wanted]
    assert chunks[0].text == "公务接待费减少三成。"
    assert entertaining
    assert all("公务接待费" not in question for question in entertaining)


# Another model -----------------------------------------------------------------------------------------------------


def tiny_transformer(folder):
    """A sentence-transformers model of one small layer with weights drawn at random, saved in ``folder``."""
    import torch
    from sentence_transformers import SentenceTransformer
    from sentence_transformers.sentence_transformer.modules import Pooling, Transformer
    from transformers import BertConfig, BertModel, BertTokenizer

    torch.manual_seed(1)
    (folder / "bert").mkdir(parents=True)
    words = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]", *dict.fromkeys("".join(TEXTS))]
    (folder / "vocab.txt").write_text("\n".join(words), "utf-8")
    BertTokenizer(str(folder / "vocab.txt")).save_pretrained(folder / "bert")
    config = BertConfig(
        vocab_size=len(words), hidden_size=16, num_hidden_layers=1, num_attention_heads=2, intermediate_size=16
    )
    BertModel(config).save_pretrained(folder / "bert")
    body = Transformer(str(folder / "bert"))
    SentenceTransformer(modules=[body, Pooling(16)], device="cpu").save(str(folder / "model"))
    return str(folder / "model")


def test_any_transformer_takes_the_place_of_the_bundled_encoder(tmp_path, monkeypatch):
    monkeypatch.setenv("BUDGET_ENCODER", tiny_transformer(tmp_path))
    chunks = CHUNKS[:60]
    built = build_retrieval(chunks)
    assert (built.record["encoder"], built.record["dimension"]) == (str(tmp_path / "model"), 16)
    assert not [name for name in built.files if name.startswith("encoder/")]
    (hit, *_) = Searcher(chunks, built.files, built.record | {"weight": 1.0}).search(chunks[7].text, 3)
    assert hit.chunk.text == chunks[7].text
    assert hit.dense > 0
    assert {"字词第 1", "语义第 1"} & set(hit.rank_reasons)
