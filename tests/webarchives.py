"""Web archives (WARC) for tests, written record by record."""

import base64
import hashlib

PROSE = "The mayor of Gullhaven said on Tuesday that the gate would be mended before the next spring tide."
URL = "https://herald.example/gate"


def page(*paragraphs: str, title: str = "The gate") -> bytes:
    """Give a page that is one report."""
    body = "".join(f"<p>{each}</p>" for each in paragraphs or (PROSE, f"{PROSE} Nobody was hurt."))
    head = f"<head><title>{title}</title></head>"
    return f"<!doctype html><html>{head}<body><article>{body}</article></body></html>".encode()


def digest_of(data: bytes) -> str:
    """Print a digest as crawlers do."""
    return f"sha1:{base64.b32encode(hashlib.sha1(data, usedforsecurity=False).digest()).decode()}"


def http(body: bytes, *fields: str, status: str = "200 OK", mime: str = "text/html") -> bytes:
    """Give an answer as it came over the line."""
    lines = (f"HTTP/1.1 {status}", f"Content-Type: {mime}", *fields)
    return "\r\n".join(lines).encode() + b"\r\n\r\n" + body


def record(
    block: bytes,
    *fields: str,
    kind: str = "response",
    url: str | None = URL,
    name: str | None = "urn:uuid:1",
    date: str | None = "2031-05-12T08:00:00Z",
    length: str | None = None,
    version: str = "WARC/1.0",
) -> bytes:
    """Give a record; what is None is left out."""
    mime = "application/http; msgtype=response" if kind in {"response", "revisit"} else "text/html"
    told = {
        "WARC-Type": kind,
        "WARC-Record-ID": f"<{name}>" if name else None,
        "WARC-Date": date,
        "WARC-Target-URI": url,
        "Content-Type": mime,
        "Content-Length": str(len(block)) if length is None else length or None,
    }
    given = {each.partition(":")[0] for each in fields}
    lines = [f"{key}: {value}" for key, value in told.items() if value is not None and key not in given]
    return "\r\n".join((version, *lines, *fields)).encode() + b"\r\n\r\n" + block + b"\r\n\r\n"
