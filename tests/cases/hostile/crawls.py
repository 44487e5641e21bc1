"""Web archives whose heads lie, whose bodies bomb, whose records are none."""

import gzip
import zlib

from cases.hostile.case import TIGHT, Hostile, fails
from onrecord.read import Options
from webarchives import PROSE, URL, digest_of, http, page, record

NAME = "a.warc"
GOOD = record(http(page()), name="urn:uuid:good")
NO_PAGE = "holds no page"


def beside(name: str, bad: bytes, *why: str, options: Options = TIGHT) -> Hostile:
    """Give a case of a bad record between two good ones, which are read."""
    return Hostile(name, NAME, GOOD + bad + GOOD, texts=("Gullhaven",) * 2, fails=why, options=options)


def read_too(name: str, odd: bytes, *, never: tuple[str, ...] = ()) -> Hostile:
    """Give a case of an odd record that is read between two good ones."""
    return Hostile(name, NAME, GOOD + odd + GOOD, texts=("Gullhaven",) * 3, never=never)


CASES: tuple[Hostile, ...] = (
    # --- heads of records
    beside("a length less than nothing", record(http(page()), length="-1"), "length"),
    beside("a length of 30 digits", record(http(page()), length="9" * 30), "length"),
    beside("a length of a petabyte", record(http(page()), length="9" * 15), "wrong"),
    beside("a length in words", record(http(page()), length="many"), "length"),
    beside(
        "a length in other digits",
        record(http(page())).replace(b"Content-Length: ", "Content-Length: ٣".encode()),
        "length",
    ),
    beside("no length", record(http(page()), length=""), "length"),
    beside(
        "two lengths",
        record(http(page()), length="").replace(b"\r\n\r\n", b"\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\n", 1),
        "length",
    ),
    beside("a length that ends in the next record", record(http(page()), length=str(len(http(page())) + 99)), "wrong"),
    beside("a length that ends in the head of HTTP", record(http(page()), length="25"), "wrong"),
    beside("no version", record(http(page())).partition(b"\r\n")[2], "no record begins"),
    beside("a version that does not exist", record(http(page()), version="WARC/9.9"), "can't be read"),
    beside("a version of 70,000 digits", record(http(page()), version="WARC/1." + "0" * 70_000), "head"),
    beside("a head of 100,000 bytes", record(http(page()), f"X: {'a' * 100_000}"), "head"),
    read_too("a head of 2,000 fields", record(http(page()), *(f"X-{n}: a" for n in range(2_000)))),
    beside("a field without a name", record(http(page()), ": a", "b", url=None)),
    read_too("fields in other letters", record(http(page())).replace(b"WARC-Type", b"warc-TYPE")),
    read_too("a field over two lines", record(http(page()), "X: a", "  b", "\tc")),
    beside("a type that does not exist", record(http(page()), kind="\x1b[31mresponse")),
    beside("no type", record(http(page())).replace(b"WARC-Type: response\r\n", b"")),
    beside("no address", record(http(page()), url=None)),
    *(
        beside(f"the address {url!r}", record(http(page()), url=url))
        for url in (
            "file:///etc/passwd",
            "javascript:alert(1)",
            "dns:herald.example",
            "//herald.example",
            "ftp://herald.example/",
            "",
        )
    ),
    read_too("an address of this machine is not opened", record(http(page()), url="http://127.0.0.1:9/")),
    read_too("an address in brackets", record(http(page()), url=f"<{URL}>")),
    read_too("an address of 30,000 letters", record(http(page()), url=f"{URL}?{'a' * 30_000}")),
    read_too("an address that is not UTF-8", record(http(page())).replace(b"/gate", b"/g\xff\xfete")),
    read_too("an id that steers", record(http(page()), name="\x1b[31m\u202e../../etc/passwd")),
    read_too("no id", record(http(page()), name=None)),
    *(
        beside(f"the time {date!r}", record(http(page()), date=date), "WARC-Date")
        for date in (
            "",
            "now",
            "0000-00-00T00:00:00Z",
            "2031-02-30T00:00:00Z",
            "9" * 14,
            "2031-05-12T25:00:00Z",
            "\x1b[31m",
        )
    ),
    read_too("the end of time", record(http(page()), date="9999-12-31T23:59:59Z")),
    # --- answers
    beside("an answer that is no HTTP", record(b"\0\1\2 garbage \xff" * 50)),
    beside("an answer of nothing", record(b"")),
    beside("a status that is none", record(http(page(), status="OK"))),
    beside("a status of ten digits", record(http(page(), status="2000000000 OK"))),
    beside("a status less than nothing", record(http(page(), status="-200 OK"))),
    beside("a head of HTTP without end", record(b"HTTP/1.1 200 OK\r\nContent-Type: text/html")),
    beside("a head of HTTP of 100,000 bytes", record(http(page(), f"X: {'a' * 100_000}")), "head of this record"),
    read_too("a picture that is a page", record(http(page(), mime="image/png"))),
    beside("a page that is a picture", record(http(b"\x89PNG\r\n\x1a\n" + bytes(90)))),
    beside("a page that is a program", record(http(b"\x7fELF" + bytes(900)))),
    read_too("a charset that does not exist", record(http(page(), mime="text/html; charset=x-no-such"))),
    read_too(
        "the charset UTF-7",
        record(http(page(PROSE, f"{PROSE} +ADw-b+AD4-"), mime="text/html; charset=utf-7")),
        never=("<b>",),
    ),
    read_too("a charset of 5,000 letters", record(http(page(), mime=f"text/html; charset={'a' * 5_000}"))),
    read_too("the charset is another", record(http(page(), mime="text/html; charset=utf-16"))),
    # --- bodies
    beside("a bomb of gzip", record(http(gzip.compress(b"<p>" * 3_000_000), "Content-Encoding: gzip")), "2,000,000"),
    beside(
        "a bomb of deflate", record(http(zlib.compress(b"<p>" * 3_000_000), "Content-Encoding: deflate")), "2,000,000"
    ),
    beside(
        "packed ten times over", record(http(page(), f"Content-Encoding: {', '.join(['gzip'] * 10)}")), "10 times over"
    ),
    beside("packed in an unknown way", record(http(page(), "Content-Encoding: \x1b[31mx")), "not supported"),
    read_too("said to be packed and is not", record(http(page(), "Content-Encoding: gzip"))),
    beside(
        "a chunk of four gigabytes", record(http(b"FFFFFFFF\r\n" + page(), "Transfer-Encoding: chunked")), "cut off"
    ),
    read_too("a chunk of less than nothing", record(http(page(), "Transfer-Encoding: chunked"))),
    beside("a chunk of 20 digits", record(http(b"9" * 20 + b"\r\n", "Transfer-Encoding: chunked"))),
    beside("more was sent than there is", record(http(page(), "Content-Length: 999999")), "999,999 bytes"),
    read_too("a length of HTTP that is none", record(http(page(), "Content-Length: -5"))),
    beside("another digest", record(http(page()), f"WARC-Payload-Digest: {digest_of(b'x')}"), "digest"),
    read_too("a digest that is none", record(http(page()), "WARC-Payload-Digest: sha1:\x1b[31m")),
    read_too("a digest of an unknown kind", record(http(page()), "WARC-Payload-Digest: crc32:00")),
    beside("what the crawler cut off", record(http(page()), "WARC-Truncated: \x1b[31mlength"), "cut off"),
    beside("a page past the limit", record(http(page() + b" " * 2_100_000)), "larger than 2,000,000"),
    read_too(
        "a record inside a page",
        record(http(page().replace(b"</article>", b"<p>" + GOOD.replace(b"<", b"&lt;") + b"</p></article>"))),
    ),
    # --- files
    fails("the mark alone", NAME, b"WARC/1.0\r\n", "head"),
    fails("text called .warc", NAME, PROSE.encode(), "no record begins"),
    fails("nothing but the crawler's notes", NAME, record(b"software: x", kind="warcinfo"), NO_PAGE),
    Hostile(
        "rubbish of a megabyte between",
        NAME,
        lambda: GOOD + b"rubbish " * 130_000 + b"\n" + GOOD,
        texts=("Gullhaven",) * 2,
        fails=("no record begins",),
    ),
    fails(
        "a bomb of line ends",
        NAME + ".gz",
        lambda: gzip.compress(b"WARC/1.0\r\n" + b"\r\n" * 3_000_000),
        "length",
        "200 times",
    ),
    Hostile(
        "a revisit of itself",
        NAME,
        record(b"", f"WARC-Payload-Digest: {digest_of(b'')}", "WARC-Refers-To: <urn:uuid:1>", kind="revisit") + GOOD,
        texts=("Gullhaven",),
    ),
)
