"""Of web archives: which records are reports, what is kept of where they came from, what damage does to the rest."""

import gzip
import io
import tarfile
import zipfile
import zlib
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path

import pyarrow
import pytest
from fastwarc.stream_io import BrotliWriter

from onrecord.model import Failure, Payload, Report, Retrieval, Revisit
from onrecord.read import Options, find_payloads, read_sources
from webarchives import PROSE, URL, digest_of, http, page, record

SMALL = Options(largest_item=100_000, free_unpacked=1_000_000, steepest_ratio=50)


def found_in(folder: Path, data: bytes, options: Options = SMALL) -> tuple[list[Payload], list[Failure]]:
    """Write a web archive and find the payloads and failures in it."""
    path = folder / "crawl.warc"
    path.write_bytes(data)
    items = list(find_payloads([str(path)], options=options))
    payloads = [item for item in items if isinstance(item, Payload)]
    return payloads, [item for item in items if isinstance(item, Failure)]


def brotli(data: bytes) -> bytes:
    """Pack bytes with Brotli."""
    packed = io.BytesIO()
    with BrotliWriter(packed) as writer:
        writer.write(data)
    return packed.getvalue()


def zstd(data: bytes) -> bytes:
    """Pack bytes with Zstandard."""
    packed: bytes = pyarrow.compress(data, codec="zstd", asbytes=True)
    return packed


def chunked(data: bytes) -> bytes:
    """Put bytes in chunks of a thousand."""
    parts = [data[at : at + 1000] for at in range(0, len(data), 1000)]
    return b"".join(f"{len(part):x};a=b\r\n".encode() + part + b"\r\n" for part in parts) + b"0\r\n\r\n"


def raw_deflate(data: bytes) -> bytes:
    """Pack bytes as servers do that leave out the head of zlib."""
    packer = zlib.compressobj(wbits=-15)
    return packer.compress(data) + packer.flush()


def test_a_page_is_kept_with_how_it_was_taken_from_the_web(tmp_path: Path) -> None:
    digest = digest_of(page())
    answer = http(page(), mime='text/html; Charset="ISO-8859-1"')
    payloads, failures = found_in(tmp_path, record(answer, f"WARC-Payload-Digest: {digest}", name="urn:uuid:7"))
    assert not failures
    (payload,) = payloads
    assert payload.data == page()
    assert payload.origin.location == f"{tmp_path}/crawl.warc!urn:uuid:7"
    assert payload.origin.sha256 == sha256(page()).hexdigest()
    assert payload.origin.retrieval == Retrieval(
        "warc", "2031-05-12T08:00:00Z", URL, charset="ISO-8859-1", record="<urn:uuid:7>", digest=digest
    )


def test_what_is_read_has_the_address_of_its_record(tmp_path: Path) -> None:
    path = tmp_path / "crawl.warc"
    text = record(http(f"{PROSE}\n\n{PROSE}".encode(), mime="text/plain"), url="https://herald.example/a.txt")
    path.write_bytes(record(http(page())) + text)
    reports = [item for item in read_sources([str(path)]) if isinstance(item, Report)]
    assert [report.url for report in reports] == [URL, "https://herald.example/a.txt"]


@pytest.mark.parametrize(
    ("printed", "at"),
    [
        ("2031-05-12T08:00:00Z", "2031-05-12T08:00:00Z"),
        ("2031-05-12T08:00:00.123456Z", "2031-05-12T08:00:00Z"),
        ("2031-05-12T00:30:00+02:00", "2031-05-11T22:30:00Z"),
        ("20310512080000", "2031-05-12T08:00:00Z"),
        ("2031-02-31T08:00:00Z", None),
        ("9999-12-31T23:59:59-01:00", None),
        ("last week", None),
        (None, None),
    ],
)
def test_the_time_is_utc(tmp_path: Path, printed: str | None, at: str | None) -> None:
    payloads, failures = found_in(tmp_path, record(http(page()), date=printed))
    assert [each.origin.retrieval.at for each in payloads if each.origin.retrieval] == ([at] if at else [])
    assert ["WARC-Date" in each.why for each in failures] == ([] if at else [True])


