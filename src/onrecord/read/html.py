"""Web pages: the text and what the page says of itself, by trafilatura in its fast mode."""

import re
from datetime import date
from typing import Any

from onrecord.errors import SourceTooLarge, SourceUnreadable
from onrecord.model import Origin, Report
from onrecord.read.byline import names_in
from onrecord.read.dates import printed_date
from onrecord.read.encoding import decode
from onrecord.read.options import Options
from onrecord.read.report import Draft, report_of

CHARSET = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?([\w.:\-]+)", re.IGNORECASE)
# Without a search through the whole page, and with no limit that depends on today.
DATES = {"min_date": "1990-01-01", "max_date": "2100-01-01", "original_date": True, "extensive_search": False}
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
    page = decode(data, origin.location, declared or (found[1].decode("ascii", "ignore") if found else None))
    document = _extracted(page.replace("\0", " "))
    if document is None or len((document.text or "").split()) < FEW:
        raise SourceUnreadable(origin.location, NO_TEXT)
    if len(document.text) > options.longest_text:
        raise SourceTooLarge(origin.location, f"its text is longer than {options.longest_text:,} characters; split it")
    published: date | None = printed_date(document.date) if document.date else None
    return Draft(
        text=document.text,
        origin=origin,
        outlet=_tidied(document.sitename),
        url=document.url or None,
        headline=document.title or None,
        byline=tuple(name for author in (document.author or "").split("; ") for name in names_in(author)),
        published=published,
        published_ground="metadata" if published else "none",
    )


def _extracted(page: str) -> Any:
    from lxml import etree, html
    from trafilatura import bare_extraction

    parser = html.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True, collect_ids=False)
    try:
        tree = html.document_fromstring(page.encode("utf-8", "replace"), parser=parser)
        return bare_extraction(
            tree, fast=True, with_metadata=True, include_comments=False, date_extraction_params=DATES
        )
    except (etree.LxmlError, ValueError, TypeError, LookupError, AttributeError, RecursionError):
        # A hostile page breaks the extractor in ways it does not name; whatever it was, there is no text.
        return None


def _tidied(name: str | None) -> str | None:
    """Give an outlet's name without what pages add to it: an address is no name of an outlet."""
    if not name or re.fullmatch(r"[\w\-]+(?:\.[\w\-]+)+", name):
        return None
    return re.split(r"\s+[|–—]\s+", name.strip().lstrip("@"))[0] or None
