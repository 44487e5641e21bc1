"""Following an address: what is new is fetched once, what may have changed is asked for again, what fails is left."""

import gzip
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from hashlib import sha256

import pytest

from clocks import Hurried
from fetch.conftest import SMALL
from onrecord.fetch import FetchOptions, NoVisits, Step, Visitor, follow
from onrecord.model import Visit
from webserver import Asked, Server, answer, to

PAGE = "<html><body><p>The river rose at {place}, she said.</p></body></html>"


class Kept:
    """What is known of addresses, in a dictionary; ``note`` keeps what steps give."""

    def __init__(self) -> None:
        self.visits: dict[str, Visit] = {}

    def at(self, urls: Iterable[str]) -> Mapping[str, Visit]:
        return {url: self.visits[url] for url in urls if url in self.visits}

    def due(self, feed: str, now: str) -> Sequence[Visit]:
        return [each for each in self.visits.values() if each.feed == feed and each.due and each.due <= now]

    def note(self, steps: Iterable[Step]) -> list[Step]:
        noted = list(steps)
        self.visits |= {step.visit.url: step.visit for step in noted}
        return noted


@pytest.fixture
def kept() -> Kept:
    """Nothing known yet."""
    return Kept()


def rss(*items: str) -> bytes:
    """Make the answer of a feed that lists some addresses; ``address modified`` gives one with a time."""
    entries = ""
    for item in items:
        link, _, modified = item.partition(" ")
        entries += f"<entry><title>{link}</title><link href='{link}'/><updated>{modified}</updated></entry>"
    return answer(f"<feed xmlns='http://www.w3.org/2005/Atom'>{entries}</feed>", content_type="application/atom+xml")


def sitemap(*urls: str, name: str = "urlset", entry: str = "url") -> bytes:
    """Make the answer of a sitemap."""
    return answer(f"<{name}>{''.join(f'<{entry}><loc>{url}</loc></{entry}>' for url in urls)}</{name}>")


def did(steps: Iterable[Step]) -> list[str]:
    """Tell what was done, with the last part of each address."""
    return [f"{step.did} /{step.visit.url.rpartition('/')[2]}" for step in steps]


def test_the_pages_of_a_feed_are_fetched_once(server: Server, visitor: Visitor, kept: Kept) -> None:
    server.routes |= {"/feed": rss("/a", "/b"), "/a": answer(PAGE), "/b": answer(PAGE)}
    assert did(kept.note(follow(server.url("/feed"), kept, visitor))) == ["fetched /a", "fetched /b", "listed /feed"]
    assert did(kept.note(follow(server.url("/feed"), kept, visitor))) == ["listed /feed"]
    server.routes |= {"/feed": rss("/c", "/a"), "/c": answer(PAGE)}
    assert did(kept.note(follow(server.url("/feed"), kept, visitor))) == ["fetched /c", "listed /feed"]


def test_a_payload_tells_how_it_was_got(server: Server, visitor: Visitor) -> None:
    body = PAGE.encode()
    server.routes |= {"/short": to("/a#top"), "/a": answer(body, content_type='text/html; charset="ISO-8859-1"')}
    (step,) = follow(server.url("/short"), NoVisits(), visitor)
    payload = step.payload
    assert payload is not None
    assert payload.origin.retrieval is not None
    assert (payload.data, payload.origin.sha256) == (body, sha256(body).hexdigest())
    assert (payload.origin.location, payload.origin.media_type) == (server.url("/short"), "text/html")
    got = payload.origin.retrieval
    assert (got.method, got.url, got.charset, got.at[:10]) == ("http", server.url("/a"), "iso-8859-1", "2031-05-12")


