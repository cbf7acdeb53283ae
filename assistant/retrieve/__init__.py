"""``Linked`` → ``Evidence``: the figures, sets, changes and passages that the operation needs."""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING

from assistant.characters import plain
from assistant.lexicon import Lexicon
from assistant.matching import make_mention
from assistant.query import Evidence, Figure, Found, Linked, Operation, Population, Question, Target, Text
from assistant.retrieve import changes as change
from assistant.retrieve import figures, passages, sets
from assistant.retrieve.population import population

if TYPE_CHECKING:
    from assistant.retrieve.passages import PassageIndex, Search
    from index.model import Fact

TEXTS = frozenset({Operation.REASON, Operation.DEFINITION, Operation.PASSAGE})
_TOTALS = frozenset({Operation.SUM, Operation.VALUE, Operation.AVERAGE})
SETS = frozenset({Operation.RANK, Operation.FILTER, Operation.COUNT})
TEXT_ENOUGH = 0.6
"""Share of the question that the passages must explain."""
_UNIT_OF = re.compile(
    r"(?:每|一|平均(?:每|一)?|补一?)(?P<unit>个|台|人|套|辆|件|枚|次|家|条|名|份|车次|项|位|户|张)(?P<noun>项目|车)?"
)
_ASKS_WORDS = re.compile(r"什么|啥|谁|哪|怎么|怎样|如何|何时|几月|吗$|多久|时间|情况|内容|介绍|说明")
_GIVES_REASON = re.compile(r"原因|由于|因为|因此|主要(?:是|用于)")
_NO_SUBJECT = frozenset(
    [
        "造成",
        "导致",
        "引起",
        "支出预算",
        "收入预算",
        "预算",
        "支出",
        "收入",
        "财政拨款",
        "总支出",
        "支出总额",
        "预算总额",
    ]
)
_TOTAL_NAMES = frozenset(
    ["支出", "财政拨款支出", "支出总计", "一般公共预算拨款支出", "预算支出总额", "财政拨款支出预算"]
)
_MONTHS = re.compile(r"(?:每|平均|折算到?每?|一)个?(?:月|季度?)|月均|季均")
_ALL_PROJECTS = re.compile(r"(?:所有|全部|各个?|全体)(?:的)?(?:自评)?项目")


def retrieve(linked: Linked, lexicon: Lexicon, texts: PassageIndex, search: Search | None = None) -> Evidence:
    """Everything the computation needs, and nothing that the question did not ask for."""
    question = linked.question
    operation = question.operation
    if operation in TEXTS:
        return Evidence(linked, texts=_texts(linked, lexicon, texts, search))
    if operation in SETS:
        return _sets(linked, lexicon, texts, search)
    if operation is Operation.LIST:
        return _list(linked, lexicon, texts, search)
    found = tuple(figures.find(target, question, lexicon) for target in linked.targets)
    if "执行率" in question.measures and operation is Operation.VALUE and not any(item.figures for item in found):
        quotient = _rate_parts(linked, lexicon)
        if quotient is not None:
            return quotient
    excluded = tuple(figures.find(target, question, lexicon) for target in linked.excluded)
    evidence = Evidence(linked, found, excluded)
    if operation is Operation.GROWTH:
        stated = _changes(linked, lexicon)
        if _needs_parts(linked, stated, lexicon):
            pairs = change.parts_of_base(linked.targets[0], lexicon, question.base_year)
            if pairs:
                bases = tuple((_plain_figure(then), _plain_figure(now)) for then, now in pairs)
                return replace(evidence, bases=bases)
        if not stated and question.base_year > 0:
            evidence = replace(evidence, bases=_base_pair(linked, found, lexicon))
        return replace(evidence, changes=stated, current=change.current_figure(stated[0], lexicon) if stated else None)
    if operation is Operation.AVERAGE:
        return _averaged(evidence, lexicon)
    if any(target.everything for target in linked.targets):
        evidence = replace(evidence, population=_everything(linked, lexicon))
    elif operation in _TOTALS and _ALL_PROJECTS.search(question.text) and not _clear(linked):
        evidence = Evidence(linked, population=_everything(linked, lexicon))
    if operation is Operation.EXISTS and not any(item.figures for item in found):
        evidence = replace(evidence, texts=_texts(linked, lexicon, texts, search))
    if operation is Operation.VALUE:
        stated = _derivable(linked, found, lexicon)
        earlier = replace(linked, question=replace(question, base_year=linked.targets[0].scope.year))
        held = {lexicon.documents[i].year for i in linked.targets[0].scope.documents}
        unheld = earlier.question.base_year and earlier.question.base_year not in held
        if not stated and unheld and not any(f.figures for f in found) and _needs_parts(earlier, (), lexicon):
            pairs = change.parts_of_base(linked.targets[0], lexicon, earlier.question.base_year)
            evidence = replace(evidence, bases=tuple((_plain_figure(then), _plain_figure(now)) for then, now in pairs))
        evidence = replace(
            evidence, changes=stated, current=change.current_figure(stated[0], lexicon) if stated else None
        )
        if not any(f.figures for f in found) or _wants_text(question):
            evidence = replace(evidence, texts=_texts(linked, lexicon, texts, search))
    return evidence


