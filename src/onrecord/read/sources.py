"""From the names that a user gives to payloads and reports, each out as soon as it is read."""

import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

from onrecord.errors import SourceError
from onrecord.model import Failure, Report
from onrecord.read.options import DEFAULTS, Options
from onrecord.read.payloads import Items, failure_of, payloads_in
from onrecord.read.places import find_files, location_of, unreadable
from onrecord.read.readers import read_payloads


def read_sources(sources: Iterable[str], *, options: Options = DEFAULTS) -> Iterator[Report | Failure]:
    """Read every report of some sources, in the order given; what can't be read is a failure and stops nothing."""
    yield from read_payloads(find_payloads(sources, options=options), options)


def find_payloads(sources: Iterable[str], *, options: Options = DEFAULTS) -> Items:
    """Find the bytes of every report of some sources, in the order given."""
    for source in sources:
        if source == "-":
            yield from payloads_in(sys.stdin.buffer, "-", options)
            continue
        for found in find_files(source):
            if isinstance(found, SourceError):
                yield failure_of(found)
            else:
                yield from _in_file(found, options)


def _in_file(path: Path, options: Options) -> Items:
    try:
        stream = path.open("rb")
    except OSError as error:
        yield failure_of(unreadable(path, error))
        return
    with stream:
        try:
            yield from payloads_in(stream, location_of(path), options)
        except OSError as error:
            yield failure_of(unreadable(path, error))
