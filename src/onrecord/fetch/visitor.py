"""Asks addresses as a guest does: where robots.txt allows it, at the host's pace, again if it failed in passing.

Redirects are followed one by one, and each address on the way is checked like the first.
"""

from collections.abc import Mapping
from itertools import count
from urllib.parse import urljoin

import httpx2

from onrecord.errors import SourceRefused, SourceTooLarge, SourceUnreachable
from onrecord.fetch.addresses import Lookup, checked_address, looked_up
from onrecord.fetch.client import OK, PRODUCT, Answer, Client
from onrecord.fetch.clock import Clock
from onrecord.fetch.options import DEFAULTS, FetchOptions
from onrecord.fetch.pace import Pace
from onrecord.fetch.retries import PASSING, refusal_of, wait_before
from onrecord.fetch.robots import LARGEST, Rules, rules_of

REDIRECTS = frozenset((301, 302, 303, 307, 308))
UNCHANGED = 304
MOST_RULES = 10_000  # sites whose robots.txt is remembered


class Visitor:
    """Visits addresses. Threads may share one, so that no host is asked by two of them at a time."""

    def __init__(
        self, options: FetchOptions = DEFAULTS, *, clock: Clock | None = None, lookup: Lookup = looked_up
    ) -> None:
        self.options, self.clock = options, clock or Clock()
        self._client = Client(options, clock=self.clock, lookup=lookup)
        self._pace = Pace(self.clock)
        self._rules: dict[str, Rules] = {}

    def get(
        self, url: str, *, etag: str | None = None, modified: str | None = None, allow_private: bool = False
    ) -> Answer:
        """Give what is at an address: an answer of status 200, or 304 if nothing changed since it gave ``etag``.

        Raises:
            SourceRefused: it may not be asked, or leads to what may not.
            SourceTooLarge: the answer is past its limit.
            SourceUnreachable: there is no answer that can be used.
        """
        known = _sendable({"If-None-Match": etag, "If-Modified-Since": modified})
        try:
            answer = self._followed(url, known, allow_private=allow_private and self.options.allow_private)
            if answer.status == OK or (answer.status == UNCHANGED and known):
                return answer
            raise self._refusal(url, answer)
        except SourceUnreachable as error:
            raise SourceUnreachable(
                url, _led(url, error.location, error.why), passing=error.passing, status=error.status, after=error.after
            ) from error
        except (SourceRefused, SourceTooLarge) as error:
            raise type(error)(url, _led(url, error.location, error.why)) from error

    def _refusal(self, at: str, answer: Answer) -> SourceUnreachable:
        return refusal_of(at, answer.status, answer.headers.get("retry-after"), self.clock.now())

    def _followed(self, url: str, headers: Mapping[str, str], *, allow_private: bool, obey: bool = True) -> Answer:
        """Ask an address, and those that it redirects to; only what robots.txt itself says of them is not heeded."""
        at = checked_address(url)
        seen = {at}
        while True:
            pause = self._permitted(at, allow_private=allow_private) if obey else self.options.pause
            answer = self._asked(at, headers, pause, allow_private=allow_private, largest=None if obey else LARGEST)
            place = answer.headers.get("location")
            if answer.status not in REDIRECTS or not place:
                return answer
            at = self._next(at, place, seen)
            seen.add(at)
            allow_private = allow_private and answer.is_private  # nothing outside leads inside

    def _next(self, at: str, place: str, seen: set[str]) -> str:
        """Give the address that a redirect leads to."""
        try:
            # Headers are bytes; where an address in them is not plain ASCII it is UTF-8.
            to = checked_address(urljoin(at, place.encode("latin-1").decode("utf-8", "replace")))
        except SourceRefused as error:
            raise SourceRefused(at, f"it redirects to {place[:200]!r}; {error.why}") from error
        except ValueError as error:
            raise SourceRefused(at, f"it redirects to {place[:200]!r}, which is no address of the web") from error
        if at.startswith("https:") and to.startswith("http:"):
            raise SourceRefused(
                at, f"it redirects to {to}, which anybody on the way can change; give that yourself if you trust it"
            )
        if to in seen:
            raise SourceUnreachable(at, f"it redirects in a circle, back to {to}")
        if len(seen) > self.options.redirects:
            raise SourceUnreachable(at, f"it redirects more than {self.options.redirects} times")
        return to

    def _asked(
        self, at: str, headers: Mapping[str, str], pause: float, *, allow_private: bool, largest: int | None
    ) -> Answer:
        """Ask one address, again if it fails in passing; with ``largest`` what is past it is left out."""
        for failed in count(1):
            try:
                with self._pace.turn(httpx2.URL(at).host, pause):
                    answer = self._client.ask(
                        at, headers, allow_private=allow_private, largest=largest, cut=largest is not None
                    )
                if answer.status not in PASSING:
                    break
                error = self._refusal(at, answer)
            except SourceUnreachable as raised:
                error = raised
            wait = wait_before(failed, error, self.options)
            if wait is None:
                raise error
            self.clock.sleep(wait)
        return answer

    def _permitted(self, at: str, *, allow_private: bool) -> float:
        """Give the pause that a site wants between two requests.

        Raises:
            SourceRefused: its robots.txt does not allow this one.
            SourceUnreachable: its robots.txt can't be had now, which by RFC 9309 forbids all.
        """
        site = urljoin(at, "/robots.txt")
        now = self.clock.passed()
        rules = self._rules.get(site)
        if rules is None or rules.until <= now:
            rules = self._rules_at(site, now, allow_private=allow_private)
            if len(self._rules) >= MOST_RULES:
                self._rules.clear()
            self._rules[site] = rules
        if rules.why is not None:
            why = f"its robots.txt can't be had, so nothing may be asked yet: {rules.why}"
            raise SourceUnreachable(at, why, passing=True)
        if not rules.allow(at):
            raise SourceRefused(at, f"the robots.txt of its host does not let {PRODUCT} ask for it")
        return rules.pause(self.options.pause, self.options.longest_pause)

    def _rules_at(self, site: str, now: float, *, allow_private: bool) -> Rules:
        """Ask for a robots.txt. Where there is none all is allowed; what refuses it to us will refuse the rest."""
        options = self.options
        try:
            answer = self._followed(site, {}, allow_private=allow_private, obey=False)
        except SourceUnreachable as error:
            return Rules(now + options.robots_missed, why=error.why if error.passing else None)
        except SourceRefused:
            return Rules(now + options.robots_missed)
        if answer.status >= 500:
            return Rules(now + options.robots_missed, why=self._refusal(site, answer).why)
        return rules_of(answer.body, now + options.robots_kept)


def _led(url: str, at: str, why: str) -> str:
    """Say where it happened, if that is not the address that was asked for."""
    return why if at in (url, checked_or_none(url)) else f"it led to {at}, and there: {why}"


def checked_or_none(url: str) -> str | None:
    """Give the plain form of an address that is one."""
    try:
        return checked_address(url)
    except SourceRefused:
        return None


def _sendable(headers: Mapping[str, str | None]) -> dict[str, str]:
    """Leave out what can't stand in a header: a server may have given anything."""
    return {name: value for name, value in headers.items() if value and value.isascii() and value.isprintable()}
