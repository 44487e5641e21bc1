"""Readers of one record, lent to the threads that answer requests; each sees the record as it stood when lent."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from queue import Empty, LifoQueue

from onrecord.errors import RecordError
from onrecord.pipeline.reader import Reader

MOST = 4  # threads that read at a time: one core has no use for more

File = tuple[int, int] | None  # what a file is, whatever it is called; None where there is none


class Readers:
    """Opens readers as they are needed, and keeps them open as long as the file stays where it is."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._idle: LifoQueue[tuple[Reader, File]] = LifoQueue()

    @contextmanager
    def lent(self) -> Iterator[Reader]:
        """Lend a reader that nobody else has.

        Raises:
            RecordError: the record can't be read.
        """
        reader, file = self._taken()
        is_sound = True
        try:
            with reader.snapshot():
                yield reader
        except RecordError:
            is_sound = False  # whatever it is that can't be read, it is opened anew the next time
            raise
        finally:
            if is_sound:
                self._idle.put((reader, file))
            else:
                reader.close()

    def _taken(self) -> tuple[Reader, File]:
        """Take a reader of the file that is there now: one that was taken away reads on, but tells what was."""
        file = _file_at(self.path)
        while True:
            try:
                reader, opened = self._idle.get_nowait()
            except Empty:
                return Reader(self.path), file
            if opened == file:
                return reader, opened
            reader.close()

    def close(self) -> None:
        """Close those that nobody has."""
        while True:
            try:
                self._idle.get_nowait()[0].close()
            except Empty:
                return


def _file_at(path: Path) -> File:
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_dev, found.st_ino