@pytest.mark.parametrize(
    ("body", "told", "media_type"),
    [
        (PAGE, "application/octet-stream", "text/html"),
        (PAGE, "image/png", "text/html"),
        ("<p>A page with no head, she said.</p>", "text/html", "text/html"),
        ("MAYOR: We will not go.", "text/plain", "text/plain"),
        ("> “We will not go.”", "text/markdown", "text/markdown"),
    ],
)
def test_the_content_tells_what_it_is_and_the_server_what_it_leaves_open(
    server: Server, visitor: Visitor, body: str, told: str, media_type: str
) -> None:
    server.routes["/"] = answer(body, content_type=told)
    (step,) = follow(server.url(), NoVisits(), visitor)
    assert step.payload is not None
    assert step.payload.origin.media_type == media_type


@pytest.mark.parametrize(
    ("body", "why"),
    [
        (b"%PDF-1.7", "PDF"),
        (b"\x89PNG\r\n", "picture"),
        (b"", "empty"),
        (b"\0\1\2\3" * 99, "binary"),
        (b"PK\x03\x04" + b"\0" * 60, "application/zip"),
        (b'{"text": "a"}', "application/jsonl"),
    ],
)
def test_what_is_no_page_is_a_failure(server: Server, visitor: Visitor, body: bytes, why: str) -> None:
    server.routes["/"] = answer(body)
    (step,) = follow(server.url(), NoVisits(), visitor)
    assert step.failure is not None
    assert (step.failure.location, step.failure.stage, why in step.failure.why) == (server.url(), "fetch", True)


def test_a_page_is_asked_for_again_at_longer_and_longer_times(
    server: Server, visitor: Visitor, kept: Kept, hurried: Hurried
) -> None:
    server.routes |= {"/feed": rss("/a"), "/a": answer(PAGE)}
    kept.note(follow(server.url("/feed"), kept, visitor))
    seen = []
    for hour in range(24 * 7):
        hurried.skip(hours=1)
        seen += [hour + 1 for step in kept.note(follow(server.url("/feed"), kept, visitor)) if step.did == "fetched"]
    assert seen == [1, 7, 31, 103]  # an hour, six hours, a day and three days after it was read last
    assert kept.visits[server.url("/a")].due is None


def test_a_page_that_its_feed_says_was_modified_is_asked_for_again(
    server: Server, visitor: Visitor, kept: Kept, hurried: Hurried
) -> None:
    server.routes |= {"/feed": rss("/a 2031-05-12T07:00:00Z"), "/a": answer(PAGE)}
    kept.note(follow(server.url("/feed"), kept, visitor))
    hurried.skip(minutes=30)
    server.routes["/feed"] = rss("/a 2031-05-12T10:20:00+02:00")
    assert did(kept.note(follow(server.url("/feed"), kept, visitor))) == ["fetched /a", "listed /feed"]
    assert did(kept.note(follow(server.url("/feed"), kept, visitor))) == ["listed /feed"]
    server.routes["/feed"] = rss("/a 2099-01-01T00:00:00Z")
    assert did(kept.note(follow(server.url("/feed"), kept, visitor))) == ["listed /feed"]


def test_the_server_is_asked_if_anything_changed(
    server: Server, visitor: Visitor, kept: Kept, hurried: Hurried
) -> None:
    def page(asked: Asked) -> bytes:
        return answer(status=304) if asked.headers.get("if-none-match") == '"1"' else answer(PAGE, etag='"1"')

    server.routes["/"] = page
    assert did(kept.note(follow(server.url(), kept, visitor))) == ["fetched /"]
    for _ in range(2):
        hurried.skip(minutes=15)
        assert did(kept.note(follow(server.url(), kept, visitor))) == ["unchanged /"]


def test_an_etag_that_never_matches_does_no_harm(server: Server, visitor: Visitor, kept: Kept) -> None:
    numbers = iter(range(9))
    server.routes["/"] = lambda asked: answer(PAGE, etag=f'"{next(numbers)}"')
    assert did(kept.note(follow(server.url(), kept, visitor))) == ["fetched /"]
    assert did(kept.note(follow(server.url(), kept, visitor))) == ["fetched /"]
    assert server.asked[-1].headers["if-none-match"] == '"0"'


