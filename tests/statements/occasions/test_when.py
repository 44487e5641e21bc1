"""When a statement was made: each row is a rule, and each rule is here because a report printed its like.

A text is marked up: {content}, <cue>, [source]; ``||`` sets statements apart, and the day asked for is the last one's.
"""

import re
from dataclasses import replace
from datetime import date, timedelta
from time import perf_counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from makers import make_report
from onrecord.model import Dateline, Mode, Period, Report, Span
from onrecord.statements.occasions.telling import Telling
from onrecord.statements.occasions.when import Day, days_of

MARKUP = re.compile(r"\{(?P<content>[^{}]*)\}|<(?P<cue>[^<>]*)>|\[(?P<source>[^\[\]]*)\]")
FRIDAY = "2031-05-16"
STATED = [
    # text, first day, last day, comment (published on Friday 16 May 2031)
    ("[Roe] <said> Tuesday that {it leaks}.", "05-13", "05-13", "behind the cue"),
    ("[Roe] <told> reporters on Tuesday that {it leaks}.", "05-13", "05-13", "behind whom it was told"),
    ("“{It leaks},” <said> [Roe] on Tuesday.", "05-13", "05-13", "behind a source behind the cue"),
    ("“{It leaks},” [he] <said> in Elm, the county seat, on Tuesday.", "05-13", "05-13", "behind an apposition"),
    ("[Roe] on Tuesday <said> {it leaks}.", "05-13", "05-13", "between source and cue"),
    ("[Roe], in an interview on Tuesday, <said> {it leaks}.", "05-13", "05-13", "in an aside between source and cue"),
    ("On Tuesday, [Roe] <said> {it leaks}.", "05-13", "05-13", "at the head"),
    ("But late Tuesday [Roe] <said> {it leaks}.", "05-13", "05-13", "at the head, behind a conjunction"),
    ("Vale denied it, but on Tuesday [Roe] <said> {it leaks}.", "05-13", "05-13", "at the head of a clause"),
    ("At a rally in Elm on Tuesday, [Roe] <said> {it leaks}.", "05-13", "05-13", "in an opening phrase"),
    ("Speaking to reporters on Tuesday, [Roe] <said> {it leaks}.", "05-13", "05-13", "in a participle phrase"),
    ("During Monday night's debate, [Roe] <said> {it leaks}.", "05-12", "05-12", "with an 's, of an occasion"),
    ("In a May 9 interview with the Elm Times, [Roe] <said> {it leaks}.", "05-09", "05-09", "before an occasion"),
    ("In a memo dated May 9 — a week too late — [Roe] <said> {it leaks}.", "05-09", "05-09", "on a document"),
    ("“{It leaks},” <wrote> [Roe], a plumber, in a memo sent to Vale Monday.", "05-12", "05-12", "sent on that day"),
    ("{It leaks}, <according to> [a report released Wednesday].", "05-14", "05-14", "inside the source"),
    ("[Roe] <called> {it leaky} at a board meeting Tuesday.", "05-13", "05-13", "behind the content"),
    ("“{It leaks}” ([Ana Ruiz], 8 April).", "04-08", "04-08", "in brackets, without a cue"),
    ("[Roe] met reporters on Tuesday and <said> {it leaks}.", "05-13", "05-13", "with the verb before the cue"),
    ("[Roe] filed a complaint on Tuesday, <accusing> {the board}.", "05-13", "05-13", "before a participle"),
    ("The town was in uproar Tuesday as [Roe] <said> {it leaks}.", "05-13", "05-13", "at the same time"),
    ("[Roe], who was elected in 2012, <said> Tuesday {it leaks}.", "05-13", "05-13", "not that of the relative clause"),
    ("[Roe] <said> of Friday's vote on Tuesday that {it was odd}.", "05-13", "05-13", "not that of the matter"),
    ("Thursday's storm {was rough}, [Roe] <admitted> on Tuesday.", "05-13", "05-13", "not that of the storm"),
    (
        "[Roe] <will tell> the board on Tuesday that {it leaks}.",
        "05-20",
        "05-20",
        "a future cue takes the next Tuesday",
    ),
    (
        "[Roe] <said> Tuesday that {he will tell the board on Friday}.",
        "05-13",
        "05-13",
        "the future of the content is not",
    ),
    ("On the eve of Tuesday's vote, [Roe] <said> {it leaks}.", "05-12", "05-12", "counted from a printed day"),
    ("The dam broke on Monday. The next day [Roe] <said> {it leaks}.", "05-13", "05-13", "counted from the day before"),
    ("The dam broke on Monday. Hours later, [Vale] <said> {it leaks}.", "05-12", "05-12", "whoever speaks"),
    ("When asked on Tuesday about it, [Roe] <said> {it leaks}.", "05-13", "05-13", "in a clause of what was asked"),
    ("In an interview that aired Sunday, [Roe] <said> {it leaks}.", "05-11", "05-11", "when words came out"),
    (
        "After a meeting with Vale on Tuesday, [Roe] <said> {it leaks}.",
        "05-13",
        "05-13",
        "after an occasion of that day",
    ),
    ("Leaving the court on Tuesday, [Roe] <said> {it leaks}.", "05-13", "05-13", "in a participle phrase of any verb"),
    ("Hours after a jury spoke on Tuesday, [Roe] <said> {it leaks}.", "05-13", "05-13", "hours after a dated event"),
    ("A year after the fire, in 2029, [Roe] <said> {it leaks}.", "2029-01-01", "2029-12-31", "in an aside at the head"),
    ("[Roe] <told> people gathered in Elm on Tuesday {it leaks}.", "05-13", "05-13", "not the day of a participle"),
    ("[Roe] <said> Tuesday {it leaks} || and <added> that {it stinks}.", "05-13", "05-13", "two cues of one source"),
    ("[Roe] <said> “{it leaks}” last week.", "05-05", "05-11", "a week"),
]
CARRIED = [
    ("Roe met the board on Tuesday. [He] <said> {it leaks}.", "05-13", "a pronoun"),
    ("Roe met the board on Tuesday. “{It leaks},” [Roe] <said>.", "05-13", "a name of the scene"),
    ("Roe filed suit on Tuesday. In the suit, [he] <wrote> {it leaks}.", "05-13", "the same document"),
    ("Elm Water published its figures on Tuesday. {It leaks}, [the firm] <said>.", "05-13", "an anaphor"),
    ("On Tuesday, jurors heard a tape. Outside the court, [his lawyer] <said> {it leaks}.", "05-13", "the place"),
    ("Roe spoke at a rally in Elm on Tuesday.\n\n“{It leaks},” [he] <said>.", "05-13", "the paragraph before"),
    (
        "[Roe] <said> Tuesday {it leaks}.\n\n|| “{It stinks},” [Roe] <said>.\n\n|| “{It reeks},” [he] <added>.",
        "05-13",
        "two",
    ),
    ("[Roe] <said> Tuesday {it leaks}. || “{It stinks}.”", "05-13", "a floating quotation"),
    (
        "Roe and Vale met for a debate on Tuesday. || [Roe] <said> {so}. || [Vale] <said> {no}.",
        "05-13",
        "both speakers",
    ),
]
NOTHING = [
    ("[Roe] <said> {it leaks}.", "no date"),
    ("“{It leaked on Tuesday},” [Roe] <said>.", "the speaker's own date"),
    ("[Roe] <said> {it leaked on Tuesday}.", "in what is reported"),
    ("[Roe], who was elected in 2012, <said> {it leaks}.", "a relative clause"),
    ("“{It leaks},” <said> [Roe], who leaves in June.", "a relative clause behind"),
    ("“{It leaks},” <said> [Roe], elected mayor in 2012.", "a participle of another event"),
    ("[The man arrested on Tuesday] <said> {it leaks}.", "the speaker's arrest"),
    ("[Roe] <said> of Friday's vote that {it was odd}.", "the matter"),
    ("In the 2012 race, [Roe] <said> {it leaks}.", "a date of a thing that is no occasion of speech"),
    ("[Roe] <said> before Tuesday's vote that {it leaks}.", "before is not on"),
    ("As of Tuesday, [Roe] <said> {it leaks}.", "nor is as of"),
    ("[Roe] <has long said> {it leaks}.", "has long said"),
    ("[Roe] once <told> Vale {it leaks}.", "once"),
    ("In recent years, [Roe] <has said> {it leaks}.", "in recent years"),
    ("Hours later, [Roe] <said> {it leaks}.", "counted from nothing"),
    ("Roe met the board on Tuesday. [He] <says> {it leaks}.", "the present is no past scene"),
    ("Roe met the board on Tuesday. [He] <has said> {it leaks}.", "nor is the perfect"),
    ("Roe met the board on Tuesday. [Ana Ruiz] <said> {it leaks}.", "another speaker"),
    ("Roe met the board on Tuesday. [He] <said> {it leaks} in a telephone interview.", "an occasion of its own"),
    ("Roe spoke in Elm on Tuesday.\n\nIn his memoir, [he] <wrote> {it leaks}.", "a book"),
    ("Roe spoke on Tuesday.\n\nAna Ruiz, his rival, disagrees. “{It leaks},” [she] <said>.", "another's paragraph"),
    ("Roe spoke on Tuesday.\n\nOne.\n\nTwo.\n\nThree.\n\n“{It leaks},” [he] <said>.", "too far"),
    ("Roe spoke on Tuesday.\n\nWhat the board wants\n\n“{It leaks},” [he] <said>.", "behind a heading"),
    ("Roe spoke on Tuesday. After the vote of Monday, [he] <said> {it leaks}.", "behind a date of its own"),
    ("Roe was arrested on Tuesday.\n\n“{It leaks},” [he] <said>.", "no occasion of speech, and another paragraph"),
    ("In 2012 Roe lost his seat. [He] <said> {it leaks}.", "a year is no scene"),
    ("Recalling the storm in 2012, [Roe] <said> {it leaks}.", "another event"),
    ("He met Vale in 1996 in Elm, and [Roe] <said> {it was a good day}.", "a year of an event beside it"),
    ("Last week <proved> {it leaks}.", "the week speaks"),
    ("[Roe] <said> on May 20 {it leaks}.", "a day to come, and no future: not that of a year ago either"),
    ("“{It leaks},” [Roe] <said> (he had said in March that it did not).", "in brackets with a cue of its own"),
    ("On Tuesday [Roe] met a man [who] <sued> {Vale}.", "a relative clause of its own"),
    ("Roe came on Monday and left on Tuesday. [He] <said> {it leaks}.", "two days"),
    ("In a poll on Tuesday, 40 percent were for it. [She] <said> {it leaks}.", "of a poll nobody speaks on"),
    ("Roe met Vale on Tuesday. In the email, [he] <wrote> {it leaks}.", "another document"),
    ("Roe met Vale on Monday. On the same day that it burnt, [Roe] <said> {it leaks}.", "a day that nobody dates"),
    ("After <saying> on Tuesday {it leaks},|| [Roe] <argued> {it does not}.", "after what was said on that day"),
    ("Roe came to Elm for a meeting in 2012. [He] <recalled> {it leaks}.", "who came in a year speaks of it later"),
    ("Roe met Vale on Tuesday. [He] <keeps up his pointed attacks on> {Vale}.", "a cue that is not past"),
    ("[Roe] <hopes> in 2032 {it leaks}.", "not said yet"),
]  # fmt: skip