@pytest.mark.parametrize(
    "data",
    [
        record(http(b"", "Location: /b", status="301 Moved")),
        record(http(page(), status="404 Not Found")),
        record(http(page(), status="206 Partial Content")),
        record(http(b"\x89PNG\r\n\x1a\n" + bytes(200), mime="image/png")),
        record(http(b"\x89PNG\r\n\x1a\n" + bytes(200), mime="text/html")),
        record(http(b"\xff\xd8\xff not gzip", "Content-Encoding: br", mime="image/jpeg")),
        record(http(b"function f() { return '<p>of the and to in</p>' }", mime="text/javascript")),
        record(http(b'{"a": "<div>of the</div>"}', mime="text/html")),
        record(http(b"[1, 2]", mime="application/json")),
        record(http(b"body { margin: 0 }", mime="text/css")),
        record(http(b"<?xml version='1.0'?><rss version='2.0'><channel/></rss>", mime="text/xml")),
        record(http(b"%PDF-1.7", mime="text/html")),
        record(http(b"")),
        record(http(b"User-agent: *\nDisallow:", mime="text/plain"), url="https://herald.example/robots.txt"),
        record(http(page()), kind="request"),
        record(page(), kind="metadata"),
        record(b"software: a crawler", kind="warcinfo"),
        record(b"20310512 herald.example 192.0.2.1", url="dns:herald.example"),
        record(page(), kind="resource", url="urn:text:https://herald.example/gate"),
        record(page(), kind="continuation"),
        record(page(), kind="made-up"),
    ],
)
def test_what_is_no_report_is_passed_over(tmp_path: Path, data: bytes) -> None:
    payloads, failures = found_in(tmp_path, data + record(http(page()), name="urn:uuid:2"))
    assert [each.origin.location.partition("!")[2] for each in payloads] == ["urn:uuid:2"]
    assert not failures


def test_an_archive_with_no_page_says_so(tmp_path: Path) -> None:
    _, failures = found_in(tmp_path, record(b"software: a crawler", kind="warcinfo"))
    assert ["holds no page" in each.why for each in failures] == [True]


@pytest.mark.parametrize(
    ("kind", "block", "media_type"),
    [
        ("resource", page(), "text/html"),
        ("conversion", PROSE.encode(), "text/plain"),
        ("response", http(page(), mime="image/jpeg"), "text/html"),
        ("response", http(b"<div>" + PROSE.encode() + b"</div>"), "text/html"),
        ("response", http(PROSE.encode()), "text/plain"),
        ("response", http(PROSE.encode(), mime="text/plain"), "text/plain"),
        ("response", http(PROSE.encode(), mime="application/octet-stream"), "text/plain"),
    ],
)
def test_the_bytes_tell_what_it_is(tmp_path: Path, kind: str, block: bytes, media_type: str) -> None:
    payloads, failures = found_in(tmp_path, record(block, kind=kind))
    assert not failures
    assert [each.origin.media_type for each in payloads] == [media_type]


@pytest.mark.parametrize(
    ("pack", "fields"),
    [
        (gzip.compress, ["Content-Encoding: gzip"]),
        (lambda data: gzip.compress(data[:90]) + gzip.compress(data[90:]), ["Content-Encoding: x-gzip"]),
        (zlib.compress, ["Content-Encoding: deflate"]),
        (raw_deflate, ["Content-Encoding: deflate"]),
        (brotli, ["Content-Encoding: br"]),
        (zstd, ["Content-Encoding: zstd"]),
        (chunked, ["Transfer-Encoding: chunked"]),
        (lambda data: chunked(gzip.compress(data)), ["Transfer-Encoding: chunked", "Content-Encoding: gzip"]),
        (lambda data: gzip.compress(brotli(data)), ["Content-Encoding: br, gzip"]),
        (bytes, ["Content-Encoding: identity"]),
        # Some crawlers keep the head as it came and the body as it was meant.
        (bytes, ["Content-Encoding: gzip", "Content-Length: 99999"]),
        (bytes, ["Content-Encoding: deflate"]),
        (bytes, ["Content-Encoding: br"]),
        (bytes, ["Transfer-Encoding: chunked"]),
    ],
)
@pytest.mark.parametrize("is_of_the_page", [True, False], ids=["digest of the page", "digest of the body"])
def test_a_packed_body_is_unpacked_and_its_digest_verified(
    tmp_path: Path, pack: Callable[[bytes], bytes], fields: list[str], is_of_the_page: bool
) -> None:
    digest = digest_of(page() if is_of_the_page else pack(page()))
    payloads, failures = found_in(tmp_path, record(http(pack(page()), *fields), f"WARC-Payload-Digest: {digest}"))
    assert not failures
    assert [each.data for each in payloads] == [page()]


