"""What an answer holds: a page as a payload, its encoding, the feed of a front page."""

import re
from hashlib import sha256
from urllib.parse import urljoin

from onrecord.errors import SourceError, SourceRefused, SourceUnreadable
from onrecord.fetch.client import Answer
from onrecord.model import Origin, Payload, Retrieval
from onrecord.read.kinds import MEDIA_TYPES, kind_of
from onrecord.read.streams import HEAD
from onrecord.text.hosts import is_front_page

PAGES = frozenset(("docx", "html", "markdown", "text"))
ENDINGS = {"text/html": ".html", "application/xhtml+xml": ".html", "text/markdown": ".md"}
LINK = re.compile(rb"<link\s[^>]{1,2000}>", re.IGNORECASE)
ALTERNATE = re.compile(rb"application/(?:rss|atom|feed)\+(?:xml|json)", re.IGNORECASE)
HREF = re.compile(rb"href\s*=\s*[\"']([^\"'>]+)", re.IGNORECASE)
CHARSET = re.compile(r"charset\s*=\s*[\"']?([\w.:\-]{1,40})", re.IGNORECASE)


def payload_of(url: str, data: bytes, answer: Answer, at: str) -> Payload:
    """Put the bytes of an answer with where, when and how they were got. What they are they tell themselves.

    Raises:
        SourceUnreadable: they are no page and no text.
    """
    told = answer.headers.get("content-type", "").partition(";")[0].strip().lower()
    try:
        # What the server says counts as much as the ending of a file's name: where the bytes leave it open.
        kind = kind_of(data[:HEAD], f"page{ENDINGS.get(told, '')}")
    except SourceError as error:
        raise SourceUnreadable(url, error.why) from error
    if kind not in PAGES:
        raise SourceUnreadable(url, f"it is no page but {MEDIA_TYPES[kind]}; save it and give the file")
    got = Retrieval("http", at, answer.url, charset=charset_of(answer))
    return Payload(Origin(url, sha256(data).hexdigest(), MEDIA_TYPES[kind], got), data)


def refuse_front_page(url: str, data: bytes, base: str) -> None:
    """Point to the feed of a site whose front page was given: that page is another each hour, and no report.

    Raises:
        SourceRefused: it is a front page and names its feed.
    """
    if not is_front_page(url):
        return
    for link in LINK.findall(data[:HEAD]):
        if ALTERNATE.search(link) and (found := HREF.search(link)):
            printed = found[1].decode("utf-8", "replace")
            try:
                feed = urljoin(base, printed)
            except ValueError:  # no address; how it is printed still helps
                feed = printed
            raise SourceRefused(url, f"this is the front page of a site and no report; give its feed: {feed[:500]}")


def charset_of(answer: Answer) -> str | None:
    """Give the encoding that the header of an answer names.

    >>> charset_of(Answer("-", 200, {"content-type": 'text/html; Charset="UTF-8"'}, b""))
    'utf-8'
    """
    found = CHARSET.search(answer.headers.get("content-type", ""))
    return found[1].lower() if found else None
