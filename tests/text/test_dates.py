"""Printed dates: what they are taken for, and which days they mean."""

from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.model import Period, Span
from onrecord.text.dates import find_dates, resolve

FRIDAY = date(2031, 5, 16)
RESOLVED = [
    # printed, what of it is the date, first day, last day (counted from Friday 16 May 2031)
    ("said on Tuesday", "Tuesday", "2031-05-13", "2031-05-13"),
    ("said Friday", "Friday", "2031-05-16", "2031-05-16"),  # the day of publication counts
    ("said last Friday", "last Friday", "2031-05-09", "2031-05-09"),  # but not if it is "last"
    ("next Friday", "next Friday", "2031-05-23", "2031-05-23"),
    ("late Tuesday night", "late Tuesday night", "2031-05-13", "2031-05-13"),
    ("Tuesday of last week", "Tuesday of last week", "2031-05-06", "2031-05-06"),
    ("a week ago Tuesday", "a week ago Tuesday", "2031-05-06", "2031-05-06"),
    ("yesterday", "yesterday", "2031-05-15", "2031-05-15"),
    ("last night", "last night", "2031-05-15", "2031-05-15"),
    ("this morning", "this morning", "2031-05-16", "2031-05-16"),
    ("tomorrow", "tomorrow", "2031-05-17", "2031-05-17"),
    ("overnight", "overnight", "2031-05-15", "2031-05-16"),
    ("last week", "last week", "2031-05-05", "2031-05-11"),
    ("late last week", "late last week", "2031-05-08", "2031-05-11"),
    ("earlier this week", "earlier this week", "2031-05-12", "2031-05-16"),
    ("later this week", "later this week", "2031-05-16", "2031-05-18"),
    ("next week", "next week", "2031-05-19", "2031-05-25"),
    ("over the weekend", "over the weekend", "2031-05-10", "2031-05-11"),
    ("last weekend", "last weekend", "2031-05-10", "2031-05-11"),
    ("earlier this month", "earlier this month", "2031-05-01", "2031-05-16"),
    ("last month", "last month", "2031-04-01", "2031-04-30"),
    ("late last month", "late last month", "2031-04-21", "2031-04-30"),
    ("earlier this year", "earlier this year", "2031-01-01", "2031-05-16"),
    ("last year", "last year", "2030-01-01", "2030-12-31"),
    ("early last year", "early last year", "2030-01-01", "2030-04-30"),
    ("back in early February", "early February", "2031-02-01", "2031-02-10"),
    ("in mid-April", "mid-April", "2031-04-11", "2031-04-20"),
    ("in late February", "late February", "2031-02-21", "2031-02-28"),
    ("in February", "February", "2031-02-01", "2031-02-28"),
    ("in May", "May", "2031-05-01", "2031-05-31"),  # the running month is a whole month
    ("in June", "June", "2030-06-01", "2030-06-30"),  # not yet begun: last year's
    ("in March of last year", "March of last year", "2030-03-01", "2030-03-31"),
    ("in March 2029", "March 2029", "2029-03-01", "2029-03-31"),
    ("his March letter", "March", "2031-03-01", "2031-03-31"),
    ("in 2012", "2012", "2012-01-01", "2012-12-31"),
    ("early 2012", "early 2012", "2012-01-01", "2012-04-30"),
    ("in late 2012", "late 2012", "2012-09-01", "2012-12-31"),
    ("a 2012 interview", "2012", "2012-01-01", "2012-12-31"),
    ("last summer", "last summer", "2030-06-01", "2030-08-31"),
    ("this spring", "this spring", "2031-03-01", "2031-05-16"),
    ("this fall", "this fall", "2031-09-01", "2031-11-30"),
    ("this winter", "this winter", "2030-12-01", "2031-02-28"),
    ("last winter", "last winter", "2030-12-01", "2031-02-28"),
    ("in the fall of 2029", "in the fall of 2029", "2029-09-01", "2029-11-30"),
    ("three days ago", "three days ago", "2031-05-13", "2031-05-13"),
    ("two weeks ago", "two weeks ago", "2031-04-28", "2031-05-04"),
    ("three months ago", "three months ago", "2031-02-01", "2031-02-28"),
    ("two years ago", "two years ago", "2029-01-01", "2029-12-31"),
    ("a fortnight ago", "a fortnight ago", "2031-04-28", "2031-05-04"),
    ("a decade ago", "a decade ago", "2021-01-01", "2021-12-31"),
    ("over the summer", "over the summer", "2030-06-01", "2030-08-31"),
    ("early this week", "early this week", "2031-05-12", "2031-05-14"),
    ("15 days before the vote on May 20", "15 days before the vote on May 20", "2031-05-05", "2031-05-05"),
    ("since Monday", "since Monday", "2031-05-12", "2031-05-16"),
    ("between Monday and Wednesday", "between Monday and Wednesday", "2031-05-12", "2031-05-14"),
    ("from Friday to Monday", "from Friday to Monday", "2031-05-09", "2031-05-12"),  # Friday is that before Monday
    ("from 1998 to 2006", "from 1998 to 2006", "1998-01-01", "2006-12-31"),
    ("Sept. 9", "Sept. 9", "2030-09-09", "2030-09-09"),
    ("9 Sept", "9 Sept", "2030-09-09", "2030-09-09"),
    ("May 17", "May 17", "2031-05-17", "2031-05-17"),  # a day ahead: clocks differ
    ("May 18", "May 18", "2030-05-18", "2030-05-18"),
    ("(8 April)", "8 April", "2031-04-08", "2031-04-08"),
    ("Tuesday (8 April)", "Tuesday (8 April)", "2031-04-08", "2031-04-08"),  # the date in brackets wins
    ("Friday, Nov. 3, 2023,", "Friday, Nov. 3, 2023", "2023-11-03", "2023-11-03"),
    ("April 14, 2016", "April 14, 2016", "2016-04-14", "2016-04-14"),
    ("April 14-16, 2016", "April 14-16, 2016", "2016-04-14", "2016-04-16"),
    ("the 14th of April", "the 14th of April", "2031-04-14", "2031-04-14"),
    ("on the 14th.", "the 14th", "2031-05-14", "2031-05-14"),
    ("2016-04-14", "2016-04-14", "2016-04-14", "2016-04-14"),
    ("14/4/2016", "14/4/2016", "2016-04-14", "2016-04-14"),
    ("4/14/2016", "4/14/2016", "2016-04-14", "2016-04-14"),
    ("on Christmas Day", "Christmas Day", "2030-12-25", "2030-12-25"),
    ("two days after the vote on May 7", "two days after the vote on May 7", "2031-05-09", "2031-05-09"),
    ("on the eve of Tuesday's vote", "on the eve of Tuesday", "2031-05-12", "2031-05-12"),
    ("on Christmas", "Christmas", "2030-12-25", "2030-12-25"),
    ("at Christmas 2014", "Christmas 2014", "2014-12-25", "2014-12-25"),
    ("last Christmas", "last Christmas", "2030-12-25", "2030-12-25"),
    ("on the Fourth of July", "the Fourth of July", "2030-07-04", "2030-07-04"),  # not July
    ("on New Year’s Eve 2015", "New Year’s Eve 2015", "2015-12-31", "2015-12-31"),
    ("on Thanksgiving", "Thanksgiving", "2030-11-28", "2030-11-28"),  # the fourth Thursday of November
    ("last Labor Day", "last Labor Day", "2030-09-02", "2030-09-02"),  # the first Monday of September
    ("on Memorial Day", "Memorial Day", "2030-05-27", "2030-05-27"),  # the last Monday of May, still ahead in 2031
    ("in the first week of May", "the first week of May", "2031-05-01", "2031-05-07"),
    ("the week of May 5", "the week of May 5", "2031-05-05", "2031-05-11"),
    ("a week after the vote on May 7", "a week after the vote on May 7", "2031-05-12", "2031-05-18"),
    ("the week before last", "the week before last", "2031-04-28", "2031-05-04"),
    ("at the start of the year", "the start of the year", "2031-01-01", "2031-04-30"),
    ("in the 1990s", "the 1990s", "1990-01-01", "1999-12-31"),
    ("Roe’s 2028 memoir", "2028", "2028-01-01", "2028-12-31"),
]
NO_DATE = [
    # printed, and why it is no date
    ("he may march on", "small letters"),
    ("on Super Tuesday", "a name"),
    ("a Sunday Times poll", "a paper"),
    ("a Christmas tree", "a tree"),
    ("over Thanksgiving weekend", "days that are counted from a holiday"),
    ("a labor day", "small letters"),
    ("4/3/2016", "April or March"),
    ("31 April", "no day of the calendar"),
    ("2031-00-14", "no month of the calendar"),
    ("Oct. 2,000 people left", "a number"),
    ("2031 people came", "a number"),
    ("it cost $2012", "money"),
    ("on Tuesdays", "a habit"),
    ("room 2031-A", "a code"),
]
UNRESOLVED = [
    "the same day that it burnt",
    "once",
    "late this month",
    "in the early 1990s",
    "years ago",
    "in recent years",
    "two days after the fire",
    "days later",
    "previously",
]
TOLD = [
    # counted from Tuesday 6 May 2031
    ("hours later", "2031-05-06", "2031-05-06"),
    ("later that day", "2031-05-06", "2031-05-06"),
    ("that night", "2031-05-06", "2031-05-06"),
    ("the next day", "2031-05-07", "2031-05-07"),
    ("the day before", "2031-05-05", "2031-05-05"),
    ("three days later", "2031-05-09", "2031-05-09"),
    ("a week later", "2031-05-12", "2031-05-18"),
    ("the following month", "2031-06-01", "2031-06-30"),
]


