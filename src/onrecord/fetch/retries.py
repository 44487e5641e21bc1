"""What is tried again, and after how long. There is no chance in it: a run is the same each time it is run."""

from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

from onrecord.errors import SourceUnreachable
from onrecord.fetch.options import FetchOptions

PASSING = frozenset((408, 425, 429, 500, 502, 503, 504, 520, 521, 522, 523, 524))  # from 520 on, what a front says
SAID = {
    401: "it asks for a name and password",
    402: "it asks for money",
    403: "it does not let us have it",
    404: "there is nothing at this address",
    407: "a proxy asks for a password",
    410: "it was taken away for good",
    429: "it was asked too often",
    451: "the law keeps it from us",
}


def refusal_of(url: str, status: int, retry_after: str | None, now: datetime) -> SourceUnreachable:
    """Say what an answer means that gives no page."""
    why = SAID.get(status) or ("the server is in trouble" if status >= 500 else "this is no page")
    return SourceUnreachable(
        url, f"{why} (HTTP {status})", passing=status in PASSING, status=status, after=seconds_of(retry_after, now)
    )


def wait_before(failed: int, error: SourceUnreachable, options: FetchOptions) -> float | None:
    """Give how long to wait after ``failed`` tries before the next; None is that there is none now.

    >>> error = SourceUnreachable("http://elm.example/", "the server is in trouble", passing=True)
    >>> [wait_before(failed, error, FetchOptions()) for failed in (1, 2, 3)]
    [2.0, 4.0, None]
    """
    if not error.passing or failed >= options.tries:
        return None
    wait = options.first_wait * 2.0 ** (failed - 1)
    if error.after is not None and error.after > options.longest_wait:
        return None
    return min(max(wait, error.after or 0), options.longest_wait)


def seconds_of(retry_after: str | None, now: datetime) -> float | None:
    """Read what a server says of when to come again: seconds, or a date. Nonsense is nothing.

    >>> seconds_of("120", datetime(2031, 5, 12, tzinfo=UTC)), seconds_of("soon", datetime(2031, 5, 12, tzinfo=UTC))
    (120.0, None)
    """
    text = (retry_after or "").strip()
    if text.isascii() and text.isdigit():
        return float(text[:9])
    try:
        moment = parsedate_to_datetime(text)
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
    return max(0.0, ((moment if moment.tzinfo else moment.replace(tzinfo=UTC)) - now).total_seconds())
