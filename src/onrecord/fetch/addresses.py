"""Which addresses may be asked: of the web, and not of this computer or the network around it.

A name is looked up once and the connection is made to the very address that was checked (see ``network.py``): a host
that answers one look-up with a public address and the next with a private one gains nothing.
"""

import re
import socket
from collections.abc import Callable, Sequence
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address, ip_network

import httpx2

from onrecord.errors import SourceRefused, SourceUnreachable

Lookup = Callable[[str, int], Sequence[str]]
IP = IPv4Address | IPv6Address

LONGEST = 4_000  # characters; browsers and servers differ from 2,000 on, and nobody prints more
SCHEMES = ("http", "https")
FEED = re.compile(r"feed:(?://)?(?=https?://)|feed(?=://)", re.IGNORECASE)
NUMBER = re.compile(r"(?:0x[0-9a-f]*|[0-9]+)\.?\Z", re.IGNORECASE)  # the last part of a host that is no name

# The first network that an address lies in names it; what is in none may still be none of the public web.
NETWORKS: tuple[tuple[str, str], ...] = (
    ("0.0.0.0/8", "this computer"),
    ("127.0.0.0/8", "this computer"),
    ("::/128", "this computer"),
    ("::1/128", "this computer"),
    ("10.0.0.0/8", "a private network"),
    ("172.16.0.0/12", "a private network"),
    ("192.168.0.0/16", "a private network"),
    ("fc00::/7", "a private network"),
    ("fec0::/10", "a private network"),
    ("64:ff9b:1::/48", "a private network"),
    ("169.254.0.0/16", "the local link, where clouds keep their secrets"),
    ("fe80::/10", "the local link"),
    ("100.64.0.0/10", "the network of a provider"),
    ("224.0.0.0/4", "many computers at once"),
    ("ff00::/8", "many computers at once"),
    # Versions of Python differ on these.
    ("192.0.0.0/24", "no public network"),
    ("192.88.99.0/24", "no public network"),
    ("198.18.0.0/15", "no public network"),
    ("240.0.0.0/4", "no public network"),
    ("100::/64", "no public network"),
    ("2001:db8::/32", "no public network"),
    ("5f00::/16", "no public network"),
)
NAMED: tuple[tuple[IPv4Network | IPv6Network, str], ...] = tuple(
    (ip_network(network), name) for network, name in NETWORKS
)
NAT64 = ip_network("64:ff9b::/96")
COMPATIBLE = ip_network("::/96")


def checked_address(url: str) -> str:
    """Give an address of the web in its plain form: no fragment, no port that goes without saying.

    >>> checked_address("HTTPS://Elm.example:443/a b#top"), checked_address("feed://elm.example/rss")
    ('https://elm.example/a%20b', 'http://elm.example/rss')

    Raises:
        SourceRefused: it is no address of the web, or has a name and password in it.
    """
    shown = url if len(url) <= LONGEST else f"{url[:80]}..."
    if len(url) > LONGEST:
        raise SourceRefused(shown, f"the address is longer than {LONGEST:,} characters; nobody prints such a one")
    try:
        found = httpx2.URL(FEED.sub(lambda each: "http" if each[0].lower() == "feed" else "", url.strip(), count=1))
        port = found.port
    except (httpx2.InvalidURL, ValueError, UnicodeError) as error:
        raise SourceRefused(shown, f"this is no address of the web ({error}); check the spelling") from error
    if found.scheme not in SCHEMES:
        raise SourceRefused(shown, "only addresses that begin with http:// or https:// are asked")
    if found.userinfo:
        raise SourceRefused(shown, "it has a name or password in it; leave them out, they would be kept in the record")
    if not found.host or port == 0 or (port or 1) > 65_535:
        raise SourceRefused(shown, "this is no address of the web, it has no host or an impossible port; check it")
    if NUMBER.match(found.host.rpartition(".")[2]) and not _is_ip(found.host):
        raise SourceRefused(shown, "its host is a number in an odd spelling; write it as four numbers from 0 to 255")
    return str(found.copy_with(fragment=None))


def looked_up(host: str, port: int) -> Sequence[str]:
    """Ask the system for the addresses of a host."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return tuple(dict.fromkeys(str(each[4][0]) for each in found))


def reachable(url: str, host: str, port: int, lookup: Lookup, *, allow_private: bool) -> tuple[str, ...]:
    """Give the addresses of a host to which a connection may be made, of which there is one at least.

    Raises:
        SourceRefused: it has private ones only, and they are not allowed.
        SourceUnreachable: there is no such host.
    """
    try:
        found = lookup(host, port)
    except socket.gaierror as error:
        passing = error.errno == socket.EAI_AGAIN
        raise SourceUnreachable(url, f"its host {host} is not found; check the spelling", passing=passing) from error
    except (OSError, UnicodeError) as error:
        raise SourceUnreachable(url, f"its host {host} can't be looked up ({error}); check the spelling") from error
    allowed = tuple(ip for ip in found if allow_private or why_private(ip) is None)
    if found and not allowed:
        raise SourceRefused(
            url,
            f"its host {host} is {'' if host == found[0] else f'{found[0]}, '}an address of {why_private(found[0])};"
            " if you mean it, give it with --allow-private",
        )
    if not allowed:
        raise SourceUnreachable(url, f"its host {host} has no address; check the spelling")
    return allowed


def why_private(address: str) -> str | None:
    """Name whose an address is, if not the public web's; one that wraps another is what it wraps.

    >>> why_private("::ffff:127.0.0.1"), why_private("93.184.215.14")
    ('this computer', None)
    """
    try:
        found: IP = ip_address(address.partition("%")[0])
    except ValueError:
        return "no network that is known"
    if wrapped := _wrapped(found):
        return next((why for each in wrapped if (why := why_private(str(each)))), None)
    for network, name in NAMED:
        if found in network:
            return name
    return None if found.is_global and not found.is_reserved else "no public network"


def _wrapped(ip: IP) -> tuple[IPv4Address, ...]:
    """Give the addresses that one of the newer kind stands for: mapped, translated or tunnelled."""
    if isinstance(ip, IPv4Address):
        return ()
    if ip.ipv4_mapped:
        return (ip.ipv4_mapped,)
    if ip.sixtofour:
        return (ip.sixtofour,)
    if ip.teredo:
        return ip.teredo
    if ip in NAT64 or (ip in COMPATIBLE and int(ip) > 1):
        return (IPv4Address(int(ip) & 0xFFFFFFFF),)
    return ()


def _is_ip(host: str) -> bool:
    try:
        ip_address(host)
    except ValueError:
        return False
    return True
