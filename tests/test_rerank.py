"""A reranker looks again at the first hits; without one nothing changes, and a real cross-encoder fits the same protocol."""

from __future__ import annotations

import pytest

from index.rerank import RERANKED, CrossReranker, RerankerMissing, chosen_reranker, reranked
from index.search import Searcher
from index.store import Index


class Shortest:
    """Prefers short texts."""

    def scores(self, question, texts):  # noqa: ARG002
        return [-float(len(text)) for text in texts]


def test_the_first_hits_are_put_in_the_order_of_the_reranker_and_the_rest_stay():
    rows = list(range(RERANKED + 2))
    texts = ["x" * (RERANKED - row) for row in range(RERANKED)] + ["", ""]
    assert reranked(rows, texts, "?", Shortest()) == [*reversed(range(RERANKED)), RERANKED, RERANKED + 1]


def test_equal_scores_keep_their_places():
    assert reranked([7, 5, 9], ["ab", "a", "cd"], "?", Shortest()) == [5, 7, 9]


def test_there_is_no_reranker_unless_one_is_named(monkeypatch):
    monkeypatch.delenv("BUDGET_RERANKER", raising=False)
    assert chosen_reranker() is None
    monkeypatch.setenv("BUDGET_RERANKER", " 某/模型 ")
    assert isinstance(chosen_reranker(), CrossReranker)


def test_a_search_with_a_reranker_says_so(corpus_index):
    index = Index.open(corpus_index)
    plain = index.search("公务接待费", 3)
    files = {name: index._bytes(name) for name in index._held}
    searcher = Searcher(index.chunks, files, index.manifest["retrieval"], reranker=Shortest())
    again = searcher.search("公务接待费", 3)
    assert not any("重排" in reason for hit in plain for reason in hit.rank_reasons)
    assert [hit.rank_reasons[2] for hit in again] == ["重排第 1", "重排第 2", "重排第 3"]


def test_a_model_that_is_not_there_is_named(tmp_path):
    with pytest.raises(RerankerMissing, match="BUDGET_RERANKER"):
        CrossReranker(str(tmp_path / "没有")).scores("?", ["甲"])


def test_a_real_cross_encoder_scores_question_and_text_together(tmp_path):
    from transformers import BertConfig, BertForSequenceClassification, BertTokenizer

    characters = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]", *"公务接待费多少河道保洁"]
    (tmp_path / "vocab.txt").write_text("\n".join(dict.fromkeys(characters)), "utf-8")
    BertTokenizer(str(tmp_path / "vocab.txt")).save_pretrained(tmp_path)
    config = BertConfig(
        vocab_size=20, hidden_size=8, num_hidden_layers=1, num_attention_heads=1, intermediate_size=8, num_labels=1
    )
    BertForSequenceClassification(config).save_pretrained(tmp_path)
    reranker = CrossReranker(str(tmp_path))
    scores = reranker.scores("公务接待费多少", ["公务接待费", "河道保洁"])
    assert len(scores) == 2
    assert scores == reranker.scores("公务接待费多少", ["公务接待费", "河道保洁"])
    assert scores[0] != scores[1]
    assert reranker.scores("?", []) == []
