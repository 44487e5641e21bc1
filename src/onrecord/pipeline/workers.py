"""Reports read and searched for statements in processes of their own, on all cores, in the order of their coming.

A worker is ``python -m onrecord.pipeline.workers``: payloads come in by its standard input and findings go out by its
standard output, each as MessagePack behind its length. A program that uses the library so needs no guard around its own
module, as with ``multiprocessing``; a worker ends with the process that started it, however that ends; and one
that hangs or dies costs one report, which becomes a failure.
"""

import logging
import os
import struct
import subprocess  # nosec B404 # one command of ours
import sys
import threading
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from types import TracebackType
from typing import IO, Any, Self, TypeVar

import msgspec

from onrecord.errors import OnRecordError
from onrecord.model import Failure, Finding, Payload
from onrecord.pipeline.stages import find
from onrecord.read import read_payload

Read = Finding | Failure
Other = TypeVar("Other")
Sent = TypeVar("Sent")

LENGTH = struct.Struct(">Q")
AHEAD = 8  # payloads for each worker that wait or are done before their turn
MOST_BYTES = 64_000_000  # of payloads that wait: few large ones fill the memory as many small ones do
SECONDS = 120.0  # that any report may take; the tagger reads some 4,000 words a second
SECONDS_EACH = 60.0  # that it may take besides for every MEGABYTE of payload
MEGABYTE = 1_000_000

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Limits:
    """How long a report may take: so many seconds, and so many more for each megabyte of its payload."""

    seconds: float = SECONDS
    seconds_each: float = SECONDS_EACH


DEFAULTS = Limits()


@dataclass(frozen=True, slots=True)
class Answer:
    """What a worker sends: what came of a payload, or neither when it is ready for the first."""

    finding: Finding | None = None
    failure: Failure | None = None


def read_and_find(payload: Payload) -> Read:
    """Read a payload and find who says what in it; an error of ours or of the program is a failure of that payload."""
    stage = "read"
    try:
        report = read_payload(payload)
        if isinstance(report, Failure):
            return report
        stage = "statements"
        return find(report)
    except Exception as error:
        logger.debug("%s", payload.origin.location, exc_info=True)
        why = f"onrecord could not work on it ({type(error).__name__}: {error}); please report this, with the file"
        return Failure(payload.origin.location, stage, " ".join(why.split())[:500])


class Here:
    """Reads in this process, one payload after the other, without a limit of time."""

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        pass

    def read_all(self, items: Iterable[Payload | Other]) -> Iterator[tuple[Payload, Read] | Other]:
        """Give each payload with what was found in it, and whatever else comes as it is, in the order of coming."""
        for item in items:
            yield (item, read_and_find(item)) if isinstance(item, Payload) else item


class Workers:
    """Processes that read; they start when there is work for them. Use it as a context manager.

    Raises:
        OnRecordError: no worker can be started.
    """

    def __init__(self, count: int, limits: Limits = DEFAULTS) -> None:
        self._count, self._limits = count, limits
        self._threads = ThreadPoolExecutor(count, "worker")
        self._own = threading.local()
        self._all: set[_Worker] = set()
        self._closing = False

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._closing = True
        for worker in tuple(self._all):
            worker.end()
        self._threads.shutdown(cancel_futures=True)

    @property
    def processes(self) -> tuple[int, ...]:
        """The numbers of the processes that live."""
        return tuple(worker.number for worker in tuple(self._all))

    def read_all(self, items: Iterable[Payload | Other]) -> Iterator[tuple[Payload, Read] | Other]:
        """Give each payload with what was found in it, and whatever else comes as it is, in the order of coming.

        No more is taken from ``items`` than the workers are about to need.
        """
        waiting: deque[tuple[Payload, Future[Read]] | Other] = deque()
        size = 0
        for item in items:
            if isinstance(item, Payload):
                waiting.append((item, self._threads.submit(self._read, item)))
                size += len(item.data)
            else:
                waiting.append(item)
            while waiting and (len(waiting) > AHEAD * self._count or size > MOST_BYTES or _is_ready(waiting[0])):
                done = _settled(waiting.popleft())
                size -= len(done[0].data) if isinstance(done, tuple) else 0
                yield done
        while waiting:
            yield _settled(waiting.popleft())

    def _read(self, payload: Payload) -> Read:
        """Have a payload read by the worker of this thread, and by a new one if that died before."""
        if self._closing:
            return Failure(payload.origin.location, "read", "it was not read, for reading was broken off")
        worker: _Worker | None = getattr(self._own, "worker", None)
        if worker is None or worker.has_ended:
            worker = self._own.worker = _Worker()
            self._all.add(worker)
        seconds = self._limits.seconds + self._limits.seconds_each * len(payload.data) / MEGABYTE
        answer = worker.ask(payload, seconds)
        if worker.has_ended:
            self._all.discard(worker)
        return answer


