"""What a stream of bytes holds, by its first bytes; the name decides only what the bytes leave open."""

import re
from pathlib import PurePosixPath
from typing import Literal, TypeAlias

from onrecord.errors import SourceUnreadable
from onrecord.read.encoding import marked
from onrecord.read.feeds import feed_kind_of
from onrecord.read.language import is_english
from onrecord.read.streams import HEAD

Kind: TypeAlias = Literal["gzip", "zip", "tar", "warc", "docx", "jsonl", "json", "feed", "html", "markdown", "text"]

MEDIA_TYPES: dict[Kind, str] = {
    "gzip": "application/gzip",
    "zip": "application/zip",
    "tar": "application/x-tar",
    "warc": "application/warc",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "jsonl": "application/jsonl",
    "json": "application/json",
    "feed": "application/xml",
    "html": "text/html",
    "markdown": "text/markdown",
    "text": "text/plain",
}
TAR_MARK = slice(257, 262)

# First bytes of what we can't read, with what to do about it.
REFUSED: tuple[tuple[bytes, str], ...] = (
    (b"%PDF", "it is a PDF, which can't be read yet; save its text as .txt, or its draft as .docx, and give that"),
    (b"{\\rtf", "it is rich text (RTF), which can't be read yet; save it as .docx or as plain text"),
    (b"\x89PNG", "it is a picture, no text; give the text of the report"),
    (b"\xff\xd8\xff", "it is a picture, no text; give the text of the report"),
    (b"GIF8", "it is a picture, no text; give the text of the report"),
    (b"RIFF", "it is a picture, sound or film, no text; give the text of the report"),
    (b"BZh", "it is packed with bzip2, which is not supported; pack it with gzip or give it unpacked"),
    (b"\xfd7zXZ", "it is packed with xz, which is not supported; pack it with gzip or give it unpacked"),
    (b"7z\xbc\xaf", "it is a 7-Zip archive, which is not supported; give a .zip or .tar.gz"),
    (b"Rar!", "it is a RAR archive, which is not supported; give a .zip or .tar.gz"),
    (b"\x28\xb5\x2f\xfd", "it is packed with zstd, which is not supported; pack it with gzip or give it unpacked"),
    (b"SQLite format 3", "it is a database; a record is given with --record"),
)
OLD_OFFICE = b"\xd0\xcf\x11\xe0"  # which also holds what Office locks with a password
LOCKED = "it is locked with a password, or an old .doc by another name; save it without one as .docx"
OLD = "it is an old Office file (.doc), which can't be read yet; save it as .docx or as plain text"
OPEN = "it is an OpenDocument text (.odt) or an e-book, which can't be read yet; save it as .docx or as plain text"
XML = "it is XML of a kind that can't be read, neither a feed nor a web page; save its text as .txt and give that"
FIRST_NAME = 30  # where the name of a zip archive's first member stands: "mimetype" in OpenDocument and e-books
WORD_PART = re.compile(rb"\[Content_Types\]\.xml|word/")
PAGE = re.compile(
    rb"\s*(?:<\?xml[^>]*>\s*|<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body)\b", re.IGNORECASE | re.DOTALL
)
MARKUP = re.compile(rb"<(?:p|div|article|h1|br|span|a|main|table)\b[^<>]*>", re.IGNORECASE)
CONTROL = bytes(sorted(set(range(32)) - set(b"\t\n\r\f\x1b")))
# What servers call pages and texts; more of them than are one.
PAGES = frozenset(("text/html", "application/xhtml+xml"))
TEXTS = frozenset(("text/plain",))
UNTOLD = frozenset(("", "application/octet-stream", "binary/octet-stream", "application/x-unknown-content-type"))
NO_PROSE = re.compile(rb"\s*(?:[\[{<]|/[/*]|(?:var|let|const|function|import|window|document|self)\b|[!(]+function)")
FEW = 0.01  # share of control bytes that a text may have


