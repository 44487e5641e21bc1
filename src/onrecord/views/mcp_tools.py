"""The tools that an assistant has: what each is for, what it takes, and how it answers from the record.

A tool is a function of a reader of the record and of what is asked; it knows nothing of the protocol. The data of an
answer are the rows of ``--json``, with the reports that they name, as far as an answer may go; ``left_out`` counts the
rest. The text beside them is for quoting from.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any, Final

import msgspec

from onrecord.errors import UsageError
from onrecord.model import Brief, Narrowing, Person, Report, ReportHead
from onrecord.pipeline import page_rows, rows
from onrecord.pipeline.reader import MOST_REPORTS, Reader
from onrecord.pipeline.rows import Row
from onrecord.pipeline.suggest import place_of
from onrecord.views import mcp_texts
from onrecord.views.mcp_schemas import (
    BRIEF_GIVEN,
    CHECK_GIVEN,
    MOST,
    SEARCH_GIVEN,
    WHO_GIVEN,
    BriefAsked,
    CheckAsked,
    SearchAsked,
    WhoAsked,
)
from onrecord.views.typed_days import typed_period
from onrecord.views.web.schemas import Schema

MOST_LETTERS = 60_000  # of an answer's data, as JSON: some 20,000 tokens
MOST_PEOPLE = 5  # who may bear a name
MOST_SAID = 40  # statements of a person
MOST_WITNESSES = 8  # of each utterance of a brief
# What a brief's data has room for, in the order of what an assistant needs; what one leaves over the next may use.
SHARES: Final = {
    "reports": 12_000, "utterances": 20_000, "figures": 8_000, "timeline": 6_000, "people": 4_000, "families": 2_000,
    "statements": 8_000,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Answer:
    """What a tool answers: data for programs, and text to quote from."""

    row: Row
    text: str


@dataclass(frozen=True, slots=True)
class Tool:
    """A tool: when to use it, the type of what is asked, the schema of what is given, and what answers."""

    title: str
    description: str
    asked: type[msgspec.Struct]
    given: Schema
    answer: Callable[[Reader, Any], Answer]


def check(reader: Reader, asked: CheckAsked) -> Answer:
    """Check a quotation.

    Raises:
        UsageError: the quotation holds no word, nobody is called so, or the day is none.
    """
    period = typed_period(asked.on) if asked.on else None
    found = reader.check(asked.quotation, by=reader.name_meant(asked.by) if asked.by else None, on=period)
    witnesses, nearest = found.witnesses[:MOST], found.nearest[:MOST]
    shown = witnesses or nearest
    reports = reader.reports_of(shown)
    row = {
        **rows.check_row(found),
        "witnesses": [rows.witness_row(each) for each in witnesses],
        "nearest": [rows.witness_row(each) for each in nearest],
        "sources": _sources(reports),
        "left_out": left_out(
            witnesses=len(found.witnesses) - len(witnesses), nearest=len(found.nearest) - len(nearest)
        ),
    }
    places = [place_of(report, witness) for report, witness in zip(reports, shown, strict=True)]
    return Answer(row, mcp_texts.check_text(found, places))


def search(reader: Reader, asked: SearchAsked) -> Answer:
    """Find words in the reports, or in what was said.

    Raises:
        UsageError: there is no word to search for, or a day is none.
    """
    first, last = (typed_period(each) if each else None for each in (asked.first, asked.last))
    narrowing = Narrowing(
        outlet=asked.outlet or None,
        first=first.first if first else None,
        last=last.last if last else None,
        speaker=asked.by or None,
    )
    if asked.said or narrowing != Narrowing():
        return _search_said(reader, asked, narrowing)
    if not asked.query.strip():
        raise UsageError("search: there is no word to search for; give a query, or by, outlet, first or last")
    hits = reader.search(asked.query, limit=asked.limit)
    reports = {report.id: report for report in reader.reports_of(hits)}
    total = reader.count_found(asked.query)
    kept = fitting([rows.hit_row(hit) for hit in hits], MOST_LETTERS)
    row = _found_row(asked, said=False, total=total) | {
        "hits": kept,
        "sources": _sources(reports[each["report"]] for each in kept),
        "left_out": left_out(hits=total - len(kept)),
    }
    return Answer(row, mcp_texts.hits_text(asked.query, total, hits, reports))


def _search_said(reader: Reader, asked: SearchAsked, narrowing: Narrowing) -> Answer:
    found = reader.find_sayings(asked.query.strip() or None, narrowing, None)
    sayings = found.sayings[: asked.limit]
    kept = fitting([page_rows.saying_row(each) for each in sayings], MOST_LETTERS)
    row = _found_row(asked, said=True, total=found.total) | {
        "total_is_exact": not found.is_more,
        "statements": kept,
        "left_out": left_out(statements=found.total - len(kept)),
    }
    return Answer(row, mcp_texts.sayings_text(asked.query, found.total, sayings, is_more=found.is_more))


def _found_row(asked: SearchAsked, *, said: bool, total: int) -> Row:
    ends: Row = {"hits": [], "statements": [], "sources": [], "left_out": {}}
    return {"query": asked.query, "said": said, "total": total, "total_is_exact": True, **ends}


def brief(reader: Reader, asked: BriefAsked) -> Answer:
    """Tell a story.

    Raises:
        UsageError: no story, or more than one, answers to that.
    """
    found = reader.brief(asked.story or None, most=MOST_REPORTS)
    return Answer(_brief_row(found), mcp_texts.brief_text(found))


def _brief_row(found: Brief) -> Row:
    """Give the rows of a brief as far as there is room, without the reports' texts, but with each statement's words."""
    whole = rows.brief_row(found)
    text_of = {report.id: report.text for report in found.reports}
    lists: dict[str, list[Row]] = {
        **{name: whole[name] for name in SHARES},
        "reports": _sources(found.reports),
        "utterances": [
            each | {"witnesses": each["witnesses"][:MOST_WITNESSES]}
            for each in sorted(whole["utterances"], key=lambda each: (-each["independent"], each["id"]))
        ],
        "statements": [
            row | {"text": " … ".join(span.of(text_of[statement.report]) for span in statement.content)}
            for row, (statement, _) in zip(whole["statements"], found.statements, strict=True)
        ],
    }
    room = 0
    kept: dict[str, list[Row]] = {}
    for name, share in SHARES.items():
        room += share
        kept[name] = fitting(lists[name], room)
        room -= sum(map(_letters, kept[name]))
    members = [each["report"] for each in kept["reports"]]
    story = whole["story"] | {"reports": [each for each in whole["story"]["reports"] if each in set(members)]}
    missing = {name: len(lists[name]) - len(kept[name]) for name in SHARES}
    missing["reports"] += len(set(found.story.reports).difference(text_of))
    missing["witnesses"] = sum(
        max(0, len(each.witnesses) - MOST_WITNESSES)
        for each in found.utterances
        if each.id in {row["id"] for row in kept["utterances"]}
    )
    return {"story": story, **kept, "left_out": left_out(**missing)}


def who(reader: Reader, asked: WhoAsked) -> Answer:
    """Tell what the people who may bear a name are on record as saying, the latest statements of each.

    Raises:
        UsageError: it is no name.
    """
    found = reader.who(reader.name_meant(asked.name), most=MOST_SAID)
    shown = found[:MOST_PEOPLE]
    people, missing, named = [], 0, dict[str, Report]()
    for each in shown:
        row = rows.who_row(each)
        said = fitting(row["said"][::-1], MOST_LETTERS // len(shown))[::-1]
        missing += len(each.person.statements) - len(said)
        changes = fitting(row["changes"], MOST_LETTERS // len(shown) // 2)
        people.append(row | {"reports": _reports_of(each.person), "said": said, "changes": changes})
        named |= {report.id: report for report, _ in each.said if report.id in {line["report"] for line in said}}
    totals = {each.person.id: len(each.person.statements) for each in shown}
    row = {
        "name": asked.name,
        "people": people,
        "sources": _sources(named.values()),
        "left_out": left_out(people=len(found) - len(shown), said=missing),
    }
    return Answer(row, mcp_texts.who_text(asked.name, shown, totals))


def _reports_of(person: Person) -> int:
    """Count the reports that hold a person's statements, which are called ``report:start-end``."""
    return len({statement.rpartition(":")[0] for statement in person.statements})


