"""Dated events and statements of a story: which day, what is one event, and where reports disagree."""

import random
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from makers import make_report
from onrecord.model import (
    Attribution,
    DateGround,
    Event,
    Form,
    Occasion,
    Period,
    Person,
    Report,
    Span,
    Statement,
    Story,
)
from onrecord.stories import time_line
from onrecord.stories.dated import dated_sentences

STORY = Story("s", "", None, ())


def period(first: str, last: str | None = None) -> Period:
    return Period(date.fromisoformat(first), date.fromisoformat(last or first))


def lines(*reports: Report) -> tuple[Event, ...]:
    return time_line(STORY, reports)


# The text, printed in a report of Wednesday 14 May 2031, and what it dates: a day, a period or nothing.
DATED = (
    ("The old gate broke on Monday at high tide.", "05-12", "05-12"),
    ("The gate broke on May 12 at high tide.", "05-12", "05-12"),
    ("“It will fall soon,” the engineer Paula Renn said on Monday.", "05-12", "05-12"),
    ("The town will get a new gate, the council said on Monday.", "05-12", "05-12"),
    ("The council opened the new gate on Wednesday at noon.", "05-14", "05-14"),
    # ahead
    ("The council meets again here on Friday.", "05-16", "05-16"),
    ("On Friday the council will vote on the new gate.", "05-16", "05-16"),
    ("On Friday Marran told reporters that she will resign soon.", "05-09", "05-09"),
    ("Neither of them would say on Tuesday how.", "05-13", "05-13"),
    ("The ferry was scheduled to leave the harbour on Tuesday at noon.", "05-13", "05-13"),
    ("The vote on the gate was lost on Saturday in Gullhaven.", "05-10", "05-10"),
    ("The sluice gate broke early on Thursday in Gullhaven.", "05-15", "05-15"),
    ("The sluice gate broke early last Thursday in Gullhaven.", "05-08", "05-08"),
    ("Families in Gullhaven plan a fair this weekend.", "05-17", "05-18"),
    ("The council faces a vote in June over the gate.", "06-01", "06-30"),
    ("Latest polls show a close race on Saturday for mayor.", "05-17", "05-17"),
    ("Marran knows what the broken gate could cost her in June.", "06-01", "06-30"),
    ("The council has been told of two more votes in April.", "04-01", "04-30"),
    ("The council has prepared for the great fair in June.", "06-01", "06-30"),
    ("The council was told that the harbour was to move this autumn.", "09-01", "11-30"),
    # vague
    ("In early March the gate was painted red.", "03-01", "03-10"),
    ("Last week the gate was painted red again.", "05-05", "05-11"),
    ("Over the weekend the gate was painted red.", "05-10", "05-11"),
    ("The gate was painted red in April for the fair.", "04-01", "04-30"),
    ("The town council sold the old harbour this month.", "05-01", "05-14"),
    # the date of the main clause
    ("The gate, which was painted on Sunday, broke on Monday at noon.", "05-12", "05-12"),
    ("The gate that they painted in April broke on Monday at noon.", "05-12", "05-12"),
    ("More people than on Sunday came to the gate on Monday.", "05-12", "05-12"),
    ("In April the mayor left a house that they sold on Monday.", "04-01", "04-30"),
    # no event on that day
    ("The council meets every Tuesday in the old town hall.", None, None),
    ("Marran has been the mayor of Gullhaven since 2019.", None, None),
    ("Ilse Marran was mayor of Gullhaven from 2019 to 2027.", None, None),
    ("The 2027 campaign had left the town without any money.", None, None),
    ("The candidates in the 2031 race all spoke of the gate.", None, None),
    ("Lawyers cited the 1964 Harbour Act against the town council.", None, None),
    ("The mayor spoke of Monday’s flood in the town hall.", None, None),
    ("The work on the gate must end before Friday at noon.", None, None),
    ("In her May letter the mayor asked for a new gate.", None, None),
    ("The harbour has made 3 million crowns this year.", None, None),
    ("“I would sell them tomorrow,” the minister said again.", None, None),
    ("On July 2 that year the first gate was built here.", None, None),
    ("The broken sluice gate at noon on Monday, in a file photo.", None, None),
    ("The sluice is the oldest one in use today anywhere.", None, None),
    ("The mayor walks to the sluice in Gullhaven on 2 May 2031.", None, None),
    ("The Long March 9 rocket was shown to the visitors.", None, None),
    ("They asked again for the Monday session to be public.", None, None),
    ("They recalled her Christmas Day speech on the old gate.", None, None),
    ("The engineers spoke of the flood of 2 May 2031 again.", None, None),
    ("Some 28 ferries sailed, compared with 33 ferries last month.", None, None),
    ("They played cards in the old town hall on Monday nights.", None, None),
    ("They may march on to the gate and the council may not.", None, None),
    ("The old gate broke on 31 February 2031 at high tide.", None, None),
    ("The old gate broke on 99/99/2031 at high tide.", None, None),
    ("The old gate broke on 0000-00-00 and 12/0/0000 again.", None, None),
    ("Two thousand people live in the town of Gullhaven.", None, None),
    ("The board confirmed its plans to mend the gate on Tuesday (13 May) again.", "05-13", "05-13"),
)


