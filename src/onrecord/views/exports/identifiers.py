"""Names for the web: what stands for a report, a statement or a person outside the record, and which address is safe.

All that reports say is hostile: an address that is not of the web is none, and a character that a document may not
hold is U+FFFD there, one for one, so that positions stay as they are.
"""

import re
from collections.abc import Iterable
from urllib.parse import quote, urlsplit

from onrecord.model import Spans

UNSAFE = "\N{REPLACEMENT CHARACTER}"
LONE_HALF = re.compile(r"[\ud800-\udfff]")  # of a surrogate pair: no encoding of Unicode can hold it
NO_XML = re.compile(r"[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")  # XML 1.0, production 2
NO_IRI = re.compile(
    r"""
      [\x00-\x20\x7f-\xa0"<>\\^`{|}\ud800-\udfff]                       # RFC 3987, 2.2
    | [\u200e\u200f\u202a-\u202e\u2066-\u2069\u2028\u2029\ufeff\ufffe\uffff]   # 4.1: nothing that turns the writing
    | % (?! [0-9A-Fa-f]{2} )
    """,
    re.VERBOSE,
)
WEB = ("http://", "https://")
IRI = str  # for readers of signatures: a name of the web, be it an address or a urn


def urn(kind: str, *parts: str) -> IRI:
    """Name something of the record, whatever characters its id has.

    >>> urn("report", "harbour herald/17")
    'urn:onrecord:report:harbour%20herald%2F17'
    """
    return ":".join(["urn:onrecord", kind, *(quote(part.encode(errors="replace"), safe="") for part in parts)])


def places_urn(kind: str, report: str, spans: Spans) -> IRI:
    """Name some stretches of a report, the same whatever comes on record later.

    >>> from onrecord.model import Span
    >>> places_urn("witness", "r1", (Span(3, 8), Span(20, 31)))
    'urn:onrecord:witness:r1:3-8,20-31'
    """
    return f"{urn(kind, report)}:{','.join(f'{span.start}-{span.end}' for span in spans)}"


def web_address(url: str | None) -> IRI | None:
    """Give an address if it is one of the web, with what an address may not hold escaped; else None.

    >>> web_address("https://elmtimes.example/a b"), web_address("javascript:alert(1)")
    ('https://elmtimes.example/a%20b', None)
    """
    try:
        parts = urlsplit((url or "").strip())
        host = parts.hostname
    except ValueError:  # "http://[", or a port that is none
        return None
    if not host or NO_IRI.search(parts.netloc):
        return None
    address = NO_IRI.sub(lambda found: quote(found[0].encode(errors="replace")), (url or "").strip())
    return address if address.casefold().startswith(WEB) else None  # reading leaves line breaks out, as in "ht\ntp:"


def report_iri(report: str, url: str | None) -> IRI:
    """Give what stands for a report outside the record: its address if it has one, else a name by its id.

    >>> report_iri("r1", "https://elmtimes.example/1"), report_iri("r1", "file:///etc/passwd")
    ('https://elmtimes.example/1', 'urn:onrecord:report:r1')
    """
    return web_address(url) or urn("report", report)


def whole_text(text: str) -> str:
    """Give a text that every encoding can hold: a lone half of a pair is U+FFFD.

    >>> whole_text("Ana\\ud800").isprintable()
    True
    """
    return LONE_HALF.sub(UNSAFE, text)


def xml_text(text: str) -> str:
    """Give a text that XML may hold: control characters, lone halves and non-characters are U+FFFD.

    >>> xml_text("Ana\\x00\\x1b Ruiz\\n").count(UNSAFE)
    2
    """
    return NO_XML.sub(UNSAFE, text)


def joined(stretches: Iterable[str]) -> str:
    """Put stretches that stand apart in one line, dots between them.

    >>> joined(["It leaks", "it always\\nhas"])
    'It leaks … it always has'
    """
    return " … ".join(" ".join(each.split()) for each in stretches)
