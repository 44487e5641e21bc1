"""The body of an archived answer as its page was meant: put together from chunks, unpacked, never past a limit.

Archives keep the head of an answer as it came, and its body as it came or unpacked already: what says that it is
packed and does not look so is taken as it stands.
"""

import re
import zlib
from collections.abc import Callable
from io import BytesIO

from onrecord.errors import SourceTooLarge, SourceUnreadable
from onrecord.read.streams import AGAIN, BROKEN, read_whole

CHUNK = re.compile(rb"([0-9a-fA-F]{1,8})[ \t]*(?:;[^\n]{0,1000})?\r?\n")
LINE_END = re.compile(rb"\r?\n")
GZIP = b"\x1f\x8b"
ZSTD = b"\x28\xb5\x2f\xfd"
MOST_LAYERS = 2  # a body that is packed more often was packed to do harm
CUT_OFF = "the archived page is cut off; fetch it again"


def steps_of(body: bytes, transfer: str, packing: str, location: str, limit: int) -> tuple[bytes, ...]:
    """Give a body as it is kept, then after each step of unpacking; the last is the page.

    >>> steps_of(b"3\\r\\nRye\\r\\n0\\r\\n\\r\\n", "chunked", "gzip", "-", 100)[-1]
    b'Rye'

    Raises:
        SourceTooLarge: it unpacks to more than ``limit`` bytes.
        SourceUnreadable: it is cut off, damaged, or packed in a way that we don't know.
    """
    steps = [body]
    if "chunked" in transfer.lower():
        steps.append(_joined(body, location))
    layers = [each for part in packing.lower().split(",") if (each := part.strip()) not in ("", "identity")]
    if len(layers) > MOST_LAYERS:
        raise SourceUnreadable(location, f"the archived page is packed {len(layers)} times over; give the page itself")
    for layer in reversed(layers):
        unpack = UNPACKERS.get(layer)
        if unpack is None:
            raise SourceUnreadable(location, f"the archived page is packed as {layer[:40]!r}, which is not supported")
        try:
            steps.append(unpack(steps[-1], location, limit))
        except BROKEN as error:
            raise SourceUnreadable(location, f"the archived page is packed and damaged ({error}); {AGAIN}") from error
    return tuple(steps)


def _joined(body: bytes, location: str) -> bytes:
    parts: list[bytes] = []
    at = 0
    while found := CHUNK.match(body, at):
        size, start = int(found[1], 16), found.end()
        if size == 0:
            return b"".join(parts)
        parts.append(body[start : start + size])
        at = start + size
        if at > len(body):
            break
        if ends := LINE_END.match(body, at):
            at = ends.end()
    if not parts:
        return body
    raise SourceUnreadable(location, CUT_OFF)


def _inflated(body: bytes, location: str, limit: int) -> bytes:
    """Unpack gzip or deflate; one gzip stream may follow another, and what follows that is none is passed over."""
    parts: list[bytes] = []
    left = body
    while left.startswith(GZIP) or (not parts and left is body):
        inflater = zlib.decompressobj(_window_of(left))
        parts.append(inflater.decompress(left, limit + 1 - sum(map(len, parts))))
        if sum(map(len, parts)) > limit:
            raise SourceTooLarge(location, f"the archived page unpacks to more than {limit:,} bytes; it is no report")
        if not inflater.eof:
            raise SourceUnreadable(location, CUT_OFF)
        left = inflater.unused_data
    return b"".join(parts)


def _window_of(body: bytes) -> int:
    """Tell gzip and zlib from deflate without a head, as old servers send it."""
    has_head = body.startswith(GZIP) or (body[0] & 0x0F == 8 and int.from_bytes(body[:2], "big") % 31 == 0)
    return zlib.MAX_WBITS | 32 if has_head else -zlib.MAX_WBITS


def _gunzipped(body: bytes, location: str, limit: int) -> bytes:
    return _inflated(body, location, limit) if body.startswith(GZIP) else body


def _deflated(body: bytes, location: str, limit: int) -> bytes:
    return body if _is_text(body) else _inflated(body, location, limit)


def _brotli(body: bytes, location: str, limit: int) -> bytes:
    from fastwarc.stream_io import BrotliReader

    return body if _is_text(body) else read_whole(BrotliReader(BytesIO(body)), location, limit)


def _zstd(body: bytes, location: str, limit: int) -> bytes:
    from fastwarc.stream_io import ZstdReader

    return read_whole(ZstdReader(BytesIO(body)), location, limit) if body.startswith(ZSTD) else body


def _is_text(body: bytes) -> bool:
    """Tell what is not packed, of packings that have no mark: a page opens with markup."""
    return not body or body[:100].lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<")


UNPACKERS: dict[str, Callable[[bytes, str, int], bytes]] = {
    "gzip": _gunzipped, "x-gzip": _gunzipped, "deflate": _deflated, "br": _brotli, "zstd": _zstd,
}  # fmt: skip
