"""When something was said."""

from collections.abc import Sequence
from typing import NamedTuple

from onrecord.model import DateGround, Period, Report, Span
from onrecord.statements.occasions.telling import Telling


class Day(NamedTuple):
    """The day or period of a statement, on which ground, and the words that tell it."""

    said: Period | None = None
    ground: DateGround = "none"
    printed: Span | None = None


def days_of(report: Report, tellings: Sequence[Telling]) -> tuple[Day, ...]:
    """Tell when each statement of a report was made, in the same order."""
    return tuple(Day() for _ in tellings)
