"""Web pages: the text and what the page says of itself, by trafilatura in its fast mode."""

import re
from datetime import date
from typing import Any

from onrecord.errors import SourceTooLarge, SourceUnreadable
from onrecord.model import Origin, Report, Retrieval
from onrecord.read.byline import names_in
from onrecord.read.dates import printed_date
from onrecord.read.encoding import decode
from onrecord.read.options import Options
from onrecord.read.report import Draft, report_of
from onrecord.text.hosts import is_front_page, site_of

CHARSET = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?([\w.:\-]+)", re.IGNORECASE)
# Without a search through the whole page, and with no limit that depends on today.
DATES = {"min_date": "1990-01-01", "max_date": "2100-01-01", "original_date": True, "extensive_search": False}
# Whole tags alone, attribute by attribute: what a script has behind a "<" is not to be taken for one.
TAG = re.compile(
    r"""<([a-zA-Z][\w:\-]*+)(?:[\s/]++[^\s"'/=<>]++(?:\s*+=\s*+(?:"[^"]*+"|'[^']*+'|[^\s"'<>]++))?)*+[\s/]*+>"""
)
ATTRIBUTE = re.compile(r"""(?<=[\s"'/])[^\s"'/=<>]""")
LONG_TAG = 2_000  # characters; to look at the others would take time for nothing
MOST_ATTRIBUTES = 500  # of one element: the parser compares each with all before it
POST = re.compile("twitter-tweet|instagram-media|bluesky-embed")
FRAME = re.compile("embed|tweet|social|widget|video|twitter|instagram")
WORDS = re.compile(r"\w+")
PARAGRAPH = 80  # characters from which a paragraph is prose and no button
CUT = 0.8  # a text that has less of the prose in a body's parts has lost some of the parts
FEW = 5  # words under which what was found is a menu or a button
NO_TEXT = "no text of a report was found on the page; save its text as .txt and give that"


def read_page(data: bytes, origin: Origin, options: Options) -> Report:
    """Read a page.

    Raises:
        SourceUnreadable: there is no text of a report on it.
        SourceTooLarge: its text is longer than a report may be.
    """
    return report_of(page_of(data, origin, options))


def page_of(data: bytes, origin: Origin, options: Options, *, declared: str | None = None) -> Draft:
    """Take the text of a page and what it says of itself; ``declared`` is an encoding given from outside.

    Raises:
        SourceUnreadable: there is no text of a report on it.
        SourceTooLarge: its text is longer than a report may be.
    """
    found = CHARSET.search(data[:4096])
    declared = declared or (origin.retrieval.charset if origin.retrieval else None)
    page = decode(data, origin.location, declared or (found[1].decode("ascii", "ignore") if found else None))
    document = _extracted(_with_few_attributes(page.replace("\0", " ")))
    if document is None or _is_little(document.text or ""):
        raise SourceUnreadable(origin.location, NO_TEXT)
    text = _below_headline(document.text, document.title or "")
    if len(text) > options.longest_text:
        limit = f"{options.longest_text:,} characters"
        raise SourceTooLarge(origin.location, f"its text is longer than {limit}; split it")
    published: date | None = printed_date(document.date) if document.date else None
    return Draft(
        text=text,
        origin=origin,
        outlet=_tidied(document.sitename),
        url=_address(document.url or None, origin.retrieval),
        headline=document.title or None,
        byline=tuple(name for author in (document.author or "").split("; ") for name in names_in(author)),
        published=published,
        published_ground="metadata" if published else "none",
    )


def _with_few_attributes(page: str) -> str:
    """Take the attributes from tags that have thousands, which only what is made to be slow has.

    >>> _with_few_attributes(f"<p {'a ' * 2_000}>Rye</p>")
    '<p>Rye</p>'
    """
    kept: list[str] = []
    at = 0
    for tag in TAG.finditer(page):
        if tag.end() - tag.start() > LONG_TAG and len(ATTRIBUTE.findall(tag[0])) > MOST_ATTRIBUTES:
            kept.append(page[at : tag.end(1)])
            at = tag.end() - 1
    return "".join((*kept, page[at:]))