def test_an_etag_without_end_is_not_kept(server: Server, visitor: Visitor, kept: Kept) -> None:
    server.routes["/"] = answer(PAGE, etag='"' + "a" * 9_000 + '"')
    kept.note(follow(server.url(), kept, visitor))
    assert kept.visits[server.url()].etag is None


def test_a_run_that_was_killed_finds_what_it_had_not_written(server: Server, visitor: Visitor, kept: Kept) -> None:
    def feed(asked: Asked) -> bytes:
        return answer(status=304) if "if-none-match" in asked.headers else rss("/a", "/b", "/c")

    server.routes |= {"/feed": feed} | {f"/{name}": answer(PAGE) for name in "abc"}
    steps = follow(server.url("/feed"), kept, visitor)
    kept.note([next(steps)])  # and no more
    assert did(kept.note(follow(server.url("/feed"), kept, visitor))) == ["fetched /b", "fetched /c", "listed /feed"]


def test_what_is_past_the_limit_of_a_round_comes_in_the_next(server: Server, kept: Kept, hurried: Hurried) -> None:
    def feed(asked: Asked) -> bytes:
        listed = rss(*(f"/{number}" for number in range(5)))
        return (
            answer(status=304) if "if-none-match" in asked.headers else listed.replace(b"\r\n", b'\r\nETag: "1"\r\n', 1)
        )

    visitor = Visitor(replace(SMALL, most_pages=2), clock=hurried.clock)
    server.routes |= {"/feed": feed} | {f"/{number}": answer(PAGE) for number in range(5)}
    rounds = [kept.note(follow(server.url("/feed"), kept, visitor)) for _ in range(4)]
    assert [did(steps)[:-1] for steps in rounds] == [
        ["fetched /0", "fetched /1"], ["fetched /2", "fetched /3"], ["fetched /4"], [],
    ]  # fmt: skip
    assert [steps[-1].left for steps in rounds] == [3, 1, 0, 0]
    assert rounds[3][-1].did == "unchanged"


def test_a_slow_host_keeps_the_others_waiting_for_ten_minutes_at_most(
    server: Server, visitor: Visitor, kept: Kept, hurried: Hurried
) -> None:
    pages = [f"/{number}" for number in range(20)]
    server.routes |= {"/robots.txt": answer("User-agent: *\nCrawl-delay: 59"), "/feed": rss(*pages)}
    server.routes |= dict.fromkeys(pages, answer(PAGE))
    steps = kept.note(follow(server.url("/feed"), kept, visitor))
    assert (did(steps)[-2:], steps[-1].left) == (["fetched /9", "listed /feed"], 10)
    assert kept.note(follow(server.url("/feed"), kept, visitor))[-1].left == 0


def test_of_a_front_page_the_feed_is_named(server: Server, visitor: Visitor) -> None:
    head = "<html><head><link rel='alternate' type='application/rss+xml' href='/feed.xml'></head>"
    server.routes |= {"/": answer(f"{head}<p>Today"), "/a": answer(f"{head}{PAGE}")}
    (step,) = follow(server.url("/"), NoVisits(), visitor)
    assert step.failure is not None
    assert step.failure.why.endswith(f"give its feed: {server.url('/feed.xml')}")
    assert did(follow(server.url("/a"), NoVisits(), visitor)) == ["fetched /a"]


def test_a_page_that_fails_does_not_stop_the_others_and_is_asked_for_again(
    server: Server, visitor: Visitor, kept: Kept, hurried: Hurried
) -> None:
    server.routes |= {"/feed": rss("/a", "/b"), "/b": answer(PAGE)}
    assert did(kept.note(follow(server.url("/feed"), kept, visitor))) == ["failed /a", "fetched /b", "listed /feed"]
    assert did(kept.note(follow(server.url("/feed"), kept, visitor))) == ["listed /feed"]
    server.routes["/a"] = answer(PAGE)
    hurried.skip(minutes=16)
    assert did(kept.note(follow(server.url("/feed"), kept, visitor))) == ["listed /feed", "fetched /a"]
    assert kept.visits[server.url("/a")].tries == 0


