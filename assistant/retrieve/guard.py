"""What forbids an answer: a place, year or word that the documents contradict or do not know.

This, not a similarity threshold, is what makes refusals right: every content word of the question must be explained by what
was found, and no stated filter may be dropped.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from assistant.characters import bigrams, plain
from assistant.matching import make_mention, share_explained
from assistant.patterns import Pattern
from assistant.query import Evidence, Operation
from assistant.retrieve.forms.pieces import asks_of
from assistant.retrieve.things.instalments import asks_for_instalment
from assistant.retrieve.things.rates import gives_a_total
from assistant.retrieve.unexplained import forbids
from assistant.retrieve.words.passages import PassageIndex, words_left
from index.language.numerals import find_quantities

if TYPE_CHECKING:
    from assistant.lexicon import Lexicon

ROUNDED = 50
"""What an amount told in 万元 leaves open, in 元."""
_HAPPENED = frozenset({"执行数", "决算数", "全年执行数", "实际完成值"})
"""Measures of what happened, which a budget may state of the year before."""
_CELLS = frozenset({"年度指标值", "实际完成值"})
"""Columns of the indicators of a form."""
_EACH = Pattern(r"各(?:是|为|要|花|有|安排)?(?:多少|几)|分别(?:是|为|要|花|有|安排)?(?:多少|几)")
_NAMED = 0.3
"""Share of a name that the words of a figure hold where they name it at all."""
_KIND_OF_RATE = Pattern(r"满意度|知晓率|合格率|覆盖率|达标率|准确率|及时率|完好率|处置率|办结率|投诉率|利用率|故障率")
"""What an indicator measures, which its name says."""
_RATE_NAME = Pattern(r"[率度]$")
_NEGATED = Pattern(r"(?:未(?=成年)|非(?=在编|编|税|全日制|营利))(?P<word>[\u4e00-\u9fff]{1,2})")
"""Names that differ from their opposite by one character."""
_OF_PAYMENT = Pattern(r"尾款|首付|支付|付款|用款|余款|预付|质保|结算")
"""What a figure of one instalment says beside its amount."""
_ACTUAL_STAGES = frozenset({"决算", "绩效自评"})


def objection(evidence: Evidence, lexicon: Lexicon, texts: PassageIndex) -> str:
    """Why the question cannot be answered from these documents; "" when nothing forbids it."""
    question = evidence.linked.question
    if question.unknown_places:
        return "无资料"
    if not lexicon.documents:
        return "无资料"
    if any(not scope.documents for scope in question.scopes):
        return "无此年度"
    if _asks_for_what_happened(evidence, lexicon):
        return "非实际"
    if _other_amount(evidence):
        return "金额不符"
    if _opposite(evidence) or _another_indicator(evidence):
        return "未列示"
    if _whole_for_instalment(evidence) or _one_for_several(evidence, lexicon):
        return "未列示"
    if gives_a_total(evidence):
        return "未列示"
    if _unexplained(evidence, lexicon, texts):
        return "未说明"
    return ""


def _asks_for_what_happened(evidence: Evidence, lexicon: Lexicon) -> bool:
    question = evidence.linked.question
    if not question.actual or question.operation is Operation.DEFINITION:
        return False
    if any(figure.fact.measure in _HAPPENED for found in evidence.found for figure in found.figures):
        return False
    return all(lexicon.documents[i].stage not in _ACTUAL_STAGES for scope in question.scopes for i in scope.documents)


def _another_indicator(evidence: Evidence) -> bool:
    """「满意度实际是多少」: the cell of another indicator of the same form answers nothing."""
    question = evidence.linked.question
    kind = _KIND_OF_RATE.search(question.text)
    figures = [figure for found in evidence.found for figure in found.figures]
    if not kind or question.operation is not Operation.VALUE or len(figures) != 1 or len(evidence.found) != 1:
        return False
    fact = figures[0].fact
    if kind.group() != "满意度" and fact.unit == "%":  # a rate under another name
        return False
    if fact.origin == "prose" and fact.unit == "%" and _RATE_NAME.search(fact.item):
        return kind.group() not in fact.item  # its sentence may tell all the rates of a project one after another
    said = (fact.item, *fact.ancestors, fact.context, fact.measure, fact.project)
    return fact.measure in _CELLS and not any(kind.group() in text for text in said)


def _opposite(evidence: Evidence) -> bool:
    """What is asked of 未成年人 is not answered with the figure of 成年人."""
    for match in _NEGATED.finditer(evidence.linked.question.text):
        labels = [figure.fact.item for found in evidence.found for figure in found.figures]
        if any(match["word"] in label and match.group() not in label for label in labels):
            return True
    return False


def _one_for_several(evidence: Evidence, lexicon: Lexicon) -> bool:
    """「某项目的监理费和审计费各多少」: one figure whose own words name none but the first is neither of them."""
    question = evidence.linked.question
    figures = [figure for found in evidence.found for figure in found.figures]
    if question.operation is not Operation.VALUE or not _EACH.search(question.text):
        return False
    if len(evidence.found) != 1 or len(figures) != 1 or not figures[0].fact.project:
        return False  # several things were looked up, and one that has no figure is said beside the other
    fact = figures[0].fact
    said = "".join((fact.item, *fact.ancestors, fact.measure, fact.project, fact.context))
    others = [piece.mention for ask in asks_of(question, lexicon) for piece in ask.pieces][1:]
    return bool(others) and all(share_explained(one, "", bigrams(plain(said))) < _NAMED for one in others)


def _whole_for_instalment(evidence: Evidence) -> bool:
    """「尾款多少钱」: the amount of a project or a line item is not its last instalment."""
    question = evidence.linked.question
    if question.operation in {Operation.PART, Operation.PASSAGE} or not asks_for_instalment(question.text):
        return False
    figures = [figure for found in evidence.found for figure in found.figures]
    said = (" ".join((f.fact.item, f.fact.measure, f.fact.context, *f.fact.ancestors)) for f in figures)
    return bool(figures) and not any(_OF_PAYMENT.search(text) for text in said)


def _other_amount(evidence: Evidence) -> bool:
    """A difference is asked for to an amount that the question tells (「跟408.989万差多少」) and none of the figures found is it."""
    question = evidence.linked.question
    if question.operation not in {Operation.DIFFERENCE, Operation.COMPARE} or question.conditions:
        return False
    told = [q.value for q in find_quantities(question.text) if q.unit == "元" or q.printed_unit in {"万", "亿"}]
    values = [figure.value for found in evidence.found for figure in found.figures if figure.value is not None]
    return bool(values) and any(all(abs(value - amount) > ROUNDED for value in values) for amount in told)


def _unexplained(evidence: Evidence, lexicon: Lexicon, texts: PassageIndex) -> bool:
    question = evidence.linked.question
    if not question.content or evidence.chosen:
        return False
    mention = make_mention(question.text, question.content, lexicon)
    if any(found.figures for found in evidence.found) or (evidence.population and evidence.population.members):
        missing = set(_open_words(evidence, lexicon))
        missing = {word for word in missing if not _said_of_account(word, evidence, lexicon)}
        if missing and evidence.texts:
            left = words_left(texts, question, mention, evidence.texts)
            missing = {word for word in missing if any(word in rest or rest in word for rest in left)}
        return forbids(missing, mention, question, lexicon)
    return False  # passages alone were checked where they were chosen


def _said_of_account(word: str, evidence: Evidence, lexicon: Lexicon) -> bool:
    """「委托中介机构的某业务支出」: the sentence behind the heading of the account says what it is for."""
    facts = [figure.fact for found in evidence.found[:1] for figure in found.figures if figure.fact.code]
    for fact in facts:
        numbers = lexicon.passages_of[lexicon.document_of(fact.document)]
        told = (i for i in numbers if f"{fact.item}（项）" in lexicon.passages[i].text and i + 1 in numbers)
        if any(_PURPOSE.match(said := lexicon.passages[i + 1].text) and word in plain(said) for i in told):
            return True
    return False


_PURPOSE = Pattern(r"(?:主要)?用于")
"""How the sentence begins that says what an account is for."""


def _open_words(evidence: Evidence, lexicon: Lexicon) -> list[str]:
    """Words that the link which was used leaves unexplained, for every target."""
    words: list[str] = []
    for found in evidence.found:
        if not found.figures:
            words += found.target.missing
            continue
        used = {figure.fact for figure in found.figures}
        links = [
            link
            for link in found.target.links
            if used & {lexicon.facts[i] for i in lexicon.concepts[link.concept].facts}
        ]
        best = min(links, key=lambda link: len("".join(link.missing)), default=None)
        words += best.missing if best else found.target.missing
    if not evidence.found:
        for target in evidence.linked.targets:
            words += target.missing
    return [
        word
        for word in words
        if not (_elsewhere(word, evidence) or _shared(word, evidence) or _names_their_table(word, evidence))
    ]


def _names_their_table(word: str, evidence: Evidence) -> bool:
    """「机关运行经费里最大的三项」: the table of all members says the word in its title."""
    members = evidence.population.members if evidence.population else ()
    return bool(members) and all(word in member.fact.source.table for member in members)


def _shared(word: str, evidence: Evidence) -> bool:
    """「养老、医保、公积金单位缴费」: what follows the last name belongs to all and need not stand in the label of each."""
    targets = [found.target for found in evidence.found]
    everywhere = len(targets) > 1 and all(any(word in span.text for span in target.spans) for target in targets)
    return everywhere and any(word not in target.missing for target in targets)


def _elsewhere(word: str, evidence: Evidence) -> bool:
    """The word names a measure, the noun of the set, or what is excluded."""
    question = evidence.linked.question
    known = (*question.measures, question.population, *(span.text for span in question.excluded), *question.quoted)
    return any(word in text or (len(text) > 1 and text in word) for text in known if text)  # 「罚款」 names no 款
