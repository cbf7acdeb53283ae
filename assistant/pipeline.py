"""The stages of answering a question, in order: parse → link → retrieve → compute → compose.

``Assistant`` opens an index once and answers from it. It never changes after that, so threads may share it, and the same
question over the same index gives the same answer.
"""

from __future__ import annotations

import itertools
from dataclasses import replace
from functools import cached_property, lru_cache, partial
from typing import TYPE_CHECKING, Self

from assistant.characters import plain
from assistant.compose import compose
from assistant.compose.several import together
from assistant.compound import Reply, Stages, over_history, replies
from assistant.compute import compute
from assistant.english.detecting import is_english
from assistant.lexicon import Lexicon, build_lexicon
from assistant.link import link
from assistant.link.linker import Linker
from assistant.link.meaning import Meaning
from assistant.model import Answer, Interpretation
from assistant.narrowed import documents_of, narrowed
from assistant.parse import LONGEST, parse
from assistant.parse.clauses import clauses
from assistant.parse.described import described
from assistant.parse.followup import follow
from assistant.query import Operation, Result
from assistant.retrieve import retrieve
from assistant.retrieve.forms.rows import of_form, project_described, surely_rows
from assistant.retrieve.guard import objection
from assistant.retrieve.words.passages import PassageIndex
from assistant.trace import trace
from index.store import Index

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from assistant.query import Evidence, Question
    from index.model import Document, Passage, Problem, Table

PARSED = 512
"""Questions kept as read: each question of a conversation reads the earlier ones again."""
TRIED = 4096
"""Questions tried for suggestions whose figure is kept: many readers get the same ones."""
NOT_FOUND = frozenset({"未列示", "未说明", "空白"})
"""Reasons for no answer that a row of a form may still remove."""
MOST_EARLIER = 6
"""Earlier questions that a follow-up may lean on."""


