"""What a request asks for is read, or refused with the reason."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.errors import UsageError
from onrecord.model import Narrowing, Span
from onrecord.views.web.asked import LONGEST, Asked, pair_text


@pytest.mark.parametrize(("given_day", "first", "last"), [
    ("2031-05-02", (2031, 5, 2), (2031, 5, 2)), ("2031-02", (2031, 2, 1), (2031, 2, 28)),
    ("2032-02", (2032, 2, 1), (2032, 2, 29)), ("2031", (2031, 1, 1), (2031, 12, 31)),
    ("0001", (1, 1, 1), (1, 12, 31)), ("9999-12", (9999, 12, 1), (9999, 12, 31)), (" 2031 ", (2031, 1, 1), (2031, 12,
    31)),
])  # fmt: skip
def test_a_month_and_a_year_are_ranges_of_days(
    given_day: str, first: tuple[int, int, int], last: tuple[int, int, int]
) -> None:
    asked = Asked({"from": given_day, "to": given_day})
    assert asked.narrowing() == Narrowing(first=date(*first), last=date(*last))


@pytest.mark.parametrize("day", [
    "0000", "9999-99", "10000", "2031-02-30", "2031-00", "2031-5-2", "2031-05-02T00:00", "20310502", "2031-W05",
    "May", "-2031", "٢٠٣١", "2031-05-", "2031-05-02\x00", "2031/05",
])  # fmt: skip
@pytest.mark.parametrize("is_last", [False, True])
def test_what_is_no_day_is_refused_with_an_example(day: str, is_last: bool) -> None:
    with pytest.raises(UsageError, match="write it as 2025-04-15"):
        Asked({"from": day}).day("from", is_last=is_last)


@pytest.mark.parametrize("number", ["-1", "1e3", "1.0", "0x1", "٣", "²", "1 2", "9" * 19, "1" * 5_000, "+1", "\x00"])
def test_what_is_no_number_is_refused(number: str) -> None:
    with pytest.raises(UsageError, match="cursor"):
        Asked({"cursor": number}).number("cursor")


@pytest.mark.parametrize(
    "place", ["9-3", "-", "1", "1-", "-1", "1-2-3", "a-b", "²-³", "1" * 10 + "-2", "1--2", "1-2 3"]
)
def test_what_is_no_range_is_refused(place: str) -> None:
    with pytest.raises(UsageError, match="write it as 120-180"):
        Asked({"at": place}).span("at")


@pytest.mark.parametrize("cursor", [
    "5", "null", "[]", '["a"]', '["a","b","c"]', "[1,2]", '{"a":"b"}', '["\\ud800","a"]', "[" * 3_000, '["a","b"',
    "\x00",
])  # fmt: skip
def test_a_cursor_that_is_not_ours_is_refused(cursor: str) -> None:
    with pytest.raises(UsageError, match="no place in a list"):
        Asked({"cursor": cursor}).pair("cursor")


@given(st.tuples(st.text(), st.text()))
def test_a_cursor_comes_back_as_it_was_written(pair: tuple[str, str]) -> None:
    assert Asked({"cursor": pair_text(pair) or ""}).pair("cursor") == pair


def test_what_is_empty_or_blank_is_not_asked() -> None:
    nothing = Asked({"q": " \n", "cursor": "", "from": " ", "at": "", "form": "", "person": ""})
    found = (nothing.text("q"), nothing.number("cursor"), nothing.pair("cursor"), nothing.span("at"))
    assert found == (None, None, None, None)
    assert nothing.narrowing() == Asked({}).narrowing() == Narrowing()


def test_blanks_are_a_part_of_an_id_and_not_of_words() -> None:
    asked = Asked({"q": " spring tide ", "id": " a1 "})
    assert (asked.text("q"), asked.exact("id")) == ("spring tide", " a1 ")


def test_a_range_may_begin_anywhere() -> None:
    assert Asked({"at": "0-9"}).span("at") == Span(0, 9)


@pytest.mark.parametrize("name", ["q", "id"])
def test_what_is_too_long_or_no_text_is_refused(name: str) -> None:
    with pytest.raises(UsageError, match="2,001 characters are more than the 2,000"):
        Asked({name: "é" * (LONGEST + 1)}).exact(name)
    with pytest.raises(UsageError, match="no text in UTF-8"):
        Asked({name: "a\ud800"}).text(name)


def test_a_form_that_there_is_not_is_refused_with_those_that_there_are() -> None:
    with pytest.raises(UsageError, match="direct, mixed, indirect"):
        Asked({"form": "odd"}).narrowing()
