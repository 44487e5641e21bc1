"""Connections with limits: to checked addresses only, and for so long and so many bytes only."""

import ssl
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

import httpcore2

from onrecord.errors import SourceTooLarge
from onrecord.fetch.addresses import Lookup, reachable, why_private
from onrecord.fetch.options import FetchOptions

# What comes before the body of an answer, and what cutting it in chunks and TLS add to it.
AROUND = 1_000_000


@dataclass(slots=True)
class Exchange:
    """One request and its answer: until when it may last, and how much has come so far."""

    url: str
    allow_private: bool
    deadline: float
    passed: Callable[[], float]
    largest: int
    received: int = 0
    is_private: bool = False

    def left(self, timeout: float | None) -> float:
        """Give how long one step may take.

        Raises:
            httpcore2.ReadTimeout: the time for all of it is up.
        """
        left = self.deadline - self.passed()
        if left <= 0:
            raise httpcore2.ReadTimeout("the time for the whole answer is up")
        return left if timeout is None else min(left, timeout)

    def receive(self, size: int) -> None:
        """Count what comes in.

        Raises:
            SourceTooLarge: it is more than an answer may have.
        """
        self.received += size
        if self.received > self.largest + AROUND:
            raise SourceTooLarge(self.url, f"its answer is larger than {self.largest:,} bytes; it can't be a report")


class Guarded(httpcore2.NetworkBackend):
    """Connects to the address that was checked; the name stays what the server and its certificate are asked by."""

    def __init__(self, exchange: Exchange, options: FetchOptions, lookup: Lookup) -> None:
        self._exchange, self._options, self._lookup = exchange, options, lookup
        self._inner = httpcore2.SyncBackend()

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore2.NetworkStream:
        """Connect to the first address of a host that takes it.

        Raises:
            SourceRefused: all its addresses are private, and they are not allowed.
        """
        exchange = self._exchange
        error: Exception = httpcore2.ConnectError("it has no address")
        for ip in reachable(exchange.url, host, port, self._lookup, allow_private=exchange.allow_private):
            try:
                stream = self._inner.connect_tcp(ip, port, exchange.left(timeout), local_address, socket_options)
            except (httpcore2.ConnectError, httpcore2.ConnectTimeout) as failed:
                error = failed
            else:
                exchange.is_private = why_private(ip) is not None
                return Bounded(stream, exchange)
        raise error

    def connect_unix_socket(
        self, path: str, timeout: float | None = None, socket_options: Iterable[Any] | None = None
    ) -> httpcore2.NetworkStream:
        """Refuse: no address of the web is a file.

        Raises:
            httpcore2.ConnectError: always.
        """
        raise httpcore2.ConnectError(f"{path} is no address of the web")


class Bounded(httpcore2.NetworkStream):
    """A connection that keeps to the limits of its exchange, however slowly or endlessly the other side sends."""

    def __init__(self, inner: httpcore2.NetworkStream, exchange: Exchange) -> None:
        self._inner, self._exchange = inner, exchange

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        """Read what has come."""
        data = self._inner.read(max_bytes, self._exchange.left(timeout))
        self._exchange.receive(len(data))
        return data

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        """Send something."""
        self._inner.write(buffer, self._exchange.left(timeout))

    def close(self) -> None:
        """Close the connection."""
        self._inner.close()

    def start_tls(
        self, ssl_context: ssl.SSLContext, server_hostname: str | None = None, timeout: float | None = None
    ) -> httpcore2.NetworkStream:
        """Speak in private from here on."""
        inner = self._inner.start_tls(ssl_context, server_hostname, self._exchange.left(timeout))
        return Bounded(inner, self._exchange)

    def get_extra_info(self, info: str) -> Any:
        """Tell what is known of the connection."""
        return self._inner.get_extra_info(info)