# --- as much as an answer may hold -----------------------------------------------------------------------------------


def fitting(found: Iterable[Row], letters: int) -> list[Row]:
    """Give those of some rows that have room, passing over a row that is longer than all that is left.

    >>> fitting([{"a": "long" * 9}, {"b": 1}], 20)
    [{'b': 1}]
    """
    kept = []
    for row in found:
        length = _letters(row)
        if length <= letters:
            letters -= length
            kept.append(row)
    return kept


def _letters(row: Row) -> int:
    return len(msgspec.json.encode(row))


def left_out(**missing: int) -> dict[str, int]:
    """Name the lists that are not whole, with how much they lack.

    >>> left_out(hits=3, sources=0)
    {'hits': 3}
    """
    return {name: count for name, count in missing.items() if count > 0}


def _sources(reports: Iterable[Report | ReportHead]) -> list[Row]:
    """Give what names each of some reports, once."""
    return list({report.id: rows.source_row(report) for report in reports}.values())


TOOLS: Final[dict[str, Tool]] = {
    "check": Tool(
        "Check a quotation",
        "Is a quotation on record, in these words, by that person? Use it for every quotation before you print it or"
        " say that somebody said it; never quote from memory. The verdict is exact, abridged, cut, reworded, spliced,"
        " misattributed, indirect, relayed or not found. Read `says`: it tells what the verdict alone does not, as that"
        " a “not” or a condition stood beside the words. When words were changed, print those of the record, with"
        " their outlet, day and address. “Not found” means not on THIS record, never that it was not said.",
        CheckAsked,
        CHECK_GIVEN,
        check,
    ),
    "search": Tool(
        "Search the record",
        "Find words in the reports of this record, the best sentence of each; with `said`, or a speaker, an outlet or"
        " days, find what was said, the latest first. Use it to look for what somebody said of a matter when you do"
        " not have the words; then quote only what it gives, and `check` what you changed. Nothing found means"
        " nothing on THIS record.",
        SearchAsked,
        SEARCH_GIVEN,
        search,
    ),
    "brief": Tool(
        "Brief on a story",
        "All that this record holds of one story: the reports and which of them are copies, who said what in which"
        " words each outlet printed it, figures that disagree, a time line, people, and what is unsure. Use it before"
        " you write about an event. Where several stories answer, the error lists them with their ids.",
        BriefAsked,
        BRIEF_GIVEN,
        brief,
    ),
    "who": Tool(
        "Who said what",
        "What the people who may bear a name are on record as saying, the latest first, and where they said otherwise"
        " on another day. Use it for a person's position over time. Several persons may bear one name: they are told"
        " apart. Nobody found means nobody on THIS record.",
        WhoAsked,
        WHO_GIVEN,
        who,
    ),
}


def asked_of(name: str, arguments: dict[str, Any] | None) -> msgspec.Struct:
    """Read the arguments of a call, as the tool of that name takes them.

    >>> asked_of("check", {"quotation": "We sell bread.", "speaker": "Ruiz"})
    Traceback (most recent call last):
    onrecord.errors.UsageError: check: Object contains unknown field `speaker`; it takes quotation, by, on

    Raises:
        UsageError: one is missing, unknown, too long or of another type.
    """
    asked = TOOLS[name].asked
    try:
        return msgspec.convert(arguments or {}, asked, strict=False)
    except msgspec.ValidationError as error:
        what, _, where = str(error).partition(" - at `$.")
        place = f"{where.rstrip('`')}: " if where else ""
        raise UsageError(f"{name}: {place}{what}; it takes {', '.join(asked.__struct_fields__)}") from None