def _plain_figure(fact: Fact) -> Figure:
    return Figure(fact.item, fact.value, fact.unit, fact)


def _rate_parts(linked: Linked, lexicon: Lexicon) -> Evidence | None:
    """决算数 and 年初预算数 of an item for which no rate is printed."""
    question = replace(linked.question, operation=Operation.SHARE, unit="元")
    found = []
    for measure in ("决算数", "年初预算数"):
        target = replace(linked.targets[0], measures=(measure,))
        item = figures.find(target, replace(question, measures=(measure,), operation=Operation.VALUE), lexicon)
        if len(item.figures) != 1 or (measure == "年初预算数" and item.figures[0].fact.measure != measure):
            return None
        figure = item.figures[0]
        found.append(replace(item, figures=(replace(figure, label=f"{figure.label}{measure}"),)))
    return Evidence(replace(linked, question=question), tuple(found))


def _needs_parts(linked: Linked, stated: tuple[Fact, ...], lexicon: Lexicon) -> bool:
    """A total is asked about, of which the documents state no change, or only changes of its parts."""
    if linked.question.base_year <= 0 or not linked.targets[0].links:
        return False
    top = lexicon.concepts[linked.targets[0].links[0].concept]
    if plain(top.label) not in _TOTAL_NAMES:
        return False
    return not stated or (len(linked.targets) > 1 and bool(re.search(r"总额|合计|总", linked.question.text)))


def _base_pair(linked: Linked, found: tuple[Found, ...], lexicon: Lexicon) -> tuple[tuple[Figure, Figure], ...]:
    """(then, now) where the documents print the earlier year's figure of the same thing."""
    now = found[0].figures[0] if found and len(found[0].figures) == 1 else None
    if now is None:
        return ()
    then = [
        fact
        for fact in change.base_figures(linked.targets[0], lexicon, linked.question.base_year)
        if fact.item == now.fact.item and fact.unit == now.unit
    ]
    then.sort(key=lambda fact: (fact.ancestors != now.fact.ancestors, fact.measure != now.fact.measure))
    return ((_plain_figure(then[0]), now),) if then else ()


def _wants_text(question: Question) -> bool:
    return (
        not question.unit
        and not question.measures
        and (bool(question.topic) or bool(_ASKS_WORDS.search(question.text)))
    )


def _clear(linked: Linked) -> bool:
    """A mention names one thing outright."""
    return any(
        target.links and target.links[0].direct >= 0.8 and target.links[0].covered >= 0.6 for target in linked.targets
    )


def _everything(linked: Linked, lexicon: Lexicon) -> Population | None:
    """All projects with the measures asked for; for a rate, with what it is the quotient of."""
    rate = "执行率" in linked.question.measures
    found: list[Population] = []
    for measures in (("全年执行数",), ("全年预算数",)) if rate else (linked.question.measures,):
        question = replace(linked.question, population="项目", content=(), unit="元", measures=measures)
        bare = Target("", linked.question.scopes[0], (), measures=measures)
        found.append(population(replace(linked, question=question, targets=(bare,)), lexicon))
    return replace(found[0], members=tuple(member for one in found for member in one.members))


