"""A day as a user types it."""

from calendar import monthrange
from contextlib import suppress
from datetime import date

from onrecord.errors import UsageError
from onrecord.model import Period, Span


def typed_period(text: str) -> Period:
    """Read a day, a month or a year, or a date with its year as it is printed.

    >>> print(*(typed_period(text).last for text in ("2031-05-04", "2031-02", "2031", "4 May 2031")))
    2031-05-04 2031-02-28 2031-12-31 2031-05-04

    Raises:
        UsageError: it is none.
    """
    text = text.strip()
    with suppress(ValueError):
        day = date.fromisoformat(text)
        return Period(day, day)
    with suppress(ValueError):
        first = date.fromisoformat(f"{text}-01")
        return Period(first, first.replace(day=monthrange(first.year, first.month)[1]))
    with suppress(ValueError):
        first = date.fromisoformat(f"{text}-01-01")
        return Period(first, first.replace(month=12, day=31))
    if found := _printed(text):
        return found
    raise UsageError(f"{text}: this is no day; write it as 2025-04-15, or a month as 2025-04, a year as 2025")


def _printed(text: str) -> Period | None:
    from onrecord.text.dates import find_dates, resolve  # its tables take time to read, and are seldom needed

    found = [each for each in find_dates(text, Span(0, len(text))) if each.span.of(text) == text]
    return resolve(found[0], None) if found else None
