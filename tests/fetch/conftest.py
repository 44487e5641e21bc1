"""A server and a visitor for each test; nothing waits."""

from collections.abc import Callable, Iterator

import pytest

from clocks import Hurried
from onrecord.fetch import FetchOptions, Visitor
from webserver import Server, serving

SMALL = FetchOptions(allow_private=True, connecting=1.0, reading=0.3, whole=0.6, largest=20_000)


@pytest.fixture
def server() -> Iterator[Server]:
    """A server that answers 404 to everything until it is told."""
    with serving() as each:
        yield each


@pytest.fixture
def hurried() -> Hurried:
    """A clock that does not wait."""
    return Hurried()


@pytest.fixture
def visitor(hurried: Hurried) -> Visitor:
    """A visitor with small limits that may visit this computer."""
    return Visitor(SMALL, clock=hurried.clock)


@pytest.fixture
def get(visitor: Visitor) -> Callable[[str], bytes]:
    """Ask for an address as a user does who gave it, and give the body."""
    return lambda url: visitor.get(url, allow_private=True).body
