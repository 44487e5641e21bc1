"""Addresses that were made to lead inside are not asked, and the reason is one clear line."""

from collections.abc import Sequence

import pytest

from cases.hostile.addresses import LOOKED_UP, REFUSED
from onrecord.fetch import FetchOptions, NoVisits, Visitor, follow
from onrecord.read.places import STEERING


def lookup(host: str, port: int) -> Sequence[str]:
    """Answer as a hostile server of names does; an address is itself."""
    return LOOKED_UP.get(host, (host,))


@pytest.mark.parametrize(("url", "why"), REFUSED)
def test_an_address_that_leads_inside_is_not_asked(url: str, why: str, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise AssertionError("a connection was made")

    monkeypatch.setattr("socket.socket.connect", refuse)
    monkeypatch.setattr("socket.create_connection", refuse)
    steps = list(follow(url, NoVisits(), Visitor(FetchOptions(tries=1), lookup=lookup)))
    reasons = [step.failure.why for step in steps if step.failure]
    assert len(reasons) == 1
    assert why in reasons[0]
    assert not STEERING.search(reasons[0])
    assert not any(step.failure and STEERING.search(step.failure.location) for step in steps)