@pytest.mark.parametrize(
    ("block", "fields", "why"),
    [
        (http(gzip.compress(page())[:-9], "Content-Encoding: gzip"), [], "cut off"),
        (http(zlib.compress(page())[:-9], "Content-Encoding: deflate"), [], "cut off"),
        (http(brotli(page())[:-9], "Content-Encoding: br"), [], "damaged"),
        (http(zstd(page())[:-9], "Content-Encoding: zstd"), [], "damaged"),
        (http(chunked(page())[:-50], "Transfer-Encoding: chunked"), [], "cut off"),
        (http(page(), "Content-Encoding: rot13"), [], "'rot13'"),
        (http(page(), "Content-Encoding: gzip, gzip, gzip"), [], "3 times over"),
        (http(page(), "Content-Length: 5000"), [], "of its 5,000 bytes"),
        (http(page()), ["WARC-Truncated: length"], "WARC-Truncated: length"),
        (http(page()), [f"WARC-Payload-Digest: {digest_of(b'other')}"], "not those of its digest"),
        (http(page()), [f"WARC-Payload-Digest: sha256:{'0' * 64}"], "not those of its digest"),
        (http(gzip.compress(b"<p>" * 100_000), "Content-Encoding: gzip"), [], "more than 100,000"),
        (http(brotli(b"<p>" * 100_000), "Content-Encoding: br"), [], "100,000"),
        (http(page() + b" " * 200_000), [], "larger than 100,000"),
        (b"no head of HTTP\r\n\r\n" + page(), [], None),
    ],
)
def test_a_page_that_is_not_whole(tmp_path: Path, block: bytes, fields: list[str], why: str | None) -> None:
    payloads, failures = found_in(tmp_path, record(block, *fields) + record(http(page()), name="urn:uuid:2"))
    assert [each.origin.location.partition("!")[2] for each in payloads] == ["urn:uuid:2"]
    assert [(each.location.partition("!")[2], why in each.why) for each in failures if why] == (
        [("urn:uuid:1", True)] if why else []
    )


@pytest.mark.parametrize("digest", ["md5:00", "sha1:nonsense", "sha1", ":", "sha1:" + "A" * 400, "sha512:" + "0" * 128])
def test_a_digest_that_cannot_be_verified_is_kept_as_printed(tmp_path: Path, digest: str) -> None:
    payloads, failures = found_in(tmp_path, record(http(page()), f"WARC-Payload-Digest: {digest}"))
    assert not failures
    assert [each.origin.retrieval.digest for each in payloads if each.origin.retrieval] == [digest]


GOOD = record(http(page()), name="urn:uuid:2")


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (b"a line of rubbish\r\n\r\n", "no record begins"),
        (b"rubbish" * 100_000 + b"\r\n", "no record begins"),
        (record(http(page()), length="-5"), "its length"),
        (record(http(page()), length="1e3"), "its length"),
        (record(http(page()), length=""), "its length"),
        (record(http(page()), "Content-Length: 7", "content-length: 8", length=""), "its length"),
        (record(http(page()), length="9" * 30), "its length"),
        (record(http(page()), length="9" * 15), "is wrong"),
        (record(http(page()), length="70000"), "cut off"),
        (record(http(page()), length="20"), "is wrong"),
        (record(http(page()), length=str(len(http(page())) + 40)), "is wrong"),
        (record(http(page()), f"X-Padding: {'a' * 70_000}"), "its head"),
        (record(http(page())).partition(b"\r\n")[2], "no record begins"),
    ],
)
def test_after_a_broken_record_the_next_is_found(tmp_path: Path, data: bytes, why: str) -> None:
    payloads, failures = found_in(tmp_path, record(http(page()), name="urn:uuid:0") + data + GOOD)
    assert [each.origin.location.partition("!")[2] for each in payloads] == ["urn:uuid:0", "urn:uuid:2"]
    assert [why in each.why for each in failures] == [True]
    assert failures[0].location.endswith(f"!@{len(record(http(page())))}")


def test_ends_of_lines_and_gaps_that_other_tools_write(tmp_path: Path) -> None:
    unix = record(http(page())).replace(b"\r\n", b"\n")
    unix = unix.replace(str(len(http(page()))).encode(), str(len(http(page()).replace(b"\r\n", b"\n"))).encode())
    payloads, failures = found_in(tmp_path, unix + b"\r\n\r\n\r\n" + GOOD.removesuffix(b"\r\n\r\n") + GOOD)
    assert not failures
    assert [each.data for each in payloads] == [page()] * 3


def test_an_archive_that_is_cut_off_gives_what_is_whole(tmp_path: Path) -> None:
    payloads, failures = found_in(tmp_path, GOOD + record(http(page()))[:-60])
    assert len(payloads) == 1
    assert ["cut off" in each.why for each in failures] == [True]


