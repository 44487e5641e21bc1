"""What happened when, as the reports of a story date it.

Only days that are printed count: "on 14 May 2031", "May 14", "on Tuesday", "yesterday", as ``text.dates`` reads them,
and a month or a week is no day. What tells the future is looked for before the date: "the council meets on Friday".
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import NamedTuple

from onrecord.model import Event, Period, Place, Report, Span, Story
from onrecord.text.dates import Calendar, PrintedDate, Weekday, find_dates, resolve
from onrecord.text.quotemarks import find_quotations
from onrecord.text.sentences import paragraphs, sentences
from onrecord.text.weights import weight_of
from onrecord.text.words import words_of

SAME_EVENT = 0.45  # share of the lighter sentence's words, by weight, that two reports of one event have in common
FEWEST_WORDS = 5  # a shorter sentence is a heading or a caption

AHEAD = re.compile(
    r"\b(?:will|is to|are to|is due|are due|plans? to|expected to|scheduled|meets?|opens?|begins?|starts?|votes?)\b"
)
# "They will rebuild it, the mayor said on Tuesday": the day of the saying, which is past.
TOLD = re.compile(
    r"\b(?:said|told(?: \w+){1,4}|announced|added|wrote|confirmed|insisted|warned) (?:late |early )?(?:on )?$"
)
PERHAPS_AHEAD = re.compile(r"\bwould\b")
LONG_AGO = 4  # days: "they would appear on Friday" is said on Wednesday of the next, "would not say on Tuesday" is not
HABIT = re.compile(r"\b(?:every|each|most|any)\s$", re.IGNORECASE)
POSSESSIVE = re.compile(r"['’]s(?!\w)")


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
    for printed in find_dates(text, sentence):
        start, end = printed.span.start, printed.span.end
        if any(span.start <= start < span.end for span in apart):
            continue
        if HABIT.search(text[max(0, start - 8) : start]):
            continue
        if not isinstance(printed.value, Calendar) and POSSESSIVE.match(text, end):
            continue
        if period := _day_of(printed, report.published, before=_outside(text, Span(sentence.start, start), apart)):
            yield start, period


def _outside(text: str, span: Span, apart: Sequence[Span]) -> str:
    """Give the reporter's own words of a stretch: a "will" between quotation marks is the speaker's."""
    words, at = [], span.start
    for each in sorted(apart):
        if at < each.end and each.start < span.end:
            words.append(text[at : max(at, each.start)])
            at = each.end
    return " ".join([*words, text[at : span.end]])


def _day_of(printed: PrintedDate, published: date | None, *, before: str) -> Period | None:
    """Give the day of an event; what is longer than a day is none, nor is a day that hangs on another sentence."""
    ahead = AHEAD.search(before) is not None and not TOLD.search(before)
    period = resolve(printed, published, future=ahead)
    if period is None or published is None:
        return period if period and period.first == period.last else None
    if isinstance(printed.value, Calendar):
        # A date without its year is the one nearest to the day of publication: "the trial of June 3" may lie ahead.
        both = (period, resolve(printed, published, future=True))
        period = min(filter(None, both), key=lambda each: abs(each.first - published))
    elif isinstance(printed.value, Weekday) and (published - period.first).days >= LONG_AGO:
        period = resolve(printed, published, future=PERHAPS_AHEAD.search(before) is not None)
    return period if period and period.first == period.last else None


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
