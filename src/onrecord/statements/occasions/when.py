"""When something was said: the day that its sentence states, or that of the scene it goes on with.

A date inside quotation marks is the speaker's, and most others are those of other events: ``adverbs`` tells which one
dates the telling. Without one a statement may go on with a scene that was dated before it (``scenes``), as long as
the same people speak. A wrong day is worse than none.
"""

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import NamedTuple

from onrecord.model import DateGround, Period, Report, Span
from onrecord.statements.occasions.adverbs import dates_telling, is_another_time, is_before, is_future
from onrecord.statements.occasions.prose import Prose, Sentence, place_of_cue, prose_of, sentences_of
from onrecord.statements.occasions.scenes import REACH, Scene, carries, is_background, is_main, opened, outlasting
from onrecord.statements.occasions.telling import Telling
from onrecord.text.dates import Calendar, Holiday, PrintedDate, Vague, resolve

LONGEST_SENTENCE = 800  # characters on either side of a cue
LONG_AGO = 330  # days
FEW = 8  # cues of a sentence before one


class Day(NamedTuple):
    """The day or period of a statement, on which ground, and the words that tell it."""

    said: Period | None = None
    ground: DateGround = "none"
    printed: Span | None = None
    scene: Span | None = None  # the sentence that opened the scene it goes on with


def days_of(report: Report, tellings: Sequence[Telling]) -> tuple[Day, ...]:
    """Tell when each statement of a report was made, in the same order."""
    if report.kind == "transcript" or not tellings:
        return tuple(Day() for _ in tellings)
    days = dict(_read(prose_of(report, tellings), sentences_of(report.text, tellings)))
    return tuple(days.get(nth, Day()) for nth in range(len(tellings)))  # what stands in no sentence has no day


def _read(prose: Prose, sentences: Iterable[Sentence]) -> Iterator[tuple[int, Day]]:
    """Read the days sentence by sentence, with the scene that stands and the event that was told last."""
    scene: Scene | None = None
    told: Day | None = None  # whoever took part in it: "hours later"
    told_in = 0
    for sentence in sentences:
        told = told if told and sentence.paragraph - told_in <= REACH else None
        dates = prose.dates_in(sentence.span)
        days = _days_in(prose, sentence, dates, scene if scene and scene.reaches(sentence) else None, told)
        yield from zip((nth for nth, _ in sentence.tellings), days, strict=True)
        told_here = _last_stated(prose, sentence, days)
        event = told_here or _event_in(prose, sentence, dates, told)
        if event is not None:
            kept = scene if scene and event.said and is_background(prose, sentence, event.said, scene) else None
            scene = kept or _opened(prose, sentence, event, told=told_here is not None)
            told, told_in = (event, sentence.paragraph) if event.said else (told, told_in)
        elif scene:
            scene = outlasting(prose, sentence, scene, carried=any(day.said for day in days))


def _opened(prose: Prose, sentence: Sentence, event: Day, *, told: bool) -> Scene | None:
    if event.said is None or event.printed is None:
        return None
    return opened(prose, sentence, event.said, event.printed, told=told)


def _last_stated(prose: Prose, sentence: Sentence, days: Sequence[Day]) -> Day | None:
    """Give the day that the last dated statement of a sentence states."""
    stated = [
        day
        for (_, telling), day in zip(sentence.tellings, days, strict=True)
        if day.ground == "stated" and day.said and not is_before(prose.text, telling, sentence.span)
    ]
    return stated[-1] if stated else None


def _event_in(prose: Prose, sentence: Sentence, dates: Sequence[PrintedDate], told: Day | None) -> Day | None:
    """Give the dated event that a sentence tells, without its day if that is not clear; None if it tells none."""
    main = [printed for printed in dates if is_main(prose, sentence.span, printed)]
    if not main:
        return None
    periods = {resolve(printed, prose.anchor, told=told.said if told else None) for printed in main}
    # Of two days none is that of what follows: "Roe came on Monday and left on Tuesday. He said"
    return Day(periods.pop(), "stated", main[0].span) if len(periods) == 1 else Day()


def _days_in(
    prose: Prose, sentence: Sentence, dates: Sequence[PrintedDate], scene: Scene | None, told: Day | None
) -> list[Day]:
    days: list[Day] = []
    for at, (_, telling) in enumerate(sentence.tellings):
        within = _around(place_of_cue(telling), sentence.span)
        near = dates[bisect_left(dates, within.start, key=_start) : bisect_left(dates, within.end, key=_start)]
        day = _stated(prose, telling, within, near, told)
        if day is None:
            day = _shared(prose, telling, within, sentence.tellings[max(0, at - FEW) : at], days[-FEW:])
        if day is None and scene and carries(prose, telling, within, near, scene, far=scene.is_far(sentence)):
            day = Day(scene.period, "carried", scene.printed, scene.sentence.span)
        days.append(day or Day())
    return days


def _around(place: int, sentence: Span) -> Span:
    """Cut a sentence that has no end to what can belong to one cue, so that time stays linear."""
    return Span(max(sentence.start, place - LONGEST_SENTENCE), min(sentence.end, place + LONGEST_SENTENCE))


def _start(printed: PrintedDate) -> int:
    return printed.span.start


def _stated(
    prose: Prose, telling: Telling, sentence: Span, dates: Sequence[PrintedDate], told: Day | None
) -> Day | None:
    """Give the day that a statement's sentence states; a Day without one where it states that nobody knows."""
    found = [printed for printed in dates if dates_telling(prose, telling, sentence, printed)]
    known = [printed for printed in found if not isinstance(printed.value, Vague)]
    if not found:
        return None
    if not known:
        return Day()
    place = place_of_cue(telling)
    nearest = min(known, key=lambda printed: max(place - printed.span.end, printed.span.start - place))
    future = is_future(prose.text, telling, sentence)
    period = resolve(nearest, prose.anchor, told=told.said if told else None, future=future)
    if period is None or not (future or _is_likely(nearest, period, prose.anchor)):
        return Day()
    return Day(period, "stated", nearest.span)


def _is_likely(printed: PrintedDate, period: Period, anchor: date | None) -> bool:
    """Tell a day on which words can have been said from one to come, or from one that only looks a year old.

    "On May 20", printed on 16 May, is this year's, whatever the tense; nobody leaves the year of the other out.
    """
    if anchor is None:
        return True
    value = printed.value
    is_bare = isinstance(value, Holiday) or (
        isinstance(value, Calendar) and value.day is not None and value.year is None and value.years is None
    )
    return (period.first - anchor).days <= 1 and not (is_bare and (anchor - period.last).days > LONG_AGO)


def _shared(
    prose: Prose, telling: Telling, sentence: Span, others: Sequence[tuple[int, Telling]], days: Sequence[Day]
) -> Day | None:
    """Give the day of another cue of the same source in the sentence: "Roe said Tuesday that ..., and added that"."""
    for (_, other), day in zip(others, days, strict=True):
        same = (telling.source == other.source or not telling.source) and not is_before(prose.text, other, sentence)
        if day.said and day.ground == "stated" and same and not is_another_time(prose.text, telling, sentence):
            return day
    return None
