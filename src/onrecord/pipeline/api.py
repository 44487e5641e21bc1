"""One report at a time for Python programs: read it, find its statements; no record needed."""

from collections.abc import Callable, Iterator
from pathlib import Path

from onrecord.errors import SourceUnreadable
from onrecord.model import Attribution, Failure, Report, Statement
from onrecord.pipeline.found import read_all
from onrecord.pipeline.stages import find, pairs_of


def read(source: str | Path, *, on_failure: Callable[[Failure], None] | None = None) -> Iterator[Report]:
    """Read the reports of a file, folder, archive or glob, or of an address of the web, one by one.

    Raises:
        SourceUnreadable: a report can't be read and there is no ``on_failure`` to take note of it.
    """
    for item in read_all([str(source)]):
        if isinstance(item, Report):
            yield item
        elif on_failure:
            on_failure(item)
        else:
            raise SourceUnreadable(item.location, item.why)


def statements(report: Report, *, fast: bool = False) -> tuple[tuple[Statement, Attribution], ...]:
    """Find who says what in a report: each statement with whose it is; ``fast`` is by rule alone."""
    return pairs_of(find(report, fast=fast))