def marked(text: str) -> tuple[str, list[Telling]]:
    """Take the marks off a text and give its statements."""
    plain, tellings = "", []
    for piece in text.split("||"):
        spans: dict[str, list[Span]] = {"content": [], "cue": [], "source": []}
        end = 0
        for found in MARKUP.finditer(piece):
            kind = found.lastgroup or ""
            plain += piece[end : found.start()]
            spans[kind].append(Span(len(plain), len(plain) + len(found[kind])))
            plain += found[kind]
            end = found.end()
        plain += piece[end:]
        if spans["content"]:
            content, cue, source = (tuple(each) for each in spans.values())
            tellings.append(Telling("indirect", "speech", content, cue, source, Span(0, 0), Span(0, 0)))
    return plain, tellings


def day_of(text: str, *, published: str | None = FRIDAY, mode: Mode = "speech") -> tuple[Day, Report]:
    plain, tellings = marked(text)
    report = make_report(plain, published=published)
    return days_of(report, [replace(telling, mode=mode) for telling in tellings])[-1], report


def of_2031(day: str) -> date:
    return date.fromisoformat(day if len(day) > 5 else f"2031-{day}")


@pytest.mark.parametrize(("text", "first", "last", "comment"), STATED)
def test_a_day_is_stated(text: str, first: str, last: str, comment: str) -> None:
    day, report = day_of(text)
    assert day.said == Period(of_2031(first), of_2031(last)), comment
    assert day.ground == "stated"
    assert day.printed
    assert day.printed.of(report.text)


