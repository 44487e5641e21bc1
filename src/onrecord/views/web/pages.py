"""What each address shows: the record asked, and what a template and the data of the same address are made of.

A page is a function of the record and of what is asked for. It knows nothing of HTTP.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from onrecord.errors import NotOnRecord, UsageError
from onrecord.model import Check, Narrowing, PlaceOnRecord
from onrecord.pipeline import page_rows, rows
from onrecord.pipeline.reader import SCREEN, Reader
from onrecord.pipeline.rows import Row
from onrecord.pipeline.suggest import place_of, suggestion_of
from onrecord.record.query import COUNTED
from onrecord.text.places import name_of
from onrecord.text.words import words_of
from onrecord.views.brief import view_of
from onrecord.views.brief_marks import Piece
from onrecord.views.brief_view import headings, safe, searched_text
from onrecord.views.draft_view import MEANINGS, pieces_of_check
from onrecord.views.keep_view import maker_text
from onrecord.views.ruling_view import subjects_of
from onrecord.views.typed_days import typed_period
from onrecord.views.web.addresses import address_of, with_query
from onrecord.views.web.asked import LONGEST_QUOTATION, Asked, pair_text
from onrecord.views.web.documents import (
    REPORT_DOCUMENTS,
    UTTERANCE_DOCUMENTS,
    Document,
    documents_of_check,
    documents_of_report,
    documents_of_utterance,
)
from onrecord.views.web.drawings import copies_drawing, figure_drawings, timeline_drawing
from onrecord.views.web.narrowing import chosen_of, facets_of, in_reports, search_address
from onrecord.views.web.report_view import paragraphs_of
from onrecord.views.web.utterance_view import apparatus_of, carried_text, changed_words, wordings_of

MOST_FORMS = 100  # for the speakers of a report's statements: a book has thousands
FEW = 20  # quotations, of which a share is chance
WITHIN = ("statements", "reports")  # what a search finds


@dataclass(frozen=True, slots=True)
class Page:
    """A template with its values, and the data of the page, made when it is asked for."""

    template: str
    values: Mapping[str, Any]
    data: Callable[[], Row]
    moved_to: str = ""
    documents: Mapping[str, Document] = field(default_factory=dict)


Maker = Callable[[Reader, Asked], Page]


def front(reader: Reader, asked: Asked) -> Page:
    """Show the latest stories, the search and the check."""
    found = reader.front()
    return Page("front.html.j2", {"front": found}, lambda: page_rows.front_row(found))


def stories(reader: Reader, asked: Asked) -> Page:
    """List the stories, the latest first; with an id, one that can't stand in a path, show that story."""
    if asked.exact("id"):
        return story(reader, asked)
    if report_in := asked.exact("of"):
        return Page("", {}, dict, moved_to=address_of("stories", reader.story_with(report_in)))
    found = reader.story_list(asked.pair("cursor"))
    following = pair_text(found.following)
    return Page(
        "stories.html.j2",
        {"here": "stories", "stories": found.stories, "next_url": _further("/stories", following)},
        lambda: page_rows.story_list_row(found, following),
    )


def story(reader: Reader, asked: Asked) -> Page:
    """Show the brief of a story."""
    found = reader.story_page(_id(asked))
    view = view_of(found)
    values: dict[str, Any] = {
        "here": "stories",
        "story": found.story,
        "view": view,
        "headings": headings(view),
        "labels": dict(view.labels),
        "left_out": len(found.story.reports) - sum(report.id in found.story.reports for report in found.reports),
        "timeline": timeline_drawing(view, found),
        "figures": figure_drawings(view, found),
        "copies": copies_drawing(view, found),
    }
    return Page("story.html.j2", values, lambda: rows.brief_row(found))


def utterance(reader: Reader, asked: Asked) -> Page:
    """Show an utterance: the apparatus as a table, and its witnesses in full."""
    followed = asked.exact("of")
    found = reader.utterance_page(reader.utterance_of(followed) if followed else _id(asked))
    anchor = name_of(found.utterance.witnesses[0].report, found.utterance.witnesses[0].spans)
    values: dict[str, Any] = {
        "here": "stories",
        "page": found,
        "utterance": found.utterance,
        "carried": carried_text(found),
        "stories": list({story.id: story for story in found.stories.values()}.values()),
        "few": SCREEN,
        "apparatus": apparatus_of(found),
        "wordings": wordings_of(found),
        "documents": _links("utterances", found.utterance.id, UTTERANCE_DOCUMENTS),
        "feed": with_query("/utterances.rss", of=anchor),
        "anchor": anchor,
    }
    return Page(
        "utterance.html.j2",
        values,
        lambda: page_rows.utterance_page_row(found),
        moved_to=address_of("utterances", found.utterance.id) if followed else "",
        documents=documents_of_utterance(reader, found, anchor),
    )