def _averaged(evidence: Evidence, lexicon: Lexicon) -> Evidence:
    """Amount and count of an average: 「编报绩效目标的项目17个，涉及…万元」 names the count, its sentence the amount."""
    linked, question = evidence.linked, evidence.linked.question
    if not any(item.figures for item in evidence.found):
        counted = tuple(
            figures.find(target, replace(question, unit="个", measures=()), lexicon) for target in linked.targets
        )
        for item in counted:
            count = item.figures[0] if len(item.figures) == 1 else None
            amount = change.amount_beside(count.fact, lexicon) if count else None
            if count and amount:
                found = (replace(item, figures=(_plain_figure(amount),)),)
                return replace(evidence, found=found, divisor=count)
    return replace(
        evidence, divisor=_divisor(evidence.found, question, lexicon), population=_maybe_population(linked, lexicon)
    )


def _maybe_population(linked: Linked, lexicon: Lexicon) -> Population | None:
    if linked.question.population != "项目" or any(
        t.links and t.links[0].explained >= figures.ENOUGH for t in linked.targets
    ):
        return None
    return population(linked, lexicon)


def _changes(linked: Linked, lexicon: Lexicon) -> tuple[Fact, ...]:
    target = linked.targets[0]
    return change.changes(target, lexicon, linked.question.base_year)


def _derivable(linked: Linked, found: tuple[Found, ...], lexicon: Lexicon) -> tuple[Fact, ...]:
    """Stated changes from which a year that the documents do not cover can be worked out."""
    target = linked.targets[0]
    year = target.scope.year
    held = {lexicon.documents[i].year for i in target.scope.documents}
    if not year or year in held or any(f.figures for f in found):
        return ()
    return change.changes(target, lexicon, year)


def _divisor(found: tuple[Found, ...], question: Question, lexicon: Lexicon) -> Figure | None:
    match = _UNIT_OF.search(question.text)
    figure = found[0].figures[0] if found and found[0].figures else None
    if figure is None:
        return None
    unit = match.group("unit") if match else question.unit
    if "人均" in question.text:
        unit = "人"
    if months := _MONTHS.search(question.text):
        parts = Decimal(4 if "季" in months.group() else 12)
        return Figure("季度数" if parts == 4 else "月数", parts, "个季度" if parts == 4 else "个月", figure.fact)
    if match and match.group("noun") == "车":
        unit = "车次"
    fact = change.quantity_for(figure, unit, question, lexicon)
    return Figure(fact.item, fact.value, fact.unit, fact) if fact else None


def _sets(linked: Linked, lexicon: Lexicon, texts: PassageIndex, search: Search | None) -> Evidence:
    question = linked.question
    found: tuple[Found, ...] = ()
    if question.operation is Operation.COUNT and linked.targets and linked.targets[0].links:
        found = tuple(figures.find(target, question, lexicon) for target in linked.targets)
    evidence = sets.gather(linked, lexicon, texts)
    evidence = replace(evidence, found=found)
    if not evidence.chosen and (
        question.operation is Operation.FILTER or (question.content and not _parent_linked(linked))
    ):
        evidence = replace(evidence, texts=_texts(linked, lexicon, texts, search))
    return evidence


def _parent_linked(linked: Linked) -> bool:
    return bool(linked.targets and linked.targets[0].links and linked.targets[0].links[0].explained >= figures.ENOUGH)


def _list(linked: Linked, lexicon: Lexicon, texts: PassageIndex, search: Search | None) -> Evidence:
    """Parts with amounts where the thing has parts, and the passages that list something."""
    evidence = sets.gather(linked, lexicon, texts)
    if evidence.chosen:
        return evidence
    excluded = tuple(figures.find(target, linked.question, lexicon) for target in linked.excluded)
    fields = tuple(
        figures.find(target, replace(linked.question, unit=""), lexicon) for target in linked.targets if target.links
    )
    evidence = replace(
        evidence, found=tuple(item for item in fields if any(figure.fact.state == "text" for figure in item.figures))
    )
    return replace(evidence, excluded=excluded, texts=_texts(linked, lexicon, texts, search))