def only(
    printed: str, *, anchor: date | None = FRIDAY, told: Period | None = None, future: bool = False
) -> Period | None:
    (found,) = find_dates(printed, Span(0, len(printed)))
    return resolve(found, anchor, told=told, future=future)


def period(first: str, last: str) -> Period:
    return Period(date.fromisoformat(first), date.fromisoformat(last))


@pytest.mark.parametrize(("printed", "words", "first", "last"), RESOLVED)
def test_a_printed_date_is_found_and_resolved(printed: str, words: str, first: str, last: str) -> None:
    (found,) = find_dates(printed, Span(0, len(printed)))
    assert found.span.of(printed) == words
    assert resolve(found, FRIDAY) == period(first, last)


@pytest.mark.parametrize(("printed", "why"), NO_DATE)
def test_what_is_no_date(printed: str, why: str) -> None:
    assert find_dates(printed, Span(0, len(printed))) == (), why


@pytest.mark.parametrize("printed", UNRESOLVED)
def test_another_day_that_nobody_names(printed: str) -> None:
    assert only(printed, told=period("2031-05-06", "2031-05-06")) is None


@pytest.mark.parametrize(("printed", "first", "last"), TOLD)
def test_what_is_counted_from_the_day_told_before(printed: str, first: str, last: str) -> None:
    assert only(printed, told=period("2031-05-06", "2031-05-06")) == period(first, last)
    assert only(printed) is None


