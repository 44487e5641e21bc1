"""One request and its answer, whole or an error: no redirects, no cookies, no proxies, nothing kept between two."""

import ssl
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

import httpcore2

from onrecord.errors import SourceUnreachable
from onrecord.fetch.addresses import Lookup, looked_up
from onrecord.fetch.clock import Clock
from onrecord.fetch.decoding import body_of
from onrecord.fetch.network import Exchange, Guarded
from onrecord.fetch.options import FetchOptions
from onrecord.version import __version__

PRODUCT = "onrecord"  # the name that robots.txt may speak to
USER_AGENT = f"{PRODUCT}/{__version__} (a reader of news reports; it obeys robots.txt)"
HEADERS = {
    "User-Agent": USER_AGENT,
    "Accept": "text/html, application/rss+xml, application/atom+xml, application/feed+json, application/xml;q=0.9,"
    " */*;q=0.5",
    "Accept-Encoding": "gzip",
    "Accept-Language": "en, *;q=0.5",
    "Connection": "close",
}
OK = 200
MISTRUSTED = "its certificate can't be trusted, so nobody knows whose words these are"

# What each failure of a connection means, the first that fits.
FAILURES: tuple[tuple[type[Exception], str], ...] = (
    (httpcore2.ConnectTimeout, "no connection in time; the host is down, or does not want us"),
    (httpcore2.TimeoutException, "the answer takes too long"),
    (httpcore2.ConnectError, "no connection; the host is down, or nothing listens there"),
    (httpcore2.RemoteProtocolError, "its answer is cut off or no HTTP"),
    (httpcore2.NetworkError, "the connection broke off"),
)


@dataclass(frozen=True, slots=True)
class Answer:
    """What an address answered. Names of ``headers`` are in small letters; ``body`` is unpacked.

    ``is_private`` tells that it came from this computer or the network around it.
    """

    url: str
    status: int
    headers: Mapping[str, str]
    body: bytes
    is_private: bool = False


class Client:
    """Asks addresses that are checked already, within the limits of some options."""

    def __init__(self, options: FetchOptions, *, clock: Clock | None = None, lookup: Lookup = looked_up) -> None:
        self._options, self._clock, self._lookup = options, clock or Clock(), lookup

    @cached_property
    def _trusted(self) -> ssl.SSLContext:
        return httpcore2.default_ssl_context()

    def ask(
        self,
        url: str,
        headers: Mapping[str, str] | None = None,
        *,
        allow_private: bool = False,
        largest: int | None = None,
        cut: bool = False,
    ) -> Answer:
        """Ask for what is at an address; the body is read only of an answer that gives it (200).

        ``largest`` bounds the body, in the place of the options; with ``cut`` what is past it is left out.

        Raises:
            SourceRefused: the host is private, and that is not allowed.
            SourceTooLarge: the answer is past its limit.
            SourceUnreachable: there is no answer, or it is cut off or damaged.
        """
        options = self._options
        limit = options.largest if largest is None else largest
        exchange = Exchange(
            url, allow_private, self._clock.passed() + options.whole, self._clock.passed, max(limit, options.largest)
        )
        backend = Guarded(exchange, options, self._lookup)
        trusted = self._trusted if url.startswith("https:") else None
        timeouts = {"connect": options.connecting, "read": options.reading, "write": options.reading}
        try:
            with (
                httpcore2.ConnectionPool(trusted, network_backend=backend) as pool,
                pool.stream(
                    "GET", url, headers=[*HEADERS.items(), *(headers or {}).items()], extensions={"timeout": timeouts}
                ) as response,
            ):
                told = {
                    name.decode("latin-1").lower(): value.decode("latin-1")
                    for name, value in reversed(response.headers)
                }
                body = b""
                if response.status == OK:
                    encoding = told.get("content-encoding", "")
                    body = body_of(response.iter_stream(), encoding, url, limit, cut=cut)
        except tuple(kind for kind, _ in FAILURES) as error:
            raise _unreachable(url, error) from error
        except (httpcore2.ProtocolError, httpcore2.UnsupportedProtocol, UnicodeError) as error:
            raise SourceUnreachable(url, f"it can't be asked for ({error}); check the address") from error
        return Answer(url, response.status, told, body, exchange.is_private)


def _unreachable(url: str, error: Exception) -> SourceUnreachable:
    cause = error.args[0] if error.args else None  # what it was made of; the chain of causes is cut on the way
    if isinstance(cause, ssl.SSLCertVerificationError):
        return SourceUnreachable(url, f"{MISTRUSTED} ({cause.verify_message})")
    why = next(why for kind, why in FAILURES if isinstance(error, kind))
    said = " ".join(str(error).split())[:120]
    return SourceUnreachable(url, f"{why} ({said})" if said else why, passing=True)
