"""Which reports copy one another."""

from collections.abc import Iterable, Mapping

from onrecord.model import Family, Report, Reuse, Spans


def find_reuse(reports: Iterable[Report], quoted: Mapping[str, Spans]) -> tuple[Reuse, ...]:
    """Find the pairs of reports that share passages, with the ``quoted`` stretches of each told apart.

    >>> find_reuse((), {})
    ()
    """
    return ()


def find_families(reports: Iterable[Report], reuse: Iterable[Reuse]) -> tuple[Family, ...]:
    """Gather the reports that go back to one text.

    >>> find_families((), ())
    ()
    """
    return ()