def people(reader: Reader, asked: Asked) -> Page:
    """List the people, who says most first, or those of a name; with an id show that person."""
    if asked.exact("id"):
        return person(reader, asked)
    name, after = asked.text("q"), asked.number("cursor") or 0
    found = reader.people_list(name, after)
    following = str(found.following) if found.following else None
    return Page(
        "people.html.j2",
        {"here": "people", "people": found.people, "name": name, "next_url": _further("/people", following, q=name)},
        lambda: page_rows.people_list_row(found, following),
    )


def person(reader: Reader, asked: Asked) -> Page:
    """Show what a person is on record as saying, over time."""
    name, words = _id(asked), asked.text("q")
    narrowing = replace(asked.narrowing(), person=name)
    found = reader.person_page(name, words, narrowing, asked.number("cursor"))
    following = str(found.found.following) if found.found.following else None
    here = address_of("people", name)
    values: dict[str, Any] = {
        "here": "people",
        "page": found,
        "counted": COUNTED,
        "person": found.person,
        "words": words,
        "narrowing": narrowing,
        "facets_of": facets_of(found.found, replace(narrowing, person=None), words, here)[1:],
        "next_url": following and search_address(here, words, replace(narrowing, person=None), cursor=following),
        "changes": [changed_words(each) for each in found.changes],
    }
    return Page("person.html.j2", values, lambda: page_rows.person_page_row(found, following))


def reports(reader: Reader, asked: Asked) -> Page:
    """List the reports, or those of an outlet, the latest first; with an id show that report."""
    if asked.exact("id"):
        return report(reader, asked)
    outlet = asked.exact("outlet")
    found = reader.report_list(asked.pair("cursor"), outlet)
    following = pair_text(found.following)
    return Page(
        "reports.html.j2",
        {
            "here": "record",
            "reports": found.reports,
            "outlet": outlet,
            "next_url": _further("/reports", following, outlet=outlet),
        },
        lambda: page_rows.report_list_row(found, following),
    )


def report(reader: Reader, asked: Asked) -> Page:
    """Show a report with what is marked in it; a range of characters that is asked for is marked, too."""
    name = _id(asked)
    shown = reader.report_page(name)
    target = asked.span("at")
    length = len(shown.finding.report.text)
    if target and not target.start < target.end <= length:
        raise UsageError(f"at: {target.start}-{target.end} is no range of this report, which has {length:,} characters")
    paragraphs = list(paragraphs_of(shown, target))
    values: dict[str, Any] = {
        "here": "record",
        "page": shown,
        "report": shown.finding.report,
        "paragraphs": paragraphs,
        "speakers": [speaker for paragraph in paragraphs for speaker in paragraph.speakers],
        "most_forms": MOST_FORMS,
        "documents": _links("reports", name, REPORT_DOCUMENTS),
        "target": target,
    }
    return Page(
        "report.html.j2", values, lambda: page_rows.report_page_row(shown), documents=documents_of_report(shown)
    )


def search(reader: Reader, asked: Asked) -> Page:
    """Find statements, or reports, that have some words."""
    words, narrowing = asked.text("q"), asked.narrowing()
    within = asked.text("in") or WITHIN[0]
    if within not in WITHIN:
        raise UsageError(f"in: {within} is none; there are {', '.join(WITHIN)}")
    if within == "reports" and words:
        return _search_reports(reader, asked, words, narrowing)
    before = asked.number("cursor")
    if words is None and narrowing == Narrowing():
        return _nothing_asked()
    found = reader.find_sayings(words, narrowing, before)
    following = str(found.following) if found.following else None
    values: dict[str, Any] = {
        "here": "search",
        "query": words,
        "found": found,
        "narrowing": narrowing,
        "facets_of": facets_of(found, narrowing, words),
        "chosen": chosen_of(narrowing, reader.person_named(narrowing.person) if narrowing.person else "", words),
        "next_url": following and search_address("/search", words, narrowing, cursor=following),
        "reports_url": words and search_address("/search", words, in_reports(narrowing), in_="reports"),
    }
    return Page("search.html.j2", values, lambda: page_rows.found_row(found, following))


def _nothing_asked() -> Page:
    values = {"here": "search", "found": None, "narrowing": Narrowing()}
    nothing: Row = {"total": 0, "total_is_exact": True, "statements": [], "facets": None, "next": None}
    return Page("search.html.j2", values, lambda: nothing)


