"""Word files (.docx): a ZIP archive of XML parts. The `mammoth` library reads their paragraphs, we their limits.

What a draft in a newsroom taught: it comes with changes tracked, of which the insertions are its text and the deletions
are not; with footnotes, which are read after the last paragraph; with comments, which are nobody's text; and with
tables and text boxes. Of the libraries `python-docx` leaves the insertions out, too.
"""

import zipfile
from io import BytesIO
from typing import IO
from xml.parsers import expat

from onrecord.errors import SourceTooLarge, SourceUnreadable
from onrecord.model import Origin, Report
from onrecord.read.archives import ENCRYPTED
from onrecord.read.options import Options
from onrecord.read.plain import read_plain
from onrecord.read.streams import AGAIN, BROKEN

# Every paragraph a <p>, and nothing else: `mammoth` would tell headings and lists apart, which a text does not.
PARAGRAPHS = "p => p:fresh\nbr[type='line'] => br"
NOTE_SIGNS = (
    "//sup[a[contains(@id, 'note-ref-')]] | //a[contains(@href, 'note-ref-')]"  # [1] in the text, ↑ at the note
)
SAVE_AGAIN = "open it in Word or another writing program and save it anew as .docx"
NO_WORD = f"it is another archive under the name of a Word file, with no text in it; {SAVE_AGAIN}"
# What parsers raise on parts that are broken or nested to do harm; `mammoth` checks no types itself.
MALFORMED: tuple[type[Exception], ...] = (*BROKEN, expat.ExpatError, TypeError, AttributeError, RecursionError)


def read_word(data: bytes, origin: Origin, options: Options) -> Report:
    """Read a Word file; its text is then read like that of a plain text file.

    Raises:
        SourceTooLarge: its parts, or its text, are longer than a report may be.
        SourceUnreadable: it is no Word file, or a damaged, locked or hostile one, or holds no text.
    """
    _look(BytesIO(data), origin.location, options)
    return read_plain(_text_of(BytesIO(data), origin.location).encode(), origin, options)


def _look(stream: IO[bytes], location: str, options: Options) -> None:
    """Refuse a package that is none of Word's, or whose parts would do harm to whoever parses them."""
    try:
        with zipfile.ZipFile(stream) as package:
            parts = [part for part in package.infolist() if part.filename.endswith((".xml", ".rels"))]
            if not any(part.filename.startswith("word/") for part in parts):
                raise SourceUnreadable(location, NO_WORD)
            if any(part.flag_bits & ENCRYPTED for part in parts):
                raise SourceUnreadable(location, "it is locked with a password; take the password off in Word first")
            # No more comes out of a part than its entry says, so the entries bound what parsing will hold.
            if sum(part.file_size for part in parts) > options.largest_item:
                limit = f"{options.largest_item:,} bytes"
                raise SourceTooLarge(location, f"it unpacks to more than {limit}, too much for one text; split it")
            for part in parts:
                _refuse_entities(package.read(part), location)
    except MALFORMED as error:
        raise _damaged(location, error) from error


def _refuse_entities(part: bytes, location: str) -> None:
    """Refuse a part with a document type: Word writes none, and entities that multiply are declared in one."""

    def refuse(*_: object) -> None:
        raise SourceUnreadable(location, "it declares XML entities, as files made to do harm do; no Word file does")

    parser = expat.ParserCreate()
    parser.StartDoctypeDeclHandler = refuse
    parser.Parse(part, True)


def _text_of(stream: IO[bytes], location: str) -> str:
    """Give the paragraphs, those of tables and boxes in their place and those of notes at the end."""
    import mammoth
    from lxml.html import fragment_fromstring

    try:
        page = mammoth.convert_to_html(
            stream, style_map=PARAGRAPHS, include_default_style_map=False, convert_image=lambda _: []
        ).value
    except MALFORMED as error:
        raise _damaged(location, error) from error
    root = fragment_fromstring(page, create_parent="div")
    for sign in root.xpath(NOTE_SIGNS):
        sign.drop_tree()
    for line_break in root.iter("br"):
        line_break.tail = f"\n{line_break.tail or ''}"
    paragraphs = ("".join(paragraph.itertext()).strip() for paragraph in root.iter("p"))
    return "\n\n".join(paragraph for paragraph in paragraphs if paragraph)


def _damaged(location: str, error: Exception) -> SourceUnreadable:
    reason = str(error) or type(error).__name__
    return SourceUnreadable(location, f"the Word file is cut off or damaged ({reason}); {AGAIN}, or {SAVE_AGAIN}")
