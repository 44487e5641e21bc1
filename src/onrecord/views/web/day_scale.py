"""Days from left to right: the days that matter to scale, and what lies far before or after in equal steps.

A story of three days has a background of years. To scale, its days would share one unit of width; so the axis breaks,
and the drawing says "not to scale" at each such end.
"""

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from markupsafe import Markup

from onrecord.model import Period
from onrecord.text.days import MONTHS
from onrecord.views.web.drawing import MARGIN, WIDTH, label, line, path, width_of

STEP, LEAST, MOST = 76.0, 104.0, 0.34  # of an end not to scale: units for a day, units at least, share at most
INTO = 24.0  # units from the beginning of a wide day to its place
NEAR = 21  # days within which a day is drawn to scale with its neighbour
BREAK = 18.0  # units between an end and the days to scale
DAYS, MONTHS_APART = (1, 2, 7, 14), (1, 3, 6, 12, 24, 60, 120, 240, 600, 1200, 6000)
NOT_TO_SCALE = "not to scale"


@dataclass(frozen=True, slots=True)
class DayScale:
    """Where days stand between ``left`` and ``right``; ``earlier`` and ``later`` are the days that stand in steps."""

    main: Period
    earlier: tuple[date, ...] = ()
    later: tuple[date, ...] = ()
    left: float = MARGIN
    right: float = WIDTH - MARGIN

    @property
    def start(self) -> float:
        """Give where the days to scale begin."""
        return self.left + _end_width(self.earlier, self.right - self.left) + (BREAK if self.earlier else 0)

    @property
    def stop(self) -> float:
        """Give where the days to scale end."""
        return self.right - _end_width(self.later, self.right - self.left) - (BREAK if self.later else 0)

    @property
    def width_of_day(self) -> float:
        """Give how wide a day is, to scale."""
        return (self.stop - self.start) / (self.main.last.toordinal() - self.main.first.toordinal() + 1)

    def x_of(self, day: date, at: float | None = None) -> float:
        """Give the place of a day, of its beginning (``at`` 0) or of its end (1).

        A day's own place is its middle, but of a wide day not far into it, for words need room to their right.
        """
        if day < self.main.first:
            return _step(self.earlier, day, self.left, self.start - (BREAK if self.earlier else 0))
        if day > self.main.last:
            return _step(self.later, day, self.stop + (BREAK if self.later else 0), self.right)
        into = min(self.width_of_day / 2, INTO) if at is None else at * self.width_of_day
        return self.start + (day.toordinal() - self.main.first.toordinal()) * self.width_of_day + into


def _end_width(days: tuple[date, ...], width: float) -> float:
    return min(max(STEP * len(days), LEAST), MOST * width) if days else 0.0


def _step(days: tuple[date, ...], day: date, left: float, right: float) -> float:
    if not days:
        return left
    return left + (min(bisect_left(days, day), len(days) - 1) + 0.5) / len(days) * (right - left)


def scale_of(days: Iterable[date], main: Period, *, left: float = MARGIN, right: float = WIDTH - MARGIN) -> DayScale:
    """Make the scale for some days; those outside of ``main`` stand in steps."""
    ordered = sorted(set(days))
    return DayScale(
        main=main,
        earlier=tuple(day for day in ordered if day < main.first),
        later=tuple(day for day in ordered if day > main.last),
        left=left,
        right=right,
    )


def widened(main: Period, periods: Iterable[Period]) -> Period:
    """Take in what lies near: within three weeks, or within the length of the period where that is more.

    >>> week = Period(date(2031, 5, 1), date(2031, 5, 10))
    >>> before, long_ago = date(2031, 4, 18), date(1999, 1, 1)
    >>> widened(week, (Period(before, before), Period(long_ago, long_ago))).first
    datetime.date(2031, 4, 18)
    """
    reach = max(NEAR, main.last.toordinal() - main.first.toordinal() + 1)
    first, last = main.first, main.last
    for period in periods:
        if main.first.toordinal() - reach <= period.first.toordinal():
            first = min(first, period.first)
        if period.last.toordinal() <= main.last.toordinal() + reach:
            last = max(last, period.last)
    return Period(first, last)


