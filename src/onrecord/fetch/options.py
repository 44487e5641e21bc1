"""The limits of fetching: what is past them is a failure that says so, never a hang."""

from dataclasses import dataclass

MINUTE, HOUR, DAY = 60.0, 3_600.0, 86_400.0


@dataclass(frozen=True, slots=True)
class FetchOptions:
    """What fetching will take on; times are seconds, sizes bytes.

    A request may take ``connecting`` to be connected, ``reading`` from one piece of the answer to the next, and
    ``whole`` in all. An answer may have ``largest`` bytes, packed and unpacked alike. A host is asked one thing at a
    time with a ``pause`` between, or the one that its robots.txt asks for up to ``longest_pause``. What fails in
    passing is tried ``tries`` times in a row, ``first_wait`` after the first and twice as long after each further one;
    a server that asks for more patience than ``longest_wait`` is left until the next round.

    A page is asked for again ``revisits`` after it was last read, and ``failed_again`` after it failed, and then no
    more. Of a feed ``most_entries`` are read; in a round ``most_pages`` are asked for, and ``most_sitemaps`` of an
    index, for no longer than ``longest_round``, and the rest waits for the next: no address keeps the others waiting.
    Private addresses are asked only with ``allow_private``, and never because a public one leads there.
    """

    connecting: float = 10.0
    reading: float = 20.0
    whole: float = 60.0
    largest: int = 20_000_000
    redirects: int = 10
    pause: float = 1.0
    longest_pause: float = 60.0
    tries: int = 3
    first_wait: float = 2.0
    longest_wait: float = 2 * MINUTE
    revisits: tuple[float, ...] = (HOUR, 6 * HOUR, DAY, 3 * DAY)
    failed_again: tuple[float, ...] = (15 * MINUTE, HOUR, 6 * HOUR, DAY)
    robots_kept: float = DAY
    robots_missed: float = 10 * MINUTE
    most_entries: int = 50_000
    most_pages: int = 1_000
    most_sitemaps: int = 100
    longest_round: float = 10 * MINUTE
    allow_private: bool = False


DEFAULTS = FetchOptions()
