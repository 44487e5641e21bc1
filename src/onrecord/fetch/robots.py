"""What the owner of a site lets programs ask for: robots.txt, by RFC 9309."""

from dataclasses import dataclass

from protego import Protego

from onrecord.fetch.client import PRODUCT

LARGEST = 512_000  # bytes; the RFC asks for 500 kibibytes at least, and what is past them is not read
LONGEST_LINE = 4_000


@dataclass(frozen=True, slots=True)
class Rules:
    """What a site allows, ``until`` a time on the clock; where ``why`` says what kept us from asking, nothing."""

    until: float
    rules: Protego | None = None
    why: str | None = None

    def allow(self, url: str) -> bool:
        """Tell whether an address may be asked."""
        return self.why is None and (self.rules is None or self.rules.can_fetch(url, PRODUCT))

    def pause(self, least: float, most: float) -> float:
        """Give the pause that the site asks for, within bounds."""
        asked = self.rules.crawl_delay(PRODUCT) if self.rules else None
        return min(max(least, asked or 0.0), max(most, least))


def rules_of(body: bytes, until: float) -> Rules:
    """Read a robots.txt.

    >>> rules = rules_of(b"User-agent: *" + bytes([10]) + b"Disallow: /desk", 0)
    >>> rules.allow("http://elm.example/desk/1"), rules.allow("http://elm.example/river")
    (False, True)
    """
    text = body[:LARGEST].decode("utf-8-sig", "replace")
    return Rules(until, Protego.parse("\n".join(line[:LONGEST_LINE] for line in text.splitlines())))
