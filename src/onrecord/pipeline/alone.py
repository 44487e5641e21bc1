"""One run at a time adds to a record; whoever reads it waits for nobody."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from onrecord.errors import RecordUnusable, Stopped

IN_MEMORY = ":memory:"
STEP = 0.2  # seconds between two looks at whether the other has ended


@contextmanager
def alone(
    record: Path, waiting: Callable[[], None] | None = None, stopped: Callable[[], bool] | None = None
) -> Iterator[None]:
    """Keep other runs from adding meanwhile; ``waiting`` is called once where another has to end first.

    While it waits it asks ``stopped`` now and then whether to go on.

    The system takes the lock off a process that dies, however it does. The empty file that is locked stays beside the
    record: to take it away would let two runs lock two files of one name.

    Raises:
        RecordUnusable: the folder of the record can't be written.
        Stopped: it was waiting and is to stop.
    """
    if str(record) == IN_MEMORY:
        yield
        return
    from filelock import FileLock, Timeout

    lock = FileLock(record.with_name(f"{record.name}-lock"))
    try:
        try:
            lock.acquire(timeout=0)
        except Timeout:
            if waiting:
                waiting()
            try:
                lock.acquire(poll_interval=STEP, cancel_check=stopped)
            except Timeout as error:
                raise Stopped from error
    except OSError as error:
        raise RecordUnusable(
            f"{record}: the record can't be added to, for its folder can't be written ({error.strerror}); check its"
            " permissions, or use --record"
        ) from error
    try:
        yield
    finally:
        lock.release()


@contextmanager
def alone_now(record: Path) -> Iterator[bool]:
    """Keep other runs from adding meanwhile, if none does and the folder can be written; tell whether it is so."""
    if str(record) == IN_MEMORY:
        yield True
        return
    from filelock import FileLock, Timeout

    lock = FileLock(record.with_name(f"{record.name}-lock"))
    try:
        lock.acquire(timeout=0)
    except (Timeout, OSError):
        yield False
        return
    try:
        yield True
    finally:
        lock.release()