def kind_of(head: bytes, location: str) -> Kind:
    r"""Tell what a stream holds by its first bytes.

    >>> kind_of(b"<!doctype html><title>Flood</title>", "report.txt")
    'html'

    Raises:
        SourceUnreadable: it holds nothing, or something that is no text.
    """
    if packed := _packed(head, location):
        return packed
    if head.startswith(OLD_OFFICE):
        raise SourceUnreadable(location, LOCKED if _is_named_word(location) else OLD)
    for mark, why in REFUSED:
        if head.startswith(mark):
            raise SourceUnreadable(location, why)
    encoding = marked(head)
    if encoding and encoding != "utf-8-sig":
        head = head[: len(head) // 4 * 4].decode(encoding, "ignore").encode("utf-8", "replace")
    head = head.removeprefix(b"\xef\xbb\xbf")
    if len(head) < HEAD and not head.strip(b"\0 \t\r\n\f\v"):
        raise SourceUnreadable(location, "it is empty; there is no text to read")
    if _is_binary(head):
        raise SourceUnreadable(location, "it is a binary file, no text; give text, a page or JSON lines")
    return _text_kind(head, PurePosixPath(location.removesuffix(".gz")).suffix.lower(), location)


def kind_of_answer(head: bytes, mime: str) -> Kind | None:
    """Tell which kind of report an answer of the web may be, if any, whatever its server calls it.

    >>> kind_of_answer(b"<!doctype html><title>Flood</title>", "image/jpeg")
    'html'
    >>> kind_of_answer(b"{fill: none}", "text/html"), kind_of_answer(b"\\x89PNG", "text/html")
    (None, None)
    """
    try:
        kind = kind_of(head, "")
    except SourceUnreadable:
        return None
    if kind == "html":
        return kind
    if kind not in {"text", "markdown"} or mime not in PAGES | TEXTS | UNTOLD:
        return None
    if mime in PAGES and MARKUP.search(head):
        return "html"
    if NO_PROSE.match(head.removeprefix(b"\xef\xbb\xbf")):
        return None
    return "text" if mime in TEXTS or is_english(head.decode("utf-8", "replace")) else None


def _packed(head: bytes, location: str) -> Kind | None:
    if head.startswith(b"\x1f\x8b"):
        return "gzip"
    if head.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        if head.startswith(b"mimetype", FIRST_NAME):
            raise SourceUnreadable(location, OPEN)
        return "docx" if _is_named_word(location) or WORD_PART.match(head, FIRST_NAME) else "zip"
    if head.startswith(b"WARC/"):
        return "warc"
    return "tar" if head[TAR_MARK] == b"ustar" else None


def _is_named_word(location: str) -> bool:
    return location.lower().endswith((".docx", ".docm"))


def _is_binary(head: bytes) -> bool:
    controls = len(head) - len(head.translate(None, CONTROL))
    return controls > FEW * len(head)


def _declares_entities(opening: bytes) -> bool:
    """Tell XML whose document type defines entities: that is how a kilobyte becomes a gigabyte, or opens a file."""
    lowered = opening.lower()
    return lowered.startswith(b"<") and 0 <= lowered.find(b"<!doctype") < lowered.find(b"<!entity")


def _text_kind(head: bytes, suffix: str, location: str) -> Kind:
    opening = head.lstrip()
    if PAGE.match(opening):
        return "html"
    if feed_kind_of(opening.decode("utf-8", "replace")):
        return "feed"
    if _declares_entities(opening):
        raise SourceUnreadable(location, "it defines entities, as files made to do harm do; give one without them")
    if opening.startswith(b"<?xml"):
        raise SourceUnreadable(location, XML)
    if suffix == ".warc":
        return "warc"  # its beginning is broken
    if opening.startswith(b'{"') or suffix in {".jsonl", ".ndjson", ".json"}:
        return "jsonl"
    if suffix in {".html", ".htm", ".xhtml"} and MARKUP.search(head):
        return "html"
    return "markdown" if suffix in {".md", ".markdown"} or opening.startswith(b"---\n") else "text"