@pytest.mark.parametrize(("text", "first", "comment"), CARRIED)
def test_a_day_is_carried_on(text: str, first: str, comment: str) -> None:
    day, report = day_of(text)
    assert day.said == Period(of_2031(first), of_2031(first)), comment
    assert day.ground == "carried"
    assert day.printed
    assert day.printed.of(report.text) == "Tuesday"


@pytest.mark.parametrize(("text", "comment"), NOTHING)
def test_nothing_is_better_than_a_wrong_day(text: str, comment: str) -> None:
    assert day_of(text)[0] == Day(), comment


def test_a_thought_is_dated_where_it_says_so_and_is_no_part_of_a_scene() -> None:
    assert day_of("[Roe] <thought> on Tuesday {it leaked}.", mode="thought")[0].ground == "stated"
    assert day_of("Roe met the board on Tuesday. [He] <feared> {it leaked}.", mode="thought")[0] == Day()


def test_without_a_day_of_publication_a_whole_date_counts() -> None:
    assert day_of("[Roe] <said> Tuesday {it leaks}.", published=None)[0] == Day()
    assert day_of("[Roe] <said> on May 13, 2031, {it leaks}.", published=None)[0].ground == "stated"


@pytest.mark.parametrize("published", [None, "2031-05-23"])
def test_the_day_of_the_dateline_is_counted_from(published: str | None) -> None:
    plain, tellings = marked("ELM, May 16 (Norwire) -- [Roe] <said> Tuesday {it leaks}.")
    written = date(2031, 5, 16)
    dateline = Dateline(Span(0, 24), "ELM", Period(written, written), "Norwire")
    report = replace(make_report(plain, published=published), dateline=dateline)
    (day,) = days_of(report, tellings)
    assert day.said == Period(written - timedelta(3), written - timedelta(3))