@pytest.mark.parametrize(("text", "first", "last"), DATED)
def test_what_a_sentence_dates(text: str, first: str | None, last: str | None) -> None:
    (report,) = [make_report(text, id="a", published="2031-05-14")]
    expected = [period(f"2031-{first}", f"2031-{last}")] if first else []
    assert [event.period for event in lines(report)] == expected


OLD = (
    ("The gate was built on 3 March 1998 here.", period("1998-03-03")),
    ("The gate was first built in 1998 by the town.", period("1998-01-01", "1998-12-31")),
    ("The first gate was built here in the 1990s.", period("1990-01-01", "1999-12-31")),
    ("The gate broke in March 2030 at high tide.", period("2030-03-01", "2030-03-31")),
    ("The old gate broke on Monday at high tide.", None),
    ("The old gate broke last week at high tide.", None),
    ("The old gate broke on May 12 at high tide.", None),
)


@pytest.mark.parametrize(("text", "expected"), OLD)
def test_a_report_without_a_day_has_the_dates_that_are_whole(text: str, expected: Period | None) -> None:
    report = make_report(text, id="a")
    assert [event.period for event in lines(report)] == ([expected] if expected else [])
    assert not any(event.ahead for event in lines(report))


@given(
    st.text(alphabet="0123456789٣५/-. ,MayonTuesdiMrch’'“”\n", max_size=80),
    st.sampled_from(["0001-01-01", "9999-12-31", None]),
)
@settings(max_examples=150, deadline=None)
def test_no_text_is_too_odd(text: str, published: str | None) -> None:
    report = make_report(text, id="a", published=published)
    for each in dated_sentences(report):
        assert each.place.span.of(report.text) == each.text


def test_what_lies_ahead_of_its_reports_is_marked() -> None:
    report = make_report("The harbour council meets over the broken sluice on Friday.", id="a", published="2031-05-14")
    later = make_report("The harbour council met over the broken sluice on Friday.", id="b", published="2031-05-17")
    assert [event.ahead for event in lines(report)] == [True]
    assert [event.ahead for event in lines(report, later)] == [False]


BROKE = "The harbour sluice of Gullhaven broke at high tide and flooded the fish market"


def test_one_event_in_two_reports_is_one_line() -> None:
    reports = [
        make_report("The harbour gate broke at high tide on Monday.", id="a", published="2031-05-13"),
        make_report("At high tide on Monday the harbour gate broke.", id="b", published="2031-05-14"),
    ]
    (event,) = lines(*reports)
    assert [place.report for place in event.evidence] == ["a", "b"]
    assert event.otherwise == ()


def test_two_events_on_one_day_are_two_lines() -> None:
    one = make_report(f"{BROKE} on Monday.", id="a", published="2031-05-13")
    other = make_report(
        "Teachers in Elmbridge went on strike for higher wages on Monday.", id="b", published="2031-05-13"
    )
    assert len(lines(one, other)) == 2


