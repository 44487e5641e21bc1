"""The body of an answer, unpacked as it comes and never past a limit: a kilobyte can hold a gigabyte."""

import zlib
from collections.abc import Iterable, Iterator
from itertools import chain

from onrecord.errors import SourceTooLarge, SourceUnreachable

ENCODINGS = frozenset(("gzip", "x-gzip", "deflate"))
GZIP = b"\x1f\x8b"
EITHER = zlib.MAX_WBITS | 32  # finds out by itself if it is gzip or zlib
PIECE = 65_536  # bytes that are unpacked at a time


def body_of(chunks: Iterable[bytes], encoding: str, url: str, largest: int, *, cut: bool = False) -> bytes:
    """Put the chunks of a body together and unpack them; with ``cut`` what is past the limit is left out.

    Servers say "gzip" of what is not packed: such a body is taken as it stands.

    Raises:
        SourceTooLarge: it has more than ``largest`` bytes, and is not to be cut.
        SourceUnreachable: it is packed in a way that nobody asked for, is damaged, or ends too early.
    """
    named = [each for part in encoding.lower().split(",") if (each := part.strip()) not in ("", "identity")]
    if len(named) > 1 or not ENCODINGS.issuperset(named):
        raise SourceUnreachable(url, f"its answer is packed as {encoding[:40]!r}, which was not asked for")
    pieces = _unpacked(chunks, url) if named else iter(chunks)
    parts: list[bytes] = []
    size = 0
    for piece in pieces:
        parts.append(piece)
        size += len(piece)
        if size > largest:
            if cut:
                return b"".join(parts)[:largest]
            raise SourceTooLarge(url, f"its answer is larger than {largest:,} bytes; it can't be a report")
    return b"".join(parts)


def gunzipped(data: bytes, url: str, largest: int) -> bytes:
    """Unpack a file that was packed with gzip, such as ``sitemap.xml.gz``, if it was.

    Raises:
        SourceTooLarge: it unpacks to more than ``largest`` bytes.
        SourceUnreachable: it is damaged or ends too early.
    """
    return body_of((data,), "gzip", url, largest) if data.startswith(GZIP) else data


def _unpacked(chunks: Iterable[bytes], url: str) -> Iterator[bytes]:
    rest = iter(chunks)
    head = b""
    while len(head) < len(GZIP) and (chunk := next(rest, None)) is not None:
        head += chunk
    whole = chain((head,), rest)
    is_zlib = len(head) > 1 and head[0] & 0x0F == 8 and int.from_bytes(head[:2], "big") % 31 == 0
    return _inflated(whole, url) if is_zlib or head.startswith(GZIP) else whole


def _inflated(chunks: Iterable[bytes], url: str) -> Iterator[bytes]:
    """Unpack piece by piece. One gzip stream may follow another; what follows that is none is passed over."""
    inflater = zlib.decompressobj(EITHER)
    for chunk in chunks:
        left, piece = chunk, b""
        while left or len(piece) == PIECE:
            if inflater.eof:
                if not left.startswith(GZIP):
                    return
                inflater = zlib.decompressobj(EITHER)
            try:
                piece = inflater.decompress(left, PIECE)
            except zlib.error as error:
                raise SourceUnreachable(url, f"its answer is packed and damaged ({error})", passing=True) from error
            yield piece
            left = inflater.unused_data if inflater.eof else inflater.unconsumed_tail
    if not inflater.eof:
        raise SourceUnreachable(url, "its answer is cut off: what is packed ends too early", passing=True)
