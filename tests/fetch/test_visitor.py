"""A visit: robots.txt, pace, retries and redirects, with a server that does not mean well."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from clocks import Hurried
from fetch.conftest import SMALL
from onrecord.errors import SourceRefused, SourceTooLarge, SourceUnreachable
from onrecord.fetch import Visitor
from webserver import Asked, Server, answer, to

Get = Callable[[str], bytes]


# --- redirects -------------------------------------------------------------------------------------------------------


def test_redirects_are_followed(server: Server, visitor: Visitor) -> None:
    server.routes |= {"/": to("a", 301), "/a": to(f"//127.0.0.1:{server.port}/b", 308), "/b": answer("found")}
    got = visitor.get(server.url(), allow_private=True)
    assert (got.body, got.url) == (b"found", server.url("/b"))


@pytest.mark.parametrize(
    ("place", "why"),
    [
        ("file:///etc/passwd", "begin with http"),
        ("javascript:alert(1)", "begin with http"),
        ("ftp://elm.example/", "begin with http"),
        ("http://ana:secret@elm.example/", "name or password"),
        ("http://[::1", "no address of the web"),
        ("http://elm.example/" + "a" * 9_000, "longer than 4,000"),
        ("/", "in a circle"),
    ],
)
def test_a_redirect_is_checked_like_the_first_address(server: Server, get: Get, place: str, why: str) -> None:
    server.routes["/"] = to(place)
    with pytest.raises((SourceRefused, SourceUnreachable), match=why) as raised:
        get(server.url())
    assert raised.value.location == server.url()
    assert len(str(raised.value)) < 500


def test_two_that_redirect_to_one_another_are_a_circle(server: Server, get: Get) -> None:
    server.routes |= {"/a": to("/b"), "/b": to("/a#again")}
    with pytest.raises(SourceUnreachable, match="in a circle"):
        get(server.url("/a"))
    assert server.paths == ["/a", "/b"]


def test_a_way_without_end_has_an_end(server: Server, get: Get) -> None:
    server.routes |= {f"/{number}": to(f"/{number + 1}") for number in range(50)}
    with pytest.raises(SourceUnreachable, match="more than 10 times"):
        get(server.url("/0"))
    assert len(server.paths) == 11


def test_from_https_none_leads_to_http(visitor: Visitor) -> None:
    with pytest.raises(SourceRefused, match="anybody on the way can change"):
        visitor._next("https://elm.example/a", "http://elm.example/a", set())


@pytest.mark.parametrize(
    "place", ["http://127.0.0.1:{port}/secret", "http://localhost:{port}/secret", "http://inside.example:{port}/secret"]
)
def test_nothing_outside_leads_inside(
    server: Server, place: str, hurried: Hurried, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Not even where the user allows private addresses: those are the ones that the user gives."""
    monkeypatch.setattr("onrecord.fetch.network.why_private", lambda ip: None)  # the first host counts as outside
    server.routes |= {"/": to(place.format(port=server.port)), "/secret": answer("secret")}
    with pytest.raises(SourceRefused, match=r"led to .*secret, and there: its host .* an address of this computer"):
        Visitor(SMALL, clock=hurried.clock, lookup=lambda host, port: ("127.0.0.1",)).get(
            server.url(), allow_private=True
        )
    assert "/secret" not in server.paths


def test_private_addresses_are_refused_unless_asked(server: Server, visitor: Visitor, hurried: Hurried) -> None:
    server.routes["/"] = answer("inside")
    with pytest.raises(SourceRefused, match="this computer"):
        visitor.get(server.url())
    with pytest.raises(SourceRefused, match="this computer"):
        Visitor(replace(SMALL, allow_private=False), clock=hurried.clock).get(server.url(), allow_private=True)
    assert server.asked == []


