"""From all that a user can name to payloads and reports: files are read, addresses of the web are fetched.

Nothing is fetched unless its address, or that of a feed that lists it, was given.
"""

from collections.abc import Iterable, Iterator
from math import inf
from typing import TYPE_CHECKING, TypeAlias

from onrecord.model import Failure, Payload, Report, Revisit
from onrecord.read import find_payloads
from onrecord.read.places import is_address
from onrecord.read.readers import read_payloads

if TYPE_CHECKING:
    from onrecord.fetch import Visitor

Found: TypeAlias = Payload | Revisit | Failure


def find_all(sources: Iterable[str], *, allow_private: bool = False) -> Iterator[tuple[str, Found]]:
    """Find the bytes of every report of some sources, each with what to name to find it again."""
    visitor = None
    for source in sources:
        if not is_address(source):
            for item in find_payloads([source]):
                yield source, item
            continue
        visitor = visitor or _visitor(allow_private=allow_private)
        yield from _fetched(source, visitor)


def read_all(sources: Iterable[str], *, allow_private: bool = False) -> Iterator[Report | Failure]:
    """Read every report of some sources, in the order given; what can't be read is a failure and stops nothing."""
    yield from read_payloads(item for _, item in find_all(sources, allow_private=allow_private))


def _visitor(*, allow_private: bool) -> "Visitor":
    from onrecord.fetch import FetchOptions, Visitor  # here, for whoever reads files has no need of the web

    return Visitor(FetchOptions(allow_private=allow_private, longest_round=inf))


def _fetched(address: str, visitor: "Visitor") -> Iterator[tuple[str, Found]]:
    """Fetch a page, or the pages that a feed or sitemap lists, once."""
    from onrecord.fetch import NoVisits, follow

    for step in follow(address, NoVisits(), visitor):
        url = step.visit.url
        if step.payload:
            yield url, step.payload
        if step.failure:
            yield url, step.failure
        if step.left:
            yield (
                url,
                Failure(url, "fetch", f"{step.left:,} of the pages that it lists were left; follow it with watch"),
            )