def _search_reports(reader: Reader, asked: Asked, words: str, narrowing: Narrowing) -> Page:
    found = reader.find_reports(words, narrowing, asked.pair("cursor"))
    following = pair_text(found.following)
    values: dict[str, Any] = {
        "here": "search",
        "query": words,
        "found": found,
        "narrowing": narrowing,
        "next_url": following
        and search_address("/search", words, in_reports(narrowing), in_="reports", cursor=following),
        "statements_url": search_address("/search", words, narrowing),
    }
    return Page("search_reports.html.j2", values, lambda: page_rows.found_reports_row(found, following))


def check(reader: Reader, asked: Asked) -> Page:
    """Check a quotation against the record."""
    quotation, by, on = asked.text("q", LONGEST_QUOTATION), asked.text("by"), asked.text("on")
    asked_for = {"here": "check", "quotation": quotation or "", "by": by, "on": on}
    if quotation is None:
        return Page("check.html.j2", {**asked_for, "answer": None}, lambda: {"quotation": None})
    found = reader.check(quotation, by=reader.name_meant(by) if by else None, on=typed_period(on) if on else None)
    values = {**asked_for, "answer": found, **_answer(reader, found)}
    return Page("check.html.j2", values, lambda: rows.check_row(found), documents=documents_of_check(reader, found))


def _answer(reader: Reader, check: Check) -> dict[str, Any]:
    found = check.witnesses or check.nearest
    shown = found[:SCREEN]
    places = tuple(place_of(report, witness) for report, witness in zip(reader.reports_of(shown), shown, strict=True))
    return {
        "pieces": [Piece(safe(piece.text), piece.mark) for piece in pieces_of_check(check)],
        "remark": ";" in check.says,  # the second clause of the sentence
        "places": [(place, _heading(check, place)) for place in places],
        "left_out": len(found) - len(shown),
        "suggestion": suggestion_of(check, places[:1]) if places else None,
        "meanings": MEANINGS,
        "searched": searched_text(check.searched) if check.searched else "",
    }


def _heading(check: Check, place: PlaceOnRecord) -> str:
    """Tell whether a place has the words that were asked for."""
    if not check.witnesses:
        return "nearest, but not its source"
    keys, there = (f" {' '.join(word.key for word in words_of(text))} " for text in (check.quotation, place.sentences))
    return "in these words" if keys in there else "printed otherwise"


def outlets(reader: Reader, asked: Asked) -> Page:
    """Tell how often each outlet prints words as others do, cut or reworded."""
    found = reader.habits()
    return Page(
        "outlets.html.j2",
        {"here": "outlets", "habits": found, "few": FEW},
        lambda: {"outlets": [page_rows.habits_row(each) for each in found]},
    )


def record(reader: Reader, asked: Asked) -> Page:
    """Tell what was read, when it appeared, and what failed."""
    found = reader.record_page(asked.pair("cursor"))
    following = pair_text(found.following)
    values: dict[str, Any] = {
        "here": "record",
        "page": found,
        "searched": searched_text(found.searched),
        "months": found.months,
        "made_by": [(maker_text(maker), often) for maker, often in found.made_by],
        "derived_by": maker_text(found.derived_by),
        "next_url": _further("/record", following),
    }
    return Page("record.html.j2", values, lambda: page_rows.record_page_row(found, following))


def rulings(reader: Reader, asked: Asked) -> Page:
    """List what the editor ruled, and what of it has no effect at present."""
    found = reader.rulings()
    return Page(
        "rulings.html.j2",
        {
            "here": "record",
            "rulings": found,
            "subjects": subjects_of([ruling for ruling, _ in found], reader),
        },
        lambda: {"rulings": [rows.ruling_row(*each) for each in found]},
    )


# --- what several pages need ------------------------------------------------------------------------------------------


def _id(asked: Asked) -> str:
    name = asked.exact("id")
    if name is None:
        raise NotOnRecord("an id is missing in this address")
    return name


def _links(kind: str, of: str, documents: Mapping[str, str]) -> list[tuple[str, str]]:
    return [(name, address_of(kind, of, ending)) for ending, name in documents.items()]


def _further(path: str, cursor: str | None, **asked: Any) -> str:
    return with_query(path, **asked, cursor=cursor) if cursor else ""


ADDRESSES: dict[str, Maker] = {
    "/": front,
    "/stories": stories,
    "/stories/{id}": story,
    "/utterances": utterance,
    "/utterances/{id}": utterance,
    "/people": people,
    "/people/{id}": person,
    "/reports": reports,
    "/reports/{id}": report,
    "/search": search,
    "/check": check,
    "/outlets": outlets,
    "/record": record,
    "/rulings": rulings,
}