# --- robots.txt ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("robots", "is_allowed"),
    [
        ("User-agent: *\nDisallow: /", False),
        ("User-agent: onrecord\nDisallow: /", False),
        ("User-agent: *\nDisallow: /\n\nUser-agent: OnRecord\nAllow: /", True),
        ("User-agent: somebody\nDisallow: /", True),
        ("User-agent: *\nDisallow: /desk", True),
        ("User-agent: *\nDisallow: /a\nAllow: /a/b", True),
        ("\ufeffUser-agent: *\r\nDisallow: /", False),
        ("<html>Not found", True),
        ("", True),
    ],
)
def test_robots_txt_is_obeyed(server: Server, get: Get, robots: str, is_allowed: bool) -> None:
    server.routes |= {"/robots.txt": answer(robots), "/a/b": answer("found")}
    if is_allowed:
        assert get(server.url("/a/b")) == b"found"
    else:
        with pytest.raises(SourceRefused, match=r"robots\.txt of its host does not let onrecord"):
            get(server.url("/a/b"))
        assert server.paths == []


@pytest.mark.parametrize("status", [401, 403, 404, 410])
def test_where_there_is_no_robots_txt_all_is_allowed(server: Server, get: Get, status: int) -> None:
    server.routes |= {"/robots.txt": answer(status=status), "/": answer("found")}
    assert get(server.url()) == b"found"


@pytest.mark.parametrize("status", [429, 500, 501, 503])
def test_while_robots_txt_can_not_be_had_nothing_is_asked(
    server: Server, get: Get, hurried: Hurried, status: int
) -> None:
    server.routes |= {"/robots.txt": answer(status=status), "/": answer("found")}
    for _ in range(2):
        with pytest.raises(SourceUnreachable, match=r"robots\.txt can't be had, so nothing may be asked yet"):
            get(server.url())
    assert server.paths == []
    server.routes["/robots.txt"] = answer("")
    hurried.skip(minutes=11)
    assert get(server.url()) == b"found"


def test_a_robots_txt_without_end_is_read_as_far_as_its_limit(server: Server, get: Get) -> None:
    rules = b"User-agent: *\nDisallow: /desk\n" + b"# flood\n" * 100_000
    server.routes |= {"/robots.txt": answer(rules + b"Disallow: /\n"), "/": answer("found")}
    assert get(server.url()) == b"found"
    with pytest.raises(SourceRefused):
        get(server.url("/desk"))


def test_robots_txt_is_asked_for_once_a_day(server: Server, get: Get, hurried: Hurried) -> None:
    server.routes |= {"/robots.txt": answer("User-agent: *\nDisallow: /desk"), "/": answer("found")}
    get(server.url())
    get(server.url())
    assert [asked.path for asked in server.asked].count("/robots.txt") == 1
    hurried.skip(hours=25)
    get(server.url())
    assert [asked.path for asked in server.asked].count("/robots.txt") == 2


def test_robots_txt_counts_for_what_a_redirect_leads_to(server: Server, get: Get) -> None:
    server.routes |= {
        "/robots.txt": answer("User-agent: *\nDisallow: /desk"), "/": to("/desk"), "/desk": answer("secret"),
    }  # fmt: skip
    with pytest.raises(SourceRefused, match=r"led to .*/desk, and there: the robots\.txt"):
        get(server.url())
    assert server.paths == ["/"]


# --- pace ------------------------------------------------------------------------------------------------------------


def test_a_host_is_given_a_pause_between_two_requests(server: Server, get: Get, hurried: Hurried) -> None:
    server.routes["/"] = answer("found")
    get(server.url())
    get(server.url())
    assert [round(wait) for wait in hurried.waits] == [1, 1]  # after robots.txt, and after the first


def test_the_pause_that_a_site_asks_for_is_kept_up_to_a_limit(server: Server, get: Get, hurried: Hurried) -> None:
    server.routes |= {"/": answer("found"), "/robots.txt": answer("User-agent: *\nCrawl-delay: 7")}
    get(server.url())
    get(server.url())
    assert [round(wait) for wait in hurried.waits] == [7, 7]
    server.routes["/robots.txt"] = answer("User-agent: *\nCrawl-delay: 99999")
    hurried.skip(hours=25)
    get(server.url())
    assert round(hurried.waits[-1]) == 60