def _texts(linked: Linked, lexicon: Lexicon, index: PassageIndex, search: Search | None) -> tuple[Text, ...]:
    question = linked.question
    if question.operation is Operation.REASON and all(span.text in _NO_SUBJECT for span in question.content):
        return _general_reasons(question, lexicon)
    spans = question.content
    mention = make_mention(question.text, spans, lexicon)
    inherited = make_mention(question.text, question.inherited, lexicon) if question.inherited else None
    chosen: list[Text] = []
    for scope in question.scopes:
        projects = _projects(linked, scope.documents, lexicon)
        if question.topic and projects:
            document, project = projects[0]
            found = passages.section(index, document, project, _topics(question.topic))
            if found:
                chosen += _narrowed(found, question)
                continue
        if question.topic == "机构" and not projects:
            found = _bodies_and_offices(index, scope.documents, question, lexicon)
            if found:
                chosen += found[:12]
                continue
        if question.topic == "职能" and not projects:
            found = tuple(
                text
                for document in sorted(scope.documents)
                for text in passages.section(index, document, "", (question.topic,))
            )
            if found:
                chosen += found[:20]
                continue
        found = passages.texts(index, question, spans, scope, projects=projects, inherited=inherited, search=search)
        chosen += _answering(index, found, mention, reason=question.operation is Operation.REASON)
    return tuple(chosen)


def _bodies_and_offices(
    index: PassageIndex, documents: frozenset[int], question: Question, lexicon: Lexicon
) -> tuple[Text, ...]:
    """Sentences of the chapters on duties and organisation that name offices (科室) or bodies (单位), whichever is asked."""
    offices = bool(re.search(r"科(?!目|技|学)|内设|处室", question.text))
    wanted = re.compile(r"内设|[^教学技]科(?!目|学|技)" if offices else r"单位|下属|本部|本级|^\d|[\u4e00-\u9fff]中心$")
    return tuple(
        text
        for document in sorted(documents)
        for topic in ("机构", "职能")
        for text in passages.section(index, document, "", (topic,))
        if wanted.search(text.passage.text) and (topic == "机构" or offices)
    )


def _general_reasons(question: Question, lexicon: Lexicon) -> tuple[Text, ...]:
    """Why the whole budget rose or fell: the sentences of the 编制说明 that give a reason."""
    return tuple(
        Text(lexicon.passages[i], 1.0, document)
        for scope in question.scopes
        for document in sorted(scope.documents)
        for i in lexicon.passages_of[document]
        if lexicon.passages[i].topic == "编制说明" and "原因" in lexicon.passages[i].text
    )[:4]


def _topics(topic: str) -> tuple[str, ...]:
    return {"付款": ("方案", "付款"), "绩效目标": ("目标", "绩效目标")}.get(topic, (topic,))


def _narrowed(found: tuple[Text, ...], question: Question) -> list[Text]:
    if question.topic == "付款":
        paying = [text for text in found if re.search(r"支付|付款|结算|报销|%", text.passage.text)]
        return paying or list(found)
    return list(found[:12])


def _projects(linked: Linked, documents: frozenset[int], lexicon: Lexicon) -> tuple[tuple[int, str], ...]:
    """Projects that the question points to clearly."""
    found: dict[tuple[int, str], float] = {}
    for target in linked.targets:
        if not target.links:
            continue
        top = target.links[0].score
        for link in target.links[:10]:
            concept = lexicon.concepts[link.concept]
            if concept.project and concept.document in documents and link.score >= top - 0.06 and link.score > 0.3:
                found.setdefault((concept.document, concept.project), link.score)
    return tuple(found) if len(found) <= 3 else ()


def _answering(index: PassageIndex, found: tuple[Text, ...], mention: object, *, reason: bool = False) -> list[Text]:
    """The best passage, those about as good, and neighbours that explain what it leaves open."""
    if not found:
        return []
    best = found[0]
    chosen = list(passages.whole_item(index, best)) if not reason or passages.is_head(best) else [best]
    share, _missing = passages.coverage(index, mention, chosen)  # type: ignore[arg-type]
    for text in found[1:6]:
        if text.score < best.score - 0.22:
            break
        more, _ = passages.coverage(index, mention, [*chosen, text])  # type: ignore[arg-type]
        same_section = text.passage.source.section == best.passage.source.section and text.document == best.document
        if more > share + 0.04 or (same_section and text.score >= best.score - 0.06):
            chosen.append(text)
            share = more
    if reason and not _GIVES_REASON.search(best.passage.text):
        chosen += [
            text
            for text in passages.neighbours(index, best, 0, 2)
            if text not in chosen and _GIVES_REASON.search(text.passage.text)
        ]
    return chosen


__all__ = ["Target", "plain", "retrieve"]
