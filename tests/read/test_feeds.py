"""Feeds and sitemaps, whole and broken, into what they list."""

import time
from contextlib import suppress

import pytest

from onrecord.errors import SourceError, SourceUnreadable
from onrecord.model import Entry
from onrecord.read.feeds import feed_kind_of, parse_feed, whole_text_of

RSS = """<?xml version="1.0" encoding="{encoding}"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/">
<channel><title>Elm Times &amp; Café</title>
<item><title>River <b>rises</b></title><link>/river</link><pubDate>Mon, 12 May 2031 22:30:00 -0500</pubDate>
<dc:creator>Ana Ruiz</dc:creator><description>The river rose.</description>
<content:encoded><![CDATA[<p>The river rose, she said.</p>]]></content:encoded></item>
</channel></rss>"""
ATOM = """<feed xmlns="http://www.w3.org/2005/Atom"><title>Elm</title><entry><title>Mill</title>
<link rel="self" href="/self"/><link rel="alternate" href="mill"/><published>2031-05-12T08:00:00Z</published>
<updated>2031-05-13T09:00:00+02:00</updated><author><name>Bo Vale</name></author>
<content type="html">&lt;p&gt;The mill burned.&lt;/p&gt;</content></entry></feed>"""
RDF = """<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/">
<channel><title>Elm</title></channel><item><title>Oak</title><link>http://elm.example/oak</link></item></rdf:RDF>"""
SITEMAP = """<?xml version="1.0"?><urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"
 xmlns:news="http://www.google.com/schemas/sitemap-news/0.9"><url><loc> http://elm.example/a
</loc><lastmod>2031-05-12T10:00:00Z</lastmod><news:news><news:publication><news:name>Elm</news:name></news:publication>
<news:publication_date>2031-05-12</news:publication_date><news:title>Flood</news:title></news:news></url></urlset>"""
INDEX = "<sitemapindex><sitemap><loc>http://elm.example/1.xml</loc></sitemap></sitemapindex>"
JSON = """{"version": "https://jsonfeed.org/version/1.1", "title": "Elm", "items": [
 {"id": 1, "url": "/a", "content_text": "Vale & Ruiz met.\\n\\nThey spoke.", "date_published": "2031-05-12T08:00:00Z",
  "authors": [{"name": "Bo Vale"}]}, "no item", {"url": "/b", "title": 7}]}"""


def test_rss_gives_title_time_author_and_whole_text() -> None:
    feed = parse_feed(RSS.format(encoding="utf-8").encode(), "elm.xml", base="http://elm.example/feed")
    assert feed.title == "Elm Times & Café"
    assert feed.entries == (
        Entry(
            url="http://elm.example/river",
            title="River rises",
            published="2031-05-12T22:30:00-05:00",  # the outlet's day, which is the next one in UTC
            content="<p>The river rose, she said.</p>",
            summary="The river rose.",
            authors=("Ana Ruiz",),
        ),
    )


@pytest.mark.parametrize(
    ("text", "kind", "url"),
    [
        (ATOM, "atom", "http://elm.example/mill"),
        (RDF, "rss", "http://elm.example/oak"),
        (SITEMAP, "sitemap", "http://elm.example/a"),
        (INDEX, "sitemap index", "http://elm.example/1.xml"),
        (JSON, "json", "http://elm.example/a"),
    ],
)
def test_every_kind_lists_its_addresses(text: str, kind: str, url: str) -> None:
    feed = parse_feed(text.encode(), "-", base="http://elm.example/feed")
    assert (feed.kind, feed.entries[0].url) == (kind, url)


def test_atom_tells_when_an_entry_was_modified() -> None:
    (entry,) = parse_feed(ATOM.encode(), "-").entries
    assert (entry.published, entry.modified) == ("2031-05-12T08:00:00+00:00", "2031-05-13T09:00:00+02:00")
    assert entry.content == "<p>The mill burned.</p>"


def test_a_news_sitemap_tells_title_and_time() -> None:
    (entry,) = parse_feed(SITEMAP.encode(), "-").entries
    assert (entry.title, entry.published) == ("Flood", "2031-05-12T00:00:00+00:00")


def test_an_item_of_a_wrong_shape_does_not_cost_the_others() -> None:
    feed = parse_feed(JSON.encode(), "-", base="http://elm.example/")
    assert [entry.url for entry in feed.entries] == ["http://elm.example/a", "http://elm.example/b"]
    assert feed.entries[0].content == "<p>Vale &amp; Ruiz met.</p><p>They spoke.</p>"


@pytest.mark.parametrize("encoding", ["utf-8", "iso-8859-1", "utf-16", "windows-1252"])
def test_the_declared_encoding_is_read(encoding: str) -> None:
    assert parse_feed(RSS.format(encoding=encoding).encode(encoding), "-").title == "Elm Times & Café"