def test_a_month_has_no_next_day_but_a_time() -> None:
    may = period("2031-05-01", "2031-05-31")
    assert only("the next day", told=may) is None
    assert only("at the time", told=may) == may


@pytest.mark.parametrize(
    ("printed", "first", "last"),
    [
        ("Tuesday", "2031-05-20", "2031-05-20"),
        ("Friday", "2031-05-16", "2031-05-16"),
        ("June 3", "2031-06-03", "2031-06-03"),
        ("on Memorial Day", "2031-05-26", "2031-05-26"),
        ("in June", "2031-06-01", "2031-06-30"),
        ("this week", "2031-05-16", "2031-05-18"),
        ("this weekend", "2031-05-17", "2031-05-18"),
    ],
)
def test_a_future_verb_takes_the_next(printed: str, first: str, last: str) -> None:
    assert only(printed, future=True) == period(first, last)


@pytest.mark.parametrize(
    ("printed", "is_known"),
    [
        ("May 14, 2031", True),
        ("in May 2031", True),
        ("in 2012", True),
        ("May 14", False),
        ("Tuesday", False),
        ("yesterday", False),
        ("last week", False),
        ("last summer", False),
        ("overnight", False),
        ("since Monday", False),
    ],
)
def test_without_an_anchor_a_whole_date_alone_is_known(printed: str, is_known: bool) -> None:
    assert (only(printed, anchor=None) is not None) == is_known


@given(st.lists(st.sampled_from([*sorted(printed for printed, *_ in RESOLVED), "he", ".", "“", "said ", "\n"])))
def test_dates_stand_in_order_and_apart(parts: list[str]) -> None:
    text = " ".join(parts)
    spans = [printed.span for printed in find_dates(text, Span(0, len(text)))]
    assert all(one.end <= other.start for one, other in pairwise(spans))


@given(
    st.dates(date(1990, 1, 1), date(2090, 1, 1)), st.sampled_from([printed for printed, *_ in RESOLVED]), st.booleans()
)
def test_a_period_begins_before_it_ends(anchor: date, printed: str, future: bool) -> None:
    for found in find_dates(printed, Span(0, len(printed))):
        meant = resolve(found, anchor, future=future)
        assert meant is None or meant.first <= meant.last


FAR = [
    "on Monday", "last Friday", "next year", "last summer", "overnight", "three days ago", "12 years ago", "next week",
    "99 months ago", "over the weekend", "on May 14", "on Jan. 1", "on the 14th.", "last Thanksgiving", "since Friday",
    "between Monday and Wednesday", "two days after January 1", "in March of last year", "the next day",
]  # fmt: skip


@pytest.mark.parametrize("words", FAR)
@pytest.mark.parametrize("anchor", [date.min, date.max, date(1, 3, 1), date(9999, 10, 1)])
@pytest.mark.parametrize("future", [False, True])
def test_a_day_that_no_calendar_has_is_none(words: str, anchor: date, future: bool) -> None:
    (printed,) = find_dates(words, Span(0, len(words)))
    told = Period(anchor, anchor)
    period = resolve(printed, anchor, told=told, future=future)
    assert period is None or period.first <= period.last


def test_what_the_calendar_has_is_told_on_its_last_days_too() -> None:
    (monday,) = find_dates("on Monday", Span(0, 9))
    assert resolve(monday, date(1, 1, 1)) == Period(date(1, 1, 1), date(1, 1, 1))
    assert resolve(monday, date(9999, 12, 31)) == Period(date(9999, 12, 27), date(9999, 12, 27))