@pytest.mark.parametrize("vague", ["in May", "this month", "in 2031"])
def test_a_day_within_a_vague_period_is_the_event_s(vague: str) -> None:
    exact = make_report(f"{BROKE} on Monday.", id="b", published="2031-05-14")
    (event,) = lines(
        make_report(f"{BROKE} {vague}.".replace("this", "earlier this"), id="a", published="2031-05-20"), exact
    )
    assert event.period == period("2031-05-12")
    assert event.what.endswith("on Monday.")
    assert event.otherwise == ()


def test_reports_that_date_an_event_differently_are_named() -> None:
    (event,) = lines(
        make_report(f"{BROKE} on 12 May 2031.", id="a"),
        make_report(f"{BROKE} on 13 May 2031.", id="b"),
        make_report(f"{BROKE} on Tuesday.", id="c", published="2031-05-14"),
    )
    assert event.period == period("2031-05-13")
    assert {place.report for place in event.evidence} == {"b", "c"}
    assert [(each.period, [place.report for place in each.evidence]) for each in event.otherwise] == [
        (period("2031-05-12"), ["a"])
    ]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (f"{BROKE} on 12 May 2031.", f"{BROKE} on 12 June 2031."),  # it broke again
        ("The mayor visited the broken sluice on 12 May 2031.", "The trial over the sluice began on 13 May 2031."),
        (f"{BROKE} today.", f"{BROKE} yesterday."),  # the days are only as good as the stamps of the reports
    ],
)  # fmt: skip
def test_two_days_are_a_disagreement_only_if_that_is_sure(one: str, other: str) -> None:
    reports = make_report(one, id="a", published="2031-05-20"), make_report(other, id="b", published="2031-05-20")
    events = lines(*reports)
    assert len(events) == 2
    assert not any(event.otherwise for event in events)


def test_one_report_does_not_disagree_with_itself() -> None:
    events = lines(make_report(f"{BROKE} on 12 May 2031.\n\n{BROKE} on 13 May 2031.", id="a"))
    assert [event.otherwise for event in events] == [(), ()]


# --- statements ------------------------------------------------------------------------------------------------------

MARRAN = Person("p", "Ilse Marran", "person", ("Ilse Marran",), (), ())


def statement(
    report: Report, content: str, cue: str, dated_by: str | None, day: str, form: Form = "direct"
) -> tuple[Statement, Attribution]:
    def span(words: str) -> Span:
        return Span(report.text.index(words), report.text.index(words) + len(words))

    ground: DateGround = "stated" if dated_by else "carried"
    occasion = Occasion(said=period(day), said_ground=ground, dated_by=span(dated_by) if dated_by else None)
    at = span(content)
    id = f"{report.id}:{at.start}-{at.end}"
    found = Statement(id, report.id, form, (at,), (at,) if form == "direct" else (), (span(cue),), (), occasion)
    return found, Attribution(report.id, id, "Ilse Marran", "person", "named")


def said(pairs: dict[Report, list[tuple[Statement, Attribution]]], *alike: str) -> tuple[Event, ...]:
    every = [one for of_report in pairs.values() for one, _ in of_report]
    utterances = {one.id: ["u"] if one.id in alike else [f"u {one.id}"] for one in every}
    told = {report.id: of_report for report, of_report in pairs.items()}
    return time_line(STORY, pairs, told, {one.id: MARRAN for one in every}, utterances)


def test_a_statement_with_a_day_is_a_line_and_its_sentence_no_event_beside_it() -> None:
    report = make_report("“We will build a new gate,” Marran said on Tuesday.", id="a", published="2031-05-14")
    (event,) = said({report: [statement(report, "We will build a new gate,", "said", "Tuesday", "2031-05-13")]})
    assert (event.kind, event.speaker, event.quoted) == ("statement", "Ilse Marran", True)
    assert event.what == "We will build a new gate,"
    assert [place.span.of(report.text) for place in event.evidence] == [event.what]


