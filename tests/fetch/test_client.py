"""One request: what a server may do to it, and the one line that says so."""

import gzip
import ssl
import time
import zlib
from collections.abc import Callable
from dataclasses import replace
from itertools import chain, repeat
from pathlib import Path

import pytest

from clocks import Hurried
from fetch.conftest import SMALL
from onrecord import __version__
from onrecord.errors import SourceError, SourceRefused, SourceTooLarge, SourceUnreachable
from onrecord.fetch.client import Client
from onrecord.fetch.decoding import body_of, gunzipped
from webserver import Server, answer, packed, serving

CERTIFICATE = Path(__file__).with_name("self-signed.pem")
HEAD = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n"


@pytest.fixture
def ask() -> Callable[[str], bytes]:
    """Ask once, and give the body."""
    client = Client(SMALL)
    return lambda url: client.ask(url, allow_private=True).body


def test_an_answer_has_status_headers_and_body(server: Server) -> None:
    server.routes["/"] = answer("<p>Flood", etag='"1"')
    got = Client(SMALL).ask(server.url(), {"If-None-Match": '"0"'}, allow_private=True)
    assert (got.status, got.body, got.headers["etag"], got.is_private) == (200, b"<p>Flood", '"1"', True)
    (asked,) = server.asked
    assert asked.headers["if-none-match"] == '"0"'