def test_a_transcript_has_no_prose_that_dates() -> None:
    plain, tellings = marked("[Roe] <said> Tuesday {it leaks}.")
    assert days_of(make_report(plain, published=FRIDAY, kind="transcript"), tellings) == (Day(),)


@given(st.lists(st.sampled_from([text for text, *_ in (*STATED, *CARRIED, *NOTHING)]), min_size=1, max_size=4))
def test_each_statement_has_a_day_or_none(texts: list[str]) -> None:
    plain, tellings = marked("\n\n".join(f"|| {text}" for text in texts))
    days = days_of(make_report(plain, published=FRIDAY), tellings)
    assert len(days) == len(tellings)
    assert all((day.said is None) == (day.ground == "none") == (day.printed is None) for day in days)


WORDS = [
    "on",
    "Tuesday",
    "May",
    "4",
    "2031",
    "he",
    "said",
    "(",
    ")",
    ",",
    ".",
    "“",
    "”",
    "\n\n",
    "Roe",
    "the",
    "next",
    "day",
]
WORDS += [
    "after",
    "since",
    "last",
    "week",
    "who",
    "in",
    "a",
    "once",
    "meeting",
    "’s",
    "of",
    "and",
    "ago",
    "two",
    "days",
]


@given(
    st.lists(st.sampled_from(WORDS), max_size=25).map(" ".join),
    st.lists(st.tuples(st.integers(0, 90), st.integers(0, 20)), min_size=3, max_size=9),
)
@settings(max_examples=400)
def test_no_text_and_no_spans_are_too_odd(text: str, places: list[tuple[int, int]]) -> None:
    spans = [Span(min(start, len(text)), min(start + size, len(text))) for start, size in places]
    tellings = [
        Telling("mixed", "speech", (content,), (cue,), (source,), Span(0, len(text)), Span(0, len(text)))
        for content, cue, source in zip(spans[::3], spans[1::3], spans[2::3], strict=False)
    ]
    assert len(days_of(make_report(text, published=FRIDAY), tellings)) == len(tellings)


def test_time_is_linear_in_a_sentence_without_end() -> None:
    plain, tellings = marked("||".join(["“{It leaks},” [Roe] <said> on Tuesday, and "] * 2_000))
    started = perf_counter()
    days_of(make_report(plain, published=FRIDAY), tellings)
    assert perf_counter() - started < 10  # 2 seconds here; were it quadratic, a minute
