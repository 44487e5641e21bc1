"""Times of day: minutes after midnight."""

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from onrecord.model import Span
from onrecord.stories.amounts import VALUES, rows_of

SOON = 20  # minutes that "shortly after six" may be after six
PART_OF_DAY = {"morning": "a", "afternoon": "p", "evening": "p", "night": "p"}
HOUR = "|".join(word for word, value in VALUES.items() if 0 < value <= 12)
DAY = r"(?: Mon | Tues | Wednes | Thurs | Fri | Satur | Sun ) day"

CLOCK = re.compile(
    rf"""
    (?<! [\w.:,$£€-] )
    (?: (?P<hour> [0-9]{{1,2}} ) (?: [:.] (?P<minute> [0-5][0-9] ) )? \s? (?P<half> [ap] ) (?: \. \s? m \b \.? | m \b )
    | (?P<hour24> [01]?[0-9] | 2[0-3] ) : (?P<minute24> [0-5][0-9] ) (?! [\w:] | \.[0-9] )
      (?: \s (?: (?: on \s )? {DAY} \s | (?: in \s the | local \s time \s (?: on | in \s the ) ) \s )
        (?P<part> morning | afternoon | evening | night ) \b )?
    | (?P<military> (?: [01][0-9] | 2[0-3] ) [0-5][0-9] ) (?= \s? (?: GMT | UTC | BST | hours ) \b )
    | (?P<oclock> [0-9]{{1,2}} | {HOUR} ) \s o['’]clock
      (?: \s in \s the \s (?P<oclock_part> morning | afternoon | evening ) )?
    | (?P<named> noon | midday | midnight ) \b )
    """,
    re.VERBOSE | re.IGNORECASE,
)


# "Between 1:30 and 4:00 p.m.": the first takes its half of the day from the second.
SINCE = re.compile(
    r"(?<![\w.:,$£€-])(?:between\s|from\s)?(?P<hour>[0-9]{1,2})(?:[:.](?P<minute>[0-5][0-9]))?\s?(?:-|–|to|and|until)\s?$",
    re.IGNORECASE,
)


class Clock(NamedTuple):
    """A time of day with its bounds: "just before 6 a.m." has no ``low``."""

    span: Span
    low: float | None
    high: float | None
    about: bool


@lru_cache(maxsize=1)
def _bounds() -> tuple[re.Pattern[str], dict[str, str]]:
    kinds = {phrase: kind for phrase, kind in rows_of("clock-bounds.tsv")}  # noqa: C416 - mypy knows no dict of lists
    longest_first = sorted(kinds, key=lambda phrase: (-len(phrase), phrase))
    return re.compile(rf"(?<!\w)(?P<bound>{'|'.join(longest_first)})\s+$", re.IGNORECASE), kinds


def find_clocks(text: str) -> tuple[Clock, ...]:
    """Find the times of day.

    >>> [(clock.low, clock.high) for clock in find_clocks("shortly after 6 a.m., at 18:30, before noon")]
    [(360, 380), (1110, 1110), (None, 720)]
    """
    clocks = list(_clocks(text))
    # "Between 1:30 and 4 p.m." is one, though "1:30" alone would be a time, too.
    ranges = [clock.span for clock in clocks if clock.low != clock.high]
    return tuple(
        clock
        for clock in clocks
        if not any(span != clock.span and span.start <= clock.span.start < span.end for span in ranges)
    )


def _clocks(text: str) -> Iterator[Clock]:
    pattern, kinds = _bounds()
    for found in CLOCK.finditer(text):
        minutes = _minutes(found)
        if minutes is None:
            continue
        if since := _since(text, found):
            yield since
            continue
        begin = max(0, found.start() - 24)
        bound = pattern.search(text[begin : found.start()])
        kind = kinds[bound["bound"].casefold()] if bound else None
        yield Clock(
            span=Span(begin + bound.start() if bound else found.start(), found.end()),
            low=None if kind == "high" else minutes,
            high=None if kind == "low" else minutes + (SOON if kind == "soon" else 0),
            about=kind == "about",
        )


def _since(text: str, found: re.Match[str]) -> Clock | None:
    """Read a range of times of which the second alone tells the half of the day."""
    begin = max(0, found.start() - 24)
    first = SINCE.search(text, begin, found.start()) if found["half"] else None
    if first is None:
        return None
    halves = (found["half"].casefold(), "a")
    high = _minutes(found)
    lows = [_half_day(int(first["hour"]), int(first["minute"] or 0), half) for half in halves]
    low = next((low for low in lows if low is not None and high is not None and low < high), None)
    return Clock(Span(first.start(), found.end()), low, high, about=False) if low is not None else None


def _minutes(found: re.Match[str]) -> int | None:
    """Give the minutes after midnight; None if there is no such hour, or it could be in the morning or the evening."""
    if found["named"]:
        return 0 if found["named"].casefold() == "midnight" else 720
    if found["military"]:
        return int(found["military"][:2]) * 60 + int(found["military"][2:])
    if found["oclock"]:
        printed, part = found["oclock"].casefold(), found["oclock_part"]
        hour = int(printed) if printed.isdigit() else int(VALUES[printed])
        return _half_day(hour, 0, PART_OF_DAY[part.casefold()]) if part else None
    if found["half"]:
        return _half_day(int(found["hour"]), int(found["minute"] or 0), found["half"].casefold())
    hour, minute = int(found["hour24"]), int(found["minute24"])
    if found["part"] and hour <= 12:
        return _half_day(hour, minute, PART_OF_DAY[found["part"].casefold()])
    return hour * 60 + minute


def _half_day(hour: int, minute: int, half: str) -> int | None:
    return hour % 12 * 60 + minute + (720 if half == "p" else 0) if 1 <= hour <= 12 else None
