"""From bytes to text, by what the bytes say of themselves and else by what they look like."""

import codecs
import re

from onrecord.errors import SourceUnreadable
from onrecord.read.language import is_english

# The longer marks first: that of UTF-32 begins with that of UTF-16.
MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
ENOUGH = 200_000  # bytes that tell an encoding
WESTERN = 0.03  # share of bytes past ASCII under which a text is taken for English or near it
HALF = re.compile(rb"\xed[\xa0-\xbf][\x80-\xbf]")  # of a character, as some databases write it in UTF-8
REPLACED = "\N{REPLACEMENT CHARACTER}"


def decode(data: bytes, location: str, declared: str | None = None) -> str:
    """Give the text that some bytes stand for; an encoding that is declared counts only if the bytes bear it out.

    >>> decode("“Not this week,” she said.".encode("cp1252"), "a.txt", declared="utf-8")
    '“Not this week,” she said.'

    Raises:
        SourceUnreadable: it is no text in any encoding we can tell.
    """
    if encoding := marked(data):
        return data.decode(encoding, "replace")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        if _is_nearly_utf8(data, error.start):
            return data.decode("utf-8", "replace")
    if declared and (text := _as_declared(data, declared)) is not None:
        return text
    return data.decode(_guess(data[:ENOUGH], location), "replace")


def marked(data: bytes) -> str | None:
    """Give the encoding that a byte order mark names; UTF-16 in Western text shows itself without one."""
    for mark, encoding in MARKS:
        if data.startswith(mark):
            return encoding
    sample = data[:2000]
    even, odd = sample[::2].count(0), sample[1::2].count(0)
    if max(even, odd) * 2 > len(sample) * 0.6 and min(even, odd) * 10 < max(even, odd):
        return "utf-16-be" if even > odd else "utf-16-le"
    return None


def _is_nearly_utf8(data: bytes, start: int) -> bool:
    """Tell UTF-8 with a damaged place from another encoding: most characters past ASCII around the place are whole."""
    sample = HALF.sub(b"", data[max(0, start - ENOUGH) : start + ENOUGH])
    text = sample.decode("utf-8", "replace")
    broken = text.count(REPLACED)
    whole = sum(character > "\x7f" for character in text) - broken
    return whole > broken


def _as_declared(data: bytes, declared: str) -> str | None:
    try:
        codec = codecs.lookup(WIDER.get(declared.lower(), declared))
        return None if codec.name in NO_CHARSETS else data.decode(codec.name)
    except (LookupError, UnicodeError, ValueError):
        return None


# What browsers take these names for: the marks of Windows stand in pages that call themselves Latin-1.
WIDER = {"iso-8859-1": "cp1252", "latin-1": "cp1252", "latin1": "cp1252", "ascii": "cp1252", "us-ascii": "cp1252"}

# What Python can decode and no browser would: they make markup of plain letters, or take minutes for a megabyte.
NO_CHARSETS = frozenset(("utf-7", "punycode", "idna", "unicode-escape", "raw-unicode-escape", "undefined"))


def _guess(sample: bytes, location: str) -> str:
    high = len(sample.translate(None, bytes(range(0x80))))
    if high < WESTERN * len(sample) or is_english(sample.decode("cp1252", "replace")):
        return "cp1252"
    from charset_normalizer import from_bytes

    best = from_bytes(sample).best()
    if best is None:
        raise SourceUnreadable(location, "its text encoding can't be told; save it as UTF-8 and give it again")
    return best.encoding
