"""Small English words: those that join or part the terms of a question, and those that carry none of their own."""

from __future__ import annotations

JOINTS: dict[str, str] = (
    dict.fromkeys(("and", "plus", "&", "versus", "vs", "or"), "and")
    | dict.fromkeys(("of",), "of")
    | dict.fromkeys(("for", "on", "toward"), "for")
    | dict.fromkeys(("in", "within", "among", "from", "by", "at", "under", "into", "out"), "in")
    | dict.fromkeys(("than",), "than")
    | dict.fromkeys(("to",), "to")
    | dict.fromkeys(("as",), "as")
    | dict.fromkeys(("share", "percentage", "proportion", "fraction", "percent"), "share")
    | dict.fromkeys(
        ("is", "are", "was", "were", "doe", "do", "did", "does", "be", "go", "goes", "went", "come", "came", "represent", "account", "make", "made", "take"),
        "verb",
    )
)  # fmt: skip
NOUNS: dict[str, str] = {
    "project": "项目",
    "program": "项目",
    "item": "科目",
    "line": "科目",
    "subject": "科目",
    "component": "分项",
    "part": "分项",
    "sub-item": "分项",
    "subitem": "分项",
    "indicator": "指标",
    "unit": "单位",
    "organization": "单位",
    "department": "部门",
    "category": "大类",
    "district": "区",
}
"""What a set is made of; elsewhere they say no more than their Chinese word."""
_GENERIC = """
expense expenditure spending cost fee charge outlay payment money amount sum figure value contribution bill
allocation number
"""
_FILLERS = """
a an the this that these those there it its their they them he she his her we our you your i me my us what which who
whom whose how much many how's what's when where why whether to with about per each every any all some most more
less least fewer higher lower greater larger smaller bigger highest lowest largest biggest smallest top bottom first
second third fourth fifth one two three four five six seven eight nine ten single has have had having can could
would will shall should may might must been being am please tell show give list name find know want like need let
say state mean meaning define definition explain described term allocated allocate allot budgeted planned plan plans
set aside spend spends provide provided given use used cost costs paid pay pays according between both combined
together altogether overall across difference differ compare compared comparison gap increase increased decrease
decreased grow grew growth rise rose risen fall fell fallen drop dropped reduce reduced change changed decline
declined year yearly annual fiscal last previous prior before ago next same current yoy on-year over under above
below exceed exceeding exceeded up down so if then than too also only just even really yuan rmb cny renminbi million
billion thousand hundred wan yi k m district government's shanghai's city municipal municipality local public
office's average unit sum total totals expensive cheap cheapest costly rank ranking ranked order sorted sort reason
reasons because cause causes caused due why's exist include includes included including contain contained consist
comprise cover covers covered expected get gets got received receive appear listed mentioned kind kinds type types
does did done long often hello hi thanks thank ok okay well now while still yet already respectively exactly
precisely approximately around roughly document documents report budgeting thing things stuff reached reach
earmarked assigned designated available approved announced published reported recorded rate level size large big
small high low excluding without minus except apart deducting deducted deduct net left remain remains remaining
remainder lost lose account accounts accounted issue issued distribute distributed hand handed ready finished finish
start started begin end ended complete expect estimated estimate scheduled schedule made sets number related
regarding concerning relating such own shown stated printed spelled called entitled put went gone take takes taken
took come comes came bring brought work works worked help happen happened highest-scoring best worst better worse
main major key specific particular certain different various several few little lot departmental dept office-wide
answer question figures data information info detail details breakdown amounts person capita date time period during
after since until through throughout till upon wherever whichever whatever let's i'd i'm there's that's who's it's
one's someone anyone everybody else case way ways point points mark marks percentage-wise respect terms go goes
going run runs ran held hold holds holding purchase purchased purchasing buy buys bought buying money monies out off
back again vs spare anything something nothing everything ratio
"""

GENERIC: frozenset[str] = frozenset(_GENERIC.split())
"""Words behind a term that add nothing to it (printing *costs*)."""
FILLERS: frozenset[str] = frozenset(_FILLERS.split())
"""Words that only say what to do, which the whole sentence tells, or nothing."""
