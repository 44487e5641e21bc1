"""A server of the web that does whatever it is told, down to the byte: it lies, stalls, loops, cuts off and floods."""

import gzip
import socket
import ssl
import threading
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeAlias

Sent: TypeAlias = bytes | Iterable[bytes]
Route: TypeAlias = Sent | Callable[["Asked"], Sent]
REASONS = {200: "OK", 302: "Found", 304: "Not Modified", 404: "Not Found"}
NOWHERE = b"HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"


@dataclass(frozen=True)
class Asked:
    """A request: its path, and its headers by their names in small letters."""

    path: str
    headers: dict[str, str]


def answer(body: bytes | str = b"", status: int = 200, **headers: str | None) -> bytes:
    """Make an honest answer; ``headers`` are added with ``_`` for ``-``, and None leaves one out."""
    data = body.encode() if isinstance(body, str) else body
    told: dict[str, str | None] = {
        "content-type": "text/html; charset=utf-8", "content-length": str(len(data)), "connection": "close",
    }  # fmt: skip
    told |= {name.replace("_", "-"): value for name, value in headers.items()}
    lines = [f"HTTP/1.1 {status} {REASONS.get(status, 'Because')}"]
    lines += [f"{name}: {value}" for name, value in told.items() if value is not None]
    return "\r\n".join(lines).encode("utf-8") + b"\r\n\r\n" + data


def to(place: str, status: int = 302) -> bytes:
    """Make a redirect."""
    return answer(status=status, location=place)


def packed(body: bytes) -> bytes:
    """Make an answer whose body is packed with gzip."""
    return answer(gzip.compress(body), content_encoding="gzip")


@dataclass
class Server:
    """What the server answers by path, and what it was asked for, in order."""

    port: int
    host: str = "127.0.0.1"
    routes: dict[str, Route] = field(default_factory=dict)
    asked: list[Asked] = field(default_factory=list)
    ended: threading.Event = field(default_factory=threading.Event)
    certificate: Path | None = None

    def url(self, path: str = "/") -> str:
        """Give the address of a path."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return f"http://{host}:{self.port}{path}"

    @property
    def paths(self) -> list[str]:
        """The paths that were asked for, but for robots.txt."""
        return [asked.path for asked in self.asked if asked.path != "/robots.txt"]

    def forget(self) -> None:
        """Start the list of what was asked anew."""
        self.asked.clear()

    def stall(self, *before: bytes) -> Iterator[bytes]:
        """Send something, and then nothing more until the test is over."""
        yield from before
        self.ended.wait(20)

    def drip(self, *before: bytes, every: float = 0.05) -> Iterator[bytes]:
        """Send something, and then a byte now and then for ever."""
        yield from before
        while not self.ended.wait(every):
            yield b" "

    def answer(self, connection: socket.socket) -> None:
        """Read one request and answer it; whoever asked may be gone by then."""
        with connection, suppress(OSError), self._secret(connection) as connection:
            connection.settimeout(20)
            head = b""
            while b"\r\n\r\n" not in head and (piece := connection.recv(65_536)):
                head += piece
            first, *lines = head.decode("latin-1").partition("\r\n\r\n")[0].split("\r\n")
            headers = {
                name.strip().lower(): value.strip() for name, _, value in (line.partition(":") for line in lines)
            }
            asked = Asked(first.split(" ")[1] if " " in first else first, headers)
            self.asked.append(asked)
            route = self.routes.get(asked.path, NOWHERE)
            sent = route(asked) if callable(route) else route
            for piece in [sent] if isinstance(sent, bytes) else sent:
                connection.sendall(piece)

    def _secret(self, connection: socket.socket) -> socket.socket:
        """Speak in private, if there is a certificate."""
        if self.certificate is None:
            return connection
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(self.certificate)
        return context.wrap_socket(connection, server_side=True)


@contextmanager
def serving(host: str = "127.0.0.1") -> Iterator[Server]:
    """Run a server for a while, on a port of its own."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.create_server((host, 0), family=family, backlog=64) as listener:
        server = Server(listener.getsockname()[1], host)

        def accept() -> None:
            with suppress(OSError):
                while True:
                    connection, _ = listener.accept()
                    threading.Thread(target=server.answer, args=(connection,), daemon=True).start()

        thread = threading.Thread(target=accept, daemon=True)
        thread.start()
        try:
            yield server
        finally:
            server.ended.set()
            with suppress(OSError):
                listener.shutdown(socket.SHUT_RDWR)
            thread.join(5)
