"""When a statement was made: each row is a rule, and each rule is here because a report printed its like.

A text is marked up: {content}, <cue>, [source]; ``||`` sets statements apart, and the day asked for is the last one's.
"""

import re
from dataclasses import replace
from datetime import date, timedelta
from time import process_time

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
    ("“{It leaks},” <said> [Roe] on Tuesday, who has said so before.", "05-13", "05-13", "behind an inverted cue"),
    (
        "[Ruiz] first <described> {the plan in April} || and [Roe] <said> on Tuesday {it leaks}.",
        "05-13",
        "05-13",
        "two",
    ),
    ("When he first announced it in April, [Roe] <said> {it leaks}.", "04-01", "04-30", "in a clause of telling"),
    (
        "When [he] <described> {the bridge in April},|| [Roe] <said> {it leaks}.",
        "04-01",
        "04-30",
        "in one that is reported itself",
    ),
    ("[Roe] <said> {it leaks} when he unveiled the plan on Tuesday.", "05-13", "05-13", "in one behind the cue"),
    ("[Roe] <said> {it leaks} after the vote on Tuesday.", "05-13", "05-13", "after what is over on its day"),
    ("[The report], published Tuesday, <says> {it leaks}.", "05-13", "05-13", "when a document came out"),
    ("[The report], which was published on Tuesday, <found> {it leaks}.", "05-13", "05-13", "in a relative clause"),
    ("[A report released by Vale on Tuesday] <found> {it leaks}.", "05-13", "05-13", "with who released it"),
    ("[Roe's 2028 memoir] <says> {it leaks}.", "2028-01-01", "2028-12-31", "behind a name with an 's"),
    ("[Roe], the mayor, rebuked Vale on Tuesday, <saying> {it leaks}.", "05-13", "05-13", "what was done with a word"),
    (
        "[Roe] tried to calm them as she was pressed Tuesday, <saying> {it leaks}.",
        "05-13",
        "05-13",
        "the same in a clause",
    ),
    ("Roe angered the board on Tuesday when [she] <said> {it leaks}.", "05-13", "05-13", "the act, and then the words"),
    ("For the second time this week, [Roe] <said> {it leaks}.", "05-12", "05-16", "an adverb before the adverb"),
    ("It was on Tuesday that [Roe] <said> {it leaks}.", "05-13", "05-13", "a cleft sentence"),
    ("It was not until Tuesday that [Roe] <said> {it leaks}.", "05-13", "05-13", "not until is on"),
    ("In remarks prepared for delivery on Tuesday, [Roe] <said> {it leaks}.", "05-13", "05-13", "prepared for a day"),
    ("A letter dated May 13 and seen by Vale <says> {it leaks}.", "05-13", "05-13", "a document that is no source"),
    ("He fears the leaders, who, on a call Tuesday, <said> {it leaks}.", "05-13", "05-13", "an aside without a source"),
    ("“{It leaks},” [Roe] <wrote in a letter> to Mrs. Vale's clerk Tuesday.", "05-13", "05-13", "no stop"),
    ("But midday Tuesday, [Roe] <said> {it leaks}.", "05-13", "05-13", "a time of day"),
    ("From Elm on Tuesday, [Roe] <told> Vale {it leaks}.", "05-13", "05-13", "from a place"),
    ("On Christmas, [Roe] <said> {it leaks}.", "2030-12-25", "2030-12-25", "a holiday"),
    ("On Thanksgiving, [Roe] <said> {it leaks}.", "2030-11-28", "2030-11-28", "one that moves"),
    ("In the 1990s, [Roe] <said> {it leaks}.", "1990-01-01", "1999-12-31", "a decade"),
    ("[Roe], who won't run, <said> Tuesday {it leaks}.", "05-13", "05-13", "a future that is not that of the cue"),
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
    (
        "Thousands came to the harbor on Tuesday. [Nils Aker] <read out> {nine names}. || “{It leaks},” [he] <said>.",
        "05-13",
        "who does something before a crowd",
    ),
    ("Hundreds lined the quay on Tuesday. Ana Ruiz waved. “{It leaks},” [Ruiz] <said>.", "05-13", "who acts there"),
    (
        "[Roe] <told> Vale on Monday {so}.\n\nRoe was less sure when interviewed on Tuesday.\n\n"
        "|| “{It leaks},” [he] <said>.",
        "05-13",
        "the day of the last event",
    ),
    ("Mourners filled the church on Tuesday. “{It leaks},” [Vale] <told> them.", "05-13", "who speaks to them"),
    ("Dozens blocked the road on Tuesday. “{It leaks},” <shouted> [Abe Lund].", "05-13", "who shouts"),
    ("Tuesday's rally drew 900 people.\n\n“{It leaks},” [Roe] <told> the crowd.", "05-13", "of an occasion with an 's"),
    ("Roe spoke on Tuesday.\n\nThe dam broke in March. [Roe] <said> {it leaks}.", "05-13", "past what had been before"),
    ("Roe resigned on Tuesday.\n\n“{It leaks},” [he] <said> in his letter of resignation.", "05-13", "a parting"),
    ("Roe quit on Tuesday.\n\n“{It leaks},” [he] <said> in a statement.", "05-13", "a parting by its statement"),
    ("Roe wrote to Vale on Tuesday.\n\n“{It leaks},” [the letter] <said>.", "05-13", "what was written"),
    ("Reporters caught up with Roe on Tuesday.\n\n“{It leaks},” [he] <said>.", "05-13", "reporters"),
    ("Roe was in court on Tuesday.\n\n“{It leaks},” [he] <told> the judge.", "05-13", "in court"),
    ("Elm Water reported its results on Tuesday.\n\n{It leaks}, [it] <said>.", "05-13", "results"),
    ("Roe spoke on Tuesday.\n\n“{It has leaked},” <said> [Roe].", "05-13", "the tense is that of the cue"),
    (
        "Roe spoke on Tuesday.\n\n|| “{So},” [he] <said>.\n\nA band played.\n\n|| “{Yes},” [he] <said>."
        "\n\n|| “{It leaks},” [he] <said>.",
        "05-13",
        "as long as words lead on to it",
    ),
]
LONG = [
    # text, first day, last day, comment
    ("Last month Roe gave a talk at the library.\n\n“{It leaks},” [he] <said>.", "04-01", "04-30", "an occasion"),
    ("In April, Roe sat down for an interview.\n\n“{It leaks},” [he] <said>.", "04-01", "04-30", "an interview"),
]
AT_TOP = [
    # the top of a text without a day of publication, which is 16 May 2031
    "Friday, May 16, 2031",
    "16 May 2031",
    "Elm dam leaks\n\nMay 16, 2031",
    "Updated 9:14 a.m. Friday, May 16, 2031",
    "The Elm Times, 16 May 2031",
    "May 16, 2031 — by Ana Ruiz",
]
NOT_AT_TOP = ["Roe was born on May 16, 2031.", "May 2031", "May 16", "One.\n\nTwo.\n\nThree.\n\nMay 16, 2031"]
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
    ("When Vale was shot in April, [Roe] <said> {it leaks}.", "a clause of something else"),
    ("[The man] was arrested, the mayor since Tuesday, <saying> {it leaks}.", "an aside that a participle follows"),
    ("Until Tuesday, [Roe] <said> {it leaks}.", "until is not on"),
    ("In the early 1990s, [Roe] <said> {it leaks}.", "nobody says which years"),
    ("Elm's 2028 budget fell, and [Roe] <said> {it leaks}.", "a year of a thing with an 's"),
    ("Hundreds came to Elm on Tuesday to protest. The mayor, [Joe Roe], <said> {it leaks}.", "who is not there"),
    ("Hundreds came to Elm on Tuesday.\n\nAna Ruiz smiled. “{It leaks},” [Ruiz] <said>.", "not in the paragraph"),
    ("Roe spoke on Tuesday.\n\nBut Mr. Vale sees no leak. “{No},” [he] <said>.", "another's, behind a conjunction"),
    ("Roe spoke on Tuesday.\n\nElm Mayor Ana Vale sees no leak. “{No},” [she] <said>.", "another's, behind a title"),
    (
        "“{Vale must go},” [Roe] <said> in an interview on Tuesday.\n\n|| [Vale] <said> {it leaks}.",
        "whom the speaker mentions",
    ),
    ("[Roe] <said> {it leaks}, and in March he resigned.", "the next clause"),
    (
        "[Roe], in response to what Vale had told the board of the loss of the dam in 2012, <said> {it leaks}.",
        "a year deep in an aside",
    ),
    ("[Roe] <said> {it leaks} - despite losing the race in March.", "behind a dash"),
    ("Roe spoke on Tuesday. “{It leaks},” [Roe's lawyer] <said>.", "somebody of the speaker"),
    ("Roe spoke on Tuesday.\n\nVale fell in March. [Vale] <said> {it leaks}.", "another's past"),
    ("In March Roe spoke to the board. More recently he has sold it. “{It leaks},” [he] <said>.", "more recently"),
    ("Roe held a rally Tuesday while Ruiz was in Elm on Monday. “{It leaks},” [she] <said>.", "two at a time"),
    (
        "Roe spoke on Tuesday.\n\n|| “{So},” [he] <said>.\n\nOne.\n\n|| “{Yes},” [he] <said>.\n\nTwo.\n\n|| "
        "[Roe] <disputed> {the plan}.",
        "far from the date, and no words",
    ),
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