def test_a_page_that_fails_and_fails_is_left(server: Server, visitor: Visitor, kept: Kept, hurried: Hurried) -> None:
    server.routes["/feed"] = rss("/a")
    for _ in range(24 * 5):
        kept.note(follow(server.url("/feed"), kept, visitor))
        hurried.skip(hours=1)
    assert (kept.visits[server.url("/a")].due, server.paths.count("/a")) == (None, 5)


def test_a_page_that_was_taken_away_is_left_at_once(server: Server, visitor: Visitor, kept: Kept) -> None:
    server.routes |= {"/feed": rss("/a"), "/a": answer(status=410)}
    kept.note(follow(server.url("/feed"), kept, visitor))
    assert kept.visits[server.url("/a")] == Visit(server.url("/a"), server.url("/feed"), status=410, tries=1)


def test_an_address_that_is_down_is_asked_later_and_later_but_never_left(
    server: Server, visitor: Visitor, kept: Kept, hurried: Hurried
) -> None:
    server.routes["/feed"] = answer(status=404)
    asked = []
    for hour in range(24 * 4):
        if did(kept.note(follow(server.url("/feed"), kept, visitor))) != ["waiting /feed"]:
            asked.append(hour)
        hurried.skip(hours=1)
    assert asked == [0, 1, 2, 8, 32, 56, 80]


def test_a_server_that_asks_for_patience_gets_it(
    server: Server, visitor: Visitor, kept: Kept, hurried: Hurried
) -> None:
    server.routes["/feed"] = answer(status=429, retry_after="7200")
    kept.note(follow(server.url("/feed"), kept, visitor))
    assert (kept.visits[server.url("/feed")].due or "")[:16] == "2031-05-12T10:00"


def test_a_host_that_is_down_is_left_in_peace_for_the_round(server: Server, visitor: Visitor, kept: Kept) -> None:
    pages = [f"/{number}" for number in range(20)]
    server.routes |= {"/feed": rss(*pages)} | dict.fromkeys(pages, answer(status=503))
    steps = kept.note(follow(server.url("/feed"), kept, visitor))
    assert did(steps) == ["failed /0", "failed /1", "listed /feed"]
    assert (steps[-1].left, len(server.paths)) == (18, 7)
    server.routes |= dict.fromkeys(pages, answer(PAGE))
    steps = kept.note(follow(server.url("/feed"), kept, visitor))
    assert [step.did for step in steps] == ["fetched"] * 18 + ["listed"]


@pytest.mark.parametrize("url", ["javascript:alert(1)", "file:///etc/passwd", "ftp://elm.example/a", "http://[::1"])
def test_what_is_no_page_of_the_web_is_not_asked_for(server: Server, visitor: Visitor, kept: Kept, url: str) -> None:
    server.routes |= {"/feed": rss(url, "/a"), "/a": answer(PAGE)}
    steps = kept.note(follow(server.url("/feed"), kept, visitor))
    assert [step.did for step in steps] == ["failed", "fetched", "listed"]
    assert kept.note(follow(server.url("/feed"), kept, visitor))[0].did == "listed"  # and once is enough


def test_entries_without_an_address_are_told_of(server: Server, visitor: Visitor) -> None:
    server.routes["/feed"] = answer("<rss><channel><item><title>A</title></item></channel></rss>")
    failed, listed = follow(server.url("/feed"), NoVisits(), visitor)
    assert failed.failure is not None
    assert (failed.failure.why, listed.did) == ("1 of its entries give no address of a page", "listed")


def test_a_feed_of_itself_and_a_feed_of_feeds_have_an_end(server: Server, visitor: Visitor, kept: Kept) -> None:
    server.routes |= {"/feed": rss("/feed", "/other"), "/other": rss("/feed", "/other")}
    steps = kept.note(follow(server.url("/feed"), kept, visitor))
    assert did(steps) == ["failed /other", "listed /feed"]
    assert steps[0].failure
    assert "a feed is listed where a page should be" in steps[0].failure.why


# --- sitemaps --------------------------------------------------------------------------------------------------------


