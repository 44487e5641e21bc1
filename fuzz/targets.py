"""One harness for each target: bytes in, and an AssertionError or a crash if what comes out breaks a promise."""

import io
import json
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from math import isfinite
from pathlib import Path

from onrecord.errors import SourceError
from onrecord.model import Failure, Payload, Report, Revisit, Span
from onrecord.read.dates import period_of, printed_date
from onrecord.read.feeds import line_of, parse_feed
from onrecord.read.options import Options
from onrecord.read.payloads import payloads_in
from onrecord.read.readers import read_payload
from onrecord.stories.numbers import find_numbers
from onrecord.text.dates import find_dates, resolve
from onrecord.text.quotemarks import find_quotations

OPTIONS = Options()
ANCHOR = date(2031, 5, 16)
DOCX_HEAD = b'<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>'
DOCX_TAIL = b"</w:body></w:document>"
DOCX_TYPES = (
    b'<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    b'<Default Extension="xml" ContentType="application/xml"/><Override PartName="/word/document.xml" ContentType='
    b'"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>'
)
DOCX_RELATIONS = (
    b'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type='
    b'"http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/>'
    b"</Relationships>"
)
WARC_HEAD = (
    b"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: http://vale.example/a\r\nWARC-Date: 2031-05-14T12:00:00Z\r\n"
    b"WARC-Record-ID: <urn:uuid:00000000-0000-0000-0000-000000000001>\r\n"
    b"Content-Type: application/http;msgtype=response\r\n"
)


@dataclass(frozen=True, slots=True)
class Target:
    """What is fuzzed: ``run`` takes the bytes, ``words`` are strewn among them."""

    name: str
    run: Callable[[bytes], None]
    words: tuple[str, ...]


def run_marks(data: bytes) -> None:
    """Find quotations; they lie in the text, in order, and their insides within them."""
    text = text_of(data)
    at = 0
    for quotation in find_quotations(text):
        assert at <= quotation.outer.start < quotation.outer.end <= len(text), quotation
        assert all(quotation.outer.start <= span.start < span.end <= quotation.outer.end for span in quotation.inner)
        at = quotation.outer.start


def run_dates(data: bytes) -> None:
    """Find and resolve dates; they lie in the text, in order and apart, and a period ends no sooner than it begins."""
    text = text_of(data)
    at, told = 0, None
    for printed in find_dates(text, Span(0, len(text))):
        assert at <= printed.span.start < printed.span.end <= len(text), printed
        at = printed.span.end
        for anchor in (ANCHOR, date.min, date.max, None):
            for future in (False, True):
                period = resolve(printed, anchor, told=told, future=future)
                assert period is None or period.first <= period.last, (printed, anchor, period)
        told = resolve(printed, ANCHOR, told=told) or told
    printed_date(text)
    period_of(text, ANCHOR)


def run_numbers(data: bytes) -> None:
    """Find numbers; they lie in the text, in order, and have bounds that are numbers."""
    text = text_of(data)
    at = 0
    for number in find_numbers(text):
        assert at <= number.span.start < number.span.end <= len(text), number
        assert all(isfinite(bound) for bound in (number.low, number.high) if bound is not None), number
        at = number.span.start


def run_text(data: bytes) -> None:
    """Read a text file."""
    read_as("a.txt", data)


def run_html(data: bytes) -> None:
    """Read a web page."""
    read_as("a.html", data)


def run_jsonl(data: bytes) -> None:
    """Read JSON lines."""
    read_as("a.jsonl", data)


def run_docx(data: bytes) -> None:
    """Read a Word file: the bytes are its body, or with a zero at their head its whole document part."""
    document = data[1:] if data.startswith(b"\0") else DOCX_HEAD + data + DOCX_TAIL
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as package:
        package.writestr("[Content_Types].xml", DOCX_TYPES)
        package.writestr("_rels/.rels", DOCX_RELATIONS)
        package.writestr("word/document.xml", document)
    read_as("a.docx", packed.getvalue())


def run_feed(data: bytes) -> None:
    """Read a feed or a sitemap, as a file and as an answer of the web."""
    read_as("a.xml", data)
    try:
        feed = parse_feed(data, "a.xml", base="http://vale.example/feed")
    except SourceError:
        return
    for entry in feed.entries:
        (entry.url or "").encode()
        line_of(entry, feed.title)


def run_warc(data: bytes) -> None:
    """Read a web archive: the bytes are a whole one, or with a zero at their head the body of an answer in one."""
    if data.startswith(b"\0"):
        answer = b"HTTP/1.1 200 OK\r\n" + data[1:]
        data = WARC_HEAD + b"Content-Length: %d\r\n\r\n%b\r\n\r\n" % (len(answer), answer)
    read_as("a.warc", data)


def text_of(data: bytes) -> str:
    """Give the text that some bytes stand for."""
    return data.decode("utf-8", "replace")


def read_as(location: str, data: bytes) -> None:
    """Read bytes under a name; what comes out is a report whose places lie in its text, or a failure of one line."""
    for found in payloads_in(io.BytesIO(data), location, OPTIONS):
        item = read_payload(found, OPTIONS) if isinstance(found, Payload) else found
        if isinstance(item, Failure):
            assert item.why, item
            assert "\n" not in item.why, item
        elif isinstance(item, Revisit):
            assert item.digest, item
        else:
            assert_whole(item)


def assert_whole(report: Report) -> None:
    """Assert that a report has an id and a text that can be written, and that its places lie in it."""
    report.text.encode()
    assert report.id
    at = 0
    for piece in report.furniture:
        assert at <= piece.span.start < piece.span.end <= len(report.text), piece
        at = piece.span.end
    if report.dateline:
        assert 0 <= report.dateline.span.start < report.dateline.span.end <= len(report.text), report.dateline


WORDS: dict[str, list[str]] = json.loads(Path(__file__).with_name("words.json").read_text(encoding="utf-8"))
RUNS = {
    "marks": run_marks,
    "dates": run_dates,
    "numbers": run_numbers,
    "text": run_text,
    "html": run_html,
    "jsonl": run_jsonl,
    "docx": run_docx,
    "feed": run_feed,
    "warc": run_warc,
}
TARGETS = {name: Target(name, run, tuple(WORDS[name])) for name, run in RUNS.items()}
