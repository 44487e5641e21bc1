"""The host that an address names."""

from urllib.parse import urlsplit


def host_of(url: str | None) -> str:
    """Give the host of an address; '' where there is none, or it is no address.

    >>> host_of("https://news.elm.example/a"), host_of("http://["), host_of(None)
    ('news.elm.example', '', '')
    """
    try:
        return urlsplit(url or "").hostname or ""
    except ValueError:  # "http://[": no address, then
        return ""