def test_what_is_not_quoted_is_told_in_its_sentence() -> None:
    report = make_report("Marran said on Tuesday that the gate would be built.", id="a", published="2031-05-14")
    (event,) = said(
        {report: [statement(report, "the gate would be built", "said", "Tuesday", "2031-05-13", "indirect")]}
    )
    assert event.what == report.text
    assert not event.quoted


def test_the_event_that_a_statement_tells_stays() -> None:
    report = make_report("Marran said on Tuesday that the gate broke on Monday.", id="a", published="2031-05-14")
    events = said(
        {report: [statement(report, "the gate broke on Monday", "said", "Tuesday", "2031-05-13", "indirect")]}
    )
    assert [(event.kind, event.period) for event in events] == [
        ("event", period("2031-05-12")),
        ("statement", period("2031-05-13")),
    ]


def test_who_announces_does_something() -> None:
    report = make_report("Marran announced on Tuesday that she was going.", id="a", published="2031-05-14")
    (event,) = said({report: [statement(report, "she was going", "announced", "Tuesday", "2031-05-13", "indirect")]})
    assert event.kind == "event"


def test_a_speech_is_one_line_in_the_words_that_most_reports_print() -> None:
    text = "“The harbour is closed today,” Marran said on Tuesday. “We will build a new gate,” she added."
    one = make_report(text, id="a", published="2031-05-14")
    other = make_report("“We will build a new gate,” Marran said on Tuesday.", id="b", published="2031-05-14")
    gate = statement(one, "We will build a new gate,", "added", None, "2031-05-13")
    again = statement(other, "We will build a new gate,", "said", "Tuesday", "2031-05-13")
    closed = statement(one, "The harbour is closed today,", "said", "Tuesday", "2031-05-13")
    (event,) = said({one: [closed, gate], other: [again]}, gate[0].id, again[0].id)
    assert event.what == "We will build a new gate,"
    assert {place.report for place in event.evidence} == {"a", "b"}


def test_reports_that_date_the_same_words_differently_are_named() -> None:
    one = make_report("“We will build a new gate,” Marran said on Tuesday.", id="a", published="2031-05-14")
    other = make_report("“We will build a new gate,” Marran said on Monday.", id="b", published="2031-05-14")
    pairs = {
        one: [statement(one, "We will build a new gate,", "said", "Tuesday", "2031-05-13")],
        other: [statement(other, "We will build a new gate,", "said", "Monday", "2031-05-12")],
    }
    (event,) = said(pairs, *(one.id for of_report in pairs.values() for one, _ in of_report))
    assert event.period == period("2031-05-12")
    assert [(each.period, each.evidence[0].report) for each in event.otherwise] == [(period("2031-05-13"), "a")]


def test_yesterday_is_no_disagreement() -> None:
    one = make_report("“We will build a new gate,” Marran said on Tuesday.", id="a", published="2031-05-14")
    other = make_report("“We will build a new gate,” Marran said yesterday.", id="b", published="2031-05-13")
    pairs = {
        one: [statement(one, "We will build a new gate,", "said", "Tuesday", "2031-05-13")],
        other: [statement(other, "We will build a new gate,", "said", "yesterday", "2031-05-12")],
    }
    (event,) = said(pairs, *(one.id for of_report in pairs.values() for one, _ in of_report))
    assert event.otherwise == ()


# --- all together ----------------------------------------------------------------------------------------------------


@given(st.randoms(use_true_random=False))
@settings(max_examples=15, deadline=None)
def test_any_order_of_reports_gives_the_same_time_line(shuffle: random.Random) -> None:
    days = ["on 12 May 2031", "on 13 May 2031", "on Tuesday", "in May", "last week", "on Monday"]
    reports = [make_report(f"{BROKE} {day}.", id=f"r{n}", published="2031-05-14") for n, day in enumerate(days * 3)]
    expected = lines(*reports)
    shuffle.shuffle(reports)
    assert lines(*reports) == expected
