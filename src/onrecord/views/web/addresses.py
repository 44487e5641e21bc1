"""Where things stand on the page: the address of each report, utterance, person, story and search.

An id may be given by the input and hold anything. What could not stand in a path as it is ("..", a slash, an ending
that asks for another form of the page) goes into the query instead.
"""

import re
from typing import Any
from urllib.parse import parse_qs, quote, unquote, urlencode, urlsplit

from onrecord.model import Span

PLAIN = re.compile(r"(?!\.)[\w.:~-]{1,200}", re.ASCII)
ENDINGS = (".json", ".jsonld", ".annotations", ".tei", ".rss")
FRAGMENT_WORDS = 5  # at each end of a longer quotation: enough to be found by, few enough to stand unchanged
LONG = 2 * FRAGMENT_WORDS + 2


def address_of(kind: str, of: str, ending: str = "", **asked: Any) -> str:
    """Give the address of a thing by its id.

    >>> address_of("reports", "a1", at="3-9"), address_of("reports", "a/b", ".json")
    ('/reports/a1?at=3-9', '/reports.json?id=a%2Fb')
    """
    is_plain = PLAIN.fullmatch(of) and not of.endswith(ENDINGS)
    path = f"/{kind}/{of}{ending}" if is_plain else f"/{kind}{ending}"
    return with_query(path, **({} if is_plain else {"id": of}), **asked)


def with_query(path: str, **asked: Any) -> str:
    """Give an address with what is asked for, without what is not; the address may ask for something already.

    >>> with_query("/search", q="spring tide", by=None, cursor=12)
    '/search?q=spring+tide&cursor=12'
    >>> with_query("/search?q=tide", to="2031-05")
    '/search?q=tide&to=2031-05'
    """
    given = [(name.rstrip("_"), value) for name, value in asked.items() if value not in (None, "")]
    return f"{path}{'&' if '?' in path else '?'}{urlencode(given, errors='replace')}" if given else path


def report_address(report: str, span: Span | None = None) -> str:
    """Give the address of a report, or of a range of its characters, which the page jumps to."""
    if span is None:
        return address_of("reports", report)
    return f"{address_of('reports', report, at=f'{span.start}-{span.end}')}#at"


def statement_address(statement: str) -> str:
    """Give the address of a statement in its report.

    >>> statement_address("a1:3-9")
    '/reports/a1?at=3-9#at'
    """
    report, _, place = statement.rpartition(":")
    return f"{address_of('reports', report, at=place)}#at"


def named_by(text: str) -> str:
    """Give what an editor names, by the id or by the address of its page.

    >>> named_by("ana-ruiz"), named_by("http://127.0.0.1:8031/people/ana-ruiz?q=x"), named_by("/reports/a1?at=3-9#at")
    ('ana-ruiz', 'ana-ruiz', 'a1:3-9')
    """
    if not text.startswith(("/", "http://", "https://")):
        return text
    try:
        split = urlsplit(text)
    except ValueError:
        return text
    asked = parse_qs(split.query)
    name = asked["id"][0] if "id" in asked else unquote(split.path.rpartition("/")[2])
    place = asked["at"][0] if "at" in asked else ""
    return asked["of"][0] if "of" in asked else f"{name}:{place}" if place else name


def outlet_address(url: str | None, words: str = "") -> str:
    """Give the outlet's own page, at some words of it, if its address is one of the web.

    >>> outlet_address("https://elm.example/a", "It broke"), outlet_address("javascript:alert(1)", "It broke")
    ('https://elm.example/a#:~:text=It%20broke', '')
    """
    if not url or not is_of_the_web(url):
        return ""
    split = words.split()
    if not split:
        return url
    ends = [split] if len(split) <= LONG else [split[:FRAGMENT_WORDS], split[-FRAGMENT_WORDS:]]
    fragment = ",".join(quote(" ".join(each), safe="", errors="replace").replace("-", "%2D") for each in ends)
    return f"{url}{'' if '#' in url else '#'}:~:text={fragment}"


def is_of_the_web(url: str) -> bool:
    """Tell an address that a browser may follow from one that acts or lies."""
    if any(letter.isspace() or not letter.isprintable() for letter in url):
        return False
    try:
        split = urlsplit(url)
    except ValueError:
        return False
    return split.scheme in ("http", "https") and bool(split.hostname)
