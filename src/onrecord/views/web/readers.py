"""Readers of one record, lent to the threads that answer requests; each sees the record as it stood when lent."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from queue import Empty, LifoQueue

from onrecord.pipeline.reader import Reader

MOST = 4  # threads that read at a time: one core has no use for more


class Readers:
    """Opens readers as they are needed, and keeps them open."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._idle: LifoQueue[Reader] = LifoQueue()

    @contextmanager
    def lent(self) -> Iterator[Reader]:
        """Lend a reader that nobody else has.

        Raises:
            RecordError: the record can't be read.
        """
        try:
            reader = self._idle.get_nowait()
        except Empty:
            reader = Reader(self.path)
        try:
            with reader.snapshot():
                yield reader
        finally:
            self._idle.put(reader)

    def close(self) -> None:
        """Close those that nobody has."""
        while True:
            try:
                self._idle.get_nowait().close()
            except Empty:
                return
