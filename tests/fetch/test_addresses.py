"""Which addresses are asked, and which are this computer's or its network's, in whatever spelling."""

import socket
from collections.abc import Sequence

import pytest

from onrecord.errors import SourceRefused, SourceUnreachable
from onrecord.fetch.addresses import checked_address, reachable, why_private


@pytest.mark.parametrize(
    ("url", "plain"),
    [
        ("http://Elm.EXAMPLE", "http://elm.example"),
        ("https://elm.example:443/a#top", "https://elm.example/a"),
        ("http://elm.example:8080/a?b=c d", "http://elm.example:8080/a?b=c%20d"),
        (" https://elm.example/a/../b ", "https://elm.example/b"),
        ("feed://elm.example/rss", "http://elm.example/rss"),
        ("feed:https://elm.example/rss", "https://elm.example/rss"),
        ("https://bücher.example/ü", "https://xn--bcher-kva.example/%C3%BC"),
        ("http://[2606:2800:21f::1]/", "http://[2606:2800:21f::1]/"),
    ],
)
def test_an_address_gets_its_plain_form(url: str, plain: str) -> None:
    assert checked_address(url) == plain
    assert checked_address(plain) == plain


@pytest.mark.parametrize(
    ("url", "why"),
    [
        ("file:///etc/passwd", "begin with http"),
        ("ftp://elm.example/a", "begin with http"),
        ("javascript:alert(1)", "begin with http"),
        ("data:text/html,hello", "begin with http"),
        ("gopher://elm.example/", "begin with http"),
        ("//elm.example/a", "begin with http"),
        ("", "begin with http"),
        ("http://", "no host"),
        ("http:///a", "no host"),
        ("http://elm.example:0/", "impossible port"),
        ("http://elm.example:99999/", "impossible port"),
        ("http://elm.example:port/", "no address of the web"),
        ("http://ana:secret@elm.example/", "name or password"),
        ("http://elm.example\\@evil.example/", "name or password"),
        ("http://elm.example/\r\nHost: evil.example", "no address of the web"),
        ("http://[::1", "no address of the web"),
        ("http://2130706433/", "odd spelling"),
        ("http://0x7f000001/", "odd spelling"),
        ("http://127.1/", "odd spelling"),
        ("http://0x7f.0.0.1/", "odd spelling"),
        ("http://0177.0.0.1/", "no address of the web"),
        ("http://elm.example/" + "a" * 5_000, "longer than 4,000"),
    ],
)
def test_what_is_no_address_of_the_web_is_refused(url: str, why: str) -> None:
    with pytest.raises(SourceRefused, match=why):
        checked_address(url)


@pytest.mark.parametrize(
    "ip",
    [
        "127.0.0.1", "127.255.1.2", "0.0.0.0", "10.1.2.3", "172.16.0.1", "172.31.255.255", "192.168.1.1",
        "169.254.169.254", "100.64.0.1", "192.0.0.8", "192.0.2.1", "198.18.0.1", "203.0.113.9", "224.0.0.1",
        "239.255.255.250", "240.0.0.1", "255.255.255.255",
        "::", "::1", "fe80::1", "fe80::1%eth0", "fc00::1", "fd12:3456::1", "fec0::1", "ff02::1", "2001:db8::1",
        "100::1", "::ffff:127.0.0.1", "::ffff:10.0.0.1", "::ffff:169.254.169.254", "::127.0.0.1", "::a00:1",
        "64:ff9b::7f00:1", "64:ff9b::a00:1", "64:ff9b:1::1", "2002:7f00:1::", "2002:c0a8:101::1",
        "2001:0:7f00:1::", "no address",
    ],
)  # fmt: skip
def test_addresses_of_this_computer_and_its_network_are_private(ip: str) -> None:
    assert why_private(ip)


@pytest.mark.parametrize(
    "ip",
    ["93.184.215.14", "8.8.8.8", "172.32.0.1", "100.128.0.1", "2606:2800:21f::1", "::ffff:8.8.8.8", "64:ff9b::808:808"],
)
def test_addresses_of_the_web_are_not(ip: str) -> None:
    assert why_private(ip) is None


def test_of_a_host_with_both_only_the_public_addresses_are_connected_to() -> None:
    found = reachable("-", "elm.example", 80, lambda host, port: ("127.0.0.1", "8.8.8.8"), allow_private=False)
    assert found == ("8.8.8.8",)


def test_a_private_host_is_refused_with_the_way_to_allow_it() -> None:
    with pytest.raises(
        SourceRefused, match=r"elm\.example is 10\.0\.0\.1, an address of a private network.*--allow-private"
    ):
        reachable("-", "elm.example", 80, lambda host, port: ("10.0.0.1",), allow_private=False)
    assert reachable("-", "elm.example", 80, lambda host, port: ("10.0.0.1",), allow_private=True) == ("10.0.0.1",)


@pytest.mark.parametrize(
    ("error", "passing"),
    [
        (socket.gaierror(socket.EAI_NONAME, "unknown"), False),
        (socket.gaierror(socket.EAI_AGAIN, "later"), True),
        (UnicodeError("label too long"), False),
    ],
)
def test_a_host_that_is_not_found(error: Exception, passing: bool) -> None:
    def lookup(host: str, port: int) -> Sequence[str]:
        raise error

    with pytest.raises(SourceUnreachable, match="check the spelling") as raised:
        reachable("-", "elm.example", 80, lookup, allow_private=False)
    assert raised.value.passing == passing