def test_an_encoding_that_is_a_lie_does_no_harm() -> None:
    assert parse_feed(RSS.format(encoding="utf-16").encode(), "-").title == "Elm Times & Café"
    assert parse_feed(RSS.format(encoding="no-such").encode("cp1252"), "-").title == "Elm Times & Café"


@pytest.mark.parametrize("end", [40, 10, 1])
def test_a_feed_that_is_cut_off_lists_what_is_there(end: int) -> None:
    assert parse_feed(ATOM[:-end].encode(), "-", base="http://elm.example/").entries[0].title == "Mill"
    assert parse_feed(SITEMAP[:-end].encode(), "-").entries[0].title == "Flood"


@pytest.mark.parametrize(
    "mess", ["<rss><channel><item><title>A & B &nbsp; <i>C</title><link>http://e.example/a</link></item>"]
)
def test_broken_markup_is_borne(mess: str) -> None:
    (entry,) = parse_feed(mess.encode(), "-").entries
    assert entry.url == "http://e.example/a"
    assert (entry.title or "").startswith("A & B")


@pytest.mark.parametrize(
    "trouble", ["<gml:posList>1 2</gml:posList>", "&#x110000;", "<itunes:duration>a:b</itunes:duration>"]
)
def test_one_place_that_breaks_the_parser_does_not_cost_the_feed(trouble: str) -> None:
    for feed, url in ((RSS.format(encoding="utf-8"), "http://elm.example/river"), (ATOM, "http://elm.example/mill")):
        broken = feed.replace("</title><l", f"</title>{trouble}<l").replace("</title>\n<l", f"</title>{trouble}\n<l")
        assert trouble in broken
        (entry,) = parse_feed(broken.encode(), "-", base="http://elm.example/").entries
        assert (entry.url, (entry.published or "")[:10]) == (url, "2031-05-12")


@pytest.mark.parametrize("root", ["rss", "urlset", "feed"])
def test_entities_are_refused_before_they_are_read(root: str) -> None:
    bomb = (
        f'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><{root}><url><loc>&b;</loc></url>'
    )
    with pytest.raises(SourceUnreadable, match="defines entities"):
        parse_feed(bomb.encode(), "bomb.xml")


def test_files_and_addresses_named_by_a_feed_are_not_opened() -> None:
    feed = '<!DOCTYPE rss SYSTEM "file:///etc/passwd"><rss><channel><title>Elm</title></channel></rss>'
    assert parse_feed(feed.encode(), "-").title == "Elm"
    with pytest.raises(SourceUnreadable, match="no RSS"):
        parse_feed(b"/etc/passwd", "-")


def test_a_sitemap_past_the_limit_is_cut_and_says_so() -> None:
    many = "".join(f"<url><loc>http://elm.example/{number}</loc></url>" for number in range(5))
    feed = parse_feed(f"<urlset>{many}</urlset>".encode(), "-", most=3)
    assert (len(feed.entries), feed.is_cut) == (3, True)


@pytest.mark.parametrize(
    "flood",
    [
        "<rss><channel>" + "<a>" * 30_000,
        "<rss><channel><item><title>" + "&" * 90_000,
        "<urlset>" + "<url>" * 20_000,
        "<rss" + " a" * 50_000,
        "<feed><entry>" + "<link href='x'/>" * 6_000,
        '{"version": "https://jsonfeed.org/version/1", "items": ' + "[" * 90_000,
        "<!--" * 25_000,
    ],
    ids=lambda flood: flood[:20],
)
def test_nothing_takes_long(flood: str) -> None:
    began = time.process_time()
    with suppress(SourceError):
        parse_feed(flood.encode(), "flood")
    assert time.process_time() - began < 2


@pytest.mark.parametrize(
    ("entry", "is_whole"),
    [
        (Entry(None, content="<p>All of it.</p>"), True),
        (Entry(None, summary="A teaser."), False),
        (Entry(None, summary="word " * 60), True),
        (Entry(None, summary="word " * 60 + "…"), False),
        (Entry(None, summary="word " * 60 + "Read more »"), False),
    ],
)
def test_a_teaser_is_not_taken_for_the_report(entry: Entry, is_whole: bool) -> None:
    assert (whole_text_of(entry) is not None) == is_whole


@pytest.mark.parametrize(
    "text", ["<html><body><rss>", "How to write <rss>", "{}", "", "<!doctype html><p>feed", "<ſitemapindex>"]
)
def test_what_is_no_feed_is_not_taken_for_one(text: str) -> None:
    assert feed_kind_of(text) is None
