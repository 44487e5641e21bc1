"""What happened when, as the reports of a story date it.

Only days that are printed count: "on 14 May 2031", "May 14", "on Tuesday", "yesterday". A weekday without a year hangs
on the day of publication and means the last such day, or the next one after a word of the future; without a day of
publication a full date alone will do.
"""

import re
from calendar import monthrange
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta
from typing import NamedTuple

from onrecord.model import Event, Period, Place, Report, Span, Story
from onrecord.text.quotemarks import find_quotations
from onrecord.text.sentences import paragraphs, sentences
from onrecord.text.weights import weight_of
from onrecord.text.words import words_of

MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
SAME_EVENT = 0.45  # share of the lighter sentence's words, by weight, that two reports of one event have in common
FEWEST_WORDS = 5  # a shorter sentence is a heading or a caption

MONTH = (
    r"(?P<month> Jan(?:uary)? | Feb(?:ruary)? | Mar(?:ch)? | Apr(?:il)? | May | June? | July? | Aug(?:ust)?"
    r" | Sept(?:ember)? | Sep | Oct(?:ober)? | Nov(?:ember)? | Dec(?:ember)? )"
)
DAY = r"(?P<day> [0-3]?\d ) (?: st | nd | rd | th )?"
YEAR = r"(?P<year> (?: 1[6-9] | 20 ) \d\d )"
PATTERNS = tuple(
    re.compile(pattern, re.VERBOSE)
    for pattern in (
        rf"(?<![\w.]) {MONTH} \.? \s {DAY} \b (?: ,? \s {YEAR} \b )?",  # May 14, 2031
        rf"(?<![\w.,:]) {DAY} \s (?: of \s )? {MONTH} \b \.? (?: ,? \s {YEAR} \b )?",  # 14 May 2031
        rf"(?<![\w-]) (?P<year> 20\d\d | 19\d\d ) - (?P<month> \d\d ) - {DAY} (?![\w-])",  # 2031-05-14
    )
)
WEEKDAY = re.compile(
    r"\b (?: (?P<which> last | next | this ) \s )? (?P<weekday> (?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day ) \b"
    r"(?! ['’]s )",
    re.VERBOSE,
)
RELATIVE = re.compile(r"\b(?P<word>yesterday|today|tomorrow)\b(?!['’]s)", re.IGNORECASE)
AHEAD = re.compile(
    r"\b(?:will|is to|are to|is due|are due|plans? to|expected to|scheduled|meets?|opens?|begins?|starts?|votes?)\b"
)
PERHAPS_AHEAD = re.compile(r"\bwould\b")
LONG_AGO = 4  # days: "they would appear on Friday" is said on Wednesday of the next, "would not say on Tuesday" is not
HABIT = re.compile(r"\b(?:every|each|most|any)\s$", re.IGNORECASE)


class _Dated(NamedTuple):
    period: Period
    place: Place
    text: str
    weights: dict[str, int]


def time_line(story: Story, reports: Iterable[Report]) -> tuple[Event, ...]:
    """List the dated events of a story in order, each with the places that tell it.

    >>> time_line(Story("s", "", None, ()), ())
    ()
    """
    ordered = sorted((report for report in reports if report.kind == "report"), key=lambda report: report.id)
    dated = sorted(
        (each for report in ordered for each in _dated(report)),
        key=lambda each: (each.period, each.place.report, each.place.span),
    )
    groups: list[list[_Dated]] = []
    for each in dated:
        home = next((group for group in groups if _tells_the_same(each, group)), None)
        if home is None:
            groups.append([each])
        else:
            home.append(each)
    events = (_event(story, group) for group in groups)
    return tuple(sorted(events, key=lambda event: (event.period, event.evidence[0].report, event.evidence[0].span)))


def _dated(report: Report) -> Iterator[_Dated]:
    """Find the sentences that print a day."""
    apart = [each.span for each in report.furniture]
    # A day inside a quotation is the speaker's: "I would sell them tomorrow" is no event.
    apart += [quotation.outer for quotation in find_quotations(report.text)]
    if report.dateline:
        apart.append(report.dateline.span)
    for paragraph in paragraphs(report.text):
        for sentence in sentences(report.text, paragraph):
            found = next(iter(sorted(_periods(report, sentence, apart))), None)
            words = words_of(report.text, sentence) if found else ()
            if found and len(words) >= FEWEST_WORDS:
                told = _after_dateline(report, sentence)
                weights = {word.key: weight_of(word.key) for word in words}
                yield _Dated(found[1], Place(report.id, told), told.of(report.text), weights)