@pytest.mark.parametrize(("text", "first", "last", "comment"), LONG)
def test_a_month_is_carried_on_from_an_occasion(text: str, first: str, last: str, comment: str) -> None:
    assert day_of(text)[0].said == Period(of_2031(first), of_2031(last)), comment


@pytest.mark.parametrize("top", AT_TOP)
def test_a_line_that_is_a_date_is_counted_from(top: str) -> None:
    day = day_of(f"{top}\n\n[Roe] <said> Tuesday {{it leaks}}.", published=None)[0]
    assert day.said == Period(of_2031("05-13"), of_2031("05-13"))


@pytest.mark.parametrize("top", NOT_AT_TOP)
def test_what_only_has_a_date_is_no_date_line(top: str) -> None:
    assert day_of(f"{top}\n\n[Roe] <said> Tuesday {{it leaks}}.", published=None)[0] == Day()


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
    started = process_time()
    days_of(make_report(plain, published=FRIDAY), tellings)
    assert process_time() - started < 10  # 2 seconds here; were it quadratic, a minute


@pytest.mark.parametrize("published", ["0001-01-01", "9999-12-31"])
@pytest.mark.parametrize("words", ["last week", "on Monday", "next year", "99 months ago", "overnight", "on May 14"])
def test_a_report_of_the_first_or_last_day_of_the_calendar_is_read(published: str, words: str) -> None:
    day, _ = day_of(f"“{{It leaks}},” [Ana Ruiz] <said> {words}.", published=published)
    assert (day.said is None) == (day.ground == "none")
