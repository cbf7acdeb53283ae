"""What an amount is made of: the sentence that tells the parts of the amount that the question names (「…642.75万元，其中：…」)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from assistant.matching import make_mention
from assistant.patterns import Pattern
from assistant.query import Operation
from assistant.retrieve.words.asked import asked_for, left_to_explain
from assistant.retrieve.words.passages import Scorer
from assistant.retrieve.words.subjects import projects_meant

if TYPE_CHECKING:
    from assistant.lexicon import Lexicon
    from assistant.query import Linked, Text
    from assistant.retrieve.words.passages import PassageIndex

ENOUGH = 0.6
"""Share of the question that the sentence, with all it belongs to, must explain."""
_SIMPLE = frozenset({Operation.LIST, Operation.VALUE, Operation.PASSAGE})
_MADE_OF = Pattern(r"组成|构成|包括|包含|拆|(?:花|用|投|分|给)(?:在|到|给)|分(?:成|为)|明细")
_AMOUNT = Pattern(r"\d[\d,]*(?:\.\d+)?(?=万|元|亿)")
_OF_WHICH = Pattern(r"(?P<whole>\d[\d,]*(?:\.\d+)?)(?:万|亿)?元?[^,，。；;、]{0,8}[,，：:(（]?(?:其中|包括|分别|具体)")


def parts_of_amount(linked: Linked, lexicon: Lexicon, index: PassageIndex) -> tuple[Text, ...]:
    """The sentence with the amount of the question as a whole and its parts behind it; () when there is none."""
    question = linked.question
    told = {_bare(number) for number in _AMOUNT.findall(question.text)}
    if question.operation not in _SIMPLE or not told or not _MADE_OF.search(question.text):
        return ()
    asked = asked_for(question)
    mention = make_mention(question.text, left_to_explain(question, asked), lexicon)
    found: list[tuple[float, int]] = []
    for scope in question.scopes:
        scorer = Scorer(index, mention, question, asked, frozenset(projects_meant(linked, scope, mention, index)))
        for document in sorted(scope.documents):
            found += [
                (scorer.share(scorer.explained(i)), i)
                for i in index.of_document[document]
                if any(_bare(match["whole"]) in told for match in _OF_WHICH.finditer(index.passages[i].text))
            ]
    best = max(found, default=(0.0, -1), key=lambda pair: pair[0])
    return (index.text(best[1]),) if best[0] >= ENOUGH else ()


def _bare(number: str) -> str:
    number = number.replace(",", "")
    return number.rstrip("0").rstrip(".") if "." in number else number
