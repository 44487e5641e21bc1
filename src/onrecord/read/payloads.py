"""From a stream of bytes to the payloads in it, a report's bytes each: what it holds decides how it is taken apart.

This is the cheap half of reading, which needs the disk and little else. The other half, a payload into a report, is
:func:`onrecord.read.readers.read_payload`; it needs nothing but the payload and can run anywhere.
"""

import io
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from hashlib import sha256
from typing import IO, Literal, TypeAlias, cast

from onrecord.errors import SourceError, SourceTooLarge, SourceUnreadable
from onrecord.model import Failure, Origin, Payload, Revisit
from onrecord.read.archives import Member, members_of_tar, members_of_zip
from onrecord.read.feeds import line_of, parse_feed
from onrecord.read.kinds import MEDIA_TYPES, Kind, kind_of
from onrecord.read.options import Options
from onrecord.read.places import printable
from onrecord.read.streams import HEAD, gunzip, lines_of, peeked, read_whole

Items: TypeAlias = Iterator[Payload | Revisit | Failure]
Depth: TypeAlias = Literal["outside", "packed", "inside", "inmost"]

NESTED = "an archive inside an archive is not read; unpack the outer one and give the folder"
# What may be opened where, and where one is then: a packed file in an archive, an archive in a packed file, no more.
STEPS: dict[Depth, dict[Kind, Depth]] = {
    "outside": {"gzip": "packed", "zip": "inside", "tar": "inside"},
    "packed": {"tar": "inside"},
    "inside": {"gzip": "inmost"},
    "inmost": {},
}
SPOOLED = 20_000_000  # bytes of a zip archive from a pipe that are kept in memory; the rest waits on disk
LONGEST_WHY = 400  # characters
BLANK = b"\xef\xbb\xbf \t\r\n\0"


def payloads_in(stream: IO[bytes], location: str, options: Options, depth: Depth = "outside") -> Items:
    """Find every payload in a stream; what can't be read is a failure and stops nothing."""
    try:
        head, whole = peeked(stream)
        kind = kind_of(head, location)
        inner = STEPS[depth].get(kind)
        if inner is not None:
            yield from _unpacked(kind, whole, location, options, inner)
        elif kind in {"gzip", "zip", "tar"}:
            raise SourceUnreadable(location, NESTED)
        elif kind == "jsonl":
            yield from _lines(whole, location, options)
        elif kind == "warc":
            yield from _records(whole, location, options)
        elif kind == "feed":
            yield from _entries(read_whole(whole, location, options.largest_item), location)
        else:
            limit = options.largest_package if kind == "docx" else options.largest_item
            yield payload_of(read_whole(whole, location, limit), location, kind)
    except SourceError as error:
        yield failure_of(error)


def payload_of(data: bytes, location: str, kind: Kind) -> Payload:
    """Put bytes with what is known of them."""
    return Payload(Origin(location, sha256(data).hexdigest(), MEDIA_TYPES[kind]), data)


def failure_of(error: SourceError, stage: str = "read") -> Failure:
    """Make a failure of an error, in one line that can be printed: what it quotes may be long, or steer a terminal."""
    why = printable(" ".join(error.why.split()))
    return Failure(printable(error.location), stage, why if len(why) <= LONGEST_WHY else f"{why[:LONGEST_WHY]} …")


def _unpacked(kind: Kind, stream: io.BufferedReader, location: str, options: Options, depth: Depth) -> Items:
    if kind == "gzip":
        yield from payloads_in(gunzip(stream, location, options), location, options, depth)
    elif kind == "tar":
        yield from _in_members(members_of_tar(stream, location, options), options, depth)
    else:
        with _spooled(stream) as archive:
            yield from _in_members(members_of_zip(archive, location, options), options, depth)


@contextmanager
def _spooled(stream: io.BufferedReader) -> Iterator[IO[bytes]]:
    """Give a stream as a file in which one can go back, as a zip archive demands."""
    with tempfile.SpooledTemporaryFile(SPOOLED) as archive:
        shutil.copyfileobj(stream, archive, HEAD)
        yield cast("IO[bytes]", archive)


def _in_members(members: Iterator[Member | SourceError], options: Options, depth: Depth) -> Items:
    for member in members:
        if isinstance(member, SourceError):
            yield failure_of(member)
        else:
            name, stream = member
            yield from payloads_in(stream, name, options, depth)


def _records(stream: io.BufferedReader, location: str, options: Options) -> Items:
    from onrecord.read.warc import found_in_warc  # here, so that reading starts without its library

    for found in found_in_warc(stream, location, options):
        yield failure_of(found) if isinstance(found, SourceError) else found


def _lines(stream: io.BufferedReader, location: str, options: Options) -> Items:
    """Take JSON lines apart; a line that is too long is a failure, and the next one is read."""
    for number, line in lines_of(stream, options):
        at = f"{location}:{number}"
        if line is None:
            yield failure_of(SourceTooLarge(at, f"the line is longer than {options.largest_item:,} bytes; split it"))
        elif bare := line.strip(BLANK):
            yield payload_of(bare, at, "json")


def _entries(data: bytes, location: str) -> Items:
    """Take from a feed the reports whose whole text it has; of the others it has but the address."""
    feed = parse_feed(data, location)
    if feed.kind in ("sitemap", "sitemap index"):
        raise SourceUnreadable(location, "a sitemap has addresses and no reports; give its own address in its place")
    if not feed.entries:
        raise SourceUnreadable(location, "the feed is empty; it lists no report")
    for number, entry in enumerate(feed.entries, 1):
        at = f"{location}#{number}"
        if line := line_of(entry, feed.title):
            yield payload_of(line, at, "json")
        elif entry.url:
            yield failure_of(SourceUnreadable(at, f"the feed has but a teaser of it; give its address: {entry.url}"))
        else:
            yield failure_of(SourceUnreadable(at, "the feed has but a teaser of it, and no address; find its page"))
    if feed.is_cut:
        why = f"only the first {len(feed.entries):,} entries of the feed were read; split it"
        yield failure_of(SourceTooLarge(location, why))
