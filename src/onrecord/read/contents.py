"""From a stream of bytes to the reports in it: what it holds decides who reads it."""

import io
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from hashlib import sha256
from typing import IO, Literal, TypeAlias, cast

from onrecord.errors import SourceError, SourceUnreadable
from onrecord.model import Failure, Origin, Report
from onrecord.read.archives import Member, members_of_tar, members_of_zip
from onrecord.read.docx import read_word
from onrecord.read.html import read_page
from onrecord.read.jsonl import read_lines
from onrecord.read.kinds import MEDIA_TYPES, Kind, kind_of
from onrecord.read.options import Options
from onrecord.read.plain import read_plain
from onrecord.read.streams import HEAD, gunzip, peeked, read_whole

Items: TypeAlias = Iterator[Report | Failure]
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


def reports_in(stream: IO[bytes], location: str, options: Options, depth: Depth = "outside") -> Items:
    """Read every report in a stream; what can't be read is a failure and stops nothing."""
    try:
        head, whole = peeked(stream)
        kind = kind_of(head, location)
        inner = STEPS[depth].get(kind)
        if inner is not None:
            yield from _unpacked(kind, whole, location, options, inner)
        elif kind in {"gzip", "zip", "tar"}:
            raise SourceUnreadable(location, NESTED)
        elif kind == "docx":
            with _spooled(whole) as package:
                yield read_word(package, location, options)
        elif kind == "jsonl":
            yield from read_lines(whole, location, options)
        else:
            yield _read_one(kind, read_whole(whole, location, options), location, options)
    except SourceError as error:
        yield failure_of(error)


def failure_of(error: SourceError) -> Failure:
    """Make a failure of an error, in words that have no line break."""
    return Failure(error.location, "read", " ".join(error.why.split()))


def _unpacked(kind: Kind, stream: io.BufferedReader, location: str, options: Options, depth: Depth) -> Items:
    if kind == "gzip":
        yield from reports_in(gunzip(stream, location, options), location, options, depth)
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
            yield from reports_in(stream, name, options, depth)


def _read_one(kind: Kind, data: bytes, location: str, options: Options) -> Report:
    origin = Origin(location, sha256(data).hexdigest(), MEDIA_TYPES[kind])
    read = read_page if kind == "html" else read_plain
    return read(data, origin, options)
