"""A web archive (WARC) taken apart into its records; where one is broken, the next is found again.

`fastwarc` reads what a record says of itself (:mod:`onrecord.read.warc`). Where a record ends we look ourselves: its
iterator stops at damage, or passes over it without a word, and nothing that is lost may be lost in silence.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from onrecord.errors import SourceError
from onrecord.read.streams import HEAD, Readable, read_some

MARK = b"WARC/"
ENDS_OF_HEAD = (b"\n\r\n", b"\n\n")
LENGTH = re.compile(rb"^content-length[ \t]*:([^\r\n]*)", re.IGNORECASE | re.MULTILINE)
NUMBER = re.compile(rb"\d{1,18}")
NEXT = re.compile(rb"\n(?=WARC/\d\.\d+\r?\n)")
LONGEST_MARK = 20  # bytes that a beginning may have in front of the place where it is cut by a piece that we look at
PIECE = 1_000_000  # bytes that are looked through or passed over at a time
MOST_BROKEN = 1_000  # records; what has more of them was made to be slow, or is no archive


@dataclass(frozen=True, slots=True)
class Record:
    """A record as it stands: ``at`` in the unpacked bytes, ``block`` its content, or of a huge one the beginning."""

    at: int
    head: bytes
    block: bytes
    is_whole: bool


@dataclass(frozen=True, slots=True)
class Broken:
    """A place where a record should stand, and what is wrong there."""

    at: int
    why: str


def records_of(stream: Readable, largest: int) -> Iterator[Record | Broken]:
    """Give the records of a stream in their order; of a block past ``largest`` bytes the first ones.

    Raises:
        SourceError: what the stream is unpacked from is damaged or cut off.
    """
    window = _Window(stream)
    broken = 0
    while broken <= MOST_BROKEN:
        head = window.ahead(HEAD)
        if not head:
            return
        if blank := len(head) - len(head.lstrip(b"\r\n")):
            window.skip(blank)
            continue
        found = _record_at(window, head, largest)
        yield found
        if isinstance(found, Broken):
            broken += 1
            _find_next(window)
    yield Broken(window.at, f"more than {MOST_BROKEN:,} of its records are broken, and the rest is not read")


def _record_at(window: "_Window", head: bytes, largest: int) -> Record | Broken:
    """Take the record that begins here; of one that is broken no more is passed over than its mark."""
    at = window.at
    end = _end_of(head)
    if not head.startswith(MARK):
        return Broken(at, "no record begins where one should")
    if not end:
        return Broken(at, f"its head is cut off, or longer than {HEAD:,} bytes")
    lengths = {each.strip() for each in LENGTH.findall(head[:end])}
    if len(lengths) != 1 or not NUMBER.fullmatch(length := lengths.pop()):
        return Broken(at, "it does not tell its length (Content-Length)")
    size = int(length)
    if size > largest:
        return _huge(window, head[:end], size, largest)
    data = window.ahead(end + size)
    if len(data) < end + size:
        return Broken(at, "it is cut off, as after a broken download")
    after = window.ahead(len(data) + LONGEST_MARK)[len(data) :]
    if not after.startswith((b"\r\n\r\n", b"\n\n")) and not MARK.startswith(after.lstrip(b"\r\n")[: len(MARK)]):
        return Broken(at, "its length (Content-Length) is wrong")
    window.skip(len(data))
    return Record(at, data[:end], data[end:], is_whole=True)


def _end_of(head: bytes) -> int:
    """Give the length of a record's head with the blank line behind it, or 0 if there is none."""
    found = [at + len(mark) for mark in ENDS_OF_HEAD if (at := head.find(mark)) >= 0]
    return min(found, default=0)


def _huge(window: "_Window", head: bytes, size: int, largest: int) -> Record | Broken:
    """Give the beginning of a block that is not kept, and pass over it; another record inside shows a wrong length."""
    at = window.at
    block = window.ahead(len(head) + min(HEAD, largest))[len(head) :]
    window.skip(len(head))
    left = size
    while left > 0:
        piece = window.ahead(min(left, PIECE))
        if not piece:
            return Broken(at, "it is cut off, or its length (Content-Length) is wrong")
        if found := NEXT.search(piece):
            window.skip(found.start())
            return Broken(at, "its length (Content-Length) is wrong")
        step = len(piece) if len(piece) == left or len(piece) < PIECE else len(piece) - LONGEST_MARK
        window.skip(step)
        left -= step
    return Record(at, head, block, is_whole=False)


def _find_next(window: "_Window") -> None:
    """Go to where the next record begins, or to the end."""
    if window.ahead(len(MARK)) == MARK:
        window.skip(len(MARK))
    while piece := window.ahead(PIECE):
        if found := NEXT.search(piece):
            window.skip(found.end())
            return
        window.skip(len(piece) if len(piece) < PIECE else len(piece) - LONGEST_MARK)


class _Window:
    """A stream in which one can look ahead; ``at`` is how much of it was passed by."""

    def __init__(self, stream: Readable) -> None:
        self._stream = stream
        self._error: SourceError | None = None
        self._kept, self._start = b"", 0
        self.at = 0

    @property
    def size(self) -> int:
        """How many bytes are kept that were not passed by."""
        return len(self._kept) - self._start

    def ahead(self, size: int) -> bytes:
        """Give the next ``size`` bytes and stay here; fewer at the end.

        Raises:
            SourceError: the stream is damaged from here on.
        """
        if self.size < size and self._error is None:
            parts = [self._kept[self._start :]]
            left = size - self.size
            try:
                while left > 0 and (part := read_some(self._stream, max(left, HEAD))):
                    parts.append(part)
                    left -= len(part)
            except SourceError as error:
                self._error = error
            self._kept, self._start = b"".join(parts), 0
        if self._error and self.size == 0:
            raise self._error
        return self._kept[self._start : self._start + size]

    def skip(self, size: int) -> None:
        """Pass by bytes that were looked at."""
        self._start += size
        self.at += size