def _after_dateline(report: Report, sentence: Span) -> Span:
    """Begin a report's first sentence after "GULLHAVEN, May 12 (Norwire) --"."""
    if report.dateline is None or not sentence.start <= report.dateline.span.start < sentence.end:
        return sentence
    start = report.dateline.span.end
    return Span(start + len(report.text[start:]) - len(report.text[start:].lstrip(" —–-\n")), sentence.end)


def _periods(report: Report, sentence: Span, apart: Sequence[Span]) -> Iterator[tuple[int, Period]]:
    """Give the days that a sentence prints, each with its place."""
    text = report.text
    for pattern in (*PATTERNS, WEEKDAY, RELATIVE):
        for found in pattern.finditer(text, sentence.start, sentence.end):
            if any(span.start <= found.start() < span.end for span in apart):
                continue
            if HABIT.search(text[max(0, found.start() - 8) : found.start()]):
                continue
            if pattern in (WEEKDAY, RELATIVE) and _date_follows(text, found.end()):
                continue
            day = _day_of(found, report.published, before=text[sentence.start : found.start()])
            if day:
                yield found.start(), Period(day, day)


def _date_follows(text: str, end: int) -> bool:
    """Tell whether the date itself explains a day: "on Tuesday (8 April)"."""
    start = end + len(text[end : end + 3]) - len(text[end : end + 3].lstrip(" (,"))
    return any(pattern.match(text, start) for pattern in PATTERNS)


def _day_of(found: re.Match[str], published: date | None, *, before: str) -> date | None:
    printed = found.groupdict()
    if printed.get("month"):
        return _calendar_day(printed, published)
    if published is None:
        return None
    if weekday := printed.get("weekday"):
        back = (published.weekday() - WEEKDAYS.index(weekday.casefold())) % 7
        ahead = AHEAD.search(before) or (back >= LONG_AGO and PERHAPS_AHEAD.search(before))
        if printed["which"] == "next" or (ahead and printed["which"] != "last"):
            return published + timedelta((7 - back) % 7 or (7 if printed["which"] == "next" else 0))
        return published - timedelta(back or (7 if printed["which"] == "last" else 0))
    return published + timedelta({"yesterday": -1, "today": 0, "tomorrow": 1}[printed["word"].casefold()])


def _calendar_day(printed: dict[str, str | None], published: date | None) -> date | None:
    """Read a printed date; without a year it is the one nearest to the day of publication."""
    name, day = printed["month"] or "", int(printed["day"] or 0)
    month = int(name) if name.isdigit() else MONTHS.index(name[:3].casefold()) + 1
    if not 1 <= month <= 12:
        return None
    if printed["year"]:
        years: Iterable[int] = (int(printed["year"]),)
    elif published:
        years = range(published.year - 1, published.year + 2)
    else:
        return None
    days = [date(year, month, day) for year in years if 1 <= day <= monthrange(year, month)[1]]
    return min(days, key=lambda each: abs(each - published) if published else timedelta(0), default=None)


def _tells_the_same(one: _Dated, group: Sequence[_Dated]) -> bool:
    if one.period != group[0].period:
        return False
    return any(
        each.place.report != one.place.report and _common(one.weights, each.weights) >= SAME_EVENT for each in group
    )


def _common(one: dict[str, int], other: dict[str, int]) -> float:
    shared = sum(weight for key, weight in one.items() if key in other)
    return shared / (min(sum(one.values()), sum(other.values())) or 1)


def _event(story: Story, group: Sequence[_Dated]) -> Event:
    """Tell an event in the sentence that most of the others agree with."""

    def agreement(each: _Dated) -> float:
        return sum(_common(each.weights, other.weights) for other in group)

    best = max(group, key=lambda each: (round(agreement(each), 6), -len(each.text), each.text))
    return Event(
        story=story.id,
        period=best.period,
        what=best.text,
        evidence=tuple(each.place for each in (best, *(other for other in group if other is not best))),
    )
