"""Feeds and sitemaps: from their bytes to what they list.

RSS and Atom are read by feedparser, from bytes alone: given a name or an address it would open it. A DOCTYPE that
defines entities is refused before any parser sees it, for that is how a kilobyte becomes a gigabyte.
"""

import html
import re
from calendar import timegm
from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from io import BytesIO
from itertools import islice
from typing import Any
from urllib.parse import urljoin

import msgspec

from onrecord.errors import SourceTooLarge, SourceUnreadable
from onrecord.model import Entry, Feed, FeedKind
from onrecord.read.encoding import decode, marked

MOST_ENTRIES = 50_000  # as many as one sitemap may list by its protocol
LARGEST = 20_000_000  # bytes
PROLOG = re.compile(r"\s*(?:<\?(?:[^?]|\?(?!>))*\?>\s*|<!--(?:[^-]|-(?!->))*-->\s*)*")
ENCODING = re.compile(rb"\s*<\?xml[^>]{0,200}?encoding\s*=\s*[\"']([\w.:\-]+)")
DOCTYPE = re.compile(r"<!DOCTYPE[^\[<>]*>", re.IGNORECASE)
ROOT = re.compile(r"<(?:[\w.\-]+:)?(?P<name>rss|rdf|feed|urlset|sitemapindex)(?=[\s/>])", re.IGNORECASE | re.ASCII)
KINDS: dict[str, FeedKind] = {
    "rss": "rss", "rdf": "rss", "feed": "atom", "urlset": "sitemap", "sitemapindex": "sitemap index",
}  # fmt: skip
SITEMAPS = ("sitemap", "sitemap index")
ENTRIES: dict[FeedKind, str] = {"rss": "item", "atom": "entry", "sitemap": "url", "sitemap index": "sitemap"}
SITEMAP_FIELDS = {"loc": "url", "lastmod": "modified", "publication_date": "published", "title": "title"}
FEED_FIELDS = {
    "link": "url", "title": "title", "pubdate": "published", "published": "published", "date": "published",
    "updated": "modified", "modified": "modified",
}  # fmt: skip
# What feedparser raises on feeds that are broken or hostile, and does not name.
BROKEN: tuple[type[Exception], ...] = (
    LookupError, ValueError, TypeError, AttributeError, AssertionError, ArithmeticError, RecursionError,
)  # fmt: skip
JSON_FEED = re.compile(r"\s*\{.{0,2000}?\"version\"\s*:\s*\"https?:\\?/\\?/jsonfeed\.org\\?/version\\?/", re.DOTALL)
HEAD = 65_536  # characters in which a feed shows what it is
TAG = re.compile(r"<[^<>]*>")
LETTERS = re.compile(r"\S+@\S+")  # an address of electronic mail
WHOLE = 60  # words from which a description is the report and no teaser
CUT_SHORT = re.compile(r"(?:…|\.\.\.|\[\.\.\.\]|\[…\]|\b(?:read|continue|more)\b[\w ]{0,20}[»→›]?)\W*\Z", re.IGNORECASE)


def feed_kind_of(text: str) -> FeedKind | None:
    """Tell by its beginning if a text is a feed or sitemap, and of which kind.

    >>> feed_kind_of('<?xml version="1.0"?><rss version="2.0">'), feed_kind_of("<html><body>How to make an <rss> feed")
    ('rss', None)
    """
    head = text[:HEAD].removeprefix("\ufeff")
    if JSON_FEED.match(head):
        return "json"
    found = ROOT.match(head, _root_at(head))
    return KINDS[found["name"].lower()] if found else None