def test_a_large_film_is_passed_over(tmp_path: Path) -> None:
    film = record(http(bytes(3_000_000), mime="video/mp4"))
    payloads, failures = found_in(tmp_path, film + GOOD, Options(largest_item=50_000))
    assert len(payloads) == 1
    assert not failures


def test_what_is_broken_over_and_over_is_given_up(tmp_path: Path) -> None:
    _, failures = found_in(tmp_path, b"WARC/1.0\r\n" * 20_000)
    assert len(failures) == 1_002
    assert "the rest is not read" in failures[-1].why


def test_many_small_bombs_in_one_archive_are_one(tmp_path: Path) -> None:
    bomb = record(http(brotli(b"<p>" * 300_000), "Content-Encoding: br"))
    options = Options(largest_item=1_000_000, free_unpacked=2_000_000, steepest_ratio=20)
    payloads, failures = found_in(tmp_path, bomb * 100, options)
    assert len(payloads) < 10
    assert "times its size" in failures[-1].why


@pytest.mark.parametrize("by_record", [True, False])
def test_a_packed_archive(tmp_path: Path, by_record: bool) -> None:
    path = tmp_path / "crawl.warc.gz"
    records = [record(http(page()), name=f"urn:uuid:{number}") for number in range(20)]
    path.write_bytes(b"".join(map(gzip.compress, records)) if by_record else gzip.compress(b"".join(records)))
    assert len([item for item in read_sources([str(path)]) if isinstance(item, Report)]) == 20
    path.write_bytes(path.read_bytes()[:-30])
    items = list(find_payloads([str(path)]))
    assert len([item for item in items if isinstance(item, Payload)]) == (19 if by_record else 16)
    assert ["cut off" in item.why or "too early" in item.why for item in items if isinstance(item, Failure)] == [
        True,
        True,
    ]


def test_archives_in_archives(tmp_path: Path) -> None:
    packed = gzip.compress(GOOD)
    with tarfile.open(tmp_path / "month.tar.gz", "w:gz") as tar:
        info = tarfile.TarInfo("day/crawl.warc.gz")
        info.size = len(packed)
        tar.addfile(info, io.BytesIO(packed))
    with zipfile.ZipFile(tmp_path / "month.zip", "w") as box:
        box.writestr("crawl.warc", GOOD)
    items = list(find_payloads([str(tmp_path / "month.tar.gz"), str(tmp_path / "month.zip")]))
    assert [item.origin.location.rpartition("/")[2] for item in items if isinstance(item, Payload)] == [
        "crawl.warc.gz!urn:uuid:2",
        "month.zip!crawl.warc!urn:uuid:2",
    ]


@pytest.mark.parametrize(
    ("block", "fields", "is_one"),
    [
        (b"", ["WARC-Payload-Digest: sha1:A"], True),
        (http(b""), ["WARC-Payload-Digest: sha1:A"], True),
        (http(b"", status="304 Not Modified"), ["WARC-Payload-Digest: sha1:A"], True),
        (http(b"", mime="image/png"), ["WARC-Payload-Digest: sha1:A"], False),
        (http(b"", status="404 Not Found"), ["WARC-Payload-Digest: sha1:A"], False),
        (http(b""), [], False),
    ],
)
def test_a_page_that_was_met_again(tmp_path: Path, block: bytes, fields: list[str], is_one: bool) -> None:
    path = tmp_path / "crawl.warc"
    path.write_bytes(record(block, *fields, kind="revisit") + GOOD)
    found = [item for item in find_payloads([str(path)]) if isinstance(item, Revisit)]
    assert [(each.digest, each.origin.location) for each in found] == ([("sha1:A", f"{path}!urn:uuid:1")] * is_one)
    assert all(each.origin.retrieval and each.origin.retrieval.url == URL for each in found)


def test_names_cannot_steer_a_terminal(tmp_path: Path) -> None:
    data = record(http(page()), name="\x1b[31mred\u202e", url="https://herald.example/\x07")
    payloads, _ = found_in(tmp_path, data)
    (origin,) = [each.origin for each in payloads]
    assert origin.location.endswith("crawl.warc!\\x1b[31mred\\u202e")
    assert origin.retrieval
    assert origin.retrieval.url == "https://herald.example/\\x07"


def test_a_page_cannot_write_the_head_of_a_record(tmp_path: Path) -> None:
    """What looks like a record inside a page of the right length is part of that page."""
    inner = page(PROSE, "WARC/1.0 is how a web archive begins.").replace(b"WARC/1.0 is", b"\r\n\r\n" + GOOD)
    payloads, failures = found_in(tmp_path, record(http(inner)) + GOOD)
    assert not failures
    assert [each.data for each in payloads] == [inner, page()]