def _is_little(text: str) -> bool:
    """Tell what is no report by its length; Chinese and Japanese have no blanks between words."""
    return len(text.split()) < FEW and len(text.strip()) < PARAGRAPH


def _extracted(page: str) -> Any:
    """Give what trafilatura makes of a page; of a body in parts it takes but the first, so they are joined."""
    from lxml import etree

    try:
        tree = _tree_of(page)
        parts = _body_parts(tree)
        document = _taken(tree)
        if document is None or len(document.text or "") < CUT * sum(size for _, size in parts):
            joined = _tree_of(page)
            _join([part for part, _ in _body_parts(joined)])
            document = max(document, _taken(joined), key=lambda one: len(one.text or "") if one else 0)
    except (etree.LxmlError, ValueError, TypeError, LookupError, AttributeError, RecursionError):
        # A hostile page breaks the extractor in ways it does not name; whatever it was, there is no text.
        return None
    return document


def _tree_of(page: str) -> Any:
    from lxml import html

    parser = html.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True, collect_ids=False)
    tree = html.document_fromstring(page.encode("utf-8", "replace"), parser=parser)
    for post in tree.iter("blockquote"):
        # Posts are what reports quote; by the class of their frame they would be thrown out as advertisements are.
        if POST.search(post.get("class", "")):
            _unframe(post)
    return tree


def _unframe(post: Any) -> None:
    for element in (post, *post.iterancestors("div")):
        if element is not post and not FRAME.search(element.get("class", "")):
            return
        element.attrib.pop("class", None)


def _taken(tree: Any) -> Any:
    from trafilatura import bare_extraction

    return bare_extraction(tree, fast=True, with_metadata=True, include_comments=False, date_extraction_params=DATES)


def _body_parts(tree: Any) -> list[tuple[Any, int]]:
    """Give the elements over most of the page's prose that are of one tag and class, with the prose in each."""
    kinds: dict[tuple[str, str], dict[Any, int]] = {}
    for paragraph in tree.iter("p"):
        above = paragraph.getparent()
        size = len(paragraph.text_content().strip())
        beside = next(paragraph.iterancestors("aside", "footer", "nav", "blockquote"), None)
        if above is None or size < PARAGRAPH or beside is not None:
            continue
        parts = kinds.setdefault((above.tag, above.get("class", "")), {})
        parts[above] = parts.get(above, 0) + size
    return list(max(kinds.values(), key=lambda parts: sum(parts.values()), default={}).items())


def _join(parts: list[Any]) -> None:
    """Move what is in the later parts of a body behind the first."""
    for part in parts[1:]:
        if parts[0] not in part.iterancestors() and part not in parts[0].iterancestors():
            parts[0].extend(list(part))


def _below_headline(text: str, headline: str) -> str:
    """Leave out the headline where it is repeated over the text: it is kept as the report's headline."""
    first, _, rest = text.partition("\n")
    words = WORDS.findall(headline.lower())
    return rest if words and rest.strip() and WORDS.findall(first.lower()) == words else text


def _address(stated: str | None, retrieval: Retrieval | None) -> str | None:
    """Give the address of a page: what it says of itself, unless that is of another host or of the front page.

    >>> got = Retrieval("http", "2031-05-12T08:00:00Z", "https://m.elm.example/a?from=feed")
    >>> [_address(url, got) for url in ("https://elm.example/a", "https://elm.example/", "https://other.example/a")]
    ['https://elm.example/a', 'https://m.elm.example/a?from=feed', 'https://m.elm.example/a?from=feed']
    """
    if retrieval is None or stated is None:
        return stated or (retrieval.url if retrieval else None)
    is_own = site_of(stated) == site_of(retrieval.url)
    is_front = is_front_page(stated) and not is_front_page(retrieval.url)
    return stated if is_own and not is_front else retrieval.url


def _tidied(name: str | None) -> str | None:
    """Give an outlet's name without what pages add to it: an address is no name of an outlet."""
    if not name or re.fullmatch(r"[\w\-]+(?:\.[\w\-]+)+", name):
        return None
    return re.split(r"\s+[|–—]\s+", name.strip().lstrip("@"))[0] or None