def is_feed(data: bytes) -> bool:
    """Tell if some bytes are a feed or a sitemap."""
    head = data[:HEAD]
    encoding = marked(head) or "utf-8"
    return feed_kind_of(head[: len(head) // 4 * 4 or None].decode(encoding, "replace")) is not None


def parse_feed(
    data: bytes, location: str, *, base: str | None = None, charset: str | None = None, most: int = MOST_ENTRIES
) -> Feed:
    """List the first ``most`` entries of a feed or sitemap; addresses in it are relative to ``base``.

    >>> parse_feed(b"<rss><channel><item><link>/a</link></item>", "-", base="http://elm.example/rss").entries[0].url
    'http://elm.example/a'

    Raises:
        SourceTooLarge: it is longer than a feed may be.
        SourceUnreadable: it is no feed, or its DOCTYPE defines entities.
    """
    if len(data) > LARGEST:
        raise SourceTooLarge(location, f"the feed is larger than {LARGEST:,} bytes; give one that lists less")
    declared = ENCODING.match(data[:400])
    text = decode(data, location, charset or (declared[1].decode("ascii") if declared else None)).removeprefix("\ufeff")
    if "<!entity" in text[_root_at(text) :][:HEAD].lower().partition("<![cdata[")[0]:
        raise SourceUnreadable(location, "it defines entities, as files made to do harm do; give a feed without them")
    kind = feed_kind_of(text)
    if kind is None:
        raise SourceUnreadable(location, "it is no RSS, Atom or JSON feed, and no sitemap; give the address of one")
    if kind == "json":
        return _json_feed(text, location, base, most)
    bare = _without_doctype(text)
    return (_listed if kind in SITEMAPS else _feed)(bare, kind, base, most, location)


def whole_text_of(entry: Entry) -> str | None:
    """Give the HTML of an entry that is the whole report and no teaser for it."""
    if entry.content:
        return entry.content
    words = plain(entry.summary or "")
    return entry.summary if len(words.split()) >= WHOLE and not CUT_SHORT.search(words) else None


def line_of(entry: Entry, outlet: str | None) -> bytes | None:
    """Write an entry that has its whole text as a line of JSON lines; None is one that has but a teaser.

    >>> line_of(Entry("http://elm.example/a", content="<p>We will stay."), "Elm Times")
    b'{"html":"<html><body><article><p>We will stay.</article>","url":"http://elm.example/a","outlet":"Elm Times"}'
    """
    text = whole_text_of(entry)
    if text is None:
        return None
    row = {
        "html": f"<html><body><article>{text}</article>",
        "url": entry.url,
        "title": entry.title,
        "outlet": outlet,
        "published": entry.published,
        "byline": list(entry.authors),
    }
    return msgspec.json.encode({name: value for name, value in row.items() if value})


def plain(markup: str) -> str:
    """Give the words of a piece of HTML on one line.

    >>> plain("<b>Flood</b> at Elm&amp;Oak")
    'Flood at Elm&Oak'
    """
    return " ".join(html.unescape(TAG.sub(" ", markup)).split())


def _root_at(text: str) -> int:
    """Give the place where the root element should begin."""
    found = PROLOG.match(text)
    at = found.end() if found else 0
    doctype = DOCTYPE.match(text, at)
    after = PROLOG.match(text, doctype.end()) if doctype else None
    return after.end() if after else at


def _without_doctype(text: str) -> str:
    """Leave out what stands before the root element: the encoding is known, and the DOCTYPE names what is not read."""
    return text[_root_at(text) :]


def _feed(text: str, kind: FeedKind, base: str | None, most: int, location: str) -> Feed:
    import feedparser

    try:
        found = feedparser.parse(
            BytesIO(text.encode("utf-8", "replace")),
            response_headers={"content-type": "application/xml; charset=utf-8"},
            resolve_relative_uris=False,
            sanitize_html=False,
        )
        entries = tuple(_entry(each, base) for each in found.entries[:most])
    except BROKEN:
        # A place that a rare extension is not ready for ends it, and all the rest of the feed with it.
        return _listed(text, kind, base, most, location)
    return Feed(kind, plain(found.feed.get("title") or "") or None, entries, len(found.entries) > most)


def _entry(given: Mapping[str, Any], base: str | None) -> Entry:
    fields = dict(given)  # its own look-up gives the one date where the other is asked for
    contents = [part.get("value") or "" for part in fields.get("content") or ()]
    printed = fields.get("author")
    authors = [author.get("name") for author in fields.get("authors") or ()]
    if len(authors) < 2 and printed:  # as it stands: what it makes of an address with a long ending is no name
        authors = [printed]
    return Entry(
        url=_joined(base, fields.get("link")),
        title=plain(fields.get("title") or "") or None,
        published=_moment(fields.get("published"), fields.get("published_parsed")),
        modified=_moment(fields.get("updated"), fields.get("updated_parsed")),
        content=max(contents, key=len, default="") or None,
        summary=fields.get("summary") or None,
        authors=tuple(name for author in authors if (name := _name(author))),
    )


def _name(author: Any) -> str:
    """Give the name of an author; RSS has the address of a letter, with the name behind it in brackets.

    >>> _name("desk@elm.example (Ana Ruiz)"), _name("Ana Ruiz"), _name("desk@elm.example")
    ('Ana Ruiz', 'Ana Ruiz', '')
    """
    return plain(LETTERS.sub("", author)).strip("() ") if isinstance(author, str) else ""


class _Author(msgspec.Struct, frozen=True):
    name: str | None = None


class _Item(msgspec.Struct, frozen=True):
    """An item of a JSON Feed, as https://www.jsonfeed.org/version/1.1/ has it."""

    id: str | int | float | None = None
    url: str | None = None
    title: str | None = None
    content_html: str | None = None
    content_text: str | None = None
    summary: str | None = None
    date_published: str | None = None
    date_modified: str | None = None
    authors: list[_Author] | None = None
    author: _Author | None = None


class _JSONFeed(msgspec.Struct, frozen=True):
    title: str | None = None
    items: list[Any] = []


def _json_feed(text: str, location: str, base: str | None, most: int) -> Feed:
    try:
        found = msgspec.json.decode(text, type=_JSONFeed)
    except (msgspec.DecodeError, RecursionError, UnicodeError) as error:
        raise SourceUnreadable(location, f"the JSON feed is damaged ({error}); fetch it again") from error
    entries = tuple(_json_entry(item, base) for item in _items(found.items[:most]))
    return Feed("json", found.title, entries, len(found.items) > most)


def _items(given: Iterable[Any]) -> Iterator[_Item]:
    """Give the items that are of the right shape: one that is broken does not cost the others."""
    for each in given:
        try:
            yield msgspec.convert(each, _Item)
        except msgspec.ValidationError:
            if isinstance(each, dict) and isinstance(each.get("url"), str):
                yield _Item(url=each["url"])


def _json_entry(item: _Item, base: str | None) -> Entry:
    url = item.url or (item.id if isinstance(item.id, str) and item.id.startswith(("http://", "https://")) else None)
    paragraphs = (html.escape(each) for each in (item.content_text or "").split("\n") if each.strip())
    authors = (item.authors or []) + ([item.author] if item.author else [])
    return Entry(
        url=_joined(base, url),
        title=item.title,
        published=_moment(item.date_published),
        modified=_moment(item.date_modified),
        content=item.content_html or "".join(f"<p>{each}</p>" for each in paragraphs) or None,
        summary=item.summary,
        authors=tuple(dict.fromkeys(author.name for author in authors if author.name)),
    )


def _listed(text: str, kind: FeedKind, base: str | None, most: int, location: str) -> Feed:
    """List what a sitemap, or a feed that is damaged, gives of each entry: address, title and times."""
    from lxml import etree

    parser = etree.XMLParser(
        recover=True, resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True
    )
    try:
        root = etree.fromstring(text.encode("utf-8", "replace"), parser)
    except etree.LxmlError as error:
        raise SourceUnreadable(location, f"the feed is damaged ({error}); fetch it again") from error
    if root is None:
        raise SourceUnreadable(location, "the feed is damaged, nothing in it can be read; fetch it again")
    found = (_element(each, kind, base) for each in root.iter(etree.Element) if _local(each) == ENTRIES[kind])
    entries = tuple(islice((entry for entry in found if entry.url), most + 1))
    return Feed(kind, None, entries[:most], len(entries) > most)


def _element(element: Any, kind: FeedKind, base: str | None) -> Entry:
    """Read an entry; what news sitemaps add to it stands in an element of its own."""
    fields = SITEMAP_FIELDS if kind in SITEMAPS else FEED_FIELDS
    told: dict[str, str] = {}
    for each in islice(element.iter(), 1, 200):
        name = fields.get(_local(each))
        printed = each.text or (each.get("href") if each.get("rel", "alternate") == "alternate" else None)
        if name and printed and printed.strip():
            told.setdefault(name, printed.strip())
    return Entry(
        url=_joined(base, told.get("url")),
        title=plain(told.get("title", "")) or None,
        published=_moment(told.get("published")),
        modified=_moment(told.get("modified")),
    )


def _local(element: Any) -> str:
    name = element.tag
    return re.split("[}:]", name)[-1].lower() if isinstance(name, str) else ""


def _joined(base: str | None, printed: Any) -> str | None:
    """Give an address as it stands, or made whole; what is no address is kept for whoever fetches to refuse."""
    if not isinstance(printed, str) or not printed.strip():
        return None
    address = "".join(printed.split()) if len(printed.split()) > 1 and "\n" in printed else printed.strip()
    try:
        return urljoin(base, address) if base else address
    except ValueError:
        return address


def _moment(printed: Any, parsed: Any = None) -> str | None:
    """Give a printed time in ISO with its own offset, for its day is the outlet's; what has none is in UTC.

    >>> _moment("Mon, 12 May 2031 22:30:00 -0500"), _moment("2031-05-12")
    ('2031-05-12T22:30:00-05:00', '2031-05-12T00:00:00+00:00')
    """
    if not isinstance(printed, str):
        return None
    for read in (datetime.fromisoformat, parsedate_to_datetime):
        try:
            found = read(printed.strip())
        except (ValueError, TypeError, IndexError, OverflowError):
            continue
        return (found if found.tzinfo else found.replace(tzinfo=UTC)).isoformat()
    if parsed is None:
        return None
    try:
        return datetime.fromtimestamp(timegm(parsed), UTC).isoformat()
    except (ValueError, TypeError, OverflowError, OSError):
        return None