class Assistant:
    """Answers questions over one index; see ``ask``."""

    def __init__(self, index: Index) -> None:
        """Prepare everything that questions are compared with (some tens of milliseconds)."""
        self.index = index
        self._lexicon: Lexicon = build_lexicon(index)
        self._parsed = lru_cache(maxsize=PARSED)(partial(parse, lexicon=self._lexicon))
        self._headline = lru_cache(maxsize=TRIED)(self._try)
        self._linker = Linker(self._lexicon, Meaning(self._lexicon, index.encode) if index.is_bundled else None)
        self._texts = PassageIndex(self._lexicon, self._search, index.encode if index.is_bundled else None)

    @classmethod
    def open(cls, path: str | Path = ".index") -> Self:
        """Open an index folder; raises a ``BudgetError`` that says what to do when there is none or it cannot be used."""
        return cls(Index.open(path))

    def prepare(self) -> None:
        """Work out what the first questions would wait for; for a server, whose readers come when they like."""
        self._texts.prepare()
        self._search("预算", 1)
        self.examples()

    @property
    def documents(self) -> tuple[Document, ...]:
        """The documents that answers come from."""
        return self._lexicon.documents

    @property
    def problems(self) -> tuple[Problem, ...]:
        """What could not be read, or is odd in the documents themselves."""
        return tuple(self.index.problems)

    def table(self, document: str, number: int) -> Table | None:
        """A whole table by its document's name and its number in it; None when there is none."""
        return self.index.table(document, number)

    def section(self, document: str, path: Sequence[str]) -> tuple[Passage, ...]:
        """The sentences under a heading path of a document, in its order."""
        wanted = tuple(path)
        return tuple(
            passage
            for passage in self._lexicon.passages
            if passage.source.document == document and passage.source.section == wanted
        )

    def examples(self) -> tuple[str, ...]:
        """A handful of questions that this index answers."""
        return self._examples

    @cached_property
    def _examples(self) -> tuple[str, ...]:
        from assistant.examples import MOST, examples

        asked = (text for text, sure in examples(self._lexicon) if sure or self.ask(text).status == "answered")
        return tuple(itertools.islice(asked, MOST))

    @cached_property
    def _sentences(self) -> dict[tuple[str, str], int]:
        """Position of each sentence by its document and plain text."""
        return {(passage.source.document, plain(passage.text)): i for i, passage in enumerate(self._lexicon.passages)}

    def next_questions(self, answer: Answer) -> tuple[str, ...]:
        """A few questions near that of ``answer``, which surely have one."""
        from assistant.suggestions import next_questions

        return next_questions(self._headline, answer, self.documents)

    def _try(self, question: str) -> str:
        tried = self.ask(question)
        return tried.headline if tried.status == "answered" else ""

    def _search(self, text: str, most: int) -> list[tuple[int, float]]:
        """Sentences that the index's own search (BM25 and dense) finds: positions in the lexicon, best first."""
        found = []
        for hit in self.index.search(text, most):
            position = self._sentences.get((hit.chunk.document, plain(hit.chunk.text)))
            if position is not None:
                found.append((position, hit.score))
        return found

    def ask(self, question: str, history: Sequence[str] = ()) -> Answer:
        """Answer a question in Chinese; ``history`` holds the user's earlier questions, oldest first.

        Never raises for what a person may type: an empty, endless or foreign question gets a sentence that says so.
        """
        if len(question) > LONGEST:
            return _declined(
                question[:80] + "…",
                f"问题太长（{len(question):,} 字）。请把问题写在 {LONGEST:,} 字以内，一次问一件事。",
            )
        if is_english(question):
            from assistant.english.question import to_chinese  # few questions need its glossary
            from assistant.english.reply import in_english

            chinese = to_chinese(question, self._lexicon)
            earlier = [to_chinese(text, self._lexicon) if is_english(text) else text for text in history]
            return in_english(self._one(chinese, earlier), chinese)
        if told := self._of_described(question, history):
            return told
        if rows := self._rows(question, history, several=True):
            return rows
        parts = clauses(question)
        if len(parts) > 1 and (answer := self._several(question, parts, history)):
            return answer
        return over_history(question, history, self._stages) or self._one(question, history)

    def _one(self, question: str, history: Sequence[str]) -> Answer:
        """The answer to a sentence taken as one question."""
        read = self._read(question, history)
        if read.decline:
            return _declined(question, read.decline)
        reply = self._reply(read, self._find(read))
        return (self._rows(question, history) if reply.result.why in NOT_FOUND else None) or reply.answer

    def _of_described(self, question: str, history: Sequence[str]) -> Answer | None:
        """The answer about a project that is told by what it does; None when no project or more than one is so."""
        told = described(question)
        if told is None or self._read(question, history).operation is Operation.REASON:
            return None
        read = self._read(told.what, ())
        name = project_described(read, self._lexicon, self._texts)
        if not name:
            return None
        where = "".join((*(place.text for place in read.places), *(f"{year}年" for year in read.years)))
        answer = self._one(f"{where}{name}{told.asked}", history)
        if answer.status != "answered":
            return None
        note = f"「{told.what}」指「{name}」"
        meant = replace(answer.interpretation, assumptions=(*answer.interpretation.assumptions, note))
        return replace(answer, question=question, text=f"{answer.text}\n按以下理解：{note}。", interpretation=meant)

    def _rows(self, question: str, history: Sequence[str], *, several: bool = False) -> Answer | None:
        """The answer out of the rows of one form that the question names; ``several``: only where it surely names more than one."""
        read = self._read(question, history)
        found = None if read.decline else (surely_rows if several else of_form)(read, self._lexicon, self._texts)
        if found is None:
            return None
        reply = self._reply(read, found)
        return reply.answer if reply.result.outcome != "nothing" else None

    def _several(self, question: str, parts: Sequence[str], history: Sequence[str]) -> Answer | None:
        """The answer to a sentence with several questions; None when they cannot be answered one by one."""
        found = replies(parts, history, self._stages)
        if not found:
            return None
        if any(one.result.outcome == "nothing" for one in found) and (rows := self._rows(question, history)):
            return rows
        return together(question, tuple((part, one.answer, one.result) for part, one in zip(parts, found, strict=True)))

    @property
    def _stages(self) -> Stages:
        return Stages(self._read, self._find, self._reply)

    def _read(self, question: str, history: Sequence[str]) -> Question:
        read = self._parsed(question)
        earlier = [self._parsed(text[:LONGEST]) for text in history[-MOST_EARLIER:] if text.strip()]
        return follow(read, earlier, self._lexicon)

    def _find(self, read: Question) -> Evidence:
        own = narrowed(self._lexicon, documents_of(read))
        return retrieve(link(read, own, self._linker), own, self._texts)

    def _reply(self, read: Question, evidence: Evidence) -> Reply:
        why = objection(evidence, narrowed(self._lexicon, documents_of(read)), self._texts)
        result = Result("nothing", why=why) if why else compute(evidence)
        lines = trace(read, evidence, result, self._lexicon)
        return Reply(read, evidence, result, compose(result, evidence, self._lexicon, lines))


def _declined(question: str, text: str) -> Answer:
    return Answer(
        question=question,
        status="not_found",
        text=text,
        interpretation=Interpretation(query="不受理", operation="不受理"),
    )
