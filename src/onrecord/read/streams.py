"""Streams of bytes with limits: whatever is behind them, no more comes out than was promised."""

import gzip
import io
import tarfile
import zipfile
import zlib
from collections.abc import Callable, Iterator
from typing import IO, Protocol

from onrecord.errors import SourceError, SourceTooLarge, SourceUnreadable
from onrecord.read.options import Options

HEAD = 65_536  # bytes that are looked at to tell what a stream holds

# What the decompressors and archive readers raise on bytes that are broken or hostile.
BROKEN: tuple[type[Exception], ...] = (
    OSError, EOFError, zlib.error, ValueError, RuntimeError, NotImplementedError, LookupError, OverflowError,
    zipfile.BadZipFile, tarfile.TarError,
)  # fmt: skip


PATIENCE = 8  # empty answers


class Readable(Protocol):
    """Anything that gives bytes."""

    def read(self, size: int = -1, /) -> bytes:
        """Give up to ``size`` bytes."""
        ...


class Budget:
    """How much an archive may still unpack to. Shared by all its members, so that many small bombs count as one."""

    def __init__(self, location: str, packed: Callable[[], int], options: Options) -> None:
        self._location, self._packed, self._options = location, packed, options
        self._unpacked = 0
        self.is_spent = False

    def spend(self, size: int) -> None:
        """Count unpacked bytes.

        Raises:
            SourceTooLarge: past the limit in all, or past the ratio to the packed size.
        """
        self._unpacked += size
        options = self._options
        over = self._unpacked > options.free_unpacked and self._unpacked > options.steepest_ratio * self._packed()
        self.is_spent = over or self._unpacked > options.largest_unpacked
        if self._unpacked > options.largest_unpacked:
            raise SourceTooLarge(
                self._location,
                f"it unpacks to more than {options.largest_unpacked:,} bytes; unpack it and give the folder",
            )
        if over:
            raise SourceTooLarge(
                self._location,
                f"it unpacks to more than {options.steepest_ratio} times its size, as archives made to do harm do;"
                " if you trust it, unpack it and give the folder",
            )


class Unpacked(io.RawIOBase):
    """What a decompressor gives, counted; what is broken in it is raised as an error of ours."""

    def __init__(self, inner: Readable, location: str, budget: Budget) -> None:
        self._inner, self._location, self._budget = inner, location, budget

    def readable(self) -> bool:
        """Say that it can be read."""
        return True

    def readinto(self, buffer: "memoryview[int]", /) -> int:  # type: ignore[override]
        """Fill a buffer.

        Raises:
            SourceUnreadable: the packed bytes end too early or are damaged.
        """
        try:
            data = read_some(self._inner, len(buffer))
        except SourceTooLarge:
            raise
        except EOFError as error:
            raise SourceUnreadable(self._location, CUT_OFF) from error
        except BROKEN as error:
            raise SourceUnreadable(self._location, f"its packed data are damaged ({error}); {AGAIN}") from error
        self._budget.spend(len(data))
        buffer[: len(data)] = data
        return len(data)


AGAIN = "fetch or copy it again"
CUT_OFF = f"its packed data end too early, as after a broken download; {AGAIN}"


def gunzip(stream: IO[bytes], location: str, options: Options) -> io.BufferedReader:
    """Give what a gzip stream unpacks to."""
    counted = Counted(stream)
    budget = Budget(location, lambda: counted.passed, options)
    return io.BufferedReader(Unpacked(gzip.GzipFile(fileobj=io.BufferedReader(counted, HEAD)), location, budget), HEAD)


class Counted(io.RawIOBase):
    """A stream that knows how many of its bytes were taken."""

    def __init__(self, inner: Readable) -> None:
        self._inner = inner
        self.passed = 0

    def readable(self) -> bool:
        """Say that it can be read."""
        return True

    def readinto(self, buffer: "memoryview[int]", /) -> int:  # type: ignore[override]
        """Fill a buffer."""
        data = self._inner.read(len(buffer))
        self.passed += len(data)
        buffer[: len(data)] = data
        return len(data)


def read_some(stream: Readable, size: int) -> bytes:
    """Read what one step gives: of a stream that is damaged further on, all that stands before is to come out."""
    read: Callable[[int], bytes] = getattr(stream, "read1", stream.read)
    return read(size)


class Stepwise:
    """A stream that gives what one step gives, for readers that would lose it all if the next step fails.

    `tarfile` asks on behind the end for as many bytes as an entry claims to have, which may be a terabyte of nothing.
    """

    def __init__(self, inner: Readable) -> None:
        self._inner = inner
        self._empty = 0
        self.is_broken = False

    def read(self, size: int = -1, /) -> bytes:
        """Give up to ``size`` bytes.

        Raises:
            EOFError: somebody asks again and again for what is not there.
            SourceError: what the stream is unpacked from is damaged.
        """
        try:
            data = read_some(self._inner, size)
        except SourceError:
            self.is_broken = True
            raise
        self._empty = 0 if data else self._empty + 1
        if self._empty > PATIENCE:
            raise EOFError("an entry is longer than the archive")
        return data


class _Chained(io.RawIOBase):
    """Bytes that were read already, then the rest of the stream they came from, or the error that came instead."""

    def __init__(self, head: bytes, rest: Readable | SourceError) -> None:
        self._head, self._rest = head, rest

    def readable(self) -> bool:
        """Say that it can be read."""
        return True

    def readinto(self, buffer: "memoryview[int]", /) -> int:  # type: ignore[override]
        """Fill a buffer."""
        data, self._head = self._head[: len(buffer)], self._head[len(buffer) :]
        if not data:
            if isinstance(self._rest, SourceError):
                raise self._rest
            data = read_some(self._rest, len(buffer))
        buffer[: len(data)] = data
        return len(data)


def peeked(stream: Readable) -> tuple[bytes, io.BufferedReader]:
    """Give the first bytes of a stream, and the stream with nothing taken from it. A pipe gives a few bytes a time.

    Raises:
        SourceError: it is damaged from the start.
    """
    parts: list[bytes] = []
    left = HEAD
    rest: Readable | SourceError = stream
    try:
        while left > 0 and (part := read_some(stream, left)):
            parts.append(part)
            left -= len(part)
    except SourceError as error:
        if not parts:
            raise
        rest = error
    head = b"".join(parts)
    return head, io.BufferedReader(_Chained(head, rest), HEAD)


def read_whole(stream: Readable, location: str, limit: int) -> bytes:
    """Read all of a stream of up to ``limit`` bytes.

    Raises:
        SourceTooLarge: it is longer.
    """
    parts: list[bytes] = []
    left = limit + 1
    while left > 0 and (part := stream.read(min(left, 1_000_000))):
        parts.append(part)
        left -= len(part)
    if left <= 0:
        raise SourceTooLarge(
            location,
            f"it is larger than {limit:,} bytes, too much for one report; split it into its reports",
        )
    return b"".join(parts)


def lines_of(stream: io.BufferedReader, options: Options) -> Iterator[tuple[int, bytes | None]]:
    """Give the lines of a stream with their numbers; a line past the limit is None, and is not kept."""
    number = 0
    while line := stream.readline(options.largest_item + 1):
        number += 1
        if len(line) <= options.largest_item or line.endswith(b"\n"):
            yield number, line
            continue
        yield number, None
        while (rest := stream.readline(1_000_000)) and not rest.endswith(b"\n"):
            pass
