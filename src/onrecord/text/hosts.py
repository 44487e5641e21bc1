"""The host that an address names, and the site it belongs to."""

import re
from urllib.parse import urlsplit

# The same pages for small screens and for search engines.
ALIAS = re.compile(r"^(?:www|m|mobile|amp)\.")


def host_of(url: str | None) -> str:
    """Give the host of an address; '' where there is none, or it is no address.

    >>> host_of("https://news.elm.example/a"), host_of("http://["), host_of(None)
    ('news.elm.example', '', '')
    """
    try:
        return urlsplit(url or "").hostname or ""
    except ValueError:  # "http://[": no address, then
        return ""


def site_of(url: str | None) -> str:
    """Give the host of an address without what tells one form of a site's pages from another.

    >>> site_of("https://www.elm.example/a"), site_of("https://amp.elm.example/a"), site_of("https://news.elm.example/")
    ('elm.example', 'elm.example', 'news.elm.example')
    """
    return ALIAS.sub("", host_of(url))


def is_front_page(url: str) -> bool:
    """Tell whether an address is that of a whole site, as badly made pages give for their own.

    >>> is_front_page("https://elm.example/"), is_front_page("https://elm.example/?p=12")
    (True, False)
    """
    try:
        parts = urlsplit(url)
    except ValueError:
        return False
    return parts.path in ("", "/") and not parts.query
