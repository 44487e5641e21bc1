"""Time as a value that is passed in: tests have one that does not wait, and who is to stop has one that raises."""

import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from threading import Event

from onrecord.errors import Stopped


def _now() -> datetime:
    return datetime.now(UTC)


@dataclass(frozen=True, slots=True)
class Clock:
    """The time of day, time as it passes, and waiting."""

    now: Callable[[], datetime] = _now
    passed: Callable[[], float] = time.monotonic
    sleep: Callable[[float], None] = time.sleep


def clock_until(stop: Event) -> Clock:
    """Give a clock whose ``sleep`` raises :class:`~onrecord.errors.Stopped` as soon as ``stop`` is set."""

    def sleep(seconds: float) -> None:
        if stop.wait(seconds):
            raise Stopped

    return Clock(sleep=sleep)


def utc_text(moment: datetime, after: float = 0) -> str:
    """Write a moment, or the one some seconds after it, as the record does: times in this form sort as they follow.

    >>> utc_text(datetime(2031, 5, 12, 8, tzinfo=UTC), after=90)
    '2031-05-12T08:01:30Z'
    """
    return (moment.astimezone(UTC) + timedelta(seconds=after)).strftime("%Y-%m-%dT%H:%M:%SZ")