def test_it_says_who_it_is_and_nothing_of_whose_computer_it_is(server: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HTTP_PROXY", "http://127.0.0.1:1")
    monkeypatch.setenv("http_proxy", "http://127.0.0.1:1")
    server.routes["/"] = answer("a", set_cookie="who=me")
    client = Client(SMALL)
    client.ask(server.url(), allow_private=True)
    client.ask(server.url(), allow_private=True)
    headers = server.asked[1].headers
    assert headers["user-agent"].startswith(f"onrecord/{__version__} ")
    assert headers["host"] == f"127.0.0.1:{server.port}"
    assert not {"cookie", "referer", "authorization"} & set(headers)


def test_ipv6_is_spoken() -> None:
    try:
        with serving("::1") as server:
            server.routes["/"] = answer("six")
            assert Client(SMALL).ask(server.url(), allow_private=True).body == b"six"
    except OSError:
        pytest.skip("this machine has no IPv6")


@pytest.mark.parametrize(
    ("sent", "body"),
    [
        (answer("a" * 300, content_type="image/png"), b"a" * 300),
        (answer("plain", content_encoding="gzip"), b"plain"),
        (answer("p", content_encoding="gzip"), b"p"),
        (answer("", content_encoding="gzip"), b""),
        (answer("plain", content_encoding="identity"), b"plain"),
        (packed(b"flood" * 100), b"flood" * 100),
        (answer(gzip.compress(b"one ") + gzip.compress(b"two") + b"\0\0", content_encoding="x-gzip"), b"one two"),
        (answer(zlib.compress(b"deflated" * 50), content_encoding="deflate"), b"deflated" * 50),
        (answer("until it closes", content_length=None), b"until it closes"),
        (HEAD + b"Transfer-Encoding: chunked\r\n\r\n5\r\nflood\r\n0\r\n\r\n", b"flood"),
    ],
    ids=["type", "not packed", "one byte", "empty", "identity", "gzip", "two", "deflate", "no length", "chunked"],
)
def test_what_is_sent_is_unpacked_whatever_it_is_called(
    server: Server, ask: Callable[[str], bytes], sent: bytes, body: bytes
) -> None:
    server.routes["/"] = sent
    assert ask(server.url()) == body


@pytest.mark.parametrize(
    ("sent", "why"),
    [
        (answer("short", content_length="500"), "cut off"),
        (HEAD + b"Transfer-Encoding: chunked\r\n\r\n5\r\nflo", "cut off"),
        (HEAD + b"Transfer-Encoding: chunked\r\n\r\nzz\r\nflood\r\n0\r\n\r\n", "no HTTP"),
        (HEAD + b"Content-Length: 5\r\nContent-Length: 6\r\n\r\nflood", "no HTTP"),
        (HEAD + b"Content-Length: -5\r\n\r\nflood", "no HTTP"),
        (HEAD[:20], "cut off"),
        (b"", "cut off"),
        (b"SSH-2.0-OpenSSH_9.2\r\n", "no HTTP"),
        (b"\x16\x03\x01\x02\x00" * 30, "no HTTP"),
        (HEAD + b"Bad Header\r\n\r\n", "no HTTP"),
        (answer(gzip.compress(b"flood" * 900)[:-20], content_encoding="gzip"), "cut off"),
        (answer(b"\x1f\x8b\x08\x00" + b"\xff" * 90, content_encoding="gzip"), "damaged"),
        (answer("flood", content_encoding="br"), "packed as 'br', which was not asked for"),
        (answer("flood", content_encoding="gzip, gzip, gzip"), "not asked for"),
    ],
)
def test_a_broken_answer_is_a_failure_that_says_so(
    server: Server, ask: Callable[[str], bytes], sent: bytes, why: str
) -> None:
    server.routes["/"] = sent
    with pytest.raises(SourceUnreachable, match=why) as raised:
        ask(server.url())
    assert raised.value.location == server.url()


@pytest.mark.parametrize(
    ("sent", "why"),
    [
        (answer("a" * 20_001), "larger than 20,000 bytes"),
        (packed(b"\0" * 30_000_000), "larger than 20,000 bytes"),
        (b"HTTP/1.1 200 OK\r\n" + b"X-Flood: " + b"a" * 3_000_000, "no HTTP|larger"),
        (b"HTTP/1.1 200 OK\r\n" + b"".join(b"X-%d: a\r\n" % number for number in range(300_000)), "no HTTP|larger"),
        (b"HTTP/1.1 100 Continue\r\n\r\n" * 200_000, "larger than|too long"),
        (HEAD + b"Transfer-Encoding: chunked\r\n\r\n" + b"1\r\na\r\n" * 300_000, "larger than 20,000 bytes"),
    ],
    ids=["large", "bomb", "a long header", "many headers", "many beginnings", "many chunks"],
)
def test_a_flood_ends_at_the_limit(server: Server, ask: Callable[[str], bytes], sent: bytes, why: str) -> None:
    server.routes["/"] = sent
    with pytest.raises((SourceTooLarge, SourceUnreachable), match=why):
        ask(server.url())


def test_a_flood_without_end_ends(server: Server, ask: Callable[[str], bytes]) -> None:
    server.routes["/"] = lambda asked: iter([answer(content_length=None), *repeat(b"a" * 1_000, 100)])
    with pytest.raises(SourceTooLarge):
        ask(server.url())


@pytest.mark.parametrize("before", [(), (HEAD[:20],), (HEAD + b"\r\n",), (answer("half", content_length="9"),)])
def test_a_server_that_stalls_is_left(server: Server, ask: Callable[[str], bytes], before: tuple[bytes, ...]) -> None:
    server.routes["/"] = lambda asked: server.stall(*before)
    began = time.monotonic()
    with pytest.raises(SourceUnreachable, match="takes too long"):
        ask(server.url())
    assert time.monotonic() - began < 1.5


@pytest.mark.parametrize("before", [b"HTTP/1.1 200 OK\r\nX: ", HEAD + b"\r\n"])
def test_a_server_that_drips_is_left_when_the_time_for_the_whole_is_up(
    server: Server, ask: Callable[[str], bytes], before: bytes
) -> None:
    server.routes["/"] = lambda asked: server.drip(before)
    began = time.monotonic()
    with pytest.raises(SourceUnreachable, match="takes too long"):
        ask(server.url())
    assert time.monotonic() - began < 1.5


def test_nothing_listens(server: Server, ask: Callable[[str], bytes]) -> None:
    with pytest.raises(SourceUnreachable, match="nothing listens there") as raised:
        ask("http://127.0.0.1:1/")
    assert raised.value.passing


def test_the_body_of_an_error_is_not_read(server: Server, ask: Callable[[str], bytes]) -> None:
    server.routes["/"] = lambda asked: server.stall(answer(status=500, content_length="9999999"))
    assert ask(server.url()) == b""


def test_what_is_no_https_is_no_answer(server: Server, ask: Callable[[str], bytes]) -> None:
    server.routes["/"] = answer("plain")
    with pytest.raises(SourceUnreachable, match="no connection"):
        ask(server.url().replace("http:", "https:"))


def test_a_host_is_looked_up_once_and_the_checked_address_is_connected_to(server: Server) -> None:
    """The second look-up of a host that changes its mind would lead inside; there is none."""
    server.routes["/"] = answer("inside")
    asked: list[str] = []

    def lookup(host: str, port: int) -> tuple[str, ...]:
        asked.append(host)
        return ("203.0.113.1",) if len(asked) == 1 else ("127.0.0.1",)

    client = Client(replace(SMALL, connecting=0.1), lookup=lookup)
    with pytest.raises(SourceError):
        client.ask(f"http://elm.example:{server.port}/")
    assert asked == ["elm.example"]
    with pytest.raises(SourceRefused, match=r"elm\.example is 127\.0\.0\.1"):
        client.ask(f"http://elm.example:{server.port}/")
    assert server.asked == []


def test_the_name_is_what_the_server_is_asked_by(server: Server) -> None:
    server.routes["/"] = answer("a")
    Client(SMALL, lookup=lambda host, port: ("127.0.0.1",)).ask(
        f"http://elm.example:{server.port}/", allow_private=True
    )
    assert server.asked[0].headers["host"] == f"elm.example:{server.port}"


def test_the_next_address_of_a_host_is_tried(server: Server) -> None:
    server.routes["/"] = answer("second")
    client = Client(SMALL, lookup=lambda host, port: ("127.0.0.2", "127.0.0.1"))
    assert client.ask(f"http://elm.example:{server.port}/", allow_private=True).body == b"second"


def test_a_certificate_that_nobody_vouches_for_is_not_trusted(server: Server, ask: Callable[[str], bytes]) -> None:
    server.certificate = CERTIFICATE
    with pytest.raises(SourceUnreachable, match=r"its certificate can't be trusted.*self-signed") as raised:
        ask(server.url().replace("http:", "https:"))
    assert (raised.value.passing, server.asked) == (False, [])


def test_a_certificate_counts_for_the_name_and_not_for_the_address_that_is_connected_to(server: Server) -> None:
    server.certificate = CERTIFICATE
    server.routes["/"] = answer("in private")
    client = Client(SMALL, lookup=lambda host, port: ("127.0.0.1",))
    client.__dict__["_trusted"] = ssl.create_default_context(cafile=CERTIFICATE)  # as if somebody vouched for it
    assert client.ask(f"https://elm.example:{server.port}/", allow_private=True).body == b"in private"
    with pytest.raises(SourceUnreachable, match="Hostname mismatch"):
        client.ask(f"https://oak.example:{server.port}/", allow_private=True)


def test_the_time_is_that_of_the_clock(server: Server, hurried: Hurried) -> None:
    server.routes["/"] = answer("a")
    late = replace(hurried.clock, passed=chain([0.0], repeat(99.0)).__next__)
    with pytest.raises(SourceUnreachable, match="takes too long"):
        Client(SMALL, clock=late).ask(server.url(), allow_private=True)


def test_a_body_can_be_cut_at_its_limit() -> None:
    assert body_of([b"flood", b"flood"], "", "-", 7, cut=True) == b"floodfl"
    assert gunzipped(gzip.compress(b"flood"), "-", 5) == b"flood"
    assert gunzipped(b"flood", "-", 5) == b"flood"
    with pytest.raises(SourceTooLarge):
        gunzipped(gzip.compress(b"flood"), "-", 4)