# --- retries ---------------------------------------------------------------------------------------------------------


def _failing(times: int, failure: bytes) -> Callable[[Asked], bytes]:
    answers = iter([failure] * times)
    return lambda asked: next(answers, answer("found"))


@pytest.mark.parametrize(
    "failure", [answer(status=500), answer(status=503), answer(status=429), answer("cut", content_length="9"), b""]
)
def test_what_fails_in_passing_is_tried_again(server: Server, get: Get, hurried: Hurried, failure: bytes) -> None:
    server.routes["/"] = _failing(2, failure)
    assert get(server.url()) == b"found"
    assert server.paths == ["/", "/", "/"]
    assert {2.0, 4.0} < set(hurried.waits)


def test_it_is_tried_three_times_and_no_more(server: Server, get: Get) -> None:
    server.routes["/"] = _failing(3, answer(status=502))
    with pytest.raises(SourceUnreachable, match=r"in trouble \(HTTP 502\)") as raised:
        get(server.url())
    assert (raised.value.passing, raised.value.status, len(server.paths)) == (True, 502, 3)


@pytest.mark.parametrize(
    ("status", "why"),
    [(404, "nothing at this address"), (410, "taken away"), (403, "does not let us"), (418, "no page")],
)
def test_what_fails_for_good_is_not(server: Server, get: Get, status: int, why: str) -> None:
    server.routes["/"] = answer(status=status)
    with pytest.raises(SourceUnreachable, match=why) as raised:
        get(server.url())
    assert (raised.value.passing, raised.value.status, len(server.paths)) == (False, status, 1)


@pytest.mark.parametrize(
    ("retry_after", "wait"),
    [("30", 30.0), ("1", 2.0), ("soon", 2.0), ("-5", 2.0), ("Mon, 12 May 2031 08:00:40 GMT", 39.0)],
)
def test_a_server_says_when_to_come_again(
    server: Server, get: Get, hurried: Hurried, retry_after: str, wait: float
) -> None:
    server.routes["/"] = _failing(1, answer(status=429, retry_after=retry_after))
    assert get(server.url()) == b"found"
    assert any(abs(each - wait) <= 1 for each in hurried.waits[1:])


def test_a_server_that_wants_more_patience_is_left_until_the_next_round(
    server: Server, get: Get, hurried: Hurried
) -> None:
    server.routes["/"] = answer(status=503, retry_after="86400")
    with pytest.raises(SourceUnreachable) as raised:
        get(server.url())
    assert (raised.value.after, server.paths, max(hurried.waits) < 10) == (86_400.0, ["/"], True)


def test_what_is_too_large_is_not_asked_for_again(server: Server, get: Get) -> None:
    server.routes["/"] = answer("a" * 30_000)
    with pytest.raises(SourceTooLarge, match="20,000"):
        get(server.url())
    assert server.paths == ["/"]


# --- what changed ----------------------------------------------------------------------------------------------------


def test_the_server_is_asked_whether_anything_changed(server: Server, visitor: Visitor) -> None:
    server.routes["/"] = answer(status=304)
    got = visitor.get(server.url(), etag='W/"1"', modified="Mon, 12 May 2031 08:00:00 GMT", allow_private=True)
    assert got.status == 304
    headers = server.asked[-1].headers
    assert headers["if-none-match"] == 'W/"1"'
    assert headers["if-modified-since"] == "Mon, 12 May 2031 08:00:00 GMT"


def test_unchanged_is_no_answer_to_who_did_not_ask(server: Server, get: Get) -> None:
    server.routes["/"] = answer(status=304)
    with pytest.raises(SourceUnreachable, match="304"):
        get(server.url())


@pytest.mark.parametrize("etag", ["a\r\nX-Evil: 1", "é", "\x00"])
def test_what_can_not_stand_in_a_header_is_not_sent(server: Server, visitor: Visitor, etag: str) -> None:
    server.routes["/"] = answer("found")
    assert visitor.get(server.url(), etag=etag, allow_private=True).body == b"found"
    assert "if-none-match" not in server.asked[-1].headers