def test_the_sitemaps_of_an_index_are_followed(server: Server, visitor: Visitor, kept: Kept) -> None:
    server.routes |= {
        "/index": sitemap(server.url("/1.xml"), server.url("/2.xml"), name="sitemapindex", entry="sitemap"),
        "/1.xml": sitemap(server.url("/a")),
        "/2.xml": answer(gzip.compress(sitemap(server.url("/b")).partition(b"\r\n\r\n")[2])),
        "/a": answer(PAGE), "/b": answer(PAGE),
    }  # fmt: skip
    steps = kept.note(follow(server.url("/index"), kept, visitor))
    assert did(steps) == ["fetched /a", "listed /1.xml", "fetched /b", "listed /2.xml", "listed /index"]
    server.routes |= {"/1.xml": sitemap(server.url("/a"), server.url("/c")), "/c": answer(PAGE)}
    steps = kept.note(follow(server.url("/index"), kept, visitor))
    assert did(steps) == ["fetched /c", "listed /1.xml", "listed /2.xml", "listed /index"]


def test_an_index_of_itself_has_an_end(server: Server, visitor: Visitor, kept: Kept) -> None:
    def index(*paths: str) -> bytes:
        return sitemap(*map(server.url, paths), name="sitemapindex", entry="sitemap")

    server.routes |= {
        "/index": index("/index", "/1"), "/1": index("/index", "/1", "/2"), "/2": index("/3"), "/3": index("/4"),
    }  # fmt: skip
    assert did(kept.note(follow(server.url("/index"), kept, visitor)))[-1] == "listed /index"
    assert server.paths == ["/index", "/1", "/2"]


def test_of_a_sitemap_the_latest_comes_first(server: Server, hurried: Hurried) -> None:
    listed = "".join(
        f"<url><loc>{server.url(f'/{day}')}</loc><lastmod>2031-05-{day}</lastmod></url>" for day in (10, 12, 11)
    )
    server.routes |= {"/map": answer(f"<urlset>{listed}</urlset>")} | {f"/{day}": answer(PAGE) for day in (10, 11, 12)}
    visitor = Visitor(replace(SMALL, most_pages=2), clock=hurried.clock)
    assert did(follow(server.url("/map"), NoVisits(), visitor))[:2] == ["fetched /12", "fetched /11"]


def test_a_flood_of_entries_is_read_as_far_as_the_limit(server: Server, hurried: Hurried) -> None:
    options = replace(SMALL, most_pages=3, most_entries=1_000, largest=20_000_000, whole=20.0, reading=20.0)
    server.routes |= {"/map": sitemap(*(server.url(f"/{number}") for number in range(100_000)))}
    server.routes |= {f"/{number}": answer(PAGE) for number in range(3)}
    steps = list(follow(server.url("/map"), NoVisits(), Visitor(options, clock=hurried.clock)))
    assert ([step.did for step in steps], steps[-1].left) == (["fetched"] * 3 + ["listed"], 997)


# --- what is inside --------------------------------------------------------------------------------------------------


def test_a_feed_outside_leads_to_no_page_inside(
    server: Server, hurried: Hurried, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whoever allows private addresses means those that they give."""
    monkeypatch.setattr("onrecord.fetch.network.why_private", lambda ip: None)  # the feed counts as outside
    server.routes |= {"/feed": rss("/a"), "/a": answer("secret")}
    visitor = Visitor(SMALL, clock=hurried.clock, lookup=lambda host, port: ("127.0.0.1",))
    failed, _listed = follow(server.url("/feed"), NoVisits(), visitor)
    assert failed.failure
    assert "an address of this computer" in failed.failure.why
    assert server.paths == ["/feed"]


def test_nothing_inside_is_asked_unless_allowed(server: Server, hurried: Hurried) -> None:
    visitor = Visitor(FetchOptions(), clock=hurried.clock)
    (step,) = follow(server.url("/feed"), NoVisits(), visitor)
    assert step.failure
    assert "--allow-private" in step.failure.why
    assert server.asked == []