def _is_ready(item: Any) -> bool:
    return not _is_asked(item) or item[1].done()


def _is_asked(item: Any) -> bool:
    return isinstance(item, tuple) and len(item) == 2 and isinstance(item[1], Future)


def _settled(item: Any) -> Any:
    return (item[0], item[1].result()) if _is_asked(item) else item


class _Worker:
    """A process that reads one payload at a time."""

    def __init__(self) -> None:
        environment = {**os.environ, "OMP_NUM_THREADS": "1"}
        command = [sys.executable, "-m", "onrecord.pipeline.workers"]
        self._process = subprocess.Popen(  # nosec B603 # a command of ours, no shell
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, env=environment, start_new_session=True
        )
        self.has_ended = False
        if self._received() is None:
            self.end()
            raise OnRecordError(f"a process that reads can't be started ({' '.join(command)}); use --jobs 0")

    @property
    def number(self) -> int:
        """The number of the process."""
        return self._process.pid

    def ask(self, payload: Payload, seconds: float) -> Read:
        """Have a payload read; a process that takes too long is ended."""
        late = threading.Event()

        def end() -> None:
            late.set()
            self._process.kill()

        timer = threading.Timer(seconds, end)
        timer.daemon = True
        timer.start()
        try:
            answer = self._received() if self._sent(payload) else None
        finally:
            timer.cancel()
        if answer and (found := answer.finding or answer.failure):
            return found
        self.end()
        location = payload.origin.location
        if late.is_set():
            return Failure(location, "statements", f"reading it took more than {seconds:,.0f} seconds; split it")
        return Failure(
            location, "statements", "the process that read it was killed, as for want of memory; make room or split it"
        )

    def end(self) -> None:
        """End the process, whatever it is doing."""
        self.has_ended = True
        self._process.kill()
        for stream in (self._process.stdin, self._process.stdout):
            try:
                if stream:
                    stream.close()
            except BrokenPipeError:  # what was under way to it is lost with it
                pass
        self._process.wait()

    def _sent(self, payload: Payload) -> bool:
        try:
            if self._process.stdin:
                send(self._process.stdin, payload)
        except OSError:  # it has died
            return False
        return True

    def _received(self) -> Answer | None:
        return receive(self._process.stdout, Answer) if self._process.stdout else None


def send(stream: IO[bytes], value: Any) -> None:
    """Write a value behind its length."""
    data = msgspec.msgpack.encode(value)
    stream.write(LENGTH.pack(len(data)) + data)
    stream.flush()


def receive(stream: IO[bytes], kind: type[Sent]) -> Sent | None:
    """Read a value of some type, or None where the stream ends."""
    head = stream.read(LENGTH.size)
    if len(head) < LENGTH.size:
        return None
    (length,) = LENGTH.unpack(head)
    data = stream.read(length)
    return msgspec.msgpack.decode(data, type=kind) if len(data) == length else None


def main() -> None:
    """Read what comes until there is no more."""
    answers = os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())  # what a library prints is no answer
    try:
        send(answers, Answer())  # it is ready
        while (payload := receive(sys.stdin.buffer, Payload)) is not None:
            found = read_and_find(payload)
            send(answers, Answer(failure=found) if isinstance(found, Failure) else Answer(finding=found))
    except BrokenPipeError:  # nobody waits for the answer
        os._exit(1)


if __name__ == "__main__":
    main()
