"""The command that follows feeds and pages: a line a thing that happens, on standard error or as JSON."""

import signal
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict
from types import FrameType
from typing import TYPE_CHECKING

import click

from onrecord.views.command_options import (
    BAD,
    FOUND,
    all_words,
    json_option,
    open_record,
    print_json,
    private_option,
    quiet_option,
    record_option,
)

if TYPE_CHECKING:
    from onrecord.pipeline.watch import Happening

BUSY = "another run adds to this record; what was fetched waits until that has ended"
ENDING = "ending after what is being written; once more ends it at once"
LONGEST = 300  # characters of a reason in the log
SIGNALS = (signal.SIGINT, signal.SIGTERM)


@click.command()
@click.argument("addresses", nargs=-1, required=True, callback=all_words, metavar="ADDRESS...")
@click.option("--once", is_flag=True, help="One round only, as for cron.")
@click.option(
    "--every", type=click.FloatRange(1, 10_080), default=15, show_default=True, metavar="MINUTES",
    help="From the beginning of one round to that of the next.",
)  # fmt: skip
@private_option
@click.option(
    "--jobs", envvar="ONRECORD_JOBS", type=click.IntRange(0, 256), default=1, show_default=True, metavar="N",
    help="Read in so many processes; 0 reads in this one.",
)  # fmt: skip
@click.option("--keep/--no-keep", default=True, show_default=True, help="Keep the bytes of reports.")
@record_option
@quiet_option
@json_option
def watch(
    addresses: tuple[str, ...], once: bool, every: float, jobs: int, keep: bool, allow_private: bool, path: str,
    quiet: bool, as_json: bool,
) -> int:  # fmt: skip
    """Follow feeds, sitemaps and pages: what is new or was edited comes onto the record.

    Sites are asked as their robots.txt allows, one thing at a time. Ctrl-C ends it after what is being written.
    """
    from onrecord.fetch import FetchOptions
    from onrecord.pipeline.watch import Watching
    from onrecord.pipeline.watch import watch as follow_all

    def log(words: str) -> None:
        if not quiet:
            click.echo(words, err=True)

    def tell(happening: "Happening") -> None:
        log(line_of(happening))
        if as_json:
            print_json(asdict(happening))
            sys.stdout.flush()

    watching = Watching(
        every=every * 60,
        once=once,
        jobs=jobs,
        keep=keep,
        fetching=FetchOptions(allow_private=allow_private),
        waiting=lambda: log(f"onrecord: {path}: {BUSY}"),
    )
    stop = threading.Event()
    with open_record(path, create=True) as record, _ended_by_signals(stop, lambda: log(f"onrecord: {ENDING}")):
        has_answered = follow_all(record, addresses, tell, watching=watching, stop=stop)
    return FOUND if has_answered or stop.is_set() else BAD


def line_of(happening: "Happening") -> str:
    """Write what happened on one line that can't steer a terminal.

    >>> from onrecord.pipeline.watch import Happening
    >>> line_of(Happening("2031-05-12T08:00:00Z", "failed", "http://elm.example/a", why="the answer takes too long"))
    '2031-05-12T08:00:00Z failed    http://elm.example/a: the answer takes too long'
    """
    from onrecord.views.brief_view import clean, clipped

    said = ", ".join(filter(None, (happening.outlet, happening.headline and f"“{happening.headline}”")))
    if happening.why:
        said = happening.why
    if happening.left:
        said = f"{happening.left:,} of its pages wait for the next round"
    line = ": ".join(filter(None, (happening.url, clipped(said, LONGEST))))
    return f"{happening.at} {happening.what:<9} {clean(line)}"


@contextmanager
def _ended_by_signals(stop: threading.Event, remark: Callable[[], None]) -> Iterator[None]:
    """Set ``stop`` at the first signal to end; the second ends the program as signals do."""

    def end(number: int, frame: FrameType | None) -> None:
        if stop.is_set():
            raise KeyboardInterrupt
        stop.set()
        remark()

    before = {number: signal.signal(number, end) for number in SIGNALS}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