def chained(days: Sequence[date]) -> Period:
    """Give the days about the middle one that follow each other closely; ``days`` are sorted.

    >>> chained([date(2029, 1, 1), date(2031, 5, 1), date(2031, 5, 12), date(2031, 5, 30)]).first
    datetime.date(2031, 5, 1)
    """
    first = last = len(days) // 2
    while first > 0 and (days[first] - days[first - 1]).days <= NEAR:
        first -= 1
    while last + 1 < len(days) and (days[last + 1] - days[last]).days <= NEAR:
        last += 1
    return Period(days[first], days[last])


def short_day(day: date, *, year: bool) -> str:
    """Write a day for an axis.

    >>> short_day(date(2031, 9, 4), year=False), short_day(date(2031, 5, 4), year=True)
    ('4 Sep', '4 May 2031')
    """
    return f"{day.day} {MONTHS[day.month - 1][:3]}" + (f" {day.year}" if year else "")


def draw_axis(scale: DayScale, y: float, bottom: float) -> tuple[Markup, ...]:
    """Draw the axis at ``y`` with its days above it, and a thin line down to ``bottom`` at each."""
    drawn = [line(scale.start, y, scale.stop, y, kind="axis")]
    for x, words, middle in _ticks(scale):
        drawn += [line(x, y, x, bottom, kind="grid"), label(words, middle, y - 8, kind="day", anchor="middle")]
    for days, left, right, gap in (
        (scale.earlier, scale.left, scale.start - BREAK, scale.start - BREAK),
        (scale.later, scale.stop + BREAK, scale.right, scale.stop),
    ):
        if days:
            drawn += [
                line(left, y, right, y, kind="axis far", dashed=True),
                path("break", *_zigzag(gap, y, bottom)),
                label(NOT_TO_SCALE, (left + right) / 2, y - 24, kind="day far", anchor="middle"),
            ]
    return tuple(drawn)


def _zigzag(x: float, y: float, bottom: float) -> list[str | float]:
    steps = max(int((bottom - y) // 8), 1)
    places = [(x + (6 if number % 2 else 12), y + number * (bottom - y) / steps) for number in range(steps + 1)]
    return [step for number, place in enumerate(places) for step in ("L" if number else "M", *place)]


def _ticks(scale: DayScale) -> Iterator[tuple[float, str, float]]:
    """Give the days that are named, each with its place, and the place of the words; no two names overlap."""
    taken = -1.0
    for days in (scale.earlier, _named_days(scale), scale.later):
        year = None
        for day in days:
            words = short_day(day, year=day.year != year)
            x = scale.x_of(day)
            half = width_of(words) / 2
            middle = min(max(x, scale.left - MARGIN + half), scale.right + MARGIN - half)
            if middle - half < taken:
                continue
            taken, year = middle + half + 8, day.year
            yield x, words, middle


def _named_days(scale: DayScale) -> tuple[date, ...]:
    """Choose the days to name on the part to scale: every day if there is room, else Mondays, firsts, Januaries."""
    first, last = scale.main.first.toordinal(), scale.main.last.toordinal()
    for step in DAYS:
        if step * scale.width_of_day >= width_of("30 Mar") + 8:
            return tuple(date.fromordinal(day) for day in range(first, last + 1, step))
    for months in MONTHS_APART:
        if months * 30 * scale.width_of_day >= width_of("1 Mar 2031") + 8:
            firsts = tuple(_firsts(scale.main, months))
            return firsts or (scale.main.first,)
    return (scale.main.first,)


def _firsts(main: Period, months: int) -> Iterator[date]:
    begin = main.first.year * 12 + main.first.month - 1
    begin += -begin % months
    for month in range(begin, main.last.year * 12 + main.last.month, months):
        day = date(month // 12, month % 12 + 1, 1)
        if main.first <= day <= main.last:
            yield day
